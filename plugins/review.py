"""Review: a clinician's sign-off, bound to the exact text, and the states that follow from it.

A state is derived from what stands in the front matter, the digest of the text as it is now, and the day. Nobody types it.
The digest covers what changes the meaning for a reader: title, summary and body, the records that they cite, the entries
of the glossary that they lead to, the images that they show, and the names of the conditions that the article speaks of.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from plugins.documents import Definition, Document
from plugins.library import Library, resolve

ALGORITHM = "1"  # to be counted up whenever an unchanged text would get another digest
DIGEST_BYTES = 8
GRACE_DAYS = 30
SOON_DAYS = 60


class State(StrEnum):
    """Where an article stands. What is overdue may stay published for some days of grace; lapsed is what is past them."""

    DRAFT = "draft"
    AWAITING = "awaiting review"
    CHANGED = "changed since review"
    APPROVED = "approved"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    LAPSED = "overdue past grace"


class Rules(NamedTuple):
    """The day it is, and how many days before and after a due day count for what."""

    today: dt.date
    grace: int = GRACE_DAYS
    soon: int = SOON_DAYS


def state_of(meta: Mapping[str, Any], digest: str, rules: Rules) -> State:
    """The state of an article whose text has this digest now."""
    review = meta.get("review")
    if meta.get("status") == "draft":
        return State.DRAFT
    if not review:
        return State.AWAITING
    if review["digest"] != digest:
        return State.CHANGED
    return state_by_day(dt.date.fromisoformat(review["due"]), rules)


def state_by_day(due: dt.date, rules: Rules) -> State:
    """The state of an approved text whose next review is due on a day."""
    late = (rules.today - due).days
    if late > rules.grace:
        return State.LAPSED
    if late > 0:
        return State.OVERDUE
    return State.DUE_SOON if -late <= rules.soon else State.APPROVED


def states(library: Library, rules: Rules) -> dict[str, State]:
    """The states of all articles, by path."""
    return {each.path: state_of(each.meta, digest_if_reviewed(each, library), rules) for each in library.articles}


def digest_if_reviewed(document: Document, library: Library) -> str:
    """The digest of an article that has a review; of another one nobody asks for it."""
    return review_digest(document, library) if document.meta.get("review") else ""


def is_current(document: Document, library: Library) -> bool:
    """Whether an article has a review, and its text is the one that was approved."""
    review = document.meta.get("review")
    return review is not None and review["digest"] == review_digest(document, library)


def review_digest(document: Document, library: Library) -> str:
    """The digest of all that a clinician signs: the number of the algorithm, and 16 digits."""
    made = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in signed_parts(document, library):
        made.update(f"{part}\x00".encode())
    return f"{ALGORITHM}:{made.hexdigest()}"


def signed_parts(document: Document, library: Library) -> Iterator[str]:
    """What a digest covers, part by part."""
    glossary = library.glossary
    entries = [entry for entry in glossary.definitions if entry.id in document.terms]
    yield document.signed
    for key, _ in sorted(document.meta.get("conditions", ())):
        yield f"condition {key} {library.conditions[key]['name'] if key in library.conditions else ''}"
    for entry in entries:
        yield f"term {'|'.join(entry.names)} {entry.signed}"
    for key in sorted({*keys_of(document), *(key for entry in entries for key in entry_keys(glossary, entry.marks))}):
        yield f"record {key} {library.records[key].signed if key in library.records else ''}"
    for path in sorted({*files_of(document), *files_of_entries(glossary, entries)}):
        yield f"image {path} {library.images.get(path, '')}"


def keys_of(document: Document) -> list[str]:
    """The keys of the records that a document cites, by first use: their numbers."""
    return list(dict.fromkeys(target.address for target in document.citations))


def entry_keys(glossary: Document, marks: tuple[str, ...]) -> list[str]:
    """The keys of the records to which the marks of a glossary's entry lead."""
    keys = keys_of(glossary)
    return [keys[int(mark.removeprefix("c").partition("-")[0]) - 1] for mark in marks]


def files_of(document: Document) -> list[str]:
    """The images that a document shows or links to, by their paths in the content folder."""
    addresses = [target.address for target in (*document.images, *document.links)]
    found = [address.removeprefix("{static}") for address in addresses if address.startswith("{static}")]
    return [resolve(document.path, address) for address in found]


def files_of_entries(glossary: Document, entries: Iterable[Definition]) -> list[str]:
    """The same for some entries of the glossary."""
    return [resolve(glossary.path, file) for entry in entries for file in entry.files]
