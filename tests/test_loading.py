"""What a page makes a browser load and run: its own stylesheet, fonts and drawings, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from sites import asset, names, trees

pytest_plugins = ("built",)
LOADED = {
    "link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=modulepreload], link[rel~=prefetch]": "href",
    "link[rel~=preconnect], link[rel~=dns-prefetch], link[rel~=manifest]": "href",
    "script, img, iframe, embed, audio, video, source, track, input, object": "src",
    "image, use, feImage": "href",
}
URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")


def test_no_page_loads_anything_from_another_host(site: Path, published: Path, kitchen_sink: Path) -> None:
    """Every address that a browser fetches by itself is one of the site's own."""
    for folder in (site, published, kitchen_sink):
        for name, page in trees(folder):
            for selector, attribute in LOADED.items():
                for node in page.css(selector):
                    assert "//" not in (node.attributes.get(attribute) or ""), (name, node.html)
                    assert "//" not in (node.attributes.get("srcset") or ""), (name, node.html)


def test_no_stylesheet_loads_anything_from_another_host(site: Path) -> None:
    """The stylesheet names only files of the site, and they are there."""
    for name in (name for name in names(site) if name.endswith(".css")):
        for match in URL.finditer((site / name).read_text("utf-8")):
            address = match[1] or match[2]
            assert (site / name).parent.joinpath(address.split("#")[0]).is_file(), address


def test_fonts_are_loaded_only_once(site: Path, published: Path) -> None:
    """A font that a page fetches ahead is one that its stylesheet uses; without a server browsers would refuse it."""
    css = asset(published, "theme/site.css").read_text("utf-8")
    used = {(published / "theme" / (match[1] or "")).resolve() for match in URL.finditer(css)}
    for name, page in trees(published):
        if name != "404.html":  # its addresses begin with the path of the site
            (font,) = page.css("link[rel=preload]")
            assert (published / name).parent.joinpath(font.attributes["href"] or "").resolve() in used, name
    assert [name for name, page in trees(site) if page.css("link[rel=preload]")] == []


def test_no_page_holds_styles_or_scripts(site: Path, kitchen_sink: Path, scripted: Path) -> None:
    """A strict content security policy suits every page: no inline style, no inline script but JSON-LD, no handler."""
    for folder in (site, kitchen_sink, scripted):
        for name, page in trees(folder):
            assert page.css("style, [style], base, script:not([src]):not([type='application/ld+json'])") == [], name
            handlers = {key for node in page.css("*") for key in node.attributes if key.startswith("on")}
            assert handlers == set(), name
            assert page.css("[href^='javascript:'], [href^='data:'], [src^='data:']") == [], name


def test_scripts_wait_for_the_page_and_run_without_a_server(site: Path, kitchen_sink: Path, scripted: Path) -> None:
    """Every script is a file of the site and deferred, but for that of the colors, which nothing may be painted before.

    None is a module, which browsers refuse to load from a folder.
    """
    for folder in (site, kitchen_sink, scripted):
        for name, page in trees(folder):
            for number, node in enumerate(page.css("script[src]")):
                assert "defer" in node.attributes or not number, name
                assert all(key in {"src", "defer"} or key.startswith("data-") for key in node.attributes), name
                assert node.text() == "", name
                assert (folder / name).parent.joinpath(node.attributes["src"] or "").is_file(), name
