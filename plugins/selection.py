"""The selection: from the publication, every file of the site as a path, a template and a view, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from plugins import structured_data
from plugins.addresses import (
    FEED,
    HOME,
    IN_EVERY_LANGUAGE,
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
from plugins.documents import Document
from plugins.feeds import feed_view, newest, sitemap_view
from plugins.glossary import PATH as GLOSSARY
from plugins.index_views import callout_index, condition_index, glossary_index, people_view, reference_index
from plugins.languages import DEFAULT, LANGUAGES
from plugins.page_assets import loaded
from plugins.publication import Publication
from plugins.rendering import Output
from plugins.typography import typeset_text
from plugins.views import Link, NotFound, Page, Site, alternates

NAV = ("symptoms", "treatments", "glossary")
EXPLORE = ("conditions", "references", "people")


class Choice(NamedTuple):
    """One file of the site: its path, the method that makes it, what that is given, and whose texts the file shows.

    Of all other content files it shows no more than their faces.
    """

    path: str
    method: str
    name: str = ""
    sources: tuple[str, ...] = ()
    lang: str = DEFAULT


@dataclass(frozen=True)
class Selection:
    """Makes the outputs; every method is a pure function of the publication.

    Articles in another language than the first have a home page, series, lists of their boxes, and feeds of their own.
    All that rests on registers or on plain pages is in the first language only, and links to it say so.
    """

    publication: Publication
    first: Publication

    @cached_property
    def editions(self) -> dict[str, Selection]:
        """The selection of each language."""
        return {code: Selection(each, self.first) for code, each in self.first.editions.items()}

    def choices(self) -> Iterator[Choice]:
        """Every page and what machines read. The large ones are first: no process is left with one while others wait.

        What shows the same text is together: one process fetches it once.
        """
        for edition in self.editions.values():
            yield from edition.in_language()
        for document in self.publication.library.pages:
            yield Choice(output_path(document.path), "text", document.path, (document.path,))
        yield Choice(NOT_FOUND, "not_found")
        yield Choice(SITEMAP, "sitemap")
        yield Choice(ROBOTS, "robots")

    def in_language(self) -> Iterator[Choice]:
        """What there is in this language."""
        publication, place, lang = self.publication, self.publication.place, self.publication.lang
        yield Choice(place(HOME), "home", lang=lang)
        for name in self.indexes:
            yield Choice(place(index_path(name)), "index", name, (GLOSSARY,) if name == "glossary" else (), lang)
        for key in shown_series(publication):
            parts = publication.parts_of(key)
            yield Choice(place(series_path(key, "print/index.html")), "series_print", key, paths(parts), lang)
            yield Choice(place(series_path(key, "feed.xml")), "series_feed", key, paths(newest(parts)), lang)
            yield Choice(place(series_path(key)), "series", key, lang=lang)
            yield from (Choice(output_path(part.path), "article", part.path, (part.path,), lang) for part in parts)
        yield Choice(place(FEED), "feed", "", paths(newest(publication.articles)), lang)

    @property
    def indexes(self) -> tuple[str, ...]:
        """The lists that there are in this language."""
        return INDEXES if self.publication.lang == DEFAULT else IN_EVERY_LANGUAGE

    def output(self, choice: Choice) -> Output:
        """What a file is made from."""
        made: Output = getattr(self.editions[choice.lang], choice.method)(*filter(None, (choice.name,)))
        return made

    def shown(self, page: Page, path: str, template: str, view: object) -> Output:
        """A page of the site."""
        site = self.site_of_articles if path.startswith(self.publication.place("articles/")) else self.site(path)
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
            indexed=path != NOT_FOUND and kind != "series-print",
            alternates=alternates(versions, addresses.absolute),
            translations=tuple(
                Link(settings.catalogues[code]["read_here"], addresses.to(other), lang=code)
                for code, other in others.items()
            ),
        )

    def address(self, path: str) -> str:
        """The public address of a page."""
        return self.publication.addresses(path).absolute(path)

    def home(self) -> Output:
        """The first page."""
        settings, path = self.publication.settings, self.publication.place(HOME)
        json_ld = structured_data.web_site(settings.name, settings.tagline, self.address(path), self.json_lang(path))
        page = self.page("home", path, settings.tagline, settings.words["home_summary"], (), json_ld)
        return self.shown(page, path, "home.html", home_view(self.publication, path))

    def article(self, source: str) -> Output:
        """An article."""
        library = self.publication.library
        document, path = library.documents[source], output_path(source)
        key = document.meta["series"]
        series, words = self.publication.series_row(key)["title"], self.publication.settings.words
        json_ld = structured_data.article(document, library, self.address(path), series, words, self.json_lang(path))
        steps = ((series, self.publication.place(series_path(key))),)
        page = self.page("article", path, document.meta["title"], document.meta["summary"], steps, json_ld)
        return self.shown(page, path, "article.html", article_view(self.publication, document))

    def series(self, key: str) -> Output:
        """A series."""
        row, path = self.publication.series_row(key), self.publication.place(series_path(key))
        address, lang = self.address(path), self.json_lang(path)
        json_ld = structured_data.web_page(row["title"], row["summary"], address, "CollectionPage", lang)
        page = self.page("series", path, row["title"], row["summary"], (), json_ld)
        return self.shown(page, path, "series.html", self.publication.series(key, path))

    def series_print(self, key: str) -> Output:
        """The whole of a series, to print."""
        row, place = self.publication.series_row(key), self.publication.place
        path, crumb = place(series_path(key, "print/index.html")), (row["title"], place(series_path(key)))
        title = self.publication.settings.words["series_print_title"].format(series=row["title"])
        page = self.page("series-print", path, title, row["summary"], (crumb,), Markup(""))
        return self.shown(page, path, "series_print.html", series_print_view(self.publication, key))

    def series_feed(self, key: str) -> Output:
        """The feed of a series."""
        path = self.publication.place(series_path(key, "feed.xml"))
        return Output(path, "feed.xml", {"view": feed_view(self.publication, path, key)})

    def feed(self) -> Output:
        """The feed of all articles."""
        path = self.publication.place(FEED)
        return Output(path, "feed.xml", {"view": feed_view(self.publication, path)})

    def sitemap(self) -> Output:
        """The list of all pages for search engines."""
        return Output(SITEMAP, "sitemap.xml", {"view": sitemap_view(self.publication)})

    def robots(self) -> Output:
        """What search engines may read."""
        return Output(ROBOTS, "robots.txt", {"sitemap": self.address(SITEMAP)})

    def index(self, name: str) -> Output:
        """An index."""
        path, words = self.publication.place(index_path(name)), self.publication.settings.words
        view, template = self.index_view(name)
        title, summary = words[f"{name}_title"], words[f"{name}_lede"]
        json_ld = structured_data.web_page(title, summary, self.address(path), lang=self.json_lang(path))
        page = self.page(name, path, title, summary, (), json_ld)
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
            case _:
                return people_view(self.publication), "people.html"

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
