"""Whatever a file holds, reading it ends in a Document: a mistake is data, never a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SMALL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.bibliography import read_bibliography
from plugins.problems import Problem, ProblemsFound
from plugins.reader import Reader
from plugins.registers import REGISTERS, read_register
from tools.build import check

KITCHEN_SINK = ROOT / "tests" / "kitchen-sink" / "articles" / "kitchen-sink" / "every-element.md"
ARTICLES = [KITCHEN_SINK.read_bytes()[:6000], *(path.read_bytes() for path in sorted(SMALL.rglob("*.md")))]
NAMES = [path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*") if path.is_file()]
PATHS = ["articles/small-series/one.md", "pages/about.md", "glossary.md"]
TERMS = {"pain": "pain", "allodynia": "allodynia"}
PIECES = [
    *(
        b"---",
        b"\n\n",
        b"\r",
        b"\t",
        b"    ",
        b"\x00",
        b"\x02",
        b"\x03",
        b"\x1b",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
    ),
    *(
        b"`",
        b"```\n",
        b"~~~\n",
        b"*",
        b"**",
        b"_",
        b"[",
        b"]",
        b"(",
        b")",
        b"![",
        b"{",
        b"}",
        b"|",
        b"\\",
        b"&",
        b"&#",
        b"<",
        b">",
    ),
    *(
        b"> [!symptom] Title\n> text\n",
        b"> [!",
        b'!!! do "',
        b"    !!! key\n",
        b"> [!emergency] Call if:\n> - a\n",
        b"[TOC]",
    ),
    *(
        b"[@one2020]",
        b"[@",
        b"; @",
        b"[^1]",
        b"\n[^1]: note\n",
        b"\n*[a]: b\n",
        b"[a]: b\n",
        b":   ",
        b"\n## ",
        b"\n# ",
        b"\n- ",
    ),
    *(
        b"<!--",
        b"-->",
        b"<div>",
        b"</sub>",
        b"<sub>",
        b"{#id}",
        b"{: .a }",
        b"{filename}",
        b"{static}/x.svg",
        b"title: ",
        b"&a ",
        b"*a",
    ),
    *(
        b"allodynia",
        b"\x02callout:0\x03",
        b"\x02klzzwxh:0001\x03",
        "“😀\u2028".encode(),
        b"<0>",
        b"--",
        b'"',
        b"'",
        b"...",
    ),
]
EDIT = st.tuples(
    st.sampled_from(["insert", "flip", "drop", "double", "cut"]),
    st.floats(0, 1),
    st.sampled_from(PIECES) | st.text(max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
)
FIXED = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


def edited(data: bytes, how: str, where: float, piece: bytes) -> bytes:
    """The file after one slip of the hand."""
    at = int(where * len(data))
    lines = data.split(b"\n")
    line = int(where * (len(lines) - 1))
    if how == "insert":
        return data[:at] + piece + data[at:]
    if how == "flip":
        return data[:at] + bytes(byte ^ 1 << len(piece) % 8 for byte in data[at : at + 1]) + data[at + 1 :]
    if how == "drop":
        return b"\n".join(lines[:line] + lines[line + 1 :])
    if how == "double":
        return b"\n".join([*lines[:line], lines[line], piece, *lines[line:]])
    return data[:at]


@settings(FIXED, max_examples=200)
@given(st.sampled_from(ARTICLES), st.sampled_from(PATHS), st.lists(EDIT, max_size=6))
def test_no_mutated_article_raises(data: bytes, path: str, edits: list[tuple[str, float, bytes]]) -> None:
    """Slips of the hand, at any place, give a Document whose problems stand on lines of the file."""
    for edit in edits:
        data = edited(data, *edit)
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
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
def test_no_mutated_register_raises(path: str, edits: list[tuple[str, float, bytes]]) -> None:
    """A register with any slip in it is read, or told."""
    data = (SMALL / path).read_bytes()
    for edit in edits:
        data = edited(data, *edit)
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
@given(st.sampled_from(sorted(NAMES)), st.lists(EDIT, min_size=1, max_size=4))
def test_no_mutated_content_raises(content: Path, name: str, edits: list[tuple[str, float, bytes]]) -> None:
    """With a slip in any file the whole content is read; each problem names a file."""
    data = (SMALL / name).read_bytes()
    for edit in edits:
        data = edited(data, *edit)
    (content / name).write_bytes(data)
    try:
        problems = outcome(content)
    finally:
        shutil.copyfile(SMALL / name, content / name)
    assert all(problem.path.startswith(content.as_posix()) for problem in problems)
