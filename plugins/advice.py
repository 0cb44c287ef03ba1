"""What a careful editor would mark in one file: a pure function of its Document and its bytes, rule by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from plugins.callout_kinds import CARE_LEVELS
from plugins.documents import Document
from plugins.explaining import explained, first_use
from plugins.languages import LANGUAGES
from plugins.problems import Problem
from plugins.prose import SOURCE_MARK, Passage, passages
from plugins.rules import RULES
from plugins.skeleton import left_over
from plugins.source import Source, blank, clean_markup, decode
from plugins.wording import BETTER, pattern

FEWEST_REFERENCES = 3
LONGEST_ALT = 250
ALL = 100  # percent
SHARE = re.compile(r"(\d(?<![\w.,]\d)[\d,]*(?:\.\d+)?)(?:\s*%|\s+percent\b|\s+(?:out\s+)?of\s+(?:every\s+)?100\b)")
LINK = re.compile(r"(?<!!)\[([^\[\]]+)\]\(")
VAGUE = re.compile(
    r"(?:(?:click|tap|press|see|go|read|look) )?here|(?:read|learn|find out|see) more|more|(?:this|the) (?:link|page|site|website)|link"
)
CAPITALS = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{4,}\b")
ABBREVIATIONS = frozenset({"COVID", "FODMAP", "GRADE", "HIPAA", "LGBTQ", "NINDS", "NSAID", "PROMIS", "SNOOP"})
SPACES = re.compile(r"(?<=[^\s|>])  +(?=[^\s|])")
MARKER = re.compile(r"[ \t>]*(?:[-*+:]|\d+[.)]|#+|!!!|\[\^[^\]]+\]:)?")
DOI = re.compile(r"\b10\.\d{4,9}/\w")
IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<src>[^\s()]+)")
FILE_NAME = re.compile(r"\S+\.(?:svg|png|jpe?g|webp|avif|gif)|(?:img|dsc|image|figure)[\W_]*\d+", re.IGNORECASE)
OPENING = re.compile(
    r"(?:an? |the |this )?(?:image|picture|photo|photograph|graphic|screenshot)s? (?:of|that shows|showing)\b",
    re.IGNORECASE,
)
OF_TEXT = re.compile(r"screen-?shot|scan|slide|infographic|text|table", re.IGNORECASE)
OF_ENGLISH = frozenset({"wording", "alt-opening"})  # rules that know words of this language alone
OF_REGISTERS = ("wording", "percentage", "capitals")
NO_WORDS = re.compile(r"^[ \t]*(?:#.*|\[.*|[\w.\"'-]+[ \t]*=(?:[ \t]*\[[^\]]*\])?)", re.MULTILINE)
Finding = tuple[int, str, str]  # line, message, hint


class Manuscript(NamedTuple):
    """A file as the rules read it: ``raw`` are its body's lines with their code."""

    document: Document
    source: Source
    raw: list[str]
    passages: list[Passage]


def advise(document: Document, data: bytes) -> list[Problem]:
    """Every breach of a rule that shows in one file alone; nothing of a file without a text."""
    source = decode(document.path, data)
    if not source.body.strip():
        return []
    clean_markup(source)
    raw = source.body.split("\n")
    manuscript = Manuscript(document, source, raw, [*fields(document), *passages(source)])
    rules = {code: rule for code, rule in CHECKS.items() if LANGUAGES[document.lang].measured or code not in OF_ENGLISH}
    return [problem_of(code, document.path, finding) for code, rule in rules.items() for finding in rule(manuscript)]


def advise_register(path: str, text: str) -> list[Problem]:
    """The breaches of the rules about words in a register."""
    text = NO_WORDS.sub(lambda found: blank(found[0]), text)
    manuscript = Manuscript(Document(path, "register", ""), Source(path), [], [Passage(1, text)])
    return [problem_of(code, path, finding) for code in OF_REGISTERS for finding in CHECKS[code](manuscript)]


def problem_of(code: str, path: str, finding: Finding) -> Problem:
    """A breach of a rule."""
    line, message, hint = finding
    return Problem(path, line, code, message, hint, not RULES[code].error)


def fields(document: Document) -> Iterator[Passage]:
    """The fields that readers see as text."""
    for name in ("title", "summary"):
        if name in document.meta:
            yield Passage(document.lines.get(name, 1), document.meta[name], "field")


def placeholder(manuscript: Manuscript) -> Iterator[Finding]:
    """Instructions of a new article that are left in one that is ready; a draft may keep them."""
    document = manuscript.document
    lines = [(document.lines.get("summary", 1), document.meta.get("summary", ""))]
    lines += enumerate(manuscript.raw, manuscript.source.start)
    for number, line in lines if document.meta.get("status") == "ready" else ():
        if words := left_over(line):
            yield number, f"{words!r} is what invoke new wrote", "write your own words in its place"


def wording(manuscript: Manuscript) -> Iterator[Finding]:
    """Words to avoid."""
    for passage in manuscript.passages:
        for found in words_to_avoid().finditer(passage.text.lower()):
            words = " ".join(found[0].split())
            if better := BETTER[words]:
                yield passage.line_of(found.start()), f'"{words}" is a word to avoid', f"better: {better}"


@cache
def words_to_avoid() -> re.Pattern[str]:
    """The pattern, made once."""
    return pattern()


def statistic_source(manuscript: Manuscript) -> Iterator[Finding]:
    """Numbers about people without their source; a field cannot hold one."""
    for passage in manuscript.passages:
        told = passage.kind == "field" or not SHARE.search(passage.text) or SOURCE_MARK in passage.introduction
        for place, sentence in () if told else passage.sentences():
            found = SHARE.search(sentence)
            if found and SOURCE_MARK not in sentence:
                hint = "cite it in the same sentence, list item or caption: [@key]"
                yield passage.line_of(place + found.start()), f"{shown(found)!r} has no source", hint


def percentage(manuscript: Manuscript) -> Iterator[Finding]:
    """More than all."""
    for passage in manuscript.passages:
        for found in SHARE.finditer(passage.text):
            if float(found[1].replace(",", "")) > ALL:
                hint = 'correct it, or tell a rise as "from 10 to 22 of 100"'
                yield passage.line_of(found.start()), f"{shown(found)!r} is more than all", hint


def shown(found: re.Match[str]) -> str:
    """What was found, on one line."""
    return " ".join(found[0].split())


def references_few(manuscript: Manuscript) -> Iterator[Finding]:
    """An article with too few sources."""
    number = len({target.address for target in manuscript.document.citations})
    if manuscript.document.kind == "article" and number < FEWEST_REFERENCES:
        message = f"the article cites {number} reference{'s' if number != 1 else ''}"
        yield manuscript.source.start, message, f"cite at least {FEWEST_REFERENCES}"


def red_flag_missing(manuscript: Manuscript) -> Iterator[Finding]:
    """An article that does not say when to get help."""
    document = manuscript.document
    if document.kind == "article" and not any(box.kind in CARE_LEVELS for box in document.callouts):
        message, hint = "the article does not say when to get help", "add an emergency or an urgent box"
        yield manuscript.source.start, message, hint


def doi_in_text(manuscript: Manuscript) -> Iterator[Finding]:
    """A DOI, as text or as an address."""
    for number, line in enumerate(manuscript.source.lines, manuscript.source.start):
        if "10." in line and DOI.search(line):
            yield number, "a DOI in the text", "put it into references.bib and cite the record: [@key]"


def term_late(manuscript: Manuscript) -> Iterator[Finding]:
    """Words that the file itself explains, used above that place; a term of the glossary is linked to it, and needs none."""
    text = [passage for passage in manuscript.passages if passage.kind not in {"field", "heading"}]
    for term, line in explained(manuscript.document, text):
        first = first_use(term, text)
        if first < line:
            yield first, f"{term!r} is explained only in line {line}", "explain it here, or write it in plain words"


def link_text(manuscript: Manuscript) -> Iterator[Finding]:
    """Links whose words do not say where they lead."""
    for number, line in enumerate(manuscript.source.lines, manuscript.source.start):
        for found in LINK.finditer(line) if "](" in line else ():
            if VAGUE.fullmatch(words := found[1].strip(" *_.…").lower()):
                yield number, f"the link {words!r} does not say where it leads", "let the link say what is there"


def capitals(manuscript: Manuscript) -> Iterator[Finding]:
    """Words in capitals that are no abbreviation: neither a known one, nor one that the file explains in brackets."""
    text = "\n".join(passage.text for passage in manuscript.passages)
    for passage in manuscript.passages:
        for found in CAPITALS.finditer(passage.text):
            if found[0] not in ABBREVIATIONS and f"({found[0]})" not in text:
                hint = "write it in small letters; an abbreviation is explained once, with (…) around it"
                yield passage.line_of(found.start()), f"{found[0]!r} is all in capitals", hint


def spaces(manuscript: Manuscript) -> Iterator[Finding]:
    """Two spaces between words. What is blank only without code was code."""
    numbered = enumerate(zip(manuscript.raw, manuscript.source.lines, strict=True), manuscript.source.start)
    for number, (raw, clean) in numbered:
        for found in SPACES.finditer(raw) if "  " in raw else ():
            start, end = found.span()
            if not MARKER.fullmatch(raw, 0, start) and clean[start - 1].strip():
                yield number, f"{end - start} spaces after {raw[:start].split()[-1]!r}", "write one"


def images(manuscript: Manuscript) -> Iterator[tuple[int, str, str]]:
    """The line, the text alternative and the address of each image."""
    text = "\n".join(manuscript.source.lines)
    for found in IMAGE.finditer(text) if "![" in text else ():
        line = manuscript.source.start + text.count("\n", 0, found.start())
        yield line, " ".join(found["alt"].replace("\n>", "\n").split()), found["src"]


def alt_name(manuscript: Manuscript) -> Iterator[Finding]:
    """A text alternative that is only the file's name."""
    for line, alt, src in images(manuscript):
        stem = PurePosixPath(src).stem
        if FILE_NAME.fullmatch(alt) or (alt and alt.lower().replace(" ", "-") == stem.lower()):
            yield line, f"the text alternative {alt[:40]!r} is a file's name", "say what the image shows"


def alt_opening(manuscript: Manuscript) -> Iterator[Finding]:
    """A text alternative that says that it is one."""
    for line, alt, _ in images(manuscript):
        if found := OPENING.match(alt):
            yield line, f"the text alternative begins with {found[0]!r}", "begin with what the image shows"


def alt_length(manuscript: Manuscript) -> Iterator[Finding]:
    """A text alternative that is a text."""
    for line, alt, _ in images(manuscript):
        if len(alt) > LONGEST_ALT:
            message = f"the text alternative has {len(alt)} characters"
            yield line, message, f"up to {LONGEST_ALT} are heard in one go: put the rest into the text"


def image_of_text(manuscript: Manuscript) -> Iterator[Finding]:
    """A picture that seems to hold words."""
    for line, _, src in images(manuscript):
        name = PurePosixPath(src)
        if name.suffix != ".svg" and OF_TEXT.search(name.stem):
            yield line, f"{name.name!r} seems to be a picture of text", "write the text, or draw it as SVG"


CHECKS: Mapping[str, Callable[[Manuscript], Iterator[Finding]]] = {
    "placeholder": placeholder,
    "wording": wording,
    "statistic-source": statistic_source,
    "percentage": percentage,
    "references-few": references_few,
    "red-flag-missing": red_flag_missing,
    "doi-in-text": doi_in_text,
    "term-late": term_late,
    "link-text": link_text,
    "capitals": capitals,
    "spaces": spaces,
    "alt-name": alt_name,
    "alt-opening": alt_opening,
    "alt-length": alt_length,
    "image-of-text": image_of_text,
}
