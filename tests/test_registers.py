"""The registers: series, people and conditions as TOML tables with a closed set of fields."""

from __future__ import annotations

import pytest

from plugins.registers import REGISTERS, Row, read_register

LONG = "A summary that is long enough to be allowed, because it has fifty characters or more."
RIGHT = {
    "series.toml": f'[one]\ntitle = "One"\nsummary = "{LONG}"\n\n[two]\ntitle = "Two"\nsummary = "{LONG}"\n',
    "people.toml": '[one]\nname = "One"\n\n[two]\nname = "Two"\nkind = "person"\ncredential = "MD"\nabout = "A."\nreviewer = true\n',
    "conditions.toml": '[one]\nname = "One"\ndefinition = "D."\n\n[two]\nname = "Two"\ndefinition = "D."\nsources = ["a"]\n',
}


def told(path: str, text: str) -> list[tuple[int, str, str]]:
    """Line, code and message of each problem of a register."""
    return [(problem.line, problem.code, problem.message) for problem in read_register(path, text)[1]]


@pytest.mark.parametrize("path", REGISTERS)
def test_a_register_is_read_in_its_order(path: str) -> None:
    """Rows keep the order of the file and know their lines; fields that are not there are empty."""
    rows, problems = read_register(path, RIGHT[path])
    assert problems == []
    assert list(rows) == ["one", "two"]
    assert (rows["one"].line, rows["two"].line) == (1, RIGHT[path].split("[two]", maxsplit=1)[0].count("\n") + 1)
    assert rows["one"]["title" if path == "series.toml" else "name"] == "One"
    assert rows["one"]["credential"] == ""


@pytest.mark.parametrize("path", REGISTERS)
def test_an_empty_register_is_no_problem(path: str) -> None:
    """A new site has nobody and nothing yet."""
    assert read_register(path, "# Nothing yet.\n") == ({}, [])


def test_a_row_is_found_however_its_header_is_spelt() -> None:
    """TOML allows blanks and quotes in a header: the line is right all the same."""
    text = '[one]\nname = "One"\n\n[ two ]\nname = "Two"\n\n["three"]\nname = "Three"\n\n[\'four\']\nname = "Four"\n'
    rows, _ = read_register("people.toml", text)
    assert [row.line for row in rows.values()] == [1, 4, 7, 10]


WRONG = (
    ("series.toml", '[a]\ntitle = "A"\n', 1, "[a] lacks 'summary'"),
    ("series.toml", f'[a]\ntitle = ""\nsummary = "{LONG}"\n', 1, "[a] lacks 'title'"),
    ("series.toml", '[a]\ntitle = "A"\nsummary = "Short."\n', 1, "[a] 'summary' has 6 characters"),
    ("series.toml", f'[a]\ntitle = 7\nsummary = "{LONG}"\n', 1, "[a] 'title' is not of the right type"),
    ("series.toml", f'\n\n[A_B]\ntitle = "A"\nsummary = "{LONG}"\n', 3, "'A_B' is not a key"),
    ("series.toml", 'title = "A"\n', 1, "'title' stands outside a table"),
    ("people.toml", '[a]\nname = "A"\nnmae = "B"\n', 1, "[a] has an unknown field 'nmae'"),
    ("people.toml", '[a]\nname = "A"\nkind = "cat"\n', 1, "[a] unknown kind 'cat'"),
    ("people.toml", '[a]\nname = "A"\nreviewer = "yes"\n', 1, "[a] 'reviewer' is not of the right type"),
    ("people.toml", '[b]\nname = "B"\n\n[a]\nkind = "person"\n', 4, "[a] lacks 'name'"),
    ("conditions.toml", '[a]\nname = "A"\n', 1, "[a] lacks 'definition'"),
    (
        "conditions.toml",
        '[a]\nname = "A"\ndefinition = "D."\nsources = "one"\n',
        1,
        "[a] 'sources' is not of the right type",
    ),
)


@pytest.mark.parametrize(("path", "text", "line", "message"), WRONG)
def test_a_wrong_row_is_told_at_its_header(path: str, text: str, line: int, message: str) -> None:
    """Unknown, missing and mistyped fields are problems of their row."""
    assert told(path, text) == [(line, "register-value", message)]


def test_a_list_of_tables_is_told_at_its_line() -> None:
    """Two brackets are TOML, but no row."""
    found = told("people.toml", '[one]\nname = "One"\n\n[[two]]\nname = "Two"\n')
    assert [(line, code) for line, code, _ in found] == [(4, "register-value")]


def test_an_escape_makes_no_control_character() -> None:
    """TOML's escapes cannot bring in what no feed can hold."""
    assert told("people.toml", '[one]\nname = "A bell \\u0007 rings"\n')


BROKEN = (
    ("[a]\nname = A\n", 2),
    ("[a\nname = 'A'\n", 1),
    ("[a]\nname = 'A'\nname = 'B'\n", 3),
    ("[a]\n\n[a]\n", 3),
    ("[a]\nname: A\n", 2),
    ('[a]\nname = "A', 2),
)


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_a_file_that_is_no_toml_is_told_at_the_slip(text: str, line: int) -> None:
    """The problem names the line on which TOML breaks, and no row is made of the rest."""
    rows, (problem,) = read_register("people.toml", text)
    assert rows == {}
    assert (problem.path, problem.line, problem.code) == ("people.toml", line, "register-syntax")
    assert "(at " not in problem.message


def test_a_row_gives_what_it_has() -> None:
    """A field that is not there reads as empty text, so that templates need no question."""
    row = Row("a", {"name": "A", "reviewer": True}, 1)
    assert (row["name"], row["reviewer"], row["about"]) == ("A", True, "")
