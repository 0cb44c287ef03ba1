"""What the browser tests found of each kind of page: ``content/accessibility.toml``, which ``invoke test --record`` writes.

A check that is in neither list of a component did not run.
"""

from __future__ import annotations

import tomllib
from typing import Any, NamedTuple

from plugins.problems import Problem

PATH = "accessibility.toml"


class Component(NamedTuple):
    """A kind of page; ``passed`` and ``failed`` are places in the list of checks."""

    name: str
    passed: tuple[int, ...]
    failed: tuple[int, ...]


class Results(NamedTuple):
    """One run of the checks: its day, the tools with their versions, the checks in words, the kinds of page."""

    date: str
    tool: str
    checks: tuple[str, ...]
    components: tuple[Component, ...]


def read_results(text: str) -> tuple[Results | None, list[Problem]]:
    """The results, if there are any, or why they cannot be read."""
    if not text:
        return None, []
    try:
        return results_of(tomllib.loads(text)), []
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        hint = "write it anew: invoke test --record"
        return None, [Problem(PATH, 1, "accessibility-results", f"the results cannot be read: {error}", hint)]


def results_of(found: dict[str, Any]) -> Results:
    """The results from the file's tables. Raises the errors of wrong tables."""
    checks = tuple(map(str, found["checks"]))
    components = tuple(
        Component(str(row["name"]), places(row["passed"], len(checks)), places(row["failed"], len(checks)))
        for row in found["components"]
    )
    return Results(found["date"].isoformat(), str(found["tool"]), checks, components)


def places(numbers: list[int], checks: int) -> tuple[int, ...]:
    """The places of checks. Raises ``ValueError`` where one is not in the list."""
    if not all(type(number) is int and 0 <= number < checks for number in numbers):
        raise ValueError(f"{numbers} are no places in the list of checks")
    return tuple(numbers)
