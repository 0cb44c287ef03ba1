"""The library: the sum of all documents and registers, and every problem that only shows when they stand together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from plugins.bibliography import PATH as BIBLIOGRAPHY
from plugins.bibliography import Record, citable
from plugins.documents import Definition, Document, Target
from plugins.problems import Problem, did_you_mean
from plugins.registers import Row, may_review
from plugins.results import Results
from plugins.translations import check_languages


@dataclass(frozen=True)
class Library:
    """Everything the site is made from. ``articles`` are in the order of their series and parts.

    ``images`` have their digests. ``unread`` names the registers that could not be read: nothing is said of keys that may
    stand in them.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    series: Mapping[str, Row] = field(default_factory=dict)
    people: Mapping[str, Row] = field(default_factory=dict)
    conditions: Mapping[str, Row] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    results: Results | None = None

    @cached_property
    def articles(self) -> list[Document]:
        """All articles, drafts included, series by series, part by part."""
        order = {key: place for place, key in enumerate(self.series)}
        found = [document for document in self.documents.values() if document.kind == "article"]
        return sorted(
            found, key=lambda each: (order.get(each.meta.get("series", ""), 999), each.meta.get("part", 0), each.slug)
        )

    @cached_property
    def pages(self) -> list[Document]:
        """All pages."""
        return sorted((each for each in self.documents.values() if each.kind == "page"), key=lambda each: each.slug)

    @property
    def glossary(self) -> Document:
        """The glossary file."""
        return self.documents.get("glossary.md", Document("glossary.md", "glossary", "glossary"))


def check_library(library: Library, *, drafts: bool) -> list[Problem]:
    """Every problem between files. ``drafts`` tells whether drafts are shown, and so may be linked to."""
    documents = list(library.documents.values())
    found = list(check_series(library.articles))
    found += check_languages(library.articles, library.series)
    found += check_slugs(documents)
    found += check_glossary(library.glossary)
    found += check_conditions(library)
    for document in documents:
        found += check_keys(document, library)
        found += check_citations(document.path, document.citations, library)
        for target in document.links:
            found += check_link(document, target, library, drafts=drafts or document.draft)
        found += check_images(document, library)
    return found


def problem_at(document: Document, name: str, code: str, message: str, hint: str) -> Problem:
    """A problem at the line of a field."""
    return Problem(document.path, document.lines.get(name, 1), code, message, hint)


def check_series(articles: Sequence[Document]) -> Iterator[Problem]:
    """Articles lie in their series' folder, and no two are the same part of it."""
    seen: dict[tuple[str, int, str], str] = {}
    for article in articles:
        series, part = article.meta.get("series"), article.meta.get("part")
        folder = PurePosixPath(article.path).parts[1]
        if series and series != folder:
            yield problem_at(
                article,
                "series",
                "series-folder",
                f"the article lies in {folder!r} but says series {series!r}",
                "move it or correct the field",
            )
        if series and part and (other := seen.setdefault((series, part, article.lang), article.path)) != article.path:
            yield problem_at(
                article, "part", "series-part", f"part {part} is also {other}", "each part has its own number"
            )


def check_slugs(documents: Iterable[Document]) -> Iterator[Problem]:
    """An address belongs to one file."""
    seen: dict[tuple[str, str, str], str] = {}
    for document in sorted(documents, key=lambda each: each.path):
        if (other := seen.setdefault((document.kind, document.lang, document.slug), document.path)) != document.path:
            yield Problem(
                document.path, 1, "slug-duplicate", f"the address is already that of {other}", "rename one of the files"
            )


def check_glossary(glossary: Document) -> Iterator[Problem]:
    """A name leads to one entry."""
    seen: dict[str, Definition] = {}
    for definition in glossary.definitions:
        for name in definition.names:
            other = seen.setdefault(name.lower(), definition)
            if other is not definition:
                message = f"{name!r} is also a name of {other.id!r}"
                yield Problem(glossary.path, definition.line, "glossary-duplicate", message, "keep one")


def check_conditions(library: Library) -> Iterator[Problem]:
    """The sources of a condition's definition exist."""
    for row in library.conditions.values():
        if isinstance(row["sources"], list):
            targets = [Target(str(key), row.line) for key in row["sources"] if isinstance(key, str)]
            yield from check_citations("conditions.toml", targets, library)


def check_keys(document: Document, library: Library) -> Iterator[Problem]:
    """The keys that an article names are in the registers."""
    meta = document.meta
    for name, register, rows in (
        ("authors", "people.toml", library.people),
        ("conditions", "conditions.toml", library.conditions),
    ):
        for key, line in meta.get(name, ()):
            if key not in rows and register not in library.unread:
                yield Problem(
                    document.path, line + 2, f"{name}-unknown", f"{key!r} is not in {register}", did_you_mean(key, rows)
                )
    series = meta.get("series")
    if series and series not in library.series and "series.toml" not in library.unread:
        yield problem_at(
            document,
            "series",
            "series-unknown",
            f"{series!r} is not in series.toml",
            did_you_mean(series, library.series),
        )
    if "people.toml" not in library.unread:
        yield from check_reviewers(document, library.people)


def check_reviewers(document: Document, people: Mapping[str, Row]) -> Iterator[Problem]:
    """Whoever signed an article off, or said that a change of it is minor, is a clinician who may."""
    named = [(row["by"], "review") for row in (document.meta.get("review"),) if row]
    named += [(row["minor"], "changes") for row in document.meta.get("changes", ()) if "minor" in row]
    for key, name in named:
        if key not in people:
            message, hint = f"{key!r} is not in people.toml", did_you_mean(key, people)
            yield problem_at(document, name, "reviewer-unknown", message, hint)
        elif not may_review(people[key]):
            message = f"{key!r} is no clinical reviewer"
            hint = "in people.toml, a reviewer is a person with a credential and reviewer = true"
            yield problem_at(document, name, "reviewer-not-allowed", message, hint)


def check_citations(path: str, citations: Iterable[Target], library: Library) -> Iterator[Problem]:
    """Cited records exist and may be cited."""
    for target in citations:
        record = library.records.get(target.address)
        if record and (why := citable(record)):
            message = f"@{target.address} {why}"
            yield Problem(path, target.line, "citation-unverified", message, "complete the record or cite another")
        elif not record and BIBLIOGRAPHY not in library.unread:
            hint = did_you_mean(target.address, library.records)
            yield Problem(path, target.line, "citation-unknown", f"@{target.address} is not in references.bib", hint)


def check_link(document: Document, target: Target, library: Library, *, drafts: bool) -> Iterator[Problem]:
    """A link leads to a file of ours and, with ``#``, to an id in it."""
    path, _, anchor = target.address.partition("#")
    if path.startswith("{static}"):
        image = resolve(document.path, path.removeprefix("{static}"))
        if anchor:
            yield Problem(
                document.path, target.line, "link-form", f"{image} has no ids to link to", f"delete #{anchor}"
            )
        if image not in library.images:
            hint = did_you_mean(image, library.images)
            yield Problem(document.path, target.line, "link-missing", f"there is no file {image}", hint)
        return
    there = resolve(document.path, path.removeprefix("{filename}")) if path else document.path
    other = library.documents.get(there)
    if not other:
        names = {posixpath.basename(name): name for name in library.documents}
        near = names.get(posixpath.basename(there)) or moved_to(library, there)
        hint = f'did you mean "{{filename}}/{near}"?' if near else did_you_mean(there, library.documents)
        yield Problem(document.path, target.line, "link-missing", f"there is no file {there}", hint)
    elif other.draft and not drafts:
        yield Problem(
            document.path, target.line, "link-draft", f"{there} is a draft", "take the link out, or make it ready"
        )
    elif anchor and anchor not in other.anchors and (other.anchors or not other.problems):
        hint = did_you_mean(anchor, other.anchors)
        yield Problem(document.path, target.line, "anchor-missing", f"{there} has no id {anchor!r}", hint)


def moved_to(library: Library, path: str) -> str:
    """The file that has an old file's name among its aliases."""
    slug = PurePosixPath(path).stem
    olds = ((name, alias) for name, each in library.documents.items() for alias, _ in each.meta.get("aliases", ()))
    return next((name for name, alias in olds if PurePosixPath(alias).stem == slug), "")


def check_images(document: Document, library: Library) -> Iterator[Problem]:
    """Images that the text shows exist."""
    for target in document.images:
        path = resolve(document.path, target.address.removeprefix("{static}"))
        if path not in library.images:
            yield Problem(
                document.path,
                target.line,
                "image-missing",
                f"there is no file {path}",
                did_you_mean(path, library.images),
            )


def resolve(path: str, address: str) -> str:
    """The content path of an address: from the content folder after a ``/``, else beside the file that names it."""
    base = "/" if address.startswith("/") else f"/{posixpath.dirname(path)}"
    return posixpath.normpath(posixpath.join(base, address)).lstrip("/")
