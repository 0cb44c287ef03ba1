"""The selection: from the publication, every file of the site as a path, a template and a view, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from plugins import structured_data
from plugins.addresses import (
    FEED,
    HOME,
    INDEXES,
    NOT_FOUND,
    ROBOTS,
    SITEMAP,
    THEME,
    index_path,
    output_path,
    series_path,
)
from plugins.article_views import article_view, home_view, series_print_view, shown_series, text_view
from plugins.cards import Card
from plugins.documents import Document
from plugins.feeds import feed_view, newest, sitemap_view
from plugins.glossary import PATH as GLOSSARY
from plugins.index_views import callout_index, condition_index, glossary_index, people_view, reference_index
from plugins.page_assets import loaded
from plugins.publication import Publication
from plugins.rendering import Output
from plugins.typography import typeset_text
from plugins.views import Link, NotFound, Page, Site, Visit

NAV = ("symptoms", "treatments", "glossary")
EXPLORE = ("conditions", "references", "people", "visit")


class Choice(NamedTuple):
    """One file of the site: its path, the method that makes it, what that is given, and whose texts the file shows.

    Of all other content files it shows no more than their faces.
    """

    path: str
    method: str
    name: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """Makes the outputs; every method is a pure function of the publication."""

    publication: Publication

    def choices(self) -> Iterator[Choice]:
        """Every page and what machines read. The large ones are first: no process is left with one while others wait.

        What shows the same text is together: one process fetches it once.
        """
        publication = self.publication
        yield Choice(HOME, "home")
        for name in INDEXES:
            yield Choice(index_path(name), "index", name, (GLOSSARY,) if name == "glossary" else ())
        for key in shown_series(publication):
            parts = publication.parts_of(key)
            yield Choice(series_path(key, "print/index.html"), "series_print", key, paths(parts))
            yield Choice(series_path(key, "feed.xml"), "series_feed", key, paths(newest(parts)))
            yield Choice(series_path(key), "series", key)
            yield from (Choice(output_path(part.path), "article", part.path, (part.path,)) for part in parts)
        for document in publication.library.pages:
            yield Choice(output_path(document.path), "text", document.path, (document.path,))
        yield Choice(NOT_FOUND, "not_found")
        yield Choice(FEED, "feed", sources=paths(newest(publication.articles)))
        yield Choice(SITEMAP, "sitemap")
        yield Choice(ROBOTS, "robots")

    def output(self, choice: Choice) -> Output:
        """What a file is made from."""
        made: Output = getattr(self, choice.method)(*filter(None, (choice.name,)))
        return made

    def shown(self, page: Page, path: str, template: str, view: object) -> Output:
        """A page of the site."""
        site = self.site_of_articles if path.startswith("articles/") else self.site(path)
        return Output(path, template, {"site": site, "page": page, "view": view})

    @cached_property
    def site_of_articles(self) -> Site:
        """What every article shows: the same, for all lie equally deep."""
        return self.site("articles/any/index.html")

    def site(self, path: str) -> Site:
        """What every page shows, as seen from one."""
        settings, addresses = self.publication.settings, self.publication.addresses(path)
        link = addresses.anywhere if path == NOT_FOUND else addresses.to
        words = settings.words
        articles = path == HOME or path.startswith(("articles/", "series/"))
        return Site(
            name=settings.name,
            tagline=settings.tagline,
            lang=settings.lang,
            home=link(HOME),
            nav=(
                Link(words["nav_articles"], link(HOME), articles),
                *(Link(words[f"nav_{name}"], link(index_path(name)), path == index_path(name)) for name in NAV),
            ),
            explore=tuple(
                Link(words[f"{name}_title"], link(index_path(name)), path == index_path(name)) for name in EXPLORE
            ),
            policies=tuple(
                Link(typeset_text(each.meta["title"]), link(output_path(each.path)), path == output_path(each.path))
                for each in self.publication.library.pages
            ),
            feeds=(Link(words["feed"], link(FEED)),),
            theme=link(THEME),
            visit=link(index_path("visit")),
            booking=settings.booking,
            updated=self.publication.day(self.publication.updated),
        )

    def page(
        self, kind: str, path: str, title: str, summary: str, crumbs: tuple[tuple[str, str], ...], json_ld: Markup
    ) -> Page:
        """The head and header of a page. ``crumbs`` are the steps between the home page and this one."""
        settings, addresses = self.publication.settings, self.publication.addresses(path)
        steps = ((settings.words["home"], HOME), *crumbs) if path != HOME else ()
        typeset = typeset_text(title)
        return Page(
            kind=kind,
            title=typeset,
            head_title=f"{typeset} | {settings.name}" if path != HOME else f"{settings.name}: {typeset}",
            summary=typeset_text(summary),
            canonical=addresses.absolute(path) if path != NOT_FOUND else "",
            breadcrumb=tuple(Link(typeset_text(name), addresses.to(to)) for name, to in steps),
            json_ld=json_ld,
            stylesheets=loaded(kind, ".css"),
            scripts=loaded(kind, ".js"),
            card=self.card_address(self.publication.site_card),
            indexed=path != NOT_FOUND and kind != "series-print",
        )

    def card_address(self, card: Card | None) -> str:
        """The public address of a card."""
        return self.address(card.path) if card else ""

    def address(self, path: str) -> str:
        """The public address of a page."""
        return self.publication.addresses(path).absolute(path)

    def home(self) -> Output:
        """The first page."""
        settings = self.publication.settings
        json_ld = structured_data.web_site(settings.name, settings.tagline, self.address(HOME))
        page = self.page("home", HOME, settings.tagline, settings.words["home_summary"], (), json_ld)
        return self.shown(page, HOME, "home.html", home_view(self.publication, HOME))

    def article(self, source: str) -> Output:
        """An article."""
        library = self.publication.library
        document, path = library.documents[source], output_path(source)
        key = document.meta["series"]
        series = library.series[key]["title"]
        json_ld = structured_data.article(document, library, self.address(path), series)
        steps = ((series, series_path(key)),)
        page = self.page("article", path, document.meta["title"], document.meta["summary"], steps, json_ld)
        page = page._replace(card=self.card_address(self.publication.card(document)))
        return self.shown(page, path, "article.html", article_view(self.publication, document))

    def series(self, key: str) -> Output:
        """A series."""
        row, path = self.publication.library.series[key], series_path(key)
        json_ld = structured_data.web_page(row["title"], row["summary"], self.address(path), "CollectionPage")
        page = self.page("series", path, row["title"], row["summary"], (), json_ld)
        return self.shown(page, path, "series.html", self.publication.series(key, path))

    def series_print(self, key: str) -> Output:
        """The whole of a series, to print."""
        row, path = self.publication.library.series[key], series_path(key, "print/index.html")
        title = self.publication.settings.words["series_print_title"].format(series=row["title"])
        page = self.page("series-print", path, title, row["summary"], ((row["title"], series_path(key)),), Markup(""))
        return self.shown(page, path, "series_print.html", series_print_view(self.publication, key))

    def series_feed(self, key: str) -> Output:
        """The feed of a series."""
        path = series_path(key, "feed.xml")
        return Output(path, "feed.xml", {"view": feed_view(self.publication, path, key)})

    def feed(self) -> Output:
        """The feed of all articles."""
        return Output(FEED, "feed.xml", {"view": feed_view(self.publication, FEED)})

    def sitemap(self) -> Output:
        """The list of all pages for search engines."""
        return Output(SITEMAP, "sitemap.xml", {"view": sitemap_view(self.publication)})

    def robots(self) -> Output:
        """What search engines may read."""
        return Output(ROBOTS, "robots.txt", {"sitemap": self.address(SITEMAP)})

    def index(self, name: str) -> Output:
        """An index."""
        path, words = index_path(name), self.publication.settings.words
        view, template = self.index_view(name)
        title, summary = words[f"{name}_title"], words[f"{name}_lede"]
        page = self.page(name, path, title, summary, (), structured_data.web_page(title, summary, self.address(path)))
        return self.shown(page, path, template, view)

    def index_view(self, name: str) -> tuple[object, str]:
        """The view and the template of an index."""
        match name:
            case "symptoms" | "treatments":
                return callout_index(self.publication, name), "index.html"
            case "conditions":
                return condition_index(self.publication), "index.html"
            case "glossary":
                return glossary_index(self.publication), "index.html"
            case "references":
                return reference_index(self.publication), "references.html"
            case "visit":
                return self.visit_view(), "visit.html"
            case _:
                return people_view(self.publication), "people.html"

    def visit_view(self) -> Visit:
        """The list for the visit."""
        to = self.publication.addresses(index_path("visit")).to
        return Visit(Link(self.publication.settings.words["symptoms_title"], to(index_path("symptoms"))))

    def text(self, source: str) -> Output:
        """A plain page."""
        document = self.publication.library.documents[source]
        path, meta = output_path(source), document.meta
        json_ld = structured_data.web_page(meta["title"], meta["summary"], self.address(path))
        page = self.page("page", path, meta["title"], meta["summary"], (), json_ld)
        return self.shown(page, path, "page.html", text_view(self.publication, document))

    def not_found(self) -> Output:
        """The page for addresses that do not exist."""
        words, link = self.publication.settings.words, self.publication.addresses(NOT_FOUND).anywhere
        links = (
            Link(words["home"], link(HOME)),
            *(Link(words[f"{name}_title"], link(index_path(name))) for name in NAV),
        )
        page = self.page("not-found", NOT_FOUND, words["not_found_title"], words["not_found_lede"], (), Markup(""))
        return self.shown(page._replace(breadcrumb=()), NOT_FOUND, "not_found.html", NotFound(links))


def paths(documents: list[Document]) -> tuple[str, ...]:
    """The paths of content files."""
    return tuple(document.path for document in documents)
