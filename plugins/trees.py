"""Questions to ask of a finished tree."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from plugins.callouts import HEADINGS

SPACE_BEFORE = re.compile(r"\s+([.,;:])")


def headings(root: ET.Element) -> list[ET.Element]:
    """Every heading of the text, those of boxes left out."""
    return [each for each in root.iter() if each.tag in HEADINGS and each.get("class") != "callout__title"]


def is_mark(element: ET.Element) -> bool:
    """Whether an element is a mark of a reference or a footnote."""
    return element.tag == "sup" and len(element) > 0 and element[0].tag == "a"


def without_citations(element: ET.Element) -> str:
    """The words of an element as the writer typed them, without its reference marks."""
    parts = [element.text or ""]
    for child in element:
        parts += ["" if is_mark(child) else without_citations(child), child.tail or ""]
    return SPACE_BEFORE.sub(r"\1", " ".join("".join(parts).split()))
