"""Small libraries for tests of views, made from literals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plugins.bibliography import Record
from plugins.documents import Callout, Document
from plugins.languages import STRINGS, read_words
from plugins.library import Library
from plugins.publication import Publication
from plugins.registers import Row
from plugins.settings import SiteSettings

WORDS = read_words(STRINGS, "en")[0] | {"back_to_use": "Back to use {use} of reference {number}"}
RECORD = Record("one2020", "One O", "A study", "Things. 2020", "10.5555/one", "123", "https://x.example/a", "yes", 1)


def doc(slug: str, part: int = 1, series: str = "s", **fields: Any) -> Document:
    """An article with as little as it needs."""
    meta = {"title": slug.title(), "summary": "S.", "series": series, "part": part, "date": "2026-01-02"}
    meta |= {"authors": (("team", 1),)} | fields.pop("meta", {})
    return Document(f"articles/{series}/{slug}.md", "article", slug, meta=meta, **fields)


def publish(*documents: Document, drafts: bool = False, images: Mapping[str, str] | None = None) -> Publication:
    """A publication of these articles, in two series."""
    rows = {key: Row(key, {"title": f"Series {key}", "summary": "S."}, 1) for key in ("s", "t")}
    people = {"team": Row("team", {"name": "The team", "credential": "MD", "about": "It writes."}, 1)}
    library = Library({each.path: each for each in documents}, rows, people, {}, {"one2020": RECORD})
    settings = SiteSettings(
        "N", "T", "https://x.example", "en", "", file_links=False, drafts=drafts, search=True, words=WORDS
    )
    return Publication(library, settings, images or {})


def symptom(name: str) -> Callout:
    """A symptom box as data."""
    return Callout("symptom", name, name, "text", "<p>text</p>", 1)
