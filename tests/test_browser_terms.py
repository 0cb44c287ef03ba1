"""Terms are explained where they stand: by the browser alone, reached with a keyboard, and on paper in a list."""

from __future__ import annotations

import pytest
from browsing import PHONE, violations
from devices import device
from playwright.sync_api import Browser

pytest_plugins = ("built", "chromium")
PATH = "articles/migraine-and-chronic-headache/"
OPEN = ":popover-open"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_term_opens_its_meaning_with_the_keyboard(browser: Browser, published_url: str, scripts: bool) -> None:
    """Enter opens it, Tab goes on to the link to the glossary, Escape closes it; with scripts and without."""
    with device(browser, java_script_enabled=scripts) as desk:
        page = desk.page
        page.goto(published_url + PATH)
        page.get_by_role("button", name="Meaning of chronic migraine").focus()
        page.keyboard.press("Enter")
        meaning = page.locator(OPEN)
        assert meaning.inner_text().split("\n")[0] == "Chronic migraine"
        assert "at least 15 a month" in meaning.inner_text()
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.href").endswith("/health/glossary/#chronic-migraine")
        page.keyboard.press("Escape")
        assert meaning.count() == 0
        assert page.evaluate("() => document.activeElement.ariaLabel") == "Meaning of chronic migraine"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_meaning_is_accessible_on_a_phone(browser: Browser, published_url: str, scheme: str) -> None:
    """A tap on the word opens it; axe finds nothing, and nothing is wider than the window."""
    with device(browser, viewport=PHONE, color_scheme=scheme, has_touch=True) as desk:
        page = desk.page
        page.goto(published_url + PATH)
        page.locator(".term", has_text="Tension-type headache").tap()
        assert page.locator(OPEN).bounding_box()["width"] <= PHONE["width"]  # type: ignore[index]
        assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
        assert violations(page) == []


def test_paper_lists_the_terms(browser: Browser, published_url: str) -> None:
    """On a screen the list is not to be seen; on paper it has a title, and each term of the text once."""
    with device(browser) as desk:
        page = desk.page
        page.goto(published_url + PATH)
        title, terms = page.get_by_role("heading", name="Terms used on this page"), page.locator(".terms dt")
        assert not any(node.is_visible() for node in (title, *terms.all()))
        page.emulate_media(media="print")
        assert all(node.is_visible() for node in (title, *terms.all()))
        assert terms.count() == page.locator(".text .term").count()


def test_the_word_keeps_its_look_in_forced_colors(browser: Browser, published_url: str) -> None:
    """The button over a word stays clear where the reader's own colors replace the site's."""
    with device(browser, forced_colors="active") as desk:
        desk.page.goto(published_url + PATH)
        color = desk.page.locator(".term button").first.evaluate("node => getComputedStyle(node).backgroundColor")
        assert color == "rgba(0, 0, 0, 0)"
