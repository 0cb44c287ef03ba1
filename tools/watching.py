"""What a preview watches: some folders and files, which may go and come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import watch

from plugins.content import hidden

LOOK_EVERY = 200  # milliseconds after which the watcher looks up, changes or not
FAILURES_TO_POLL = 2  # in a row, after which the watcher looks at the files themselves
MOST_FAILURES = 4  # in a row
LEFT_ALONE = "__pycache__"
Identity = tuple[int, int] | None


def changes(places: Sequence[Path]) -> Iterator[set[Path]]:
    """The paths that changed below some places, for ever; none at a look when nothing did.

    A place that is deleted and put back is a change, and is watched again. Whenever watching begins, the first place
    counts as changed: nobody saw what happened before.
    """
    failures = 0
    while True:
        try:
            for found in until_one_goes(places, poll=failures >= FAILURES_TO_POLL):
                failures = 0
                yield found
        except FileNotFoundError:  # a place went just now
            continue
        except (OSError, RuntimeError):  # a name that is no text, or too much to watch
            failures += 1
            if failures > MOST_FAILURES:
                raise


def until_one_goes(places: Sequence[Path], *, poll: bool) -> Iterator[set[Path]]:
    """The paths that changed, until a place is not any more what it was."""
    known, missed = {place: identity(place) for place in places}, {places[0]}
    for paths in looks([place for place in places if known[place]], poll=poll):
        found = {path for path in paths if matters(path, places)}
        gone = {place for place in places if place in found or identity(place) != known[place]}
        yield found | gone | missed
        if gone:
            return
        missed = set()


def looks(places: Sequence[Path], *, poll: bool) -> Iterator[set[Path]]:
    """What changed below places that are there, at each change and at each look."""
    for found in watch(
        *places,
        watch_filter=None,
        rust_timeout=LOOK_EVERY,
        yield_on_timeout=True,
        force_polling=poll or None,
        ignore_permission_denied=True,
    ):
        yield {Path(path) for _, path in found}


def identity(place: Path) -> Identity:
    """What tells a file or folder from another that takes its place; nothing where there is none."""
    try:
        status = place.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def matters(path: Path, places: Sequence[Path]) -> bool:
    """Whether a change is one of ours: neither hidden nor an editor's own copy, below its place."""
    below = (path.relative_to(place).parts for place in places if path.is_relative_to(place))
    return any(not any(hidden(part) or part == LEFT_ALONE for part in parts) for parts in below)
