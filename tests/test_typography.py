"""Typographic punctuation: right in prose, and nowhere else."""

from __future__ import annotations

import re
from html import unescape
from unittest.mock import patch

import pytest
from conftest import ROOT, article
from hypothesis import given, settings
from hypothesis import strategies as st
from slips import FIXED
from typogrify.filters import smartypants

from plugins.reader import Reader
from plugins.typography import ADDRESS, HELD_BACK, MADE, curled, prepare, typeset, typeset_text
from tools.corpus import corpus

UNTOUCHED = (
    '<!-- a "note" -- with a <b>tag</b> -->',
    '<a aria-label="MRI &amp; CT" data-note="a & b -- \'c\'" href="#x">text</a>',
    '<img alt="a > b -- "><img alt=\'a "b"\'>',
    '<script type="application/ld+json">{"name": "a -- b", "of": "it\'s"}</script>',
    '<style>a::after { content: "--" }</style>',
    '<math><mi>MRI</mi><mo>\'</mo><mtext>"a"</mtext></math>',
    '<svg><text>"MRI" -- it\'s</text></svg>',
    '<code>"a" -- b...</code> <pre>"a" -- b...</pre>',
    '<kbd>\'</kbd> <samp>"--"</samp> <textarea>"--"</textarea>',
    '<PRE>"A" -- B</PRE>',
    "https://a.example/A--B?c='d'&amp;e=f and www.a.example/x--y and mailto:a--b@a.example",
    "<p>MRI, CT &amp; EEG</p>",
    "10-20 mg, a well-known 5-HT1 e-mail",
    "",
)


@pytest.mark.parametrize("html", UNTOUCHED)
def test_what_is_no_prose_comes_out_byte_for_byte(html: str) -> None:
    """Comments, attributes, scripts, styles, formulas, drawings, code and addresses are none of typography's business."""
    assert typeset(html) == html


PROSE = {
    'a "word" here': "a “word” here",
    "a 'word' here": "a ‘word’ here",
    "\"a 'word' in it\"": "“a ‘word’ in it”",
    "\"'All' of it\"": "“‘All’ of it”",
    '("quoted")': "(“quoted”)",
    '<p>"Quoted" start</p>': "<p>“Quoted” start</p>",
    '<em>"a"</em> and "<em>b</em>"': "<em>“a”</em> and “<em>b</em>”",
    '<strong>He said</strong>: "yes"': "<strong>He said</strong>: “yes”",
    '"a"<sup><a href="#r1">[1]</a></sup> b': '“a”<sup><a href="#r1">[1]</a></sup> b',
    "it's the dogs' tail": "it’s the dogs’ tail",
    "the <em>brain</em>'s alarm": "the <em>brain</em>’s alarm",
    '<a href="#x">Woolf</a>\'s study': '<a href="#x">Woolf</a>’s study',
    "the '90s and '24": "the ’90s and ’24",
    "'90s music": "’90s music",
    '"\'90s music"': "“’90s music”",
    "'tis and 'Twas": "’tis and ’Twas",
    "10--20 mg": "10–20 mg",
    "a -- b": "a – b",
    "a---b": "a—b",
    "a – b — c": "a – b — c",
    'word--"quote"': "word–“quote”",
    'word---"quote"': "word—“quote”",
    "word--'quote'": "word–‘quote’",
    '"quote"--word': "“quote”–word",
    "wait...": "wait…",
    "5'10\" tall": "5′10″ tall",
    "“already” ‘curly’ it’s": "“already” ‘curly’ it’s",
    'a &lt; b &amp; "c"': "a &lt; b &amp; “c”",
    'see https://a.example/a--b. "Then"': "see https://a.example/a--b. “Then”",
}


@pytest.mark.parametrize("html", PROSE)
def test_prose_has_typographic_punctuation(html: str) -> None:
    """Quotes, apostrophes, dashes by the number of hyphens, ellipses and primes."""
    assert typeset(html) == PROSE[html]


@pytest.mark.parametrize("html", PROSE)
def test_it_is_done_once_and_for_all(html: str) -> None:
    """What is typeset is not changed by a second pass."""
    assert typeset(PROSE[html]) == PROSE[html]


@pytest.mark.parametrize("html", ["MRI & CT", "to do it", "<p>a last word</p>", '"MRI"'])
def test_no_markup_is_added(html: str) -> None:
    """No spans around capitals, ampersands or quotes, and no glue between the last two words."""
    assert re.findall("<[^>]*>", typeset(html)) == re.findall("<[^>]*>", html)
    assert "\u00a0" not in typeset(html)
    assert "&nbsp;" not in typeset(html)


TITLES = {
    'What is "pain"?': "What is “pain”?",
    "It's 10--20 % & more": "It’s 10–20 % & more",
    "a < b > c": "a < b > c",
    "&lt; &amp; &quot;": "&lt; &amp; &quot;",
    "The '90s": "The ’90s",
    "Do not": "Do not",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_typeset_as_plain_text(title: str) -> None:
    """A title holds no HTML: its signs stay signs, and no space in it is glued."""
    assert typeset_text(title) == TITLES[title]


def test_plain_words_are_kept_before_typography() -> None:
    """The page is typeset; the title and text of a box stay as they were typed, for machines."""
    document = article('## A section\n\n> [!symptom] A "sore" sleeve\n> It "hurts" -- a lot.\n')
    box = document.callouts[-1]
    assert (box.title, box.text) == ('A "sore" sleeve', 'It "hurts" -- a lot.')
    assert "A “sore” sleeve</p>\n<p>It “hurts” – a lot.</p>" in document.html


CHARACTERS = [*"abcXYZ0159 \n.,;:!?'\"`-–—…“”‘’()/%é痛", "&amp;", "&lt;", "&#8217;", "...", "--"]
RUN = st.lists(st.sampled_from(CHARACTERS), max_size=12).map("".join)
OPAQUE = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<em>",
        "</em>",
        "<br>",
        '<a href="#x" title="a > b -- \'c\'">',
        "</a>",
        "<img alt='\"MRI\" & CT' src=x>",
        '<!-- "a" -- <b> -->',
        "<code>\"a\" -- 'b'...</code>",
        '<pre><code>"a"\n-- b</code></pre>',
        '<svg aria-hidden="true"><text>"a"</text></svg>',
        '<script>"a" -- </script>',
    ]
)
WORDS = [
    " ",
    " ",
    "it's ",
    "rock 'n' roll ",
    "5'10\" ",
    '("so") ',
    "https://a.example/b--c. ",
    ". . . ",
    "'90s ",
    '\\"',
]
PIECES = st.lists(st.tuples(RUN, OPAQUE), max_size=12)


def words(html: str) -> str:
    """The letters and digits of a run of text."""
    return "".join(character for character in unescape(html) if character.isalnum())


@settings(FIXED, max_examples=200)
@given(PIECES, RUN)
def test_tags_and_code_stay_and_text_changes_in_punctuation_alone(pieces: list[tuple[str, str]], last: str) -> None:
    """Whatever stands beside what: each tag, attribute and piece of code is there, in order, and every letter too."""
    html = typeset("".join(run + opaque for run, opaque in pieces) + last)
    at = 0
    for run, opaque in pieces:
        found = html.index(opaque, at)
        assert words(html[at:found]) == words(run)
        at = found + len(opaque)
    assert words(html[at:]) == words(last)
    assert "<" not in html[at:]


def whole(run: str, before: str) -> str:
    """A run of text with typogrify let loose on all of it, but for addresses."""
    made = smartypants(f"<c>{before}<r>{prepare(ADDRESS.sub(HELD_BACK, run), before)}").partition("<r>")[2]
    for address in ADDRESS.findall(run):
        made = made.replace(HELD_BACK, address, 1)
    return MADE.sub(lambda entity: unescape(entity[0]), str(made))


@settings(FIXED, max_examples=1000)
@given(
    st.lists(st.sampled_from([*CHARACTERS, *WORDS]), max_size=24).map("".join),
    st.sampled_from(["", "a", "1", " ", "(", "—"]),
)
def test_word_by_word_is_the_same_as_all_at_once(run: str, before: str) -> None:
    """To give typogrify only the words that it changes saves time, and nothing else."""
    assert curled(run, before) == whole(run, before)


def test_real_text_is_the_same_as_all_at_once() -> None:
    """So it is in every article and page that is there, and in made-up ones."""
    files = {
        file.relative_to(ROOT / "content").as_posix(): file.read_bytes() for file in (ROOT / "content").rglob("*.md")
    }
    files |= {path: text.encode() for path, text in corpus(20, 1) if path.endswith(".md")}
    quick = [Reader({}).read(path, data).texts for path, data in files.items()]
    with patch("plugins.typography.curled", whole):
        assert [Reader({}).read(path, data).texts for path, data in files.items()] == quick
