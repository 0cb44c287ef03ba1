"""The prose of a file, as its writer typed it: what readers see, in passages and sentences, with lines that survive.

What is not read is blank: code, comments, addresses, the keys of citations, attributes, marks of boxes. Every character
keeps its place, so that a place in a passage is a line of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.source import Source, blank

UNREAD = re.compile(
    r"^[ \t]*(?:>[ ]?)+"
    r"|(?<=\]\()[^\s()]+"  # the address of a link or an image
    r"|^\[(?!\^)[^\]]+\]:[ \t]*\S+"  # one that is defined apart
    r"|<?https?://[^\s<>]*[^\s<>.,;:)]>?"
    r"|\{[:#.][^{}]*\}"
    r"|(?<=\[@)[^\]]*"  # what is left of a citation, "[@", tells that there is one
    r"|\[![\w-]*\]|^!!![ \t]*[\w-]*"
    r"|</?[A-Za-z][^<>]*>",
    re.MULTILINE,
)
STARTS = (
    ("heading", re.compile(r"#")),
    ("title", re.compile(r"\[!|!!!")),
    ("row", re.compile(r"\|")),
    ("figure", re.compile(r"!\[")),
    ("item", re.compile(r"(?:[-*+:]|\d+[.)])[ \t]")),
    ("note", re.compile(r"\[\^[^\]]+\]:")),
)
OF_ONE_LINE = {"heading", "title", "row"}
WHOLE = OF_ONE_LINE | {"figure", "item"}  # what is read in one go, as one sentence
SOURCE_MARK = "[@"
SENTENCE_END = re.compile(  # begins with what is rare, and looks back from there: four times as quick
    r"[.?!](?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bno\.)"
    r"[\"'”’)*_]*(?:\s*\[@[ ]*\])*(?=\s+[^\sa-z]|\s*$)"
)
MARKS = frozenset("#[!|-*+:0123456789")  # with one of them begins whatever STARTS finds
LISTED = {"item", "row"}


class Passage(NamedTuple):
    """Text that belongs together: its first line, the text with its line breaks, what it is, and what leads to it.

    ``kind`` is field, paragraph, heading, title (of a box), item, row, figure or note; ``lead`` is the text before the
    list or the table to which it belongs.
    """

    line: int
    text: str
    kind: str = "paragraph"
    lead: str = ""

    def line_of(self, place: int) -> int:
        """The line of the file on which a place in the text stands."""
        return self.line + self.text.count("\n", 0, place)

    @property
    def introduction(self) -> str:
        """The last sentence of what leads to it."""
        return [text for _, text in Passage(0, self.lead).sentences()][-1] if self.lead.strip() else ""

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Each sentence with its place; a source behind the full stop belongs to it."""
        if self.kind in WHOLE:
            yield 0, self.text
            return
        start = 0
        for end in SENTENCE_END.finditer(self.text):
            yield start, self.text[start : end.end()]
            start = end.end()
        if self.text[start:].strip():
            yield start, self.text[start:]


def passages(source: Source) -> Iterator[Passage]:
    """Every passage of a file whose markup is clean."""
    text = UNREAD.sub(lambda found: blank(found[0]), "\n".join(source.lines))
    opened, lead = list[str](), ""
    kind, first = "", 0
    for number, (line, raw) in enumerate(zip([*text.split("\n"), ""], [*source.lines, ""], strict=True), source.start):
        begins = start_of(raw)
        if opened and (begins or not line.strip() or kind in OF_ONE_LINE):
            passage = Passage(first, "\n".join(opened), kind, lead if kind in LISTED else "")
            lead = lead if kind in LISTED else passage.text
            opened = []
            yield passage
        if line.strip():
            if not opened:
                kind, first = begins or "paragraph", number
            opened.append(line)


def start_of(raw: str) -> str:
    """What begins with a line of the file, or nothing."""
    bare = raw.lstrip(" \t>")
    return next((kind for kind, start in STARTS if start.match(bare)), "") if bare[:1] in MARKS else ""
