"""A project to publish, for tests of publishing: see ``publishing.py``."""

from __future__ import annotations

from pathlib import Path

import pytest
from publishing import VARIABLES, Place, new_place, stand_in


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A project and its remote, with a made-up site in place of a built one."""
    for name, value in VARIABLES.items():
        monkeypatch.setenv(name, value)
    made = new_place(tmp_path)
    stand_in(made.site, monkeypatch)
    return made
