"""Every editorial rule finds what it is for, at its line, and nothing else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from projects import spoil
from spoiled import EXPECTED as BUILD_EXPECTED

from plugins.advice import CHECKS, advise_register
from plugins.problems import Problem, ProblemsFound
from plugins.rules import LINK_GONE, NOT_CHECKED, RULES
from plugins.wording import BETTER, TABLE, pattern
from tools.check import check

ADVICE = Path(__file__).parent / "advice"
ARTICLE = "articles/small-series/example.md"
ROW = re.compile(r"(?P<example>[^:]+):(?P<line>\d+): (?P<code>\S+) (?P<words>.+)")
ROWS = [row for text in (ADVICE / "expected.txt").read_text("utf-8").splitlines() if (row := ROW.fullmatch(text))]
BAD = sorted({row["example"] for row in ROWS})
ASKED = {LINK_GONE, NOT_CHECKED}
GOOD = sorted(path.name for path in (ADVICE / "good").iterdir())


def told_about(example: str, content: Path) -> list[tuple[int, str, str]]:
    """What a check says of an example, errors or warnings: line, code, message with hint."""
    shutil.copytree(ADVICE / "content", content, dirs_exist_ok=True)
    shutil.copyfile(ADVICE / example, content / ARTICLE)
    try:
        told = tuple(Problem(**each) for each in check(str(content), [str(content / ARTICLE)], quiet=True)["warnings"])
    except ProblemsFound as found:
        told = found.problems
    return [(each.line, each.code, f"{each.message}; {each.hint}") for each in told]


@pytest.mark.parametrize("example", BAD)
def test_a_breach_is_told_at_its_line(example: str, content: Path) -> None:
    """Each example is told at its lines, with the rule and the remedy, and of no other line is anything said."""
    expected = [row for row in ROWS if row["example"] == example]
    told = told_about(example, content)
    assert len(told) == len(expected), told
    for row in expected:
        assert any(told_of(row, each) for each in told), (row[0], told)


def told_of(row: re.Match[str], told: tuple[int, str, str]) -> bool:
    """Whether a warning says what a row expects."""
    line, code, words = told
    return (line, code) == (int(row["line"]), row["code"]) and row["words"] in words


@pytest.mark.parametrize("example", GOOD)
def test_good_prose_is_left_alone(example: str, content: Path) -> None:
    """What comes near a breach, and is none, gives no warning."""
    assert told_about(f"good/{example}", content) == []


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    """A new rule needs both; those that a build knows have theirs among the bad articles, others in test_online.py."""
    of_builds = {expected.code for rows in BUILD_EXPECTED.values() for expected in rows} | ASKED
    assert {row["code"] for row in ROWS} | (of_builds & RULES.keys()) == RULES.keys()
    assert {name.removesuffix(".md") for name in GOOD} | (of_builds & RULES.keys()) == RULES.keys()
    assert {path.name for path in ADVICE.glob("*.md")} == set(BAD)


def test_every_check_is_a_rule_of_the_table() -> None:
    """No check tells a code that the table, and so the guide, does not know."""
    assert CHECKS.keys() <= RULES.keys()


@pytest.mark.parametrize("form", BETTER)
def test_every_form_of_the_words_is_found(form: str) -> None:
    """Alone, and as the longest form where several begin alike."""
    found = pattern().fullmatch(form)
    assert found
    assert found[0] == form


def test_no_better_wording_is_a_word_to_avoid() -> None:
    """Nobody is sent from one row to another; no form stands in two rows."""
    assert [each.better for each in TABLE if pattern().search(each.better.lower())] == []
    assert len(BETTER) == sum(len(each.forms) for each in TABLE)


def test_a_warning_is_no_problem(content: Path) -> None:
    """What the rules mark stops nothing; only an error would."""
    shutil.copytree(ADVICE / "content", content, dirs_exist_ok=True)
    shutil.copyfile(ADVICE / "capitals--text.md", content / ARTICLE)
    problem = Problem(f"{content.as_posix()}/{ARTICLE}", 16, "capitals", "", warning=True)
    summary = check(str(content), quiet=True)
    assert summary["problems"] == []
    assert (problem.line, problem.code) in {(each["line"], each["code"]) for each in summary["warnings"]}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("series.toml", 'title = "A miracle"', (7, "wording")),
        ("people.toml", 'about = "Helps victims."', (7, "wording")),
        ("conditions.toml", 'definition = """It is\nno\ncure.\n\nSUDDEN pain."""', (11, "capitals")),
        ("conditions.toml", 'sources = ["cure", "fix"]', None),
        ("people.toml", "# CURES, and 120%", None),
    ],
)
def test_the_words_of_registers_are_read_too(path: str, text: str, expected: tuple[int, str] | None) -> None:
    """At their line; neither comments nor keys are words for readers."""
    told = advise_register(path, f"# A note\n\n\n\n[cure]\n'cure' = 1\n{text}\n")
    assert [(problem.line, problem.code) for problem in told] == ([expected] if expected else [])
    assert {problem.path for problem in told} <= {path}


def test_a_check_reads_the_registers(content: Path) -> None:
    """And tells of them as of any other file."""
    spoil(content, "conditions.toml", '\n[more]\nname = "More"\ndefinition = "For sufferers."\n')
    (told,) = check(str(content), [str(content / "conditions.toml")], quiet=True)["warnings"]
    assert (told["code"], told["path"].rpartition("/")[2]) == ("wording", "conditions.toml")
    assert told["line"] == (content / "conditions.toml").read_text("utf-8").count("\n")
