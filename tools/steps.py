"""The steps of a publish: each is told when it is done, and named when it is not."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import TypeVar

from plugins.problems import ProblemsFound
from tools.failure import WrongUse, say, tell
from tools.git import GitFailed, without_secrets

T = TypeVar("T")
WIDTH = 9
UNCHANGED = "Nothing was changed: what is live is as it was."
HINTS = (  # what git says, and what to do about it
    (
        r"\[rejected\]|fetch first|non-fast-forward|cannot lock ref|stale info",
        "somebody published meanwhile: run it again",
    ),
    (
        r"remote rejected|hook declined|protected branch",
        "the remote's own rules refuse it: ask whoever keeps them, or see what they said above",
    ),
    (
        r"could not read (?:Username|Password)|Authentication failed|Permission denied|Host key|error: 403",
        "git could not sign in: try git fetch by hand, set up a credential helper or ssh-add, and run it again",
    ),
    (
        r"not resolve host|unable to access|Connection|not appear to be a git repository|not found|gave no answer|hung up",
        "the remote cannot be reached: see git remote -v and the network, and run it again",
    ),
    (r"No space left|unable to (?:write|create)|write error|disk|quota", "make room on the disk, and run it again"),
)


class Stopped(WrongUse):
    """A step that could not be done: which, why, what to do, and what became of the site that is live."""

    def __init__(self, step: str, why: str, state: str = UNCHANGED) -> None:
        super().__init__(f"Stopped at the step {step!r}: {why}\n{state}")


class Steps:
    """Runs steps, one after the other."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet

    def __call__(self, name: str, work: Callable[[], T], told: Callable[[T], str] = str, instead: str = "") -> T:
        """Do a step and tell what it gave. ``instead`` is a way around its problems.

        Raises ``Stopped``, or ``ProblemsFound`` where they are many.
        """
        try:
            found = work()
        except ProblemsFound:
            if not self.quiet:
                say(f"Stopped at the step {name!r}. Mend this{f' ({instead})' if instead else ''}:")
            raise
        except Stopped:
            raise
        except (GitFailed, WrongUse, OSError, sqlite3.Error) as error:
            raise Stopped(name, with_hint(without_secrets(str(error)))) from error
        self.tell(f"{name:<{WIDTH}} {told(found)}")
        return found

    def tell(self, line: str) -> None:
        """A line for whoever publishes."""
        if not self.quiet:
            tell(line)


def with_hint(why: str) -> str:
    """What went wrong, and what to do where the words tell."""
    hint = next((hint for pattern, hint in HINTS if re.search(pattern, why, re.IGNORECASE)), "")
    return f"{why.rstrip('.')}; {hint}" if hint and hint not in why else why
