"""How many sets of what ("3 x 10", "10 reps x 5 s", "3 rounds") becomes the amount that it says."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.dose import Amount, Dose
from clinicplan.doses.amounts import (
    EACH_HELD,
    REPEATED,
    held_at,
    parse_count,
    parse_duration,
    parse_hold,
)
from clinicplan.doses.manner import known_load, parse_tempo
from clinicplan.doses.own_words import own_amount
from clinicplan.doses.plain import any_of
from clinicplan.doses.said import Doubt, Said, of_dose

MANY_FOR_HELD = 20
"""So many repetitions of what is held for long may be meant as seconds (our judgement)."""

MANY_FOR_SETS = 10
"""So many sets of one repetition nobody does: `15 x 1` is one set of fifteen (our judgement)."""

MANY_REPS = 8
"""From so many on, the first number of `15 x 3` is repetitions (our judgement)."""

UNIT = r"(?:s|secs?|seconds?|\"|m|mins?|minutes?|'|breaths?|counts?)"
HELD = re.compile(
    rf"(?:hold(?:ing|s)?|held){EACH_HELD}(?:\s+for|\s+of|:)?\s+.+|"
    rf".+?{UNIT}\.?\s+(?:isometric\s+)?(?:holds?|held)"
)
_SETS = re.compile(
    r"(?:x\s*)?(.+?)\s*(?:sets?|rounds?|bouts?|pass(?:es)?|efforts?|intervals?|series)"
    r"(?:\s*(?:of|x|:)\s*(.+))?"
)
_BY = re.compile(r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*x\s*(?=[0-9])(.+)")
_TWO_BY = re.compile(r"\+\s*[0-9]+\s*x\s*[0-9]")
"""`3x15 straight + 3x15 bent`: the first three are not of both."""

_TIMES_SETS = re.compile(
    rf"([0-9]+(?:-[0-9]+)?\s*(?:{any_of(REPEATED)}))\s*x\s*([0-9]{{1,2}})"
)
_THINGS_SETS = re.compile(r"((?:[5-9]|[1-9][0-9])(?:-[0-9]+)? [a-z-]+s)\s*x\s*([2-5])")
"""`10 picks x 2`."""

_TIMES_HELD = re.compile(
    rf"([0-9]+(?:-[0-9]+)?)\s*(?:reps?|repetitions)\s*(?:x|@)\s*([0-9]+(?:-[0-9]+)?\s*{UNIT}\.?)(?:\s+(?:holds?|held))?"
)
_SETS_OF_OPEN = re.compile(
    r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*x\s*(?:(amrap|failure|to failure|max)|([0-9]{1,2})\s*rm)"
)
_RM_FIRST = re.compile(r"^([0-9]{1,2})\s*rm\s*x\s*([0-9]{1,2})$")
_SLOW_REPS = re.compile(r"(.+?)\s+(slow|slowly|controlled)\s+(?:reps?|times|repetitions)")
_METRES_OR_MINUTES = re.compile(r"(?:about\s+|up to\s+)?([0-9]{1,3}(?:-[0-9]{1,3})?)\s*m")


def read_sets(words: str) -> Said | None:
    """`3 sets`, `3 sets of 10`, `3 x 10`, `3 x 30 s`, `3 x 10 x 5 s`, `5 x 45 s hold`."""
    match = _SETS.fullmatch(words) or _BY.fullmatch(words)
    if match is None or not re.search("[0-9]", match[1]):
        return None
    if turned := _turned(words):
        return turned
    if match[2] == "1" and match[1].isdigit() and int(match[1]) >= MANY_FOR_SETS:
        return Said(Dose(sets=parse_count("1"), reps=parse_count(match[1])))
    sets = parse_count(match[1])
    if sets is None or re.search("x|times|reps?", match[1]):
        return None
    if match[2] is None:
        noun = _ROUNDS.search(words)
        doubts = (Doubt("sets", ROUNDS, (("value", noun[0]),)),) if noun else ()
        return Said(Dose(sets=sets), doubts=doubts)
    return _of_sets(sets, match[2])


ROUNDS = "rounds"
"""Not asked: where nothing else says how much, so many rounds are the amount."""

_ROUNDS = re.compile(r"\b(?:rounds?|bouts?|pass(?:es)?|intervals?|efforts?)$")


_REPS_FIRST = re.compile(r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*x\s*([2-5])")


def _turned(words: str) -> Said | None:
    """`15 x 3` is fifteen times in three sets, which is told: nobody does fifteen sets of three."""
    match = _REPS_FIRST.fullmatch(words)
    reps = parse_count(match[1]) if match else None
    if match is None or reps is None or reps.low < MANY_REPS:
        return None
    values = (("value", words), ("sets", match[2]), ("number", match[1]))
    doubts = (Doubt("sets", "reps-first", values),)
    return Said(Dose(sets=parse_count(match[2]), reps=reps), doubts=doubts)


def _of_sets(sets: Amount, of: str) -> Said | None:
    """What each set is: repetitions, a time, repetitions of a time; a time held is no set's."""
    if reps := parse_count(of):
        return Said(Dose(sets=sets, reps=reps), doubts=_seconds_or_times(sets, of))
    if (by := _BY.fullmatch(of)) and (reps := parse_count(by[1])):
        hold = parse_hold(by[2])
        return Said(Dose(sets=sets, reps=reps, hold=hold)) if hold else None
    if HELD.fullmatch(held_at(of)[0]):
        hold = parse_hold(of)
        return Said(Dose(reps=sets, hold=hold)) if hold else None
    duration = parse_duration(of)
    if duration is None:
        own = None if _TWO_BY.search(of) else read_own(of)
        return replace(own, dose=replace(own.dose, sets=sets)) if own else None
    return Said(Dose(sets=sets, duration=duration), doubts=metres_or_minutes(of))


def _seconds_or_times(sets: Amount, of: str) -> tuple[Doubt, ...]:
    """`3 x 30` may be seconds, where the exercise is held."""
    if not of.isdigit() or int(of) < MANY_FOR_HELD:
        return ()
    values = (("value", f"{sets.high} x {of}"), ("sets", str(sets.high)), ("number", of))
    return (Doubt("reps", "seconds-or-times", values),)


def read_by_sets(words: str) -> Said | None:
    """`10 reps x 3`, `10 reps x 5 s`, `3 x failure`, `4 x 12 RM`: how many sets of what."""
    if match := _TIMES_SETS.fullmatch(words):
        sets, reps = parse_count(match[2]), parse_count(match[1])
        return Said(Dose(sets=sets, reps=reps)) if sets and reps else None
    if (match := _THINGS_SETS.fullmatch(words)) and (own := own_amount(match[1])):
        return Said(Dose(sets=parse_count(match[2]), reps=own[1])) if own[0] == "reps" else None
    if match := _TIMES_HELD.fullmatch(words):
        reps, hold = parse_count(match[1]), parse_hold(match[2])
        return Said(Dose(reps=reps, hold=hold)) if reps and hold else None
    match = _SETS_OF_OPEN.fullmatch(_RM_FIRST.sub(r"\2 x \1 rm", words))
    if match is None or (sets := parse_count(match[1])) is None:
        return None
    if match[3]:
        load = known_load(f"{match[3]} rm")
        return Said(Dose(sets=sets, reps=parse_count(match[3]), load=load)) if load else None
    reps = parse_count(match[2] if match[2] != "failure" else "to failure")
    return Said(Dose(sets=sets, reps=reps)) if reps else None


def read_slow_counted(words: str) -> Said | None:
    """`5 slow reps`."""
    match = _SLOW_REPS.fullmatch(words)
    reps, tempo = (parse_count(match[1]), parse_tempo(match[2])) if match else (None, None)
    return Said(Dose(reps=reps, tempo=tempo)) if reps and tempo else None


def read_own(words: str) -> Said | None:
    """`4 lengths of corridor`, `10 up + 10 down`: how much, in the clinic's words."""
    found = own_amount(words)
    return of_fact(*found, words) if found else None


def metres_or_minutes(words: str) -> tuple[Doubt, ...]:
    """`5m` may be metres where the exercise moves over ground."""
    match = _METRES_OR_MINUTES.fullmatch(words)
    values = (("value", words), ("number", match[1])) if match else ()
    return (Doubt("duration", "minutes-or-metres", values),) if match else ()


def of_fact(fact: str, value: object, piece: str) -> Said:
    """What is said by a single fact of a dose."""
    return of_dose(replace(Dose(), **{fact: value}), piece)  # type: ignore[arg-type]  # by name
