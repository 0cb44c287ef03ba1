"""``invoke reading``: how hard each article is to read, and which sentences are the hardest. Advice, but for the ratchet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plugins.documents import Document
from plugins.languages import LANGUAGES
from plugins.problems import ProblemsFound
from plugins.reading import located
from plugins.sentence_lines import words_of
from tools.failure import WrongUse
from tools.measured import Measured, measured
from tools.ratchet import FIRST, NAME, read_held, tightened, worse, written

Summary = dict[str, Any]


def reading(
    content: str = "", paths: Sequence[str] = (), *, hold: bool = False, strict: bool = False, quiet: bool = False
) -> Summary:
    """Report on the articles, or on some files. ``hold`` writes what they have reached, ``strict`` holds them to it.

    The ratchet's file lies beside the content folder. Raises ``WrongUse``, and ``ProblemsFound`` where ``strict`` finds
    an article that got harder.
    """
    found = measured(content, paths)
    reports = [report(found, document) for document in found.documents]
    if not quiet:
        sys.stdout.write("\n".join(map(in_words, reports)))
    file = found.folder.parent / NAME
    if strict:
        check(file, found)
    if hold:
        hold_to(file, found, quiet=quiet)
    return {"articles": reports}


def report(found: Measured, document: Document) -> Summary:
    """All figures of a file, as JSON has them."""
    figures, words = found.readability[document.path], words_of(document.path, found.snapshot.data[document.path])
    return {
        "path": found.place(document),
        "lang": document.lang,
        "measured": LANGUAGES[document.lang].measured,
        "words": figures.words,
        "minutes": document.minutes,
        "sentences": figures.sentences,
        "grade": figures.grade,
        "grade_without_terms": figures.grade_without_terms,
        "long_sentences": figures.long_share,
        "long_paragraphs": figures.crowded,
        "hardest": [
            {"line": words.line_of(each.text), "grade": each.grade, "words": each.words, "text": each.text}
            for each in figures.hardest
        ],
    }


def in_words(report: Summary) -> str:
    """A report as a person reads it; each hard sentence begins with a place that an editor can open."""
    if not report["measured"]:
        return "{path}\n  not measured: the grade is made for English, and this article is in {lang!r}\n".format(
            **report
        )
    lines = [
        "{path}",
        "  grade {grade} ({grade_without_terms} without glossary terms), {words} words, {minutes} min to read",
        "  sentences over 20 words: {long_sentences} of 100; paragraphs over 3 sentences: {long_paragraphs}",
        *(["  the hardest sentences:"] if report["hardest"] else []),
    ]
    hardest = (
        "  {path}:{line}: grade {grade}, {words} words: {text}".format(**(report | each)) for each in report["hardest"]
    )
    return "".join(f"{line}\n" for line in (*(line.format(**report) for line in lines), *hardest))


def check(file: Path, found: Measured) -> None:
    """Raises ``ProblemsFound`` where an article is harder than what it had reached."""
    if not file.is_file():
        raise WrongUse(f"there is no {file}; write it with: invoke reading --hold")
    if problems := list(worse(read_held(file), found.readability)):
        raise ProblemsFound(located(problems, found.folder))


def hold_to(file: Path, found: Measured, *, quiet: bool) -> None:
    """Write what the articles have reached."""
    held = read_held(file) if file.is_file() else FIRST
    text = written(tightened(held, found.readability, found.reading.library.documents))
    file.write_text(text, "utf-8", newline="\n")
    if not quiet:
        sys.stdout.write(f"\nWrote {file}. invoke reading --strict fails from now on where an article gets harder.\n")
