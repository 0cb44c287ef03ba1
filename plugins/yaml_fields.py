"""YAML as a list of fields with line numbers; what YAML allows and a front matter does not need is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from plugins.source import Source

DEEPEST = 5
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Invalid(ValueError):
    """A value that the schema does not allow: what is wrong, and what is allowed. Never leaves the reading of front matter."""

    def __init__(self, message: str, hint: str, place: yaml.Node | yaml.Event) -> None:
        super().__init__(message)
        self.hint = hint
        self.line = (place.start_mark.line if place.start_mark else 0) + 2


def pairs(source: Source) -> Iterator[tuple[str, yaml.Node, int]]:
    """The top-level names, values and line numbers of a source's YAML."""
    if source.front is None or not source.front.strip():
        return
    try:
        root = compose(source.front)
    except Invalid as wrong:
        source.problem(
            wrong.line, "front-matter-alias" if "alias" in str(wrong) else "front-matter-yaml", str(wrong), wrong.hint
        )
        return
    except yaml.YAMLError as error:
        what = getattr(error, "problem", None) or "it holds a character that is not allowed"
        hint = "put text that holds : or # in quotes"
        source.problem(line_of(error), "front-matter-yaml", f"the front matter cannot be read: {what}", hint)
        return
    if not isinstance(root, yaml.MappingNode):
        message, hint = "the front matter is not a list of fields", "write one 'name: value' a line"
        source.problem(2, "front-matter-yaml", message, hint)
        return
    for name, value in root.value:
        yield str(name.value), value, name.start_mark.line + 2


def compose(front: str) -> yaml.Node | None:
    """The root of a YAML text. Raises ``Invalid`` for aliases, deep nesting and a second document.

    YAML's own composer follows aliases and nesting until the process ends; its events tell of both before.
    """
    root: yaml.Node | None = None
    path: list[yaml.CollectionNode] = []
    for event in yaml.parse(front, LOADER):
        node = node_of(event)
        if isinstance(event, yaml.AliasEvent):
            raise Invalid("YAML aliases (&name, *name) are not supported", "write the value out", event)
        if isinstance(event, yaml.CollectionEndEvent):
            close(path.pop())
        if not node:
            continue
        if path:
            path[-1].value.append(node)
        elif root:
            raise Invalid("the front matter holds a second document", "delete the line that begins it", event)
        else:
            root = node
        if isinstance(node, yaml.CollectionNode):
            path.append(node)
        if len(path) > DEEPEST:
            raise Invalid("the front matter is nested too deeply", f"at most {DEEPEST} levels are allowed", event)
    return root


def node_of(event: yaml.Event) -> yaml.Node | None:
    """The node that an event begins."""
    place: Any = event.start_mark, event.end_mark  # which the stubs think are two kinds of mark
    match event:
        case yaml.ScalarEvent():
            return yaml.ScalarNode("", event.value, *place)
        case yaml.SequenceStartEvent():
            return yaml.SequenceNode("", [], *place)
        case yaml.MappingStartEvent():
            return yaml.MappingNode("", [], *place)
    return None


def close(node: yaml.CollectionNode) -> None:
    """Give a finished mapping its pairs."""
    if isinstance(node, yaml.MappingNode):
        node.value = list(zip(node.value[::2], node.value[1::2], strict=True))


def line_of(error: yaml.YAMLError) -> int:
    """The line of a YAML error: where a bracket or quote was opened that is never closed, else where the parser stopped."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if context and re.search("flow|quoted", getattr(error, "context", None) or ""):
        mark = context
    return int(mark.line) + 2 if mark else 2
