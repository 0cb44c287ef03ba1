"""The publication: what of the library is shown, in the shape in which all views ask for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from markupsafe import Markup, escape

from plugins.addresses import Addresses, output_path, resolve_marks, series_path
from plugins.bibliography import Record
from plugins.callout_kinds import KINDS
from plugins.citations import citation_id
from plugins.documents import Callout, Document, Target
from plugins.excerpts import box_bodies
from plugins.images import inline_svg
from plugins.lazy import Html
from plugins.library import Library, resolve
from plugins.settings import SiteSettings
from plugins.typography import typeset_text
from plugins.views import Day, Link, Part, Person, Reference, Series

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WORDS_A_MINUTE = 200
MOST_ON_A_TOPIC = 24
IMAGE = re.compile(r'<img alt="(?P<alt>[^"]*)"(?P<rest>[^>]*?) src="\{static\}(?P<path>[^"]+)"[^>]*>')
MARK = re.compile(r"\s*<sup(?: id=\"[^\"]*\")?><a .*?</sup>", re.DOTALL)  # of a reference or a footnote
IDS = re.compile(r'\b(id|href|aria-labelledby)="(#?)([^":/#{]+)"')


@dataclass(frozen=True)
class Publication:
    """The library, the settings, the drawings' bytes and the documents' texts; every method is a pure function of them."""

    library: Library
    settings: SiteSettings
    drawings: Mapping[str, bytes]
    texts: Callable[[Document], str] = attrgetter("html")

    @cached_property
    def articles(self) -> list[Document]:
        """The articles that are shown."""
        return [article for article in self.library.articles if self.settings.drafts or not article.draft]

    @cached_property
    def parts(self) -> dict[str, list[Document]]:
        """The shown articles of each series, in order."""
        found: dict[str, list[Document]] = {}
        for article in self.articles:
            found.setdefault(article.meta["series"], []).append(article)
        return found

    def parts_of(self, key: str) -> list[Document]:
        """The shown articles of a series, in order."""
        return self.parts.get(key, [])

    @cached_property
    def topics(self) -> dict[str, list[Document]]:
        """The first articles on each topic: enough to find a few that are near another, at any size."""
        found: dict[str, list[Document]] = {}
        for article in self.articles:
            for topic in self.topics_of(article):
                listed = found.setdefault(topic, [])
                if len(listed) < MOST_ON_A_TOPIC:
                    listed.append(article)
        return found

    def topics_of(self, document: Document) -> dict[str, int]:
        """What an article is about, weighted: symptoms count most."""
        symptoms = {box.id: 5 for box in document.callouts if box.kind == "symptom"}
        return symptoms | {f"condition {key}": 2 for key, _ in document.meta.get("conditions", ())}

    @cached_property
    def updated(self) -> str:
        """The day of the last change to anything that is shown."""
        return max(map(modified, (*self.articles, *self.library.pages, self.library.glossary)))

    def addresses(self, page: str) -> Addresses:
        """Links from one page."""
        return Addresses(self.settings.url, self.settings.file_links, page)

    def html(self, document: Document, page: str) -> Html:
        """A document's text as it stands on a page."""
        drawings = [self.drawings.get(resolve(document.path, drawing_path(each)), b"") for each in document.images]
        return Html(lambda: self.placed(self.texts(document), document, page), document.digest, page, drawings)

    def box(self, callout: Callout, document: Document, page: str) -> Html:
        """A box's body as it stands on another page: without marks that lead to notes of its own page."""
        drawings = [self.drawings.get(resolve(document.path, drawing_path(each)), b"") for each in document.images]
        return Html(
            lambda: self.placed(without_notes(box_bodies(self.texts(document))[callout.id]), document, page),
            callout.digest,
            document.path,
            page,
            drawings,
        )

    def placed(self, html: str, document: Document, page: str) -> str:
        """HTML of a document as it stands on a page: addresses resolved, drawings put in."""
        with_drawings = IMAGE.sub(lambda match: self.drawing(match, document), html)
        return resolve_marks(with_drawings, document, self.addresses(page).to)

    def drawing(self, match: re.Match[str], document: Document) -> str:
        """A drawing's element, or the image as it was."""
        data = self.drawings.get(resolve(document.path, match["path"]))
        return inline_svg(data, match["alt"]) if data else match[0]

    def day(self, iso: str) -> Day:
        """A day for machines and for people."""
        year, month, day = iso.split("-")
        return Day(iso, f"{MONTHS[int(month) - 1]} {int(day)}, {year}")

    def person(self, key: str, page: str, articles: tuple[Link, ...] = ()) -> Person:
        """An author or reviewer."""
        row = self.library.people[key]
        href = self.addresses(page).to("people/index.html", f"#{key}")
        return Person(key, row["name"], row["credential"], typeset_text(row["about"]), href, articles)

    def article_link(self, document: Document, page: str, anchor: str = "") -> Link:
        """A link to an article, or to a place in it."""
        href = self.addresses(page).to(output_path(document.path), anchor)
        return Link(typeset_text(document.meta["title"]), href)

    def series(self, key: str, page: str) -> Series:
        """A series with its parts, as seen from a page."""
        row, link = self.library.series[key], self.addresses(page).to
        parts = tuple(self.part(number, document, page) for number, document in enumerate(self.parts_of(key), 1))
        return Series(
            title=typeset_text(row["title"]),
            summary=typeset_text(row["summary"]),
            href=link(series_path(key)),
            print_href=link(series_path(key, "print/index.html")),
            feed=link(series_path(key, "feed.xml")),
            parts=parts,
        )

    def part(self, number: int, document: Document, page: str) -> Part:
        """A part of a series, as seen from a page."""
        link = self.article_link(document, page)
        return Part(
            number=number,
            title=link.text,
            href=link.href,
            summary=typeset_text(document.meta["summary"]),
            minutes=self.minutes(document),
            reviewed=False,
            draft=document.draft,
            current=output_path(document.path) == page,
        )

    def minutes(self, document: Document) -> int:
        """Minutes to read."""
        return max(1, round(document.words / WORDS_A_MINUTE))

    def cited(self, document: Document) -> list[str]:
        """The keys that a document cites, by first use: their numbers."""
        return list(dict.fromkeys(target.address for target in document.citations))

    def references(self, document: Document) -> tuple[Reference, ...]:
        """A document's reference list, with links back to each use."""
        return tuple(self.reference(number, key, document) for number, key in enumerate(self.cited(document), 1))

    def reference(self, number: int, key: str, document: Document) -> Reference:
        """One entry of a document's reference list."""
        words = self.settings.words
        uses = [citation_id(number, use) for use in range(1, document.uses[key] + 1)]
        backlinks = tuple(
            Link(words["back_to_use"].format(use=use, number=number), f"#{name}") for use, name in enumerate(uses, 1)
        )
        return self.entry(self.library.records[key], f"r{number}", number, backlinks)

    def entry(self, record: Record, identifier: str, number: int, backlinks: tuple[Link, ...]) -> Reference:
        """A record as a view."""
        addresses = {
            f"doi:{record.doi}": f"https://doi.org/{record.doi}" if record.doi else "",
            f"PMID {record.pmid}": f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else "",
            record.url.split("://")[-1]: record.url,
        }
        links = tuple(Link(text, href) for text, href in addresses.items() if href)
        return Reference(
            identifier,
            number,
            f"{record.authors}." if record.authors else "",
            f"{record.title}.",
            f"{record.source}.",
            links,
            backlinks,
        )


def drawing_path(target: Target) -> str:
    """An image's address without its mark."""
    return target.address.removeprefix("{static}")


def modified(document: Document) -> str:
    """The day of a document's last change."""
    found: str = document.meta.get("modified", document.meta["date"])
    return found


def without_notes(html: str) -> str:
    """HTML without reference and footnote marks and without ids, for showing it a second time elsewhere."""
    return re.sub(r' id="[^"]*"', "", MARK.sub("", html))


def with_prefix(html: str, prefix: str) -> str:
    """HTML whose own ids, and the links to them, carry a prefix, so that it can stand beside others."""

    def prefixed(match: re.Match[str]) -> str:
        attribute, mark, name = match.groups()
        own = attribute != "href" or (mark and not name.startswith("icon-"))
        return f'{attribute}="{mark}{prefix}{name}"' if own else match[0]

    return IDS.sub(prefixed, html)


def kinds_in(documents: list[Document]) -> tuple[str, ...]:
    """The kinds of callout that stand in some documents, in the order of the table."""
    present = {callout.kind for document in documents for callout in document.callouts}
    return tuple(name for name in KINDS if name in present)


def plain_html(text: str) -> Markup:
    """Plain text as HTML, with typographic punctuation."""
    return escape(typeset_text(text))
