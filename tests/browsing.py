"""What browser tests share: a tiny server, the pages they look at, and axe."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from plugins.hosting import CONTENT_POLICY

PHONE, DESKTOP = {"width": 320, "height": 640}, {"width": 1280, "height": 900}
ARTICLE = "articles/central-sensitization/"
EVERY_KIND = (
    "",
    ARTICLE,
    "series/understanding-chronic-pain/",
    "series/understanding-chronic-pain/print/",
    "symptoms/",
    "treatments/",
    "conditions/",
    "glossary/",
    "references/",
    "people/",
    "search/",
    "visit/",
    "about/",
    "404.html",
)
EVERY_ELEMENT = ("articles/every-element/", "articles/other-spelling/", "glossary/", "about/")
SPANISH_ARTICLE, ARABIC_ARTICLE = "es/articles/uno/", "ar/articles/wahid/"
COMPONENTS = {
    "": "Home",
    ARTICLE: "Article",
    "series/understanding-chronic-pain/": "Series",
    "series/understanding-chronic-pain/print/": "Whole series on one page",
    "symptoms/": "Symptoms",
    "treatments/": "Treatment principles",
    "conditions/": "Conditions",
    "glossary/": "Glossary",
    "references/": "References",
    "people/": "People",
    "search/": "Search",
    "visit/": "List for the visit",
    "about/": "Plain pages",
    "404.html": "Page not found",
    "articles/every-element/": "Sample with every kind of box, list, table and figure",
    SPANISH_ARTICLE: "Sample article in Spanish",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN_AXE = """options => axe.run(document, options).then(results =>
    results.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.target.join(" ")}: ${node.any.concat(node.all, node.none).map(c => c.message).join("; ")}`)))"""


class FolderHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a path, as a web server does that knows nothing of the site but its folder."""

    def __init__(self, *args: Any, root: Path, below: str, **kwargs: Any) -> None:
        self.root, self.below = root, below
        super().__init__(*args, directory=str(root), **kwargs)

    def do_GET(self) -> None:
        """A file, the index of a folder, or the site's own page for everything else."""
        path = self.path.split("?")[0]
        name = path.removeprefix(f"{self.below}/") if path.startswith(f"{self.below}/") else "nowhere"
        file = self.root / name / "index.html" if not name or name.endswith("/") else self.root / name
        found = file.is_file()
        data = (file if found else self.root / "404.html").read_bytes()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(file if found else "404.html"))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Security-Policy", CONTENT_POLICY)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        """Say nothing."""


@contextmanager
def served(folder: Path, below: str = "") -> Iterator[str]:
    """The address at which a folder is served."""
    handler = partial(FolderHandler, root=folder, below=below)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{below}/"
        server.shutdown()
        thread.join()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it stands: rule, element, and what is wrong with it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    rules = {"color-contrast-enhanced": {"enabled": True}}
    found: list[str] = page.evaluate(RUN_AXE, {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules})
    return found


def notes(page: Page) -> list[str]:
    """The names of all notes in the tree that assistive technology gets."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "note"]


def as_text(data: object) -> str:
    """Something to read in a failing test."""
    return json.dumps(data, indent=1, ensure_ascii=False)
