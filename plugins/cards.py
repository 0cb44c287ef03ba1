"""Social cards: the picture that stands beside a link to a page where people share it, one for each article.

``card_drawing.py`` draws them. As drawing takes time and only shared pages need it, the setting ``SOCIAL_CARDS`` has them
made where the site is published.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from plugins.addresses import hashed
from plugins.digests import digest_of, digest_of_bytes, packages

WIDTH, HEIGHT = 1200, 630  # the shape that sites show without cutting
FONT = "fonts/upright.woff2"
COVERED = re.compile("[ -~\xa0-ÿŒœı\u2009\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e•…‹›⁄€™−]*")  # by the font


class Card(NamedTuple):
    """A card: its path in the output, the digest of all that it is made from, and its words; only ``title`` must be."""

    path: str
    key: str
    title: str
    above: str
    name: str


def card_shape(theme: Path) -> str:
    """The digest of what shapes cards beside their words: the code that draws them, the font, and Pillow."""
    files = [Path(__file__).with_name("card_drawing.py"), theme / FONT]
    pillow = sorted(name for name in packages(sys.path) if name.startswith("pillow-"))
    return digest_of([digest_of_bytes(file.read_bytes()) for file in files], pillow)


def card(shape: str, slug: str, title: str, above: str, name: str) -> Card:
    """A card of these words."""
    key = digest_of("card", shape, title, above, name)
    return Card(hashed(f"cards/{slug}.png", key), key, title, above, name)


def can_be_drawn(*words: str) -> bool:
    """Whether the font has all the characters."""
    return all(map(COVERED.fullmatch, words))
