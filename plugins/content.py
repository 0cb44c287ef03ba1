"""The content as it lies in its folder: every file's bytes, and what should not be there.

Symbolic links are refused (one to a system file would be published), hidden files and editors' copies are left alone,
and a file that no rule knows is a problem: in silence it would be an article that nobody sees.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from plugins.digests import digest_of, digest_of_bytes
from plugins.languages import DEFAULT, LANGUAGES
from plugins.problems import Problem, did_you_mean

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".toml")
DRAWING, PLOT = ".svg", ".toml"
REQUIRED = ("glossary.md", "series.toml", "people.toml", "conditions.toml", "references.bib")
OPTIONAL = ("accessibility.toml",)
FOLDERS = ("articles", "images", "pages")
RESERVED_SLUGS = frozenset({"index"})
TAKEN_BY_PAGES = frozenset(
    ["articles", "conditions", "glossary", "people", "references", "series", "symptoms", "theme", "treatments", "visit"]
)
Wrong = tuple[str, str, str]  # code, message, hint


class Snapshot(NamedTuple):
    """A content folder at one moment. Paths are relative to it, with forward slashes, and sorted.

    ``data`` holds the bytes of every file but pictures, of which only ``digests`` tells; what cannot be read is a
    problem, and in neither.
    """

    data: Mapping[str, bytes]
    digests: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def documents(self) -> list[str]:
        """The articles, the pages and the glossary."""
        return [path for path in self.data if path.endswith(".md")]

    @property
    def images(self) -> list[str]:
        """The drawings and pictures."""
        return [path for path in self.digests if path.startswith("images/")]

    @property
    def drawings(self) -> list[str]:
        """The images that are drawings."""
        return [path for path in self.images if path.endswith(DRAWING)]

    @property
    def pictures(self) -> list[str]:
        """The images that are not."""
        return [path for path in self.images if not path.endswith(DRAWING)]

    @property
    def digest(self) -> str:
        """The digest of everything."""
        return digest_of(self.digests, self.problems)


def take_snapshot(root: Path) -> Snapshot:
    """Read a content folder."""
    data, digests, problems = dict[str, bytes](), dict[str, str](), list[Problem]()
    for path, wrong in sorted(walk(root)):
        try:
            wrong = wrong or misplaced(path)  # noqa: PLW2901 (what is wrong with it as a file comes first)
            read = b"" if wrong else (root / path).read_bytes()
        except OSError as error:
            wrong = unreadable(error)  # noqa: PLW2901 (nothing was wrong with it before)
        if wrong:
            problems.append(Problem(path, 1, *wrong))
            continue
        if path.endswith(PLOT) and path.startswith("images/"):
            path, read = plotted(path, read, digests, problems)  # noqa: PLW2901 (a plot is known as the drawing that it gives)
        digests[path] = digest_of_bytes(read)
        if path.endswith(DRAWING) or not path.startswith("images/"):
            data[path] = read
    there = {problem.path for problem in problems} | digests.keys()
    for name in (name for name in REQUIRED if name not in there):
        problems.append(Problem(name, 1, "file-missing", f"{name} is missing", "the site cannot be built without it"))
    return Snapshot(data, digests, tuple(problems))


def plotted(path: str, data: bytes, digests: Mapping[str, str], problems: list[Problem]) -> tuple[str, bytes]:
    """The drawing that a plot gives, and its path; what is wrong with the plot joins the problems."""
    from plugins.plots import plot_svg  # noqa: PLC0415 (few sites have plots, and most builds nothing to do)

    drawing = path.removesuffix(PLOT) + DRAWING
    svg, wrong = plot_svg(path, data)
    problems += wrong
    if drawing in digests:
        problems.append(Problem(path, 1, "plot", f"there is also a drawing {drawing}", "keep one of the two"))
    return drawing, svg


def unreadable(error: OSError) -> Wrong:
    """What is wrong with a file that cannot be read."""
    return "file-unreadable", f"the file cannot be read: {error.strerror}", "see who may read it"


def walk(folder: Path, below: str = "") -> Iterator[tuple[str, Wrong | None]]:
    """Every file below a folder, with what is wrong with it as a file."""
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        yield below.rstrip("/") or ".", unreadable(error)
        return
    for entry in entries:
        path = below + entry.name
        if hidden(entry.name):
            continue
        if entry.is_symlink():
            yield path, ("symlink", "a symbolic link", "copy the file itself here")
        elif entry.is_dir():
            yield from walk(folder / entry.name, f"{path}/")
        else:
            yield path, None if entry.is_file() else ("file-kind", "not a plain file", "delete it")


def hidden(name: str) -> bool:
    """Whether a name is hidden, or an editor's own copy."""
    return name.startswith((".", "#")) or name.endswith("~")


def misplaced(path: str) -> Wrong | None:
    """Why no rule knows a file."""
    others = [[code] for code in LANGUAGES if code != DEFAULT]
    match path.split("/"):
        case [name]:
            hint = did_you_mean(name, known := REQUIRED + OPTIONAL)
            return None if name in known else ("file-unknown", f"no rule knows the file {name!r}", hint)
        case ["articles", _, *folder, name] if not folder or folder in others:
            return bad_name(name, RESERVED_SLUGS)
        case ["pages", name]:
            return bad_name(name, RESERVED_SLUGS | TAKEN_BY_PAGES | LANGUAGES.keys())
        case ["images", *_, name]:
            return bad_image(name)
        case ["articles", *_]:
            names = ", ".join(f"{code}/" for (code,) in others)
            hint = f"put it in articles/<series>/<slug>.md, one in another language in a folder below that: {names}"
            return "file-place", "an article lies in the wrong folder", hint
    allowed = f"allowed: {', '.join(FOLDERS)}, with pages not in sub-folders"
    return "file-place", "no rule knows this folder", allowed


def bad_image(name: str) -> Wrong | None:
    """What is wrong with the name of an image."""
    ending = PurePosixPath(name).suffix
    if ending in IMAGES:
        return None
    return "image-type", f"{ending or name!r} is not an image's ending", f"allowed: {', '.join(IMAGES)}"


def bad_name(name: str, taken: frozenset[str]) -> Wrong | None:
    """What is wrong with the name of an article or a page: it is its address."""
    slug, dot, ending = name.rpartition(".")
    if ending != "md" or not dot:
        found = f".{ending}" if dot else "nothing"
        return "file-unknown", f"the file's name ends in {found!r}", "articles and pages end in .md"
    if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
        allowed = "lower-case letters, digits and single hyphens are allowed, and not 'index'"
        return "slug", f"{slug!r} cannot be an address", allowed
    if slug in taken:
        return "slug", f"the site itself has a page at {slug!r}", "choose another name"
    return None
