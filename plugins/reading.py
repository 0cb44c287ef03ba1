"""From the content folder to the library: reads and checks everything before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plugins.aliases import check_aliases
from plugins.bibliography import PATH as BIBLIOGRAPHY
from plugins.content import DRAWING, Snapshot, take_snapshot
from plugins.digests import digest_of_bytes
from plugins.engine import Engine, Progress, quietly
from plugins.gallery import read_pictures
from plugins.images import check_svg
from plugins.library import Library, check_library
from plugins.pictures import Picture
from plugins.problems import Problem, Waived
from plugins.registers import REGISTERS, read_register
from plugins.results import PATH as RESULTS
from plugins.results import read_results
from plugins.waivers import waive

T = TypeVar("T")
UNREAD = ("encoding", "file-missing", "file-unreadable", "references-syntax", "register-syntax")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the library, every problem, sorted, and what is no problem because its file waives it.

    Paths of problems begin with the folder, as seen from the current directory; those of what is waived are relative to
    it, for a check that adds to them.
    """

    library: Library
    problems: tuple[Problem, ...]
    pictures: Mapping[str, Picture]
    waived: tuple[Waived, ...] = ()


def read_content(
    root: Path,
    *,
    drafts: bool,
    snapshot: Snapshot | None = None,
    engine: Engine | None = None,
    progress: Progress = quietly,
) -> Reading:
    """Read a content folder whole, as it was at the moment of a snapshot.

    Raises ``ProblemsFound`` where a picture is not any more what it was then.
    """
    snapshot, engine = snapshot or take_snapshot(root), engine or Engine()
    registers = Registers(snapshot, list(snapshot.problems))
    series, people, conditions = (registers.take(read_register(name, registers.text(name))) for name in REGISTERS)
    results = registers.take(read_results(registers.text(RESULTS)))
    registers.text(BIBLIOGRAPHY)  # which tells whether it is text at all
    documents, bibliography = engine.read(snapshot, progress)
    registers.problems.extend(bibliography.problems)
    unread = frozenset(problem.path for problem in registers.problems if problem.code in UNREAD)
    works = {record.key: record for record in bibliography.records}
    digests = image_digests(snapshot)
    library = Library(documents, series, people, conditions, works, digests, unread, results)
    pictures, wrong_pictures = read_pictures(root, snapshot, engine)
    problems = [
        *registers.problems,
        *wrong_pictures,
        *(problem for path in snapshot.drawings for problem in check_svg(path, snapshot.data[path])),
        *(problem for document in documents.values() for problem in document.problems),
        *check_library(library, drafts=drafts),
        *check_aliases(library),
    ]
    standing, waived = waive(problems, documents)
    return Reading(library, located(standing, root), pictures, tuple(waived))


def image_digests(snapshot: Snapshot) -> dict[str, str]:
    """The digest of each image."""
    drawings = {path: image_digest(path, snapshot.data[path]) for path in snapshot.drawings}
    return {path: snapshot.digests[path] for path in snapshot.images} | drawings


def image_digest(path: str, data: bytes) -> str:
    """The digest of an image; of a drawing, which is text, however its lines end and are indented."""
    return digest_of_bytes(b" ".join(data.split()) if path.endswith(DRAWING) else data)


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of a snapshot; what cannot be read is a problem, and then empty."""

    snapshot: Snapshot
    problems: list[Problem]

    def text(self, path: str) -> str:
        """A register's text."""
        data = self.snapshot.data.get(path, b"")
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
    return tuple(sorted({problem._replace(path=seen_from_here(root, problem.path)) for problem in problems}))


def located_waived(waived: Iterable[Waived], root: Path) -> tuple[Waived, ...]:
    """The same for what is waived."""
    return tuple(sorted(Waived(problem, why) for each, why in waived for problem in located([each], root)))


def seen_from_here(root: Path, path: str) -> str:
    """The path of a content file as a writer can open it: from the current directory, where the folder lies below it."""
    folder = Path(os.path.relpath(root)) if root.is_relative_to(Path.cwd()) else root
    return (folder / path).as_posix()
