"""Draws social cards: title, series and part, the site's name, and the signal that comes to rest.

Text is laid out without kerning tables and without system libraries, so that every machine draws the same.
"""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from plugins.cards import FONT, HEIGHT, WIDTH, Card

PAPER, INK, SOFT, ACCENT = "#fdfcfa", "#1b1d21", "#474c55", "#34358a"  # those of the light scheme, tokens.css
BOLD, PLAIN = 650, 400
MARGIN, TOP, LINE_HEIGHT = 80, 72, 1.14
SIZES = (80, 72, 64, 56, 48, 40)  # of the title: the largest in which it takes few lines
MOST_LINES = {80: 2, 72: 3, 64: 4, 56: 4, 48: 5}
JAGGED = ((0, 56), (22, 56), (30, 42), (39, 76), (50, 10), (62, 108), (75, 26), (87, 96), (100, 2), (114, 92))
WAVES = ((127, 14), (145, 100), (171, 27), (205, 83), (245, 37), (297, 73), (365, 46), (449, 64), (505, 56))
SIGNAL_TOP, SIGNAL_HEIGHT, STROKE = 418, 112, 5
FINER = 3  # the signal is drawn larger and then made smaller: its edges become smooth
STEPS = 24  # points of each wave


def draw(theme: Path, card: Card) -> bytes:
    """A card as PNG."""
    image = background(theme, card.name).copy()
    pen = ImageDraw.Draw(image)
    pen.text((MARGIN, TOP), card.above, SOFT, font(theme, 34, PLAIN))
    size, lines = fitted(theme, card.title)
    for number, line in enumerate(lines):
        place = (MARGIN - 3, TOP + (62 if card.above else 0) + round(number * size * LINE_HEIGHT))
        pen.text(place, line, INK, font(theme, size, BOLD))
    with BytesIO() as file:
        image.save(file, "PNG")
        return file.getvalue()


@lru_cache(maxsize=2)
def background(theme: Path, name: str) -> Image.Image:
    """What all cards share: paper, signal and name."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    mask = Image.new("L", (WIDTH * FINER, HEIGHT * FINER))
    points = [(round(x * FINER), round(y * FINER)) for x, y in signal()]
    ImageDraw.Draw(mask).line(points, 255, STROKE * FINER, joint="curve")
    image.paste(ACCENT, mask=mask.resize(image.size, Image.Resampling.BOX))
    ImageDraw.Draw(image).text((MARGIN, HEIGHT - 86), name, ACCENT, font(theme, 36, BOLD))
    return image


def signal() -> list[tuple[float, float]]:
    """The points of the line under the home page's headline, from edge to edge."""
    points: list[tuple[float, float]] = list(JAGGED)
    for (x, y), (to_x, to_y) in pairwise(WAVES):
        for step in range(STEPS):
            t = step / STEPS
            points.append((x + (to_x - x) * t, y + (to_y - y) * t * t * (3 - 2 * t)))
    scale = WIDTH / WAVES[-1][0]
    return [(x * scale, SIGNAL_TOP + y * SIGNAL_HEIGHT / 112) for x, y in (*points, WAVES[-1])]


@cache
def font(theme: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The site's font."""
    made = ImageFont.truetype(theme / FONT, size, layout_engine=ImageFont.Layout.BASIC)
    made.set_variation_by_axes([weight])
    return made


def fitted(theme: Path, title: str) -> tuple[int, list[str]]:
    """The size of a title and its lines, of about the same length."""
    for size in SIZES:
        lines = wrapped(theme, title, size, WIDTH - 2 * MARGIN)
        if len(lines) <= MOST_LINES.get(size, len(lines)):
            break
    narrow, wide = 0, WIDTH - 2 * MARGIN
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        fits = len(wrapped(theme, title, size, middle)) <= len(lines)
        narrow, wide = (narrow, middle) if fits else (middle, wide)
    return size, wrapped(theme, title, size, wide)


def wrapped(theme: Path, title: str, size: int, width: int) -> list[str]:
    """The lines of a title that are no wider than that, if its words allow it."""
    lines: list[str] = []
    for word in title.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font(theme, size, BOLD).getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
