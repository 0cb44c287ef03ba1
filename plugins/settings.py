"""The settings that shape pages, taken from Pelican's once, and the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plugins.languages import DEFAULT, LANGUAGES, Words, read_words
from plugins.problems import ProblemsFound


class SiteSettings(NamedTuple):
    """What the views need to know of the settings, for pages in one language.

    ``words`` are the strings of that language, ``catalogues`` those of all.
    """

    name: str
    tagline: str
    url: str
    lang: str
    booking: str
    file_links: bool
    drafts: bool
    words: Words
    catalogues: Mapping[str, Words] = {}

    def in_language(self, code: str) -> SiteSettings:
        """The settings for pages in another language."""
        words = self.catalogues[code]
        return self._replace(lang=LANGUAGES[code].tag, tagline=words["tagline"], words=words)


def site_settings(settings: Mapping[str, Any]) -> SiteSettings:
    """The site's settings from Pelican's. Raises ``ProblemsFound`` where the words cannot be read."""
    read = {code: read_words(Path(settings["THEME"], "strings"), code) for code in LANGUAGES}
    if problems := [problem for _, problems in read.values() for problem in problems]:
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
        words=catalogues[DEFAULT],
        catalogues=catalogues,
    )
