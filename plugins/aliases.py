"""Aliases: addresses that a file had before. Each becomes a page that sends readers on, and a rule for hosts that take rules.

Only whole addresses can be sent on: what stands behind a ``#`` never leaves the reader's browser. There an old name lives
on as an id of the page, which a box or a heading keeps with ``{#old-name}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.addresses import FEED, HOME, INDEXES, NOT_FOUND, SEARCH, index_path, output_path, series_path
from plugins.documents import Document
from plugins.languages import LANGUAGES, in_language
from plugins.library import Library
from plugins.problems import Problem

RULES = "_redirects"


def alias_path(alias: str) -> str:
    """Where the page of an alias lies in the output."""
    return alias if alias.endswith(".html") else f"{alias}/{HOME}"


def aliases_of(document: Document) -> list[tuple[str, int]]:
    """The output paths of a file's aliases, each with its line."""
    return [(alias_path(alias), line + 2) for alias, line in document.meta.get("aliases", ())]


def redirects(library: Library) -> list[tuple[str, str]]:
    """Every old address that is sent on and the new one, from the top of the site, without what is a draft.

    ``("/articles/old-name/", "/articles/new-name/")``; below a sub-path it goes before both.
    """
    return redirects_of([*library.articles, *library.pages])


def redirects_of(documents: Iterable[Document]) -> list[tuple[str, str]]:
    """The same for some files."""
    pairs = (
        (shown(path), shown(output_path(document.path)))
        for document in documents
        if not document.draft
        for path, _ in aliases_of(document)
    )
    return sorted(pairs)


def shown(path: str) -> str:
    """An output path as an address from the top of the site."""
    return "/" + path.removesuffix(HOME)


def check_aliases(library: Library) -> Iterator[Problem]:
    """An alias is the address of no page, and of one file only."""
    taken = owners(library)
    for document in [*library.articles, *library.pages]:
        for path, line in aliases_of(document):
            owner = taken.setdefault(path.lower(), document.path)
            if owner != document.path or path.lower() == output_path(document.path):
                message = f"{shown(path)} is the address of {owner}"
                yield Problem(document.path, line, "alias-taken", message, "name an address that no page has any more")


def owners(library: Library) -> dict[str, str]:
    """Every output path that a page has or will have, and whose it is."""
    series = [series_path(key, page) for key in library.series for page in (HOME, f"print/{HOME}")]
    ours = [HOME, NOT_FOUND, FEED, SEARCH, *map(index_path, INDEXES), *series]
    documents = [*library.articles, *library.pages]
    return dict.fromkeys((in_language(path, code) for code in LANGUAGES for path in ours), "the site itself") | {
        output_path(each.path): each.path for each in documents
    }
