"""A plan's doses multiplied out become findings where the sum is more than anybody meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.dose import Amount, Dose, exactly
from clinicplan.efforts import DayLoad, load_of_day
from clinicplan.findings import Finding, Place
from clinicplan.plan import Plan, Prescription, Side
from clinicplan.sessions import longest_session, rounded
from clinicplan.workbook.plans.prescribing import Prescribed
from clinicplan.workbook.plans.request import Tell
from clinicplan.workbook.sheets.retyped import retyped

LONG_SESSION = 30
"""Minutes of a session at the most, where nobody typed a limit (our judgement)."""

LONG_EXERCISE = 10
"""Minutes of one exercise in a session at the most (our judgement)."""

MINUTE = 60
"""Seconds."""

MANY = 150
"""Repetitions for one foot in a day at the most (our judgement)."""


def told_of_sums(
    plan: Plan,
    prescribed: Iterable[Prescribed],
    exercises: Mapping[str, Exercise],
    place: Place,
    limit_place: Place,
    *,
    catalogue: Catalogue,
    tell: Tell,
) -> Iterator[Finding]:
    """Sessions, exercises and days that are too long, with the sum written out."""
    longest, whole = ("", 0.0), 0.0
    for item in prescribed:
        given = item.prescription
        exercise = exercises[given.exercise]
        loads = [(dose, load_of_day(dose, given, exercise)) for dose in _doses(given)]
        yield from _of_exercise(item, loads, catalogue, tell)
        minutes = max(load.minutes for _, load in loads)
        whole += minutes
        longest = max(longest, (item.name, minutes), key=_second)
    limit = plan.session_limit or LONG_SESSION
    if whole <= limit:  # on no day there can be more
        return
    used = {item.exercise: exercises[item.exercise] for item in plan.prescriptions}
    at_most = longest_session(plan, used)
    if at_most > limit and plan.session_limit:
        yield tell("session-too-long", limit_place, minutes=rounded(at_most), limit=limit)
    elif at_most > limit:
        name, minutes = longest
        told = {"minutes": rounded(at_most), "exercise": name, "longest": ceil(minutes)}
        yield tell("session-long", place, **told)


def _of_exercise(
    item: Prescribed, loads: Sequence[tuple[Dose, DayLoad]], catalogue: Catalogue, tell: Tell
) -> Iterator[Finding]:
    """The dose of the exercise that is far too much, if one is: a rise would tell it often."""
    longest = max(loads, key=_minutes_of)
    long = longest if longest[1].minutes > LONG_EXERCISE else None
    many = next((pair for pair in loads if pair[1].repetitions > MANY), None)
    place, name = item.place, item.name
    if long:
        dose, load = long
        told = _sum(dose, item.prescription, catalogue, is_day=False)
        minutes = ceil(load.minutes)
        yield tell("exercise-long", place, exercise=name, sum=told, minutes=minutes)
    if many:
        dose, load = many
        told = _sum(dose, item.prescription, catalogue, is_day=True)
        yield tell("many-repetitions", place, exercise=name, sum=told, count=load.repetitions)


def _minutes_of(pair: tuple[Dose, DayLoad]) -> float:
    return pair[1].minutes


def _second(pair: tuple[str, float]) -> float:
    return pair[1]


def _doses(given: Prescription) -> tuple[Dose, ...]:
    return (given.dose, *(change.dose for change in given.changes))


def _sum(dose: Dose, given: Prescription, catalogue: Catalogue, *, is_day: bool) -> str:
    """The sum written out: "5 sets x 15 times x hold 45 s x both sides"."""
    names = ("sets", "reps") if is_day else ("sets", "reps", "hold", "duration")
    amounts = ((name, getattr(dose, name)) for name in names)
    factors = [_factor(name, it, catalogue) for name, it in amounts if it and it != exactly(1)]
    if not is_day and dose.rest:
        rest = phrase(catalogue, "workbook.sum.rest", amount=_amount("rest", dose.rest))
        factors[-1:] = [f"{' '.join(factors[-1:])} {rest}".strip()]
    if given.ways > 1:
        parts = (catalogue.names.get(f"part.{part}", part) for part in given.parts)
        named = ", ".join(parts)
        factors.append(phrase(catalogue, "workbook.sum.ways", n=given.ways, names=named))
    if is_day and dose.times and dose.times.count > 1:
        factors.append(phrase(catalogue, "workbook.sum.times", n=dose.times.count))
    if not is_day and given.side is Side.EACH:
        factors.append(phrase(catalogue, "workbook.sum.each"))
    return " x ".join(factors)


def _factor(name: str, amount: Amount, catalogue: Catalogue) -> str:
    text = _amount(name, amount)
    return text if amount.is_open else phrase(catalogue, f"workbook.sum.{name}", amount=text)


_SECONDS = re.compile(r"^(\D*)(\d+)(?:-(\d+))? s$")


def _amount(name: str, amount: Amount) -> str:
    """The amount as one would type it; whole minutes are minutes."""
    text = retyped(name, amount)
    found = _SECONDS.fullmatch(text)
    ends = [int(end) for end in found.groups()[1:] if end] if found else []
    if found is None or any(end < MINUTE or end % MINUTE for end in ends):
        return text
    return f"{found[1]}{'-'.join(str(end // MINUTE) for end in ends)} min"
