"""JSON-LD: what search engines and assistants are told of a page, from the plain text before typography.

Terms: https://schema.org/MedicalWebPage, https://schema.org/HealthTopicContent,
https://schema.org/HealthAspectEnumeration.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from markupsafe import Markup

from plugins.callout_kinds import KINDS, TABLE
from plugins.documents import Callout, Document
from plugins.languages import Words
from plugins.library import Library

SCHEMA = "https://schema.org/"
Json = dict[str, object]


def to_script(data: Json) -> Markup:
    """JSON that can stand in a script element: nothing in it can end the element."""
    text = json.dumps({"@context": SCHEMA, **data}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 (escaped)


def article(
    document: Document, library: Library, url: str, series: str, words: Words, *, lang: str = "", approved: bool = False
) -> Markup:
    """An article as a page on a medical topic, part of a series; who reviewed it only where that text was approved.

    A ``lang`` is told where there are several.
    """
    meta = document.meta
    review = meta["review"] if approved else None
    return to_script(
        {
            "@type": "MedicalWebPage",
            "url": url,
            **in_language(lang),
            "headline": meta["title"],
            "datePublished": meta["date"],
            "dateModified": meta.get("modified", meta["date"]),
            "author": [agent(library, key) for key, _ in meta["authors"]],
            **({"reviewedBy": agent(library, review["by"]), "lastReviewed": review["on"]} if review else {}),
            "isPartOf": {"@type": "CreativeWorkSeries", "name": series},
            "about": [
                {"@type": "MedicalCondition", "name": library.conditions[key]["name"]}
                for key, _ in meta.get("conditions", ())
            ],
            "hasPart": health_topics(document.callouts, words),
        }
    )


def agent(library: Library, key: str) -> Json:
    """A person or an organization."""
    row = library.people[key]
    kind = "Organization" if row["kind"] == "organization" else "Person"
    credential = {"honorificSuffix": row["credential"]} if row["credential"] and kind == "Person" else {}
    return {"@type": kind, "name": row["name"], **credential}


def in_language(lang: str) -> Json:
    """The language of a page, if it is to be told."""
    return {"inLanguage": lang} if lang else {}


def health_topics(callouts: Iterable[Callout], words: Words) -> list[Json]:
    """The boxes by aspect of the topic: the titles of all boxes that share one; a definition in full."""
    boxes = list(callouts)
    terms: list[Json] = [
        {"@type": "DefinedTerm", "name": box.title, "description": box.text}
        for box in boxes
        if box.kind == "definition"
    ]
    topics: list[Json] = []
    for aspect in dict.fromkeys(kind.aspect for kind in TABLE if kind.aspect.endswith("HealthAspect")):
        titles = [box.title or words[f"kind_{box.kind}"] for box in boxes if KINDS[box.kind].aspect == aspect]
        if titles:
            topics.append({"@type": "HealthTopicContent", "hasHealthAspect": SCHEMA + aspect, "text": titles})
    return topics + terms


def web_page(title: str, summary: str, url: str, kind: str = "WebPage", lang: str = "") -> Markup:
    """Any other page."""
    return to_script({"@type": kind, "name": title, "description": summary, "url": url, **in_language(lang)})


def web_site(name: str, tagline: str, url: str, lang: str = "") -> Markup:
    """The home page: the site and who publishes it."""
    publisher: Json = {"@type": "MedicalOrganization", "name": name, "url": url}
    site: Json = {"@type": "WebSite", "name": name, "description": tagline, "url": url, "publisher": publisher}
    return to_script(site | in_language(lang))
