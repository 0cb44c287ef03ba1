"""Random edits of a made-up site, each of which leaves it right or is a mistake that a writer could make."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

from conftest import ROOT

from tools.corpus import ABOUT, article, box, reference, write_corpus

ARTICLES = 14  # two series
SETTINGS = f"""\
import runpy

globals().update(runpy.run_path({str(ROOT / "pelicanconf.py")!r}))
PATH, THEME = {{content!r}}, {{theme!r}}
"""
BOX = re.compile(r"> \[!(?:symptom|treatment)\].*\n(?:>.*\n)+\n")
PART = re.compile(r"^part: (\d+)$", re.MULTILINE)
TITLE = re.compile(r"^title: .*$", re.MULTILINE)


class Place(NamedTuple):
    """Where a site's content, theme and settings are."""

    content: Path
    theme: Path
    config: Path

    @property
    def articles(self) -> list[Path]:
        """The articles there are."""
        return sorted(self.content.glob("articles/*/*.md"))


Edit = Callable[[Place, Random], None]


def new_place(folder: Path) -> Place:
    """A made-up site in a new folder."""
    write_corpus(folder / "content", ARTICLES)
    return place_for(folder / "content", folder)


def place_for(content: Path, folder: Path) -> Place:
    """A site of this content, with a copy of the theme and settings in a folder."""
    place = Place(content, folder / "theme", folder / "conf.py")
    shutil.copytree(ROOT / "theme", place.theme)
    place.config.write_text(SETTINGS.format(content=str(content), theme=str(place.theme)), "utf-8")
    return place


def change(file: Path, work: Callable[[str], str]) -> None:
    """Write a file's text anew."""
    file.write_text(work(file.read_text("utf-8")), "utf-8", newline="\n")


def add(file: Path, text: str) -> None:
    """Add text at the end of a file."""
    change(file, lambda old: old + text)


def put(file: Path, before: str, text: str) -> None:
    """Add text in front of the first such words of a file."""
    change(file, lambda old: old.replace(before, text + before, 1))


def any_article(place: Place, rng: Random) -> Path:
    """One of the articles."""
    return rng.choice(place.articles)


def body(place: Place, rng: Random) -> None:
    """Another sentence."""
    put(any_article(place, rng), "\n\n## ", f'\n\nSentence {rng.random()} of "pain" -- and a term: neuron.')


def title(place: Place, rng: Random) -> None:
    """Another title."""
    change(any_article(place, rng), lambda old: TITLE.sub(f"title: A title with {rng.random()} in it", old, count=1))


def add_callout(place: Place, rng: Random) -> None:
    """One more box."""
    kind = rng.choice(["symptom", "treatment", "definition", "note"])
    put(any_article(place, rng), "\n\n## What can", f"\n\n{box(kind, f'Number {rng.randrange(10**6)}', 'In words.')}")


def remove_callout(place: Place, rng: Random) -> None:
    """One box fewer."""
    change(any_article(place, rng), lambda old: BOX.sub("", old, count=1))


def rename(place: Place, rng: Random) -> None:
    """Another address; the links follow."""
    file = any_article(place, rng)
    new = file.with_name(f"renamed-{rng.randrange(10**6)}.md")
    file.rename(new)
    for each in place.articles:
        change(each, lambda old: old.replace(f"/{file.name})", f"/{new.name})"))


def delete(place: Place, rng: Random) -> None:
    """An article less; links to it lead elsewhere, and its series closes the gap."""
    file = any_article(place, rng)
    if len(place.articles) > 2:
        file.unlink()
        link = f"{{filename}}/{file.relative_to(place.content).as_posix()}"
        for each in place.articles:
            change(each, lambda old: old.replace(link, "{filename}/pages/about.md"))
        number_parts(sorted(file.parent.glob("*.md"), key=part))


def add_article(place: Place, rng: Random) -> None:
    """One more article, at the end of the second series."""
    parts = max([0, *map(part, place.content.glob("articles/series-0002/*.md"))])
    text = PART.sub(f"part: {parts + 1}", article(ARTICLES - 1, rng.randrange(10**6)), count=1)
    (place.content / "articles/series-0002").mkdir(exist_ok=True)
    (place.content / f"articles/series-0002/new-{rng.randrange(10**6)}.md").write_text(text, "utf-8", newline="\n")


def draft(place: Place, rng: Random) -> None:
    """A finished article becomes a draft, or a draft is finished."""
    change(
        any_article(place, rng),
        lambda old: re.sub(r"^status: \w+", lambda found: OTHER[found[0]], old, flags=re.MULTILINE),
    )


OTHER = {"status: ready": "status: draft", "status: draft": "status: ready"}


def order(place: Place, rng: Random) -> None:
    """The articles of a series in another order."""
    files = sorted(any_article(place, rng).parent.glob("*.md"))
    rng.shuffle(files)
    number_parts(files)


def part(file: Path) -> int:
    """An article's place in its series."""
    found = PART.search(file.read_text("utf-8"))
    assert found
    return int(found[1])


def number_parts(files: list[Path]) -> None:
    """Give articles their places in this order."""
    for number, file in enumerate(files, 1):
        change(file, lambda old, number=number: PART.sub(f"part: {number}", old, count=1))  # type: ignore[misc]


def series(place: Place, rng: Random) -> None:
    """Another title of a series."""
    change(place.content / "series.toml", lambda old: old.replace('title = "', f'title = "{rng.randrange(100)} ', 1))


def reference_text(place: Place, rng: Random) -> None:
    """Another title of a study."""
    number = rng.randrange(ARTICLES) + 1
    text = f"Relief {rng.randrange(1000)} from pain"
    change(place.content / "references.bib", lambda old: re.sub(rf"Relief[^{{]*(?=: study {number}\}})", text, old))


def reference_more(place: Place, rng: Random) -> None:
    """A study that nobody cites."""
    add(place.content / "references.bib", reference(100 + rng.randrange(10**6)))


def glossary(place: Place, rng: Random) -> None:
    """Another explanation, or one more term."""
    file = place.content / "glossary.md"
    if rng.random() < 0.5:
        change(file, lambda old: old.replace("A word that", f"One of {rng.randrange(100)} words that", 1))
    else:
        add(file, f"\n{rng.choice(['Morning', 'Walk', 'Quiet', 'Water', 'Nerve'])}\n:   A word [@study1].\n")


def people(place: Place, rng: Random) -> None:
    """Another name of the team."""
    change(place.content / "people.toml", lambda old: old.replace('name = "', f'name = "{rng.randrange(10)} ', 1))


def conditions(place: Place, rng: Random) -> None:
    """Another name of a condition."""
    file = place.content / "conditions.toml"
    change(file, lambda old: old.replace('name = "Gout', f'name = "Gout {rng.randrange(10)}', 1))


def page(place: Place, rng: Random) -> None:
    """One more page, or another one."""
    text = ABOUT.replace("It is built", f"It is, {rng.random()}, built")
    (place.content / "pages" / rng.choice(["about.md", "more.md"])).write_text(text, "utf-8", newline="\n")


def drawing(place: Place, rng: Random) -> None:
    """Another drawing under the same name."""
    put(place.content / "images/wave.svg", "<text", f'<path d="M0 {rng.randrange(120)}h120"/>')


def picture(place: Place, rng: Random) -> None:
    """A photo under the same name, and one more link to it."""
    (place.content / "images/photo.png").write_bytes(rng.randbytes(8))
    put(any_article(place, rng), "\n\n## ", "\n\n[A photo]({static}/images/photo.png).")


def template(place: Place, rng: Random) -> None:
    """Other words on a kind of page."""
    files = ["_footer.html", "_references.html", "article.html", "home.html", "index.html", "series_print.html"]
    add(place.theme / "templates" / rng.choice(files), f"{{# {rng.random()} #}}")
    change(place.theme / "templates/base.html", lambda old: old.replace("</body>", f"<p>{rng.random()}</p></body>", 1))


def style(place: Place, rng: Random) -> None:
    """Another style: its file gets another name."""
    add(rng.choice(sorted(place.theme.glob("css/*.css"))), f"\n.more-{rng.randrange(10**6)} {{ color: inherit; }}\n")


def favicon(place: Place, rng: Random) -> None:
    """Another icon of the site: its file gets another name."""
    put(place.theme / "favicon.svg", "</svg>", f'<path d="M0 {rng.randrange(20)}h1"/>')


def icon(place: Place, rng: Random) -> None:
    """Another drawing of a kind of box."""
    file = rng.choice(sorted(place.theme.glob("icons/*.svg")))
    change(file, lambda old: old.replace("</svg>", f'<path d="M0 {rng.randrange(20)}h1"/></svg>'))


def setting(place: Place, rng: Random) -> None:
    """Another name of the site, or another form of its links."""
    lines = [f"SITENAME = 'Clinic {rng.randrange(100)}'", f"FILE_LINKS = {rng.random() < 0.5}", "DRAFTS = True"]
    add(place.config, f"{rng.choice(lines)}\n")


def mistake(place: Place, rng: Random) -> None:
    """Something that no build may let pass."""
    mistakes = ["[Nowhere]({filename}/articles/nowhere.md).", "A claim [@nobody].", "> [!sympton] A box\n> of no kind."]
    put(any_article(place, rng), "\n\n## What can", f"\n\n{rng.choice(mistakes)}")


def mend(place: Place, rng: Random) -> None:
    """All articles as they were made up, but those that are gone or new."""
    for file in place.articles:
        if file.name.startswith("article-"):
            number = int(file.stem.removeprefix("article-")) - 1
            linked = re.compile(r"\{filename\}/articles/[^)]*")
            text = linked.sub("{filename}/pages/about.md", article(number, rng.randrange(5)))
            file.write_text(PART.sub(f"part: {part(file)}", text, count=1), "utf-8", newline="\n")


EDITS: tuple[Edit, ...] = (
    *(body, title, add_callout, remove_callout, rename, delete, add_article, draft, order, series, reference_text),
    *(reference_more, glossary, people, conditions, page, drawing, picture, template, style, favicon, icon, setting),
    *(mistake, mend),
)
