"""Rows of one exercise in different weeks become one prescription that changes, or a clash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clinicplan.plan import Change, Prescription, Side


def is_same(one: Prescription, other: Prescription) -> bool:
    """True where both are the same exercise, done the same way, on a side they share."""
    sides = {one.side, other.side}
    shared = len(sides) == 1 or bool(sides & {Side.EACH, Side.BOTH})
    return one.exercise == other.exercise and one.variant == other.variant and shared


def follow(prescriptions: Iterable[Prescription]) -> tuple[list[Prescription], list[Prescription]]:
    """The prescriptions, those of one exercise in consecutive weeks joined into one that changes.

    Second, those that cannot be: the same exercise on the same side twice in one week. One
    without a last week ends where the next begins.
    """
    kept: list[Prescription] = []
    clashing = []
    for item in sorted(prescriptions, key=lambda item: item.first_week):
        at = next((at for at, earlier in enumerate(kept) if is_same(earlier, item)), None)
        earlier = kept[at] if at is not None else None
        if at is None or earlier is None:
            kept.append(item)
        elif item.first_week == earlier.first_week or item.first_week <= earlier.last_week:
            clashing.append(item)
        elif _joins(earlier, item):
            kept[at] = _joined(earlier, item)
        else:
            kept[at] = replace(earlier, last_week=earlier.last_week or item.first_week - 1)
            kept.append(item)
    return kept, clashing


def _joins(earlier: Prescription, later: Prescription) -> bool:
    consecutive = earlier.last_week in (0, later.first_week - 1)
    alike = (
        replace(
            later,
            dose=earlier.dose,
            first_week=earlier.first_week,
            last_week=earlier.last_week,
            changes=earlier.changes,
        )
        == earlier
    )
    return consecutive and alike


def _joined(earlier: Prescription, later: Prescription) -> Prescription:
    """One prescription whose dose changes in the later one's first week."""
    before = tuple(item for item in earlier.changes if item.week < later.first_week)
    changes = (*before, Change(later.first_week, later.dose), *later.changes)
    return replace(earlier, last_week=later.last_week, changes=changes)
