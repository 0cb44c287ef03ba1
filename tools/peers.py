"""Other generators for ``invoke bench --peers``: the same articles, in the spelling that each of them reads."""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

CALLOUT = re.compile(r"> \[!(\w+)\] (.*)")
CITATION = re.compile(r"\[@([^\]]*)\]")
ADDRESS = re.compile(r"\]\(\{(?:filename|static)\}/([^\s)]+)")

PELICAN = """\
SITENAME = "Benchmark"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
PATH = "content"
ARTICLE_PATHS = ["articles"]
THEME = "simple"
TYPOGRIFY = True
PLUGINS = []
EXTENSIONS = ("admonition", "extra", "meta", "toc")
MARKDOWN = {"extension_configs": {f"markdown.extensions.{name}": {} for name in EXTENSIONS}, "output_format": "html5"}
"""
HUGO = """\
baseURL = "https://example.org/"
languageCode = "en-us"
title = "Benchmark"
[markup.goldmark.extensions.typographer]
disable = false
"""
MATERIAL = """\
site_name: Benchmark
site_url: https://example.org/
theme: {name: material}
plugins: []
markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, smarty, tables, toc]
"""
LAYOUT = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }} | {{ site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<main>
<h1>{{ .Title }}</h1>
{{ block "main" . }}{{ end }}
</main>
</body>
</html>
"""
SINGLE = """\
{{ define "main" }}<p>{{ .Date.Format "January 2, 2006" }}{{ range .GetTerms "tags" }} <a href="{{ .RelPermalink }}">\
{{ .Title }}</a>{{ end }}</p>{{ .TableOfContents }}{{ .Content }}{{ end }}
"""
LIST = """\
{{ define "main" }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>\
{{ end }}</ul>{{ end }}
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: the program it needs on the PATH (none: Python), its command, what it reads and how it is set up.

    Each is run in its own folder, with the articles below ``source``, and writes below ``output``.
    """

    name: str
    program: str
    command: tuple[str, ...]
    source: str
    output: str
    images: str
    article: Callable[[str, str], str]
    settings: Mapping[str, str]

    @property
    def installed(self) -> bool:
        """Whether it can be run here."""
        return not self.program or shutil.which(self.program) is not None

    def prepare(self, content: Path, folder: Path) -> None:
        """Set up a site in a new folder: the articles, the about page and the drawings of a content folder."""
        for name, text in self.settings.items():
            write(folder / name, text)
        for file in sorted(content.rglob("*.md")):
            path = file.relative_to(content).as_posix()
            if "/" in path:
                write(folder / self.source / path, self.article(path, file.read_text("utf-8")))
        shutil.copytree(content / "images", folder / self.images)


def write(file: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


def split(text: str) -> tuple[dict[str, str], str]:
    """The fields of an article's front matter, as they are written, and its body with plain citations."""
    _, front, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines() if re.match(r"\w+: ", line))
    return fields, CITATION.sub(lambda found: f"({found[1].replace('@', '')})", body)


def pelican_article(path: str, text: str) -> str:
    """An article for stock Pelican: its own header, boxes as admonitions. A series is a category."""
    fields, body = split(text)
    names = {"title": "Title", "date": "Date", "summary": "Summary", "conditions": "Tags", "authors": "Authors"}
    header = "".join(f"{names[name]}: {fields[name].strip('[]')}\n" for name in names if name in fields)
    header += f"Slug: {posixpath.basename(path).removesuffix('.md')}\n"
    return f"{header}\n{admonitions(body)}"


def hugo_article(_path: str, text: str) -> str:
    """An article for Hugo: YAML, boxes as alerts, links from the site's root."""
    fields, body = split(text)
    names = {"title": "title", "date": "date", "summary": "summary", "conditions": "tags"}
    front = "".join(f"{names[name]}: {fields[name]}\n" for name in names if name in fields)
    return f"---\n{front}---\n{ADDRESS.sub(lambda found: f']({rooted(found[1])}', body)}"


def material_article(path: str, text: str) -> str:
    """An article for MkDocs: boxes as admonitions, relative links. Its front matter is read as it is."""
    fields, body = split(text)
    folder = posixpath.dirname(path)
    linked = ADDRESS.sub(lambda found: f"]({posixpath.relpath(found[1], folder)}", body)
    return f"---\ntitle: {fields['title']}\ndescription: {fields['summary']}\n---\n\n{admonitions(linked)}"


def rooted(path: str) -> str:
    """A link from the site's root."""
    return f"/{path.removesuffix('.md')}/" if path.endswith(".md") else f"/{path}"


def admonitions(body: str) -> str:
    """The body with its boxes in the spelling of Markdown's own extension."""
    return "\n".join(map(admonition, body.split("\n")))


def admonition(line: str) -> str:
    """One line of a body: the head of a box, a line in a box, or any other."""
    if found := CALLOUT.fullmatch(line):
        return f'!!! {found[1]} "{found[2]}"'
    return f"    {line[2:]}" if line.startswith("> ") else line


PEERS = (
    Peer(
        name="Pelican",
        program="",
        command=(sys.executable, "-m", "pelican", "-s", "pelicanconf.py", "-o", "output"),
        source="content",
        output="output",
        images="content/images",
        article=pelican_article,
        settings={"pelicanconf.py": PELICAN},
    ),
    Peer(
        name="Hugo",
        program="hugo",
        command=("hugo", "--quiet"),
        source="content",
        output="public",
        images="static/images",
        article=hugo_article,
        settings={
            "hugo.toml": HUGO,
            "layouts/_default/baseof.html": LAYOUT,
            "layouts/_default/single.html": SINGLE,
            "layouts/_default/list.html": LIST,
        },
    ),
    Peer(
        name="Material",
        program="mkdocs",
        command=("mkdocs", "build", "--quiet"),
        source="docs",
        output="site",
        images="docs/images",
        article=material_article,
        settings={"mkdocs.yml": MATERIAL},
    ),
)
