"""A dask cluster becomes an executor: its workers print chunks of jobs into a shared folder.

What a worker that dies had under way, the scheduler gives to another one. Only jobs and
outcomes cross the network; handouts go straight from the workers to the shared folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from uuid import uuid4

from distributed import Client, KilledWorker
from distributed import Future as Sent

from clinicplan import __version__
from clinicplan.errors import ClinicPlanError
from clinicplan.files import STATE, write_whole
from clinicplan.tasks.batch import Outcome
from clinicplan.tasks.workers import Chunk, Hire

PATIENCE = 30.0  # seconds without any worker, or without the scheduler, before we give up
ANSWER = 10.0  # seconds that the scheduler gets to answer at first
CHECK = 2.0  # seconds between two looks at whether anybody is still there
MARK = "cluster"

_ALONE = Lock()  # a press draws one plan at a time, however many threads its worker has

Work = Callable[[Chunk], tuple[Outcome, ...]]


class LostCluster(ClinicPlanError):
    """A scheduler that does not answer, or has no workers."""

    exit_code = 3
    remedy = (
        "Start the scheduler and its workers, then run the same command again: what is made stays."
    )


class UnfitWorker(ClinicPlanError):
    """A worker that cannot do this work: another version, no templates, another folder."""

    exit_code = 3
    remedy = (
        "Every worker needs the same clinicplan, the same templates and the output folder under "
        "the same path (docs/scale.md)."
    )


@dataclass(frozen=True, slots=True)
class Team:
    """The workers of a cluster: how many at the start, and how to take them on."""

    size: int
    hire: Hire


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Work for a worker. Its repr, which dask puts into logs, never shows a patient's plan."""

    version: str
    folder: Path
    mark: str
    work: Work = field(repr=False)
    jobs: Chunk = field(repr=False)

    def __call__(self) -> tuple[Outcome, ...]:
        """Do it, in the worker's own process."""
        if self.version != __version__:
            raise UnfitWorker(f"A worker has clinicplan {__version__}, not {self.version}.")
        with _ALONE:
            try:
                if _mark(self.folder).read_text("ascii") != self.mark:
                    raise UnfitWorker(f"A worker's {self.folder} is another folder.")
                return self.work(self.jobs)
            except OSError as error:
                raise UnfitWorker(f"A worker cannot read {error.filename}.") from error


@contextmanager
def joined(address: str, *, folder: Path) -> Iterator[Team]:
    """The team of the scheduler at this address, to print into this folder.

    The folder must be absolute, there already and shared: each worker looks for a mark in
    it. Raises LostCluster where no scheduler answers or it has no workers.
    """
    try:
        client = Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise LostCluster(f"No scheduler answers at {address}.") from error
    mark = uuid4().hex
    write_whole(_mark(folder), mark.encode())
    try:
        _await_workers(client)
        yield Team(max(_threads(client), 1), lambda: _hired(client, folder=folder, mark=mark))
    finally:
        _mark(folder).unlink(missing_ok=True)
        client.close(timeout=CHECK)


def _mark(folder: Path) -> Path:
    return folder / STATE / MARK


def _threads(client: Client) -> int:
    """The threads of all workers; 0 where there is none or the scheduler is silent."""
    if client.status != "running":
        return 0
    try:
        return sum(client.nthreads().values())
    except OSError:
        return 0


def _await_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError as error:
        raise LostCluster("No worker of the cluster answers.") from error


def _hired(client: Client, *, folder: Path, mark: str) -> Executor:
    _await_workers(client)  # those there were may have died since
    return _Crew(client, folder=folder, mark=mark)


class _Crew(Executor):
    """The cluster's workers. A job that killed several of them breaks it, as in a pool."""

    def __init__(self, client: Client, *, folder: Path, mark: str) -> None:
        self._client = client
        self._folder, self._mark = folder, mark
        # dask forgets work that nobody holds on to.
        self._sent: dict[Future[tuple[Outcome, ...]], Sent] = {}
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(  # type: ignore[override]  # this executor does one kind of work
        self, work: Work, jobs: Chunk
    ) -> Future[tuple[Outcome, ...]]:
        """Send the jobs to a worker."""
        parcel = _Parcel(__version__, self._folder, self._mark, work, jobs)
        ours: Future[tuple[Outcome, ...]] = Future()
        ours.set_running_or_notify_cancel()
        sent = self._client.submit(parcel, key=f"clinicplan-{uuid4().hex}", pure=False)
        self._sent[ours] = sent
        sent.add_done_callback(lambda done: self._deliver(ours, done))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the workers; what is under way is cancelled where it can be."""
        self._ended.set()
        sent = list(self._sent.values())
        if sent and self._client.status == "running":
            self._client.cancel(sent)
        self._sent.clear()

    def _deliver(self, ours: Future[tuple[Outcome, ...]], sent: Sent) -> None:
        """Pass on how it went; whatever is not the work's own failure breaks the executor."""
        self._sent.pop(ours, None)
        error = sent.exception() if sent.status == "error" else None
        with suppress(InvalidStateError):  # given up already
            if sent.status == "finished":
                ours.set_result(sent.result())
            elif error and not isinstance(error, KilledWorker):
                ours.set_exception(error)
            else:
                ours.set_exception(BrokenExecutor(str(sent.status)))

    def _watch(self) -> None:
        """Break the executor where the cluster has been gone for too long."""
        silent = 0.0
        while not self._ended.wait(CHECK):
            silent = 0.0 if _threads(self._client) else silent + CHECK
            if silent >= PATIENCE:
                self._give_up()
                return

    def _give_up(self) -> None:
        for ours in list(self._sent):
            with suppress(InvalidStateError):  # delivered meanwhile
                ours.set_exception(BrokenExecutor("The cluster is gone."))
