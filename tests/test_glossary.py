"""Glossary links: the first use of a term leads to its entry, and nothing else does."""

from __future__ import annotations

import pytest
from conftest import article

from plugins.glossary import term_names
from plugins.reader import Reader

TERMS = {
    "pain": "pain",
    "central pain": "central-pain",
    "cbt": "therapy",
    "talking therapy": "therapy",
    "nerve": "nerve",
    "nerve block": "nerve-block",
}
FRONT = "---\ntitle: Glossary\nsummary: Words, each explained in one short sentence of this file.\ndate: 2026-01-02\n---\n\n"


def linked(markdown: str) -> list[tuple[str, str]]:
    """Entry and words of each glossary link."""
    parts = article(markdown, TERMS).html.split('<a class="term" href="{glossary}')[1:]
    return [(part.split('">')[0], part.split('">')[1].split("</a>")[0]) for part in parts]


def test_the_first_use_is_a_link() -> None:
    """A term leads to its entry once, where the reader meets it first."""
    document = article("Pain hurts. Pain again.\n\nAnd pain.", TERMS)
    assert document.html.endswith(
        '<p><a class="term" href="{glossary}pain">Pain</a> hurts. Pain again.</p>\n<p>And pain.</p>'
    )
    assert document.terms == ("pain",)


def test_the_longest_name_wins() -> None:
    """The term “central pain” is not “pain”; the shorter term is linked at its own first use."""
    assert linked("Central pain is pain.") == [("central-pain", "Central pain"), ("pain", "pain")]
    assert linked("A nerve block, a nerve.") == [("nerve-block", "nerve block"), ("nerve", "nerve")]


def test_every_name_of_a_term_counts_as_its_use() -> None:
    """A term that was linked under one name is not linked again under another."""
    assert linked("CBT is a talking therapy.") == [("therapy", "CBT")]
    assert linked("A talking therapy such as CBT.") == [("therapy", "talking therapy")]


@pytest.mark.parametrize(("text", "words"), [("İPAİN, PAİN", "PAİN"), ("ıİ pain", "pain"), ("paın, pain", "pain")])
def test_letters_without_a_pair_move_no_link(text: str, words: str) -> None:
    """A letter that is two in lower case, and one whose upper case is that of another, leave links where they belong."""
    assert linked(text) == [("pain", words)]


def test_the_plural_is_linked_whole() -> None:
    """A plural is the same word."""
    assert linked("Nerves and nerve.") == [("nerve", "Nerves")]


@pytest.mark.parametrize("text", ["painful", "nerve-racking", "painting", "a painkiller", "re-nerve", "pain_a"])
def test_a_part_of_a_word_is_no_use(text: str) -> None:
    """Only whole words are linked."""
    assert linked(f"It is {text}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "## Pain",
        "## A section\n\n### Pain",
        "[pain](https://a.example/)",
        "[a **pain** link](https://a.example/)",
        "`pain`",
        "```\npain\n```",
        '<abbr title="pain">P</abbr>',
        "![pain]({static}/images/one/wave.svg)",
        "## A section\n\n> [!symptom] Pain\n> It hurts.",
        "## A section\n\n> [!caution] Pain\n> It hurts.",
        "## A section\n\n> [!emergency] Call 911 if:\n> - pain is new",
        "| Pain |\n|---|\n| hurts |",
        "Pain\n:   It hurts.",
    ],
)
def test_some_places_hold_no_links(text: str) -> None:
    """No link stands in headings, links, code, titles of boxes or terms, and none in an emergency box."""
    assert linked(text) == []
    assert linked(f"{text}\n\n## Then\n\nAfter it, pain.") == [("pain", "pain")]


@pytest.mark.parametrize("kind", ["symptom", "treatment", "key", "caution", "urgent"])
def test_the_text_of_other_boxes_holds_links(kind: str) -> None:
    """A box is prose like any other."""
    title = "Call us today if:" if kind == "urgent" else "A title"
    assert linked(f"## A section\n\n> [!{kind}] {title}\n> - pain is new") == [("pain", "pain")]


def test_prose_of_every_form_holds_links() -> None:
    """Lists, quotes, tables, captions, footnotes and emphasis are prose."""
    forms = (
        "- pain",
        "> pain",
        "| x |\n|---|\n| pain |",
        '![A line.]({static}/images/one/wave.svg "Where pain is.")',
        "Text.[^1]\n\n[^1]: A pain.",
        "A *very **bad** pain*.",
    )
    assert [linked(form) for form in forms] == [[("pain", "pain")]] * len(forms)


def test_what_stands_around_a_link_stays() -> None:
    """Text, tags and further links before and behind a term keep their places."""
    html = article("One *two* pain **three** nerves four [@a] CBT.", TERMS).html
    assert html.endswith(
        '<p>One <em>two</em> <a class="term" href="{glossary}pain">pain</a> <strong>three</strong>'
        ' <a class="term" href="{glossary}nerve">nerves</a> four<sup><a aria-label="Reference 1" href="#r1" id="c1">[1]'
        '</a></sup> <a class="term" href="{glossary}therapy">CBT</a>.</p>'
    )


def test_a_term_that_the_article_defines_needs_no_link() -> None:
    """The box is the definition."""
    assert linked("Pain hurts.\n\n## A section\n\n> [!definition] Pain\n> What hurts is called pain.") == []


def test_names_are_read_from_the_list() -> None:
    """Every name above a definition leads to the entry of the first; prose and indented lines name nothing."""
    body = "Some prose.\n\nTalking therapy\nCBT\n:   A program [@a].\n\n    More.\n\nPain\n:   What hurts.\n"
    assert term_names(body) == {"talking therapy": "talking-therapy", "cbt": "talking-therapy", "pain": "pain"}


def test_the_glossary_is_read_into_entries() -> None:
    """Each entry has its names, its address and its text."""
    body = 'Talking therapy\nCBT\n:   A program [@a] -- *a good one*.\n\nPain\n:   What "hurts".\n\n    Much.\n'
    document = Reader(TERMS).read("glossary.md", (FRONT + body).encode())
    assert document.problems == ()
    mark = '<sup><a aria-label="Reference 1" href="#r1" id="c1">[1]</a></sup>'
    assert [(each.id, each.names, document.texts[each.digest]) for each in document.definitions] == [
        ("talking-therapy", ("Talking therapy", "CBT"), f"A program{mark} – <em>a good one</em>."),
        ("pain", ("Pain",), "<p>What “hurts”.</p>\n<p>Much.</p>"),
    ]


def test_an_entry_can_be_linked_to() -> None:
    """The address of an entry is one of the glossary's anchors, so that a link to it can be checked."""
    document = Reader({}).read("glossary.md", f"{FRONT}Talking therapy\n:   A program.\n".encode())
    assert "talking-therapy" in document.anchors


def test_the_glossary_does_not_link_into_itself() -> None:
    """A definition is read where it stands."""
    document = Reader(TERMS).read("glossary.md", f"{FRONT}Nerve\n:   It can cause pain.\n".encode())
    assert "{glossary}" not in document.html


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("A program [@a] -- *a good one*. It helps.", "A program – a good one."),
        ('What "hurts", e.g. a burn [@a].', "What “hurts”, e.g. a burn."),
        ("Less than 1 month & more", "Less than 1 month & more"),
    ],
)
def test_a_meaning_is_the_first_sentence(text: str, meaning: str) -> None:
    """It is plain text, without marks of references."""
    (entry,) = Reader({}).read("glossary.md", f"{FRONT}Pain\n:   {text}\n".encode()).definitions
    assert entry.meaning == meaning
