"""Whatever happens to the files, the preview says what is wrong, keeps the last good site, and is right again when they are mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from edits import Place, add, place_for
from sites import snapshot
from troubles import TROUBLES, Trouble, mend

from tools import build as building
from tools import preview as module
from tools.build import build
from tools.preview import Preview


@pytest.fixture
def place(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The small content and a theme, both to be spoiled; crashes are told elsewhere than in this project."""
    place = place_for(content, tmp_path)
    monkeypatch.setattr(module, "build", partial(build, config=str(place.config)))
    monkeypatch.setattr(building, "CACHE", tmp_path / ".cache")
    monkeypatch.setattr("tools.failure.ROOT", tmp_path)
    monkeypatch.setattr("tools.failure.CACHE", tmp_path / ".cache")
    return place


@pytest.fixture
def preview(place: Place, tmp_path: Path) -> Iterator[Preview]:
    """A preview of them, built once."""
    with closing(Preview(place.content, tmp_path / ".cache/preview/1")) as preview:
        preview.rebuild()
        assert preview.state.problems == ()
        yield preview


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_trouble_comes_and_goes(preview: Preview, place: Place, trouble: Trouble) -> None:
    """A problem in words, the site as it was, then the same site without a word."""
    before = snapshot(preview.site)
    trouble.make(place)
    preview.rebuild()
    problems = "\n".join(preview.state.problems)
    assert trouble.words in problems
    assert "bug" not in problems
    assert bool(problems) == bool(trouble.words)
    if problems:
        assert snapshot(preview.site) == before
    mend(SMALL, place.content)
    mend(ROOT / "theme", place.theme)
    preview.rebuild()
    assert preview.state.problems == ()
    assert snapshot(preview.site) == before


def test_a_bug_of_ours_is_not_blamed_on_a_template(
    preview: Preview, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A function that a template calls fails inside our own code: nobody can mend that in the template."""
    monkeypatch.setattr("plugins.texts.resolve_marks", lambda *_: 1 / 0)
    add(place.content / "pages/about.md", "\nMore.\n")
    preview.rebuild()
    assert "This is a bug in the site generator" in preview.state.problems[0]
