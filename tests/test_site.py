"""What the real site holds, page by page."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from selectolax.lexbor import LexborHTMLParser
from sites import attribute, ids, names, one, text, tree, trees

pytest_plugins = ("built",)
ARTICLES = sorted(file.stem for file in (ROOT / "content/articles").glob("*/*.md"))
INDEXES = {"symptoms": "symptom", "treatments": "treatment"}
CITATION = "a[aria-label^='Reference ']"
LEFTOVERS = (
    "{filename}",
    "{static}",
    "{glossary}",
    "{#",
    "[!",
    "[@",
    "[^",
    "!!!",
    "data-keys",
    "\x02",
    "\x03",
    "{{",
    "{%",
)
ALLOWED = re.compile(
    r"(index|404)\.html|(feed|sitemap)\.xml|robots\.txt"
    r"|(articles/[a-z0-9-]+|[a-z0-9-]+)/index\.html"
    r"|series/[a-z0-9-]+/(index\.html|print/index\.html|feed\.xml)"
    r"|theme/([a-z]+\.HASH\.(css|js)|favicon\.HASH\.svg|fonts/[a-z0-9-]+\.HASH\.woff2)"
    r"|images/[a-z0-9-]+/[a-z0-9-]+\.HASH\.svg".replace("HASH", "[0-9a-f]{8}")
)


def article(site: Path, slug: str) -> LexborHTMLParser:
    """An article's page."""
    return tree(site / "articles" / slug / "index.html")


def test_the_site_has_its_articles(site: Path) -> None:
    """Every article has a page of its own."""
    assert sorted(folder.name for folder in (site / "articles").iterdir()) == ARTICLES


@pytest.mark.parametrize("slug", ARTICLES)
@pytest.mark.parametrize("kind", ["symptom", "treatment", "key"])
def test_every_article_has_its_boxes(site: Path, slug: str, kind: str) -> None:
    """Every article shows symptoms, treatment principles and its main message as boxes."""
    assert article(site, slug).css(f".text .callout--{kind}[role=note]")


@pytest.mark.parametrize("slug", ARTICLES)
def test_every_article_says_when_to_get_help(site: Path, slug: str) -> None:
    """Every article has a red-flag box."""
    assert article(site, slug).css(".callout--emergency, .callout--urgent")


@pytest.mark.parametrize(("index", "kind"), INDEXES.items())
def test_an_index_lists_every_box_and_leads_to_it(site: Path, index: str, kind: str) -> None:
    """Each box of all articles stands in its index under its own title, with a link to the exact box."""
    boxes, listed = set(), set()
    for slug in ARTICLES:
        for box in article(site, slug).css(f".callout--{kind}"):
            title = text(one(box, ".callout__title")).split(": ", 1)[1]
            boxes.add((title, f"../articles/{slug}/index.html#{attribute(box, 'id')}"))
    for entry in tree(site / index / "index.html").css(".entry"):
        for link in entry.css("ul[aria-label] a"):
            listed.add((text(one(entry, "h3")), attribute(link, "href")))
    assert listed == boxes
    assert len(boxes) >= len(ARTICLES)


def test_an_index_merges_boxes_of_the_same_id(kitchen_sink: Path) -> None:
    """A symptom that two articles describe under one id is one entry with two links."""
    entries = tree(kitchen_sink / "symptoms/index.html").css(".entry")
    assert [attribute(entry, "id") for entry in entries] == ["symptom-box"]
    assert [attribute(link, "href") for link in entries[0].css("ul[aria-label] a")] == [
        "../articles/every-element/index.html#symptom-box",
        "../articles/other-spelling/index.html#symptom-box",
    ]


def test_citations_and_references_lead_to_each_other(site: Path, kitchen_sink: Path) -> None:
    """Every citation leads to a reference of its page, and every reference back to each of its citations."""
    for folder in (site, kitchen_sink):
        for name, page in trees(folder):
            cited = {(f"#{attribute(link, 'id')}", attribute(link, "href")) for link in page.css(CITATION)}
            listed = {
                (attribute(back, "href"), f"#{attribute(item, 'id')}")
                for item in page.css("section.references li")
                for back in item.css("a[href^='#']")
            }
            assert listed == cited, name


@pytest.mark.parametrize("slug", ARTICLES)
def test_citations_say_what_they_are(site: Path, slug: str) -> None:
    """The number that is seen, the name that is heard, and the place of the reference in its list are one."""
    page = article(site, slug)
    items = page.css("section.references li")
    places = {f"#{attribute(item, 'id')}": place for place, item in enumerate(items, 1)}
    citations = page.css(CITATION)
    assert len(citations) >= len(items) > 0
    for link in citations:
        place = places[attribute(link, "href")]
        assert (text(link), attribute(link, "aria-label")) == (f"[{place}]", f"Reference {place}")


def test_no_mark_of_the_source_is_left(site: Path) -> None:
    """No marker, address form or placeholder of the source stands in a file that readers get."""
    left = {
        f"{name}: {mark}"
        for name in names(site)
        if name.endswith((".html", ".xml", ".txt", ".css"))
        for mark in LEFTOVERS
        if mark in (site / name).read_text("utf-8")
    }
    assert left == set()


def test_ids_are_unique(site: Path, kitchen_sink: Path) -> None:
    """No id stands twice on a page, the page of a whole series included."""
    for folder in (site, kitchen_sink):
        twice = {(name, key) for name, page in trees(folder) for key, count in Counter(ids(page)).items() if count > 1}
        assert twice == set()


@pytest.mark.parametrize("selector", ["title", "link[rel=canonical]"])
def test_titles_and_addresses_are_unique(site: Path, selector: str) -> None:
    """No two pages have the same title, nor the same canonical address."""
    found = Counter(text(node) or attribute(node, "href") for _, page in trees(site) for node in page.css(selector))
    assert [value for value, count in found.items() if count > 1] == []
    assert len(found) > len(ARTICLES)


def test_every_page_has_its_frame(site: Path) -> None:
    """Every page has a language, a description, a skip link, one main part, and both emergency numbers."""
    for name, page in trees(site):
        assert (attribute(one(page, "html"), "lang") or "").lower() == "en-us", name
        assert attribute(one(page, "meta[name=description]"), "content"), name
        assert attribute(page.css("a")[0], "href") == "#main", name
        assert [attribute(node, "id") for node in page.css("main")] == ["main"], name
        assert page.css("a[href='tel:911']"), name
        assert page.css("a[href='tel:988']"), name


def test_headings_begin_at_one_and_skip_no_level(site: Path, kitchen_sink: Path) -> None:
    """Every page has one h1, before every other heading, and no heading is more than one level below the last."""
    for folder in (site, kitchen_sink):
        for name, page in trees(folder):
            levels = [int((node.tag or "")[1:]) for node in page.css("h1, h2, h3, h4, h5, h6")]
            assert levels.count(1) == 1, name
            assert levels[0] == 1, name
            assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_the_contents_list_names_every_section(site: Path) -> None:
    """An article's contents list leads to each of its sections, and to no box."""
    for slug in ARTICLES:
        page = article(site, slug)
        sections = [f"#{attribute(node, 'id')}" for node in page.css(".text > h2")]
        assert [attribute(link, "href") for link in page.css("nav.contents a")] == sections


def test_nothing_says_that_it_was_reviewed(site: Path) -> None:
    """No page but the policies speaks of a review that was made, and machines are told of none."""
    for name, page in trees(site):
        claim = re.search(r"[Rr]eviewed by (?!a clinician)|Last reviewed|[Rr]eview due", text(one(page, "main")))
        assert not claim or page.css("main.main--page"), name
    for name in names(site):
        if name.endswith((".html", ".xml")):
            assert not re.search("(?i)reviewedBy|lastReviewed", (site / name).read_text("utf-8")), name


@pytest.mark.parametrize("slug", ARTICLES)
def test_every_article_says_that_nobody_reviewed_it(site: Path, slug: str) -> None:
    """An article that no clinician has reviewed says so under its title."""
    assert "Not yet reviewed by a clinician" in text(one(article(site, slug), "header.opening"))


def test_articles_carry_structured_data(site: Path) -> None:
    """Each article is a MedicalWebPage of a series, whose parts are the titles of its boxes, word for word."""
    for slug in ARTICLES:
        page = article(site, slug)
        data = json.loads(one(page, "script[type='application/ld+json']").text())
        assert data["@type"] == "MedicalWebPage"
        assert data["url"] == attribute(one(page, "link[rel=canonical]"), "href")
        assert data["isPartOf"]["@type"] == "CreativeWorkSeries"
        parts = {part.get("hasHealthAspect", ""): part.get("text", []) for part in data["hasPart"]}
        for kind, aspect in (("symptom", "Symptoms"), ("treatment", "Treatments")):
            titles = [text(node).split(": ", 1)[1] for node in page.css(f".callout--{kind} .callout__title")]
            assert parts[f"https://schema.org/{aspect}HealthAspect"] == titles


def test_every_script_is_structured_data_that_parses(site: Path) -> None:
    """The only scripts inside pages are JSON-LD of schema.org; every page that search engines list has one."""
    for name, page in trees(site):
        data = [json.loads(node.text()) for node in page.css("script[type='application/ld+json']")]
        assert len(page.css("script:not([src])")) == len(data), name
        assert all(each["@context"] == "https://schema.org/" for each in data), name
        assert len(data) == (0 if page.css("meta[name=robots][content=noindex]") else 1), name


def test_only_known_files_are_published(site: Path) -> None:
    """Every file of the site is of a kind that belongs there: no hidden file, no source, no leftover."""
    assert [name for name in names(site) if not ALLOWED.fullmatch(name)] == []
