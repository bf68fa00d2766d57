"""A dose -> our estimate of what it asks of a patient: seconds, and repetitions in a day."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Amount, Dose, Measure, Tempo
from clinicplan.plan import Prescription, Side

OPEN_SECONDS = {
    "a-few-seconds": (5, 8),
    "as-long-as-you-can": (10, 10),
    "until-tired": (30, 30),
    "as-long-as-you-need": (30, 60),
}
"""Our estimate of open times, at the least and at the most (docs/content.md)."""

OPEN_COUNT = (3, 5)
"""Our estimate of "several times"."""

MANY_COUNT = (10, 20)
"""Our estimate of "as many times as you can", and of "until the muscle is tired"."""

MEASURED = {Measure.BREATHS: 4, Measure.COUNTS: 1, Measure.METRES: 1, Measure.STEPS: 1}
"""Our estimate of the seconds that one of what is not timed takes (docs/content.md)."""

SLOW = 2
"""How many times as long a slow repetition takes (our estimate)."""

UNKNOWN_SECONDS = 30
"""Our estimate of an exercise with no amount: the bout that is commonest in the library."""

Span = tuple[float, float]
"""Seconds at the least and at the most."""


def dose_seconds(dose: Dose, prescription: Prescription, exercise: Exercise) -> Span:
    """Our estimate of the seconds that one session of a dose takes, at the least and the most.

    A repetition takes its hold or the exercise's tempo, whichever is longer. Sides done one
    after the other, and each direction or stage, take the whole dose. Each set and each
    repetition is counted with its rest, the last one too: changing over takes time.
    """
    return (
        _seconds_at(0, dose, prescription, exercise),
        _seconds_at(1, dose, prescription, exercise),
    )


def _seconds_at(end: int, dose: Dose, prescription: Prescription, exercise: Exercise) -> float:
    """The seconds of a dose at the lower (0) or the upper (1) end of its ranges."""
    sides = 2 if prescription.side is Side.EACH else 1
    parts = prescription.ways
    sets = _count_at(end, dose.sets)
    rest = _time_at(end, dose.rest)
    repetitions = _count_at(end, dose.reps)
    each: float
    if dose.duration:
        each = _time_at(end, dose.duration)
    elif dose.reps:
        each = _repetition(dose.tempo, exercise, hold=_time_at(end, dose.hold))
        if dose.reps.words:  # nobody knows how long a length of the corridor takes
            each = max(each, UNKNOWN_SECONDS / repetitions)
    else:
        each = _time_at(end, dose.hold) or UNKNOWN_SECONDS
    if sets > 1:
        return (repetitions * each * parts + rest) * sets * sides
    return repetitions * (each + rest) * parts * sides


def _count_at(end: int, amount: Amount | None) -> int:
    """How many times at one end of a range; 1 where it is unknown."""
    if amount is None:
        return 1
    if amount.is_open and amount.high:  # a clinic's own words, and what they come to
        return (amount.low, amount.high)[end]
    if amount.is_open and amount.wording in ("as-many-as-you-can", "until-tired"):
        return MANY_COUNT[end]
    return OPEN_COUNT[end] if amount.is_open else (amount.low, amount.high)[end] or amount.high


def _time_at(end: int, amount: Amount | None) -> int:
    """How many seconds at one end of a range; 0 where it is unknown."""
    if amount is None:
        return 0
    if amount.is_open and amount.high:
        return (amount.low, amount.high)[end]
    if amount.is_open:
        return OPEN_SECONDS.get(amount.wording, (UNKNOWN_SECONDS,) * 2)[end]
    return ((amount.low, amount.high)[end] or amount.high) * MEASURED.get(amount.measure, 1)


def _repetition(tempo: Tempo | None, exercise: Exercise, *, hold: int) -> int:
    """The seconds of one repetition: there, held and back, or the exercise's own time."""
    if tempo is None or tempo.words or tempo.wording == "quick":
        return max(hold, exercise.tempo)
    if tempo.wording:
        return max(hold, SLOW * exercise.tempo)
    return tempo.there + max(tempo.held, hold) + tempo.back


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What one dose asks of a patient at the most, by our estimate.

    `minutes` are those of this exercise in one session, both sides and all directions.
    `repetitions` are those of one foot in a day: sets, directions and times of the day
    multiplied out; 0 for what is not counted.
    """

    minutes: float
    repetitions: int


def load_of_day(dose: Dose, prescription: Prescription, exercise: Exercise) -> DayLoad:
    """One exercise's minutes in a session, and its repetitions for one foot in a day.

    Upper ends of ranges; open counts as estimated for the length of a session.
    """
    seconds = _seconds_at(1, dose, prescription, exercise)
    times = dose.times.count if dose.times else 1
    parts = prescription.ways
    counted = _count_at(1, dose.reps) if dose.reps else 0
    return DayLoad(seconds / 60, counted * _count_at(1, dose.sets) * parts * times)
