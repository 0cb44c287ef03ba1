"""Waivers: an article may set a rule aside, with a reason that every check repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from plugins.documents import Document
from plugins.problems import Problem, Waived
from plugins.rules import RULES


def waive(problems: Iterable[Problem], documents: Mapping[str, Document]) -> tuple[list[Problem], list[Waived]]:
    """The problems that stand, and those that are waived. Paths are those of the documents."""
    reasons = {
        (path, waiver["rule"]): str(waiver["reason"])
        for path, document in documents.items()
        for waiver in document.meta.get("waive", ())
    }
    standing, waived = list[Problem](), list[Waived]()
    for problem in problems:
        reason = reasons.get((problem.path, problem.code))
        if reason and may_be_waived(problem, documents[problem.path]):
            waived.append(Waived(problem, reason))
        else:
            standing.append(problem)
    return standing, waived


def may_be_waived(problem: Problem, document: Document) -> bool:
    """Whether the rule allows it, for the box that the problem is about."""
    boxes = RULES[problem.code].boxes
    return not boxes or any(box.line == problem.line and box.kind in boxes for box in document.callouts)


def unused_waivers(documents: Iterable[Document], waived: Iterable[Waived]) -> Iterator[Problem]:
    """A warning for each waiver that waived nothing. Paths are those of the documents."""
    used = {(each.problem.path, each.problem.code) for each in waived}
    for document in documents:
        for waiver in document.meta.get("waive", ()):
            if (document.path, waiver["rule"]) not in used:
                message, hint = f"the waiver of {waiver['rule']!r} waives nothing", "delete it"
                yield Problem(document.path, waiver["line"], "waiver-unused", message, hint, warning=True)
