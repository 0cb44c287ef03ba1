"""One way to write a content file: its text with fields in order, boxes in one spelling, and no stray blanks.

What is written is not changed, only how: lines stay as they are broken, and every comment is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml
from markdown import Markdown

from plugins.callout_kinds import NAMES
from plugins.callout_parser import BANG, INDENT, QUOTE, CalloutPreprocessor
from plugins.findings import Findings
from plugins.front_matter import SCHEMA
from plugins.quick import QuickNormalizer
from plugins.source import COMMENT, FENCE, HASH_HEADING, Source, clean_markup, decode
from plugins.yaml_fields import compose

PLACES = {field.name: place for place, field in enumerate(SCHEMA)}
BLANKS = " \t"
MARKS = f"{BLANKS}>"  # blanks, and what quotes begin their lines with
LONE_MARK = re.compile(r"[ \t>]*(?:[-*+:]|\d+\.)")  # of an item that is still empty; without a blank it is text
BREAK = "  "  # at the end of a line, it breaks the line on the page too


def canonical(data: bytes) -> bytes:
    """A content file in its one form. The file must have no problems."""
    source = decode("", data)
    front = [line.rstrip(BLANKS) for line in in_order(source.front or "")]
    body = trimmed(one_spelling(source)).rstrip("\n")
    return "\n".join(["---", *front, "---", body, ""]).encode()


def in_order(front: str) -> list[str]:
    """The lines of a front matter, its fields in the schema's order. Comments right above a field go with it."""
    root, lines = compose(front), front.split("\n")
    if not isinstance(root, yaml.MappingNode):
        return lines
    starts = [with_comments(lines, name.start_mark.line) for name, _ in root.value]
    end = len(lines)
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1  # comments below the last field stay last
    fields = [
        (PLACES.get(name.value, 0), lines[start:stop])
        for (name, _), start, stop in zip(root.value, starts, [*starts[1:], end], strict=True)
    ]
    ordered = [line for _, field in sorted(fields, key=lambda each: each[0]) for line in field]
    return [*lines[: starts[0]], *ordered, *lines[end:]]


def with_comments(lines: Sequence[str], at: int) -> int:
    """Where a field begins, with the comments that stand right above it."""
    while at and lines[at - 1].startswith("#"):
        at -= 1
    return at


def one_spelling(source: Source) -> str:
    """The body with every box as ``> [!kind] Title {#id}``. The source's own body loses its comments."""
    written = source.body.split("\n")
    clean_markup(source)
    read, findings = source.body.split("\n"), Findings()
    findings.begin(source, "")
    parser = CalloutPreprocessor(Markdown(), findings)
    parser.run(QuickNormalizer(parser.md).run(list(read)))
    for box in reversed(findings.boxes):
        at = box.line - source.start
        end = at + 1 + len(box.body)
        if not QUOTE.match(read[at]):
            written[at + 1 : end] = quoted(written[at + 1 : end])
            if "".join(read[end : end + 1]).strip():
                written.insert(end, "")  # what is not indented has left the old box; it must not join the new one
        written[at] = marker(parser, written[at], read[at])
    return "\n".join(written)


def marker(parser: CalloutPreprocessor, written: str, read: str) -> str:
    """The first line of a box, as it was written and as it was read: without comments."""
    line = read.expandtabs(INDENT)
    quote = QUOTE.match(line)
    found = quote or BANG.match(line)
    if not found:
        return written
    title, identifier = parser.title(found["title"].strip(), 0, quoted=bool(quote))
    comments = [each[0] for each in COMMENT.finditer(written) if each[0] not in read]
    name = NAMES[found["kind"].strip().lower()]
    return " ".join(filter(None, [f"> [!{name}]", title, f"{{#{identifier}}}" if identifier else "", *comments]))


def quoted(lines: Sequence[str]) -> list[str]:
    """The indented lines of a box as a quote. A comment of several lines becomes one for each: it would hide the marks."""
    text = "\n".join(re.sub(rf"^ {{1,{INDENT}}}", "", line.expandtabs(INDENT)) for line in lines)
    text = COMMENT.sub(lambda comment: re.sub(r"\s*\n\s*", " -->\n<!-- ", comment[0]), text)
    return [f"> {line}".rstrip() for line in text.split("\n")]


def trimmed(body: str) -> str:
    """The body without blanks at the ends of its lines, but for those in code, and those that break a line."""
    lines = body.split("\n")
    code = {line for block in FENCE.finditer(body) for line in range(*lines_of(body, block))}
    below = [*lines[1:], ""]
    return "\n".join(
        line if number in code else without_blanks(line, next_line)
        for number, (line, next_line) in enumerate(zip(lines, below, strict=True))
    )


def lines_of(body: str, block: re.Match[str]) -> tuple[int, int]:
    """The first line of a block of code, and the one after its last; the fences are not counted."""
    return body.count("\n", 0, block.start()) + 1, body.count("\n", 0, block.end())


def without_blanks(line: str, below: str) -> str:
    """A line without the blanks at its end; two spaces stay where they break the line."""
    text = line.rstrip(BLANKS)
    if text != line and LONE_MARK.fullmatch(text):
        return f"{text} "
    blanks = len(line.expandtabs(INDENT)) - len(text.expandtabs(INDENT))
    inside = text.strip(MARKS) and below.strip(MARKS) and not HASH_HEADING.match(text)
    return text + BREAK if blanks >= len(BREAK) and inside else text
