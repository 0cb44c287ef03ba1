"""The contents list shows where the reader is."""

from __future__ import annotations

from browsing import ARTICLE
from devices import device
from playwright.sync_api import Browser

pytest_plugins = ("built", "chromium")
HERE = ".contents [aria-current=true]"
SHIFTS = """() => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries().length))
    .observe({ type: "layout-shift", buffered: true }) ?? setTimeout(() => resolve(0), 300))"""


def test_the_section_that_is_read_is_marked(browser: Browser, published_url: str) -> None:
    """None at the top, then the one that was reached, one at a time, and nothing moves for it."""
    with device(browser, viewport={"width": 1280, "height": 900}) as desk:
        page = desk.page
        page.goto(published_url + ARTICLE)
        page.wait_for_load_state("load")
        assert page.locator(HERE).count() == 0
        for link in page.locator(".contents a").all()[1:4]:
            link.click()
            page.wait_for_function(
                "name => document.querySelector('.contents [aria-current]')?.hash === name",
                arg=link.get_attribute("href"),
            )
            assert page.locator(HERE).count() == 1
        page.keyboard.press("Home")
        page.wait_for_function("() => !document.querySelector('.contents [aria-current]')")


def test_nothing_moves_while_tools_come(browser: Browser, published_url: str) -> None:
    """Tick boxes arrive a screen ahead of the reader: no shift of the layout is noted."""
    with device(browser, viewport={"width": 1280, "height": 900}) as desk:
        page = desk.page
        page.goto(published_url + ARTICLE, wait_until="load")
        box = page.locator(".callout--symptom").first
        box.evaluate("node => scrollTo(0, node.getBoundingClientRect().top - 1.5 * innerHeight)")
        page.wait_for_selector(".tick", state="attached")
        assert page.evaluate(SHIFTS) == 0
