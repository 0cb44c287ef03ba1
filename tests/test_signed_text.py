"""The digest of what a clinician signs: every visible character counts, and what only lays a text out never does."""

from __future__ import annotations

import re

from conftest import FRONT_MATTER, KEY, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import KITCHEN_SINK
from slips import FIXED

from plugins.reader import Reader

PATH = "articles/small-series/one.md"
ARTICLES = [
    path.read_text("utf-8")
    for folder in (ROOT / "content", KITCHEN_SINK)
    for path in sorted(folder.rglob("articles/*/*.md"))
]
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=2, max_size=12)
BLOCKS = st.lists(
    st.tuples(st.sampled_from(["{}", "- {}", "> [!symptom] A box\n> {}", "## {}", "1. {}", "> {}"]), WORDS), min_size=1
)
PLACE = st.floats(0, 1, exclude_max=True)


def signed(text: str) -> str:
    """The digest of an article's text."""
    return Reader({}).read(PATH, text.encode()).signed


def laid_out(blocks: list[tuple[str, list[str]]], draw: st.DataObject) -> str:
    """Paragraphs, items, boxes and headings as a file, broken into lines at places of chance."""
    made = []
    for form, words in blocks:
        indent = {"- {}": "  ", "1. {}": "   "}.get(form, "> " if form.startswith(">") else "")
        breaks = [" ", *([] if form.startswith("#") else [f"\n{indent}"])]
        text = words[0] + "".join(draw.draw(st.sampled_from(breaks)) + word for word in words[1:])
        made.append(form.format(text))
    gap = draw.draw(st.sampled_from(["\n\n", "\n\n\n", " \n\n", "\n \n", "\n\n<!-- to do -->\n\n"]))
    text = f"{FRONT_MATTER}{KEY}{gap.join(made)}\n"
    return text.replace("\n", draw.draw(st.sampled_from(["\n", "\r\n"])))


@settings(FIXED, max_examples=40)
@given(BLOCKS, st.data())
def test_how_a_text_is_laid_out_makes_no_difference(blocks: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    """Where lines break and end, how many are empty, and what stands in comments."""
    assert signed(laid_out(blocks, data)) == signed(laid_out(blocks, data))


@settings(FIXED, max_examples=40)
@given(BLOCKS, st.data())
def test_another_word_makes_a_difference(blocks: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    """One that is put in, one that goes, and two that change places, wherever lines break."""
    form, words = blocks[at := data.draw(st.integers(0, len(blocks) - 1))]
    changes = [
        [*words, "x"],
        words[1:],
        [*words[:-1], words[-1] + "x"],
        *([words[::-1]] if words != words[::-1] else []),
    ]
    other = [*blocks[:at], (form, data.draw(st.sampled_from(changes))), *blocks[at + 1 :]]
    assert signed(laid_out(blocks, data)) != signed(laid_out(other, data))


@settings(FIXED, max_examples=40)
@given(st.sampled_from(ARTICLES), PLACE)
def test_every_character_of_an_article_counts(text: str, place: float) -> None:
    """Any one of title, summary and body that is no blank, replaced by another one: marks, ids and addresses too."""
    hidden = {at for found in COMMENT.finditer(text) for at in range(*found.span())}
    start = text.index("\n---\n", 4) + len("\n---\n")
    fields = [found.span(1) for found in re.finditer(r'^(?:title|summary): "?(.+?)"?$', text[:start], re.MULTILINE)]
    seen = [
        *(at for span in fields for at in range(*span)),
        *(at for at in range(start, len(text)) if at not in hidden),
    ]
    seen = [at for at in seen if not text[at].isspace()]
    at = seen[int(place * len(seen))]
    assert signed(text) != signed(f"{text[:at]}{'x' if text[at] != 'x' else 'y'}{text[at + 1 :]}"), text[
        at - 20 : at + 20
    ]


@settings(FIXED, max_examples=40)
@given(st.sampled_from(ARTICLES), st.lists(PLACE, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]))
def test_blanks_at_the_ends_of_lines_do_not_count(text: str, places: list[float], end: str) -> None:
    """Nor how lines end."""
    lines = text.split("\n")
    start = lines.index("---", 1) + 1
    for place in places:
        lines[start + int(place * (len(lines) - start))] += " \t"
    assert signed(text) == signed(end.join(lines))
