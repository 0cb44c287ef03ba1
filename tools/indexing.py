"""The search index as a part of a build: made only if what is searched has changed, and never at the price of the site."""

from __future__ import annotations

import json
from typing import NamedTuple

from plugins.digests import code_digest, digest_of
from plugins.engine import Engine, Row
from plugins.press import Page
from plugins.problems import Problem, ProblemsFound
from plugins.publication import Publication
from plugins.search import records
from plugins.writer import SiteWriter
from tools.search_setting import OFF, REQUIRED


class Indexed(NamedTuple):
    """What to remember of an index, and the warning where there is none."""

    rows: tuple[Row, ...] = ()
    warnings: tuple[dict[str, str | int], ...] = ()


def index(engine: Engine, publication: Publication, writer: SiteWriter, setting: str, config: str) -> Indexed:
    """Add the search index to a site, or take it over from the one before.

    Where it cannot be made, a site of which it is required is not built (``ProblemsFound``); any other goes without.
    """
    if setting == OFF:
        return Indexed()
    found = records(publication)
    key = digest_of("search", code_digest(), found)
    if keep(engine, writer, key):
        return Indexed()
    from plugins.search_index import NoIndex, make_index  # noqa: PLC0415 (only a new index needs it)

    try:
        files = make_index(found, engine.store.text)
    except NoIndex as why:
        return Indexed(warnings=(without(str(why), setting, config).to_json(),))
    for name, data in files.items():
        writer.add(Page(name, key, "", written=writer.folder.put(name, data)))
    return Indexed(rows=((key, json.dumps(list(files))),))


def keep(engine: Engine, writer: SiteWriter, key: str) -> bool:
    """Take over the index of the site before, if it is whole and was made from the same records."""
    names: list[str] = json.loads(engine.store.find([key]).get(key, "[]"))
    known = writer.known(engine.store.files(writer.site))
    if not names or any(known.get(name) != (key, "") for name in names):
        return False
    for name in names:
        writer.add(Page(name, key, ""))
    return True


def without(why: str, setting: str, config: str) -> Problem:
    """The warning of a site that goes without search. Raises ``ProblemsFound`` where it must not."""
    message = f"the search index cannot be made: {why}"
    if setting == REQUIRED:
        hint = "build on another machine, or set SEARCH_INDEX in this file"
        raise ProblemsFound([Problem(config, 1, "search-index", message, hint)])
    return Problem(config, 1, "search-index", message, "the site is built without search", warning=True)
