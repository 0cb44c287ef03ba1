"""``invoke build``: all problems at once, or the whole new site in place of the old one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import ROOT
from projects import spoil
from sites import asset, names, snapshot

from plugins.problems import ProblemsFound
from tools.build import build, say_built
from tools.check import check
from tools.failure import WrongUse
from tools.progress import progress_for

pytest_plugins = ("built",)
BAD = "\nA claim [@nobody].\n"
KEYS = {"articles", "pages", "written", "unchanged", "removed", "parsed", "rendered", "seconds", "problems", "warnings"}
SETTINGS = """\
import sys
sys.path.insert(0, {root!r})
import pelicanconf
globals().update({{name: value for name, value in vars(pelicanconf).items() if name.isupper()}})
THEME = {theme!r}
THEME_TEMPLATES_OVERRIDES = [THEME]
"""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Where a test builds."""
    return tmp_path / "output"


def test_a_build_says_what_it_did(content: Path, output: Path) -> None:
    """The counts of a first build: everything is new."""
    summary = build(str(content), str(output), quiet=True, cache=False)
    assert summary.keys() == KEYS
    seconds = summary.pop("seconds")
    assert isinstance(seconds, float)
    files = len(names(output))
    pages = len([name for name in names(output) if name.endswith((".html", ".xml", ".txt"))])
    assert summary == {
        "articles": 2,
        "pages": pages,
        "written": files,
        "unchanged": 0,
        "removed": 0,
        "parsed": 4,
        "rendered": pages,
        "problems": [],
        "warnings": [],
    }


def test_nothing_is_written_outside_the_output(content: Path, output: Path) -> None:
    """A build adds the output and nothing else: not beside it, and not to the content."""
    before = snapshot(content)
    build(str(content), str(output), quiet=True)
    assert snapshot(content) == before
    assert sorted(path.name for path in output.parent.iterdir()) == ["content", "output"]


def test_the_content_is_never_replaced(content: Path) -> None:
    """An output in the content, or the content itself, is refused; not a byte of the content changes."""
    before = snapshot(content)
    for output in (content, content / "output", content / "pages"):
        with pytest.raises(WrongUse):
            build(str(content), str(output), quiet=True)
    assert snapshot(content) == before


def test_a_second_build_changes_nothing(content: Path, output: Path) -> None:
    """Without a change nothing is written, and every file keeps its time."""
    build(str(content), str(output), quiet=True)
    for name in names(output):
        os.utime(output / name, (1_000_000_000, 1_000_000_000))
    summary = build(str(content), str(output), quiet=True)
    assert (summary["written"], summary["unchanged"], summary["removed"]) == (0, len(names(output)), 0)
    assert {int((output / name).stat().st_mtime) for name in names(output)} == {1_000_000_000}


def test_a_changed_article_changes_only_files_that_show_it(content: Path, output: Path) -> None:
    """A word in a paragraph changes the article, the page and the feeds that hold its text; others keep their times."""
    build(str(content), str(output), quiet=True, search=False)
    for name in names(output):
        os.utime(output / name, (1_000_000_000, 1_000_000_000))
    article = content / "articles/small-series/two.md"
    article.write_text(article.read_text("utf-8").replace("It follows", "It clearly follows"), "utf-8")
    summary = build(str(content), str(output), quiet=True, search=False)
    changed = {name for name in names(output) if int((output / name).stat().st_mtime) != 1_000_000_000}
    assert changed == {
        "articles/two/index.html",
        "feed.xml",
        "series/small-series/feed.xml",
        "series/small-series/print/index.html",
    }
    assert summary["written"] == len(changed)


def test_stale_files_are_gone(content: Path, output: Path) -> None:
    """What the new site does not have is removed: a deleted article, and whatever lay in the folder."""
    build(str(content), str(output), quiet=True, search=False)
    (output / "old").mkdir()
    (output / "old/stray.html").write_text("old", "utf-8")
    (content / "articles/small-series/two.md").unlink()
    assert build(str(content), str(output), quiet=True, search=False)["removed"] == 2
    assert not {"old/stray.html", "articles/two/index.html"} & set(names(output))
    assert not (output / "old").exists()


def test_images_that_nothing_shows_are_not_published(content: Path, output: Path) -> None:
    """An image is published because a page shows it, not because it lies there."""
    (content / "images/one/unused.svg").write_bytes((content / "images/one/wave.svg").read_bytes())
    build(str(content), str(output), quiet=True)
    assert [name for name in names(output) if name.startswith("images/")] == [
        asset(output, "images/one/wave.svg").relative_to(output).as_posix()
    ]


@pytest.mark.parametrize(
    "hidden", [".env", "pages/.about.md.swp", ".git/config", "images/one/.DS_Store", "pages/about.md~"]
)
def test_hidden_files_are_never_published(content: Path, output: Path, small: Path, hidden: str) -> None:
    """Hidden files and editors' copies lie in content folders; none of them changes the site."""
    (content / hidden).parent.mkdir(exist_ok=True)
    (content / hidden).write_text("secret", "utf-8")
    build(str(content), str(output), quiet=True)
    assert snapshot(output) == snapshot(small)


def test_problems_leave_the_old_site(content: Path, output: Path) -> None:
    """With a problem in the content, the old site stays byte for byte, and nothing lies beside it."""
    build(str(content), str(output), quiet=True)
    before = snapshot(output)
    spoil(content, "pages/about.md", BAD)
    with pytest.raises(ProblemsFound):
        build(str(content), str(output), quiet=True)
    assert snapshot(output) == before
    assert sorted(path.name for path in output.parent.iterdir()) == ["content", "output"]


def test_all_problems_come_at_once(content: Path, output: Path) -> None:
    """Ten bad files give ten reports, each at its line, and no site."""
    for number in range(10):
        page = (content / "pages/about.md").read_text("utf-8") + BAD
        (content / f"pages/page-{number}.md").write_text(page, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        build(str(content), str(output), quiet=True)
    problems = [(problem.path, problem.line, problem.code) for problem in found.value.problems]
    assert problems == [
        ((content / f"pages/page-{number}.md").as_posix(), 9, "citation-unknown") for number in range(10)
    ]
    assert not output.exists()


def broken(tmp_path: Path, name: str, text: str) -> Path:
    """A settings file whose theme holds this text in one file."""
    theme = tmp_path / "theme"
    for file in (path for path in (ROOT / "theme").rglob("*") if path.is_file()):
        copy = theme / file.relative_to(ROOT / "theme")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (theme / name).write_text(text, "utf-8")
    settings = tmp_path / "conf.py"
    settings.write_text(SETTINGS.format(root=str(ROOT), theme=str(theme)), "utf-8")
    return settings


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("article.html", "one\n{% if view %}\n", 2),
        ("_byline.html", "one\ntwo\n{{ view. }}\n", 3),
        ("series_print.html", "one\n{{ view.nothing }}\n", 2),
        ("_book.html", "{{ nothing }}\n", 1),
        ("home.html", '\n\n{% include "none.html" %}\n', 3),
        ("home.html", "\n{{ assets['nowhere.js'] }}\n", 2),
    ],
)
def test_a_broken_template_is_a_problem(
    content: Path, output: Path, tmp_path: Path, name: str, text: str, line: int
) -> None:
    """A mistake in a template is told with its file and line, and the old site stays."""
    build(str(content), str(output), quiet=True)
    before = snapshot(output)
    settings = broken(tmp_path, f"templates/{name}", text)
    with pytest.raises(ProblemsFound) as found:
        build(str(content), str(output), str(settings), quiet=True)
    (problem,) = found.value.problems
    assert (Path(problem.path).name, problem.line, problem.code) == (name, line, "template")
    assert snapshot(output) == before
    assert not list(output.parent.glob(".output*"))


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("strings/es.toml", 'home = "Home"\nfeed = Feed\n', ("theme/strings/es.toml", 2, "strings")),
        ("css/base.css", "a { color: red; } } b {\n", ("theme/css", 1, "stylesheet")),
        ("css/lists/lists.css", "} a {\n", ("theme/css/lists", 1, "stylesheet")),
    ],
)
def test_a_broken_theme_file_is_a_problem(
    content: Path, output: Path, tmp_path: Path, name: str, text: str, place: tuple[str, int, str]
) -> None:
    """Words and styles that cannot be read are told with their place, and the old site stays."""
    build(str(content), str(output), quiet=True)
    before = snapshot(output)
    settings = broken(tmp_path, name, text)
    with pytest.raises(ProblemsFound) as found:
        build(str(content), str(output), str(settings), quiet=True)
    (problem,) = found.value.problems
    assert (problem.path, problem.line, problem.code) == place
    assert snapshot(output) == before


def test_what_pelican_only_logs_is_a_problem(content: Path, output: Path, tmp_path: Path) -> None:
    """A plugin that does not load would otherwise mean an empty site and exit code 0."""
    settings = tmp_path / "conf.py"
    settings.write_text(SETTINGS.format(root=str(ROOT), theme=str(ROOT / "theme")) + 'PLUGINS = ["nowhere"]\n', "utf-8")
    with pytest.raises(ProblemsFound) as found:
        build(str(content), str(output), str(settings), quiet=True)
    assert {problem.code for problem in found.value.problems} == {"pelican"}
    assert "nowhere" in str(found.value)


def test_a_missing_settings_file_is_wrong_use(content: Path, output: Path) -> None:
    """The message names the file that is not there."""
    with pytest.raises(WrongUse, match=r"no settings file nowhere\.py"):
        build(str(content), str(output), "nowhere.py", quiet=True)


@pytest.mark.parametrize("work", [check, build])
def test_a_missing_content_folder_is_wrong_use(work: object) -> None:
    """Both verbs say that the folder is not there."""
    assert callable(work)
    with pytest.raises(WrongUse, match="no content folder nowhere"):
        work("nowhere")


def test_check_reads_everything_and_writes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Good content gives counts and one line; bad content gives its problems."""
    before = snapshot(content.parent)
    summary = check(str(content), cache=False)
    assert (summary["articles"], summary["parsed"], summary["problems"]) == (2, 4, [])
    assert capsys.readouterr().out.startswith("Checked 4 files in ")
    assert snapshot(content.parent) == before
    spoil(content, "pages/about.md", BAD)
    with pytest.raises(ProblemsFound):
        check(str(content))


def test_the_end_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A person reads what was built, where, and how much of it changed."""
    summary = {"articles": 4, "pages": 23, "seconds": 0.5, "written": 3, "unchanged": 28, "removed": 1}
    say_built({**summary, "warnings": []}, Path("output").absolute())
    expected = "Built 4 articles, 23 pages in 0.5 s: output/index.html (3 files written, 28 unchanged, 1 removed)\n"
    assert capsys.readouterr().out.replace(os.sep, "/") == expected


@pytest.mark.parametrize(
    ("files", "quiet", "said"), [(99, False, ""), (100, False, "Reading 100 files\n"), (100, True, "")]
)
def test_only_a_long_build_shows_progress(
    files: int, quiet: bool, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside a terminal, a long step is one plain line; a short one, and one for machines, says nothing."""
    progress = progress_for(quiet=quiet)
    assert list(progress(map(str, range(files)), "Reading")) == list(map(str, range(files)))
    assert capsys.readouterr().err == said
