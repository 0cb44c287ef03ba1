"""Typographic quotes, dashes and ellipses: typogrify, run over text alone.

Let loose on HTML it rewrites comments, attributes, JSON-LD, MathML and addresses. Here every tag and everything that is
not prose becomes an opaque token first, so that it sees words and nothing else. Its filters for capitals, ampersands and
widows stay off: they add markup that no reader needs, and CSS keeps words together better.
"""

from __future__ import annotations

import re
from html import unescape

from typogrify.filters import smartypants

OPAQUE = re.compile(
    r"<!--.*?-->"
    r"|<(?P<tag>code|kbd|math|pre|samp|script|style|svg|textarea)\b.*?</(?P=tag)\s*>"
    r"""|<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
    r"|\b(?:https?://|mailto:|www\.)[^\s<>]*[^\s<>.,;:!?)\"']",
    re.DOTALL | re.IGNORECASE,
)
TOKEN = re.compile(r"<\d+>")
LEADING_APOSTROPHE = re.compile(r"(?<![\w>])'(?=(?:tis|twas|cause|em|\d\ds?)\b)", re.IGNORECASE)
FEET_AND_INCHES = re.compile(r"(?<!\w)(\d+)'(\d+)\"")
MADE = re.compile(r"&#82(?:11|12|16|17|20|21|30);")
EN, EM, APOSTROPHE = "&#8211;", "&#8212;", "&#8217;"


def typeset(html: str) -> str:
    """HTML with typographic punctuation in its prose; tags, code, addresses and comments stay byte for byte."""
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"<{len(kept) - 1}>"

    text = OPAQUE.sub(hide, html)
    text = smartypants(prepare(text))
    text = MADE.sub(lambda entity: unescape(entity[0]), text)
    restored = iter(kept)
    return TOKEN.sub(lambda _: next(restored), text)


def prepare(text: str) -> str:
    """What typogrify gets wrong, settled before it runs: dashes by the number of hyphens, primes, apostrophes."""
    text = text.replace("---", EM).replace("--", EN).replace("—", EM).replace("–", EN)
    text = FEET_AND_INCHES.sub("\\1′\\2″", text)
    return LEADING_APOSTROPHE.sub(APOSTROPHE, text)


def typeset_text(text: str) -> str:
    """Plain text with typographic punctuation, for titles and summaries; a ``<`` in it stays a character."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return typeset(escaped).replace("&lt;", "<").replace("&amp;", "&")
