"""The selection: from the publication, every file of the site as a path, a template and a view, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from plugins import structured_data
from plugins.addresses import (
    FAVICON,
    FEED,
    HOME,
    INDEXES,
    LISTS_STYLESHEET,
    NOT_FOUND,
    STYLESHEET,
    index_path,
    output_path,
    series_path,
)
from plugins.article_views import article_view, home_view, series_print_view, shown_series, text_view
from plugins.documents import Document
from plugins.feeds import feed_view, sitemap_view
from plugins.index_views import callout_index, condition_index, glossary_index, people_view, reference_index
from plugins.publication import Publication
from plugins.rendering import Output
from plugins.typography import typeset_text
from plugins.views import Link, NotFound, Page, Site

NAV = ("symptoms", "treatments", "glossary")
EXPLORE = ("conditions", "references", "people")
FONTS = ("theme/fonts/upright.woff2",)


@dataclass(frozen=True, slots=True)
class Selection:
    """Makes the outputs; every method is a pure function of the publication."""

    publication: Publication

    def outputs(self) -> Iterator[Output]:
        """Every page, then what machines read."""
        yield self.home()
        for document in self.publication.articles:
            yield self.article(document)
        for key in shown_series(self.publication):
            yield from self.series(key)
        for name in INDEXES:
            yield self.index(name)
        for document in self.publication.library.pages:
            yield self.text(document)
        yield self.not_found()
        yield Output(FEED, "feed.xml", {"view": feed_view(self.publication, FEED)})
        yield Output("sitemap.xml", "sitemap.xml", {"view": sitemap_view(self.publication)})
        yield Output("robots.txt", "robots.txt", {"sitemap": self.publication.addresses(HOME).absolute("sitemap.xml")})

    def output(self, page: Page, path: str, template: str, view: object) -> Output:
        """A page of the site."""
        context = {"site": self.site(path), "page": page, "view": view}
        return Output(path, template, context)

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
            stylesheets=tuple(link(sheet) for sheet in sheets(path)),
            favicon=link(FAVICON),
            fonts=tuple(link(font) for font in FONTS),
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
            indexed=path != NOT_FOUND and kind != "series-print",
        )

    def address(self, path: str) -> str:
        """The public address of a page."""
        return self.publication.addresses(path).absolute(path)

    def home(self) -> Output:
        """The first page."""
        settings = self.publication.settings
        json_ld = structured_data.web_site(settings.name, settings.tagline, self.address(HOME))
        page = self.page("home", HOME, settings.tagline, settings.words["home_summary"], (), json_ld)
        return self.output(page, HOME, "home.html", home_view(self.publication, HOME))

    def article(self, document: Document) -> Output:
        """An article."""
        path, library = output_path(document.path), self.publication.library
        key = document.meta["series"]
        series = library.series[key]["title"]
        json_ld = structured_data.article(document, library, self.address(path), series)
        steps = ((series, series_path(key)),)
        page = self.page("article", path, document.meta["title"], document.meta["summary"], steps, json_ld)
        return self.output(page, path, "article.html", article_view(self.publication, document))

    def series(self, key: str) -> Iterator[Output]:
        """A series: its page, the whole of it to print, and its feed."""
        row, path, whole = self.publication.library.series[key], series_path(key), series_path(key, "print/index.html")
        json_ld = structured_data.web_page(row["title"], row["summary"], self.address(path), "CollectionPage")
        page = self.page("series", path, row["title"], row["summary"], (), json_ld)
        yield self.output(page, path, "series.html", self.publication.series(key, path))
        title = self.publication.settings.words["series_print_title"].format(series=row["title"])
        page = self.page("series-print", whole, title, row["summary"], ((row["title"], path),), Markup(""))
        yield self.output(page, whole, "series_print.html", series_print_view(self.publication, key))
        feed = series_path(key, "feed.xml")
        yield Output(feed, "feed.xml", {"view": feed_view(self.publication, feed, key)})

    def index(self, name: str) -> Output:
        """An index."""
        path, words = index_path(name), self.publication.settings.words
        view, template = self.index_view(name)
        title, summary = words[f"{name}_title"], words[f"{name}_lede"]
        page = self.page(name, path, title, summary, (), structured_data.web_page(title, summary, self.address(path)))
        return self.output(page, path, template, view)

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
            case _:
                return people_view(self.publication), "people.html"

    def text(self, document: Document) -> Output:
        """A plain page."""
        path, meta = output_path(document.path), document.meta
        json_ld = structured_data.web_page(meta["title"], meta["summary"], self.address(path))
        page = self.page("page", path, meta["title"], meta["summary"], (), json_ld)
        return self.output(page, path, "page.html", text_view(self.publication, document))

    def not_found(self) -> Output:
        """The page for addresses that do not exist."""
        words, link = self.publication.settings.words, self.publication.addresses(NOT_FOUND).anywhere
        links = (
            Link(words["home"], link(HOME)),
            *(Link(words[f"{name}_title"], link(index_path(name))) for name in NAV),
        )
        page = self.page("not-found", NOT_FOUND, words["not_found_title"], words["not_found_lede"], (), Markup(""))
        page_without_steps = Page(
            page.kind, page.title, page.head_title, page.summary, "", (), Markup(""), indexed=False
        )
        return self.output(page_without_steps, NOT_FOUND, "not_found.html", NotFound(links))


def sheets(path: str) -> tuple[str, ...]:
    """The stylesheets of a page: an article's does without the one for lists."""
    return (STYLESHEET,) if path.startswith("articles/") else (STYLESHEET, LISTS_STYLESHEET)
