"""What templates see: plain, frozen data, complete and already resolved.

Every ``href`` is ready to print on the page the view belongs to; every ``html`` is safe markup; every other ``str`` is
plain text that the template escapes. A view holds nothing that its page does not show, so that equal views mean equal
pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from plugins.lazy import Html


@dataclass(frozen=True, slots=True)
class Link:
    """A link; ``current`` marks the page (or the part of the site) that the reader is on."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day: ``iso`` (``2026-11-23``) for machines, ``text`` (``November 23, 2026``) for people."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows of the site itself."""

    name: str
    tagline: str
    lang: str
    home: str
    nav: tuple[Link, ...]
    explore: tuple[Link, ...]
    policies: tuple[Link, ...]
    feeds: tuple[Link, ...]
    stylesheets: tuple[str, ...]
    favicon: str
    fonts: tuple[str, ...]
    booking: str
    updated: Day


@dataclass(frozen=True, slots=True)
class Page:
    """What the head and the header of a page need. ``canonical`` is empty while the site has no address."""

    kind: str
    title: str
    head_title: str
    summary: str
    canonical: str
    breadcrumb: tuple[Link, ...]
    json_ld: Markup
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """An author or reviewer. ``credential`` and ``about`` may be empty."""

    id: str
    name: str
    credential: str
    about: str
    href: str
    articles: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Who reviewed an article; ``None`` in its place means that nobody has."""

    reviewer: Person
    on: Day
    due: Day


@dataclass(frozen=True, slots=True)
class Change:
    """One dated note of an article's change history."""

    day: Day
    note: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents list."""

    id: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a series as its track shows it: one before, at, or after the current one."""

    number: int
    title: str
    href: str
    summary: str
    minutes: int
    reviewed: bool
    draft: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A series and all its parts, in order."""

    title: str
    summary: str
    href: str
    print_href: str
    feed: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of a reference list. ``backlinks`` lead to each use in the text, or to the articles that use it."""

    id: str
    number: int
    authors: str
    title: str
    source: str
    links: tuple[Link, ...]
    backlinks: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article page."""

    slug: str
    title: str
    summary: str
    html: Html
    contents: tuple[Heading, ...]
    callout_kinds: tuple[str, ...]
    series: Series
    number: int
    authors: tuple[Person, ...]
    review: Review | None
    published: Day
    modified: Day
    changes: tuple[Change, ...]
    minutes: int
    references: tuple[Reference, ...]
    related: tuple[Link, ...]
    draft: bool

    @property
    def previous(self) -> Part | None:
        """The part before this one, if any."""
        return self.series.parts[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> Part | None:
        """The part after this one, if any."""
        return self.series.parts[self.number] if self.number < len(self.series.parts) else None


@dataclass(frozen=True, slots=True)
class Text:
    """A page of plain text: about, editorial policy and the like."""

    html: Html
    contents: tuple[Heading, ...]
    callout_kinds: tuple[str, ...]
    references: tuple[Reference, ...]
    modified: Day


@dataclass(frozen=True, slots=True)
class Home:
    """The first page: the series, and the newest articles."""

    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class SeriesPrint:
    """A whole series on one page; each article's ids carry its slug, so that none occurs twice."""

    series: Series
    articles: tuple[Article, ...]
    callout_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an index: what it is, in which articles it stands (each link lands on the exact place)."""

    id: str
    title: str
    html: Markup | Html
    links: tuple[Link, ...]
    also: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An A-Z list: symptoms, treatment principles, conditions, glossary. ``kind`` is its name."""

    kind: str
    groups: tuple[Group, ...]
    callout_kinds: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class References:
    """Every reference that an article uses; ``backlinks`` name the articles."""

    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Authors and reviewers."""

    authors: tuple[Person, ...]
    reviewers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """The 404 page. Its links are absolute paths, because a server shows it at any address."""

    links: tuple[Link, ...]
