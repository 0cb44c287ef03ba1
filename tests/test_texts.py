"""Texts as they stand on a page: what is put in, left out and resolved where a page is rendered."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from markupsafe import Markup

from plugins.texts import PlacedText, Texts, with_prefix

PAGE = "symptoms/index.html"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>T</title><path d="M0 0"/></svg>'


def placed(html: str, **fields: object) -> str:
    """A text of an article, as it stands on a page."""
    texts = Texts({"k": html, "d": SVG}.__getitem__, "https://x.example", False, "Meaning of {term}")
    return str(texts.placed(PlacedText("k", "articles/s/a.md", **({"page": PAGE} | fields))))  # type: ignore[arg-type]


def test_links_are_made_for_the_page() -> None:
    """Each address leads from the page on which the text stands."""
    html = '<a href="{filename}b.md#x">b</a> <a href="{glossary}pain">p</a> <img alt="" src="{static}/images/p.png">'
    assert placed(html) == (
        '<a href="../articles/b/#x">b</a> <a href="../glossary/#pain">p</a> <img alt="" src="../images/p.png">'
    )


def test_a_page_that_explains_terms_has_buttons_over_them() -> None:
    """The word stays a word, for readers' views of browsers drop buttons; other terms stay links."""
    html = '<a class="term" href="{glossary}pain">Pains</a> <a class="term" href="{glossary}nerve">nerve</a>'
    assert placed(html, terms=("ache", "pain")) == (
        '<span class="term">Pains<button popovertarget="g2" aria-label="Meaning of Pains"></button></span>'
        ' <a class="term" href="../glossary/#nerve">nerve</a>'
    )


def test_drawings_are_put_in() -> None:
    """A drawing becomes part of the page, named by its alternative; pictures are linked."""
    html = '<img alt="A &quot;line&quot;." src="{static}/images/l.svg"><img alt="" src="{static}/images/m.png">'
    assert placed(html, images=(("images/l.svg", "d"), ("images/m.png", "0123456789"))) == (
        '<svg role="img" aria-label="A &quot;line&quot;." viewBox="0 0 1 1"><path d="M0 0"/></svg>'
        '<img alt="" src="../images/m.01234567.png">'
    )


def test_links_to_images_name_their_bytes() -> None:
    """On a page and in a feed, which shows drawings too as files."""
    html = '<a href="{static}/images/l.svg">l</a><img alt="" src="{static}/images/l.svg">'
    images = (("images/l.svg", "0123456789"),)
    found = placed(html, page="", images=images)
    assert found == html.replace("{static}/images/l.", "https://x.example/images/l.01234567.")


@pytest.mark.parametrize(
    ("html", "without"),
    [
        ('<p>A<sup><a id="c1" href="#r1">[1]</a></sup>.</p>', "<p>A.</p>"),
        ('<p>A\n<sup><a href="#r1">[1]</a><a href="#r2">[2]</a></sup>.</p>', "<p>A.</p>"),
        ('<p>A<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">1</a></sup> b.</p>', "<p>A b.</p>"),
        ('<p id="x">10<sup>3</sup></p>', "<p>10<sup>3</sup></p>"),
        ('<p>H<sub>2</sub>O, <abbr title="id">i</abbr></p>', '<p>H<sub>2</sub>O, <abbr title="id">i</abbr></p>'),
    ],
)
def test_a_text_shown_again_has_no_notes(html: str, without: str) -> None:
    """Beside another text, reference marks would lead nowhere and ids would stand twice; powers of ten stay."""
    assert placed(html, excerpt=True) == without


@pytest.mark.parametrize(
    ("html", "prefixed_html"),
    [
        ('<h2 id="x">A</h2>', '<h2 id="p--x">A</h2>'),
        ('<a href="#x">A</a>', '<a href="#p--x">A</a>'),
        ('<div aria-labelledby="x-title">', '<div aria-labelledby="p--x-title">'),
        ('<a aria-label="Reference 1" href="#r1" id="c1">', '<a aria-label="Reference 1" href="#p--r1" id="p--c1">'),
        ('<use href="#icon-symptom">', '<use href="#icon-symptom">'),
        ('<a href="../one/#x">', '<a href="../one/#x">'),
        ('<a href="index.html">', '<a href="index.html">'),
        ('<a href="tel:911">', '<a href="tel:911">'),
        ("<code>id=x</code>", "<code>id=x</code>"),
    ],
)
def test_ids_beside_other_articles_carry_a_prefix(html: str, prefixed_html: str) -> None:
    """On the page of a whole series every id, and every link to one, says whose it is; other links stay."""
    assert with_prefix(html, "p--") == prefixed_html
    assert placed(html, prefix="p--") == prefixed_html


def test_in_a_feed_every_link_is_absolute() -> None:
    """Links to the text's own places lead to its page; icons, which feed readers cannot draw, are left out."""
    html = '<p id="x"><svg aria-hidden="true"><use href="#icon-key"></use></svg><a href="#x">x</a> <a href="{filename}b.md">b</a></p>'
    assert placed(html, page="") == (
        '<p id="x"><a href="https://x.example/articles/a/#x">x</a> <a href="https://x.example/articles/b/">b</a></p>'
    )


def test_markup_stays_as_it_is() -> None:
    """A view may hold finished markup in a text's place."""
    assert Texts(str, "", file_links=False).placed(Markup("<b>")) == Markup("<b>")


def test_a_text_is_never_printed_as_data() -> None:
    """A template that forgets to place it fails, and does not print its digest."""
    template = Environment(autoescape=True).from_string("{{ text }}")
    with pytest.raises(TypeError, match="placed"):
        template.render(text=PlacedText("k", "articles/s/a.md", PAGE))


def test_marks_take_the_numbers_of_a_shared_list() -> None:
    """Beside other texts a reference mark has the number, the name and the aim of the one list; its own id stays."""
    html = '<sup><a aria-label="Reference 1" href="#r1" id="c1">[1]</a></sup><p id="x1">1</p>'
    assert placed(html, prefix="a--", numbers=(12,)) == (
        '<sup><a aria-label="Reference 12" href="#r12" id="a--c1">[12]</a></sup><p id="a--x1">1</p>'
    )
