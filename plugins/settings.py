"""The settings that shape pages, taken from Pelican's once, and the words of the interface."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.cards import card_shape
from plugins.gate import MODES
from plugins.languages import DEFAULT, LANGUAGES, Words, read_words
from plugins.problems import Problem, ProblemsFound, did_you_mean
from plugins.review import Rules


class SiteSettings(NamedTuple):
    """What the views need to know of the settings, for pages in one language.

    ``words`` are the strings of that language, ``catalogues`` those of all.
    ``cards`` is the digest of what shapes social cards, and empty where none are made.
    ``publish`` is a mode of the gate, or None where nothing is published.
    """

    name: str
    tagline: str
    url: str
    lang: str
    booking: str
    file_links: bool
    drafts: bool
    search: bool
    words: Words
    catalogues: Mapping[str, Words] = {}
    cards: str = ""
    publish: str | None = None

    def in_language(self, code: str) -> SiteSettings:
        """The settings for pages in another language."""
        words = self.catalogues[code]
        return self._replace(lang=LANGUAGES[code].tag, tagline=words["tagline"], words=words)


def site_settings(settings: Mapping[str, Any]) -> SiteSettings:
    """The site's settings from Pelican's. Raises ``ProblemsFound`` where the words cannot be read."""
    read = {code: read_words(Path(settings["THEME"], "strings"), code) for code in LANGUAGES}
    problems = [problem for _, found in read.values() for problem in found] + publish_problems(settings)
    if problems:
        raise ProblemsFound(problems)
    catalogues = {code: words for code, (words, _) in read.items()}
    return SiteSettings(
        name=settings["SITENAME"],
        tagline=catalogues[DEFAULT].get("tagline", ""),
        url=settings["SITEURL"].rstrip("/"),
        lang=settings["DEFAULT_LANG"],
        booking=settings["BOOKING_URL"],
        file_links=settings["FILE_LINKS"],
        drafts=settings["DRAFTS"],
        search=settings["SEARCH_INDEX"] != "off",
        words=catalogues[DEFAULT],
        catalogues=catalogues,
        cards=card_shape(Path(settings["THEME"])) if settings.get("SOCIAL_CARDS") else "",
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
