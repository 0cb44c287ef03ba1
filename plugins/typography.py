"""Typographic quotes, dashes and ellipses: typogrify, run over text alone.

Its rules hold for English and for the Spanish of the United States, which sets the same quotes and dashes.

Let loose on HTML it rewrites comments, attributes, JSON-LD, MathML and addresses. Here every tag and everything that is
not prose becomes an opaque token first, so that it sees words and nothing else. Its filters for capitals, ampersands and
widows stay off: they add markup that no reader needs, and CSS keeps words together better.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from typogrify.filters import smartypants

NO_PROSE = "|".join(
    rf"{tag}\b.*?</{tag}" for tag in ["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea"]
)
OPAQUE = re.compile(
    rf"""(<(?:!--.*?--|(?i:{NO_PROSE})\s*|[^<>"']*+(?:"[^"]*"[^<>"']*+|'[^']*'[^<>"']*+)*+)>)""", re.DOTALL
)
ADDRESS = re.compile(r"\b(?:https?://|mailto:|www\.)[^\s<>]*[^\s<>.,;:!?)\"']", re.IGNORECASE)
ADDRESS_SIGNS = ("://", "mailto:", "www.")
NOTHING = ("", "\n")  # which is all that stands between most tags
QUOTES = re.compile(r"[\"'`\\–—]")
WORD = re.compile(  # that holds one of them, with the space before it
    r"""(?:\A|[ \n])(?:[^ \n"'`\\–—.&-]++|-(?!-)|\.(?!\.\.)|&(?!\#8))*+["'`\\–—.&-][^ \n]*+(?=([ \n]?))"""
)
LEADING_APOSTROPHE = re.compile(r"(?<!\w)'(?=(?:tis|twas|til|cause|em|n|\d\ds?)\b)", re.IGNORECASE)
FEET_AND_INCHES = re.compile(r"(?<!\w)(\d+)'(\d+)\"")
QUOTE_AFTER_DASH = re.compile(r"(?:(?<=&#821[12];)|(?<=[¿¡]))[\"'](?=\w)")  # or after a Spanish sign that opens
HELD_BACK = "\x1a"  # no text may hold this character
MADE = re.compile(r"&#82(?:11|12|16|17|20|21|30);")
EN, EM, APOSTROPHE = "&#8211;", "&#8212;", "&#8217;"


def typeset(html: str) -> str:
    """HTML with typographic punctuation in its prose; tags, code, addresses and comments stay byte for byte."""
    parts, before = OPAQUE.split(html), ""
    for place in range(0, len(parts), 2):
        run = parts[place]
        if run not in NOTHING and changes(run):
            parts[place] = curled(run, before)
        before = run[-1:] or before
    return "".join(parts)


def changes(text: str) -> bool:
    """Whether a text holds something that typogrify changes."""
    return bool(QUOTES.search(text) or "--" in text or "..." in text or ". . ." in text or "&#8" in text)


def curled(run: str, before: str) -> str:
    """A run of text with typogrify's punctuation; ``before`` is the last character of the run before it.

    Typogrify looks no further than from one space to the next, but for dots with spaces between them. So it is given
    only the words that hold something it changes, and each of them once. An address is held back, and counts as a word.
    """
    if "<" in run:  # no HTML that we make
        return run
    addresses = ADDRESS.findall(run) if any(sign in run.lower() for sign in ADDRESS_SIGNS) else []
    text = ADDRESS.sub(HELD_BACK, run) if addresses else run
    if ". . ." in text:
        made = curled_word(text, "", before)
    else:
        made = WORD.sub(lambda word: curled_word(word[0], word[1], "" if word.start() else before), text)
    for address in addresses:
        made = made.replace(HELD_BACK, address, 1)
    return made


@lru_cache(maxsize=16_384)
def curled_word(word: str, after: str, before: str) -> str:
    """A word and the space before it; ``after`` is the space that follows, ``before`` what stands before a whole run."""
    made: str = smartypants(f"<c>{before}<r>{prepare(word + after, before)}")
    curled = MADE.sub(lambda entity: unescape(entity[0]), made.partition("<r>")[2])
    return curled.removesuffix(after)


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
    if not changes(text):
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return typeset(escaped).replace("&lt;", "<").replace("&amp;", "&")
