"""Pieces of a finished text that are shown again elsewhere: the bodies of its boxes, the entries of a glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from plugins.prose import Passage

BOX = re.compile(r'<div aria-labelledby="[^"]*" class="callout [^"]*" id="(?P<id>[^"]*)" role="note">')
DIV = re.compile(r"<(/?)div\b")
TITLE_END = re.compile(r"</(?:p|h[1-6])>\s*")
DEFINITION_PART = re.compile(r"<(d[td])\b[^>]*>(.*?)</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
MARK = re.compile(r"(?<!\s)\s*<sup(?: id=\"[^\"]*\")?><a .*?</sup>", re.DOTALL)  # of a reference or a footnote


def box_bodies(html: str) -> dict[str, str]:
    """The HTML below the title of each callout, by the callout's id."""
    bodies = {}
    for box in BOX.finditer(html):
        start = TITLE_END.search(html, box.end())
        if start:
            bodies[unescape(box["id"])] = html[start.end() : end_of_div(html, box.end())].strip()
    return bodies


def end_of_div(html: str, start: int) -> int:
    """Where the ``div`` ends that was opened just before ``start``."""
    depth = 1
    for tag in DIV.finditer(html, start):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.start()
    return len(html)


def definition_entries(html: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The names and the HTML of each entry of the definition lists in a text."""
    names: list[str] = []
    for tag, inner in DEFINITION_PART.findall(html):
        if tag == "dt":
            names.append(" ".join(unescape(TAG.sub("", inner)).split()))
        elif names:
            yield tuple(names), inner.strip()
            names = []


def first_sentence(html: str) -> str:
    """The first sentence of a text, plain, without marks of references."""
    words = " ".join(unescape(TAG.sub("", MARK.sub("", html))).split())
    return next((sentence for _, sentence in Passage(1, words).sentences()), "")
