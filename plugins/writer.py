"""The writer: puts finished files into the output folder, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.writers import Writer


class SiteWriter(Writer):  # type: ignore[misc]  # (Pelican has no type hints)
    """What Pelican's ``get_writer`` hands to the generators. Writes a file only when its bytes change."""

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        self.root = Path(output_path)

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the site; ``path`` is relative, with forward slashes."""
        target = self.root.joinpath(path)
        if not target.resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"{path} would be written outside the output folder")
        if target.is_file() and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
