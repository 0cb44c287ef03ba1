"""Marks that Markdown left standing in the text: each is a slip that would otherwise be printed as it is."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from plugins.findings import Findings

LEFTOVERS = (
    (r"!\[[^\]]*\]?", "image", "an image that Markdown could not read", 'write ![text]({static}/images/… "Caption.")'),
    (
        r"\[!\w*\]?",
        "callout-mark",
        "a callout's marker inside other text",
        "begin it on a line of its own, after a blank line",
    ),
    (r"^\s*(?:!!!|\?\?\?|///)", "callout-mark", "a box in a spelling that is not known", "write > [!kind] Title"),
    (
        r"\[(?:[^\[\]]*[^\w\[\]])?@\w[^\]]*\]?|\[@",
        "citation-malformed",
        "a citation that cannot be read",
        "write [@key] or [@one; @two]",
    ),
    (
        r"\[[^\[\]]+\]\[[^\[\]]*\]",
        "link-undefined",
        "a link whose address is nowhere defined",
        "write [words](address)",
    ),
    (
        r"\]\([^)]*\)?",
        "link-malformed",
        "a link that cannot be read",
        "write [words](address), without spaces in the address",
    ),
    (
        r"\{(?:filename|static|attach|glossary)\}",
        "link-malformed",
        "an address outside a link",
        "write [words]({filename}file.md)",
    ),
    (
        r"\{[:#.][^}]*\}?",
        "attribute-malformed",
        "attributes that belong to nothing",
        "write them at the end of a heading",
    ),
    (r"\[\^[^\]]+\]", "footnote-undefined", "a footnote that is nowhere written", "add a line [^1]: with its text"),
)
SIGNS = ("[", "]", "{", "}", "!!!", "???", "///")  # each of them holds one
CODE = {"code", "pre", "kbd", "samp"}
ATTRIBUTES = frozenset(
    [
        "alt",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "class",
        "colspan",
        "href",
        "id",
        "lang",
        "role",
        "rowspan",
        "scope",
        "src",
        "start",
        "tabindex",
        "title",
    ]
)


def check_leftovers(findings: Findings, root: ET.Element) -> None:
    """Note every mark left in prose, and every attribute that may not be set."""
    texts = list(prose(root))
    whole = "\n".join(texts)
    signs = [sign for sign in SIGNS if sign in whole]
    for text in dict.fromkeys(text for text in texts if any(sign in text for sign in signs)) if signs else ():
        for pattern, code, message, hint in LEFTOVERS:
            if found := re.search(pattern, text, re.MULTILINE):
                findings.problem(line_pattern(text, found), code, f"{message}: {found[0].strip()[:40]!r}", hint)
                break
    for element in root.iter():
        for name in element.attrib.keys() - ATTRIBUTES if element.attrib else ():
            findings.problem(
                rf"\{{[^}}]*\b{re.escape(name)}\b",
                "attribute",
                f"the attribute {name!r} is not allowed",
                "only #id and .class are",
            )


def line_pattern(text: str, found: re.Match[str]) -> str:
    """Finds the line of the source on which a mark stands: by the whole line of text around it."""
    start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    return re.escape(text[start : end if end >= 0 else len(text)].strip())


def prose(root: ET.Element) -> Iterator[str]:
    """Every run of text that is not code, and no mark of a reference."""
    for element in root.iter():
        if element.text and element.tag not in CODE and "aria-label" not in element.attrib:
            yield element.text
        if element.tail:
            yield element.tail
