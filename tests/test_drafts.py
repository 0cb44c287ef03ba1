"""A draft leaves no trace in a site, unless drafts are shown; then it says that it is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import asset, names, one, snapshot, text, tree

from plugins.problems import ProblemsFound
from tools.build import build

pytest_plugins = ("built",)
DRAFT = """\
---
title: Unfinished business
summary: A draft of which nobody may see a word before it is ready to be read by everybody.
series: {series}
part: {part}
date: 2027-05-06
authors: [drafter]
conditions: [draftitis]
status: draft
---

> [!key] The draft's own message {{#draft-message}}
> In plain words.

![A drawing.]({{static}}/images/unfinished/secret.svg)

> [!symptom] A draft's symptom {{#draft-symptom}}
> It hurts a little [@never-cited-elsewhere].

Text between.

> [!treatment] Treat the draft {{#draft-treatment}}
> It helps.

Text between.

> [!definition] Draftword {{#draft-definition}}
> Plain words first, then the term: *draftword*.

See [the first]({{filename}}/articles/small-series/one.md), and allodynia.
"""
RECORD = "\n@misc{never-cited-elsewhere,\n  title = {Draft source},\n  verified = {yes},\n}\n"


@pytest.fixture
def with_draft(content: Path) -> Path:
    """The small content with a draft that has its own author, condition, source, word, drawing and series."""
    append(content / "people.toml", '\n[drafter]\nname = "Drafter"\n')
    append(content / "conditions.toml", '\n[draftitis]\nname = "Draftitis"\ndefinition = "A condition."\n')
    append(content / "references.bib", RECORD)
    append(content / "series.toml", f'\n[drafts-only]\ntitle = "Drafts only"\nsummary = "{"A draft " * 8}"\n')
    for series, part, name in (("small-series", 3, "unfinished"), ("drafts-only", 1, "unfinished-too")):
        path = content / "articles" / series / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        text = DRAFT.format(series=series, part=part)
        path.write_text(text.replace("draft-", "other-draft-") if part == 1 else text, "utf-8")
    drawing = content / "images/unfinished/secret.svg"
    drawing.parent.mkdir()
    drawing.write_bytes((content / "images/one/wave.svg").read_bytes())
    return content


def append(file: Path, text: str) -> None:
    """Add text at the end of a file."""
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_a_draft_leaves_no_trace(with_draft: Path, small: Path, tmp_path: Path) -> None:
    """With drafts in the content, the site is the same, byte for byte, as without them."""
    build(str(with_draft), str(tmp_path / "output"), quiet=True)
    assert snapshot(tmp_path / "output") == snapshot(small)


def test_shown_drafts_are_everywhere_and_marked(with_draft: Path, tmp_path: Path) -> None:
    """With drafts shown, a draft has its page and its place in every list, and says that it is a draft."""
    site = tmp_path / "output"
    build(str(with_draft), str(site), drafts=True, quiet=True)
    assert "Draft." in text(one(tree(site / "articles/unfinished/index.html"), ".draft"))
    assert asset(site, "images/unfinished/secret.svg").is_file()
    assert "series/drafts-only/index.html" in names(site)
    expected = {
        "symptoms": "A draft’s symptom",
        "treatments": "Treat the draft",
        "conditions": "Draftitis",
        "glossary": "Draftword",
        "references": "Draft source.",
        "people": "Drafter",
        "series/small-series": "Draft",
        ".": "Unfinished business",
    }
    for page, words in expected.items():
        assert words in text(one(tree(site / page / "index.html"), "main")), page


def test_a_finished_article_is_not_marked(small: Path) -> None:
    """Nothing on a finished article says that it is a draft."""
    page = tree(small / "articles/one/index.html")
    assert page.css(".draft") == []
    assert "Draft" not in text(page.body)


def test_a_link_to_a_draft_is_a_problem_unless_drafts_are_shown(with_draft: Path, tmp_path: Path) -> None:
    """A finished article cannot lead readers to a page that they do not get; a preview can."""
    append(with_draft / "pages/about.md", "\nSee [the draft]({filename}/articles/small-series/unfinished.md).\n")
    with pytest.raises(ProblemsFound) as found:
        build(str(with_draft), str(tmp_path / "output"), quiet=True)
    assert [problem.code for problem in found.value.problems] == ["link-draft"]
    assert not (tmp_path / "output").exists()
    build(str(with_draft), str(tmp_path / "output"), drafts=True, quiet=True)
    assert "articles/unfinished/index.html" in names(tmp_path / "output")
