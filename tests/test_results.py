"""The file with what the checks of accessibility found: what the tests write is what the site reads."""

from __future__ import annotations

import pytest
import recording

from plugins.results import Component, read_results

RIGHT = 'date = 2026-01-02\ntool = "T"\nchecks = ["A", "B"]\n[[components]]\nname = "Home"\npassed = [0]\nfailed = []\n'


def test_what_is_recorded_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that did not run on a page is in neither of its lists."""
    monkeypatch.setattr(recording, "FOUND", {"A": {"Home": True, "Article": False}, "B": {"Article": True}})
    monkeypatch.setattr(recording, "BROWSER", ["1.2"])
    results, problems = read_results(recording.as_toml())
    assert problems == []
    assert results
    assert results.checks == ("A", "B")
    assert results.components[:3] == (
        Component("Home", (0,), ()),
        Component("Article", (1,), (0,)),
        Component("Series", (), ()),
    )
    assert "Chromium 1.2" in results.tool


def test_without_a_file_there_are_no_results() -> None:
    """A site that never recorded any says nothing."""
    assert read_results("") == (None, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-01-02", '"today"'),
        ('tool = "T"\n', ""),
        ("passed = [0]", "passed = [2]"),
        ("passed = [0]", "passed = [true]"),
        ("passed = [0]", "passed = 1"),
        ("[[components]]", "[components]"),
        ("checks = [", "checks = "),
    ],
)
def test_results_that_cannot_be_read_are_told(before: str, after: str) -> None:
    """A file that somebody changed by hand stops the build, and says how to mend it."""
    results, problems = read_results(RIGHT.replace(before, after))
    assert results is None
    assert [(problem.code, problem.hint) for problem in problems] == [
        ("accessibility-results", "write it anew: invoke test --record")
    ]
