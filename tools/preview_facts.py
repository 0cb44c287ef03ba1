"""What the bar below a page tells a writer: where its text stands, and in which state it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from plugins.addresses import output_path
from plugins.documents import Document
from plugins.languages import LANGUAGES
from plugins.problems import Problem
from plugins.readability import readability_of
from plugins.reading import seen_from_here
from plugins.review import State
from plugins.store import Store


class Text(NamedTuple):
    """A content file as it was read, where it lies, and the state of an article."""

    document: Document
    file: Path
    store: str = ""
    terms: frozenset[str] = frozenset()
    state: State | None = None


def grade(text: Text) -> str:
    """How hard an article is to read; nothing where the cache, which has its text, is gone."""
    if text.document.kind != "article" or not Path(text.store).is_file():
        return ""
    if not LANGUAGES[text.document.lang].measured:
        return "not measured in this language"
    try:
        with closing(Store(text.store)) as store:
            return f"grade {readability_of(text.document, store, text.terms).grade}"
    except sqlite3.Error:
        return ""


def state(text: Text) -> str:
    """Where an article stands between draft and overdue, with the day that counts; pages have no state."""
    review = text.document.meta.get("review") or {"on": "", "due": ""}
    match text.state:
        case None:
            return ""
        case State.CHANGED:
            return f"{text.state.capitalize()} on {review['on']}"
        case State.APPROVED:
            return f"Approved until {review['due']}"
        case State.DUE_SOON:
            return f"Approved, next review due soon: {review['due']}"
        case State.OVERDUE | State.LAPSED:
            return f"{text.state.capitalize()}: review was due on {review['due']}"
        case _:
            return text.state.capitalize()


def minutes(text: Text) -> str:
    """How long it takes to read."""
    return counted(text.document.minutes, "minute")


# One row is one fact: its label, and what gives its value. An empty value is left out.
FACTS: tuple[tuple[str, Callable[[Text], str]], ...] = (
    ("State", state),
    ("Reading time", minutes),
    ("Difficulty", grade),
)


class Facts(NamedTuple):
    """What the last good build knew: its content folder, the Documents by the page they make, and all warnings.

    ``store`` is the path of the cache, ``terms`` are the names of the glossary's terms in lower case, ``states`` those of
    the articles, by content path.
    """

    content: Path
    documents: Mapping[str, Document]
    warnings: tuple[Problem, ...]
    store: str = ""
    terms: frozenset[str] = frozenset()
    states: Mapping[str, State] = MappingProxyType({})

    def file_of(self, path: str) -> str:
        """The content file of a page, as a writer opens it; empty where several files make the page."""
        document = self.documents.get(path)
        return seen_from_here(self.content, document.path) if document else ""

    def facts_of(self, path: str) -> list[tuple[str, str]]:
        """The labels and values of what a writer may want to know of a page, by its path in the site."""
        document = self.documents.get(path)
        if not document:
            return []
        state = self.states.get(document.path)
        text = Text(document, self.content / document.path, self.store, self.terms, state)
        return [(label, value) for label, give in FACTS if (value := give(text))]

    def warnings_of(self, path: str) -> list[str]:
        """The warnings about a page's file; where several files make the page, all that there are."""
        file = self.file_of(path)
        return [str(warning) for warning in self.warnings if file in {"", warning.path}]


def facts_from(
    content: Path,
    documents: Iterable[Document],
    warnings: Iterable[Problem],
    store: str,
    states: Mapping[str, State],
) -> Facts:
    """The facts of a build, from the Documents that it read."""
    pages = {output_path(each.path): each for each in documents}
    terms = frozenset(name.lower() for each in pages.values() for entry in each.definitions for name in entry.names)
    return Facts(content, pages, tuple(warnings), store, terms, states)


def counted(number: int, name: str) -> str:
    """A number of things, in words."""
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
