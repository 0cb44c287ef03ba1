"""The search page in a real browser: by keyboard, narrow, in the dark, and where it cannot work."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browsing import PHONE, as_text, violations
from playwright.sync_api import Browser, Page, expect

pytest_plugins = ("built", "chromium")
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage", "indexedDB"])
    Object.defineProperty(window, name, {get() { throw new DOMException("blocked", "SecurityError"); }});"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
SMALL_TARGETS = """() => [...document.querySelectorAll(".search :is(input, button, select, a)")]
    .map(node => node.closest("label") ?? node).map(node => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
    .filter(([, box]) => box.height && box.height < 44).map(([html]) => html)"""


@pytest.fixture
def search(page: Page, published_url: str) -> Page:
    """The search page of the published site, under a strict policy; it must not say a word to the console."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{published_url}search/")
    page.said = said  # type: ignore[attr-defined]
    return page


def type_in(page: Page, words: str) -> None:
    """Go to the field by keyboard and type; wait until it is answered."""
    page.locator("#words").focus()
    page.keyboard.type(words)
    expect(page.locator("#count")).to_contain_text(f"“{words}”")


def test_a_reader_finds_a_symptom_by_keyboard(search: Page) -> None:
    """Type, go down, press Enter: the page is at the symptom's box. Back, and the question is still there."""
    type_in(search, "burning")
    search.keyboard.press("ArrowDown")
    expect(search.locator(".found__title").first).to_be_focused()
    expect(search.locator(".found__title").first).to_contain_text("Symptom:")
    search.keyboard.press("Enter")
    search.wait_for_url("**/articles/**")
    box = search.locator(f"[id='{urlsplit(search.url).fragment}']")
    assert "callout--symptom" in (box.get_attribute("class") or "")
    search.go_back()
    expect(search.locator("#words")).to_have_value("burning")
    expect(search.locator("#count")).to_contain_text("burning")
    assert search.said == []  # type: ignore[attr-defined]


def test_arrows_walk_the_results_and_escape_leads_back(search: Page) -> None:
    """Enter goes to the count, arrows from result to result, Escape to the field."""
    type_in(search, "pain")
    search.keyboard.press("Enter")
    expect(search.locator("#count")).to_be_focused()
    search.locator(".found__title").first.focus()
    search.keyboard.press("ArrowDown")
    expect(search.locator(".found__title").nth(1)).to_be_focused()
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    expect(search.locator("#words")).to_be_focused()
    search.keyboard.press("ArrowDown")
    search.keyboard.press("Escape")
    expect(search.locator("#words")).to_be_focused()


def test_the_count_is_announced(search: Page) -> None:
    """A live region tells how many results there are, once typing rests."""
    type_in(search, "sleep")
    expect(search.get_by_role("status")).to_have_text(search.locator("#count").inner_text())
    search.locator("#words").fill("")
    expect(search.locator(".found")).to_be_hidden()
    expect(search.get_by_role("status")).to_have_text("")


def test_results_can_be_narrowed_to_a_kind(search: Page) -> None:
    """With "Symptoms" chosen every result is one, and the address keeps the choice."""
    type_in(search, "pain")
    search.get_by_role("radio", name="Symptoms").check()
    expect(search.locator(".found__title:not(:has-text('Symptom:'))")).to_have_count(0)
    expect(search.locator(".found__title").first).to_be_visible()
    assert urlsplit(search.url).fragment == "q=pain&kind=symptom"


def test_more_results_come_when_asked_for(search: Page) -> None:
    """The button adds results, and the focus goes to the first that is new."""
    type_in(search, "pain")
    shown = search.locator(".found__title").count()
    search.get_by_role("button", name="Show more results").click()
    expect(search.locator(".found__title").nth(shown)).to_be_focused()


@pytest.mark.parametrize(
    ("words", "kind"),
    [("burning", "Symptom:"), ("head", "Condition:"), ("touch hurts", "Article:"), ("opioid", "Glossary:")],
)
def test_everyday_words_find_something_sensible(search: Page, words: str, kind: str) -> None:
    """What people say, not only what clinicians say, leads somewhere."""
    type_in(search, words)
    expect(search.locator(".found__title", has_text=kind).first).to_be_visible()


def test_a_misspelt_term_is_offered_as_it_is_spelled(search: Page) -> None:
    """One click, and the term is searched for."""
    type_in(search, "alodynia")
    search.get_by_role("button", name="allodynia").click()
    expect(search.locator("#words")).to_be_focused()
    expect(search.locator(".found__title").first).to_contain_text("llodynia")


def test_nothing_is_fetched_before_a_reader_goes_to_the_field(page: Page, published_url: str) -> None:
    """The index waits; then all comes from this host, and no address that is fetched holds the words."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{published_url}search/")
    assert not any("pagefind" in url for url in asked)
    type_in(page, "burning")
    expect(page.locator(".found__title").first).to_be_visible()
    assert any(url.endswith("pagefind.js") for url in asked)
    assert [url for url in asked if not url.startswith(published_url) or "burning" in url] == []


def test_search_works_with_storage_blocked_and_less_motion(browser: Browser, published_url: str) -> None:
    """It keeps nothing, so nothing is missed; nothing moves."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.add_init_script(NO_STORAGE)
        page = context.new_page()
        page.goto(f"{published_url}search/#q=burning&kind=symptom")
        expect(page.locator(".found__title").first).to_contain_text("Symptom:")
        expect(page.get_by_role("radio", name="Symptoms")).to_be_checked()
        assert page.evaluate("() => document.getAnimations().length") == 0


def test_results_are_accessible(search: Page) -> None:
    """With results on the page axe finds nothing, in light, dark and at 320 px, where nothing scrolls sideways."""
    type_in(search, "touch hurts")
    found = {"light": violations(search)}
    search.emulate_media(color_scheme="dark")
    found["dark"] = violations(search)
    search.set_viewport_size(PHONE)  # type: ignore[arg-type]
    found["320 px"] = violations(search)
    assert found == {"light": [], "dark": [], "320 px": []}, as_text(found)
    whole, seen = search.evaluate(WIDTHS)
    assert whole <= seen
    assert search.evaluate(SMALL_TARGETS) == []


def test_without_scripts_the_page_leads_to_the_lists(browser: Browser, published_url: str) -> None:
    """Search is absent, not broken, and the page says why."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{published_url}search/")
        expect(page.locator("#words")).to_be_hidden()
        expect(page.get_by_text("Search needs JavaScript")).to_be_visible()
        page.locator("main").get_by_role("link", name="Symptoms").click()
        assert urlsplit(page.url).path == "/health/symptoms/"


def test_from_a_folder_the_page_leads_to_the_lists(page: Page, site: Path) -> None:
    """Browsers fetch nothing from a folder: the page says so, and offers the lists."""
    page.goto((site / "search/index.html").as_uri())
    expect(page.get_by_text("opened from a folder")).to_be_visible()
    expect(page.locator("#words")).to_have_count(0)
    page.locator("main").get_by_role("link", name="Glossary").click()
    expect(page.locator("h1")).to_have_text("Glossary")


def test_a_missing_index_is_told(page: Page, published_url: str) -> None:
    """Where the index cannot be fetched, the page says so in place of the field."""
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{published_url}search/")
    page.locator("#words").focus()
    expect(page.get_by_text("Search cannot be loaded right now")).to_be_visible()
