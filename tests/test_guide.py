"""The writers' guide says what the code does: its tables are those that the code works with."""

from __future__ import annotations

import re

from conftest import FRONT_MATTER, KEY, ROOT, article
from sites import KITCHEN_SINK

from plugins.callout_kinds import TABLE
from plugins.front_matter import SCHEMA
from plugins.reader import Reader
from plugins.rules import TABLE as RULES

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def rows(name: str) -> list[list[str]]:
    """The cells of one of the guide's tables, row by row."""
    found = re.search(rf"<!-- {name}: begin.*?-->\n(.*?)<!-- {name}: end -->", GUIDE, re.DOTALL)
    assert found
    lines = found[1].strip().split("\n")[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_guide_lists_every_field() -> None:
    """Name, whether it is required, and the schema's own words."""
    expected = [[f"`{field.name}`", "yes" if field.required else "no", field.help] for field in SCHEMA]
    assert rows("schema") == expected


def test_the_guide_lists_every_kind_of_callout() -> None:
    """Name and aliases, label, and whether the title is a heading."""
    names = [
        f"`{kind.name}`" + (f" ({', '.join(f'`{each}`' for each in kind.aliases)})" if kind.aliases else "")
        for kind in TABLE
    ]
    expected = [[name, kind.label, "yes" if kind.heading else "no"] for name, kind in zip(names, TABLE, strict=True)]
    assert rows("kinds") == expected


def test_the_guide_lists_every_rule() -> None:
    """Code, level, reason, source, and where it may be waived."""
    waivable = ["yes" if rule.waivable else "no" for rule in RULES]
    places = [f"in {' and '.join(rule.boxes)} boxes" if rule.boxes else "" for rule in RULES]
    expected = [
        [f"`{rule.code}`", rule.level, rule.why, rule.source, place or waived]
        for rule, place, waived in zip(RULES, places, waivable, strict=True)
    ]
    assert rows("rules") == expected


def examples(language: str) -> list[str]:
    """The examples of the guide that are written in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)


def test_the_examples_of_the_guide_are_read_without_a_problem() -> None:
    """But that the first article has no box for its main message yet."""
    whole, box = examples("markdown")
    read = Reader({}).read("articles/understanding-chronic-pain/allodynia.md", whole.encode())
    assert [problem.code for problem in read.problems] == ["callout-key"]
    assert article(f"Text.\n\n{box}").problems == ()
    (waivers,) = examples("yaml")
    front = FRONT_MATTER.replace("status:", f"{waivers}status:")
    assert Reader({}).read("articles/small-series/one.md", f"{front}{KEY}".encode()).problems == ()


def test_the_kitchen_sink_shows_every_field_and_kind() -> None:
    """But the sign-off, which nobody types; it is what browsers are tested with, and what a writer can copy from."""
    files = sorted(KITCHEN_SINK.glob("articles/*/*.md"))
    found = [Reader({}).read(file.relative_to(KITCHEN_SINK).as_posix(), file.read_bytes()) for file in files]
    fields = {name for document in found for name in document.meta}
    assert fields == {field.name for field in SCHEMA} - {
        "review",
        "lang",
        "translates",
    }  # the last two: tests/spanish
    assert {box.kind for document in found for box in document.callouts} == {kind.name for kind in TABLE}
