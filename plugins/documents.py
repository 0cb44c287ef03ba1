"""A Document: all that one content file says, as plain data. Nothing in it depends on any other file.

In ``html``, addresses that depend on other files stand as written: ``{filename}…`` for pages, ``{static}…`` for images,
``{glossary}…`` for terms. The view that shows the text resolves them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plugins.problems import Problem


@dataclass(frozen=True, slots=True)
class Callout:
    """A callout as data: ``title`` and ``text`` are plain, as the writer typed them; ``digest`` is that of the body's HTML."""

    kind: str
    id: str
    title: str
    text: str
    digest: str
    line: int


@dataclass(frozen=True, slots=True)
class Target:
    """An address that the text names, and where."""

    address: str
    line: int


@dataclass(frozen=True, slots=True)
class Definition:
    """An entry of the glossary: ``names`` holds the term and its other names."""

    id: str
    names: tuple[str, ...]
    html: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One content file. ``kind`` is article, page or glossary; ``path`` is relative to the content folder.

    ``digest`` tells all of it apart from any other: the path, the bytes, and all that shapes a Document.
    """

    path: str
    kind: str
    slug: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    digest: str = ""
    html: str = ""
    headings: tuple[tuple[str, str], ...] = ()
    anchors: frozenset[str] = frozenset()
    callouts: tuple[Callout, ...] = ()
    citations: tuple[Target, ...] = ()
    uses: Mapping[str, int] = field(default_factory=dict)
    links: tuple[Target, ...] = ()
    images: tuple[Target, ...] = ()
    terms: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def draft(self) -> bool:
        """Whether the file is not ready to be shown."""
        return bool(self.meta.get("status") == "draft")
