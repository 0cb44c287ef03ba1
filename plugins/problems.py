"""Problems: everything that can be wrong with the content, as data that is collected and never raised one by one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake: where it is, its stable code, what is wrong, and how to mend it.

    ``path`` is relative to the content folder, with forward slashes; ``line`` counts from 1, and is 0 for
    what has no lines that a person wrote, such as an address.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        hint = f"; {self.hint}" if self.hint else ""
        label = "warning: " if self.warning else ""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {label}{self.message}{hint} [{self.code}]"

    def to_json(self) -> dict[str, str | int]:
        """The problem as one JSON object; problems and warnings stand in lists of their own."""
        return {name: value for name, value in self._asdict().items() if name != "warning"}


class Waived(NamedTuple):
    """A problem that its file sets aside, and why."""

    problem: Problem
    reason: str

    def to_json(self) -> dict[str, str | int]:
        """The problem as one JSON object, with the reason."""
        return self.problem.to_json() | {"reason": self.reason}


class ProblemsFound(SystemExit):
    """Ends a build before anything is written. Left alone, Python prints the list and exits with code 1."""

    def __init__(self, problems: Iterable[Problem], waived: Iterable[Waived] | None = None) -> None:
        self.problems = tuple(sorted(problems))
        self.waived = waived if waived is None else tuple(waived)
        super().__init__(report(self.problems))

    def __reduce__(self) -> tuple[type[ProblemsFound], tuple[tuple[Problem, ...], tuple[Waived, ...] | None]]:
        """Problems found in another process come back as they are."""
        return type(self), (self.problems, self.waived)


def problem_lists(problems: Iterable[Problem], waived: Iterable[Waived] | None = None) -> dict[str, object]:
    """The problems, and apart from them the warnings, as JSON objects; also what is waived, where that is asked for."""
    found = list(problems)
    lists: dict[str, object] = {
        "problems": [problem.to_json() for problem in found if not problem.warning],
        "warnings": [problem.to_json() for problem in found if problem.warning],
    }
    return lists if waived is None else lists | {"waived": [each.to_json() for each in waived]}


def report(problems: Iterable[Problem | Waived]) -> str:
    """The problems as lines of text, one each."""
    return "\n".join(map(str, problems))


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """``did you mean "x"?`` for the nearest allowed word, else the list of what is allowed."""
    choices = sorted(allowed)
    near = difflib.get_close_matches(word.lower(), choices, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"allowed: {', '.join(choices)}" if choices else "none is defined yet"
