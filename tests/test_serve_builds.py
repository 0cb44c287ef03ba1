"""What a preview builds, and what it makes of a build's words."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from projects import spoil
from selectolax.lexbor import LexborHTMLParser
from sites import asset, one, snapshot, text

from tools import failure
from tools import preview as module
from tools.build import Summary, build
from tools.failure import WrongUse
from tools.preview import Preview


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    """A preview of the small content."""
    with closing(Preview(content, tmp_path / "preview")) as preview:
        yield preview


def test_a_rebuild_shows_drafts_and_keeps_the_last_good_site(
    preview: Preview, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build makes a version; one with problems makes another, and leaves the site; a mended one clears them."""
    two = content / "articles/small-series/two.md"
    two.write_text(two.read_text("utf-8").replace("status: ready", "status: draft"), "utf-8")
    preview.rebuild()
    page = (preview.site / "articles/two/index.html").read_text("utf-8")
    assert (preview.state.version, preview.state.problems) == (1, ())
    assert "Draft." in text(one(LexborHTMLParser(page), ".draft"))
    assert capsys.readouterr().out.startswith("Built 2 articles in ")

    spoil(content, "pages/about.md", "\nA claim [@nobody].\n")
    preview.rebuild()
    (problem,) = preview.state.problems
    assert preview.state.version == 2
    assert "pages/about.md:9: @nobody is not in references.bib" in problem
    assert (preview.site / "articles/two/index.html").read_text("utf-8") == page
    assert capsys.readouterr().out.endswith("The last good site stays up.\n")

    (content / "pages/about.md").write_text(
        (content / "pages/about.md").read_text("utf-8").split("\nA claim")[0], "utf-8"
    )
    preview.rebuild()
    assert (preview.state.version, preview.state.problems) == (3, ())


def test_wrong_use_is_shown(preview: Preview, content: Path) -> None:
    """A content folder that is deleted does not end the preview."""
    content.rename(content.with_name("away"))
    preview.rebuild()
    assert preview.state.problems == (
        f"there is no content folder {content}; name the folder that holds articles/ and pages/",
    )


def test_a_crash_is_told(preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a bug of ours leaves words over the page, and the preview goes on."""
    monkeypatch.setattr(module, "build", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(failure, "ROOT", tmp_path)
    monkeypatch.setattr(failure, "CACHE", tmp_path / ".cache")
    preview.rebuild()
    (problem,) = preview.state.problems
    assert preview.state.version == 1
    assert problem.startswith("This is a bug in the site generator, not in your text: ZeroDivisionError")


def test_a_save_that_changes_nothing_is_no_news(
    preview: Preview, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No page is loaded again, and no line is printed: neither for a good save nor for the same mistake."""
    for _ in range(2):
        preview.rebuild()
    assert (preview.state.version, preview.state.edition) == (1, 1)
    spoil(content, "pages/about.md", "\nA claim [@nobody].\n")
    for _ in range(2):
        preview.rebuild()
    assert (preview.state.version, preview.state.edition) == (2, 1)
    assert capsys.readouterr().out.count("\n") == 3


def test_problems_alone_make_no_new_edition(preview: Preview, content: Path) -> None:
    """Pages stay as they are where only what is wrong has changed, and are loaded again where the site has."""
    about = content / "pages/about.md"
    good = about.read_text("utf-8")
    preview.rebuild()
    for words, edition in ((f"{good}\nA claim [@nobody].\n", 1), (good, 1), (f"{good}\nMore.\n", 2)):
        about.write_text(words, "utf-8")
        preview.rebuild()
        assert preview.state.edition == edition


def test_a_lost_site_is_built_without_a_save(preview: Preview) -> None:
    """Whether it has gone whole or in part."""
    preview.rebuild()
    assert not preview.due()
    for folder in (preview.site / "theme", preview.site):
        shutil.rmtree(folder)
        assert preview.due()
        preview.rebuild()
        assert asset(preview.site, "theme/site.css").is_file()
        assert not preview.due()


def test_what_may_pass_is_tried_again_a_few_times(preview: Preview, content: Path) -> None:
    """A failure that is no problem of the content may be gone in a moment; if it stays, nothing runs for ever."""
    content.rename(content.with_name("away"))
    preview.rebuild()
    tried = 0
    while preview.due():
        preview.rebuild()
        tried += 1
    assert tried == module.CHANCES
    content.with_name("away").rename(content)
    preview.rebuild()
    assert not preview.due()
    spoil(content, "pages/about.md", "\nA claim [@nobody].\n")
    preview.rebuild()
    assert not preview.due()


@pytest.mark.parametrize("file", ["build.sqlite", ""])
def test_a_deleted_cache_is_made_again(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    """The next build does not even speak of it, and the one after that is quick again."""
    monkeypatch.setattr("tools.build.CACHE", tmp_path / ".cache")
    preview.rebuild()
    before = snapshot(preview.site)
    if file:
        (tmp_path / ".cache" / file).unlink()
    else:
        shutil.rmtree(tmp_path / ".cache")
    preview.rebuild()
    assert (tmp_path / ".cache/build.sqlite").is_file()
    assert (preview.state.version, preview.state.problems) == (1, ())
    assert snapshot(preview.site) == before
    engine = preview.workshop.engine()
    preview.rebuild()
    assert preview.workshop.engine() is engine
    assert capsys.readouterr().err == ""


def test_a_cache_that_is_spoiled_in_use_is_made_again(
    preview: Preview, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is right all the time."""
    monkeypatch.setattr("tools.build.CACHE", tmp_path / ".cache")
    preview.rebuild()
    for name in ("build.sqlite", "build.sqlite-wal"):
        (tmp_path / ".cache" / name).write_bytes(b"words" * 20_000)
    for number in range(3):
        spoil(content, "pages/about.md", f"\nSentence {number}.\n")
        preview.rebuild()
        assert preview.state.problems == ()
        assert f"Sentence {number}" in (preview.site / "about/index.html").read_text("utf-8")


@pytest.mark.parametrize("error", [WrongUse("another build"), FileNotFoundError("nowhere"), SystemExit(1)], ids=type)
def test_what_fails_once_is_tried_again(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """A file that goes in the middle of a build is no bug; nothing is told of it."""
    errors = [error]

    def failing(*given: str, **named: Any) -> Summary:
        if errors:
            raise errors.pop()
        return build(*given, **named)

    monkeypatch.setattr(module, "build", failing)
    preview.rebuild()
    assert errors == []
    assert preview.state.problems == ()


def test_a_crash_that_cannot_be_kept_is_told_nevertheless(
    preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nothing can be written into the cache."""
    (tmp_path / ".cache").write_text("no folder", "utf-8")
    monkeypatch.setattr(module, "build", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(failure, "ROOT", tmp_path)
    monkeypatch.setattr(failure, "CACHE", tmp_path / ".cache")
    preview.rebuild()
    assert "Please report it. The last good site" in preview.state.problems[0]


def test_any_name_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that lacks a character gets another sign for it, and the preview lives on."""
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", terminal)
    failure.tell("caf\udce9.md é")
    assert terminal.buffer.getvalue() == b"caf\\udce9.md \\xe9\n"
