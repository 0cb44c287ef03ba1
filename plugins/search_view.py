"""The view of the search page."""

from __future__ import annotations

from plugins.addresses import INDEXES, SEARCH_INDEX, index_path
from plugins.article_views import shown_series
from plugins.callout_kinds import KINDS as BOXES
from plugins.index_views import condition_index, glossary_index, sort_key
from plugins.publication import Publication
from plugins.search import KINDS
from plugins.typography import typeset_text
from plugins.views import Facet, Link, Search

HARD = 5  # letters from which on a word is worth a guess, as in search.js
ALL = "all"  # narrows nothing
LISTS = tuple(name for name in INDEXES if name not in {"references", "people"})


def search_view(publication: Publication, page: str) -> Search:
    """The search page: what can be chosen, and the lists for readers without search."""
    words, link = publication.settings.words, publication.addresses(page).to
    rows = publication.library.series
    return Search(
        folder=link(SEARCH_INDEX) if publication.settings.search else "",
        kinds=(Facet(ALL, words["search_all_kinds"]), *(kind_facet(kind, words[f"search_{kind}"]) for kind in KINDS)),
        series=tuple(Facet(key, typeset_text(rows[key]["title"])) for key in shown_series(publication)),
        terms=" ".join(hard_words(publication)),
        lists=tuple(Link(words[f"{name}_title"], link(index_path(name))) for name in LISTS),
    )


def kind_facet(kind: str, names: str) -> Facet:
    """A kind of result: the words for many and for one, which for a box is its label."""
    many, _, one = names.partition(" | ")
    return Facet(kind, many, BOXES[kind].label if kind in BOXES else one)


def hard_words(publication: Publication) -> list[str]:
    """The words of the names of terms and conditions: what readers have heard, and may not know how to spell."""
    indexes = (glossary_index(publication), condition_index(publication))
    entries = [entry for index in indexes for group in index.groups for entry in group.entries]
    names = " ".join(f"{entry.title} {entry.also}" for entry in entries)
    return sorted({word.strip("(),") for word in sort_key(names).split() if len(word) >= HARD})
