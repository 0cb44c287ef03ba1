"""What templates see of pages that list, as ``views.py`` has it for the others: indexes, people, search, and the list for the visit."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from plugins.texts import PlacedText
from plugins.views import Link, ListedWork, Profile, Reference


class Entry(NamedTuple):
    """One line of an index: what it is, in which articles it stands (each link lands on the exact place)."""

    id: str
    title: str
    html: Markup | PlacedText
    links: tuple[Link, ...]
    also: str = ""


class Group(NamedTuple):
    """The entries under one letter."""

    letter: str
    entries: tuple[Entry, ...]


class Index(NamedTuple):
    """An A-Z list: symptoms, treatment principles, conditions, glossary. ``kind`` is its name."""

    kind: str
    groups: tuple[Group, ...]
    callout_kinds: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


class References(NamedTuple):
    """Every work that an article cites."""

    works: tuple[ListedWork, ...]


class People(NamedTuple):
    """Authors and reviewers."""

    authors: tuple[Profile, ...]
    reviewers: tuple[Profile, ...]


class Facet(NamedTuple):
    """What results can be narrowed to: ``name`` is that of the whole group, ``label`` that of one result."""

    key: str
    name: str
    label: str = ""


class Search(NamedTuple):
    """The search page. ``folder`` is the address of the search index, or nothing; ``terms`` are words hard to spell."""

    folder: str
    kinds: tuple[Facet, ...]
    series: tuple[Facet, ...]
    terms: str
    lists: tuple[Link, ...]


class Visit(NamedTuple):
    """The list for the visit, which readers fill themselves; ``symptoms`` leads to what they may tick."""

    symptoms: Link


class NotFound(NamedTuple):
    """The 404 page. Its links are absolute paths, because a server shows it at any address."""

    links: tuple[Link, ...]
