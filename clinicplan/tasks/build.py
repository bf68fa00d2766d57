"""A workbook that is ready becomes handouts in a folder, and one file of them for the printer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clinicplan.catalogue.phrases import phrase
from clinicplan.errors import UsageError
from clinicplan.files import STATE, open_folder
from clinicplan.findings import Finding, Place, Severity
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.failed import as_finding
from clinicplan.tasks.folder import Built, Roll, bring_up_to_date
from clinicplan.tasks.manifest import Beside, Record, State
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.questions import agree_whose
from clinicplan.tasks.ready import Ready, check_ids, must_be_mended
from clinicplan.tasks.teams import Team, Watch, unwatched

if TYPE_CHECKING:
    from clinicplan.tasks.joining import Part

INTERRUPTED = 130
HERE = Team()
THERE = (State.MADE, State.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Run:
    """What became of the plans: the folder as it is now, and all that is to be said."""

    built: Built
    found: tuple[Finding, ...]

    @property
    def not_made(self) -> tuple[str, ...]:
        """The IDs of the plans without a new handout, those apart that were left for later."""
        records = self.built.manifest.records
        return tuple(record.plan for record in records if record.state is State.FAILED)

    @property
    def exit_code(self) -> int:
        """The gravest of what happened."""
        if self.built.stopped:
            return INTERRUPTED
        codes = (failed.exit_code for failed in self.built.failed)
        return max((int(must_be_mended(self.found)), *codes))

    def handouts(self, only: Collection[str] = ()) -> tuple[Record, ...]:
        """The good handouts that were asked for, in the workbook's order."""
        records = self.built.manifest.records
        return tuple(
            record
            for record in records
            if record.state in THERE and (not only or record.plan in only)
        )


def answer(ready: Ready, folder: Path, *, theirs: Collection[str]) -> None:
    """Keep that the exercises of these plans are their patients', where that is asked.

    Raises UnknownPlan, BusyFolder and UnwritableFile.
    """
    if theirs:
        agree_whose(numbered(ready, folder), folder, theirs)


def build(
    ready: Ready,
    folder: Path,
    *,
    terms: Terms,
    only: Collection[str] = (),
    team: Team = HERE,
    watch: Watch = unwatched,
) -> Run:
    """Bring the folder up to date with the workbook.

    Each plan is printed with the number that it has after all that was given out (`numbers`).
    `only` names the plans to make; () is all. Raises UnknownPlan, MustBeMended where nothing
    can be made, and what `bring_up_to_date` raises of the folder.
    """
    check_ids(only, ready.reading)
    ready.go_on()
    for made in (folder, folder / STATE):  # whose each plan is, is noted there from now on
        open_folder(made)
    ready = numbered(ready, folder)
    roll = _roll(ready)
    carry = team.carry(ready.press, folder, watch=watch)
    built = bring_up_to_date(roll, folder, press=ready.press, terms=terms, only=only, carry=carry)
    failed = (as_finding(failed, ready) for failed in built.failed)
    return Run(built, (*ready.found, *failed, *_outgrown(built, ready, terms)))


def _outgrown(built: Built, ready: Ready, terms: Terms) -> Iterator[Finding]:
    """A warning for each plan whose one sheet was asked for, and does not fit."""
    for record in built.manifest.records:
        asked = record.state is State.MADE or "one-sheet" in terms.also
        if record.state in THERE and asked and Beside("one-sheet") in record.also:
            yield Finding(
                place=ready.reading.places.get(record.plan, Place("Patients")),
                code="one-sheet-full",
                severity=Severity.WARNING,
                message=phrase(ready.catalogue, "commands.failed.one-sheet-full"),
                hint=phrase(ready.catalogue, "commands.hint.one-sheet-full"),
                plan=record.plan,
            )


def for_the_printer(
    run: Run, folder: Path, *, only: Collection[str] = ()
) -> tuple[bytes, tuple[Part, ...]]:
    """The run's good handouts as one PDF to be printed on both sides, and where each is.

    Raises UsageError where the library that joins PDFs is not installed, and OtherHandout.
    """
    try:
        from clinicplan.tasks.joining import joined
    except ModuleNotFoundError as error:
        raise UsageError("--print needs: pip install --editable \".[print]\"") from error
    return joined(run.handouts(only), folder)


def _roll(ready: Ready) -> Roll:
    reading = ready.reading
    return Roll(
        rows=reading.rows,
        ids=reading.ids,
        plans=reading.plans,
        codes=_codes_by_plan(reading.findings),
        workbook=reading.digest,
    )


def _codes_by_plan(found: Iterable[Finding]) -> dict[str, tuple[str, ...]]:
    """The findings' codes by plan ID, each once."""
    codes: dict[str, dict[str, None]] = {}
    for finding in found:
        codes.setdefault(finding.plan, {})[finding.code] = None
    return {plan: tuple(own) for plan, own in codes.items()}
