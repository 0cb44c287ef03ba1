"""What a preview builds, and what it makes of a build's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from projects import spoil
from selectolax.lexbor import LexborHTMLParser
from sites import one, text

from tools import failure
from tools import preview as module
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
