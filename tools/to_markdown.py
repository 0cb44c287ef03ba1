"""HTML made even becomes Markdown as this site reads it; what Markdown cannot say becomes a comment where it stood."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from urllib.parse import quote

from bs4 import Tag
from markdown.extensions.toc import slugify
from markdownify import MarkdownConverter

from plugins.collector import ABSOLUTE, RESERVED_ID
from plugins.source import COMMENT
from tools.markdown_text import LEFT, TEXT, code_span, finished, kept_plain, not_mapped
from tools.markup import BLOCK_NAMES, EMPHASIS, STRONG, has_words, make_even
from tools.page import plain

CELL, ROW = "\x03", "\x04"
CELLS = frozenset({"td", "th"})
NO_FENCE = frozenset({"blockquote", "dd", "li", "td", "th"})
UNSAFE = re.compile(r"""[\s()<>"\\`\[\]{}|]""")
SIMPLE = re.compile(r"[\w\s,.;:'()/-]+")
LONGEST_ADDRESS = 200
Tags = AbstractSet[str]


def to_markdown(main: Tag) -> str:
    """The Markdown of the main text."""
    make_even(main)
    text = Converter(strip_document=None).convert_soup(main)
    text = re.sub(r"\n[ ]*(?=\n[ ]*\n)", "", text).strip("\n")
    return "\n".join(map(finished, text.split("\n"))) + "\n"


def is_block(text: str) -> bool:
    """Whether converted text is more than a run of words."""
    return "\n" in text or TEXT in text


def split_spaces(text: str) -> tuple[str, str, str]:
    """A text with the space before and behind it apart."""
    bare = text.strip(" ")
    start = text.find(bare) if bare else len(text)
    return text[:start], bare, text[start + len(bare) :]


def wrapped(text: str, before: str, after: str, tags: Tags, *, unless: Tags = frozenset()) -> str:
    """A run of words between two marks, which belong close to it; anything else as it is."""
    left, bare, right = split_spaces(text)
    if not bare or is_block(bare) or tags & unless or "_noformat" in tags:
        return text
    return f"{left}{before}{bare}{after}{right}"


def address_of(element: Tag) -> str:
    """The address that an element names; of a picture inside the page, its beginning."""
    inner = element.find("source")
    for name in ("href", "src", "data-src", "data", "srcset"):
        for each in (element, inner):
            if (found := each.get(name) if each else None) and not str(found).startswith("data:"):
                return plain(str(found))[:LONGEST_ADDRESS]
    return "(inside the page)" if element.get("src") else ""


class Converter(MarkdownConverter):
    """Markdownify's converter with the forms of this site; method names and arguments are its own."""

    def escape(self, text: str, parent_tags: Tags) -> str:
        """Text in which no sign means anything to Markdown."""
        return kept_plain(text, cell=bool(parent_tags & CELLS))

    def convert_a(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A link to another site; any other is told."""
        address = plain(str(el.get("href") or ""))
        if not address or "_noformat" in parent_tags or "a" in parent_tags:
            return text
        left, bare, right = split_spaces(text)
        if ABSOLUTE.fullmatch(address) and COMMENT.sub("", bare).strip() and not is_block(bare):
            return f"{left}[{bare}]({UNSAFE.sub(lambda sign: quote(sign[0]), address)}){right}"
        told = not_mapped(f"link {address[:LONGEST_ADDRESS]}")
        return f"{text}\n\n{told}\n\n" if is_block(bare) else f"{left}{bare} {told}{right}" if bare else f" {told} "

    def not_text(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """What Markdown cannot hold, by its address and words."""
        says = str(el.get("alt") or el.get("aria-label") or el.get("title") or "") or el.get_text(" ")
        if el.name == "svg" and not plain(says):
            return " "  # an icon
        name = "image" if el.name == "img" else el.name
        said = f' "{plain(says)}"' if plain(says) else ""
        return f" {not_mapped(f'{name} {address_of(el)}{said}')} "

    convert_img = convert_svg = convert_video = convert_audio = convert_iframe = not_text
    convert_object = convert_embed = convert_canvas = convert_math = not_text

    def convert_b(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """Strong words; a heading is strong anyway."""
        headings = {f"h{level}" for level in range(1, 7)}
        return wrapped(text, "**", "**", parent_tags, unless={*STRONG, *headings})

    def convert_em(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """Stressed words."""
        return wrapped(text, "*", "*", parent_tags, unless={*EMPHASIS})

    convert_strong, convert_i = convert_b, convert_em

    def small(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """Raised and lowered signs keep their tags."""
        return wrapped(text, f"<{el.name}>", f"</{el.name}>", parent_tags)

    convert_sub = convert_sup = small

    def convert_abbr(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """An abbreviation keeps what it stands for."""
        title = plain(str(el.get("title") or ""))
        if SIMPLE.fullmatch(title):
            return wrapped(text, f'<abbr title="{title}">', "</abbr>", parent_tags)
        return wrapped(text, "", f" {not_mapped(f'abbr {title}')}" if title else "", parent_tags)

    def convert_del(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """Words that were struck out stay, and are told."""
        return wrapped(text, "", f" {not_mapped('the words before this were struck out')}", parent_tags)

    convert_s = convert_strike = convert_del

    def convert_br(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A break inside a paragraph."""
        if "pre" in parent_tags or parent_tags & CELLS:
            return "\n"
        return " " if {"_inline", "_noformat"} & parent_tags else "<br> "

    def convert_code(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """Code inside a line."""
        return text if "_noformat" in parent_tags else code_span(text)

    convert_kbd = convert_samp = convert_code

    def convert_pre(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A block of code; inside other blocks, where Markdown knows no fences, line by line."""
        lines = text.strip("\n").split("\n")
        if not text.strip():
            return "\n\n"
        if parent_tags & NO_FENCE:
            lines = [code_span(line) for line in lines if line.strip()]
            return ("\n" if parent_tags & CELLS else "<br> ").join(lines)
        fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
        return "\n\n" + "\n".join(LEFT + line for line in (fence, *lines, fence)) + "\n\n"

    def convert_p(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A paragraph, or a line of a cell."""
        gap = "\n" if parent_tags & CELLS else "\n\n"
        return f"{gap}{text.strip()}{gap}"

    convert_div = convert_dl = convert_p

    def convert_hr(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A rule."""
        return "\n" if "_inline" in parent_tags else f"\n\n{LEFT}---\n\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: Tags) -> str:  # noqa: N802 (markdownify's name)
        """A heading; an id that the page itself uses is made another."""
        words = re.sub("#+$", lambda signs: "\\#" * len(signs[0]), " ".join(text.split()))
        slug = slugify(el.get_text(), "-")
        times = [slugify(each.get_text(), "-") for each in el.find_all_previous(el.name)].count(slug) + 1
        own = f" {{#section-{n}-{times}-{slug}}}" if RESERVED_ID.fullmatch(slug) else ""
        return f"\n\n{'#' * n} {TEXT}{words}{own}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A quote, each line of it marked."""
        lines = text.strip().split("\n")
        if parent_tags & CELLS or not text.strip():
            return f"\n{text}\n"
        quoted = (
            "> " + (line if TEXT in line or LEFT in line else TEXT + line) if line else f"{LEFT}>" for line in lines
        )
        return "\n\n" + "\n".join(quoted) + "\n\n"

    def convert_ul(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A list; one inside an item stands right below the item's words."""
        if parent_tags & CELLS:
            return f"\n{text}\n"
        alone = not any(map(has_words, el.next_siblings)) and not el.find_previous_sibling(BLOCK_NAMES)
        return f"\n{text.strip()}\n" if alone and "li" in parent_tags else f"\n\n{text.strip()}\n\n"

    convert_ol = convert_ul

    def convert_li(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """An item: the lines after its first are indented by four spaces, as this Markdown wants them."""
        if parent_tags & CELLS or not text.strip():
            return f"\n{text}\n"
        start = str(el.parent.get("start") or 1) if el.parent else "1"
        number = (int(start) if start.isascii() and start.isdigit() else 1) + len(el.find_previous_siblings("li"))
        sign = f"{number}." if el.parent and el.parent.name == "ol" else "-"
        inner = re.sub(r"\n(?!\n)", "\n    ", text.strip())
        return f"\n{sign} {TEXT}{inner}\n" + ("\n" if "\n\n" in inner else "")

    def convert_dt(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A term."""
        return f"\n\n{text.strip()}\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A definition, right below its term."""
        return f"\n:   {TEXT}{text.strip()}\n"

    def convert_td(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A cell, and the empty ones that it spans."""
        span = str(el.get("colspan") or 1)
        lines = [line.strip().replace(TEXT, "") for line in text.split("\n")]
        return "<br>".join(filter(None, lines)) + CELL * (
            min(int(span), 50) if span.isascii() and span.isdigit() else 1
        )

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A row."""
        return text + ROW

    def convert_table(self, el: Tag, text: str, parent_tags: Tags) -> str:
        """A table; its first row is its head."""
        rows = [[cell.strip() for cell in row.removesuffix(CELL).split(CELL)] for row in text.split(ROW)]
        rows = [row for row in rows if any(row)]
        width = max(map(len, rows), default=0)
        lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        spans = el.select_one("[colspan], [rowspan]")
        told = f"{not_mapped('cells that span rows or columns')}\n\n" if spans else ""
        return f"\n\n{told}" + "\n".join(LEFT + line for line in lines) + "\n\n" if rows else "\n\n"
