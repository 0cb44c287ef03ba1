"""Finding the content: which files there are, and which should not be there.

Symbolic links are refused (one to a system file would be published), hidden files and editors' copies are left alone,
and a file that no rule knows is a problem: in silence it would be an article that nobody sees.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.front_matter import SLUG
from plugins.images import TYPES
from plugins.problems import Problem, did_you_mean

REQUIRED = ("glossary.md", "series.toml", "people.toml", "conditions.toml", "references.bib")
FOLDERS = ("articles", "images", "pages")
RESERVED_SLUGS = frozenset({"index"})
TAKEN_BY_PAGES = frozenset(
    ["articles", "conditions", "glossary", "people", "references", "series", "symptoms", "theme", "treatments"]
)


@dataclass(frozen=True, slots=True)
class Found:
    """The content files, relative to the content folder with forward slashes, sorted."""

    documents: tuple[str, ...]
    images: tuple[str, ...]
    problems: tuple[Problem, ...]


def find_content(root: Path) -> Found:
    """All files of a content folder, sorted by what they are."""
    files, problems = list[str](), list[Problem]()
    for path, unfit in walk(root):
        if wrong := unfit or misplaced(path):
            problems.append(Problem(path, 1, *wrong))
        else:
            files.append(path)
    for name in REQUIRED:
        if name not in files:
            problems.append(
                Problem(name, 1, "file-missing", f"{name} is missing", "the site cannot be built without it")
            )
    documents = tuple(path for path in files if path.endswith(".md"))
    images = tuple(path for path in files if path.startswith("images/"))
    return Found(documents, images, tuple(problems))


def walk(root: Path) -> Iterator[tuple[str, tuple[str, str, str] | None]]:
    """Every file below a folder in a fixed order, with what is wrong with it as a file."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not hidden(name))
        for name in sorted([*folders, *(name for name in names if not hidden(name))]):
            path = Path(folder, name)
            relative = path.relative_to(root).as_posix()
            if path.is_symlink():
                folders[:] = [other for other in folders if other != name]
                yield relative, ("symlink", "a symbolic link", "copy the file itself here")
            elif name not in folders:
                yield relative, None if path.is_file() else ("file-kind", "not a plain file", "delete it")


def hidden(name: str) -> bool:
    """Whether a name is hidden, or an editor's own copy."""
    return name.startswith((".", "#")) or name.endswith("~")


def misplaced(path: str) -> tuple[str, str, str] | None:
    """Why no rule knows a file: code, message, hint."""
    pure = PurePosixPath(path)
    match pure.parts:
        case (name,):
            if name not in REQUIRED:
                return "file-unknown", f"no rule knows the file {name!r}", did_you_mean(name, REQUIRED)
        case ("articles", _, _) | ("pages", _):
            return bad_name(pure)
        case ("images", *_):
            if pure.suffix not in TYPES:
                return (
                    "image-type",
                    f"{pure.suffix or pure.name!r} is not an image's ending",
                    f"allowed: {', '.join(TYPES)}",
                )
        case ("articles", *_):
            return "file-place", "an article lies in the wrong folder", "put it in articles/<series>/<slug>.md"
        case _:
            return (
                "file-place",
                "no rule knows this folder",
                f"allowed: {', '.join(FOLDERS)}, with pages not in sub-folders",
            )
    return None


def bad_name(path: PurePosixPath) -> tuple[str, str, str] | None:
    """What is wrong with the name of an article or a page: it is its address."""
    if path.suffix != ".md":
        return "file-unknown", f"the file's name ends in {path.suffix or 'nothing'!r}", "articles and pages end in .md"
    if not SLUG.fullmatch(path.stem) or path.stem in RESERVED_SLUGS:
        return (
            "slug",
            f"{path.stem!r} cannot be an address",
            "lower-case letters, digits and single hyphens are allowed, and not 'index'",
        )
    if path.parts[0] == "pages" and path.stem in TAKEN_BY_PAGES:
        return "slug", f"the site itself has a page at {path.stem!r}", "choose another name"
    return None
