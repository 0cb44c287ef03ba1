"""The front matter: one schema, declared once, from which the validator, ``invoke new`` and the guide are made.

Values are taken as the words the writer typed. YAML's own types are not used: ``title: Yes`` is the word "Yes", and
``date: 2026`` is no date at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.content import SLUG
from plugins.languages import LANGUAGES
from plugins.problems import did_you_mean
from plugins.rules import WAIVABLE
from plugins.source import CONTROL, Source
from plugins.yaml_fields import Invalid, pairs

MARKUP = re.compile(r"</?[A-Za-z!]|[*_`]{2,}|\]\(|\[@")
DIGEST = re.compile(r"\d+:[0-9a-f]{8,64}")
SUMMARY_LENGTH = range(50, 161)
ADDRESS = re.compile(r"(?!(?:theme|images)/)(?:[A-Za-z0-9][A-Za-z0-9_~-]*/)*[A-Za-z0-9][A-Za-z0-9_~-]*(?:\.html)?")
STATUSES = ("draft", "ready")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: how its value is read, whether it must be there, on which kinds of file, and help for writers."""

    name: str
    parse: Callable[[yaml.Node], Any]
    help: str
    required: bool = False
    kinds: tuple[str, ...] = ("article", "page", "glossary")


def words(node: yaml.Node) -> str:
    """One line of plain text."""
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise Invalid("is empty or not plain text", "write one line of text, in quotes if it holds a colon", node)
    text = " ".join(node.value.split())
    if CONTROL.search(node.value):
        raise Invalid("holds a control character", "delete it", node)
    if MARKUP.search(text):
        raise Invalid("holds markup", "plain text only", node)
    return text


def summary(node: yaml.Node) -> str:
    """Plain text of 50 to 160 characters."""
    text = words(node)
    if len(text) not in SUMMARY_LENGTH:
        allowed = f"{SUMMARY_LENGTH.start} to {SUMMARY_LENGTH.stop - 1} characters are allowed"
        raise Invalid(f"has {len(text)} characters", allowed, node)
    return text


def key(node: yaml.Node) -> str:
    """A key: lower-case letters, digits and hyphens."""
    text = words(node)
    if not SLUG.fullmatch(text):
        raise Invalid(f"{text!r} is not a key", "lower-case letters, digits and single hyphens are allowed", node)
    return text


def day(node: yaml.Node) -> str:
    """A real calendar day, written YYYY-MM-DD and in no other way."""
    text = words(node)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise Invalid(f"{text!r} is not a date", "write YYYY-MM-DD, for example 2026-11-23", node)


def number(node: yaml.Node) -> int:
    """A whole number from 1 to 999."""
    text = words(node)
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise Invalid(f"{text!r} is not a whole number", "1 to 999 are allowed", node)
    return int(text)


def status(node: yaml.Node) -> str:
    """One of the two statuses."""
    text = words(node)
    if text not in STATUSES:
        raise Invalid(f"{text!r} is not a status", did_you_mean(text, STATUSES), node)
    return text


def lang(node: yaml.Node) -> str:
    """The code of a language that the site has words in."""
    text = words(node)
    if text not in LANGUAGES:
        raise Invalid(f"{text!r} is not a language of this site", did_you_mean(text, LANGUAGES), node)
    return text


def keys(node: yaml.Node) -> tuple[tuple[str, int], ...]:
    """A list of different keys, each with its line."""
    found = tuple((key(item), item.start_mark.line) for item in items(node))
    names = [name for name, _ in found]
    if len(set(names)) < len(names):
        raise Invalid("names the same key twice", "name each once", node)
    return found


def addresses(node: yaml.Node) -> tuple[tuple[str, int], ...]:
    """A list of different addresses below the site's, each with its line."""
    found = tuple((address(item), item.start_mark.line) for item in items(node))
    if len({name.lower() for name, _ in found}) < len(found):
        raise Invalid("names the same address twice", "name each once", node)
    return found


def address(node: yaml.Node) -> str:
    """The path of a page, without the slashes around it and without ``index.html``."""
    text = words(node)
    path = text.removeprefix("/").removesuffix("index.html").removesuffix("/")
    if not ADDRESS.fullmatch(path):
        allowed = "write the path below the site's address, such as articles/old-name or old/page.html"
        raise Invalid(f"{text!r} is not the address of a page", allowed, node)
    return path


def items(node: yaml.Node) -> list[yaml.Node]:
    """The members of a list that is not empty."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise Invalid("is not a list", "write [one, two] or one item a line after a hyphen", node)
    return list(node.value)


def record(
    node: yaml.Node, fields: Mapping[str, Callable[[yaml.Node], Any]], optional: Collection[str] = ()
) -> dict[str, Any]:
    """A group of named values, all of them there but for the optional ones."""
    if not isinstance(node, yaml.MappingNode):
        raise Invalid("is not a group of fields", f"it holds {', '.join(fields)}", node)
    found = {str(name.value): value for name, value in node.value}
    for name in found.keys() ^ fields.keys() - (set(optional) - found.keys()):
        wrong = f"has an unknown field {name!r}" if name in found else f"lacks {name!r}"
        raise Invalid(wrong, did_you_mean(name, fields) if name in found else f"it holds {', '.join(fields)}", node)
    return {name: parse(found[name]) for name, parse in fields.items() if name in found}


def digest(node: yaml.Node) -> str:
    """The digest of a text that a clinician has approved."""
    text = words(node)
    if not DIGEST.fullmatch(text):
        raise Invalid(f"{text!r} is not the digest of a text", "only invoke review can write one", node)
    return text


REVIEW: Mapping[str, Callable[[yaml.Node], Any]] = {"by": key, "on": day, "due": day, "digest": digest}
CHANGE: Mapping[str, Callable[[yaml.Node], Any]] = {"date": day, "note": words, "minor": key}
OPTIONAL_IN_CHANGE = ("minor",)  # who says that the change touches nothing that was reviewed


def review(node: yaml.Node) -> dict[str, Any]:
    """A clinician's sign-off, as ``invoke review`` stamps it."""
    found = record(node, REVIEW)
    if found["due"] <= found["on"]:
        raise Invalid("is due before it was made", "'due' is the day of the next review, after 'on'", node)
    return found


def changes(node: yaml.Node) -> tuple[dict[str, Any], ...]:
    """Dated notes, oldest first."""
    notes = tuple(record(item, CHANGE, OPTIONAL_IN_CHANGE) for item in items(node))
    if [note["date"] for note in notes] != sorted(note["date"] for note in notes):
        raise Invalid("is not in order", "oldest first", node)
    return notes


def rule(node: yaml.Node) -> str:
    """The code of a rule that may be waived."""
    text = words(node)
    if text not in WAIVABLE:
        raise Invalid(f"{text!r} is not a rule that can be waived", did_you_mean(text, WAIVABLE), node)
    return text


WAIVER: Mapping[str, Callable[[yaml.Node], Any]] = {"rule": rule, "reason": words}


def waivers(node: yaml.Node) -> tuple[dict[str, Any], ...]:
    """Rules that the file sets aside, each once, with the reason and its line."""
    found = tuple(record(item, WAIVER) | {"line": item.start_mark.line + 2} for item in items(node))
    if len({waiver["rule"] for waiver in found}) < len(found):
        raise Invalid("names the same rule twice", "name each once", node)
    return found


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
