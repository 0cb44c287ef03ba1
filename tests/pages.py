"""Made-up HTML pages: any element in any other, with words that look like markup.

A ``¤`` stands where a space may be, or nothing.
"""

from __future__ import annotations

from html import escape

from hypothesis import strategies as st

LOOKS = (
    *("{}", "{}.", "- {}", "+ {}", "* {}", "1. {}", "12) {}", "# {}", "## {} ##", "> {}", ": {}", "| {} |", "{} | {}"),
    *("[{}]", "[{}](x)", "[{}][{}]", "![{}](x)", "[^{}]", "[^1]: {}", "[@{}]", "[see {} @{}]", "[!key] {}", "[!{}"),
    *("<{}>", "</{}>", "<!-- {} -->", "<!-- {}", "{} < {}", "{} <", "&{};", "&amp; {}", "{} &", "&#65; {}", "<br> {}"),
    *(
        "*{}*",
        "**{}",
        "_{}_",
        "__{}",
        "`{}`",
        "``{}",
        "```",
        "~~~",
        "~~~ {}",
        "\\{}",
        "{}\\",
        "\\`{}",
        "---",
        "===",
        "- - -",
    ),
    *(
        "{{#{}}}",
        "{{: .{}}}",
        "{} {{#{}}}",
        "{{filename}}{}",
        "!!! {}",
        "??? {}",
        "/// {}",
        "http://{}",
        "a@{}.de",
        "$ {}",
    ),
    *(
        "“{}”",
        "‘{}’",
        "{}…",
        "{} – {}",
        "{}--{}",
        "\xa0{}",
        "{}\u2028{}",
        "\x07{}",
        "\u200b{}",
        "{} \n {}",
        "  {}  ",
        "\t{}",
        "{}!",
    ),
    *("*[{}]: {}", "[{}]: x", "[TOC] {}", ":   {}", "    {}", "1986. {}", "C#", "😀 {}", "|", "{}]( {}", "]( {}"),
)
WORDS = st.sampled_from(["pain", "nerve", "touch", "sleep", "x", "Über", "痛", "4", "key", "div", "references"])
ADDRESSES = [
    "https://example.org/a_b(c)",
    "mailto:a@b.example",
    "tel:911",
    "/x",
    "#y",
    "a b.html",
    "javascript:1",
    "",
    "`-->|",
]
TEXT = st.builds(
    lambda look, one, two: f"¤{escape(look.format(one, two), quote=False)}¤", st.sampled_from(LOOKS), WORDS, WORDS
)
INLINE = (
    "a",
    "b",
    "strong",
    "i",
    "em",
    "code",
    "kbd",
    "sub",
    "sup",
    "abbr",
    "del",
    "span",
    "q",
    "small",
    "cite",
    "img",
)
BLOCK = (
    "p",
    "div",
    "section",
    "aside",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "details",
    "h1",
    "h2",
    "h3",
    "h4",
    "h6",
)
LISTS = {"ul": ("li",), "ol": ("li",), "dl": ("dt", "dd"), "table": ("tr",), "tr": ("td", "th")}
LOOSE = ("li", "dt", "dd", "tr", "td", "br", "hr", "caption", "tbody")
EMPTY = ("br", "hr", "img")


@st.composite
def element(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    """An element with others in it."""
    name = draw(st.sampled_from(INLINE + BLOCK + LOOSE + tuple(LISTS) * 3))
    if name in LISTS:
        return rows(draw, name, inner)
    address = draw(st.sampled_from(ADDRESSES))
    extra = {"a": "href", "img": "src", "abbr": "title", "td": "rowspan"}.get(name, "class")
    start = f'<{name} {extra}="{address}">'
    return start if name in EMPTY else f"{start}{''.join(draw(st.lists(inner, max_size=4)))}</{name}>"


def rows(draw: st.DrawFn, name: str, inner: st.SearchStrategy[str]) -> str:
    """A list or a table, for the most part well made."""
    parts = [
        rows(draw, part, inner) if part in LISTS else f"<{part}>{''.join(draw(st.lists(inner, max_size=3)))}</{part}>"
        for part in draw(st.lists(st.sampled_from(LISTS[name]), max_size=4))
    ]
    return f"<{name}>{''.join(parts)}</{name}>"


MAIN = st.lists(st.recursive(TEXT, element, max_leaves=8), min_size=1, max_size=5).map("".join)
