"""Front matter: one schema, the words that a writer typed, and a problem with its line for everything else."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from conftest import FRONT_MATTER, KEY

from plugins.documents import Document
from plugins.front_matter import FORBIDDEN, SCHEMA, Field
from plugins.reader import Reader

LINE = {"title": 2, "summary": 3, "series": 4, "part": 5, "date": 6, "authors": 7, "status": 8}
ADDED = 9  # the line of a field that is not in FRONT_MATTER
PAGE = "---\ntitle: About\nsummary: What this site is for, in a sentence that is long enough.\ndate: 2026-01-02\n---\n\nText.\n"
REVIEW = {"by": "team", "on": "2026-01-02", "due": "2027-01-02", "digest": "1:0123456789abcdef"}


def with_field(name: str, value: str) -> Document:
    """An article whose field has this value, the rest of its front matter being right."""
    lines = FRONT_MATTER.splitlines()
    lines[LINE.get(name, ADDED) - 1 : LINE.get(name, ADDED - 1)] = [f"{name}:{value}"]
    front = "\n".join([*lines, ""])
    return Reader({}).read("articles/small-series/one.md", (front + KEY).encode())


def record(**fields: str) -> str:
    """A group of fields on one line of YAML."""
    return f" {{{', '.join(f'{name}: {value}' for name, value in fields.items())}}}"


def without(fields: Mapping[str, str], name: str) -> str:
    """The group with one field left out."""
    return record(**{key: value for key, value in fields.items() if key != name})


GOOD = (
    ("title", " A - B", "A - B"),
    ("title", ' "Pain: what it is # and is not"', "Pain: what it is # and is not"),
    ("title", " 'It''s quoted'", "It's quoted"),
    ("title", " Yes", "Yes"),
    ("title", " 2026", "2026"),
    ("title", " >\n  folded\n  text", "folded text"),
    ("title", " A title # with a comment", "A title"),
    ("title", " 5 * 3 and a_b_c & more < less", "5 * 3 and a_b_c & more < less"),
    ("title", " 痛み", "痛み"),
    ("summary", f" {'x' * 50}", "x" * 50),
    ("summary", f" {'x' * 160}", "x" * 160),
    ("part", " 1", 1),
    ("part", " 999", 999),
    ("date", ' "2026-02-28"', "2026-02-28"),
    ("date", " 2024-02-29", "2024-02-29"),
    ("modified", " 2026-01-02", "2026-01-02"),
    ("status", " draft", "draft"),
    ("authors", " [team, somebody-else]", (("team", 5), ("somebody-else", 5))),
    ("authors", "\n  - team\n  - somebody-else", (("team", 6), ("somebody-else", 7))),
    ("conditions", " [migraine]", (("migraine", 7),)),
    ("review", record(**REVIEW), REVIEW),
    ("changes", "\n  - date: 2026-01-02\n    note: First.", ({"date": "2026-01-02", "note": "First."},)),
)


@pytest.mark.parametrize(("name", "value", "read"), GOOD)
def test_a_value_is_read_as_it_was_written(name: str, value: str, read: object) -> None:
    """Quoted, folded, listed or plain, a value is the words that the writer typed; YAML's own types play no part."""
    document = with_field(name, value)
    assert document.problems == ()
    assert document.meta[name] == read


TEXT = ("", ' ""', " [a]", " {a: b}", " '  '")
MARKUP = (" a **bold** word", " <b>bold</b>", " '<!-- a -->'", ' "[@one2020]"', ' "[a](b)"', " a ``word``")
BAD = (
    *(("title", value, "is empty or not plain text") for value in TEXT),
    *(("title", value, "holds markup") for value in MARKUP),
    *(("summary", value, "is empty or not plain text") for value in TEXT),
    *(("summary", f" {'x' * length}", f"has {length} characters") for length in (1, 49, 161)),
    ("summary", f" <b>{'x' * 60}</b>", "holds markup"),
    *(
        ("series", value, "is not a key")
        for value in (" Small Series", " small_series", " a/b", " ../x", " a--b", " -a")
    ),
    *(("part", value, "is not a whole number") for value in (" 0", " 1000", " two", " 1.5", " -1", " 01", " ٣")),
    *(
        (name, value, "is not a date")
        for name in ("date", "modified")
        for value in (
            " 2026",
            " Jan",
            " 2026-1-2",
            " 2026-02-30",
            " 2026-13-01",
            " 2026-01-02T10:00",
            " 02/01/2026",
            " 20260102",
        )
    ),
    ("date", " ٢٠٢٦-٠١-٠٢", "is not a date"),
    *(("status", value, "is not a status") for value in (" published", " Draft", " true")),
    *(
        (name, value, "is not a list")
        for name in ("authors", "conditions", "changes")
        for value in (" team", " []", "")
    ),
    *((name, " [a, b, a]", "names the same key twice") for name in ("authors", "conditions")),
    *((name, " [The Team]", "is not a key") for name in ("authors", "conditions")),
    ("review", " team", "is not a group of fields"),
    *(("review", without(REVIEW, name), f"lacks '{name}'") for name in REVIEW),
    ("review", record(**REVIEW, note="x"), "has an unknown field 'note'"),
    ("review", record(**{**REVIEW, "on": "soon"}), "is not a date"),
    ("review", record(**{**REVIEW, "by": "The Team"}), "is not a key"),
    ("changes", " [First version.]", "is not a group of fields"),
    ("changes", " [{date: 2026-01-02}]", "lacks 'note'"),
    ("changes", " [{date: 2026-01-03, note: b}, {date: 2026-01-02, note: a}]", "is not in order"),
)


@pytest.mark.parametrize(("name", "value", "words"), BAD)
def test_a_wrong_value_is_told_at_its_line(name: str, value: str, words: str) -> None:
    """Every field refuses what it does not allow, in words, at the line of the value; the field has no value then."""
    document = with_field(name, value)
    (problem,) = document.problems
    assert (problem.line, problem.code) == (LINE.get(name, ADDED), "front-matter-value")
    assert problem.message.startswith(f"{name!r} ")
    assert words in problem.message
    assert problem.hint
    assert name not in document.meta


@pytest.mark.parametrize(
    ("name", "value"), [("authors", "\n  - team\n  - A B"), ("changes", "\n  - date: 2026-01-02\n    note:")]
)
def test_a_wrong_value_in_a_long_list_is_told_at_its_own_line(name: str, value: str) -> None:
    """The line is that of the item, not that of the field."""
    (problem,) = with_field(name, value).problems
    assert problem.line == LINE.get(name, ADDED) + 2


@pytest.mark.parametrize("field", [field for field in SCHEMA if field.required], ids=lambda field: field.name)
@pytest.mark.parametrize("kind", ["article", "page", "glossary"])
def test_a_required_field_is_missed(field: Field, kind: str) -> None:
    """Each kind of file lacks what the schema requires of it, and nothing else."""
    path = {"article": "articles/small-series/one.md", "page": "pages/one.md", "glossary": "glossary.md"}[kind]
    required = [each.name for each in SCHEMA if each.required and kind in each.kinds]
    name = getattr(field, "name", "")
    text = "".join(
        line for line in FRONT_MATTER.splitlines(keepends=True) if re.split("[:\n]", line)[0] in {"---", *required}
    )
    text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"{name}:"))
    body = "Term\n:   Meaning.\n" if kind == "glossary" else KEY
    problems = Reader({}).read(path, (text + body).encode()).problems
    expected = [f"{field.name!r} is missing"] if field.name in required else []
    assert [problem.message for problem in problems] == expected


@pytest.mark.parametrize("name", [*FORBIDDEN, "Slug", "Save_As", "URL", "TEMPLATE"])
def test_a_forbidden_field_is_told_with_what_decides_instead(name: str) -> None:
    """Addresses and templates are not for the front matter, in whatever case they are written."""
    (problem,) = with_field(name, " x").problems
    assert (problem.line, problem.code) == (ADDED, "front-matter-forbidden")
    assert problem.hint == FORBIDDEN[name.lower()]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("statuss", 'did you mean "status"?'),
        ("Date", 'did you mean "date"?'),
        ("zzz", "allowed: aliases, authors, changes"),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest_known_one(name: str, hint: str) -> None:
    """A misspelt field is never dropped in silence: a draft would be published."""
    (problem,) = with_field(name, " x").problems
    assert (problem.line, problem.code) == (ADDED, "front-matter-unknown")
    assert problem.hint.startswith(hint)


def test_a_page_has_no_field_of_an_article() -> None:
    """What only articles have is unknown on a page."""
    text = PAGE.replace("date:", "series: small-series\ndate:")
    problems = Reader({}).read("pages/about.md", text.encode()).problems
    assert [(problem.line, problem.code) for problem in problems] == [(4, "front-matter-unknown")]
    assert Reader({}).read("pages/about.md", PAGE.encode()).problems == ()


UNREADABLE = (
    ("title", ' "open', "front-matter-yaml", 2),
    ("date", " 2026-01-02: x", "front-matter-yaml", 6),
    ("authors", " [team", "front-matter-yaml", 7),
    ("zzz", " [a]: b", "front-matter-yaml", 9),
    ("status", " *ready", "front-matter-alias", 8),
)


@pytest.mark.parametrize(("name", "value", "code", "line"), UNREADABLE)
def test_yaml_that_cannot_be_read_is_one_problem(name: str, value: str, code: str, line: int) -> None:
    """The line is that of the slip (where a quote or bracket was opened); no field is said to be missing, for nobody could see it."""
    assert [(problem.code, problem.line) for problem in with_field(name, value).problems] == [(code, line)]


@pytest.mark.parametrize("escape", [r"\a", r"\0", r"\x1b", r"\uFFFE"])
def test_an_escape_makes_no_control_character(escape: str) -> None:
    """YAML's escapes cannot bring in what the file itself may not hold."""
    assert with_field("title", f' "A bell {escape} rings"').problems


def test_a_date_of_change_is_not_before_the_first_day() -> None:
    """Nothing changes before it is published; on the same day it may."""
    (problem,) = with_field("modified", " 2026-01-01").problems
    assert (problem.line, problem.code) == (ADDED, "date-order")


def test_the_schema_explains_every_field() -> None:
    """Each field has help in words, and a name that a writer can type."""
    assert all(field.help and re.fullmatch("[a-z]+", field.name) for field in SCHEMA)
    assert not {field.name for field in SCHEMA} & FORBIDDEN.keys()
