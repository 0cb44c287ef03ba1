"""``invoke test``: finds or fetches a browser, then runs every check until one fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tools import testing
from tools.failure import WrongUse

Call = list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """The commands that would have been run, in order; each succeeds but mypy."""
    made: list[Call] = []

    def run(command: Call, **_: object) -> subprocess.CompletedProcess[bytes]:
        made.append(command)
        return subprocess.CompletedProcess(command, returncode=7 if "mypy" in command else 0)

    monkeypatch.setattr("tools.testing.subprocess.run", run)
    return made


def machine(monkeypatch: pytest.MonkeyPatch, present: list[str], start: set[str]) -> None:
    """A machine with these browsers, of which some start, and with two ways to install one."""

    def installers() -> Iterator[tuple[Call, str]]:
        yield ["first", "way"], "the first way"
        yield ["second", "way"], "the second way"

    monkeypatch.setattr(testing, "present", lambda: iter(present))
    monkeypatch.setattr(testing, "starts", lambda path: path in start)
    monkeypatch.setattr(testing, "installers", installers)


def test_the_first_browser_that_starts_is_taken(monkeypatch: pytest.MonkeyPatch, calls: list[Call]) -> None:
    """One that is there but does not start is passed over; nothing is installed."""
    machine(monkeypatch, ["broken", "good", "other"], {"good", "other"})
    assert testing.find_browser() == "good"
    assert calls == []


def test_a_browser_is_fetched_where_none_is(
    monkeypatch: pytest.MonkeyPatch, calls: list[Call], capsys: pytest.CaptureFixture[str]
) -> None:
    """Ways to install one are tried until a browser starts, and each is told."""
    present: list[str] = []
    machine(monkeypatch, present, {"fetched"})
    monkeypatch.setattr(testing, "present", lambda: iter(["fetched"] if ["second", "way"] in calls else []))
    assert testing.find_browser() == "fetched"
    assert calls == [["first", "way"], ["second", "way"]]
    assert capsys.readouterr().err.splitlines() == [
        "No Chromium found: installing the first way",
        "No Chromium found: installing the second way",
        "Browser: fetched",
    ]


def test_without_any_browser_it_is_wrong_use(monkeypatch: pytest.MonkeyPatch, calls: list[Call]) -> None:
    """The message says what to set."""
    machine(monkeypatch, ["broken"], set())
    with pytest.raises(WrongUse, match="set CHROMIUM to its path"):
        testing.find_browser()
    assert len(calls) == 2


def test_the_named_browser_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """CHROMIUM is asked before anything else."""
    monkeypatch.setenv("CHROMIUM", "/my/own")
    assert next(iter(testing.present())) == "/my/own"


@pytest.mark.parametrize("path", ["", "/nowhere/chromium", sys.executable])
def test_what_renders_no_page_does_not_start(path: str) -> None:
    """Nothing, a missing file and another program are no browsers."""
    assert not testing.starts(path)


def test_checks_run_until_one_fails(monkeypatch: pytest.MonkeyPatch, calls: list[Call]) -> None:
    """Linter, formatter and types come before the tests; the first failure ends it with its own code."""
    monkeypatch.setattr(testing, "find_browser", lambda: "chromium")
    monkeypatch.setattr(testing, "prepare_node", lambda: None)
    with pytest.raises(SystemExit) as left:
        testing.test()
    assert left.value.code == 7
    assert [command[2] for command in calls] == ["ruff", "ruff", "mypy"]
    assert testing.CHECKS[-1] == ("pytest",)


def test_without_node_two_tests_are_told_as_not_run(
    monkeypatch: pytest.MonkeyPatch, calls: list[Call], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else depends on Node."""
    monkeypatch.setattr("tools.testing.shutil.which", lambda _: None)
    testing.prepare_node()
    assert calls == []
    assert "will be reported as not run" in capsys.readouterr().err
