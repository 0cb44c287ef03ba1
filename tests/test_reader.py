"""From Markdown to HTML: figures, tables, footnotes, definitions, attributes, headings, links."""

from __future__ import annotations

import pytest
from conftest import FRONT_MATTER, KEY, article, line_in_file

from plugins.documents import Document, Target
from plugins.reader import Reader


def html_of(markdown: str) -> str:
    """The HTML of some Markdown."""
    return article(markdown).html.split("</div>\n", 1)[1]


MARKDOWN = {
    "a figure with a caption that holds Markdown": (
        '![A flat line.]({static}/images/one/wave.svg "A line -- at *rest*. [@one2020]")',
        (
            '<figure class="figure"><img alt="A flat line." src="{static}/images/one/wave.svg"><figcaption>'
            'A line – at <em>rest</em>.<sup><a aria-label="Reference 1" href="#r1" id="c1">[1]</a></sup>'
            "</figcaption>\n</figure>"
        ),
    ),
    "a figure with an id and no caption": (
        "![A flat line.]({static}/images/one/wave.svg) {#line}",
        '<figure class="figure" id="line"><img alt="A flat line." src="{static}/images/one/wave.svg"></figure>',
    ),
    "a figure whose caption holds quotes": (
        '![A "flat" line.]({static}/images/one/wave.svg "A line at "rest"")',
        (
            '<figure class="figure"><img alt="A &quot;flat&quot; line." src="{static}/images/one/wave.svg"><figcaption>'
            "A line at “rest”</figcaption>\n</figure>"
        ),
    ),
    "a figure whose alternative runs over two lines": (
        "![A flat\nline.]({static}/images/one/wave.svg)",
        '<figure class="figure"><img alt="A flat line." src="{static}/images/one/wave.svg"></figure>',
    ),
    "an image in a sentence": (
        "A ![flat line]({static}/images/one/wave.svg) here.",
        '<p>A <img alt="flat line" src="{static}/images/one/wave.svg"> here.</p>',
    ),
    "a table": (
        '| "One" | Two | Three |\n|---|:-:|--:|\n| *a* | b -- b | 3 |',
        (
            '<div aria-label="Table: &quot;One&quot;, Two, Three" class="table" role="group" tabindex="0">\n<table>\n'
            '<thead>\n<tr>\n<th scope="col">“One”</th>\n<th class="center" scope="col">Two</th>\n'
            '<th class="right" scope="col">Three</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><em>a</em></td>\n'
            '<td class="center">b – b</td>\n<td class="right">3</td>\n</tr>\n</tbody>\n</table>\n</div>'
        ),
    ),
    "a footnote": (
        "A claim.[^n]\n\n[^n]: A note.",
        (
            '<p>A claim.<sup id="fnref-n"><a class="footnote-ref" href="#fn-n">1</a></sup></p>\n'
            '<div class="footnote">\n<hr>\n<ol>\n<li id="fn-n">\n<p>A note.&#160;<a class="footnote-backref" href="#fnref-n"'
            ' title="Back to footnote 1 in the text">&#8617;</a></p>\n</li>\n</ol>\n</div>'
        ),
    ),
    "a definition list": (
        "Rest\n:   Doing less -- for a while.\n\nSleep\n:   *Good* rest.",
        "<dl>\n<dt>Rest</dt>\n<dd>Doing less – for a while.</dd>\n<dt>Sleep</dt>\n<dd><em>Good</em> rest.</dd>\n</dl>",
    ),
    "a heading with an id and a class": (
        '## A "good" heading {#good .wide}',
        '<h2 class="wide" id="good">A “good” heading</h2>',
    ),
    "headings of the same words": ("## Rest\n\n## Rest", '<h2 id="rest">Rest</h2>\n<h2 id="rest_1">Rest</h2>'),
    "a heading below a line of signs": ("Rest\n----", '<h2 id="rest">Rest</h2>'),
    "code that keeps its signs": (
        'Say `"a" -- b` so.\n\n```\n"a" -- <b>\n```',
        '<p>Say <code>"a" -- b</code> so.</p>\n<pre><code>&quot;a&quot; -- &lt;b&gt;\n</code></pre>',
    ),
    "an indented paragraph": ("    Indented by a slip.", "<p>Indented by a slip.</p>"),
    "lists of both kinds apart": (
        "- one\n- two\n\n1. one\n2. two",
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>",
    ),
    "a list that begins with another number": (
        "3. three\n4. four",
        '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>',
    ),
    "inline tags": (
        'H<sub>2</sub>O, <abbr title="a -- b">AB</abbr>',
        '<p>H<sub>2</sub>O, <abbr title="a -- b">AB</abbr></p>',
    ),
    "signs that HTML must escape": ("a < b & c > d &amp; e", "<p>a &lt; b &amp; c &gt; d &amp; e</p>"),
    "a break": ("one  \ntwo", "<p>one<br>\ntwo</p>"),
    "links of every form": (
        (
            '[a](https://a.example/x--y) [b]({filename}one.md#light-touch "T") [c](#key-the-main-message) [d](tel:911)'
            " [e](mailto:me@a.example) <https://b.example/x--y> [f]({static}/images/one/wave.svg) [g][g]\n\n"
            "[g]: {filename}two.md"
        ),
        (
            '<p><a href="https://a.example/x--y">a</a> <a href="{filename}one.md#light-touch" title="T">b</a>'
            ' <a href="#key-the-main-message">c</a> <a href="tel:911">d</a> <a href="mailto:me@a.example">e</a>'
            ' <a href="https://b.example/x--y">https://b.example/x--y</a> <a href="{static}/images/one/wave.svg">f</a>'
            ' <a href="{filename}two.md">g</a></p>'
        ),
    ),
}


@pytest.mark.parametrize("what", MARKDOWN)
def test_markdown_becomes_html(what: str) -> None:
    """Each element of an article gives its HTML, and no problem."""
    markdown, html = MARKDOWN[what]
    assert html_of(markdown) == html
    assert article(markdown).problems == ()


def test_an_e_mail_address_in_angle_brackets_is_a_link() -> None:
    """Markdown's own short form of a mail link is read like the long one."""
    document = article("Write to <me@a.example>.")
    assert document.problems == ()


def test_addresses_are_kept_with_their_lines() -> None:
    """Every link and image that leads to our own files is known with its line; others need no check."""
    document = article(
        "[a]({filename}one.md#x) and [b](#y)\n\n![c]({static}/images/c.svg)\n\n[a]({filename}one.md#x)\n\n"
        "[d](https://d.example/) [@one2020] [^1]\n\n[^1]: Note.\n"
    )
    assert set(document.links) == {
        Target("{filename}one.md#x", line_in_file(1)),
        Target("#y", line_in_file(1)),
        Target("{filename}one.md#x", line_in_file(5)),
    }
    assert document.images == (Target("{static}/images/c.svg", line_in_file(3)),)


def test_an_address_is_not_found_in_a_longer_one() -> None:
    """The line of ``#rest`` is not that of ``#rest-more``."""
    document = article("[a](#rest)\n\n[b](#rest-more)\n")
    assert [target.line for target in document.links if target.address == "#rest"] == [line_in_file(1)]


def test_anchors_are_all_ids_of_the_text() -> None:
    """A link may lead to a heading, a box or a figure."""
    anchors = article(
        "## Rest\n\n![A line.]({static}/images/one/wave.svg) {#line}\n\n> [!symptom] Sound {#sound}\n> A door.\n"
    ).anchors
    assert set(anchors) >= {"rest", "line", "sound", "key-the-main-message"}


def test_headings_are_the_sections() -> None:
    """The contents list names the headings of level 2, as they are shown."""
    document = article('## One *two* "three"\n\n### Not this\n\n## Four & five {#four}\n')
    assert document.headings == (("one-two-three", "One <em>two</em> “three”"), ("four", "Four &amp; five"))


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (280, 1), (320, 2), (990, 5)])
def test_reading_takes_at_least_a_minute(words: int, minutes: int) -> None:
    """Two hundred words a minute, rounded; the few words of the key box count."""
    assert article("*word* " * words).minutes == minutes


def test_a_document_knows_what_it_is() -> None:
    """Kind and slug come from where the file lies and from its name, and from nothing in it."""
    data = (FRONT_MATTER + KEY).encode()
    found = [
        Reader({}).read(path, data)
        for path in ("articles/small-series/an-article.md", "pages/a-page.md", "glossary.md")
    ]
    assert [(each.kind, each.slug) for each in found] == [
        ("article", "an-article"),
        ("page", "a-page"),
        ("glossary", "glossary"),
    ]


def test_a_draft_is_known_as_one() -> None:
    """The status decides, and nothing else."""
    draft = Reader({}).read("articles/a/b.md", (FRONT_MATTER.replace("ready", "draft") + KEY).encode())
    assert (draft.draft, article("").draft, Document("pages/a.md", "page", "a").draft) == (True, False, False)


def test_the_same_bytes_give_the_same_document() -> None:
    """Reading has no memory: what was read before leaves no trace."""
    text = "## Rest [@a]\n\nNerve.[^1]\n\n> [!symptom] Sound\n> A door [@b].\n\n[^1]: Note.\n"
    first = article(text, {"nerve": "nerve"})
    article("## Other [@c]\n\nOther.[^1]\n\n[^1]: Other.\n")
    assert article(text, {"nerve": "nerve"}) == first


LEFT_OVER = {
    "![x]": "image",
    "![x](": "image",
    "text [!symptom] text": "callout-mark",
    "/// symptom": "callout-mark",
    "[z][nowhere]": "link-undefined",
    "[a]({filename}one.md": "link-malformed",
    "{static}/images/x.svg": "link-malformed",
    "text {#id} text": "attribute-malformed",
    "text {: .a}": "attribute-malformed",
    "text[^9]": "footnote-undefined",
}


@pytest.mark.parametrize("text", LEFT_OVER)
def test_no_mark_is_printed_as_it_was_typed(text: str) -> None:
    """What Markdown could not read is told where it stands; in code it is code."""
    above = "An [other]({filename}two.md) line.\n\n"
    assert [(each.line, each.code) for each in article(above + text).problems] == [(line_in_file(3), LEFT_OVER[text])]
    assert article(f"{above}```\n{text}\n```\n").problems == ()


def test_a_reader_forgets_the_file_before() -> None:
    """One reader reads many files: what it makes of each is what a new reader makes of it."""
    texts = {
        "articles/small-series/one.md": f"{FRONT_MATTER}{KEY}## A [link]({{filename}}two.md) [@one2020][^1]\n\n[^1]: [a]: b\n\n[r]: /x\n",
        "glossary.md": "no front matter",
        "pages/empty.md": "---\ntitle: T\n---\n",
        "articles/small-series/two.md": f"{FRONT_MATTER}{KEY}[r] and pain[^1], {{#id}} `code`\n\n- one\n- two\n",
    }
    terms = {"pain": "pain"}
    reader = Reader(terms)
    for path, text in [*texts.items(), *reversed(texts.items())]:
        assert reader.read(path, text.encode()) == Reader(terms).read(path, text.encode())
