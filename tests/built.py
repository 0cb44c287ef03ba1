"""Sites that several test files look at, each built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from edits import place_for, put
from sites import KITCHEN_SINK, PUBLISHED_URL

from plugins import page_assets
from tools.build import build

SCRIPTS = Path(__file__).parent / "scripts"
BUTTON = """<button data-later="{{ site.theme }}{{ assets['later.js'] }}">Later</button>"""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as it is published, below a sub-path of a server."""
    output = tmp_path_factory.mktemp("published") / "output"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", PUBLISHED_URL)
        build(output=str(output), config=str(ROOT / "publishconf.py"), quiet=True, gate="unreviewed")
    return output


@pytest.fixture(scope="session")
def kitchen_sink(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the kitchen sink: one of everything that an article can hold."""
    output = tmp_path_factory.mktemp("kitchen-sink") / "output"
    build(str(KITCHEN_SINK), str(output), quiet=True)
    return output


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small content folder."""
    output = tmp_path_factory.mktemp("small") / "output"
    build(str(SMALL), str(output), quiet=True)
    return output


@pytest.fixture(scope="session")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site in a theme whose articles load one script, which fetches another when somebody asks for it."""
    folder = tmp_path_factory.mktemp("scripted")
    place = place_for(SMALL, folder)
    shutil.copytree(SCRIPTS, place.theme / "js", dirs_exist_ok=True)
    put(place.theme / "templates/base.html", "</body>", BUTTON)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_assets, "BY_KIND", {"article": ("ask.js",)})
        build(output=str(folder / "output"), config=str(place.config), quiet=True, cache=False, workers=1)
    return folder / "output"
