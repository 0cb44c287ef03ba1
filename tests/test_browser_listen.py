"""Listening to an article, with a stub in place of the device's voices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import PHONE, violations
from devices import BLOCKED, device, stored
from playwright.sync_api import Browser, Page

pytest_plugins = ("built", "chromium")
PATH = "articles/migraine-and-chronic-headache/"
VOICES = """
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.said = [];
window.voices = [{ name: "far", lang: "en-US", localService: false }];
window.own = [{ name: "de", lang: "de-DE", localService: true }, { name: "gb", lang: "en-GB", localService: true },
    { name: "us", lang: "en-US", localService: true }];
const told = new EventTarget();
Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => window.voices,
    addEventListener: (...given) => told.addEventListener(...given),
    speak: each => { window.said.push(each); window.quiet = false; },
    cancel: () => { window.quiet = true; window.said.at(-1)?.onend?.(); },
} });
window.arrive = () => { window.voices = window.own; told.dispatchEvent(new Event("voiceschanged")); };
Element.prototype.scrollIntoView = function (options) { window.moved = options.behavior; };
"""
LAST = "() => { const last = said.at(-1); return { text: last.text, rate: last.rate, voice: last.voice.name }; }"
END = "() => said.at(-1).onend()"


def listening(page: Page, address: str) -> None:
    """Open a page, wait for the device's voices, and ask to listen, with the keyboard."""
    page.goto(address)
    page.evaluate("() => arrive()")
    page.get_by_role("button", name="Listen").press("Enter")
    page.wait_for_selector(".bar")


def last(page: Page) -> dict[str, Any]:
    """What was said last."""
    found: dict[str, Any] = page.evaluate(LAST)
    return found


def test_an_article_is_read_part_by_part(browser: Browser, published_url: str) -> None:
    """From the title on, each part when the one before has ended; what is read is marked, with the voice of the page."""
    with device(browser, VOICES) as desk:
        page = desk.page
        listening(page, published_url + PATH)
        title = page.locator("h1").inner_text()
        assert last(page) == {"text": title, "rate": 1, "voice": "us"}
        assert page.locator(".spoken").inner_text() == title
        page.evaluate(END)
        assert last(page)["text"] == page.locator(".lede").inner_text()
        assert page.locator(".spoken").get_attribute("class") == "lede spoken"
        assert page.evaluate("() => moved") == "smooth"


def test_everything_is_read_once_and_nothing_else(browser: Browser, published_url: str) -> None:
    """Boxes begin with their label, figures with their alternative; reference marks and tools are not read."""
    with device(browser, VOICES, reduced_motion="reduce") as desk:
        page = desk.page
        listening(page, published_url + PATH)
        for _ in range(200):
            if page.evaluate("() => quiet"):
                break
            page.evaluate(END)
        said: list[str] = page.evaluate("() => said.map(each => each.text)")
        assert "Symptom: Light, sound or movement is hard to bear" in said
        assert any(text.startswith("Two months of 30 days.") for text in said)
        assert any(text.startswith("With fewer than 15") and "episodic migraine. All" in text for text in said)
        assert not any("[1]" in text or "Take to my visit" in text for text in said)
        assert len(said) == len(set(said))
        assert page.evaluate("() => moved") == "instant"
        assert page.get_by_role("button", name="Play").is_visible()


def test_the_bar_is_worked_with_the_keyboard(browser: Browser, published_url: str) -> None:
    """Pause, play, forward, back, speed, close: focus goes to the bar, and back where it came from."""
    with device(browser, VOICES) as desk:
        page = desk.page
        listening(page, published_url + PATH)
        assert page.evaluate("() => document.activeElement.textContent") == "Pause"
        page.keyboard.press("Enter")
        assert page.evaluate("() => quiet")
        count = page.evaluate("() => said.length")
        page.get_by_role("button", name="Forward").press("Enter")
        assert page.evaluate("() => said.length") == count
        page.get_by_role("button", name="Play").press("Enter")
        assert last(page)["text"] == page.locator(".lede").inner_text()
        page.get_by_role("button", name="Back").press("Enter")
        page.get_by_role("combobox", name="Speed").select_option("0.8")
        assert last(page) == {"text": page.locator("h1").inner_text(), "rate": 0.8, "voice": "us"}
        assert stored(page) == {"speed": "0.8"}
        page.get_by_role("button", name="Close").press("Enter")
        assert (page.evaluate("() => quiet"), page.locator(".bar, .spoken").count()) == (True, 0)
        assert page.evaluate("() => document.activeElement.textContent") == "Listen"
        listening(page, published_url + PATH)
        assert last(page)["rate"] == 0.8


def test_it_stops_when_the_page_is_left(browser: Browser, published_url: str) -> None:
    """No voice goes on over another page."""
    with device(browser, VOICES) as desk:
        listening(desk.page, published_url + PATH)
        assert not desk.page.evaluate("() => quiet")
        assert desk.page.evaluate("() => { dispatchEvent(new Event('pagehide')); return quiet; }")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, published_url: str, scheme: str) -> None:
    """While it reads, wide and at 320 px; targets are 44 px high."""
    with device(browser, VOICES, color_scheme=scheme) as desk:
        page = desk.page
        listening(page, published_url + PATH)
        page.wait_for_function("() => getComputedStyle(document.querySelector('.bar')).position === 'fixed'")
        found = violations(page)
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        assert found + violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth") == PHONE["width"]
        targets = page.locator(".listen, .bar button, .bar select").all()
        assert all(each.evaluate("node => node.offsetHeight") >= 44 for each in targets)


def test_where_nothing_may_be_kept_it_still_reads(browser: Browser, published_url: str) -> None:
    """The speed holds for the page."""
    with device(browser, BLOCKED, VOICES) as desk:
        listening(desk.page, published_url + PATH)
        desk.page.get_by_role("combobox", name="Speed").select_option("1.5")
        assert last(desk.page)["rate"] == 1.5


def test_without_a_voice_of_the_device_it_is_absent(browser: Browser, published_url: str) -> None:
    """A voice of another company would be sent the text, and one of another language would not be understood."""
    with device(browser, VOICES) as desk:
        desk.page.goto(published_url + PATH)
        assert not desk.page.locator(".listen").is_visible()
        desk.page.evaluate("() => { own = own.slice(0, 1); arrive(); }")
        assert not desk.page.locator(".listen").is_visible()


def test_without_scripts_it_is_absent(browser: Browser, published_url: str) -> None:
    """There is no button that does nothing."""
    with device(browser, java_script_enabled=False) as desk:
        desk.page.goto(published_url + PATH)
        assert not desk.page.locator(".listen").is_visible()


def test_it_works_from_a_folder(browser: Browser, site: Path) -> None:
    """No server is needed."""
    with browser.new_context() as context:
        context.add_init_script(VOICES)
        page = context.new_page()
        listening(page, (site / PATH / "index.html").as_uri())
        assert last(page)["voice"] == "us"
