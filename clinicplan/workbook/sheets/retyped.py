"""A fact of a dose becomes the text that one may type for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from clinicplan.dose import Amount, Bound, Days, Dose, Load, Measure, Rhythm, Tempo, Times
from clinicplan.doses import WEEKDAYS
from clinicplan.findings import Place
from clinicplan.origins import SIDE, Origin, Origins
from clinicplan.plan import Plan, Prescription
from clinicplan.schedule import dose_in_week

SHORT = 3
"""Letters of a short weekday."""

TIMED = frozenset(("hold", "rest", "duration"))
"""Fields whose plain amounts are seconds."""

_UNITS = {
    Measure.BREATHS: " breaths",
    Measure.METRES: " metres",
    Measure.STEPS: " steps",
}
_BOUNDS = {Bound.ABOUT: "about ", Bound.UP_TO: "up to "}
_RHYTHMS = {Rhythm.WHEN_NEEDED: "as needed"}


def filled_in(
    plans: Iterable[Plan], origins: Mapping[str, tuple[Origins, ...]]
) -> dict[Place, str]:
    """What each empty cell of a plan's own rows came to mean, by cell."""
    return dict(
        cell
        for plan in plans
        for item, whose in zip(plan.prescriptions, origins[plan.id], strict=True)
        for cell in _cells_of(item, whose)
    )


def _cells_of(item: Prescription, origins: Origins) -> Iterator[tuple[Place, str]]:
    yield from _cells(item, item.dose, origins)
    for week, later in origins.later:
        yield from _cells(item, dose_in_week(item, week) or item.dose, later)


def _cells(item: Prescription, dose: Dose, origins: Origins) -> Iterator[tuple[Place, str]]:
    if origins.place is None:
        return
    for name, origin in origins.facts.items():
        column = origins.columns.get(name, 0)
        text = (item.side or "") if name == SIDE else retyped(name, getattr(dose, name))
        if origin is not Origin.TYPED and column and text:
            yield Place(origins.place.sheet, origins.place.row, column), text


def retyped(name: str, value: object) -> str:
    """The text that a cell of this field may hold for the value; "" where there is none."""
    match value:
        case Amount():
            return _amount(value, unit=" s" if name in TIMED else "")
        case Times():
            return ", ".join(filter(None, (_times(value), value.provided)))
        case Days():
            return ", ".join(filter(None, (_days(value), value.provided)))
        case Load():
            return value.words or f"{value.most_times} RM"
        case Tempo():
            return _tempo(value)
        case _:
            return ""


def _amount(amount: Amount, *, unit: str) -> str:
    if amount.is_open:
        return amount.words or amount.wording.replace("-", " ")
    figure = f"{amount.low}" if amount.low == amount.high else f"{amount.low}-{amount.high}"
    if amount.measure is Measure.COUNTS:
        return f"a slow count of {figure}"
    if amount.bound is Bound.UP_TO:
        figure = f"{amount.high}"
    if amount.words:
        return f"{figure} {amount.words}"
    place = f" at the {amount.place.replace('-', ' ')}" if amount.place else ""
    return _BOUNDS.get(amount.bound, "") + figure + _UNITS.get(amount.measure, unit) + place


def _tempo(tempo: Tempo) -> str:
    """`slow`, `3-2-3`; where the two ways differ, with their names."""
    if tempo.words:
        return tempo.words
    if tempo.wording:
        return tempo.wording.replace("slow-", "slow and ")
    if tempo.there == tempo.back:
        return f"{tempo.there}-{tempo.held}-{tempo.back}"
    held = f"hold {tempo.held} s, " if tempo.held else ""
    return f"{tempo.there} s up, {held}{tempo.back} s down"


def _times(times: Times) -> str:
    if times.occasion:
        return times.occasion
    if times.every_hours:
        return f"every {times.every_hours} hours"
    if times.named and len(times.named) == times.count:
        return " and ".join(times.named)
    if times.least:
        return f"{times.least}-{times.count}"
    often = f"{_BOUNDS.get(times.bound, '')}{times.count}"
    return f"{often} times a day" if times.bound is Bound.ABOUT else often


def _days(days: Days) -> str:
    """The days as they may be typed: "every other day", "3 days a week", "Mon Wed"."""
    if days.occasion:
        return days.occasion
    if days.every:
        return f"every {days.every} days"
    if days.per_week_most:
        return f"{days.per_week}-{days.per_week_most} days a week"
    if days.per_week:
        return f"{days.per_week} days a week"
    named = (word.capitalize() for word, day in WEEKDAYS.items() if day in days.named)
    short = [word for word in named if len(word) == SHORT]
    return " ".join(short) or _RHYTHMS.get(days.rhythm, days.rhythm.value.replace("-", " "))
