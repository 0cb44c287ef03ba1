"""The engine: reads only what is new, renders only what changed, and uses every core.

Documents and pages are pure functions, so all it needs are digests. A Document's covers its path, its bytes and all that
shapes a Document; a page's covers its view, its template and the code.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from plugins.bibliography import PATH as BIBLIOGRAPHY
from plugins.bibliography import Bibliography, read_bibliography
from plugins.content import Snapshot
from plugins.digests import code_digest, digest_of
from plugins.documents import Document, from_json, to_json
from plugins.glossary import PATH as GLOSSARY
from plugins.glossary import term_names
from plugins.languages import STRINGS, words_of_texts
from plugins.pool import WORTH_STARTING, Pool, Work
from plugins.reader import Reader
from plugins.store import MEMORY, Store

if TYPE_CHECKING:
    from plugins.press import Page, Press  # reading begins before anything is loaded that only makes pages
    from plugins.reading import Reading
    from plugins.rendering import Renderer
    from plugins.renditions import Kept, Order, Studio
    from plugins.selection import Choice, Selection
    from plugins.writer import SiteWriter

SAVED_AT_ONCE = 200
SPARE_ROWS = 10_000
HEAVY = 2  # pictures that are worth other processes
Task = TypeVar("Task")
Row = tuple[str, str]  # a key, and what is kept under it
Progress = Callable[[Iterable[str], str], Iterable[str]]


def quietly(items: Iterable[str], _label: str) -> Iterable[str]:
    """No progress shown."""
    return items


class Begun(NamedTuple):
    """Reading that is under way: the keys by path, that of the records, what is known by key, and what is being made."""

    snapshot: Snapshot
    keys: dict[str, str]
    bib: str
    known: dict[str, Document]
    found: dict[str, str]
    made: Iterator[list[Row]]


@dataclass(slots=True)
class Engine:
    """What builds work with; ``parsed`` and ``rendered`` count what the last one had to do, ``last`` is what it read.

    ``strings`` is the folder with the words of the interface.
    """

    store: Store = field(default_factory=Store)
    pool: Pool = field(default_factory=partial(Pool, 1))
    parsed: int = 0
    rendered: int = 0
    memory: dict[str, Document] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    registers: list[tuple[str, str]] = field(default_factory=list)
    begun: Begun | None = None
    last: tuple[Snapshot, Reading] | None = None
    strings: Path = STRINGS

    def begin(self, snapshot: Snapshot, progress: Progress = quietly) -> Begun:
        """Let other processes read what is new in a content folder, if it is much."""
        records, terms = text_of(snapshot, BIBLIOGRAPHY), term_names(text_of(snapshot, GLOSSARY))
        words = words_of_texts(self.strings)
        shape, bib = digest_of(code_digest(), sorted(terms.items()), words), digest_of(code_digest(), records)
        keys = {path: digest_of(shape, path, snapshot.digests[path]) for path in snapshot.documents}
        known = {key: self.memory[key] for key in keys.values() if key in self.memory}
        found = self.store.find([bib, *(key for key in keys.values() if key not in known)])
        new = [path for path, key in keys.items() if key not in known and key not in found]
        tasks = [] if bib in found else [(bib, BIBLIOGRAPHY, records.encode())]
        tasks += [(keys[path], path, snapshot.data[path]) for path in progress(new, "Reading")]
        made = self.pool.map(partial(parse, Reader(terms, words)), iter(tasks))
        self.parsed, self.rendered, self.begun = len(new), 0, Begun(snapshot, keys, bib, known, found, made)
        return self.begun

    def read(self, snapshot: Snapshot, progress: Progress = quietly) -> tuple[dict[str, Document], Bibliography]:
        """The Documents of a content folder by path, and its records; texts and drawings are in the store."""
        begun = self.begun if self.begun and self.begun.snapshot is snapshot else self.begin(snapshot, progress)
        _, keys, bib, known, found, made = begun
        for group in batches(made):
            found |= {rows[0][0]: rows[0][1] for rows in group}
            self.store.add(row for rows in group for row in rows)
        known |= {key: from_json(found[key], key) for key in keys.values() if key not in known}
        self.memory, self.begun = known, None
        self.registers = sorted((path, digest) for path, digest in snapshot.digests.items() if path not in keys)
        self.used = {bib, *keys.values(), *self.keep_drawings(snapshot)}
        return {path: known[key] for path, key in keys.items()}, Bibliography.from_json(found[bib])

    def keep_drawings(self, snapshot: Snapshot) -> Iterable[str]:
        """Put the drawings into the store, under their digests."""
        drawings = {snapshot.digests[path]: snapshot.data[path] for path in snapshot.drawings}
        new = drawings.keys() - self.store.find(drawings)
        self.store.add((key, drawings[key].decode(errors="replace")) for key in new)
        return drawings

    def recall(self, work: Work[tuple[str, Task], Row], tasks: Mapping[str, Task]) -> dict[str, str]:
        """What heavy work makes of tasks, as text by their keys; what the store knows is not made again."""
        found = self.store.find(tasks)
        new = ((key, task) for key, task in tasks.items() if key not in found)
        for key, text in self.pool.map(work, new, few=HEAVY, chunk=1):
            self.store.add([(key, text)])
            found[key] = text
        self.used |= found.keys()
        return found

    def make(self, studio: Studio, orders: Sequence[Order], writer: SiteWriter) -> None:
        """Have renditions made that are not there; processes share the work. Raises ``ProblemsFound``."""
        new = [order for order in orders if not studio.is_there(order)]
        there = studio([order for order in orders if studio.is_there(order)])
        for page in chain(there, self.pool.map(studio, iter(new), few=HEAVY, chunk=1)):
            writer.add(page)
        studio.kept.shrink(file.key for order in orders for file in order.files)

    @property
    def kept(self) -> Kept:
        """Where renditions are kept: beside the store, if that is a file."""
        from plugins.renditions import Kept  # noqa: PLC0415 (see above)

        return Kept(None if self.store.path == MEMORY else Path(self.store.path).with_name("renditions"))

    def write(self, selection: Selection, renderer: Renderer, writer: SiteWriter) -> None:
        """Render what changed, keep what did not. Raises ``ProblemsFound`` where a template is wrong."""
        from plugins.press import Press  # noqa: PLC0415 (see above)

        publication, shape = selection.publication, digest_of(code_digest(), renderer.shape)
        faces = [(path, document.face) for path, document in publication.library.documents.items()]
        status = sorted(publication.held), sorted(publication.approved)
        context = digest_of(shape, publication.settings, self.registers, faces, status)
        press = Press(selection, renderer, writer.folder, context, shape, writer.known(self.store.files(writer.site)))
        for page in self.pages(press, selection.choices()):
            self.rendered += page.rendered
            writer.add(page)

    def pages(self, press: Press, choices: Iterator[Choice]) -> Iterator[Page]:
        """Every page. Other processes take part if they are there anyway, or once many pages turn out to have changed."""
        if not self.pool.executor:
            for choice in choices:
                yield press.page(choice)
                if self.rendered >= WORTH_STARTING:
                    break
        yield from self.pool.map(press, choices)

    def remember(self, writer: SiteWriter, *results: Row) -> None:
        """Keep what the files of the finished site were made from, and results by key; drop what nobody uses."""
        before, made = self.store.files(writer.site), writer.made()
        changed = {path: known for path, known in made.items() if before.get(path) != known}
        self.store.set_files(writer.site, changed, before.keys() - made.keys())
        self.store.add(results)
        self.store.shrink(self.in_use(), 2 * sum(1 for _ in self.in_use()) + SPARE_ROWS)

    def in_use(self) -> Iterator[str]:
        """The keys of all that the last build used."""
        yield from self.used
        for document in self.memory.values():
            yield from document.digests


def text_of(snapshot: Snapshot, path: str) -> str:
    """A file's text; nothing where it is none, which is a problem that is noted elsewhere."""
    try:
        return snapshot.data.get(path, b"").decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return ""


def parse(reader: Reader, tasks: Sequence[tuple[str, str, bytes]]) -> list[list[Row]]:
    """What is kept of each file: first what it says, as JSON, then its texts."""
    return [rows_of(key, reader, path, data) for key, path, data in tasks]


def rows_of(key: str, reader: Reader, path: str, data: bytes) -> list[Row]:
    """What is kept of a file."""
    if path == BIBLIOGRAPHY:
        return [(key, json.dumps(read_bibliography(data.decode())))]
    document = reader.read(path, data)
    return [(key, to_json(document)), *document.texts.items()]


def batches(rows: Iterator[list[Row]]) -> Iterator[list[list[Row]]]:
    """Rows in groups: what is parsed is saved as it comes, so that a killed build has not worked for nothing."""
    while group := list(islice(rows, SAVED_AT_ONCE)):
        yield group
