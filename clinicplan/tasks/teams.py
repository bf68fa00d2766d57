"""Jobs become outcomes: here, on several processes, or on the machines of a cluster."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from pathlib import Path

from clinicplan.errors import UsageError
from clinicplan.tasks.batch import Done, Job, Outcome, Press, run
from clinicplan.tasks.workers import Hire, run_with_workers

Watch = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Told how many there are to do, it gives what is called after each of them."""


def unwatched(total: int) -> AbstractContextManager[Callable[[], None]]:
    """For runs whose progress nobody looks at."""
    return nullcontext(lambda: None)


@dataclass(frozen=True, slots=True)
class Team:
    """Who does the jobs: this process, so many `workers`, or the scheduler at `cluster`."""

    workers: int = 1
    cluster: str = ""

    def carry(self, press: Press, folder: Path, *, watch: Watch) -> Carry:
        """What does the jobs of a folder and reports each outcome."""

        def carry(jobs: Sequence[Job], done: Done) -> None:
            with watch(len(jobs)) as step:

                def report(outcome: Outcome) -> None:
                    done(outcome)
                    step()

                self._do(jobs, report, press=press, folder=folder)

        return carry

    def _do(self, jobs: Sequence[Job], done: Done, *, press: Press, folder: Path) -> None:
        if not jobs or (self.workers == 1 and not self.cluster):
            run(jobs, press=press, folder=folder, done=done)
            return
        here = nullcontext((lambda: _hire(self.workers), self.workers))
        with _on_cluster(self.cluster, folder) if self.cluster else here as (hire, size):
            run_with_workers(jobs, press=press, folder=folder, done=done, hire=hire, workers=size)


Carry = Callable[[Sequence[Job], Done], None]
"""Does the jobs and reports each outcome."""


@contextmanager
def _on_cluster(address: str, folder: Path) -> Iterator[tuple[Hire, int]]:
    """The workers of the scheduler at this address."""
    try:
        from clinicplan.tasks.cluster import joined
    except ModuleNotFoundError as error:
        raise UsageError("--cluster needs: pip install --editable \".[cluster]\"") from error

    with joined(address, folder=folder) as team:
        yield team.hire, team.size


class _Pool(ProcessPoolExecutor):
    """Processes that end with their pool, whatever they are at.

    Python's own exit must not meet a pool that is still closing its pipes, so letting it go
    ends what Ctrl-C has outlasted, and waits for that.
    """

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if not wait:
            for child in active_children():
                child.terminate()
        super().shutdown(wait=True, cancel_futures=cancel_futures)


def _hire(workers: int) -> Executor:
    """A pool of fresh processes that leave Ctrl-C to this one."""
    # Spawned, not forked: this process has threads (the progress bar), and Windows spawns.
    return _Pool(
        workers,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
