"""The selection: from the publication, every file of the site as a path, a template and a view, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup

from plugins import structured_data
from plugins.addresses import (
    FEED,
    HOME,
    NOT_FOUND,
    ROBOTS,
    SEARCH,
    SITEMAP,
    index_path,
    output_path,
    series_path,
)
from plugins.aliases import RULES, aliases_of, redirects_of
from plugins.article_views import article_view, home_view, series_print_view, shown_series, text_view
from plugins.documents import Document
from plugins.feeds import feed_view, newest, sitemap_view
from plugins.frames import NAV, Frame
from plugins.glossary import PATH as GLOSSARY
from plugins.index_views import callout_index, condition_index, glossary_index, people_view, reference_index
from plugins.languages import DEFAULT
from plugins.list_views import NotFound, Visit
from plugins.page_assets import REVIEW_SCRIPT
from plugins.publication import Publication
from plugins.rendering import Output
from plugins.search_view import search_view
from plugins.series_views import series_view
from plugins.typography import typeset_text
from plugins.views import Link, Page


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
    def frame(self) -> Frame:
        """What makes an output of a view."""
        return Frame(self.publication, self.first)

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
        if redirects_of(self.all_documents):
            yield Choice(RULES, "rules")
        yield Choice(NOT_FOUND, "not_found")
        yield Choice(SITEMAP, "sitemap")
        yield Choice(ROBOTS, "robots")

    def in_language(self) -> Iterator[Choice]:
        """What there is in this language."""
        publication, place, lang = self.publication, self.publication.place, self.publication.lang
        yield Choice(place(HOME), "home", lang=lang)
        yield Choice(place(SEARCH), "search", lang=lang)
        for name in self.frame.indexes:
            yield Choice(place(index_path(name)), "index", name, (GLOSSARY,) if name == "glossary" else (), lang)
        for key in shown_series(publication):
            parts = publication.parts_of(key)
            yield Choice(place(series_path(key, "print/index.html")), "series_print", key, paths(parts), lang)
            yield Choice(place(series_path(key, "feed.xml")), "series_feed", key, paths(newest(parts)), lang)
            yield Choice(place(series_path(key)), "series", key, lang=lang)
            yield from (Choice(output_path(part.path), "article", part.path, (part.path,), lang) for part in parts)
        yield Choice(place(FEED), "feed", "", paths(newest(publication.articles)), lang)
        for document in self.documents:
            yield from (
                Choice(path, "redirect", f"{path} {document.path}", lang=lang) for path, _ in aliases_of(document)
            )

    def output(self, choice: Choice) -> Output:
        """What a file is made from."""
        made: Output = getattr(self.editions[choice.lang], choice.method)(*filter(None, (choice.name,)))
        return made

    def home(self) -> Output:
        """The first page."""
        settings, path = self.publication.settings, self.publication.place(HOME)
        json_ld = structured_data.web_site(
            settings.name, settings.tagline, self.frame.address(path), self.frame.json_lang(path)
        )
        page = self.frame.page("home", path, settings.tagline, settings.words["home_summary"], (), json_ld)
        return self.frame.shown(page, path, "home.html", home_view(self.publication, path))

    def article(self, source: str) -> Output:
        """An article."""
        library = self.publication.library
        document, path = library.documents[source], output_path(source)
        key = document.meta["series"]
        series, words = self.publication.series_row(key)["title"], self.publication.settings.words
        approved, lang = source in self.publication.approved, self.frame.json_lang(path)
        json_ld = structured_data.article(
            document, library, self.frame.address(path), series, words, lang=lang, approved=approved
        )
        steps = ((series, self.publication.place(series_path(key))),)
        page = self.frame.page("article", path, document.meta["title"], document.meta["summary"], steps, json_ld)
        page = page._replace(card=self.frame.card_address(self.publication.card(document)))
        page = with_due_day(page) if approved else page
        return self.frame.shown(page, path, "article.html", article_view(self.publication, document))

    def series(self, key: str) -> Output:
        """A series."""
        row, path = self.publication.series_row(key), self.publication.place(series_path(key))
        address, lang = self.frame.address(path), self.frame.json_lang(path)
        json_ld = structured_data.web_page(row["title"], row["summary"], address, "CollectionPage", lang)
        page = self.frame.page("series", path, row["title"], row["summary"], (), json_ld)
        return self.frame.shown(page, path, "series.html", series_view(self.publication, key, path))

    def series_print(self, key: str) -> Output:
        """The whole of a series, to print."""
        row, place = self.publication.series_row(key), self.publication.place
        path, crumb = place(series_path(key, "print/index.html")), (row["title"], place(series_path(key)))
        title = self.publication.settings.words["series_print_title"].format(series=row["title"])
        page = self.frame.page("series-print", path, title, row["summary"], (crumb,), Markup(""))
        approved = any(part.path in self.publication.approved for part in self.publication.parts_of(key))
        page = with_due_day(page) if approved else page
        return self.frame.shown(page, path, "series_print.html", series_print_view(self.publication, key))

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
        return Output(ROBOTS, "robots.txt", {"sitemap": self.frame.address(SITEMAP)})

    def index(self, name: str) -> Output:
        """An index."""
        path, words = self.publication.place(index_path(name)), self.publication.settings.words
        view, template = self.index_view(name)
        title, summary = words[f"{name}_title"], words[f"{name}_lede"]
        json_ld = structured_data.web_page(title, summary, self.frame.address(path), lang=self.frame.json_lang(path))
        page = self.frame.page(name, path, title, summary, (), json_ld)
        return self.frame.shown(page, path, template, view)

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

    def search(self) -> Output:
        """The search page."""
        path, words = self.publication.place(SEARCH), self.publication.settings.words
        title, summary = words["search_title"], words["search_lede"]
        json_ld = structured_data.web_page(title, summary, self.frame.address(path), lang=self.frame.json_lang(path))
        page = self.frame.page("search", path, title, summary, (), json_ld)
        return self.frame.shown(page, path, "search.html", search_view(self.publication, path))

    def visit_view(self) -> Visit:
        """The list for the visit."""
        place = self.publication.place
        to = self.publication.addresses(place(index_path("visit"))).to
        return Visit(Link(self.publication.settings.words["symptoms_title"], to(place(index_path("symptoms")))))

    def text(self, source: str) -> Output:
        """A plain page."""
        document = self.publication.library.documents[source]
        path, meta = output_path(source), document.meta
        json_ld = structured_data.web_page(meta["title"], meta["summary"], self.frame.address(path))
        page = self.frame.page("page", path, meta["title"], meta["summary"], (), json_ld)
        return self.frame.shown(page, path, "page.html", text_view(self.publication, document))

    @property
    def documents(self) -> list[Document]:
        """The articles and pages that are shown in this language."""
        pages = self.publication.library.pages if self.publication.lang == DEFAULT else []
        return [*self.publication.articles, *pages]

    @property
    def all_documents(self) -> list[Document]:
        """The articles and pages that are shown, in all languages."""
        return [*self.publication.shown, *self.publication.library.pages]

    def redirect(self, alias: str) -> Output:
        """A page that sends readers from an old address to a new one: both paths, with a space between."""
        path, source = alias.split(" ", 1)
        words, addresses = self.publication.settings.words, self.publication.addresses(path)
        title, there = typeset_text(self.publication.library.documents[source].meta["title"]), output_path(source)
        page = self.frame.page("redirect", path, words["moved_title"], words["moved_lede"], (), Markup(""))
        page = page._replace(canonical=addresses.absolute(there), breadcrumb=(), indexed=False)
        return self.frame.shown(page, path, "redirect.html", Link(title, addresses.to(there)))

    def rules(self) -> Output:
        """The same for hosts that send readers on by themselves, such as Netlify and Cloudflare Pages."""
        root = urlsplit(self.publication.settings.url).path
        pairs = [(root + old, root + new) for old, new in redirects_of(self.all_documents)]
        return Output(RULES, "redirects.txt", {"view": pairs})

    def not_found(self) -> Output:
        """The page for addresses that do not exist."""
        words, link = self.publication.settings.words, self.publication.addresses(NOT_FOUND).anywhere
        links = (
            Link(words["home"], link(HOME)),
            Link(words["nav_search"], link(SEARCH)),
            *(Link(words[f"{name}_title"], link(index_path(name))) for name in NAV),
        )
        page = self.frame.page(
            "not-found", NOT_FOUND, words["not_found_title"], words["not_found_lede"], (), Markup("")
        )
        return self.frame.shown(page._replace(breadcrumb=()), NOT_FOUND, "not_found.html", NotFound(links))


def with_due_day(page: Page) -> Page:
    """A page with the script that tells when the day of the next review has passed."""
    return page._replace(scripts=(*page.scripts, REVIEW_SCRIPT))


def paths(documents: list[Document]) -> tuple[str, ...]:
    """The paths of content files."""
    return tuple(document.path for document in documents)
