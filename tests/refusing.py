"""The site of a good build, which no failed build may touch."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SMALL
from sites import snapshot
from spoiled import OldSite

from tools.build import build


@pytest.fixture(scope="session")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small content folder."""
    output = tmp_path_factory.mktemp("good-site") / "output"
    build(str(SMALL), str(output), quiet=True)
    return output


@pytest.fixture
def old_site(good_site: Path, tmp_path: Path) -> OldSite:
    """A copy of that site, alone in a folder."""
    output = tmp_path / "old" / "output"
    shutil.copytree(good_site, output)
    return OldSite(output, snapshot(output.parent))
