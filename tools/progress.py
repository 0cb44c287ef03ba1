"""How far a long step is: a bar on a terminal, a line elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from plugins.engine import Progress, quietly
from tools.failure import say

SHOWN_FROM = 100  # items
STEPS = 50


def progress_for(*, quiet: bool) -> Progress:
    """A function that shows how far a step is while its items are taken."""
    return quietly if quiet else progress


def progress(items: Iterable[str], label: str) -> Iterable[str]:
    """The items; how many of them are done is shown, if they are many."""
    listed = list(items)
    if len(listed) < SHOWN_FROM:
        return listed
    if not sys.stderr.isatty():
        say(f"{label} {len(listed)} files")
        return listed
    return bar(listed, label)


def bar(items: list[str], label: str) -> Iterator[str]:
    """The items, with a bar that is drawn anew in steps, by this thread: no other may run when processes are started."""
    from rich.console import Console  # noqa: PLC0415 (only a long build on a terminal needs it)
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True, auto_refresh=False) as shown:
        task = shown.add_task(label, total=len(items))
        for number, item in enumerate(items):
            yield item
            if number % max(1, len(items) // STEPS) == 0:
                shown.update(task, completed=number, refresh=True)
