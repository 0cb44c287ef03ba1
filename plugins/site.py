"""The plugin: a Pelican generator that reads the content, stops at any problem, and writes the site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.addresses import THEME, hashed
from plugins.assets import theme_assets
from plugins.content import Snapshot, take_snapshot
from plugins.engine import Engine, quietly
from plugins.gate import gate_problems, held_back
from plugins.problems import ProblemsFound, problem_lists
from plugins.publication import Publication
from plugins.reading import read_content, seen_from_here
from plugins.rendering import Renderer
from plugins.review import files_of, files_of_entries, states
from plugins.selection import Selection
from plugins.settings import review_rules, site_settings
from plugins.writer import SiteWriter

SITE_REPORT = "SITE_REPORT"
SITE_WRITER = "SITE_WRITER"


class SiteGenerator(Generator):  # type: ignore[misc]  # (Pelican has no type hints)
    """Makes the whole site; Pelican's own generators are given no paths, and so make nothing."""

    def generate_context(self) -> None:
        """Read and check everything. Raises ``ProblemsFound`` before anything is written."""
        get, root = self.settings.get, Path(self.path)
        self.site_settings = site_settings(self.settings)
        self.engine: Engine = get("ENGINE") or Engine()
        self.snapshot: Snapshot = get("SNAPSHOT") or take_snapshot(root)
        drafts, progress = self.site_settings.drafts, get("PROGRESS", quietly)
        self.reading = read_content(root, drafts=drafts, snapshot=self.snapshot, engine=self.engine, progress=progress)
        if any(not problem.warning for problem in self.reading.problems):
            raise ProblemsFound(self.reading.problems)
        library, mode = self.reading.library, self.site_settings.publish
        found = states(library, review_rules(self.settings)) if mode else {}
        if problems := list(gate_problems(library, found, mode, partial(seen_from_here, root))):
            raise ProblemsFound([*problems, *self.reading.problems])
        images = {path: self.snapshot.digests[path] for path in self.snapshot.images}
        self.publication = Publication(library, self.site_settings, images, held_back(library, found, mode))

    def generate_output(self, writer: SiteWriter) -> None:
        """Render and write every page, then the images that pages use, then the theme's files."""
        settings, options, theme = self.site_settings, self.settings["JINJA_ENVIRONMENT"], Path(self.theme)
        assets = theme_assets(theme)
        names = {asset.name: asset.path for asset in assets}
        renderer = Renderer(theme, options, self.engine.store, settings.url, settings.file_links, names)
        self.engine.write(Selection(self.publication), renderer, writer)
        pages = len(writer.paths)
        for path, digest in self.used_images():
            writer.write(hashed(path, digest), self.snapshot.data.get(path) or Path(self.path, path).read_bytes())
        for asset in assets:
            writer.write(THEME + asset.path, asset.data)
        self.settings |= {SITE_REPORT: self.report(pages), SITE_WRITER: writer}
        self.count_for_pelican()

    def report(self, pages: int) -> dict[str, object]:
        """What was done, for the task that started the build; ``pages`` counts all files that templates made."""
        return {
            "articles": len(self.publication.articles),
            "pages": pages,
            "parsed": self.engine.parsed,
            "rendered": self.engine.rendered,
            **problem_lists(self.reading.problems),
        }

    def count_for_pelican(self) -> None:
        """Let Pelican's closing line ("Processed 4 articles…") count what this generator made."""
        for generator in self.siblings:
            if isinstance(generator, ArticlesGenerator):
                generator.articles = self.publication.articles
            elif isinstance(generator, PagesGenerator):
                generator.pages = self.publication.library.pages

    def used_images(self) -> list[tuple[str, str]]:
        """The images of what is shown, with their digests: one that only a draft shows, or an article that is held back, is not published."""
        publication = self.publication
        entries = files_of_entries(publication.library.glossary, publication.definitions)
        shown = [*publication.articles, *publication.library.pages]
        paths = {*entries, *(path for document in shown for path in files_of(document))}
        return [(path, publication.images[path]) for path in sorted(paths)]


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
