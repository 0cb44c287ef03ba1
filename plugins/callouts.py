"""Callouts: the HTML of a box, and the extension that adds boxes to Markdown."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from plugins.callout_kinds import KINDS
from plugins.callout_parser import PLACEHOLDER, CalloutPreprocessor
from plugins.findings import Box, Findings

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


class CalloutBlockProcessor(BlockProcessor):
    """Turns a placeholder into the box."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md.parser)
        self.findings = findings

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether the block is a placeholder."""
        return block.startswith(PLACEHOLDER)

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Add the box to its parent."""
        place = int(blocks.pop(0).removeprefix(PLACEHOLDER))
        box, name = self.findings.boxes[place], title_id(place + 1)
        div = ET.SubElement(parent, "div", callout_attributes(box, name))
        add_title(div, box, name, heading_level(parent), self.findings.word(f"kind_{box.kind}"))
        self.parser.parseChunk(div, "\n".join(box.body))
        if box.kind == "dont":
            for item in (item for part in div if part.tag in {"ul", "ol"} for item in part):
                say_do_not(item, self.findings)


def callout_attributes(box: Box, title: str) -> dict[str, str]:
    """The attributes of the box: a note, named by its title.

    Readers' views of browsers drop a box of which a fifth is links, unless one of its classes says "body" or the like.
    """
    name = f"callout callout--{box.kind} body"
    return {"class": name, "role": "note", "id": box.id, "aria-labelledby": title}


def title_id(number: int) -> str:
    """The id of a box's title, which names the box: short, for every page is full of them."""
    return f"t{number}"


def add_title(div: ET.Element, box: Box, name: str, level: int, says: str) -> None:
    """The title: a heading in safety kinds, else a paragraph. What it ``says`` first, its label, is part of its text."""
    kind = KINDS[box.kind]
    tag = f"h{level}" if kind.heading else "p"
    title = ET.SubElement(div, tag, {"class": "callout__title", "id": name})
    icon = ET.SubElement(title, "svg", {"aria-hidden": "true"})
    ET.SubElement(icon, "use", {"href": f"#icon-{kind.name}"})
    label = ET.SubElement(title, "b")
    label.text = f"{says}:" if box.title else says
    label.tail = f" {box.title}" if box.title else ""


def heading_level(parent: ET.Element) -> int:
    """One below the nearest heading before; 2 where there is none (the page's title is 1)."""
    before = next((child for child in reversed(parent) if child.tag in HEADINGS), None)
    return min(int(before.tag[1]) + 1, 6) if before is not None else 2


def say_do_not(item: ET.Element, findings: Findings) -> None:
    """An item of a ``dont`` box says "do not" in words, so that it means the same out of the box."""
    holder = item if item.text and item.text.strip() else item.find("p")
    said = rf"[\s*_]*(?:{findings.language.says_no})\b"
    if holder is not None and holder.text and not re.match(said, holder.text, re.IGNORECASE):
        text = holder.text.lstrip()
        keep_case = text[1:2].isupper() or text[:2] in {"I ", "I'", "I’"}
        words = text if keep_case else text[:1].lower() + text[1:]
        holder.text = findings.word("do_not").format(text=words)


class CalloutExtension(Extension):
    """Adds callouts to Markdown."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register both processors: before fenced code (25), and before every other block."""
        md.preprocessors.register(CalloutPreprocessor(md, self.findings), "callout", 27)
        md.parser.blockprocessors.register(CalloutBlockProcessor(md, self.findings), "callout", 110)
