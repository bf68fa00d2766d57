"""A run of letters that is killed at a random moment, again and again, and what each patient got.

    python -m tests.mail.kills --kills 250 --keep kills.json

Each clinic has five letters. Its run (the whole of it: the workbook is read, handouts are built,
letters are locked, queued and sent) is killed with SIGKILL one to three times, at a random moment
or just when the server has a letter, and started again each time. Then it may end. What counts is
the mailbox: each patient has one letter, or none or one where the clinic is told that it is in
doubt. Then each doubt is settled as the mailbox says, and each patient must have exactly one.

What was found is kept in the file after each clinic, and the next call goes on from there: the
number is that of all calls together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from email import message_from_bytes
from email.utils import parseaddr
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import ClassVar

from clinicplan.files import write_whole
from clinicplan.mail.entry import State
from clinicplan.tasks.outbox import kept_letters, resolve
from clinicplan.tasks.ready import make_ready, read_templates
from clinicplan.workbook.writing.blank import write_blank
from tests.mail.certificates import Certificates, make_certificates
from tests.mail.faulty_server import FaultyServer
from tests.mail.killed_run import TODAY, computer_of, run

MOST_KILLS = 3
"""Of the runs of one clinic."""

UNBUILT = 4
"""One clinic in so many begins without handouts."""

LONGEST = 120
"""Seconds in which a run that nobody kills must end."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found so far. `clinics` are those that were begun, each with its own numbers.

    `in_doubt` counts letters that the clinic was told of, `arrived` those of them that the
    mailbox has. The four that follow must stay 0: a letter that the outbox calls sent and
    nobody has, one that somebody has twice, one in another's mailbox, a torn file. `stuck` are
    letters that could not be brought to their end.
    """

    seed: int = 1
    clinics: int = 0
    kills: int = 0
    runs: int = 0
    letters: int = 0
    in_doubt: int = 0
    arrived: int = 0
    lost: int = 0
    doubled: int = 0
    astray: int = 0
    torn: int = 0
    stuck: int = 0

    FAULTS: ClassVar[tuple[str, ...]] = ("lost", "doubled", "astray", "torn", "stuck")

    @property
    def faults(self) -> dict[str, int]:
        """What must not be, as far as it is."""
        return {name: count for name in self.FAULTS if (count := getattr(self, name))}

    def plus(self, **more: int) -> Tally:
        """The tally with these added."""
        return replace(self, **{name: getattr(self, name) + n for name, n in more.items()})


@dataclass(frozen=True, slots=True)
class Stage:
    """What clinics are made from: a built one, and how its runs are started."""

    built: Path
    certificates: Certificates
    programs: BaseContext
    patients: Mapping[str, str]
    whole: float

    def start(self, folder: Path) -> BaseProcess:
        """A run of this clinic's letters."""
        child = self.programs.Process(target=run, args=(folder,))  # type: ignore[attr-defined]
        child.start()
        return child  # type: ignore[no-any-return]


@contextmanager
def stage() -> Iterator[Stage]:
    """A clinic to copy, and a process that has read all programs and starts each run from there."""
    with TemporaryDirectory(prefix="kills-") as name:
        folder = Path(name)
        programs = multiprocessing.get_context("forkserver")
        programs.set_forkserver_preload([run.__module__])
        certificates = make_certificates(folder)
        built = folder / "built"
        built.mkdir()
        catalogue, templates = read_templates()
        write_blank(built / "clinic.xlsx", catalogue=catalogue, templates=templates, sample=True)
        first = Stage(built, certificates, programs, patients_of(built / "clinic.xlsx"), 0)
        with clinic(first, folder / "first") as (own, _):
            ended(first.start(own))
            shutil.copytree(own / "plans", built / "plans")
        shutil.rmtree(built / "plans" / ".clinicplan" / "letters")
        for path in (built / "plans" / ".clinicplan").iterdir():
            if path.name.startswith(("outbox", "sender", "printed")):
                path.unlink()
        with clinic(first, folder / "second") as (own, _):
            begin = time.monotonic()
            ended(first.start(own))
            whole = time.monotonic() - begin
        yield replace(first, whole=whole)


def patients_of(file: Path) -> dict[str, str]:
    """The address of each patient who has agreed to letters, by plan ID."""
    plans = make_ready(file, today=TODAY).reading.plans
    return {plan.id: plan.patient.email for plan in plans if plan.patient.consent}


@contextmanager
def clinic(on: Stage, folder: Path) -> Iterator[tuple[Path, FaultyServer]]:
    """A clinic's folder with a mail server of its own, gone at the end."""
    shutil.copytree(on.built, folder)
    shutil.copy(on.certificates.authority, folder / "authority.pem")
    server = FaultyServer(on.certificates.server(), delay=0.005, keep=True)
    (folder / "clinicplan.toml").write_text(
        f'[mail]\nserver = "localhost"\nport = {server.port}\nsecurity = "tls"\npace = 600\n'
        'user = "clinic@example.org"\ncertificate = "authority.pem"\ntimeout = 5\n'
    )
    try:
        yield folder, server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def ended(child: BaseProcess) -> int:
    """The exit code of a run that nobody kills."""
    child.join(LONGEST)
    if child.is_alive():
        child.kill()
        child.join()
        return -1
    return child.exitcode or 0


def killed(on: Stage, folder: Path, server: FaultyServer, chance: random.Random) -> bool:
    """Start a run and kill it: False where it was quicker.

    Half of the kills come at any moment, the others when the server has just got a letter: its
    answer is on the way then.
    """
    child = on.start(folder)
    if chance.random() < 0.5:
        child.join(chance.uniform(0, 1.05 * on.whole))
        child.kill()
    else:
        at, wait = len(server.accepted) + chance.randint(1, 5), chance.uniform(0, 0.03)

        def on_take(count: int) -> None:
            if count == at:
                Timer(wait, child.kill).start()

        server.on_take = on_take
        child.join(LONGEST)
        server.on_take = lambda count: None
    child.join()
    return child.exitcode == -9


def one_clinic(on: Stage, folder: Path, tally: Tally, *, most: int) -> Tally:
    """What becomes of one clinic's letters, added to what was found before."""
    chance = random.Random(f"{tally.seed}-{tally.clinics}")
    with clinic(on, folder) as (own, server):
        if not chance.randrange(UNBUILT):
            shutil.rmtree(own / "plans")
        asked = min(chance.randint(1, MOST_KILLS), most)
        kills = sum(killed(on, own, server, chance) for _ in range(asked))
        found = Counter(torn=torn_in(own / "plans"))
        codes = [ended(on.start(own)) for _ in range(2)]
        found += judged(own, server, on.patients, codes)
        settled(own, server, on.patients)
        ended(on.start(own))
        found += at_last(own, server, on.patients)
    return tally.plus(
        clinics=1, kills=kills, runs=asked + 3, letters=len(on.patients), **dict(found)
    )


def states_of(folder: Path) -> dict[str, State]:
    """Where each plan's letter is, as the clinic is told."""
    with kept_letters(folder / "plans", computer=computer_of(folder)) as kept:
        return {entry.plan: entry.state for entry in kept.entries}


def judged(
    folder: Path, server: FaultyServer, patients: Mapping[str, str], codes: Sequence[int]
) -> Counter[str]:
    """What is wrong with the letters after a run that nobody has killed, and what is in doubt."""
    states, found = states_of(folder), Counter[str]()
    for plan, address in patients.items():
        copies = server.recipients.count(address)
        found["doubled"] += copies > 1
        match states.get(plan):
            case State.SENT:
                found["lost"] += not copies
            case State.IN_DOUBT:
                found["in_doubt"] += 1
                found["arrived"] += bool(copies)
                found["stuck"] += codes[-1] != 5
            case _:
                found["stuck"] += 1
    for to, body in zip(server.recipients, server.bodies, strict=True):
        found["astray"] += parseaddr(str(message_from_bytes(body)["To"]))[1] != to
    return found


def settled(folder: Path, server: FaultyServer, patients: Mapping[str, str]) -> None:
    """Decide about each letter in doubt, as somebody does who asks the patient."""
    with kept_letters(folder / "plans", computer=computer_of(folder)) as kept:
        for entry in kept.entries:
            if entry.state is State.IN_DOUBT:
                arrived = patients[entry.plan] in server.recipients
                resolve(kept, entry.plan, decision="sent" if arrived else "again")


def at_last(folder: Path, server: FaultyServer, patients: Mapping[str, str]) -> Counter[str]:
    """Whoever has no letter, or more than one, now that all was decided."""
    copies = Counter(server.recipients)
    states = states_of(folder)
    return Counter(
        lost=sum(not copies[address] for address in patients.values()),
        doubled=sum(copies[address] > 1 for address in patients.values()),
        astray=sum(copies[address] for address in copies.keys() - set(patients.values())),
        stuck=sum(states.get(plan) is not State.SENT for plan in patients),
    )


def torn_in(out: Path) -> int:
    """How many letters under their final names are not whole."""
    letters = (out / ".clinicplan").rglob("*.eml")
    return sum(hashlib.sha256(path.read_bytes()).hexdigest() != path.stem for path in letters)


def kill(tally: Tally, *, kills: int, keep: Path | None = None) -> Tally:
    """Go on from a tally until there were so many kills; it is kept after each clinic."""
    with stage() as on:
        while tally.kills < kills:
            folder = on.built.parent / f"clinic-{tally.clinics}"
            tally = one_clinic(on, folder, tally, most=kills - tally.kills)
            if keep:
                write_whole(keep, json.dumps(asdict(tally)).encode())
    return tally


def kept_in(path: Path, *, seed: int) -> Tally:
    """What an earlier call has found, nothing where there was none."""
    return Tally(**json.loads(path.read_bytes())) if path.exists() else Tally(seed=seed)


def main(arguments: Sequence[str] | None = None) -> int:
    """1 where a letter was lost, doubled, torn or went astray."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=250, help="how many, of all calls together")
    asked.add_argument("--keep", type=Path, default=Path("kills.json"), help="what was found")
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args(arguments)
    tally = kill(kept_in(told.keep, seed=told.seed), kills=told.kills, keep=told.keep)
    sys.stdout.write(f"{json.dumps(asdict(tally))}\n")
    return int(bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
