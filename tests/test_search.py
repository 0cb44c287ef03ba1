"""Search: what can be found, the index that holds it, and builds that make it only when they must."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pagefind_bin
import pytest
from conftest import ROOT, SMALL
from projects import spoil
from samples import doc, publish, symptom
from sites import names, snapshot, tree

from plugins import search_index
from plugins.problems import ProblemsFound
from plugins.search import Record, record_page, records
from plugins.search_index import fragment
from tools.build import build
from tools.failure import WrongUse

pytest_plugins = ("built",)
INDEX = "pagefind/"


def found_in(site: Path) -> list[dict[str, str]]:
    """What a site's index tells of each record."""
    files = (site / INDEX / "fragment").iterdir()
    return [fragment(file.read_bytes())["meta"] for file in files]


def never(*_: object) -> dict[str, bytes]:
    """Instead of making an index."""
    raise AssertionError("Pagefind was asked")


def test_each_article_and_each_box_of_an_index_is_found() -> None:
    """An article leads to its top, a symptom box to its anchor, and each tells its series."""
    found = records(publish(doc("one", callouts=(symptom("burns"),))))
    told = [(each.kind, each.href, each.series) for each in found if each.series]
    assert told == [
        ("article", "../articles/one/", "s"),
        ("symptom", "../articles/one/#burns", "s"),
    ]


def test_a_draft_is_not_found() -> None:
    """What is not shown has no record, nor have its boxes."""
    draft = doc("two", part=2, meta={"status": "draft"}, callouts=(symptom("secret"),))
    found = records(publish(doc("one"), draft))
    assert [each.href for each in found if each.series] == ["../articles/one/"]
    assert len(records(publish(doc("one"), draft, drafts=True))) == len(found) + 2


def test_a_record_goes_without_marks_and_icons() -> None:
    """The numbers of references are no words to search; markup in a title is text."""
    html = 'It burns<sup id="c1"><a href="#r1">1</a></sup> <svg aria-hidden="true"><use href="#i"/></svg>now.'
    page = record_page(Record("en", "x#y", "symptom", "a < b", text="t"), {"t": html}.__getitem__)
    assert "It burns now." in page
    assert "<h1 data-pagefind-ignore>a &lt; b</h1>" in page


def test_every_result_leads_to_a_place_that_exists(site: Path) -> None:
    """The real index names pages and anchors of the real site, boxes and terms among them."""
    told = found_in(site)
    dead = []
    for each in told:
        path, _, anchor = each["href"].partition("#")
        page = tree((site / "search" / path).resolve())
        if anchor and not page.css(f"[id='{anchor}']"):
            dead.append(each["href"])
    assert {each["kind"] for each in told} == {"article", "symptom", "treatment", "condition", "term"}
    assert dead == []


def test_facets_hold_every_record_of_their_kind(site: Path) -> None:
    """What the page narrows results to is what the index says of each record."""
    symptoms = json.loads((site / INDEX / "facets/kind.symptom.json").read_bytes())
    assert len(symptoms) == sum(each["kind"] == "symptom" for each in found_in(site))
    assert all((site / INDEX / f"fragment/{name}.pf_fragment").is_file() for name in symptoms)


def test_a_site_carries_only_what_a_browser_loads(site: Path) -> None:
    """None of Pagefind's own interfaces is published."""
    here = {name.removeprefix(INDEX).partition("/")[0] for name in names(site) if name.startswith(INDEX)}
    assert {name for name in here if "." in name and not name.endswith(".pf_meta")} == {
        "pagefind.js",
        "pagefind-entry.json",
        "wasm.en-us.pagefind",
    }


def test_two_indexes_are_the_same_bytes(tmp_path: Path) -> None:
    """Pagefind orders nothing by chance, as long as its filters are left alone."""
    for name in ("one", "two"):
        build(output=str(tmp_path / name), quiet=True, cache=False)
    assert snapshot(tmp_path / "one" / INDEX) == snapshot(tmp_path / "two" / INDEX)


def test_an_index_is_made_only_when_what_is_searched_has_changed(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plain page asks nothing of Pagefind; a sentence of an article does, and so does a lost file."""
    output = tmp_path / "output"
    article = content / "articles/small-series/two.md"
    build(str(content), str(output), quiet=True)
    before = snapshot(output / INDEX)
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "make_index", never)
        spoil(content, "pages/about.md", "\nOne more sentence.\n")
        assert build(str(content), str(output), quiet=True)["written"]
        assert snapshot(output / INDEX) == before
    text = article.read_text("utf-8")
    article.write_text(text.replace("\n\n## ", "\n\nOne more sentence.\n\n## ", 1), "utf-8")
    build(str(content), str(output), quiet=True)
    after = snapshot(output / INDEX)
    assert after != before
    next((output / INDEX / "fragment").iterdir()).unlink()
    build(str(content), str(output), quiet=True)
    assert snapshot(output / INDEX) == after


def test_a_site_without_a_search_index_says_so(content: Path, tmp_path: Path) -> None:
    """``--no-search`` leaves the index out; the page offers the lists and loads no script."""
    build(str(content), str(tmp_path / "output"), quiet=True, search=False)
    assert not (tmp_path / "output" / INDEX).exists()
    page = tree(tmp_path / "output/search/index.html")
    assert not page.css("#words")
    assert page.css("main a[href*=symptoms]")


def no_pagefind(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A machine on which Pagefind's program does not run."""
    program = folder / "pagefind"
    program.write_text("no program")
    program.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: program)


def test_a_writer_gets_the_site_where_pagefind_cannot_run(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is built, a warning tells what it lacks, and the next build tries again."""
    output = tmp_path / "output"
    with monkeypatch.context() as patch:
        no_pagefind(patch, tmp_path)
        for _ in range(2):
            warnings = build(str(content), str(output), quiet=True)["warnings"]
            assert [each["code"] for each in warnings] == ["search-index"]
    assert (output / "index.html").is_file()
    assert not (output / INDEX).exists()
    assert build(str(content), str(output), quiet=True)["warnings"] == []
    assert (output / INDEX / "pagefind.js").is_file()


def test_a_published_site_never_loses_its_search(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where search is required, a build that cannot make the index leaves the old site as it was."""
    output, settings = tmp_path / "output", str(ROOT / "publishconf.py")
    build(str(content), str(output), settings, quiet=True, gate="unreviewed")
    before = snapshot(output)
    no_pagefind(monkeypatch, tmp_path)
    spoil(content, "glossary.md", "\nWord\n:   A new word.\n")
    with pytest.raises(ProblemsFound, match=r"publishconf\.py:1: the search index cannot be made: .*\[search-index\]"):
        build(str(content), str(output), settings, quiet=True, gate="unreviewed")
    assert snapshot(output) == before


def test_an_unknown_setting_is_refused(tmp_path: Path) -> None:
    """``SEARCH_INDEX`` is one of three words."""
    settings = tmp_path / "conf.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\nSEARCH_INDEX = 'on'\n"
    )
    with pytest.raises(WrongUse, match="wanted, required, off"):
        build(str(SMALL), str(tmp_path / "output"), str(settings), quiet=True)
