"""``invoke check``: read everything as a build does, ask the editorial rules as well, and write nothing."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plugins.content import Snapshot, take_snapshot
from plugins.editor import edit
from plugins.library import Library
from plugins.problems import Problem, ProblemsFound, Waived, problem_lists, report
from plugins.reading import located, located_waived, read_content, seen_from_here
from plugins.rules import NOT_CHECKED
from plugins.store import discard
from tools.build import CACHE_FILE, engine_for, store_for, without_collection
from tools.failure import CACHE, ROOT, say
from tools.job import existing_folder
from tools.paths import named_files

Summary = dict[str, Any]


class Examined(NamedTuple):
    """What was found in a content folder, and how many files had to be read anew.

    Paths begin with the folder, as seen from the current directory.
    """

    library: Library
    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]
    parsed: int


def check(
    content: str = "",
    paths: Sequence[str] = (),
    *,
    strict: bool = False,
    online: bool = False,
    quiet: bool = False,
    cache: bool = True,
    workers: int = 0,
) -> Summary:
    """Check the content without building; where ``paths`` are given, tell only of these files and folders.

    ``strict`` makes a problem of every warning, but of what could not be checked; ``online`` also asks whether web
    addresses answer. Raises ``ProblemsFound``, ``WrongUse``.
    """
    start = time.perf_counter()
    folder = existing_folder(content or str(ROOT / "content"))
    snapshot = take_snapshot(folder)
    files = named_files(paths, folder, [*snapshot.digests, *(problem.path for problem in snapshot.problems)])
    try:
        library, found, waived, parsed = examine(folder, snapshot, workers, cache=cache)
    except sqlite3.Error as error:  # a page of the cache that is no good shows only when it is read
        say(f"The cache cannot be used ({error}); checking without what it knew.")
        discard(CACHE / CACHE_FILE)
        library, found, waived, parsed = examine(folder, snapshot, 1, cache=False)
    chosen = {seen_from_here(folder, file) for file in files}
    told = [each for each in found if not paths or each.path in chosen]
    told += located(asked(library, files, cache=cache, quiet=quiet), folder) if online else ()
    problems = [each._replace(warning=each.warning and not (strict and each.code != NOT_CHECKED)) for each in told]
    waived = tuple(each for each in waived if not paths or each.problem.path in chosen)
    if waived and not quiet:
        say("\n".join(waived_lines(waived)))
    if any(not problem.warning for problem in problems):
        raise ProblemsFound(problems, waived)
    summary: Summary = {
        "articles": len(library.articles),
        "parsed": parsed,
        "uncited": uncited(library),
        "seconds": round(time.perf_counter() - start, 2),
        **problem_lists(problems, waived),
    }
    if not quiet:
        say_checked(summary, problems, len(library.documents.keys() & set(files)), len(library.records))
    return summary


def asked(library: Library, files: Collection[str], *, cache: bool, quiet: bool) -> list[Problem]:
    """What web addresses answer."""
    from tools.online import check_online  # noqa: PLC0415 (most checks ask nobody)

    return check_online(library, files, cache=cache, quiet=quiet)


def examine(folder: Path, snapshot: Snapshot, workers: int, *, cache: bool) -> Examined:
    """Everything that is wrong, or reads badly, in a content folder."""
    with without_collection(), store_for(cache=cache) as store, engine_for(store, workers) as engine:
        reading = read_content(folder, drafts=False, snapshot=snapshot, engine=engine)
        found, waived = edit(engine, snapshot, reading)
    problems = tuple(sorted(reading.problems + located(found, folder)))
    return Examined(reading.library, problems, located_waived(waived, folder), engine.parsed)


def waived_lines(waived: Iterable[Waived]) -> Iterator[str]:
    """What is waived, a line for each rule and reason; lines of the text only where all are of one file."""
    groups = dict[tuple[str, str], list[Problem]]()
    for problem, reason in waived:
        groups.setdefault((problem.code, reason), []).append(problem)
    for (code, reason), found in sorted(groups.items()):
        files = {problem.path for problem in found}
        yield f"{waived_where(files.pop(), found) if len(files) == 1 else waived_in(files, found)}: {reason} [{code}]"


def waived_where(file: str, found: Sequence[Problem]) -> str:
    """What is waived in one file, by lines."""
    lines = list(dict.fromkeys(str(problem.line) for problem in found))
    return f"{file}: waived at line{'s' if len(lines) > 1 else ''} {', '.join(lines)}"


def waived_in(files: Collection[str], found: Sequence[Problem]) -> str:
    """What is waived in several files, counted: their lines are told where one of them is named, and as JSON."""
    return f"{len(found)} findings waived in {len(files)} files"


def uncited(library: Library) -> int:
    """How many records of the reference list nothing cites."""
    cited = {target.address for document in library.documents.values() for target in document.citations}
    for row in library.conditions.values():
        if isinstance(row["sources"], list):
            cited |= {key for key in row["sources"] if isinstance(key, str)}
    return len(library.records.keys() - cited)


def say_checked(summary: Summary, warnings: Sequence[Problem], files: int, records: int) -> None:
    """The warnings, and one line that a person can read."""
    if warnings:
        say(report(warnings))
    parts = [(len(warnings), "warning"), (len(summary["waived"]), "waived finding")]
    found = ", ".join(f"{number} {name}{'s' if number != 1 else ''}" for number, name in parts if number)
    sys.stdout.write(
        f"Checked {files} file{'s' if files != 1 else ''} in {summary['seconds']} s: {found or 'no problems'};"
        f" {summary['uncited']} of {records} references are not cited.\n"
    )
