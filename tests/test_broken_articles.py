"""Whatever happens to an article's bytes: its words are on its page, or the build names file and line and harms nothing.

``BROKEN=500 pytest tests/test_broken_articles.py`` tries as many.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from breaking import BREAKING, PLACE, Breaking, marked
from conftest import ROOT, article
from hypothesis import event, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sites import snapshot
from slips import FIXED

from plugins.engine import Engine
from plugins.excerpts import MARK
from plugins.problems import Problem, ProblemsFound
from plugins.source import COMMENT, without_code
from plugins.store import Store
from tools.build import build

BROKEN = int(os.environ.get("BROKEN", "40"))
LONGEST = 10  # seconds of work, whatever else the machine does
ARTICLES = sorted(path.relative_to(ROOT / "content") for path in (ROOT / "content/articles").rglob("*.md"))
MARKER = re.compile(r"(?:Zebra|quokka|ocelot|walk|Lynx|heron)\d\b")


class Site(NamedTuple):
    """A copy of the content, and the site that was built from it."""

    content: Path
    output: Path
    engine: Engine

    def __repr__(self) -> str:
        """Short, for reports of failures."""
        return "Site()"


class TooSlow(BaseException):
    """The watchdog's; nothing in a build catches it."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real content, built; the engine lives on, as that of ``invoke serve`` does."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(ROOT / "content", folder / "content")
    site = Site(folder / "content", folder / "output", Engine(Store()))
    assert outcome(site) == ()
    return site


@settings(FIXED, max_examples=BROKEN, report_multiple_bugs=False)
@given(st.sampled_from(ARTICLES), st.lists(PLACE, max_size=4), st.lists(BREAKING, min_size=1, max_size=2))
def test_a_broken_article_is_shown_or_told(
    good: Site, path: Path, places: list[float], breakings: list[Breaking]
) -> None:
    """Every marked word that is still in the file is on its page, or file and line are named and the good site stays."""
    data = marked((ROOT / "content" / path).read_bytes(), places)
    for breaking in breakings:
        data = breaking(data)
    file, before = good.content / path, snapshot(good.output)
    file.write_bytes(data)
    try:
        problems = outcome(good)
    finally:
        shutil.copyfile(ROOT / "content" / path, file)
    event("refused" if problems else "built")
    if not problems:
        assert [word for word in words(data) if word not in shown(good, path)] == []
        return
    assert snapshot(good.output) == before
    lines = [problem.line for problem in problems if problem.path == file.as_posix()]
    told = [
        problem for problem in problems if problem.message.startswith(path.as_posix())
    ]  # by links to what is cut off
    assert lines or told, problems
    assert max(lines, default=1) <= data.count(b"\n") + data.count(b"\r") + 1
    assert min(lines, default=1) >= 1


MANY = 60_000  # bytes
SLOW = {  # what once took minutes, for each was sought or noted again and again
    "marks": ("`" * 19_000, {"brackets"}),
    "fence": ("~~~" * 6_000, {"fence-unclosed"}),
    "comments": ("<!-- a -->" * (MANY // 8), set()),
    "comment": ("<!--" * 4_000 + "\n\n" + "<!-- a\n\n" * (MANY // 8), {"comment-unclosed"}),
    "tag": ("<a \n\n" * (MANY // 5), {"raw-html"}),
    "link": ("](a\n\n" * (MANY // 5), {"link-malformed"}),
    "note": ("[^1] a\n\n" * (MANY // 8), {"footnote-undefined"}),
    "attributes": ("{#a b\n\n" * (MANY // 7), {"attribute-malformed"}),
    "one address": ("[a](https://x.example)\n\n" * (MANY // 20), set()),
    "backslashes": ("\\" * 1_900_000, {"brackets"}),
    "code": ("` " * 900_000, {"brackets"}),
}


@pytest.mark.parametrize("name", SLOW)
def test_a_sign_over_and_over_is_read_in_time(name: str) -> None:
    """However often a slip is repeated, the file is read while a writer waits."""
    text, codes = SLOW[name]
    with watched():
        document = article(f"Text.\n\n{text}\n")
    assert {problem.code for problem in document.problems} == codes


def test_blanks_without_end_are_looked_through_once() -> None:
    """Where a reference mark is sought, a run of blanks is no reason to begin anew at each of them."""
    text = f"<p>a{' ' * 1_900_000}b</p>"
    with watched():
        assert MARK.sub("", text) == text


def outcome(site: Site) -> tuple[Problem, ...]:
    """The problems that keep the site from being built; drafts are shown, for a slip may make one."""
    with watched():
        try:
            build(str(site.content), str(site.output), drafts=True, quiet=True, engine=site.engine)
        except ProblemsFound as found:
            return found.problems
    return ()


def words(data: bytes) -> list[str]:
    """The marked words that stand in a file, but for those that a writer's comment holds."""
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    comments = [found.span() for found in COMMENT.finditer(without_code(text))]
    return [
        found[0] for found in MARKER.finditer(text) if not any(begin < found.start() < end for begin, end in comments)
    ]


def shown(site: Site, path: Path) -> str:
    """What stands in the text of an article's page."""
    text = (site.output / "articles" / path.stem / "index.html").read_text("utf-8")
    main = LexborHTMLParser(text).css_first("main")
    assert main
    return main.html or ""


@contextmanager
def watched() -> Iterator[None]:
    """A test that works too long fails; on systems without such alarms nobody watches."""
    if not hasattr(signal, "SIGPROF"):
        yield
        return

    def bark(*_: object) -> None:
        raise TooSlow

    old = signal.signal(signal.SIGPROF, bark)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    except TooSlow as slow:
        raise AssertionError(f"more than {LONGEST} seconds of work") from slow
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, old)
