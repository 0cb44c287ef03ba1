"""The commands as a person runs them: exit codes, messages, JSON, from any folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from projects import run, spoil
from sites import snapshot

from plugins.problems import Problem, ProblemsFound
from tools import failure
from tools.failure import WrongUse

pytest_plugins = ("built",)
BUILT = {
    "articles",
    "pages",
    "written",
    "unchanged",
    "removed",
    "parsed",
    "rendered",
    "seconds",
    "problems",
    "warnings",
}
PROBLEM = Problem("pages/about.md", 7, "citation-unknown", "@x is not there", 'did you mean "y"?')


def test_build_works_from_any_folder_of_the_project(tmp_path: Path, site: Path) -> None:
    """Exit 0, one JSON object with the promised keys, and the same site as from the top of the project."""
    done = run("invoke", "build", "--output", str(tmp_path / "output"), "--json", cwd=ROOT / "content" / "pages")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout).keys() == BUILT
    assert done.stdout.count("\n") == 1
    assert snapshot(tmp_path / "output") == snapshot(site)


def test_folders_are_named_from_where_one_is(tmp_path: Path) -> None:
    """--content and --output are relative to the current folder, as in every other command."""
    done = run("invoke", "-r", str(ROOT), "build", "--content", str(SMALL), "--output", "here", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Built 2 articles, ")
    assert (tmp_path / "here" / "index.html").is_file()


def test_problems_are_told_with_file_and_line(content: Path, tmp_path: Path) -> None:
    """Exit 1; each problem on a line of its own, then one line that says what it means; no traceback."""
    spoil(content, "pages/about.md", "\nA claim [@one202].\n")
    spoil(content, "articles/small-series/two.md", "\n## More\n\n[Nowhere]({filename}oen.md)\n")
    done = run("invoke", "-r", str(ROOT), "build", "--content", "content", "--output", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        (
            "content/articles/small-series/two.md:28: there is no file articles/small-series/oen.md;"
            ' did you mean "articles/small-series/one.md"? [link-missing]'
        ),
        'content/pages/about.md:9: @one202 is not in references.bib; did you mean "one2020"? [citation-unknown]',
        "2 problems: nothing was written, the last good site is as it was.",
    ]
    assert not (tmp_path / "out").exists()


def test_problems_come_as_json(content: Path, tmp_path: Path) -> None:
    """With --json the problems are data on the output, and nothing is said beside it."""
    spoil(content, "pages/about.md", "\nA claim [@one202].\n")
    done = run("invoke", "-r", str(ROOT), "check", "--content", str(content), "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem == {
        "path": "content/pages/about.md",
        "line": 9,
        "code": "citation-unknown",
        "message": "@one202 is not in references.bib",
        "hint": 'did you mean "one2020"?',
    }


def test_wrong_use_has_its_own_exit_code(tmp_path: Path) -> None:
    """Exit 2 and one line that says what would be right."""
    done = run("invoke", "-r", str(ROOT), "check", "--content", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "there is no content folder nowhere; name the folder that holds articles/ and pages/\n"


def test_a_new_article_is_begun_in_one_line(content: Path, tmp_path: Path) -> None:
    """``invoke new "Title" --series NAME``: exit 0, and the file is where the line says."""
    options = ["--series", "small-series", "--content", "content"]
    done = run("invoke", "-r", str(ROOT), "new", "It's here", *options, cwd=tmp_path)
    path = content / "articles/small-series/its-here.md"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Wrote {path.relative_to(tmp_path)}. See it with: invoke serve\n"
    assert 'title: "It\'s here"' in path.read_text("utf-8")


def test_pelican_by_hand_makes_the_same_site(tmp_path: Path, site: Path) -> None:
    """``pelican content -s pelicanconf.py`` gives every file of ``invoke build`` but the search index, byte for byte."""
    done = run("pelican", "content", "-s", "pelicanconf.py", "-o", str(tmp_path / "output"), cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Processed {len(list((ROOT / 'content/articles').glob('*/*.md')))} articles" in done.stdout
    built = snapshot(site)
    pages = {name: data for name, data in built.items() if not name.startswith("pagefind/")}
    assert len(pages) < len(built)
    assert snapshot(tmp_path / "output") == pages


def test_pelican_by_hand_stops_at_problems(content: Path, tmp_path: Path) -> None:
    """Somebody who runs Pelican gets the list and exit code 1: an article never vanishes in silence."""
    spoil(content, "pages/about.md", "\nA claim [@one202].\n")
    settings = str(ROOT / "pelicanconf.py")
    done = run("pelican", str(content), "-s", settings, "-o", str(tmp_path / "output"), cwd=tmp_path)
    assert done.returncode == 1
    assert "content/pages/about.md:9: @one202 is not in references.bib" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "output" / "index.html").exists()


def ends(error: BaseException, capsys: pytest.CaptureFixture[str], *, as_json: bool) -> tuple[object, str, str]:
    """How a command ends that raises this: exit code, output, errors."""

    def command() -> None:
        raise error

    with pytest.raises(SystemExit) as left:
        failure.run(command, as_json=as_json)
    said = capsys.readouterr()
    return left.value.code, said.out, said.err


def test_a_command_that_ends_well_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    """No exit code is forced on success; with --json the summary is printed."""
    failure.run(lambda: {"articles": 1}, as_json=True)
    failure.run(lambda: None)
    assert capsys.readouterr() == ('{"articles": 1}\n', "")


def test_problems_end_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings are told too, but not counted as problems."""
    warning = Problem("a.md", 1, "callout-length", "long", warning=True)
    code, out, err = ends(ProblemsFound([PROBLEM, warning]), capsys, as_json=False)
    assert (code, out) == (1, "")
    assert err == (
        "a.md:1: warning: long [callout-length]\n"
        'pages/about.md:7: @x is not there; did you mean "y"? [citation-unknown]\n'
        "1 problem: nothing was written, the last good site is as it was.\n"
    )


@pytest.mark.parametrize("as_json", [False, True])
def test_wrong_use_ends_with_two(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    """The message goes to people beside the output, to machines as JSON."""
    expected = (2, '{"error": "that is no folder"}\n', "") if as_json else (2, "", "that is no folder\n")
    assert ends(WrongUse("that is no folder"), capsys, as_json=as_json) == expected


@pytest.mark.parametrize("as_json", [False, True])
def test_a_bug_of_ours_ends_with_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    """A bug says that it is one and where the traceback lies; no traceback reaches a writer."""
    monkeypatch.setattr(failure, "ROOT", tmp_path)
    monkeypatch.setattr(failure, "CACHE", tmp_path / ".cache")
    code, out, err = ends(KeyError("nobody thought of it"), capsys, as_json=as_json)
    said = json.loads(out)["error"] if as_json else err
    assert code == 3
    assert said.startswith("This is a bug in the site generator, not in your text: KeyError: 'nobody thought of it'")
    assert "Traceback" not in out + err
    assert "crash.txt" in said
    assert "nobody thought of it" in (tmp_path / ".cache/crash.txt").read_text("utf-8")
