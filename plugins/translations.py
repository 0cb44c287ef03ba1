"""What ties articles of several languages together, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from plugins.documents import Document
from plugins.languages import DEFAULT
from plugins.problems import Problem, did_you_mean
from plugins.registers import Row

Wrong = tuple[str, str, str, str]  # the field, code, message and hint


def check_languages(articles: Iterable[Document], series: Mapping[str, Row]) -> Iterator[Problem]:
    """Every problem with the languages of articles."""
    articles = list(articles)
    originals = {article.slug for article in articles if article.lang == DEFAULT}
    seen: dict[tuple[str, str], str] = {}
    for article in articles:
        wrong = [*place(article), *title_of_series(article, series), *original(article, originals, seen)]
        for field, code, message, hint in wrong:
            yield Problem(article.path, article.lines.get(field, 1), code, message, hint)


def place(article: Document) -> Iterator[Wrong]:
    """An article lies in the folder of the language that it names."""
    said = article.meta.get("lang", DEFAULT)
    if said != article.lang and ("lang" in article.meta or "lang" not in article.lines):
        message = f"the article lies among those in {article.lang!r} but says lang {said!r}"
        yield "lang", "lang-folder", message, "move it or correct the field"


def title_of_series(article: Document, series: Mapping[str, Row]) -> Iterator[Wrong]:
    """Its series has a title in that language."""
    row = series.get(article.meta.get("series", ""))
    if row and article.lang != DEFAULT and not row[article.lang]:
        message = f"the series {row.key!r} has no title in {article.lang!r}"
        yield "series", "series-lang", message, f"add [{row.key}.{article.lang}] to series.toml, with title and summary"


def original(article: Document, originals: set[str], seen: dict[tuple[str, str], str]) -> Iterator[Wrong]:
    """What it is a translation of is there, and has no other translation into that language."""
    slug, field = article.meta.get("translates"), "translates"
    if slug and article.lang == DEFAULT:
        yield field, "translation-lang", f"an article in {DEFAULT!r} is no translation", "delete the field"
    elif slug and slug not in originals:
        yield (
            field,
            "translation-unknown",
            f"there is no article {slug!r} in {DEFAULT!r}",
            did_you_mean(slug, originals),
        )
    elif slug and (other := seen.setdefault((article.lang, slug), article.path)) != article.path:
        yield field, "translation-twice", f"{other} is already that translation of {slug!r}", "keep one"
