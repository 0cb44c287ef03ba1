"""``invoke build`` and ``invoke check``: read everything, say all that is wrong, else build beside and swap."""

from __future__ import annotations

import logging
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import console
from pelican.settings import read_settings

from plugins.engine import Engine
from plugins.pool import Pool
from plugins.problems import Problem, ProblemsFound, problem_lists, report
from plugins.reading import read_content
from plugins.site import SITE_REPORT, SITE_WRITER
from plugins.store import discard, open_store
from plugins.writer import SiteWriter
from tools.failure import CACHE, ROOT, WrongUse, say
from tools.staging import check_output, publish, stage_for

CACHE_FILE = "site.sqlite"
SHOWN_FROM = 100


class Collected(logging.Handler):
    """Keeps what Pelican only logs: a plugin that does not load, a setting it cannot use."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.messages.append(record.getMessage())


def build(
    content: str = "",
    output: str = "",
    config: str = "",
    *,
    drafts: bool = False,
    quiet: bool = False,
    cache: bool = True,
    workers: int = 0,
    engine: Engine | None = None,
) -> dict[str, object]:
    """Build the site into ``output``, whole or not at all. Returns counts and seconds for people and machines.

    ``cache`` allows what earlier builds left in ``.cache/``; ``workers`` is the number of processes, 0 for every core;
    an ``engine`` that has built before brings its own.
    Raises ``ProblemsFound`` when the content is not right, ``WrongUse`` when a path is not.
    """
    settings = load_settings(content, output, config, drafts=drafts, quiet=quiet)
    try:
        with nullcontext(engine) if engine else engine_for(cache=cache, workers=workers) as worker:
            return build_with(worker, settings, quiet=quiet)
    except sqlite3.Error as error:  # a page of the cache that is no good shows only when it is read
        say(f"The cache cannot be used ({error}); building without what it knew.")
        discard(CACHE / CACHE_FILE)
        return build_with(Engine(pool=Pool(1)), settings, quiet=quiet)


def build_with(engine: Engine, settings: dict[str, Any], *, quiet: bool) -> dict[str, object]:
    """Build the site of some settings with an engine."""
    start = time.perf_counter()
    target = Path(settings["OUTPUT_PATH"])
    check_output(target)
    check_apart(Path(settings["PATH"]), target)
    with stage_for(target) as stage:
        own = {"OUTPUT_PATH": str(stage), "PREVIOUS_OUTPUT": str(target), "ENGINE": engine}
        finished = run_pelican(settings | own)
        writer: SiteWriter = finished[SITE_WRITER]
        changes = publish(writer, stage, target)
        engine.remember(writer)
    summary: dict[str, object] = finished[SITE_REPORT] | asdict(changes)
    summary["seconds"] = round(time.perf_counter() - start, 2)
    if not quiet:
        say_built(summary, target)
    return summary


@contextmanager
def engine_for(*, cache: bool, workers: int) -> Iterator[Engine]:
    """An engine with its cache and its processes, let go of at the end."""
    store = open_store(CACHE / CACHE_FILE, say) if cache else None
    pool = Pool(workers)
    try:
        yield Engine(store, pool)
    finally:
        pool.close()
        if store:
            store.close()


def load_settings(content: str, output: str, config: str, *, drafts: bool, quiet: bool) -> dict[str, Any]:
    """Pelican's settings, with the command's own on top. Raises ``WrongUse`` for a path that is not there."""
    file = next((path for path in (Path(config), ROOT / (config or "pelicanconf.py")) if path.is_file()), None)
    if not file:
        raise WrongUse(f"there is no settings file {config}; use pelicanconf.py or publishconf.py")
    override: dict[str, Any] = {"PROGRESS": progress_for(quiet=quiet)}
    if drafts:
        override["DRAFTS"] = True
    if content:
        override["PATH"] = str(existing_folder(content))
    if output:
        override["OUTPUT_PATH"] = str(Path(output).absolute())
    settings: dict[str, Any] = read_settings(str(file.resolve()), override=override)
    existing_folder(settings["PATH"])
    return settings


def existing_folder(content: str) -> Path:
    """A content folder. Raises ``WrongUse`` if it is none."""
    folder = Path(content).absolute()
    if not folder.is_dir():
        raise WrongUse(f"there is no content folder {content}; name the folder that holds articles/ and pages/")
    return folder


def check_apart(content: Path, output: Path) -> None:
    """The output must not lie in the content, nor around it. Raises ``WrongUse``."""
    content, output = content.resolve(), output.resolve()
    if content.is_relative_to(output) or output.is_relative_to(content):
        raise WrongUse(f"{output} and the content folder lie one in the other; choose another --output")


def run_pelican(settings: dict[str, Any]) -> dict[str, Any]:
    """Run Pelican in this process; whatever it would only have logged is a problem.

    Returns the settings, in which the site's generator has left its report and its writer.
    """
    console.quiet = True
    log = Collected()
    logging.getLogger().addHandler(log)
    try:
        pelican = Pelican(settings)
        if not log.messages:
            pelican.run()
    finally:
        logging.getLogger().removeHandler(log)
    if log.messages:
        raise ProblemsFound(
            [Problem("pelicanconf.py", 1, "pelican", message) for message in dict.fromkeys(log.messages)]
        )
    return settings


def say_built(summary: Mapping[str, Any], target: Path) -> None:
    """The warnings, and one line that a person can read."""
    if summary["warnings"]:
        say(report(Problem(**warning, warning=True) for warning in summary["warnings"]))
    place = target.relative_to(Path.cwd()) if target.is_relative_to(Path.cwd()) else target
    get = summary.__getitem__
    sys.stdout.write(
        f"Built {get('articles')} articles, {get('pages')} pages in {get('seconds')} s: {place / 'index.html'}"
        f" ({get('written')} files written, {get('unchanged')} unchanged, {get('removed')} removed)\n"
    )


def progress_for(*, quiet: bool) -> object:
    """A function that shows how far a long step is: a bar on a terminal, a line elsewhere."""

    def progress(items: Iterable[str], label: str) -> Iterable[str]:
        listed = list(items)
        if quiet or len(listed) < SHOWN_FROM:
            return listed
        if not sys.stderr.isatty():
            say(f"{label} {len(listed)} files")
            return listed
        from rich.console import Console  # noqa: PLC0415 (only a long build needs it)
        from rich.progress import track  # noqa: PLC0415

        return track(listed, description=label, console=Console(stderr=True), transient=True)

    return progress


def check(content: str = "", *, quiet: bool = False, cache: bool = True, workers: int = 0) -> dict[str, object]:
    """Read and check the content without building. Raises ``ProblemsFound``, ``WrongUse``."""
    start = time.perf_counter()
    folder = existing_folder(content or str(ROOT / "content"))
    with engine_for(cache=cache, workers=workers) as engine:
        reading = read_content(folder, drafts=False, engine=engine)
    if any(not problem.warning for problem in reading.problems):
        raise ProblemsFound(reading.problems)
    summary: dict[str, object] = {
        "articles": len(reading.library.articles),
        "parsed": engine.parsed,
        "seconds": round(time.perf_counter() - start, 2),
        **problem_lists(reading.problems),
    }
    if not quiet:
        if reading.problems:
            say(report(reading.problems))
        warnings = f"{len(reading.problems)} warnings" if reading.problems else "no problems"
        sys.stdout.write(f"Checked {len(reading.library.documents)} files in {summary['seconds']} s: {warnings}.\n")
    return summary
