"""The strict parser of callouts, in both spellings.

``> [!kind] Title {#id}`` and ``!!! kind "Title" {#id}`` mean the same. A box that is written wrongly is a problem with
file and line, never a box that quietly became something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown import Markdown
from markdown.extensions.toc import slugify
from markdown.preprocessors import Preprocessor
from markdown.util import STX

from plugins.callout_kinds import KINDS, NAMES
from plugins.findings import Box, Findings
from plugins.languages import DEFAULT
from plugins.problems import did_you_mean

QUOTE = re.compile(r"^(?P<indent>[ \t]*)>[ ]?\[!(?P<kind>[^\]]*)(?P<close>\]?)(?P<fold>[-+]?)[ \t]*(?P<title>.*)$")
BANG = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>!!!\+?|\?\?\?\+?)[ \t]*(?P<kind>[\w-]*)[ \t]*(?P<title>.*)$")
QUOTED_TITLE = re.compile(r'"(?P<title>[^"“”]*)"[ \t]*(?P<id>\{.*\})?')
NO_MARK = re.compile(r"^[ ]{0,3}>[ ]?\[(?P<kind>[\w-]+)\](?![(\[:])")
ID = re.compile(r"[ \t]*\{(?P<braces>[^{}]*)\}[ \t]*$")
VALID_ID = re.compile(r"#(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
QUOTED = re.compile(r"^[ \t]*>[ ]?")
MARKED = re.compile(r"[ \t]*(?:>[ ]?\[|!!!|\?\?\?|`{3}|~{3})")  # every line that any of these finds
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
INDENT = 4
NO_ITEM = re.compile(r"[ \t]*[-*+][ \t]+(?:avoid|no|not)\b", re.IGNORECASE)
PLACEHOLDER = f"{STX}callout:"


class CalloutPreprocessor(Preprocessor):
    """Cuts every callout out of the text, line by line, and leaves a placeholder for the block processor."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, lines: list[str]) -> list[str]:
        """The lines without the boxes; the boxes and their problems go to the findings."""
        kept: list[str] = []
        at, fence, opened = 0, "", 0
        while at < len(lines):
            line = lines[at]
            if not MARKED.match(line):
                kept.append(line)
                at += 1
                continue
            if mark := FENCE.match(line):
                opened = opened if fence else len(kept)
                fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            quote = None if fence else QUOTE.match(line)
            marker = None if fence else quote or BANG.match(line)
            if marker:
                end = self.end_of_quote(lines, at) if quote else self.end_of_indented(lines, at)
                self.box(marker, lines[at + 1 : end], at, quoted=bool(quote))
                kept += ["", f"{PLACEHOLDER}{len(self.findings.boxes) - 1}", ""]
                at = end
            else:
                if not fence and (missing := NO_MARK.match(line)) and missing["kind"].lower() in NAMES:
                    self.note(
                        at, "callout-mark", f"[{missing['kind']}] is not a callout", f"write [!{missing['kind']}]"
                    )
                kept.append(line)
                at += 1
        if fence:
            kept[opened] = ""  # Markdown would seek its end, for hours if it is long
            last = max(number for number, line in enumerate(lines) if FENCE.match(line))
            self.note(last, "fence-unclosed", "a code block is opened and never closed", f"close it with {fence}")
        return kept

    def note(self, at: int, code: str, message: str, hint: str) -> None:
        """Note a problem at a line of the body, counted from 0."""
        self.findings.source.problem(self.findings.source.start + at, code, message, hint)

    def end_of_quote(self, lines: Sequence[str], at: int) -> int:
        """The first line after a quoted box; text that joins the box by laziness is a problem."""
        end = at + 1
        while end < len(lines) and QUOTED.match(lines[end]):
            end += 1
        if end < len(lines) and lines[end].strip():
            self.note(
                end,
                "callout-lazy-line",
                "this line follows a callout but has no >",
                "begin it with > or put a blank line before it",
            )
        return end

    def end_of_indented(self, lines: Sequence[str], at: int) -> int:
        """The first line after a ``!!!`` box: the next one that is neither blank nor indented."""
        end = at + 1
        while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t"):
            end += 1
        while end > at + 1 and not lines[end - 1].strip():
            end -= 1
        if end == at + 1 and end < len(lines) and lines[end].strip():
            self.note(
                end,
                "callout-indent",
                "this line follows a callout but is not indented",
                "indent the box's text by 4 spaces",
            )
        return end

    def box(self, marker: re.Match[str], body: list[str], at: int, *, quoted: bool) -> None:
        """Read one box from its marker line and its body, and note everything that is wrong with it."""
        self.check_marker(marker, at, quoted=quoted)
        text = [self.unquoted(line) for line in body] if quoted else self.unindented(body, at)
        name = NAMES.get(marker["kind"].strip().lower(), "")
        if not name:
            self.note(
                at,
                "callout-unknown-kind",
                f"unknown kind of callout {marker['kind']!r}",
                did_you_mean(marker["kind"], NAMES),
            )
        title, identifier = self.title(marker["title"].strip(), at, quoted=quoted)
        kind = KINDS[name or "myth"]  # of an unknown kind no rule says more
        if not title and not kind.title_optional and name:
            self.note(at, "callout-title", f"the {name} callout has no title", "write the title on the marker's line")
        if not any(map(str.strip, text)):
            self.note(at, "callout-empty", "the callout is empty", "write its text on the lines below")
        for offset, line in enumerate(text, 1):
            self.check_body_line(line, at + offset)
            if kind.name == "dont" and NO_ITEM.match(line) and self.findings.language.code == DEFAULT:
                hint = 'write what not to do: it will read "do not …"'
                self.note(
                    at + offset, "callout-dont-item", 'with "do not" before it, this item would say no twice', hint
                )
        identifier = identifier or "-".join(filter(None, (kind.name, slugify(plain_title(title), "-"))))
        self.findings.boxes.append(Box(kind.name, title, identifier, text, self.findings.source.start + at))

    def check_marker(self, marker: re.Match[str], at: int, *, quoted: bool) -> None:
        """Note a marker that is indented, not closed, or asks for a collapsed box."""
        if marker["indent"]:
            self.note(
                at,
                "callout-indent",
                "a callout inside a list or indented text",
                "begin the marker at the start of the line",
            )
        if quoted and not marker["close"]:
            self.note(at, "callout-mark", "the callout's kind has no closing bracket", "write > [!kind] Title")
        if (quoted and marker["fold"]) or (not quoted and marker["mark"] != "!!!"):
            self.note(
                at,
                "callout-collapsed",
                "a callout cannot be collapsed: nobody may miss it",
                "delete the - or + or write !!!",
            )

    def title(self, text: str, at: int, *, quoted: bool) -> tuple[str, str]:
        """The title and the id from what follows the kind."""
        if not quoted and text:
            whole = QUOTED_TITLE.fullmatch(text)
            if not whole:
                self.note(at, "callout-quotes", "the title is not in straight double quotes", 'write !!! kind "Title"')
                return text.strip("\"'“”‘’ "), ""
            text = whole["title"] + (whole["id"] or "")
        found = ID.search(text)
        if not found:
            return text.strip(), ""
        valid = VALID_ID.fullmatch(found["braces"].strip())
        if not valid:
            hint = "write {#one-or-more-words} in lower case"
            self.note(at, "callout-id", f"{{{found['braces']}}} is not an id", hint)
        return text[: found.start()].strip(), valid["id"] if valid else ""

    def unindented(self, body: list[str], at: int) -> list[str]:
        """The lines of a ``!!!`` box without their 4 spaces."""
        first = next((number for number, line in enumerate(body) if line.strip()), None)
        for number, line in enumerate(body):
            indent = len(line) - len(line.lstrip(" "))
            if line.strip() and (indent < INDENT or (number == first and indent != INDENT)):
                self.note(
                    at + 1 + number,
                    "callout-indent",
                    f"the box's text is indented by {indent}",
                    "indent it by 4 spaces",
                )
        return [line[INDENT:] for line in body]

    @staticmethod
    def unquoted(line: str) -> str:
        """A line without its ``>``; one of blanks is empty, as it is outside of boxes."""
        text = QUOTED.sub("", line)
        return text if text.strip() else ""

    def check_body_line(self, line: str, at: int) -> None:
        """Note a callout, or code, inside a callout."""
        if re.match(r"[ \t>]*\[!", line) or BANG.match(line):
            self.note(
                at, "callout-nested", "a callout inside a callout", "end the first box with a blank line and some text"
            )
        if FENCE.match(line):
            self.note(at, "callout-code", "a code block inside a callout", "put it before or after the box")
        if re.match(r"#{1,6}[ \t]", line):
            self.note(at, "callout-heading", "a heading inside a callout", "the box's title is its only heading")


def plain_title(title: str) -> str:
    """A title without Markdown's marks and without citations."""
    return re.sub(r"[*_`]|\s*\[@[^\]]*\]", "", title)
