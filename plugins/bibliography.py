"""The reference list: BibTeX records, read by pybtex, as the short, linked entries that readers see."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from plugins.digests import digest_of
from plugins.problems import Problem

PATH = "references.bib"
ENTRY = re.compile(r"^\s*@\s*\w+\s*[{(]\s*([^,\s]+)", re.MULTILINE)
DOI = re.compile(r"10\.\d{4,9}/\S+")
FIELDS = frozenset(
    [
        "doi",
        "howpublished",
        "institution",
        "journal",
        "number",
        "pages",
        "pmid",
        "publisher",
        "title",
        "type",
        "url",
        "verified",
        "volume",
        "year",
    ]
)
MOST_AUTHORS, KEPT_AUTHORS = 2, 1  # enough to find the paper: the list is for patients, and short


class Record(NamedTuple):
    """One record; ``source`` is where it appeared, as one line. Everything is plain text.

    ``signed`` is the digest of all that readers may see of it, as it was written.
    """

    key: str
    authors: str
    title: str
    source: str
    doi: str
    pmid: str
    url: str
    verified: str
    line: int
    signed: str = ""


class Bibliography(NamedTuple):
    """The records of a file, and what is wrong with it."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @classmethod
    def from_json(cls, text: str) -> Bibliography:
        """The bibliography that was kept as JSON."""
        records, problems = json.loads(text)
        return cls(tuple(Record(*row) for row in records), tuple(Problem(*row) for row in problems))


def read_bibliography(text: str) -> Bibliography:
    """A bibliography from BibTeX."""
    from pybtex.database import BibliographyData, Entry  # noqa: PLC0415 (only needed when the file changed)
    from pybtex.database.input.bibtex import Parser  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415

    try:
        data: BibliographyData = Parser(encoding="utf-8").parse_string(text)
    except PybtexError as error:
        what = ": ".join(filter(None, (getattr(error, "error_type", ""), str(error.args[0]))))
        hint = "see the record at this line"
        message = f"the file cannot be read: {what}"
        return Bibliography((), (Problem(PATH, line_of(error, text), "references-syntax", message, hint),))
    lines = lines_of_keys(text)
    records: list[Record] = []
    for key, entry in data.entries.items():
        assert isinstance(entry, Entry)  # noqa: S101
        written = {name.lower(): value for name, value in entry.fields.items() if name.lower() in FIELDS}
        fields = {name: unbraced(value) for name, value in written.items()}
        people = entry.persons.get("author", [])
        found = record(key, authors(people), fields, lines.get(key, 1))
        records.append(found._replace(signed=signed(written, people)))
    return Bibliography(tuple(records), tuple(problem for found in records for problem in check(found)))


def lines_of_keys(text: str) -> dict[str, int]:
    """The line on which the key of each record stands."""
    lines: dict[str, int] = {}
    at, line = 0, 1
    for entry in ENTRY.finditer(text):
        line += text.count("\n", at, entry.start(1))
        at = entry.start(1)
        lines[entry[1]] = line
    return lines


def line_of(error: Exception, text: str) -> int:
    """The line of an error: as the parser tells it, else the last one that holds the record or the words it names."""
    if line := getattr(error, "lineno", None):
        return int(line)
    named = re.search(r"key (\S+)|entry: (\S+)|'([^']+)'", str(error))
    words = next(filter(None, named.groups())) if named else ""
    return text.count("\n", 0, max(text.rfind(words), 0)) + 1


def record(key: str, names: str, fields: Mapping[str, str], line: int) -> Record:
    """A record from BibTeX's fields."""
    get = fields.get
    return Record(
        key,
        names,
        get("title", ""),
        source(fields),
        get("doi", ""),
        get("pmid", ""),
        get("url", ""),
        get("verified", ""),
        line,
    )


def signed(written: Mapping[str, str], people: list[object]) -> str:
    """The digest of a record as it was written; whether it was verified is no part of it."""
    fields = sorted((name, " ".join(value.split())) for name, value in written.items() if name != "verified")
    return digest_of(fields, [" ".join(str(person).split()) for person in people])


def unbraced(value: str) -> str:
    """A field's text without BibTeX's braces and commands."""
    text = value.replace("---", "–").replace("--", "–").replace("~", " ")
    text = re.sub(r"\\([&%$#_])", r"\1", text) if "\\" in text else text
    return " ".join(text.replace("{", "").replace("}", "").split())


def authors(people: list[object]) -> str:
    """``Woolf CJ, Ji RR``: up to two; of more, the first and "et al"."""
    known = [person for person in people if str(person) != "others"]
    kept = known[:KEPT_AUTHORS] if len(known) > MOST_AUTHORS else known
    return ", ".join([*map(author, kept), *(["et al"] if len(kept) < len(people) else [])])


def author(person: object) -> str:
    """A family name with initials, or the name of a body."""
    parts = {
        name: [unbraced(str(part)) for part in getattr(person, f"{name}_names")]
        for name in ("prelast", "last", "first", "middle", "lineage")
    }
    family = " ".join(parts["prelast"] + parts["last"])
    initials = "".join(
        word[0] for part in parts["first"] + parts["middle"] for word in re.split(r"[-\s.]+", part) if word
    )
    return f"{family} {initials}".strip()


def source(fields: Mapping[str, str]) -> str:
    """``Pain. 2011;152(3 Suppl):S2–S15`` or what there is of it."""
    get = fields.get
    venue = get("journal") or get("type") or get("publisher") or get("howpublished") or get("institution", "")
    volume = get("volume", "") + (f"({get('number')})" if get("volume") and get("number") else "")
    if not volume and get("number"):
        volume = f"no. {get('number')}"
    issue = ";".join(filter(None, (get("year", ""), volume)))
    return ". ".join(filter(None, (venue, ":".join(filter(None, (issue, get("pages", "")))))))


def check(found: Record) -> list[Problem]:
    """What is wrong with one record."""
    if found.doi and not DOI.fullmatch(found.doi):
        return [
            Problem(PATH, found.line, "doi", f"{found.doi!r} is not a DOI", "write 10.…/…, without https://doi.org/")
        ]
    if found.url and not re.match(r"https?://[^\s/]+", found.url):
        return [Problem(PATH, found.line, "url", f"{found.url!r} is not a web address", "write https://…")]
    if found.pmid and not found.pmid.isdigit():
        return [Problem(PATH, found.line, "pmid", f"{found.pmid!r} is not a PubMed number", "write digits only")]
    return []


def citable(found: Record) -> str:
    """Why a record may not be cited, or an empty string."""
    if found.verified.lower() == "no":
        return "is marked as not verified"
    if not found.title:
        return "has no title"
    return ""
