"""Who stands for an article: who wrote it, who reviewed it, and when."""

from __future__ import annotations

from plugins.documents import Document
from plugins.publication import Publication, modified
from plugins.views import Byline, Day, Person, Review

REVIEWER = "reviewer--"  # before the key of a person: who writes and reviews stands twice on the page of people


def byline(publication: Publication, document: Document, page: str) -> Byline:
    """Who wrote and reviewed an article, when, and how long it takes to read."""
    return Byline(
        authors=tuple(person(publication, key, page) for key, _ in document.meta["authors"]),
        review=review(publication, document, page),
        outdated=outdated(publication, document),
        published=publication.day(document.meta["date"]),
        modified=publication.day(modified(document)),
        minutes=document.minutes,
    )


def review(publication: Publication, document: Document, page: str) -> Review | None:
    """The review of an article's text as it is."""
    if document.path not in publication.approved:
        return None
    by, on, due = (document.meta["review"][name] for name in ("by", "on", "due"))
    return Review(person(publication, by, page, REVIEWER), publication.day(on), publication.day(due))


def outdated(publication: Publication, document: Document) -> Day | None:
    """The day of an article's last review, where its text has changed since."""
    last = document.meta.get("review")
    return publication.day(last["on"]) if last and document.path not in publication.approved else None


def person(publication: Publication, key: str, page: str, role: str = "") -> Person:
    """An author or reviewer."""
    row = publication.library.people[key]
    return Person(row["name"], row["credential"], publication.addresses(page).to("people/index.html", f"#{role}{key}"))
