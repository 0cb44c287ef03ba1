"""Runs Pelican in this process, with settings of ours on top of those of a file."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, NamedTuple

from tools.lean import without

with without("PIL"):  # docutils, which Pelican loads, would load it, for a format that this site has not
    from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from plugins.problems import Problem, ProblemsFound
from plugins.publication import Publication
from plugins.site import SITE_PUBLICATION, SITE_REPORT, SITE_WRITER
from plugins.writer import SiteWriter


class Collected(logging.Handler):
    """Keeps what Pelican only logs: a plugin that does not load, a setting it cannot use."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


class Made(NamedTuple):
    """What Pelican made: what the site's generator reports, the writer that wrote, and what is shown."""

    report: dict[str, Any]
    writer: SiteWriter
    publication: Publication


def run_pelican(config: Path, override: dict[str, Any]) -> Made:
    """Make the site in its folder. Raises ``ProblemsFound``.

    Whatever Pelican would only have logged is a problem.
    """
    settings: dict[str, Any] = read_settings(str(config), override=override)
    console.quiet = True
    log = Collected()
    logging.getLogger().addHandler(log)
    try:
        pelican = Pelican(settings)
        if not log.messages:
            pelican.run()
    finally:
        logging.getLogger().removeHandler(log)
    if log.messages:
        raise ProblemsFound([Problem(config.name, 1, "pelican", message) for message in dict.fromkeys(log.messages)])
    return Made(settings[SITE_REPORT], settings[SITE_WRITER], settings[SITE_PUBLICATION])
