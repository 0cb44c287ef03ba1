"""The library: what only shows when all files stand together."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.bibliography import Record
from plugins.documents import Definition, Document, Target
from plugins.library import Library, check_library, resolve
from plugins.problems import Problem
from plugins.registers import Row

LINES = {"series": 4, "part": 5, "review": 9}
HERE = "articles/s/one.md"


def doc(path: str = HERE, part: int = 1, **fields: Any) -> Document:
    """An article with as little as it needs."""
    meta = {"series": "s", "part": part, "authors": (("team", 5),)} | fields.pop("meta", {})
    slug = path.rpartition("/")[2].removesuffix(".md")
    return Document(path, "article", slug, meta=meta, lines=LINES, **fields)


def library(*documents: Document, **fields: Any) -> Library:
    """A library of these documents, one series, one person, one condition, two records and one image."""
    known: dict[str, Any] = {
        "series": {"s": Row("s", {}, 1)},
        "people": {"team": Row("team", {"credential": "MD", "reviewer": True}, 1)},
        "conditions": {"migraine": Row("migraine", {}, 1)},
        "records": {"one": record("one", "yes"), "never": record("never", "no")},
        "images": {"images/one/wave.svg": "digest"},
    }
    return Library({each.path: each for each in documents}, **(known | fields))


def record(key: str, verified: str) -> Record:
    """A record with a title."""
    return Record(key, "A B", "A study", "Pain. 2020", "", "", "", verified, 1)


def told(*documents: Document, drafts: bool = False, **fields: Any) -> list[tuple[str, int, str]]:
    """Path, line and code of each problem of a library."""
    return [(each.path, each.line, each.code) for each in problems(*documents, drafts=drafts, **fields)]


def problems(*documents: Document, drafts: bool = False, **fields: Any) -> list[Problem]:
    """The problems of a library."""
    return check_library(library(*documents, **fields), drafts=drafts)


def test_a_library_that_is_right_has_no_problem() -> None:
    """Links, anchors, images, citations and keys that all exist are none."""
    one = doc(
        anchors=frozenset({"x"}),
        links=(Target("#x", 1), Target("{filename}two.md#y", 1), Target("{static}/images/one/wave.svg", 1)),
        images=(Target("{static}/images/one/wave.svg", 2),),
        citations=(Target("one", 3),),
        meta={"conditions": (("migraine", 6),), "review": {"by": "team"}},
    )
    two = doc("articles/s/two.md", 2, anchors=frozenset({"y"}))
    assert told(one, two) == []


def test_articles_are_ordered_by_series_part_and_name() -> None:
    """The order of series is that of series.toml, whatever the files are called."""
    made = [
        doc("articles/t/a.md", 1, meta={"series": "t"}),
        doc("articles/s/z.md", 1),
        doc("articles/s/b.md", 10),
        doc("articles/s/c.md", 9),
    ]
    rows = {"s": Row("s", {}, 1), "t": Row("t", {}, 4)}
    assert [each.slug for each in library(*made, series=rows).articles] == ["z", "c", "b", "a"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("{filename}nope.md", "link-missing"),
        ("{filename}/two.md", "link-missing"),
        ("{filename}../two.md", "link-missing"),
        ("{filename}../../../two.md", "link-missing"),
        ("{filename}", "link-missing"),
        ("{filename}two.md#nope", "anchor-missing"),
        ("{filename}three.md#nope", "anchor-missing"),
        ("#nope", "anchor-missing"),
        ("{static}/images/nope.svg", "link-missing"),
        ("{static}../../series.toml", "link-missing"),
    ],
)
def test_a_dead_link_is_told(address: str, code: str) -> None:
    """A link leads to a file of ours and to an id in it, or is a problem at its line."""
    one = doc(links=(Target(address, 7),), anchors=frozenset({"x"}))
    two = doc("articles/s/two.md", 2, anchors=frozenset({"y"}))
    three = doc("articles/s/three.md", 3)
    assert told(one, two, three) == [(HERE, 7, code)]


def test_a_link_to_a_file_that_could_not_be_read_is_not_blamed() -> None:
    """A broken file is told once; the anchors that nobody could read are no second mistake."""
    two = doc("articles/s/two.md", 2, problems=(Problem("articles/s/two.md", 1, "encoding", "not UTF-8"),))
    assert told(doc(links=(Target("{filename}two.md#y", 7),)), two) == []


def test_a_dead_link_suggests_the_file_of_that_name() -> None:
    """A file that moved is found by its name."""
    (problem,) = problems(doc(links=(Target("{filename}/pages/two.md", 7),)), doc("articles/s/two.md", 2))
    assert problem.hint == 'did you mean "{filename}/articles/s/two.md"?'


@pytest.mark.parametrize(
    ("from_draft", "shown", "code"), [(False, False, ["link-draft"]), (False, True, []), (True, False, [])]
)
def test_a_draft_is_no_target(from_draft: bool, shown: bool, code: list[str]) -> None:
    """A published article leads to no draft; another draft may, and so may all where drafts are shown."""
    one = doc(links=(Target("{filename}two.md", 7),), meta={"status": "draft" if from_draft else "ready"})
    two = doc("articles/s/two.md", 2, meta={"status": "draft"})
    assert [problem.code for problem in problems(one, two, drafts=shown)] == code


def test_an_image_that_is_not_there_is_told_with_the_nearest() -> None:
    """The text shows only images that exist."""
    (problem,) = problems(doc(images=(Target("{static}/images/one/wav.svg", 7),)))
    assert (problem.line, problem.code) == (7, "image-missing")
    assert problem.hint == 'did you mean "images/one/wave.svg"?'


@pytest.mark.parametrize(("key", "code"), [("on", "citation-unknown"), ("never", "citation-unverified")])
def test_a_source_that_may_not_be_cited_is_told(key: str, code: str) -> None:
    """A citation needs a record, and a record that somebody verified, in articles and in registers."""
    row = Row("migraine", {"sources": [key]}, 3)
    found = told(doc(citations=(Target(key, 7),)), conditions={"migraine": row})
    assert sorted(found) == [(HERE, 7, code), ("conditions.toml", 3, code)]


@pytest.mark.parametrize("sources", ["one", 7, {"a": "b"}])
def test_sources_that_are_no_list_are_not_read_letter_by_letter(sources: object) -> None:
    """The register has told the wrong type: no letter of a word is taken for a key."""
    assert told(conditions={"migraine": Row("migraine", {"sources": sources}, 3)}) == []


@pytest.mark.parametrize(
    ("meta", "line", "code"),
    [
        ({"authors": (("team", 5), ("tema", 6))}, 8, "authors-unknown"),
        ({"conditions": (("migrane", 6),)}, 8, "conditions-unknown"),
        ({"review": {"by": "nobody"}}, 9, "reviewer-unknown"),
    ],
)
def test_a_key_of_no_register_is_told_at_its_line(meta: dict[str, Any], line: int, code: str) -> None:
    """People and conditions are named by keys that exist."""
    assert told(doc(meta=meta)) == [(HERE, line, code)]


def test_a_series_of_no_register_is_told() -> None:
    """An article belongs to a series that series.toml names."""
    assert told(doc("articles/t/one.md", meta={"series": "t"})) == [("articles/t/one.md", 4, "series-unknown")]


def test_an_article_lies_in_the_folder_of_its_series() -> None:
    """Folder and field say the same."""
    assert told(doc("articles/t/one.md")) == [("articles/t/one.md", 4, "series-folder")]


def test_two_articles_are_not_the_same_part() -> None:
    """Each part has its own number; in another series the number is free."""
    rows = {"s": Row("s", {}, 1), "t": Row("t", {}, 4)}
    three = doc("articles/t/three.md", 1, meta={"series": "t"})
    assert told(doc(), doc("articles/s/two.md", 1), three, series=rows) == [("articles/s/two.md", 5, "series-part")]


def test_an_address_belongs_to_one_file() -> None:
    """Two articles of one name would be one page; an article and a page of one name are two."""
    rows = {"s": Row("s", {}, 1), "t": Row("t", {}, 4)}
    again = doc("articles/t/one.md", 1, meta={"series": "t"})
    page = Document("pages/one.md", "page", "one")
    assert told(doc(), again, page, series=rows) == [("articles/t/one.md", 1, "slug-duplicate")]


@pytest.mark.parametrize("names", [("CBT",), ("Other", "talking therapy"), ("Talking therapy",)])
def test_a_name_leads_to_one_entry(names: tuple[str, ...]) -> None:
    """A second entry with a name of the first, the very same term too, would never be found."""
    entries = (
        Definition("talking-therapy", ("Talking therapy", "CBT"), "A."),
        Definition(names[0].lower().replace(" ", "-"), names, "B."),
    )
    glossary = Document("glossary.md", "glossary", "glossary", definitions=entries)
    assert [code for _, _, code in told(glossary)] == ["glossary-duplicate"]


@pytest.mark.parametrize(
    ("path", "address", "found"),
    [
        ("articles/s/one.md", "two.md", "articles/s/two.md"),
        ("articles/s/one.md", "../t/two.md", "articles/t/two.md"),
        ("articles/s/one.md", "/pages/about.md", "pages/about.md"),
        ("articles/s/one.md", "./two.md", "articles/s/two.md"),
        ("glossary.md", "pages/about.md", "pages/about.md"),
        ("pages/about.md", "../../../../etc/passwd", "etc/passwd"),
        ("pages/about.md", "/../x.md", "x.md"),
    ],
)
def test_an_address_is_read_from_its_file_or_from_the_top(path: str, address: str, found: str) -> None:
    """No address leads out of the content folder."""
    assert resolve(path, address) == found
