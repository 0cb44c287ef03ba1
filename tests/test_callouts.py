"""Callouts: two spellings of one thing, ten kinds from one table, and the HTML of a box."""

from __future__ import annotations

import re

import pytest
from conftest import article, codes, line_in_file

from plugins.callout_kinds import NAMES, TABLE, Kind
from plugins.documents import Callout
from plugins.excerpts import box_bodies

SECTION = "## A section\n\n"
QUOTED = {kind.name: f"> [!{kind.name}] Move a little {{#move}}\n> Each day.\n" for kind in TABLE}
BANGED = {kind.name: f'!!! {kind.name} "Move a little" {{#move}}\n    Each day.\n' for kind in TABLE}


def html_of(markdown: str) -> str:
    """The HTML of some Markdown that stands in a section of its own."""
    return article(SECTION + markdown).html.split("</h2>\n", 1)[1].strip()


def box_of(markdown: str) -> Callout:
    """The last box of some Markdown, as data."""
    return article(SECTION + markdown).callouts[-1]


def attributes(html: str) -> dict[str, str]:
    """The attributes of the first tag."""
    return dict(re.findall(r'([\w-]+)="([^"]*)"', html.split(">", 1)[0]))


BOTH_SPELLINGS = {
    "a title and a paragraph": (
        "> [!symptom] Light touch can hurt\n> A sleeve can feel sore.\n",
        '!!! symptom "Light touch can hurt"\n    A sleeve can feel sore.\n',
        (
            '<div aria-labelledby="t2" class="callout callout--symptom body"'
            ' id="symptom-light-touch-can-hurt" role="note">\n'
            '<p class="callout__title" id="t2"><svg aria-hidden="true">'
            '<use href="#icon-symptom"></use></svg><b>Symptom:</b> Light touch can hurt</p>\n'
            "<p>A sleeve can feel sore.</p>\n"
            "</div>"
        ),
    ),
    "an id, inline markup, a list and a second paragraph": (
        (
            "> [!caution] Go *slowly* -- always {#slow}\n> A `step` [@one2020] and [a page](https://a.example/).\n>\n"
            "> - one\n> - two\n>     1. deeper\n>\n> Then **rest**.\n"
        ),
        (
            '!!! caution "Go *slowly* -- always" {#slow}\n    A `step` [@one2020] and [a page](https://a.example/).\n\n'
            "    - one\n    - two\n        1. deeper\n\n    Then **rest**.\n"
        ),
        (
            '<div aria-labelledby="t2" class="callout callout--caution body" id="slow" role="note">\n'
            '<h3 class="callout__title" id="t2"><svg aria-hidden="true"><use href="#icon-caution"></use></svg>'
            "<b>Caution:</b> Go <em>slowly</em> – always</h3>\n"
            '<p>A <code>step</code><sup><a aria-label="Reference 1" href="#r1" id="c1">[1]</a></sup> and'
            ' <a href="https://a.example/">a page</a>.</p>\n'
            "<ul>\n<li>one</li>\n<li>two<ol>\n<li>deeper</li>\n</ol>\n</li>\n</ul>\n"
            "<p>Then <strong>rest</strong>.</p>\n"
            "</div>"
        ),
    ),
    "no title": (
        "> [!do]\n> - walk\n> - rest\n",
        "!!! do\n    - walk\n    - rest\n",
        (
            '<div aria-labelledby="t2" class="callout callout--do body" id="do" role="note">\n'
            '<h3 class="callout__title" id="t2"><svg aria-hidden="true"><use href="#icon-do"></use></svg><b>Do</b></h3>\n'
            "<ul>\n<li>walk</li>\n<li>rest</li>\n</ul>\n"
            "</div>"
        ),
    ),
    "a list before more text": (
        "> [!symptom] Light touch can hurt {#touch}\n> - a sleeve\n> - a collar\n\nMore.\n",
        '!!! symptom "Light touch can hurt" {#touch}\n    - a sleeve\n    - a collar\n\nMore.\n',
        (
            '<div aria-labelledby="t2" class="callout callout--symptom body" id="touch" role="note">\n'
            '<p class="callout__title" id="t2"><svg aria-hidden="true"><use href="#icon-symptom"></use></svg>'
            "<b>Symptom:</b> Light touch can hurt</p>\n"
            "<ul>\n<li>a sleeve</li>\n<li>a collar</li>\n</ul>\n"
            "</div>\n"
            "<p>More.</p>"
        ),
    ),
    "an alias in capitals": (
        "> [!Principle] Take small steps {#steps}\n> One at a time.\n",
        '!!! PRINCIPLE "Take small steps" {#steps}\n    One at a time.\n',
        (
            '<div aria-labelledby="t2" class="callout callout--treatment body" id="steps" role="note">\n'
            '<p class="callout__title" id="t2"><svg aria-hidden="true"><use href="#icon-treatment"></use></svg>'
            "<b>Treatment principle:</b> Take small steps</p>\n"
            "<p>One at a time.</p>\n"
            "</div>"
        ),
    ),
}


@pytest.mark.parametrize("what", BOTH_SPELLINGS)
def test_both_spellings_give_the_same_html(what: str) -> None:
    """``> [!kind] Title`` and ``!!! kind "Title"`` mean the same, to the letter."""
    quoted, banged, expected = BOTH_SPELLINGS[what]
    assert html_of(quoted) == expected
    assert html_of(banged) == expected


@pytest.mark.parametrize("kind", TABLE, ids=lambda kind: kind.name)
def test_every_kind_is_a_note_named_by_its_visible_label(kind: Kind) -> None:
    """A box of any kind, in either spelling, is a note whose title begins with the kind's label as text."""
    html = html_of(QUOTED[kind.name])
    assert html_of(BANGED[kind.name]) == html
    assert attributes(html) == {
        "class": f"callout callout--{kind.name} body",
        "role": "note",
        "id": "move",
        "aria-labelledby": "t2",
    }
    title = re.search(r'<(h3|p) class="callout__title" id="t2">(.*?)</\1>', html)
    assert title
    assert (title[1] == "h3") is kind.heading
    assert re.sub(r"<[^>]*>", "", title[2]) == f"{kind.label}: Move a little"
    assert f'<use href="#icon-{kind.name}"></use>' in title[2]


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_every_name_leads_to_its_kind(name: str, kind: str) -> None:
    """A kind can be written by its own name and by its aliases."""
    assert box_of(f"> [!{name}] Move a little\n> Each day.\n").kind == kind


def test_a_box_is_also_data() -> None:
    """The box keeps its plain words for the indexes and the JSON-LD, and its line."""
    box = box_of('> [!symptom] A "sore" *sleeve* [@one2020]\n> It "hurts" [@one2020], *a lot*.\n>\n> - so -- so\n')
    assert (box.kind, box.title, box.line) == ("symptom", 'A "sore" sleeve', line_in_file(3))
    assert box.text == 'It "hurts", a lot. so -- so'


def test_the_body_of_a_box_can_be_shown_elsewhere() -> None:
    """The indexes show the HTML below the title, tables and other blocks and all."""
    html = article(f"{SECTION}> [!symptom] Sound {{#sound}}\n> A *door*.\n>\n> | x |\n> |---|\n> | y |\n").html
    body = box_bodies(html)["sound"]
    assert body.startswith("<p>A <em>door</em>.</p>\n<div ")
    assert body.endswith("</table>\n</div>")


def test_an_id_is_made_from_kind_and_title() -> None:
    """Without ``{#id}`` the box's address is its kind and the words of its title, not its marks or sources."""
    assert box_of("> [!symptom] Sound can hurt, too!\n> A door.\n").id == "symptom-sound-can-hurt-too"
    assert box_of("> [!symptom] A *sore* sleeve [@one2020]\n> It hurts.\n").id == "symptom-a-sore-sleeve"


def test_a_title_in_braces_stays_a_title() -> None:
    """Only the last braces of the line are the id."""
    box = box_of("> [!symptom] Light touch (allodynia) {#touch}\n> A sleeve.\n")
    assert (box.title, box.id) == ("Light touch (allodynia)", "touch")


@pytest.mark.parametrize(
    ("above", "tag"), [("## Two", "h3"), ("## Two\n\n### Three", "h4"), ("## Two\n\n### Three\n\n## Two again", "h3")]
)
def test_a_safety_title_is_one_level_below_its_section(above: str, tag: str) -> None:
    """The title of a safety box is a heading of the outline, under the heading that stands before it."""
    html = article(f"{above}\n\n> [!caution] Go slowly\n> A step a day.\n").html
    assert f'<{tag} class="callout__title" id="t2">' in html


def test_titles_of_boxes_are_not_in_the_contents_list() -> None:
    """The contents list names the sections, not the headed boxes in them."""
    document = article("## Walk\n\n> [!caution] Go slowly\n> A step a day.\n\n## Rest\n\nText.\n")
    assert document.headings == (("walk", "Walk"), ("rest", "Rest"))


DO_NOT = {
    "lie down all day": "do not lie down all day",
    "Lie down all day": "do not lie down all day",
    "do not lie down": "do not lie down",
    "Do not lie down": "Do not lie down",
    "don't lie down": "don’t lie down",
    "Don’t lie down": "Don’t lie down",
    "never lie down": "never lie down",
    "SPRINT up the stairs": "do not SPRINT up the stairs",
    "*Push* through": "do not <em>Push</em> through",
    "**do not** push": "<strong>do not</strong> push",
    "do **not** push": "do <strong>not</strong> push",
    "donate to strangers": "do not donate to strangers",
}


@pytest.mark.parametrize("item", DO_NOT)
def test_items_of_a_dont_box_say_do_not_once(item: str) -> None:
    """Out of its box an item still says what not to do: the words are added, but never twice."""
    assert f"<li>{DO_NOT[item]}</li>" in html_of(f"> [!dont]\n> - {item}\n")


def test_do_not_is_said_in_loose_lists_too() -> None:
    """Items with blank lines between them are paragraphs, and say it as well."""
    assert html_of("> [!dont]\n> - Push\n>\n> - Lie down\n").count("<p>do not ") == 2


@pytest.mark.parametrize("item", ["Avoid stopping a medicine by yourself", "No heavy lifting"])
def test_do_not_is_not_put_before_a_second_no(item: str) -> None:
    """The words “do not avoid” would say the opposite of what was meant: it is a problem, not a sentence."""
    assert article(f"{SECTION}> [!dont]\n> - {item}\n").problems


def test_other_boxes_do_not_say_do_not() -> None:
    """Only a ``dont`` box adds words."""
    assert "do not" not in html_of("> [!do]\n> - walk\n")


def test_a_do_and_a_dont_may_stand_together() -> None:
    """The pair is the one exception to the rule that boxes stand apart."""
    assert article(f"{SECTION}> [!do]\n> - walk\n\n> [!dont]\n> - push\n").problems == ()


def test_an_emergency_box_may_hold_a_telephone_number() -> None:
    """The one link that helps at once is allowed where all others are refused."""
    box = "> [!emergency] Call 911 if:\n> - you cannot reach us at [555](tel:+1555)\n"
    assert article(SECTION + box).problems == ()


def test_a_marker_in_code_is_code() -> None:
    """An article may show how a box is written."""
    document = article("```\n> [!symptom] Title\n!!! do\n```\n\nOr `> [!symptom] Title`.\n")
    assert codes(document.problems) == []
    assert "<code>&gt; [!symptom] Title\n!!! do\n</code>" in document.html


def test_a_quote_is_still_a_quote() -> None:
    """A block quote without a marker stays one."""
    assert html_of("> Words of *somebody*.\n") == "<blockquote>\n<p>Words of <em>somebody</em>.</p>\n</blockquote>"


@pytest.mark.parametrize("line", [">", "> ", ">   ", ">\t", "> <!-- a note -->"])
def test_a_line_of_blanks_in_a_box_is_empty(line: str) -> None:
    """Blanks behind the ``>``, or a comment, do not keep a list from being one."""
    assert html_of(f"> [!symptom] T\n> One:\n{line}\n> - two\n").endswith(
        "<p>One:</p>\n<ul>\n<li>two</li>\n</ul>\n</div>"
    )
