"""The publication: what of the library is shown, in the shape in which all views ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from plugins.addresses import Addresses, output_path, series_path
from plugins.bibliography import Record
from plugins.callout_kinds import KINDS
from plugins.citations import citation_ids
from plugins.days import shown_day
from plugins.documents import Definition, Document
from plugins.library import Library, resolve
from plugins.review import is_current, keys_of
from plugins.settings import SiteSettings
from plugins.texts import PlacedText
from plugins.typography import typeset_text
from plugins.views import Byline, Day, Link, Part, Person, Reference, Review, Series, Track, Work

REVIEWER = "reviewer--"  # before the key of a person: who writes and reviews stands twice on the page of people
MOST_ON_A_TOPIC = 24


@dataclass(frozen=True)
class Publication:
    """The library, the settings, the digests of all images, and the paths of finished articles that are held back.

    Every method is a pure function of them.
    """

    library: Library
    settings: SiteSettings
    images: Mapping[str, str]
    held: frozenset[str] = frozenset()

    @cached_property
    def articles(self) -> list[Document]:
        """The articles that are shown."""
        finished = [article for article in self.library.articles if self.settings.drafts or not article.draft]
        return [article for article in finished if article.path not in self.held]

    @cached_property
    def definitions(self) -> list[Definition]:
        """The entries of the glossary that are shown: all but those that only articles use which are not."""
        shown = {document.path for document in (*self.articles, *self.library.pages)}
        used: dict[str, bool] = {}
        for document in self.library.documents.values():
            for term in document.terms:
                used[term] = used.get(term, False) or document.path in shown
        return [entry for entry in self.library.glossary.definitions if used.get(entry.id, True)]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The paths of articles that are not shown: nothing leads to them."""
        return frozenset(each.path for each in self.library.articles) - {each.path for each in self.articles}

    @cached_property
    def approved(self) -> frozenset[str]:
        """The paths of the articles whose text is the one that a clinician has approved."""
        return frozenset(each.path for each in self.library.articles if is_current(each, self.library))

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
    def topics(self) -> dict[str, list[str]]:
        """The paths of the first articles on each topic: enough to find a few that are near another, at any size."""
        found: dict[str, list[str]] = {}
        for article in self.articles:
            for topic in topics_of(article):
                listed = found.setdefault(topic, [])
                if len(listed) < MOST_ON_A_TOPIC:
                    listed.append(article.path)
        return found

    @cached_property
    def updated(self) -> str:
        """The day of the last change to anything that is shown."""
        return max(map(modified, (*self.articles, *self.library.pages, self.library.glossary)))

    def addresses(self, page: str) -> Addresses:
        """Links from one page."""
        return Addresses(self.settings.url, self.settings.file_links, page)

    def html(self, document: Document, page: str = "", prefix: str = "") -> PlacedText:
        """A document's text as it stands on a page."""
        return self.placed(document.digest, document, page)._replace(prefix=prefix)

    def excerpt(self, digest: str, document: Document, page: str) -> PlacedText:
        """A text of a document as it stands on another page: without marks that lead to notes of its own page."""
        return self.placed(digest, document, page)._replace(excerpt=True)

    def placed(self, digest: str, document: Document, page: str) -> PlacedText:
        """A text of a document as it stands on a page, without links to what is not shown."""
        targets = (target.address.partition("#")[0] for target in document.links)
        paths = (resolve(document.path, path.removeprefix("{filename}")) for path in targets if path)
        unlinked = tuple(sorted({path for path in paths if path in self.hidden}))
        return PlacedText(digest, document.path, page, self.images_of(document), unlinked=unlinked)

    def images_of(self, document: Document) -> tuple[tuple[str, str], ...]:
        """The images that a document shows or links to, with their digests."""
        addresses = [target.address for target in (*document.images, *document.links)]
        named = (each.removeprefix("{static}") for each in addresses if each.startswith("{static}"))
        paths = dict.fromkeys(resolve(document.path, address) for address in named)
        return tuple((path, self.images[path]) for path in paths if path in self.images)

    day = staticmethod(shown_day)

    def byline(self, document: Document, page: str) -> Byline:
        """Who wrote and reviewed an article, when, and how long it takes to read."""
        return Byline(
            authors=tuple(self.person(key, page) for key, _ in document.meta["authors"]),
            review=self.review(document, page),
            outdated=self.outdated(document),
            published=self.day(document.meta["date"]),
            modified=self.day(modified(document)),
            minutes=document.minutes,
        )

    def review(self, document: Document, page: str) -> Review | None:
        """The review of an article's text as it is."""
        if document.path not in self.approved:
            return None
        by, on, due = (document.meta["review"][name] for name in ("by", "on", "due"))
        return Review(self.person(by, page, REVIEWER), self.day(on), self.day(due))

    def outdated(self, document: Document) -> Day | None:
        """The day of an article's last review, where its text has changed since."""
        review = document.meta.get("review")
        return self.day(review["on"]) if review and document.path not in self.approved else None

    def person(self, key: str, page: str, role: str = "") -> Person:
        """An author or reviewer."""
        row = self.library.people[key]
        return Person(row["name"], row["credential"], self.addresses(page).to("people/index.html", f"#{role}{key}"))

    def article_link(self, document: Document, page: str) -> Link:
        """A link to an article."""
        return Link(typeset_text(document.meta["title"]), self.addresses(page).to(output_path(document.path)))

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
            minutes=document.minutes,
            reviewed=document.path in self.approved,
            outdated=self.outdated(document),
            draft=document.draft,
        )

    def track(self, document: Document, page: str) -> Track:
        """Where in its series an article stands."""
        key, place = document.meta["series"], self.places[document.path]
        parts = self.parts_of(key)
        return Track(
            title=typeset_text(self.library.series[key]["title"]),
            number=place + 1,
            total=len(parts),
            previous=self.article_link(parts[place - 1], page) if place else None,
            next=self.article_link(parts[place + 1], page) if place + 1 < len(parts) else None,
        )

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each shown article in its series, from 0."""
        return {document.path: place for parts in self.parts.values() for place, document in enumerate(parts)}

    def references(self, document: Document) -> tuple[Reference, ...]:
        """A document's reference list."""
        return tuple(
            Reference(number, self.works[key], tuple(citation_ids(number, document.uses[key])))
            for number, key in enumerate(keys_of(document), 1)
        )

    def references_of_glossary(self) -> tuple[Reference, ...]:
        """The reference list of the shown entries. Numbers are those of the whole file: some may be missing."""
        marks = {mark for entry in self.definitions for mark in entry.marks}
        found = self.references(self.library.glossary)
        shown = (each._replace(uses=tuple(use for use in each.uses if use in marks)) for each in found)
        return tuple(each for each in shown if each.uses)

    @cached_property
    def works(self) -> dict[str, Work]:
        """What may be cited, by its key."""
        return {key: work(record) for key, record in self.library.records.items()}


def work(record: Record) -> Work:
    """A record as lists tell it."""
    addresses = {
        f"doi:{record.doi}": f"https://doi.org/{record.doi}" if record.doi else "",
        f"PMID {record.pmid}": f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else "",
        record.url.split("://")[-1]: record.url,
    }
    return Work(
        authors=f"{record.authors}." if record.authors else "",
        title=f"{record.title}.",
        source=f"{record.source}.",
        links=tuple(Link(text, href) for text, href in addresses.items() if href),
    )


def topics_of(document: Document) -> dict[str, int]:
    """What an article is about, weighted: symptoms count most."""
    symptoms = {box.id: 5 for box in document.callouts if box.kind == "symptom"}
    return symptoms | {f"condition {key}": 2 for key, _ in document.meta.get("conditions", ())}


def modified(document: Document) -> str:
    """The day of a document's last change."""
    found: str = document.meta.get("modified", document.meta["date"])
    return found


def kinds_in(documents: list[Document]) -> tuple[str, ...]:
    """The kinds of callout that stand in some documents, in the order of the table."""
    present = {callout.kind for document in documents for callout in document.callouts}
    return tuple(name for name in KINDS if name in present)


def plain_html(text: str) -> Markup:
    """Plain text as HTML, with typographic punctuation."""
    return escape(typeset_text(text))
