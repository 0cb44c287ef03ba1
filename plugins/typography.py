"""Typographic quotes, dashes and ellipses: typogrify, run over text alone.

Let loose on HTML it rewrites comments, attributes, JSON-LD, MathML and addresses. Here every tag and everything that is
not prose becomes an opaque token first, so that it sees words and nothing else. Its filters for capitals, ampersands and
widows stay off: they add markup that no reader needs, and CSS keeps words together better.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from itertools import chain, zip_longest

from typogrify.filters import smartypants

OPAQUE = re.compile(
    r"<!--.*?-->"
    r"|<(?P<tag>code|kbd|math|pre|samp|script|style|svg|textarea)\b.*?</(?P=tag)\s*>"
    r"""|<(?:[^<>"']|"[^"]*"|'[^']*')*>"""
    r"|\b(?:https?://|mailto:|www\.)[^\s<>]*[^\s<>.,;:!?)\"']",
    re.DOTALL | re.IGNORECASE,
)
CHANGED = re.compile(r"[\"'`\\]|--|[–—]|\.\.\.|\. \. \.|&#8(?:211|212|216|217|220|221|230);")
LEADING_APOSTROPHE = re.compile(r"(?<!\w)'(?=(?:tis|twas|til|cause|em|n|\d\ds?)\b)", re.IGNORECASE)
FEET_AND_INCHES = re.compile(r"(?<!\w)(\d+)'(\d+)\"")
QUOTE_AFTER_DASH = re.compile(r"(?<=&#821[12];)[\"'](?=\w)")
MADE = re.compile(r"&#82(?:11|12|16|17|20|21|30);")
EN, EM, APOSTROPHE = "&#8211;", "&#8212;", "&#8217;"


def typeset(html: str) -> str:
    """HTML with typographic punctuation in its prose; tags, code, addresses and comments stay byte for byte."""
    runs, tags, at = list[str](), list[str](), 0
    for tag in OPAQUE.finditer(html):
        runs.append(html[at : tag.start()])
        tags.append(tag[0])
        at = tag.end()
    runs.append(html[at:])
    return "".join(chain.from_iterable(zip_longest(curled(runs), tags, fillvalue="")))


def curled(runs: list[str]) -> list[str]:
    """The runs of text between tags, with typogrify's punctuation.

    It sees only the runs that hold something it changes, each with the last character before it, which is all that it
    looks at beyond a run: the outcome is that of running it over everything, at a fraction of the time.
    """
    before, chosen, source = "", list[int](), ""
    for number, run in enumerate(runs):
        if CHANGED.search(run) and "<" not in run:
            chosen.append(number)
            source += f"<c>{before}<r>{prepare(run, before)}"
        before = run[-1:] or before
    made = MADE.sub(lambda entity: unescape(entity[0]), smartypants(source)) if chosen else ""
    curled_runs = dict(zip(chosen, re.split("<[cr]>", made)[2::2], strict=True))
    return [curled_runs.get(number, run) for number, run in enumerate(runs)]


def prepare(run: str, before: str) -> str:
    """What typogrify gets wrong, settled before it runs: dashes by the number of hyphens, primes, quotes and apostrophes."""
    text = run.replace("---", EM).replace("--", EN).replace("—", EM).replace("–", EN)
    text = FEET_AND_INCHES.sub("\\1′\\2″", text)
    if before.isalnum() and text.startswith("'"):
        text = APOSTROPHE + text[1:]
    text = LEADING_APOSTROPHE.sub(APOSTROPHE, text)
    return QUOTE_AFTER_DASH.sub(lambda quote: "&#8220;" if quote[0] == '"' else "&#8216;", text)


@lru_cache(maxsize=16_384)  # titles stand on many pages
def typeset_text(text: str) -> str:
    """Plain text with typographic punctuation, for titles and summaries; a ``<`` in it stays a character."""
    if not CHANGED.search(text):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return typeset(escaped).replace("&lt;", "<").replace("&amp;", "&")
