"""Citations: ``[@key]`` and ``[@a; @b]`` become numbered, named links to the reference list.

Numbers follow the first use in the text. Whether a key exists is asked later, when all files are known.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from plugins.findings import KEY, Findings

CITATION = rf"\[({KEY}(?:;[ \n]*{KEY})*)\]"


class CitationInlineProcessor(InlineProcessor):
    """Marks each citation with its keys; numbers come when the whole tree is there, in the order of reading."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # type: ignore[override]  # noqa: N802 (Markdown's own signature)
        """An empty ``sup`` that carries the keys."""
        sup = ET.Element("sup", {"data-keys": m[1].replace("@", "")})
        return sup, m.start(0), m.end(0)


class CitationTreeprocessor(Treeprocessor):
    """Numbers the citations."""

    def __init__(self, md: Markdown, findings: Findings) -> None:
        super().__init__(md)
        self.findings = findings

    def run(self, root: ET.Element) -> None:
        """Fill every marked ``sup`` with its links, and note the keys by first use, with repetitions."""
        if next(root.iter("sup"), None) is None:
            return
        join_to_words(root)
        used: Counter[str] = Counter()
        numbers: dict[str, int] = {}
        for sup in root.iter("sup"):
            for key in re.split(r";\s*", sup.attrib.pop("data-keys", "")):
                if key:
                    used[key] += 1
                    number = numbers.setdefault(key, len(numbers) + 1)
                    add_link(sup, number, used[key], self.findings.word("reference_mark"))
                    self.findings.citations.append(key)


def join_to_words(root: ET.Element) -> None:
    """A reference mark stands on its word, whatever space the writer left before it."""
    for parent in root.iter():
        before: ET.Element | None = None
        for child in parent:
            if child.get("data-keys") and before is None:
                parent.text = (parent.text or "").rstrip()
            elif child.get("data-keys") and before is not None:
                before.tail = (before.tail or "").rstrip()
            before = child


def add_link(sup: ET.Element, number: int, use: int, name: str) -> None:
    """One link: ``[1]`` for the eye, "Reference 1" for the ear."""
    attributes = {"href": f"#r{number}", "id": citation_id(number, use), "aria-label": name.format(number=number)}
    link = ET.SubElement(sup, "a", attributes)
    link.text = f"[{number}]"


def citation_id(number: int, use: int) -> str:
    """The id of the nth use of a reference, to which the list links back."""
    return f"c{number}" if use == 1 else f"c{number}-{use}"


def citation_ids(number: int, uses: int) -> Iterator[str]:
    """The ids of all uses of a reference."""
    return (citation_id(number, use) for use in range(1, uses + 1))


class CitationExtension(Extension):
    """Adds citations to Markdown."""

    def __init__(self, findings: Findings) -> None:
        super().__init__()
        self.findings = findings

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        """Register before reference links (170), which would take ``[@a][@b]``; number after inline parsing (20)."""
        md.inlinePatterns.register(CitationInlineProcessor(CITATION, md), "citation", 178)
        md.treeprocessors.register(CitationTreeprocessor(md, self.findings), "citation", 18)
