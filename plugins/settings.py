"""The settings that shape pages, taken from Pelican's once, and the words of the interface."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What the views need to know of the settings. ``words`` are the strings of ``theme/strings.toml``."""

    name: str
    tagline: str
    url: str
    lang: str
    booking: str
    file_links: bool
    drafts: bool
    words: Mapping[str, str]


def site_settings(settings: Mapping[str, Any]) -> SiteSettings:
    """The site's settings from Pelican's."""
    words = tomllib.loads(Path(settings["THEME"], "strings.toml").read_text("utf-8"))
    return SiteSettings(
        name=settings["SITENAME"],
        tagline=settings["SITESUBTITLE"],
        url=settings["SITEURL"].rstrip("/"),
        lang=settings["DEFAULT_LANG"],
        booking=settings["BOOKING_URL"],
        file_links=settings["FILE_LINKS"],
        drafts=settings["DRAFTS"],
        words=words,
    )
