"""One real Chromium for all browser tests, and the sites that it looks at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from playwright.sync_api import Browser, Page, sync_playwright
from sites import SUB_PATH

QUIET = ("--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that CHROMIUM names, else the one on the path, else Playwright's own."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *QUIET])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page without any history."""
    with browser.new_context() as context:
        yield context.new_page()


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The real site on a server of its own."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def kitchen_sink_url(kitchen_sink: Path) -> Iterator[str]:
    """The kitchen sink on a server of its own."""
    with served(kitchen_sink) as url:
        yield url


@pytest.fixture(scope="session")
def published_url(published: Path) -> Iterator[str]:
    """The published site below a sub-path of a server."""
    with served(published, SUB_PATH) as url:
        yield url


@pytest.fixture(scope="session")
def translated_url(translated: Path) -> Iterator[str]:
    """The site with articles in Spanish on a server of its own."""
    with served(translated) as url:
        yield url


@pytest.fixture(scope="session")
def arabic_url(arabic: Path) -> Iterator[str]:
    """The site with an article in Arabic on a server of its own."""
    with served(arabic) as url:
        yield url
