"""Runs a whole process and tells what it took, together with all the processes that it started.

Peak memory is never less than this process's own, which is small: a new process begins as its twin.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MEASURED = hasattr(os, "wait4")  # Windows cannot tell what a tree of processes took
MEGABYTE = 1_000_000
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # what the system counts memory in, in bytes


@dataclass(frozen=True, slots=True)
class Usage:
    """Wall seconds; user and system CPU seconds of all processes; megabytes of the largest one. None: not measured."""

    wall: float
    cpu: float | None = None
    peak: int | None = None


def machine() -> dict[str, object]:
    """What the figures depend on; ``load`` tells whether anything else was running."""
    return {
        "system": platform.platform(terse=True),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    }


def measure(command: Sequence[str], folder: Path) -> tuple[Usage, bytes]:
    """Run a command in a folder: what it took, and what it printed. Raises ``CalledProcessError`` where it fails."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=errors)  # noqa: S603 (our own commands)
        usage = wait(process, start)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, output.read(), errors.read())
        return usage, output.read()


def wait(process: subprocess.Popen[bytes], start: float) -> Usage:
    """Wait for a process; its figures hold those of all that it started and waited for."""
    if sys.platform == "win32" or not MEASURED:
        process.wait()
        return Usage(round(time.perf_counter() - start, 2))
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = round(used.ru_maxrss * RSS_UNIT / MEGABYTE)
    return Usage(round(wall, 2), round(used.ru_utime + used.ru_stime, 2), peak)
