"""Rows of one exercise in different weeks become one prescription that changes, or a clash."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from clinicplan.dose import Dose, Times
from clinicplan.doses.spans import of_weeks
from clinicplan.plan import Change, Prescription, Side
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.fallback import COUNTED, cells_of
from clinicplan.workbook.plans.prescribing import Prescribed


@dataclass(frozen=True, slots=True)
class Followed:
    """The prescriptions of one exercise, those in consecutive weeks joined into one.

    `clashing` are those that are there twice on one side in one week; `apart` are those, too, but
    each with its own note, or at its own times; `lacking` are those without facts that the one
    before them has.
    """

    kept: tuple[Prescribed, ...]
    clashing: tuple[Prescribed, ...] = ()
    apart: tuple[Prescribed, ...] = ()
    lacking: tuple[tuple[Prescribed, tuple[str, ...]], ...] = ()


def is_same(one: Prescription, other: Prescription) -> bool:
    """True where both are the same exercise, done the same way, on a side they share."""
    sides = {one.side, other.side}
    shared = len(sides) == 1 or bool(sides & {Side.EACH, Side.BOTH})
    return one.exercise == other.exercise and one.variant == other.variant and shared


def are_apart(one: Prescription, other: Prescription) -> bool:
    """True where two rows of the same weeks are plainly two: `knee straight`, and `knee bent`.

    Each has its own note, or they have no day, or no time of day, in common.
    """
    if one.note and other.note and fold(one.note) != fold(other.note):
        return True
    if one.changes or other.changes:
        return False
    return _have_own_days(one.dose, other.dose) or _have_own_times(one.dose, other.dose)


def _have_own_days(one: Dose, other: Dose) -> bool:
    if one.days is None or other.days is None:
        return False
    named = set(one.days.named), set(other.days.named)
    return all(named) and named[0].isdisjoint(named[1])


def _have_own_times(one: Dose, other: Dose) -> bool:
    if not (isinstance(one.times, Times) and isinstance(other.times, Times)):
        return False
    named = set(one.times.named), set(other.times.named)
    return all(named) and named[0].isdisjoint(named[1])


def follow(prescribed: Iterable[Prescribed]) -> Followed:
    """The prescriptions, each ending where the next one of the same side begins."""
    kept: list[Prescribed] = []
    clashing, apart, lacking = [], [], []
    for item in sorted(prescribed, key=lambda item: item.prescription.first_week):
        later = item.prescription
        same = [at for at, it in enumerate(kept) if is_same(it.prescription, later)]
        if not same:
            kept.append(item)
            continue
        at = _followed_by(later, same, kept)
        if at is None:
            clashing.append(item)
            continue
        earlier = kept[at].prescription
        if later.first_week in range(earlier.first_week, earlier.last_week + 1) or (
            later.first_week == earlier.first_week
        ):
            if item.is_misread or any(kept[at].is_misread for at in same):
                continue
            if all(are_apart(kept[at].prescription, later) for at in same):
                kept.append(item)
                apart.append(item)
            else:
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
    return Followed(tuple(kept), tuple(clashing), tuple(apart), tuple(lacking))


def _followed_by(later: Prescription, same: list[int], kept: list[Prescribed]) -> int | None:
    """Which of those that are the same exercise a row goes on with: the only one, or its note's."""
    noted = (at for at in same if fold(kept[at].prescription.note) == fold(later.note))
    begins = later.first_week == kept[same[0]].prescription.first_week
    return next(noted, same[0] if begins or len(same) == 1 else None)


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
