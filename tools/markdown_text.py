"""Text as this site's Markdown reads it back: signs that mean nothing, comments, code inside a line.

While lines are put together, marks tell what begins them: after ``TEXT`` come the words of the page, which may look like
a list or a heading and must not become one; a line with ``LEFT`` is left as it is.
"""

from __future__ import annotations

import re
from html import escape

from tools.page import plain

TEXT, LEFT = "\x01", "\x02"
REFUSED = (  # what the check takes for a slip even behind a backslash: a box, a note, a citation, a link, attributes
    r"\[(?=[!^]|.*@)|(?<=!)\[|\](?=[(\[])|\{(?=[:#.]|filename|static|attach|glossary)|!(?=!!)|\?(?=\?\?)|/(?=//)"
)
NOT_MARKUP = r"<(?![\s\d=])|&(?=#?\w+;|$)|`|\\$"  # code may follow
SPECIAL = re.compile(rf"(?P<entity>{REFUSED}|{NOT_MARKUP})|[\\`*_{{\[\]|]")
BEGINNING = re.compile(r"#|[-+](?=\s|$)|-(?=[\s-]*$)|(\d+)(?=[.)](?:\s|$))|>|:(?=\s)|~~~|=+$")
BREAKS = re.compile(r"(?:\s*<br>)+\s*$|(?<=\x01)(?:\s*<br>)+\s*|^(?:<br>\s*)+")


def finished(line: str) -> str:
    """A line without marks, its text kept from beginning anything."""
    if LEFT in line:
        return line.replace(LEFT, "").replace(TEXT, "")
    head, mark, tail = BREAKS.sub("", line).rstrip().rpartition(TEXT)
    if not mark:
        head = "    " * ((len(tail) - len(tail.lstrip())) // 4) if tail else ""
        tail = tail.lstrip()
    return head.replace(TEXT, "") + kept_from_beginning(tail)


def kept_from_beginning(text: str) -> str:
    """Text that begins no heading, list, quote or fence, with comments before it or without."""
    if comment := re.match(r"(?:\s*<!--.*?-->)+\s*", text):
        return comment[0] + kept_from_beginning(text[comment.end() :])
    found = BEGINNING.match(text)
    if not found:
        return text
    if found[1]:
        return f"{found[1]}\\{text[found.end() :]}"
    return (entity(text[0]) if text[0] in ":~=" else f"\\{text[0]}") + text[1:]


def entity(sign: str) -> str:
    """A sign that nothing takes for markup."""
    return escape(sign) if escape(sign) != sign else f"&#{ord(sign)};"


def kept_plain(text: str, *, cell: bool = False) -> str:
    """Text in which no sign means anything to Markdown."""

    def safe(found: re.Match[str]) -> str:
        if found[0] == "|" and not cell:
            return "|"
        return entity(found[0]) if found["entity"] else f"\\{found[0]}"

    return SPECIAL.sub(safe, text)


def note(kind: str, what: str) -> str:
    """A comment of one line, which nothing inside can end."""
    return f"<!-- {kind}: {plain(what).replace('-->', '--&gt;').replace('`', chr(39))} -->"


def not_mapped(what: str) -> str:
    """A comment that stands for what Markdown cannot say."""
    return note("not mapped", what)


def code_span(text: str) -> str:
    """Code inside a line; three marks in a row would begin a block, so what needs them is plain text."""
    bare = " ".join(text.split())
    runs = {len(run) for run in re.findall("`+", bare)}
    marks = next((mark for mark in ("`", "``") if len(mark) not in runs), "")
    pad = " " if runs else ""
    return f"{marks}{pad}{bare}{pad}{marks}" if bare and marks else kept_plain(bare)
