"""One content file as text: decoded, split into front matter and body, with line numbers that survive.

Raw HTML beyond a few inline tags is refused and comments are taken out here, before Markdown sees the text:
one unclosed ``<div>`` would otherwise switch Markdown off for the rest of the article, without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from plugins.problems import Problem

MAX_BYTES = 2_000_000
MOST_IN_A_PARAGRAPH = {
    "[": ("opening brackets", 500),
    "`": ("backticks", 2_000),
    "\\": ("backslashes", 2_000),
    "*": ("asterisks", 20_000),
    "_": ("underscores", 20_000),
}
MOST_FENCES = 500
INLINE_TAGS = frozenset({"abbr", "br", "cite", "kbd", "q", "sub", "sup", "wbr"})
VOID_TAGS = frozenset({"br", "wbr"})

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # none may stand in XML
HASH_HEADING = re.compile(r"[ \t>]*#{1,6}(?!#)")
UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
PROSE = re.compile(r"(?![-*+>|#]|\d+\.|\s)\S")
FENCE_LINE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*\n.*?^ {0,3}\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?=[\s/>])[^<>]*)(?P<end>>?)|<[!?][^>]*>?")
PLAIN_ATTRIBUTES = re.compile(r"""(\s+(title|lang)=("[^"]*"|'[^']*'))*\s*/?""")


@dataclass(slots=True)
class Source:
    """A file's text. ``body`` keeps every line break, so that line N of it is line ``start + N`` of the file.

    ``front`` is ``None`` where the file has no front matter; ``lines`` are the body's lines with code and comments blanked, once ``clean_markup`` has run.
    """

    path: str
    front: str | None = None
    body: str = ""
    start: int = 1
    lines: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, code: str, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Note a problem at a line of the file."""
        self.problems.append(Problem(self.path, line, code, message, hint, warning))

    def lines_where(self, test: Callable[[str], object]) -> list[int]:
        """The numbers of the lines that pass a test, code left out; the body's first where there is none."""
        return [number for number, line in enumerate(self.lines, self.start) if test(line)] or [self.start]

    def heading_lines(self) -> list[int]:
        """The numbers of the lines that are headings, in order."""
        numbered = list(enumerate(self.lines, self.start))
        hashed = [number for number, line in numbered if HASH_HEADING.match(line)]
        pairs = pairwise(numbered)
        return sorted(
            hashed + [above for (above, text), (_, line) in pairs if UNDERLINE.fullmatch(line) and PROSE.match(text)]
        )


def decode(path: str, data: bytes) -> Source:
    """The file as text with plain line breaks, cut into front matter and body. Never raises: it notes problems."""
    source = Source(path)
    if len(data) > MAX_BYTES:
        source.problem(1, "file-size", f"the file is larger than {MAX_BYTES // 1_000_000} MB", "split it")
        return source
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        source.problem(line, "encoding", "the file is not UTF-8 text", "save it as UTF-8")
        return source
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    split_front_matter(source, refuse_control_characters(source, text))
    return source


def refuse_control_characters(source: Source, text: str) -> str:
    """The text without characters that XML, and so a feed, cannot hold: each shows nothing and is always a slip."""
    found = list(CONTROL.finditer(text))
    for character in found:
        line = text.count("\n", 0, character.start()) + 1
        source.problem(line, "control-character", f"control character U+{ord(character[0]):04X}", "delete it")
    return CONTROL.sub(" ", text) if found else text


def split_front_matter(source: Source, text: str) -> None:
    """Fill in ``front``, ``body`` and ``start`` from ``---``, YAML, ``---``, Markdown."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        found = "the file is empty" if not text.strip() else "the file does not begin with front matter"
        source.problem(1, "front-matter-missing", found, "begin the first line with --- and end the block with ---")
        return
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)
    if not end:
        source.problem(1, "front-matter-unclosed", "the front matter has no end", "close it with a line of ---")
        return
    source.front = "\n".join(lines[1:end])
    source.body = "\n".join(lines[end + 1 :])
    source.start = end + 2


def blank(text: str) -> str:
    """The same number of characters and lines, all blank."""
    return re.sub(r"[^\n]", " ", text)


def without_code(body: str) -> str:
    """The text with fenced code and code spans blanked, every other character where it was."""
    if "`" not in body and "~~~" not in body:
        return body
    body = FENCE.sub(lambda fence: blank(fence[0]), body)
    return CODE_SPAN.sub(lambda span: blank(span[0]), body)


def clean_markup(source: Source) -> None:
    """Take comments out of the body (they are the writers' own notes) and refuse raw HTML."""
    refuse_many_fences(source)
    text = without_code(source.body)
    spans = comments(text)
    source.body, text = emptied(source.body, spans), emptied(text, spans)
    source.lines = text.split("\n")
    few = all(source.body.count(sign) <= most for sign, (_, most) in MOST_IN_A_PARAGRAPH.items())
    if "<" not in text and few:
        return
    line_at, body = line_counter(text, source.start), source.body
    for position, paragraph in paragraphs(text):
        if not few:
            refuse_many_signs(source, paragraph, body[position : position + len(paragraph)], line_at(position))
        refuse_raw_html(source, paragraph, position, line_at)


def refuse_many_fences(source: Source) -> None:
    """Note more fences than an article can need, and keep everybody from the text: for each the end would be sought."""
    fences = [fence.start() for fence in FENCE_LINE.finditer(source.body)]
    if len(fences) > MOST_FENCES:
        line = source.start + source.body.count("\n", 0, fences[MOST_FENCES])
        hint = f"at most {MOST_FENCES} are allowed: is one of them never closed?"
        source.problem(line, "brackets", f"{len(fences)} fences of code in one file", hint)
        source.body = blank(source.body)


def refuse_many_signs(source: Source, paragraph: str, with_code: str, start: int) -> None:
    """Note signs that keep Markdown busy for hours where there are many, and keep it from the text."""
    for sign, (name, most) in MOST_IN_A_PARAGRAPH.items():
        text = with_code if sign == "`" else paragraph
        if (count := text.count(sign)) > most:
            hint = f"at most {most} are allowed: Markdown would try them all for hours"
            line = start + text.count("\n", 0, text.index(sign))
            source.problem(line, "brackets", f"{count} {name} in one paragraph", hint)
            source.body = blank(source.body)


def comments(text: str) -> list[tuple[int, int]]:
    """Where the comments stand, each with a space that would be one too many without it.

    What opens none is not looked at: each would be sought to the end of the text.
    """
    spans, last = list[tuple[int, int]](), 0
    for comment in COMMENT.finditer(text, 0, text.rfind("-->") + 3):
        begin, end = comment.span()
        if text[end : end + 1] in ("", "\n"):
            while begin > last and text[begin - 1] in " \t":  # at its line's end two spaces would break the line
                begin -= 1
        elif text[end] == " " and text[begin - 1 : begin] in ("", "\n", " "):
            end += 1
        spans.append((begin, end))
        last = end
    return spans


def emptied(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without some parts of it, but for their line breaks."""
    ends = [0, *(end for _, end in spans)]
    kept = [
        text[end:begin] + "\n" * text.count("\n", begin, until)
        for end, (begin, until) in zip(ends, spans, strict=False)
    ]
    return "".join([*kept, text[ends[-1] :]])


def line_counter(text: str, start: int) -> Callable[[int], int]:
    """A function that gives the line number of a position in the text; positions that follow each other cost least."""
    at, line = 0, start

    def line_at(position: int) -> int:
        nonlocal at, line
        line += text.count("\n", at, position) if position >= at else -text.count("\n", position, at)
        at = position
        return line

    return line_at


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The blocks between blank lines, each with its position."""
    position = 0
    for block in re.split(r"(\n[ \t>]*(?=\n))", text):
        yield position, block
        position += len(block)


def refuse_raw_html(source: Source, paragraph: str, start: int, line_at: Callable[[int], int]) -> None:
    """Note tags that are not allowed, and allowed ones that are not closed in their own paragraph."""
    opened: list[tuple[str, int]] = []
    for tag in TAG.finditer(paragraph):
        line, name = line_at(start + tag.start()), (tag["name"] or "").lower()
        if tag[0].startswith("<!--"):
            source.problem(line, "comment-unclosed", "a comment is opened and never closed", "close it with -->")
        elif name not in INLINE_TAGS or not tag["end"] or not PLAIN_ATTRIBUTES.fullmatch(tag["rest"]):
            allowed = f"allowed: Markdown, and the tags {', '.join(sorted(INLINE_TAGS))} with title or lang"
            source.problem(line, "raw-html", f"raw HTML {tag[0][:40]!r}", allowed)
        elif not tag["close"] and name not in VOID_TAGS:
            opened.append((name, line))
        elif tag["close"] and (not opened or opened.pop()[0] != name):
            source.problem(line, "raw-html-unbalanced", f"</{name}> closes nothing", "open it in the same paragraph")
    for name, line in opened:
        source.problem(line, "raw-html-unbalanced", f"<{name}> is never closed", "close it in the same paragraph")
