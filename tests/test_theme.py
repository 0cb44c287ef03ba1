"""The theme against the closed lists that it must follow: kinds of boxes, words, colors."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT
from sites import KITCHEN_SINK

from plugins.callout_kinds import TABLE

THEME = ROOT / "theme"
TEMPLATES = sorted((THEME / "templates").iterdir())
SOURCES = [*TEMPLATES, *(ROOT / "plugins").glob("*.py")]
WORDS: dict[str, str] = tomllib.loads((THEME / "strings/en.toml").read_text("utf-8"))
BUILT_NAMES = re.compile(
    r"(nav|symptoms|treatments|conditions|glossary|references|people|visit|kind|search)_(\w+)|language"
)
ASKED_BY_CODE = r'(?:words\[|catalogues\[\w+\]\[|\.word\(|catalogues\[\w+\]\.get\()"(\w+)"'
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
READ_OUT = re.compile(r'\b(?:alt|title|placeholder|aria-label|aria-description)="[^"]*"')
READER_VIEWS_DROP = re.compile(r'class="[^"]*(extra|sidebar|related)[^"]*"')


def read(files: list[Path]) -> str:
    """All of these files."""
    return "\n".join(file.read_text("utf-8") for file in files)


CSS = read(sorted((THEME / "css").rglob("*.css")))


@pytest.mark.parametrize("kind", [kind.name for kind in TABLE])
def test_every_kind_has_its_style_its_icon_and_its_example(kind: str) -> None:
    """A new kind is not done before it has all three, the example in both spellings."""
    examples = read(sorted(KITCHEN_SINK.rglob("*.md")))
    aliases = next("|".join((each.name, *each.aliases)) for each in TABLE if each.name == kind)
    assert re.search(rf"\.callout--{kind}\b", CSS)
    assert 'viewBox="0 0 24 24"' in (THEME / f"icons/{kind}.svg").read_text("utf-8")
    assert re.search(rf"^> \[!({aliases})\]", examples, re.MULTILINE)
    assert re.search(rf"^!!! ({aliases})\b", examples, re.MULTILINE)


def test_the_theme_knows_no_other_kind() -> None:
    """Styles and icons of kinds that are gone are gone too."""
    kinds = {kind.name for kind in TABLE}
    assert set(re.findall(r"\.callout--(\w+)", CSS)) <= kinds
    assert {icon.stem for icon in (THEME / "icons").iterdir()} == kinds


def test_every_word_of_the_interface_is_used_and_there() -> None:
    """Templates and views ask for words that exist, and no word is left over."""
    asked = set(re.findall(r"\bt\.(\w+)", read(TEMPLATES))) | set(re.findall(ASKED_BY_CODE, read(SOURCES)))
    built = {name for name in WORDS if BUILT_NAMES.fullmatch(name)}
    assert asked <= WORDS.keys()
    assert WORDS.keys() - asked - built == set()


@pytest.mark.parametrize("template", [path.name for path in TEMPLATES if path.suffix == ".html"])
def test_templates_hold_no_words(template: str) -> None:
    """Every word that a reader sees or hears stands in strings/en.toml, ready for another language."""
    source = (THEME / "templates" / template).read_text("utf-8")
    seen = re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", "", TAG.sub(" ", CODE.sub(" ", source))))
    heard = [
        found
        for found in READ_OUT.findall(source)
        if re.search(r"[^\W\d_]{2,}", re.sub(r"\{\{.*?\}\}", "", found)[10:])
    ]
    assert (seen, heard) == ([], [])


def test_class_names_survive_reader_views() -> None:
    """Reader views drop elements whose class looks like an aside; no class of ours does."""
    assert READER_VIEWS_DROP.findall(read(SOURCES)) == []


def test_words_are_never_put_in_capitals() -> None:
    """Screen readers spell capitals out, and they are hard to read."""
    assert "text-transform" not in CSS


def test_nothing_moves() -> None:
    """Motion can make pain and nausea worse: no animation, no transition, no smooth scrolling."""
    assert re.findall(r"\b(?:animation|transition|scroll-behavior)[\w-]*\s*:|@keyframes", CSS) == []
