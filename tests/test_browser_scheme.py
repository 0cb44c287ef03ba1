"""The choice of colors: made with a keyboard, kept on the device, never a flash, and absent without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import ARTICLE, violations
from devices import BLOCKED, device, stored
from playwright.sync_api import Browser, Page

pytest_plugins = ("built", "chromium")
SELECT = ".scheme select"
PAPER = "() => getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK, WHITE = "rgb(253, 252, 250)", "rgb(20, 23, 26)", "rgb(255, 255, 255)"
WATCH = """new MutationObserver(() => { window.early ??= document.body === null; })
    .observe(document, { subtree: true, attributes: true, attributeFilter: ["data-scheme"] })"""


def paper(page: Page) -> str:
    """The color behind the text."""
    found: str = page.evaluate(PAPER)
    return found


def test_a_reader_chooses_with_the_keyboard(browser: Browser, published_url: str) -> None:
    """The choice is a named list of three; it holds at once, on the next page, and until it is taken back."""
    with device(browser, color_scheme="light") as desk:
        page = desk.page
        page.goto(published_url + ARTICLE)
        choice = page.get_by_role("combobox", name="Colors")
        assert choice.locator("option").all_inner_texts() == ["Like my device", "Light", "Dark"]
        assert choice.evaluate("node => node.offsetHeight") >= 44
        choice.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert (paper(page), stored(page)) == (DARK, {"colors": "dark"})
        assert violations(page) == []
        page.goto(f"{published_url}glossary/")
        assert (paper(page), page.locator(SELECT).input_value()) == (DARK, "dark")
        page.locator(SELECT).select_option("")
        assert paper(page) == LIGHT
        page.emulate_media(color_scheme="dark")
        assert paper(page) == DARK


@pytest.mark.parametrize(("device_has", "chosen", "color"), [("dark", "light", LIGHT), ("light", "dark", DARK)])
def test_nothing_flashes(browser: Browser, published_url: str, device_has: str, chosen: str, color: str) -> None:
    """The kept choice is there before the page has a body, against the device's own setting."""
    keep = f"localStorage.setItem('colors', '{chosen}')"
    with device(browser, WATCH, keep, color_scheme=device_has) as desk:
        desk.page.goto(published_url + ARTICLE)
        assert desk.page.evaluate("() => window.early") is True
        assert paper(desk.page) == color


def test_a_page_that_the_browser_kept_learns_of_a_new_choice(browser: Browser, published_url: str) -> None:
    """Going back shows the colors that were chosen since."""
    with device(browser, color_scheme="light") as desk:
        desk.page.goto(f"{published_url}about/")
        desk.page.goto(f"{published_url}privacy/")
        desk.page.locator(SELECT).select_option("dark")
        desk.page.go_back()
        assert (paper(desk.page), desk.page.locator(SELECT).input_value()) == (DARK, "dark")


def test_where_nothing_may_be_kept_the_choice_holds_for_the_page(browser: Browser, published_url: str) -> None:
    """Nothing breaks, and nothing is said on the console."""
    with device(browser, BLOCKED, color_scheme="light") as desk:
        desk.page.goto(published_url + ARTICLE)
        desk.page.locator(SELECT).select_option("dark")
        assert paper(desk.page) == DARK
        desk.page.reload()
        assert paper(desk.page) == LIGHT


def test_without_scripts_there_is_no_choice(browser: Browser, published_url: str) -> None:
    """It is absent, and colors follow the device."""
    with device(browser, java_script_enabled=False, color_scheme="dark") as desk:
        desk.page.goto(published_url + ARTICLE)
        assert not desk.page.locator(".scheme").is_visible()
        assert desk.page.evaluate(PAPER) == DARK


def test_paper_forced_colors_and_contrast_keep_their_own(browser: Browser, published_url: str) -> None:
    """A dark choice prints dark on white; more contrast and the reader's own colors are honored."""
    with device(browser, "localStorage.setItem('colors', 'dark')", color_scheme="light") as desk:
        page = desk.page
        page.goto(published_url + ARTICLE)
        page.emulate_media(media="print")
        assert paper(page) == WHITE
        assert not page.locator(".scheme").is_visible()
        page.emulate_media(media="screen", contrast="more")
        assert paper(page) == "rgb(0, 0, 0)"
        page.emulate_media(contrast="no-preference", forced_colors="active")
        assert page.locator(SELECT).evaluate("node => getComputedStyle(node).borderTopStyle") == "solid"


def test_it_works_from_a_folder(browser: Browser, site: Path) -> None:
    """No server is needed; that a browser preloads no font from a folder, it says of its own accord."""
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        page.locator(SELECT).select_option("dark")
        page.reload()
        assert paper(page) == DARK
