"""What the Markdown extensions find in a file while they turn it into HTML.

All extensions share one ``Findings``, which the reader empties before each file, and which the Document is made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from plugins.languages import DEFAULT, LANGUAGES, Language, Words
from plugins.source import Source

KEY = r"@[A-Za-z0-9][\w:.-]*"  # of a record, as it is cited
CITED = re.compile(KEY)


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
    """Collected while one file is converted; positions are line numbers of the file. ``kind`` is the Document's.

    ``sections`` holds the id and the HTML of each heading of level 2. ``language`` and its ``words`` are those of all files
    that are converted with it.
    """

    source: Source = field(default_factory=lambda: Source(""))
    kind: str = "article"
    boxes: list[Box] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    language: Language = LANGUAGES[DEFAULT]
    words: Words = field(default_factory=dict)

    def word(self, name: str) -> str:
        """A word of the interface that becomes part of the text."""
        return self.words.get(name, name)

    def begin(self, source: Source, kind: str) -> None:
        """Forget the last file."""
        self.source, self.kind = source, kind
        self.boxes, self.citations, self.terms, self.sections = [], [], [], []

    def problem(self, where: str | Iterable[int], code: str, message: str, hint: str = "") -> None:
        """Note a problem at each of some lines, or at each that a regular expression finds."""
        lines = self.source.lines_where(re.compile(where).search) if isinstance(where, str) else where
        for line in lines:
            self.source.problem(line, code, message, hint)

    def lines_of_address(self, address: str) -> list[int]:
        """The lines with a link to this address: ``(address)``, ``<address>`` or ``: address``."""
        return self.source.lines_where(lambda line: address in line and links_to(line, address))

    def lines_of_citations(self) -> Iterator[tuple[str, int]]:
        """Every key that is cited with every line on which it stands, by first use."""
        lines: dict[str, dict[int, None]] = {}
        for number, line in enumerate(self.source.lines, self.source.start):
            for key in CITED.findall(line) if "@" in line else ():
                lines.setdefault(key[1:], {})[number] = None
        for key in dict.fromkeys(self.citations):
            yield from ((key, line) for line in lines.get(key, [self.source.start]))


def links_to(line: str, address: str) -> bool:
    """Whether a line holds a link to this address, and not only to a longer one."""
    at = line.find(address)
    while at >= 0:
        before, after = line[:at], line[at + len(address) :]
        opening = before.rstrip()
        opened = opening.endswith(("(", "<")) or (opening.endswith(":") and opening != before)
        if opened and (not after or after[0] in ')>"' or after[0].isspace()):
            return True
        at = line.find(address, at + 1)
    return False
