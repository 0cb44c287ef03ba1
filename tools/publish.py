"""``invoke publish``: the whole checked site takes the place of the one that is live, or nothing happens.

Whatever stops it, the remote branch holds the old site or the new one, whole, and running it again is safe.
"""

from __future__ import annotations

import tempfile
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from tools.candidate import Candidate, candidate, compared, fetched, send
from tools.checkout import Source
from tools.failure import CACHE, ROOT, WrongUse
from tools.publish_lock import only_one
from tools.publish_steps import (
    Order,
    built,
    checked_library,
    checked_settings,
    checked_source,
    gate_of,
    inspected,
    reviewed,
    told_library,
)
from tools.published_branch import PublishedBranch
from tools.site_checks import Terms
from tools.steps import Steps

SHOWN = 20  # pages of each kind of change; --json names all
Summary = dict[str, Any]


def publish(order: Order) -> Summary:
    """Publish the site. Raises ``Stopped`` and ``ProblemsFound``; what is live is then as it was."""
    if order.hold_back and order.unreviewed:
        raise WrongUse("--hold-back and --unreviewed mean opposite things; choose one")
    steps = Steps(quiet=order.quiet)
    with lock_for(order.root, dry_run=order.dry_run), tempfile.TemporaryDirectory(prefix="publish-") as folder:
        return publish_in(Path(folder), order, steps)


def publish_in(folder: Path, order: Order, steps: Steps) -> Summary:
    """Publish with a folder to work in: the steps, in order."""
    settings = steps("settings", lambda: checked_settings(order.config), lambda found: found["SITEURL"])
    git, source = steps("source", lambda: checked_source(order, settings["PUBLISH_FROM"]), lambda found: str(found[1]))
    library = steps("check", lambda: checked_library(order.root / "content"), told_library)
    gate = gate_of(order, settings)
    unseen = steps(
        "review",
        lambda: reviewed(library, order, settings),
        lambda found: f"{gate}: {len(found)} articles stay out",
        instead="--hold-back leaves these articles out, --unreviewed publishes them with their label",
    )
    site = steps("build", lambda: built(folder / "site", order, gate), lambda site: f"{site.count} pages")
    terms = Terms(settings["SITEURL"], settings["BOOKING_URL"], unseen, (str(ROOT), str(order.root), str(folder)))
    steps("inspect", lambda: inspected(site, terms), lambda _: "nothing is wrong with the site")
    branch, tip = steps("fetch", lambda: fetched(git, folder, order.remote, order.branch), lambda found: found[0].place)
    found = steps("commit", lambda: candidate(branch, tip, site, source, order, settings["CNAME"]))
    summary = summary_of(found, source, site.count, settings["SITEURL"])
    if found.same:
        steps.tell(f"Nothing to do: the site that is live is this one. {settings['SITEURL']}/")
        return summary
    difference = steps(
        "compare", lambda: compared(found, git, source, order), instead="--allow-removals lets these addresses go"
    )
    send(branch, found, steps, dry_run=order.dry_run)
    return concluded(summary | difference._asdict(), steps, order, branch)


def lock_for(root: Path, *, dry_run: bool) -> AbstractContextManager[None]:
    """The lock of a project. What only looks needs none."""
    return nullcontext() if dry_run else only_one(root / CACHE.name / "publish.lock")


def summary_of(found: Candidate, source: Source, pages: int, url: str) -> Summary:
    """What a publish comes to, for people and machines."""
    return {
        "url": f"{url}/",
        "commit": found.tip if found.same else found.commit,
        "replaced": found.tip,
        "source": source.commit,
        "pages": pages,
        "published": False,
    }


def concluded(summary: Summary, steps: Steps, order: Order, branch: PublishedBranch) -> Summary:
    """Tell which pages change, and where the site is, or would be."""
    changes_told(steps, summary)
    end = f"{summary['pages']} pages at {summary['url']} as {summary['commit'][:7]} on {branch.place}"
    if order.dry_run:
        steps.tell(f"Dry run: nothing was changed. A publish would put {end}")
        return summary
    steps.tell(f"Published {end}")
    return summary | {"published": True}


def changes_told(steps: Steps, summary: Summary) -> None:
    """Tell which pages change."""
    for kind in ("added", "changed", "removed"):
        for line in shown(summary[kind]):
            steps.tell(f"  {kind:<8} {line}")


def shown(pages: tuple[str, ...]) -> list[str]:
    """The first of some pages, and how many there are more."""
    more = [f"and {len(pages) - SHOWN} more"] if len(pages) > SHOWN else []
    return [*pages[:SHOWN], *more]
