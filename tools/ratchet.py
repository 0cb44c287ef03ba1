"""The ratchet: ``reading.toml`` tells how easy each article has become to read; from there it may not get harder."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.problems import Problem, ProblemsFound
from plugins.readability import Readability
from plugins.reading import seen_from_here

NAME = "reading.toml"
ABOUT = """\
# How easy each article has become to read. invoke reading --hold writes what has become easier; invoke reading --strict
# fails where an article got harder. To allow one more, change its line. What has no line is held to the default.
"""


class Limits(NamedTuple):
    """The highest grade, and the most sentences over 20 words in 100."""

    grade: float
    long_sentences: int


class Held(NamedTuple):
    """What is held: a default, and the limits of articles by their paths in the content folder."""

    default: Limits
    articles: Mapping[str, Limits]


FIRST = Held(Limits(8.0, 15), {})  # the clinic's rules: grade 8, and sentences mostly under 20 words
HINTS = {
    "grade": ("reading-grade", "grade {} is harder than {}", "use shorter words and sentences"),
    "long_sentences": ("reading-long", "{} of 100 sentences are over 20 words, more than {}", "cut some in two"),
}


def read_held(file: Path) -> Held:
    """What a file holds. Raises ``ProblemsFound`` where it is not right."""
    text, path = file.read_text("utf-8", "replace"), seen_from_here(file.parent, file.name)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        wrong = Problem(path, int(line[1]) if line else 1, "reading-syntax", f"the file cannot be read: {error}")
        raise ProblemsFound([wrong._replace(hint="mend this line")]) from error
    rows = found.get("articles", {})
    tables = {"default": found.get("default"), **(rows if isinstance(rows, dict) else {"articles": rows})}
    if problems := [bad_limits(path, text, name) for name, value in tables.items() if not are_limits(value)]:
        raise ProblemsFound(problems)
    held = {name: Limits(float(value["grade"]), value["long_sentences"]) for name, value in tables.items()}
    return Held(held.pop("default"), held)


def are_limits(value: object) -> bool:
    """Whether a value of the file is a table of two limits."""
    if not isinstance(value, dict) or value.keys() != set(Limits._fields):
        return False
    return type(value["grade"]) in {int, float} and type(value["long_sentences"]) is int


def bad_limits(path: str, text: str, name: str) -> Problem:
    """The problem of a line without the two limits."""
    numbered = enumerate(text.split("\n"), 1)
    line = next((number for number, line in numbered if line.lstrip(" ['\"").startswith(name)), 1)
    hint = f"write {toml(FIRST.default)}"
    return Problem(path, line, "reading-value", f"{name} has no grade and share of long sentences", hint)


def worse(held: Held, found: Mapping[str, Readability]) -> Iterator[Problem]:
    """A problem for each limit that an article is over."""
    for path, readability in found.items():
        limits = held.articles.get(path, held.default)
        for name, reached, limit in zip(Limits._fields, limits_of(readability), limits, strict=True):
            if reached > limit:
                code, message, hint = HINTS[name]
                allowed = f"the {limit} that it had reached" if path in held.articles else f"the default, {limit}"
                yield Problem(path, 1, code, message.format(reached, allowed), hint)


def tightened(held: Held, found: Mapping[str, Readability], there: Mapping[str, object]) -> Held:
    """What is held from now on: of each figure the lower one. What is not there any more is dropped."""
    articles = {path: limits for path, limits in held.articles.items() if path in there}
    for path, readability in found.items():
        reached = limits_of(readability)
        before = articles.get(path, reached)
        if readability.words:  # a file that cannot be read has reached nothing
            lower = min(before.long_sentences, reached.long_sentences)
            articles[path] = Limits(min(before.grade, reached.grade), lower)
    return Held(held.default, articles)


def limits_of(readability: Readability) -> Limits:
    """What an article has reached."""
    return Limits(readability.grade, readability.long_share)


def written(held: Held) -> str:
    """The text of the file."""
    rows = (f"{quoted(path)} = {toml(limits)}\n" for path, limits in sorted(held.articles.items()))
    return f"{ABOUT}default = {toml(held.default)}\n\n[articles]\n{''.join(rows)}"


def quoted(path: str) -> str:
    """A path as a key of the file: TOML quotes as JSON does, but for one character."""
    return json.dumps(path, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml(limits: Limits) -> str:
    """Limits as the file has them."""
    return f"{{ grade = {limits.grade}, long_sentences = {limits.long_sentences} }}"
