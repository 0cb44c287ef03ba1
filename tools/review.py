"""``invoke review``: shows a clinician what changed and what it rests on, asks, and stamps the sign-off."""

from __future__ import annotations

import calendar
import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plugins.content import DRAWING, PLOT, Snapshot, take_snapshot
from plugins.documents import Document
from plugins.front_matter import words
from plugins.library import Library
from plugins.problems import Problem, ProblemsFound, did_you_mean, report
from plugins.reading import seen_from_here
from plugins.registers import Row, may_review
from plugins.review import State, files_of, review_digest, state_of
from plugins.yaml_fields import Invalid
from tools.check import examine
from tools.failure import ROOT, WrongUse, say
from tools.format import Change, replace
from tools.job import existing_folder
from tools.paths import named_files
from tools.review_queue import rules_for
from tools.signed import Signed, approved_before, from_folder, signed
from tools.stamp import Unusual, stamped
from tools.word_diff import changed_words, word_diff

MONTHS = range(1, 61)
MOST_MINOR_WORDS = 20
SHARED = ("glossary.md", "references.bib", "conditions.toml", "people.toml")


class Case(NamedTuple):
    """An article that is to be signed off: where it lies, what was read, and what is signed now and was before."""

    folder: Path
    document: Document
    data: bytes
    state: State
    now: Signed
    before: Signed | None

    @property
    def place(self) -> str:
        """The article's file, as a writer can open it."""
        return seen_from_here(self.folder, self.document.path)


def review(
    path: str,
    by: str,
    months: str = "12",
    note: str = "",
    minor: str = "",
    content: str = "",
    *,
    yes: bool = False,
    quiet: bool = False,
    today: dt.date | None = None,
) -> dict[str, object]:
    """Sign an article off, once somebody has said yes. ``minor`` carries an approval over a small correction.

    Raises ``ProblemsFound`` where the article has problems, ``WrongUse`` for anything else that is not right.
    """
    folder, today = existing_folder(content or str(ROOT / "content")), today or dt.datetime.now(tz=dt.UTC).date()
    if not path:
        raise WrongUse("name the file of an article with -p, or write --list to see which articles wait")
    due, reason = later(today, months_of(months)), reason_of(note, minor)
    if quiet and not yes:
        raise WrongUse("--json shows no text that anybody could approve; a script says --yes")
    snapshot = take_snapshot(folder)
    case, library = case_of(folder, snapshot, path, today)
    clinician = reviewer(library, by)
    if minor:
        check_minor(case)
    if not quiet:
        show(case, clinician)
    ask(
        f"Does {clinician['name']} confirm that this changes nothing that was reviewed?"
        if minor
        else f"Does {clinician['name']}, {clinician['credential']}, approve this text?",
        yes=yes,
    )
    sign_off = {"by": by, "on": today.isoformat(), "due": due.isoformat(), "digest": case.now.digest}
    if minor:
        sign_off = {**case.document.meta["review"], "digest": case.now.digest}
    change = {"date": today.isoformat(), "note": reason} | ({"minor": by} if minor else {})
    write(case, sign_off, change if reason else None)
    if not quiet:
        sys.stdout.write(
            f"Stamped {case.place}: {'still ' if minor else ''}approved, next review due {sign_off['due']}.\n"
        )
    return {"path": case.place, "review": sign_off}


def months_of(text: str) -> int:
    """A number of months. Raises ``WrongUse``."""
    if not text.isdecimal() or int(text) not in MONTHS:
        raise WrongUse(f"--months {text} is not allowed; write {MONTHS.start} to {MONTHS.stop - 1}")
    return int(text)


def reason_of(note: str, minor: str) -> str:
    """What the change history will tell, if anything. Raises ``WrongUse``."""
    if note and minor:
        raise WrongUse("--note and --minor both give the line for the change history; write one of them")
    return one_line("--minor", minor) if minor else one_line("--note", note) if note else ""


def one_line(option: str, text: str) -> str:
    """The words of an option, which readers will see. Raises ``WrongUse``."""
    try:
        return words(yaml.ScalarNode("", text))
    except Invalid as wrong:
        raise WrongUse(f"{option} {wrong}; {wrong.hint}") from wrong


def case_of(folder: Path, snapshot: Snapshot, path: str, today: dt.date) -> tuple[Case, Library]:
    """The article that a path names, and the library. Raises ``ProblemsFound``, ``WrongUse``."""
    files = named_files([path], folder, snapshot.digests)
    if len(files) != 1 or not files[0].startswith("articles/"):
        raise WrongUse(f"{path} is not one article; name the file of an article")
    found = examine(folder, snapshot, 0, cache=True)
    document = found.library.documents[files[0]]
    tell_problems(folder, document, found.problems)
    if document.draft:
        where = seen_from_here(folder, document.path)
        raise WrongUse(f"{where} is a draft; finish it, write status: ready, and review it then")
    now = signed(document.path, from_folder(folder))._replace(digest=review_digest(document, found.library))
    approval = document.meta.get("review")
    before = approved_before(folder, document.path, approval["digest"]) if approval else None
    state = state_of(document.meta, now.digest, rules_for(today))
    return Case(folder, document, snapshot.data[document.path], state, now, before), found.library


def tell_problems(folder: Path, document: Document, problems: tuple[Problem, ...]) -> None:
    """Say what is open. Raises ``ProblemsFound`` where the article, or a file that it may rest on, has errors."""
    images = files_of(document)
    plots = [path.removesuffix(DRAWING) + PLOT for path in images]
    places = [seen_from_here(folder, path) for path in (document.path, *SHARED, *images, *plots)]
    own = [problem for problem in problems if problem.path in places]
    if any(not problem.warning for problem in own):
        raise ProblemsFound(own)
    if warnings := [problem for problem in own if problem.path == places[0]]:
        say(report(warnings))


def reviewer(library: Library, by: str) -> Row:
    """The clinician of a key. Raises ``WrongUse``."""
    allowed = [key for key, row in library.people.items() if may_review(row)]
    if by not in allowed:
        wrong = f"{by!r} may not review" if by in library.people else f"{by!r} is not in people.toml"
        rule = "nobody may yet: add a person with a credential and reviewer = true to people.toml"
        raise WrongUse(
            f"{wrong if by else 'say with --by who reviews'}; {did_you_mean(by, allowed) if allowed else rule}"
        )
    return library.people[by]


def check_minor(case: Case) -> None:
    """Whether an approval may be carried over. Raises ``WrongUse``."""
    if case.state is not State.CHANGED:
        raise WrongUse(f"{case.place}: nothing to carry over, its state is: {case.state}; leave out --minor")
    if not case.before:
        raise WrongUse(f"{case.place}: the approved text is not in git, so nobody can see what changed; review it anew")
    if (count := changed_words(case.before.text + case.before.uses, case.now.text + case.now.uses)) > MOST_MINOR_WORDS:
        raise WrongUse(f"{case.place}: {count} words changed, which is no small correction; review it anew")


def show(case: Case, clinician: Row) -> None:
    """What the clinician signs: the state, what changed, and what the text rests on."""
    meta, write = case.document.meta, sys.stdout.write
    write(
        f"{meta['title']}\n{case.place}\nState: {case.state}. Reviewer: {clinician['name']}, {clinician['credential']}.\n\n"
    )
    write("".join(f"{line}\n" for line in changes(case)))
    write("\nIt rests on:\n" + "".join(f"  {line}\n" for line in case.now.uses or ("nothing but itself",)) + "\n")


def changes(case: Case) -> list[str]:
    """What changed since the last approval, word by word."""
    approval = case.document.meta.get("review")
    if not approval:
        return ["This is the first review. The text:", "", *case.now.text]
    if case.state is not State.CHANGED:
        return [f"Nothing has changed since the review on {approval['on']}."]
    if not case.before:
        return [f"The text that was approved on {approval['on']} is not in git. The whole text:", "", *case.now.text]
    found = [*word_diff(case.before.text, case.now.text), *word_diff(case.before.uses, case.now.uses)]
    return [
        f"Changed since the review on {approval['on']}, [-what went-] and {{+what came+}}:",
        *(f"\n{each}" for each in found),
    ]


def ask(question: str, *, yes: bool) -> None:
    """Go on only after a yes. Raises ``WrongUse``."""
    if yes:
        return
    try:
        answer = input(f"{question} [y/N] ")
    except EOFError:
        raise WrongUse("nobody is there to answer; a script says --yes") from None
    if answer.strip().lower() not in {"y", "yes"}:
        raise WrongUse("nothing was stamped")


def later(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def write(case: Case, sign_off: Mapping[str, Any], change: Mapping[str, Any] | None) -> None:
    """Put the stamp into the file, whole or not at all. Raises ``WrongUse``."""
    try:
        made = stamped(case.data, sign_off, change)
    except Unusual:
        form = "put each field of the front matter, and each change, on lines of its own; run: invoke format"
        raise WrongUse(f"{case.place}: the stamp finds no place in this front matter; {form}") from None
    replace(case.folder, Change(case.document.path, case.data, made))
