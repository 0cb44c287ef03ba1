"""``invoke new``: a skeleton that is right from its first line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import snapshot

from plugins.front_matter import SCHEMA, parse_front_matter
from plugins.reading import read_content
from plugins.source import Source
from tools.failure import WrongUse
from tools.new import new, quoted

ODD = [
    'Why "touch" can hurt: 1 of 2',
    "It's 5'10\" -- or not?",
    "Schmerz, der bleibt: Über Nacht",
    "C:\\path\\to",
    "Yes",
    "2026-01-01",
    "# hash, [list], {map} & *star*",
    "100 % & <b>bold</b>",
    "- a hyphen first",
    "a hyphen last -",
    "snake_case title",
    "__init__",
    "**strong**",
    "line\nbreak",
    "tab\there",
    "Emoji 🙂 in it",
    "🙂",
    "",
    "???",
    "Index",
    "疼痛",
    "a" * 300,
]


def test_a_skeleton_has_no_problems(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The new draft passes every check, as a draft and among the shown; the command says where it is."""
    made = new("A new article", "small-series", str(content))
    path = content / "articles/small-series/a-new-article.md"
    assert made == {"path": str(path)}
    assert capsys.readouterr().out == f"Wrote {path}. See it with: invoke serve\n"
    for drafts in (False, True):
        assert read_content(content, drafts=drafts).problems == ()


def test_a_skeleton_is_the_next_part_and_a_draft(content: Path) -> None:
    """Its part follows the highest one, its status keeps it from readers, its author is one of the people."""
    new("A new article", "small-series", str(content))
    document = read_content(content, drafts=True).library.documents["articles/small-series/a-new-article.md"]
    assert document.draft
    assert (document.meta["title"], document.meta["series"], document.meta["part"]) == (
        "A new article",
        "small-series",
        3,
    )
    assert [key for key, _ in document.meta["authors"]] == ["team"]
    assert document.meta.keys() == {field.name for field in SCHEMA if field.required}


def test_a_new_series_gets_its_folder(content: Path) -> None:
    """The first article of a series is its first part."""
    series = content / "series.toml"
    series.write_text(series.read_text("utf-8") + f'\n[other]\ntitle = "Other"\nsummary = "{"x" * 50}"\n', "utf-8")
    new("First", "other", str(content))
    reading = read_content(content, drafts=True)
    assert reading.problems == ()
    assert reading.library.documents["articles/other/first.md"].meta["part"] == 1


@pytest.mark.parametrize("title", ["One", "one", "  ONE!  "])
def test_nothing_is_overwritten(content: Path, title: str) -> None:
    """A title that leads to a taken address is refused; no byte of the content changes."""
    before = snapshot(content)
    with pytest.raises(WrongUse, match=r"articles/small-series/one\.md exists already"):
        new(title, "small-series", str(content))
    assert snapshot(content) == before


def test_a_file_that_cannot_be_read_is_not_overwritten(content: Path) -> None:
    """Even a file that is no article yet keeps its place."""
    path = content / "articles/small-series/notes.md"
    path.write_bytes(b"\xff my notes")
    with pytest.raises(WrongUse, match="exists already"):
        new("Notes", "small-series", str(content))
    assert path.read_bytes() == b"\xff my notes"


@pytest.mark.parametrize(
    ("series", "hint"), [("smal-series", 'did you mean "small-series"?'), ("zzz", "allowed: small-series")]
)
def test_an_unknown_series_is_wrong_use(content: Path, series: str, hint: str) -> None:
    """The message names the nearest series, or all of them."""
    before = snapshot(content)
    with pytest.raises(WrongUse) as wrong:
        new("A title", series, str(content))
    assert str(wrong.value) == f"there is no series {series!r}; {hint}"
    assert snapshot(content) == before


@pytest.mark.parametrize("register", ["series.toml", "people.toml"])
def test_an_empty_register_is_wrong_use(content: Path, register: str) -> None:
    """Without a series or a person no article could be right; the message names the file to fill."""
    (content / register).write_text("", "utf-8")
    with pytest.raises(WrongUse, match=register):
        new("A title", "small-series", str(content))


@pytest.mark.parametrize("title", ODD)
def test_an_odd_title_is_kept_or_refused(content: Path, title: str) -> None:
    """Whatever the title, what is written has no problems and reads back as typed; else nothing is written."""
    before = snapshot(content)
    try:
        new(title, "small-series", str(content))
    except WrongUse:
        assert snapshot(content) == before
        return
    reading = read_content(content, drafts=True)
    assert reading.problems == ()
    (path,) = snapshot(content).keys() - before.keys()
    assert reading.library.documents[path].meta["title"] == " ".join(title.split())


@pytest.mark.parametrize("text", ['a "b" c', "a \\ b", "a: b # c", "'", "é – …"])
def test_quoted_text_reads_back(text: str) -> None:
    """YAML gives back what was quoted."""
    source = Source("articles/s/a.md", front=f"title: {quoted(text)}", body="x")
    assert parse_front_matter(source, "page").values["title"] == text
