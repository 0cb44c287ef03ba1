"""What a preview builds, and what it makes of a build's words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from projects import spoil
from selectolax.lexbor import LexborHTMLParser
from sites import one, text

from tools import serve as module
from tools.serve import Preview, outcome

PROBLEM = {"path": "a.md", "line": 1, "code": "x", "message": "wrong", "hint": "mend it", "warning": False}
BUILT = {"articles": 1, "seconds": 0.5, "written": 3, "problems": []}


def test_a_rebuild_shows_drafts_and_keeps_the_last_good_site(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build makes a version; one with problems makes another, and leaves the site; a mended one clears them."""
    monkeypatch.setattr(module, "SITE", tmp_path / "preview")
    preview = Preview(content)
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


@pytest.mark.parametrize(
    ("said", "problems", "line"),
    [
        (BUILT, [], "Built 1 articles in 0.5 s (3 files changed)"),
        ({"error": "no folder"}, ["no folder"], "no folder"),
        ({"problems": [PROBLEM]}, ["a.md:1: wrong; mend it"], "a.md:1: wrong; mend it\nThe last good site stays up."),
        (BUILT | {"problems": [PROBLEM | {"warning": True}]}, [], "Built 1 articles in 0.5 s (3 files changed)"),
    ],
)
def test_what_a_build_says_is_understood(said: dict[str, Any], problems: list[str], line: str) -> None:
    """Problems and wrong use become words over the page and in the terminal; warnings do not stand over it."""
    assert outcome(json.dumps(said), "") == (problems, line)


@pytest.mark.parametrize("stderr", ["Traceback: a broken plugin", ""])
def test_a_build_that_crashed_is_told(stderr: str) -> None:
    """Even a build that could not say anything leaves words over the page."""
    problems, _ = outcome("", stderr)
    assert problems == [stderr or "the build ended without a word"]
