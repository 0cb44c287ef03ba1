"""The content read, and the readability of each article: what ``invoke reading`` and ``invoke status`` show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plugins.content import Snapshot, take_snapshot
from plugins.documents import Document
from plugins.readability import Readability, readability_of, terms_of
from plugins.reading import Reading, read_content, seen_from_here
from plugins.review import State, states
from tools.build import engine_for, store_for
from tools.failure import ROOT
from tools.job import existing_folder
from tools.paths import named_files
from tools.review_queue import rules_for


class Measured(NamedTuple):
    """A content folder, what was read in it, and the readability of the documents that were asked for."""

    folder: Path
    snapshot: Snapshot
    reading: Reading
    documents: list[Document]
    readability: Mapping[str, Readability]
    states: Mapping[str, State]

    def place(self, document: Document) -> str:
        """Where a writer can open a document's file."""
        return seen_from_here(self.folder, document.path)


def measured(content: str = "", paths: Sequence[str] = ()) -> Measured:
    """Read a content folder; measure its articles, drafts too, or the files at or below some paths.

    Files with problems are measured as far as they can be read. Raises ``WrongUse`` for a path that leads to none.
    """
    folder = existing_folder(content or str(ROOT / "content"))
    snapshot = take_snapshot(folder)
    with store_for(cache=True) as store, engine_for(store, 0) as engine:
        reading = read_content(folder, drafts=False, snapshot=snapshot, engine=engine)
        library = reading.library
        articles = [each.path for each in library.articles]
        documents = named_files(paths, folder, library.documents) if paths else articles
        terms = terms_of(library)
        readability = {path: readability_of(library.documents[path], store, terms) for path in documents}
    return Measured(
        folder,
        snapshot,
        reading,
        [library.documents[path] for path in documents],
        readability,
        states(library, rules_for()),
    )
