"""Plots: curves of an idea, drawn from a few numbers in a TOML file beside the drawings.

``images/<slug>/<name>.toml`` is known everywhere as the drawing ``<name>.svg``. Numbers run from 0 to 100 on both axes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from plugins.problems import Problem, did_you_mean

Point = tuple[float, float]
EMPTY = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'  # in place of a plot that cannot be drawn
START = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 250" fill="none" stroke="currentColor" stroke-width="2" \
stroke-linecap="round" stroke-linejoin="round">"""
AXES = '<path stroke-width="1.5" d="M20 196H350M345 191l5 5-5 5M20 196V18M15 23l5-5 5 5"/>'
LEFT, RIGHT, BOTTOM, TOP = 20, 340, 196, 24
LARGEST = 100
LINES = {"solid": "", "dashed": ' stroke-dasharray="11 7.5"', "dotted": ' stroke-dasharray="0.1 6"'}
TABLES: Mapping[str, Mapping[str, str]] = {
    "": {"x": "two texts", "y": "text", "threshold": "a table", "curve": "a list of tables"},
    "threshold": {"at": "a number from 0 to 100", "label": "text"},
    "curve": {
        "name": "text",
        "line": "solid, dashed or dotted",
        "place": "a point",
        "points": "two points or more, from left to right",
    },
}
OPTIONAL = {"curve": {"strong": "true or false", "filled": "true or false"}}


def plot_svg(path: str, data: bytes) -> tuple[bytes, list[Problem]]:
    """The drawing of a plot, or an empty one and what is wrong with its file."""
    try:
        text = data.decode("utf-8-sig")
        plot = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found = re.search(r"line (\d+)", str(error))
        message = f"the plot cannot be read: {str(error).split(' (at ')[0]}"
        return EMPTY, [Problem(path, int(found[1]) if found else 1, "plot", message, "see the guide, under figures")]
    problems = [Problem(path, line_of(text, where), "plot", what, hint) for where, what, hint in mistakes(plot)]
    return EMPTY if problems else drawn(plot).encode(), problems


def line_of(text: str, where: str) -> int:
    """The line of a field (``y``) or of a field in the so-many-th table (``curve 2 name``)."""
    table, number, name = where.split(" ") if " " in where else ("", "0", where)
    starts = [match.end() for match in re.finditer(rf"^\[\[?{table}\]", text, re.MULTILINE)] if table else [0]
    start = starts[int(number)] if int(number) < len(starts) else 0
    found = re.compile(rf"^\s*{re.escape(name)}\s*=|(?!\A)^\[", re.MULTILINE).search(text, start)
    return text.count("\n", 0, found.start() if found and found[0].strip()[-1] == "=" else start) + 1


def mistakes(plot: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Where a plot is wrong, how, and what is allowed."""
    yield from mistakes_in("", 0, plot)
    if isinstance(plot.get("threshold"), dict):
        yield from mistakes_in("threshold", 0, plot["threshold"])
    for number, curve in enumerate(plot["curve"]) if is_tables(plot.get("curve")) else ():
        yield from mistakes_in("curve", number, curve)


def mistakes_in(table: str, number: int, fields: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is wrong in one table: a field that is missing, unknown, or of another kind."""
    required, allowed = TABLES[table], {**TABLES[table], **OPTIONAL.get(table, {})}
    where = f"{table} {number} ".lstrip() if table else ""
    for name in required.keys() - fields.keys():
        yield where + name, f"'{name}' is missing", f"write {required[name]}"
    for name in fields.keys() - allowed.keys():
        yield where + name, f"'{name}' is no field of a plot", did_you_mean(name, allowed)
    for name in fields.keys() & allowed.keys():
        if not is_kind(allowed[name], fields[name]):
            yield (
                where + name,
                f"'{name}' is not {allowed[name]}",
                "numbers run from 0 to 100; see the guide, under figures",
            )


def is_kind(kind: str, value: object) -> bool:
    """Whether a value is what a field may hold."""
    return KINDS[kind](value)


def is_text(value: object) -> bool:
    """Whether a value is text, and not only blanks."""
    return isinstance(value, str) and bool(value.strip())


def is_number(value: object) -> bool:
    """Whether a value is a number that has a place on an axis."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LARGEST


def is_pair(value: object, of: Callable[[object], bool]) -> bool:
    """Whether a value is a list of two such values."""
    return isinstance(value, list) and len(value) == len("xy") and all(map(of, value))


def is_point(value: object) -> bool:
    """Whether a value is a place in the plot."""
    return is_pair(value, is_number)


def is_curve(value: object) -> bool:
    """Whether a value is a list of two points or more, from left to right."""
    if not isinstance(value, list) or not all(map(is_point, value)):
        return False
    return len(value) > 1 and all(one[0] < two[0] for one, two in pairwise(value))


def is_tables(value: object) -> bool:
    """Whether a value is a list of tables that is not empty."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


KINDS: Mapping[str, Callable[[object], bool]] = {
    "text": is_text,
    "two texts": lambda value: is_pair(value, is_text),
    "true or false": lambda value: isinstance(value, bool),
    "solid, dashed or dotted": lambda value: isinstance(value, str) and value in LINES,
    "a number from 0 to 100": is_number,
    "a point": is_point,
    "two points or more, from left to right": is_curve,
    "a table": lambda value: isinstance(value, dict),
    "a list of tables": is_tables,
}


def drawn(plot: Mapping[str, Any]) -> str:
    """The drawing of a plot in which nothing is wrong."""
    curves: list[Mapping[str, Any]] = plot["curve"]
    x, labels = number(across(plot["threshold"]["at"])), plot["x"]
    rows = [
        START,
        *(filled(curve["points"]) for curve in curves if curve.get("filled")),
        AXES,
        f'<path class="quiet" stroke-width="1.5" d="M{x} 224V{TOP + 60}"/>',
        *(line(curve) for curve in curves),
        '<g stroke="none" fill="currentColor" font-size="15">',
        text(32, 29, plot["y"]),
        *(text(across(curve["place"][0]), up(curve["place"][1]), curve["name"], "end") for curve in curves),
        text(16, 217, labels[0]),
        text(350, 217, labels[1], "end"),
        text(across(plot["threshold"]["at"]), 241, plot["threshold"]["label"], "middle"),
        "</g>",
        "</svg>",
    ]
    return "\n".join([*rows, ""])


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    """Words in a drawing."""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{number(x)}" y="{number(y)}"{where}>{escape(words)}</text>'


def line(curve: Mapping[str, Any]) -> str:
    """A curve's line."""
    shown = ' class="accent"' if curve.get("strong") else ""
    return f'<path{shown}{LINES[curve["line"]]} d="{smooth(curve["points"])}"/>'


def filled(points: Sequence[Point]) -> str:
    """The field between a curve and the axis below it."""
    return f'<path class="fill-quiet" d="{smooth(points)}V{BOTTOM}H{number(across(points[0][0]))}Z"/>'


def smooth(points: Sequence[Point]) -> str:
    """A smooth way through the points that rises nowhere where they do not (after Fritsch and Butland)."""
    places = [(across(x), up(y)) for x, y in points]
    steep = [(two[1] - one[1]) / (two[0] - one[0]) for one, two in pairwise(places)]
    slopes = [steep[0], *(2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(steep)), steep[-1]]
    way = [f"M{number(places[0][0])} {number(places[0][1])}"]
    for (one, two), (begin, end) in zip(pairwise(places), pairwise(slopes), strict=True):
        third = (two[0] - one[0]) / 3
        controls = (one[0] + third, one[1] + begin * third, two[0] - third, two[1] - end * third, *two)
        way.append("C" + " ".join(map(number, controls)))
    return "".join(way)


def across(value: float) -> float:
    """A number of the first axis as a place in the drawing."""
    return LEFT + (RIGHT - LEFT) * value / 100


def up(value: float) -> float:
    """A number of the second axis as a place in the drawing."""
    return BOTTOM - (BOTTOM - TOP) * value / 100


def number(value: float) -> str:
    """A number as drawings write it."""
    return f"{value:.1f}".removesuffix(".0")
