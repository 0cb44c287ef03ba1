"""``invoke format``: what it writes, what it refuses, and that it never harms a file."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT
from projects import run, spoil
from sites import KITCHEN_SINK, names, page_names, snapshot
from untidy import untidied as untidied_text

from plugins.problems import ProblemsFound
from tools import format as module
from tools.build import build
from tools.failure import WrongUse
from tools.format import format_content, readable

ONE, TWO = "articles/small-series/one.md", "articles/small-series/two.md"


def untidy(content: Path, name: str) -> None:
    """Put the date first, and a blank behind the last line."""
    path = content / name
    start, date, rest = re.split(r"^(date: .*\n)", path.read_text("utf-8"), maxsplit=1, flags=re.MULTILINE)
    path.write_text(start.replace("---\n", f"---\n{date}") + rest + " \n", "utf-8")


@pytest.fixture
def untidied(content: Path) -> Path:
    """A content folder of which one article is not in its form."""
    untidy(content, ONE)
    return content


def test_the_content_of_the_project_is_in_its_form() -> None:
    """``invoke format --check`` ends with 0 on what is committed."""
    assert format_content(check=True, quiet=True) == {"changed": [], "problems": [], "warnings": []}


def test_what_is_not_in_its_form_is_written(untidied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file becomes what it was before, no other is touched, and the command says so; a second run changes nothing."""
    before = snapshot(untidied)
    made = format_content(str(untidied))
    path = (untidied / ONE).as_posix()
    assert made == {"changed": [path], "problems": [], "warnings": []}
    assert capsys.readouterr().out == f"Wrote {path}\n1 of 4 files changed in form; what readers see is the same.\n"
    after = snapshot(untidied)
    assert after[ONE] == (ROOT / "tests" / "content" / ONE).read_bytes()
    assert {name for name in after if after[name] != before.get(name)} == {ONE}
    assert after.keys() == before.keys()
    assert format_content(str(untidied), quiet=True)["changed"] == []


def test_the_built_pages_are_the_same(tmp_path: Path) -> None:
    """Every page of the kitchen sink is the same but for blanks that no browser shows, once its articles are in their form."""
    folder = Path(shutil.copytree(KITCHEN_SINK, tmp_path / "sink"))
    path = folder / "articles" / "kitchen-sink" / "every-element.md"
    path.write_bytes(untidied_text(path.read_text("utf-8"), Random(1)))  # noqa: S311 (text, not secrets)
    build(str(folder), str(tmp_path / "before"), quiet=True)
    made = format_content(str(folder), quiet=True)
    assert made["warnings"] == []
    assert len(made["changed"]) == 2  # type: ignore[arg-type]
    build(str(folder), str(tmp_path / "after"), quiet=True)
    before, after = (
        {name: readable((tmp_path / site / name).read_text("utf-8")) for name in page_names(tmp_path / site)}
        for site in ("before", "after")
    )
    assert before == after


def test_check_writes_nothing_and_lists_files(untidied: Path) -> None:
    """Each file that would change is a problem at its first line that would."""
    untidy(untidied, TWO)
    before = snapshot(untidied)
    with pytest.raises(ProblemsFound) as found:
        format_content(str(untidied), check=True)
    assert [(problem.path, problem.line, problem.code) for problem in found.value.problems] == [
        ((untidied / name).as_posix(), 2, "format") for name in (ONE, TWO)
    ]
    assert snapshot(untidied) == before


@pytest.mark.parametrize("path", [ONE, "articles", "articles/small-series/", "."])
def test_files_and_folders_can_be_named(untidied: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """From where one is; a file named twice is written once."""
    monkeypatch.chdir(untidied)
    assert format_content(str(untidied), [path, ONE], quiet=True)["changed"] == [ONE]


def test_only_what_is_named_is_written(untidied: Path) -> None:
    """Other files stay as they are, and their problems are no matter."""
    untidy(untidied, TWO)
    spoil(untidied, "pages/about.md", "\n<div>\n")
    before = (untidied / TWO).read_bytes()
    made = format_content(str(untidied), [str(untidied / ONE)], quiet=True)
    assert made["changed"] == [(untidied / ONE).as_posix()]
    assert (untidied / TWO).read_bytes() == before


@pytest.mark.parametrize("path", ["articles/small-series/oen.md", "nowhere", "series.toml", str(ROOT / "tasks.py")])
def test_a_path_that_names_nothing_is_wrong_use(content: Path, path: str) -> None:
    """A register is nothing to format either."""
    with pytest.raises(WrongUse, match="there is no such content file"):
        format_content(str(content), [path])


def test_problems_are_told_and_nothing_is_written(untidied: Path) -> None:
    """What a file means must be clear before it is rewritten: all problems at once, misplaced files too."""
    spoil(untidied, TWO, "\n<div>\n")
    (untidied / "articles" / "lost.md").write_text("x", "utf-8")
    before = snapshot(untidied)
    with pytest.raises(ProblemsFound) as found:
        format_content(str(untidied))
    assert {problem.code for problem in found.value.problems} >= {"raw-html", "file-place"}
    assert snapshot(untidied) == before


def test_what_would_read_otherwise_is_left_alone(untidied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A front matter in braces keeps every byte, and a warning says why; other files are written."""
    path = untidied / TWO
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    odd = ",\n".join(reversed(front.splitlines()))
    path.write_text(f"---\n{{{odd}}}\n---\n{body}", "utf-8")
    before = path.read_bytes()
    assert format_content(str(untidied))["changed"] == [(untidied / ONE).as_posix()]
    assert path.read_bytes() == before
    told = capsys.readouterr().err
    assert told.startswith(f"{path.as_posix()}:2: warning: left as it is: in its usual form this file would not read")
    assert "put each field of the front matter on lines of its own" in told


def test_a_file_that_was_saved_meanwhile_is_not_overwritten(untidied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's newer text stays; the message says to run it again, and no spare file is left."""
    path, changes_of = untidied / ONE, module.changes_of

    def saved_meanwhile(*arguments: object) -> object:
        path.write_text("newer", "utf-8")
        return changes_of(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "changes_of", saved_meanwhile)
    before = names(untidied)
    with pytest.raises(WrongUse, match="meanwhile"):
        format_content(str(untidied))
    assert path.read_text("utf-8") == "newer"
    assert names(untidied) == before


def test_a_file_that_cannot_be_written_stays_whole(untidied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old text is there until the new one is complete; a full disk is told in one line."""
    before = snapshot(untidied)

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WrongUse, match="cannot be written: No space left on device"):
        format_content(str(untidied))
    assert snapshot(untidied) == before


def test_permissions_stay(untidied: Path) -> None:
    """Who may read a file may read it afterwards."""
    path = untidied / ONE
    path.chmod(0o640)
    mode = stat.S_IMODE(path.stat().st_mode)
    format_content(str(untidied), quiet=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.usefixtures("untidied")
def test_the_command_takes_paths_and_check(tmp_path: Path) -> None:
    """``--check`` ends with 1 and lists the file; without it the command ends with 0; ``--json`` prints one object."""
    command = [
        "invoke",
        "-r",
        str(ROOT),
        "format",
        "--content",
        "content",
        "--path",
        f"content/{ONE}",
        "-p",
        f"content/{TWO}",
    ]
    done = run(*command, "--check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"content/{ONE}:2: the file is not written in its usual form; run: invoke format [format]\n"
        "1 problem: nothing was written, the last good site is as it was.\n"
    )
    done = run(*command, "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"changed": [f"content/{ONE}"], "problems": [], "warnings": []}
