"""Glossary links: the first use of each term in an article leads to its definition.

The terms come from ``content/glossary.md``, a Markdown definition list; further names of a term stand on lines of their
own above the definition.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from itertools import groupby

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.callouts import HEADINGS
from plugins.findings import Findings

PATH = "glossary.md"
TARGET = "{glossary}"
CLOSED = HEADINGS | {"a", "abbr", "cite", "code", "dt", "kbd", "pre", "sup", "svg", "th"}


def term_id(term: str) -> str:
    """The address of a term on the glossary page."""
    return slugify(term, "-")


def term_names(text: str) -> dict[str, str]:
    """Every name of every term in a glossary's file, in lower case, with the id of its entry."""
    names: dict[str, str] = {}
    for entry in re.finditer(r"^(?P<terms>(?:[^\s:].*\n)+):[ \t]", text, re.MULTILINE):
        lines = entry["terms"].strip().split("\n")
        for name in lines:
            names.setdefault(name.strip().lower(), term_id(lines[0]))
    return names


def pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Matches any name as a whole word, also in the plural, the longest first; by first letters, which is quicker."""
    ordered = sorted(names, key=lambda name: (name[0], -len(name), name))
    groups = groupby(ordered, key=lambda name: name[0])
    choices = (f"{re.escape(first)}(?:{'|'.join(re.escape(name[1:]) for name in group)})" for first, group in groups)
    return re.compile(rf"(?<![\w-])({'|'.join(choices)})s?(?![\w-])")


def lower(text: str) -> str:
    """The text in lower case, character for character: of all letters, only İ would become two."""
    return text.replace("İ", "i").lower()


class GlossaryTreeprocessor(Treeprocessor):
    """Links the first use of each term."""

    def __init__(self, md: Markdown, findings: Findings, names: Mapping[str, str]) -> None:
        super().__init__(md)
        self.findings = findings
        self.names = names
        self.pattern = pattern(names)

    def run(self, root: ET.Element) -> None:
        """Walk the prose in the order of reading; a term that the article defines itself needs no link."""
        if self.findings.kind == "glossary":
            return
        own = {term_id(box.title) for box in self.findings.boxes if box.kind == "definition"}
        body = lower(self.findings.source.body)
        there = {name: entry for name, entry in self.names.items() if name in body and entry not in own}
        unused = dict(there)
        self.link(root, unused)
        self.findings.terms += sorted(set(there.values()) - set(unused.values()))

    def link(self, element: ET.Element, unused: dict[str, str]) -> None:
        """Link terms in an element and in all below it that may hold a link, until each is linked."""
        if unused and element.text:
            element.text = self.link_run(element, 0, element.text, unused)
        for child in list(element) if unused else ():
            if is_open(child):
                self.link(child, unused)
            if child.tail:
                child.tail = self.link_run(element, list(element).index(child) + 1, child.tail, unused)

    def link_run(self, parent: ET.Element, index: int, text: str, unused: dict[str, str]) -> str:
        """Put a link into one run of text, and go on behind it; returns the text that stays before the link."""
        words = lower(text)
        if not any(name in words for name in unused):
            return text
        for match in self.pattern.finditer(words):
            if entry := unused.get(match[1]):
                for name in [name for name in unused if unused[name] == entry]:
                    del unused[name]
                link = ET.Element("a", {"class": "term", "href": f"{TARGET}{entry}"})
                link.text = AtomicString(text[match.start() : match.end()])
                parent.insert(index, link)
                link.tail = self.link_run(parent, index + 1, text[match.end() :], unused)
                return text[: match.start()]
        return text


def is_open(element: ET.Element) -> bool:
    """Whether the element's text may hold a link: no heading, no link, no title, and no emergency box."""
    name = element.get("class")
    return element.tag not in CLOSED and (
        not name or ("callout__title" not in name and "callout--emergency" not in name)
    )


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
