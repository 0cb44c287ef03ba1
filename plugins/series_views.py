"""The views of a series: its parts, and where in it an article stands."""

from __future__ import annotations

from plugins.addresses import series_path
from plugins.bylines import outdated
from plugins.documents import Document
from plugins.publication import Publication
from plugins.typography import typeset_text
from plugins.views import Part, Series, Track


def series_view(publication: Publication, key: str, page: str) -> Series:
    """A series with its parts, as seen from a page."""
    row, link = publication.series_row(key), publication.addresses(page).to
    parts = tuple(
        part(publication, number, document, page) for number, document in enumerate(publication.parts_of(key), 1)
    )
    return Series(
        title=typeset_text(row["title"]),
        summary=typeset_text(row["summary"]),
        href=link(publication.place(series_path(key))),
        print_href=link(publication.place(series_path(key, "print/index.html"))),
        feed=link(publication.place(series_path(key, "feed.xml"))),
        parts=parts,
    )


def part(publication: Publication, number: int, document: Document, page: str) -> Part:
    """A part of a series, as seen from a page."""
    link = publication.article_link(document, page)
    return Part(
        number=number,
        title=link.text,
        href=link.href,
        summary=typeset_text(document.meta["summary"]),
        minutes=document.minutes,
        reviewed=document.path in publication.approved,
        outdated=outdated(publication, document),
        draft=document.draft,
    )


def track(publication: Publication, document: Document, page: str) -> Track:
    """Where in its series an article stands."""
    key, place = document.meta["series"], publication.places[document.path]
    parts = publication.parts_of(key)
    return Track(
        title=typeset_text(publication.series_row(key)["title"]),
        number=place + 1,
        total=len(parts),
        previous=publication.article_link(parts[place - 1], page) if place else None,
        next=publication.article_link(parts[place + 1], page) if place + 1 < len(parts) else None,
    )
