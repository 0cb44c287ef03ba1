"""Citations: numbers in the order of reading, named links, and ids for the way back."""

from __future__ import annotations

import re

import pytest
from conftest import article, codes, line_in_file

from plugins.documents import Target


def keys_of(markdown: str) -> list[str]:
    """The cited keys in the order of their numbers."""
    return list(dict.fromkeys(target.address for target in article(markdown).citations))


def marks(markdown: str) -> list[tuple[str, str]]:
    """Target and id of each reference mark, in the order of the page."""
    return re.findall(r'<a aria-label="Reference \d+" href="#(r\d+)" id="(c[\d-]+)">', article(markdown).html)


def test_a_citation_is_a_numbered_and_named_link() -> None:
    """``[1]`` for the eye, "Reference 1" for the ear; the mark stands on its word."""
    document = article("A claim [@one2020].")
    assert document.html.endswith('<p>A claim<sup><a aria-label="Reference 1" href="#r1" id="c1">[1]</a></sup>.</p>')
    assert document.citations == (Target("one2020", line_in_file(1)),)


def test_several_sources_share_a_mark() -> None:
    """``[@a; @b]`` is one mark with two links, with or without a space between them."""
    assert marks("A claim [@one2020; @two2021].") == [("r1", "c1"), ("r2", "c2")]
    assert marks("A claim [@one2020;@two2021].") == marks("A claim [@one2020;\n@two2021].")


def test_numbers_follow_the_first_use() -> None:
    """A source keeps the number of its first use; each use has an id of its own for the way back."""
    text = "One [@b], two [@a; @b], three [@c].\n\nFour [@a]."
    assert marks(text) == [("r1", "c1"), ("r2", "c2"), ("r1", "c1-2"), ("r3", "c3"), ("r2", "c2-2")]
    assert keys_of(text) == ["b", "a", "c"]


def test_boxes_lists_tables_and_captions_are_read_in_their_place() -> None:
    """Numbers follow the eye down the page, whatever holds the mark."""
    text = (
        "## A [@a]\n\n> [!symptom] Title [@b]\n> Text [@c].\n\n- item [@d]\n\n| x |\n|---|\n| y [@e] |\n\n"
        '![A line.]({static}/images/one/wave.svg "Caption [@f].")\n\nTerm\n:   Meaning [@g].\n\n> Quote [@h].\n'
    )
    assert [target for target, _ in marks(text)] == [f"r{number}" for number in range(1, 9)]
    assert keys_of(text) == list("abcdefgh")


def test_footnotes_are_read_last() -> None:
    """A footnote stands at the end of the page, wherever the writer put it; so do its sources' numbers."""
    text = "One.[^n]\n\n[^n]: Note [@note].\n\nTwo [@text]."
    assert keys_of(text) == ["text", "note"]


def test_a_key_holds_no_more_than_it_should() -> None:
    """A key ends at the bracket; dots, colons, hyphens and underscores are part of it."""
    assert keys_of("A [@lipton-2008_a.b:c].") == ["lipton-2008_a.b:c"]


def test_marks_next_to_each_other_and_to_links_stay_apart() -> None:
    """Two marks in a row are two marks, and a bracket after a mark is text."""
    assert marks("A [@a][@b] (c).") == [("r1", "c1"), ("r2", "c2")]
    assert marks("A [@a][b].\n\n[b]: https://b.example/") == [("r1", "c1")]


def test_a_citation_in_code_is_code() -> None:
    """An article may show how a source is cited."""
    document = article("Write `[@key]`.\n\n```\n[@key]\n```\n")
    assert (document.citations, codes(document.problems)) == ((), [])


def test_each_line_of_a_use_is_known_once() -> None:
    """A key that is cited on two lines is looked up for each; a longer key with the same beginning is another."""
    document = article("One [@one].\n\nTwo [@one2].\n\nThree [@one] and [@one].")
    lines = [target.line for target in document.citations if target.address == "one"]
    assert lines == [line_in_file(1), line_in_file(5)]


@pytest.mark.parametrize(
    "text", ["[@ a]", "[@a, p. 3]", "[@a;]", "[@a; b]", "[@a;; @b]", "[@a", "[@]", "[@a; ]", "[see @a]", "[-@a]"]
)
def test_a_citation_that_cannot_be_read_is_told(text: str) -> None:
    """Nothing that was meant as a source is printed as it was typed."""
    problems = article(f"A claim {text}.").problems
    assert [(problem.line, problem.code) for problem in problems] == [(line_in_file(1), "citation-malformed")]


@pytest.mark.parametrize("text", ["me@a.example", "@handle", "[a] @b"])
def test_other_at_signs_are_text(text: str) -> None:
    """An address or a handle is no citation."""
    document = article(f"Text {text} text.")
    assert (document.citations, codes(document.problems)) == ((), [])
