"""What a publish does before it looks at what is live: what each of these steps gives, and what stops it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from plugins.addresses import output_path
from plugins.content import take_snapshot
from plugins.gate import HOLD_BACK, UNREVIEWED, gate_problems, held_back
from plugins.library import Library
from plugins.problems import ProblemsFound
from plugins.reading import seen_from_here
from plugins.review import states
from plugins.settings import review_rules
from tools.build import build
from tools.check import examine
from tools.checkout import Source, check_remote, repository_of, source_of
from tools.failure import ROOT, WrongUse
from tools.git import Git
from tools.job import settings_of
from tools.site_checks import BuiltSite, Terms, inspect


@dataclass(frozen=True)
class Order:
    """What a person asks for, and where the project is."""

    remote: str = "origin"
    branch: str = "gh-pages"
    message: str = ""
    replace: str = ""
    dry_run: bool = False
    hold_back: bool = False
    unreviewed: bool = False
    allow_shrink: bool = False
    allow_removals: bool = False
    quiet: bool = False
    root: Path = ROOT
    config: Path = ROOT / "publishconf.py"


def checked_settings(config: Path) -> dict[str, Any]:
    """The settings of the published site. Raises ``WrongUse`` where an address is still a placeholder, or no address."""
    settings = settings_of(config)
    placeholders = settings_of(ROOT / "pelicanconf.py")
    for name in ("SITEURL", "BOOKING_URL"):
        value = settings[name]
        if value.rstrip("/") == placeholders[name] or not re.match(r"https://[^/\s]+\.[^/\s]", value):
            raise WrongUse(f"{name} is {value!r}; set the real https:// address, as a variable or in publishconf.py")
    if settings["CNAME"] and settings["CNAME"] != urlsplit(settings["SITEURL"]).hostname:
        raise WrongUse(
            f"CNAME is {settings['CNAME']!r}, but SITEURL is {settings['SITEURL']!r}; they name the same host"
        )
    return settings | {"SITEURL": settings["SITEURL"].rstrip("/")}


def checked_source(order: Order, branch: str) -> tuple[Git, Source]:
    """The repository and the commit to publish from, once it is known that there is a place to publish to.

    Raises ``WrongUse``.
    """
    git = repository_of(order.root)
    check_remote(git, order.remote, order.branch)
    if order.branch == branch:
        raise WrongUse(f"{branch!r} is the branch of the source; a site is published on another: gh-pages")
    return git, source_of(git, branch, order.remote)


def checked_library(content: Path) -> Library:
    """The content, read as ``invoke check`` does. Raises ``ProblemsFound`` where there is an error."""
    found = examine(content, take_snapshot(content), 0, cache=False)
    if any(not problem.warning for problem in found.problems):
        raise ProblemsFound(found.problems, found.waived)
    return found.library


def told_library(library: Library) -> str:
    """What was read."""
    drafts = sum(article.draft for article in library.articles)
    return f"{len(library.articles)} articles, of which {drafts} are drafts"


def reviewed(library: Library, order: Order, settings: Mapping[str, Any]) -> frozenset[str]:
    """The pages that stay out: of drafts, and of what the gate keeps back. Raises ``ProblemsFound`` where it lets nothing out."""
    mode, found = gate_of(order, settings), states(library, review_rules(settings))
    if problems := list(gate_problems(library, found, mode, partial(seen_from_here, order.root / "content"))):
        raise ProblemsFound(problems)
    drafts = {article.path for article in library.articles if article.draft}
    return frozenset(map(output_path, drafts | held_back(library, found, mode)))


def gate_of(order: Order, settings: Mapping[str, Any]) -> str:
    """The gate's mode: what the command asks for, else the settings."""
    asked = {HOLD_BACK: order.hold_back, UNREVIEWED: order.unreviewed}
    mode: str = next((mode for mode, wanted in asked.items() if wanted), settings["PUBLISH"])
    return mode


def built(site: Path, order: Order, gate: str) -> BuiltSite:
    """The site as it is published, built from nothing. Raises ``ProblemsFound``."""
    build(str(order.root / "content"), str(site), str(order.config), quiet=True, cache=False, gate=gate)
    for path in site.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)  # git notes what may be run; here nothing may
    return BuiltSite(site)


def inspected(site: BuiltSite, terms: Terms) -> BuiltSite:
    """The same site. Raises ``ProblemsFound`` where anything keeps it from being published."""
    if problems := inspect(site, terms):
        raise ProblemsFound(problems)
    return site
