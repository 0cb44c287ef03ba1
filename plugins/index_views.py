"""The views of the indexes: everything that is gathered from callouts, registers and the glossary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from plugins.addresses import index_path
from plugins.bibliography import Record
from plugins.bylines import REVIEWER
from plugins.documents import Callout, Document
from plugins.glossary import term_id
from plugins.list_views import Entry, Group, Index, People, References
from plugins.publication import Publication, plain_html
from plugins.reference_views import references_of_glossary
from plugins.registers import Row
from plugins.review import keys_of
from plugins.texts import PlacedText
from plugins.typography import typeset_text
from plugins.views import Link, ListedWork, Profile

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
    page = publication.place(index_path(name))
    boxes: dict[str, list[tuple[Document, Callout]]] = {}
    for document in publication.articles:
        for callout in document.callouts:
            if callout.kind == BOXES[name]:
                boxes.setdefault(callout.id, []).append((document, callout))
    links = article_links(publication, page)
    return Index(name, grouped(callout_entry(publication, page, found, links) for found in boxes.values()))


def article_links(publication: Publication, page: str) -> dict[str, Link]:
    """A link from a page to each shown article, by its content path."""
    return {document.path: publication.article_link(document, page) for document in publication.shown}


def at(link: Link, anchor: str) -> Link:
    """The link to a place in what another link leads to."""
    return Link(link.text, f"{link.href}#{anchor}")


def callout_entry(
    publication: Publication, page: str, found: list[tuple[Document, Callout]], to: Mapping[str, Link]
) -> Entry:
    """One entry: the first box's words, and a link to every box with that id."""
    document, callout = found[0]
    html = publication.excerpt(callout.digest, document, page)
    links = tuple(at(to[each.path], box.id) for each, box in found)
    return Entry(callout.id, typeset_text(callout.title), html, links)


def condition_index(publication: Publication) -> Index:
    """The conditions of which articles speak."""
    links = article_links(publication, index_path("conditions"))
    articles: dict[str, list[Link]] = {}
    for document in publication.articles:
        for key, _ in document.meta.get("conditions", ()):
            articles.setdefault(key, []).append(links[document.path])
    rows = publication.library.conditions
    entries = (
        Entry(key, rows[key]["name"], plain_html(rows[key]["definition"]), tuple(found))
        for key, found in articles.items()
    )
    return Index("conditions", grouped(entries))


def glossary_index(publication: Publication) -> Index:
    """The glossary: its file's entries and the definition boxes, merged; each names the articles that use it."""
    page, glossary = index_path("glossary"), publication.library.glossary
    links = article_links(publication, page)
    places: dict[str, list[Link]] = {}
    entries: dict[str, tuple[tuple[str, ...], Markup | PlacedText]] = {}
    for definition in publication.definitions:
        entries[definition.id] = definition.names, publication.placed(definition.digest, glossary, page)
    for document in publication.articles:
        boxes = {term_id(box.title): box for box in document.callouts if box.kind == "definition"}
        for name, box in boxes.items():
            entries.setdefault(name, ((box.title,), publication.excerpt(box.digest, document, page)))
        for name in dict.fromkeys((*boxes, *document.terms)):
            link = links[document.path]
            places.setdefault(name, []).append(at(link, boxes[name].id) if name in boxes else link)
    shown = (glossary_entry(key, names, html, places.get(key, [])) for key, (names, html) in entries.items())
    return Index("glossary", grouped(shown), references=references_of_glossary(publication))


def glossary_entry(identifier: str, names: tuple[str, ...], html: Markup | PlacedText, places: list[Link]) -> Entry:
    """One term; the first of its names is the term itself."""
    others = [name for name in names[1:] if is_other_name(name, names)]
    return Entry(identifier, typeset_text(names[0]), html, tuple(places), also=", ".join(others))


def is_other_name(name: str, names: tuple[str, ...]) -> bool:
    """Whether a name tells a reader more than another one does: not a mere plural."""
    return not any(other != name and name.lower() in (f"{other.lower()}s", f"{other.lower()}es") for other in names)


def reference_index(publication: Publication) -> References:
    """All references that articles use, in the order of their authors, each with the articles that cite it."""
    links = article_links(publication, index_path("references"))
    articles: dict[str, list[Link]] = {}
    for document in publication.articles:
        for number, key in enumerate(keys_of(document), 1):
            articles.setdefault(key, []).append(at(links[document.path], f"r{number}"))
    records = sorted((publication.library.records[key] for key in articles), key=author_order)
    keys = (record.key for record in records)
    return References(tuple(ListedWork(key, publication.works[key], tuple(articles[key])) for key in keys))


def author_order(record: Record) -> tuple[str, str, str]:
    """References without an author stand by their title."""
    return sort_key(record.authors or record.title), sort_key(record.title), record.key


def people_view(publication: Publication) -> People:
    """Authors with what they wrote, and reviewers with what they approved as it is, in all languages."""
    links = article_links(publication, index_path("people"))
    people = publication.library.people
    written: dict[str, list[Link]] = {key: [] for key in people}
    approved: dict[str, list[Link]] = {key: [] for key in people}
    for document in publication.shown:
        for key, _ in document.meta["authors"]:
            written[key].append(links[document.path])
        if document.path in publication.approved:
            approved[document.meta["review"]["by"]].append(links[document.path])
    authors = (profile(people[key], found) for key, found in written.items() if found)
    reviewers = (profile(people[key], found, REVIEWER) for key, found in approved.items() if found)
    return People(tuple(authors), tuple(reviewers))


def profile(row: Row, articles: list[Link], role: str = "") -> Profile:
    """A person with articles."""
    return Profile(f"{role}{row.key}", row["name"], row["credential"], typeset_text(row["about"]), tuple(articles))
