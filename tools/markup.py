"""The main text of a page made even, so that each of its elements has one plain form in Markdown."""

from __future__ import annotations

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from plugins.source import CONTROL
from tools.page import PLAIN, words

HEADINGS = re.compile(r"h[1-6]")
BLOCKS = (
    "address, article, aside, body, center, details, fieldset, figcaption, figure, footer, form, header, hgroup, "
    "legend, main, nav, section, summary, optgroup, option"
)
BLOCK_NAMES = [
    *[
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "td",
        "th",
        "pre",
        "blockquote",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
]
INLINE_CODE = ("code", "kbd", "samp")
CODE = ["pre", *INLINE_CODE]
INSIDE = ("li", "dd", "dt", "td", "th", "blockquote", "caption")  # where a heading would claim what follows
NO_CODE = ("img", "svg", "video", "audio", "iframe", "object", "embed", "canvas", "math")
ROWS = frozenset({"thead", "tbody", "tfoot", "tr"})
TABLE_PARTS = {"thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"}, "tr": {"td", "th"}}
STRONG, EMPHASIS = ("b", "strong"), ("em", "i")
SPACE = re.compile(r"\s+")


def make_even(main: Tag) -> None:
    """Change the tree in place; its words stay, in their order."""
    clean_strings(main)
    for element in main.select(BLOCKS):
        element.name = "div"
    main.name = "div"
    for step in (free_from_code, even_lists, even_terms, even_tables, even_headings, join_neighbors):
        step(main)
    main.smooth()


def clean_strings(main: Tag) -> None:
    """Straight quotes, and spaces where no line break means anything."""
    for text in list(main.find_all(string=True)):
        if type(text) is not NavigableString:  # a comment, a doctype
            text.extract()
            continue
        clean = CONTROL.sub(" ", text.replace("\r\n", "\n").translate(PLAIN))
        text.replace_with(clean if text.find_parent("pre") else SPACE.sub(" ", clean))


def has_words(part: PageElement) -> bool:
    """Whether a part of the tree is an element, or text that is not blank."""
    return isinstance(part, Tag) or bool(str(part).strip())


def free_from_code(main: Tag) -> None:
    """Code is text alone: pictures, and what links lead to, stand in front of it, where a comment is no code."""
    for element in main.find_all([*NO_CODE, "a"]):
        if around := element.find_parents(CODE):
            moved = Tag(name="a", attrs=element.attrs) if element.name == "a" else element.extract()
            around[-1].insert_before(moved)
    for code in main.find_all(CODE):
        for part in code.find_all(["br", *BLOCK_NAMES]):
            part.insert_before("\n")
            part.insert_after("\n")
    for code in [code for code in main.find_all(CODE) if not code.find_parent(CODE)]:
        code.string = code.get_text()


def even_lists(main: Tag) -> None:
    """A list holds items and nothing else; an item lies in a list."""
    for items in main.find_all(["menu", "dir"]):
        items.name = "ul"
    for items in main.find_all(["ul", "ol"]):
        for child in list(items.children):
            if not has_words(child) or (isinstance(child, Tag) and child.name == "li"):
                continue
            before = child.find_previous_sibling("li")
            if before:
                before.append(child.extract())
            else:
                child.wrap(Tag(name="li"))
    for item in main.find_all("li"):
        if not item.parent or item.parent.name not in {"ul", "ol"}:
            item.name = "div"


def even_terms(main: Tag) -> None:
    """A definition list is terms with plain definitions; any other becomes paragraphs with strong terms."""
    for terms in main.find_all("dl"):
        for group in terms.find_all("div", recursive=False):
            group.unwrap()
        if not plain_terms(terms):
            terms.name = "div"
    for part in main.find_all(["dt", "dd"]):
        if not part.parent or part.parent.name != "dl":
            strengthen(part) if part.name == "dt" else setattr(part, "name", "div")


def plain_terms(terms: Tag) -> bool:
    """Whether a list is terms, each with words and followed by definitions without blocks."""
    parts = [child for child in terms.children if has_words(child)]
    names = " ".join(part.name if isinstance(part, Tag) else "text" for part in parts)
    even = re.fullmatch(r"(?:dt(?: dd)+ ?)+", names)
    return bool(even) and all(words(part) and not blocks(part) for part in parts if isinstance(part, Tag))


def blocks(element: Tag) -> list[Tag]:
    """The blocks inside an element."""
    return list(element.find_all(BLOCK_NAMES))


def even_tables(main: Tag) -> None:
    """A table has rows and columns and holds no other; what only lays out a page becomes its parts."""
    for column in main.find_all(["col", "colgroup"]):
        column.unwrap()
    for caption in main.find_all("caption"):
        strengthen(caption)
        if table := caption.find_parent("table"):
            table.insert_before(caption.extract())
    tables = [table for table in main.find_all("table") if plain_table(table)]
    for part in main.find_all(["table", *TABLE_PARTS, "td", "th"]):
        if not any(around in tables for around in (part, *part.find_parents("table"))):
            part.name = "div"


def plain_table(table: Tag) -> bool:
    """Whether a table is at least two by two, with every part in its place."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    parts = [table, *table.find_all(list(TABLE_PARTS))]
    even = all(
        child.name in TABLE_PARTS.get(part.name, ROWS) if isinstance(child, Tag) else not has_words(child)
        for part in parts
        for child in part.children
    )
    return even and not table.find("table") and len(rows) > 1 and max(map(len, rows)) > 1


def even_headings(main: Tag) -> None:
    """Headings begin at level 2 and never skip one; inside lists, tables and quotes they are strong paragraphs."""
    for heading in main.find_all(HEADINGS):
        if blocks(heading):
            heading.name = "div"
        elif heading.find_parent(INSIDE) or not words(heading):
            strengthen(heading)
    found = main.find_all(HEADINGS)
    shift = 2 - min((int(heading.name[1]) for heading in found), default=2)
    before = 1
    for heading in found:
        before = min(int(heading.name[1]) + shift, before + 1, 6)
        heading.name = f"h{before}"


def strengthen(element: Tag) -> None:
    """Turn an element into a strong paragraph."""
    strong = Tag(name="strong")
    strong.extend(list(element.contents))
    element.name = "p"
    element.append(strong)


def join_neighbors(main: Tag) -> None:
    """Two strong words side by side are one strong run: between them Markdown's marks would stand as text."""
    for kind in (STRONG, EMPHASIS, INLINE_CODE):
        for element in main.find_all(kind):
            while isinstance(after := element.next_sibling, Tag) and after.name in kind:
                element.extend(list(after.contents))
                after.extract()
