"""A workbook's file becomes what is shown of it: what was read last, what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.tasks.batch import whereabouts
from clinicplan.tasks.check import Checked, check
from clinicplan.tasks.numbers import numbered
from clinicplan.tasks.ready import Stock, make_ready
from clinicplan.workbook.draft import headings_in
from clinicplan.workbook.read import Reading


class Condition(StrEnum):
    """How the workbook is: the keys of the phrases `desk.chip`."""

    FRESH = "fresh"
    READ = "read"
    LOCKED = "locked"
    GONE = "gone"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class View:
    """What is known of the workbook.

    `number` goes up with each change that a window should show. `checked` is the last good
    reading, of `read_at`; None where there was none yet. `said` are the sentences about a
    file that cannot be read now. `new` counts errors that the reading before did not have.
    `in_excel` is true while another program has the workbook open. `reading` counts the
    readings: what is drawn of one is the same as long as it is shown. `headings` are those of
    the sheets' columns, by title and number.
    """

    file: Path
    number: int
    condition: Condition
    read_at: datetime
    checked: Checked | None = None
    said: tuple[str, ...] = ()
    new: int = 0
    in_excel: bool = False
    reading: int = 0
    headings: Mapping[tuple[str, int], str] = field(default_factory=dict)

    @property
    def is_current(self) -> bool:
        """True where what is shown is what the file says."""
        return self.condition in (Condition.FRESH, Condition.READ)


def read_view(
    file: Path,
    *,
    now: datetime,
    handouts: str = "plans",
    before: View | None = None,
    stock: Stock | None = None,
    said: Reading | None = None,
) -> View:
    """The view after reading the file; where it cannot be read, the good reading before stays.

    `handouts` is the name of the folder of handouts beside it, `stock` and `said` as in
    `make_ready`.
    """
    if before is None or before.file != file:
        before = View(file, before.number if before else 0, Condition.FRESH, now)
    try:
        ready = make_ready(file, today=now.date(), stock=stock, said=said)
        past = before.checked.reading if before.checked else None
        checked = check(numbered(ready, file.parent / handouts, past=past))
    except ClinicPlanError as error:
        return _unreadable(before, (str(error), error.remedy))
    except Exception as error:  # noqa: BLE001  a fault of ours must not end the watching
        return _unreadable(before, (whereabouts(error),))
    return replace(
        before,
        number=before.number + 1,
        reading=before.number + 1,
        condition=Condition.READ if before.checked else Condition.FRESH,
        read_at=now,
        checked=checked,
        headings=headings_in(file) if errors_of(checked.found) else {},
        said=(),
        new=len(_errors(checked) - _errors(before.checked)) if before.checked else 0,
    )


def changed(view: View, *, condition: Condition, in_excel: bool) -> View:
    """The view of a workbook that is so now; the very same where it was so before."""
    if (view.condition, view.in_excel) == (condition, in_excel):
        return view
    return replace(view, condition=condition, in_excel=in_excel, number=view.number + 1)


def _unreadable(before: View, said: tuple[str, ...]) -> View:
    return replace(
        before, number=before.number + 1, condition=Condition.UNREADABLE, said=said
    )


def _errors(checked: Checked) -> frozenset[tuple[str, str, str]]:
    """What must be mended, however the rows have moved."""
    return frozenset(
        (finding.plan, finding.code, finding.message) for finding in errors_of(checked.found)
    )


def errors_of(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The mistakes: what keeps a plan from being made, or its letter from being sent."""
    return tuple(finding for finding in found if finding.severity.is_to_mend)
