"""``invoke test``: finds or fetches a Chromium, then runs the linter, the type checker and the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.failure import ROOT, WrongUse, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest",),
)


def test(*, record: bool = False) -> None:  # noqa: PT028 (a verb, no test)
    """Run everything. Raises ``WrongUse`` where no browser can be had; leaves with the first failing check's code.

    ``record`` only runs the checks of accessibility, and writes what they find for the page that tells it to readers.
    """
    environment = {**os.environ, "CHROMIUM": find_browser()}
    if record:
        environment["RECORD"] = str(ROOT / "content" / "accessibility.toml")
        command = [sys.executable, "-m", "pytest", "-m", "recorded"]
        raise SystemExit(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)  # noqa: S603
    prepare_node()
    for name, *arguments in CHECKS:
        say(f"$ {name} {' '.join(arguments)}")
        done = subprocess.run([sys.executable, "-m", name, *arguments], cwd=ROOT, env=environment, check=False)  # noqa: S603
        if done.returncode:
            raise SystemExit(done.returncode)


def find_browser() -> str:
    """The path of a Chromium that starts: one that is there, else Playwright's, else Debian's package."""
    for path in present():
        if starts(path):
            say(f"Browser: {path}")
            return path
    for command, label in installers():
        say(f"No Chromium found: installing {label}")
        subprocess.run(command, cwd=ROOT, check=False, shell=False)  # noqa: S603
        for path in present():
            if starts(path):
                say(f"Browser: {path}")
                return path
    raise WrongUse("no Chromium starts here; install one and set CHROMIUM to its path")


def present() -> Iterator[str]:
    """The browsers that may be on this machine."""
    yield os.environ.get("CHROMIUM", "")
    yield from (shutil.which(name) or "" for name in NAMES)
    yield from (MAC.format(name) for name in ("Google Chrome", "Chromium"))
    yield playwright_path()


def playwright_path() -> str:
    """Where Playwright keeps its own Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only needed here)

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Whether a browser is there and renders a page: one that lacks a library does not."""
    if not path or not Path(path).is_file():
        return False
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
    try:
        return b"<html>" in subprocess.run(command, capture_output=True, check=False, timeout=60).stdout  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def installers() -> Iterator[tuple[list[str], str]]:
    """Commands that may bring a browser, in the order in which to try them."""
    yield [sys.executable, "-m", "playwright", "install", "chromium"], "Playwright's own"
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield [apt, "update"], "Debian's package (updating the list)"
        yield [apt, "install", "-y", "chromium"], "Debian's package"


def prepare_node() -> None:
    """Fetch the Nu HTML checker and Readability where Node is; their tests are reported as not run elsewhere."""
    npm = shutil.which("npm")
    if not npm:
        say("npm is not here: the Nu HTML checker and Readability will be reported as not run")
        return
    subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=ROOT / "tests" / "node", check=False)  # noqa: S603
