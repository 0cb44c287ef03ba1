"""The page of ``invoke status --html``: one file that needs no other, in the site's own look."""

from __future__ import annotations

import base64
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from plugins.assets import FONT, stylesheet
from plugins.callout_kinds import TABLE
from tools.failure import ROOT
from tools.status import Status

OWN = Path(__file__).parent / "status_kit"
THEME = ROOT / "theme"
TOP_GRADE = 12  # where the line of a grade ends


def page(found: Status) -> str:
    """The page's HTML."""
    loader = FileSystemLoader(OWN)
    environment = Environment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    used = [kind for kind in TABLE if any(kind.name in row.callouts for row in found.rows)]
    return environment.get_template("page.html").render(
        status=found,
        styles=Markup(styles()),  # noqa: S704 (our own)
        kinds=used,
        icons={kind.name: icon(kind.name) for kind in used},
        top=TOP_GRADE,
    )


def styles() -> str:
    """The theme's styles with its fonts inside, then those of the page."""
    sheet = stylesheet(THEME / "css").decode()
    return FONT.sub(lambda font: f"url({inside(THEME / font[1])})", sheet) + (OWN / "page.css").read_text("utf-8")


def inside(font: Path) -> str:
    """A font as an address that holds it."""
    return f"data:font/woff2;base64,{base64.b64encode(font.read_bytes()).decode()}"


def icon(kind: str) -> Markup:
    """The drawing of a kind of box."""
    return Markup((THEME / "icons" / f"{kind}.svg").read_text("utf-8").strip())  # noqa: S704 (the theme's own)
