"""Facts that stand together in a dose become the one thing that they say."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.dose import Bound, Days, Dose, Measure, Rhythm, Times, exactly
from clinicplan.doses.said import Doubt, Said, Unclear
from clinicplan.doses.unclear import SHORT_BOUT

LONGEST_IN_BOUTS = 30
"""Minutes that several bouts of what is written with a bare m may come to (our judgement)."""

FEWEST_MINUTES = 5
"""Minutes from which a later number without its unit is one of minutes (our judgement)."""

MANY_A_DAY = 5
"""So many times a day, of nothing that is named, may be repetitions (our judgement)."""


def taken_together(said: Said) -> Said:
    """What is said, where one fact changes what is to be printed of another."""
    if said.each_way:
        said = _with_directions(said)
    if said.dose.times and (said.dose.duration or said.dose.hold):
        said = _of_short_bouts(said)
    if said.notes:
        said = _where_hourly(said)
    if said.doubts and said.dose.duration:
        said = _in_metres(said)
    return said if said.dose.has_amount else _times_alone(said)


def of_two_measures(said: Said) -> Unclear | None:
    """`10 min, add 2 min each run, max 30`: what the 30 are is for its reader to say."""
    reps, typed = said.dose.reps, dict(said.typed)
    if reps is None or reps.bound is not Bound.UP_TO or said.dose.duration is None:
        return None
    piece = typed.get("reps", "")
    if not _MOST.fullmatch(piece):
        return None
    return Unclear("dose-said-twice", {"value": piece, "other": typed.get("duration", "")})


_TIMES_DAILY = re.compile(r"(?:[3-9]|1[0-2]) times (?:daily|every ?day|each day)")
_SO_MANY = {"twice": 2, "thrice": 3}
"""What may be said of the bouts in a clause of its own: `hold 10 s, twice, every day`."""


def _of_short_bouts(said: Said) -> Said:
    """The same with a doubt, where so many times may be of a short bout, or of the day."""
    typed, dose = dict(said.typed), said.dose
    times, time = typed.get("times", ""), dose.duration or dose.hold
    if time is None or dose.sets or dose.reps or (dose.duration and dose.hold):
        return said
    if time.measure is not Measure.PLAIN or time.is_open or time.high > SHORT_BOUT:
        return said
    if _TIMES_DAILY.fullmatch(times):
        return _told_of_the_day(said)
    order = [fact for fact, _ in said.typed if fact in ("times", "days")]
    return _told_of_bouts(said) if times in _SO_MANY and order == ["times", "days"] else said


def _told_of_the_day(said: Said) -> Said:
    """`30 s, 5 times daily` as it is read; five of these once a day were typed alike."""
    typed, times = dict(said.typed), said.dose.times
    piece, count = typed.get("duration") or typed["hold"], times.count if times else 0
    one, other = f"{piece}, {count} times a day", f"{count} x {piece}, once a day"
    values = (("value", f"{piece}, {typed['times']}"), ("one", one), ("other", other))
    return replace(said, doubts=(*said.doubts, Doubt("times", "bouts-taken", values)))


def _told_of_bouts(said: Said) -> Said:
    """`hold 10 s, twice, every day` as two of these, which is the smaller dose."""
    typed, dose = dict(said.typed), said.dose
    piece, times, days = typed.get("duration") or typed["hold"], typed["times"], typed["days"]
    many = exactly(_SO_MANY[times])
    dose = replace(dose, times=Times(1), sets=many if dose.duration else dose.sets)
    dose = replace(dose, reps=dose.reps if dose.duration else many)
    values = (("value", f"{piece}, {times}, {days}"), ("one", f"{many.high} x {piece}, {days}"),
              ("other", f"{piece}, {times} a day, {days}"))  # fmt: skip
    counted = "sets" if dose.duration else "reps"
    return replace(
        said,
        dose=dose,
        doubts=(*said.doubts, Doubt("times", "bouts-taken", values)),
        typed=(*said.typed, (counted, times)),
    )


_SO_MANY_DAILY = re.compile(r"x ?([2-9]|1[0-2]) (?:daily|every ?day|each day)")


def in_bouts(said: Said) -> Said:
    """`wk 1 10 s, wk 2 20 s. x3 every day`: three of these once a day, as in `10 s x3 daily`."""
    dose, typed = said.dose, dict(said.typed)
    match = _SO_MANY_DAILY.fullmatch(typed.get("times", ""))
    time = dose.duration or dose.hold
    if match is None or time is None or dose.sets or dose.reps or (dose.duration and dose.hold):
        return said
    if time.measure is not Measure.PLAIN or time.is_open or time.high > SHORT_BOUT:
        return said
    piece, count = typed.get("duration") or typed.get("hold", ""), match[1]
    many, once = exactly(int(count)), Times(1)
    dose = replace(dose, times=once, days=Days(Rhythm.EVERY_DAY))
    dose = replace(dose, sets=many) if dose.duration else replace(dose, reps=many)
    values = (("value", f"{piece} {match[0]}"), ("one", f"{count} x {piece}, once a day"),
              ("other", f"{piece}, {count} times a day"))  # fmt: skip
    doubt = Doubt("times", "bouts-taken", values)
    return replace(said, dose=dose, doubts=(*said.doubts, doubt))


def alike(said: Said) -> Said:
    """`wk 1: 10 s x5, wk 3: 30 s x5 daily`: so many bouts are called alike before and after.

    As sets of the repetitions before them they would be five times as many.
    """
    dose, steps = said.dose, []
    is_bare = not _TIMES_NAMED.search(dict(said.typed).get("progression", ""))
    for step in said.steps:
        new = _as_before(step.dose, dose)
        new = _in_minutes(new, dose) if is_bare else new
        steps.append(replace(step, dose=new))
        dose = new.over(dose)
    return replace(said, steps=tuple(steps))


_TIMES_NAMED = re.compile(r"[x\u00d7]|\b(?:reps?|repetitions|times)\b", re.IGNORECASE)


def _in_minutes(new: Dose, dose: Dose) -> Dose:
    """`10 mins wk 1, 15 wk 2`: the 15, of which nothing else is said, are minutes, too."""
    reps, time = new.reps, dose.duration
    is_bare = reps is not None and replace(new, reps=None, times=None, days=None) == Dose()
    if reps is None or time is None or dose.reps or reps.is_open or not is_bare:
        return new
    if time.measure is not Measure.PLAIN or time.words or time.low % 60 or time.high % 60:
        return new
    if min(time.low // 60, reps.low) < FEWEST_MINUTES:
        return new  # `20 min 2 days a week, wk 3: 3` is of days
    minutes = replace(time, low=reps.low * 60, high=reps.high * 60, bound=reps.bound)
    return replace(new, reps=None, duration=minutes)


def _as_before(new: Dose, dose: Dose) -> Dose:
    if new.duration is None and new.hold is None:
        return new
    if new.sets and not new.reps and dose.reps and not dose.sets:
        return replace(new, reps=new.sets, sets=None)
    if new.reps and not new.sets and dose.sets and not dose.reps:
        return replace(new, sets=new.reps, reps=None)
    return new


_MOST = re.compile(r"(?:max\.?|maximum|up to|no more than|at most|not more than)\s*[0-9]+")


def _in_metres(said: Said) -> Said:
    """`3 x 20 m`: nobody does an hour of it in three bouts, so these are metres."""
    bouts, length = said.dose.sets or said.dose.reps, said.dose.duration
    minutes = [doubt for doubt in said.doubts if doubt.code == "minutes-or-metres"]
    if not minutes or bouts is None or length is None or bouts.low < 2:
        return said
    ways = 2 if said.each_way else 1
    if bouts.low * length.low * ways < LONGEST_IN_BOUTS * 60:
        return said
    metres = replace(
        length, low=length.low // 60, high=length.high // 60, measure=Measure.METRES
    )
    doubts = tuple(
        replace(doubt, code="metres-taken") if doubt in minutes else doubt for doubt in said.doubts
    )
    return replace(said, dose=replace(said.dose, duration=metres), doubts=doubts)


_EVERY_DAY = re.compile(r"(?:x\s*)?[0-9]+\s*(?:x|times)?\s*(?:(?:every|each) day|daily)")


def _times_alone(said: Said) -> Said:
    """`10 times every day` with nothing else: ten repetitions; with less it is asked about."""
    times, words = said.dose.times, dict(said.typed).get("times", "")
    if times is None or said.dose.days or times.count < 3:
        return said
    if replace(times, bound=Bound.EXACT) != Times(times.count):
        return said
    is_every_day = bool(_EVERY_DAY.fullmatch(words))
    if is_every_day and times.count >= MANY_A_DAY and said.dose == Dose(times=times):
        dose = Dose(reps=exactly(times.count), times=Times(1), days=Days(Rhythm.EVERY_DAY))
        return replace(said, dose=dose, typed=(*said.typed, ("reps", words), ("days", words)))
    if not is_every_day and times.count < MANY_A_DAY:
        return said
    values = (("value", words), ("number", str(times.count)))
    return replace(said, doubts=(*said.doubts, Doubt("times", "times-or-reps", values)))


def _with_directions(said: Said) -> Said:
    """An amount in the clinic's own words keeps its "each way": no direction is named beside it."""
    reps = said.dose.reps
    if reps is None or not reps.words or not said.each_way:
        return said
    worded = replace(reps, words=f"{reps.words} {said.each_way}")
    return replace(said, dose=replace(said.dose, reps=worded), each_way="")


def _where_hourly(said: Said) -> Said:
    """`every 2 hours at work` is said so, and not "while you are awake"."""
    times = said.dose.times
    place = next((note for note in said.notes if note.split()[0].casefold() in _PLACES), "")
    if times is None or not times.every_hours or not place:
        return said
    hours = "every hour" if times.every_hours == 1 else f"every {times.every_hours} hours"
    times = Times(1, occasion=f"{hours} {place}")
    notes = tuple(note for note in said.notes if note != place)
    return replace(said, dose=replace(said.dose, times=times), notes=notes)


_PLACES = frozenset(("at", "in", "during", "on", "while", "whilst"))
