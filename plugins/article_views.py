"""The views of articles, series and plain pages."""

from __future__ import annotations

from heapq import nsmallest

from markupsafe import Markup

from plugins.addresses import index_path, output_path, series_path
from plugins.documents import Document
from plugins.publication import Publication, kinds_in, modified, topics_of
from plugins.typography import typeset_text
from plugins.views import Article, Change, Chapter, Heading, Home, Link, SeriesPrint, Term, Text

MOST_RELATED = 4


def article_view(publication: Publication, document: Document) -> Article:
    """An article on its own page."""
    meta, page = document.meta, output_path(document.path)
    return Article(
        title=typeset_text(meta["title"]),
        summary=typeset_text(meta["summary"]),
        byline=publication.byline(document, page),
        html=publication.html(document, page)._replace(terms=document.terms),
        contents=contents(document),
        callout_kinds=kinds_in([document]),
        series=publication.track(document, page),
        changes=tuple(
            Change(publication.day(change["date"]), typeset_text(change["note"])) for change in meta.get("changes", ())
        ),
        terms=terms(publication, document, page),
        references=publication.references(document),
        related=related(publication, document, page),
        draft=document.draft,
    )


def contents(document: Document) -> tuple[Heading, ...]:
    """The contents list."""
    return tuple(Heading(identifier, Markup(html)) for identifier, html in document.headings)  # noqa: S704 (Markdown's output)


def terms(publication: Publication, document: Document, page: str) -> tuple[Term, ...]:
    """The terms of the glossary that an article uses."""
    entries = {entry.id: entry for entry in publication.library.glossary.definitions}
    link = publication.addresses(page).to
    return tuple(
        Term(typeset_text(entries[key].names[0]), entries[key].meaning, link(index_path("glossary"), f"#{key}"))
        for key in document.terms
    )


def related(publication: Publication, document: Document, page: str) -> tuple[Link, ...]:
    """Articles that share the most symptoms, then conditions, with this one; its neighbors left out."""
    siblings, place = publication.parts_of(document.meta["series"]), publication.places[document.path]
    shared: dict[str, int] = {}
    for topic, weight in topics_of(document).items():
        for path in publication.topics[topic]:
            shared[path] = shared.get(path, 0) + weight
    for near in siblings[max(0, place - 1) : place + 2]:
        shared.pop(near.path, None)
    ranked = nsmallest(MOST_RELATED, shared, key=lambda path: (-shared[path], path))
    return tuple(publication.article_link(publication.library.documents[path], page) for path in ranked)


def series_print_view(publication: Publication, key: str) -> SeriesPrint:
    """A whole series on one page."""
    row, documents = publication.library.series[key], publication.parts_of(key)
    return SeriesPrint(
        title=typeset_text(row["title"]),
        summary=typeset_text(row["summary"]),
        chapters=tuple(chapter(publication, number, each, key) for number, each in enumerate(documents, 1)),
        callout_kinds=kinds_in(documents),
    )


def chapter(publication: Publication, number: int, document: Document, key: str) -> Chapter:
    """An article on the page of its whole series; its ids carry its slug."""
    page, prefix = series_path(key, "print/index.html"), f"{document.slug}--"
    return Chapter(
        slug=document.slug,
        prefix=prefix,
        number=number,
        title=typeset_text(document.meta["title"]),
        summary=typeset_text(document.meta["summary"]),
        byline=publication.byline(document, page),
        html=publication.html(document, page, prefix),
        references=publication.references(document),
    )


def text_view(publication: Publication, document: Document) -> Text:
    """A plain page."""
    page = output_path(document.path)
    return Text(
        html=publication.html(document, page),
        contents=contents(document),
        callout_kinds=kinds_in([document]),
        references=publication.references(document),
        modified=publication.day(modified(document)),
    )


def home_view(publication: Publication, page: str) -> Home:
    """The first page."""
    return Home(tuple(publication.series(key, page) for key in shown_series(publication)))


def shown_series(publication: Publication) -> list[str]:
    """The series of which at least one article is shown."""
    return [key for key in publication.library.series if publication.parts_of(key)]
