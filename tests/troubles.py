"""What can happen to a project while it is previewed: mistakes, broken files, folders that go, a cache that is wiped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from edits import Place, add

ARTICLE = "articles/small-series/one.md"
NO_TEXT = os.fsdecode(b"pages/caf\xe9.md")


class Trouble(NamedTuple):
    """Something that goes wrong, and words of the problem that it must make; none where it is mended unseen."""

    name: str
    make: Callable[[Place], object]
    words: str


def article(place: Place) -> Path:
    """The article that suffers."""
    return place.content / ARTICLE


def folder_for_file(place: Place) -> None:
    """A folder in the place of the article, with a file in it."""
    article(place).unlink()
    article(place).mkdir()
    (article(place) / "text.md").write_text("words", "utf-8")


def empty_folder_for_file(place: Place) -> None:
    """An empty folder with the article's name."""
    article(place).unlink()
    article(place).mkdir()


def link_for_file(place: Place) -> None:
    """A link that leads nowhere in the place of the article."""
    article(place).unlink()
    article(place).symlink_to(place.content / "nowhere")


def file_for_folder(place: Place) -> None:
    """A file in the place of the content folder."""
    shutil.rmtree(place.content)
    place.content.write_text("words", "utf-8")


def add_bytes(data: bytes) -> Callable[[Place], object]:
    """Bytes at the end of the article."""
    return lambda place: article(place).write_bytes(article(place).read_bytes() + data)


def put(name: str, text: str, encoding: str = "utf-8") -> Callable[[Place], object]:
    """Another text in a file of the theme or the content."""
    return lambda place: file_at(place, name).write_text(text, encoding)


def without(name: str) -> Callable[[Place], object]:
    """A file less."""
    return lambda place: file_at(place, name).unlink()


def file_at(place: Place, name: str) -> Path:
    """A file of the theme or the content."""
    return place.theme.parent / name if name.startswith("theme/") else place.content / name


TROUBLES: tuple[Trouble, ...] = (
    Trouble("unknown reference", lambda place: add(article(place), "\nA claim [@nobody].\n"), "@nobody"),
    Trouble("NUL bytes", add_bytes(b"\n\x00\x00\n"), "one.md"),
    Trouble("not UTF-8", add_bytes(b"\nCaf\xe9\n"), "not UTF-8"),
    Trouble("a line of 5 MB", add_bytes(b"word " * 1_000_000), "larger than 2 MB"),
    Trouble("a line of 1 MB", add_bytes(b"\n## More\n\nWord" + b" word" * 200_000 + b"\n"), ""),
    Trouble("deep quotes", add_bytes(b"\n\n" + b"> " * 3000 + b"deep\n"), "one.md"),
    Trouble("half a save", lambda place: article(place).write_bytes(b""), "one.md"),
    Trouble("a folder for a file", folder_for_file, "one.md"),
    Trouble("an empty folder for a file", empty_folder_for_file, "one.md"),
    Trouble("a dead link for a file", link_for_file, "one.md"),
    Trouble("a register less", without("people.toml"), "people.toml"),
    Trouble("a broken register", put("series.toml", "[["), "series.toml"),
    Trouble("references are no records", put("references.bib", "@article{"), "references.bib"),
    Trouble("no content", lambda place: shutil.rmtree(place.content), "no content folder"),
    Trouble("a file for the content", file_for_folder, "no content folder"),
    Trouble("a template does not parse", put("theme/templates/base.html", "{% if %}"), "base.html"),
    Trouble("a template does not run", put("theme/templates/_footer.html", "{{ 1 / 0 }}"), "_footer.html"),
    Trouble("a template asks for nothing known", put("theme/templates/_footer.html", "{{ x.y }}"), "_footer.html"),
    Trouble("a template calls wrongly", put("theme/templates/_footer.html", "{{ 5 | join }}"), "_footer.html"),
    Trouble("a template that is no text", put("theme/templates/_footer.html", "é", "latin-1"), "_footer.html"),
    Trouble("a template less", without("theme/templates/_header.html"), "_header.html"),
    Trouble("broken words", put("theme/strings/en.toml", "= ="), "en.toml"),
    Trouble("broken styles", put("theme/css/base.css", "a { b: c; } }"), "css"),
    Trouble("styles that are no text", put("theme/css/base.css", "/* é */", "latin-1"), "css"),
    Trouble("a drawing of the theme less", without("theme/favicon.svg"), "favicon.svg"),
    Trouble("an icon less", without("theme/icons/key.svg"), "key"),
    Trouble("no theme", lambda place: shutil.rmtree(place.theme), "theme"),
)
if os.name != "nt":
    TROUBLES += (
        Trouble("a pipe for a file", lambda place: os.mkfifo(place.content / "pages/pipe.md"), "pipe.md"),
        Trouble(
            "a name that is no text", lambda place: (place.content / NO_TEXT).write_text("words", "utf-8"), "pages/caf"
        ),
    )
if os.name != "nt" and os.geteuid():
    TROUBLES += (Trouble("a file that nobody may read", lambda place: article(place).chmod(0), "cannot be read"),)


def mend(good: Path, place: Path) -> None:
    """Make a folder what another is; files that are the same are left alone."""
    if place.is_symlink() or place.is_file():
        place.unlink()
    place.mkdir(parents=True, exist_ok=True)
    wanted = {each.name: each for each in good.iterdir()}
    for each in place.iterdir():
        if each.name not in wanted or each.is_symlink() or each.is_dir() != wanted[each.name].is_dir():
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
    for name, each in wanted.items():
        if each.is_dir():
            mend(each, place / name)
        elif not same(each, place / name):
            shutil.copy(each, place / name)


def same(one: Path, other: Path) -> bool:
    """Whether another file is there, may be read, and holds the same."""
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        other.unlink(missing_ok=True)
        return False
