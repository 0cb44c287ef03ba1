"""The cache file: what is put in comes out, what is too much goes, and what is no cache is replaced."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.stamps import Stamp, stamps
from plugins.store import AT_ONCE, Known, Store, discard, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty cache."""
    store = Store(str(tmp_path / "site.sqlite"))
    yield store
    store.close()


def keys(store: Store) -> list[str]:
    """The keys of all that is kept, the oldest first."""
    return [key for (key,) in store.connection.execute("SELECT key FROM made ORDER BY rowid")]


def test_what_is_kept_is_found(store: Store) -> None:
    """Texts come back by their keys, also in another process; others are not there."""
    store.add([("a", "<p>é\0“x”</p>"), ("b", "")])
    again = pickle.loads(pickle.dumps(store))  # noqa: S301 (packed in this line)
    assert again.find(["a", "b", "c"]) == {"a": "<p>é\0“x”</p>", "b": ""}
    assert again.text("a") == "<p>é\0“x”</p>"
    with pytest.raises(sqlite3.Error, match="it holds no c"):
        again.text("c")
    again.close()


def test_a_newer_text_takes_the_place_of_an_older() -> None:
    """The same key twice is one row."""
    store = Store()
    store.add([("a", "old")])
    store.add([("a", "new")])
    assert (store.text("a"), keys(store)) == ("new", ["a"])
    store.close()


@pytest.mark.parametrize("many", [0, 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_any_number_of_texts_is_found(store: Store, many: int) -> None:
    """SQLite takes only so many keys at once."""
    names = [f"k{number}" for number in range(many)]
    store.add((name, "") for name in names)
    assert store.find(iter(names)).keys() == set(names)


def test_the_cache_is_bounded(store: Store) -> None:
    """Of what no build used lately the oldest goes; what this build used stays, however old it is."""
    store.add((f"k{number}", "") for number in range(10))
    store.shrink(["k0", "k1"], most=5)
    assert keys(store) == ["k0", "k1", "k7", "k8", "k9"]
    store.shrink(["k0"], most=5)
    assert len(keys(store)) == 5


def test_a_cache_never_drops_what_is_in_use(store: Store) -> None:
    """Even where that is more than it should keep."""
    store.add((f"k{number}", "") for number in range(4))
    store.shrink(["k0", "k1", "k2"], most=2)
    assert keys(store) == ["k0", "k1", "k2"]


def known(source: str, *stamp: int) -> Known:
    """What is known of a file."""
    return Known(source, f"view of {source}", Stamp(*stamp))


def test_the_files_of_sites_are_known_apart(store: Store) -> None:
    """Files come, change and go, each in its own site."""
    store.set_files("/one", {"a": known("x", 1, 2**62, 1), "b": known("x", 1, 2, 3)}, [])
    store.set_files("/two", {"a": known("z", 9, 9, 9)}, [])
    store.set_files("/one", {"a": known("y", 3, 4, 2**63 - 1)}, ["b", "nowhere"])
    assert store.files("/one") == {"a": known("y", 3, 4, 2**63 - 1)}
    assert store.files("/two") == {"a": known("z", 9, 9, 9)}
    assert store.files("/three") == {}


def test_two_builds_share_the_file(store: Store) -> None:
    """What one build keeps the other finds, while both are at work."""
    other = Store(store.path)
    store.add([("a", "one")])
    other.add([("b", "two")])
    assert (store.text("b"), other.text("a")) == ("two", "one")
    other.close()


def test_a_good_file_is_opened_in_silence(tmp_path: Path) -> None:
    """With its folder, the first time; with what it holds, the next."""
    said: list[str] = []
    for _ in range(2):
        store = open_store(tmp_path / "deep" / "site.sqlite", said.append)
        assert store
        store.add([("a", "one")])
        store.close()
    assert said == []


@pytest.mark.parametrize("table", ["made", "files"])
def test_a_table_of_another_shape_is_no_cache(tmp_path: Path, table: str) -> None:
    """The file of an older or foreign program is replaced with one line."""
    path = tmp_path / "site.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"CREATE TABLE {table} (other TEXT)")
    connection.close()
    said: list[str] = []
    store = open_store(path, said.append)
    assert store
    store.add([("a", "one")])
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


def test_stamps_tell_files_apart(tmp_path: Path) -> None:
    """Every file below a folder has one; another file in its place, of the same size and time, has another."""
    assert stamps(tmp_path / "nowhere") == {}
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a").write_text("1", "utf-8")
    before = stamps(tmp_path)
    assert before.keys() == {"deep/a"}
    (tmp_path / "deep/a").rename(tmp_path / "old")
    (tmp_path / "deep/a").write_text("1", "utf-8")
    assert stamps(tmp_path)["deep/a"] != before["deep/a"]
