"""Beyond one machine: a real scheduler, real workers on loopback, and one of them killed."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from subprocess import DEVNULL, Popen, run

import pytest
from distributed import Client

from clinicplan import files
from clinicplan.plan import Plan
from clinicplan.tasks import cluster, workers
from clinicplan.tasks.batch import Failed, Job, Outcome, Terms, jobs_for
from clinicplan.tasks.manifest import Record
from tests.fake_press import TODAY, FakePress, Page, plan_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_plans" / "sample-clinic.xlsx"
SETTINGS = {
    "PYTHONPATH": str(ROOT),
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE": "False",
}


@dataclass(frozen=True, slots=True)
class SlowPress(FakePress):
    """Takes its time, so that there is a middle to kill a worker in."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Page:
        """As FakePress prints it, a little later."""
        time.sleep(0.004)
        return FakePress.print(self, plan, issued=issued, seal=seal)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running scheduler's address and its workers' processes."""

    address: str
    workers: tuple[Popen[bytes], ...]


@contextmanager
def process(module: str, *arguments: str) -> Iterator[Popen[bytes]]:
    command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
    started = Popen(command, env={**os.environ, **SETTINGS}, stdout=DEVNULL, stderr=DEVNULL)
    try:
        yield started
    finally:
        started.terminate()
        started.wait()


@contextmanager
def running(folder: Path, *, workers: int = 2, nanny: str = "--no-nanny") -> Iterator[Cluster]:
    """A cluster on loopback, each worker in a process of its own."""
    file = str(folder / "scheduler.json")
    local = ("--host", "127.0.0.1", "--no-dashboard")
    with ExitStack() as stack:
        stack.enter_context(
            process("dask_scheduler", *local, "--port", "0", "--scheduler-file", file)
        )
        crew = tuple(
            stack.enter_context(
                process("dask_worker", *local, "--scheduler-file", file, "--nthreads", "1", nanny,
                        "--local-directory", str(folder))
            )
            for _ in range(workers)
        )  # fmt: skip
        address = address_in(Path(file))
        if crew:
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)
        yield Cluster(address, crew)


def address_in(file: Path) -> str:
    """The scheduler's address, once it has written it down."""
    for _ in range(300):
        if file.exists():
            try:
                return str(json.loads(file.read_text("utf-8"))["address"])
            except ValueError:
                pass  # half written
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster for tests that leave its workers alive."""
    with running(tmp_path_factory.mktemp("cluster")) as cluster_:
        yield cluster_


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder, as `build` opens it."""
    out = tmp_path / "plans"
    files.open_folder(out)
    files.open_folder(out / files.STATE)
    return out


def jobs_of(count: int, folder: Path, *, killer: int = -1) -> tuple[Job, ...]:
    plans = [plan_of(number, goal="kill" * (number == killer)) for number in range(count)]
    jobs, _ = jobs_for(
        plans, press=FakePress(), key=b"k", before={}, folder=folder, terms=Terms(TODAY)
    )
    return jobs


def carried(
    jobs: tuple[Job, ...], folder: Path, team: cluster.Team, done: Callable[[Outcome], None]
) -> None:
    workers.run_with_workers(
        jobs, press=SlowPress(), folder=folder, done=done, hire=team.hire, workers=team.size
    )


def test_a_worker_killed_in_mid_run_costs_no_plan(tmp_path: Path, folder: Path) -> None:
    found: list[Outcome] = []
    with running(tmp_path) as cluster_, cluster.joined(cluster_.address, folder=folder) as team:
        def done(outcome: Outcome) -> None:
            found.append(outcome)
            if len(found) == 30:
                os.kill(cluster_.workers[0].pid, signal.SIGKILL)

        carried(jobs_of(400, folder), folder, team, done)
        assert cluster_.workers[0].poll() == -signal.SIGKILL
    assert {outcome.plan for outcome in found} == {f"P{number}" for number in range(400)}
    assert all(isinstance(outcome, Record) for outcome in found)
    assert {path.stem for path in folder.glob("*.pdf")} == {outcome.plan for outcome in found}
    assert not (folder / files.STATE / cluster.MARK).exists()


def test_build_prints_on_a_cluster(tmp_path: Path, shared: Cluster) -> None:
    command = [sys.executable, "-m", "clinicplan", "build", str(SAMPLE), "--out", "plans"]
    done = run(
        [*command, "--cluster", shared.address, "--json"],
        cwd=tmp_path, capture_output=True, text=True, env={**os.environ, **SETTINGS},
    )  # fmt: skip
    assert done.stderr == ""
    counts = json.loads(done.stdout)["manifest"]["counts"]
    assert counts["made"] == counts["rows"] == len(list((tmp_path / "plans").glob("*.pdf")))


def test_a_plan_that_kills_its_workers_fails_alone(tmp_path: Path, folder: Path) -> None:
    found: list[Outcome] = []
    with (
        running(tmp_path, workers=5) as cluster_,
        cluster.joined(cluster_.address, folder=folder) as team,
    ):
        carried(jobs_of(60, folder, killer=25), folder, team, found.append)
    failed = [outcome for outcome in found if isinstance(outcome, Failed)]
    assert [(outcome.plan, outcome.code) for outcome in failed] == [("P25", "handout-killed")]
    assert len({outcome.plan for outcome in found}) == 60


def test_another_folder_under_the_same_path_is_noticed(folder: Path, shared: Cluster) -> None:
    with cluster.joined(shared.address, folder=folder) as team:
        (folder / files.STATE / cluster.MARK).write_text("somebody else's")
        with pytest.raises(cluster.UnfitWorker, match="another folder"):
            carried(jobs_of(3, folder), folder, team, print)
    assert list(folder.glob("*.pdf")) == []


def test_no_scheduler_is_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.3)
    with (
        pytest.raises(cluster.LostCluster, match="No scheduler answers at 127"),
        cluster.joined("127.0.0.1:9", folder=folder),
    ):
        pass


def test_no_worker_is_a_sentence(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.3)
    with (
        running(tmp_path, workers=0) as cluster_,
        pytest.raises(cluster.LostCluster, match="No worker"),
        cluster.joined(cluster_.address, folder=folder),
    ):
        pass


def test_what_is_logged_of_a_parcel_names_nobody(folder: Path) -> None:
    parcel = cluster._Parcel("1", folder, "mark", lambda _: (), jobs_of(1, folder))
    assert "Sam" not in repr(parcel)
