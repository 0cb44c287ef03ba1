"""The pool: the same results in the same order, wherever the work is done."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

import pytest
from conftest import ROOT

from plugins import pool as module
from plugins.pool import Pool
from plugins.problems import Problem, ProblemsFound

PROBLEM = Problem("a.md", 1, "negative", "a number is negative", "take another", warning=True)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """Two processes, for any work of at least four tasks."""
    monkeypatch.setattr(module, "WORTH_STARTING", 4)
    workers = Pool(2)
    yield workers
    workers.close()


def double(numbers: Sequence[int]) -> list[int]:
    """Twice each number; a problem for a negative one, a crash for a thousand."""
    if min(numbers) < 0:
        raise ProblemsFound([PROBLEM])
    if max(numbers) == 1000:
        raise ZeroDivisionError("a thousand")
    return [2 * number for number in numbers]


def processes(tasks: Sequence[object]) -> list[int]:
    """The process that each task is done in."""
    return [os.getpid() for _ in tasks]


@pytest.mark.parametrize("many", [0, 1, 4, 8, 9, 200])
def test_results_come_in_the_order_of_the_tasks(pool: Pool, many: int) -> None:
    """However many tasks there are, and whichever is done first."""
    assert list(pool.map(double, iter(range(many)))) == list(range(0, 2 * many, 2))


def test_much_work_is_shared(pool: Pool) -> None:
    """It is done here and in one other process, which is there again the second time."""
    first, again = (set(pool.map(processes, iter(range(200)))) for _ in range(2))
    other = pool.started().submit(os.getpid).result()
    assert other != os.getpid()
    assert first | again <= {os.getpid(), other}


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_however_processes_are_started_the_results_are_the_same(monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """A process that shares nothing with this one gets all that it needs with the work."""
    monkeypatch.setattr(module, "WORTH_STARTING", 4)
    pool = Pool(2, method)
    assert list(pool.map(double, iter(range(200)))) == list(range(0, 400, 2))
    pool.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_no_process_outlives_the_one_that_started_it() -> None:
    """Not even with work to hand over to a killed one: whatever they could still print ends."""
    code = """if True:
        import os
        from plugins.pool import Pool
        executor = Pool(2).started()
        first, _ = executor.submit(bytes, 10**7), executor.submit(bytes, 10**7)
        first.result()
        os.kill(os.getpid(), 9)
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode == -9


@pytest.mark.parametrize(("workers", "tasks"), [(2, 3), (1, 40)])
def test_small_work_starts_no_process(monkeypatch: pytest.MonkeyPatch, workers: int, tasks: int) -> None:
    """A few tasks, and all tasks of a pool of one, are done here."""
    monkeypatch.setattr(module, "WORTH_STARTING", 4)
    pool = Pool(workers)
    assert set(pool.map(processes, iter(range(tasks)))) == {os.getpid()}
    assert pool.executor is None
    pool.close()


@pytest.mark.parametrize("many", [2, 40])
def test_problems_come_back_as_they_are(pool: Pool, many: int) -> None:
    """Problems found in another process are the same data as those found here."""
    with pytest.raises(ProblemsFound) as found:
        list(pool.map(double, iter([*range(many), -1])))
    assert found.value.problems == (PROBLEM,)


def test_errors_come_back_and_leave_the_pool_whole(pool: Pool) -> None:
    """A crash in another process is one here, behind the results before it; later work goes on."""
    results = pool.map(double, iter(range(1001)))
    assert [next(results) for _ in range(900)] == list(range(0, 1800, 2))
    with pytest.raises(ZeroDivisionError, match="a thousand"):
        list(results)
    assert list(pool.map(double, iter(range(10)))) == list(range(0, 20, 2))


def test_tasks_are_taken_as_they_are_needed(pool: Pool) -> None:
    """A site of any size is never in memory as a whole."""
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1, 1000):
            taken.append(number)
            yield number

    results = pool.map(double, tasks())
    assert next(results) == 2
    assert len(taken) <= module.CHUNK * (module.AHEAD * pool.workers + 1)


def test_a_pool_that_is_closed_has_no_processes(pool: Pool) -> None:
    """Closing ends them, once or twice; new work starts new ones."""
    list(pool.map(double, iter(range(10))))
    interval = pool.interval
    pool.close()
    pool.close()
    assert pool.executor is None
    assert sys.getswitchinterval() == interval
    assert list(pool.map(double, iter(range(10)))) == list(range(0, 20, 2))


def test_without_a_number_every_core_works() -> None:
    """Zero means as many processes as there are cores."""
    assert Pool(0).workers == (os.cpu_count() or 1)
