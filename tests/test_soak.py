"""A preview under a writer's hands for long: whatever is saved, it lives on, shows what is right, and does not grow.

A few edits in each run of the tests; ``SOAK=1800 pytest -s tests/test_soak.py`` goes on for so many seconds, at about one
edit a second, and prints the memory that the process took.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from conftest import SMALL
from edits import Place
from listening import Browser
from projects import copy_project
from sites import snapshot
from troubles import TROUBLES, Trouble, mend

from tools.build import build

SOAK = int(os.environ.get("SOAK", "0"))
FEW = 8  # edits where nobody asked for more
GROWTH = 20  # megabytes that a preview may grow by, once it has met everything
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of a process from /proc")


def cache(place: Place) -> Path:
    """The file of the preview's cache."""
    return place.config.parent / ".cache/build.sqlite"


def wipe(place: Place, name: str) -> None:
    """Remove a folder of the project as far as that can be done while a build writes into it."""
    shutil.rmtree(place.config.parent / name, ignore_errors=True)


OWN = (
    Trouble("the preview's site goes", lambda place: wipe(place, ".cache/preview"), ""),
    Trouble("the cache goes", lambda place: wipe(place, ".cache"), ""),
    Trouble("the cache is no cache", lambda place: cache(place).write_bytes(b"words" * 20_000), ""),
)


class Desk(NamedTuple):
    """A project and its content, good copies of its content and theme, and the process that previews them."""

    place: Place
    good: Place
    process: subprocess.Popen[str]
    browser: Browser


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A preview of the small content in a project of its own."""
    project = copy_project(folder / "project")
    place = Place(project / "content", project / "theme", project / "pelicanconf.py")
    good = Place(folder / "good", folder / "good-theme", place.config)
    shutil.rmtree(place.content)
    for copy in (place.content, good.content):
        shutil.copytree(SMALL, copy)
    shutil.copytree(place.theme, good.theme)
    command = [sys.executable, "-m", "invoke", "serve", "--port", "8650"]
    with (
        (folder / "said.txt").open("w") as said,
        subprocess.Popen(command, cwd=project, text=True, stdout=subprocess.PIPE, stderr=said) as process,
        Browser(process) as browser,
    ):
        yield Desk(place, good, process, browser)


def test_it_lives_and_shows_what_is_right(tmp_path: Path) -> None:
    """After each edit the page is the right one; at the end the whole site is, and the process has not grown."""
    rng, begin, number = Random(1), time.monotonic(), 0  # noqa: S311 (edits, not secrets)
    with desk(tmp_path) as at:
        memory: list[int] = []
        at.browser.sees("about/", "A page with a link", "")
        while number < FEW or time.monotonic() - begin < SOAK:
            for trouble in shuffled(rng):
                edit(at, trouble, number := number + 1)
                memory.append(megabytes(at.process))
                if number >= FEW and time.monotonic() - begin >= SOAK:
                    break
        assert at.process.poll() is None
        build(str(at.good.content), str(tmp_path / "clean"), drafts=True, quiet=True, cache=False, search=False)
        (shown,) = (at.place.config.parent / ".cache/preview").iterdir()
        assert snapshot(shown) == snapshot(tmp_path / "clean")
    met = memory[len(TROUBLES) + len(OWN) :] or memory[-1:]
    told = f"MB at the start {memory[0]}, once all was met {met[0]}, at the end {memory[-1]}, at most {max(memory)}"
    sys.stdout.write(f"\n{2 * number} edits; {told}\n")
    assert max(met) - met[0] <= GROWTH


def shuffled(rng: Random) -> list[Trouble]:
    """All troubles, in another order each time."""
    troubles = [*TROUBLES, *OWN]
    rng.shuffle(troubles)
    return troubles


def edit(at: Desk, trouble: Trouble, number: int) -> None:
    """Something goes wrong and is seen; then it is mended, and a sentence more is seen."""
    about = at.good.content / "pages/about.md"
    trouble.make(at.place)
    at.browser.sees("about/", "A page with a link", trouble.words)
    at.browser.rests(SOAK)
    about.write_text(f"{(SMALL / 'pages/about.md').read_text('utf-8')}\nSentence number {number}.\n", "utf-8")
    mend(at.good.content, at.place.content)
    mend(at.good.theme, at.place.theme)
    at.browser.sees("about/", f"Sentence number {number}.", "")
    at.browser.rests(SOAK)


def megabytes(process: subprocess.Popen[str]) -> int:
    """The memory that a process holds."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) // 1024
