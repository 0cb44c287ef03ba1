"""A page of a built site, as whoever publishes it must see it: its ids, its links, its words, and what is wrong with it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
OPEN_ENDED = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "caption",
        "option",
    ]
)  # HTML ends them itself
ONCE = ("html", "head", "title", "body", "main", "h1")
ADDRESSES = ("href", "src", "poster", "data", "action")
SILENT = frozenset(["code", "pre", "kbd", "samp", "script", "style"])  # what stands there means what it says
BOX = "callout"
Attributes = list[tuple[str, str | None]]


class SitePage(NamedTuple):
    """A page. ``boxes`` are the ids of its callouts, ``redirect`` is where it sends its readers.

    ``words`` is its text without code; ``wrong`` tells of each mistake in its HTML.
    """

    ids: frozenset[str]
    boxes: tuple[str, ...]
    addresses: tuple[str, ...]
    redirect: str
    indexed: bool
    words: str
    wrong: tuple[str, ...]


def read_site_page(html: str) -> SitePage:
    """What a page holds."""
    reader = PageReader()
    reader.feed(html)
    reader.close()
    reader.finish()
    return SitePage(
        ids=frozenset(reader.ids),
        boxes=tuple(reader.boxes),
        addresses=tuple(dict.fromkeys(reader.addresses)),
        redirect=reader.redirect,
        indexed=reader.indexed,
        words="\n".join(reader.words),
        wrong=tuple(dict.fromkeys(reader.wrong)),
    )


class PageReader(HTMLParser):
    """Reads one page. Elements that HTML ends itself may stay open; all others must be closed, in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: list[str] = []
        self.ids: set[str] = set()
        self.boxes: list[str] = []
        self.addresses: list[str] = []
        self.words: list[str] = []
        self.wrong: list[str] = []
        self.redirect = ""
        self.indexed = True
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Open an element."""
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            if tag == "a" and "a" in self.open:
                self.wrong.append("a link stands in a link")
            self.open.append(tag)
            self.silent += tag in SILENT

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        """Read the attributes of an element."""
        values = {name: value or "" for name, value in attrs}
        if len(values) < len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")
        self.seen += [tag] if tag in ONCE else []
        self.addresses += [values[name] for name in ADDRESSES if name in values]
        if "id" in values:
            self.read_id(values["id"], values.get("class", "").split())
        if tag == "meta":
            self.read_meta(values)

    def read_id(self, name: str, classes: list[str]) -> None:
        """An id, which may stand only once."""
        if name in self.ids:
            self.wrong.append(f"the id {name!r} stands twice")
        self.ids.add(name)
        self.boxes += [name] if BOX in classes else []

    def read_meta(self, values: dict[str, str]) -> None:
        """What a page says of itself."""
        if values.get("http-equiv", "").lower() == "refresh":
            self.redirect = values.get("content", "").partition("url=")[2].strip()
            self.addresses.append(self.redirect)
        if values.get("name", "").lower() == "robots" and "noindex" in values.get("content", ""):
            self.indexed = False

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that HTML ends itself."""
        if tag in VOID or tag not in self.open:
            self.wrong.append(f"</{tag}> closes nothing")
            return
        while (last := self.open.pop()) != tag:
            self.check_closed(last)
            self.silent -= last in SILENT
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self.silent and data.strip():
            self.words.append(data)

    def finish(self) -> None:
        """Look at what is left open, and at what every page has once."""
        for tag in self.open:
            self.check_closed(tag)
        for tag in ("title", "main", "h1"):
            if self.seen.count(tag) != 1:
                self.wrong.append(f"the page has {self.seen.count(tag)} <{tag}>, not one")

    def check_closed(self, tag: str) -> None:
        """Note an element that its author had to close."""
        if tag not in OPEN_ENDED:
            self.wrong.append(f"<{tag}> is not closed")
