"""What is published from: the repository around the project, and the commit that its files stand for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from plugins.problems import did_you_mean
from tools.failure import WrongUse
from tools.git import Git, GitFailed

MADE_FROM = ("content", "theme", "plugins")  # folders of which every file shapes the site
SHOWN = 5


class Source(NamedTuple):
    """A commit. ``date`` is as git's own programs read it; ``name`` and ``email`` are its committer's."""

    commit: str
    date: str
    name: str
    email: str
    subject: str

    def __str__(self) -> str:
        return f"{self.commit[:7]} {self.subject}"


def repository_of(root: Path) -> Git:
    """Git in the project's folder. Raises ``WrongUse`` where that is in no repository."""
    git = Git(root)
    try:
        git.ask("rev-parse", "--git-dir")
    except GitFailed as failed:
        raise WrongUse(
            f"{failed}; what is published comes from a git repository: git init, git add, git commit"
        ) from failed
    return git


def source_of(git: Git, branch: str, remote: str) -> Source:
    """The commit that is checked out, once it is sure that the files are exactly that. Raises ``WrongUse``."""
    commit = git.try_ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not commit:
        raise WrongUse("nothing has been committed yet; git add and git commit the project first")
    check_branch(git, branch, remote, commit)
    check_clean(git)
    return Source(commit, *git.ask("log", "-1", "--format=%cD%x00%cn%x00%ce%x00%s", commit).split("\0"))


def check_branch(git: Git, branch: str, remote: str, commit: str) -> None:
    """The branch is the one that is published; a checkout without a branch, as some servers make it, may stand at its tip."""
    here = git.try_ask("symbolic-ref", "--quiet", "--short", "HEAD")
    tips = [
        git.try_ask("rev-parse", "--verify", "--quiet", f"{place}/{branch}")
        for place in ("refs/heads", f"refs/remotes/{remote}")
    ]
    if here == branch or (not here and commit in tips):
        return
    where = f"this is the branch {here!r}" if here else "no branch is checked out (detached HEAD)"
    raise WrongUse(f"{where}, and {branch!r} is published; git switch {branch}, or set PUBLISH_FROM in publishconf.py")


def check_clean(git: Git) -> None:
    """Every file that shapes the site is committed as it is."""
    changed = names_of(
        git.run(
            "status",
            "--porcelain=v1",
            "-z",
            "--untracked-files=all",
            "--no-renames",
            "--ignore-submodules=none",
            "--",
            ".",
        )
    )
    if changed:
        raise WrongUse(
            f"not everything is committed: {listed(name[3:] for name in changed)}; git add and git commit, or git stash -u"
        )
    there = [folder for folder in MADE_FROM if (git.folder / folder).is_dir()]
    unseen = (
        names_of(git.run("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *there))
        if there
        else []
    )
    if unseen := [name for name in unseen if not hidden(name)]:
        raise WrongUse(
            f".gitignore keeps files of the site out of its history: {listed(unseen)}; move them, or git add -f"
        )


def hidden(name: str) -> bool:
    """Whether a file never reaches the site: no build reads hidden files, or what Python keeps."""
    return any(part.startswith((".", "#")) or part.endswith("~") or part == "__pycache__" for part in name.split("/"))


def names_of(answer: bytes) -> list[str]:
    """The entries of a list that git ends with NUL each."""
    return [name for name in answer.decode("utf-8", "backslashreplace").split("\0") if name]


def listed(names: Iterable[str]) -> str:
    """A few names, and how many more there are."""
    found = list(names)
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return ", ".join(found[:SHOWN]) + more


def check_remote(git: Git, remote: str, branch: str) -> str:
    """The address of a remote, without passwords. Raises ``WrongUse`` for a remote or a branch that cannot be."""
    remotes = git.ask("remote").split()
    if remote not in remotes:
        hint = did_you_mean(remote, remotes) if remotes else "git remote add origin ADDRESS"
        raise WrongUse(f"there is no remote {remote!r}; {hint}")
    try:
        git.ask("check-ref-format", "--branch", branch)
    except GitFailed as failed:
        raise WrongUse(f"{branch!r} cannot be the name of a branch; use gh-pages") from failed
    return git.ask("remote", "get-url", "--push", remote)


def knows(git: Git, commit: str) -> bool:
    """Whether what is checked out comes after a commit, or is it."""
    try:
        git.ask("merge-base", "--is-ancestor", commit, "HEAD")
    except GitFailed:
        return False
    return True


def shallow(git: Git) -> bool:
    """Whether the clone lacks the older history."""
    return git.try_ask("rev-parse", "--is-shallow-repository") == "true"
