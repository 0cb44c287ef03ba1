"""Figures and tables: an image alone in its paragraph becomes a figure; a table can be scrolled on a narrow screen."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from plugins.findings import Findings

FIGURE = re.compile(
    r'!\[(?P<alt>[^\]]*)\]\((?P<src>[^\s()]+)(?:\s+"(?P<caption>.*)")?\)[ \t]*(?:\{#(?P<id>[a-z0-9-]+)\})?'
)
ALIGNMENT = re.compile(r"text-align: (left|center|right);")


class FigureBlockProcessor(BlockProcessor):
    """``![alternative](address "Caption.")`` alone in a block; the caption may hold Markdown."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether the block is one image and nothing else."""
        return FIGURE.fullmatch(block.strip()) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Add the figure."""
        found = FIGURE.fullmatch(blocks.pop(0).strip())
        assert found  # noqa: S101 (test() said so)
        figure = ET.SubElement(parent, "figure", {"class": "figure"} | ({"id": found["id"]} if found["id"] else {}))
        ET.SubElement(figure, "img", {"src": found["src"], "alt": " ".join(found["alt"].split())})
        if found["caption"]:
            ET.SubElement(figure, "figcaption").text = found["caption"]


class TableTreeprocessor(Treeprocessor):
    """Wraps tables in a focusable, scrollable group, and turns inline alignment into classes."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: ET.Element) -> None:
        """Wrap every table."""
        for parent in list(root.iter()) if next(root.iter("table"), None) is not None else ():
            for index, child in enumerate(list(parent)):
                if child.tag == "table" and parent.get("class") != "table":
                    parent[index] = wrapped(child, self.findings.word("table"))


def wrapped(table: ET.Element, label: str) -> ET.Element:
    """The table in its group, named by the table's own header cells."""
    headers = list(table.iter("th"))
    for cell in headers:
        cell.set("scope", "col")
    for cell in table.iter():
        if aligned := ALIGNMENT.fullmatch(cell.attrib.pop("style", "")):
            cell.set("class", aligned[1])
    name = ", ".join(" ".join("".join(cell.itertext()).split()) for cell in headers)
    group = ET.Element(
        "div", {"class": "table", "role": "group", "tabindex": "0", "aria-label": label.format(name=name)}
    )
    table.tail, group.tail = None, table.tail
    group.append(table)
    return group


class FigureExtension(Extension):
    """Adds figures and scrollable tables to Markdown."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register before paragraphs and after inline parsing."""
        md.parser.blockprocessors.register(FigureBlockProcessor(md.parser), "figure", 105)
        md.treeprocessors.register(TableTreeprocessor(md, self.findings), "scrollable-table", 17)
