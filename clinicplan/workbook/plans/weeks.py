"""Rows of one exercise in different weeks become one prescription that changes, or a clash."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clinicplan.dose import Dose
from clinicplan.doses.spans import of_weeks
from clinicplan.plan import Change, Prescription, Side
from clinicplan.workbook.plans.fallback import COUNTED, cells_of
from clinicplan.workbook.plans.prescribing import Prescribed


@dataclass(frozen=True, slots=True)
class Followed:
    """The prescriptions of one exercise, those in consecutive weeks joined into one.

    `clashing` are those that are there twice on one side in one week; `lacking` are those
    without facts that the one before them has.
    """

    kept: tuple[Prescribed, ...]
    clashing: tuple[Prescribed, ...] = ()
    lacking: tuple[tuple[Prescribed, tuple[str, ...]], ...] = ()


def is_same(one: Prescription, other: Prescription) -> bool:
    """True where both are the same exercise, done the same way, on a side they share."""
    sides = {one.side, other.side}
    shared = len(sides) == 1 or bool(sides & {Side.EACH, Side.BOTH})
    return one.exercise == other.exercise and one.variant == other.variant and shared


def follow(prescribed: Iterable[Prescribed]) -> Followed:
    """The prescriptions, each ending where the next one of the same side begins."""
    kept: list[Prescribed] = []
    clashing, lacking = [], []
    for item in sorted(prescribed, key=lambda item: item.prescription.first_week):
        later = item.prescription
        at = next((at for at, it in enumerate(kept) if is_same(it.prescription, later)), None)
        if at is None:
            kept.append(item)
            continue
        earlier = kept[at].prescription
        if later.first_week in range(earlier.first_week, earlier.last_week + 1) or (
            later.first_week == earlier.first_week
        ):
            if not (item.is_misread or kept[at].is_misread):
                clashing.append(item)
            continue
        if lost := _lost(earlier, item):
            lacking.append((item, lost))
        if _joins(earlier, later):
            kept[at] = _joined(kept[at], item)
        else:
            ends = replace(earlier, last_week=earlier.last_week or later.first_week - 1)
            kept[at] = replace(kept[at], prescription=ends)
            kept.append(item)
    return Followed(tuple(kept), tuple(clashing), tuple(lacking))


def _lost(earlier: Prescription, later: Prescribed) -> tuple[str, ...]:
    """What the dose before it has and this one has not, though nobody took it away."""
    now = cells_of(later.prescription.dose)
    before = cells_of(_last_dose(earlier, before=later.prescription.first_week))
    counted = set(COUNTED) if now.keys() & set(COUNTED) else set()
    return tuple(name for name in before if name not in now.keys() | later.cleared | counted)


def _last_dose(prescription: Prescription, *, before: int) -> Dose:
    """The dose that holds just before a week."""
    reached = [change.dose for change in prescription.changes if change.week < before]
    return reached[-1] if reached else prescription.dose


def _joins(earlier: Prescription, later: Prescription) -> bool:
    consecutive = earlier.last_week in (0, later.first_week - 1)
    alike = (
        replace(
            later,
            dose=earlier.dose,
            first_week=earlier.first_week,
            last_week=earlier.last_week,
            changes=earlier.changes,
            note=earlier.note,  # another one comes with the change
            link=later.link or earlier.link,
        )
        == earlier
    )
    return consecutive and alike


_HOLDS_ON = re.compile(
    r"\b(?:stop|if|unless|until|pain\w*|hurts?|sore\w*|never|always|not?|don'?t|ring|call|tell|see)\b",
    re.IGNORECASE,
)
"""A note of what not to do, and when to stop, is left without its weeks: it does no harm later."""


def _joined(earlier: Prescribed, later: Prescribed) -> Prescribed:
    """One prescription whose dose, and note, change in the later one's first week."""
    first, then = earlier.prescription, later.prescription
    before = tuple(item for item in first.changes if item.week < then.first_week)
    notes = [first.note, *(item.note for item in before if item.note)]
    news = then.note if then.note != notes[-1] else ""
    changes = (*before, Change(then.first_week, then.dose, news), *then.changes)
    is_first_news = not any(item.note for item in before)
    if news and first.note and is_first_news and not _HOLDS_ON.search(first.note):
        note = of_weeks(max(first.first_week, 1), then.first_week - 1, first.note)
        first = replace(first, note=note)
    origins = earlier.origins
    return replace(
        earlier,
        prescription=replace(first, last_week=then.last_week, changes=changes),
        origins=replace(origins, later=(*origins.later, (then.first_week, later.origins))),
    )
