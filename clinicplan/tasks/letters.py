"""Plans and the folder they were built into are sorted into letters to send, and holds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clinicplan.mail.choose import UNSIDED, Hold, earlier, holds
from clinicplan.mail.entry import Entry
from clinicplan.mail.entry import State as Waiting
from clinicplan.mail.ledger import Trace
from clinicplan.mail.parcel import Parcel
from clinicplan.plan import Clinic, Plan
from clinicplan.rules import Addressee, is_same_plan
from clinicplan.seal import same_seal, seal_of
from clinicplan.tasks.manifest import Manifest, Record, State
from clinicplan.tasks.papers import has_left

SETTLED = (Waiting.SENT, Waiting.SAVED)
"""Where a letter has gone, and nobody has to decide about it."""


@dataclass(frozen=True, slots=True)
class Built:
    """A plan and the record of the handout that was built from it, in this folder.

    `says` is what the handout says whatever the plan's ID, "" where it does not matter.
    """

    plan: Plan
    record: Record
    folder: Path
    says: str = ""

    @property
    def mark(self) -> tuple[str, str]:
        """What tells its letter from others: whose it is, and which handout it brings."""
        return self.record.seal, self.record.sha256

    def parcel(self) -> Parcel | None:
        """What goes into the letter; None where the file is not the one that was built."""
        try:
            pdf = (self.folder / self.record.file).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(pdf).hexdigest() != self.record.sha256:
            return None
        return Parcel(self.plan, pdf, self.record.pages, self.record.seal, self.says)


@dataclass(frozen=True, slots=True)
class Sorting:
    """The plans that get a letter, in the workbook's order, and those that do not.

    `withdrawn` are plans whose letter waits, and may no longer be sent as the workbook is. `asked`
    are letters that would go but for a doubt (`doubts`): they are among the `holds` until somebody
    has answered.
    """

    letters: tuple[Built, ...]
    holds: tuple[Hold, ...]
    withdrawn: tuple[str, ...] = ()
    asked: tuple[Built, ...] = ()

    def without(self, holds: Mapping[str, Hold]) -> Sorting:
        """The same with the letters of these plans held back for this."""
        return replace(
            self,
            letters=tuple(built for built in self.letters if built.plan.id not in holds),
            holds=(*self.holds, *holds.values()),
        )

    def but_for(self, holds: Mapping[str, Hold]) -> Sorting:
        """The same with the letters of these plans held back, for they are asked about."""
        asked = tuple(built for built in self.letters if built.plan.id in holds)
        return replace(
            self,
            letters=tuple(built for built in self.letters if built.plan.id not in holds),
            holds=(*self.holds, *(holds[built.plan.id] for built in asked)),
            asked=asked,
        )


def sort_out(
    plans: Collection[Plan],
    manifest: Manifest,
    *,
    folder: Path,
    key: bytes,
    entries: Iterable[Entry],
    people: Iterable[Addressee],
    clinic: Clinic,
    trace: Callable[[Plan], Trace | None] = lambda plan: None,
    says: Callable[[Plan], str] = lambda plan: "",
    shared: Collection[str] = (),
    raised: Collection[str] = (),
    unsent: Collection[str] = (),
    unsided: Collection[str] = (),
    only: Collection[str] = (),
) -> Sorting:
    """Who gets a letter. All `people` are looked at, for two of them may share an address.

    A handout counts as built only where its record's seal is the one that this plan has now.
    `trace` finds a letter of the plan that has left from another folder, `says` is what the
    handout says whatever the plan's ID. Plans that are `raised` count as a new version though the
    workbook does not say so. A mistake holds the `unsent`, a side that nobody said the `unsided`.
    """
    held = holds(plans, people=people, clinic=clinic, shared=shared, unsent=unsent)
    entries, records = tuple(entries), manifest.by_plan()
    letters: list[Built] = []
    kept: list[Hold] = []
    for plan in plans:
        if only and plan.id not in only:
            continue
        built = _built(plan, records.get(plan.id), folder=folder, key=key)
        hold = (
            held.get(plan.id)
            or (_changed(plan, entries) if plan.id in raised else None)
            or (earlier(plan, entries, seal=built.record.seal) if built else None)
            or _elsewhere(plan, trace)
            or (Hold(plan.id, UNSIDED) if plan.id in unsided else None)
            or (None if built else Hold(plan.id, "not-built"))
        )
        if hold is not None:
            kept.append(hold)
        elif built is not None:
            letters.append(replace(built, says=says(plan)))
    return Sorting(tuple(letters), tuple(kept), _withdrawn(entries, plans, held))


def _withdrawn(
    entries: Iterable[Entry], plans: Iterable[Plan], held: Collection[str]
) -> tuple[str, ...]:
    """Plans with a waiting letter that are held back, or are no longer among the good ones."""
    good = {plan.id for plan in plans} - set(held)
    waiting = (entry.plan for entry in entries if entry.state is Waiting.READY)
    return tuple(dict.fromkeys(plan for plan in waiting if plan not in good))


def _changed(plan: Plan, entries: Iterable[Entry]) -> Hold | None:
    """That somebody has a letter of an earlier text, under the number that the workbook has."""
    own = [entry for entry in entries if is_same_plan(entry.plan, plan.id) and has_left(entry)]
    last = max(own, key=lambda entry: entry.version, default=None)
    if last is None or last.state is Waiting.READY:  # somebody has decided to send it again
        return None
    if last.state in SETTLED:
        return Hold(plan.id, f"changed-since-{last.state}", last.changed)
    reason = "dropped" if last.state is Waiting.DROPPED else "in-doubt"
    return Hold(plan.id, reason, last.changed)


def _elsewhere(plan: Plan, trace: Callable[[Plan], Trace | None]) -> Hold | None:
    found = trace(plan)
    return Hold(plan.id, found.reason, found.since) if found else None


def _built(plan: Plan, record: Record | None, *, folder: Path, key: bytes) -> Built | None:
    """The plan's handout, None where there is none that was made of this very plan."""
    if record is None or record.state not in (State.MADE, State.UNCHANGED):
        return None
    seal = seal_of(plan, key=key, fingerprint=record.fingerprint)
    return Built(plan, record, folder) if same_seal(seal, record.seal) else None
