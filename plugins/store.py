"""The cache: Documents, their texts, and what each written page was made from, in one SQLite file.

It can only save time. Rows are found by digests of everything that shaped them, never by time stamps; they hold JSON,
which cannot execute anything; a file that is not a good cache is thrown away with one line. SQLite keeps two builds at
once, and a build that is killed, from damaging it.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from plugins.documents import Callout, Definition, Document, Target
from plugins.problems import Problem

TABLES = """
CREATE TABLE IF NOT EXISTS documents (key TEXT PRIMARY KEY, data TEXT NOT NULL, html TEXT NOT NULL, used INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
    site TEXT, path TEXT, digest TEXT NOT NULL, size INTEGER NOT NULL, time INTEGER NOT NULL, PRIMARY KEY (site, path)
);
"""
COLUMNS = {"documents": "key, data, html, used", "results": "key, data", "pages": "site, path, digest, size, time"}
DAY = 86_400
KEPT_DAYS = 14
SPARE_ROWS = 2_000
BATCH = 500


class Store:
    """An open cache. Every method may raise ``sqlite3.Error``; ``open_store`` and ``forget_on_error`` deal with that."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connection = sqlite3.connect(path, timeout=30)
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        self.connection.executescript(TABLES)

    def documents(self, keys: Iterable[str]) -> dict[str, Document]:
        """The Documents that are known, by key, without their texts."""
        wanted, found = list(keys), {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            marks = ",".join("?" * len(batch))
            query = f"SELECT key, data FROM documents WHERE key IN ({marks})"  # noqa: S608 (question marks only)
            for key, data in self.connection.execute(query, batch):
                found[key] = from_json(data)
        return found

    def text(self, key: str) -> str:
        """A Document's text. Raises ``KeyError`` if it is not there."""
        row = self.connection.execute("SELECT html FROM documents WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return str(row[0])

    def add(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep Documents: key, JSON, text."""
        today = int(time.time() // DAY)
        with self.connection:
            query = "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)"
            self.connection.executemany(query, ((*row, today) for row in rows))

    def result(self, key: str) -> str:
        """What was kept under a key, or nothing."""
        row = self.connection.execute("SELECT data FROM results WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def add_result(self, key: str, data: str) -> None:
        """Keep one result in place of older ones: there is one of its kind."""
        with self.connection:
            self.connection.execute("DELETE FROM results")
            self.connection.execute("INSERT INTO results VALUES (?, ?)", (key, data))

    def retire(self, used: Iterable[str]) -> None:
        """Mark what this build used, and drop what none has used lately."""
        today = int(time.time() // DAY)
        keys = [(today, key, today) for key in used]
        with self.connection:
            self.connection.executemany("UPDATE documents SET used = ? WHERE key = ? AND used < ?", keys)
            self.connection.execute("DELETE FROM documents WHERE used < ?", (today - KEPT_DAYS,))
            order = "SELECT key FROM documents ORDER BY used DESC, rowid DESC LIMIT -1 OFFSET ?"
            limit = 2 * len(keys) + SPARE_ROWS
            self.connection.execute(f"DELETE FROM documents WHERE key IN ({order})", (limit,))  # noqa: S608 (a constant)

    def pages(self, site: str) -> dict[str, tuple[str, int, int]]:
        """What is known of a site's files: path to digest, size in bytes, time of change in nanoseconds."""
        query = "SELECT path, digest, size, time FROM pages WHERE site = ?"
        return {
            path: (digest, size, changed) for path, digest, size, changed in self.connection.execute(query, (site,))
        }

    def set_pages(self, site: str, changed: Mapping[str, tuple[str, int, int]], gone: Iterable[str]) -> None:
        """Keep what a site's files were made from."""
        with self.connection:
            self.connection.executemany(
                "DELETE FROM pages WHERE site = ? AND path = ?", ((site, path) for path in gone)
            )
            rows = ((site, path, *values) for path, values in changed.items())
            self.connection.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?)", rows)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def open_store(path: Path, say: Callable[[str], object]) -> Store | None:
    """The cache at a path; a file that is none is replaced, and where none can be kept there is none."""
    for first in (True, False):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return checked(Store(path))
        except (sqlite3.Error, OSError) as error:
            if first:
                say(f"The cache cannot be used ({error}); building without what it knew.")
                discard(path)
    return None


def checked(store: Store) -> Store:
    """A store whose tables are ours. Raises ``sqlite3.Error`` where they are not."""
    try:
        for table, columns in COLUMNS.items():
            store.connection.execute(f"SELECT {columns} FROM {table} LIMIT 1")  # noqa: S608 (constants)
    except sqlite3.Error:
        store.close()
        raise
    return store


def discard(path: Path) -> None:
    """Remove a cache file that is no good, with SQLite's own files beside it."""
    for suffix in ("", "-wal", "-shm"):
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError:
            continue


def to_json(document: Document) -> str:
    """A Document as JSON, without its text."""
    data = asdict(document) | {"html": "", "anchors": sorted(document.anchors)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """A Document from its JSON."""
    data = json.loads(text)
    for name, kind in (("callouts", Callout), ("definitions", Definition), ("problems", Problem)):
        data[name] = tuple(kind(**each) for each in data[name])
    for name in ("citations", "links", "images"):
        data[name] = tuple(Target(**each) for each in data[name])
    data["headings"] = tuple(map(tuple, data["headings"]))
    return Document(**data | {"anchors": frozenset(data["anchors"]), "terms": tuple(data["terms"])})
