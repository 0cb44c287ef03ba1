"""The theme's own files: its stylesheets from their layers, the fonts, the icon of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lightningcss

from plugins.problems import Problem, ProblemsFound

FIRST = "layers.css"


def theme_files(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Every file that the theme adds to the output, with its path there."""
    yield "theme/site.css", stylesheet(theme / "css")
    yield "theme/lists.css", stylesheet(theme / "css" / "lists")
    yield "theme/favicon.svg", icon(theme / "favicon.svg")
    for font in sorted((theme / "fonts").glob("*.woff2")):
        yield f"theme/fonts/{font.name}", font.read_bytes()


def icon(file: Path) -> bytes:
    """The icon of the site. Raises ``ProblemsFound`` where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        path = file.relative_to(file.parents[1]).as_posix()
        wrong = Problem(path, 1, "theme-file", f"the file cannot be read: {error.strerror}", "put it back")
        raise ProblemsFound([wrong]) from error


def stylesheet(folder: Path) -> bytes:
    """A folder's files as one minified sheet. Cascade layers make their order meaningless, but for the first."""
    files = sorted(folder.glob("*.css"), key=lambda file: (file.name != FIRST, file.name))
    try:
        source = "\n".join(file.read_text("utf-8") for file in files)
        minified: str = lightningcss.process_stylesheet(source, filename=folder.name, minify=True)
    except ValueError as error:
        path = folder.relative_to(folder.parents[1] if folder.name == "css" else folder.parents[2]).as_posix()
        raise ProblemsFound(
            [Problem(path, 1, "stylesheet", f"the styles cannot be read: {error}", "see the file")]
        ) from error
    return minified.encode()
