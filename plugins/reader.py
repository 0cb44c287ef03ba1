"""One file becomes one Document: a pure function of its path, its bytes and the names of the glossary's terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import PurePosixPath

from markdown import Markdown

from plugins.callouts import CalloutExtension
from plugins.citations import CitationExtension
from plugins.collector import CollectorExtension
from plugins.digests import digest_of_text
from plugins.documents import Document
from plugins.figures import FigureExtension
from plugins.findings import Findings
from plugins.front_matter import parse_front_matter
from plugins.glossary import GlossaryExtension
from plugins.headings import HeadingExtension
from plugins.languages import DEFAULT, LANGUAGES, Words, language_of, words_of_texts
from plugins.quick import QuickExtension, QuickMarkdown
from plugins.source import Source, clean_markup, decode
from plugins.typography import typeset

EXTENSIONS = ("attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables")


class Reader:
    """Reads files into Documents. Setting up Markdown takes as long as a page of text: one reader is for many files.

    ``terms`` maps the names of glossary terms to their ids; ``words`` holds by language those of the interface that become
    part of a text.
    """

    def __init__(self, terms: Mapping[str, str], words: Mapping[str, Words] | None = None) -> None:
        self.terms = terms
        self.words = words or words_of_texts()
        self.converters: dict[str, Converter] = {}

    def __reduce__(self) -> tuple[type[Reader], tuple[Mapping[str, str], Mapping[str, Words]]]:
        """In another process it sets itself up anew."""
        return Reader, (self.terms, self.words)

    def read(self, path: str, data: bytes) -> Document:
        """The Document of a content file; all that is wrong with the file is in its ``problems``.

        ``path`` is relative to the content folder.
        """
        kind, slug, converter = kind_of(path), PurePosixPath(path).stem, self.converter(language_of(path))
        source = decode(path, data)
        meta = parse_front_matter(source, kind)
        clean_markup(source)
        check_list_starts(source)
        check_footnotes(source)
        converter.findings.begin(source, kind)
        try:
            html = typeset(converter.markdown.reset().convert(source.body))
            refused = any(problem.code == "brackets" for problem in source.problems)
            if source.front is not None and not html and not refused:
                source.problem(source.start, "body-empty", "the file has no text", "write it below the front matter")
            return converter.collector.document(Document(path, kind, slug), meta, html)
        except RecursionError:
            source.problem(
                source.start, "nesting", "lists, quotes or emphasis are nested too deeply", "make it flatter"
            )
            return Document(
                path,
                kind,
                slug,
                meta.values,
                meta.lines,
                digest_of_text(""),
                problems=tuple(source.problems),
                texts={digest_of_text(""): ""},
            )

    def findings(self, path: str) -> Findings:
        """What was found in a content file, until another one in its language is read."""
        return self.converter(language_of(path)).findings

    def converter(self, code: str) -> Converter:
        """What converts the files of a language. Links to the glossary are for its own language."""
        if code not in self.converters:
            findings = Findings(language=LANGUAGES[code], words=self.words[code])
            self.converters[code] = Converter(findings, self.terms if code == DEFAULT else {})
        return self.converters[code]


class Converter:
    """Markdown for one language. ``findings`` is what its extensions share."""

    def __init__(self, findings: Findings, terms: Mapping[str, str]) -> None:
        self.findings = findings
        self.terms = terms

    @cached_property
    def collector(self) -> CollectorExtension:
        """The extension that collects what the Document holds."""
        return CollectorExtension(self.findings)

    @cached_property
    def markdown(self) -> Markdown:
        """Markdown with all its extensions."""
        md = QuickMarkdown(
            extensions=[
                *EXTENSIONS,
                CalloutExtension(self.findings),
                CitationExtension(self.findings),
                FigureExtension(self.findings),
                GlossaryExtension(self.findings, self.terms),
                HeadingExtension(self.findings),
                self.collector,
            ],
            extension_configs={
                "footnotes": {"BACKLINK_TITLE": self.findings.word("back_to_footnote"), "SEPARATOR": "-"}
            },
            output_format="html",
        )
        md.preprocessors.deregister("html_block")  # raw HTML is refused before; its parser is slow and swallows text
        md.parser.blockprocessors.deregister("code")  # an indented paragraph is a slip, not code
        md.registerExtensions([QuickExtension(self.findings)], {})
        return md


def kind_of(path: str) -> str:
    """What a file is, from where it lies."""
    folder = PurePosixPath(path).parts[0]
    return {"articles": "article", "pages": "page"}.get(folder, "glossary")


FOOTNOTE = re.compile(r"\[\^(?P<name>[^\]\s]+)\](?P<text>:?)")
QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ ]?)+")
LIST_ITEM = re.compile(r"(?:[-*+]|1[.)])[ \t]+\S")
NOT_PROSE = re.compile(r"\s|$|#|[-*+][ \t]|\d+[.)][ \t]|\||:|\[!|!!!")


def check_list_starts(source: Source) -> None:
    """A list right under a line of text is no list to Markdown: its items would run together without a word."""
    above = ""
    for number, line in enumerate(source.lines, source.start):
        bare = QUOTE_MARKS.sub("", line) if ">" in line else line
        if LIST_ITEM.match(bare) and not NOT_PROSE.match(above):
            source.problem(number, "list-start", "a list right under a line of text", "put a blank line before it")
        above = bare


def check_footnotes(source: Source) -> None:
    """A footnote to which nothing leads is never read, and its link back leads nowhere."""
    if "[^" not in source.body:
        return
    marks = [
        (found, number) for number, line in enumerate(source.lines, source.start) for found in FOOTNOTE.finditer(line)
    ]
    used = {found["name"] for found, _ in marks if found.start() or not found["text"]}
    for found, number in marks:
        name = found["name"]
        if found["text"] and not found.start() and name not in used:
            source.problem(
                number, "footnote-unused", f"nothing leads to the footnote {name!r}", f"put [^{name}] in the text"
            )
