"""What one cell says is told as its exercise is done: `3 x 30 s` held, `5 rounds` of a walk."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.dose import Amount, Dose, Measure
from clinicplan.doses.sets import ROUNDS
from clinicplan.steps import says_hold
from clinicplan.workbook.plans.limbs import goes_sideways, goes_to_each_side, is_there_and_back
from clinicplan.workbook.plans.request import Wanted
from clinicplan.workbook.sheets.rows import Cleared, DoseRow

LONGEST = 30
"""Seconds up to which a time is that of one hold, whatever its usual one (our judgement)."""

MANY_TIMES = 4
"""So many usual holds may be one: more is a bout of several (our judgement)."""

ONE_HOLD = 60
"""Seconds up to which a time alone is one hold: more may be several (our judgement)."""

OWN_HOLD = 180
"""Seconds up to which several times of what is held by its name are holds (our judgement)."""

STRETCHES = frozenset(
    ("toe-stretch", "towel-stretch", "wall-calf-stretch", "seated-heel-stretch",
     "lying-towel-raise")
)  # fmt: skip
"""What is held long: a time alone is its hold, and of a press it is that of several."""

ENDLESS = 100_000

_IN_ONE_CELL = "dose"

Said = TypeVar("Said", DoseRow, Dose)


def with_hold(wanted: Wanted, catalogue: Catalogue) -> Wanted:
    """The same, where it is held and one cell says for how long: `3 x 30 s` of a stretch.

    It is held where a step or an article says so. The seconds of several times are then those of
    each hold; a time alone is that of one hold of a stretch. Where a column says Duration, or the
    time is long beside the usual hold, it stays a bout.
    """
    own, spot = wanted.own, wanted.spot
    if own is None or spot is None or spot.says("duration") != _IN_ONE_CELL:
        return wanted
    most = _longest(wanted.exercise, catalogue, own)
    steps = () if isinstance(own.progression, Cleared) else own.progression
    later = max((_time(step.dose) for step in steps), default=0)
    if not 0 < max(_time(own), later) <= most or not _time(own):
        return wanted
    held = _held(own)
    if steps:
        changed = tuple(replace(step, dose=_held(step.dose)) for step in steps)
        held = replace(held, progression=changed)
    named = ("reps", "hold") if held.reps else ("hold",)
    said_in = {**spot.said_in, **dict.fromkeys(named, _IN_ONE_CELL)}
    return replace(wanted, rows=(held, *wanted.rows[1:]), spot=spot.saying(said_in))


def with_times(wanted: Wanted) -> Wanted:
    """The same, where `10 x 5 s` of the clinic's own is ten times, five seconds each.

    So it reads as `5 s x 10` does; with a rest, or by the minute, these are bouts.
    """
    own, spot = wanted.own, wanted.spot
    if own is None or spot is None or spot.says("duration") != _IN_ONE_CELL:
        return wanted
    if not wanted.exercise.own or own.reps or own.rest or own.progression or own.preset:
        return wanted
    if not isinstance(own.sets, Amount) or not 0 < _time(own) <= ONE_HOLD:
        return wanted
    times = replace(own, reps=own.sets, sets=None)
    said_in = {**spot.said_in, "reps": _IN_ONE_CELL}
    return replace(wanted, rows=(times, *wanted.rows[1:]), spot=spot.saying(said_in))


def with_turns(wanted: Wanted) -> Wanted:
    """The same, where `10 each side` of knee rolls is ten to each side, and no leg's.

    So it is for `each way` of side steps and walks: with `each` under Side, too, it would be twice.
    """
    own = wanted.own
    if own is None or not wanted.exercise.own or own.side not in ("each", "both"):
        return wanted
    name, way = wanted.exercise.name, own.each_way
    is_to_sides = goes_to_each_side(name) or goes_sideways(name)
    if own.side == "each" and not way and is_to_sides:
        way = "in each direction"
    if not way or not (is_to_sides or is_there_and_back(name)):
        return wanted
    return replace(wanted, rows=(replace(own, side="", each_way=way), *wanted.rows[1:]))


def with_rounds(wanted: Wanted) -> Wanted:
    """The same, where `5 rounds` is all that says how much: these are counted, and are no sets."""
    own, spot = wanted.own, wanted.spot
    if own is None or spot is None or wanted.programme or own.preset or own.progression:
        return wanted
    noun = next((dict(item.values)["value"] for item in own.doubts if item.code == ROUNDS), "")
    if not noun or not isinstance(own.sets, Amount) or any((own.reps, own.hold, own.duration)):
        return wanted
    words = f"{noun} {own.each_way}".strip()
    rounds = replace(own, reps=replace(own.sets, words=words), sets=None, each_way="")
    said_in = {**spot.said_in, "reps": _IN_ONE_CELL}
    return replace(wanted, rows=(rounds, *wanted.rows[1:]), spot=spot.saying(said_in))


def _time(said: DoseRow | Dose) -> int:
    """The seconds that may be those of a hold; 0 where it says none, ENDLESS where they cannot."""
    length = said.duration
    if length is None:
        return 0
    is_time = isinstance(length, Amount) and length.measure is Measure.PLAIN and not length.is_open
    is_one = said.hold is None and not (said.sets and said.reps)
    return length.high if isinstance(length, Amount) and is_time and is_one else ENDLESS


def _held(said: Said) -> Said:
    """The same with a hold for its time."""
    if said.duration is None:
        return said
    return replace(said, hold=said.duration, duration=None, reps=said.reps or said.sets, sets=None)


def _is_several(row: DoseRow) -> bool:
    times = row.sets or row.reps
    return isinstance(times, Amount) and times.high > 1


def _is_once(row: DoseRow) -> bool:
    """True for `20 s, 4 times a day`: one hold each time."""
    return row.sets is None and row.reps is None


_HELD_BY_NAME = re.compile(
    r"\b(?:holds?|holding|isometrics?|static|stretch(?:es|ing)?|planks?)\b", re.IGNORECASE
)
"""`Static quads 10 x 10 s`: what a name of the clinic's own tells of how it is done."""


def _longest(exercise: Exercise, catalogue: Catalogue, row: DoseRow) -> int:
    """The seconds that one hold of it may have; 0 where no article and no step says to hold."""
    if not _is_several(row) and not _is_once(row):
        return 0
    if exercise.own:
        is_held = _HELD_BY_NAME.search(exercise.name) and _is_several(row)
        return OWN_HOLD if is_held else 0
    holds = [preset.dose.hold for preset in exercise.presets if preset.dose.hold]
    if not (holds or any(says_hold(way, catalogue) for way in exercise.variants)):
        return 0
    usual = max((hold.high for hold in holds), default=0)
    most = max(LONGEST, MANY_TIMES * usual)
    if _is_once(row):
        return ONE_HOLD if exercise.code in STRETCHES else 0
    return most
