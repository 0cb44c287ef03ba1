"""The engine: what did not change is neither read nor rendered nor written again, and nobody can tell."""

from __future__ import annotations

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from conftest import SMALL
from sites import snapshot

from plugins import pool
from plugins.documents import from_json, to_json
from plugins.engine import Engine
from plugins.pool import Pool
from plugins.reader import Reader
from plugins.store import Store
from tools import build as module
from tools.build import build

ONE = "articles/small-series/one.md"
PRINT = "series/small-series/print/index.html"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test's own."""
    monkeypatch.setattr(module, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def output(cache: Path) -> Path:
    """An output folder beside the cache."""
    return cache.with_name("output")


def edit(content: Path, path: str, before: str, after: str) -> None:
    """Change some words of a file."""
    text = (content / path).read_text("utf-8")
    assert before in text
    (content / path).write_text(text.replace(before, after, 1), "utf-8")


def changed(before: dict[str, bytes], output: Path) -> set[str]:
    """The files whose bytes differ from before."""
    after = snapshot(output)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_a_second_build_does_nothing(content: Path, output: Path) -> None:
    """Nothing is parsed, rendered or written, and the folder is the very same one."""
    build(str(content), str(output), quiet=True)
    folder = output.stat().st_ino
    summary = build(str(content), str(output), quiet=True)
    assert {summary[name] for name in ("parsed", "rendered", "written", "removed")} == {0}
    assert output.stat().st_ino == folder


def test_a_body_edit_renders_what_shows_it(content: Path, output: Path) -> None:
    """One file is parsed; its page, its series' print page and the feeds are rendered, and no other."""
    build(str(content), str(output), quiet=True, search=False)
    before = snapshot(output)
    edit(content, ONE, "An opening", "A new opening")
    summary = build(str(content), str(output), quiet=True, search=False)
    shown = {"articles/one/index.html", PRINT, "feed.xml", "series/small-series/feed.xml"}
    assert (summary["parsed"], summary["rendered"]) == (1, len(shown))
    assert changed(before, output) == shown


def test_a_title_edit_reaches_every_page_that_names_it(content: Path, output: Path, tmp_path: Path) -> None:
    """Neighbors, lists and indexes follow; what comes out is what a clean build makes."""
    build(str(content), str(output), quiet=True)
    edit(content, ONE, "title: The first article", "title: Another title")
    build(str(content), str(output), quiet=True)
    build(str(content), str(tmp_path / "clean"), quiet=True, cache=False)
    assert snapshot(output) == snapshot(tmp_path / "clean")


@pytest.mark.parametrize("spoilt", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5_000])
def test_a_bad_cache_is_ignored_with_one_line(
    content: Path, output: Path, cache: Path, spoilt: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cache that is none costs time, and nothing else."""
    build(str(content), str(output), quiet=True)
    before = snapshot(output)
    for name in (".sqlite-wal", ".sqlite-shm"):
        (cache / f"build{name}").unlink(missing_ok=True)
    (cache / "build.sqlite").write_bytes(spoilt)
    capsys.readouterr()
    summary = build(str(content), str(output), quiet=True)
    assert summary["parsed"] == 4
    assert snapshot(output) == before
    assert capsys.readouterr().err.count("\n") == (1 if spoilt else 0)


def test_a_foreign_database_is_ignored(content: Path, output: Path, cache: Path) -> None:
    """A cache of the right name with other tables in it is replaced."""
    cache.mkdir()
    with sqlite3.connect(cache / "build.sqlite") as connection:
        connection.execute("CREATE TABLE files (other TEXT)")
    connection.close()
    summary = build(str(content), str(output), quiet=True)
    assert summary["parsed"] == 4


def test_a_file_that_somebody_changed_is_made_again(content: Path, output: Path) -> None:
    """What lies in the output is kept only if it is what was built."""
    build(str(content), str(output), quiet=True)
    before = snapshot(output)
    (output / "index.html").write_text("changed", "utf-8")
    (output / "about/index.html").unlink()
    build(str(content), str(output), quiet=True)
    assert snapshot(output) == before


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.parametrize("workers", [2, 5])
def test_any_processes_give_the_same_bytes(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, method: str
) -> None:
    """Reading and rendering are pure, so it does not matter where they happen."""
    build(str(content), str(tmp_path / "alone"), quiet=True, cache=False, workers=1)
    monkeypatch.setattr(pool, "WORTH_STARTING", 2)
    monkeypatch.setattr(pool, "CHUNK", 1)
    store, processes = Store(str(tmp_path / "store")), Pool(workers, method)
    summary = build(str(content), str(tmp_path / "shared"), quiet=True, engine=Engine(store, processes))
    assert processes.executor is not None
    processes.close()
    assert summary["parsed"] == 4
    assert snapshot(tmp_path / "shared") == snapshot(tmp_path / "alone")


@pytest.mark.parametrize("path", sorted(file.relative_to(SMALL).as_posix() for file in SMALL.rglob("*.md")))
def test_a_document_survives_the_cache(path: str) -> None:
    """All but the text, which is kept beside it, comes back; so it does a second time."""
    document = Reader({"allodynia": "allodynia"}).read(path, (SMALL / path).read_bytes())
    again = from_json(to_json(document), "key")
    assert again._replace(key="") == from_json(to_json(again._replace(key="")), "")
    assert again.callouts == document.callouts
    assert (list(again.anchors), again.face, again.key) == (list(document.anchors), document.face, "key")
    assert again.texts == {}
    assert {document.digest, *(box.digest for box in document.callouts)} <= document.texts.keys()
