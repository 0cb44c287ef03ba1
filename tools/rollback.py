"""``invoke rollback`` puts back what was published before; ``invoke published`` lists it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.candidate import Candidate, fetched, send
from tools.checkout import repository_of
from tools.failure import ROOT
from tools.publish import changes_told, lock_for
from tools.published_branch import PublishedBranch, Release, chosen
from tools.site_tree import changes
from tools.steps import Steps

Summary = dict[str, Any]


def rollback(
    wanted: str = "",
    remote: str = "origin",
    branch: str = "gh-pages",
    *,
    dry_run: bool = False,
    quiet: bool = False,
    root: Path = ROOT,
) -> Summary:
    """Put an earlier site back as a new commit: that of a commit or of a source, else the one before what is live.

    Raises ``Stopped``; what is live is then as it was.
    """
    steps = Steps(quiet=quiet)
    with lock_for(root, dry_run=dry_run), tempfile.TemporaryDirectory(prefix="rollback-") as folder:
        place, tip = steps(
            "fetch", lambda: fetched(repository_of(root), Path(folder), remote, branch), lambda found: found[0].place
        )
        history = steps("history", lambda: place.history(tip), lambda found: f"{len(found)} commits")
        release = steps("choose", lambda: chosen(history, wanted))
        found = steps("commit", lambda: put_back(place, release, history))
        difference = changes(found.live, found.new)
        send(place, found, steps, dry_run=dry_run)
        changes_told(steps, difference._asdict())
        end = f"the site of {release} on {place.place}"
        steps.tell(
            f"Dry run: nothing was changed. A rollback would put back {end}"
            if dry_run
            else f"Put back {end} as {found.commit[:7]}"
        )
    return {"commit": found.commit, "replaced": found.tip, "source": release.source, "published": not dry_run} | (
        difference._asdict()
    )


def put_back(branch: PublishedBranch, release: Release, history: list[Release]) -> Candidate:
    """A new commit of an earlier site, on top of what is live. Raises ``GitFailed``."""
    live = history[0]
    trailers = {"Source": release.source, "Pages": release.pages or "", "Takes-Back": live.source}
    kept = [f"Kept: {name}" for name in release.kept]
    told = "\n".join([*(f"{name}: {value}" for name, value in trailers.items() if value), *kept])
    message = f"Roll back to {release.commit[:7]}\n\n{told}".strip()
    commit = branch.commit_again(release, live.commit, message)
    return Candidate(commit, branch.tree(live.commit), branch.tree(commit), history)


def published(remote: str = "origin", branch: str = "gh-pages", *, quiet: bool = False, root: Path = ROOT) -> Summary:
    """List what was published, the newest first. Raises ``Stopped``, ``WrongUse``."""
    steps = Steps(quiet=True)
    with tempfile.TemporaryDirectory(prefix="published-") as folder:
        place, tip = steps("fetch", lambda: fetched(repository_of(root), Path(folder), remote, branch))
        history = steps("history", lambda: place.history(tip))
    if not quiet:
        sys.stdout.write(table(history) or f"Nothing has been published yet on {place.place}\n")
    return {"published": [each._asdict() for each in history]}


def table(history: list[Release]) -> str:
    """What was published, as lines."""
    rows = [
        f"{each.date[:16].replace('T', ' ')}  {each.commit[:7]}  {each.source[:7] or '(other)':<7}"
        f"  {each.pages or '-':>5}  {each.subject}\n"
        for each in history
    ]
    return "".join([f"{'date':<16}  {'commit':<7}  {'source':<7}  pages\n", *rows]) if rows else ""
