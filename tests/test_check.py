"""``invoke check``: of which files it tells, when it fails, and that it does nothing twice."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from hypothesis import given
from hypothesis import strategies as st
from projects import run, spoil
from slips import FIXED, SLIP, slipped

from plugins import advice, editor
from plugins.documents import Document
from plugins.problems import ProblemsFound
from plugins.prose import passages
from plugins.reader import Reader
from plugins.source import clean_markup, decode
from plugins.store import Store
from tools import build as module
from tools import check as check_module
from tools.check import check
from tools.failure import WrongUse

ONE, TWO, ABOUT = "articles/small-series/one.md", "articles/small-series/two.md", "pages/about.md"
VICTIM = "\n\n## More\n\nA victim of it.\n"
BAD = "\nA claim [@nobody].\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own."""
    for each in (module, check_module):
        monkeypatch.setattr(each, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def advised(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files about which the rules were asked, in this process."""
    asked = list[str]()

    def advise(document: Document, data: bytes) -> object:
        asked.append(document.path)
        return advice.advise(document, data)

    monkeypatch.setattr(editor, "advise", advise)
    return asked


def warned(content: Path, *paths: str) -> list[str]:
    """The paths, within the content, of which warnings tell that a word is one to avoid."""
    summary = check(str(content), [str(content / path) for path in paths], quiet=True)
    told = [each["path"] for each in summary["warnings"] if each["code"] == "wording"]
    return [path.removeprefix(f"{content.as_posix()}/") for path in told]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ((), [ONE, TWO, ABOUT]),
        ((".",), [ONE, TWO, ABOUT]),
        ((ONE,), [ONE]),
        ((ONE, ABOUT), [ONE, ABOUT]),
        (("articles",), [ONE, TWO]),
        (("articles/small-series", TWO), [ONE, TWO]),
        (("pages/../articles/small-series/two.md",), [TWO]),
        (("glossary.md",), []),
    ],
)
def test_only_the_files_that_are_named_are_told_of(paths: Sequence[str], expected: list[str], content: Path) -> None:
    """Files and folders, each as often as one likes; nothing named is everything."""
    for path in (ONE, TWO, ABOUT):
        spoil(content, path, VICTIM)
    assert warned(content, *paths) == expected


def test_an_error_in_another_file_does_not_fail_the_check_of_this_one(content: Path) -> None:
    """A writer who checks one file is not stopped by another's."""
    spoil(content, ABOUT, BAD)
    assert check(str(content), [str(content / ONE)], quiet=True)["problems"] == []
    with pytest.raises(ProblemsFound):
        check(str(content), [str(content / ONE), str(content / ABOUT)], quiet=True)


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("articles/small-series/oen.md", 'did you mean ".*content/articles/small-series/one.md"'),
        ("abuot.md", 'did you mean ".*content/pages/about.md"'),
        ("xyz/qqqqqqqqqqqqqqqqqqqq", "name a file or folder below .*content"),
        ("../zzzz", "name a file or folder below .*content"),
    ],
)
def test_an_unknown_path_is_wrong_use(path: str, hint: str, content: Path) -> None:
    """The message names the nearest file, if any is near."""
    with pytest.raises(WrongUse, match=f"there is no such content file: .*; {hint}"):
        check(str(content), [str(content / path)], quiet=True)


def test_paths_are_named_from_where_one_is(content: Path, tmp_path: Path) -> None:
    """As --content is: relative to the current folder. Several are given one by one."""
    spoil(content, ONE, VICTIM)
    spoil(content, TWO, VICTIM)
    spoil(content, ABOUT, VICTIM)
    options = ["--content", "content", "--path", f"content/{ONE}", "-p", "content/pages", "--json"]
    done = run("invoke", "-r", str(ROOT), "check", *options, cwd=tmp_path)
    told = [each["path"] for each in json.loads(done.stdout)["warnings"] if each["code"] == "wording"]
    assert done.returncode == 0
    assert told == [f"content/{ONE}", f"content/{ABOUT}"]


def test_a_strict_check_fails_at_a_warning(content: Path) -> None:
    """What is a warning else is a problem then."""
    spoil(content, ABOUT, VICTIM)
    assert check(str(content), [str(content / ABOUT)], quiet=True)["problems"] == []
    with pytest.raises(ProblemsFound) as found:
        check(str(content), [str(content / ABOUT)], strict=True, quiet=True)
    assert [(problem.code, problem.warning) for problem in found.value.problems] == [("wording", False)]
    assert found.value.waived == ()


def test_references_that_nobody_cites_are_only_counted(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that the text or a condition cites do not count."""
    assert check(str(content))["uncited"] == 1
    assert "1 of 3 references are not cited.\n" in capsys.readouterr().out


def test_a_file_is_asked_about_once(content: Path, cache: Path, advised: list[str]) -> None:
    """A second check asks about nothing, one after an edit about the file that was edited; each tells the same."""
    spoil(content, TWO, VICTIM)
    first = warned(content)
    assert sorted(advised) == [ONE, TWO, "glossary.md", ABOUT]
    assert warned(content) == first == [TWO]
    assert len(advised) == 4
    spoil(content, ONE, VICTIM)
    assert warned(content) == [ONE, TWO]
    assert advised[4:] == [ONE]
    assert (cache / "build.sqlite").is_file()


def test_what_a_build_has_read_is_not_read_again(content: Path, cache: Path, advised: list[str]) -> None:
    """Check and build share the cache; a build asks no rules."""
    module.build(str(content), str(cache.with_name("output")), quiet=True)
    assert advised == []
    assert check(str(content), quiet=True)["parsed"] == 0
    assert len(advised) == 4


@pytest.mark.usefixtures("cache")
def test_a_cache_that_cannot_be_read_is_done_without(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says so, and the check goes on."""
    find, failed = Store.find, list[str]()

    def fail_once(store: Store, keys: Sequence[str]) -> dict[str, str]:
        if "made" not in failed and list(keys) != [""]:
            failed.append("made")
            raise sqlite3.DatabaseError("malformed")
        return find(store, keys)

    monkeypatch.setattr(Store, "find", fail_once)
    assert check(str(content), quiet=True)["parsed"] == 4
    assert "The cache cannot be used (malformed)" in capsys.readouterr().err


ARTICLES = [(SMALL / ONE).read_bytes(), *(path.read_bytes() for path in (ROOT / "tests/advice").rglob("*.md"))]


@FIXED
@given(st.sampled_from(ARTICLES), st.lists(SLIP, max_size=6))
def test_no_mutated_article_is_too_much_for_the_rules(data: bytes, slips: list[tuple[str, float, bytes]]) -> None:
    """Whatever a file holds, the rules tell of lines that it has."""
    for slip in slips:
        data = slipped(data, *slip)
    document = Reader({}).read(ONE, data)
    last = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= problem.line <= last for problem in advice.advise(document, data))


@FIXED
@given(st.sampled_from(ARTICLES), st.lists(SLIP, max_size=6))
def test_passages_keep_every_character_in_its_place(data: bytes, slips: list[tuple[str, float, bytes]]) -> None:
    """What a passage holds stands in the file, at that line and column, or is blank."""
    for slip in slips:
        data = slipped(data, *slip)
    source = decode(ONE, data)
    clean_markup(source)
    for passage in passages(source):
        for number, line in enumerate(passage.text.split("\n"), passage.line - source.start):
            there = source.lines[number]
            assert len(line) == len(there)
            assert all(ours in {" ", theirs} for ours, theirs in zip(line, there, strict=True))
