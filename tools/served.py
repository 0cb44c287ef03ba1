"""How long a writer waits for the preview: from saving an article to its new page being served."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tools.failure import WrongUse

SERVE = (sys.executable, "-u", "-m", "invoke", "serve")
ADDRESS = "Preview: "
PATIENCE = 60  # seconds until a page must have come
AGAIN = 0.005  # seconds between two looks


def save_to_served(project: Path, content: Path, page: str, edit: Callable[[int], str], times: int) -> float:
    """The median of some edits, in seconds. ``edit`` makes one, by its number, and gives the words that the page then has.

    Raises ``WrongUse`` where the preview does not start, or does not show an edit.
    """
    process = subprocess.Popen((*SERVE, "--content", str(content)), cwd=project, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own command)
    try:
        url = address(process) + page
        wait_for("<main", url)
        return round(statistics.median(waited(edit(number), url) for number in range(times)), 2)
    finally:
        process.kill()
        process.communicate()


def address(process: subprocess.Popen[str]) -> str:
    """Where a preview is served. Raises ``WrongUse`` where it ends instead of telling."""
    for line in process.stdout or ():
        if line.startswith(ADDRESS):
            return line.split()[1]
    raise WrongUse("the preview did not start")


def waited(words: str, url: str) -> float:
    """The seconds until a page has some words."""
    start = time.perf_counter()
    wait_for(words, url)
    return time.perf_counter() - start


def wait_for(words: str, url: str) -> None:
    """Wait until a page has some words. Raises ``WrongUse`` where it does not get them."""
    end = time.perf_counter() + PATIENCE
    while words not in got(url):
        if time.perf_counter() > end:
            raise WrongUse(f"the preview did not show {words!r}")
        time.sleep(AGAIN)


def got(url: str) -> str:
    """The text of a page, if it is there."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 (our own server)
            return str(answer.read().decode())
    except OSError:
        return ""
