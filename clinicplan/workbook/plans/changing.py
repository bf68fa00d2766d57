"""A progression over the dose that it starts from becomes the changes of a prescription."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from clinicplan.dose import Dose
from clinicplan.limits import condition_of
from clinicplan.plan import Change
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.plans.fallback import COUNTED, cells_of, changed
from clinicplan.workbook.plans.growing import in_weeks
from clinicplan.workbook.plans.request import AtHand
from clinicplan.workbook.sheets.retyped import retyped
from clinicplan.workbook.sheets.rows import Cleared, DoseRow, Step


def changes_of(
    at_hand: AtHand, dose: Dose, *, usual: Dose, weeks: int, start: date = date.min
) -> tuple[Change, ...]:
    """Whole doses by week: what a change does not name stays as it was before it.

    `dose` is that of the first week, `usual` what it would be without the plan's own row,
    `weeks` the length of the plan (0: no end), `start` its first day. A progression of the
    programme is not taken over by a row that changes the dose it starts from: 10, later 15, is
    no rise from 20.
    """
    steps = in_weeks(at_hand, _steps(at_hand.said), start=start)
    if not at_hand.fills("progression"):
        steps = _inherited(at_hand, steps, weeks=weeks)
        if _starts_elsewhere(at_hand, steps, dose, usual=usual):
            return ()
    _check_weeks(at_hand, steps, weeks=weeks)
    changes = []
    for step in steps:
        new = changed(dose, step.dose)
        if new == dose and not step.note:
            at_hand.note("change-nothing", "progression", week=step.week)
            continue
        _check_kind(at_hand, step, dose)
        changes.append(Change(step.week, new, step.note))
        dose = new
    if steps[1:]:
        _check_condition(at_hand, steps)
    return tuple(changes)


def _check_condition(at_hand: AtHand, steps: tuple[Step, ...]) -> None:
    """`wk 2 15, wk 3 20 if pain free`: it may be meant for the weeks before, too."""
    conditions = [condition_of(step.dose, step.note) for step in steps]
    if conditions[-1] and not any(conditions[:-1]):
        week = steps[-1].week
        at_hand.note("condition-of-last", "progression", value=conditions[-1], week=week)


def _steps(said: DoseRow) -> tuple[Step, ...]:
    return () if isinstance(said.progression, Cleared) else said.progression


def _inherited(at_hand: AtHand, steps: tuple[Step, ...], *, weeks: int) -> tuple[Step, ...]:
    """A programme's steps as far as the plan goes; it is written for plans of any length."""
    last = at_hand.said.last_week if at_hand.fills("last_week") else at_hand.wanted.until
    kept = tuple(step for step in steps if not last or step.week <= last)
    within = tuple(step for step in kept if not weeks or step.week <= weeks)
    if len(within) < len(kept):
        at_hand.note("change-after-end", "exercise", week=kept[len(within)].week, weeks=weeks)
    return within


def _starts_elsewhere(at_hand: AtHand, steps: Iterable[Step], dose: Dose, *, usual: Dose) -> bool:
    """True, and told, where a step names what the plan's own row has changed."""
    for step in steps:
        named = set(cells_of(step.dose))
        for name in (*named, *(COUNTED if named & set(COUNTED) else ())):
            now, then = getattr(dose, name), getattr(step.dose, name)
            if now != getattr(usual, name) and then is not None:
                _note_start(at_hand, name, now, then, week=step.week)
                return True
    return False


def _note_start(at_hand: AtHand, name: str, now: object, then: object, *, week: int) -> None:
    at_hand.note(
        "progression-of-programme",
        name,
        heading=EXERCISES.column(name).heading,
        now=retyped(name, now) or Cleared.CLEARED.value,
        then=retyped(name, then),
        week=week,
    )


def _check_weeks(at_hand: AtHand, steps: Iterable[Step], *, weeks: int) -> None:
    first, last = at_hand.said.first_week or 1, at_hand.said.last_week
    key = "progression" if at_hand.fills("progression") else "first_week"
    for step in steps:
        if step.week <= first:
            at_hand.note("change-too-early", key, week=step.week, first=first)
        if (weeks and step.week > weeks) or (last and step.week > last):
            at_hand.note("week-after-end", "progression", week=step.week, weeks=last or weeks)


def _check_kind(at_hand: AtHand, step: Step, dose: Dose) -> None:
    """A count that turns into a timed bout, or the other way round, is a slip for both."""
    for new, old in (("reps", "duration"), ("duration", "reps")):
        gains = getattr(dose, new) is None and getattr(step.dose, new) is not None
        loses = getattr(dose, old) is not None and getattr(step.dose, old) is None
        if gains and loses:
            at_hand.note(
                "change-of-kind",
                "progression",
                week=step.week,
                new=EXERCISES.column(new).heading,
                old=EXERCISES.column(old).heading,
            )
