"""The swap: a site is built beside the old one and takes its place whole, or not at all.

The old site is kept as a spare in which the next one is built: it needs only what has changed since. Whatever is in a
spare, the new site is right, for each of its files is compared or made.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tools.failure import WrongUse

if TYPE_CHECKING:
    from plugins.writer import SiteWriter  # which imports Pelican

OURS = ("404.html", "sitemap.xml", "theme/site.*css")  # the stylesheet's name holds its digest
LEFT_BEHIND = 3600  # seconds after which a stage of a killed build is taken for dead


class Changes(NamedTuple):
    """What a build changed, as counts of files."""

    written: int
    unchanged: int
    removed: int


def is_ours(output: Path) -> bool:
    """Whether a folder is a site that this tool built."""
    return all(any(file.is_file() for file in output.glob(name)) for name in OURS)


def check_output(output: Path) -> None:
    """Refuse to replace anything that is not a site of ours. Raises ``WrongUse``."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise WrongUse(f"{output} is not a folder; choose another --output")
    if output.is_dir() and any(output.iterdir()) and not is_ours(output):
        raise WrongUse(f"{output} holds files that this tool did not make; empty it, or choose another --output")
    if not output.parent.is_dir():
        raise WrongUse(f"{output.parent} does not exist; create it, or choose another --output")


def old_path(output: Path) -> Path:
    """Where the old site waits during the swap."""
    return output.with_name(f".{output.name}.old")


@contextmanager
def stage_for(output: Path, spare: Path | None = None) -> Iterator[Path]:
    """A folder beside the output, gone afterwards, whatever happened.

    It is the spare, where one lies at that path and can be moved here; and moved back it is afterwards.
    """
    check_output(output)
    recover(output)
    stage = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
    try:
        if spare:
            with suppress(OSError):  # there is none, or it lies on another disk
                spare.rename(stage)
                os.utime(stage)
        stage.chmod(0o755)
        yield stage
    finally:
        if spare:
            with suppress(OSError):
                stage.rename(spare)
        shutil.rmtree(stage, ignore_errors=True)


def recover(output: Path) -> None:
    """Mend what a killed build left: put back an old site that lost its place, drop dead stages."""
    if old_path(output).is_dir() and not output.exists():
        old_path(output).rename(output)
    for stage in output.parent.glob(f".{output.name}.new-*"):
        if time.time() - stage.stat().st_mtime > LEFT_BEHIND:
            shutil.rmtree(stage, ignore_errors=True)


def publish(writer: SiteWriter, stage: Path, output: Path) -> Changes:
    """Put what was built in the old site's place, if anything differs from it. Raises ``SiteChanged``."""
    removed = writer.folder.before.keys() - writer.paths
    changes = Changes(len(writer.written), len(writer.kept), len(removed))
    if changes.written or changes.removed:
        writer.finish()
        swap(stage, output)
    return changes


def swap(stage: Path, output: Path) -> None:
    """Let the new site and the old one change places: in one step where the system can, else in two that can be undone."""
    old = old_path(output)
    shutil.rmtree(old, ignore_errors=True)
    if output.exists() and exchange(stage, output):
        return
    if output.exists():
        output.rename(old)
    try:
        stage.rename(output)
    except OSError:
        if old.exists():
            old.rename(output)
        raise
    if old.exists():
        old.rename(stage)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step (renameat2 and renamex_np, both with the flag 2). False where it cannot be."""
    here, paths = -100, [os.fsencode(one), os.fsencode(other)]  # -100: paths count from the current directory
    calls = {"linux": ("renameat2", (here, paths[0], here, paths[1], 2)), "darwin": ("renamex_np", (*paths, 2))}
    name, arguments = calls.get(sys.platform, ("", ()))
    function = getattr(ctypes.CDLL(None), name, None) if name else None
    return function is not None and function(*arguments) == 0
