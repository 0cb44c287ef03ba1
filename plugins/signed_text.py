"""What a clinician signs of a file: the words that readers see, as they were written, without what only lays them out.

Ends of lines, blanks at them, where a paragraph is broken, how often a line is left empty, comments, and the spelling of
a box make no difference. Any other character does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plugins.findings import Findings

QUOTES = re.compile(r"(?:[ ]*>)*")
STARTS = re.compile(r"#|[-*+] |\d+[.)] |[|:]|\[[!^]|`{3}|~{3}|[-=*_ ]+$")  # how no line goes on with a paragraph
STANDS_ALONE = ("#", "|", "[!")
TAB = 4


class Line(NamedTuple):
    """The marks of quotes before a line, how far it is indented, and its words with one space between them."""

    quotes: str
    indent: int
    words: str

    def __str__(self) -> str:
        return f"{self.quotes}{' ' * self.indent}{self.words}"


def signed_text(meta: Mapping[str, Any], findings: Findings) -> str:
    """Title, summary and body of the file that was read last."""
    return folded([meta.get("title", ""), "", meta.get("summary", ""), "", *with_boxes(findings)])


def pieces(findings: Findings, starts: Sequence[int]) -> Iterator[str]:
    """The body in pieces, which begin at some lines of the file and end where the next one begins."""
    lines, first = findings.source.body.split("\n"), findings.source.start
    for start, end in zip(starts, [*starts[1:], first + len(lines)], strict=False):
        yield folded(lines[start - first : end - first])


def with_boxes(findings: Findings) -> list[str]:
    """The lines of the body, every box in one spelling."""
    lines, start = findings.source.body.split("\n"), findings.source.start
    for box in reversed(findings.boxes):
        at = box.line - start
        head = f"[!{box.kind}] {box.title} {{#{box.id}}}"
        lines[at : at + 1 + len(box.body)] = ["", *(f"> {line}" for line in (head, *box.body)), ""]
    return lines


def folded(lines: Iterable[str]) -> str:
    """Lines without what only lays them out: a paragraph is one line, and empty lines are never many."""
    made: list[Line] = []
    for line in map(parts, lines):
        above = made[-1] if made else Line("", 0, "")
        if goes_on(above, line):
            made[-1] = above._replace(words=f"{above.words} {line.words}")
        elif line.words or line != above:
            made.append(line)
    return "\n".join(map(str, made)).strip("\n")


def parts(line: str) -> Line:
    """A line as its parts."""
    plain = line.expandtabs(TAB)
    end = len(QUOTES.match(plain)[0])  # type: ignore[index]  # (it matches nothing too)
    words = plain[end:].split()
    indent = len(plain) - end - len(plain[end:].lstrip())
    return Line("".join(plain[:end].split()), max(0, indent - bool(end)) if words else 0, " ".join(words))


def goes_on(above: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    together = above.words and line.words and above.quotes == line.quotes
    return bool(together) and not STARTS.match(line.words) and not above.words.startswith(STANDS_ALONE)
