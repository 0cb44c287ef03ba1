"""A pool of processes for work that is pure: reading files, making pages. Small work never starts it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
CHUNK = 16  # tasks that travel together
PATIENCE = 0.0005  # seconds: while this process works too, its threads must often get to feed the others
WORTH_STARTING = 60  # tasks; a pool costs about as much as reading this many articles
AHEAD = 16  # chunks in flight for each process: enough to keep it busy, few enough to keep memory flat
Work = Callable[[Sequence[Task]], list[Result]]


class Pool:
    """Maps functions over tasks, in this process and in others; the results come in the order of the tasks.

    ``workers`` counts this process too; ``method`` is how the others are started (``fork``, ``spawn``), by default as the
    system does.
    """

    def __init__(self, workers: int = 0, method: str | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.method = method
        self.executor: ProcessPoolExecutor | None = None
        self.folder: TemporaryDirectory[str] | None = None
        self.interval = 0.0

    def map(self, work: Work[Task, Result], tasks: Iterator[Task], *, few: int = 0, chunk: int = 0) -> Iterator[Result]:
        """The results of ``work`` on chunks of tasks. Few tasks are done here, when they are asked for; many begin now.

        Where tasks are heavy, ``few`` says from how many on they are shared, and ``chunk`` how many travel together.
        """
        few = few or WORTH_STARTING
        first = list(islice(tasks, few))
        if self.workers == 1 or len(first) < few:
            return (result for task in chain(first, tasks) for result in work([task]))
        executor, packed = self.started(), self.packed(work)
        begun = ((group, executor.submit(done, packed, group)) for group in chunks(chain(first, tasks), chunk or CHUNK))
        return results(work, deque(islice(begun, AHEAD * self.workers)), begun)

    def started(self) -> ProcessPoolExecutor:
        """The other processes. They live no longer than a build."""
        if not self.executor:
            context = multiprocessing.get_context(self.method)
            self.executor = ProcessPoolExecutor(self.workers - 1, context, initializer=settle)
            self.interval = sys.getswitchinterval()
            sys.setswitchinterval(PATIENCE)
        return self.executor

    def packed(self, work: Work[Task, Result]) -> str:
        """The path of a file with the work, which may be large: each process reads it once."""
        self.folder = self.folder or TemporaryDirectory(prefix="build-")
        file, path = tempfile.mkstemp(dir=self.folder.name)
        with open(file, "wb") as opened:  # noqa: PTH123 (a number, not a path)
            pickle.dump(work, opened)
        return path

    def close(self) -> None:
        """End the other processes."""
        if self.executor:
            self.executor.shutdown(wait=False, cancel_futures=True)
            self.executor = None
            sys.setswitchinterval(self.interval)
        if self.folder:
            self.folder.cleanup()
            self.folder = None


def settle() -> None:
    """Set up another process: its data has no cycles to look for, and it must not outlive the one that started it."""
    gc.disable()
    threading.Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait until the process that started this one is gone, even killed, and go."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


Begun = tuple[list[Task], Future[list[Result]]]


def results(
    work: Work[Task, Result], waiting: deque[Begun[Task, Result]], more: Iterator[Begun[Task, Result]]
) -> Iterator[Result]:
    """The results of chunks in their order; while other processes work, this one does what none of them has begun."""
    while waiting:
        if not waiting[0][1].done():
            help_with(work, waiting)
        _, first = waiting.popleft()
        yield from first.result()
        waiting.extend(islice(more, 1))


def help_with(work: Work[Task, Result], waiting: deque[Begun[Task, Result]]) -> None:
    """Do chunks here until the first is done."""
    for place, (chunk, future) in enumerate(waiting):
        if future.cancel():
            waiting[place] = chunk, done_here(work, chunk)
        if waiting[0][1].done():
            break


def done_here(work: Work[Task, Result], chunk: list[Task]) -> Future[list[Result]]:
    """The results of a chunk, or the error in their place, as another process would give them."""
    future: Future[list[Result]] = Future()
    try:
        future.set_result(work(chunk))
    except (Exception, SystemExit) as error:  # noqa: BLE001 (raised again in its turn)
        future.set_exception(error)
    return future


def done(path: str, chunk: list[Any]) -> list[Any]:
    """The results of packed work on a chunk of tasks."""
    return unpacked(path)(chunk)


@lru_cache(maxsize=1)
def unpacked(path: str) -> Work[Any, Any]:
    """Work that was packed by the process that wants it done; what it sets up serves all its chunks."""
    work: Work[Any, Any] = pickle.loads(Path(path).read_bytes())  # noqa: S301 (our own parent's)
    return work


def chunks(tasks: Iterator[Task], size: int) -> Iterator[list[Task]]:
    """The tasks in groups."""
    while group := list(islice(tasks, size)):
        yield group
