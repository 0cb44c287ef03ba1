"""What machines read: feeds, sitemap, robots.txt, and the page for addresses that do not exist."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from selectolax.lexbor import LexborHTMLParser
from sites import PUBLISHED_URL, SUB_PATH, addresses, attribute, outside, page_names, text, tree, trees

from tools.build import build

pytest_plugins = ("built",)
ATOM, SITEMAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URL = "https://neura-health.example"
FEEDS = {
    "feed.xml": "*",
    "series/understanding-chronic-pain/feed.xml": "understanding-chronic-pain",
    "series/getting-ready-for-your-visit/feed.xml": "getting-ready-for-your-visit",
}  # with the folder of the articles that each holds


def parse(file: Path) -> ET.Element:
    """A file as XML: well-formed, or the test fails."""
    return ET.fromstring(file.read_bytes())  # noqa: S314 (our own file)


def values(element: ET.Element, path: str) -> list[str]:
    """The texts of all elements at a path of Atom names."""
    return [found.text or "" for found in element.findall("/".join(ATOM + name for name in path.split("/")))]


def content_of(entry: ET.Element) -> LexborHTMLParser:
    """An entry's text as a tree."""
    return LexborHTMLParser(values(entry, "content")[0])


def test_the_feed_is_atom_with_authored_dates(small: Path) -> None:
    """A feed has every field that RFC 4287 asks for; its dates are those that writers wrote, and no others."""
    feed = parse(small / "feed.xml")
    assert feed.tag == f"{ATOM}feed"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": f"{URL}/feed.xml",
        "alternate": f"{URL}/",
    }
    expected = {
        "title": ["Neura Health"],
        "id": [f"{URL}/feed.xml"],
        "updated": ["2026-02-03T00:00:00Z"],
        "entry/title": ["The second article", "The first article"],
        "entry/id": [f"{URL}/articles/two/", f"{URL}/articles/one/"],
        "entry/published": ["2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z"],
        "entry/updated": ["2026-01-03T00:00:00Z", "2026-02-03T00:00:00Z"],
        "entry/author/name": ["The team", "The team"],
    }
    assert {path: values(feed, path) for path in expected} == expected


def test_an_entry_keeps_its_id(content: Path, tmp_path: Path) -> None:
    """A corrected date or title makes no second entry in anybody's feed reader."""
    article = content / "articles/small-series/one.md"
    article.write_text(
        article.read_text("utf-8")
        .replace("The first article", "Another title")
        .replace("date: 2026-01-02", "date: 2026-01-01"),
        "utf-8",
    )
    build(str(content), str(tmp_path / "output"), quiet=True)
    assert values(parse(tmp_path / "output/feed.xml"), "entry/id") == [f"{URL}/articles/two/", f"{URL}/articles/one/"]


def test_a_series_has_its_own_feed(small: Path) -> None:
    """The feed of a series has its own id, names the series, and leads to it."""
    feed = parse(small / "series/small-series/feed.xml")
    assert values(feed, "id") == [f"{URL}/series/small-series/feed.xml"]
    assert values(feed, "title") == ["Neura Health: A small series"]
    assert [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='alternate']")] == [
        f"{URL}/series/small-series/"
    ]


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_hold_the_full_text(site: Path, name: str) -> None:
    """Every word of an article, the labels of its boxes included, is in the feed."""
    entries = parse(site / name).findall(f"{ATOM}entry")
    assert len(entries) == len(list((ROOT / "content/articles").glob(f"{FEEDS[name]}/*.md")))
    for entry in entries:
        slug = values(entry, "id")[0].rstrip("/").rsplit("/", 1)[-1]
        page = tree(site / "articles" / slug / "index.html")
        blocks = ".text p, .text li, .text h2, .text h3, .text td, .text figcaption"
        words = text(content_of(entry).body)
        assert [text(block) for block in page.css(blocks) if text(block) not in words] == []


@pytest.mark.parametrize("name", FEEDS)
def test_links_in_feeds_are_absolute(site: Path, published: Path, name: str) -> None:
    """A feed is read far from the site: no link in it is relative."""
    for folder in (site, published):
        for entry in parse(folder / name).findall(f"{ATOM}entry"):
            found = addresses_of_links(content_of(entry))
            assert found
            assert [address for address in found if not outside(address)] == []


def addresses_of_links(page: LexborHTMLParser) -> list[str]:
    """Every href and src."""
    return [
        attribute(node, name)
        for node in page.css("[href], [src]")
        for name in ("href", "src")
        if name in node.attributes
    ]


def test_feeds_hold_no_icons(site: Path) -> None:
    """A feed reader cannot draw the icons of boxes, so they are left out; figures are images that it can load."""
    for entry in parse(site / "feed.xml").findall(f"{ATOM}entry"):
        page = content_of(entry)
        assert page.css("svg, use, script, style") == []
        assert [attribute(image, "src")[-4:] for image in page.css("figure img")] == [".svg"]


def test_every_page_names_the_feed(site: Path) -> None:
    """Feed readers find the feed from any page."""
    for name, page in trees(site):
        assert page.css("link[rel=alternate][type='application/atom+xml']"), name


def test_the_sitemap_lists_every_page_that_search_engines_should_know(site: Path) -> None:
    """The sitemap holds each indexed page once, under its canonical address, with the day of its change."""
    urls = parse(site / "sitemap.xml").findall(f"{SITEMAP}url")
    listed = [url.findtext(f"{SITEMAP}loc", "") for url in urls]
    indexed = [
        attribute(link, "href")
        for _, page in trees(site)
        if not page.css("meta[name=robots]")
        for link in page.css("link[rel=canonical]")
    ]
    assert sorted(listed) == sorted(indexed)
    unlisted = 1 + len(list((ROOT / "content/articles").iterdir()))  # the 404 page and each printable series
    assert len(listed) == len(page_names(site)) - unlisted
    texts = [file.read_text("utf-8") for file in (ROOT / "content").rglob("*.md")]
    days = [re.findall(r"^(?:modified|date): (\S+)", text, re.MULTILINE)[-1] for text in texts]
    assert {url.findtext(f"{SITEMAP}lastmod") for url in urls} == set(days)


def test_the_sitemap_tells_the_day_of_each_page(small: Path) -> None:
    """A page's last change is its own, a list's that of its newest article."""
    urls = parse(small / "sitemap.xml").findall(f"{SITEMAP}url")
    days = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert days[f"{URL}/articles/one/"] == "2026-02-03"
    assert days[f"{URL}/articles/two/"] == "2026-01-03"
    assert days[f"{URL}/about/"] == "2026-01-01"
    assert days[f"{URL}/symptoms/"] == "2026-02-03"


def test_robots_are_welcome_and_shown_the_sitemap(published: Path) -> None:
    """robots.txt allows everything and names the sitemap by its full address."""
    lines = (published / "robots.txt").read_text("utf-8").split("\n")
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {PUBLISHED_URL}/sitemap.xml", ""]


def test_the_404_page_works_at_any_address(published: Path) -> None:
    """A server shows the page anywhere: every link of it begins at the server's root, below the site's sub-path."""
    page = tree(published / "404.html")
    own = [address for address in addresses(page) if not outside(address) and not address.startswith("#")]
    assert len(own) > len(page.css("nav"))
    assert [address for address in own if not address.startswith(f"{SUB_PATH}/")] == []


def test_the_404_page_is_no_page_to_find(site: Path) -> None:
    """Search engines are told to leave the 404 page out, and it has no address of its own."""
    page = tree(site / "404.html")
    assert page.css("meta[name=robots][content=noindex]")
    assert page.css("link[rel=canonical], meta[property='og:url'], nav[aria-label=Breadcrumb]") == []


def test_other_pages_have_relative_links(published: Path) -> None:
    """The same files work at any address: only the 404 page has links from the server's root."""
    rooted = [f"{name}: {each}" for name, page in trees(published) for each in addresses(page) if each.startswith("/")]
    assert {each.split(":")[0] for each in rooted} == {"404.html"}


def test_an_empty_site_has_a_valid_feed(content: Path, tmp_path: Path) -> None:
    """Without any article, the feed is still whole: it has a date, and that date is an authored one."""
    for article in (content / "articles").rglob("*.md"):
        article.unlink()
    about = content / "pages/about.md"
    about.write_text((SMALL / "pages/about.md").read_text("utf-8").split("A page with")[0] + "Text.\n", "utf-8")
    build(str(content), str(tmp_path / "output"), quiet=True)
    feed = parse(tmp_path / "output/feed.xml")
    assert values(feed, "updated") == ["2026-01-01T00:00:00Z"]
    assert values(feed, "entry/id") == []
