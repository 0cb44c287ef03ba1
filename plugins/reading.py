"""From the content folder to the library: finds, reads and checks everything before anything is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from plugins.content import find_content
from plugins.documents import Document
from plugins.engine import Engine, Progress, quietly
from plugins.glossary import term_names
from plugins.images import check_svg
from plugins.library import Library, check_library
from plugins.problems import Problem
from plugins.registers import REGISTERS, read_register
from plugins.source import decode

T = TypeVar("T")
UNREAD = ("encoding", "file-missing", "file-unreadable", "references-syntax", "register-syntax")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the library, the bytes of all drawings by content path, and every problem, sorted."""

    library: Library
    drawings: Mapping[str, bytes]
    texts: Callable[[Document], str]
    problems: tuple[Problem, ...]


def read_content(root: Path, *, drafts: bool, engine: Engine | None = None, progress: Progress = quietly) -> Reading:
    """Read a content folder whole. Problems' paths begin with the folder, as seen from the current directory."""
    found = find_content(root)
    files = Files(root, list(found.problems))
    series, people, conditions = (files.take(read_register(name, files.text(name))) for name in REGISTERS)
    engine = engine or Engine()
    records = files.take(engine.bibliography(files.text("references.bib")))
    terms = term_names(decode("glossary.md", files.data("glossary.md") or b"").body)
    documents, texts = engine.read(files.all(found.documents), terms, progress)
    drawings = files.all(path for path in found.images if path.endswith(".svg"))
    unread = frozenset(problem.path for problem in files.problems if problem.code in UNREAD)
    library = Library(documents, series, people, conditions, records, frozenset(found.images), unread)
    problems = [
        *files.problems,
        *(problem for path, data in drawings.items() for problem in check_svg(path, data)),
        *(problem for document in documents.values() for problem in document.problems),
        *check_library(library, drafts=drafts),
    ]
    return Reading(library, drawings, texts, located(problems, root))


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a content folder; what cannot be read is a problem, and then empty."""

    root: Path
    problems: list[Problem]

    def data(self, path: str) -> bytes | None:
        """A file's bytes, if it can be read."""
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None  # the search for files has noted it
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
            self.problems.append(Problem(path, 1, "file-unreadable", message, "see who may read it"))
            return None

    def all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The bytes of those files that can be read."""
        found = ((path, self.data(path)) for path in paths)
        return {path: data for path, data in found if data is not None}

    def text(self, path: str) -> str:
        """A register's text."""
        data = self.data(path) or b""
        try:
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.problems.append(Problem(path, line, "encoding", "the file is not UTF-8 text", "save it as UTF-8"))
            return ""

    def take(self, result: tuple[T, list[Problem]]) -> T:
        """What was read, its problems kept."""
        self.problems.extend(result[1])
        return result[0]


def located(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """The problems, each once and in order, with paths that a writer can open from where they are."""
    folder = Path(os.path.relpath(root)) if root.is_relative_to(Path.cwd()) else root
    return tuple(sorted({replace(problem, path=(folder / problem.path).as_posix()) for problem in problems}))
