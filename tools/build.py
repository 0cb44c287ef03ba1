"""``invoke build``: read everything, say all that is wrong, else build beside and swap.

A build that has nothing to do must not wait for what it will not need: whatever reads and renders is imported late.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.digests import digest_of
from plugins.problems import Problem, report
from plugins.store import Store, discard, open_store
from tools.failure import CACHE, WrongUse, say
from tools.job import Job, job_for
from tools.staging import publish, stage_for

if TYPE_CHECKING:
    from plugins.engine import Engine

CACHE_FILE = "build.sqlite"
SPARE = "spare"
Summary = dict[str, Any]


def build(
    content: str = "",
    output: str = "",
    config: str = "",
    *,
    drafts: bool = False,
    quiet: bool = False,
    cache: bool = True,
    workers: int = 0,
    search: bool = True,
    engine: Engine | None = None,
    gate: str = "",
) -> Summary:
    """Build the site into ``output``, whole or not at all. Returns counts and seconds for people and machines.

    ``cache`` allows what earlier builds left in ``.cache/``; ``workers`` is the number of processes, 0 for every core;
    an ``engine`` that has built before brings its own. ``gate`` is its mode (see ``plugins/gate.py``); without ``search``
    no search index is made.
    Raises ``ProblemsFound`` when the content is not right, ``WrongUse`` when a path is not.
    """
    start = time.perf_counter()
    job = job_for(content, output, config, drafts=drafts, search=search, gate=gate)
    try:
        with without_collection():
            if engine:
                summary = build_with(engine, job, CACHE / SPARE, quiet=quiet)
            else:
                summary = build_alone(job, workers, cache=cache, quiet=quiet)
    except sqlite3.Error as error:  # a page of the cache that is no good shows only when it is read
        say(f"The cache cannot be used ({error}); building without what it knew.")
        discard(CACHE / CACHE_FILE)
        summary = build_alone(job, 1, cache=False, quiet=quiet)
    summary["seconds"] = round(time.perf_counter() - start, 2)
    if not quiet:
        say_built(summary, job.output)
    return summary


def build_alone(job: Job, workers: int, *, cache: bool, quiet: bool) -> Summary:
    """Build with a cache and processes of its own, if there is anything to do."""
    with store_for(cache=cache) as store:
        if finished := finished_before(store, job):
            return finished
        with engine_for(store, workers) as engine:
            return build_with(engine, job, CACHE / SPARE if cache else None, quiet=quiet)


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep Python from looking for cycles in data that has none: it takes a tenth of a build's time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def finished_before(store: Store, job: Job) -> Summary | None:
    """The summary of the last build, if it made this very site and its files are as it left them."""
    site = str(job.output)
    last = json.loads(store.find([site_key(job)]).get(site_key(job), "{}"))
    files = {path: known.stamp for path, known in store.files(site).items()}
    if last.get("inputs") != job.inputs or files != job.before:
        return None
    nothing = {"parsed": 0, "rendered": 0, "written": 0, "unchanged": len(files), "removed": 0}
    summary: Summary = last["summary"]
    return summary | nothing


def site_key(job: Job) -> str:
    """Where the store keeps what the last build of a site was made from."""
    return digest_of("site", str(job.output))


def build_with(engine: Engine, job: Job, spare: Path | None, *, quiet: bool) -> Summary:
    """Build the site with an engine, beside the old one, and let it take its place."""
    from tools.progress import progress_for  # noqa: PLC0415 (see above)

    progress = progress_for(quiet=quiet)
    engine.strings = job.theme / "strings"
    engine.begin(job.snapshot, progress)
    from plugins.folder import SiteChanged  # noqa: PLC0415 (while others read, this process loads Pelican)
    from tools.indexing import index  # noqa: PLC0415
    from tools.pelican import run_pelican  # noqa: PLC0415

    with stage_for(job.output, spare) as stage:
        own: dict[str, Any] = {"OUTPUT_PATH": str(stage), "PREVIOUS_OUTPUT": str(job.output), "BEFORE": job.before}
        own |= {"ENGINE": engine, "SNAPSHOT": job.snapshot, "PROGRESS": progress}
        summary, writer, publication = run_pelican(job.config, job.override | own)
        indexed = index(engine, publication, writer, job.search, job.config.name)
        summary["warnings"] += indexed.warnings
        try:
            summary |= publish(writer, stage, job.output)._asdict()
        except SiteChanged as changed:
            raise WrongUse(
                f"another build has put its site into {job.output} meanwhile; run this one again"
            ) from changed
        finished = (site_key(job), json.dumps({"inputs": job.inputs, "summary": summary}))
        engine.remember(writer, *indexed.rows, *(() if indexed.warnings else (finished,)))
    return summary


@contextmanager
def store_for(*, cache: bool) -> Iterator[Store]:
    """The cache, or an empty one that nobody sees again."""
    store = open_store(CACHE / CACHE_FILE, say) if cache else None
    with tempfile.TemporaryDirectory(prefix="build-") as folder:
        store = store or Store(str(Path(folder, CACHE_FILE)))
        try:
            yield store
        finally:
            store.close()


@contextmanager
def engine_for(store: Store, workers: int) -> Iterator[Engine]:
    """An engine with its processes, which end with it."""
    from plugins.engine import Engine  # noqa: PLC0415 (see above)
    from plugins.pool import Pool  # noqa: PLC0415

    pool = Pool(workers)
    try:
        yield Engine(store, pool)
    finally:
        pool.close()


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
