"""The preview as a writer sees it in a real browser: problems over the page, the bar below it, pages that renew themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import DESKTOP, PHONE, as_text, violations
from edits import add, change
from playwright.sync_api import Browser, Page, Route, expect

from tools.preview import Preview
from tools.preview_server import Handler, Server

pytest_plugins = ("chromium",)
TITLE = "This is the last good version. To see your change, mend:"
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
LONG = "".join(f"\n## Section {number}\n\n{'Some words that fill a line. ' * 40}\n" for number in range(30))
MANY_WORDS = "\n## More\n\n> [!symptom] A long box\n" + "> many words\n" * 60


@dataclass(frozen=True)
class Desk:
    """A content folder, its preview and where that is served."""

    content: Path
    preview: Preview
    url: str

    @property
    def article(self) -> Path:
        """The article that the writer edits."""
        return self.content / "articles/small-series/two.md"

    def write(self, text: str) -> None:
        """Add text to the article, and save."""
        add(self.article, text)
        self.preview.rebuild()

    def mend(self, good: str) -> None:
        """Save the article as it was."""
        self.article.write_text(good, "utf-8")
        self.preview.rebuild()


@pytest.fixture
def desk(content: Path, tmp_path: Path) -> Iterator[Desk]:
    """A preview with a long article that is a draft."""
    with (
        closing(Preview(content, tmp_path / "preview")) as preview,
        Server(("127.0.0.1", 0), Handler) as server,
        server.showing(preview),
    ):
        desk = Desk(content, preview, f"http://127.0.0.1:{server.server_port}/")
        change(desk.article, lambda old: old.replace("status: ready", "status: draft") + LONG)
        preview.rebuild()
        assert preview.state.problems == ()
        yield desk


@pytest.fixture
def opened(desk: Desk, page: Page) -> Page:
    """The article in a browser that stays the same document until it is loaded anew."""
    page.goto(f"{desk.url}articles/two/")
    page.evaluate("() => { window.same = true }")
    return page


def test_problems_appear_over_the_page_as_it_is(desk: Desk, opened: Page) -> None:
    """A labelled region with file and line comes without a reload, is said politely, and goes when all is mended."""
    opened.evaluate("() => scrollTo(0, 1500)")
    good = desk.article.read_text("utf-8")
    desk.write("\nA claim [@nobody].\n")
    region = opened.get_by_role("region", name=TITLE)
    expect(region).to_contain_text("two.md:")
    expect(opened.get_by_role("status")).to_have_text(TITLE)
    assert opened.evaluate("() => [scrollY, window.same]") == [1500, True]
    desk.mend(good)
    expect(region).to_have_count(0)
    expect(opened.get_by_role("status")).to_contain_text("All is mended")
    assert opened.evaluate("() => [scrollY, window.same]") == [1500, True]


def test_the_panel_is_closed_and_opened_by_keyboard(desk: Desk, opened: Page) -> None:
    """The first stop of the Tab key leads to the panel; Escape closes it, the button in the bar brings it back."""
    desk.write("\nA claim [@nobody].\n")
    region = opened.get_by_role("region", name=TITLE)
    expect(region).to_be_visible()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    expect(region).to_be_focused()
    opened.keyboard.press("Escape")
    expect(region).to_be_hidden()
    again = opened.get_by_role("button", name="1 problem")
    expect(again).to_be_focused()
    opened.keyboard.press("Enter")
    expect(region).to_be_focused()
    opened.keyboard.press("Tab")
    expect(opened.get_by_role("button", name="Close")).to_be_focused()
    opened.keyboard.press("Space")
    expect(region).to_be_hidden()


def test_a_closed_panel_comes_back_with_the_next_problem(desk: Desk, opened: Page) -> None:
    """It stays closed on other pages and while its problems only move; another problem opens it."""
    desk.write("\nA claim [@nobody].\n")
    opened.get_by_role("button", name="Close").click()
    opened.goto(f"{desk.url}about/")
    region = opened.locator(".preview-problems")
    expect(opened.get_by_role("button", name="1 problem")).to_be_visible()
    expect(region).to_be_hidden()
    version = desk.preview.state.version + 1
    change(desk.article, lambda old: old.replace("\nA claim", "\nA line more.\n\nA claim"))
    desk.preview.rebuild()
    opened.wait_for_function(f"() => document.querySelector('[data-version]').dataset.version === '{version}'")
    expect(region).to_be_hidden()
    desk.write("\nAnother claim [@nothing].\n")
    expect(region).to_be_visible()
    expect(region.get_by_role("listitem")).to_have_count(2)


def test_a_save_keeps_page_and_place(desk: Desk, opened: Page) -> None:
    """The page that a writer looks at shows the new text, at the same address and the same place."""
    opened.goto(f"{desk.url}articles/two/#section-3")
    opened.evaluate("() => scrollTo(0, 2500)")
    desk.write("\nA sentence that was not there.\n")
    expect(opened.locator("main")).to_contain_text("A sentence that was not there.")
    opened.wait_for_function("() => scrollY === 2500")
    assert opened.url == f"{desk.url}articles/two/#section-3"


def test_a_hidden_page_hangs_up_and_is_right_when_it_is_seen_again(desk: Desk, opened: Page) -> None:
    """A browser keeps few lines open to one place: with many pages open, the one in front must have one."""
    hide = """hidden => {
        Object.defineProperty(document, "hidden", {value: hidden, configurable: true});
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    calls: list[str] = []
    opened.on("request", lambda request: calls.append(request.url.rpartition("/")[2]))
    with opened.expect_event("requestfailed", lambda request: request.url.endswith("/events")):
        opened.evaluate(hide, arg=True)
    desk.write("\nA claim [@nobody].\n")
    opened.evaluate(hide, arg=False)
    expect(opened.get_by_role("region", name=TITLE)).to_be_visible()
    assert calls.count("events") == 1


def test_the_bar_tells_file_state_and_warnings(desk: Desk, opened: Page) -> None:
    """In short at once; opened, it lists everything, and stays open when the page is loaded anew."""
    desk.write(MANY_WORDS)
    bar = opened.get_by_role("region", name="About this page")
    said = re.compile(r"two\.md Draft 37 minutes grade -?[\d.]+ 2 warnings")
    expect(bar.locator("summary")).to_have_text(said)
    bar.locator("summary").press("Enter")
    expect(bar).to_contain_text("articles/small-series/two.md")
    expect(bar.get_by_role("listitem")).to_contain_text(["[references-few]", "[callout-length]"])
    opened.reload()
    expect(bar.get_by_role("listitem").first).to_be_visible()


def test_a_writer_may_be_quicker_than_the_script(desk: Desk, page: Page) -> None:
    """What was opened before the script had come stays open, then and when the page is loaded anew."""
    held: list[Route] = []
    page.route("**/preview.js", lambda route: held.append(route), times=1)  # noqa: PLW0108 (Playwright takes no builtin)
    page.goto(f"{desk.url}articles/two/", wait_until="commit")
    page.locator("summary").click()
    with page.expect_event("load"):
        held[0].continue_()
    expect(page.locator("#preview-facts")).to_have_attribute("open", "")
    page.reload()
    expect(page.locator("#preview-facts")).to_have_attribute("open", "")


def test_without_scripts_all_is_there_after_a_reload(desk: Desk, browser: Browser) -> None:
    """The problems and the bar are part of the page; what only a script can do is not offered."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{desk.url}articles/two/")
        desk.write(f"{MANY_WORDS}\n## Then\n\nA claim [@nobody].\n")
        page.reload()
        expect(page.get_by_role("region", name=TITLE)).to_contain_text("@nobody")
        page.locator("summary").click()
        expect(page.get_by_text("articles/small-series/two.md", exact=False).last).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("path", ["articles/two/", "", "nowhere/"])
def test_axe_finds_nothing(desk: Desk, page: Page, path: str) -> None:
    """Panel and open bar hold WCAG 2.2 AA and AAA contrast in light, in dark and on a phone, and nothing scrolls sideways."""
    desk.write(MANY_WORDS)
    desk.write(
        "\n## Then\n\nA claim [@nobody], and [a link]({filename}/pages/a-name-that-is-very-long-and-nowhere.md).\n"
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(desk.url + path)
    page.locator("summary").click()
    found = {}
    for scheme in ("light", "dark"):
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)
            found[f"{scheme}, {size['width']} px"] = violations(page)
            assert page.evaluate(FITS)
    assert not any(found.values()), as_text(found)
    assert [text for text in complaints if "404" not in text] == []


def test_before_the_first_site_the_page_waits_for_it(content: Path, tmp_path: Path, page: Page) -> None:
    """A page that is opened too early, or while nothing can be built, shows the site once there is one."""
    with (
        closing(Preview(content, tmp_path / "preview")) as preview,
        Server(("127.0.0.1", 0), Handler) as server,
        server.showing(preview),
    ):
        people = (content / "people.toml").read_text("utf-8")
        (content / "people.toml").unlink()
        page.goto(f"http://127.0.0.1:{server.server_port}/about/")
        preview.rebuild()
        expect(page.get_by_role("region", name="There is nothing to show yet")).to_contain_text("people.toml")
        assert violations(page) == []
        (content / "people.toml").write_text(people, "utf-8")
        preview.rebuild()
        expect(page.get_by_role("heading", name="About")).to_be_visible()
