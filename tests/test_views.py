"""From the library to what templates see: pure functions on small libraries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup
from samples import RECORD, doc, publish, symptom

from plugins.article_views import article_view, series_print_view, shown_series, text_view
from plugins.documents import Callout, Document, Target
from plugins.glossary import term_id
from plugins.publication import kinds_in, plain_html
from plugins.results import Component, Results
from plugins.series_views import series_view
from plugins.texts import PlacedText

USES = {"two2020": 1, "one2020": 2}


def test_parts_are_in_order_and_counted_from_one() -> None:
    """Parts stand by their numbers; a reader sees them counted without gaps."""
    publication = publish(doc("c", 30), doc("a", 10), doc("b", 20), doc("other", 1, "t"))
    parts = series_view(publication, "s", "articles/b/index.html").parts
    assert [(part.number, part.title, part.href) for part in parts] == [
        (1, "A", "../a/"),
        (2, "B", "./"),
        (3, "C", "../c/"),
    ]


@pytest.mark.parametrize(
    ("slug", "number", "before", "after"),
    [("a", 1, None, "B"), ("b", 2, "A", "C"), ("c", 3, "B", None)],
)
def test_an_article_knows_its_neighbors(slug: str, number: int, before: str | None, after: str | None) -> None:
    """The first part has none before it, the last none after it."""
    documents = {each.slug: each for each in (doc("a", 1), doc("b", 2), doc("c", 5))}
    view = article_view(publish(*documents.values()), documents[slug])
    track = view.series
    assert (track.number, track.total) == (number, 3)
    assert (track.previous and track.previous.text, track.next and track.next.text) == (before, after)


def test_drafts_are_no_parts_unless_they_are_shown() -> None:
    """A draft neither counts nor leaves a gap; in a preview it is a part like the others, marked."""
    draft = {"status": "draft"}
    documents = (doc("a", 1), doc("b", 2, meta=draft), doc("c", 3), doc("d", 1, "t", meta=draft))
    hidden, shown = publish(*documents), publish(*documents, drafts=True)
    assert [(part.number, part.title) for part in series_view(hidden, "s", "").parts] == [(1, "A"), (2, "C")]
    assert [(part.title, part.draft) for part in series_view(shown, "s", "").parts] == [
        ("A", False),
        ("B", True),
        ("C", False),
    ]
    assert (shown_series(hidden), shown_series(shown)) == (["s"], ["s", "t"])


def test_related_articles_share_symptoms_first() -> None:
    """Shared symptoms weigh more than conditions; neighbors and strangers are left out."""
    here = doc("a", 1, callouts=(symptom("x"),), meta={"conditions": (("m", 1),)})
    neighbor = doc("b", 2, callouts=(symptom("x"),))
    by_symptom = doc("f", 1, "t", callouts=(symptom("x"),))
    by_condition = doc("e", 2, "t", meta={"conditions": (("m", 1),)})
    stranger = doc("c", 4, "t", callouts=(symptom("y"),))
    view = article_view(publish(here, neighbor, by_symptom, by_condition, stranger), here)
    assert [link.text for link in view.related] == ["F", "E"]
    assert [link.href for link in view.related] == ["../f/", "../e/"]


def test_related_articles_are_few_and_in_a_fixed_order() -> None:
    """At most four; equally near ones stand by their address."""
    here = doc("a", callouts=(symptom("x"),))
    others = [doc(name, number, "t", callouts=(symptom("x"),)) for number, name in enumerate("zyxwv", 1)]
    assert [link.text for link in article_view(publish(here, *others), here).related] == ["V", "W", "X", "Y"]


def test_references_are_numbered_by_first_use_and_lead_back() -> None:
    """A reference has its links, and the id of each of its uses."""
    here = doc("a", citations=(Target("one2020", 9), Target("one2020", 12)), uses={"one2020": 2})
    (reference,) = article_view(publish(here), here).references
    assert (reference.number, reference.uses) == (1, ("c1", "c1-2"))
    work = reference.work
    assert (work.authors, work.title, work.source) == ("One O.", "A study.", "Things. 2020.")
    assert [(link.text, link.href) for link in work.links] == [
        ("doi:10.5555/one", "https://doi.org/10.5555/one"),
        ("PMID 123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ("x.example/a", "https://x.example/a"),
    ]


@pytest.mark.parametrize(
    ("iso", "text"),
    [("2026-11-23", "November 23, 2026"), ("2026-01-02", "January 2, 2026"), ("1999-12-31", "December 31, 1999")],
)
def test_days_are_written_out(iso: str, text: str) -> None:
    """A date is told in the words of the site's language, on any machine."""
    assert (publish().day(iso).iso, publish().day(iso).text) == (iso, text)


def test_titles_are_typeset_in_views() -> None:
    """Titles and summaries get typographic punctuation; they stay plain text, which the template escapes."""
    here = doc("a", meta={"title": 'It\'s "so" -- 1 < 2 & 3', "summary": "It's..."})
    view = article_view(publish(here), here)
    assert (view.title, view.summary) == ("It’s “so” – 1 < 2 & 3", "It’s…")


def test_a_view_only_names_its_texts() -> None:
    """An article's own page shows it as it is; that of its series puts the article's name before its ids."""
    shown, linked = (Target("{static}/images/x.svg", 1),), (Target("#a", 1), Target("{static}/images/y.png", 2))
    here = doc("a", digest="d", images=shown, links=linked)
    publication = publish(here, images={"images/x.svg": "k", "images/y.png": "l", "images/z.svg": "m"})
    images = (("images/x.svg", "k"), ("images/y.png", "l"))
    assert article_view(publication, here).html == PlacedText("d", here.path, "articles/a/index.html", images)
    (chapter,) = series_print_view(publication, "s").chapters
    assert chapter.html == PlacedText("d", here.path, "series/s/print/index.html", images, prefix="a--")
    assert chapter.prefix == "a--"


def test_only_the_icons_that_a_page_needs_are_on_it() -> None:
    """The kinds of boxes on a page, each once, in the order of the table."""
    boxes = (Callout("myth", "m", "M", "", "", 1), symptom("x"), symptom("y"))
    assert kinds_in([doc("a", callouts=boxes), doc("b", 2, callouts=(symptom("z"),))]) == ("symptom", "myth")


def test_small_helpers_keep_to_words() -> None:
    """Words become safe HTML, and an address."""
    assert plain_html("It's <b>") == Markup("It’s &lt;b&gt;")
    assert term_id("Cognitive behavioral therapy") == "cognitive-behavioral-therapy"


def test_a_series_on_one_page_has_one_list_of_references() -> None:
    """A source that two articles cite is one entry, which leads back to its uses in both."""
    cites = (Target("two2020", 1), Target("one2020", 2))
    first, second = doc("a", citations=cites[1:], uses={"one2020": 1}), doc("b", 2, citations=cites, uses=USES)
    publication = publish(first, second)
    publication.library.records["two2020"] = RECORD._replace(key="two2020")  # type: ignore[index]
    view = series_print_view(publication, "s")
    assert [(each.number, each.uses) for each in view.references] == [
        (1, ("a--c1", "b--c2", "b--c2-2")),
        (2, ("b--c1",)),
    ]
    assert [chapter.html.numbers for chapter in view.chapters] == [(1,), (2, 1)]


def test_only_the_page_on_accessibility_shows_results() -> None:
    """Each kind of page says which checks it passed, failed, and which did not run."""
    found = Results(
        "2026-01-02", "axe 1", ("A", "B", "C"), (Component("Home", (0, 2), (1,)), Component("Article", (), ()))
    )
    publication = publish()
    publication = replace(publication, library=replace(publication.library, results=found))
    pages = [Document(f"pages/{slug}.md", "page", slug, meta={"date": "2026-01-02"}) for slug in ("accessibility", "b")]
    there, none = (text_view(publication, page).results for page in pages)
    assert none is None
    assert there
    assert (there.day.text, there.tool, there.checks) == ("January 2, 2026", "axe 1", ("A", "B", "C"))
    assert [tuple(row) for row in there.rows] == [
        ("Home", "1,\xa03", "2", "None"),
        ("Article", "None", "None", "1,\xa02,\xa03"),
    ]
    assert text_view(publish(), pages[0]).results is None
