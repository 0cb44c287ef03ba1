"""Markdown's own parsers, kept from looking for what is not there: most of a text is words, most files use few signs."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from plugins.findings import Findings

PATTERNS = {
    "backtick": "`",
    "escape": "\\",
    "citation": "[@",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
}
ATTRIBUTES = re.compile(r"\{(?!(?:filename|static)\})")  # links to files begin with a brace too
SIGN = re.compile(r"[`\\\[<&*_]|  \n")  # a text without them is words, and matches no pattern


class QuickInlineProcessor(InlineProcessor):
    """Leaves out the patterns that need a sign which the file does not hold, and the texts that are words."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings
        self.needs = {md.inlinePatterns.get_index_for_name(name): sign for name, sign in PATTERNS.items()}

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """Apply the inline patterns."""
        body, needs = self.findings.source.body, self.needs
        self.inlinePatterns = [
            pattern for place, pattern in enumerate(self.md.inlinePatterns) if needs.get(place, "") in body
        ]
        for element in tree.iter():
            if element.text and not SIGN.search(element.text):
                element.text = AtomicString(element.text)
        return super().run(tree, ancestors)


class QuickAttrListTreeprocessor(AttrListTreeprocessor):
    """Looks for attributes in files with braces."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, doc: ET.Element) -> None:
        """Take the attributes out of the text."""
        if ATTRIBUTES.search(self.findings.source.body):
            super().run(doc)


class QuickUnescapeTreeprocessor(UnescapeTreeprocessor):
    """Undoes escapes in files with backslashes."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: ET.Element) -> None:
        """Put the characters back."""
        if "\\" in self.findings.source.body:
            super().run(root)


class HeadingTreeprocessor(TocTreeprocessor):
    """Gives headings their ids, and makes no list of contents: the page's template has its own."""

    def build_toc_div(self, toc_list: list[Any]) -> ET.Element:
        """Nothing."""
        return ET.Element("div")


class HeadingExtension(TocExtension):
    """Adds the ids of headings to Markdown."""

    TreeProcessorClass = HeadingTreeprocessor


class QuickExtension(Extension):
    """Puts these in the place of Markdown's own; comes last, when all others are there."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register each under the plain one's name and priority."""
        md.treeprocessors.register(QuickInlineProcessor(md, self.findings), "inline", 20)
        md.treeprocessors.register(QuickAttrListTreeprocessor(md, self.findings), "attr_list", 8)
        md.treeprocessors.register(QuickUnescapeTreeprocessor(md, self.findings), "unescape", 0)
