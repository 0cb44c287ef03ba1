"""Social cards, and what a page tells the sites where people share it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from conftest import ROOT
from PIL import Image
from samples import doc, publish
from sites import PUBLISHED_URL, attribute, one, trees

from plugins.card_drawing import draw, fitted, wrapped
from plugins.cards import HEIGHT, WIDTH, can_be_drawn, card, card_shape

pytest_plugins = ("built",)
THEME = ROOT / "theme"
LONG = "Medicines that calm nerves: what they do, how to try one fairly, and when it is time to stop one with care"


def told(page: object, name: str) -> str:
    """What a page tells under a name."""
    return attribute(one(page, f'meta[property="og:{name}"]'), "content")  # type: ignore[arg-type]


def test_every_page_tells_what_it_is(published: Path) -> None:
    """Title, kind, summary, and an image with its words, which is there; a page's address is its canonical one."""
    for name, page in trees(published):
        assert told(page, "title"), name
        assert told(page, "description"), name
        assert told(page, "type") == ("article" if name.startswith("articles/") else "website")
        assert told(page, "image:alt"), name
        assert (published / told(page, "image").removeprefix(f"{PUBLISHED_URL}/")).is_file(), name
        assert attribute(one(page, 'meta[name="twitter:card"]'), "content") == "summary_large_image"


def test_every_article_has_a_card_of_its_own(published: Path) -> None:
    """All other pages share one."""
    cards = {name: told(page, "image") for name, page in trees(published)}
    own = {card for name, card in cards.items() if name.startswith("articles/")}
    others = {card for name, card in cards.items() if not name.startswith("articles/")}
    assert len(own) == sum(name.startswith("articles/") for name in cards)
    assert len(others) == 1
    assert len(list((published / "cards").iterdir())) == len(own | others)


def test_no_card_is_drawn_before_publishing(site: Path) -> None:
    """They would cost every build time, and nobody shares a page from a folder."""
    assert not (site / "cards").exists()
    assert not [name for name, page in trees(site) if page.css('meta[property="og:image"]')]


def test_a_card_is_a_picture_of_the_right_size() -> None:
    """Each is drawn the same every time, and differs by every word."""
    first = card("s", "a", "Allodynia", "Pain · Part 2", "Neura Health")
    files = {
        draw(THEME, each) for each in (first, first._replace(title="Pacing"), first._replace(above=""), first, first)
    }
    assert len(files) == 3
    assert {Image.open(BytesIO(file)).size for file in files} == {(WIDTH, HEIGHT)}


@pytest.mark.parametrize("title", ["Pain", "When the alarm stays on: central sensitization", LONG, "x" * 90])
def test_a_title_is_balanced(title: str) -> None:
    """All its words are there; no narrower lines would do with as few."""
    size, lines = fitted(THEME, title)
    assert " ".join(lines) == title
    assert len(lines) <= 5
    assert len(lines) == len(wrapped(THEME, title, size, WIDTH - 160))


def test_cards_are_named_by_all_that_they_show() -> None:
    """Another title, series, part, name, font or code has another address."""
    made = [card("s", "a", "T", "S", "N"), card("t", "a", "T", "S", "N"), card("s", "a", "U", "S", "N")]
    made += [card("s", "a", "T", "R", "N"), card("s", "a", "T", "S", "M")]
    assert len({each.path for each in made}) == len(made)
    assert card_shape(THEME) == card_shape(THEME)


def test_what_the_font_lacks_is_not_drawn() -> None:
    """An article in another script shares the site's card rather than one of empty boxes."""
    assert can_be_drawn("Übelkeit – “naïve” café…", "Part\u00a02 · x")
    assert not can_be_drawn("الألم")
    publication = publish(doc("a"), doc("b", 2, meta={"title": "Болит"}))
    settings = publication.settings._replace(
        cards="s", words={**publication.settings.words, "card_part": "Part {part}"}
    )
    drawn = publish(doc("a"), doc("b", 2, meta={"title": "Болит"})).__class__(publication.library, settings, {})
    assert [each.path.split(".")[0] for each in drawn.cards] == ["cards/site", "cards/a"]
