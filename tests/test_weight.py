"""How much a page weighs: readers are on phones, and tired."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from sites import asset, attribute, tree

pytest_plugins = ("built",)

ARTICLES = sorted(path.stem for path in (ROOT / "content/articles").rglob("*.md"))
MOST, MOST_FONTS = 35 * 1024, 48 * 1024
LINKS = "link[rel~=stylesheet], link[rel=modulepreload], link[rel=preload][as=script], link[rel=preload][as=style]"


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_light(site: Path, published: Path, slug: str) -> None:
    """HTML, CSS and JavaScript of an article are at most 35 KB in all, uncompressed, published or not."""
    for folder in (site, published):
        sizes = weight(folder / "articles" / slug / "index.html")
        assert sum(sizes.values()) <= MOST, sizes


def weight(file: Path) -> dict[str, int]:
    """The bytes of a page and of each stylesheet and script that it loads at once."""
    page = tree(file)
    loaded = [attribute(node, "href") for node in page.css(LINKS)]
    loaded += [attribute(node, "src") for node in page.css("script[src]")]
    return {name: file.parent.joinpath(name).stat().st_size for name in loaded} | {"html": file.stat().st_size}


def test_scripts_weigh_too(scripted: Path) -> None:
    """A script that a page loads at once counts, one that waits until somebody asks for it does not."""
    sizes = weight(scripted / "articles/one/index.html")
    assert sizes[f"../../theme/{asset(scripted, 'theme/ask.js').name}"] > 0
    assert len(sizes) == len({"page", "site.css", "scheme.js", "ask.js"})


def test_fonts_are_light(site: Path) -> None:
    """All fonts together are at most 48 KB."""
    sizes = {font.name: font.stat().st_size for font in (site / "theme/fonts").iterdir()}
    assert sizes
    assert sum(sizes.values()) <= MOST_FONTS, sizes
