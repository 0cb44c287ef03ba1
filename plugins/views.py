"""What templates see: plain, frozen data, complete and already resolved.

Every ``href`` is ready to print on the page the view belongs to; every ``html`` is safe markup; every other ``str`` is
plain text that the template escapes. A view holds nothing that its page does not show, so that equal views mean equal
pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from plugins.texts import PlacedText


class Link(NamedTuple):
    """A link; ``current`` marks the page (or the part of the site) that the reader is on.

    ``lang`` is the language of its words and of the page that it leads to, where that is not the language of this page.
    """

    text: str
    href: str
    current: bool = False
    lang: str = ""


class Alternate(NamedTuple):
    """A version of a page for search engines: a language, or ``x-default``, and its absolute address."""

    lang: str
    url: str


def alternates(versions: Mapping[str, str], absolute: Callable[[str], str]) -> tuple[Alternate, ...]:
    """All versions of a page, from their paths by language; who reads neither language gets the first."""
    found = tuple(Alternate(code, absolute(path)) for code, path in versions.items())
    return (*found, Alternate("x-default", found[0].url)) if found else ()


class Day(NamedTuple):
    """A calendar day: ``iso`` (``2026-11-23``) for machines, ``text`` (``November 23, 2026``) for people."""

    iso: str
    text: str


class Site(NamedTuple):
    """What every page shows of the site itself; ``theme`` is the address of the folder of the theme's files."""

    name: str
    tagline: str
    lang: str
    direction: str
    home: str
    nav: tuple[Link, ...]
    explore: tuple[Link, ...]
    policies: tuple[Link, ...]
    feeds: tuple[Link, ...]
    theme: str
    visit: str
    booking: str
    updated: Day


class Page(NamedTuple):
    """What the head and the header of a page need. ``canonical`` is empty while the site has no address.

    ``stylesheets`` and ``scripts`` are names for ``assets``; ``card`` is the address of the page's social card, if any;
    ``alternates`` are the page's versions in several languages, ``translations`` are links to the others.
    """

    kind: str
    title: str
    head_title: str
    summary: str
    canonical: str
    breadcrumb: tuple[Link, ...]
    json_ld: Markup
    stylesheets: tuple[str, ...]
    scripts: tuple[str, ...]
    card: str = ""
    indexed: bool = True
    alternates: tuple[Alternate, ...] = ()
    translations: tuple[Link, ...] = ()


class Person(NamedTuple):
    """An author or reviewer. ``credential`` may be empty."""

    name: str
    credential: str
    href: str


class Profile(NamedTuple):
    """An author or reviewer on the page of people. ``credential`` and ``about`` may be empty."""

    id: str
    name: str
    credential: str
    about: str
    articles: tuple[Link, ...]


class Review(NamedTuple):
    """Who approved exactly this text, when, and when the next review is due."""

    reviewer: Person
    on: Day
    due: Day


class Byline(NamedTuple):
    """Who wrote and reviewed an article, when, and how long it takes to read.

    Where nobody has approved the text as it is, ``outdated`` is the day on which an earlier one was.
    """

    authors: tuple[Person, ...]
    review: Review | None
    outdated: Day | None
    published: Day
    modified: Day
    minutes: int


class Change(NamedTuple):
    """One dated note of an article's change history; ``confirmed`` names the clinician who calls the change minor."""

    day: Day
    note: str
    confirmed: str = ""


class Heading(NamedTuple):
    """An entry of the contents list."""

    id: str
    html: Markup


class Part(NamedTuple):
    """A part of a series in a list of all."""

    number: int
    title: str
    href: str
    summary: str
    minutes: int
    reviewed: bool
    outdated: Day | None
    draft: bool


class Series(NamedTuple):
    """A series and all its parts, in order."""

    title: str
    summary: str
    href: str
    print_href: str
    feed: str
    parts: tuple[Part, ...]


class Track(NamedTuple):
    """Where in its series an article stands: its number, of how many, and the parts beside it."""

    title: str
    number: int
    total: int
    previous: Link | None
    next: Link | None


class Work(NamedTuple):
    """What can be cited, as it is told in lists."""

    authors: str
    title: str
    source: str
    links: tuple[Link, ...]


class Reference(NamedTuple):
    """One entry of a page's reference list; ``uses`` are the ids of its marks in the text."""

    number: int
    work: Work
    uses: tuple[str, ...]


class ListedWork(NamedTuple):
    """One entry of the list of all references, with the articles that cite it."""

    id: str
    work: Work
    articles: tuple[Link, ...]


class Term(NamedTuple):
    """A term of the glossary that a page explains: in one sentence, with a link to its entry."""

    name: str
    meaning: str
    href: str


class Article(NamedTuple):
    """An article page."""

    title: str
    summary: str
    byline: Byline
    html: PlacedText
    contents: tuple[Heading, ...]
    callout_kinds: tuple[str, ...]
    series: Track
    changes: tuple[Change, ...]
    terms: tuple[Term, ...]
    references: tuple[Reference, ...]
    related: tuple[Link, ...]
    draft: bool


class ResultRow(NamedTuple):
    """A kind of page, and in words which checks it passed, which it failed, and which did not run."""

    name: str
    passed: str
    failed: str
    not_run: str


class Results(NamedTuple):
    """What the checks of accessibility found, on which day, with which tools."""

    day: Day
    tool: str
    checks: tuple[str, ...]
    rows: tuple[ResultRow, ...]


class Text(NamedTuple):
    """A page of plain text: about, editorial policy and the like. Only that on accessibility has results."""

    html: PlacedText
    contents: tuple[Heading, ...]
    callout_kinds: tuple[str, ...]
    references: tuple[Reference, ...]
    modified: Day
    results: Results | None = None


class Home(NamedTuple):
    """The first page: the series, and the newest articles."""

    series: tuple[Series, ...]


class Chapter(NamedTuple):
    """An article on the page of its whole series; its ids begin with ``prefix``, so that none occurs twice."""

    slug: str
    prefix: str
    number: int
    title: str
    summary: str
    byline: Byline
    html: PlacedText


class SeriesPrint(NamedTuple):
    """A whole series on one page, with one list of references."""

    title: str
    summary: str
    chapters: tuple[Chapter, ...]
    callout_kinds: tuple[str, ...]
    references: tuple[Reference, ...]
