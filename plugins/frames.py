"""The frame of a page: its head, header and footer, in its language, around the view that is its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from plugins.addresses import FEED, HOME, IN_EVERY_LANGUAGE, INDEXES, NOT_FOUND, SEARCH, THEME, index_path, output_path
from plugins.cards import Card
from plugins.languages import DEFAULT, LANGUAGES
from plugins.page_assets import loaded
from plugins.publication import Publication
from plugins.rendering import Output
from plugins.typography import typeset_text
from plugins.views import Link, Page, Site, alternates

NAV = ("symptoms", "treatments", "glossary")
EXPLORE = ("conditions", "references", "people", "visit")


@dataclass(frozen=True)
class Frame:
    """Frames pages of one language; every method is a pure function of its publication and that of the ``first`` one."""

    publication: Publication
    first: Publication

    @property
    def indexes(self) -> tuple[str, ...]:
        """The lists that there are in this language."""
        return INDEXES if self.publication.lang == DEFAULT else IN_EVERY_LANGUAGE

    def shown(self, page: Page, path: str, template: str, view: object) -> Output:
        """A page of the site."""
        site = self.site_of_articles if page.kind == "article" else self.site(path)
        return Output(path, template, {"site": site, "page": page, "view": view}, self.publication.lang)

    @cached_property
    def site_of_articles(self) -> Site:
        """What every article shows: the same, for all lie equally deep."""
        return self.site(self.publication.place("articles/any/index.html"))

    def site(self, path: str) -> Site:
        """What every page shows, as seen from one."""
        settings, addresses = self.publication.settings, self.publication.addresses(path)
        link = addresses.anywhere if path == NOT_FOUND else addresses.to
        words, place, lang = settings.words, self.publication.place, LANGUAGES[self.publication.lang]
        articles = path == place(HOME) or path.startswith((place("articles/"), place("series/")))
        foreign = "" if lang.code == DEFAULT else DEFAULT
        return Site(
            name=settings.name,
            tagline=settings.tagline,
            lang=settings.lang,
            direction=lang.direction,
            home=link(place(HOME)),
            nav=(
                Link(words["nav_articles"], link(place(HOME)), articles),
                *(self.link_to_index(name, "nav_{}", path, link) for name in NAV),
                Link(words["nav_search"], link(place(SEARCH)), path == place(SEARCH)),
            ),
            explore=tuple(self.link_to_index(name, "{}_title", path, link) for name in EXPLORE),
            policies=tuple(
                Link(
                    typeset_text(each.meta["title"]),
                    link(output_path(each.path)),
                    path == output_path(each.path),
                    foreign,
                )
                for each in self.publication.library.pages
            ),
            feeds=(Link(words["feed"], link(place(FEED))),),
            theme=link(THEME),
            visit=link(place(index_path("visit"))),
            booking=settings.booking,
            updated=self.publication.day(self.publication.updated),
        )

    def link_to_index(self, name: str, word: str, path: str, link: Callable[[str], str]) -> Link:
        """A link to a list; one that is there in the first language only is named in that language."""
        if name in self.indexes:
            there = self.publication.place(index_path(name))
            return Link(self.publication.settings.words[word.format(name)], link(there), path == there)
        return Link(self.first.settings.words[word.format(name)], link(index_path(name)), lang=DEFAULT)

    def json_lang(self, path: str) -> str:
        """The language of a page, where it is not plain that it is the first."""
        told = self.publication.lang != DEFAULT or path in self.first.versions
        return self.publication.settings.lang if told else ""

    def page(
        self, kind: str, path: str, title: str, summary: str, crumbs: tuple[tuple[str, str], ...], json_ld: Markup
    ) -> Page:
        """The head and header of a page. ``crumbs`` are the steps between the home page and this one."""
        settings, addresses = self.publication.settings, self.publication.addresses(path)
        home, versions = self.publication.place(HOME), self.first.versions.get(path, {})
        others = {code: other for code, other in versions.items() if other != path}
        steps = ((settings.words["home"], home), *crumbs) if path != home else ()
        typeset = typeset_text(title)
        return Page(
            kind=kind,
            title=typeset,
            head_title=f"{typeset} | {settings.name}" if path != home else f"{settings.name}: {typeset}",
            summary=typeset_text(summary),
            canonical=addresses.absolute(path) if path != NOT_FOUND else "",
            breadcrumb=tuple(Link(typeset_text(name), addresses.to(to)) for name, to in steps),
            json_ld=json_ld,
            stylesheets=loaded(kind, ".css"),
            scripts=loaded(kind, ".js"),
            card=self.card_address(self.publication.site_card),
            indexed=path != NOT_FOUND and kind != "series-print",
            alternates=alternates(versions, addresses.absolute),
            translations=tuple(
                Link(settings.catalogues[code]["read_here"], addresses.to(other), lang=code)
                for code, other in others.items()
            ),
        )

    def card_address(self, card: Card | None) -> str:
        """The public address of a card."""
        return self.address(card.path) if card else ""

    def address(self, path: str) -> str:
        """The public address of a page."""
        return self.publication.addresses(path).absolute(path)
