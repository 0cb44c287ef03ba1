"""All that a clinician signs of an article, as lines to read and to compare: as it is now, or as it was in a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.bibliography import PATH as BIBLIOGRAPHY
from plugins.bibliography import Record, read_bibliography
from plugins.content import DRAWING, PLOT
from plugins.documents import Document
from plugins.glossary import PATH as GLOSSARY
from plugins.glossary import term_names
from plugins.library import Library
from plugins.plots import plot_svg
from plugins.reader import Reader
from plugins.reading import image_digest
from plugins.registers import read_register
from plugins.review import entry_keys, files_of, files_of_entries, keys_of, review_digest
from plugins.signed_text import pieces, signed_text
from tools.git import Git, GitFailed

CONDITIONS = "conditions.toml"
MOST_COMMITS = 1_000
Read = Callable[[str], bytes]  # the bytes of a content file; none where it is not there


class Signed(NamedTuple):
    """The digest of an article, its text line by line, and below it what it uses of other files."""

    digest: str
    text: tuple[str, ...]
    uses: tuple[str, ...]


def signed(path: str, read: Read) -> Signed:
    """What a clinician signs of the article at a content path."""
    glossary_text = read(GLOSSARY).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    reader = Reader(term_names(glossary_text))
    glossary = reader.read(GLOSSARY, read(GLOSSARY))
    terms = dict(
        zip(
            (entry.id for entry in glossary.definitions),
            pieces(reader.findings(GLOSSARY), [entry.line for entry in glossary.definitions]),
            strict=True,
        )
    )
    article = reader.read(path, read(path))
    text = signed_text(article.meta, reader.findings(path))
    library = library_of(article, glossary, read)
    return Signed(review_digest(article, library), tuple(text.split("\n")), tuple(used(article, library, terms)))


def library_of(article: Document, glossary: Document, read: Read) -> Library:
    """As much of a library as an article needs."""
    records = read_bibliography(read(BIBLIOGRAPHY).decode("utf-8-sig", "replace")).records
    conditions, _ = read_register(CONDITIONS, read(CONDITIONS).decode("utf-8-sig", "replace"))
    files = [*files_of(article), *files_of_entries(glossary, glossary.definitions)]
    images = {file: image_digest(file, data) for file in files if (data := image(file, read))}
    documents = {article.path: article, GLOSSARY: glossary}
    return Library(documents, conditions=conditions, records={each.key: each for each in records}, images=images)


def image(path: str, read: Read) -> bytes:
    """The bytes of an image; of a plot, those of the drawing that it gives."""
    plot = path.removesuffix(DRAWING) + PLOT
    return read(path) or (plot_svg(plot, read(plot))[0] if path.endswith(DRAWING) and read(plot) else b"")


def used(article: Document, library: Library, terms: dict[str, str]) -> Iterator[str]:
    """What an article uses of other files, a line for each."""
    entries = [entry for entry in library.glossary.definitions if entry.id in article.terms]
    keys = [*keys_of(article), *(key for entry in entries for key in entry_keys(library.glossary, entry.marks))]
    for number, key in enumerate(dict.fromkeys(keys), 1):
        record = library.records.get(key)
        yield f"Reference {number} [@{key}]: {told(record) if record else 'unknown'}"
    for entry in entries:
        yield f"Term {' '.join(terms[entry.id].split())}"
    for path in dict.fromkeys([*files_of(article), *files_of_entries(library.glossary, entries)]):
        yield f"Image {path} ({library.images.get(path, 'missing')[:8]})"
    for key, _ in article.meta.get("conditions", ()):
        yield f"Condition {library.conditions[key]['name'] if key in library.conditions else key}"


def told(record: Record) -> str:
    """A record in one line."""
    parts = (record.authors, record.title, record.source, record.doi and f"doi:{record.doi}", record.url)
    return ". ".join(filter(None, parts))


def from_folder(folder: Path) -> Read:
    """Reads files of a content folder as they are."""
    return lambda path: (folder / path).read_bytes() if (folder / path).is_file() else b""


def approved_before(folder: Path, path: str, digest: str) -> Signed | None:
    """What was signed under a digest, from the newest commit that has it; None where git knows of none."""
    seen: set[str] = set()
    for commit in git(folder, "log", f"--max-count={MOST_COMMITS}", "--format=%H", "--", ".").decode().split():
        blobs = dict(blob_of(row) for row in tree(folder, commit))
        shared = sorted((name, blob) for name, blob in blobs.items() if not name.endswith(".md") or "/" not in name)
        state = repr((blobs.get(path), shared))
        if path not in blobs or state in seen:
            continue
        seen.add(state)
        found = signed(path, from_commit(folder, blobs))
        if found.digest == digest:
            return found
    return None


def blob_of(row: str) -> tuple[str, str]:
    """The path of a file in a commit, and the number of its bytes."""
    blob, _, path = row.split(" ", 2)[2].partition("\t")
    return path, blob


def tree(folder: Path, commit: str) -> list[str]:
    """Every file below the folder in a commit: mode, kind, number and path."""
    return [row for row in git(folder, "ls-tree", "-r", "-z", commit).decode("utf-8", "replace").split("\0") if row]


def from_commit(folder: Path, blobs: dict[str, str]) -> Read:
    """Reads files as they were in a commit."""
    return lambda path: git(folder, "cat-file", "blob", blobs[path]) if path in blobs else b""


def git(folder: Path, *words: str) -> bytes:
    """What git answers; nothing where there is no git, or no history."""
    try:
        return Git(folder).run(*words)
    except GitFailed:
        return b""
