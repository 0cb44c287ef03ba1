"""The theme's own files: its stylesheets from their layers, its scripts, the fonts, the icon of the site.

Each has a piece of its digest in its name: no page is ever shown with the styles or scripts of another day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import lightningcss

from plugins.addresses import hashed
from plugins.digests import digest_of_bytes
from plugins.problems import Problem, ProblemsFound

FIRST = "layers.css"
SHEETS = {
    "site.css": "css",
    "lists.css": "css/lists",
    "search.css": "css/search",
    "visit.css": "css/visit",
    "listen.css": "css/listen",
}
FONT = re.compile(r"""url\(["']?(fonts/[^"')]+)["']?\)""")


class Asset(NamedTuple):
    """A file that the theme adds to the output: its name in templates, its path below ``theme/``, and its bytes."""

    name: str
    path: str
    data: bytes


def asset(name: str, data: bytes) -> Asset:
    """An asset; its bytes decide where it lies."""
    return Asset(name, hashed(name, digest_of_bytes(data)), data)


def theme_assets(theme: Path) -> list[Asset]:
    """Every file that the theme adds to the output. Raises ``ProblemsFound`` where styles or scripts cannot be read."""
    fonts = [asset(f"fonts/{file.name}", file.read_bytes()) for file in sorted((theme / "fonts").glob("*.woff2"))]
    places = {font.name: font.path for font in fonts}
    return [
        *fonts,
        asset("favicon.svg", icon(theme / "favicon.svg")),
        *(asset(name, with_fonts(stylesheet(theme / folder), places)) for name, folder in SHEETS.items()),
        *(asset(file.name, script(file)) for file in sorted((theme / "js").glob("*.js"))),
    ]


def with_fonts(sheet: bytes, places: Mapping[str, str]) -> bytes:
    """A stylesheet that names each font by its path in the output."""
    return FONT.sub(lambda font: f"url({places.get(font[1], font[1])})", sheet.decode()).encode()


def script(file: Path) -> bytes:
    """A script without comments and indentation. Raises ``ProblemsFound`` where it is no text."""
    import rjsmin  # noqa: PLC0415 (only a theme with scripts needs it)

    try:
        small: str = rjsmin.jsmin(file.read_text("utf-8"))
    except UnicodeDecodeError as error:
        path, line = file.relative_to(file.parents[2]).as_posix(), error.object[: error.start].count(b"\n") + 1
        problem = Problem(path, line, "script", "the script is not UTF-8 text", "save it as UTF-8")
        raise ProblemsFound([problem]) from error
    return small.encode()


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
