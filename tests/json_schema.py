"""As much of JSON Schema as the project's own schemas use, and YAML as editors read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

TYPES: Mapping[str, tuple[type, ...]] = {
    "array": (list,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "string": (str,),
}
USED = {
    *("$schema", "title", "description", "type", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum"),
    *("items", "minItems", "uniqueItems", "properties", "required", "additionalProperties"),
}


class EditorLoader(yaml.SafeLoader):
    """Reads dates as text, and only true and false as truth values, as YAML 1.2 does."""


YAML_1_1 = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
EditorLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag not in YAML_1_1]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
EditorLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false", re.IGNORECASE), list("tTfF"))


def read_front_matter(text: str) -> Any:
    """The front matter of a file as an editor reads it."""
    return yaml.load(text.split("---\n", 2)[1], EditorLoader)  # noqa: S506 (a SafeLoader)


def is_of(value: object, name: str) -> bool:
    """Whether a value is of a JSON type; true and false are no numbers."""
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def mistakes(schema: Mapping[str, Any], value: Any, path: str = "") -> Iterator[str]:
    """Where a value breaks a schema, and which of its rules."""
    assert schema.keys() <= USED
    get = schema.get
    types = [get("type", [])] if isinstance(get("type"), str) else get("type", [])
    text, number = isinstance(value, str), isinstance(value, int) and not isinstance(value, bool)
    broken = {
        "type": types and not any(is_of(value, name) for name in types),
        "enum": "enum" in schema and value not in schema["enum"],
        "pattern": text and not re.search(get("pattern", ""), value),
        "minLength": text and len(value) < get("minLength", 0),
        "maxLength": text and len(value) > get("maxLength", len(value)),
        "minimum": number and value < get("minimum", value),
        "maximum": number and value > get("maximum", value),
    }
    yield from (f"{path} {rule}".strip() for rule, is_broken in broken.items() if is_broken)
    if isinstance(value, list):
        if len(value) < get("minItems", 0) or (get("uniqueItems") and len(set(map(str, value))) < len(value)):
            yield f"{path} items"
        for item in value:
            yield from mistakes(get("items", {}), item, path)
    if isinstance(value, dict):
        known = get("properties", {})
        yield from (f"{name} required" for name in get("required", []) if name not in value)
        yield from (f"{name} unknown" for name in value if name not in known and not get("additionalProperties", True))
        for name in value.keys() & known.keys():
            yield from mistakes(known[name], value[name], name)
