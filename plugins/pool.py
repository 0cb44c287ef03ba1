"""A pool of processes for work that is pure: reading files, rendering pages. Small work never starts it."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
CHUNK = 8  # tasks that travel together
WORTH_STARTING = 60  # tasks; a pool costs about as much as reading this many articles
AHEAD = 4  # chunks in flight for each worker: enough to keep it busy, few enough to keep memory flat


class Pool:
    """Maps functions over tasks, in this process or in others; the results come in the order of the tasks."""

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.executor: ProcessPoolExecutor | None = None

    def map(self, work: Callable[[Sequence[Task]], list[Result]], tasks: Iterator[Task]) -> Iterator[Result]:
        """The results of ``work`` on chunks of tasks. A few tasks are done here."""
        first = list(islice(tasks, WORTH_STARTING))
        if self.workers == 1 or len(first) < WORTH_STARTING:
            for task in chain(first, tasks):
                yield from work([task])
            return
        self.executor = self.executor or ProcessPoolExecutor(self.workers)
        waiting: deque[Future[list[Result]]] = deque()
        for chunk in chunks(chain(first, tasks)):
            waiting.append(self.executor.submit(unpacked, pickle.dumps((work, chunk))))
            if len(waiting) > AHEAD * self.workers:
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()

    def close(self) -> None:
        """End the other processes."""
        if self.executor:
            self.executor.shutdown(cancel_futures=True)
            self.executor = None


def unpacked(packed: bytes) -> list[Any]:
    """Do work that was packed by the process that wants it done.

    It is packed there, and not by the executor's own thread, because packing a view fetches its texts from the cache.
    """
    work, chunk = pickle.loads(packed)  # noqa: S301 (from our own parent process)
    result: list[Any] = work(chunk)
    return result


def chunks(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    """The tasks in groups."""
    while group := list(islice(tasks, CHUNK)):
        yield group
