"""The gate: which articles may be published, and what to do about each of the others."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping

from plugins.documents import Document
from plugins.library import Library
from plugins.problems import Problem
from plugins.review import State

APPROVED, HOLD_BACK, UNREVIEWED = "approved", "hold-back", "unreviewed"
MODES = (APPROVED, HOLD_BACK, UNREVIEWED)
PASSING = frozenset({State.APPROVED, State.DUE_SOON, State.OVERDUE})


def stopped(library: Library, states: Mapping[str, State]) -> list[Document]:
    """The finished articles that the gate lets through only with a label, or not at all."""
    return [each for each in library.articles if states[each.path] not in {*PASSING, State.DRAFT}]


def held_back(library: Library, states: Mapping[str, State], mode: str | None) -> frozenset[str]:
    """The paths of the finished articles that are not shown in a mode."""
    return frozenset(each.path for each in stopped(library, states)) if mode == HOLD_BACK else frozenset()


def gate_problems(
    library: Library, states: Mapping[str, State], mode: str | None, place: Callable[[str], str]
) -> Iterator[Problem]:
    """Why a site cannot be published in a mode: one problem for each article that stops it.

    ``place`` gives a content path as a writer can open it.
    """
    for document in stopped(library, states) if mode == APPROVED else ():
        code, message = reason(document, states[document.path])
        by, path = document.meta.get("review", {}).get("by", "KEY"), place(document.path)
        hint = f"run: invoke review -p {shlex.quote(path)} --by {by}"
        yield Problem(path, document.lines.get("review", 1), code, message, hint)


def reason(document: Document, state: State) -> tuple[str, str]:
    """The code of a problem, and what is wrong."""
    review = document.meta.get("review", {})
    if state is State.AWAITING:
        return "review-missing", "no clinician has reviewed this article"
    if state is State.CHANGED:
        return "review-changed", f"the text has changed since its review on {review['on']}"
    return "review-overdue", f"the review was due on {review['due']}, and the days of grace are over"
