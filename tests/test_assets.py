"""Assets: the theme's files and the content's images lie under names that tell their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import served
from drawn import put_photo
from edits import Place, place_for, put
from playwright.sync_api import Page
from sites import SUB_PATH, asset, attribute, dead_links, names, snapshot, tree

from plugins.assets import script, theme_assets
from plugins.page_assets import loaded
from plugins.problems import ProblemsFound
from tools.build import build

pytest_plugins = ("built", "chromium")
ONE, TWO = "articles/one/index.html", "articles/two/index.html"
TOLD = "html[data-later=here]"


@pytest.fixture
def place(content: Path, tmp_path: Path) -> Place:
    """The small content and the theme, both to be changed."""
    return place_for(content, tmp_path)


def built(place: Place) -> Path:
    """The site, after a build that may know the last one."""
    output = place.config.with_name("output")
    build(output=str(output), config=str(place.config), quiet=True, workers=1)
    return output


@pytest.mark.parametrize(
    ("source", "more", "name"),
    [
        ("css/base.css", b"\nq { color: red }\n", "site.css"),
        ("css/lists/lists.css", b"\nq { color: red }\n", "lists.css"),
        ("favicon.svg", b"\n", "favicon.svg"),
        ("fonts/upright.woff2", b"\n", "fonts/upright.woff2"),
        ("fonts/italic.woff2", b"\n", "site.css"),
    ],
)
def test_a_changed_asset_has_another_address(place: Place, source: str, more: bytes, name: str) -> None:
    """The site holds the new file and not the old one, and what named the old one names the new one."""
    before = asset(built(place), f"theme/{name}")
    with (place.theme / source).open("ab") as file:
        file.write(more)
    output = built(place)
    assert asset(output, f"theme/{name}") != before
    assert not before.exists()
    assert dead_links(output, file_links=True) == []


def test_a_changed_image_has_another_address(place: Place) -> None:
    """Only what names it is made anew: the article, its series on one page, and the feeds."""
    photo = put_photo(place.content / "images/one/photo.jpg", seed=1)
    put(place.content / "articles/small-series/one.md", "An opening", "[A photo]({static}/images/one/photo.jpg). ")
    before = snapshot(built(place))
    put_photo(photo, seed=2)
    output = built(place)
    after = snapshot(output)
    changed = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    series = "series/small-series/"
    assert changed == {ONE, f"{series}print/index.html", f"{series}feed.xml", "feed.xml"}
    assert sum(name.startswith("images/one/photo-800.") for name in after) == 3
    assert all(asset(output, "images/one/photo-800.jpg").name.encode() in after[name] for name in changed)


def test_a_stylesheet_names_fonts_by_their_bytes(place: Place) -> None:
    """No address without a digest is left in it."""
    assets = {each.name: each for each in theme_assets(place.theme)}
    css = assets["site.css"].data
    for font in ("upright", "italic"):
        assert f"url({assets[f'fonts/{font}.woff2'].path})".encode() in css
        assert f"fonts/{font}.woff2".encode() not in css


def test_a_script_goes_without_comments_and_indentation(tmp_path: Path) -> None:
    """What stands in texts and regular expressions stays as it is."""
    file = tmp_path / "a.js"
    file.write_text('/* A */\n  // B\n  const a = "é  //  /* b */";\n  c(/[/] \\/\\/  d/, `e  ${f}`);\n', "utf-8")
    assert script(file).decode() == 'const a="é  //  /* b */";c(/[/] \\/\\/  d/,`e  ${f}`);'


def test_a_script_that_is_no_text_is_a_problem(place: Place) -> None:
    """It is told with file and line."""
    file = place.theme / "js/odd.js"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"a();\n\xff")
    with pytest.raises(ProblemsFound) as found:
        built(place)
    (problem,) = found.value.problems
    assert (problem.path, problem.line, problem.code) == ("theme/js/odd.js", 2, "script")


def test_a_page_loads_what_its_kind_needs(scripted: Path) -> None:
    """The table says it: a script of articles is on every article, after the styles, and on no other page."""
    with_script = {name for name in names(scripted) if name.endswith(".html") and tree(scripted / name).css("[defer]")}
    assert with_script == {ONE, TWO}
    (node,) = tree(scripted / ONE).css("script[defer]")
    assert attribute(node, "src") == f"../../theme/{asset(scripted, 'theme/ask.js').name}"
    assert loaded("article", ".css") == ("site.css",)
    assert loaded("home", ".css") == ("site.css", "lists.css")


def test_a_script_fetches_another_only_when_asked(page: Page, scripted: Path) -> None:
    """The page tells it the address, and no server is needed."""
    assert check_on_demand(page, (scripted / ONE).as_uri()) == []


def test_a_server_needs_no_exception_for_scripts(page: Page, scripted: Path) -> None:
    """The same below a sub-path of a server with a strict content policy."""
    with served(scripted, SUB_PATH) as url:
        assert check_on_demand(page, url + ONE) == []


def check_on_demand(page: Page, url: str) -> list[str]:
    """A click fetches the script that waits. Returns what the browser complained of."""
    complaints, asked = list[str](), list[str]()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url, wait_until="load")
    assert not [address for address in asked if "later" in address]
    page.locator("[data-later]").click()
    page.wait_for_selector(TOLD)
    return complaints
