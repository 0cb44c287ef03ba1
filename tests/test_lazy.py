"""Text that is made when it is printed, and known before by a digest."""

from __future__ import annotations

import pickle

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from plugins.lazy import Html, Lazy, digest_of


def never() -> str:
    """A text that nobody may ask for."""
    raise AssertionError("the text was made")


def test_equal_sources_mean_equal_texts() -> None:
    """Views are compared, hashed and told apart without making their texts."""
    one, same, other = Html(never, "a", 1), Html(never, "a", 1), Html(never, "a", 2)
    assert one == same
    assert one != other
    assert len({one, same, other}) == 2
    assert repr(one) == repr(same) == f"Html({digest_of('a', 1)})"


def test_text_is_no_markup() -> None:
    """The same sources as text and as markup print differently, and so are different."""
    assert Lazy(never, "a") != Html(never, "a")
    assert Lazy(never, "a") != "a"


@pytest.mark.parametrize(("kind", "printed"), [(Lazy, "&lt;b&gt;"), (Html, "<b>")])
def test_templates_escape_text_and_print_markup(kind: type[Lazy], printed: str) -> None:
    """A template treats it as it treats a string, or as markup."""
    template = Environment(autoescape=True).from_string("{{ text }}")
    assert template.render(text=kind(lambda: "<b>", "x")) == printed
    assert escape(kind(lambda: "<b>", "x")) == printed


@pytest.mark.parametrize(("kind", "becomes"), [(Lazy, str), (Html, Markup)])
def test_in_another_process_it_is_the_text_itself(kind: type[Lazy], becomes: type[str]) -> None:
    """What makes the text stays here: it may hold a cache that cannot travel."""
    there = pickle.loads(pickle.dumps(kind(lambda: "<b>", "x")))  # noqa: S301 (packed one line above)
    assert (type(there), str(there)) == (becomes, "<b>")


def test_a_digest_is_the_same_everywhere() -> None:
    """In every process and on every machine: a cache that one build fills serves the next."""
    assert digest_of("a", 1, ("b", b"c")) == "35897998eb4b3cc9812627de72700b87"


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), (("1",), (1,)), ((("a",),), (["a"],)), (("a", ""), ("a",)), ((), ("",))],
)
def test_a_digest_tells_data_apart(one: tuple[object, ...], other: tuple[object, ...]) -> None:
    """What is divided otherwise, or of another type, is other data."""
    assert digest_of(*one) != digest_of(*other)


def test_any_text_has_a_digest() -> None:
    """Half a character that came in through an escape is no reason to crash."""
    assert digest_of("\ud800") != digest_of("\ud801")
