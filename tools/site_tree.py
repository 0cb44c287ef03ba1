"""A published site as git keeps it, and what one such site has that another has not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from plugins.addresses import HOME, THEME, hashed_files
from plugins.problems import Problem
from tools.git import Git
from tools.site_checks import target
from tools.site_page import SitePage, read_site_page

ADDRESSED = (".html", "feed.xml")  # what readers and their programs keep the address of
MEND_ADDRESS = "write it under aliases: in the front matter of what took its place"
MEND_ANCHOR = "give it to the box, or to a heading in its place: {{#{}}}"


class SiteTree:
    """The files of a commit, or of none."""

    def __init__(self, git: Git, commit: str) -> None:
        self.git = git
        self.commit = commit

    @cached_property
    def files(self) -> Mapping[str, str]:
        """The digest of each file."""
        listing = self.git.run("ls-tree", "-r", "-z", self.commit) if self.commit else b""
        rows = (row.split("\t", 1) for row in listing.decode("utf-8", "surrogateescape").split("\0") if row)
        return {name: entry.split()[2] for entry, name in rows}

    @property
    def addresses(self) -> set[str]:
        """The files that have an address which must not die."""
        return {name for name in self.files if name.endswith(ADDRESSED)}

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """The bytes of some files."""
        wanted = [name for name in names if name in self.files]
        asked = "".join(f"{self.files[name]}\n" for name in wanted).encode()
        return dict(zip(wanted, parts(self.git.run("cat-file", "--batch", given=asked)), strict=True))

    def pages(self, names: Iterable[str]) -> dict[str, SitePage]:
        """Some HTML pages."""
        found = self.read(name for name in names if name.endswith(".html"))
        return {name: read_site_page(data.decode("utf-8", "replace")) for name, data in found.items()}

    @cached_property
    def count(self) -> int:
        """How many pages there are, those that only send readers on left out."""
        pages = self.read(name for name in self.files if name.endswith(".html"))
        return sum(not is_redirect(data) for data in pages.values())


def is_redirect(data: bytes) -> bool:
    """Whether a page only sends its readers on."""
    return b"http-equiv" in data and bool(read_site_page(data.decode("utf-8", "replace")).redirect)


def parts(answer: bytes) -> Iterator[bytes]:
    """The objects in an answer of ``git cat-file --batch``."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + size + 2


class Changes(NamedTuple):
    """The pages that one site has more, other, or fewer than another, and whether anything else differs."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    files: int

    def __str__(self) -> str:
        return (
            f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"
            f" (pages and feeds); {self.files} file{' differs' if self.files == 1 else 's differ'}"
        )


def changes(live: SiteTree, new: SiteTree) -> Changes:
    """What changes when one site takes the place of another."""
    old, now = live.addresses, new.addresses
    other = {name for name in live.files.keys() | new.files.keys() if live.files.get(name) != new.files.get(name)}
    return Changes(
        tuple(map(address, sorted(now - old))),
        tuple(map(address, sorted(now & old & other))),
        tuple(map(address, sorted(old - now))),
        len(other),
    )


def address(name: str) -> str:
    """A file's address below the site's."""
    return "/" + name.removesuffix(HOME)


def kept_assets(live: SiteTree, kept_before: Iterable[str], built: Iterable[str]) -> list[str]:
    """The styles, scripts and fonts of the live site that a new one lacks, for pages of it that are still open somewhere.

    They stay for one publish: those that the live site only kept go. Nothing made of content stays, so nothing withdrawn.
    """
    gone = live.files.keys() - set(kept_before) - set(built)
    return sorted(name for name in hashed_files(gone) if name.startswith(THEME))


def vanished(live: SiteTree, new: SiteTree) -> list[Problem]:
    """The addresses, and the callouts' own, that would be gone."""
    found = [
        Problem(address(name), 0, "address-vanished", "the address is live and would be gone", MEND_ADDRESS)
        for name in sorted(live.addresses - new.addresses)
    ]
    if "CNAME" in live.files and live.files["CNAME"] != new.files.get("CNAME"):
        host = live.read(["CNAME"])["CNAME"].decode("utf-8", "replace").strip()
        hint = f"set CNAME = {host!r} in publishconf.py"
        found.append(Problem("/CNAME", 0, "address-vanished", f"the site would not answer at {host} any more", hint))
    return found + list(vanished_anchors(live, new))


def vanished_anchors(live: SiteTree, new: SiteTree) -> Iterator[Problem]:
    """The boxes to which links may lead that would lead to no box. A page that sends readers on is as good as where to."""
    both = [name for name in sorted(live.addresses & new.addresses) if live.files[name] != new.files[name]]
    before, after = live.pages(both), new.pages(both)
    ends = {
        name: target(page.redirect.partition("#")[0], name, "/") if page.redirect else name
        for name, page in after.items()
    }
    after |= new.pages(set(ends.values()) - after.keys())
    for name, page in before.items():
        there = after.get(ends[name])
        for anchor in page.boxes if page.indexed else ():
            if not there or anchor not in there.ids:
                message = f"the box #{anchor} has an address that is live and would lead nowhere"
                yield Problem(address(name), 0, "anchor-vanished", message, MEND_ANCHOR.format(anchor))


def digests_of(git: Git, folder: Path) -> dict[str, str]:
    """The digest that git gives each file of a folder. Raises ``GitFailed``."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    listed = "".join(f"{(folder / name).as_posix()}\n" for name in names).encode()
    found = git.run("hash-object", "--no-filters", "--stdin-paths", given=listed).decode().split()
    return dict(zip(names, found, strict=True))
