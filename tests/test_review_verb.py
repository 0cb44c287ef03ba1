"""``invoke review`` as a clinician uses it: what it shows, asks and stamps, and what it says of each mistake."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SMALL
from edits import add, change
from projects import run
from sites import one, text, tree

from plugins.front_matter import SCHEMA
from plugins.problems import ProblemsFound
from plugins.reading import read_content
from plugins.review import is_current
from tools.build import build
from tools.failure import WrongUse
from tools.format import format_content
from tools.git import Git
from tools.review import review
from tools.review_queue import review_queue
from tools.stamp import meta_of, stamped

TODAY = dt.date(2027, 1, 31)
ONE, TWO = "articles/small-series/one.md", "articles/small-series/two.md"
PEOPLE = """
[ann]
name = "Ann Made-Up"
credential = "MD"
reviewer = true

[ben]
name = "Ben Made-Up"
credential = "MD"

[cy]
name = "Cy Made-Up"
"""
Ask = Callable[[str], str]


@pytest.fixture
def desk(content: Path) -> Path:
    """The small content with a made-up clinician, and two people who are none."""
    add(content / "people.toml", PEOPLE)
    return content


def sign(content: Path, path: str = ONE, by: str = "ann", **options: Any) -> dict[str, Any]:
    """Sign an article off, without a question."""
    quietly: dict[str, Any] = {"yes": True, "quiet": True, "today": TODAY}
    return review(str(content / path), by, content=str(content), **(quietly | options))


def commit(content: Path) -> None:
    """Put the content into git, as it is."""
    git = Git(content)
    git.run("init", "-q")
    git.run("add", "-A")
    git.run("-c", "user.name=T", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false", "commit", "-qm", "x")


def swap(content: Path, old: str, new: str, path: str = ONE) -> None:
    """Change some words of a file."""
    assert old in (content / path).read_text("utf-8")
    change(content / path, lambda text: text.replace(old, new))


def approved(content: Path, path: str = ONE) -> bool:
    """Whether an article's text is the one that was approved."""
    library = read_content(content, drafts=True).library
    return is_current(library.documents[path], library)


def no_one(_: str) -> str:
    """Where no terminal is."""
    raise EOFError


def test_a_sign_off_is_stamped_and_reads_back(desk: Path) -> None:
    """Who, when, until when: on the last day of a month that has fewer days."""
    made = sign(desk, months="13", note="Looked at by a clinician.")
    document = read_content(desk, drafts=False).library.documents[ONE]
    stamp = document.meta["review"]
    assert (stamp["by"], stamp["on"], stamp["due"]) == ("ann", "2027-01-31", "2028-02-29")
    assert made == {"path": (desk / ONE).as_posix(), "review": stamp}
    assert document.meta["changes"][-1] == {"date": "2027-01-31", "note": "Looked at by a clinician."}
    assert approved(desk)


def test_whatever_fields_an_article_has_it_can_be_stamped() -> None:
    """Every field of the schema, in forms that people write; and all the others stay as they were."""
    more = "lang: es\ntranslates: first\naliases: [articles/before]\nwaive: # why\n  - rule: capitals\n    reason: It is so.\n# the end\n"
    text = (SMALL / ONE).read_text("utf-8").replace("changes:\n", f"{more}changes: # oldest first\n")
    before = meta_of(text.encode())
    assert before.keys() == {field.name for field in SCHEMA if "article" in field.kinds} - {"review"}
    stamp = {"by": "ann", "on": "2027-01-31", "due": "2028-01-31", "digest": "1:0123456789abcdef"}
    after = meta_of(stamped(text.encode(), stamp, {"date": "2027-01-31", "note": "A note."}))
    assert {name: value for name, value in after.items() if before.get(name) != value}.keys() == {"review", "changes"}
    assert after["review"] == stamp


@pytest.mark.parametrize(
    ("path", "options", "said"),
    [
        (ONE, {"by": "an"}, "'an' is not in people.toml; did you mean \"ann\"?"),
        (ONE, {"by": ""}, "say with --by who reviews; allowed: ann"),
        (ONE, {"by": "ben"}, "'ben' may not review; allowed: ann"),
        (ONE, {"by": "cy"}, "'cy' may not review; allowed: ann"),
        (ONE, {"months": "0"}, "--months 0 is not allowed; write 1 to 60"),
        (ONE, {"months": "a year"}, "--months a year is not allowed; write 1 to 60"),
        (
            ONE,
            {"note": " "},
            "--note is empty or not plain text; write one line of text, in quotes if it holds a colon",
        ),
        (
            ONE,
            {"note": "a", "minor": "b"},
            "--note and --minor both give the line for the change history; write one of them",
        ),
        (ONE, {"minor": "A comma."}, "ONE: nothing to carry over, its state is: awaiting review; leave out --minor"),
        (ONE, {"yes": False}, "--json shows no text that anybody could approve; a script says --yes"),
        (TWO, {}, "TWO is a draft; finish it, write status: ready, and review it then"),
        ("pages/about.md", {}, "PAGE is not one article; name the file of an article"),
        ("articles", {}, "ALL is not one article; name the file of an article"),
        ("articles/small-series/oen.md", {}, 'there is no such content file: OEN; did you mean "ONE"?'),
    ],
)
def test_wrong_use_is_told_in_one_line(desk: Path, path: str, options: Mapping[str, Any], said: str) -> None:
    """With what would be right; and nothing is written."""
    swap(desk, "status: ready", "status: draft", TWO)
    before = (desk / ONE).read_bytes(), (desk / TWO).read_bytes()
    with pytest.raises(WrongUse) as wrong:
        sign(desk, path, **options)
    names = {"ONE": ONE, "TWO": TWO, "PAGE": "pages/about.md", "ALL": "articles", "OEN": "articles/small-series/oen.md"}
    expected = re.sub(
        "|".join(rf"\b{name}\b" for name in names), lambda found: (desk / names[found[0]]).as_posix(), said
    )
    assert str(wrong.value) == expected
    assert ((desk / ONE).read_bytes(), (desk / TWO).read_bytes()) == before


def test_where_nobody_may_review_it_says_what_to_do(content: Path) -> None:
    """A key alone makes no clinician."""
    with pytest.raises(WrongUse, match=r"nobody may yet: add a person with a credential and reviewer = true to people"):
        sign(content, by="team")


@pytest.mark.parametrize(
    ("path", "line"), [(ONE, "\n> [!key] Another\n> Words.\n"), ("glossary.md", "\nEmpty [@x]\n:   X [@x].\n")]
)
def test_an_article_with_errors_cannot_be_signed(desk: Path, path: str, line: str) -> None:
    """Nor one that may rest on a file with errors: they are listed, as in a build."""
    add(desk / path, line)
    with pytest.raises(ProblemsFound) as found:
        sign(desk)
    assert {problem.path for problem in found.value.problems if not problem.warning} == {(desk / path).as_posix()}


@pytest.mark.parametrize(
    ("answer", "said"),
    [(lambda _: "n", "nothing was stamped"), (lambda _: "", "nothing was stamped"), (no_one, "nobody is there")],
)
def test_only_a_yes_stamps(desk: Path, monkeypatch: pytest.MonkeyPatch, answer: Ask, said: str) -> None:
    """Anything else, and the end of input, leaves the file as it was."""
    monkeypatch.setattr("builtins.input", answer)
    before = (desk / ONE).read_bytes()
    with pytest.raises(WrongUse, match=said):
        sign(desk, yes=False, quiet=False)
    assert (desk / ONE).read_bytes() == before


def test_a_yes_stamps(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question names the clinician."""
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or "Yes")  # type: ignore[func-returns-value]
    sign(desk, yes=False, quiet=False)
    assert asked == ["Does Ann Made-Up, MD, approve this text? [y/N] "]
    assert approved(desk)


def test_the_first_review_shows_the_text_and_what_it_rests_on(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its references, terms, images and conditions."""
    sign(desk, quiet=False)
    said = capsys.readouterr().out
    for words in (
        "State: awaiting review. Reviewer: Ann Made-Up, MD.",
        "A sleeve can feel sore.",
        "Reference 1 [@one2020]: One O, et al. A study of one thing.",
        "Term Allodynia : Pain from something",
        "Image images/one/wave.svg (",
        "Condition Migraine",
    ):
        assert words in said


def test_what_changed_is_shown_word_by_word(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In the text, in a record and in a term; what did not change is left out."""
    sign(desk)
    commit(desk)
    swap(desk, "A sleeve can", "A shirt may")
    swap(desk, "A study of one", "A study of no", "references.bib")
    swap(desk, "does not hurt", "never hurts", "glossary.md")
    sign(desk, quiet=False)
    changed = capsys.readouterr().out.partition("\nIt rests on")[0].partition("came+}:")[2]
    assert changed.split("\n\n")[1:] == [
        ">A [-sleeve can-]{+shirt may+} feel sore.",
        "Reference 1 [@one2020]: One O, et al. A study of [-one-]{+no+} thing. Journal of Things. 2020;1(2):3–4. doi:10.1000/one.2020",
        "Term Allodynia : Pain from something that normally [-does not hurt-]{+never hurts+} [@one2020].\n",
    ]


def test_without_git_the_whole_text_is_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And no approval is carried over, for nobody can see what changed."""
    sign(desk)
    swap(desk, "A sleeve can", "A shirt may")
    with pytest.raises(WrongUse, match="the approved text is not in git"):
        sign(desk, minor="A better word.")
    sign(desk, quiet=False)
    said = capsys.readouterr().out
    assert "The text that was approved on 2027-01-31 is not in git. The whole text:" in said
    assert "A shirt may feel sore." in said


def test_a_small_correction_carries_the_approval_over(desk: Path, tmp_path: Path) -> None:
    """The day and the reviewer stay; the change, and who calls it small, stand on the page."""
    first = sign(desk)["review"]
    commit(desk)
    swap(desk, "A sleeve can", "A sleeve may")
    second = sign(desk, minor="A better word.", today=dt.date(2027, 3, 1))["review"]
    assert second == first | {"digest": second["digest"]}
    assert second["digest"] != first["digest"]
    build(str(desk), str(tmp_path / "output"), quiet=True)
    page = tree(tmp_path / "output/articles/one/index.html")
    assert "Reviewed by Ann Made-Up, MD" in text(one(page, ".byline"))
    last = text(one(page, ".review").css("li")[-1])
    assert last == (
        "March 1, 2027: A better word. (A small correction: Ann Made-Up, MD confirmed that the review still holds.)"
    )


def test_a_large_correction_is_none(desk: Path) -> None:
    """More than a few words need a review."""
    sign(desk)
    commit(desk)
    swap(desk, "A sleeve can feel sore.", "Words. " * 21)
    with pytest.raises(WrongUse, match="words changed, which is no small correction; review it anew"):
        sign(desk, minor="A better word.")


def test_formatting_keeps_the_approval(desk: Path) -> None:
    """However untidy a file is when it is signed off."""
    swap(desk, "> [!key] The main message\n> In plain words.", '!!! key "The main message"\n    In plain words.   ')
    change(
        desk / ONE, lambda old: old.replace("authors: [team]\n", "", 1).replace("date:", "authors: [team]\ndate:", 1)
    )
    sign(desk)
    assert format_content(str(desk), [], quiet=True)["changed"]
    assert approved(desk)


def test_the_list_is_in_the_order_of_need(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is overdue first; what is approved for long is not in it; one path asks for what lies there."""
    sign(desk)
    late = dt.date(2028, 2, 1)
    review_queue(str(desk), today=late)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"overdue               {(desk / ONE).as_posix()}  reviewed 2027-01-31 by ann, due 2028-01-31",
        f"awaiting review       {(desk / TWO).as_posix()}",
        "1 overdue, 1 awaiting review",
    ]
    told: Any = review_queue(str(desk), overdue=True, quiet=True, today=late)["articles"]
    assert [row["state"] for row in told] == ["overdue"]
    assert told[0] | {"by": "ann", "on": "2027-01-31", "due": "2028-01-31"} == told[0]
    assert not review_queue(str(desk), str(desk / ONE), quiet=True, today=TODAY)["articles"]
    review_queue(str(desk), overdue=True, today=TODAY)
    assert capsys.readouterr().out == "No review is overdue.\n"


def test_the_weekly_report_sees_what_the_list_says(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The workflow opens its issue where a line begins as the list begins them."""
    sign(desk)
    (pattern,) = re.findall(r'grep -q "(.+?)" report', (ROOT / ".github/workflows/reviews.yml").read_text("utf-8"))
    for today, overdue in ((TODAY, False), (dt.date(2028, 2, 1), True), (dt.date(2028, 9, 1), True)):
        review_queue(str(desk), overdue=True, today=today)
        assert bool(re.search(pattern, capsys.readouterr().out, re.MULTILINE)) is overdue


def test_the_command_ends_with_the_codes_that_it_promises(desk: Path) -> None:
    """0, 1 for problems in the content, 2 for wrong use; one JSON object, or one line."""
    command = ("invoke", "-r", str(ROOT), "review", "--content", str(desk))
    done = run(*command, "-p", str(desk / ONE), "--by", "ann", "--json", "--yes", cwd=desk)
    assert (done.returncode, json.loads(done.stdout)["review"]["by"]) == (0, "ann")
    done = run(*command, "--by", "ann", cwd=desk)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "name the file of an article with -p, or write --list to see which articles wait\n"
    add(desk / ONE, "\n[@nowhere]\n")
    done = run(*command, "-p", str(desk / ONE), "--by", "ann", "--yes", cwd=desk)
    assert (done.returncode, done.stdout) == (1, "")
    assert "citation-unknown" in done.stderr
