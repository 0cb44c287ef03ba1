"""Writes what the browser tests found to a file, for the page on accessibility: ``invoke test --record`` asks for it.

A test with the mark ``recorded`` is one check; each page it looks at is a component. A check that did not run is not in
the file, and the page says so.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections.abc import Generator
from importlib.metadata import version
from pathlib import Path

import pytest
from browsing import AXE, COMPONENTS

FILE = os.environ.get("RECORD", "")
FOUND: dict[str, dict[str, bool]] = {}  # whether a component passed, by check
BROWSER: list[str] = []


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.CallInfo[None], None]:
    """Note whether a check passed on a page; a page that could not be opened did not pass."""
    report = (yield).get_result()  # type: ignore[attr-defined]
    mark, params = item.get_closest_marker("recorded"), getattr(item, "callspec", None)
    site, path = params.params.get("opened", ("", "")) if params else ("", "")
    named = site in {"site_url", "translated_url"} or path == "articles/every-element/"
    if mark and named and path in COMPONENTS and (report.when == "call" or report.failed):
        FOUND.setdefault(mark.args[0], {})[COMPONENTS[path]] = report.passed
        if page := getattr(item, "funcargs", {}).get("opened"):
            BROWSER[:] = [page.context.browser.version]


def pytest_sessionfinish() -> None:
    """Write the file, if one is asked for and anything was checked."""
    if FILE and FOUND:
        Path(FILE).write_text(as_toml(), "utf-8", newline="\n")


def as_toml() -> str:
    """The file: when, with what, which checks, and by component those that passed and failed."""
    axe = re.search(r"axe v([\d.]+)", AXE)
    tool = f"axe-core {axe[1] if axe else '?'}, Chromium {BROWSER[0]}, Playwright {version('playwright')}"
    checks = list(FOUND)
    lines = ["# Written by invoke test --record: never by hand.", f"date = {dt.date.today()}", f"tool = {quoted(tool)}"]  # noqa: DTZ011 (the day here)
    lines += [f"checks = {quoted(checks)}"]
    for name in COMPONENTS.values():
        passed = [place for place, check in enumerate(checks) if FOUND[check].get(name) is True]
        failed = [place for place, check in enumerate(checks) if FOUND[check].get(name) is False]
        lines += ["", "[[components]]", f"name = {quoted(name)}", f"passed = {passed}", f"failed = {failed}"]
    return "\n".join(lines) + "\n"


def quoted(value: object) -> str:
    """Text and lists as TOML has them, which is as JSON has them."""
    return json.dumps(value, ensure_ascii=False)
