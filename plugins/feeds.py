"""What machines read: the Atom feeds (full text, absolute links; RFC 4287) and the sitemap (sitemaps.org 0.9)."""

from __future__ import annotations

from typing import NamedTuple

from plugins.addresses import FEED, HOME, IN_EVERY_LANGUAGE, INDEXES, SEARCH, index_path, output_path, series_path
from plugins.article_views import shown_series
from plugins.documents import Document
from plugins.languages import DEFAULT
from plugins.publication import Publication, modified
from plugins.texts import PlacedText
from plugins.typography import typeset_text
from plugins.views import Alternate, alternates

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
    name, row = publication.settings.name, publication.series_row(series) if series else None
    return Feed(
        title=f"{name}: {typeset_text(row['title'])}" if row else name,
        subtitle=typeset_text(row["summary"]) if row else publication.settings.tagline,
        lang=publication.settings.lang,
        url=absolute(path),
        home=absolute(publication.place(series_path(series) if series else HOME)),
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
    """A page's address, the day of its last change, and its versions in several languages, if it has any."""

    url: str
    modified: str
    alternates: tuple[Alternate, ...] = ()


def sitemap_view(publication: Publication) -> tuple[SitemapEntry, ...]:
    """Every page that search engines should list, in every language."""
    absolute, versions = publication.addresses(HOME).absolute, publication.versions
    days = {path: day for edition in publication.editions.values() for path, day in days_of(edition).items()}
    return tuple(
        SitemapEntry(absolute(path), day, alternates(versions.get(path, {}), absolute)) for path, day in days.items()
    )


def days_of(publication: Publication) -> dict[str, str]:
    """The pages of one language, each with the day of its last change."""
    place, first = publication.place, publication.lang == DEFAULT
    articles = publication.articles
    newest = max((modified(each) for each in articles), default=modified(publication.library.glossary))
    paths = {
        place(HOME): newest,
        place(SEARCH): newest,
        **{output_path(each.path): modified(each) for each in articles},
    }
    for key in shown_series(publication):
        paths[place(series_path(key))] = max(modified(each) for each in publication.parts_of(key))
    paths |= dict.fromkeys((place(index_path(name)) for name in (INDEXES if first else IN_EVERY_LANGUAGE)), newest)
    return paths | {output_path(each.path): modified(each) for each in (publication.library.pages if first else ())}
