"""The benchmark measures the builds that it says it measures; no test asserts a time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from plugins.reading import read_content
from tools import bench as module
from tools.bench import (
    Run,
    bench,
    best,
    copy_project,
    edit_body,
    edit_template,
    edit_title,
    middle,
    page_of,
    row,
    run,
    save,
)
from tools.corpus import write_corpus
from tools.failure import ROOT, WrongUse
from tools.measure import MEASURED, Usage, measure
from tools.peers import PEERS, Peer, admonitions, hugo_article, material_article, pelican_article
from tools.served import save_to_served

ARTICLE = """\
---
title: A title
summary: A summary.
date: 2020-01-02
authors: [team]
conditions: [gout, migraine]
changes:
  - date: 2020-01-02
    note: First version.
---

Words [@one; @two] and [another]({filename}/articles/series-0001/article-00001.md).

![A line.]({static}/images/wave.svg "A caption.")

> [!urgent] Call us today if:
> - it hurts
"""
BUILDS = ("clean", "no change", "body edit", "title edit", "template edit")
PATH = "articles/series-0002/article-00013.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A made-up content folder."""
    write_corpus(tmp_path / "content", 5)
    return tmp_path / "content"


@pytest.mark.parametrize("edit", [edit_body, edit_title])
def test_an_edit_changes_one_article(folder: Path, edit: Callable[[Path], None]) -> None:
    """One file differs afterwards, and the folder still obeys every rule."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    edit(folder)
    assert [path for path, data in before.items() if path.read_bytes() != data] == [middle(folder)]
    assert read_content(folder, drafts=False).problems == ()


def test_the_template_is_edited_in_a_copy(tmp_path: Path) -> None:
    """The copy's pages change; the project's own theme does not."""
    own = (ROOT / "theme/templates/base.html").read_bytes()
    copy_project(tmp_path / "project")
    edit_template(tmp_path / "project")
    assert (tmp_path / "project/theme/templates/base.html").read_bytes() != own
    assert (ROOT / "theme/templates/base.html").read_bytes() == own


def test_a_process_is_measured_with_those_it_starts(tmp_path: Path) -> None:
    """The memory of a process that another one starts counts, and so does its time."""
    child = "import time; data = b'x' * 300_000_000\nwhile time.process_time() < .2: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    usage, printed = measure((sys.executable, "-c", parent), tmp_path)
    assert printed.strip() == b"done"
    assert not MEASURED or (usage.cpu or 0) >= 0.2
    assert not MEASURED or (usage.peak or 0) >= 300


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    """What it said is in the message."""
    with pytest.raises(WrongUse, match=r"(?s)Zola: the build ended with code 1.*no such luck"):
        run(2, "Zola", "clean", (sys.executable, "-c", "raise SystemExit('no such luck')"), tmp_path)


def test_one_article_is_too_few() -> None:
    """An article must be able to link to another one."""
    with pytest.raises(WrongUse, match="2 or more"):
        bench(1)


def test_no_round_is_too_few() -> None:
    """There must be something to measure."""
    with pytest.raises(WrongUse, match="1 or more"):
        bench(2, rounds=0)


def test_the_least_of_each_figure_counts() -> None:
    """Time and memory of a build may come from different rounds; what is not measured stays unknown."""
    rounds = [[Run(2, "ours", "clean", 3, 1, 50), Run(2, "ours", "no change", 1, None, None)]]
    rounds.append([Run(2, "ours", "clean", 2, 4, 60), Run(2, "ours", "no change", 5, None, None)])
    assert best(rounds) == [Run(2, "ours", "clean", 2, 1, 50), Run(2, "ours", "no change", 1, None, None)]


def test_the_figures_of_every_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each size has its five builds and the preview, and the files parsed and rendered come from the builds themselves."""
    monkeypatch.setattr(module, "measure", lambda *_: (Usage(2.0, 1.0, 50), b'{"parsed": 3, "rendered": 4}'))
    monkeypatch.setattr(module, "copy_project", lambda folder: folder.mkdir(parents=True))
    monkeypatch.setattr(module, "edit_template", module.leave)
    monkeypatch.setattr(module, "save_to_served", lambda *_: 0.5)
    found = bench(2, quiet=True)["runs"]
    assert isinstance(found, list)
    assert [each["build"] for each in found] == [*BUILDS, "save to served"]
    assert {(each["articles"], each["parsed"], each["rendered"]) for each in found[:-1]} == {(2, 3, 4)}
    assert (found[-1]["wall"], found[-1]["cpu"]) == (0.5, None)


def test_a_save_is_timed_until_the_preview_shows_it(folder: Path, tmp_path: Path) -> None:
    """Every edit is made, and each is waited for."""
    copy_project(tmp_path / "project")
    page = page_of(middle(folder))
    assert save_to_served(tmp_path / "project", folder, page, partial(save, folder), 2) > 0
    assert [f"Sentence {number}, to be served." in middle(folder).read_text("utf-8") for number in range(3)] == [
        True,
        True,
        False,
    ]


def test_a_preview_that_does_not_start_is_told(tmp_path: Path) -> None:
    """There is nothing to wait for."""
    with pytest.raises(WrongUse, match="did not start"):
        save_to_served(tmp_path, tmp_path, "", str, 1)


def test_shares_are_of_the_same_build() -> None:
    """A figure stands beside stock Pelican's figure for the same build of as many articles, or beside none."""
    stock, other = Run(100, "Pelican", "clean", 10, 8, 50), Run(1000, "Pelican", "clean", 99, 99, 99)
    ours = Run(100, "ours", "clean", 2, 4, 60, 100, 1_200)
    assert row(ours, [other, stock, ours]) == ("ours", "clean", "2", "4", "60", "100", "1,200", "0.200", "0.500")
    assert row(stock, [stock])[-2:] == row(ours, [other, ours])[-2:] == ("", "")


def test_pelican_gets_its_own_spelling() -> None:
    """A header of its own, the box as an admonition, addresses as they are."""
    text = pelican_article(PATH, ARTICLE)
    assert text.startswith(
        "Title: A title\nDate: 2020-01-02\nSummary: A summary.\nTags: gout, migraine\nAuthors: team\nSlug: article-00013\n\n"
    )
    assert "(one; two) and [another]({filename}/articles/series-0001/article-00001.md)." in text


def test_hugo_gets_its_own_spelling() -> None:
    """YAML with tags, links from the root, boxes as they are."""
    text = hugo_article(PATH, ARTICLE)
    assert "tags: [gout, migraine]\n---\n" in text
    assert "(/articles/series-0001/article-00001/)" in text
    assert '(/images/wave.svg "A caption.")' in text
    assert "> [!urgent] Call us today if:" in text


def test_material_gets_its_own_spelling() -> None:
    """Links relative to the article's folder."""
    text = material_article(PATH, ARTICLE)
    assert "(../series-0001/article-00001.md)" in text
    assert '(../../images/wave.svg "A caption.")' in text


def test_boxes_become_admonitions() -> None:
    """Head and lines; everything else stays."""
    assert admonitions("a\n\n> [!key] Do it\n> b\n> - c\n\nd") == 'a\n\n!!! key "Do it"\n    b\n    - c\n\nd'


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_a_peer_gets_every_article(peer: Peer, folder: Path, tmp_path: Path) -> None:
    """As many articles as there are, the drawing, and its settings."""
    peer.prepare(folder, tmp_path / "peer")
    assert len(list((tmp_path / "peer" / peer.source / "articles").rglob("*.md"))) == 5
    assert (tmp_path / "peer" / peer.images / "wave.svg").is_file()
    assert all((tmp_path / "peer" / name).is_file() for name in peer.settings)
