"""Leaving out what has nothing to do changes nothing: Markdown's own parsers make the same Document."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from conftest import ROOT, SMALL
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions import Extension
from slips import FIXED, SLIP, slipped

from plugins.documents import Document
from plugins.findings import Findings
from plugins.reader import Reader
from tools.corpus import corpus

KITCHEN_SINK = ROOT / "tests/kitchen-sink"
FILES = {
    file.relative_to(folder).as_posix(): file.read_bytes()
    for folder in (ROOT / "content", SMALL, KITCHEN_SINK)
    for file in folder.rglob("*.md")
} | {path: text.encode() for path, text in corpus(3, 1) if path.endswith(".md")}
TERMS = {"allodynia": "allodynia", "pain": "pain", "nerve": "nerve"}
LINES = [
    *(
        "",
        "Words and *more* words.",
        "    an indented line",
        "\tone behind a tab",
        "  ",
        "two spaces  ",
        "a\\*b",
        "`code`",
    ),
    *("# A heading", "## Another {#id}", "Under", "===", "---", "***", "| a | b |", "|---|---|", "| 1 | 2 |"),
    *(
        "- an item",
        "1. an item",
        "2) an item",
        "    - below",
        "> quoted",
        "> [!symptom] A box",
        "> [!do] *Do* `it`",
        "> - a",
    ),
    *(
        "Term",
        ":   What it means",
        "[^1]",
        "[^1]: A note",
        "[a]: https://example.org",
        "[a]",
        "![a]",
        "[a](b)",
        "![a](b)",
    ),
    *(
        "<https://example.org>",
        "&amp; b",
        "&copy;",
        "a_b_c __d__",
        "{: .x }",
        "*a* {: .x }",
        "~~~",
        "```",
        "``` python",
        "[@one2020]",
    ),
]


class Nothing(Extension):
    """An extension that leaves Markdown as it is."""

    def __init__(self, _: Findings) -> None:
        super().__init__()

    def extendMarkdown(self, md: object) -> None:  # noqa: N802 (Markdown's name)
        """Add nothing."""


def plain(path: str, data: bytes) -> Document:
    """The Document that Markdown makes without any short cut."""
    with patch("plugins.reader.QuickExtension", Nothing):
        return Reader(TERMS).read(path, data)


@pytest.mark.parametrize("path", sorted(FILES))
def test_real_files_come_out_the_same(path: str) -> None:
    """Each article and page that is there."""
    assert Reader(TERMS).read(path, FILES[path]) == plain(path, FILES[path])


@settings(FIXED, max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.lists(SLIP, max_size=6))
def test_files_with_slips_come_out_the_same(path: str, slips: list[tuple[str, float, bytes]]) -> None:
    """Whatever is wrong with a file."""
    data = FILES[path][:4000]
    for slip in slips:
        data = slipped(data, *slip)
    assert Reader(TERMS).read(path, data) == plain(path, data)


@settings(FIXED, max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_any_lines_come_out_the_same(lines: list[str]) -> None:
    """Whatever stands beside what."""
    data = "\n".join(["---", "title: A title", "---", *lines, ""]).encode()
    assert Reader(TERMS).read("pages/a.md", data) == plain("pages/a.md", data)
