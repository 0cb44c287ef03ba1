"""One file as text: decoding, the cut between front matter and body, comments, and raw HTML."""

from __future__ import annotations

import pytest
from conftest import article, codes, line_in_file

from plugins.source import MAX_BYTES, Source, clean_markup, decode, without_code


def source(body: str) -> Source:
    """A source with this body, cleaned."""
    found = decode("a.md", f"---\ntitle: T\n---\n{body}".encode())
    clean_markup(found)
    return found


def told(body: str) -> list[tuple[int, str]]:
    """Line of the body and code of each problem that cleaning notes."""
    return [(problem.line - 3, problem.code) for problem in source(body).problems]


def test_a_file_is_cut_into_front_matter_and_body() -> None:
    """Each part keeps its lines, and the body knows where it begins."""
    found = decode("a.md", b"---\ntitle: T\n---\n\nText.\n---\nMore.\n")
    assert (found.front, found.body, found.start) == ("title: T", "\nText.\n---\nMore.\n", 4)
    assert found.problems == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_marks_of_any_system_are_read(end: str, mark: bytes) -> None:
    """Windows and old Mac line ends and a byte order mark leave no trace."""
    found = decode("a.md", mark + f"---{end}title: T{end}---{end}One.{end}Two.".encode())
    assert (found.front, found.body, found.start, found.problems) == ("title: T", "One.\nTwo.", 4, [])


def test_blanks_after_the_fence_are_forgiven() -> None:
    """Nobody sees a blank at the end of a line."""
    assert decode("a.md", b"---  \ntitle: T\n---\t\nText.").front == "title: T"


@pytest.mark.parametrize(
    ("data", "line", "code"),
    [
        (b"", 1, "front-matter-missing"),
        (b"\n \n", 1, "front-matter-missing"),
        (b"\n---\n---\n", 1, "front-matter-missing"),
        (b" ---\n---\n", 1, "front-matter-missing"),
        (b"----\n----\n", 1, "front-matter-missing"),
        (b"---\ntitle: T\n", 1, "front-matter-unclosed"),
        (b"---\ntitle: T\n ---\n", 1, "front-matter-unclosed"),
        (b"---\n---\nText.\ncaf\xe9\n", 4, "encoding"),
        (b"---\r\n---\r\ncaf\xe9\r\n", 3, "encoding"),
        (b"---\n---\nText.\n\x1b\n", 4, "control-character"),
        (b"---\n---\n" + "\u0085".encode(), 3, "control-character"),
        (b"---\n---\n" + b"x" * MAX_BYTES, 1, "file-size"),
    ],
)
def test_a_file_that_is_no_article_is_told_at_its_line(data: bytes, line: int, code: str) -> None:
    """What cannot be read as front matter and text is one problem."""
    assert [(problem.line, problem.code) for problem in decode("a.md", data).problems] == [(line, code)]


def test_tabs_and_every_script_are_text() -> None:
    """Only control characters are refused: no letter, sign or emoji is."""
    assert decode("a.md", "---\n---\nä\t痛み 😀 \u05d0 \u200b\u2028".encode()).problems == []


def test_comments_are_taken_out_and_lines_stay() -> None:
    """A writer's own note leaves nothing behind, not even its lines' numbers change."""
    assert source("One <!-- a -- <b>note</b> -->two.\n<!--\nmore\n-->\nThree.").body.split() == [
        "One",
        "two.",
        "Three.",
    ]
    assert told("<!--\n> [!symptom]\n-->\n\n<div>") == [(5, "raw-html")]
    assert article("<!-- [@nope] [x](y.md) -->Text.").html.endswith("<p>Text.</p>")
    assert article("One  <!-- a -->\ntwo <!-- b --> three.").html.endswith("<p>One\ntwo three.</p>")


def test_a_comment_in_code_is_code() -> None:
    """An article may show a comment."""
    assert "<code>&lt;!-- a --&gt;</code>" in article("`<!-- a -->`").html
    assert "&lt;!-- a --&gt;" in article("```\n<!-- a -->\n```\n").html


ALLOWED = (
    "H<sub>2</sub>O and E = mc<sup>2</sup>",
    'An <abbr title="magnetic resonance imaging">MRI</abbr> scan',
    "Press <kbd>Ctrl</kbd> or<br>break, <br /> and a<wbr>word",
    '<q lang="fr">Bonjour</q>, <cite>a book</cite>',
    "<SUB>2</SUB>",
    "a < b and b > a, 1<2, x <3 y, <- and ->, a <1> b",
    "&lt;div&gt; &amp; `<div>` and <https://a.example/>",
)


@pytest.mark.parametrize("text", ALLOWED)
def test_inline_tags_and_signs_are_allowed(text: str) -> None:
    """A few inline tags, signs that only look like tags, and tags in code are no problem."""
    assert told(text) == []


REFUSED = (
    ("<div>", [(1, "raw-html")]),
    ("Text\n\n<p class=x>", [(3, "raw-html")]),
    ("a <span\nclass='x'>b", [(1, "raw-html")]),
    ("<script>alert(1)</script>", [(1, "raw-html"), (1, "raw-html")]),
    ("<img src=x onerror=alert(1)>", [(1, "raw-html")]),
    ("<svg/onload=alert(1)>", [(1, "raw-html")]),
    ("<sub onclick='x'>2</sub>", [(1, "raw-html"), (1, "raw-html-unbalanced")]),
    ("<sub class=x", [(1, "raw-html")]),
    ("<?php", [(1, "raw-html")]),
    ("<!DOCTYPE html>", [(1, "raw-html")]),
    ("<![CDATA[x]]>", [(1, "raw-html")]),
    ("one <sub>\n\ntwo", [(1, "raw-html-unbalanced")]),
    ("one </sub>", [(1, "raw-html-unbalanced")]),
    ("<sub><sup>x</sub></sup>", [(1, "raw-html-unbalanced"), (1, "raw-html-unbalanced")]),
    ("> <sub>one\n>\n> two</sub>", [(1, "raw-html-unbalanced"), (3, "raw-html-unbalanced")]),
    ("one\n\n<!-- two", [(3, "comment-unclosed")]),
)


@pytest.mark.parametrize(("text", "problems"), REFUSED)
def test_raw_html_is_refused_at_its_line(text: str, problems: list[tuple[int, str]]) -> None:
    """Anything that Markdown would copy into the page, and any tag left open, is told."""
    assert told(text) == problems


def test_nothing_refused_is_code() -> None:
    """Fences of any length and code spans of any width hide what is in them, in place."""
    text = "a `<b>` b ``<i> ` </i>`` c\n~~~ html\n<div>\n~~~\n````\n```\n<div>\n````\nd"
    blanked = without_code(text)
    assert [len(line) for line in blanked.split("\n")] == [len(line) for line in text.split("\n")]
    assert "".join(blanked.split()) == "abcd"
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("These hurt:\n- a sleeve", 2),
        ("These hurt:\n* a sleeve", 2),
        ("Do this:\n1. rest", 2),
        ("Do this:\n1) rest", 2),
        ("> These hurt:\n> - a sleeve", 2),
        ("One.\n\n*Two*:\n+ a sleeve", 4),
    ],
)
def test_a_list_right_under_text_is_told(text: str, line: int) -> None:
    """Markdown would run the items into the paragraph without a word."""
    problems = article(text).problems
    assert [(problem.line, problem.code) for problem in problems] == [(line_in_file(line), "list-start")]


@pytest.mark.parametrize(
    "text",
    [
        "- one\n- two\n    - deeper\n- three",
        "1. one\n2. two",
        "## A heading\n- one",
        "One.\n\n- two",
        "Years like\n2026. They pass.",
        "Two -\n-five is less than zero",
        "```\ntext\n- one\n```",
    ],
)
def test_other_hyphens_and_numbers_are_no_list_under_text(text: str) -> None:
    """Lists in their places, and lines that only look like items, are no problem."""
    assert "list-start" not in codes(article(text).problems)


@pytest.mark.parametrize(
    ("body", "what"), [("```\n\n~~~\n\n" * 251, "502 fences"), ("*a*" * 10_001, "20002 asterisks")]
)
def test_what_keeps_markdown_busy_is_refused(body: str, what: str) -> None:
    """More than any article needs, with its line; the rest of the file is still read."""
    (problem,) = [each for each in article(body).problems if each.code == "brackets"]
    assert problem.message.startswith(what)
    assert problem.line == line_in_file(1001 if "fences" in what else 1)
