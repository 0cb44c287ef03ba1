"""The view of the search page."""

from __future__ import annotations

from plugins.addresses import IN_EVERY_LANGUAGE, INDEXES, SEARCH_INDEX, index_path
from plugins.article_views import shown_series
from plugins.index_views import condition_index, glossary_index, sort_key
from plugins.languages import DEFAULT, Words
from plugins.list_views import Facet, Search
from plugins.publication import Publication
from plugins.search import FOUND_BOXES, kinds_of
from plugins.typography import typeset_text
from plugins.views import Link

HARD = 5  # letters from which on a word is worth a guess, as in search.js
ALL = "all"  # narrows nothing
NO_HELP = frozenset({"references", "people", "visit"})  # to those who look for something


def search_view(publication: Publication, page: str) -> Search:
    """The search page: what can be chosen, and the lists for readers without search."""
    words, link = publication.settings.words, publication.addresses(page).to
    lists = INDEXES if publication.lang == DEFAULT else IN_EVERY_LANGUAGE
    return Search(
        folder=link(SEARCH_INDEX) if publication.settings.search else "",
        kinds=(Facet(ALL, words["search_all_kinds"]), *(kind_facet(kind, words) for kind in kinds_of(publication))),
        series=tuple(
            Facet(key, typeset_text(publication.series_row(key)["title"])) for key in shown_series(publication)
        ),
        terms=" ".join(hard_words(publication)),
        lists=tuple(
            Link(words[f"{name}_title"], link(publication.place(index_path(name))))
            for name in lists
            if name not in NO_HELP
        ),
    )


def kind_facet(kind: str, words: Words) -> Facet:
    """A kind of result: the words for many and for one, which for a box is its label."""
    many, _, one = words[f"search_{kind}"].partition(" | ")
    return Facet(kind, many, words[f"kind_{kind}"] if kind in FOUND_BOXES else one)


def hard_words(publication: Publication) -> list[str]:
    """The words of the names of terms and conditions: what readers have heard, and may not know how to spell.

    Both are in the first language only.
    """
    if publication.lang != DEFAULT:
        return []
    indexes = (glossary_index(publication), condition_index(publication))
    entries = [entry for index in indexes for group in index.groups for entry in group.entries]
    names = " ".join(f"{entry.title} {entry.also}" for entry in entries)
    return sorted({word.strip("(),") for word in sort_key(names).split() if len(word) >= HARD})
