"""What keeps a built site from being published, each by one slip in a site that is right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from built import published  # noqa: F401 (a fixture)
from sites import PUBLISHED_URL

from tools.site_checks import BuiltSite, Terms, inspect
from tools.site_page import read_site_page

ABOUT = "about/index.html"
TERMS = Terms(
    PUBLISHED_URL, "https://neura-health.example/book", frozenset({"articles/secret/index.html"}), ("/home/me/site",)
)


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:  # noqa: F811 (the fixture itself)
    """A copy of the published site, to be spoiled."""
    shutil.copytree(published, tmp_path / "site")
    return tmp_path / "site"


def test_the_real_site_is_right(published: Path) -> None:  # noqa: F811
    """Nothing is found in the site as it is."""
    assert inspect(BuiltSite(published), TERMS) == []


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("<p>See [!symptom] now", "publish-mark", "'[!symptom]'"),
        ("<p>As shown [@woolf2011]", "publish-mark", "'[@woolf2011]'"),
        ("<a href={filename}x.md>x</a>", "publish-mark", "'{filename}'"),
        ("<p>Title {#an-id}", "publish-mark", "'{#an-id'"),
        ("<a href=../nowhere/>x</a>", "publish-link", "there is no nowhere/index.html"),
        ("<a href=../glossary/#nope>x</a>", "publish-link", "glossary/index.html has no id 'nope'"),
        (f"<a href={PUBLISHED_URL}/nowhere/>x</a>", "publish-link", "there is no nowhere/index.html"),
        ("<a href=/elsewhere/>x</a>", "publish-link", "leaves the site"),
        ("<div><p>x", "publish-html", "<div> is not closed"),
        ("</section>", "publish-html", "</section> closes nothing"),
        ("<p id=main>x", "publish-html", "the id 'main' stands twice"),
        ("<a href=../>x<a href=../>y</a></a>", "publish-html", "a link stands in a link"),
        ("<a href=http://localhost:8000/x>x</a>", "publish-local", "http://localhost"),
        ("<img src=file:///x>", "publish-local", "file://"),
        ("<p>/home/me/site/content", "publish-local", "'/home/me/site'"),
        ("<a href=../articles/secret/>x</a>", "publish-draft", "'articles/secret/'"),
    ],
)
def test_a_slip_on_a_page_is_told(site: Path, text: str, code: str, told: str) -> None:
    """With the page, a code, and what was found."""
    page = site / ABOUT
    html = page.read_text("utf-8")
    page.write_text(html.replace("</main>", f"{text}</main>"), "utf-8")
    found = [each for each in inspect(BuiltSite(site), TERMS) if each.code == code]
    assert [each.path for each in found] == [f"the site's {ABOUT}"]
    assert told in found[0].message


def test_marks_in_code_are_words(site: Path) -> None:
    """What a page shows as code may look like Markdown."""
    page = site / ABOUT
    page.write_text(page.read_text("utf-8").replace("</main>", "<code>[!key] [@a]</code></main>"), "utf-8")
    assert inspect(BuiltSite(site), TERMS) == []


def test_files_that_no_host_takes_are_told(site: Path) -> None:
    """A missing page, a link to a file, a file too large, two names that differ in capitals only, broken XML."""
    (site / "404.html").unlink()
    (site / "feed.xml").write_text("<feed>", "utf-8")
    (site / "link.txt").symlink_to(site / "robots.txt")
    (site / "Robots.txt").write_text("x", "utf-8")
    with (site / "big.bin").open("wb") as file:
        file.truncate((100 << 20) + 1)
    found = {(each.path.removeprefix("the site's "), each.code) for each in inspect(BuiltSite(site), TERMS)}
    assert {
        ("404.html", "publish-file"),
        ("feed.xml", "publish-xml"),
        ("link.txt", "publish-file"),
        ("Robots.txt", "publish-name"),
        ("big.bin", "publish-size"),
    } <= found


def test_a_page_that_should_not_be_there_is_told(site: Path) -> None:
    """The page of an article that stays out."""
    shutil.copytree(site / "about", site / "articles/secret")
    assert "publish-draft" in {each.code for each in inspect(BuiltSite(site), TERMS)}


def test_pages_that_send_readers_on_are_not_counted() -> None:
    """Their target is known, whatever the spelling."""
    page = read_site_page('<META HTTP-EQUIV="Refresh" content="0; url=../new/#a"><title>x</title>')
    assert page.redirect == "../new/#a"
