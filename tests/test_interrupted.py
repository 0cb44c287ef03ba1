"""A build that is killed, or that another one runs beside, leaves a whole site and a good cache."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from edits import body, new_place, people
from projects import copy_project
from sites import snapshot

from plugins.pool import WORTH_STARTING
from tools.build import build

KILLS = int(os.environ.get("KILLS", "3"))
MANY = WORTH_STARTING + 20  # articles; processes share the work
LONGEST = 120  # seconds for what takes a few


def start(project: Path, content: Path) -> subprocess.Popen[bytes]:
    """Begin to build; the end of what it prints is the end of all its processes."""
    command = [sys.executable, "-m", "invoke", "build", "--content", str(content), "--workers", "2"]
    return subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def clean(content: Path, output: Path) -> dict[str, bytes]:
    """The files of a site built from nothing."""
    build(str(content), str(output), quiet=True, cache=False)
    return snapshot(output)


def test_a_killed_build_leaves_the_old_site_or_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever it is killed, its processes end, the site is whole and the next build is right."""
    monkeypatch.setattr("edits.ARTICLES", MANY)
    place, project = new_place(tmp_path / "site"), copy_project(tmp_path / "project")
    begin = time.perf_counter()
    start(project, place.content).communicate(timeout=LONGEST)
    duration = time.perf_counter() - begin
    for kill in range(KILLS):
        rng, old = Random(kill), snapshot(project / "output")  # noqa: S311 (edits, not secrets)
        (people if rng.random() < 0.5 else body)(place, rng)
        new = clean(place.content, tmp_path / f"clean-{kill}")
        assert new != old
        killed_after(rng.uniform(0, 1.2 * duration), start(project, place.content))
        assert snapshot(project / "output") in (old, new)
        next_build = start(project, place.content)
        said, _ = next_build.communicate(timeout=LONGEST)
        assert (next_build.returncode, said.count(b"\n")) == (0, 1)
        assert snapshot(project / "output") == new


def killed_after(seconds: float, process: subprocess.Popen[bytes]) -> None:
    """Kill a process after a time, and wait for those that it started."""
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate(timeout=LONGEST)


def test_two_builds_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of them is told, or both are done; the site is right, and the cache serves the next build."""
    monkeypatch.setattr("edits.ARTICLES", MANY)
    place, project = new_place(tmp_path / "site"), copy_project(tmp_path / "project")
    both = [start(project, place.content) for _ in range(2)]
    said = [each.communicate(timeout=LONGEST)[0].decode() for each in both]
    assert 0 in (ends := [each.returncode for each in both])
    assert all(end == 0 or "another build has put its site" in text for end, text in zip(ends, said, strict=True))
    assert snapshot(project / "output") == clean(place.content, tmp_path / "clean")
    following = start(project, place.content)
    assert b"0 files written" in following.communicate(timeout=LONGEST)[0]
