"""Plans turned into handouts in a folder: each plan a job, each job an outcome."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from clinicplan import __version__, files
from clinicplan.errors import ClinicPlanError
from clinicplan.plan import Plan
from clinicplan.rules import plan_key
from clinicplan.seal import same_seal, seal_of
from clinicplan.tasks.earlier import keep_replaced, names_of
from clinicplan.tasks.manifest import Beside, Record, State
from clinicplan.tasks.papers import Paper


class Printed(Protocol):
    """What a press gives back: the bytes of a PDF and its number of pages."""

    @property
    def pdf(self) -> bytes: ...

    @property
    def pages(self) -> int: ...


class Press(Protocol):
    """What makes handouts."""

    def print(self, plan: Plan, *, issued: date, seal: str) -> Printed:
        """The plan's handout; it may raise whatever it likes, at that plan's cost only."""

    def fingerprint(self, plan: Plan) -> str:
        """A digest of all that the handout depends on, except `issued` and `seal`."""

    def beside(self, kind: str, plan: Plan, *, issued: date, seal: str) -> Mapping[str, bytes]:
        """What lies beside the handout, by the end of each file's name; {} if it does not fit."""


@dataclass(frozen=True, slots=True)
class Job:
    """A plan to be printed, the date on its handout, and what identifies that handout.

    `also` are the kinds of files to be made beside it, `before` those that are there already.
    `given` are the files of the plan that somebody has on paper, as `keep_replaced` has them.
    """

    plan: Plan
    issued: date
    fingerprint: str
    seal: str
    also: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """A plan without a new handout: a code, the exit code it asks for, and what is known.

    `detail` never carries the text of a foreign exception: that may quote the patient.
    """

    plan: str
    code: str
    exit_code: int
    detail: str


Outcome = Record | Failed  # the record of a handout that was made, or why there is none
Done = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a run is asked for.

    `issued` is the date to print on every handout; None keeps the date of a plan that has
    not changed and gives the others `today`. `force` makes what has not changed again, too.
    `edition` is the one to make of every plan, "" for what the workbook says. `also` are the
    kinds of files to make beside each handout; those that are there are always kept up to date,
    so that no older dose lies beside a new one.
    """

    today: date
    issued: date | None = None
    force: bool = False
    edition: str = ""
    also: tuple[str, ...] = ()


def jobs_for(
    plans: Iterable[Plan],
    *,
    press: Press,
    key: bytes,
    before: Mapping[str, Record],
    folder: Path,
    terms: Terms,
    given: Mapping[str, Iterable[Paper]] = MappingProxyType({}),
) -> tuple[tuple[Job, ...], tuple[Record, ...]]:
    """What is to be made, and the records of what lies in the folder already as it should.

    `key` is the folder's seal key; `before` are the records of the last run, and `given` what
    was given out of each plan.
    """
    jobs, unchanged = [], []
    typed_anew = {plan_key(plan): record for plan, record in before.items()}
    for plan in plans:
        old = before.get(plan.id)
        job = _job(plan, press=press, key=key, old=old, terms=terms)
        if old and not terms.force and _stands(old, job, folder=folder):
            unchanged.append(replace(old, state=State.UNCHANGED, version=plan.version))
        else:
            there = old or typed_anew.get(plan_key(plan.id))  # one file, where names have no case
            names = names_of(plan.id, given.get(plan.id, ()), there)
            jobs.append(replace(job, given=names))
    return tuple(jobs), tuple(unchanged)


def _job(plan: Plan, *, press: Press, key: bytes, old: Record | None, terms: Terms) -> Job:
    """The plan's job, with the date it had before where nothing but the date could differ."""
    fingerprint = hashlib.sha256(f"{__version__}\n{press.fingerprint(plan)}".encode()).hexdigest()
    kept = old is not None and old.fingerprint == fingerprint and old.issued
    issued = terms.issued or (date.fromisoformat(kept) if kept else terms.today)
    seal = seal_of(plan, key=key, fingerprint=fingerprint)
    there = old.also if old else ()
    also = dict.fromkeys((*(beside.kind for beside in there), *terms.also))
    before = tuple(beside.file for beside in there if beside.file)
    return Job(plan, issued, fingerprint, seal, tuple(sorted(also)), before)


def _stands(old: Record, job: Job, *, folder: Path) -> bool:
    """True where the job would make the very file that lies in the folder."""
    return (
        old.fingerprint == job.fingerprint
        and same_seal(old.seal, job.seal)
        and old.issued == job.issued.isoformat()
        and old.sha256 != ""
        and old.sha256 == files.digest(folder / old.file)
        and set(job.also) == {beside.kind for beside in old.also}
        and all(
            beside.sha256 == files.digest(folder / beside.file)
            for beside in old.also
            if beside.file
        )
    )


def run(jobs: Iterable[Job], *, press: Press, folder: Path, done: Done) -> None:
    """Do the jobs one after the other; `done` gets each outcome as it comes.

    One job's failure never touches another. Only one handout is in memory at a time.
    """
    for job in jobs:
        done(do(job, press, folder=folder))


def do(job: Job, press: Press, *, folder: Path) -> Outcome:
    """Print one plan into the folder. Whatever goes wrong becomes the job's outcome."""
    try:
        printed = press.print(job.plan, issued=job.issued, seal=job.seal)
        name = f"{job.plan.id}.pdf"  # the workbook's check has seen that the ID can be a name
        also = tuple(_beside(job, press, folder=folder))
        keep_replaced(folder, name, job.given, by=printed.pdf)
        files.write_whole(folder / name, printed.pdf)
    except ClinicPlanError as error:
        return Failed(job.plan.id, _code(error), error.exit_code, f"{error} {error.remedy}")
    except OSError as error:
        told = files.unwritable(error, folder / f"{job.plan.id}.pdf")
        return Failed(job.plan.id, "handout-unwritten", told.exit_code, f"{told} {told.remedy}")
    except Exception as error:  # noqa: BLE001  the one place where an outcome is made
        return Failed(job.plan.id, "handout-crashed", 70, whereabouts(error))
    return Record(
        plan=job.plan.id,
        state=State.MADE,
        file=name,
        pages=printed.pages,
        sha256=hashlib.sha256(printed.pdf).hexdigest(),
        fingerprint=job.fingerprint,
        seal=job.seal,
        issued=job.issued.isoformat(),
        also=also,
        version=job.plan.version,
    )


def _beside(job: Job, press: Press, *, folder: Path) -> Iterator[Beside]:
    """Makes the files beside a handout; one that the plan has outgrown is taken away."""
    left = set(job.before)
    for kind in job.also:
        made = press.beside(kind, job.plan, issued=job.issued, seal=job.seal)
        for end, content in made.items():
            name = f"{job.plan.id}{end}"
            files.write_whole(folder / name, content)
            left.discard(name)
            yield Beside(kind, name, hashlib.sha256(content).hexdigest())
        if not made:
            yield Beside(kind)
    for name in left:
        (folder / name).unlink(missing_ok=True)


def _code(error: ClinicPlanError) -> str:
    """The finding's code for one of our own errors."""
    if isinstance(error, files.FileInUse):
        return "handout-in-use"
    return {3: "handout-unwritten", 4: "template-faulty"}.get(error.exit_code, "handout-broken")


def whereabouts(error: BaseException) -> str:
    """`ValueError in pages.py, line 12`: enough to find the fault, nothing of its text."""
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parents[1]
    ours = [frame for frame in frames if package in Path(frame.filename).parents] or frames
    if not ours:
        return type(error).__name__
    return f"{type(error).__name__} in {Path(ours[-1].filename).name}, line {ours[-1].lineno}"


def records(
    ids: Iterable[str],
    *,
    before: Mapping[str, Record],
    outcomes: Mapping[str, Outcome],
    refused: Iterable[str],
    codes: Mapping[str, tuple[str, ...]],
) -> tuple[Record, ...]:
    """A record for each plan ID of the workbook, in its order, then those that have gone.

    `refused` are the plans that the workbook's check stopped, `codes` the findings' codes by
    plan. What has no outcome is waiting. A failed plan keeps what is known of its older file.
    """
    stopped = frozenset(refused)
    known = dict.fromkeys(ids)
    current = []
    for plan in known:
        old = before.get(plan, Record(plan, State.WAITING))
        outcome = Failed(plan, "", 1, "") if plan in stopped else outcomes.get(plan)
        current.append(_record(old, outcome, codes=codes.get(plan, ())))
    gone = [
        replace(old, state=State.GONE, findings=())
        for plan, old in before.items()
        if plan not in known and old.file
    ]
    return (*current, *gone)


def _record(old: Record, outcome: Outcome | None, *, codes: tuple[str, ...]) -> Record:
    """The plan's new record."""
    if outcome is None:
        return replace(old, state=State.WAITING)
    if isinstance(outcome, Failed):
        own = (outcome.code,) if outcome.code else ()
        return replace(old, state=State.FAILED, findings=(*codes, *own))
    return replace(outcome, findings=codes)
