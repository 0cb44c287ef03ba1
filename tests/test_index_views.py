"""The indexes: what is gathered, merged and put in order."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from markupsafe import Markup
from samples import doc, publish, symptom

from plugins.documents import Callout, Definition, Document, Target
from plugins.index_views import (
    callout_index,
    condition_index,
    glossary_index,
    grouped,
    is_other_name,
    people_view,
    reference_index,
    sort_key,
)
from plugins.library import Library
from plugins.list_views import Entry, Index
from plugins.publication import Publication
from plugins.registers import Row
from plugins.texts import PlacedText


def entry(title: str, identifier: str = "x") -> Entry:
    """An entry of which only the title matters."""
    return Entry(identifier, title, Markup(""), ())


def shown(index: Index) -> list[tuple[str, list[str]]]:
    """An index as its letters and titles."""
    return [(group.letter, [each.title for each in group.entries]) for group in index.groups]


def glossary(*definitions: Definition) -> Document:
    """The glossary file."""
    return Document("glossary.md", "glossary", "glossary", meta={"date": "2026-01-01"}, definitions=definitions)


@pytest.mark.parametrize(
    ("titles", "groups"),
    [
        (["b", "A", "C"], [("A", ["A"]), ("B", ["b"]), ("C", ["C"])]),
        (["Ab", "aa"], [("A", ["aa", "Ab"])]),
        (["Eczema", "Échelle", "Ebb"], [("E", ["Ebb", "Échelle", "Eczema"])]),
        (["a", "9-item list", "10 items"], [("#", ["10 items", "9-item list"]), ("A", ["a"])]),
        ([], []),
    ],
)
def test_entries_stand_under_their_letters(titles: list[str], groups: list[tuple[str, list[str]]]) -> None:
    """From A to Z without regard to case and accents; each letter once; what has no letter stands under #."""
    found = grouped(entry(title) for title in titles)
    assert [(group.letter, [each.title for each in group.entries]) for group in found] == groups


@pytest.mark.parametrize("title", ["“Pins and needles”", "‘Brain fog’", "…", "(Almost) all", "9", "é", "Æther"])
def test_each_letter_stands_once(title: str) -> None:
    """Whatever a title begins with, its letter is not divided by others: the bar of letters names each once."""
    letters = [group.letter for group in grouped(map(entry, ["1", "a", "zebra", title]))]
    assert len(letters) == len(set(letters))


def test_equal_titles_have_a_fixed_order() -> None:
    """Two entries of one title stand by their ids, however they came in."""
    both = [entry("Same", "b"), entry("Same", "a")]
    assert (
        [each.id for each in grouped(both)[0].entries]
        == [each.id for each in grouped(both[::-1])[0].entries]
        == ["a", "b"]
    )


def test_sorting_knows_no_case_and_no_accents() -> None:
    """The key under which titles stand."""
    assert sort_key("Élan STRASSE") == sort_key("elan straße")


def test_boxes_of_one_id_are_one_entry() -> None:
    """A symptom of several articles is listed once, in the words of the first, with a link to each of its boxes."""
    one = doc("a", 1, callouts=(symptom("touch"), symptom("light")))
    two = doc("b", 2, callouts=(Callout("symptom", "touch", "Other words", "t", "<p>t</p>", 1),))
    index = callout_index(publish(one, two), "symptoms")
    assert shown(index) == [("L", ["light"]), ("T", ["touch"])]
    assert [link.href for link in index.groups[1].entries[0].links] == ["../articles/a/#touch", "../articles/b/#touch"]


def test_an_index_takes_boxes_of_its_kind_only() -> None:
    """Symptoms are no treatment principles."""
    boxes = (
        symptom("x"),
        Callout("treatment", "y", "Y", "t", "<p>t</p>", 1),
        Callout("key", "z", "Z", "t", "<p>t</p>", 1),
    )
    publication = publish(doc("a", callouts=boxes))
    assert shown(callout_index(publication, "symptoms")) == [("X", ["x"])]
    assert shown(callout_index(publication, "treatments")) == [("Y", ["Y"])]


def test_an_entry_has_the_words_of_its_box_without_notes() -> None:
    """It names the text of the box, which reference marks and ids of the article do not follow to another page."""
    box = Callout("symptom", "x", "X", "t", "digest", 1)
    here = doc("a", callouts=(box,))
    (group,) = callout_index(publish(here), "symptoms").groups
    assert group.entries[0].html == PlacedText("digest", here.path, "symptoms/index.html", excerpt=True)


def with_registers(
    publication: Publication, conditions: Mapping[str, str], file: Document | None = None
) -> Publication:
    """The same articles with conditions and a glossary."""
    library = publication.library
    documents = {**library.documents, **({file.path: file} if file else {})}
    rows = {key: Row(key, {"name": key.title(), "definition": text}, 1) for key, text in conditions.items()}
    changed = Library(documents, library.series, library.people, rows, library.records)
    return Publication(changed, publication.settings, {})


def test_conditions_without_an_article_are_left_out() -> None:
    """The list leads to articles; a condition of which none speaks would lead nowhere."""
    here = doc("a", meta={"conditions": (("migraine", 1),)})
    index = condition_index(with_registers(publish(here), {"migraine": "It's <sharp>.", "other": "No."}))
    assert shown(index) == [("M", ["Migraine"])]
    assert index.groups[0].entries[0].html == "It’s &lt;sharp&gt;."
    assert [link.href for link in index.groups[0].entries[0].links] == ["../articles/a/"]


def test_the_glossary_merges_its_file_and_the_boxes() -> None:
    """A term that both define has the file's words, and leads to the box; a box alone makes an entry."""
    boxes = (
        Callout("definition", "box-a", "Allodynia", "t", "digest a", 1),
        Callout("definition", "box-b", "Own", "t", "digest b", 1),
    )
    here = doc("a", callouts=boxes, terms=("cbt",))
    file = glossary(
        Definition("allodynia", ("Allodynia",), "digest f"), Definition("cbt", ("Cbt", "Therapy"), "digest c")
    )
    index = glossary_index(with_registers(publish(here), {}, file))
    found = {
        each.id: (each.html[0], [link.href for link in each.links], each.also)
        for group in index.groups
        for each in group.entries
    }
    assert found == {
        "allodynia": ("digest f", ["../articles/a/#box-a"], ""),
        "cbt": ("digest c", ["../articles/a/"], "Therapy"),
        "own": ("digest b", ["../articles/a/#box-b"], ""),
    }


@pytest.mark.parametrize(
    ("name", "names", "tells_more"),
    [
        ("CBT", ("Cognitive behavioral therapy", "CBT"), True),
        ("flares", ("Flare", "flares"), False),
        ("reflexes", ("Reflex", "reflexes"), False),
        ("Opiate", ("Opioid", "Opiate"), True),
    ],
)
def test_a_plural_is_no_other_name(name: str, names: tuple[str, ...], tells_more: bool) -> None:
    """What stands after "also called" names what a reader could not guess."""
    assert is_other_name(name, names) is tells_more


def test_all_references_are_listed_once_with_their_articles() -> None:
    """A source that two articles cite is one entry; each link leads to its place in the article's own list."""
    one, two = (doc(slug, part, citations=(Target("one2020", 1),)) for part, slug in enumerate("ab", 1))
    (listed,) = reference_index(publish(one, two)).works
    assert (listed.id, listed.work.title) == ("one2020", "A study.")
    assert [(link.text, link.href) for link in listed.articles] == [
        ("A", "../articles/a/#r1"),
        ("B", "../articles/b/#r1"),
    ]


def test_people_are_listed_with_their_articles() -> None:
    """Only people who wrote something that is shown are authors; nobody is a reviewer yet."""
    view = people_view(publish(doc("a"), doc("b", 2, meta={"status": "draft"})))
    assert [(person.name, [link.text for link in person.articles]) for person in view.authors] == [("The team", ["A"])]
    assert view.reviewers == ()
    assert people_view(publish()).authors == ()
