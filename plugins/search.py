"""What search finds: one record for each article, each symptom and treatment box, each condition and each glossary term.

Records are made from what is shown, so nothing else can be found. As views do, they name texts by digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from plugins.addresses import SEARCH, index_path, output_path
from plugins.digests import digest_of
from plugins.documents import Document
from plugins.excerpts import MARK
from plugins.index_views import BOXES, condition_index, glossary_index
from plugins.languages import DEFAULT
from plugins.list_views import Index
from plugins.publication import Publication
from plugins.texts import ICON, PlacedText
from plugins.typography import typeset_text

KINDS_OF_ARTICLES = ("article", "symptom", "treatment")
KINDS = (*KINDS_OF_ARTICLES, "condition", "term")
FOUND_BOXES = frozenset(BOXES.values())


class Record(NamedTuple):
    """One thing to find; ``href`` leads there from the search page.

    ``lang`` is the tag of its language: each has an index of its own. ``context`` says what it is a part of, ``series`` is
    the key of its series. What is searched is the title, the plain ``words``, and the HTML that is kept under the digest
    ``text``. Each may be empty.
    """

    lang: str
    href: str
    kind: str
    title: str
    context: str = ""
    series: str = ""
    words: str = ""
    text: str = ""


def records(publication: Publication) -> list[Record]:
    """Everything that can be found, in a fixed order: articles and boxes of all languages, and lists of the first."""
    editions = publication.editions.values()
    articles = [record for each in editions for document in each.articles for record in of_article(each, document)]
    conditions, terms = condition_index(publication), glossary_index(publication)
    return [*articles, *of_index(publication, conditions, "condition"), *of_index(publication, terms, "term")]


def kinds_of(publication: Publication) -> tuple[str, ...]:
    """The kinds of what can be found in a language."""
    return KINDS if publication.lang == DEFAULT else KINDS_OF_ARTICLES


def of_article(publication: Publication, document: Document) -> Iterator[Record]:
    """An article, and its boxes that stand in an index."""
    lang, path = publication.settings.lang, output_path(document.path)
    link = publication.addresses(publication.place(SEARCH)).to
    title, series = typeset_text(document.meta["title"]), document.meta["series"]
    name = typeset_text(publication.series_row(series)["title"])
    summary = typeset_text(document.meta["summary"])
    yield Record(lang, link(path), "article", title, name, series, summary, document.digest)
    for box in document.callouts:
        if box.kind in FOUND_BOXES:
            href = link(path, f"#{box.id}")
            yield Record(lang, href, box.kind, typeset_text(box.title), title, series, text=box.digest)


def of_index(publication: Publication, index: Index, kind: str) -> Iterator[Record]:
    """The entries of an index, each found where it stands."""
    lang, link, path = publication.settings.lang, publication.addresses(SEARCH).to, index_path(index.kind)
    for entry in (entry for group in index.groups for entry in group.entries):
        href = link(path, f"#{entry.id}")
        if isinstance(entry.html, PlacedText):
            yield Record(lang, href, kind, entry.title, words=entry.also, text=entry.html.key)
        else:
            yield Record(lang, href, kind, entry.title, words=entry.html.unescape())


def page_name(record: Record) -> str:
    """The name of a record's page: the same as long as it stands in the same place, and good on every disk."""
    return f"{digest_of(record.lang, record.kind, record.href)}.html"


def record_page(record: Record, find: Callable[[str], str]) -> str:
    """A record as the page that Pagefind reads; ``find`` gives the HTML of a digest."""
    text = MARK.sub("", ICON.sub("", find(record.text))) if record.text else ""
    told = {"href": record.href, "kind": record.kind, "series": record.series, "context": record.context}
    head = "".join(
        f'<meta data-pagefind-meta="{name}[content]" content="{escape(value)}">'
        for name, value in told.items()
        if value
    )
    words = f"<p>{escape(record.words)}</p>" if record.words else ""
    title = f"<h1 data-pagefind-ignore>{escape(record.title)}</h1>"
    return f'<!doctype html><html lang="{record.lang}"><head>{head}</head><body>{title}{words}{text}</body></html>'
