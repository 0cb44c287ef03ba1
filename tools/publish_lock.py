"""A lock that only one process of a project holds. The system lets go of it when that process ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tools.failure import WrongUse

if sys.platform == "win32":
    import msvcrt

    def take(file: IO[str]) -> None:
        """Take the lock. Raises ``OSError`` where another process holds it."""
        file.seek(1 << 20)  # a locked byte cannot be read: this one is behind the text
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def take(file: IO[str]) -> None:
        """Take the lock. Raises ``OSError`` where another process holds it."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock of a file. What a killed process wrote there means nothing: its lock went with it.

    Raises ``WrongUse`` where another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            take(file)
        except OSError as held:
            file.seek(0)
            raise WrongUse(
                f"{file.read().strip() or 'another process'} is publishing from this folder; wait for it"
            ) from held
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}\n")
        file.flush()
        yield
