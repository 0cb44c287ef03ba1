"""An HTML page as what an article needs of it: title, description and the main text, made even for the converter.

Whatever stands around the text (menus, forms, banners) is left out and counted: nothing goes in silence.
"""

from __future__ import annotations

import warnings
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from plugins.source import CONTROL

SILENT = "script, style, template, noscript"  # their words are not for readers
CHROME = (
    "header, nav, footer, form, input, button, select, textarea, dialog, "
    "[role=banner], [role=navigation], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], "
    "[id*=cookie i], [class*=cookie i], [id*=consent-b i], [class*=consent-b i], [id*=onetrust i], [id*=gdpr i]"
)
MAIN = ("main, [role=main]", "article")
WRAPPERS = frozenset(["center", "div", "form", "section", "table", "tbody", "td", "tr"])
UNCLOSED = {  # HTML lets these go without an end tag: the next one ends them
    "p": {"p"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"td", "th", "tr"},
}
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'"} | dict.fromkeys("\xad\u200b\ufeff"))
SHOWN = 40  # characters of what was left out


class Page(NamedTuple):
    """What a page says. ``left_out`` tells of each part of it that is not in the main text."""

    title: str
    description: str
    main: Tag
    left_out: tuple[str, ...]


def read_page(data: bytes) -> Page | None:
    """The page that a file holds, or None where it has no words."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what a page looks like to bs4
        soup = BeautifulSoup(data, "html.parser")
    for element in soup.select(SILENT):
        element.extract()
    lift(soup)
    body = soup.body or soup
    marked = marked_main(body)
    title = title_of(soup, marked or body)
    left_out = leave_out(marked or body)
    main = marked or largest(body)
    around = words(body) - words(main)
    left_out += [f"around the main text ({counted(around)})"] if around else []
    return Page(title, description_of(soup), main, tuple(left_out)) if words(main) else None


def plain(text: str) -> str:
    """Text in one line, with straight quotes, without what cannot be seen."""
    return " ".join(CONTROL.sub(" ", text.translate(PLAIN)).split())


def words(element: Tag) -> int:
    """How many words an element holds."""
    return len(plain(element.get_text(" ")).split())


def counted(number: int) -> str:
    """A number of words, in words."""
    return f"{number} word{'s' if number != 1 else ''}"


def lift(soup: Tag) -> None:
    """End elements where HTML does: the parser leaves what was not closed one in the other."""
    for element in soup.find_all(list(UNCLOSED)):
        while element.parent and element.parent.name in UNCLOSED[element.name]:
            element.parent.insert_after(element)


def description_of(soup: Tag) -> str:
    """What the page says of itself to search engines."""
    for selector in ("meta[name=description i]", 'meta[property="og:description"]'):
        if found := soup.select_one(selector):
            return plain(str(found.get("content") or ""))
    return ""


def title_of(soup: Tag, main: Tag) -> str:
    """The first top heading with words, which is taken out; else the page's own title, without the site's name."""
    own = soup.title.extract() if soup.title else None
    for heading in (*main.find_all("h1"), *soup.find_all("h1")):
        for line_break in heading.find_all("br"):
            line_break.replace_with(" ")
        if text := plain(heading.get_text()):
            heading.extract()
            return text
    return plain(own.get_text().split(" | ")[0]) if own else ""


def marked_main(body: Tag) -> Tag | None:
    """The largest element that is marked as the main text."""
    for selector in MAIN:
        if found := [element for element in body.select(selector) if words(element)]:
            return max(found, key=words)
    return None


def largest(body: Tag) -> Tag:
    """The deepest element that holds nearly all of the text."""
    while heavy := [each for each in body.find_all(WRAPPERS, recursive=False) if 4 * words(each) > 3 * words(body)]:
        body = heavy[0]
    return body


def leave_out(main: Tag) -> list[str]:
    """Take out what is no part of the text, and tell of each how it begins and how many words it holds.

    What holds half of the words is the text itself, whatever it is called: old pages are one large form.
    """
    whole, told = words(main), []
    for element in main.select(CHROME):
        count = words(element)
        if 2 * count < whole and any(parent is main for parent in element.parents):
            element.extract()
            told += [f'{element.name} "{plain(element.get_text(" "))[:SHOWN]}" ({counted(count)})'] if count else []
    return told
