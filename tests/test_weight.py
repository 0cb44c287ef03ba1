"""How much a page weighs: readers are on phones, and tired."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from sites import attribute, tree

ARTICLES = sorted(path.stem for path in (ROOT / "content/articles").rglob("*.md"))
MOST, MOST_FONTS = 35 * 1024, 48 * 1024


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_light(site: Path, slug: str) -> None:
    """HTML, CSS and JavaScript of an article are at most 35 KB in all, uncompressed."""
    file = site / "articles" / slug / "index.html"
    page = tree(file)
    loaded = [attribute(node, "href") for node in page.css("link[rel~=stylesheet], link[rel=modulepreload]")]
    loaded += [attribute(node, "src") for node in page.css("script[src]")]
    sizes = {name: file.parent.joinpath(name).stat().st_size for name in loaded} | {"html": file.stat().st_size}
    assert sum(sizes.values()) <= MOST, sizes


def test_fonts_are_light(site: Path) -> None:
    """All fonts together are at most 48 KB."""
    sizes = {font.name: font.stat().st_size for font in (site / "theme/fonts").iterdir()}
    assert sizes
    assert sum(sizes.values()) <= MOST_FONTS, sizes
