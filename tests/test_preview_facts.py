"""What the bar below a page says of its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from edits import add, change
from samples import doc
from test_review import CLINICIAN

from plugins.problems import Problem
from plugins.readability import readability_of
from plugins.review import State
from plugins.store import Store
from tools import preview_facts as module
from tools.preview import Preview
from tools.preview_facts import Facts, facts_from
from tools.preview_page import MOST_LISTED, below
from tools.review import review

LONG_BOX = "\n## More\n\n> [!symptom] A long box\n" + "> many words\n" * 60
ONE = "articles/one/index.html"


@pytest.fixture
def preview(content: Path, tmp_path: Path) -> Iterator[Preview]:
    """A preview of the small content, of which one article has a warning, and the other is a draft."""
    add(content / "articles/small-series/one.md", LONG_BOX)
    change(content / "articles/small-series/two.md", lambda old: old.replace("status: ready", "status: draft"))
    with closing(Preview(content, tmp_path / "preview")) as preview:
        preview.rebuild()
        yield preview


def test_an_article_is_told_with_its_state(preview: Preview, content: Path) -> None:
    """Where it stands, how long it takes, and how hard it is to read."""
    facts = preview.state.facts
    assert facts.file_of(ONE) == (content / "articles/small-series/one.md").as_posix()
    assert facts.facts_of(ONE) == [
        *(("State", "Awaiting review"), ("Reading time", "1 minute")),
        ("Difficulty", f"grade {readability_of(facts.documents[ONE], Store(facts.store), facts.terms).grade}"),
    ]
    assert facts.facts_of("articles/two/index.html")[0] == ("State", "Draft")


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.DRAFT, "Draft"),
        (State.AWAITING, "Awaiting review"),
        (State.CHANGED, "Changed since review on 2026-01-02"),
        (State.APPROVED, "Approved until 2027-01-02"),
        (State.DUE_SOON, "Approved, next review due soon: 2027-01-02"),
        (State.OVERDUE, "Overdue: review was due on 2027-01-02"),
        (State.LAPSED, "Overdue past grace: review was due on 2027-01-02"),
    ],
)
def test_every_state_is_told(state: State, told: str) -> None:
    """In words, with the day that counts."""
    document = doc("one", meta={"review": {"on": "2026-01-02", "due": "2027-01-02"}})
    facts = facts_from(Path("content"), [document], (), "", {document.path: state})
    assert facts.facts_of(ONE)[0] == ("State", told)


def test_an_edit_after_the_review_is_told_at_once(preview: Preview, content: Path) -> None:
    """The bar never says that a clinician has approved what nobody has seen."""
    article = content / "articles/small-series/one.md"
    add(content / "people.toml", CLINICIAN)
    review(str(article), "clinician", content=str(content), yes=True, quiet=True)
    for said in ("Approved until", "Changed since review on"):
        preview.rebuild()
        assert preview.state.facts.facts_of(ONE)[0][1].startswith(said)
        add(article, "\nOne more word.\n")


def test_a_page_has_no_state(preview: Preview) -> None:
    """Only articles are drafts, or reviewed."""
    assert preview.state.facts.facts_of("about/index.html") == [("Reading time", "1 minute")]


def test_without_a_cache_the_grade_is_left_out(preview: Preview, tmp_path: Path) -> None:
    """All else is still told."""
    facts = preview.state.facts._replace(store=str(tmp_path / "nowhere"))
    assert [label for label, _ in facts.facts_of(ONE)] == ["State", "Reading time"]


def test_warnings_stand_with_their_file(preview: Preview) -> None:
    """Those of the reading and those of the editor; all of them on pages that are made from several files."""
    facts = preview.state.facts
    told, others = facts.warnings_of(ONE), facts.warnings_of("articles/two/index.html")
    assert {"[references-few]", "[callout-length]"} <= set(codes(told))
    assert all("one.md:" in warning for warning in told)
    assert sorted([*told, *others]) == sorted(facts.warnings_of("index.html"))
    assert (facts.file_of("index.html"), facts.facts_of("index.html")) == ("", [])


def test_what_a_file_waives_is_no_warning(preview: Preview, content: Path) -> None:
    """As in a check; a waiver that waives nothing is one."""
    waivers = "".join(f"  - rule: {rule}\n    reason: A short one.\n" for rule in ("references-few", "capitals"))
    change(content / "articles/small-series/one.md", lambda old: old.replace("status:", f"waive:\n{waivers}status:", 1))
    preview.rebuild()
    told = codes(preview.state.facts.warnings_of(ONE))
    assert "[waiver-unused]" in told
    assert "[references-few]" not in told


def test_of_very_many_warnings_the_first_are_listed(preview: Preview) -> None:
    """A page of all files stays light; the rest is counted."""
    many = tuple(Problem("a.md", line, "code", "words", warning=True) for line in range(1, MOST_LISTED + 4))
    html = below(Facts(preview.content, {}, many), "index.html", 0)
    assert html.count("<li>") == MOST_LISTED
    assert "And 3 more: invoke check lists them all." in html


def test_without_a_good_cache_the_editor_is_silent(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is built all the same."""
    monkeypatch.setattr("tools.preview.edit", fail)
    add(preview.content / "pages/about.md", "\nMore.\n")
    preview.rebuild()
    assert preview.state.problems == ()
    assert codes(preview.state.facts.warnings_of(ONE)) == ["[callout-length]"]


def codes(warnings: Iterable[str]) -> list[str]:
    """The codes of warnings, in brackets."""
    return [warning.rpartition(" ")[2] for warning in warnings]


def fail(*_: object) -> None:
    """As where a page of the cache is no good."""
    raise sqlite3.DatabaseError("malformed")


def test_a_fact_is_one_row_more(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given the Document and the file, and stands in the bar; without a value it is left out."""
    rows = (("Words", lambda text: str(len(text.file.read_text("utf-8").split()))), ("Nothing", lambda _: ""))
    monkeypatch.setattr(module, "FACTS", rows)
    ((label, value),) = preview.state.facts.facts_of(ONE)
    assert label == "Words"
    assert int(value) > 100
    assert f"<dt>Words</dt><dd>{value}</dd>" in below(preview.state.facts, ONE, 0)


def test_facts_are_text(preview: Preview) -> None:
    """Nothing that a writer types is HTML in the bar."""
    warning = Problem("<i>.md", 1, "code", "<script>", warning=True)
    html = below(Facts(preview.content, {}, (warning,)), "index.html", 0)
    assert "&lt;i&gt;.md:1:" in html
    assert "<script>" not in html


def test_facts_are_those_of_the_last_good_build(preview: Preview, content: Path) -> None:
    """They belong to the page that is shown."""
    before = preview.state.facts
    change(content / "articles/small-series/one.md", lambda old: old.replace("status: ready", "status: raedy"))
    preview.rebuild()
    assert preview.state.problems
    assert preview.state.facts == before
