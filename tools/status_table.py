"""The table of ``invoke status`` on a terminal, or as wide as it needs in a file."""

from __future__ import annotations

import sys

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tools.status import Row, Status

WIDE = 200  # columns where there is no terminal to fit
COLUMNS = {  # heading, and whether it is a number
    "Part": True,
    "Title": False,
    "State": False,
    "Review due": False,
    "Words": True,
    "Grade": True,
    "Refs": True,
    "Boxes": False,
    "Problems": False,
}
STYLES = {"approved": "green", "awaiting review": "yellow", "due soon": "yellow", "draft": "yellow"}


def print_table(found: Status) -> None:
    """Print a table for each series, the files elsewhere that have problems, and the sums."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDE, highlight=False)
    for series, rows in found.series:
        console.print(table(series, rows))
    for path, count in found.elsewhere.items():
        console.print(Text(f"{path}: {count}"))
    console.print(Text(found.line))


def table(series: str, rows: list[Row]) -> Table:
    """The table of a series."""
    made = Table(
        title=Text(series), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    for name, number in COLUMNS.items():
        kept = number or name in {"State", "Review due"}
        made.add_column(name, justify="right" if number else "left", no_wrap=kept, overflow="fold")
    for row in rows:
        made.add_row(*cells(row))
    return made


def cells(row: Row) -> list[Text]:
    """A row's cells."""
    boxes = ", ".join(f"{kind} {number}" for kind, number in row.callouts.items())
    numbers = (f"{row.words:,}", str(row.grade) if row.words else "?", str(row.references))
    return [
        Text(str(row.part or "?")),
        Text(row.title),
        Text(row.state, STYLES.get(row.state, "red")),
        Text(row.review_due),
        *map(Text, numbers),
        Text(boxes),
        Text(str(row.problems), "red" if row.problems.errors else ""),
    ]
