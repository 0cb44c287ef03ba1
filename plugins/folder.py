"""A folder in which a site is built beside the one before it: what stays the same is taken over, and not written again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.stamps import Stamp, stamp_of, stamps

BUFFER = 1 << 16  # bytes: nearly every page in one piece


class SiteChanged(Exception):
    """Another build has put its site in the previous one's place meanwhile."""


class Folder(NamedTuple):
    """The folder, and the previous site with the stamps of its files. The two may be the same."""

    root: Path
    previous: Path
    before: Mapping[str, Stamp]

    def put(self, path: str, data: bytes) -> bool:
        """Write a file, unless the previous site has the same; tells whether it was written.

        ``path`` is relative, with forward slashes. Raises ``ValueError`` for one that leads out of the folder.
        """
        if ".." in Path(path).parts or Path(path).is_absolute():
            raise ValueError(f"{path} would be written outside the output folder")
        before = self.before.get(path)
        if before and before.size == len(data) and (self.previous / path).read_bytes() == data:
            return False
        make_way(self.root / path)
        with (self.root / path).open("xb", BUFFER) as file:
            file.write(data)
        return True

    def complete(self, written: Iterable[str], kept: Iterable[str]) -> dict[str, Stamp]:
        """Take over the kept files, without copying where the file system can link, and drop what has no place here.

        Returns the stamps of all files. Raises ``SiteChanged`` where the previous site is not any more what it was.
        """
        there = stamps(self.root)
        for path in there.keys() - {*written, *kept}:
            remove(self.root, path)
            del there[path]
        for path in kept:
            if there.get(path) != self.before[path]:
                make_way(self.root / path)
                there[path] = take_over(self.previous / path, self.root / path)
                if there[path][:2] != self.before[path][:2]:  # a copy is another file, of the same size and time
                    raise SiteChanged(path)
        return there


def make_way(target: Path) -> None:
    """Let a file have a place. What lies there may be the previous site's too, so it is replaced, never written into."""
    try:
        target.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError:  # there is a folder in the file's place, or a file in a folder's
        remove_any(
            next(place for place in (*reversed(target.parents), target) if place == target or not place.is_dir())
        )
        target.parent.mkdir(parents=True, exist_ok=True)


def remove_any(place: Path) -> None:
    """Remove a file or a folder, if there is one."""
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)


def remove(root: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    (root / path).unlink()
    for folder in (root / path).parents:
        if folder == root or any(folder.iterdir()):
            break
        folder.rmdir()


def take_over(there: Path, here: Path) -> Stamp:
    """The same file in another place, a link, or where that cannot be a copy: its stamp."""
    try:
        os.link(there, here)
    except FileNotFoundError as error:
        raise SiteChanged(there.name) from error
    except OSError:
        shutil.copy2(there, here)
    return stamp_of(here.stat())
