"""The sending program is killed anywhere; nothing is sent twice, lost in silence, or torn."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.mail.entry import State
from clinicplan.mail.letter import message_id
from clinicplan.mail.outbox import open_outbox
from tests.mail.certificates import Certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.kills import kept_in, kill
from tests.mail.postroom import NOW, OFFICE, SENDER, parcel, plan
from tests.mail.sending_program import Job, send

PROGRAM = Path(__file__).with_name("sending_program.py")
ROOT = Path(__file__).parents[2]
# Calls that change what is on the disk or on the line.
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "sendto", "ftruncate")
DISK = ("write", "pwrite64", "fsync", "fdatasync", "rename", "ftruncate")


def command(job: Path, *, name: str = "killed") -> list[str]:
    return [sys.executable, str(PROGRAM), str(job), name]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def stage(
    folder: Path, certificates: Certificates, *, letters: int, delay: float = 0.005
) -> Iterator[tuple[Path, Job, FaultyServer]]:
    """A server, and a job of so many letters in a file."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "out" / ".clinicplan").mkdir(parents=True)
    server = FaultyServer(certificates.server(), delay=delay)
    parcels = tuple(parcel(plan(number + 1)) for number in range(letters))
    job = Job(parcels, OFFICE, folder / "out", certificates.authority, server.port)
    path = folder / "job"
    path.write_bytes(pickle.dumps(job))
    try:
        yield path, job, server
    finally:
        server.stop()


def judge(job: Job, accepted: list[str]) -> Counter[str]:
    """What became of each letter, and how many files are torn."""
    copies, found = Counter(accepted), Counter[str]()
    with open_outbox(job.out / ".clinicplan", now=lambda: NOW) as outbox:
        for item in job.parcels:
            entry = outbox.entry(item.plan.id, 1)
            number = copies[message_id(item.seal, sender=SENDER.address)]
            state = entry.state if entry else None
            if number > 1:
                found["duplicate"] += 1
            elif state is State.SENT:
                found["sent" if number else "LOST"] += 1
            elif state is State.IN_DOUBT:
                found["in doubt, sent" if number else "in doubt, not sent"] += 1
            else:
                found[f"left {state}"] += 1
    found["torn"] = torn(job)
    return found


def torn(job: Job) -> int:
    """How many letters under their final names are not whole."""
    letters = (job.out / ".clinicplan").rglob("*.eml")
    return sum(hashlib.sha256(path.read_bytes()).hexdigest() != path.stem for path in letters)


def settle(job: Job) -> None:
    """Run again until there is nothing left to do, and once more."""
    for name in ("second", "third"):
        send(job, name=name)


def fine(found: Counter[str]) -> bool:
    return not [kind for kind, number in found.items() if number and kind not in
                ("sent", "in doubt, sent", "in doubt, not sent")]


def killed_at_random(
    folder: Path, certificates: Certificates, *, kills: int, letters: int, seed: int
) -> tuple[int, Counter[str]]:
    """How many runs it took to kill so many, and what became of all letters."""
    chosen, total, killed, runs = random.Random(seed), Counter[str](), 0, 0
    with stage(folder, certificates, letters=letters) as (path, job, _):
        begin = time.monotonic()
        subprocess.run(command(path), env=environment(), check=True)
        whole = time.monotonic() - begin
    while killed < kills:
        runs += 1
        with stage(folder, certificates, letters=letters) as (path, job, server):
            child = subprocess.Popen(command(path), env=environment(), stderr=subprocess.DEVNULL)
            try:
                child.wait(chosen.uniform(0.3 * whole, 1.05 * whole))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
                killed += 1
            total["torn"] += torn(job)
            settle(job)
            total += judge(job, server.accepted)
    return runs, total


def test_killed_at_random(tmp_path: Path, certificates: Certificates) -> None:
    _, total = killed_at_random(tmp_path / "k", certificates, kills=3, letters=8, seed=1)
    assert fine(total), total


@pytest.mark.slow
def test_whole_runs_killed_25_times(tmp_path: Path) -> None:
    """`python -m tests.mail.kills` goes on for as long as one likes, in pieces."""
    keep = tmp_path / "kills.json"
    first = kill(kept_in(keep, seed=2), kills=5, keep=keep)
    assert kept_in(keep, seed=7) == first
    tally = kill(first, kills=25, keep=keep)
    print(f"\n{tally}")
    assert (tally.kills, tally.faults) == (25, {})


needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")


def traced(path: Path, call: str, what: str, report: Path) -> list[str]:
    inject = ["-e", f"inject={call}:{what}"] if what else []
    return ["strace", "-f", "-qq", "-o", str(report), "-e", f"trace={call}", *inject,
            *command(path)]


def counted_calls(folder: Path, certificates: Certificates, *, letters: int) -> Counter[str]:
    """How often a whole run makes each call."""
    with stage(folder, certificates, letters=letters, delay=0) as (path, _, __):
        report = folder / "calls"
        subprocess.run(traced(path, ",".join(CALLS), "", report), env=environment(), check=True)
        names = re.findall(r"^\d+ +(\w+)\(", report.read_text("utf-8", "replace"), re.MULTILINE)
    return Counter(names)


def struck(
    folder: Path, certificates: Certificates, *, call: str, what: str, letters: int
) -> Counter[str]:
    """What becomes of the letters where a call is struck, and the command is run again."""
    with stage(folder, certificates, letters=letters, delay=0) as (path, job, server):
        subprocess.run(
            traced(path, call, what, folder / "calls"), env=environment(), check=False,
            stderr=subprocess.DEVNULL, timeout=60,
        )
        found = Counter({"torn": torn(job)})
        settle(job)
        return found + judge(job, server.accepted)


@needs_strace
@pytest.mark.parametrize("call", CALLS)
def test_killed_at_a_system_call(
    call: str, tmp_path: Path, certificates: Certificates
) -> None:
    count = counted_calls(tmp_path / "k", certificates, letters=2)[call]
    if not count:
        pytest.skip("not called here")
    what = f"signal=KILL:when={max(1, int(count * 0.9))}"
    found = struck(tmp_path / "k", certificates, call=call, what=what, letters=2)
    assert fine(found), found


@needs_strace
@pytest.mark.slow
@pytest.mark.parametrize(("what", "calls"), [("signal=KILL", CALLS), ("error=ENOSPC", DISK)])
def test_every_system_call_that_matters(
    what: str, calls: tuple[str, ...], tmp_path: Path, certificates: Certificates
) -> None:
    counts, points = counted_calls(tmp_path / "k", certificates, letters=3), 0
    total = Counter[str]()
    for call in calls:
        for number in range(1, counts[call] + 1):
            points += 1
            total += struck(
                tmp_path / "k", certificates, call=call, what=f"{what}:when={number}", letters=3
            )
    print(f"\n{what} at {points} points {dict(counts)}: {dict(total)}")
    assert fine(total), total


def two_at_once(
    folder: Path, certificates: Certificates, *, locked: bool, letters: int
) -> tuple[list[int], Counter[str]]:
    """The exit codes of two programs started together, and what became of the letters."""
    with stage(folder, certificates, letters=letters, delay=0.002) as (path, job, server):
        path.write_bytes(pickle.dumps(replace(job, locked=locked)))
        both = [
            subprocess.Popen(command(path, name=name), env=environment()) for name in ("a", "b")
        ]
        codes = sorted(child.wait(300) for child in both)
        return codes, judge(job, server.accepted)


# The folder's lock lets only one of them in; even without it each letter goes once.
LOCKS = [pytest.param(True, [0, 3], id="locked"), pytest.param(False, [0, 0], id="not locked")]


@pytest.mark.parametrize(("locked", "codes"), LOCKS)
def test_two_programs_at_once(
    locked: bool, codes: list[int], tmp_path: Path, certificates: Certificates
) -> None:
    """So many letters that the first is not done before the second has started."""
    found = two_at_once(tmp_path / "k", certificates, locked=locked, letters=160)
    assert found == (codes, {"sent": 160, "torn": 0})


@pytest.mark.slow
@pytest.mark.parametrize(("locked", "codes"), LOCKS)
def test_two_programs_with_400_letters(
    locked: bool, codes: list[int], tmp_path: Path, certificates: Certificates
) -> None:
    found = two_at_once(tmp_path / "k", certificates, locked=locked, letters=400)
    print(f"\n{found}")
    assert found == (codes, {"sent": 400, "torn": 0})


def test_drafts_are_never_torn(tmp_path: Path, certificates: Certificates) -> None:
    """Killed while it writes drafts, it goes on with the next run; no file is half."""
    chosen = random.Random(4)
    for _ in range(3):
        with stage(tmp_path / "k", certificates, letters=20) as (path, job, server):
            drafts = tmp_path / "k" / "drafts"
            drafts.mkdir()
            job = replace(job, drafts=drafts)
            path.write_bytes(pickle.dumps(job))
            child = subprocess.Popen(command(path), env=environment(), stderr=subprocess.DEVNULL)
            try:
                child.wait(chosen.uniform(0.4, 1.2))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            settle(job)
            assert server.accepted == []
            with open_outbox(job.out / ".clinicplan", now=lambda: NOW) as outbox:
                states = Counter(entry.state for entry in outbox.entries())
            written = list(drafts.glob("*.eml"))
            assert states[State.SAVED] + states[State.IN_DOUBT] == 20
            assert len(written) >= states[State.SAVED]
            assert all(path.read_bytes().rstrip().endswith(b"--") for path in written)
