"""The engine: reads only what is new, renders only what changed, and uses every core.

Documents and pages are pure functions, so all it needs are digests. A Document's covers its bytes and all that shapes a
Document; a page's covers its view, its template and the code. Without a store everything is done anew.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path

from plugins.bibliography import Record, read_bibliography
from plugins.documents import Document
from plugins.lazy import digest_of
from plugins.pool import Pool
from plugins.problems import Problem
from plugins.reader import Reader
from plugins.rendering import Output, Renderer
from plugins.store import Store, from_json, to_json
from plugins.writer import Known, SiteWriter

SHAPING = ("Jinja2", "Markdown", "MarkupSafe", "PyYAML", "minify-html", "pybtex", "smartypants", "typogrify")
SAVED_AT_ONCE = 200
Progress = Callable[[Iterable[str], str], Iterable[str]]


def quietly(items: Iterable[str], _label: str) -> Iterable[str]:
    """No progress shown."""
    return items


@dataclass(slots=True)
class Engine:
    """What builds work with; ``parsed`` and ``rendered`` count what the last one had to do."""

    store: Store | None = None
    pool: Pool = field(default_factory=partial(Pool, 1))
    parsed: int = 0
    rendered: int = 0
    memory: dict[str, Document] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    known: dict[str, Known] = field(default_factory=dict)

    def read(
        self, sources: Mapping[str, bytes], terms: Mapping[str, str], progress: Progress = quietly
    ) -> tuple[dict[str, Document], Callable[[Document], str]]:
        """The Documents of files, and a function that gives their texts."""
        shape = digest_of(code_digest(Path(__file__).parent, "*.py"), versions(), sorted(terms.items()))
        keys = {path: document_key(shape, path, data) for path, data in sources.items()}
        known = self.recall(keys.values())
        new = [path for path in sources if keys[path] not in known]
        self.parsed, self.rendered = len(new), 0
        rows = self.pool.map(partial(parse, terms), ((path, sources[path]) for path in progress(new, "Reading")))
        for batch in batches(zip((keys[path] for path in new), rows, strict=True)):
            known |= {key: from_json(data) for key, (data, _) in batch}
            if self.store:
                self.store.add((key, data, html) for key, (data, html) in batch)
            else:
                self.texts |= {key: html for key, (_, html) in batch}
        if self.store:
            self.store.retire(keys.values())
        self.memory = {key: known[key] for key in keys.values()}
        self.texts = {key: self.texts[key] for key in keys.values() if key in self.texts}
        documents = {path: replace(known[key], digest=key) for path, key in keys.items()}
        return documents, self.text

    def text(self, document: Document) -> str:
        """A Document's text."""
        return self.store.text(document.digest) if self.store else self.texts[document.digest]

    def bibliography(self, text: str) -> tuple[dict[str, Record], list[Problem]]:
        """The records of ``references.bib`` and what is wrong with it; parsed only when it changed."""
        key = digest_of(code_digest(Path(__file__).parent, "*.py"), versions(), "bibliography", text)
        if self.store and (data := self.store.result(key)):
            found = json.loads(data)
            return {each["key"]: Record(**each) for each in found["records"]}, [
                Problem(**each) for each in found["problems"]
            ]
        records, problems = read_bibliography(text)
        if self.store:
            lists = {"records": list(map(asdict, records.values())), "problems": list(map(asdict, problems))}
            self.store.add_result(key, json.dumps(lists))
        return records, problems

    def recall(self, keys: Iterable[str]) -> dict[str, Document]:
        """The Documents that the last build of this engine, or the store, knows."""
        known = {key: self.memory[key] for key in keys if key in self.memory}
        if self.store:
            known |= self.store.documents(key for key in keys if key not in known)
        return known

    def write(self, outputs: Iterable[Output], renderer: Renderer, writer: SiteWriter) -> None:
        """Render what changed, keep what did not. Raises ``ProblemsFound`` where a template is wrong."""
        shape = digest_of(code_digest(Path(__file__).parent, "*.py"), renderer.version, versions())
        self.known = self.store.pages(writer.site) if self.store else {}

        def changed() -> Iterator[Output]:
            for output in outputs:
                digest = digest_of(shape, output.template, output.context)
                if not writer.keep(output.path, digest, self.known.get(output.path)):
                    self.rendered += 1
                    yield output

        for path, data in self.pool.map(renderer.render, changed()):
            writer.write(path, data)

    def remember(self, writer: SiteWriter) -> None:
        """Keep what the files of the finished site were made from."""
        if self.store:
            made = {path: (digest, *writer.stamp(path)) for path, digest in writer.digests.items()}
            changed = {path: known for path, known in made.items() if self.known.get(path) != known}
            self.store.set_pages(writer.site, changed, self.known.keys() - made.keys())


def parse(terms: Mapping[str, str], tasks: Sequence[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Documents as JSON with their texts, which is how they travel between processes."""
    reader=Reader(terms); documents = (reader.read(path, data) for path, data in tasks)
    return [(to_json(document), document.html) for document in documents]


def document_key(shape: str, path: str, data: bytes) -> str:
    """The digest of all that a Document is made from."""
    return hashlib.blake2b(f"{shape}\0{path}\0".encode() + data, digest_size=16).hexdigest()


def code_digest(folder: Path, pattern: str) -> str:
    """The digest of the files in a folder."""
    files = sorted(path for path in folder.glob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return digest_of([(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files])


def versions() -> list[str]:
    """The versions of what shapes the output."""
    return [platform.python_version(), *map(importlib.metadata.version, SHAPING)]


def batches(rows: Iterator[tuple[str, tuple[str, str]]]) -> Iterator[list[tuple[str, tuple[str, str]]]]:
    """Rows in groups: what is parsed is saved as it comes, so that a killed build has not worked for nothing."""
    while group := list(islice(rows, SAVED_AT_ONCE)):
        yield group
