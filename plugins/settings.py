"""The settings that shape pages, taken from Pelican's once, and the words of the interface."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.problems import Problem, ProblemsFound


class SiteSettings(NamedTuple):
    """What the views need to know of the settings. ``words`` are the strings of ``theme/strings.toml``."""

    name: str
    tagline: str
    url: str
    lang: str
    booking: str
    file_links: bool
    drafts: bool
    search: bool
    words: Mapping[str, str]


def read_words(file: Path) -> tuple[dict[str, str], list[Problem]]:
    """The words of the interface, or why they cannot be read."""
    try:
        return tomllib.loads(file.read_text("utf-8")), []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        found = re.search(r"line (\d+)", str(error))
        path, line = f"{file.parent.name}/{file.name}", int(found[1]) if found else 1
        return {}, [
            Problem(path, line, "strings", f"the words of the interface cannot be read: {error}", "see this line")
        ]


def site_settings(settings: Mapping[str, Any]) -> SiteSettings:
    """The site's settings from Pelican's. Raises ``ProblemsFound`` where the words cannot be read."""
    words, problems = read_words(Path(settings["THEME"], "strings.toml"))
    if problems:
        raise ProblemsFound(problems)
    return SiteSettings(
        name=settings["SITENAME"],
        tagline=settings["SITESUBTITLE"],
        url=settings["SITEURL"].rstrip("/"),
        lang=settings["DEFAULT_LANG"],
        booking=settings["BOOKING_URL"],
        file_links=settings["FILE_LINKS"],
        drafts=settings["DRAFTS"],
        search=settings["SEARCH_INDEX"] != "off",
        words=words,
    )
