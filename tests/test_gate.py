"""The gate of a published site: it closes on its day, though nothing but the day has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import SMALL
from edits import add, change
from sites import addresses, dead_links, one, snapshot, text, tree
from test_review import CLINICIAN

from plugins.problems import ProblemsFound
from tools import job
from tools.build import build
from tools.review import review

SIGNED, LAST_DAY = dt.date(2026, 1, 2), dt.date(2027, 2, 1)  # due a year later, and 30 days of grace
ARTICLES = sorted(SMALL.glob("articles/*/*.md"))
Wait = Callable[[dt.date], None]


@pytest.fixture
def until(monkeypatch: pytest.MonkeyPatch) -> Wait:
    """Lets builds believe that it is some day, shortly before midnight."""

    def wait(day: dt.date) -> None:
        now = dt.datetime.combine(day, dt.time(23, 59), dt.UTC)
        clock = SimpleNamespace(now=now.astimezone)
        monkeypatch.setattr(job, "dt", SimpleNamespace(datetime=clock, UTC=dt.UTC))

    return wait


@pytest.fixture
def signed(content: Path) -> Path:
    """The small content, all of it signed off on one day."""
    add(content / "people.toml", CLINICIAN)
    for article in ARTICLES:
        path = str(content / article.relative_to(SMALL))
        review(path, "clinician", content=str(content), yes=True, quiet=True, today=SIGNED)
    return content


def test_a_review_runs_out_though_nothing_else_changes(signed: Path, tmp_path: Path, until: Wait) -> None:
    """On the last day of grace there is nothing to do; on the next one the build stops, and the old site stays."""
    site = tmp_path / "output"
    until(LAST_DAY - dt.timedelta(days=40))
    assert publish(signed, site)["written"]
    published = snapshot(site)
    until(LAST_DAY)
    assert publish(signed, site)["written"] == 0
    for _ in range(2):
        until(LAST_DAY + dt.timedelta(days=1))
        with pytest.raises(ProblemsFound) as found:
            publish(signed, site)
        assert [problem.code for problem in found.value.problems if not problem.warning] == ["review-overdue"] * 2
    assert snapshot(site) == published
    until(LAST_DAY)
    assert publish(signed, site)["written"] == 0


def test_a_build_that_is_not_published_knows_no_day(signed: Path, tmp_path: Path, until: Wait) -> None:
    """Years later there is still nothing to do: pages never depend on the clock."""
    until(SIGNED)
    publish(signed, tmp_path / "output", gate="")
    until(LAST_DAY + dt.timedelta(days=999))
    assert publish(signed, tmp_path / "output", gate="")["rendered"] == 0


def test_each_article_that_stops_is_told_with_the_command_that_mends_it(
    signed: Path, tmp_path: Path, until: Wait
) -> None:
    """One line for each; a path that a shell would take apart stands in quotes."""
    until(LAST_DAY + dt.timedelta(days=1))
    content = signed.rename(tmp_path / "my content")
    with pytest.raises(ProblemsFound) as found:
        publish(content, tmp_path / "output")
    path = (content / ARTICLES[0].relative_to(SMALL)).as_posix()
    assert str(found.value.problems[0]) == (
        f"{path}:11: the review was due on 2027-01-02, and the days of grace are over;"
        f" run: invoke review -p '{path}' --by clinician [review-overdue]"
    )


def test_a_series_is_numbered_anew_without_what_is_held_back(signed: Path, tmp_path: Path, until: Wait) -> None:
    """Its second part becomes the only one; nothing leads to the first, and words that did are plain."""
    until(SIGNED)
    change(signed / ARTICLES[0].relative_to(SMALL), lambda text: text.replace("sore", "bad"))
    assert publish(signed, tmp_path / "output", gate="hold-back")["articles"] == 1
    page = tree(tmp_path / "output/articles/two/index.html")
    assert text(one(page, ".opening__series")) == "A small series Part 1 of 1"
    assert "It follows the first." in text(one(page, ".text"))
    assert not [link for link in addresses(page) if "one/" in link]
    assert dead_links(tmp_path / "output", file_links=True) == []


def test_a_site_may_be_without_articles(content: Path, tmp_path: Path) -> None:
    """Where all are held back, its pages stand, and no link is dead."""
    assert publish(content, tmp_path / "output", gate="hold-back")["articles"] == 0
    assert dead_links(tmp_path / "output", file_links=True) == []


def publish(content: Path, site: Path, gate: str = "approved") -> dict[str, object]:
    """Build a site in a mode of the gate."""
    return build(str(content), str(site), gate=gate, quiet=True, search=False)
