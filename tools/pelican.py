"""Runs Pelican in this process, with settings of ours on top of those of a file."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from tools.lean import without

with without("PIL"):  # docutils, which Pelican loads, would load it, for a format that this site has not
    from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from plugins.problems import Problem, ProblemsFound
from plugins.site import SITE_REPORT, SITE_WRITER
from plugins.writer import SiteWriter


class Collected(logging.Handler):
    """Keeps what Pelican only logs: a plugin that does not load, a setting it cannot use."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


def run_pelican(config: Path, override: dict[str, Any]) -> tuple[dict[str, Any], SiteWriter]:
    """What the site's generator reports, and the writer that wrote. Raises ``ProblemsFound``.

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
    return settings[SITE_REPORT], settings[SITE_WRITER]
