"""The publication: what of the library is shown, in the shape in which all views ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from markupsafe import Markup, escape

from plugins.addresses import HOME, IN_EVERY_LANGUAGE, SEARCH, Addresses, index_path, output_path, series_path
from plugins.bibliography import Record
from plugins.callout_kinds import KINDS
from plugins.cards import Card, can_be_drawn, card
from plugins.documents import Definition, Document
from plugins.languages import DEFAULT, LANGUAGES, in_language
from plugins.library import Library, resolve
from plugins.pictures import Picture
from plugins.review import is_current
from plugins.settings import SiteSettings
from plugins.texts import PlacedText
from plugins.typography import typeset_text
from plugins.views import Day, Link, Work

MOST_ON_A_TOPIC = 24


@dataclass(frozen=True)
class Publication:
    """What is shown in one language, as pure functions of the library, the settings and what follows.

    ``images`` are the digests of all images, ``pictures`` those of them that are no drawings, ``held`` are the paths of
    finished articles that are held back.
    """

    library: Library
    settings: SiteSettings
    images: Mapping[str, str]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    held: frozenset[str] = frozenset()
    lang: str = DEFAULT

    @cached_property
    def shown(self) -> list[Document]:
        """The articles that are shown, in all languages."""
        finished = [article for article in self.library.articles if self.settings.drafts or not article.draft]
        return [article for article in finished if article.path not in self.held]

    @cached_property
    def articles(self) -> list[Document]:
        """The articles that are shown in this language."""
        return [article for article in self.shown if article.lang == self.lang]

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The paths of articles that are not shown, in all languages: nothing leads to them."""
        return frozenset(each.path for each in self.library.articles) - {each.path for each in self.shown}

    @cached_property
    def approved(self) -> frozenset[str]:
        """The paths of the articles, in all languages, whose text is the one that a clinician has approved."""
        return frozenset(each.path for each in self.library.articles if is_current(each, self.library))

    @cached_property
    def definitions(self) -> list[Definition]:
        """The entries of the glossary that are shown: all but those that only articles use which are not."""
        shown = {document.path for document in (*self.shown, *self.library.pages)}
        used: dict[str, bool] = {}
        for document in self.library.documents.values():
            for term in document.terms:
                used[term] = used.get(term, False) or document.path in shown
        return [entry for entry in self.library.glossary.definitions if used.get(entry.id, True)]

    def place(self, path: str) -> str:
        """Where a page of this language lies in the output, from where it lies in the first."""
        return in_language(path, self.lang)

    @cached_property
    def editions(self) -> dict[str, Publication]:
        """The publication in each language that has an article, from the first language's; that one always."""
        there = {article.lang for article in self.shown} - {DEFAULT}
        others = (code for code in LANGUAGES if code in there)
        return {DEFAULT: self} | {
            code: replace(self, lang=code, settings=self.settings.in_language(code)) for code in others
        }

    @cached_property
    def versions(self) -> dict[str, dict[str, str]]:
        """By its path, each page that is there in several languages: the paths of all its versions by language.

        Asked of the first language's publication.
        """
        pages = [
            {code: each.place(path) for code, each in self.editions.items() if each.makes(path)}
            for path in (HOME, SEARCH, *map(index_path, IN_EVERY_LANGUAGE), *map(series_path, self.library.series))
        ]
        originals = {each.slug: output_path(each.path) for each in self.articles}
        articles = {slug: {DEFAULT: path} for slug, path in originals.items()}
        for article in self.shown:
            if (slug := article.meta.get("translates")) in originals:
                articles[slug][article.lang] = output_path(article.path)
        groups = (group for group in (*pages, *articles.values()) if len(group) > 1)
        return {path: group for group in groups for path in group.values()}

    def makes(self, path: str) -> bool:
        """Whether this language has a page of its own there: that of a series only if it has a part of it."""
        series = {series_path(key) for key in self.library.series if not self.parts_of(key)}
        return path not in series

    @cached_property
    def parts(self) -> dict[str, list[Document]]:
        """The shown articles of each series, in order."""
        found: dict[str, list[Document]] = {}
        for article in self.articles:
            found.setdefault(article.meta["series"], []).append(article)
        return found

    def parts_of(self, key: str) -> list[Document]:
        """The shown articles of a series, in order."""
        return self.parts.get(key, [])

    @cached_property
    def topics(self) -> dict[str, list[str]]:
        """The paths of the first articles on each topic: enough to find a few that are near another, at any size."""
        found: dict[str, list[str]] = {}
        for article in self.articles:
            for topic in topics_of(article):
                listed = found.setdefault(topic, [])
                if len(listed) < MOST_ON_A_TOPIC:
                    listed.append(article.path)
        return found

    @cached_property
    def updated(self) -> str:
        """The day of the last change to anything that is shown."""
        return max(map(modified, (*self.shown, *self.library.pages, self.library.glossary)))

    @cached_property
    def site_card(self) -> Card | None:
        """The card of every page but articles, if cards are made."""
        made = self.settings
        return card(made.cards, "site", typeset_text(made.tagline), "", made.name) if made.cards else None

    def card(self, document: Document) -> Card | None:
        """An article's card; that of the site where the font lacks a character."""
        if not self.site_card:
            return None
        title, series = document.meta["title"], self.series_row(document.meta["series"])["title"]
        part = self.settings.words["card_part"].format(part=self.places[document.path] + 1)
        words = typeset_text(title), f"{typeset_text(series)} · {part}"
        return (
            card(self.settings.cards, document.slug, *words, self.settings.name)
            if can_be_drawn(*words)
            else self.site_card
        )

    @property
    def cards(self) -> list[Card]:
        """Every card that a page names, each once."""
        found = (self.site_card, *map(self.card, self.articles)) if self.site_card else ()
        return list(dict.fromkeys(card for card in found if card))

    def addresses(self, page: str) -> Addresses:
        """Links from one page."""
        return Addresses(self.settings.url, self.settings.file_links, page)

    def html(self, document: Document, page: str = "", prefix: str = "", numbers: tuple[int, ...] = ()) -> PlacedText:
        """A document's text as it stands on a page."""
        return self.placed(document.digest, document, page)._replace(prefix=prefix, numbers=numbers)

    def excerpt(self, digest: str, document: Document, page: str) -> PlacedText:
        """A text of a document as it stands on another page: without marks that lead to notes of its own page."""
        return self.placed(digest, document, page)._replace(excerpt=True)

    def placed(self, digest: str, document: Document, page: str) -> PlacedText:
        """A text of a document as it stands on a page, without links to what is not shown."""
        targets = (target.address.partition("#")[0] for target in document.links)
        paths = (resolve(document.path, path.removeprefix("{filename}")) for path in targets if path)
        unlinked = tuple(sorted({path for path in paths if path in self.hidden}))
        images = self.images_of(document)
        return PlacedText(digest, document.path, page, images, pictures=self.among(images), unlinked=unlinked)

    def among(self, images: Iterable[tuple[str, str]]) -> tuple[Picture, ...]:
        """The pictures among some images."""
        return tuple(self.pictures[path] for path, _ in images if path in self.pictures)

    def images_of(self, document: Document) -> tuple[tuple[str, str], ...]:
        """The images that a document shows or links to, with their digests."""
        addresses = [target.address for target in (*document.images, *document.links)]
        named = (each.removeprefix("{static}") for each in addresses if each.startswith("{static}"))
        paths = dict.fromkeys(resolve(document.path, address) for address in named)
        return tuple((path, self.images[path]) for path in paths if path in self.images)

    def day(self, iso: str) -> Day:
        """A day for machines and for people."""
        year, month, day = iso.split("-")
        words = self.settings.words
        months = words["months"].split()
        return Day(iso, words["date"].format(year=year, month=months[int(month) - 1], day=int(day)))

    def article_link(self, document: Document, page: str) -> Link:
        """A link to an article."""
        lang = "" if document.lang == self.lang else document.lang
        return Link(
            typeset_text(document.meta["title"]), self.addresses(page).to(output_path(document.path)), lang=lang
        )

    def series_row(self, key: str) -> Mapping[str, str]:
        """The title and the summary of a series in this language."""
        row = self.library.series[key]
        found: Mapping[str, str] = row.fields if self.lang == DEFAULT else row[self.lang]
        return found

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each shown article in its series, from 0."""
        return {document.path: place for parts in self.parts.values() for place, document in enumerate(parts)}

    @cached_property
    def works(self) -> dict[str, Work]:
        """What may be cited, by its key."""
        return {key: work(record) for key, record in self.library.records.items()}


def work(record: Record) -> Work:
    """A record as lists tell it."""
    addresses = {
        f"doi:{record.doi}": f"https://doi.org/{record.doi}" if record.doi else "",
        f"PMID {record.pmid}": f"https://pubmed.ncbi.nlm.nih.gov/{record.pmid}/" if record.pmid else "",
        record.url.split("://")[-1]: record.url,
    }
    return Work(
        authors=f"{record.authors}." if record.authors else "",
        title=f"{record.title}.",
        source=f"{record.source}.",
        links=tuple(Link(text, href) for text, href in addresses.items() if href),
    )


def topics_of(document: Document) -> dict[str, int]:
    """What an article is about, weighted: symptoms count most."""
    symptoms = {box.id: 5 for box in document.callouts if box.kind == "symptom"}
    return symptoms | {f"condition {key}": 2 for key, _ in document.meta.get("conditions", ())}


def modified(document: Document) -> str:
    """The day of a document's last change."""
    found: str = document.meta.get("modified", document.meta["date"])
    return found


def kinds_in(documents: list[Document]) -> tuple[str, ...]:
    """The kinds of callout that stand in some documents, in the order of the table."""
    present = {callout.kind for document in documents for callout in document.callouts}
    return tuple(name for name in KINDS if name in present)


def plain_html(text: str) -> Markup:
    """Plain text as HTML, with typographic punctuation."""
    return escape(typeset_text(text))
