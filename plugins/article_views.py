"""The views of articles, series and plain pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from markupsafe import Markup

from plugins.addresses import output_path, series_path
from plugins.documents import Document
from plugins.lazy import Html
from plugins.publication import Publication, kinds_in, modified, with_prefix
from plugins.typography import typeset_text
from plugins.views import Article, Change, Heading, Home, Link, Series, SeriesPrint, Text

MOST_RELATED = 4


def article_view(publication: Publication, document: Document) -> Article:
    """An article, as it stands on its own page."""
    page = output_path(document.path)
    series = publication.series(document.meta["series"], page)
    return placed_article(publication, document, page, series, related(publication, document, page))


def placed_article(
    publication: Publication, document: Document, page: str, series: Series, others: tuple[Link, ...]
) -> Article:
    """An article, as it stands on a page."""
    meta = document.meta
    numbers = [each.slug for each in publication.parts_of(meta["series"])]
    return Article(
        slug=document.slug,
        title=typeset_text(meta["title"]),
        summary=typeset_text(meta["summary"]),
        html=publication.html(document, page),
        contents=contents(document),
        callout_kinds=kinds_in([document]),
        series=series,
        number=numbers.index(document.slug) + 1,
        authors=tuple(publication.person(key, page) for key, _ in meta["authors"]),
        review=None,
        published=publication.day(meta["date"]),
        modified=publication.day(modified(document)),
        changes=tuple(
            Change(publication.day(change["date"]), typeset_text(change["note"])) for change in meta.get("changes", ())
        ),
        minutes=publication.minutes(document),
        references=publication.references(document),
        related=others,
        draft=document.draft,
    )


def contents(document: Document) -> tuple[Heading, ...]:
    """The contents list."""
    return tuple(Heading(identifier, Markup(html)) for identifier, html in document.headings)  # noqa: S704 (Markdown's output)


def related(publication: Publication, document: Document, page: str) -> tuple[Link, ...]:
    """Articles that share the most symptoms, then conditions, with this one; its neighbors left out."""
    siblings = publication.parts_of(document.meta["series"])
    place = [each.slug for each in siblings].index(document.slug)
    near = {each.slug for each in siblings[max(0, place - 1) : place + 2]}
    shared: Counter[str] = Counter()
    found: dict[str, Document] = {}
    for topic, weight in publication.topics_of(document).items():
        for other in publication.topics[topic]:
            shared[other.slug] += weight
            found[other.slug] = other
    ranked = sorted((slug for slug in shared if slug not in near), key=lambda slug: (-shared[slug], slug))
    return tuple(publication.article_link(found[slug], page) for slug in ranked[:MOST_RELATED])


def series_print_view(publication: Publication, key: str) -> SeriesPrint:
    """A whole series on one page; the ids of each article carry its slug."""
    page = series_path(key, "print/index.html")
    documents = publication.parts_of(key)
    series = publication.series(key, page)
    articles = tuple(prefixed(placed_article(publication, document, page, series, ())) for document in documents)
    return SeriesPrint(series, articles, kinds_in(documents))


def prefixed(article: Article) -> Article:
    """The article with its ids prefixed by its slug."""
    prefix = f"{article.slug}--"
    return replace(
        article,
        html=Html(lambda: with_prefix(str(article.html), prefix), prefix, article.html),
        contents=tuple(replace(heading, id=prefix + heading.id) for heading in article.contents),
        references=tuple(
            replace(
                reference,
                id=prefix + reference.id,
                backlinks=tuple(replace(link, href=f"#{prefix}{link.href[1:]}") for link in reference.backlinks),
            )
            for reference in article.references
        ),
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
