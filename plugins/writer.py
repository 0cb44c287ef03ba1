"""The writer: puts finished files into the output folder, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.writers import Writer

from plugins.folder import Folder
from plugins.press import Page
from plugins.stamps import stamps
from plugins.store import Known


class SiteWriter(Writer):  # type: ignore[misc]  # (Pelican has no type hints)
    """What Pelican's ``get_writer`` hands to the generators.

    With ``PREVIOUS_OUTPUT`` (and its stamps, ``BEFORE``) it builds a new site beside an old one and takes over from it
    what stays as it was; without, it writes into the output folder and touches only files whose bytes change.
    """

    def __init__(self, output_path: str, settings: Mapping[str, Any]) -> None:
        super().__init__(output_path, settings=settings)
        previous = Path(settings.get("PREVIOUS_OUTPUT") or output_path)
        self.folder = Folder(Path(output_path), previous, settings.get("BEFORE") or stamps(previous))
        self.site = str(previous)
        self.written: list[str] = []
        self.kept: list[str] = []
        self.after = self.folder.before
        self.digests: dict[str, tuple[str, str]] = {}

    @property
    def paths(self) -> list[str]:
        """Every file of the site."""
        return self.written + self.kept

    def known(self, files: Mapping[str, Known]) -> dict[str, tuple[str, str]]:
        """From which source and view those files of the previous site were made that are still as they were left."""
        before = self.folder.before
        return {path: (file.source, file.view) for path, file in files.items() if file.stamp == before.get(path)}

    def add(self, page: Page) -> None:
        """Count a page that is in the folder, or in the previous site."""
        self.digests[page.path] = (page.source, page.view)
        (self.written if page.written else self.kept).append(page.path)

    def write(self, path: str, data: bytes) -> None:
        """Write any other file of the site."""
        (self.written if self.folder.put(path, data) else self.kept).append(path)

    def finish(self) -> None:
        """Make the folder the whole new site. Raises ``SiteChanged``."""
        self.after = self.folder.complete(self.written, self.kept)

    def made(self) -> dict[str, Known]:
        """What is known of every file of the new site."""
        return {path: Known(*self.digests.get(path, ("", "")), self.after[path]) for path in self.paths}
