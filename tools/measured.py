"""The content read, and the readability of each article: what ``invoke reading`` and ``invoke status`` show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.content import Snapshot, take_snapshot
from plugins.documents import Document
from plugins.readability import Readability, readability_of, terms_of
from plugins.reading import Reading, read_content, seen_from_here
from tools.build import engine_for, store_for
from tools.failure import ROOT, WrongUse
from tools.job import existing_folder


class Measured(NamedTuple):
    """A content folder, what was read in it, and the readability of the documents that were asked for."""

    folder: Path
    snapshot: Snapshot
    reading: Reading
    documents: list[Document]
    readability: Mapping[str, Readability]

    def place(self, document: Document) -> str:
        """Where a writer can open a document's file."""
        return seen_from_here(self.folder, document.path)


def measured(content: str = "", paths: Iterable[str] = ()) -> Measured:
    """Read a content folder; measure its articles, drafts too, or the files at or below some paths.

    Files with problems are measured as far as they can be read. Raises ``WrongUse`` for a path that leads to none.
    """
    folder = existing_folder(content or str(ROOT / "content"))
    snapshot = take_snapshot(folder)
    with store_for(cache=True) as store, engine_for(store, 0) as engine:
        reading = read_content(folder, drafts=False, snapshot=snapshot, engine=engine)
        library = reading.library
        chosen = [each for path in paths for each in at_path(library.documents.values(), folder, path)]
        documents = list(dict.fromkeys(each.path for each in chosen)) or [each.path for each in library.articles]
        terms = terms_of(library)
        readability = {path: readability_of(library.documents[path], store, terms) for path in documents}
    return Measured(folder, snapshot, reading, [library.documents[path] for path in documents], readability)


def at_path(documents: Iterable[Document], folder: Path, path: str) -> list[Document]:
    """The documents at or below a path. Raises ``WrongUse`` where there are none."""
    found = [each for each in documents if (folder / each.path).is_relative_to(Path(path).absolute())]
    if not found:
        raise WrongUse(f"{path} is no text of {folder}; name an article, a page, or a folder of them")
    return found
