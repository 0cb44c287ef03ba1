"""A commit that may become what is live: made on top of it, compared with it, and sent in its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from plugins.problems import ProblemsFound
from tools.checkout import Source, knows, shallow
from tools.failure import WrongUse
from tools.git import Git, GitFailed
from tools.publish_steps import Order
from tools.published_branch import PublishedBranch, Release, open_branch
from tools.site_checks import BuiltSite
from tools.site_tree import Changes, SiteTree, changes, kept_assets, vanished
from tools.steps import Steps, Stopped

SMALLEST_SHARE = 80  # percent of the pages that are live


class Candidate(NamedTuple):
    """A commit that may become what is live, and what it takes the place of."""

    commit: str
    live: SiteTree
    new: SiteTree
    history: list[Release]

    def __str__(self) -> str:
        return f"{self.commit[:7]} on top of {self.release or 'nothing: the branch is new'}"

    @property
    def release(self) -> Release | None:
        """What is live, as a commit tells of itself."""
        return self.history[0] if self.history else None

    @property
    def tip(self) -> str:
        """The commit that is live."""
        return self.live.commit

    @property
    def same(self) -> bool:
        """Whether it would change nothing. Assets that what is live keeps of the site before are no part of it."""
        kept = self.release.kept if self.release else ()
        return bool(self.tip) and self.new.files == {
            name: digest for name, digest in self.live.files.items() if name not in kept
        }


def fetched(git: Git, folder: Path, remote: str, name: str) -> tuple[PublishedBranch, str]:
    """The published branch, and the commit at which it stands, with its history here. Raises ``WrongUse``, ``GitFailed``."""
    branch = open_branch(git, folder, remote, name)
    return branch, branch.fetch()


def candidate(
    branch: PublishedBranch, tip: str, site: BuiltSite, source: Source, order: Order, cname: str
) -> Candidate:
    """The built site as a commit on top of what is live now, some of whose assets it keeps. Raises ``GitFailed``."""
    live, history = branch.tree(tip), branch.history(tip)
    kept = kept_assets(live, history[0].kept if history else (), site.names)
    for name, data in live.read(kept).items():
        (site.root / name).parent.mkdir(parents=True, exist_ok=True)
        (site.root / name).write_bytes(data)
    trailers = [f"Source: {source.commit}", f"Pages: {site.count}", *(f"Kept: {name}" for name in kept)]
    message = "\n".join([order.message.strip() or f"Publish {source}", "", *trailers])
    commit = branch.commit_site(site.root, source, message, cname)
    return Candidate(commit, live, branch.tree(commit), history)


def compared(found: Candidate, git: Git, source: Source, order: Order) -> Changes:
    """What would change. Raises ``WrongUse`` and ``ProblemsFound`` where something would be lost."""
    if found.history:
        replaced = len(order.replace) >= 7 and found.tip.startswith(order.replace)  # noqa: PLR2004 (as git shortens)
        if not replaced:
            check_order(found.history[0], git, source)
        if not order.allow_shrink:
            check_size(found)
        if not order.allow_removals and (gone := vanished(found.live, found.new)):
            raise ProblemsFound(gone)
    return changes(found.live, found.new)


def check_order(live: Release, git: Git, source: Source) -> None:
    """What is live was published from this very history, and nobody has taken this source back. Raises ``WrongUse``."""
    over = f"to publish over it: --replace {live.commit[:12]}"
    if not live.source:
        raise WrongUse(
            f"the newest commit there, {live}, was not made by invoke publish, and its changes would be lost;"
            f" bring them into the content, or put it away with: invoke rollback; {over}"
        )
    if live.taken_back == source.commit:
        raise WrongUse(f"{live} has taken back what was published from this very commit; commit what mends it; {over}")
    if knows(git, live.source):
        return
    if shallow(git):
        raise WrongUse("this clone is shallow and does not show whether what is live is older; git fetch --unshallow")
    raise WrongUse(
        f"what is live was made from {live.source[:12]}, which is not in this branch's history; git pull; {over}"
    )


def check_size(found: Candidate) -> None:
    """The site has not lost a large part of its pages. Raises ``WrongUse``."""
    if 100 * found.new.count < SMALLEST_SHARE * found.live.count:
        raise WrongUse(
            f"the site would have {found.new.count} pages where {found.live.count} are live;"
            f" see what is missing, or say that it is meant: --allow-shrink"
        )


def send(branch: PublishedBranch, found: Candidate, steps: Steps, *, dry_run: bool) -> None:
    """Push, and look at what the remote holds then. Raises ``Stopped``."""
    if dry_run:
        steps("push", lambda: branch.push(found.commit, dry_run=True), lambda _: "the remote would take it")
        return
    steps("keep", lambda: branch.keep(found.commit), lambda _: "the commit is in this repository")
    steps("push", lambda: pushed(branch, found), lambda _: branch.place)
    steps("verify", lambda: arrived(branch, found.commit), lambda _: f"the remote holds {found.commit[:7]}")


def pushed(branch: PublishedBranch, found: Candidate) -> None:
    """Push. Raises ``GitFailed`` only where the branch is as it was, ``Stopped`` where that cannot be known."""
    try:
        branch.push(found.commit, dry_run=False)
    except GitFailed as failed:
        try:
            now = branch.tip()
        except GitFailed:
            state = "The remote does not answer, so whether the new site arrived is not known: run it again."
            raise Stopped("push", str(failed), state) from failed
        if now != found.commit:
            raise


def arrived(branch: PublishedBranch, commit: str) -> str:
    """The commit at which the branch stands. Its name is the digest of every file, so the same name is the same site.

    Raises ``Stopped`` where it is another.
    """
    if (now := branch.tip()) != commit:
        raise Stopped(
            "verify", f"the branch stands at {now[:12] or 'nothing'}", "Somebody moved it after the push: run it again."
        )
    return now
