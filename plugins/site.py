"""The plugin: a Pelican generator that reads the content, stops at any problem, and writes the site."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.addresses import THEME, hashed
from plugins.assets import theme_assets
from plugins.content import Snapshot, take_snapshot
from plugins.engine import Engine, quietly
from plugins.gate import gate_problems, held_back
from plugins.hosting import HEADERS_FILE, headers_file
from plugins.pictures import Picture
from plugins.problems import ProblemsFound, problem_lists
from plugins.publication import Publication
from plugins.reading import read_content, seen_from_here
from plugins.rendering import Renderer
from plugins.renditions import Order, Studio
from plugins.review import files_of, files_of_entries, states
from plugins.selection import Selection
from plugins.settings import review_rules, site_settings
from plugins.writer import SiteWriter

SITE_REPORT = "SITE_REPORT"
SITE_WRITER = "SITE_WRITER"
SITE_PUBLICATION = "SITE_PUBLICATION"


class SiteGenerator(Generator):  # type: ignore[misc]  # (Pelican has no type hints)
    """Makes the whole site; Pelican's own generators are given no paths, and so make nothing."""

    def generate_context(self) -> None:
        """Read and check everything. Raises ``ProblemsFound`` before anything is written."""
        get, root = self.settings.get, Path(self.path)
        self.site_settings = site_settings(self.settings)
        self.engine: Engine = get("ENGINE") or Engine(strings=Path(self.theme, "strings"))
        self.snapshot: Snapshot = get("SNAPSHOT") or take_snapshot(root)
        drafts, progress = self.site_settings.drafts, get("PROGRESS", quietly)
        self.reading = read_content(root, drafts=drafts, snapshot=self.snapshot, engine=self.engine, progress=progress)
        if any(not problem.warning for problem in self.reading.problems):
            raise ProblemsFound(self.reading.problems)
        self.engine.last = (self.snapshot, self.reading)
        library, mode = self.reading.library, self.site_settings.publish
        found = states(library, review_rules(self.settings)) if mode else {}
        if problems := list(gate_problems(library, found, mode, partial(seen_from_here, root))):
            raise ProblemsFound([*problems, *self.reading.problems])
        images, held = (
            {path: self.snapshot.digests[path] for path in self.snapshot.images},
            held_back(library, found, mode),
        )
        self.publication = Publication(library, self.site_settings, images, self.reading.pictures, held)

    def generate_output(self, writer: SiteWriter) -> None:
        """Render and write every page, then the images that pages use, then the theme's files."""
        settings, options, theme = self.site_settings, self.settings["JINJA_ENVIRONMENT"], Path(self.theme)
        assets = theme_assets(theme)
        names = {asset.name: asset.path for asset in assets}
        renderer = Renderer(theme, options, self.engine.store, settings.url, settings.file_links, names)
        self.engine.write(Selection(self.publication, self.publication), renderer, writer)
        pages = len(writer.paths)
        used = self.used_images()
        for path, digest in used:
            if path in self.snapshot.data:
                writer.write(hashed(path, digest), self.snapshot.data[path])
        self.write_renditions(self.publication.among(used), writer)
        for asset in assets:
            writer.write(THEME + asset.path, asset.data)
        if not settings.file_links:
            writer.write(HEADERS_FILE, headers_file().encode())
        self.settings |= {
            SITE_REPORT: self.report(pages),
            SITE_WRITER: writer,
            SITE_PUBLICATION: self.publication,
        }
        self.count_for_pelican()

    def report(self, pages: int) -> dict[str, object]:
        """What was done, for the task that started the build; ``pages`` counts all files that templates made."""
        return {
            "articles": len(self.publication.shown),
            "pages": pages,
            "parsed": self.engine.parsed,
            "rendered": self.engine.rendered,
            **problem_lists(self.reading.problems),
        }

    def count_for_pelican(self) -> None:
        """Let Pelican's closing line ("Processed 4 articles…") count what this generator made."""
        for generator in self.siblings:
            if isinstance(generator, ArticlesGenerator):
                generator.articles = self.publication.shown
            elif isinstance(generator, PagesGenerator):
                generator.pages = self.publication.library.pages

    def used_images(self) -> list[tuple[str, str]]:
        """The images of what is shown, with their digests: one that only a draft shows, or an article that is held back, is not published."""
        publication = self.publication
        entries = files_of_entries(publication.library.glossary, publication.definitions)
        shown = [*publication.shown, *publication.library.pages]
        paths = {*entries, *(path for document in shown for path in files_of(document))}
        return [(path, publication.images[path]) for path in sorted(paths)]

    def write_renditions(self, pictures: Sequence[Picture], writer: SiteWriter) -> None:
        """Make what takes long to make, where it is not there: pictures in all their sizes, and social cards."""
        orders = [Order(picture, picture.variants) for picture in pictures]
        cards = dict.fromkeys(card for edition in self.publication.editions.values() for card in edition.cards)
        orders += [Order(None, (card,)) for card in cards]
        if orders:
            known = writer.known(self.engine.store.files(writer.site))
            studio = Studio(Path(self.path), Path(self.theme), writer.folder, self.engine.kept, known)
            self.engine.make(studio, orders, writer)


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
