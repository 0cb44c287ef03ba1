"""How a command ends: exit code 0 done, 1 problems in the content, 2 wrong use, 3 a bug of ours."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from plugins.problems import ProblemsFound, problem_lists, report

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
DONE, PROBLEMS, WRONG_USE, BUG = 0, 1, 2, 3


class WrongUse(Exception):
    """The command was given something it cannot work with; the message says what would be right."""


def run(command: Callable[[], dict[str, object] | None], *, as_json: bool = False) -> None:
    """Run a command and leave with its exit code. No traceback ever reaches a writer."""
    try:
        summary, code = command() or {}, DONE
    except ProblemsFound as found:
        summary, code = problem_lists(found.problems, found.waived), PROBLEMS
        if not as_json:
            say(f"{report(found.problems)}\n{count(found)}")
    except WrongUse as wrong:
        summary, code = {"error": str(wrong)}, WRONG_USE
        if not as_json:
            say(str(wrong))
    except Exception as bug:  # noqa: BLE001 (the last resort)
        summary, code = {"error": explain(bug)}, BUG
        if not as_json:
            say(explain(bug))
    if as_json:
        sys.stdout.write(json.dumps(summary, ensure_ascii=False) + "\n")
    if code:
        raise SystemExit(code)


def say(text: str) -> None:
    """A message for a person, beside the output."""
    sys.stderr.write(text + "\n")


def tell(line: str) -> None:
    """A line of the output, whatever characters a file's name may hold and the terminal may lack."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    sys.stdout.flush()


def count(found: ProblemsFound) -> str:
    """One line that tells what the problems mean."""
    errors = sum(not problem.warning for problem in found.problems)
    return f"{errors} problem{'s' if errors != 1 else ''}: nothing was written, the last good site is as it was."


def explain(bug: BaseException) -> str:
    """What a person is told of a bug; the traceback goes to a file, where one can be written."""
    trace = CACHE / "crash.txt"
    try:
        CACHE.mkdir(exist_ok=True)
        trace.write_text("".join(traceback.format_exception(bug)), "utf-8", errors="backslashreplace")
        how = f" with the file {trace.relative_to(ROOT)}"
    except OSError:  # no room, or no right to write: even so the words reach the writer
        how = ""
    return (
        f"This is a bug in the site generator, not in your text: {type(bug).__name__}: {bug}\n"
        f"Please report it{how}. The last good site is as it was."
    )
