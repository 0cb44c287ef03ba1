"""``invoke new``: a skeleton of an article that is right from its first line."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml
from markdown.extensions.toc import slugify

from plugins.content import RESERVED_SLUGS, SLUG
from plugins.front_matter import SCHEMA
from plugins.front_values import words
from plugins.problems import did_you_mean
from plugins.reading import read_content
from plugins.registers import Row
from plugins.skeleton import BODY, SUMMARY
from plugins.yaml_fields import Invalid
from tools.failure import ROOT, WrongUse
from tools.job import existing_folder

LONGEST_SLUG = 80


class Place(NamedTuple):
    """Where a new article goes: its file in the content folder, its part of the series, and who could have written it."""

    folder: Path
    path: Path
    series: str
    part: int
    people: Mapping[str, Row]

    @property
    def shown(self) -> Path:
        """The path as seen from the current directory."""
        return self.path.relative_to(Path.cwd()) if self.path.is_relative_to(Path.cwd()) else self.path


def new(title: str, series: str, content: str = "") -> dict[str, object]:
    """Write a draft for a new article and say where. Never overwrites. Raises ``WrongUse``."""
    place = place_for(title, series, content)
    write(place, skeleton(title, place))
    sys.stdout.write(f"Wrote {place.shown}. See it with: invoke serve\n")
    return {"path": str(place.shown)}


def place_for(title: str, series: str, content: str = "") -> Place:
    """The place of a new article at the end of its series. Raises ``WrongUse`` where there is none, or it is taken."""
    folder = existing_folder(content or str(ROOT / "content"))
    library = read_content(folder, drafts=True).library
    if not library.people:
        raise WrongUse("people.toml names nobody yet; add an author: [key], name")
    if not library.series:
        raise WrongUse("series.toml names no series yet; add one: [key], title, summary")
    if series not in library.series:
        raise WrongUse(f"there is no series {series!r}; {did_you_mean(series, library.series)}")
    slug = slug_of(title)
    path = folder / "articles" / series / f"{slug}.md"
    taken = [each.path for each in library.articles if each.slug == slug]
    if taken or path.exists():
        raise WrongUse(f"{taken[0] if taken else path} exists already; choose another title")
    parts = [each.meta.get("part", 0) for each in library.articles if each.meta.get("series") == series]
    return Place(folder, path, series, max(parts, default=0) + 1, library.people)


def write(place: Place, text: str) -> None:
    """Write the article's file, which must not be there."""
    place.path.parent.mkdir(parents=True, exist_ok=True)
    with place.path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def slug_of(title: str) -> str:
    """The address that a title makes. Raises ``WrongUse`` where the title is none, or makes none."""
    try:
        words(yaml.ScalarNode("", title))
    except Invalid as wrong:
        raise WrongUse(f"the title {wrong}; {wrong.hint}") from wrong
    slug = re.sub(r"[-_]+", "-", slugify(title, "-")).strip("-")
    if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        raise WrongUse(f"{title!r} makes no address; use a title with letters or digits")
    if len(slug) > LONGEST_SLUG:
        raise WrongUse(f"the title makes an address of {len(slug)} characters; at most {LONGEST_SLUG} are allowed")
    return slug


def skeleton(title: str, place: Place, summary: str = SUMMARY, body: str = BODY) -> str:
    """The text of a new article: every required field in the schema's order, then a body that obeys the rules."""
    author = next(iter(place.people))
    values = {
        "title": quoted(title),
        "summary": summary,
        "series": place.series,
        "part": str(place.part),
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "authors": f"[{author}]",
        "status": "draft",
    }
    names = [field.name for field in SCHEMA if field.required and "article" in field.kinds]
    return "---\n" + "".join(f"{name}: {values[name]}\n" for name in names) + "---\n" + body


def quoted(text: str) -> str:
    """Text as YAML reads it back, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
