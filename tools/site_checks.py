"""What a built site must be before anybody may see it: whole, linked, valid, and without a trace of drafts or of this machine."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from plugins.addresses import HOME, NOT_FOUND, ROBOTS, SITEMAP
from plugins.problems import Problem
from tools.site_page import SitePage, read_site_page

MARKS = re.compile(r"\[[!@^]\w[^\]]{0,30}\]?|\{(?:filename|static|attach|glossary)\}|\{[#:.%{][^}\n]{0,30}")
MARKS_ANYWHERE = re.compile(r"\{(?:filename|static|attach|glossary)\}|[\x02\x03]")
NEAR = re.compile(
    r"(?:https?:)?//(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])(?![\w.-])|file://", re.IGNORECASE
)
TEXTS = (".html", ".xml", ".txt", ".css", ".js", ".json", ".svg", "_redirects", "_headers")
NEEDED = (HOME, NOT_FOUND, SITEMAP, ROBOTS)
LARGEST = 100 << 20  # bytes: GitHub takes no file above
ODD_NAME = re.compile(r'^"|[\x00-\x1f\x7f\\]')
AGAIN = "this is a slip of the site's own code: report it"


class Terms(NamedTuple):
    """What a site is checked against. ``unseen`` are the output paths that must not be there; ``machine`` are folders here.

    ``booking`` may lie below the site's own address, and is another program's.
    """

    url: str
    booking: str = ""
    unseen: frozenset[str] = frozenset()
    machine: tuple[str, ...] = ()


class BuiltSite:
    """A built site in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def names(self) -> list[str]:
        """Every file, as a path with forward slashes."""
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if not path.is_dir())

    @cached_property
    def texts(self) -> dict[str, str]:
        """The text of every file that is one."""
        return {name: (self.root / name).read_text("utf-8") for name in self.names if name.endswith(TEXTS)}

    @cached_property
    def pages(self) -> dict[str, SitePage]:
        """Every HTML page."""
        return {name: read_site_page(text) for name, text in self.texts.items() if name.endswith(".html")}

    @property
    def count(self) -> int:
        """How many pages there are, those that only send readers on left out."""
        return sum(not page.redirect for page in self.pages.values())


def inspect(site: BuiltSite, terms: Terms) -> list[Problem]:
    """Everything that keeps a site from being published."""
    return sorted({*files(site), *valid(site), *linked(site, terms), *clean(site, terms)})


def problem(name: str, code: str, message: str, hint: str) -> Problem:
    """A problem of a file of the site, which has no lines that a person wrote."""
    return Problem(f"the site's {name}", 0, code, message, hint)


def files(site: BuiltSite) -> Iterator[Problem]:
    """Every file is there, is one, and has a name and a size that every host takes."""
    lower = defaultdict[str, list[str]](list)
    for name in site.names:
        path = site.root / name
        lower[name.lower()].append(name)
        if path.is_symlink() or not path.is_file():
            yield problem(name, "publish-file", "this is not a plain file", AGAIN)
        elif path.stat().st_size > LARGEST:
            yield problem(name, "publish-size", "the file is larger than 100 MB", "hosts refuse it: make it smaller")
        if ODD_NAME.search(name):
            yield problem(
                name, "publish-name", "the name holds a character that git or a host cannot take", "rename it"
            )
    for name in NEEDED:
        if name not in site.names:
            yield problem(name, "publish-file", "the file is missing", AGAIN)
    for same in (names for names in lower.values() if len(names) > 1):
        message = f"{same[1]} differs from it in capitals only"
        yield problem(same[0], "publish-name", message, "some disks and hosts take them for one: rename one")


def valid(site: BuiltSite) -> Iterator[Problem]:
    """Every page is well-formed HTML, everything for machines is XML, and no mark of Markdown or of a template is left."""
    for name, page in site.pages.items():
        for wrong in page.wrong:
            yield problem(name, "publish-html", wrong, "see the template or the text that makes this page")
        for mark in MARKS.findall(page.words):
            yield problem(name, "publish-mark", f"a mark of the source is left: {mark!r}", "mend the text it stands in")
    for name, text in site.texts.items():
        for mark in set(MARKS_ANYWHERE.findall(text)):
            yield problem(name, "publish-mark", f"a mark of the source is left: {mark!r}", "mend the text it stands in")
        if name.endswith((".xml", ".svg")):
            try:
                ET.fromstring(text)  # noqa: S314 (what we have just built)
            except ET.ParseError as error:
                yield problem(name, "publish-xml", f"this is no XML: {error}", AGAIN)


def linked(site: BuiltSite, terms: Terms) -> Iterator[Problem]:
    """Every link to the site itself, relative or whole, leads to a file, and with ``#`` to an id in it."""
    known = frozenset(site.names)
    for name, page in site.pages.items():
        for address in (each for each in page.addresses if each != terms.booking):
            if why := dead(address, name, terms.url, known, site.pages):
                yield problem(name, "publish-link", why, "every link must lead somewhere")
    if SITEMAP in site.texts:
        for address in re.findall(r"<loc>([^<]*)</loc>", site.texts[SITEMAP]):
            if why := dead(address, SITEMAP, terms.url, known, site.pages):
                yield problem(SITEMAP, "publish-link", why, "search engines would be sent nowhere")


def dead(address: str, name: str, url: str, known: frozenset[str], pages: Mapping[str, SitePage]) -> str:
    """Why an address on a page leads nowhere, or nothing. Other hosts are not asked."""
    root, path = urlsplit(url).path.rstrip("/") + "/", address
    if path == url or path.startswith(f"{url}/"):
        path = root + path.removeprefix(url).removeprefix("/")
    parts = urlsplit(path)
    if parts.scheme or parts.netloc:
        return ""
    if parts.path.startswith("/") and not parts.path.startswith(root):
        return f"{address!r} leaves the site"
    there = target(unquote(parts.path), name, root)
    if there not in known:
        return f"{address!r}: there is no {there}"
    page = pages.get(there)
    if parts.fragment and (not page or unquote(parts.fragment) not in page.ids):
        return f"{address!r}: {there} has no id {unquote(parts.fragment)!r}"
    return ""


def target(path: str, name: str, root: str) -> str:
    """The file that a path on a page names."""
    if path.startswith("/"):
        found = path.removeprefix(root)
    else:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        found += "/" if path.endswith(("/", "..")) or path == "." else ""
    found = found.removeprefix("./")
    return f"{found}{HOME}" if not found or found.endswith("/") else found


def clean(site: BuiltSite, terms: Terms) -> Iterator[Problem]:
    """Nothing of drafts, nothing of this machine."""
    for name in sorted(terms.unseen & frozenset(site.names)):
        yield problem(name, "publish-draft", "this page is not to be seen", AGAIN)
    traces = tuple(f"{path.removesuffix(HOME)}" for path in sorted(terms.unseen))
    drafts = one_of(rf"(?<![\w-])(?:{'|'.join(map(re.escape, traces))})" if traces else "")
    machine = one_of(
        rf"(?<![\w./-])(?:{'|'.join(map(re.escape, folders(terms.machine)))})(?![\w-])" if terms.machine else ""
    )
    for name, text in site.texts.items():
        for found in {*drafts.findall(text)}:
            yield problem(name, "publish-draft", f"it names {found!r}, which is not to be seen", AGAIN)
        for found in {*machine.findall(text), *NEAR.findall(text)}:
            yield problem(name, "publish-local", f"it names {found!r}, which only this machine knows", "delete it")


def one_of(pattern: str) -> re.Pattern[str]:
    """A pattern; an empty one finds nothing."""
    return re.compile(pattern or r"(?!)")


def folders(paths: Iterable[str]) -> list[str]:
    """Folders as texts may name them; the top of a disk is no trace of a machine."""
    shown = {form for path in paths if len(Path(path).parts) > 1 for form in (path, Path(path).as_posix())}
    return sorted(shown, key=len, reverse=True)
