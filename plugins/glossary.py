"""Glossary links: the first use of each term in an article leads to its definition.

The terms come from ``content/glossary.md``, a Markdown definition list; further names of a term stand on lines of their
own above the definition.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.callouts import HEADINGS
from plugins.findings import Findings

TARGET = "{glossary}"
CLOSED = HEADINGS | {"a", "abbr", "cite", "code", "dt", "kbd", "pre", "sup", "svg", "th"}


def term_id(term: str) -> str:
    """The address of a term on the glossary page."""
    return slugify(term, "-")


def term_names(body: str) -> dict[str, str]:
    """Every name of every term in a glossary's Markdown, in lower case, with the id of its entry."""
    names: dict[str, str] = {}
    for entry in re.finditer(r"^(?P<terms>(?:[^\s:].*\n)+):[ \t]", body, re.MULTILINE):
        lines = entry["terms"].strip().split("\n")
        for name in lines:
            names.setdefault(name.strip().lower(), term_id(lines[0]))
    return names


def pattern(names: Mapping[str, str]) -> re.Pattern[str]:
    """Matches any name as a whole word, also in the plural, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})s?(?![\w-])", re.IGNORECASE)


class GlossaryTreeprocessor(Treeprocessor):
    """Links the first use of each term."""

    def __init__(self, md: Markdown, findings: Findings, names: Mapping[str, str]) -> None:
        super().__init__(md)
        self.findings = findings
        self.names = names
        self.pattern = pattern(names)

    def run(self, root: ET.Element) -> None:
        """Walk the prose in the order of reading; a term that the article defines itself needs no link."""
        own = {term_id(box.title) for box in self.findings.boxes if box.kind == "definition"}
        linked = set(own)
        self.link(root, linked)
        self.findings.terms += sorted(linked - own)

    def link(self, element: ET.Element, linked: set[str]) -> None:
        """Link terms in an element and in all below it that may hold a link."""
        element.text = self.link_run(element, 0, element.text or "", linked)
        for child in list(element):
            if is_open(child):
                self.link(child, linked)
            child.tail = self.link_run(element, list(element).index(child) + 1, child.tail or "", linked)

    def link_run(self, parent: ET.Element, index: int, text: str, linked: set[str]) -> str:
        """Put a link into one run of text, and go on behind it; returns the text that stays before the link."""
        for match in self.pattern.finditer(text):
            name = self.names[match[1].lower()]
            if name not in linked:
                linked.add(name)
                link = ET.Element("a", {"class": "term", "href": f"{TARGET}{name}"})
                link.text = AtomicString(match[0])
                parent.insert(index, link)
                link.tail = self.link_run(parent, index + 1, text[match.end() :], linked)
                return text[: match.start()]
        return text


def is_open(element: ET.Element) -> bool:
    """Whether the element's text may hold a link: no heading, no link, no title, and no emergency box."""
    name = element.get("class", "")
    return element.tag not in CLOSED and "callout__title" not in name and "callout--emergency" not in name


class GlossaryExtension(Extension):
    """Adds glossary links to Markdown."""

    def __init__(self, findings: Findings, names: Mapping[str, str]) -> None:
        super().__init__()
        self.findings = findings
        self.names = names

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register after inline parsing (20), when text is text."""
        if self.names:
            md.treeprocessors.register(GlossaryTreeprocessor(md, self.findings, self.names), "glossary", 16)
