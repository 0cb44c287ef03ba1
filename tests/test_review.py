"""Review: the states follow from front matter, text and day, and an approval is bound to the exact text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from edits import add, change
from sites import KITCHEN_SINK

from plugins.problems import ProblemsFound
from plugins.reading import read_content
from plugins.review import Rules, State, review_digest, state_of, states
from tools.build import build
from tools.review import review
from tools.signed import from_folder, signed

ONE = "articles/small-series/one.md"
RULES = Rules(dt.date(2027, 1, 1), grace=30, soon=60)
CLINICIAN = '\n[clinician]\nname = "C Linician"\ncredential = "MD"\nreviewer = true\n'


def digest(content: Path) -> str:
    """The digest of the first article as it is now."""
    library = read_content(content, drafts=False).library
    return review_digest(library.documents[ONE], library)


@pytest.mark.parametrize(
    ("status", "due", "same", "state"),
    [
        ("draft", "2028-01-01", True, State.DRAFT),
        ("ready", "", True, State.AWAITING),
        ("ready", "2028-01-01", False, State.CHANGED),
        ("ready", "2026-01-01", False, State.CHANGED),
        ("ready", "2027-03-03", True, State.APPROVED),
        ("ready", "2027-03-02", True, State.DUE_SOON),
        ("ready", "2027-01-01", True, State.DUE_SOON),
        ("ready", "2026-12-31", True, State.OVERDUE),
        ("ready", "2026-12-02", True, State.OVERDUE),
        ("ready", "2026-12-01", True, State.LAPSED),
    ],
)
def test_a_state_follows_from_status_text_and_day(status: str, due: str, *, same: bool, state: State) -> None:
    """Each state, on the first and the last day that has it."""
    meta = {"status": status} | ({"review": {"due": due, "digest": "1:a"}} if due else {})
    assert state_of(meta, "1:a" if same else "1:b", RULES) is state


@pytest.mark.parametrize(
    ("path", "old", "new", "same"),
    [
        (ONE, "sleeve", "sleeves", False),
        (ONE, "The first article", "The first articles", False),
        (ONE, "\n", "\r\n", True),
        (ONE, "\n\n", "  \n\n\n", True),
        (ONE, "> A sleeve can", "> A sleeve\n> can", True),
        (ONE, "authors: [team]\nconditions: [migraine]", "conditions: [migraine]\nauthors: [team]", True),
        ("references.bib", "2020", "2019", False),
        ("glossary.md", "does not hurt", "never hurts", False),
        ("glossary.md", "A program", "The program", True),
        ("glossary.md", "\n:   Pain", "\ntouch pain\n:   Pain", False),
        ("glossary.md", "\n", "\r\n", True),
        ("references.bib", "\n", "\r\n", True),
        ("references.bib", "verified = {partial}", "verified = {yes}", True),
        ("references.bib", "  year    = {2020},\n", "", False),
        ("conditions.toml", "Migraine", "Migraines", False),
        ("people.toml", "The team", "Another team", True),
        ("images/one/wave.svg", "Calm", "Calmer", False),
        (ONE, "First version.", "The first version.", True),
        (ONE, "An opening", "<!-- more? -->An opening", True),
        (ONE, "> [!treatment] Take", "> [!principle] Take", True),
        (ONE, "A flat line", "A line", False),
        (ONE, "{#light-touch}", "{#touch}", False),
        ("images/one/wave.svg", "</svg>", "<g/></svg>", False),
    ],
)
def test_the_digest_knows_what_a_reader_sees(content: Path, path: str, old: str, new: str, *, same: bool) -> None:
    """One letter of the text, or of what it rests on, counts; what only lays it out does not."""
    before, text = digest(content), (content / path).read_bytes()
    assert old.encode() in text
    (content / path).write_bytes(text.replace(old.encode(), new.encode()))
    assert (digest(content) == before) is same


def test_an_article_goes_through_all_states(content: Path) -> None:
    """From draft to overdue and back, by what a writer, a clinician and the calendar do; each step on a day of its own."""
    people, article = content / "people.toml", content / ONE
    add(people, CLINICIAN)

    def write(old: str, new: str) -> None:
        change(article, lambda text: text.replace(old, new))

    def sign(day: str) -> None:
        review(
            str(article),
            "clinician",
            "12",
            content=str(content),
            yes=True,
            quiet=True,
            today=dt.date.fromisoformat(day),
        )

    steps: list[tuple[str, Callable[[], None], State]] = [
        ("2026-01-01", lambda: write("status: ready", "status: draft"), State.DRAFT),
        ("2026-01-02", lambda: write("status: draft", "status: ready"), State.AWAITING),
        ("2026-01-03", lambda: sign("2026-01-03"), State.APPROVED),
        ("2026-01-04", lambda: write("sore.", "sore!"), State.CHANGED),
        ("2026-01-05", lambda: write("sore!", "sore."), State.APPROVED),
        ("2026-01-06", lambda: write("\n", "\r\n"), State.APPROVED),
        ("2026-11-03", lambda: None, State.APPROVED),
        ("2026-11-04", lambda: None, State.DUE_SOON),
        ("2027-01-03", lambda: None, State.DUE_SOON),
        ("2027-01-04", lambda: None, State.OVERDUE),
        ("2027-02-02", lambda: None, State.OVERDUE),
        ("2027-02-03", lambda: None, State.LAPSED),
        ("2027-02-04", lambda: sign("2027-02-04"), State.APPROVED),
        ("2027-02-05", lambda: write("status: ready", "status: draft"), State.DRAFT),
        ("2027-02-06", lambda: write("status: draft", "status: ready"), State.APPROVED),
        ("2029-01-01", lambda: write("sore.", "sore!"), State.CHANGED),
    ]
    for day, step, state in steps:
        step()
        library = read_content(content, drafts=True).library
        assert states(library, RULES._replace(today=dt.date.fromisoformat(day)))[ONE] is state, day


def test_a_stamp_changes_nothing_else_and_opens_the_gate(content: Path, tmp_path: Path) -> None:
    """Two sign-offs later the site may be published; an edit closes the gate again."""
    people = content / "people.toml"
    people.write_text(people.read_text("utf-8") + CLINICIAN, "utf-8")
    before = (content / ONE).read_text("utf-8")
    for name in ("one", "two"):
        path = str(content / f"articles/small-series/{name}.md")
        review(path, "clinician", content=str(content), yes=True, quiet=True)
    after = (content / ONE).read_text("utf-8")
    kept = after[: after.index("review:\n")] + after[after.index("changes:\n") :]
    assert kept == before
    site = str(tmp_path / "output")
    assert build(str(content), site, quiet=True, gate="approved")["articles"] == 2
    (content / ONE).write_text(after.replace("sleeve", "sleeves"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        build(str(content), site, quiet=True, gate="approved")
    assert [problem.code for problem in found.value.problems] == ["review-changed"]
    assert build(str(content), site, quiet=True, gate="hold-back")["articles"] == 1


@pytest.mark.parametrize("folder", [ROOT / "content", KITCHEN_SINK], ids=["content", "kitchen-sink"])
def test_what_a_clinician_is_shown_is_what_the_build_holds_against_it(folder: Path) -> None:
    """Of each article, whatever it shows: drawings, plots, records, terms; in one file alone and among all others."""
    library = read_content(folder, drafts=True).library
    read = from_folder(folder)
    assert {each.path: signed(each.path, read).digest for each in library.articles} == {
        each.path: review_digest(each, library) for each in library.articles
    }
