"""The reference list: BibTeX in, short plain entries out, and a problem at its line for what is wrong."""

from __future__ import annotations

import json

import pytest

from plugins.bibliography import Bibliography, Record, citable, read_bibliography

FULL = """\
@article{woolf2011,
  author   = {Woolf, Clifford J.},
  title    = {Central sensitization: {Implications} for pain},
  journal  = {Pain},
  year     = {2011},
  volume   = {152},
  number   = {3 Suppl},
  pages    = {S2--S15},
  doi      = {10.1016/j.pain.2010.09.030},
  pmid     = {20961685},
  url      = {https://a.example/x},
  verified = {yes},
}
"""
SECOND = FULL.count("\n") + 2  # the line of a record below that one


def record(fields: str, kind: str = "article") -> Record:
    """The record with these fields."""
    records, problems = read_bibliography(f"@{kind}{{key,\n{fields}\n}}\n")
    assert problems == ()
    (found,) = records
    return found


def test_a_record_is_read_as_plain_text() -> None:
    """Braces, dashes and commands of BibTeX are gone; the line is that of the record."""
    records, problems = read_bibliography(f"% A comment\n\n{FULL}")
    assert problems == ()
    assert tuple(record._replace(signed="") for record in records) == (
        Record(
            key="woolf2011",
            authors="Woolf CJ",
            title="Central sensitization: Implications for pain",
            source="Pain. 2011;152(3 Suppl):S2–S15",
            doi="10.1016/j.pain.2010.09.030",
            pmid="20961685",
            url="https://a.example/x",
            verified="yes",
            line=3,
        ),
    )


AUTHORS = {
    "Woolf, Clifford J.": "Woolf CJ",
    "Clifford J. Woolf": "Woolf CJ",
    "Woolf, Clifford and Ji, Ru-Rong": "Woolf C, Ji RR",
    "One, A. and Two, B. and Three, C.": "One A, et al",
    "One, A. and others": "One A, et al",
    "van der Berg, Jan": "van der Berg J",
    "{World Health Organization}": "World Health Organization",
    "{A {\\&} B Group} and One, Ann": "A & B Group, One A",
    "Núñez, Érica": "Núñez É",
}


@pytest.mark.parametrize("names", AUTHORS)
def test_authors_are_named_shortly(names: str) -> None:
    """Up to two are named, with initials; of more, the first; a body keeps its name."""
    assert record(f"author = {{{names}}}").authors == AUTHORS[names]


SOURCES = (
    ("journal = {Pain}, year = {2011}, volume = {152}, pages = {1--9}", "Pain. 2011;152:1–9"),
    ("journal = {Pain}, year = {2011}", "Pain. 2011"),
    ("journal = {Pain}, year = {2011}, number = {7}", "Pain. 2011;no. 7"),
    ("howpublished = {Web page}, year = {2021}", "Web page. 2021"),
    ("publisher = {A Press}, year = {2020}, url = {https://a.example}", "A Press. 2020"),
    ("institution = {A Body}, type = {Guideline}, year = {2019}", "Guideline. 2019"),
    ("year = {2019}", "2019"),
    ("title = {Alone}", ""),
)


@pytest.mark.parametrize(("fields", "source"), SOURCES)
def test_the_source_is_one_line_of_what_there_is(fields: str, source: str) -> None:
    """Nothing stands for a field that is missing."""
    assert record(fields).source == source


def test_records_survive_the_cache() -> None:
    """What was read, and what is wrong with it, comes back from JSON."""
    read = read_bibliography(f"{FULL}@misc{{other,\n  title = {{A study}},\n  pmid = {{x}},\n}}\n")
    assert len(read.problems) == 1
    assert Bibliography.from_json(json.dumps(read)) == read


def test_an_empty_file_is_an_empty_list() -> None:
    """A site may begin without references."""
    assert read_bibliography("") == ((), ())


WRONG = (
    ("doi = {https://doi.org/10.1000/x}", "doi"),
    ("doi = {10.1000}", "doi"),
    ("doi = {10.1000/a b}", "doi"),
    ("doi = {doi:10.1000/x}", "doi"),
    ("url = {www.a.example}", "url"),
    ("url = {javascript:alert(1)}", "url"),
    ("url = {http://}", "url"),
    ("pmid = {PMID 1}", "pmid"),
    ("pmid = {12a}", "pmid"),
)


@pytest.mark.parametrize(("fields", "code"), WRONG)
def test_a_wrong_number_or_address_is_told(fields: str, code: str) -> None:
    """Whatever would make a dead link is a problem of its record."""
    _, problems = read_bibliography(f"{FULL}\n@misc{{key,\n  title = {{A study}},\n  {fields},\n}}\n")
    assert [(problem.path, problem.line, problem.code) for problem in problems] == [("references.bib", SECOND, code)]


@pytest.mark.parametrize("start", ["@article{key,", "@article{ key,", "  @article{key,", "@Article {key,"])
def test_a_record_is_found_however_it_is_spelt(start: str) -> None:
    """BibTeX allows blanks around the key: the line of a problem is right all the same."""
    _, (problem,) = read_bibliography(f"{FULL}\n{start}\n  title = {{A study}},\n  doi = {{10.1000}},\n}}\n")
    assert problem.line == SECOND


BROKEN = (
    ("@article{a,\n  title = {A\n", 2),
    ("@article{a,\n  title = A study,\n}\n", 2),
    ("@article{a,\n  title = {A},\n  title = {B},\n}\n", 1),
    ("@article{woolf2011,\n  title = {A},\n}\n", 1),
    ("@article{a,\n  author = {A, B, C, D},\n}\n", 1),
    ("@article{a,\n  journal = nowhere,\n}\n", 2),
)


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_a_file_that_cannot_be_read_is_told_at_the_slip(text: str, line: int) -> None:
    """The second record is broken: the problem names a line of it."""
    records, (problem,) = read_bibliography(f"{FULL}\n{text}")
    assert records == ()
    assert problem.code == "references-syntax"
    assert line <= problem.line - SECOND + 1 <= text.count("\n") + 1


def test_a_message_says_what_is_wrong_in_words() -> None:
    """A bare word of the file is no explanation."""
    _, (problem,) = read_bibliography("@article{a,\n  journal = nowhere,\n}\n")
    assert len(problem.message.removeprefix("the file cannot be read: ").split()) > 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("title = {A}, verified = {yes}", ""),
        ("title = {A}, verified = {partial}", ""),
        ("title = {A}, verified = {no}", "is marked as not verified"),
        ("title = {A}, verified = {No}", "is marked as not verified"),
        ("verified = {yes}", "has no title"),
    ],
)
def test_only_a_verified_record_with_a_title_may_be_cited(fields: str, why: str) -> None:
    """An unverified source never reaches a reader, however the mark is spelt."""
    assert citable(record(fields)) == why
