"""The writer: puts finished files into the output folder, and nowhere else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.writers import Writer

Known = tuple[str, int, int]  # digest of what a file was made from, its size in bytes, its time in nanoseconds


class SiteWriter(Writer):  # type: ignore[misc]  # (Pelican has no type hints)
    """What Pelican's ``get_writer`` hands to the generators.

    With ``PREVIOUS_OUTPUT`` it builds a new site beside an old one and takes over from it what stays as it was;
    without, it writes into the output folder and touches only files whose bytes change.
    """

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.root = Path(output_path)
        self.previous = Path(settings.get("PREVIOUS_OUTPUT") or output_path)
        self.site = str(self.previous)
        self.paths: list[str] = []
        self.kept: list[str] = []
        self.digests: dict[str, str] = {}

    def keep(self, path: str, digest: str, known: Known | None) -> bool:
        """Whether a file stands in the previous site as it would be made now; if so it is taken over."""
        self.digests[path] = digest
        if not known or known[0] != digest or known[1:] != self.stamp(path):
            return False
        self.paths.append(path)
        self.kept.append(path)
        return True

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the site; ``path`` is relative, with forward slashes."""
        target = self.root / path
        if ".." in Path(path).parts or Path(path).is_absolute():
            raise ValueError(f"{path} would be written outside the output folder")
        self.paths.append(path)
        before = self.previous / path
        if before.is_file() and before.stat().st_size == len(data) and before.read_bytes() == data:
            self.kept.append(path)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def finish(self) -> None:
        """Take over the kept files, without copying where the file system can link."""
        for folder in {str((self.root / path).parent) for path in self.kept}:
            Path(folder).mkdir(parents=True, exist_ok=True)
        for path in self.kept:
            try:
                os.link(self.previous / path, self.root / path)
            except OSError:
                shutil.copy2(self.previous / path, self.root / path)

    def stamp(self, path: str) -> tuple[int, int]:
        """Size and time of a file of the previous or, once it has been swapped in, of the new site; zeros for none."""
        try:
            found = (self.previous / path).stat()
        except OSError:
            return 0, 0
        return found.st_size, found.st_mtime_ns
