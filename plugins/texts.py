"""Texts as they stand on a page: addresses resolved, drawings put in, marks left out where their notes are not.

A view only says which text it shows, by digest; the text itself is fetched when the page is rendered, wherever that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from itertools import chain, repeat
from typing import NamedTuple

from markupsafe import Markup

from plugins.addresses import Addresses, hashed, output_path, resolve_marks
from plugins.content import DRAWING
from plugins.excerpts import MARK
from plugins.images import inline_svg
from plugins.library import resolve
from plugins.pictures import Picture, image_html, picture_html

IMAGE = re.compile(r'<img alt="(?P<alt>[^"]*)"(?P<rest>[^>]*?) src="\{static\}(?P<path>[^"]+)"[^>]*>')
LINK = re.compile(r'<a href="\{filename\}(?P<path>[^"#]*)[^>]*>(?P<words>.*?)</a>', re.DOTALL)
TERM = re.compile(r'<a class="term" href="\{glossary\}(?P<id>[^"]+)">(?P<words>[^<]*)</a>')
ICON = re.compile(r"<svg aria-hidden=.*?</svg>", re.DOTALL)
OWN_LINK = re.compile(r'href="#')
CITATION = re.compile(
    r'<a aria-label="(?P<name>[^"]*)" href="#[^"]*?r(?P<number>\d+)"(?P<id> id="[^"]*c[\d-]+")>\[\d+\]</a>'
)


class PlacedText(NamedTuple):
    """A text of the content file at ``path``, as it stands on ``page``; on none, it is for feeds and links absolutely.

    ``key`` is the text's digest, ``images`` are the content paths and digests of the images that it may name, and
    ``pictures`` those of them that are no drawings. An ``excerpt`` goes without marks and ids; else each id begins with
    ``prefix``, on the page for paper. On a page with one list of references for several texts, ``numbers`` are the numbers
    there of the text's own references, from the first. ``unlinked`` are the content paths of what is not shown: what leads
    there is plain text. ``terms`` are the ids of those that the page itself explains, in its order.
    """

    key: str
    path: str
    page: str = ""
    images: tuple[tuple[str, str], ...] = ()
    excerpt: bool = False
    prefix: str = ""
    numbers: tuple[int, ...] = ()
    pictures: tuple[Picture, ...] = ()
    unlinked: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    def __html__(self) -> str:
        """Never: templates print it with ``| placed``."""
        raise TypeError("a text is printed with | placed")


class Texts(NamedTuple):
    """What finds texts by their digests, how links are written, and how a button is named that explains ``{term}``."""

    find: Callable[[str], str]
    url: str
    file_links: bool
    explain: str = "{term}"

    def placed(self, text: PlacedText | Markup) -> Markup:
        """The text as markup; what is markup already stays as it is."""
        if isinstance(text, Markup):
            return text
        html = unlinked(self.find(text.key), text)
        html = self.on_page(text, html) if text.page else self.in_feed(text, html)
        return Markup(html)  # noqa: S704 (Markdown's output)

    def on_page(self, text: PlacedText, html: str) -> str:
        """A text for a page."""
        drawings = {path: key for path, key in text.images if path.endswith(DRAWING)}
        if text.excerpt:
            html = re.sub(r' id="[^"]*"', "", MARK.sub("", html))

        def drawing(image: re.Match[str]) -> str:
            key = drawings.get(resolve(text.path, image["path"]))
            return inline_svg(self.find(key), image["alt"]) if key else image[0]

        html = with_buttons(html, text.terms, self.explain) if text.terms else html
        link = Addresses(self.url, self.file_links, text.page).to
        html = with_addresses(with_pictures(IMAGE.sub(drawing, html), text, link), text, link)
        html = with_prefix(html, text.prefix) if text.prefix else html
        return renumbered(html, text.numbers) if text.numbers else html

    def in_feed(self, text: PlacedText, html: str) -> str:
        """A text with absolute links only, without icons, which feed readers cannot draw."""
        absolute = Addresses(self.url, self.file_links).absolute
        own = absolute(output_path(text.path))
        html = OWN_LINK.sub(f'href="{own}#', ICON.sub("", html))
        html = with_pictures(html, text, absolute)
        return with_addresses(html, text, lambda path, anchor: absolute(path) + anchor)


def with_pictures(html: str, text: PlacedText, link: Callable[[str], str]) -> str:
    """A text's pictures in all their sizes; on paper and in feeds in one. The first of a page is loaded at once."""
    pictures = {picture.path: picture for picture in text.pictures}
    plain, later = bool(text.prefix) or not text.page, chain([text.excerpt], repeat(True))

    def shown(image: re.Match[str]) -> str:
        picture = pictures.get(resolve(text.path, unescape(image["path"])))
        if not picture:
            return image[0]
        return (
            image_html(picture, image["alt"], link) if plain else picture_html(picture, image["alt"], link, next(later))
        )

    return IMAGE.sub(shown, html) if pictures else html


def with_buttons(html: str, terms: Sequence[str], name: str) -> str:
    """A text whose terms open what the page says of them.

    A button lies over each term, not around it: readers' views of browsers drop buttons and all that is in them.
    """
    numbers = {term: number for number, term in enumerate(terms, 1)}

    def button(term: re.Match[str]) -> str:
        words, label = term["words"], name.format(term=term["words"])
        button = f'<button popovertarget="g{numbers[term["id"]]}" aria-label="{label}"></button>'
        return f'<span class="term">{words}{button}</span>'

    return TERM.sub(lambda term: button(term) if term["id"] in numbers else term[0], html)


def with_addresses(html: str, text: PlacedText, link: Callable[[str, str], str]) -> str:
    """The HTML of a text with every address made by ``link``; an image lies under the name that its bytes give it."""
    places = {path: hashed(path, digest) for path, digest in text.images}
    places |= {escape(picture.path): picture.fallback.path for picture in text.pictures}
    return resolve_marks(html, text.path, lambda path, anchor: link(places.get(path, path), anchor))


def renumbered(html: str, numbers: tuple[int, ...]) -> str:
    """HTML whose reference marks have the numbers, and lead to the entries, of a list that several texts share."""

    def mark(found: re.Match[str]) -> str:
        number = numbers[int(found["number"]) - 1]
        name = re.sub(r"\d+", str(number), found["name"])
        return f'<a aria-label="{name}" href="#r{number}"{found["id"]}>[{number}]</a>'

    return CITATION.sub(mark, html)


def unlinked(html: str, text: PlacedText) -> str:
    """HTML in which what leads to pages that are not shown is plain text."""
    if not text.unlinked:
        return html

    def kept(link: re.Match[str]) -> str:
        return link["words"] if resolve(text.path, unescape(link["path"])) in text.unlinked else link[0]

    return LINK.sub(kept, html)


def with_prefix(html: str, prefix: str) -> str:
    """HTML whose own ids, and the links to them, carry a prefix, so that it can stand beside others.

    All attributes are written alike, and so are found as they are written: a regular expression takes ten times as long.
    """
    for attribute in (' id="', ' aria-labelledby="', ' href="#'):
        html = html.replace(attribute, attribute + prefix)
    return html.replace(f' href="#{prefix}icon-', ' href="#icon-')  # icons stand once on the page
