"""Rendering: a view through its template into bytes, in this process or in any other."""

from __future__ import annotations

import tomllib
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import minify_html
from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateSyntaxError

from plugins.problems import Problem, ProblemsFound


@dataclass(frozen=True, slots=True)
class Output:
    """One file of the site: where it lies, and what its template is given."""

    path: str
    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Renderer:
    """Templates and the way to load them; ``options`` are Pelican's ``JINJA_ENVIRONMENT``.

    ``version`` is a digest of the theme's files: templates that changed are loaded anew.
    """

    theme: str
    version: str
    options: tuple[tuple[str, Any], ...]

    def render(self, outputs: Sequence[Output]) -> list[tuple[str, bytes]]:
        """The files' paths and bytes. Raises ``ProblemsFound`` where a template is wrong."""
        return [(output.path, self.render_one(output)) for output in outputs]

    def render_one(self, output: Output) -> bytes:
        """One file. HTML goes without what a browser fills in itself: a page must be light on a phone."""
        try:
            text = environment(self).get_template(output.template).render(output.context)
        except TemplateError as error:
            raise ProblemsFound([template_problem(error, Path(self.theme))]) from error
        return (minify_html.minify(text) if output.path.endswith(".html") else text).encode()


def template_problem(error: TemplateError, theme: Path) -> Problem:
    """Where in a template an error lies: its own line, else the last line of a template that was run."""
    places = [(Path(frame.filename), frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [place for place in places if place[0].is_relative_to(theme)]
    file, line = inside[-1] if inside else (theme, 1)
    if isinstance(error, TemplateSyntaxError):
        file, line = Path(error.filename or theme), error.lineno
    path = file.relative_to(theme.parent).as_posix()
    return Problem(
        path, line, "template", f"the template cannot be rendered: {error.message}", "see the template at this line"
    )


@lru_cache(maxsize=1)
def environment(renderer: Renderer) -> Environment:
    """The template environment, made once in each process. ``t`` holds the words of the interface."""
    theme = Path(renderer.theme)
    loader = FileSystemLoader([theme / "templates", theme])
    made = Environment(loader=loader, auto_reload=False, **dict(renderer.options))  # noqa: S701 (the settings turn autoescape on)
    made.globals["t"] = tomllib.loads((theme / "strings.toml").read_text("utf-8"))
    return made
