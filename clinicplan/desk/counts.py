"""The rows of a checked workbook become the numbers that every page says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinicplan.desk.rows import Row
from clinicplan.tasks.check import Checked


@dataclass(frozen=True, slots=True)
class Counts:
    """How many plans there are of each kind; each page takes its numbers from here.

    `ready` can be printed, and `waits` could but for a side that nobody has said; `refused`
    cannot be made. `to_mend` have a mistake, and the workbook itself counts as one more;
    `letters` of them can be printed, and only their letter cannot be sent. `to_give_out` are
    ready and were not given out as they are; of these `ticked` have nothing that somebody is to
    look at before they are on paper.
    """

    rows: int
    ready: int
    waits: int
    refused: int
    to_mend: int
    letters: int
    to_look_at: int
    ready_to_look_at: int
    to_give_out: int
    ticked: int


def counts_of(checked: Checked, rows: Sequence[Row]) -> Counts:
    """The numbers of these rows, which are all of the workbook."""
    plans = {row.plan for row in rows}
    is_workbook = any(item.severity.is_to_mend and item.plan not in plans
                      for item in checked.found)  # fmt: skip
    return Counts(
        rows=checked.reading.rows,
        ready=sum(row.is_ready for row in rows),
        waits=sum(row.waits_for_side for row in rows),
        refused=sum(not row.is_made for row in rows),
        to_mend=sum(row.is_to_mend for row in rows) + is_workbook,
        letters=sum(row.is_to_mend and row.is_made for row in rows),
        to_look_at=sum(bool(row.to_look_at) for row in rows),
        ready_to_look_at=sum(row.is_ready and bool(row.to_look_at) for row in rows),
        to_give_out=sum(row.is_to_give_out for row in rows),
        ticked=sum(row.is_ticked for row in rows),
    )
