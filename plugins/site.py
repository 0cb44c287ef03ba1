"""The plugin: a Pelican generator that reads the content, stops at any problem, and writes the site."""

from __future__ import annotations

from pathlib import Path

import minify_html
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.assets import theme_files
from plugins.library import resolve
from plugins.problems import ProblemsFound
from plugins.publication import Publication
from plugins.reading import quietly, read_content
from plugins.selection import Output, Selection
from plugins.settings import site_settings
from plugins.writer import SiteWriter

SITE_REPORT = "SITE_REPORT"


class SiteGenerator(Generator):  # type: ignore[misc]  # (Pelican has no type hints)
    """Makes the whole site; Pelican's own generators are given no paths, and so make nothing."""

    def generate_context(self) -> None:
        """Read and check everything. Raises ``ProblemsFound`` before anything is written."""
        settings = site_settings(self.settings)
        progress = self.settings.get("PROGRESS", quietly)
        self.reading = read_content(Path(self.path), drafts=settings.drafts, progress=progress)
        if any(not problem.warning for problem in self.reading.problems):
            raise ProblemsFound(self.reading.problems)
        self.publication = Publication(self.reading.library, settings, self.reading.drawings)

    def generate_output(self, writer: SiteWriter) -> None:
        """Render and write every page, then the images that pages use, then the theme's files."""
        progress = self.settings.get("PROGRESS", quietly)
        outputs = {output.path: output for output in Selection(self.publication).outputs()}
        for path in progress(list(outputs), "Writing"):
            writer.write(path, self.render(outputs[path]).encode())
        for path in self.used_images():
            writer.write(path, Path(self.path, path).read_bytes())
        for path, data in theme_files(Path(self.theme)):
            writer.write(path, data)
        self.settings[SITE_REPORT] = self.report(len(outputs))
        self.count_for_pelican()

    def report(self, rendered: int) -> dict[str, object]:
        """What was done, for the task that started the build; ``pages`` counts all files that templates made."""
        return {
            "articles": len(self.publication.articles),
            "pages": rendered,
            "parsed": len(self.reading.library.documents),
            "rendered": rendered,
            "problems": [problem.to_json() for problem in self.reading.problems],
        }

    def render(self, output: Output) -> str:
        """A file's text. HTML goes without what a browser fills in itself: a page must be light on a phone."""
        text = self.env.get_template(output.template).render(output.context)
        return minify_html.minify(text) if output.path.endswith(".html") else text

    def count_for_pelican(self) -> None:
        """Let Pelican's closing line ("Processed 4 articles…") count what this generator made."""
        for generator in self.siblings:
            if isinstance(generator, ArticlesGenerator):
                generator.articles = self.publication.articles
            elif isinstance(generator, PagesGenerator):
                generator.pages = self.publication.library.pages

    def used_images(self) -> list[str]:
        """The images of what is shown: an image of a draft is not published."""
        library = self.publication.library
        shown = [*self.publication.articles, *library.pages, library.glossary]
        targets = [(document, target.address) for document in shown for target in (*document.images, *document.links)]
        addresses = [(document, address) for document, address in targets if address.startswith("{static}")]
        return sorted({resolve(document.path, address.removeprefix("{static}")) for document, address in addresses})


def get_generators(_pelican: object) -> type[SiteGenerator]:
    """Pelican's signal: one more generator."""
    return SiteGenerator


def get_writer(_pelican: object) -> type[SiteWriter]:
    """Pelican's signal: our writer in place of its own."""
    return SiteWriter


def remember_siblings(generators: list[Generator]) -> None:
    """Let Pelican's closing line ("Processed 4 articles…") count what ours read, once its own have done nothing."""
    ours = next(each for each in generators if isinstance(each, SiteGenerator))
    ours.siblings = generators


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(get_generators)
    signals.get_writer.connect(get_writer)
    signals.all_generators_finalized.connect(remember_siblings)
