"""Rendering: a view through its template into bytes, in this process or in any other."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import minify_html
from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from plugins.digests import digest_of, digest_of_files
from plugins.languages import DEFAULT, read_words
from plugins.problems import Problem, ProblemsFound
from plugins.store import Store
from plugins.texts import Texts

AROUND = "<li>"
MARK = re.compile("\x02(\\d+)\x03")
TEXTS = 64  # texts at hand: each stands on its page, on that of its series, and in feeds
LONG = ("series_print.html",)  # pages for paper: making them lighter takes longer than it is worth


class Output(NamedTuple):
    """One file of the site: where it lies, what its template is given, and the language of the interface."""

    path: str
    template: str
    context: Mapping[str, Any]
    lang: str = DEFAULT


@dataclass(frozen=True)
class Renderer:
    """Templates, the way to load them (``options`` are Pelican's ``JINJA_ENVIRONMENT``), and the texts of pages.

    ``assets`` tells by name where each of the theme's own files lies below ``theme/``.
    """

    theme: Path
    options: Mapping[str, Any]
    store: Store
    url: str
    file_links: bool
    assets: Mapping[str, str]

    def __reduce__(self) -> tuple[type[Renderer], tuple[object, ...]]:
        """Another process loads the templates itself."""
        return Renderer, (self.theme, self.options, self.store, self.url, self.file_links, self.assets)

    @cached_property
    def shape(self) -> str:
        """The digest of all that shapes a page beside its view."""
        options = sorted((name, repr(value)) for name, value in self.options.items())
        return digest_of(digest_of_files(self.theme), options, self.url, self.file_links, self.assets)

    @cached_property
    def languages(self) -> dict[str, tuple[Environment, Parts]]:
        """By language the templates, and the parts of pages that were made so far."""
        return {}

    def in_language(self, code: str) -> tuple[Environment, Parts]:
        """The templates and parts of a language."""
        if code not in self.languages:
            environment = self.environment(code)
            parts = Parts(partial(made_part, environment), {}, [])
            environment.globals["part"] = parts.mark
            self.languages[code] = environment, parts
        return self.languages[code]

    def environment(self, code: str) -> Environment:
        """The template environment of a language.

        ``t`` holds the words of the interface, ``icons`` the drawings of kinds of boxes, ``assets`` the paths of the
        theme's own files; ``part`` gives a part of a page; ``file_links`` is true where there is no server.
        """
        loader = Loader(self.theme / "templates")
        made = Environment(loader=loader, auto_reload=False, **self.options)  # noqa: S701 (the settings turn autoescape on)
        made.globals["t"] = words = read_words(self.theme / "strings", code)[0]
        icons = (self.theme / "icons").glob("*.svg")
        made.globals["icons"] = {icon.stem: Markup(icon.read_text("utf-8").strip()) for icon in icons}  # noqa: S704 (the theme's own)
        made.globals["assets"] = self.assets
        made.globals["file_links"] = self.file_links
        find = lru_cache(maxsize=TEXTS)(self.store.text)
        made.filters["placed"] = Texts(find, self.url, self.file_links, words["term_explain"]).placed
        return made

    def render(self, output: Output) -> bytes:
        """A file. HTML goes without what a browser fills in itself: a page must be light on a phone.

        Raises ``ProblemsFound`` where a template is wrong.
        """
        try:
            environment, parts = self.in_language(output.lang)
            text = environment.get_template(output.template).render(output.context)
        except Exception as error:
            if not of_template(error, self.theme):
                raise
            raise ProblemsFound([template_problem(error, self.theme)]) from error
        light = output.path.endswith(".html") and output.template not in LONG
        return parts.put_into(minify_html.minify(text) if light else text).encode()


def made_part(environment: Environment, name: str, given: Mapping[str, object]) -> str:
    """A part of a page, made lighter: inside an element, for alone it would lose the spaces between links."""
    html = environment.get_template(name).render(given)
    return minify_html.minify(f"{AROUND}{html}").removeprefix(AROUND)


class Parts(NamedTuple):
    """Parts of many pages. A part sees nothing but what it is given, and so is made once.

    Until a page is made lighter a mark stands in the place of each part, which is light already.
    """

    make: Callable[[str, Mapping[str, object]], str]
    marks: dict[tuple[object, ...], Markup]
    made: list[str]

    def mark(self, name: str, **given: object) -> Markup:
        """The mark of a part, by its template and what that is given."""
        key = (name, *given.values())
        if key not in self.marks:
            self.made.append(self.make(name, given))
            self.marks[key] = Markup(f"\x02{len(self.made) - 1}\x03")  # noqa: S704 (no text may hold these characters)
        return self.marks[key]

    def put_into(self, html: str) -> str:
        """A page with its parts."""
        return MARK.sub(lambda mark: self.made[int(mark[1])], html)


class Loader(FileSystemLoader):
    """Reads templates; one that is no text is wrong at a place that can be told."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template. Raises ``TemplateError``."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            file = str(Path(self.searchpath[0], template))
            raise TemplateSyntaxError("it is not UTF-8 text", 1, template, file) from error


def of_template(error: Exception, theme: Path) -> bool:
    """Whether an error is the theme's own: none of our functions, called by a template, has raised it."""
    files = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    last = max((number for number, file in enumerate(files) if file.is_relative_to(theme)), default=len(files))
    ours = any(file.is_relative_to(Path(__file__).parent) for file in files[last:])
    return isinstance(error, TemplateError) or (last < len(files) and not ours)


def template_problem(error: Exception, theme: Path) -> Problem:
    """Where in a template an error lies: its own line, else the last line of a template that was run."""
    places = [(Path(frame.filename), frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [place for place in places if place[0].is_relative_to(theme)]
    file, line = inside[-1] if inside else (theme, 1)
    if isinstance(error, TemplateSyntaxError):
        file, line = Path(error.filename or theme), error.lineno
    path = file.relative_to(theme.parent).as_posix()
    what = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    return Problem(path, line, "template", f"the template cannot be rendered: {what}", "see the template at this line")
