"""Markdown's own parsers, kept from looking for what is not there: most of a text is words, most files use few signs.

What comes out is what Markdown makes without this module, byte for byte; a property test holds it to that.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor, FencedCodeExtension
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString, Registry

from plugins.findings import Findings

Signed = list[tuple[Any, AbstractSet[str]]]  # processors, each with the signs of which a text must hold one
ALWAYS = frozenset({""})
BLOCKS = {  # a text without any of these signs holds no such block
    "defindent": {"\n:", " :"},
    "deflist": {"\n:", " :"},
    "footnote": {"[^"},
    "hashheader": {"#"},
    "quote": {">"},
    "reference": {"]:"},
    "table": {"|"},
}
GUARDED = {  # nor a block without these such a heading or rule; with their priorities
    "hashheader": (("#",), 70),
    "setextheader": (("\n=", "\n-"), 60),
    "hr": (("-", "_", "*"), 50),
}
PATTERNS = {  # nor one without these any such pattern
    "backtick": {"`"},
    "escape": {"\\"},
    "citation": {"[@"},
    "footnote": {"[^"},
    "reference": {"["},
    "link": {"["},
    "image_link": {"!["},
    "image_reference": {"!["},
    "short_reference": {"["},
    "short_image_ref": {"!["},
    "autolink": {"<"},
    "automail": {"<"},
    "linebreak": {"  \n"},
    "html": {"<"},
    "entity": {"&"},
}
WORDS = re.compile(r"[^`\\\[<&*_]*")  # without any sign of a pattern but for the line break's
ATTRIBUTES = re.compile(r"\{(?!(?:filename|static)\})")  # links to files begin with a brace too


class QuickMarkdown(Markdown):
    """Markdown that knows its block elements by the names that it gives them itself: raw HTML never comes here."""

    def is_block_level(self, tag: Any) -> bool:  # noqa: ANN401 (Markdown's)
        """Whether an element is a block."""
        return tag in self.block_names

    @cached_property
    def block_names(self) -> frozenset[str]:
        """The names of blocks."""
        return frozenset(self.block_level_elements)


class QuickNormalizer(NormalizeWhitespace):
    """Makes spaces of tabs and empties lines of spaces; all else is in order already."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with two empty ones at the end."""
        expanded = [line.expandtabs(self.md.tab_length) if "\t" in line else line for line in lines]
        return [*expanded[:1], *(line if line.strip(" ") else "" for line in expanded[1:]), "", ""]


class Chooser(Preprocessor):
    """Runs last, and leaves out the block processors for which the text holds no sign."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings
        self.blocks = with_signs(md.parser.blockprocessors, BLOCKS)

    def run(self, lines: list[str]) -> list[str]:
        """The lines as they are."""
        boxes = (line for box in self.findings.boxes for line in box.body)
        self.md.parser.blockprocessors = chosen(self.blocks, "\n".join(["", *lines, *boxes]))  # type: ignore[assignment]  # (it is only iterated)
        return lines


def chosen(processors: Signed, text: str) -> list[Any]:
    """The processors for which a text holds a sign."""
    present = {sign for sign in frozenset[str]().union(*(signs for _, signs in processors)) if sign in text}
    return [processor for processor, signs in processors if signs & present]


def with_signs(processors: Registry[Any], signs: Mapping[str, set[str]]) -> Signed:
    """The processors in order, each with the signs of which a text must hold one."""
    places = {processors.get_index_for_name(name): found for name, found in signs.items()}
    return [(processor, places.get(place, ALWAYS)) for place, processor in enumerate(processors)]


class Guarded(BlockProcessor):
    """Tries another processor on the blocks that hold a sign which it needs."""

    def __init__(self, inner: BlockProcessor, signs: tuple[str, ...]) -> None:
        super().__init__(inner.parser)
        self.inner = inner
        self.signs = signs

    def test(self, parent: ET.Element, block: str) -> bool:
        """Whether the block is one of its own."""
        for sign in self.signs:
            if sign in block:
                return self.inner.test(parent, block)
        return False

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        """Do what the other does."""
        return self.inner.run(parent, blocks)


class QuickInlineProcessor(InlineProcessor):
    """Goes past the texts that are words, and leaves out the patterns for which the others hold no sign."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.patterns = with_signs(md.inlinePatterns, PATTERNS)

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """Apply the inline patterns."""
        others = list[str]()
        for element in tree.iter():
            if element.text and "  \n" not in element.text and WORDS.fullmatch(element.text):
                element.text = AtomicString(element.text)
            else:
                others.append(element.text or "")
            others.append(element.tail or "")
        self.inlinePatterns = chosen(self.patterns, "\n".join(others))  # type: ignore[assignment]  # (it is only read)
        return super().run(tree, ancestors)


class QuickFencedBlockPreprocessor(FencedBlockPreprocessor):
    """Looks for blocks of code in files that hold a fence."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md, FencedCodeExtension().getConfigs())
        self.findings = findings

    def run(self, lines: list[str]) -> list[str]:
        """The lines without the blocks."""
        body = self.findings.source.body
        return super().run(lines) if "```" in body or "~~~" in body else lines


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


class QuickExtension(Extension):
    """Puts these in the place of Markdown's own; comes last, when all others are there."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register each under the plain one's name and priority."""
        md.preprocessors.register(QuickNormalizer(md), "normalize_whitespace", 30)
        md.preprocessors.register(QuickFencedBlockPreprocessor(md, self.findings), "fenced_code_block", 25)
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
        md.treeprocessors.register(QuickAttrListTreeprocessor(md, self.findings), "attr_list", 8)
        md.treeprocessors.register(QuickUnescapeTreeprocessor(md, self.findings), "unescape", 0)
        for name, (signs, priority) in GUARDED.items():
            guarded = Guarded(md.parser.blockprocessors[name], signs)
            md.parser.blockprocessors.register(guarded, name, priority)
        md.preprocessors.register(Chooser(md, self.findings), "chooser", 0)
