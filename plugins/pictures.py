"""Pictures: photos and other raster images, as data, and how a page shows them.

A picture is published in several widths and kinds, and never as it came: ``imaging.py`` makes them. The names carry a
digest of all that they are made from, so that a browser may keep them for ever.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from plugins.addresses import hashed
from plugins.digests import digest_of, digest_of_bytes, packages

FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".avif": "AVIF"}
LEAST_WIDTH = 720  # pixels: a figure as wide as a large phone, two for each of the screen's points
MOST_PIXELS = 50_000_000
WIDTHS = (360, 720, 1088)  # the widest is that of a figure, 34rem, on a dense screen
SIZES = "(min-width:36.5rem) 34rem,calc(100vw - 2.5rem)"  # .figure in content.css, --gutter in tokens.css
FALLBACKS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "webp"}
TYPES = {"avif": "image/avif", "webp": "image/webp"}
UNSAFE = re.compile(r"[^\w/-]+")


class Variant(NamedTuple):
    """A picture in one width and kind: its path in the output, and the digest of all that it is made from."""

    path: str
    key: str
    ending: str
    width: int
    height: int


class Picture(NamedTuple):
    """A raster image of the content: where it lies, and the digest of its bytes; its size is that of the upright one."""

    path: str
    digest: str
    width: int
    height: int

    @property
    def variants(self) -> tuple[Variant, ...]:
        """All that is published of it: kind by kind, from narrow to wide, the fallback last."""
        *modern, last = self.endings
        return (*(self.variant(end, width) for end in modern for width in self.widths), self.fallback_as(last))

    @property
    def endings(self) -> tuple[str, ...]:
        """The kinds: AVIF, WebP, and one that every program can show."""
        return tuple(dict.fromkeys(("avif", "webp", FALLBACKS[FORMATS[PurePosixPath(self.path).suffix]])))

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths, none above the picture's own."""
        return tuple(sorted({min(width, self.width) for width in WIDTHS}))

    @property
    def fallback(self) -> Variant:
        """For programs that know nothing newer, feeds and paper."""
        return self.fallback_as(self.endings[-1])

    def fallback_as(self, ending: str) -> Variant:
        """The widest of a kind."""
        return self.variant(ending, self.widths[-1])

    def variant(self, ending: str, width: int) -> Variant:
        """The picture in one width and kind."""
        key = digest_of("variant", recipe(), self.digest, ending, width)
        stem = UNSAFE.sub("-", str(PurePosixPath(self.path).with_suffix("")))
        height = max(1, round(self.height * width / self.width))
        return Variant(hashed(f"{stem}-{width}.{ending}", key), key, ending, width, height)


@cache
def recipe() -> str:
    """The digest of what shapes variants beside their picture: the code that makes them, and Pillow with its encoders."""
    code = Path(__file__).with_name("imaging.py").read_bytes()
    return digest_of(digest_of_bytes(code), sorted(name for name in packages(sys.path) if name.startswith("pillow-")))


def picture_html(picture: Picture, alternative: str, link: Callable[[str], str], lazy: bool) -> str:
    """A picture on a page, named by its text alternative (already escaped)."""
    *modern, _ = picture.endings
    sources = "".join(
        f'<source type="{TYPES[ending]}" srcset="{srcset(picture, ending, link)}" sizes="{SIZES}">' for ending in modern
    )
    return f"<picture>{sources}{image_html(picture, alternative, link, lazy=lazy)}</picture>"


def srcset(picture: Picture, ending: str, link: Callable[[str], str]) -> str:
    """The widths of one kind."""
    return ", ".join(f"{link(picture.variant(ending, width).path)} {width}w" for width in picture.widths)


def image_html(picture: Picture, alternative: str, link: Callable[[str], str], *, lazy: bool = False) -> str:
    """The fallback alone. Its size is told, so that nothing moves when it arrives."""
    shown, later = picture.fallback, ' loading="lazy"' if lazy else ""
    size = f'width="{shown.width}" height="{shown.height}"'
    return f'<img alt="{alternative}" src="{link(shown.path)}" {size}{later} decoding="async">'
