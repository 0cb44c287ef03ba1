"""The views of the indexes: everything that is gathered from callouts, registers and the glossary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from plugins.addresses import index_path
from plugins.bibliography import Record
from plugins.documents import Callout, Document
from plugins.glossary import term_id
from plugins.lazy import Html
from plugins.publication import Publication, plain_html
from plugins.typography import typeset_text
from plugins.views import Entry, Group, Index, Link, People, Reference, References

OPENING = "“‘\"'([¿¡… "
BOXES = {"symptoms": "symptom", "treatments": "treatment"}


def sort_key(title: str) -> str:
    """How a title is ordered: without case, accents and opening marks."""
    return "".join(
        c for c in unicodedata.normalize("NFKD", title.casefold().lstrip(OPENING)) if not unicodedata.combining(c)
    )


def grouped(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """The entries from A to Z, letter by letter; what begins with no letter stands under #."""
    ordered = sorted(entries, key=lambda entry: (sort_key(entry.title), entry.id))
    return tuple(
        Group(letter, tuple(group)) for letter, group in groupby(ordered, key=lambda entry: letter_of(entry.title))
    )


def letter_of(title: str) -> str:
    """The letter under which a title stands."""
    first = sort_key(title)[:1].upper()
    return first if first.isalpha() else "#"


def callout_index(publication: Publication, name: str) -> Index:
    """The symptom or the treatment-principle index: every box, entries with the same id merged."""
    page = index_path(name)
    boxes: dict[str, list[tuple[Document, Callout]]] = {}
    for document in publication.articles:
        for callout in document.callouts:
            if callout.kind == BOXES[name]:
                boxes.setdefault(callout.id, []).append((document, callout))
    return Index(name, grouped(callout_entry(publication, page, found) for found in boxes.values()))


def callout_entry(publication: Publication, page: str, found: list[tuple[Document, Callout]]) -> Entry:
    """One entry: the first box's words, and a link to every box with that id."""
    document, callout = found[0]
    html = publication.box(callout, document, page)
    links = tuple(publication.article_link(each, page, f"#{box.id}") for each, box in found)
    return Entry(callout.id, typeset_text(callout.title), html, links)


def condition_index(publication: Publication) -> Index:
    """The conditions of which articles speak."""
    page = index_path("conditions")
    entries = []
    for key, row in publication.library.conditions.items():
        articles = [each for each in publication.articles if key in dict(each.meta.get("conditions", ()))]
        if articles:
            links = tuple(publication.article_link(each, page) for each in articles)
            entries.append(Entry(key, row["name"], plain_html(row["definition"]), links))
    return Index("conditions", grouped(entries))


def glossary_index(publication: Publication) -> Index:
    """The glossary: its file's entries and the definition boxes, merged; each names the articles that use it."""
    page, glossary = index_path("glossary"), publication.library.glossary
    places: dict[str, list[Link]] = {}
    entries: dict[str, tuple[tuple[str, ...], Markup | Html]] = {}
    for definition in glossary.definitions:
        entries[definition.id] = definition.names, Markup(publication.placed(definition.html, glossary, page))  # noqa: S704 (Markdown's output)
    for document in publication.articles:
        boxes = {term_id(box.title): box for box in document.callouts if box.kind == "definition"}
        for name, box in boxes.items():
            entries.setdefault(name, ((box.title,), publication.box(box, document, page)))
        for name in dict.fromkeys((*boxes, *document.terms)):
            anchor = f"#{boxes[name].id}" if name in boxes else ""
            places.setdefault(name, []).append(publication.article_link(document, page, anchor))
    shown = (glossary_entry(key, names, html, places.get(key, [])) for key, (names, html) in entries.items())
    return Index("glossary", grouped(shown), references=publication.references(glossary))


def glossary_entry(identifier: str, names: tuple[str, ...], html: Markup | Html, places: list[Link]) -> Entry:
    """One term; the first of its names is the term itself."""
    others = [name for name in names[1:] if is_other_name(name, names)]
    return Entry(identifier, typeset_text(names[0]), html, tuple(places), also=", ".join(others))


def is_other_name(name: str, names: tuple[str, ...]) -> bool:
    """Whether a name tells a reader more than another one does: not a mere plural."""
    return not any(other != name and name.lower() in (f"{other.lower()}s", f"{other.lower()}es") for other in names)


def reference_index(publication: Publication) -> References:
    """All references that articles use, in the order of their authors, each with the articles that cite it."""
    page = index_path("references")
    articles: dict[str, list[Link]] = {}
    for document in publication.articles:
        for key in publication.cited(document):
            link = publication.article_link(document, page, f"#r{publication.cited(document).index(key) + 1}")
            articles.setdefault(key, []).append(link)
    records = sorted((publication.library.records[key] for key in articles), key=author_order)
    return References(
        tuple(indexed(publication, number, record, articles[record.key]) for number, record in enumerate(records, 1))
    )


def author_order(record: Record) -> tuple[str, str, str]:
    """References without an author stand by their title."""
    return sort_key(record.authors or record.title), sort_key(record.title), record.key


def indexed(publication: Publication, number: int, record: Record, articles: list[Link]) -> Reference:
    """One entry of the list of all references."""
    return publication.entry(record, record.key, number, tuple(articles))


def people_view(publication: Publication) -> People:
    """Authors with their articles; reviewers are listed once an article has one."""
    page = index_path("people")
    written: Mapping[str, list[Link]] = {key: [] for key in publication.library.people}
    for document in publication.articles:
        for key, _ in document.meta["authors"]:
            written[key].append(publication.article_link(document, page))
    authors = tuple(publication.person(key, page, tuple(links)) for key, links in written.items() if links)
    return People(authors, ())
