"""``invoke format``: writes content files in their one form, and never changes what readers see."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plugins.content import Snapshot, take_snapshot
from plugins.documents import Document
from plugins.engine import text_of
from plugins.glossary import PATH as GLOSSARY
from plugins.glossary import term_names
from plugins.problems import Problem, ProblemsFound, problem_lists, report
from plugins.reader import Reader
from plugins.reading import located, seen_from_here
from plugins.source import decode
from plugins.yaml_fields import compose
from tools.canonical import canonical
from tools.failure import ROOT, WrongUse, say
from tools.job import existing_folder
from tools.paths import named_files

CODE_BLOCK = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
AROUND_BLOCKS = re.compile(
    r" ?(<br>|</?(?:blockquote|d[dlt]|div|figcaption|figure|h[1-6]|li|ol|p|t[dhr]|ul)\b[^>]*>) ?"
)
UNUSUAL = "put each field of the front matter on lines of its own, and comments on lines without text"


class Change(NamedTuple):
    """A file that is to be written anew."""

    path: str
    before: bytes
    after: bytes

    @property
    def line(self) -> int:
        """The first line that changes."""
        pairs = zip_longest(self.before.split(b"\n"), self.after.split(b"\n"))
        return next(number for number, (old, new) in enumerate(pairs, 1) if old != new)


def format_content(
    content: str = "", paths: Sequence[str] = (), *, check: bool = False, quiet: bool = False
) -> dict[str, object]:
    """Write files of the content in their one form: those named, those in folders named, or all.

    With ``check`` nothing is written, and files that would change are problems. What would read otherwise afterwards
    is left alone, with a warning. Raises ``ProblemsFound``, also where a file has problems of its own, and ``WrongUse``.
    """
    folder = existing_folder(content or str(ROOT / "content"))
    snapshot = take_snapshot(folder)
    files = [*snapshot.documents, *(problem.path for problem in snapshot.problems)]
    chosen = named_files(paths, folder, files)
    reader = Reader(term_names(text_of(snapshot, GLOSSARY)))
    documents = {path: reader.read(path, snapshot.data[path]) for path in chosen if path in snapshot.data}
    wrong = [problem for problem in snapshot.problems if problem.path in chosen]
    wrong += [problem for each in documents.values() for problem in each.problems if not problem.warning]
    if wrong:
        raise ProblemsFound(located(wrong, folder))
    changes, warnings = changes_of(reader, snapshot, documents)
    if check and changes:
        usual = "the file is not written in its usual form", "run: invoke format"
        problems = [Problem(change.path, change.line, "format", *usual) for change in changes]
        raise ProblemsFound(located([*problems, *warnings], folder))
    for change in changes:
        replace(folder, change)
    told, names = located(warnings, folder), [seen_from_here(folder, change.path) for change in changes]
    if not quiet:
        tell(told, names, len(documents))
    return {"changed": names, **problem_lists(told)}


def changes_of(
    reader: Reader, snapshot: Snapshot, documents: dict[str, Document]
) -> tuple[list[Change], list[Problem]]:
    """What is to be written, and a warning for each file that would not read the same."""
    changes, warnings = [], []
    for path, document in documents.items():
        change = Change(path, snapshot.data[path], canonical(snapshot.data[path]))
        if change.before == change.after:
            continue
        if keeps_all(change, document, reader.read(path, change.after)):
            changes.append(change)
        else:
            message = "left as it is: in its usual form this file would not read the same"
            warnings.append(Problem(path, change.line, "format", message, UNUSUAL, warning=True))
    return changes, warnings


def keeps_all(change: Change, before: Document, after: Document) -> bool:
    """Whether a change keeps all that a file says."""
    return says(before) == says(after) and fields(change.before) == fields(change.after)


def says(document: Document) -> tuple[object, ...]:
    """What a Document says below its front matter, wherever its lines stand."""
    return (
        readable(document.html),
        document.headings,
        document.anchors,
        [(box.kind, box.id, readable(box.title), readable(box.text)) for box in document.callouts],
        [[target.address for target in targets] for targets in (document.citations, document.links, document.images)],
        document.uses,
        document.terms,
        [(entry.id, entry.names) for entry in document.definitions],
        document.minutes,
        sorted(problem._replace(line=0) for problem in document.problems),
    )


def readable(html: str) -> str:
    """HTML with a space only where browsers show one; code as it is."""
    parts = CODE_BLOCK.split(html)
    parts[::2] = [AROUND_BLOCKS.sub(r"\1", re.sub(r"[ \t\n]+", " ", part)) for part in parts[::2]]
    return "".join(parts)


def fields(data: bytes) -> Any:  # noqa: ANN401 (YAML's own shapes)
    """The fields of a file's front matter, wherever they stand."""
    return plain(compose(decode("", data).front or ""))


def plain(node: yaml.Node | None) -> Any:  # noqa: ANN401
    """A YAML node as plain values, with one space wherever a text has some."""
    if isinstance(node, yaml.MappingNode):
        return {plain(name): plain(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return " ".join(node.value.split()) if node else None


def replace(folder: Path, change: Change) -> None:
    """Put a file's new text in the place of the old one, whole or not at all. Raises ``WrongUse``."""
    path, seen = folder / change.path, seen_from_here(folder, change.path)
    spare = path.with_name(f".{path.name}.new")
    try:
        if path.read_bytes() != change.before:
            raise WrongUse(f"{seen} was saved by somebody else meanwhile; run: invoke format")
        spare.write_bytes(change.after)
        shutil.copymode(path, spare)
        spare.replace(path)
    except OSError as error:
        raise WrongUse(f"{seen} cannot be written: {error.strerror}; see who may write there") from error
    finally:
        spare.unlink(missing_ok=True)


def tell(warnings: Sequence[Problem], names: Sequence[str], count: int) -> None:
    """What was done, for people."""
    if warnings:
        say(report(warnings))
    sys.stdout.write("".join(f"Wrote {name}\n" for name in names))
    sys.stdout.write(f"{len(names)} of {count} files changed in form; what readers see is the same.\n")
