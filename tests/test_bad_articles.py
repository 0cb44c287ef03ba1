"""Every mistake that a writer can make stops the build, is told with file, line and remedy, and harms nothing."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from spoiled import ARTICLE, BAD, EXAMPLES, EXPECTED, WARNINGS, OldSite, lay
from test_bad_files import CODES

from plugins.rules import RULES
from tools.build import build
from tools.failure import PROBLEMS, run

pytest_plugins = ("refusing",)

CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
PLACES = {"Problem": 2, "problem": 1, "note": 1, "problem_at": 2}  # where these functions are given the code
OF_THE_THEME = {"strings", "stylesheet", "template"}  # no mistakes of a writer
TUPLES = (3, 4)  # (code, message, hint), or a pattern and these


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_mistake_stops_the_build_and_is_told_at_its_line(example: str, content: Path, old_site: OldSite) -> None:
    """Each example is told at its line, with code and remedy; no other line is blamed, and the old site stays."""
    lay(example, content)
    problems = old_site.refuses(content)
    told = "\n".join(map(str, problems))
    for expected in EXPECTED[example]:
        assert any(map(expected.is_told_by, problems)), f"{expected}\n{told}"
    blamed = {(problem.path, problem.line) for problem in problems}
    assert blamed == {(expected.path, expected.line) for expected in EXPECTED[example]}, told
    assert all(problem.message and problem.hint and str(problem).isprintable() for problem in problems), told


def test_every_example_is_in_the_table() -> None:
    """No file in the folder is left untested, and no row lacks its file."""
    files = {path.name for path in BAD.iterdir() if "--" in path.name}
    warnings = {f"warnings/{path.name}" for path in (BAD / "warnings").iterdir()}
    assert files | warnings == EXPECTED.keys()


@pytest.mark.parametrize("example", WARNINGS)
def test_a_warning_is_told_and_stops_nothing(example: str, content: Path, tmp_path: Path) -> None:
    """What only reads badly is reported at its line, and the site is built."""
    lay(example, content)
    summary = build(str(content), str(tmp_path / "output"), quiet=True)
    (expected,) = EXPECTED[example]
    warnings = summary["warnings"]
    assert isinstance(warnings, list)
    (problem,) = warnings
    assert (problem["line"], problem["code"]) == (expected.line, expected.code)
    assert expected.words in problem["message"]
    assert (tmp_path / "output" / "articles" / "bad" / "index.html").is_file()


def test_ten_bad_files_in_one_build_give_ten_reports(content: Path, old_site: OldSite) -> None:
    """All mistakes of all files are told at once, in the order of files and lines."""
    ten = [name for name in EXAMPLES if name.startswith(("callout-quotes", "raw-html"))][:10]
    assert len(ten) == 10
    for number, name in enumerate(ten):
        text = (BAD / name).read_text("utf-8").replace("part: 3", f"part: {number + 3}")
        (content / ARTICLE).with_stem(f"bad-{number}").write_text(text, "utf-8")
    problems = old_site.refuses(content)
    places = [(problem.path, problem.line) for problem in problems]
    assert places == sorted(places)
    assert list(dict.fromkeys(places)) == [
        (f"articles/small-series/bad-{number}.md", expected.line)
        for number, name in enumerate(ten)
        for expected in EXPECTED[name]
    ]


def test_the_command_ends_with_1_and_says_what_to_do(
    content: Path, old_site: OldSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """A writer reads file, line and remedy and that the last good site stands; never a traceback."""
    lay("callout-unknown-kind--quote.md", content)
    with pytest.raises(SystemExit) as end:
        run(lambda: build(str(content), str(old_site.output)))
    told = capsys.readouterr().err
    assert end.value.code == PROBLEMS == 1
    assert f"{ARTICLE}:16: unknown kind of callout 'sympton'; did you mean \"symptom\"?" in told
    assert "nothing was written, the last good site is as it was." in told
    assert "Traceback" not in told


def test_the_content_that_examples_spoil_is_right(old_site: OldSite, tmp_path: Path) -> None:
    """Without an example in it the small content folder builds, so that each example alone is to blame."""
    shutil.copytree(SMALL, tmp_path / "content")
    summary = build(str(tmp_path / "content"), str(tmp_path / "output"), quiet=True)
    assert (summary["problems"], summary["warnings"]) == ([], [])
    assert (old_site.output / "articles" / "one" / "index.html").is_file()


def literal(node: ast.expr) -> Iterator[str]:
    """The codes that an expression can be: a literal, or all that an f-string with one gap fits."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [str(each.value) if isinstance(each, ast.Constant) else "[a-z]+" for each in node.values]
        yield "".join(parts)


def is_message(node: ast.expr) -> bool:
    """Whether an expression is a string of several words, with or without gaps."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and " " in str(node.value))


def codes_in(tree: ast.Module) -> Iterator[str]:
    """The codes of all problems that a module can note."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            place = PLACES.get(getattr(node.func, "id", "") or getattr(node.func, "attr", ""))
            if place is not None and len(node.args) > place:
                yield from literal(node.args[place])
        elif isinstance(node, ast.Tuple) and len(node.elts) in TUPLES and is_message(node.elts[-2]):
            yield from literal(node.elts[-3])


def test_every_code_in_the_source_has_an_example() -> None:
    """A new kind of problem needs an example that shows it."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted((ROOT / "plugins").glob("*.py"))]
    codes = {code for tree in trees for code in codes_in(tree)}
    shown = {expected.code for rows in EXPECTED.values() for expected in rows} | CODES | OF_THE_THEME
    shown |= RULES.keys()  # see test_advice.py
    assert len(codes) > 60
    assert [code for code in sorted(codes) if not any(re.fullmatch(code, each) for each in shown)] == []
