"""``invoke status``: where every article stands, drafts too, as a table, as JSON, or as one page."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from plugins.callout_kinds import TABLE
from plugins.documents import Document
from plugins.problems import Problem
from tools.failure import WrongUse
from tools.measured import Measured, measured

Summary = dict[str, Any]
UNKNOWN = "unknown"
MOST = 1_000  # more than any part
NOT_REVIEWED = "not reviewed"


class Count(NamedTuple):
    """The open problems of a file."""

    errors: int = 0
    warnings: int = 0

    def __str__(self) -> str:
        found = {"error": self.errors, "warning": self.warnings}
        return ", ".join(f"{number} {name}{'s' * (number > 1)}" for name, number in found.items() if number) or "none"


class Row(NamedTuple):
    """Where an article stands. ``review_due`` is a day, or says that nobody has reviewed it; ``part`` may be unknown: 0."""

    series: str
    part: int
    title: str
    path: str
    state: str
    review_due: str
    words: int
    grade: float
    references: int
    callouts: Mapping[str, int]
    problems: Count

    def to_json(self) -> Summary:
        """The row as one JSON object."""
        return {name: value for name, value in self._asdict().items() if name != "problems"} | self.problems._asdict()


class Status(NamedTuple):
    """All articles, series by series, and the other files with problems."""

    rows: tuple[Row, ...]
    elsewhere: Mapping[str, Count]

    @property
    def series(self) -> Iterator[tuple[str, list[Row]]]:
        """The articles of each series."""
        return ((name, list(rows)) for name, rows in groupby(self.rows, key=lambda row: row.series))

    @property
    def line(self) -> str:
        """All of it in one line."""
        drafts = sum(row.state == "draft" for row in self.rows)
        unseen = sum(row.review_due == NOT_REVIEWED for row in self.rows)
        words = sum(row.words for row in self.rows)
        counts = (*(row.problems for row in self.rows), *self.elsewhere.values())
        errors, warnings = sum(count.errors for count in counts), sum(count.warnings for count in counts)
        articles = f"Articles: {len(self.rows)}, drafts: {drafts}, {NOT_REVIEWED}: {unseen}, words: {words:,}"
        return f"{articles}. Errors: {errors}, warnings: {warnings}."


def status(content: str = "", html: str = "", *, quiet: bool = False) -> Summary:
    """Show where every article stands; ``html`` names a file for the same as a page. Nothing about an article fails it.

    Raises ``WrongUse`` for a folder or file that cannot be used.
    """
    found = status_of(measured(content))
    if html:
        write_page(Path(html), found)
    if not quiet:
        from tools.status_table import print_table  # noqa: PLC0415 (rich is not needed for JSON)

        print_table(found)
        sys.stdout.write(f"Wrote {html}\n" if html else "")
    elsewhere = [{"path": path, **count._asdict()} for path, count in found.elsewhere.items()]
    return {"articles": [row.to_json() for row in found.rows], "elsewhere": elsewhere}


def status_of(found: Measured) -> Status:
    """Where the articles of a content folder stand, in the order of their series; parts that are unknown come last."""
    counts = counted(found.reading.problems)
    rows = [row_of(found, document, counts.pop(found.place(document), Count())) for document in found.documents]
    order = [row["title"] for row in found.reading.library.series.values()]
    place = {title: number for number, title in enumerate(order)}
    rows.sort(key=lambda row: (place.get(row.series, len(order)), row.series, row.part or MOST, row.path))
    return Status(tuple(rows), counts)


def counted(problems: Iterable[Problem]) -> dict[str, Count]:
    """The problems of each file, counted."""
    found: dict[str, Count] = {}
    for problem in problems:
        errors, warnings = found.get(problem.path, Count())
        found[problem.path] = Count(errors + (not problem.warning), warnings + problem.warning)
    return found


def row_of(found: Measured, document: Document, count: Count) -> Row:
    """Where an article stands; what its front matter does not tell is unknown."""
    meta, readability = document.meta, found.readability[document.path]
    series, register = meta.get("series") or PurePosixPath(document.path).parts[1], found.reading.library.series
    kinds = Counter(box.kind for box in document.callouts)
    return Row(
        series=(register[series]["title"] if series in register else "") or series,
        part=meta.get("part", 0),
        title=meta.get("title", document.slug),
        path=found.place(document),
        state=found.states[document.path].value if meta.get("status") else UNKNOWN,
        review_due=meta["review"]["due"] if meta.get("review") else NOT_REVIEWED,
        words=readability.words,
        grade=readability.grade,
        references=len(document.uses),
        callouts={kind.name: kinds[kind.name] for kind in TABLE if kinds[kind.name]},
        problems=count,
    )


def write_page(file: Path, found: Status) -> None:
    """Write the page. Raises ``WrongUse`` where that cannot be."""
    from tools.status_page import page  # noqa: PLC0415 (the terminal needs none)

    try:
        file.write_text(page(found), "utf-8", newline="\n")
    except OSError as error:
        raise WrongUse(f"{file} cannot be written: {error.strerror}; name a file in a folder that is there") from error
