"""No link, anchor or name on the whole site leads nowhere."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from sites import PUBLISHED_URL, SUB_PATH, addresses, below, dead, dead_links, outside, trees

import pelicanconf

pytest_plugins = ("built",)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OTHER_PLACES = {pelicanconf.BOOKING_URL}  # on the same host, but no page of this site


def absolute_addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Every absolute address in pages, JSON-LD, feeds, sitemap and robots.txt, with the file that names it."""
    for name, page in trees(site):
        found = addresses(page) + [node.attributes["content"] or "" for node in page.css("meta[property='og:url']")]
        for script in page.css("script[type='application/ld+json']"):
            found += re.findall(r'"(https?://[^"]+)"', json.dumps(json.loads(script.text())))
        yield from ((name, address) for address in found if outside(address))
    for feed in sorted(site.rglob("feed.xml")):
        root = ET.parse(feed).getroot()  # noqa: S314 (our own file)
        found = [element.get("href", "") for element in root.iter(f"{ATOM}link")]
        found += [element.text or "" for element in root.iter(f"{ATOM}id")]
        for content in root.iter(f"{ATOM}content"):
            found += addresses(LexborHTMLParser(content.text or ""))
        yield from ((feed.name, address) for address in found)
    locations = ET.parse(site / "sitemap.xml").getroot().iter(f"{SITEMAP}loc")  # noqa: S314
    yield from (("sitemap.xml", location.text or "") for location in locations)
    robots = re.findall(r"https?://\S+", (site / "robots.txt").read_text("utf-8"))
    yield from (("robots.txt", address) for address in robots)


def dead_absolute(site: Path, url: str) -> list[str]:
    """Every absolute address of the site's own that leads nowhere."""
    return [
        f"{name}: {why}"
        for name, address in absolute_addresses(site)
        if address not in OTHER_PLACES
        and (path := below(url, address)) is not None
        and (why := dead(site, "index.html", path or "./", file_links=False))
    ]


def test_every_link_of_the_site_is_a_file_and_every_anchor_an_id(site: Path) -> None:
    """In a folder, every link names a file that is there, and every ``#`` an id in it."""
    assert dead_links(site, file_links=True) == []


def test_every_link_of_the_published_site_is_found_by_a_server(published: Path) -> None:
    """On a server, below a sub-path, every link leads to a file or to a folder with an index."""
    assert dead_links(published, file_links=False, root=f"{SUB_PATH}/") == []


def test_every_link_of_the_kitchen_sink_is_alive(kitchen_sink: Path) -> None:
    """Every form that a link can have in an article leads somewhere."""
    assert dead_links(kitchen_sink, file_links=True) == []


def test_every_absolute_address_of_the_site_is_a_page(site: Path) -> None:
    """Canonical addresses, JSON-LD, feeds, sitemap and robots.txt name pages that are there."""
    assert dead_absolute(site, pelicanconf.SITEURL) == []


def test_every_absolute_address_of_the_published_site_is_a_page(published: Path) -> None:
    """The same below a sub-path of another server."""
    assert dead_absolute(published, PUBLISHED_URL) == []


def test_no_published_file_names_the_placeholder_address(published: Path) -> None:
    """When the site is published, nothing but the booking link still names the address of the settings."""
    left = {
        address
        for _, address in absolute_addresses(published)
        if address.startswith(pelicanconf.SITEURL) and address not in OTHER_PLACES
    }
    assert left == set()


def test_published_links_do_not_name_index_html(published: Path) -> None:
    """A server finds index.html by itself, so that every page has one address."""
    named = [
        f"{name}: {address}"
        for name, page in trees(published)
        for address in addresses(page)
        if "index.html" in address
    ]
    assert named == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("../one/index.html", ""),
        ("#light-touch", ""),
        ("../../symptoms/index.html#light-touch", ""),
        ("../one/", "there is no file"),
        ("../none/index.html", "there is no file"),
        ("../one/index.html#nowhere", "has no id"),
        ("../../../outside.html", "leaves the site"),
        ("/other/", "leaves the site"),
    ],
)
def test_these_tests_see_dead_links(small: Path, address: str, why: str) -> None:
    """The functions above tell live links from dead ones."""
    found = dead(small, "articles/two/index.html", address, file_links=True, root="/health/")
    assert why in found
    assert bool(why) == bool(found)
