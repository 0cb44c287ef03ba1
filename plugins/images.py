"""Images: SVG drawings are checked and put into the page itself, so that they follow its colors; others are linked."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import lru_cache

from plugins.problems import Problem

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    ["circle", "desc", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "text", "title", "tspan"]
)
FORBIDDEN = re.compile(r"style|on\w+|.*href|id|src", re.IGNORECASE)


def check_svg(path: str, data: bytes) -> list[Problem]:
    """What keeps a drawing from being put into a page: script, styles, ids, links, embedded pictures."""
    try:
        text = data.decode("utf-8")
        root = ET.fromstring(text)  # noqa: S314 (the writers' own file; a DOCTYPE is refused below)
    except (UnicodeDecodeError, ET.ParseError) as error:
        line = getattr(error, "position", (1, 0))[0]
        return [Problem(path, line, "svg", "the drawing is not well-formed SVG", "export it again as plain SVG")]
    wrong = []
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        wrong.append("a DOCTYPE")
    if root.tag != f"{SVG}svg" or not root.get("viewBox"):
        wrong.append("no viewBox on the svg element")
    wrong += [f"the prefix in <{name}>" for name in re.findall(r"<(\w+:\w+)", text)]
    for element in root.iter():
        name = str(element.tag).removeprefix(SVG)
        wrong += [f"<{name}>"] if name not in ELEMENTS else []
        wrong += [f"the attribute {key!r}" for key in element.attrib if FORBIDDEN.fullmatch(key)]
    hint = f"only shapes are allowed: {', '.join(sorted(ELEMENTS))}, without style, id or links"
    return [Problem(path, 1, "svg", f"the drawing holds {what}", hint) for what in dict.fromkeys(wrong)]


@lru_cache(maxsize=64)  # a drawing stands on its page, on that of its series, and maybe on others
def inline_svg(drawing: str, alternative: str) -> str:
    """A checked drawing as an element of the page, named by its text alternative (already escaped)."""
    text = re.sub(r"^.*?(?=<svg)", "", drawing.replace("\r\n", "\n"), count=1, flags=re.DOTALL).strip()
    text = re.sub(r"<!--.*?-->|<title>.*?</title>|<desc>.*?</desc>", "", text, flags=re.DOTALL)
    text = re.sub(r">\s+<", "><", text)
    opening = f'<svg role="img" aria-label="{alternative}"'
    return (
        re.sub(
            r'\s+(?:xmlns(?::\w+)?|role|aria-\w+|width|height|fill|stroke[\w-]*)="[^"]*"', "", text.split(">", 1)[0]
        ).replace("<svg", opening, 1)
        + ">"
        + text.split(">", 1)[1]
    )
