"""What is not to be seen leaves no trace in what is published: every draft and every article held back has a word of its own."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from conftest import FRONT_MATTER, KEY, SMALL
from sites import names

from tools.build import build

DRAFTS, HELD = ("quokka", "numbat"), ("wombat", "bilby")
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{0}</title><path d="M0 0h9"/></svg>'
RECORD = "\n@article{{{0}2020,\n  author = {{{0}, A}},\n  title = {{On {0}}},\n  journal = {{{0} Letters}},\n  year = {{2020}},\n  doi = {{10.1000/{0}}},\n  verified = {{yes}}\n}}\n"
BODY = """\
A {0} body [@{0}2020] and a {0}term.

![A {0} line.]({{static}}/images/{0}/{0}.svg "A {0} caption.")

> [!symptom] A {0} symptom {{#{0}-symptom}}
> It feels {0}.
"""


def secret(content: Path, word: str, part: int, status: str) -> None:
    """Add an article in which everything bears a word."""
    front = FRONT_MATTER.replace("A title", f"The {word} title").replace("part: 1", f"part: {part}")
    front = front.replace("A summary", f"A {word} summary").replace("status: ready", f"status: {status}")
    (content / f"articles/small-series/{word}-article.md").write_text(front + KEY + BODY.format(word), "utf-8")
    (content / "images" / word).mkdir()
    (content / f"images/{word}/{word}.svg").write_text(DRAWING.format(word), "utf-8")
    with (content / "references.bib").open("a", encoding="utf-8") as file:
        file.write(RECORD.format(word))
    with (content / "glossary.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{word}term\n:   What {word} means.\n")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of six articles: two that are approved in the eyes of the gate, two drafts, two held back."""
    folder = tmp_path_factory.mktemp("leaks")
    content = folder / "content"
    shutil.copytree(SMALL, content)
    for part, word in enumerate((*DRAFTS, *HELD), 3):
        secret(content, word, part, "draft" if word in DRAFTS else "ready")
    for gate in ("hold-back", "unreviewed"):
        build(str(content), str(folder / gate), "publishconf.py", quiet=True, cache=False, gate=gate)
    return folder / "hold-back"


@pytest.mark.parametrize("word", [*DRAFTS, *HELD])
def test_no_word_of_what_stays_out_is_published(published: Path, word: str) -> None:
    """Neither in the name of a file nor in its bytes, packed ones included."""
    assert [name for name in names(published) if word in name.lower() or word in text(published / name).lower()] == []


@pytest.mark.parametrize("word", HELD)
def test_the_words_would_be_found(published: Path, word: str) -> None:
    """Published with its label, the same article shows its word in its page, its image's name and the indexes."""
    shown = {
        name.split("/")[0]
        for name in names(published.with_name("unreviewed"))
        if word in text(published.with_name("unreviewed") / name).lower()
    }
    assert {"articles", "symptoms", "references", "glossary", "feed.xml", "sitemap.xml"} <= shown


def text(path: Path) -> str:
    """A file's words, whatever it is."""
    data = path.read_bytes()
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("latin-1")
