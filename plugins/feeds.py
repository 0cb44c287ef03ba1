"""What machines read: the Atom feeds (full text, absolute links; RFC 4287) and the sitemap (sitemaps.org 0.9)."""

from __future__ import annotations

from typing import NamedTuple

from plugins.addresses import FEED, HOME, INDEXES, SEARCH, index_path, output_path, series_path
from plugins.article_views import shown_series
from plugins.documents import Document
from plugins.publication import Publication, modified
from plugins.texts import PlacedText
from plugins.typography import typeset_text

MOST_ENTRIES = 20


class FeedEntry(NamedTuple):
    """One article in a feed; its address is its id for good. Days are RFC 3339 instants at midnight UTC."""

    title: str
    url: str
    published: str
    updated: str
    authors: tuple[str, ...]
    summary: str
    html: PlacedText


class Feed(NamedTuple):
    """An Atom feed, the newest article first."""

    title: str
    subtitle: str
    lang: str
    url: str
    home: str
    updated: str
    entries: tuple[FeedEntry, ...]


def instant(iso: str) -> str:
    """A day as an instant."""
    return f"{iso}T00:00:00Z"


def feed_view(publication: Publication, path: str, series: str = "") -> Feed:
    """The feed of all articles, or of one series."""
    absolute = publication.addresses(path).absolute
    articles = publication.parts_of(series) if series else publication.articles
    name, row = publication.settings.name, publication.library.series.get(series)
    return Feed(
        title=f"{name}: {typeset_text(row['title'])}" if row else name,
        subtitle=typeset_text(row["summary"]) if row else publication.settings.tagline,
        lang=publication.settings.lang,
        url=absolute(path),
        home=absolute(series_path(series) if series else HOME),
        updated=instant(max((modified(each) for each in articles), default=modified(publication.library.glossary))),
        entries=tuple(feed_entry(publication, each) for each in newest(articles)),
    )


def newest(articles: list[Document]) -> list[Document]:
    """The articles of a feed."""
    order = sorted(articles, key=lambda each: (each.meta["date"], each.meta["part"], each.slug), reverse=True)
    return order[:MOST_ENTRIES]


def feed_entry(publication: Publication, document: Document) -> FeedEntry:
    """An article with its full text."""
    meta = document.meta
    return FeedEntry(
        title=typeset_text(meta["title"]),
        url=publication.addresses(FEED).absolute(output_path(document.path)),
        published=instant(meta["date"]),
        updated=instant(modified(document)),
        authors=tuple(publication.library.people[key]["name"] for key, _ in meta["authors"]),
        summary=typeset_text(meta["summary"]),
        html=publication.html(document),
    )


class SitemapEntry(NamedTuple):
    """A page's address and the day of its last change."""

    url: str
    modified: str


def sitemap_view(publication: Publication) -> tuple[SitemapEntry, ...]:
    """Every page that search engines should list."""
    absolute = publication.addresses(HOME).absolute
    articles = publication.articles
    newest = max((modified(each) for each in articles), default=modified(publication.library.glossary))
    paths = {HOME: newest, **{output_path(each.path): modified(each) for each in articles}}
    for key in shown_series(publication):
        paths[series_path(key)] = max(modified(each) for each in publication.parts_of(key))
    paths |= dict.fromkeys([*map(index_path, INDEXES), SEARCH], newest)
    paths |= {output_path(each.path): modified(each) for each in publication.library.pages}
    return tuple(SitemapEntry(absolute(path), day) for path, day in paths.items())
