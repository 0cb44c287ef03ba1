"""What a page loads at once, by its kind: the names of stylesheets and scripts of the theme (see ``assets.py``)."""

from __future__ import annotations

from collections.abc import Mapping

EVERYWHERE = ("site.css",)
BY_KIND: Mapping[str, tuple[str, ...]] = {
    "article": ("tools.js",),
    "search": ("lists.css", "search.css", "search.js"),
    "symptoms": ("lists.css", "visit.js"),
    "visit": ("visit.css", "visit.js"),
}
REVIEW_SCRIPT = "review.js"  # on pages that show a review
OTHER_KINDS = ("lists.css",)


def loaded(kind: str, ending: str) -> tuple[str, ...]:
    """The files with this ending (``.css``, ``.js``) that a page of a kind loads, in their order."""
    names = (*EVERYWHERE, *BY_KIND.get(kind, OTHER_KINDS))
    return tuple(name for name in names if name.endswith(ending))
