"""After any edits, a build that knows the last one makes what a clean build makes, byte for byte."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from edits import EDITS, Edit, Place, new_place
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sites import snapshot

from plugins.engine import Engine
from plugins.problems import ProblemsFound
from plugins.store import Store
from tools.build import build

SEQUENCES = int(os.environ.get("SEQUENCES", "6"))  # 200 take about eight minutes
SEED = int(os.environ.get("SEED", "0"))


@settings(
    derandomize=not SEED, database=None, deadline=None, max_examples=SEQUENCES, suppress_health_check=list(HealthCheck)
)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(SEED, SEED + 1000)), min_size=3, max_size=8))
def test_an_edited_site_is_as_good_as_new(edits: list[tuple[Edit, int]]) -> None:
    """With a cache, from memory and from nothing: the same files, or the same problems and the site as it was."""
    with site() as (folder, place, engine):
        good: dict[str, bytes] = {}
        for edit, seed in edits:
            edit(place, Random(seed))  # noqa: S311 (edits, not secrets)
            said, files = outcome(place, folder / "clean", cache=False)
            event(f"{edit.__name__}: {'built' if files else 'refused'}")
            good = files or good
            assert outcome(place, folder / "kept") == (said, good)
            assert outcome(place, folder / "served", engine=engine) == (said, good)
            shutil.rmtree(folder / "clean", ignore_errors=True)


@contextmanager
def site() -> Iterator[tuple[Path, Place, Engine]]:
    """A folder with a made-up site that was built once, with a cache and by an engine that lives on."""
    with tempfile.TemporaryDirectory(prefix="incremental-") as name:
        folder = Path(name)
        place, engine = new_place(folder / "site"), Engine(Store())
        yield folder, place, engine


def outcome(place: Place, output: Path, **how: Any) -> tuple[list[str], dict[str, bytes]]:
    """What a build reports, and the files that lie in the output after it."""
    try:
        summary = build(str(place.content), str(output), str(place.config), quiet=True, workers=1, **how)
        said = [str(warning) for warning in summary["warnings"]]
    except ProblemsFound as found:
        said = [str(problem) for problem in found.problems]
    return said, snapshot(output)
