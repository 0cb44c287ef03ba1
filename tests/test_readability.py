"""How hard a text is: syllables, sentences, the grade, and where in the file a sentence stands."""

from __future__ import annotations

import pytest
from conftest import FRONT_MATTER, KEY, article, line_in_file
from hypothesis import given
from hypothesis import strategies as st
from slips import FIXED, SLIP, slipped

from plugins import readability as module
from plugins.readability import Readability, measure, readability_of, sentences
from plugins.reader import Reader
from plugins.sentence_lines import words_of
from plugins.store import Store
from plugins.syllables import syllables

KNOWN = {  # as dictionaries divide them
    1: "pain hurt skin nerve touch brain through time give walked helped takes once sleep ease friend league",
    2: "headache doctor table little people able even open science migraine central chronic symptom treatment wanted"
    " needed changes touches every being react disease fatigue triptan headaches lifetime isn't movement",
    3: "medicine idea area clinician aspirin lidocaine usual neuralgia diseases nausea opioid everyday evidence",
    4: "emergency neuropathic postherpetic reality usually experience dysesthesia inflammation biology capsaicin cognitive-touch",
    5: "allodynia sensitization fibromyalgia hyperalgesia association",
    6: "neuroplasticity desensitization acetaminophen",
}
PAIRS = [(word, number) for number, words in KNOWN.items() for word in words.split()]
TWO = "<p>Chronic pain can last for many years. A doctor can help you find out why it stays.</p>"
LONG = "One two three four five six seven eight nine ten one two three four five six seven eight nine ten {}."


@pytest.mark.parametrize(("word", "number"), PAIRS, ids=[word for word, _ in PAIRS])
def test_syllables_are_those_of_a_dictionary(word: str, number: int) -> None:
    """Words of every kind that our rules speak of, and those that articles about pain cannot do without."""
    assert syllables(word) == number


def test_capitals_are_spelled_and_a_number_is_one() -> None:
    """What has no syllables in writing counts as it is read: letter by letter, or at a glance."""
    assert [syllables(word) for word in ("MRI", "SNRIs", "11,388", "24-hour", "naïve")] == [3, 4, 1, 2, 1]


def test_the_grade_is_that_of_the_formula() -> None:
    """Computed by hand.

    7 words (chron-ic pain can last for man-y years: 9 syllables) and 10 (a doc-tor can help you find out why it stays:
    11) are 17 words, 20 syllables, 2 sentences: 0.39 × 17 / 2 + 11.8 × 20 / 17 - 15.59 = 3.315 + 13.882 - 15.59 = 1.607.
    """
    found = measure(TWO)
    assert (found.words, found.syllables, found.sentences, found.grade) == (17, 20, 2, 1.6)


def test_terms_make_no_word_hard_but_a_sentence_long() -> None:
    """Without "chronic" 18 syllables are left for 16 words: 0.39 × 17 / 2 + 11.8 × 18 / 16 - 15.59 = 1.000."""
    found = measure(TWO, ["chronic", "not there"])
    assert (found.term_words, found.grade, found.grade_without_terms) == (1, 1.6, 1.0)


def test_an_empty_text_has_no_grade() -> None:
    """No words, no division by nothing."""
    assert measure("") == Readability()
    assert (Readability().grade, Readability().grade_without_terms, Readability().long_share) == (0, 0, 0)


def test_only_prose_counts() -> None:
    """Headings, titles of boxes, tables, marks and text alternatives are not read as sentences."""
    document = article(
        "## A heading of many words\n\nOne two[^1] [@one2020].\n\n![An alternative.]({static}/images/one/a.svg)\n\n"
        "| a | b |\n|---|---|\n| 12 | 34 |\n\nThree\n:   Four five.\n\n- six\n- seven\n\n[^1]: Eight.\n"
    )
    found = measure(document.html)
    assert [each.text for _, inside in module.prose(document.html) for each in inside] == [
        "In plain words.",
        "One two.",
        "Four five.",
        "six",
        "seven",
        "Eight.",
    ]
    assert (found.words, found.sentences) == (10, 6)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ask Dr. Lee. Then rest.", 2),
        ("A dose of 0.5 is low, e.g. Monday. It is 9 a.m. now.", 2),
        ("Is it bad? “No.” Rest! (Or walk.) 3 of 4 do.", 5),
        ("In the U.S. Many do", 1),
        ("It hurts... and stops", 1),
    ],
)
def test_sentences_end_where_readers_hear_them_end(text: str, number: int) -> None:
    """Not at abbreviations and decimals, but behind closing quotes and before a digit."""
    assert len(list(sentences(text))) == number


def test_long_sentences_and_crowded_paragraphs_are_counted() -> None:
    """Over 20 words is long, over 3 sentences crowded; 20 and 3 are not."""
    found = measure(
        f"<p>{LONG.format('')}</p><p>{LONG.format('more')}</p><p>A. B c. D e. F g.</p><p>A b. C d. E f.</p>"
    )
    assert (found.long, found.crowded) == (1, 1)
    assert (found.sentences, found.long_share) == (9, 11)


def test_the_hardest_sentence_comes_first() -> None:
    """By its own grade; a few words are no hard sentence, however long they are."""
    easy, hard = (
        "We go to the sea and we swim there.",
        "Considerable sensitization necessitates multidisciplinary evaluation of every patient.",
    )
    assert [each.text for each in measure(f"<p>{easy} {hard} Neuroplasticity.</p>").hardest] == [hard, easy]


def test_sentences_are_found_where_they_stand() -> None:
    """On the line on which they begin, though there are breaks, links, marks, quotes and emphasis in them."""
    body = (
        'It starts here. The *second* sentence of it\nhas a [link over\ntwo lines]({filename}two.md) and "quotes".\n\n'
        "- a list [@one2020]\n  item with a mark in it\n\n> [!dont]\n> - move the arm too fast or too far\n\n"
        "A [short\nlink]({filename}two.md) and more words that\ngo on over lines.\n"
    )
    document, places = article(body), words_of("a.md", (FRONT_MATTER + KEY + body).encode())
    found = [each.text for _, inside in module.prose(document.html) for each in inside][1:]
    assert found[-2].lower().startswith("do not move")
    assert [places.line_of(text) for text in found] == [line_in_file(line) for line in (1, 1, 5, 9, 11)]


def test_what_stands_nowhere_is_at_the_start() -> None:
    """A sentence that the file does not hold is said to be at the first line of its text."""
    assert words_of("a.md", (FRONT_MATTER + KEY).encode()).line_of("Nothing of this is there at all.") == 10


def test_a_known_text_is_not_measured_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store keeps the figures under the text and the terms; other terms are another question."""
    store, document = Store(), article("One two three. " * 3 + LONG.format("more"))
    store.add(document.texts.items())
    first = readability_of(document, store, ["one"])
    monkeypatch.setattr(module, "measure", lambda *_: Readability(words=7))
    assert readability_of(document, store, ["one"]) == first
    assert first.hardest
    assert readability_of(document, store, ["two"]).words == 7


@FIXED
@given(st.lists(SLIP, min_size=1, max_size=3))
def test_every_file_can_be_measured(slips: list[tuple[str, float, bytes]]) -> None:
    """Whatever is wrong with it: figures come out, and lines that the file has."""
    data = (FRONT_MATTER + KEY + "Some words of prose. - and [a link](#one).\n\n> [!do] This\n> - rest\n" * 3).encode()
    for how, where, piece in slips:
        data = slipped(data, how, where, piece)
    found = measure(Reader({}).read("articles/a/b.md", data).html, ["prose"])
    places = words_of("articles/a/b.md", data)
    assert found.long <= found.sentences <= found.words <= found.syllables
    last = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 2
    assert all(1 <= places.line_of(each.text) <= last for each in found.hardest)
