"""A row's cells that say more than their column become one row, or faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Amount, Days, Measure, Rhythm
from clinicplan.doses import Said
from clinicplan.doses.as_written import BOUTS, UNREAD
from clinicplan.doses.conduct import is_how
from clinicplan.doses.pieces import BOTH_SIDES
from clinicplan.doses.said import Doubt
from clinicplan.doses.set_aside import OFTEN_UNREAD
from clinicplan.doses.sets import ROUNDS
from clinicplan.doses.stretched import OVER
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.sheets.faults import Fault
from clinicplan.workbook.sheets.rows import Cleared, DoseRow
from clinicplan.workbook.xlsx.grid import Value

Cells = dict[str, Any]

ASIDE = "aside"
"""The doubt's code that has the words of a dose that are printed as a note."""

_IN_WORDS = Days(Rhythm.AS_WRITTEN)
"""Days that the words of a dose say: those of a cell come first."""


@dataclass(frozen=True, slots=True)
class _Merged:
    """A row's values with one fact a field, the cell that says each, and those at odds.

    `odds` are a cell's key, the fact and the key of the other cell.
    """

    values: Cells
    said_in: Mapping[str, str] = field(default_factory=dict)
    odds: tuple[tuple[str, str, str], ...] = ()


def settled(cells: Cells) -> Cells:
    """The values with each fact in its own field, whichever cell says it; the first one wins."""
    merged = _merged(cells)
    return {**merged.values, "said_in": merged.said_in} if merged.said_in else merged.values


def facts_at_odds(cells: Cells, typed: Mapping[str, Value]) -> dict[str, list[Fault]]:
    """The same fact in two cells, and different; and what a cell says that is no fact."""
    spoken = _spoken(cells)
    faults: dict[str, list[Fault]] = {key: [] for key in spoken}
    for key, fact, other in _merged(cells).odds if spoken else ():
        values = {
            "value": dict(spoken[key].typed).get(fact, str(typed.get(key, ""))),
            "other_heading": _heading(other),
            "other": str(typed.get(other, "")),
        }
        faults[key].append(Fault("facts-disagree").format(**values))
    for key, said in spoken.items():
        notes = [note for note in said.notes if key == "side" or not is_how(note)]
        if notes and not any(doubt.code == "side-which" for doubt in said.doubts):
            faults[key].append(Fault("dose-note").format(value="; ".join(notes)))
    return {key: found for key, found in faults.items() if found}


def _spoken(cells: Cells) -> dict[str, Said]:
    return {key: value for key, value in cells.items() if isinstance(value, Said)}


def _merged(cells: Cells) -> _Merged:
    spoken = _spoken(cells)
    if not spoken:
        return _Merged(cells)
    plain = {key: value for key, value in cells.items() if key not in spoken}
    odds: list[tuple[str, str, str]] = []
    said_in: dict[str, str] = {}
    for key, said in spoken.items():
        for fact, value in _fields(said).items():
            if fact == "days" and value == _IN_WORDS and plain.keys() & {"days", "times"}:
                continue
            if fact == "side" and plain.get("side") in ("left", "right") and _each_of_them(said):
                continue
            if fact not in plain:
                plain[fact] = value
                if fact != key:
                    said_in[fact] = key
            elif fact == "side" and {plain[fact], value} == {"both", "each"}:
                plain[fact] = "each"
            elif plain[fact] != value:
                odds.append((key, fact, said_in.get(fact, fact)))
        heard = [replace(doubt, column=key) for doubt in said.doubts]
        if said.notes and key == "dose":
            values = (("value", "; ".join(said.notes)),)
            heard.append(Doubt("note", ASIDE, values, column=key))
        plain["doubts"] = (*_doubts(plain), *heard)
        plain["each_way"] = plain.get("each_way") or said.each_way
        plain["is_daily"] = plain.get("is_daily") or _is_daily(said)
    if asides := [note for said in spoken.values() for note in said.notes]:
        _add_note(plain, asides)
    return _Merged(plain, said_in, tuple(odds))


_DAILY = re.compile(
    r"\b(?:daily|o\.?d|(?:once|1 ?x?) (?:a|per|each|every) day|nightly|nocte|everyday|"
    r"(?:every|each)\s+(?:single\s+)?(?:day|night|morning|evening|afternoon))\b"
)


def _is_daily(said: Said) -> bool:
    """True where the piece that says the times says on which days: every one."""
    if said.dose.days is not None or said.dose.times is None:
        return False
    is_of_bouts = any(doubt.code == BOUTS for doubt in said.doubts)  # `30 s x3 daily`
    return is_of_bouts or bool(_DAILY.search(dict(said.typed).get("times", "")))


def _each_of_them(said: Said) -> bool:
    """`12 reps (3 s each)`, `3 sets, 10 each` beside a side: each of the twelve, of the three."""
    is_timed = said.dose.duration is not None or said.dose.hold is not None
    is_of_sets = said.dose.sets is not None and said.dose.reps is not None
    return (is_timed or is_of_sets) and dict(said.typed).get("side") == "each"


def _add_note(values: Cells, notes: Iterable[str]) -> None:
    """What a dose says aside goes before the note of its row, each a sentence.

    Behind it, it would be read as a part of that: `No W sitting. While watching TV.`
    """
    asides = (f"{note[:1].upper()}{note[1:]}." for note in (item.rstrip(" .") for item in notes))
    values["note"] = " ".join(filter(None, (*asides, str(values.get("note") or "").strip())))


def _doubts(values: Cells) -> tuple[object, ...]:
    found = values.get("doubts", ())
    return found if isinstance(found, tuple) else ()


def _fields(said: Said) -> Cells:
    """What is said, by field of a row."""
    fields = {
        fact: Cleared.CLEARED if value is None else value for fact, value in said.facts().items()
    }
    return fields | ({"days": Cleared.ASK} if said.ask_often else {})


def _heading(key: str) -> str:
    return next((item.heading for item in EXERCISES.columns if item.key == key), key)


def doubtful(
    row: DoseRow, exercise: Exercise
) -> Iterator[tuple[str, str, Mapping[str, str | int]]]:
    """What is to be asked about a row now that its exercise is known: column, code, values."""
    for doubt in row.doubts:
        if doubt.code in (ROUNDS, UNREAD, OFTEN_UNREAD, ASIDE, BOTH_SIDES, OVER):
            continue
        if doubt.code in ("side-alternate-each", "side-not-clear") and (
            row.side or _names_both_sides(row)
        ):
            continue  # "8 per side"
        if doubt.code == "times-or-reps" and (row.reps or row.duration or row.hold):
            continue
        if doubt.code == "week-goes-on" and row.last_week:
            continue
        if doubt.code == "side-which":
            if doubt.column == "dose" and row.side in ("left", "right"):
                continue
            code = doubt.code if exercise.sided else "side-in-words"
            yield doubt.fact, code, {**dict(doubt.values), "cell": doubt.cell}
            continue
        if doubt.code == "side-other-part":
            if dict(doubt.values)["part"] in _NAMED_BY.get(exercise.limb, ()):
                continue
            yield doubt.fact, doubt.code, {**dict(doubt.values), "limb": exercise.limb}
            continue
        if doubt.code == "metres-taken":
            code = doubt.code if moves_over_ground(exercise) else "minutes-or-metres"
            yield doubt.fact, code, {**dict(doubt.values), "cell": doubt.cell}
            continue
        if _IS_DOUBTFUL[doubt.code](exercise) and not (doubt.code in _OF_TIME and row.hold):
            yield doubt.fact, doubt.code, {**dict(doubt.values), "cell": doubt.cell}
    if row.each_way and not (exercise.parts or exercise.many_ways or exercise.own):
        yield "reps", "no-directions", {"value": row.each_way}
    if goes_on_for_a_time(exercise) and (number := _bare_number(row)):
        yield "reps", "minutes-or-lengths", {"value": str(number), "number": number}
    tempo, hold = row.tempo, row.hold
    is_held = tempo is not None and not isinstance(tempo, Cleared) and tempo.held
    if is_held and hold is not None and not isinstance(hold, Cleared):
        yield "tempo", "tempo-and-hold", {}


_NAMED_BY = {
    "arm": ("arm", "elbow", "shoulder", "wrist", "hand", "thumb", "finger"),
    "hand": ("hand", "wrist", "thumb", "finger"),
}
"""The parts that a handout's word for a limb takes in."""


def moves_over_ground(exercise: Exercise) -> bool:
    """True where metres may be meant: it is walked, or an own exercise's name says so."""
    if exercise.own:
        return bool({"walk", "walks", "walking", "lunge", "lunges"} & _words(exercise))
    return any(variant.position == "walking" for variant in exercise.variants)


_TIMED = frozenset(
    ("walking", "jog", "jogging", "running", "cycling", "bike", "biking", "swimming", "swim",
     "rowing", "cycle")
)  # fmt: skip


def goes_on_for_a_time(exercise: Exercise) -> bool:
    """True for an own exercise that is nothing but a walk, a run or a ride: nobody counts these."""
    words = {*fold(exercise.name).split()}
    return exercise.own and bool(words & _TIMED) and len(words) <= LONGEST_WALK


LONGEST_WALK = 3
"""Words of the name of such an exercise: `tandem walking with ball throws` may be counted."""

FEW_MINUTES = 5
"""A number of minutes that one walks; fewer are counted (our judgement)."""


def _bare_number(row: DoseRow) -> int:
    """How many of what nobody says, where that is all: 30 of `30 daily`; else 0."""
    amount = row.reps
    is_alone = not (row.sets or row.hold or row.duration or row.load or row.each_way)
    if not isinstance(amount, Amount) or not is_alone:
        return 0
    is_bare = amount.low == amount.high >= FEW_MINUTES and not amount.words
    return amount.low if is_bare and amount.measure is Measure.PLAIN else 0


def is_stretch(exercise: Exercise) -> bool:
    """True for a stretch, which is not held until a muscle is tired."""
    return bool({"stretch", "stretches", "stretching"} & _words(exercise))


def _words(exercise: Exercise) -> set[str]:
    return {*fold(exercise.name).split(), *fold(exercise.code).split()}


def _has_no_band(exercise: Exercise) -> bool:
    """True where no band is named: a colour alone says nothing there."""
    things = {thing for way in exercise.variants for thing in (way.tool, *way.equipment)}
    return not any("band" in thing for thing in (*things, *_words(exercise)))


def _always(_: Exercise) -> bool:
    return True


_BOTH_SIDES = re.compile(r"\bleft\b.*\bright\b|\bright\b.*\bleft\b", re.IGNORECASE)


def _names_both_sides(row: DoseRow) -> bool:
    """True where the dose's own words have an amount for each: `right 3 times, left 2 times`."""
    amounts = (row.reps, row.duration, row.hold, row.sets)
    return any(_BOTH_SIDES.search(item.words) for item in amounts if isinstance(item, Amount))


def _is_sided(exercise: Exercise) -> bool:
    return exercise.sided


def _is_one_sided(exercise: Exercise) -> bool:
    return exercise.sided and not exercise.together and not exercise.twin


_OF_TIME = frozenset(("seconds-or-times",))
"""What nobody asks where it is said how long each is held."""

_HELD = frozenset(
    ("stretch", "stretches", "stretching", "hold", "holds", "plank", "planks", "isometric")
)
LONG_HELD = 20
"""Seconds from which an exercise is one that is held, and not one that is repeated."""


def is_held_long(exercise: Exercise) -> bool:
    """True where seconds are usual: by the name of an own exercise, or by the library's doses."""
    if exercise.own:
        return bool(_HELD & _words(exercise))
    holds = [preset.dose.hold for preset in exercise.presets]
    return any(hold is not None and hold.low >= LONG_HELD for hold in holds)


_IS_DOUBTFUL: Mapping[str, Callable[[Exercise], bool]] = {
    "minutes-or-metres": moves_over_ground,
    "times-or-reps": _always,
    "reps-first": _always,
    "days-taken": _always,
    "bouts-taken": _always,
    "minutes-taken": _always,
    "seconds-taken": _always,
    "sets-taken": _always,
    "qd-taken": _always,
    "week-goes-on": _always,
    "tempo-without-unit": _always,
    "count-in-time": _always,
    "slip-taken": _always,
    "hold-without-end": is_stretch,
    "seconds-or-times": is_held_long,
    "colour-without-band": _has_no_band,
    "side-alternate-each": _is_sided,
    "side-not-clear": _is_sided,
    "side-at-once": _is_one_sided,
    "side-other-part": _always,
}
