"""A reading of the workbook brought up to date in a folder: handouts and their manifest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clinicplan import __version__, files
from clinicplan.errors import UsageError
from clinicplan.plan import Plan
from clinicplan.rules import plan_key
from clinicplan.seal import seal_key, state_folder
from clinicplan.tasks.batch import Failed, Job, Outcome, Press, Terms, jobs_for, records
from clinicplan.tasks.earlier import sweep
from clinicplan.tasks.manifest import (
    Manifest,
    Record,
    State,
    counted,
    read_manifest,
    write_manifest,
)
from clinicplan.tasks.papers import given_out, read_letters
from clinicplan.tasks.teams import Carry


class OtherEdition(UsageError):
    """A folder of handouts in one edition for a run that makes another."""

    remedy = "Name another folder with --out, or leave --out away: each edition has its own."


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is in the workbook: all plan IDs in its order, the good plans, findings' codes.

    `rows` counts the rows of patients, good and refused. `workbook` is the file's SHA-256.
    """

    rows: int
    ids: tuple[str, ...]
    plans: tuple[Plan, ...]
    codes: dict[str, tuple[str, ...]]
    workbook: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a run has done: the manifest as written, failures by plan, and whether it ended.

    `older` are records of failed plans whose older handout still lies in the folder.
    """

    manifest: Manifest
    failed: tuple[Failed, ...]
    older: tuple[Record, ...]
    stopped: bool


def bring_up_to_date(
    roll: Roll,
    folder: Path,
    *,
    press: Press,
    terms: Terms,
    only: Collection[str] = (),
    carry: Carry,
) -> Built:
    """Make in the folder what is missing or has changed, and write its manifest.

    What was given out is kept before another handout takes its place (`earlier`). `only` names
    the plans to make; () is all. The folder is locked meanwhile. After Ctrl-C the manifest says
    what was done, and `stopped` is true. Raises BusyFolder, OtherEdition, UnwritableFile, and
    UnreadableFile for a damaged manifest.
    """
    files.open_folder(folder)
    with files.sole_use(folder):
        sweep(folder)
        last = read_manifest(folder)
        if last.records and last.edition != terms.edition:
            raise OtherEdition(f"{folder} holds handouts that another edition was asked for.")
        before = last.by_plan()
        jobs, unchanged = jobs_for(
            [
                replace(plan, edition=terms.edition or plan.edition)
                for plan in roll.plans
                if not only or plan.id in only
            ],
            press=press,
            key=seal_key(state_folder(folder)),
            before=before,
            folder=folder,
            terms=terms,
            given=given_out(folder, read_letters(folder)),
        )
        outcomes: dict[str, Outcome] = {record.plan: record for record in unchanged}
        stopped = _carry_out(jobs, outcomes, carry)
        manifest = _manifest(roll, before=before, outcomes=outcomes, terms=terms)
        write_manifest(manifest, folder)
    failed = tuple(outcome for outcome in outcomes.values() if isinstance(outcome, Failed))
    return Built(manifest, failed, _older(manifest, folder), stopped)


def _carry_out(jobs: Sequence[Job], outcomes: dict[str, Outcome], carry: Carry) -> bool:
    """Do the jobs into `outcomes`; True where Ctrl-C put an end to it."""

    def done(outcome: Outcome) -> None:
        outcomes[outcome.plan] = outcome

    try:
        carry(jobs, done)
    except KeyboardInterrupt:
        return True
    return False


def _manifest(
    roll: Roll, *, before: dict[str, Record], outcomes: dict[str, Outcome], terms: Terms
) -> Manifest:
    """The manifest of this run."""
    good = {plan.id for plan in roll.plans}
    kept = records(
        roll.ids,
        before=before,
        outcomes=outcomes,
        refused=[plan for plan in roll.ids if plan not in good],
        codes=roll.codes,
    )
    return Manifest(
        version=__version__,
        workbook=roll.workbook,
        built=terms.today.isoformat(),
        counts=counted(kept, rows=roll.rows),
        records=kept,
        edition=terms.edition,
    )


def _older(manifest: Manifest, folder: Path) -> tuple[Record, ...]:
    """Failed plans of which an older handout lies in the folder."""
    return tuple(
        record
        for record in manifest.records
        if record.state is State.FAILED and record.file and (folder / record.file).exists()
    )


def gone(manifest: Manifest, folder: Path) -> Iterable[Record]:
    """Plans that left the workbook while their handout still lies in the folder.

    Where names have no case (Windows), the handout of an ID that was typed anew is in its place.
    """
    here = {plan_key(item.plan): folder / item.file for item in manifest.records
            if item.state is not State.GONE and item.file}  # fmt: skip
    for record in manifest.records:
        path, new = folder / record.file, here.get(plan_key(record.plan))
        is_new = new is not None and path.exists() and new.exists() and path.samefile(new)
        if record.state is State.GONE and path.exists() and not is_new:
            yield record
