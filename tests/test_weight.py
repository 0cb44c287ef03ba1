"""How much a page weighs: readers are on phones, and tired."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import ROOT
from sites import asset, attribute, tree

pytest_plugins = ("built",)

ARTICLES = sorted(path.stem for path in (ROOT / "content/articles").rglob("*.md"))
MOST_FONTS = 48 * 1024
# The bar is 35,840 bytes. Definitions of terms add up to 2,000, the tools 3,300 (styles included), the tags that social
# sites read 450: what could be left out until somebody uses it comes on demand, the rest is over the bar and said here.
MOST, MOST_WITH_DEFINITIONS = 39 * 1024, 41 * 1024
MOST_COMPRESSED = 14 * 1024
LINKS = "link[rel~=stylesheet], link[rel=modulepreload], link[rel=preload][as=script], link[rel=preload][as=style]"


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_light(site: Path, published: Path, slug: str) -> None:
    """HTML, CSS and JavaScript of an article keep to their limits, uncompressed, published or not."""
    for folder in (site, published):
        file = folder / "articles" / slug / "index.html"
        sizes = weight(file)
        assert sum(sizes.values()) <= MOST_WITH_DEFINITIONS, sizes
        assert sum(sizes.values()) - definitions(file) <= MOST, sizes


@pytest.mark.parametrize("slug", ARTICLES)
def test_an_article_is_painted_after_little(published: Path, slug: str) -> None:
    """HTML and CSS, which a browser needs before it paints, are at most 14 KB compressed."""
    file = published / "articles" / slug / "index.html"
    needed = [file, *(file.parent / attribute(node, "href") for node in tree(file).css(LINKS))]
    assert sum(len(gzip.compress(each.read_bytes(), 9)) for each in needed) <= MOST_COMPRESSED


def definitions(file: Path) -> int:
    """The bytes of what a page says of its terms."""
    found = re.search(rb"<section class=terms>.*?</section>", file.read_bytes(), re.DOTALL)
    return len(found[0]) if found else 0


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
