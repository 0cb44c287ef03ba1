"""``invoke schema``: writes what editors need to help, from the tables that the checks use.

A JSON Schema of the front matter for each kind of file, and a snippet for each kind of callout. What a check takes, a
schema takes too (but for the bare word ``null``, which editors read as nothing); it knows no registers, and says less.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import yaml

from plugins import front_matter as fields
from plugins.content import SLUG
from plugins.front_matter import SCHEMA, STATUSES, SUMMARY_LENGTH
from plugins.languages import LANGUAGES
from plugins.rules import WAIVABLE
from tools.failure import ROOT
from tools.snippets import snippets

FOLDER = ROOT / ".vscode"
KINDS = tuple(dict.fromkeys(kind for field in SCHEMA for kind in field.kinds))
Shape = dict[str, Any]
WORDS: Shape = {"type": ["string", "number", "boolean"]}  # a title may be 1984, which the check takes as words
KEY: Shape = WORDS | {"pattern": f"^(?:{SLUG.pattern})$"}
DAY: Shape = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
SUMMARY: Shape = {"type": "string", "minLength": SUMMARY_LENGTH.start, "maxLength": SUMMARY_LENGTH.stop - 1}
NUMBER: Shape = {"type": ["integer", "string"], "minimum": 1, "maximum": 999, "pattern": r"^[1-9]\d{0,2}$"}


def record(parts: Mapping[str, Callable[[yaml.Node], Any]], optional: Collection[str] = ()) -> Shape:
    """The shape of a group of named values, all of them there but for the optional ones."""
    shapes = {name: SHAPES.get(parse, {}) for name, parse in parts.items()}
    required = [name for name in parts if name not in optional]
    return {"type": "object", "properties": shapes, "required": required, "additionalProperties": False}


SHAPES: dict[Callable[[yaml.Node], Any], Shape] = {  # of what a parser takes; of any other the schema says nothing
    fields.words: WORDS,
    fields.summary: SUMMARY,
    fields.key: KEY,
    fields.day: DAY,
    fields.digest: {"type": "string", "pattern": f"^(?:{fields.DIGEST.pattern})$"},
    fields.number: NUMBER,
    fields.rule: {"enum": list(WAIVABLE)},
    fields.status: {"enum": list(STATUSES)},
    fields.lang: {"enum": list(LANGUAGES)},
    fields.addresses: {"type": "array", "items": WORDS, "minItems": 1},
    fields.keys: {"type": "array", "items": KEY, "minItems": 1, "uniqueItems": True},
}
SHAPES |= {
    fields.review: record(fields.REVIEW),
    fields.changes: {"type": "array", "items": record(fields.CHANGE, fields.OPTIONAL_IN_CHANGE), "minItems": 1},
    fields.waivers: {"type": "array", "items": record(fields.WAIVER), "minItems": 1},
}


def schema_of(kind: str) -> Shape:
    """The JSON Schema of the front matter of a kind of file."""
    own = [field for field in SCHEMA if kind in field.kinds]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Front matter: {kind}",
        "type": "object",
        "properties": {field.name: {"description": field.help} | SHAPES.get(field.parse, {}) for field in own},
        "required": [field.name for field in own if field.required],
        "additionalProperties": False,
    }


def files() -> Iterator[tuple[str, str]]:
    """Every generated file's name below ``.vscode/``, and its text."""
    for kind in KINDS:
        yield f"front-matter/{kind}.json", as_json(schema_of(kind))
    yield "callouts.code-snippets", as_json(snippets())


def as_json(value: object) -> str:
    """JSON as people read it."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def schema() -> None:
    """Write the files."""
    for name, text in files():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        sys.stdout.write(f"Wrote {path.relative_to(ROOT).as_posix()}\n")
