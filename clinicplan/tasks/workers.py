"""A batch's jobs spread over an executor's workers; the outcomes are the same as one by one."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from clinicplan.tasks.batch import Done, Failed, Job, Outcome, Press, do

# Large enough that handing over costs little, small enough that a stop takes effect within
# a second and that one killed worker sets few plans back.
CHUNK = 10
STOPPING = 1.0  # seconds that running chunks get to finish after Ctrl-C

Chunk = tuple[Job, ...]
Hire = Callable[[], Executor]
Running = dict[Future[tuple[Outcome, ...]], Chunk]


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is told: the pickled press and the folder to print into."""

    press: bytes
    folder: Path

    def __call__(self, jobs: Chunk) -> tuple[Outcome, ...]:
        """Do the jobs, in the worker's own process."""
        press = _opened(self.press)
        return tuple(do(job, press, folder=self.folder) for job in jobs)


@lru_cache(maxsize=1)
def _opened(pickled: bytes) -> Press:
    """The worker's own press. Keyed by its whole content, so it can never be out of date."""
    press: Press = pickle.loads(pickled)
    return press


def run_with_workers(
    jobs: Iterable[Job],
    *,
    press: Press,
    folder: Path,
    done: Done,
    hire: Hire,
    workers: int,
) -> None:
    """Do the jobs on executors that `hire` opens (of processes, threads or a cluster).

    The press must pickle by its arguments: each worker opens its own. Where a worker is
    killed, the jobs that were under way are done one at a time, so that the plan that kills
    is found and fails alone; the others go on with a new executor.
    """
    task = Task(pickle.dumps(press), folder)
    waiting = deque(_chunks(jobs))
    while waiting:
        suspects = _until_broken(waiting, task=task, done=done, hire=hire, width=2 * workers)
        for outcome in _one_by_one(suspects, task=task, hire=hire):
            done(outcome)


def _chunks(jobs: Iterable[Job]) -> Iterator[Chunk]:
    """The jobs, so many at a time."""
    jobs = iter(jobs)
    while chunk := tuple(islice(jobs, CHUNK)):
        yield chunk


def _until_broken(
    waiting: deque[Chunk], *, task: Task, done: Done, hire: Hire, width: int
) -> Chunk:
    """Do the chunks, `width` of them under way; the unfinished jobs if a worker was killed."""
    running: Running = {}
    executor = hire()
    try:
        while waiting or running:
            while waiting and len(running) < width:
                running[executor.submit(task, waiting[0])] = waiting[0]
                waiting.popleft()
            wait(running, return_when=FIRST_COMPLETED)
            _gather(running, done)
    except BrokenExecutor:
        return tuple(job for chunk in running.values() for job in chunk)
    except KeyboardInterrupt:
        _wind_up(running, done)
        raise
    finally:
        # Python's own exit must not meet an executor that is still closing its pipes.
        is_idle = all(future.done() for future in running)
        executor.shutdown(wait=is_idle, cancel_futures=True)
    return ()


def _gather(running: Running, done: Done) -> None:
    """Report what has finished and strike it off; BrokenExecutor where a worker was killed."""
    for future in [future for future in running if future.done()]:
        for outcome in future.result():
            done(outcome)
        del running[future]


def _wind_up(running: Running, done: Done) -> None:
    """After Ctrl-C: let what is under way finish, briefly, and report it."""
    for future in running:
        future.cancel()
    finished, _ = wait(running, timeout=STOPPING)
    for future in finished:
        if not future.cancelled() and future.exception() is None:
            for outcome in future.result():
                done(outcome)


def _one_by_one(jobs: Iterable[Job], *, task: Task, hire: Hire) -> Iterator[Outcome]:
    """Do each job alone, with a new executor after each that kills its worker."""
    waiting = deque(jobs)
    while waiting:
        executor = hire()
        try:
            while waiting:
                yield from executor.submit(task, (waiting[0],)).result()
                waiting.popleft()
        except BrokenExecutor:
            yield Failed(waiting.popleft().plan.id, "handout-killed", 70, "")
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
