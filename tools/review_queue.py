"""``invoke review --list``: which articles wait for a clinician, the most pressing first."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from typing import NamedTuple

from plugins.content import take_snapshot
from plugins.reading import read_content, seen_from_here
from plugins.review import Rules, State, states
from plugins.settings import review_rules
from tools.build import engine_for, store_for
from tools.failure import ROOT
from tools.job import existing_folder, settings_of
from tools.paths import named_files

ORDER = (State.LAPSED, State.OVERDUE, State.CHANGED, State.AWAITING, State.DUE_SOON, State.DRAFT)
LATE = (State.LAPSED, State.OVERDUE)


class Waiting(NamedTuple):
    """An article in the queue. ``by``, ``on`` and ``due`` are those of its last review, or empty."""

    state: str
    path: str
    title: str
    by: str
    on: str
    due: str

    def __str__(self) -> str:
        last = f"reviewed {self.on} by {self.by}, due {self.due}" if self.on else ""
        return "  ".join(filter(None, (f"{self.state:<20}", self.path, last)))


def review_queue(
    content: str = "", path: str = "", *, overdue: bool = False, quiet: bool = False, today: dt.date | None = None
) -> dict[str, object]:
    """Show the queue below a path, or what is ``overdue`` of it. Raises ``WrongUse`` for a folder or path that is none."""
    rows = [row for row in queue(content, path, rules_for(today)) if not overdue or row.state in LATE]
    if not quiet:
        nothing = "No review is overdue." if overdue else "Nothing waits for a clinician."
        sys.stdout.write("".join(f"{row}\n" for row in rows) + f"{summary(rows) or nothing}\n")
    return {"articles": [row._asdict() for row in rows]}


def queue(content: str, path: str, rules: Rules) -> list[Waiting]:
    """All articles at or below a path but those that are approved for long."""
    folder = existing_folder(content or str(ROOT / "content"))
    snapshot = take_snapshot(folder)
    chosen = named_files([path] if path else [], folder, snapshot.documents)
    with store_for(cache=True) as store, engine_for(store, 0) as engine:
        library = read_content(folder, drafts=True, snapshot=snapshot, engine=engine).library
    found = states(library, rules)
    rows = [
        Waiting(
            found[each.path].value,
            seen_from_here(folder, each.path),
            each.meta.get("title", each.slug),
            *((each.meta.get("review") or {}).get(name, "") for name in ("by", "on", "due")),
        )
        for each in library.articles
        if found[each.path] in ORDER and each.path in chosen
    ]
    return sorted(rows, key=lambda row: (ORDER.index(State(row.state)), row.due))


def summary(rows: Iterable[Waiting]) -> str:
    """How many articles are in each state; nothing where there are none."""
    states_found = [row.state for row in rows]
    counts = (f"{states_found.count(state)} {state}" for state in ORDER if state in states_found)
    return ", ".join(counts)


def rules_for(today: dt.date | None = None) -> Rules:
    """The rules of the site that is published, on a day: today, if none is given."""
    rules = review_rules(settings_of(ROOT / "publishconf.py"))
    return rules._replace(today=today) if today else rules
