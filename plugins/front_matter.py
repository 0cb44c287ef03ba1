"""The front matter: one schema, declared once, from which the validator, ``invoke new`` and the guide are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.front_values import (
    addresses,
    changes,
    day,
    key,
    keys,
    lang,
    number,
    review,
    status,
    summary,
    waivers,
    words,
)
from plugins.problems import did_you_mean
from plugins.source import Source
from plugins.yaml_fields import Invalid, pairs


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how its value is read, whether it must be there, on which kinds of file, and help for writers."""

    name: str
    parse: Callable[[yaml.Node], Any]
    help: str
    required: bool = False
    kinds: tuple[str, ...] = ("article", "page", "glossary")


SCHEMA = (
    Field("title", words, "the headline, in sentence case", required=True),
    Field("summary", summary, "one sentence of 50 to 160 characters, shown in lists and search engines", required=True),
    Field("series", key, "key of a series in series.toml, also the folder's name", required=True, kinds=("article",)),
    Field("part", number, "its place in the series", required=True, kinds=("article",)),
    Field("lang", lang, "en (by default) or es; of es also the folder's name", kinds=("article",)),
    Field(
        "translates",
        key,
        "file name, without .md, of the English article that this one says anew",
        kinds=("article",),
    ),
    Field("date", day, "first published, YYYY-MM-DD", required=True),
    Field("modified", day, "last real change, YYYY-MM-DD"),
    Field("authors", keys, "keys of people in people.toml", required=True, kinds=("article",)),
    Field("conditions", keys, "keys of conditions in conditions.toml that it speaks of", kinds=("article",)),
    Field("status", status, "draft or ready", required=True, kinds=("article",)),
    Field("review", review, "the clinician's sign-off: stamped by invoke review, never typed", kinds=("article",)),
    Field("changes", changes, "dated notes that readers see, oldest first", kinds=("article",)),
    Field("aliases", addresses, "addresses that it had before, such as articles/old-name", kinds=("article", "page")),
    Field("waive", waivers, "editorial rules that do not fit this file: rule and reason of each"),
)
FORBIDDEN = {
    "slug": "the file's name is the slug",
    "save_as": "the file's name decides the address",
    "url": "the file's name decides the address",
    "template": "the kind of file decides the template",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Valid values by field, and the line of each."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]


def parse_front_matter(source: Source, kind: str) -> FrontMatter:
    """Validate a source's front matter against the schema; every mistake becomes a problem of the source."""
    fields = {field.name: field for field in SCHEMA if kind in field.kinds}
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    before = len(source.problems) if source.front is not None else -1
    for name, node, line in pairs(source):
        if name in lines:
            source.problem(line, "front-matter-duplicate", f"{name!r} stands twice", "keep one")
        elif name in fields:
            lines[name] = line
            read_field(source, fields[name], node, values)
        else:
            refuse_field(source, name, line, fields)
    if lines or len(source.problems) == before:
        for field in fields.values():
            if field.required and field.name not in lines:
                source.problem(1, "front-matter-required", f"{field.name!r} is missing", field.help)
    if values.get("modified", "9999") < values.get("date", ""):
        source.problem(
            lines["modified"], "date-order", "'modified' is before 'date'", "it is the date of the last change"
        )
    return FrontMatter(values, lines)


def read_field(source: Source, field: Field, node: yaml.Node, values: dict[str, Any]) -> None:
    """Put a field's valid value among the values, or note what is wrong with it."""
    try:
        values[field.name] = field.parse(node)
    except Invalid as wrong:
        source.problem(wrong.line, "front-matter-value", f"{field.name!r} {wrong}", wrong.hint)


def refuse_field(source: Source, name: str, line: int, fields: Mapping[str, Field]) -> None:
    """Note a field that is forbidden or unknown."""
    if name.lower() in FORBIDDEN:
        source.problem(line, "front-matter-forbidden", f"{name!r} is not allowed", FORBIDDEN[name.lower()])
    else:
        source.problem(line, "front-matter-unknown", f"unknown field {name!r}", did_you_mean(name, fields))
