"""Stamps: what tells, without reading it, that a file is the one that was there before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

LARGEST = 2**63 - 1  # number that a column of the cache holds


class Stamp(NamedTuple):
    """What tells whether somebody changed a file: its size in bytes, its time in nanoseconds, its number on the disk."""

    size: int
    time: int
    inode: int


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file of this status."""
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino & LARGEST)


def stamps(folder: Path, below: str = "") -> dict[str, Stamp]:
    """Every file below a folder, relative to it, with forward slashes; nothing where there is no folder."""
    found: dict[str, Stamp] = {}
    if folder.is_dir():
        for entry in os.scandir(folder):
            if entry.is_dir(follow_symlinks=False):
                found |= stamps(folder / entry.name, f"{below}{entry.name}/")
            else:
                found[below + entry.name] = stamp_of(entry.stat(follow_symlinks=False))
    return found
