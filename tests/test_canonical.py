"""The one form of content files: the same from whatever a hasty hand did to it, and the same page."""

from __future__ import annotations

import re
from random import Random

import pytest
from conftest import FRONT_MATTER, KEY, ROOT, SMALL, article
from hypothesis import given, settings
from hypothesis import strategies as st
from slips import FIXED, SLIP, slipped
from untidy import untidied

from plugins.content import Snapshot
from plugins.front_matter import SCHEMA
from plugins.reader import Reader
from plugins.source import COMMENT
from tools.canonical import canonical
from tools.corpus import corpus
from tools.format import changes_of, fields, says

KITCHEN_SINK = ROOT / "tests" / "kitchen-sink"
FILES = {
    path.relative_to(root).as_posix(): path.read_text("utf-8")
    for root in (ROOT / "content", KITCHEN_SINK, SMALL)
    for path in sorted(root.rglob("*.md"))
} | {path: text for path, text in corpus(3, 1) if path.endswith(".md") and path.startswith("articles/")}
TIDY = {path: text for path, text in FILES.items() if "\n!!!" not in text}
READER = Reader({"pain": "pain", "allodynia": "allodynia"})
ODD = [
    b" \n",
    b"  \n",
    b"\t\n",
    b"<!-- n -->",
    b"<!-- n\n n -->",
    b"\n# c\n",
    b"\n!!! do\n    - a\n",
    b"\n\n```\na  \n```\n\n",
]


def formed(body: str, front: str = FRONT_MATTER) -> str:
    """The body of an article in its one form."""
    return canonical((front + body).encode()).decode().removeprefix(front)


@pytest.mark.parametrize("path", FILES)
def test_the_form_reads_the_same_and_lasts(path: str) -> None:
    """Every real file in its one form gives the same Document but for line numbers, and keeps that form."""
    data = FILES[path].encode()
    after = canonical(data)
    assert says(READER.read(path, data)) == says(READER.read(path, after))
    assert fields(data) == fields(after)
    assert canonical(after) == after


@settings(FIXED, max_examples=150)
@given(st.sampled_from(sorted(TIDY)), st.integers(0, 2**32))
def test_whatever_a_hasty_hand_did_is_undone(path: str, seed: int) -> None:
    """Order of fields, spelling of boxes, blanks, line breaks and BOM: from any of them comes the same file."""
    text, untidy = TIDY[path], untidied(TIDY[path], Random(seed))  # noqa: S311 (text, not secrets)
    assert canonical(untidy) == canonical(text.encode()) == text.encode()
    assert says(READER.read(path, untidy)) == says(READER.read(path, text.encode()))


@settings(FIXED, max_examples=300)
@given(
    st.sampled_from(sorted(FILES)),
    st.lists(SLIP | st.tuples(st.just("insert"), st.floats(0, 1), st.sampled_from(ODD)), min_size=1, max_size=2),
)
def test_no_page_changes(path: str, slips: list[tuple[str, float, bytes]]) -> None:
    """A file with slips in it that has no problems is written so that it reads the same, for good, or is left alone."""
    data = FILES[path].encode()
    for slip in slips:
        data = slipped(data, *slip)
    document = READER.read(path, data)
    if any(not problem.warning for problem in document.problems):
        return
    changes, warnings = changes_of(READER, Snapshot({path: data}, {}, ()), {path: document})
    assert len(changes) + len(warnings) == (canonical(data) != data)
    for change in changes:
        assert canonical(change.after) == change.after
        assert says(READER.read(path, change.after)) == says(document)
        assert words(change.after) == words(data)


def words(data: bytes) -> list[str]:
    """The words of a file, comments included, without what its form changes."""
    text = data.decode("utf-8-sig")
    text = " ".join([COMMENT.sub("", text), *COMMENT.findall(text)])
    text = re.sub(r"!!!|\[!|[\"\]]|-->|<!--", " ", text)
    return sorted(
        word for word in re.split(r"[\s>]+", text) if word not in {"", "principle", "treatment-principle", "treatment"}
    )


def test_fields_stand_in_the_order_of_the_schema() -> None:
    """Whatever their order was; values of several lines move whole."""
    front = "---\n" + "".join(f"{field.name}:\n  - x\n  - y\n" for field in reversed(SCHEMA)) + "---\n"
    after = canonical((front + "x\n").encode()).decode()
    assert re.findall(r"^(\w+):\n  - x\n  - y$", after, re.MULTILINE) == [field.name for field in SCHEMA]


def test_comments_in_front_matter_are_kept() -> None:
    """One above a field goes with it, one inside or behind it stays there, those first and last keep their places."""
    front = (
        "---\n# first\n\n# of the date\ndate: 2026-01-02 # behind\n# of the title\ntitle: T\nsummary: S\n# last\n---\n"
    )
    assert canonical((front + "x\n").encode()).decode() == (
        "---\n# first\n\n# of the title\ntitle: T\nsummary: S\n# of the date\ndate: 2026-01-02 # behind\n# last\n---\nx\n"
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('!!! key "A title" {#an-id}\n    Text.\n', "> [!key] A title {#an-id}\n> Text.\n"),
        ('!!! key "A title {#an-id}"\n    Text.\n', "> [!key] A title {#an-id}\n> Text.\n"),
        ("!!! do\n    - rest\n", "> [!do]\n> - rest\n"),
        ('!!!  Principle  ""{#an-id}\n    Text.\n', "> [!treatment] {#an-id}\n> Text.\n"),
        ("> [!treatment-principle] A title{#an-id}\n>Text.\n", "> [!treatment] A title {#an-id}\n>Text.\n"),
        ('!!! key "T"\n\n    One.\n\n\n    Two.\n', "> [!key] T\n>\n> One.\n>\n>\n> Two.\n"),
        ('!!! key "T"\n    - a\n        - b\n\n          c\n', "> [!key] T\n> - a\n>     - b\n>\n>       c\n"),
        ('!!! key "T"\n\t- a\n\t\t- b\n', "> [!key] T\n> - a\n>     - b\n"),
        ('!!! key "T"\n    a\nNot in it.\n', "> [!key] T\n> a\n\nNot in it.\n"),
        ("!!! do\n    - a\n!!! dont\n    - b\n", "> [!do]\n> - a\n\n> [!dont]\n> - b\n"),
        ("!!! do\n    - a\n\n> A quote.\n", "> [!do]\n> - a\n\n> A quote.\n"),
        ('!!! key "T" <!-- n -->\n    a <!-- m -->\n', "> [!key] T <!-- n -->\n> a <!-- m -->\n"),
        ('!!! key "`<!-- n -->`"\n    a\n', "> [!key] `<!-- n -->`\n> a\n"),
        ('!!! key "T"\n    a <!-- n\n    m -->\n    b\n', "> [!key] T\n> a <!-- n -->\n> <!-- m -->\n> b\n"),
        ("```\n!!! do\n    - a\n```\n", "```\n!!! do\n    - a\n```\n"),
        ("<!--\n!!! do\n    - a\n-->\n", "<!--\n!!! do\n    - a\n-->\n"),
    ],
)
def test_boxes_have_one_spelling(written: str, expected: str) -> None:
    """Title, id, lists, blank lines and comments of a box stay; what stood below it stays outside."""
    assert formed(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("one \ntwo\t\n\n", "one\ntwo\n"),
        ("one  \ntwo", "one  \ntwo\n"),
        ("one    \ntwo", "one  \ntwo\n"),
        ("one  \n\ntwo\n\n\n", "one\n\ntwo\n"),
        ("> one  \n> two  \n>  \n> three", "> one  \n> two\n>\n> three\n"),
        ("## One  \ntwo  ", "## One\ntwo\n"),
        ("- one\n- \n", "- one\n- \n"),
        ("```\na  \n  \n```  \n", "```\na  \n  \n```\n"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree\n"),
    ],
)
def test_only_blanks_that_mean_something_stay(written: str, expected: str) -> None:
    """Two that break a line, the one behind the mark of an empty item, and all in code."""
    assert formed(written) == expected


def test_a_title_that_would_change_keeps_its_file_as_it_is() -> None:
    """What only the front matter says is compared too: here a blank at the end of a line is part of the title."""
    path, text = "articles/small-series/one.md", FRONT_MATTER.replace("A title", '"A\\ \n  title"')
    data = f"{text}\n{KEY}".encode()
    document = READER.read(path, data)
    assert (document.problems, document.meta["title"]) == ((), "A title")
    changes, warnings = changes_of(READER, Snapshot({path: data}, {}, ()), {path: document})
    assert (changes, [warning.line for warning in warnings]) == ([], [2])


def test_a_comment_that_becomes_several_hides_the_same() -> None:
    """A comment over lines of a box becomes one for each line: the marks between them must stay."""
    before = 'Text.\n\n## More\n\n!!! symptom "T"\n    a <!-- n\n    m --> b\n'
    assert says(article(before)) == says(article(formed(before)))
