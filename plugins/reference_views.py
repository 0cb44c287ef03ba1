"""The views of reference lists: of one document, of the glossary, and of several articles on one page."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.citations import citation_ids
from plugins.documents import Document
from plugins.publication import Publication
from plugins.review import keys_of
from plugins.views import Reference


def references(publication: Publication, document: Document) -> tuple[Reference, ...]:
    """A document's reference list."""
    return tuple(
        Reference(number, publication.works[key], tuple(citation_ids(number, document.uses[key])))
        for number, key in enumerate(keys_of(document), 1)
    )


def references_of_glossary(publication: Publication) -> tuple[Reference, ...]:
    """The reference list of the shown entries. Numbers are those of the whole file: some may be missing."""
    marks = {mark for entry in publication.definitions for mark in entry.marks}
    found = references(publication, publication.library.glossary)
    shown = (each._replace(uses=tuple(use for use in each.uses if use in marks)) for each in found)
    return tuple(each for each in shown if each.uses)


def merged_references(
    publication: Publication, documents: list[Document], numbers: Mapping[str, int]
) -> tuple[Reference, ...]:
    """One list of references for several articles, each with all its uses."""
    uses: dict[str, list[str]] = {key: [] for key in numbers}
    for document in documents:
        for own, key in enumerate(keys_of(document), 1):
            uses[key] += (prefix_of(document) + name for name in citation_ids(own, document.uses[key]))
    return tuple(Reference(number, publication.works[key], tuple(uses[key])) for key, number in numbers.items())


def prefix_of(document: Document) -> str:
    """How the ids of an article begin where it stands beside others."""
    return f"{document.slug}--"
