"""The cache file: what is put in comes out, what is old goes, and what is no cache is replaced."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import doc

from plugins.store import BATCH, DAY, KEPT_DAYS, SPARE_ROWS, Store, discard, open_store, to_json

DATA = to_json(doc("a"))
TODAY = 20_000 * DAY


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An empty cache, on a fixed day."""
    monkeypatch.setattr(time, "time", lambda: TODAY)
    store = Store(tmp_path / "site.sqlite")
    yield store
    store.close()


def keys(store: Store) -> set[str]:
    """The keys of all Documents that are kept."""
    return {key for (key,) in store.connection.execute("SELECT key FROM documents")}


def fill(store: Store, names: list[str], day: int) -> None:
    """Keep a Document under each name, as if it had been used on a day."""
    rows = [(name, DATA, f"<p>{name}</p>", day) for name in names]
    with store.connection:
        store.connection.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", rows)


def test_what_is_kept_is_found(store: Store) -> None:
    """Documents and their texts come back by their keys, also after the file was closed; others are not there."""
    store.add([("a", DATA, "<p>é\0“x”</p>"), ("b", DATA, "")])
    again = Store(store.path)
    assert again.documents(["a", "b", "c"]).keys() == {"a", "b"}
    assert to_json(again.documents(["a"])["a"]) == DATA
    assert (again.text("a"), again.text("b")) == ("<p>é\0“x”</p>", "")
    with pytest.raises(KeyError):
        again.text("c")
    again.close()


def test_a_newer_row_takes_the_place_of_an_older() -> None:
    """The same key twice is one row."""
    store = Store(Path(":memory:"))
    store.add([("a", DATA, "old")])
    store.add([("a", DATA, "new")])
    assert (store.text("a"), keys(store)) == ("new", {"a"})
    store.close()


@pytest.mark.parametrize("many", [0, 1, BATCH, BATCH + 1, 3 * BATCH])
def test_any_number_of_documents_is_found(store: Store, many: int) -> None:
    """SQLite takes only so many keys at once."""
    names = [f"k{number}" for number in range(many)]
    store.add((name, DATA, "") for name in names)
    assert store.documents(iter(names)).keys() == set(names)


def test_rows_that_no_build_used_lately_go(store: Store) -> None:
    """After two weeks; a row that this build used stays, however old it was."""
    today = TODAY // DAY
    fill(store, ["old", "used"], today - KEPT_DAYS - 1)
    fill(store, ["young"], today - KEPT_DAYS)
    store.retire(["used"])
    assert keys(store) == {"used", "young"}


def test_the_cache_is_bounded(store: Store) -> None:
    """It keeps twice what a build uses and some to spare; what was used longest ago goes first."""
    today = TODAY // DAY
    used = [f"u{number}" for number in range(10)]
    fill(store, used, today)
    fill(store, [f"y{number}" for number in range(SPARE_ROWS)], today - 1)
    fill(store, [f"z{number}" for number in range(50)], today - 2)
    store.retire(used)
    left = keys(store)
    assert len(left) == 2 * len(used) + SPARE_ROWS
    assert len([key for key in left if key.startswith("z")]) == 10
    assert set(used) <= left


def test_there_is_one_result(store: Store) -> None:
    """A result is found by its key, and the next takes its place."""
    store.add_result("a", "1")
    assert (store.result("a"), store.result("b")) == ("1", "")
    store.add_result("b", "2")
    assert (store.result("a"), store.result("b")) == ("", "2")


def test_the_files_of_sites_are_known_apart(store: Store) -> None:
    """Files come, change and go, each in its own site."""
    store.set_pages("/one", {"a": ("x", 1, 2**62), "b": ("x", 1, 2)}, [])
    store.set_pages("/two", {"a": ("z", 9, 9)}, [])
    store.set_pages("/one", {"a": ("y", 3, 4)}, ["b", "nowhere"])
    assert store.pages("/one") == {"a": ("y", 3, 4)}
    assert store.pages("/two") == {"a": ("z", 9, 9)}
    assert store.pages("/three") == {}


def test_two_builds_share_the_file(store: Store) -> None:
    """What one build keeps the other finds, while both are at work."""
    other = Store(store.path)
    store.add([("a", DATA, "one")])
    other.add([("b", DATA, "two")])
    assert (store.text("b"), other.text("a")) == ("two", "one")
    other.close()


def test_a_good_file_is_opened_in_silence(tmp_path: Path) -> None:
    """With its folder, the first time; with what it holds, the next."""
    said: list[str] = []
    for _ in range(2):
        store = open_store(tmp_path / "deep" / "site.sqlite", said.append)
        assert store
        store.add([("a", DATA, "one")])
        store.close()
    assert said == []


@pytest.mark.parametrize("table", ["documents", "results", "pages"])
def test_a_table_of_another_shape_is_no_cache(tmp_path: Path, table: str) -> None:
    """The file of an older or foreign program is replaced with one line."""
    path = tmp_path / "site.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {table} (other TEXT)")
    connection.close()
    said: list[str] = []
    store = open_store(path, said.append)
    assert store
    store.add([("a", DATA, "one")])
    assert store.text("a") == "one"
    store.close()
    assert len(said) == 1
    assert said[0].startswith("The cache cannot be used (no such column: ")


@pytest.mark.parametrize("in_the_way", ["a file above it", "a folder in its place"])
def test_where_none_can_be_kept_there_is_none(tmp_path: Path, in_the_way: str) -> None:
    """The build goes on without, and says so once."""
    path = tmp_path / "cache" / "site.sqlite"
    if in_the_way == "a file above it":
        path.parent.write_text("mine", "utf-8")
    else:
        path.mkdir(parents=True)
    said: list[str] = []
    assert open_store(path, said.append) is None
    assert len(said) == 1, said


def test_what_is_discarded_leaves_nothing(tmp_path: Path) -> None:
    """SQLite's own two files go with it; other files stay."""
    for name in ("site.sqlite", "site.sqlite-wal", "site.sqlite-shm", "other"):
        (tmp_path / name).write_text("x", "utf-8")
    discard(tmp_path / "site.sqlite")
    discard(tmp_path / "site.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
