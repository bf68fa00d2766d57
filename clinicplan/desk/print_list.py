"""The plans of a workbook become the list that is printed from, and those that wait for a side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clinicplan.desk.pages import Pages
from clinicplan.desk.rows import Row, Standing, by_plan
from clinicplan.desk.since import Since, since_last
from clinicplan.desk.views import View
from clinicplan.findings import Finding
from clinicplan.plan import Plan
from clinicplan.tasks.check import Checked
from clinicplan.tasks.questions import UNSAID

COUNTED = 60
"""Plans whose pages are counted for the list: each is laid out for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A plan in the list; `pages` is 0 where nobody has counted.

    `can_tick` is false where it waits for a side.
    """

    plan: str
    name: str
    pages: int
    goes_by: Standing
    is_ticked: bool
    to_look_at: int = 0
    is_unsure: bool = False
    can_tick: bool = True
    changed: Since | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan that waits for the answers to these findings."""

    plan: str
    name: str
    found: tuple[Finding, ...]


def waiting_of(checked: Checked, rows: Iterable[Row]) -> list[Waiting]:
    """Those of the rows that wait for a side before they are printed."""
    found = by_plan(checked.found)
    return [
        Waiting(row.plan, row.name, tuple(item for item in found[row.plan] if item.code in UNSAID))
        for row in rows
        if row.waits_for_side
    ]


def lines_of(pages: Pages, view: View, checked: Checked, rows: Sequence[Row]) -> list[Line]:
    """What the list says of each of these rows."""
    good = {plan.id: plan for plan in checked.reading.plans}
    counts = len(rows) <= COUNTED
    changed = since_last(pages, tuple(good.values()))
    return [
        Line(
            row.plan,
            row.name,
            pages.pictures.count(view, good[row.plan]) if counts else 0,
            _goes_by(pages, row, good[row.plan]),
            row.is_ticked,
            row.to_look_at,
            row.is_unsure,
            not row.asks_side,
            changed.get(row.plan),
        )
        for row in rows
    ]


def _goes_by(pages: Pages, row: Row, plan: Plan) -> Standing:
    """How it goes out, or what became of it; what is to be looked at stands beside it."""
    if row.standing.look in ("quiet", "doubt", "mend"):
        return row.standing
    by_mail = plan.patient.email and plan.patient.consent
    return Standing("", pages.say("print.both" if by_mail else "print.paper"))
