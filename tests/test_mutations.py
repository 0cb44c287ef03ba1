"""Whatever a file holds, reading it ends in a Document: a mistake is data, never a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from hypothesis import given, settings
from hypothesis import strategies as st
from slips import FIXED, SLIP, slipped

from plugins.bibliography import read_bibliography
from plugins.problems import Problem, ProblemsFound
from plugins.reader import Reader
from plugins.registers import REGISTERS, read_register
from tools.check import check

KITCHEN_SINK = ROOT / "tests" / "kitchen-sink" / "articles" / "kitchen-sink" / "every-element.md"
ARTICLES = [KITCHEN_SINK.read_bytes()[:6000], *(path.read_bytes() for path in sorted(SMALL.rglob("*.md")))]
NAMES = [path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*") if path.is_file()]
PATHS = ["articles/small-series/one.md", "pages/about.md", "glossary.md"]
TERMS = {"pain": "pain", "allodynia": "allodynia"}


@settings(FIXED, max_examples=200)
@given(st.sampled_from(ARTICLES), st.sampled_from(PATHS), st.lists(SLIP, max_size=6))
def test_no_mutated_article_raises(data: bytes, path: str, slips: list[tuple[str, float, bytes]]) -> None:
    """Slips of the hand, at any place, give a Document whose problems stand on lines of the file."""
    for slip in slips:
        data = slipped(data, *slip)
    document = Reader(TERMS).read(path, data)
    last = data.count(b"\n") + data.count(b"\r") + 1
    assert document.path == path
    assert [
        str(problem) for problem in document.problems if not 1 <= problem.line <= last or problem.path != path
    ] == []


@settings(FIXED, max_examples=100)
@given(st.sampled_from(PATHS), st.binary(max_size=200))
def test_no_bytes_raise(path: str, data: bytes) -> None:
    """Bytes that were never an article give a Document with a problem."""
    assert Reader(TERMS).read(path, data).problems


@settings(FIXED, max_examples=100)
@given(st.sampled_from(PATHS), st.text(max_size=200))
def test_no_text_after_front_matter_raises(path: str, text: str) -> None:
    """Any text at all may stand below the front matter."""
    data = f"---\ntitle: T\n---\n{text}".encode("utf-8", "surrogatepass")
    assert Reader(TERMS).read(path, data).problems


@pytest.mark.parametrize("path", [*REGISTERS, "references.bib"])
@settings(FIXED, max_examples=100)
@given(slips=st.lists(SLIP, min_size=1, max_size=4))
def test_no_mutated_register_raises(path: str, slips: list[tuple[str, float, bytes]]) -> None:
    """A register with any slip in it is read, or told."""
    data = (SMALL / path).read_bytes()
    for slip in slips:
        data = slipped(data, *slip)
    text = data.decode("utf-8", "replace")
    problems = read_bibliography(text).problems if path == "references.bib" else read_register(path, text)[1]
    assert all(problem.path == path and 1 <= problem.line <= text.count("\n") + 1 for problem in problems)


def outcome(content: Path) -> tuple[Problem, ...]:
    """The problems of a content folder."""
    try:
        check(str(content), quiet=True)
    except ProblemsFound as found:
        return found.problems
    return ()


@settings(FIXED, max_examples=40)
@given(st.sampled_from(sorted(NAMES)), st.lists(SLIP, min_size=1, max_size=4))
def test_no_mutated_content_raises(content: Path, name: str, slips: list[tuple[str, float, bytes]]) -> None:
    """With a slip in any file the whole content is read; each problem names a file."""
    data = (SMALL / name).read_bytes()
    for slip in slips:
        data = slipped(data, *slip)
    (content / name).write_bytes(data)
    try:
        problems = outcome(content)
    finally:
        shutil.copyfile(SMALL / name, content / name)
    assert all(problem.path.startswith(content.as_posix()) for problem in problems)


@pytest.mark.parametrize("body", ["[a]: https://x.example", "~~~", "~~~\n~~~", "<!-- a -->", "*[a]: b", "[^1]: a"])
def test_a_text_of_which_nothing_is_left_is_read(body: str) -> None:
    """Markdown may find no paragraph at all in a file that is not empty."""
    assert Reader({}).read("pages/about.md", f"---\ntitle: T\n---\n{body}\n".encode()).problems
