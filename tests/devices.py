"""Readers' devices, each with something of its own, as contexts of a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("The user denied access.", "SecurityError"); },
})"""


class Desk:
    """A page, and all that its browser said or complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))


@contextmanager
def device(browser: Browser, *scripts: str, **options: Any) -> Iterator[Desk]:
    """A new device; ``scripts`` run before those of each page, and what its browser says is an error at the end."""
    with browser.new_context(**options) as context:
        for script in scripts:
            context.add_init_script(script)
        desk = Desk(context.new_page())
        yield desk
        assert desk.said == []


def stored(page: Page) -> dict[str, str]:
    """All that the device keeps for the site."""
    kept: dict[str, str] = page.evaluate("() => ({...localStorage})")
    return kept
