"""Where a file explains its own words: in ``definition`` boxes, and in "long form (ABBREVIATION)"; and where it uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.documents import Document
from plugins.prose import Passage

IN_BRACKETS = re.compile(r"\(([A-Z][A-Z-]*[A-Z])s?\)")
REST_OF_WORD = r"\w*\W+(?:\w{1,3}\W+)?"  # and maybe one small word: "acceptance and commitment"
NEVER = 10**9  # a line behind every other


def explained(document: Document, text: Sequence[Passage]) -> Iterator[tuple[str, int]]:
    """What a file explains, with the line: the terms of its definitions, and abbreviations behind their long form."""
    yield from ((box.title, box.line) for box in document.callouts if box.kind == "definition")
    lines = dict[str, int]()
    for passage in text:
        for found in IN_BRACKETS.finditer(passage.text) if "(" in passage.text else ():
            if long_form(found[1]).search(passage.text, 0, found.start()):
                lines.setdefault(found[1], passage.line_of(found.start()))
    yield from lines.items()


def long_form(abbreviation: str) -> re.Pattern[str]:
    """The words at the end of a text that begin with the letters of an abbreviation."""
    letters = REST_OF_WORD.join(letter for letter in abbreviation if letter.isalpha())
    return re.compile(rf"\b{letters}[\w-]*\W+$", re.IGNORECASE)


def first_use(term: str, text: Sequence[Passage]) -> int:
    """The line on which a term stands first, also in the plural; an abbreviation is its capitals."""
    words = r"\s+".join(map(re.escape, term.split()))
    word = re.compile(rf"(?<![\w-]){words}s?(?![\w-])", re.NOFLAG if term.isupper() else re.IGNORECASE)
    found = ((passage, word.search(passage.text)) for passage in text)
    return next((passage.line_of(each.start()) for passage, each in found if each), NEVER)
