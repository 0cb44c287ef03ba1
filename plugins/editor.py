"""The editor: asks the editorial rules about a whole content folder. ``invoke check`` and the preview do; a build goes without."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from plugins.advice import advise, advise_register, problem_of
from plugins.bibliography import Record
from plugins.content import Snapshot
from plugins.digests import digest_of
from plugins.documents import Document
from plugins.engine import Engine, text_of
from plugins.library import Library, resolve
from plugins.problems import Problem, Waived
from plugins.reading import Reading
from plugins.registers import REGISTERS
from plugins.waivers import unused_waivers, waive

HEAVIEST_DRAWING = 15_000  # bytes


def edit(engine: Engine, snapshot: Snapshot, reading: Reading) -> tuple[list[Problem], list[Waived]]:
    """Every breach of a rule that stands in what was read, and all that is waived, by the reading too.

    Paths are relative to the content folder.
    """
    documents = reading.library.documents
    standing, waived = waive(advise_all(engine, snapshot, reading.library), documents)
    waived += reading.waived
    return [*standing, *unused_waivers(documents.values(), waived)], waived


def advise_all(engine: Engine, snapshot: Snapshot, library: Library) -> list[Problem]:
    """Every breach of a rule in a content folder. What was found in a file is kept under the file's key."""
    keys = {path: digest_of("advice", document.key) for path, document in library.documents.items()}
    found = engine.store.find(keys.values())
    new = [path for path, key in keys.items() if key not in found]
    made = engine.pool.map(advise_each, ((library.documents[path], snapshot.data[path]) for path in new))
    rows = [(keys[path], text) for path, text in zip(new, made, strict=True)]
    engine.store.add(rows)
    found |= dict(rows)
    problems = [Problem(*row) for key in keys.values() for row in json.loads(found[key])]
    for document in library.documents.values():
        problems += [*partial_citations(document, library.records), *heavy_drawings(document, snapshot)]
    for path in REGISTERS:
        problems += advise_register(path, text_of(snapshot, path))
    return problems


def advise_each(tasks: Sequence[tuple[Document, bytes]]) -> list[str]:
    """What is kept of each file's breaches: JSON."""
    return [json.dumps(advise(document, data), ensure_ascii=False) for document, data in tasks]


def partial_citations(document: Document, records: Mapping[str, Record]) -> Iterator[Problem]:
    """The records that a file cites though they were seen only in part, each where it is cited first."""
    first = {target.address: target.line for target in reversed(document.citations)}
    for key in dict.fromkeys(target.address for target in document.citations):
        if key in records and records[key].verified.lower() == "partial":
            hint = "complete the record: its todo says what is missing"
            yield problem_of("citation-partial", document.path, (first[key], f"@{key} is verified only in part", hint))


def heavy_drawings(document: Document, snapshot: Snapshot) -> Iterator[Problem]:
    """The drawings that a file shows and that weigh more than a whole page of text."""
    for target in document.images:
        drawing = snapshot.data.get(resolve(document.path, target.address.removeprefix("{static}")), b"")
        if len(drawing) > HEAVIEST_DRAWING:
            message = f"the drawing has {len(drawing) / 1000:.0f} kB, and all of it is put into the page"
            hint = f"up to {HEAVIEST_DRAWING // 1000} kB: simplify its paths, with fewer decimals"
            yield problem_of("drawing-weight", document.path, (target.line, message, hint))
