"""What the Markdown extensions find in one file while they turn it into HTML.

The extensions share one ``Findings``; the reader makes it, and puts what is in it into the Document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plugins.source import Source


@dataclass(slots=True)
class Box:
    """A callout as written: its kind, title and id, its body's lines, and its line in the file."""

    kind: str
    title: str
    id: str
    body: list[str]
    line: int


@dataclass(slots=True)
class Findings:
    """Collected while one file is converted; positions are line numbers of the file."""

    source: Source
    boxes: list[Box] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)

    def problem(self, pattern: str, code: str, message: str, hint: str = "") -> None:
        """Note a problem at each line that a regular expression finds."""
        for line in self.source.lines_of(pattern):
            self.source.problem(line, code, message, hint)


def citation_pattern(key: str) -> str:
    """Finds a citation of this key, and of no longer one."""
    return rf"@{re.escape(key)}(?![\w:.-])"


def address_pattern(address: str) -> str:
    """Finds a link to this address: ``(address)``, ``<address>`` or ``: address``."""
    if not address:
        return r"\]\(\s*(?:<>)?\s*\)"
    return rf"(?:[(<]|:\s)\s*{re.escape(address)}(?=[\s)>\"]|$)"
