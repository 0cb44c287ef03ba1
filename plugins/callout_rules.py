"""Rules of use: what health publishers write in prose about their boxes, checked on the finished tree."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from itertools import pairwise

from plugins.callout_kinds import CARE_LEVELS, KINDS
from plugins.callouts import HEADINGS
from plugins.findings import Box, Findings
from plugins.languages import DEFAULT, Language

MOST_WORDS, MOST_ITEMS = 80, 7
CAUTIONS = 2
LISTS = {"ul", "ol"}
Note = Callable[[Box, str, str, str], None]


def check_rules(findings: Findings, root: ET.Element, *, article: bool) -> None:
    """Note every breach of the rules of use in one file."""
    boxes = {box.id: box for box in findings.boxes}

    def note(box: Box, code: str, message: str, hint: str) -> None:
        findings.source.problem(box.line, code, message, hint, warning=code == "callout-length")

    for box, div in placed(root, boxes):
        check_body(box, div, findings.language, note)
    check_counts(findings.boxes, note)
    check_neighbors(root, boxes, note)
    if article:
        check_key(findings, root, boxes)


def placed(root: ET.Element, boxes: dict[str, Box]) -> Iterator[tuple[Box, ET.Element]]:
    """Each box with its element."""
    for element in root.iter("div"):
        if is_box(element) and element.get("id") in boxes:
            yield boxes[element.get("id", "")], element


def is_box(element: ET.Element) -> bool:
    """Whether an element is a callout."""
    return element.get("class", "").startswith("callout ")


def plain(element: ET.Element) -> str:
    """The words of an element."""
    return " ".join("".join(element.itertext()).split())


def check_body(box: Box, div: ET.Element, language: Language, note: Note) -> None:
    """The rules for one box alone."""
    body = list(div)[1:]
    items = list(div.iter("li"))
    if box.kind in CARE_LEVELS and not says_when(box.title, language):
        note(
            box,
            "callout-care-title",
            f"the {box.kind} title does not say what to do and when",
            "end it in " + " or ".join(f'"{ending}"' for ending in language.care),
        )
    if box.kind in CARE_LEVELS and any(child.tag not in LISTS for child in body):
        note(
            box,
            "callout-care-list",
            f"the {box.kind} box holds more than a list",
            "one sign an item, each line after a hyphen",
        )
    if KINDS[box.kind].title_optional and any(child.tag not in LISTS for child in body):
        note(
            box,
            "callout-list",
            f"the {box.kind} box holds more than a list",
            "one thing an item, each line after a hyphen",
        )
    links = [link for link in div.iter("a") if not link.get("href", "").startswith("tel:")]
    if box.kind == "emergency" and links:
        note(
            box,
            "callout-emergency-link",
            "a link in the emergency box",
            "only telephone links (tel:911) are allowed; cite in the text before it",
        )
    english = language.code == DEFAULT
    if english and box.kind == "do" and any(re.match(r"do\b", plain(item), re.IGNORECASE) for item in items):
        note(box, "callout-do-item", 'an item of the do box begins with "do"', "begin with the verb")
    if box.kind == "definition" and any(plain(child).lower().startswith(box.title.lower()) for child in body[:1]):
        note(box, "callout-definition", "the definition begins with the term", "plain words first, then the term")
    words = sum(len(plain(child).split()) for child in body)
    if words > MOST_WORDS or len(items) > MOST_ITEMS:
        note(
            box,
            "callout-length",
            f"the box holds {words} words and {len(items)} items",
            f"up to {MOST_WORDS} words and {MOST_ITEMS} items read well",
        )


def says_when(title: str, language: Language) -> bool:
    """Whether the title of a box says when to act."""
    return any(re.search(rf"\b{re.escape(ending)}$", title) for ending in language.care)


def check_counts(boxes: list[Box], note: Note) -> None:
    """Too many warnings are read as none."""
    for kind, most in {"caution": CAUTIONS, **dict.fromkeys(CARE_LEVELS, 1)}.items():
        for box in [box for box in boxes if box.kind == kind][most:]:
            note(
                box,
                "callout-too-many",
                f"more than {most} {kind} box{'es' if most > 1 else ''}",
                "join them or drop one",
            )


def check_neighbors(root: ET.Element, boxes: dict[str, Box], note: Note) -> None:
    """Boxes stand apart; a headed box ends its section, for its heading would claim what follows."""
    for before, after in pairwise([*root, None]):
        box = boxes.get(before.get("id", "")) if before is not None and is_box(before) else None
        if not box or after is None or after.tag in HEADINGS or after.get("class") == "footnote":
            continue
        if is_box(after):
            pair = {box.kind, boxes[after.get("id", "")].kind} if after.get("id") in boxes else set()
            if pair != {"do", "dont"}:
                note(
                    boxes.get(after.get("id", ""), box),
                    "callout-adjacent",
                    "two callouts with nothing between them",
                    "put a paragraph or heading between",
                )
        elif KINDS[box.kind].heading:
            note(
                box,
                "callout-section-end",
                f"text follows the {box.kind} box in its section",
                "put the box last, or a heading after it",
            )


def check_key(findings: Findings, root: ET.Element, boxes: dict[str, Box]) -> None:
    """One ``key`` box, the article's main message, before the second section."""
    keys = [box for box in findings.boxes if box.kind == "key"]
    for box in keys[1:]:
        findings.source.problem(box.line, "callout-key", "more than one key box", "an article has one main message")
    sections = 0
    for child in root:
        sections += child.tag == "h2"
        if is_box(child) and child.get("id") in boxes and boxes[child.get("id", "")].kind == "key":
            if sections > 1:
                line = boxes[child.get("id", "")].line
                findings.source.problem(
                    line, "callout-key", "the key box stands late", "put it before the second ## heading"
                )
            return
    if not keys:
        findings.source.problem(
            findings.source.start, "callout-key", "the article has no key box", "add > [!key] with its main message"
        )
