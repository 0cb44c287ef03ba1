"""A Document: all that one content file says, as plain data. Nothing in it depends on any other file.

In its texts, addresses that depend on other files stand as written: ``{filename}…`` for pages, ``{static}…`` for images,
``{glossary}…`` for terms. They are resolved where a text is put into a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from plugins.digests import digest_of
from plugins.languages import language_of
from plugins.problems import Problem

EMPTY: Mapping[str, Any] = {}


class Callout(NamedTuple):
    """A callout as data: ``title`` and ``text`` are plain, as the writer typed them; ``digest`` is that of the body's HTML."""

    kind: str
    id: str
    title: str
    text: str
    digest: str
    line: int


class Target(NamedTuple):
    """An address that the text names, and where."""

    address: str
    line: int


class Definition(NamedTuple):
    """An entry of the glossary: ``names`` holds the term and its other names; ``digest`` is that of its HTML.

    ``signed`` is the digest of its source, ``marks`` are the ids of its citations, and ``files`` the addresses of images that
    it shows or links to; ``meaning`` is its first sentence, as plain text.
    """

    id: str
    names: tuple[str, ...]
    digest: str
    line: int = 1
    signed: str = ""
    marks: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    meaning: str = ""


class Document(NamedTuple):
    """One content file. ``kind`` is article, page or glossary; ``path`` is relative to the content folder.

    ``digest`` is that of its HTML. ``key`` tells all of it apart from any other: its path, its bytes, and all that
    shapes a Document; ``face`` tells apart what pages of other files may show of it. ``texts`` holds by digest the HTML of
    the file, of its boxes' bodies and of its definitions; a Document that comes from the cache goes without. ``links``
    lead to files of ours, ``external`` to other sites. ``signed`` is the digest of what a clinician signs of the file.
    """

    path: str
    kind: str
    slug: str
    meta: Mapping[str, Any] = EMPTY
    lines: Mapping[str, int] = EMPTY
    digest: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    anchors: tuple[str, ...] = ()
    callouts: tuple[Callout, ...] = ()
    citations: tuple[Target, ...] = ()
    uses: Mapping[str, int] = EMPTY
    links: tuple[Target, ...] = ()
    external: tuple[Target, ...] = ()
    images: tuple[Target, ...] = ()
    terms: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    minutes: int = 1
    problems: tuple[Problem, ...] = ()
    face: str = ""
    key: str = ""
    texts: Mapping[str, str] = EMPTY
    signed: str = ""

    @property
    def draft(self) -> bool:
        """Whether the file is not ready to be shown."""
        return bool(self.meta.get("status") == "draft")

    @property
    def lang(self) -> str:
        """The code of its language."""
        return language_of(self.path)

    @property
    def html(self) -> str:
        """The HTML of the whole file."""
        return self.texts[self.digest]

    @property
    def digests(self) -> list[str]:
        """The digests of all its texts."""
        return [self.digest, *(box.digest for box in self.callouts), *(entry.digest for entry in self.definitions)]


def face_of(document: Document) -> str:
    """The digest of all that pages of other files may show of a file: everything but its insides, and where they stand."""
    outside = document._replace(
        lines=EMPTY,
        digest="",
        headings=(),
        anchors=(),
        callouts=tuple(box._replace(line=0) for box in document.callouts),
        citations=tuple(target._replace(line=0) for target in document.citations),
        uses=EMPTY,
        links=(),
        external=(),
        images=tuple(target._replace(line=0) for target in document.images),
        definitions=tuple(entry._replace(line=0) for entry in document.definitions),
        problems=(),
        texts=EMPTY,
        signed="",
    )
    return digest_of(outside)


def to_json(document: Document) -> str:
    """A Document as JSON, without its texts."""
    return json.dumps(document._replace(texts={}), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str, key: str) -> Document:
    """A Document from its JSON, which was kept under its key."""
    document = Document(*json.loads(text))
    return document._replace(
        callouts=tuple(Callout(*row) for row in document.callouts),
        citations=tuple(Target(*row) for row in document.citations),
        links=tuple(Target(*row) for row in document.links),
        external=tuple(Target(*row) for row in document.external),
        images=tuple(Target(*row) for row in document.images),
        definitions=tuple(Definition(*row) for row in document.definitions),
        problems=tuple(Problem(*row) for row in document.problems),
        key=key,
    )
