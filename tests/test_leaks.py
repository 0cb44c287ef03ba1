"""What is not to be seen leaves no trace in what is published: every draft and every article held back has a word of its own."""

from __future__ import annotations

import datetime as dt
import gzip
from functools import cache
from pathlib import Path

import pytest
from conftest import SMALL
from drawn import put_photo
from sites import names
from test_review import CLINICIAN

from tools.build import build
from tools.review import review

SHOWN = ("one", "two")
DRAFTS, HELD = ("quokka", "numbat"), ("wombat", "bilby", "dingo")  # awaiting, changed since review, overdue past grace
WORDS = (*DRAFTS, *HELD)
LONG_AGO = dt.date(2020, 1, 2)
PUBLISHED = ("articles", "feed.xml", "glossary", "images", "pagefind", "people", "references", "series", "sitemap.xml")
GATES = {"": DRAFTS, "unreviewed": DRAFTS, "hold-back": WORDS, "approved": DRAFTS}
HIDDEN = """\
---
title: "The {m} title"  # {m} comment
summary: A {m} summary that is long enough to be allowed, because it has fifty characters or more.
series: {series}
part: {part}
date: 2027-01-02
authors: [{m}-author]
conditions: [{m}-condition]
aliases: [articles/{series}-{m}-before]
status: {status}
changes:
  - date: 2027-01-02
    note: The {m} change.
waive:
  - rule: capitals
    reason: The {m} reason.
---

A {m} body with a {m}term and a {m} note[^{m}], cited [@{m}2020].

> [!key] The {m} message {{#{m}-message}}
> Key words of {m}.

## The {m} heading {{#{m}-heading}}

See [{m} words]({{filename}}one.md#light-touch), or the [{m} part](#{m}-heading).

![A {m} drawing.]({{static}}/images/{m}/{m}-drawing.svg "A {m} caption.")

![A {m} plot.]({{static}}/images/{m}/{m}-plot.svg "A {m} idea.")

![A {m} photo.]({{static}}/images/{m}/{m}-photo.jpg)

> [!symptom] A {m} symptom {{#{m}-symptom}}
> It feels {m}.

A | {m}
--|--
1 | {m}

> [!treatment] A {m} treatment {{#{m}-treatment}}
> It helps {m}.

Text between.

> [!definition] {m}word {{#{m}-word}}
> Plain words first, then the term: *{m}word*.

Text between.

> [!myth] The {m} fact
> Not the {m} myth.

[^{m}]: The {m} footnote.

## What to do

> [!caution] A {m} caution
> Take {m} care.

## When to get help now

> [!urgent] Call us today if you have:
> - a {m} sign
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 120"><title>{m}</title><desc>{m}</desc><text>{m}</text></svg>"""
PLOT = """\
# {m}
x = ["Little {m}", "Much {m}"]
y = "More {m}"

[threshold]
at = 55
label = "From here {m}"

[[curve]]
name = "The {m}"
line = "solid"
place = [90, 50]
points = [[0, 0], [99, 90]]
"""
REGISTERS = {
    "people.toml": '\n[{m}-author]\nname = "{m} Author"\nabout = "{m} words."\n'
    '\n[{m}-reviewer]\nname = "{m} Reviewer"\ncredential = "{m} MD"\nreviewer = true\nabout = "{m} words."\n',
    "conditions.toml": '\n[{m}-condition]\nname = "{m} condition"\ndefinition = "{m} words."\nsources = ["{m}2021"]\n',
    "references.bib": "".join(
        f"\n@article{{{{{{m}}{year},\n  author = {{{{{{m}}, A}}}},\n  title = {{{{On {{m}}}}}},\n  journal = {{{{{{m}} Letters}}}},\n"
        f"  year = {{{{{year}}}}},\n  doi = {{{{10.1000/{{m}}{year}}}}},\n  verified = {{{{yes}}}}\n}}}}\n"
        for year in (2020, 2021, 2022, 2023)
    ),
    "glossary.md": "\n{m}term\n{m}alias\n:   What {m} means [@{m}2022]. ![A {m}.]({{static}}/images/{m}/{m}-term.svg)\n",
    "series.toml": '\n[{m}-series]\ntitle = "The {m} series"\nsummary = "A {m} series of which nobody may see a word as yet, whoever asks for it."\n',
}
LINKS = (
    "\n## More\n\n"
    + "\n\n".join(f"Linked [here]({{filename}}{word}-article.md#{word}-symptom)." for word in HELD)
    + "\n"
)


def append(file: Path, text: str) -> None:
    """Add text at the end of a file."""
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def add_secret(content: Path, word: str, part: int) -> None:
    """Add an article of which everything bears a word; a draft has a series of its own too."""
    for name, text in REGISTERS.items():
        append(content / name, text.format(m=word))
    for name, text in {"drawing.svg": DRAWING, "plot.toml": PLOT, "term.svg": DRAWING}.items():
        file = content / f"images/{word}/{word}-{name}"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.format(m=word), "utf-8")
    put_photo(content / f"images/{word}/{word}-photo.jpg")
    for series in ("small-series", *([f"{word}-series"] if word in DRAFTS else [])):
        name = f"{word}-article.md" if series == "small-series" else f"{word}-alone.md"
        text = HIDDEN.format(m=word, part=part, status="draft" if word in DRAFTS else "ready", series=series)
        file = content / "articles" / series / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("}one.md", "}/articles/small-series/one.md"), "utf-8")


def sign(content: Path, name: str, by: str, today: dt.date | None = None) -> None:
    """Let a made-up clinician sign an article off."""
    path = str(content / f"articles/small-series/{name}.md")
    review(path, by, content=str(content), yes=True, quiet=True, today=today)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in each mode: two articles to be seen, four drafts, three held back. For "approved" those are signed off too."""
    folder = tmp_path_factory.mktemp("leaks")
    content = folder / "content"
    content.mkdir()
    for file in SMALL.rglob("*"):
        if file.is_file():
            (content / file.relative_to(SMALL)).parent.mkdir(parents=True, exist_ok=True)
            (content / file.relative_to(SMALL)).write_bytes(file.read_bytes())
    append(content / "people.toml", CLINICIAN)
    for part, word in enumerate(WORDS, 3):
        add_secret(content, word, part)
    append(content / "articles/small-series/two.md", "\n<!-- a quokka comment -->\n" + LINKS)
    for name in SHOWN:
        sign(content, name, "clinician")
    sign(content, "bilby-article", "bilby-reviewer")
    append(content / "articles/small-series/bilby-article.md", "\n## More\n\nOne more word.\n")
    sign(content, "dingo-article", "dingo-reviewer", LONG_AGO)
    for gate in ("unreviewed", "hold-back"):
        build(str(content), str(folder / gate), "publishconf.py", quiet=True, gate=gate)
    build(str(content), str(folder / "plain"), quiet=True)
    for word in HELD:
        sign(content, f"{word}-article", f"{word}-reviewer")
    build(str(content), str(folder / "approved"), "publishconf.py", quiet=True, gate="approved")
    return folder


@pytest.mark.parametrize(("gate", "word"), [(gate, word) for gate, hidden in GATES.items() for word in hidden])
def test_no_word_of_what_stays_out_is_published(sites: Path, gate: str, word: str) -> None:
    """Neither in the name of a file nor in its bytes, packed ones included, in each way to publish."""
    assert found(sites / (gate or "plain"), word) == []


@pytest.mark.parametrize("word", HELD)
def test_the_words_would_be_found(sites: Path, word: str) -> None:
    """Published with its label, the same article shows its word in its page, its images' names, each index and search."""
    assert {name.split("/")[0] for name in found(sites / "unreviewed", word)} >= {*PUBLISHED, "cards"}


def test_what_goes_out_is_whole_without_the_others(sites: Path) -> None:
    """The articles that are left are all there, and links to the others are plain words."""
    page = (sites / "hold-back/articles/two/index.html").read_text("utf-8")
    assert page.count("Linked here.") == len(HELD)
    articles = {name.split("/")[1] for name in names(sites / "hold-back") if name.startswith("articles/")}
    assert articles == set(SHOWN)


def found(site: Path, word: str) -> list[str]:
    """The files of a site whose names or bytes hold a word."""
    return [name for name in names(site) if word in name.lower() or word in words_of(site / name)]


@cache
def words_of(file: Path) -> str:
    """What a file holds, unpacked and in lower case."""
    data = file.read_bytes()
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("latin-1").lower()
