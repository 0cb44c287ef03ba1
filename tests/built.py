"""Sites that several test files look at, each built once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from drawn import put_photo
from edits import place_for, put
from sites import ARABIC, KITCHEN_SINK, PUBLISHED_URL, SPANISH

from plugins import page_assets
from plugins.languages import LANGUAGES, Language
from plugins.registers import REGISTERS
from tools.build import build

SCRIPTS = Path(__file__).parent / "scripts"
BUTTON = """<button data-later="{{ site.theme }}{{ assets['later.js'] }}">Later</button>"""
PHOTO = "![A red square on a gray field.]({static}/images/every-element/photo.jpg)\n\n"


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
    content = tmp_path_factory.mktemp("kitchen-sink") / "content"
    shutil.copytree(KITCHEN_SINK, content)
    put_photo(content / "images/every-element/photo.jpg")
    put(content / "articles/kitchen-sink/every-element.md", "![The same line", PHOTO)
    output = content.with_name("output")
    build(str(content), str(output), quiet=True)
    return output


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small content folder."""
    output = tmp_path_factory.mktemp("small") / "output"
    build(str(SMALL), str(output), quiet=True)
    return output


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small content folder with two articles in Spanish, one of them a translation."""
    folder = tmp_path_factory.mktemp("translated")
    shutil.copytree(SMALL, folder / "content")
    shutil.copytree(SPANISH, folder / "content", dirs_exist_ok=True)
    build(str(folder / "content"), str(folder / "output"), quiet=True)
    return folder / "output"


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small content folder with an article from right to left, in words without meaning.

    The site has no words of its interface in Arabic: English ones stand in for them, in a copy of the theme.
    """
    folder = tmp_path_factory.mktemp("arabic")
    shutil.copytree(SMALL, folder / "content")
    shutil.copytree(ARABIC, folder / "content", dirs_exist_ok=True)
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copy(folder / "theme/strings/en.toml", folder / "theme/strings/ar.toml")
    own = f"globals().update(runpy.run_path({str(ROOT / 'pelicanconf.py')!r}))\nTHEME = {str(folder / 'theme')!r}\n"
    (folder / "conf.py").write_text(f"import runpy\n\n{own}", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANGUAGES, "ar", Language("ar", "ar", ("if:",), "no", direction="rtl"))
        patch.setitem(REGISTERS["series.toml"], "ar", (dict, False))
        build(str(folder / "content"), str(folder / "output"), str(folder / "conf.py"), quiet=True, workers=1)
    return folder / "output"


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
