"""``invoke import``: a draft from a page that exists, as HTML or as a Word file. What it could not carry over is told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from plugins.front_values import summary
from plugins.problems import Problem, problem_lists, report
from plugins.reading import read_content
from plugins.skeleton import EMERGENCY, KEY
from plugins.source import COMMENT, without_code
from plugins.yaml_fields import Invalid
from tools.failure import WrongUse, say
from tools.markdown_text import note
from tools.new import Place, place_for, quoted, skeleton, write
from tools.page import Page, read_page
from tools.to_markdown import to_markdown

FILL_IN = "FILL IN"  # too short for a summary: the check asks for one
HINTS = {  # what a comment of ours begins with, and what is to be done about it
    "not mapped": "mend it by hand, then delete the comment",
    "left out": "see whether anything of it belongs to the article, then delete the comment",
    "fill in": "write it, then delete the comment",
}
PANDOC = "install pandoc (https://pandoc.org/installing.html), or save the file as HTML and import that"


def import_article(file: str, series: str, content: str = "", title: str = "") -> dict[str, object]:
    """Write a draft of the text that a file holds; say where, and all that is left to do. Never overwrites.

    Raises ``WrongUse`` where the file cannot be read, or the place is taken.
    """
    try:
        page = read_page(html_of(Path(file)))
        if not page:
            raise WrongUse(f"{file} holds no text; is it the right file?")
        place = place_for(title or page.title, series, content)
        draft = draft_of(page, title or page.title, place)
    except RecursionError as error:
        raise WrongUse(f"{file} is nested too deeply; save it in a simpler form") from error
    write(place, draft)
    found = [*told(draft, place.shown.as_posix()), *checked(place)]
    say(report(sorted(found)))
    sys.stdout.write(f"Wrote {place.shown}; things left to do: {len(found)}. See it with: invoke serve\n")
    return {"path": str(place.shown), **problem_lists(found)}


def html_of(file: Path) -> bytes:
    """The file as HTML. Raises ``WrongUse``."""
    readers = {".html": Path.read_bytes, ".htm": Path.read_bytes, ".xhtml": Path.read_bytes, ".docx": html_of_word}
    reader = readers.get(file.suffix.lower())
    if not reader:
        raise WrongUse(f"{file} ends in {file.suffix or 'nothing'!r}; allowed: {', '.join(readers)}")
    if not file.is_file():
        raise WrongUse(f"there is no file {file}")
    try:
        return reader(file)
    except OSError as error:
        raise WrongUse(f"{file} cannot be read: {error.strerror}") from error


def html_of_word(file: Path) -> bytes:
    """A Word file as pandoc makes HTML of it. Raises ``WrongUse``."""
    pandoc = shutil.which("pandoc")
    if not pandoc:
        raise WrongUse(f"reading {file.name} takes pandoc, which is not here; {PANDOC}")
    command = [pandoc, "--from=docx", "--to=html", "--standalone", "--wrap=none", str(file.absolute())]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (our own command)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise WrongUse(f"pandoc cannot read {file}: {reason}")
    return done.stdout


def draft_of(page: Page, title: str, place: Place) -> str:
    """The draft: front matter, notes on what is not in it, and the text between the boxes that every article has."""
    said, fits = page.description, fitting(page.description)
    left_out = [*page.left_out, *([f'the page\'s description "{said}"'] if said and not fits else [])]
    left_out += [f'the page\'s title "{page.title}"'] if page.title not in {title, ""} else []
    parts = [
        *(note("left out", each) for each in left_out),
        note("fill in", "the key box: the main message of the article"),
        KEY.strip(),
        to_markdown(page.main).strip("\n"),
        note("fill in", "the emergency box: the signs that cannot wait"),
        EMERGENCY.strip(),
    ]
    body = "\n" + "\n\n".join(filter(None, parts)) + "\n"
    return skeleton(title, place, quoted(said if fits else FILL_IN), body)


def fitting(text: str) -> bool:
    """Whether a text may be an article's summary."""
    try:
        return bool(summary(yaml.ScalarNode("", text)))
    except Invalid:
        return False


def told(draft: str, path: str) -> Iterator[Problem]:
    """What the draft's own comments say, each as a problem at its line."""
    text = without_code(draft)
    for comment in COMMENT.finditer(text):
        kind, _, what = comment[0].removeprefix("<!--").removesuffix("-->").strip().partition(": ")
        if hint := HINTS.get(kind):
            line = text.count("\n", 0, comment.start()) + 1
            yield Problem(path, line, f"import-{kind.replace(' ', '-')}", f"{kind}: {what}", hint, warning=True)


def checked(place: Place) -> list[Problem]:
    """What ``invoke check`` says of the draft."""
    found = read_content(place.folder, drafts=True).problems
    return [problem for problem in found if problem.path == place.shown.as_posix()]
