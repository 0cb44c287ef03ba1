"""Headings: each gets an id from its words, and those of sections are kept for the page's list of contents."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import remove_fnrefs, render_inner_html, slugify, strip_tags, unique
from markdown.treeprocessors import Treeprocessor

from plugins.findings import Findings
from plugins.trees import headings

WORDS = re.compile(r"[^<>&\x02\s]+(?: [^<>&\x02\s]+)*")
SECTION = "h2"  # the page's title is h1


class HeadingTreeprocessor(Treeprocessor):
    """Does what Markdown's own ``toc`` does for ids, and makes no list: the page's template has one."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: ET.Element) -> None:
        """Give every heading of the text an id; boxes' titles have theirs."""
        used = {element.get("id", "") for element in root.iter()}
        counters: dict[str, int] = {}
        for heading in headings(root):
            text = "" if len(heading) else heading.text or ""
            plain = WORDS.fullmatch(text)  # such a heading needs no rendering
            html = text if plain else render_inner_html(remove_fnrefs(heading), self.md)
            if "id" not in heading.attrib:
                words = text if plain else unescape(strip_tags(html))
                heading.set("id", unique(slugify(words, "-"), used, counters))  # type: ignore[call-arg]  # (its stubs are older)
            if heading.tag == SECTION:
                self.findings.sections.append((heading.get("id", ""), html))


class HeadingExtension(Extension):
    """Adds the ids of headings to Markdown."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register behind attribute lists (8), which may give ids."""
        md.treeprocessors.register(HeadingTreeprocessor(md, self.findings), "heading", 5)
