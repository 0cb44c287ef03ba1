"""From the content folder to the library: finds, reads and checks everything before anything is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.bibliography import read_bibliography
from plugins.content import REQUIRED, find_content
from plugins.glossary import term_names
from plugins.images import check_svg
from plugins.library import Library, check_library
from plugins.problems import Problem
from plugins.reader import read_document
from plugins.registers import REGISTERS, Row, read_register
from plugins.source import decode

Progress = Callable[[Iterable[str], str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the library, the bytes of all images by content path, and every problem, sorted."""

    library: Library
    images: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def quietly(items: Iterable[str], _label: str) -> Iterable[str]:
    """No progress shown."""
    return items


def read_content(root: Path, *, drafts: bool, progress: Progress = quietly) -> Reading:
    """Read a content folder whole. Problems' paths begin with the folder, as seen from the current directory."""
    found = find_content(root)
    problems = list(found.problems)
    present = {name: (root / name).read_bytes() for name in REQUIRED if (root / name).is_file()}
    texts = {name: text_of(name, data, problems) for name, data in present.items()}
    registers: dict[str, dict[str, Row]] = {}
    for name in REGISTERS:
        registers[name], wrong = read_register(name, texts.get(name, ""))
        problems += wrong
    records, wrong = read_bibliography(texts.get("references.bib", ""))
    problems += wrong
    terms = term_names(decode("glossary.md", present.get("glossary.md", b"")).body)
    documents = {
        path: read_document(path, (root / path).read_bytes(), terms) for path in progress(found.documents, "Reading")
    }
    images = {path: (root / path).read_bytes() for path in found.images}
    for path, data in images.items():
        problems += check_svg(path, data) if path.endswith(".svg") else []
    library = Library(
        documents,
        registers["series.toml"],
        registers["people.toml"],
        registers["conditions.toml"],
        records,
        frozenset(images),
    )
    problems += [problem for document in documents.values() for problem in document.problems]
    problems += check_library(library, drafts=drafts)
    return Reading(library, images, located(problems, root))


def text_of(name: str, data: bytes, problems: list[Problem]) -> str:
    """A register's text."""
    if name.endswith(".md"):
        return ""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        problems.append(
            Problem(
                name,
                data.count(b"\n", 0, error.start) + 1,
                "encoding",
                "the file is not UTF-8 text",
                "save it as UTF-8",
            )
        )
        return ""


def located(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """The problems, each once and in order, with paths that a writer can open from where they are."""
    folder = Path(os.path.relpath(root)) if root.is_relative_to(Path.cwd()) else root
    return tuple(sorted({replace(problem, path=(folder / problem.path).as_posix()) for problem in problems}))
