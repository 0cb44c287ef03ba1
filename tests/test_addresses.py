"""Where pages lie, and how one links to another."""

from __future__ import annotations

import pytest

from plugins.addresses import Addresses, hashed, hashed_files, index_path, output_path, resolve_marks, series_path

ARTICLE, OTHER, HOME, FEED = "articles/one/index.html", "articles/two/index.html", "index.html", "feed.xml"


@pytest.mark.parametrize(
    ("content", "output"),
    [
        ("articles/small-series/one.md", "articles/one/index.html"),
        ("pages/about.md", "about/index.html"),
        ("glossary.md", "glossary/index.html"),
    ],
)
def test_each_file_has_its_place(content: str, output: str) -> None:
    """The name of a content file is its address; the series is no part of it, so that an article may move."""
    assert output_path(content) == output


def test_lists_and_series_have_their_places() -> None:
    """Indexes lie at the top; a series has its page, its printable page and its feed."""
    assert index_path("symptoms") == "symptoms/index.html"
    assert series_path("pain") == "series/pain/index.html"
    assert series_path("pain", "feed.xml") == "series/pain/feed.xml"


@pytest.mark.parametrize(
    ("page", "path", "anchor", "in_a_folder", "on_a_server"),
    [
        (ARTICLE, OTHER, "", "../two/index.html", "../two/"),
        (ARTICLE, OTHER, "#x", "../two/index.html#x", "../two/#x"),
        (ARTICLE, ARTICLE, "#x", "#x", "#x"),
        (ARTICLE, ARTICLE, "", "index.html", "./"),
        (ARTICLE, HOME, "", "../../index.html", "../../"),
        (ARTICLE, FEED, "", "../../feed.xml", "../../feed.xml"),
        (HOME, ARTICLE, "", "articles/one/index.html", "articles/one/"),
        (HOME, HOME, "", "index.html", "./"),
        (HOME, "theme/", "", "theme/", "theme/"),
        ("series/s/print/index.html", "series/s/index.html", "", "../index.html", "../"),
        ("series/s/print/index.html", ARTICLE, "#x", "../../../articles/one/index.html#x", "../../../articles/one/#x"),
    ],
)
def test_links_are_relative(page: str, path: str, anchor: str, in_a_folder: str, on_a_server: str) -> None:
    """A link leads from one page to another without naming the site's address; index.html shows only where it must."""
    assert Addresses("https://x.example", file_links=True, page=page).to(path, anchor) == in_a_folder
    assert Addresses("https://x.example", file_links=False, page=page).to(path, anchor) == on_a_server


@pytest.mark.parametrize(
    ("site_url", "path", "absolute"),
    [
        ("https://x.example", HOME, "https://x.example/"),
        ("https://x.example/health", HOME, "https://x.example/health/"),
        ("https://x.example/health", ARTICLE, "https://x.example/health/articles/one/"),
        ("https://x.example", FEED, "https://x.example/feed.xml"),
    ],
)
def test_public_addresses_are_absolute(site_url: str, path: str, absolute: str) -> None:
    """A public address never names index.html, however links are shown."""
    assert Addresses(site_url, file_links=True).absolute(path) == absolute
    assert Addresses(site_url, file_links=False).absolute(path) == absolute


@pytest.mark.parametrize(
    ("site_url", "path", "in_a_folder", "on_a_server"),
    [
        ("https://x.example", HOME, "index.html", "/"),
        ("https://x.example", "symptoms/index.html", "symptoms/index.html", "/symptoms/"),
        ("https://x.example/health", HOME, "index.html", "/health/"),
        ("https://x.example/health", "theme/", "theme/", "/health/theme/"),
    ],
)
def test_links_of_the_404_page_work_anywhere(site_url: str, path: str, in_a_folder: str, on_a_server: str) -> None:
    """On a server they hold at any address, below a sub-path too; in a folder they are relative."""
    assert Addresses(site_url, file_links=True).anywhere(path) == in_a_folder
    assert Addresses(site_url, file_links=False).anywhere(path) == on_a_server


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<a href="{filename}two.md">', '<a href="<articles/two/index.html|>">'),
        ('<a href="{filename}two.md#x">', '<a href="<articles/two/index.html|#x>">'),
        ('<a href="{filename}../other/two.md">', '<a href="<articles/two/index.html|>">'),
        ('<a href="{filename}/pages/about.md">', '<a href="<about/index.html|>">'),
        ('<img src="{static}/images/one/a.png">', '<img src="<images/one/a.png|>">'),
        ('<a class="term" href="{glossary}allodynia">', '<a class="term" href="<glossary/index.html|#allodynia>">'),
        ('<a href="#x">', '<a href="#x">'),
        ('<a href="https://x.example/{filename}">', '<a href="https://x.example/{filename}">'),
        ("<code>{filename}two.md</code>", "<code>{filename}two.md</code>"),
    ],
)
def test_marks_in_a_text_become_addresses(html: str, resolved: str) -> None:
    """What a text leaves open is filled in where it is shown; everything else stays as it is."""
    assert resolve_marks(html, "articles/small-series/one.md", lambda path, anchor: f"<{path}|{anchor}>") == resolved


def test_a_file_is_named_by_its_bytes() -> None:
    """The readable name stays, and a piece of the digest stands before its ending."""
    assert hashed("images/one/a.b.png", "0123456789abcdef") == "images/one/a.b.01234567.png"


def test_files_named_by_their_bytes_are_known_by_folder_and_name() -> None:
    """Pages, feeds and files of other folders are none of them, whatever their names."""
    files = ["theme/site.0123abcd.css", "theme/fonts/upright.0123abcd.woff2", "images/one/a b.0123abcd.png"]
    others = ["index.html", "theme/site.css", "theme/site.0123ABCD.css", "images/one/a.0123abcde.png", "a.0123abcd.css"]
    others += ["articles/x/y.0123abcd.png", "mytheme/x.0123abcd.js", "images/x.0123abcd/index.html"]
    assert hashed_files([*files, *others]) == files
