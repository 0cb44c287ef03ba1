"""``invoke import``: a draft that holds every word of the page, and says what it could not carry over."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import MAIN
from sites import snapshot
from slips import FIXED

from plugins.reader import Reader
from plugins.reading import read_content
from plugins.skeleton import EMERGENCY, KEY
from tools.failure import WrongUse
from tools.importing import draft_of, import_article
from tools.new import Place, skeleton
from tools.page import read_page
from tools.to_markdown import to_markdown

PAGES = int(os.environ.get("PAGES", "150"))
SUMMARY = "A summary that is long enough to be allowed, for it has fifty characters or more."
PLACE = Place(Path(), Path("articles/small-series/a-page.md"), "small-series", 1, {"team": None})  # type: ignore[dict-item]
PATH = "articles/small-series/a-page.md"
READER = Reader({})


def draft(main: str, head: str = "") -> str:
    """The draft of a page with this main text."""
    page = read_page(f"<html><head><title>A page</title>{head}</head><body><main>{main}</main></body></html>".encode())
    assert page
    return draft_of(page, "A page", PLACE)


def body(main: str) -> str:
    """The Markdown of a main text."""
    page = read_page(f"<main>{main}</main>".encode())
    assert page
    return to_markdown(page.main)


def words(text: str) -> Counter[str]:
    """The words of a text, how often each stands in it."""
    return Counter(re.findall(r"\w+", text))


def words_of_html(html: str) -> Counter[str]:
    """The words that a reader of HTML sees."""
    return words(BeautifulSoup(f"<div>{html}</div>", "html.parser").get_text(" ").replace("\u200b", ""))


FRAME = words_of_html(READER.read(PATH, skeleton("A page", PLACE, SUMMARY, f"\n{KEY}\n{EMERGENCY}").encode()).html)


@settings(FIXED, max_examples=PAGES)
@given(MAIN, st.booleans())
def test_no_word_is_lost(main: str, tight: bool) -> None:
    """Every word of the main text is on the draft's page or in a comment, no word is there twice, and the check agrees."""
    main = main.replace("¤", "" if tight else " ")
    wanted = words_of_html(main)
    if not wanted:
        return
    text = draft(f"<h1>A page</h1>{main}", f'<meta name="description" content="{SUMMARY}">')
    document = READER.read(PATH, text.encode())
    assert document.problems == (), text
    shown = words_of_html(document.html) - FRAME
    noted = words(unescape(" ".join(re.findall("<!-- (.*?) -->", text))))
    if tight:  # words of neighbors run together, as in a browser
        wanted, shown, noted = letters(wanted), letters(shown), letters(noted)
    assert wanted - shown - noted == Counter(), text
    if "<img" not in main:
        assert shown - wanted == Counter(), text


def letters(found: Counter[str]) -> Counter[str]:
    """The letters of words."""
    return Counter("".join(found.elements()))


def lines(main: str) -> list[str]:
    """The lines of a main text's Markdown that are not blank."""
    return [line for line in body(main).split("\n") if line]


EXAMPLES = {
    "<h3>A</h3><h5>B</h5><h3>C</h3>": ["## A", "### B", "## C"],
    "<h2>References</h2>": ["## References {#section-2-1-references}"],
    "<p>One<br>two <b>three</b><b> four</b> <i>five</i></p>": ["One<br> two **three four** *five*"],
    "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>": ["- a", "    - b", "- c"],
    "<ol start=3><li>a</li><li>b</li></ol>": ["3. a", "4. b"],
    "<ul><li>a<li>b</ul><p>c<p>d": ["- a", "- b", "c", "d"],
    "<table><tr><th>a<th>b<tr><td>1|2<td><p>x<p>y</table>": ["| a | b |", "| --- | --- |", "| 1\\|2 | x<br>y |"],
    "<table><tr><td><p>only layout</p></td></tr></table>": ["only layout"],
    "<dl><dt>a</dt><dd>b</dd></dl>": ["a", ":   b"],
    "<blockquote><p>a</p><p>1. b</p></blockquote>": ["> a", ">", "> 1\\. b"],
    "<pre><code>a = `1`\n  b</code></pre>": ["```", "a = `1`", "  b", "```"],
    "<p>“It’s”</p>": ['"It\'s"'],
    "<p>a <a href='https://x.example/b(c)'>b</a></p>": ["a [b](https://x.example/b%28c%29)"],
    "<p>a <a href='../b'>b</a> c</p>": ["a b <!-- not mapped: link ../b --> c"],
    "a<p><img src='a.png' alt='A -->'></p>": ["a", '<!-- not mapped: image a.png "A --&gt;" -->'],
    "a<iframe src='https://x.example/v'></iframe>": ["a <!-- not mapped: iframe https://x.example/v -->"],
    "<p>H<sub>2</sub>O <abbr title='World'>W</abbr></p>": ['H<sub>2</sub>O <abbr title="World">W</abbr>'],
    "<p># a</p><p>- b</p><p>[!key] c</p><p>&lt;b></p>": ["\\# a", "\\- b", "&#91;!key\\] c", "&lt;b>"],
}


@pytest.mark.parametrize("main", EXAMPLES)
def test_each_element_has_its_form(main: str) -> None:
    """Headings begin at ##, lists and tables stay, what looks like markup does not become it, the rest is a comment."""
    assert lines(main) == EXAMPLES[main]


CHROME = "<nav>Menu</nav><header>Top <h1>A title</h1></header><div id='cookie-bar'>Cookies</div><script>x</script>"
TEXT = "<p>" + "The text of the page. " * 10 + "</p>"
PAGES_OF = {
    "main": f"<body class='cookie'>{CHROME}<main>{TEXT}<form>Sign up</form></main><div>Around</div></body>",
    "article": f"{CHROME}<article>Other</article><article>{TEXT}</article>",
    "blocks": f"<body>{CHROME}<div class=side>Around</div><div><div>{TEXT}<h2>More</h2></div></div></body>",
    "old": f"<body><form>{CHROME}<table><tr><td>{TEXT}</table></form></body>",
}


@pytest.mark.parametrize("name", PAGES_OF)
def test_the_main_text_is_taken_and_the_rest_is_told(name: str) -> None:
    """The marked or largest text, under the page's heading; menus, forms and banners are only counted."""
    page = read_page(PAGES_OF[name].encode())
    assert page
    assert page.title == "A title"
    text = to_markdown(page.main)
    assert text.startswith("The text of the page.")
    assert not set(words(text)) & {"Menu", "Top", "Cookies", "Sign", "Around", "Other", "x"}
    assert page.left_out
    assert all("word" in each for each in page.left_out)


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<main> </main><script>x</script>", b"\x00", b"<!-- a -->"])
def test_a_page_without_words_is_none(data: bytes) -> None:
    """There is nothing to import."""
    assert read_page(data) is None


def test_a_page_in_another_encoding_is_read() -> None:
    """What the page declares is believed."""
    page = read_page('<meta charset="windows-1252"><p>Übung – “gut”</p>'.encode("cp1252"))
    assert page
    assert to_markdown(page.main) == 'Übung – "gut"\n'


def html_file(folder: Path, main: str, head: str = "") -> str:
    """A page in a file."""
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body><main>{main}</main></body></html>", "utf-8")
    return str(path)


def test_a_draft_is_written_and_all_that_is_left_is_told(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draft stands at the end of its series; each thing to do has file and line, on the terminal and in the draft."""
    main = "<h1>Nerve pain</h1><p>It burns.</p><p><img src='a.png' alt='A'></p><p><a href='/b'>More</a></p>"
    import_article(html_file(tmp_path, main), "small-series", str(content))
    path = content / "articles/small-series/nerve-pain.md"
    document = read_content(content, drafts=True).library.documents["articles/small-series/nerve-pain.md"]
    assert (document.meta["title"], document.meta["part"], document.draft) == ("Nerve pain", 3, True)
    told = capsys.readouterr()
    text = path.read_text("utf-8").split("\n")
    for found in (
        "not mapped: image a.png",
        "not mapped: link /b",
        "fill in: the key box",
        "fill in: the emergency box",
    ):
        line = next(number for number, each in enumerate(text, 1) if found in each)
        assert f"{path}:{line}: warning: {found}" in told.err
    assert f"{path}:3: 'summary' has 7 characters" in told.err
    assert len(told.err.strip().split("\n")) == 5
    assert told.out == f"Wrote {path}; things left to do: 5. See it with: invoke serve\n"


def test_a_description_becomes_the_summary_if_it_fits(content: Path, tmp_path: Path) -> None:
    """Then the check finds nothing wrong with the draft; else the description stands in a comment."""
    for title, description in (("Fits", SUMMARY), ("Short", "Too short.")):
        head = f'<meta name="Description" content="{description}">'
        import_article(html_file(tmp_path, f"<h1>{title}</h1><p>Text.</p>", head), "small-series", str(content))
    fits, short = ((content / f"articles/small-series/{name}.md").read_text("utf-8") for name in ("fits", "short"))
    assert f'summary: "{SUMMARY}"' in fits
    assert '<!-- left out: the page\'s description "Too short." -->' in short
    (problem,) = read_content(content, drafts=True).problems
    assert problem.code == "front-matter-value"


def refused(content: Path, file: str, **more: str) -> str:
    """What a writer is told when nothing is imported; no byte of the content changes."""
    before = snapshot(content)
    with pytest.raises(WrongUse) as wrong:
        import_article(file, more.pop("series", "small-series"), str(content), **more)
    assert snapshot(content) == before
    return str(wrong.value)


def test_what_cannot_be_imported_is_wrong_use(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A taken address, a long title, no text, no file, another ending, no pandoc: each is told, nothing is written."""
    monkeypatch.setenv("PATH", str(tmp_path))
    page = html_file(tmp_path, f"<h1>{'Long ' * 30}</h1><p>Text.</p>")
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "a.txt").write_text("Text.")
    assert "exists already" in refused(content, page, title="One")
    assert "at most 80 are allowed" in refused(content, page)
    assert "there is no series 'x'" in refused(content, page, series="x", title="New")
    assert "takes pandoc, which is not here" in refused(content, str(tmp_path / "a.docx"))
    assert "there is no file" in refused(content, str(tmp_path / "b.html"))
    assert "ends in '.txt'; allowed: .html" in refused(content, str(tmp_path / "a.txt"))
    assert "holds no text" in refused(content, html_file(tmp_path, ""))
    assert "nested too deeply" in refused(content, html_file(tmp_path, "<div>" * 5000 + "x"), title="New")


PANDOC = """#!{python}
import sys
if sys.argv[-1].endswith("bad.docx"):
    sys.exit("not a Word file")
print("<html><body><header><h1>From Word</h1></header><p>" + " ".join(sys.argv[1:3]) + "</p></body></html>")
"""


@pytest.mark.skipif(os.name == "nt", reason="a script that stands in for pandoc")
def test_a_word_file_is_read_by_pandoc(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What pandoc makes of it is imported like any page; what it refuses is told in its words."""
    pandoc = tmp_path / "pandoc"
    pandoc.write_text(PANDOC.format(python=sys.executable))
    pandoc.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("a.docx", "bad.docx"):
        (tmp_path / name).write_bytes(b"PK")
    import_article(str(tmp_path / "a.docx"), "small-series", str(content))
    assert "--from=docx --to=html" in (content / "articles/small-series/from-word.md").read_text("utf-8")
    assert "bad.docx: not a Word file" in refused(content, str(tmp_path / "bad.docx"))
