"""Pages with a review, in a real browser: who approved the text, and until when."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import DESKTOP, PHONE, as_text, served, violations
from conftest import SMALL
from edits import add
from playwright.sync_api import Browser, Page
from sites import attribute, one, text, tree

from tools.build import build
from tools.review import review

pytest_plugins = ("chromium",)
SIGNED = dt.date(2027, 1, 2)
STANDS, PAST = "Next review due January 2, 2028", "Review was due January 2, 2028"
CURRENT, CHANGED, AWAITING = "articles/one/", "articles/two/", "articles/three/"
PRINT = "series/small-series/print/"
REVIEWER = '\n[ann]\nname = "Ann Made-Up"\ncredential = "MD"\nreviewer = true\nabout = "She was made up for tests."\n'


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of three articles: one is approved, one changed since, and one nobody has reviewed."""
    folder = tmp_path_factory.mktemp("reviewed")
    content = Path(shutil.copytree(SMALL, folder / "content"))
    add(content / "people.toml", REVIEWER)
    articles = content / "articles/small-series"
    third = (articles / "two.md").read_text("utf-8").replace("part: 2", "part: 3").replace("second", "third")
    (articles / "three.md").write_text(third, "utf-8")
    for name in ("one", "two"):
        review(str(articles / f"{name}.md"), "ann", content=str(content), yes=True, quiet=True, today=SIGNED)
    add(articles / "two.md", "\n## More\n\nNobody has reviewed this.\n")
    build(str(content), str(folder / "output"), quiet=True, search=False)
    return folder / "output"


@pytest.fixture(scope="module")
def reviewed_url(reviewed: Path) -> Iterator[str]:
    """That site on a server of its own."""
    with served(reviewed) as url:
        yield url


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2027-06-01T12:00:00-05:00", STANDS),
        ("2028-01-02T23:59:00-05:00", STANDS),
        ("2028-01-03T00:01:00-05:00", PAST),
        ("2030-01-01T12:00:00-05:00", PAST),
    ],
)
@pytest.mark.parametrize("path", [CURRENT, PRINT])
def test_a_page_says_by_itself_that_its_review_is_overdue(
    browser: Browser, reviewed_url: str, path: str, now: str, said: str
) -> None:
    """Once the day is over where the reader is, and not before."""
    with browser.new_context(timezone_id="America/New_York") as context:
        page = context.new_page()
        page.clock.set_fixed_time(now)
        page.goto(f"{reviewed_url}{path}")
        assert said in byline(page)
        assert {STANDS: PAST, PAST: STANDS}[said] not in byline(page)


def test_without_scripts_the_day_stands(browser: Browser, reviewed_url: str) -> None:
    """Whatever day it is."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{reviewed_url}{CURRENT}")
        assert STANDS in byline(page)


@pytest.mark.parametrize("path", [CURRENT, CHANGED, AWAITING, "people/"])
def test_axe_finds_nothing(browser: Browser, reviewed_url: str, path: str) -> None:
    """Current, on a phone in light; overdue, on a desk in dark."""
    for size, scheme, now in ((PHONE, "light", "2027-06-01T12:00:00Z"), (DESKTOP, "dark", "2030-01-01T12:00:00Z")):
        options: dict[str, Any] = {"color_scheme": scheme, "viewport": size}
        with browser.new_context(**options) as context:
            page = context.new_page()
            page.clock.set_fixed_time(now)
            page.goto(f"{reviewed_url}{path}")
            found = violations(page)
            assert found == [], as_text(found)
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_machines_are_told_of_a_review_only_where_it_is_true(reviewed: Path) -> None:
    """Who and when for the approved text; nothing for one that has changed, or that nobody has reviewed."""
    told = {path: json_ld(reviewed / path / "index.html") for path in (CURRENT, CHANGED, AWAITING)}
    assert told[CURRENT]["reviewedBy"] == {"@type": "Person", "name": "Ann Made-Up", "honorificSuffix": "MD"}
    assert told[CURRENT]["lastReviewed"] == "2027-01-02"
    for path in (CHANGED, AWAITING):
        assert not {"reviewedBy", "lastReviewed"} & told[path].keys()


@pytest.mark.parametrize(
    ("path", "short", "long"),
    [
        (
            CURRENT,
            "Reviewed by Ann Made-Up, MD · Last reviewed January 2, 2027",
            "Reviewed by Ann Made-Up, MD, on January 2, 2027",
        ),
        (
            CHANGED,
            "Changed since its last clinical review on January 2, 2027",
            "No clinician has reviewed the changes yet.",
        ),
        (AWAITING, "Not yet reviewed by a clinician", "No clinician has reviewed this article yet."),
    ],
)
def test_an_article_says_who_reviewed_it(reviewed: Path, path: str, short: str, long: str) -> None:
    """Under its title, and at its end."""
    page = tree(reviewed / path / "index.html")
    spans = [text(span) for span in one(page, ".byline").css("span")]
    assert short in " · ".join(spans)
    assert long in text(one(page, ".review"))
    assert ("Ann" in text(one(page, "main"))) is (path == CURRENT)


def test_reviewers_stand_on_the_page_of_people(reviewed: Path) -> None:
    """With their credential and what they approved as it is; an article's byline leads there."""
    page = tree(reviewed / "people/index.html")
    person = one(page, "#reviewer--ann")
    assert text(one(person, "h3")) == "Ann Made-Up, MD"
    assert [text(link) for link in person.css("a")] == ["The first article"]
    links = [attribute(link, "href") for link in one(tree(reviewed / CURRENT / "index.html"), ".byline").css("a")]
    assert "../../people/index.html#reviewer--ann" in links


def test_only_pages_with_a_review_load_its_script(reviewed: Path) -> None:
    """The others stay without any."""
    for path, expected in ((CURRENT, 1), (PRINT, 1), (CHANGED, 0), (AWAITING, 0), ("", 0)):
        assert len(tree(reviewed / path / "index.html").css("script[src*=review]")) == expected


def byline(page: Page) -> str:
    """What stands under a page's title, or first below the title of a chapter."""
    return " ".join(page.locator(".byline").first.inner_text().split())


def json_ld(page: Path) -> dict[str, Any]:
    """What machines are told of a page."""
    told: dict[str, Any] = json.loads(one(tree(page), "script[type='application/ld+json']").text())
    return told
