"""What a preview builds, and what it makes of a build's words."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import spoil
from selectolax.lexbor import LexborHTMLParser
from sites import one, text

from plugins.engine import Engine
from tools import failure
from tools import serve as module
from tools.serve import Preview


def test_a_rebuild_shows_drafts_and_keeps_the_last_good_site(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build makes a version; one with problems makes another, and leaves the site; a mended one clears them."""
    monkeypatch.setattr(module, "SITE", tmp_path / "preview")
    preview = Preview(content, Engine())
    two = content / "articles/small-series/two.md"
    two.write_text(two.read_text("utf-8").replace("status: ready", "status: draft"), "utf-8")
    preview.rebuild()
    page = (module.SITE / "articles/two/index.html").read_text("utf-8")
    assert (preview.version, preview.problems) == (1, [])
    assert "Draft." in text(one(LexborHTMLParser(page), ".draft"))
    assert capsys.readouterr().out.startswith("Built 2 articles in ")

    spoil(content, "pages/about.md", "\nA claim [@nobody].\n")
    preview.rebuild()
    (problem,) = preview.problems
    assert preview.version == 2
    assert "pages/about.md:9: @nobody is not in references.bib" in problem
    assert (module.SITE / "articles/two/index.html").read_text("utf-8") == page
    assert capsys.readouterr().out.endswith("The last good site stays up.\n")

    (content / "pages/about.md").write_text(
        (content / "pages/about.md").read_text("utf-8").split("\nA claim")[0], "utf-8"
    )
    preview.rebuild()
    assert (preview.version, preview.problems) == (3, [])


def test_wrong_use_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A content folder that is deleted does not end the preview."""
    monkeypatch.setattr(module, "SITE", tmp_path / "preview")
    preview = Preview(tmp_path / "gone", Engine())
    preview.rebuild()
    assert preview.problems == [
        f"there is no content folder {tmp_path / 'gone'}; name the folder that holds articles/ and pages/"
    ]


def test_a_crash_is_told(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a bug of ours leaves words over the page, and the preview goes on."""
    monkeypatch.setattr(module, "SITE", tmp_path / "preview")
    monkeypatch.setattr(module, "build", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(failure, "ROOT", tmp_path)
    monkeypatch.setattr(failure, "CACHE", tmp_path / ".cache")
    preview = Preview(content, Engine())
    preview.rebuild()
    (problem,) = preview.problems
    assert preview.version == 1
    assert problem.startswith("This is a bug in the site generator, not in your text: ZeroDivisionError")
