"""The site works without a server, without scripts, below a sub-path, and without anybody else's computer."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browsing import ARTICLE, EVERY_ELEMENT, EVERY_KIND
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

pytest_plugins = ("built", "chromium")
READABILITY = ROOT / "tests/node/node_modules/@mozilla/readability/Readability.js"
ARTICLES = sorted(path.stem for path in (ROOT / "content/articles").rglob("*.md"))
WORDS = """() => {
    document.querySelectorAll(".tick, .listen").forEach(node => node.remove());
    return document.querySelector("main").innerText;
}"""


class Heard:
    """What a browser asked for, and what it complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("requestfailed", self.hear_failure)
        context.on("response", self.hear_answer)
        context.on("console", lambda message: self.complaints.append(message.text))

    def hear_failure(self, request: Request) -> None:
        """A request that failed; one that the browser gave up because it went on to another page did not."""
        if request.failure != "net::ERR_ABORTED":
            self.failed.append(request.url)

    def hear_answer(self, response: Response) -> None:
        """A file that is not there."""
        if response.status >= 400:
            self.failed.append(response.url)

    def elsewhere(self, base: str) -> list[str]:
        """The requests that left the site."""
        return [url for url in self.requests if not url.startswith(base)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_asked_of_another_host(
    browser: Browser, published_url: str, kitchen_sink_url: str, scheme: str
) -> None:
    """Every kind of page, below a sub-path and under a strict content policy, loads its own files and no others."""
    for base, paths in ((published_url, EVERY_KIND), (kitchen_sink_url, EVERY_ELEMENT)):
        with browser.new_context(color_scheme="dark" if scheme == "dark" else "light") as context:
            heard, page = Heard(context), context.new_page()
            for path in paths:
                page.goto(f"{base}{path}", wait_until="load")
                page.evaluate("() => document.fonts.ready.then(() => 0)")
            assert len(heard.requests) > len(paths)
            assert heard.elsewhere(base) == []
            assert [url for url in heard.failed if not url.endswith("/404.html")] == []
            assert [text for text in heard.complaints if "404" not in text] == []


def test_a_missing_page_below_a_sub_path_is_whole(page: Page, published_url: str) -> None:
    """The 404 page has its styles, and its links lead into the site, however deep the address was."""
    heard = Heard(page.context)
    answer = page.goto(f"{published_url}articles/nowhere/at/all/")
    assert answer
    assert answer.status == 404
    page.locator("main a").first.click()
    assert page.url == published_url
    assert heard.elsewhere(published_url) == []
    assert heard.failed == [f"{published_url}articles/nowhere/at/all/"]


@pytest.mark.parametrize("scripts", [True, False])
def test_readers_can_walk_the_site(browser: Browser, published_url: str, scripts: bool) -> None:
    """With and without JavaScript: home, an article, an index, and from an entry to its box in the article."""
    with browser.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        page.goto(published_url)
        page.locator("main h3 a").first.click()
        assert urlsplit(page.url).path.startswith("/health/articles/")
        page.locator("header nav a", has_text="Symptoms").click()
        assert urlsplit(page.url).path == "/health/symptoms/"
        page.locator("main ul[aria-label] a[href*='articles/']").first.click()
        box = page.locator(f"[id='{urlsplit(page.url).fragment}']")
        assert "callout--symptom" in (box.get_attribute("class") or "")
        assert box.is_visible()


def test_the_text_is_there_without_scripts(browser: Browser, published_url: str) -> None:
    """An article shows the same words with and without JavaScript, but for the tools that only a script can work."""
    words = []
    for scripts in (True, False):
        with browser.new_context(java_script_enabled=scripts) as context:
            page = context.new_page()
            page.goto(f"{published_url}{ARTICLE}")
            words.append(page.evaluate(WORDS))
    assert len(words[0].split()) > 900
    assert words[0] == words[1]


def test_the_site_opens_from_a_folder(page: Page, site: Path) -> None:
    """Without a server: pages have their styles, and links lead from file to file and to their anchors."""
    heard = Heard(page.context)
    page.goto((site / "index.html").as_uri())
    page.locator("header nav a", has_text="Symptoms").click()
    assert Path(unquote(urlsplit(page.url).path)) == site / "symptoms/index.html"
    page.locator("main ul[aria-label] a[href*='articles/']").first.click()
    assert page.locator(f"[id='{urlsplit(page.url).fragment}']").is_visible()
    assert page.evaluate("() => document.styleSheets.length") >= 1
    assert page.evaluate("() => getComputedStyle(document.querySelector('.callout')).borderTopStyle") == "solid"
    assert heard.elsewhere(site.as_uri()) == []


@pytest.mark.parametrize("slug", ARTICLES)
def test_reader_views_keep_every_box(page: Page, site_url: str, slug: str) -> None:
    """Readability, which browsers' reader views are made of, keeps each box with its kind and all its words."""
    if not READABILITY.is_file():
        pytest.skip("not run: Readability is not here (npm ci in tests/node)")
    page.goto(f"{site_url}articles/{slug}/")
    boxes = [" ".join(text.split()) for text in page.locator(".callout").all_text_contents()]
    page.evaluate(READABILITY.read_text("utf-8") + "; window.Readability = Readability; 0")
    kept = page.evaluate("() => new Readability(document.cloneNode(true)).parse().textContent")
    squeezed = "".join(kept.split())
    assert len(boxes) > 5
    assert [box for box in boxes if "".join(box.split()) not in squeezed] == []
