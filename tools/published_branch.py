"""The branch that holds the published site: read from the remote each time, written by one push that forces nothing.

All work is done in a bare repository of its own in a temporary folder, which borrows the objects of the project's. The
project's branches, index and files are never touched; of a publish it keeps only a ref ``refs/published/…``, so that the
next one has less to fetch.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tools.checkout import Source, check_remote
from tools.failure import ROOT, WrongUse
from tools.git import NETWORK, Git, GitFailed, as_text, without_secrets
from tools.site_tree import SiteTree, digests_of

TRAILERS = ("Source", "Pages", "Takes-Back", "Kept")
FIELDS = "%x00".join(
    ["%H", "%T", "%cI", "%s", *(f"%(trailers:key={name},valueonly,separator=%x0A)" for name in TRAILERS)]
)
CALM_FETCH = ("--no-tags", "--no-write-fetch-head", "--refmap=", "--no-recurse-submodules", "--quiet")
CALM_PUSH = ("--porcelain", "--no-follow-tags", "--recurse-submodules=no", "--no-signed")


class Release(NamedTuple):
    """A commit of the published branch. ``source`` is the commit it was made from; empty where another hand made it.

    ``taken_back`` is the source of what a rollback has put away; ``kept`` are the assets that belong to the site before.
    """

    commit: str
    tree: str
    date: str
    subject: str
    source: str
    pages: int
    taken_back: str = ""
    kept: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.commit[:7]} {self.subject}"


def release(commit: str, tree: str, date: str, subject: str, source: str, pages: str, back: str, kept: str) -> Release:
    """A commit of the published branch, from what git tells of it."""
    count = int(pages) if pages.isdigit() else 0
    return Release(commit, tree, date, subject, source, count, back, tuple(kept.splitlines()))


@dataclass(frozen=True)
class PublishedBranch:
    """A branch of a remote. ``project`` reaches it, as the project's settings say; ``own`` is the repository for the work."""

    project: Git
    own: Git
    remote: str
    name: str
    address: str

    @property
    def ref(self) -> str:
        """The branch's whole name."""
        return f"refs/heads/{self.name}"

    @property
    def place(self) -> str:
        """The branch as people name it."""
        return f"{self.name} at {without_secrets(self.address)}"

    def tip(self) -> str:
        """The commit at which the branch stands on the remote now; empty where there is no branch. Raises ``GitFailed``."""
        rows = self.project.ask("ls-remote", "--refs", self.remote, self.ref, seconds=NETWORK).splitlines()
        return next((row.split("\t")[0] for row in rows if row.endswith(f"\t{self.ref}")), "")

    def fetch(self) -> str:
        """The same, with all its history here. Raises ``GitFailed``."""
        tip = self.tip()
        if tip:
            self.project.ask("fetch", *CALM_FETCH, self.remote, self.ref, seconds=NETWORK)
            self.own.ask("update-ref", self.ref, tip)
        return tip

    def history(self, tip: str) -> list[Release]:
        """What was published, the newest first."""
        rows = self.own.ask("log", "-z", "--first-parent", f"--format=tformat:{FIELDS}%x01", tip, "--") if tip else ""
        fields = (row.lstrip("\0\n").split("\0") for row in rows.split("\x01") if row.strip("\0\n"))
        return [release(*row) for row in fields]

    def tree(self, commit: str) -> SiteTree:
        """The files of a commit; none where there is no commit."""
        return SiteTree(self.own, commit)

    def commit_site(self, site: Path, source: Source, message: str, cname: str) -> str:
        """A new commit of a built site, on top of what was fetched: of the same source it is always the same.

        Raises ``GitFailed``, also where the commit is not the site, file for file.
        """
        order = {"srcdir": str(site), "branch": self.name, "mesg": message, "nojekyll": True, "cname": cname or None}
        who = {
            "GIT_COMMITTER_NAME": source.name,
            "GIT_COMMITTER_EMAIL": source.email,
            "GIT_COMMITTER_DATE": source.date,
        }
        run_alone("tools.import_site", order, self.own.environment | who)
        commit = self.own.ask("rev-parse", "--verify", self.ref)
        extra = {".nojekyll": b""} | ({"CNAME": cname.encode()} if cname else {})
        expected = digests_of(self.own, site)
        expected |= {
            name: as_text(self.own.run("hash-object", "--stdin", given=data)).strip() for name, data in extra.items()
        }
        if SiteTree(self.own, commit).files != expected:
            raise GitFailed("the commit does not hold the built site, file for file", 1)
        return commit

    def commit_again(self, release: Release, tip: str, message: str) -> str:
        """A new commit of what was published before. Raises ``GitFailed``."""
        who = self.project.ask("var", "GIT_COMMITTER_IDENT").rsplit(" ", 2)[0].rstrip(">").split(" <")
        own = Git(self.own.folder, {**self.own.variables, **identity(*who)})
        return own.ask("commit-tree", release.tree, "-p", tip, "-m", message)

    def keep(self, commit: str) -> None:
        """Let the project's repository have a commit under a ref of its own. Raises ``GitFailed``."""
        ref = f"refs/published/{self.remote}/{self.name}"
        self.own.ask("update-ref", self.ref, commit)
        plain = Git(self.project.folder)
        plain.ask("fetch", *CALM_FETCH, str(self.own.folder), f"+{self.ref}:{ref}")

    def push(self, commit: str, *, dry_run: bool) -> None:
        """Let the branch stand at a commit, if nobody has moved it since. Raises ``GitFailed``."""
        git, dry = (self.project, ("--dry-run", "--no-verify")) if dry_run else (Git(self.project.folder), ())
        git.ask("push", *CALM_PUSH, *dry, self.remote, f"{commit}:{self.ref}", seconds=NETWORK)


def identity(name: str, email: str) -> dict[str, str]:
    """The variables that tell git who makes a commit."""
    return {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", name), ("EMAIL", email))
    }


def open_branch(git: Git, folder: Path, remote: str, name: str) -> PublishedBranch:
    """A branch of a remote of a project, with a repository to work in. Raises ``WrongUse``."""
    address = check_remote(git, remote, name)
    objects, grafts = (git.folder / git.ask("rev-parse", "--git-path", part) for part in ("objects", "shallow"))
    place = folder / "published.git"
    kind = git.ask("rev-parse", "--show-object-format")
    Git(folder).ask("init", "--bare", "--quiet", "--template=", f"--object-format={kind}", str(place))
    (place / "objects/info").mkdir(parents=True, exist_ok=True)
    (place / "objects/info/alternates").write_text(f"{objects.resolve().as_posix()}\n", "utf-8")
    if grafts.is_file():
        (place / "shallow").write_bytes(grafts.read_bytes())
    own = Git(place, {"GIT_DIR": str(place)})
    own.ask("config", "core.ignoreCase", "false")  # else names that differ in capitals would be one
    quoted = str(objects.resolve()).replace("\\", "\\\\").replace('"', '\\"')
    borrowed = {"GIT_OBJECT_DIRECTORY": str(place / "objects"), "GIT_ALTERNATE_OBJECT_DIRECTORIES": f'"{quoted}"'}
    return PublishedBranch(Git(git.folder, borrowed), own, remote, name, address)


def run_alone(module: str, order: Mapping[str, object], environment: Mapping[str, str]) -> None:
    """Run a module of ours in a process of its own. Raises ``GitFailed``."""
    done = subprocess.run(  # noqa: S603 (this Python, and a module of ours)
        [sys.executable, "-m", module],
        cwd=ROOT,
        env={**environment, "PYTHONUTF8": "1"},
        input=json.dumps(order).encode(),
        capture_output=True,
        timeout=NETWORK,
        check=False,
    )
    if done.returncode:
        raise GitFailed(as_text(done.stderr) or f"{module} ended with code {done.returncode}", done.returncode)


def chosen(history: list[Release], wanted: str) -> Release:
    """The release that a person names by its commit or its source; without a name the last one that is not live now.

    Raises ``WrongUse``.
    """
    live = history[0] if history else None
    others = [each for each in history if live and each.tree != live.tree]
    found = (
        [each for each in history if each.commit.startswith(wanted) or each.source.startswith(wanted)]
        if wanted
        else others
    )
    if not found:
        if not history:
            raise WrongUse("nothing has been published yet; invoke publish puts the first site there")
        why = f"nothing that was published is called {wanted!r}" if wanted else "nothing else has been published"
        raise WrongUse(f"{why}; invoke published lists what there is")
    if live and found[0].tree == live.tree:
        raise WrongUse(f"{found[0]} is what is live; invoke published lists what else there is")
    return found[0]
