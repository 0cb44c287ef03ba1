"""The registers: series, people and conditions, each a TOML file of named tables with a closed set of fields."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.content import SLUG
from plugins.front_matter import SUMMARY_LENGTH
from plugins.languages import DEFAULT, LANGUAGES
from plugins.problems import Problem, did_you_mean
from plugins.source import CONTROL

REQUIRED, OPTIONAL = True, False
REGISTERS: Mapping[str, Mapping[str, tuple[type, bool]]] = {
    "series.toml": {
        "title": (str, REQUIRED),
        "summary": (str, REQUIRED),
        **{code: (dict, OPTIONAL) for code in LANGUAGES if code != DEFAULT},  # the same fields in another language
    },
    "people.toml": {
        "name": (str, REQUIRED),
        "kind": (str, OPTIONAL),
        "credential": (str, OPTIONAL),
        "about": (str, OPTIONAL),
        "reviewer": (bool, OPTIONAL),
    },
    "conditions.toml": {"name": (str, REQUIRED), "definition": (str, REQUIRED), "sources": (list, OPTIONAL)},
}
KEY = re.compile(r"\s*(?:\[\[?\s*)?[\"']?([^\s\"'\].=\[]+)[\"']?\s*[\].=]")
PERSON_KINDS = ("person", "organization")


@dataclass(frozen=True, slots=True)
class Row:
    """One table of a register and the line of its header."""

    key: str
    fields: Mapping[str, Any]
    line: int

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (TOML's own types)
        return self.fields.get(name, "")


def may_review(row: Row) -> bool:
    """Whether a person may sign articles off: a clinician with a credential, and marked as a reviewer."""
    return row["reviewer"] is True and bool(row["credential"]) and row["kind"] != "organization"


def read_register(path: str, text: str) -> tuple[dict[str, Row], list[Problem]]:
    """A register's rows by key, and what is wrong with the file."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        message = f"the file cannot be read: {str(error).split(' (at ')[0]}"
        return {}, [
            Problem(
                path,
                int(found[1]) if found else text.count("\n") + 1,
                "register-syntax",
                message,
                "put text in double quotes",
            )
        ]
    rows, problems, lines = {}, list[Problem](), lines_of_keys(text)
    for key, table in tables.items():
        line = lines.get(key, 1)
        wrong = list(mistakes(path, key, table))
        problems += [Problem(path, line, "register-value", message, hint) for message, hint in wrong]
        if isinstance(table, dict):
            rows[key] = Row(key, table, line)
    return rows, problems


def lines_of_keys(text: str) -> dict[str, int]:
    """The line on which each table, or each value outside one, begins."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if found := KEY.match(line):
            lines.setdefault(found[1], number)
    return lines


def mistakes(path: str, key: str, table: object) -> list[tuple[str, str]]:
    """What is wrong with one table, and what is allowed."""
    fields = REGISTERS[path]
    if not SLUG.fullmatch(key):
        return [(f"{key!r} is not a key", "lower-case letters, digits and single hyphens are allowed")]
    if not isinstance(table, dict):
        return [(f"{key!r} stands outside a table", "begin with [key] on a line of its own")]
    found = [
        (f"[{key}] has an unknown field {name!r}", did_you_mean(name, fields)) for name in table.keys() - fields.keys()
    ]
    for name, (kind, required) in fields.items():
        if required and not table.get(name):
            found.append((f"[{key}] lacks {name!r}", f'write {name} = "…"'))
        elif name in table and not isinstance(table[name], kind):
            found.append((f"[{key}] {name!r} is not of the right type", f"a {kind.__name__} is allowed"))
        elif isinstance(table.get(name), dict):
            found += mistakes_in_language(path, f"{key}.{name}", table[name])
        elif CONTROL.search(str(table.get(name, ""))):
            found.append((f"[{key}] {name!r} holds a control character", "delete it"))
    if path == "people.toml" and table.get("kind", "person") not in PERSON_KINDS:
        found.append((f"[{key}] unknown kind {table['kind']!r}", did_you_mean(str(table["kind"]), PERSON_KINDS)))
    if path == "series.toml":
        found += mistakes_in_summary(key, table)
    return found


def mistakes_in_language(path: str, key: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a table's words in another language: all that is text in it, and nothing else."""
    names = [name for name, (kind, _) in REGISTERS[path].items() if kind is str]
    for name in sorted(table.keys() ^ names):
        wrong = f"has an unknown field {name!r}" if name in table else f"lacks {name!r}"
        yield f"[{key}] {wrong}", did_you_mean(name, names) if name in table else f'write {name} = "…"'
    for name in names:
        if not isinstance(table.get(name, ""), str) or CONTROL.search(table.get(name, "")):
            yield f"[{key}] {name!r} is no plain text", 'write it between double quotes: "…"'
    yield from mistakes_in_summary(key, table)


def mistakes_in_summary(key: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with the length of a summary."""
    summary = table.get("summary")
    if isinstance(summary, str) and summary and len(summary) not in SUMMARY_LENGTH:
        yield f"[{key}] 'summary' has {len(summary)} characters", "50 to 160 are allowed"
