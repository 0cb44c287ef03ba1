"""Addresses: where each page lies in the output, and how one page links to another.

Links are relative, so that the site works at any address, below a sub-path, and from a folder. Where ``file_links`` is
on they name ``index.html``, which a browser needs when it opens files without a server.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from plugins.languages import in_language, language_of
from plugins.library import resolve

HOME = "index.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SEARCH = "search/index.html"
SEARCH_INDEX = "pagefind/"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
THEME = "theme/"
INDEXES = ("symptoms", "treatments", "conditions", "glossary", "references", "people", "visit")
IN_EVERY_LANGUAGE = ("symptoms", "treatments", "visit")  # made without the registers, which stand in one language
HASH = 8  # hexadecimal digits of a digest, in the name of a file
HASHED = re.compile(rf"(?:theme|images|cards)/.+\.[0-9a-f]{{{HASH}}}\.[a-z0-9]+")
MARKED = re.compile(r'="\{(filename|static|glossary)\}([^"#]*)(#[^"]*)?"')  # of href or src


def index_path(name: str) -> str:
    """Where an index lies in the output."""
    return f"{name}/index.html"


def series_path(key: str, page: str = "index.html") -> str:
    """Where a series, its printable page or its feed lies in the output."""
    return f"series/{key}/{page}"


def hashed(path: str, digest: str) -> str:
    """The path of a file that is not a page, with a piece of its digest: other bytes have another address."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{digest[:HASH]}.{ending}"


def hashed_files(paths: Iterable[str]) -> list[str]:
    """Those of a site's files whose names hold a digest: what lies there never changes, and may be kept for long."""
    return [path for path in paths if HASHED.fullmatch(path)]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Links from one page. ``site_url`` is absolute, without a slash at its end; ``page`` is an output path."""

    site_url: str
    file_links: bool
    page: str = HOME

    def to(self, path: str, anchor: str = "") -> str:
        """A relative link from this page to another."""
        if path == self.page and anchor:
            return anchor
        return self.shown(relative(self.page, path)) + anchor

    def shown(self, path: str) -> str:
        """A path as links show it."""
        if self.file_links or posixpath.basename(path) != "index.html":
            return path
        return path.removesuffix("index.html") or "./"

    def absolute(self, path: str) -> str:
        """The public address of a page."""
        return f"{self.site_url}/{path.removesuffix('index.html')}"

    def anywhere(self, path: str) -> str:
        """A link that works on the page that a server shows at any address: from the server's root.

        Files that are opened without a server have no root, so there it is relative.
        """
        return path if self.file_links else f"{urlsplit(self.site_url).path}/{self.shown(path)}".removesuffix("./")


def relative(page: str, path: str) -> str:
    """The shortest way from one output path to another."""
    here, there = page.split("/")[:-1], path.split("/")
    same = 0
    while same < min(len(here), len(there) - 1) and here[same] == there[same]:
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:])


def resolve_marks(html: str, source: str, link: Callable[[str, str], str]) -> str:
    """The HTML of a content file with every ``{filename}``, ``{static}`` and ``{glossary}`` address made by ``link``."""

    def address(match: re.Match[str]) -> str:
        kind, path, anchor = match[1], match[2], match[3] or ""
        if kind == "glossary":
            path, anchor = index_path("glossary"), f"#{path}"
        else:
            path = resolve(source, path)
            path = output_path(path) if kind == "filename" else path
        return f'="{link(path, anchor)}"'

    return MARKED.sub(address, html)


def output_path(path: str) -> str:
    """Where the page of a content path lies in the output."""
    slug = path.rpartition("/")[2].removesuffix(".md")
    page = f"articles/{slug}/index.html" if path.startswith("articles/") else f"{slug}/index.html"
    return in_language(page, language_of(path))
