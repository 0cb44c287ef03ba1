"""Writes a sign-off into a front matter: the field ``review`` and a line of ``changes``, and touches nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from plugins.front_matter import SCHEMA, parse_front_matter
from plugins.problems import Problem
from plugins.source import decode
from plugins.yaml_fields import compose
from tools.new import quoted

PLACES = {field.name: place for place, field in enumerate(SCHEMA)}
Meta = Mapping[str, Any]


class Unusual(ValueError):
    """A front matter that is written in a way in which nothing can be put in safely."""


def stamped(data: bytes, review: Meta, change: Meta | None = None) -> bytes:
    """An article with another review, and with one more line in its change history. Raises ``Unusual``."""
    text = data.decode("utf-8")
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end_of_line)
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == "---"), 0)
    front = with_review(lines[1:end], review)
    front = with_change(front, change) if change else front
    made = end_of_line.join([lines[0], *front, *lines[end:]]).encode()
    wanted = {"review": dict(review)} | (
        {"changes": (*meta_of(data).get("changes", ()), {**change, "line": 0})} if change else {}
    )
    if problems_of(made) or meta_of(made) != meta_of(data) | wanted:
        raise Unusual
    return made


def with_review(front: Sequence[str], review: Meta) -> list[str]:
    """The lines of a front matter with this review in the place of another, or where the schema has it."""
    values = {**review, "digest": quoted(review["digest"])}
    block = ["review:", *(f"  {name}: {value}" for name, value in values.items())]
    start, end = span(front, "review")
    return [*front[:start], *block, *front[end:]]


def with_change(front: Sequence[str], change: Meta) -> list[str]:
    """The lines of a front matter with one more change behind the others."""
    start, end = span(front, "changes")
    dashes = [line.index("-") for line in front[start + 1 : end] if line.lstrip().startswith("- ")]
    indent = " " * (min(dashes) if dashes else 2)
    values = [f"{name}: {quoted(value) if name == 'note' else value}" for name, value in change.items()]
    block = [f"{indent}- {values[0]}", *(f"{indent}  {value}" for value in values[1:])]
    return [*front[:end], *([] if end > start else ["changes:"]), *block, *front[end:]]


def span(front: Sequence[str], name: str) -> tuple[int, int]:
    """The first line of a field, and the one after its last; where it is not there, the line where it belongs, twice."""
    root = compose("\n".join(front))
    if not isinstance(root, yaml.MappingNode):
        raise Unusual
    starts = {str(key.value): key.start_mark.line for key, _ in root.value}
    later = [line for line in starts.values() if line > starts.get(name, -1)]
    if name not in starts:
        later = [line for other, line in starts.items() if PLACES.get(other, 0) > PLACES[name]]
    end = min(later, default=len(front))
    while end and (not front[end - 1].strip() or front[end - 1].startswith("#")):
        end -= 1  # comments above a field belong to it, and those below the last one stay last
    return starts.get(name, end), end


def meta_of(data: bytes) -> dict[str, Any]:
    """The fields of an article, without the lines on which their parts stand."""
    return {
        name: without_lines(value) for name, value in parse_front_matter(decode("", data), "article").values.items()
    }


def without_lines(value: object) -> object:
    """A field's value: of a list of keys only the keys, of a list of rows all but their lines."""
    if isinstance(value, tuple):
        return tuple(part[0] if isinstance(part, tuple) else {**part, "line": 0} for part in value)
    return value


def problems_of(data: bytes) -> list[Problem]:
    """What is wrong with the front matter of an article."""
    source = decode("", data)
    parse_front_matter(source, "article")
    return source.problems
