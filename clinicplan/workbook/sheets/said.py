"""A row's cells that say more than their column become one row, or faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from clinicplan.catalogue.values import Exercise
from clinicplan.doses import Said
from clinicplan.plan import Dose
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import EXERCISES, OWN_EXERCISES, Sheet
from clinicplan.workbook.sheets.cells import Fault
from clinicplan.workbook.sheets.records import Spot
from clinicplan.workbook.sheets.rows import Cleared, DoseRow
from clinicplan.workbook.xlsx.grid import Value

Cells = dict[str, object]


@dataclass(frozen=True, slots=True)
class Settled:
    """A row's values with one fact a field, the cells that are at odds, and where each fact is."""

    values: Cells
    faults: Mapping[str, list[Fault]] = field(default_factory=dict)
    said_in: Mapping[str, str] = field(default_factory=dict)

    def spot(self, spot: Spot) -> Spot:
        """The row's place, which knows the cell of each fact."""
        if not self.said_in:
            return spot
        more = tuple(fact for fact in self.said_in if fact not in spot.filled)
        return replace(spot, filled=(*spot.filled, *more), said_in=self.said_in)


def settled(values: Cells, *, typed: Mapping[str, Value], sheet: Sheet) -> Settled:
    """The values with each fact in its own field, whichever cell says it.

    `typed` are the cells as typed. The same fact in two cells, and different, is a fault.
    """
    spoken = {key: value for key, value in values.items() if isinstance(value, Said)}
    if not spoken:
        return Settled(values)
    if sheet is OWN_EXERCISES:
        return _default_dose(values, spoken)
    plain = {key: value for key, value in values.items() if key not in spoken}
    faults: dict[str, list[Fault]] = {}
    said_in: dict[str, str] = {}
    for key, said in spoken.items():
        for fact, value in _fields(said).items():
            if fact not in plain:
                plain[fact] = value
                if fact != key:
                    said_in[fact] = key
            elif fact == "side" and {plain[fact], value} == {"both", "each"}:
                plain[fact] = "each"
            elif plain[fact] != value:
                faults.setdefault(key, []).append(
                    _at_odds(fact, said, key=key, other=said_in.get(fact, fact), typed=typed)
                )
        plain["doubts"] = (*_doubts(plain), *said.doubts)
        if said.notes:
            _add_note(plain, said.notes)
            told = Fault("dose-note", {"heading": _heading(key), "value": "; ".join(said.notes)})
            faults.setdefault(key, []).append(told)
    return Settled(plain, faults, said_in)


def _add_note(values: Cells, notes: Iterable[str]) -> None:
    """What a dose says aside goes behind the note of its row, each a sentence."""
    before = str(values.get("note") or "").strip()
    ended = before if not before or before[-1] in ".!?:;" else f"{before}."
    asides = (f"{note[:1].upper()}{note[1:]}." for note in (item.rstrip(" .") for item in notes))
    values["note"] = " ".join(filter(None, (ended, *asides)))


def _doubts(values: Cells) -> tuple[object, ...]:
    found = values.get("doubts", ())
    return found if isinstance(found, tuple) else ()


def _fields(said: Said) -> Cells:
    """What is said, by field of a row."""
    fields = {
        fact: Cleared.CLEARED if value is None else value for fact, value in said.facts().items()
    }
    return fields | ({"days": Cleared.ASK} if said.ask_often else {})


def _at_odds(
    fact: str, said: Said, *, key: str, other: str, typed: Mapping[str, Value]
) -> Fault:
    values = {
        "heading": _heading(key),
        "value": dict(said.typed).get(fact, str(typed.get(key, ""))),
        "other_heading": _heading(other),
        "other": str(typed.get(other, "")),
    }
    return Fault("facts-disagree", values)


def _heading(key: str) -> str:
    return next((item.heading for item in EXERCISES.columns if item.key == key), key)


def _default_dose(values: Cells, spoken: Mapping[str, Said]) -> Settled:
    """An own exercise's default dose is a dose: its side, weeks and changes belong to plans."""
    faults: dict[str, list[Fault]] = {}
    kept = dict(values)
    for key, said in spoken.items():
        kept[key] = said.dose
        if said.dose == Dose() or said != Said(said.dose, doubts=said.doubts, typed=said.typed):
            heading = OWN_EXERCISES.column(key).heading
            faults[key] = [Fault("default-dose-more", {"heading": heading})]
            del kept[key]
    return Settled(kept, faults)


def doubtful(
    row: DoseRow, exercise: Exercise
) -> Iterator[tuple[str, str, Mapping[str, str | int]]]:
    """What is to be asked about a row now that its exercise is known: column, code, values."""
    for doubt in row.doubts:
        if _IS_DOUBTFUL[doubt.code](exercise):
            yield doubt.fact, doubt.code, dict(doubt.values)
    tempo, hold = row.tempo, row.hold
    is_held = tempo is not None and not isinstance(tempo, Cleared) and tempo.held
    if is_held and hold is not None and not isinstance(hold, Cleared):
        yield "tempo", "tempo-and-hold", {}


def moves_over_ground(exercise: Exercise) -> bool:
    """True where metres may be meant: it is walked, or an own exercise's name says so."""
    if exercise.own:
        return bool({"walk", "walks", "walking", "lunge", "lunges"} & _words(exercise))
    return any(variant.position == "walking" for variant in exercise.variants)


def is_stretch(exercise: Exercise) -> bool:
    """True for a stretch, which is not held until a muscle is tired."""
    return bool({"stretch", "stretches", "stretching"} & _words(exercise))


def _words(exercise: Exercise) -> set[str]:
    return {*fold(exercise.name).split(), *fold(exercise.code).split()}


def _has_no_band(exercise: Exercise) -> bool:
    """True where no band is named: a colour alone says nothing there."""
    things = {thing for way in exercise.variants for thing in (way.tool, *way.equipment)}
    return not any("band" in thing for thing in (*things, *_words(exercise)))


def _has_no_directions(exercise: Exercise) -> bool:
    return not exercise.parts


_IS_DOUBTFUL: Mapping[str, Callable[[Exercise], bool]] = {
    "minutes-or-metres": moves_over_ground,
    "hold-without-end": is_stretch,
    "no-directions": _has_no_directions,
    "colour-without-band": _has_no_band,
}
