"""``invoke reading``: the report, and the ratchet that holds articles to what they have reached."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from projects import run, spoil
from sites import snapshot
from slips import FIXED

from plugins.problems import ProblemsFound
from plugins.readability import Readability
from tools.failure import WrongUse
from tools.ratchet import FIRST, Held, Limits, read_held, tightened, worse, written
from tools.reading import reading

ONE = "articles/small-series/one.md"
LONG = "The considerable sensitization of any individual patient necessitates an interdisciplinary evaluation"
HARD = f"\n\n{LONG} of all of the many conditions that may have led to it.\n"
FIGURES = st.builds(Limits, st.integers(-30, 400).map(lambda tenths: tenths / 10), st.integers(0, 100))


def hold(content: Path) -> str:
    """What ``--hold`` writes."""
    reading(str(content), hold=True, quiet=True)
    return (content.parent / "reading.toml").read_text("utf-8")


def strict(content: Path) -> list[tuple[str, str]]:
    """The files and codes that ``--strict`` tells."""
    try:
        reading(str(content), strict=True, quiet=True)
    except ProblemsFound as found:
        return [(problem.path.removeprefix(f"{content.as_posix()}/"), problem.code) for problem in found.problems]
    return []


def figures(content: Path) -> Limits:
    """What an article has reached by what ``--hold`` wrote."""
    return read_held(content.parent / "reading.toml").articles[ONE]


def test_the_report_tells_the_figures_and_the_hardest_sentence(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each hard sentence begins with the place where it stands."""
    spoil(content, ONE, HARD)
    (report,) = reading(str(content), [str(content / ONE)])["articles"]
    said = capsys.readouterr().out
    line = (content / ONE).read_text("utf-8").split("\n").index(HARD.strip()) + 1
    assert report["hardest"][0]["line"] == line
    assert f"{content.as_posix()}/{ONE}:{line}: grade {report['hardest'][0]['grade']}, 23 words: {LONG}" in said
    assert f"grade {report['grade']} ({report['grade_without_terms']} without glossary terms)" in said
    assert f"sentences over 20 words: {report['long_sentences']} of 100" in said
    assert report["minutes"] == 1


def test_all_articles_are_measured_and_files_that_are_named(content: Path) -> None:
    """Without a path every article; a path may be a file, a page too, or a folder, and counts once."""

    def measured(*paths: str) -> list[str]:
        found = reading(str(content), [str(content / path) for path in paths], quiet=True)["articles"]
        return [Path(report["path"]).name for report in found]

    assert measured() == ["one.md", "two.md"]
    assert measured("pages/about.md", "articles", ONE) == ["about.md", "one.md", "two.md"]
    with pytest.raises(WrongUse, match=r"no such content file: .*nowhere\.md"):
        measured("nowhere.md")


def test_the_same_is_not_worse(content: Path) -> None:
    """What was held passes, and is held again in the same words."""
    before = hold(content)
    assert strict(content) == []
    assert hold(content) == before


def test_worse_fails_and_is_not_held(content: Path) -> None:
    """Both figures are told, of the article that got harder alone; --hold does not let it go."""
    before = hold(content)
    spoil(content, ONE, HARD)
    assert strict(content) == [(ONE, "reading-grade"), (ONE, "reading-long")]
    assert hold(content) == before


def test_better_passes_and_can_be_held(content: Path) -> None:
    """What has become easier is held from the next --hold on, and not before."""
    spoil(content, ONE, HARD)
    hold(content)
    hard = figures(content)
    (content / ONE).write_text((content / ONE).read_text("utf-8").removesuffix(HARD), "utf-8")
    assert strict(content) == []
    assert figures(content) == hard
    hold(content)
    easy = figures(content)
    assert easy.grade < hard.grade
    assert easy.long_sentences < hard.long_sentences == 12


def test_an_article_that_is_not_held_has_the_default(content: Path) -> None:
    """A team may set its own default; --hold leaves it as it is, and drops what is gone."""
    file = content.parent / "reading.toml"
    file.write_text("default = { grade = 99, long_sentences = 0 }\n\n[articles]\n", "utf-8")
    spoil(content, ONE, HARD)
    assert strict(content) == [(ONE, "reading-long")]
    hold(content)
    (content / ONE).unlink()
    assert hold(content).count(".md") == 1
    assert read_held(file).default == Limits(99.0, 0)


def test_a_file_that_cannot_be_read_reaches_nothing(content: Path) -> None:
    """It is reported without words, and nothing is held of it."""
    (content / ONE).write_bytes(b"\xff")
    assert ONE not in hold(content)
    assert [report["words"] > 0 for report in reading(str(content), quiet=True)["articles"]] == [True, False]


def test_without_a_file_there_is_nothing_to_hold_to(content: Path) -> None:
    """--strict says how to make one."""
    with pytest.raises(WrongUse, match="write it with: invoke reading --hold"):
        strict(content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("default = {", "reading.toml:1: the file cannot be read"),
        ("\n[articles]\n", "reading.toml:1: default has no grade and share of long sentences"),
        (f"{written(FIRST)}'a.md' = {{ grade = 'x' }}", "reading.toml:6: a.md has no grade"),
        ("default = { grade = 8, long_sentences = 15 }\narticles = 3", "reading.toml:2: articles has no grade"),
        ("default = { grade = 8, long_sentences = true }", "reading.toml:1: default has no grade"),
    ],
)
def test_a_file_that_is_not_right_is_told(tmp_path: Path, text: str, expected: str) -> None:
    """With its line, and what it must say."""
    (tmp_path / "reading.toml").write_text(text, "utf-8")
    with pytest.raises(ProblemsFound) as found:
        read_held(tmp_path / "reading.toml")
    assert str(found.value.problems[0]).startswith(f"{tmp_path.as_posix()}/{expected}")


@FIXED
@given(st.dictionaries(st.text(min_size=1), FIGURES), FIGURES)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, Limits], default: Limits
) -> None:
    """Whatever a file is called."""
    rows.pop("default", None)
    file = tmp_path_factory.getbasetemp() / "reading.toml"
    file.write_text(written(Held(default, rows)), "utf-8", newline="\n")
    assert read_held(file) == Held(default, rows)


@FIXED
@given(FIGURES, st.integers(1, 400), st.integers(1, 40), st.integers(0, 40))
def test_holding_never_lets_go(held: Limits, words: int, sentences: int, long: int) -> None:
    """What is held after --hold is at most what was held, and what was reached."""
    found = {"a": Readability(words, sentences, 2 * words, long=min(long, sentences))}
    after = tightened(Held(held, {"a": held}), found, found)
    assert list(worse(after, found)) == list(worse(Held(held, {"a": held}), found))
    assert after.articles["a"].grade == min(held.grade, found["a"].grade)
    assert after.articles["a"].long_sentences == min(held.long_sentences, found["a"].long_share)


def test_the_command_advises_and_only_strict_fails(content: Path, tmp_path: Path) -> None:
    """Exit 0 for hard and even broken articles, 1 for --strict with one line a problem, and the content stays."""
    before = snapshot(content)
    done = run("invoke", "-r", str(ROOT), "reading", "--content", "content", "--hold", "--json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [report["path"] for report in json.loads(done.stdout)["articles"]] == [
        f"content/articles/small-series/{name}.md" for name in ("one", "two")
    ]
    assert snapshot(content) == before
    spoil(content, ONE, f"{HARD}\n[@nobody]\n")
    options = ["--content", "content", "--path", f"content/{ONE}"]
    done = run("invoke", "-r", str(ROOT), "reading", *options, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    done = run("invoke", "-r", str(ROOT), "reading", *options, "--strict", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"content/{ONE}:1: grade ")
    assert "[reading-grade]\n" in done.stderr
