"""The list for the visit: ticked at symptoms, kept in the browser alone, printed on one sheet, cleared with one button."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import PHONE, violations
from devices import BLOCKED, device, stored
from playwright.sync_api import Browser, Page

pytest_plugins = ("built", "chromium")
PATH = "articles/migraine-and-chronic-headache/"
SYMPTOM = "Light, sound or movement is hard to bear"
TICKS = ".tick input"
TICK = "count => [...document.querySelectorAll('.tick input')].slice(0, count).forEach(box => box.click())"


def tick(page: Page, title: str) -> None:
    """Tick a symptom with the keyboard."""
    page.locator(".callout--symptom, .entry").first.scroll_into_view_if_needed()
    page.get_by_role("checkbox", name=f"Take to my visit: {title}").focus()
    page.keyboard.press("Space")


def listed(page: Page) -> list[str]:
    """The symptoms on the list."""
    return page.locator(".visit__list a").all_inner_texts()


def test_a_ticked_symptom_is_on_the_list(browser: Browser, published_url: str) -> None:
    """By keyboard alone: tick, follow the link that appears, come back to the very box, clear the list."""
    with device(browser) as desk:
        page = desk.page
        page.goto(published_url + PATH)
        tick(page, SYMPTOM)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/health/visit/")
        assert listed(page) == [SYMPTOM]
        page.get_by_role("link", name=SYMPTOM).press("Enter")
        page.wait_for_url(f"**/{PATH}#senses-turned-up")
        page.wait_for_selector(f"{TICKS}:checked")
        page.goto(f"{published_url}visit/")
        page.get_by_role("button", name="Clear the whole list").press("Enter")
        assert (listed(page), stored(page)) == ([], {})
        assert page.evaluate("() => document.activeElement.className") == "visit__list"
        assert page.get_by_text("Nothing is ticked yet.").is_visible()


def test_the_index_and_the_article_know_of_each_other(browser: Browser, published_url: str) -> None:
    """A symptom ticked in the index is ticked in its article, also on a page that the browser kept."""
    with device(browser) as desk:
        page = desk.page
        page.goto(f"{published_url}symptoms/")
        tick(page, SYMPTOM)
        assert page.locator(f"{TICKS}:checked").count() == 1
        page.goto(f"{published_url}visit/")
        assert listed(page) == [SYMPTOM]
        page.get_by_role("button", name=f"Remove: {SYMPTOM}").press("Enter")
        assert listed(page) == []
        page.go_back()
        page.wait_for_function("() => !document.querySelector('.tick :checked')")


@pytest.mark.parametrize("path", [PATH, "symptoms/", "visit/"])
def test_axe_finds_nothing(browser: Browser, published_url: str, path: str) -> None:
    """With nine symptoms ticked, in light, in dark and at 320 px; targets are 44 px high."""
    with device(browser, color_scheme="light", reduced_motion="reduce") as desk:
        page = desk.page
        page.goto(f"{published_url}symptoms/")
        page.evaluate(TICK, 9)
        page.goto(published_url + path)
        page.locator(".callout--symptom, .entry, .visit__list").first.scroll_into_view_if_needed()
        page.wait_for_selector(".tick, .visit__list button")
        found = violations(page)
        page.emulate_media(color_scheme="dark")
        found += violations(page)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert found + violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
        targets = page.locator(".tick label, .tick a, .visit button").all()
        assert all(each.evaluate("node => node.offsetHeight") >= 44 for each in targets)


def test_the_list_prints_on_one_sheet(browser: Browser, published_url: str) -> None:
    """Fourteen symptoms, with room to write, on Letter and A4; no buttons, no navigation."""
    with device(browser) as desk:
        page = desk.page
        page.goto(f"{published_url}symptoms/")
        page.evaluate(TICK, 14)
        page.goto(f"{published_url}visit/")
        assert len(listed(page)) == 14
        for paper in ("Letter", "A4"):
            assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
        page.emulate_media(media="print")
        assert not any(node.is_visible() for node in page.locator("button, nav, .lede, .scheme").all())
        assert sum(node.is_visible() for node in page.locator(".lines").all()) > 14


def test_where_nothing_may_be_kept_it_says_so(browser: Browser, published_url: str) -> None:
    """A tick holds for the page, with a warning; the list says that it keeps nothing."""
    with device(browser, BLOCKED) as desk:
        page = desk.page
        page.goto(published_url + PATH)
        tick(page, SYMPTOM)
        assert page.locator(f"{TICKS}:checked").count() == 1
        assert "keeps nothing for this site" in page.locator(".tick [aria-live]", has_text="browser").inner_text()
        page.goto(f"{published_url}visit/")
        assert page.locator(".visit__blocked").is_visible()
        assert not page.locator(".visit__kept").is_visible()


def test_without_scripts_there_is_a_sheet_to_fill_in(browser: Browser, published_url: str) -> None:
    """No tick boxes and no buttons; a plain sentence, and lines to write on."""
    with device(browser, java_script_enabled=False) as desk:
        page = desk.page
        page.goto(published_url + PATH)
        assert page.locator(TICKS).count() == 0
        page.goto(f"{published_url}visit/")
        assert page.locator("noscript p").is_visible()
        assert not any(node.is_visible() for node in page.locator("button").all())
        assert sum(node.is_visible() for node in page.locator(".lines").all()) > 8


def test_it_works_from_a_folder(browser: Browser, site: Path) -> None:
    """No server is needed."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / PATH / "index.html").as_uri())
        tick(page, SYMPTOM)
        page.goto((site / "visit/index.html").as_uri())
        assert listed(page) == [SYMPTOM]
