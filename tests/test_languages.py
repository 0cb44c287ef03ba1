"""Languages: one catalogue each with the same names, pages that do not mix, and links between translations."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from string import Formatter

import pytest
from conftest import ROOT
from samples import WORDS
from selectolax.lexbor import LexborHTMLParser
from sites import SPANISH, attribute, dead_links, one, page_names, text, tree
from test_review import CLINICIAN

from plugins.callout_kinds import TABLE
from plugins.languages import LANGUAGES, STRINGS, in_language, language_of, read_words
from plugins.search_index import fragment
from plugins.typography import typeset_text
from tools.build import build
from tools.check import check
from tools.reading import reading
from tools.review import review

pytest_plugins = ("built",)
CATALOGUES = {code: read_words(STRINGS, code)[0] for code in LANGUAGES}
ENGLISH, SPANISH_PAGE = "articles/one/index.html", "es/articles/uno/index.html"
URL = "https://neura-health.example/"
PAIR = {"en": f"{URL}articles/one/", "es": f"{URL}es/articles/uno/", "x-default": f"{URL}articles/one/"}


def gaps(word: str) -> list[str]:
    """The names in braces that a word leaves open."""
    return sorted(name for _, name, _, _ in Formatter().parse(word) if name is not None)


def versions(page: LexborHTMLParser) -> dict[str, str]:
    """What search engines are told of a page's versions."""
    return {attribute(link, "hreflang"): attribute(link, "href") for link in page.css("head link[hreflang]")}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_catalogue_has_the_same_names_and_gaps(code: str) -> None:
    """No word is missing in a language, none is left over, and each is filled in with the same names."""
    words = CATALOGUES[code]
    assert {name: gaps(word) for name, word in words.items()} == {
        name: gaps(word) for name, word in CATALOGUES["en"].items()
    }
    assert all(word.strip() == word != "" for word in words.values())
    assert len(words["months"].split()) == 12


def test_every_language_has_its_catalogue_and_no_other_is_there() -> None:
    """The closed table and the files are one."""
    assert sorted(file.stem for file in STRINGS.iterdir()) == sorted(LANGUAGES)


def test_the_labels_of_boxes_are_those_of_the_table() -> None:
    """What readers of English see is what the writers' guide calls the kinds; each has a label in every language."""
    assert {kind.name: WORDS[f"kind_{kind.name}"] for kind in TABLE} == {kind.name: kind.label for kind in TABLE}


def test_both_catalogues_name_both_numbers() -> None:
    """911 and 988 stand in both, and Spanish says which key to press."""
    for words in CATALOGUES.values():
        assert "911" in words["call_911"]
        assert "988" in words["call_988"]
        assert {"911", "988"} <= set(re.findall(r"\d{3}", words["notice_crisis"]))
    assert "oprima el 2" in CATALOGUES["es"]["call_988"]
    assert "For Spanish, press 2" in CATALOGUES["en"]["notice_crisis"]


@pytest.mark.parametrize(
    ("path", "code"),
    [("articles/s/one.md", "en"), ("articles/s/es/uno.md", "es"), ("pages/es.md", "en"), ("glossary.md", "en")],
)
def test_the_folder_tells_the_language(path: str, code: str) -> None:
    """An article below its series' folder is in the language of that folder."""
    assert language_of(path) == code
    assert in_language("index.html", code) == ("index.html" if code == "en" else "es/index.html")


@pytest.mark.parametrize("page", [ENGLISH, SPANISH_PAGE])
def test_translations_name_each_other(translated: Path, page: str) -> None:
    """Both pages name both addresses for search engines, and English for everybody else."""
    assert versions(tree(translated / page)) == PAIR


@pytest.mark.parametrize(
    ("page", "href", "lang", "words"),
    [
        (ENGLISH, "../../es/articles/uno/index.html", "es", "Leer en español"),
        (SPANISH_PAGE, "../../../articles/one/index.html", "en", "Read this in English"),
        ("index.html", "es/index.html", "es", "Leer en español"),
        ("es/symptoms/index.html", "../../symptoms/index.html", "en", "Read this in English"),
    ],
)
def test_a_reader_finds_the_other_language(translated: Path, page: str, href: str, lang: str, words: str) -> None:
    """A link in the words of the other language, marked as such."""
    link = one(tree(translated / page), "main > ul a[hreflang]")
    assert (attribute(link, "href"), attribute(link, "lang"), text(link)) == (href, lang, words)
    assert attribute(link, "hreflang") == lang


@pytest.mark.parametrize("page", ["articles/two/index.html", "es/articles/dos/index.html", "glossary/index.html"])
def test_what_is_in_one_language_names_no_other(translated: Path, page: str) -> None:
    """Without a translation there is no link to one."""
    there = tree(translated / page)
    assert versions(there) == {}
    assert there.css("main > ul a[hreflang]") == []


def test_an_english_page_without_translations_is_as_it_was(small: Path, translated: Path) -> None:
    """Not a byte more: the page of an article is the same on a site that has other languages."""
    page = "articles/two/index.html"
    assert (translated / page).read_bytes() == (small / page).read_bytes()
    assert b"hreflang" not in (small / "index.html").read_bytes()


def test_a_spanish_page_is_spanish(translated: Path) -> None:
    """Its language, its labels and names, its dates, and what machines read; the glossary's English is not linked."""
    page = tree(translated / SPANISH_PAGE)
    assert attribute(one(page, "html"), "lang") == "es-US"
    labels = [text(label) for label in page.css(".callout__title b")]
    assert labels == ["Punto clave:", "Síntoma:", "Principio de tratamiento:", "Qué no hacer", "Emergencia:"]
    assert [text(item) for item in page.css(".callout--dont li")] == [
        "no suspender un medicamento de repente",
        "no espere",
    ]
    assert attribute(one(page, ".table"), "aria-label") == "Tabla: Señal, Qué puede ser"
    assert attribute(page.css("sup a")[0], "aria-label") == "Referencia 1"
    assert attribute(one(page, ".footnote-backref"), "title") == "Volver a la nota 1 en el texto"
    assert "2 de enero de 2026" in text(one(page, ".byline"))
    assert json.loads(one(page, "script[type='application/ld+json']").text())["inLanguage"] == "es-US"
    assert page.css(".term") == []
    assert "“comillas”" in text(page.body)


def test_languages_do_not_mix(translated: Path) -> None:
    """Lists, home pages, series and feeds hold the articles of their language only; no link is dead."""
    for page in ("index.html", "symptoms/index.html", "series/small-series/print/index.html", "feed.xml"):
        english, spanish = (translated / page).read_text("utf-8"), (translated / "es" / page).read_text("utf-8")
        assert "roce" not in english
        assert "El segundo" not in english
        assert "Light touch" not in spanish
        assert "The second" not in spanish
    assert 'xml:lang="es-US"' in (translated / "es/feed.xml").read_text("utf-8")
    assert dead_links(translated, file_links=True) == []


def test_spanish_pages_mark_links_to_english_ones(translated: Path) -> None:
    """What is in English only is named in English, so that nobody is led astray and no voice misreads it."""
    for name in page_names(translated / "es"):
        page = tree(translated / "es" / name)
        inside = {attribute(a, "href") for a in page.css("header nav a, footer nav a") if not attribute(a, "lang")}
        assert all("glossary" not in href and "about" not in href for href in inside), name
        assert [text(a) for a in page.css("footer a[lang=en][hreflang=en]")] == [
            "Conditions",
            "References",
            "People",
            "About",
        ]


def test_the_sitemap_lists_versions(translated: Path) -> None:
    """Every page of both languages; those with versions name all of them."""
    rows = re.findall(r"<url><loc>(.*?)</loc>.*?</lastmod>(.*?)</url>", (translated / "sitemap.xml").read_text("utf-8"))
    found = {url: dict(re.findall(r'hreflang="([^"]*)" href="([^"]*)"', links)) for url, links in rows}
    assert found[PAIR["es"]] == found[PAIR["en"]] == PAIR
    assert found[f"{URL}articles/two/"] == found[f"{URL}es/articles/dos/"] == {}
    assert found[f"{URL}es/"]["en"] == URL


def test_a_draft_is_no_translation_yet(content: Path, tmp_path: Path) -> None:
    """A link never leads to a page that is not there."""
    shutil.copytree(SPANISH, content, dirs_exist_ok=True)
    for file in (content / "articles/small-series/es").iterdir():
        file.write_text(file.read_text("utf-8").replace("status: ready", "status: draft"), "utf-8")
    build(str(content), str(tmp_path / "output"), quiet=True)
    assert versions(tree(tmp_path / "output" / ENGLISH)) == {}
    assert not (tmp_path / "output/es").exists()


def signed_off(content: Path, *articles: str) -> None:
    """Lay the Spanish articles over a content folder, and let a clinician approve some articles."""
    shutil.copytree(SPANISH, content, dirs_exist_ok=True)
    with (content / "people.toml").open("a", encoding="utf-8") as file:
        file.write(CLINICIAN)
    for path in articles:
        review(str(content / "articles/small-series" / path), "clinician", content=str(content), yes=True, quiet=True)


def test_a_translation_that_is_held_back_is_no_translation_yet(content: Path, tmp_path: Path) -> None:
    """The English articles are published, and no page says that there is Spanish."""
    signed_off(content, "one.md", "two.md")
    site = tmp_path / "output"
    assert build(str(content), str(site), quiet=True, gate="hold-back")["articles"] == 2
    assert [name for name in page_names(site) if b"hreflang" in (site / name).read_bytes()] == []
    assert not (site / "es").exists()


def test_a_review_of_a_translation_is_told_in_its_language(content: Path, tmp_path: Path) -> None:
    """Its day is in Spanish, and the reviewer's name leads to a place that is there."""
    signed_off(content, "es/uno.md")
    build(str(content), str(tmp_path / "output"), quiet=True, gate="hold-back")
    page = tree(tmp_path / "output" / SPANISH_PAGE)
    assert re.search(r"Última revisión: \d+ de [a-z]+ de \d{4}", text(one(page, ".byline")))
    assert attribute(one(page, ".byline a[href*=reviewer]"), "href").endswith("people/index.html#reviewer--clinician")
    assert dead_links(tmp_path / "output", file_links=True) == []


def test_search_finds_each_article_in_its_language(translated: Path) -> None:
    """Each language has a search page, and an index that holds no record of the other."""
    entry = json.loads((translated / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert entry["languages"].keys() == {"en-us", "es-us"}
    found = [fragment(file.read_bytes()) for file in (translated / "pagefind/fragment").glob("es-us_*")]
    assert "../articles/uno/index.html" in {each["meta"]["href"] for each in found}
    page = tree(translated / "es/search/index.html")
    assert attribute(one(page, ".search"), "data-index") == "../../pagefind/"
    assert [attribute(radio, "value") for radio in page.css("[name=kind]")] == [
        "all",
        "article",
        "symptom",
        "treatment",
    ]


def test_people_stand_for_what_they_wrote_in_any_language(translated: Path) -> None:
    """A byline in Spanish leads to a place that is there, and the titles there are marked as Spanish."""
    titles = tree(translated / "people/index.html").css("a[hreflang=es][lang=es]")
    assert {attribute(a, "href") for a in titles} == {
        "../es/articles/uno/index.html",
        "../es/articles/dos/index.html",
    }


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"¿Qué es?"', "“¿Qué es?”"),
        ('¿"Alodinia"?', "¿“Alodinia”?"),
        ("¡'No'!", "¡‘No’!"),
        ('Dijo "¡ay!" --- y nada', "Dijo “¡ay!” — y nada"),
        ("«Así»", "«Así»"),
    ],
)
def test_spanish_has_its_quotes(typed: str, shown: str) -> None:
    """Quotes open before and after the signs that open a question, and others stay as they are."""
    assert typeset_text(typed) == shown


def test_spanish_is_not_measured_as_english(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report says so, and no rule on English words marks a Spanish one."""
    shutil.copytree(SPANISH, content, dirs_exist_ok=True)
    file = content / "articles/small-series/es/dos.md"
    file.write_text(file.read_text("utf-8").replace("Texto.", "Un just victim texto."), "utf-8")
    reading(str(content))
    assert "dos.md\n  not measured: the grade is made for English" in capsys.readouterr().out
    warnings = check(str(content), [str(file)], quiet=True)["warnings"]
    assert {warning["code"] for warning in warnings} == {"red-flag-missing", "references-few"}


def test_an_arabic_page_runs_from_right_to_left(arabic: Path, small: Path) -> None:
    """The direction comes from the language; pages from left to right say nothing of it."""
    html = one(tree(arabic / "ar/articles/wahid/index.html"), "html")
    assert (attribute(html, "lang"), attribute(html, "dir")) == ("ar", "rtl")
    assert "dir" not in one(tree(small / ENGLISH), "html").attributes


PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
MEDIA = re.compile(r"@(?:media|container)[^{]*")


@pytest.mark.parametrize("sheet", sorted(path.name for path in (ROOT / "theme/css").rglob("*.css")))
def test_styles_know_no_left_and_right(sheet: str) -> None:
    """Every rule is logical: block and inline, start and end; boxes given by four sides have equal ones."""
    (file,) = (ROOT / "theme/css").rglob(sheet)
    css = MEDIA.sub("", re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL))
    assert PHYSICAL.findall(css) == []
    values = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "()", css)
    sides = re.findall(r"(?<![\w-])(?:margin|padding|inset|border-width)\s*:\s*([^;]*)", values)
    four = [value.split() for value in sides if len(value.split()) == 4]
    assert [" ".join(value) for value in four if value[1] != value[3]] == []
