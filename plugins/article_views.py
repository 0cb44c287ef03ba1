"""The views of articles, series and plain pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import nsmallest

from markupsafe import Markup

from plugins.addresses import index_path, output_path, series_path
from plugins.bylines import byline
from plugins.documents import Document
from plugins.publication import Publication, kinds_in, modified, topics_of
from plugins.reference_views import merged_references, prefix_of, references
from plugins.review import keys_of
from plugins.series_views import series_view, track
from plugins.typography import typeset_text
from plugins.views import (
    Article,
    Change,
    Chapter,
    Heading,
    Home,
    Link,
    ResultRow,
    Results,
    SeriesPrint,
    Term,
    Text,
)

MOST_RELATED = 4
ON_ACCESSIBILITY = "accessibility"  # the page that shows what the checks found


def article_view(publication: Publication, document: Document) -> Article:
    """An article on its own page."""
    meta, page = document.meta, output_path(document.path)
    return Article(
        title=typeset_text(meta["title"]),
        summary=typeset_text(meta["summary"]),
        byline=byline(publication, document, page),
        html=publication.html(document, page)._replace(terms=document.terms),
        contents=contents(document),
        callout_kinds=kinds_in([document]),
        series=track(publication, document, page),
        changes=changes(publication, document),
        terms=terms(publication, document, page),
        references=references(publication, document),
        related=related(publication, document, page),
        draft=document.draft,
    )


def changes(publication: Publication, document: Document) -> tuple[Change, ...]:
    """The change history; of a minor change it tells who says so."""
    people = publication.library.people
    return tuple(
        Change(
            publication.day(row["date"]),
            typeset_text(row["note"]),
            f"{people[row['minor']]['name']}, {people[row['minor']]['credential']}" if "minor" in row else "",
        )
        for row in document.meta.get("changes", ())
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
    row, documents = publication.series_row(key), publication.parts_of(key)
    cited = dict.fromkeys(name for document in documents for name in keys_of(document))
    numbers = {name: number for number, name in enumerate(cited, 1)}
    return SeriesPrint(
        title=typeset_text(row["title"]),
        summary=typeset_text(row["summary"]),
        chapters=tuple(chapter(publication, place, each, numbers) for place, each in enumerate(documents, 1)),
        callout_kinds=kinds_in(documents),
        references=merged_references(publication, documents, numbers),
    )


def chapter(publication: Publication, number: int, document: Document, numbers: Mapping[str, int]) -> Chapter:
    """An article on the page of its whole series; its ids carry its slug, ``numbers`` are those of all references."""
    page = publication.place(series_path(document.meta["series"], "print/index.html"))
    own = tuple(numbers[key] for key in keys_of(document))
    return Chapter(
        slug=document.slug,
        prefix=prefix_of(document),
        number=number,
        title=typeset_text(document.meta["title"]),
        summary=typeset_text(document.meta["summary"]),
        byline=byline(publication, document, page),
        html=publication.html(document, page, prefix_of(document), own),
    )


def text_view(publication: Publication, document: Document) -> Text:
    """A plain page."""
    page = output_path(document.path)
    return Text(
        html=publication.html(document, page),
        contents=contents(document),
        callout_kinds=kinds_in([document]),
        references=references(publication, document),
        modified=publication.day(modified(document)),
        results=results(publication) if document.slug == ON_ACCESSIBILITY else None,
    )


def results(publication: Publication) -> Results | None:
    """What the checks of accessibility found, if they were recorded."""
    found, words = publication.library.results, publication.settings.words
    if not found:
        return None

    def told(places: Iterable[int]) -> str:
        return ",\xa0".join(str(place + 1) for place in sorted(places)) or words["results_none"]

    every = set(range(len(found.checks)))
    rows = tuple(
        ResultRow(name, told(passed), told(failed), told(every - {*passed, *failed}))
        for name, passed, failed in found.components
    )
    return Results(publication.day(found.date), found.tool, found.checks, rows)


def home_view(publication: Publication, page: str) -> Home:
    """The first page."""
    return Home(tuple(series_view(publication, key, page) for key in shown_series(publication)))


def shown_series(publication: Publication) -> list[str]:
    """The series of which at least one article is shown."""
    return [key for key in publication.library.series if publication.parts_of(key)]
