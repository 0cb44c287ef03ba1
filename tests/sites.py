"""The few functions with which tests look at a built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

KITCHEN_SINK = Path(__file__).parent / "kitchen-sink"
SPANISH, ARABIC = Path(__file__).parent / "spanish", Path(__file__).parent / "arabic"  # laid over the small content
SUB_PATH = "/health"
PUBLISHED_URL = f"https://clinic.example{SUB_PATH}"
REFERENCES = re.compile(r"(?:href|src|poster|data|action)")
NAMED_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers")


def names(site: Path) -> list[str]:
    """Every file of a site, as a path with forward slashes."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir())


def page_names(site: Path) -> list[str]:
    """Every page of a site."""
    return [name for name in names(site) if name.endswith(".html")]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {name: (folder / name).read_bytes() for name in names(folder)}


def asset(site: Path, name: str) -> Path:
    """The one file of a site that has this name but for the digest in it: ``theme/site.css``, ``images/wave.svg``."""
    stem, _, ending = name.rpartition(".")
    (found,) = (each for each in names(site) if re.fullmatch(rf"{re.escape(stem)}\.[0-9a-f]{{8}}\.{ending}", each))
    return site / found


@cache
def anchors(page: Path) -> frozenset[str]:
    """Every place of a page that a link can lead to."""
    return frozenset(ids(tree(page)))


@cache
def tree(page: Path) -> LexborHTMLParser:
    """A page as a tree. The file must not change while tests look at it."""
    return LexborHTMLParser(page.read_text("utf-8"))


def trees(site: Path) -> Iterator[tuple[str, LexborHTMLParser]]:
    """Every page of a site, by name, as a tree."""
    for name in page_names(site):
        yield name, tree(site / name)


def one(within: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The only element that a selector finds."""
    found = within.css(selector)
    assert len(found) == 1, (selector, len(found))
    return found[0]


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value; empty where there is none."""
    return node.attributes.get(name) or ""


def text(node: LexborNode | None) -> str:
    """The words of an element."""
    return " ".join(node.text().split()) if node else ""


def ids(page: LexborHTMLParser) -> list[str]:
    """Every id on a page, in order, with repetitions."""
    return [node.attributes["id"] or "" for node in page.css("[id]")]


def addresses(page: LexborHTMLParser) -> list[str]:
    """Every address that a page names, and every id that it names as if it were ``#id``."""
    found = []
    for node in page.css("*"):
        for attribute, value in node.attributes.items():
            if REFERENCES.fullmatch(attribute):
                found.append(value or "")
            elif attribute in NAMED_IDS:
                found += [f"#{name}" for name in (value or "").split()]
    return found


def outside(address: str) -> bool:
    """Whether an address leads to another host, to the telephone or to the mail."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def dead(site: Path, page: str, address: str, *, file_links: bool, root: str = "/") -> str:
    """Why a link from a page leads nowhere, or an empty string. ``root`` is the path of the site on its server."""
    path, _, anchor = address.partition("#")
    path = unquote(path)
    if path.startswith("/"):
        if not path.startswith(root):
            return f"{address!r} leaves the site"
        target = path.removeprefix(root)
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
        target += "/" if path.endswith(("/", "..")) or path == "." else ""
    if not file_links and (not target or target.endswith("/")):
        target = f"{target.removesuffix('./')}index.html"
    if target.startswith(".."):
        return f"{address!r} leaves the site"
    if not (site / target).is_file():
        return f"{address!r}: there is no file {target!r}"
    if anchor and (not target.endswith(".html") or unquote(anchor) not in anchors(site / target)):
        return f"{address!r}: {target} has no id {anchor!r}"
    return ""


def dead_links(site: Path, *, file_links: bool, root: str = "/") -> list[str]:
    """Every link of a site's pages that leads nowhere."""
    return [
        f"{name}: {why}"
        for name, page in trees(site)
        for address in addresses(page)
        if not outside(address) and (why := dead(site, name, address, file_links=file_links, root=root))
    ]


def below(url: str, address: str) -> str | None:
    """The path of an absolute address relative to the site's own, or None for another place."""
    return address.removeprefix(f"{url}/") if address.startswith(f"{url}/") else None
