"""``invoke bench``: builds a made-up site of N articles in many ways, as whole processes, and says what each took.

Everything happens in a temporary folder, on a copy of the project: its cache, its theme and its output are its own.
"""

from __future__ import annotations

import compileall
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from tools.corpus import write_corpus
from tools.failure import ROOT, WrongUse, say
from tools.measure import MEASURED, Usage, machine, measure
from tools.peers import PEERS, Peer
from tools.served import save_to_served

SIZES, LARGE = (100, 1_000), 10_000
PROJECT = ("pelicanconf.py", "plugins", "publishconf.py", "tasks.py", "theme", "tools")
BUILD = (sys.executable, "-m", "invoke", "build", "--json", "--no-search")
OURS, SERVED, YARDSTICK = "ours", "save to served", "Pelican"
SENTENCE = "One more sentence, to be built."
SAVES = 20  # edits whose median tells how long the preview takes
COLUMNS = ("Tool", "Build", "Wall s", "CPU s", "MB", "Parsed", "Rendered", "× wall", "× CPU")
WORDS = 2  # columns; the others hold figures
NOTES = (
    "CPU: user and system, of all processes of a build. MB: peak memory of the largest one process."
    if MEASURED
    else "CPU and memory are not measured on this system.",
    "× wall, × CPU: as a share of the same build by stock Pelican (--peers).",
)
Edit = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One build that was measured; how many files were parsed and rendered is known of our own builds only."""

    articles: int
    tool: str
    build: str
    wall: float
    cpu: float | None = None
    peak: int | None = None
    parsed: int | None = None
    rendered: int | None = None


def bench(
    articles: int = 0, *, rounds: int = 1, large: bool = False, peers: bool = False, quiet: bool = False
) -> dict[str, object]:
    """Measure every build at each size; print tables, or with ``quiet`` only give the figures back.

    Of several ``rounds``, each in folders of its own, the least of each figure counts: what else a machine does only adds.
    Raises ``WrongUse`` for fewer than 2 articles or 1 round, and where a build fails.
    """
    if articles < 0 or articles == 1:
        raise WrongUse("an article links to another one: use --articles 2 or more")
    if rounds < 1:
        raise WrongUse("nothing is measured in no round: use --rounds 1 or more")
    found, runs = machine(), list[Run]()
    wanted = PEERS if peers else ()
    missing = [peer.name for peer in wanted if not peer.installed]
    for size in sizes(articles, large=large):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            peers_here = [peer for peer in wanted if peer.installed]
            runs += best([list(measured(Path(folder, str(each)), size, peers_here)) for each in range(rounds)])
    if not quiet:
        show(runs, found, missing, rounds)
    return {"machine": found, "rounds": rounds, "runs": list(map(asdict, runs)), "not_installed": missing}


def sizes(articles: int, *, large: bool) -> tuple[int, ...]:
    """The numbers of articles to measure with."""
    if articles:
        return (articles,)
    return (*SIZES, LARGE) if large else SIZES


def measured(folder: Path, size: int, peers: Iterable[Peer]) -> Iterator[Run]:
    """Every build of a made-up site of one size."""
    content = folder / "content"
    write_corpus(content, size)
    for peer in peers:
        peer.prepare(content, folder / peer.name)
        yield from peer_builds(peer, folder / peer.name, size)
    yield from our_builds(content, folder, size)


def best(rounds: Sequence[Sequence[Run]]) -> list[Run]:
    """Each build with the least wall time, the least CPU time and the least memory of all rounds."""
    return [
        replace(
            same[0],
            wall=min(each.wall for each in same),
            cpu=min((each.cpu for each in same if each.cpu is not None), default=None),
            peak=min((each.peak for each in same if each.peak is not None), default=None),
        )
        for same in zip(*rounds, strict=True)
    ]


def our_builds(content: Path, folder: Path, size: int) -> Iterator[Run]:
    """Our builds; each knows what the one before it left."""
    project = folder / "project"
    copy_project(project)
    command = (*BUILD, "--content", str(content), "--output", str(folder / "output"))
    steps: tuple[tuple[str, Edit, Path], ...] = (
        ("clean", leave, content),
        ("no change", leave, content),
        ("body edit", edit_body, content),
        ("title edit", edit_title, content),
        ("template edit", edit_template, project),
    )
    for build, edit, place in steps:
        edit(place)
        usage, printed = run(size, OURS, build, command, project)
        summary = json.loads(printed)
        yield Run(size, OURS, build, **asdict(usage), parsed=summary["parsed"], rendered=summary["rendered"])
    say(f"{size:,} articles, {OURS}: {SERVED}")
    yield Run(
        size, OURS, SERVED, save_to_served(project, content, page_of(middle(content)), partial(save, content), SAVES)
    )


def page_of(article: Path) -> str:
    """The address of an article on the site."""
    return f"articles/{article.stem}/"


def save(content: Path, number: int) -> str:
    """Add a sentence to an article, and tell which."""
    sentence = f"Sentence {number}, to be served."
    replace_text(middle(content), "\n\n## ", f"\n\n{sentence}\n\n## ")
    return sentence


def peer_builds(peer: Peer, folder: Path, size: int) -> Iterator[Run]:
    """The builds of another generator. Raises ``WrongUse`` where it leaves articles out."""
    for build, edit in (("clean", leave), ("no change", leave), ("body edit", edit_body)):
        edit(folder / peer.source)
        usage, _ = run(size, peer.name, build, peer.command, folder)
        pages = sum(1 for _ in (folder / peer.output).rglob("*.html"))
        if pages < size:
            raise WrongUse(f"{peer.name} made {pages} pages of {size} articles: measure without --peers")
        yield Run(size, peer.name, build, **asdict(usage))


def copy_project(folder: Path) -> None:
    """Copy the code and the theme, and compile the code, so that no build pays for that."""
    folder.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, folder / name)
    compileall.compile_dir(folder, quiet=2)


def leave(_folder: Path) -> None:
    """Change nothing."""


def middle(content: Path) -> Path:
    """The article in the middle of a content folder."""
    files = sorted(content.glob("articles/*/*.md"))
    return files[len(files) // 2]


def edit_body(content: Path) -> None:
    """Add a sentence to an article, before its first section."""
    replace_text(middle(content), "\n\n## ", f"\n\n{SENTENCE}\n\n## ")


def edit_title(content: Path) -> None:
    """Give an article another title: lists show it too."""
    replace_text(middle(content), "title: ", "title: News about ")


def edit_template(project: Path) -> None:
    """Add a sentence to the template of every page."""
    replace_text(project / "theme/templates/base.html", "</body>", f"<p>{SENTENCE}</p>\n</body>")


def replace_text(file: Path, old: str, new: str) -> None:
    """Replace the first such text of a file. Raises ``ValueError`` where there is none."""
    text = file.read_text("utf-8")
    if old not in text:
        raise ValueError(f"{file.name} holds no {old!r}")
    file.write_text(text.replace(old, new, 1), "utf-8", newline="\n")


def run(size: int, tool: str, build: str, command: Sequence[str], folder: Path) -> tuple[Usage, bytes]:
    """Run a build: what it took, and what it printed. Raises ``WrongUse`` where it fails."""
    say(f"{size:,} articles, {tool}: {build}")
    try:
        return measure(command, folder)
    except subprocess.CalledProcessError as error:
        said = (error.stderr + error.stdout).decode(errors="replace").strip()
        raise WrongUse(f"{tool}: the build ended with code {error.returncode}\n{said}") from error


def show(runs: Sequence[Run], found: Mapping[str, object], missing: Iterable[str], rounds: int) -> None:
    """Print a table for each size, and what it takes to read them."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 (only a person needs it)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    for size in dict.fromkeys(each.articles for each in runs):
        table = Table(box=SIMPLE_HEAD, title=f"{size:,} articles", padding=(0, 1, 0, 0), pad_edge=False)
        for place, name in enumerate(COLUMNS):
            table.add_column(name, justify="left" if place < WORDS else "right", no_wrap=True)
        for each in runs:
            if each.articles == size:
                table.add_row(*row(each, runs))
        Console().print(table)
    facts = ", ".join(f"{name} {value}" for name, value in found.items())
    least = [f"The least of each figure in {rounds} rounds."] if rounds > 1 else []
    sys.stdout.write("\n".join([facts, *least, *NOTES, *(f"{name}: not installed" for name in missing), ""]))


def row(run: Run, runs: Iterable[Run]) -> tuple[str, ...]:
    """The cells of a build, with its share of the same build by stock Pelican where that was measured."""
    same = {(each.articles, each.build): each for each in runs if each.tool == YARDSTICK != run.tool}
    base = same.get((run.articles, run.build))
    figures = (run.wall, run.cpu, run.peak, run.parsed, run.rendered)
    shares = (share(run.wall, base.wall), share(run.cpu, base.cpu)) if base else ("", "")
    return run.tool, run.build, *map(cell, figures), *shares


def cell(figure: float | None) -> str:
    """A figure as people read it."""
    if figure is None:
        return ""
    return f"{figure:,}" if isinstance(figure, int) else f"{figure:,.2f}"


def share(figure: float | None, base: float | None) -> str:
    """A figure as a share of another, where both were measured."""
    return f"{figure / base:.3f}" if figure is not None and base else ""
