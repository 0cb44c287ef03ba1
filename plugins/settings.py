"""The settings that shape pages, taken from Pelican's once, and the words of the interface."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.gate import MODES
from plugins.problems import Problem, ProblemsFound, did_you_mean
from plugins.review import Rules


class SiteSettings(NamedTuple):
    """What the views need to know of the settings. ``words`` are the strings of ``theme/strings.toml``.

    ``publish`` is a mode of the gate, or None where nothing is published.
    """

    name: str
    tagline: str
    url: str
    lang: str
    booking: str
    file_links: bool
    drafts: bool
    words: Mapping[str, str]
    publish: str | None = None


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
    problems += publish_problems(settings)
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
        words=words,
        publish=settings["PUBLISH"],
    )


def publish_problems(settings: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the settings of what is published."""
    mode = settings["PUBLISH"]
    if mode is not None and mode not in MODES:
        hint = did_you_mean(str(mode), MODES)
        return [Problem("publishconf.py", 1, "settings", f"PUBLISH {mode!r} is not a way to publish", hint)]
    if mode and settings["DRAFTS"]:
        return [Problem("publishconf.py", 1, "settings", "drafts are never published", "leave out --drafts")]
    return []


def review_rules(settings: Mapping[str, Any]) -> Rules:
    """The day it is, and the days of grace."""
    today = settings["TODAY"]
    day = dt.date.fromisoformat(today) if today else dt.datetime.now(tz=dt.UTC).date()
    return Rules(day, settings["REVIEW_GRACE_DAYS"])
