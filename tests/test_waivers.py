"""Waivers: a rule set aside for one file, with a reason, is told and stops nothing; nothing else is set aside."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from projects import run
from spoiled import ARTICLE, lay

from plugins.documents import Callout, Document
from plugins.problems import Problem, ProblemsFound
from plugins.waivers import unused_waivers, waive
from tools.build import build
from tools.check import check

REASON = "The clinic asked for it."


def waive_in(content: Path, *rules: str) -> Path:
    """Let the bad article waive some rules."""
    path = content / ARTICLE
    field = "waive:\n" + "".join(f"  - rule: {rule}\n    reason: {REASON}\n" for rule in rules)
    text = path.read_text("utf-8").replace("status:", f"{field}status:", 1)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["urgent", "emergency"])
def test_a_waived_error_stops_no_build(kind: str, content: Path, tmp_path: Path) -> None:
    """A second box of a care level can be wanted: with a waiver the site is built."""
    lay(f"callout-too-many--{kind}.md", content)
    with pytest.raises(ProblemsFound):
        build(str(content), str(tmp_path / "output"), quiet=True)
    waive_in(content, "callout-too-many")
    summary = build(str(content), str(tmp_path / "output"), quiet=True)
    assert (summary["problems"], summary["warnings"]) == ([], [])
    assert (tmp_path / "output/articles/bad/index.html").is_file()


def test_only_boxes_that_the_rule_names_can_be_waived(content: Path, tmp_path: Path) -> None:
    """Too many cautions stay an error."""
    lay("callout-too-many--caution.md", content)
    waive_in(content, "callout-too-many")
    with pytest.raises(ProblemsFound) as found:
        build(str(content), str(tmp_path / "output"), quiet=True)
    assert [problem.code for problem in found.value.problems] == ["callout-too-many"]


def test_a_waived_warning_is_told_by_check_with_its_reason(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each waived rule is one line with the reason, and each finding counted; it fails no check, a strict one neither."""
    lay("warnings/callout-length--words.md", content)
    rules = ("callout-length", "red-flag-missing", "references-few")
    path = waive_in(content, *rules)
    summary = check(str(content), [str(path)], strict=True)
    said = capsys.readouterr()
    assert (summary["problems"], summary["warnings"]) == ([], [])
    assert {(each["code"], each["reason"]) for each in summary["waived"]} == {(rule, REASON) for rule in rules}
    assert re.search(rf"bad\.md: waived at line \d+: {re.escape(REASON)} \[red-flag-missing\]\n", said.err)
    assert "3 waived findings" in said.out


def test_problems_and_what_is_waived_come_as_json_together(content: Path, tmp_path: Path) -> None:
    """Where a check fails, --json still tells what was waived."""
    lay("callout-too-many--urgent.md", content)
    path = waive_in(content, "callout-too-many")
    path.write_text(path.read_text("utf-8") + "\nA claim [@nobody].\n", "utf-8")
    options = ["--content", "content", "--path", f"content/{ARTICLE}", "--json"]
    done = run("invoke", "-r", str(ROOT), "check", *options, cwd=tmp_path)
    told = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert {each["code"] for each in told["problems"]} == {"callout-section-end", "citation-unknown"}
    assert [(each["code"], each["reason"]) for each in told["waived"]] == [("callout-too-many", REASON)]


def document(*rules: str) -> Document:
    """An article with an urgent box in line 20 that waives some rules."""
    waivers = tuple({"rule": rule, "reason": REASON, "line": 9} for rule in rules)
    box = Callout("urgent", "u", "U", "", "", 20)
    return Document("a.md", "article", "a", meta={"waive": waivers}, callouts=(box,))


def test_a_waiver_is_for_its_own_file_and_rule() -> None:
    """The same rule in another file, and another rule in the same file, still stand."""
    ours, other_rule, other_file = (
        Problem("a.md", 3, "wording", ""),
        Problem("a.md", 3, "x", ""),
        Problem("b.md", 3, "wording", ""),
    )
    standing, waived = waive([ours, other_rule, other_file], {"a.md": document("wording")})
    assert standing == [other_rule, other_file]
    assert [each.problem for each in waived] == [ours]


def test_a_waiver_without_effect_is_a_warning() -> None:
    """It is told at its own line; one that has an effect is not."""
    each = document("wording", "capitals")
    _, waived = waive([Problem("a.md", 3, "wording", "")], {"a.md": each})
    (problem,) = unused_waivers([each], waived)
    assert (problem.line, problem.code, problem.warning) == (9, "waiver-unused", True)
    assert "'capitals'" in problem.message
