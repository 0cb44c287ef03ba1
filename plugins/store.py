"""The cache: what was made, by a digest of all that it was made from, and which files a site has; one SQLite file.

It can only save time. Nothing is found by time stamps alone; rows hold text and JSON, which cannot execute anything; a
file that is not a good cache is thrown away with one line. SQLite keeps two builds at once, and a build that is killed,
from damaging it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from plugins.stamps import Stamp

TABLES = """
CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    site TEXT, path TEXT, source TEXT NOT NULL, view TEXT NOT NULL,
    size INTEGER NOT NULL, time INTEGER NOT NULL, inode INTEGER NOT NULL, PRIMARY KEY (site, path)
);
"""
MEMORY = ":memory:"
AT_ONCE = 500
PAGE = 32_768  # bytes: a text of an article in one piece


class Known(NamedTuple):
    """A file of a built site: digests of its source and its view (none: it was no page), and its stamp."""

    source: str
    view: str
    stamp: Stamp


class Store:
    """An open cache, in memory where it has no path. Every method may raise ``sqlite3.Error``."""

    def __init__(self, path: str = MEMORY) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, timeout=30)
        self.connection.execute(f"PRAGMA page_size={PAGE}")
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        self.connection.executescript(TABLES)

    def __reduce__(self) -> tuple[type[Store], tuple[str]]:
        """Another process opens the same file."""
        return Store, (self.path,)

    def find(self, keys: Iterable[str]) -> dict[str, str]:
        """What is known of some keys."""
        wanted, found = list(keys), dict[str, str]()
        for start in range(0, len(wanted), AT_ONCE):
            batch = wanted[start : start + AT_ONCE]
            query = f"SELECT key, text FROM made WHERE key IN ({','.join('?' * len(batch))})"  # noqa: S608 (question marks only)
            found.update(self.connection.execute(query, batch))
        return found

    def text(self, key: str) -> str:
        """What was made under a key. Raises ``sqlite3.DataError`` where another build has dropped it."""
        for (text,) in self.connection.execute("SELECT text FROM made WHERE key = ?", (key,)):
            return str(text)
        raise sqlite3.DataError(f"it holds no {key}")

    def add(self, made: Iterable[tuple[str, str]]) -> None:
        """Keep what was made, by key."""
        with self.connection:
            self.connection.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", made)

    def shrink(self, used: Iterable[str], most: int) -> None:
        """Keep to a number of rows: of what is not in use, the oldest goes."""
        rows = self.connection.execute("SELECT COUNT(*) FROM made").fetchone()[0]
        if rows > most:
            keys = ((key,) for key in set(used))
            with self.connection:
                self.connection.execute("CREATE TEMPORARY TABLE used (key TEXT PRIMARY KEY)")
                self.connection.executemany("INSERT INTO used VALUES (?)", keys)
                oldest = "SELECT rowid FROM made WHERE key NOT IN (SELECT key FROM used) ORDER BY rowid LIMIT ?"
                self.connection.execute(f"DELETE FROM made WHERE rowid IN ({oldest})", (rows - most,))  # noqa: S608 (a constant)
                self.connection.execute("DROP TABLE used")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def files(self, site: str) -> dict[str, Known]:
        """What is known of a site's files, by path."""
        query = "SELECT path, source, view, size, time, inode FROM files WHERE site = ?"
        return {
            path: Known(source, view, Stamp(*stamp))
            for path, source, view, *stamp in self.connection.execute(query, (site,))
        }

    def set_files(self, site: str, changed: Mapping[str, Known], gone: Iterable[str]) -> None:
        """Keep what is known of a site's files."""
        with self.connection:
            self.connection.executemany(
                "DELETE FROM files WHERE site = ? AND path = ?", ((site, path) for path in gone)
            )
            rows = ((site, path, known.source, known.view, *known.stamp) for path, known in changed.items())
            self.connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def open_store(path: Path, say: Callable[[str], object]) -> Store | None:
    """The cache at a path; a file that is none is replaced, and where none can be kept there is none."""
    for first in (True, False):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return checked(Store(str(path)))
        except (sqlite3.Error, OSError) as error:
            if first:
                say(f"The cache cannot be used ({error}); building without what it knew.")
                discard(path)
    return None


def checked(store: Store) -> Store:
    """A store whose tables are ours. Raises ``sqlite3.Error`` where they are not."""
    try:
        store.find([""])
        store.files("")
    except sqlite3.Error:
        store.close()
        raise
    return store


def discard(path: Path) -> None:
    """Remove a cache file that is no good, with SQLite's own files beside it."""
    for suffix in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
