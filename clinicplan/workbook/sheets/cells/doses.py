"""A cell of a dose becomes a fact of it, or all that it says (`Said`)."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from clinicplan.dose import Amount, Dose
from clinicplan.dose import Tempo as PlanTempo
from clinicplan.doses import (
    Said,
    as_written,
    fragment_of,
    in_all_words,
    misspelt_side,
    read_cell,
    read_changes,
    read_dose,
    set_aside,
    slipped_day,
    told_slips,
    what_to_ask,
    with_company,
    with_condition,
    with_side_asked,
    without_slips,
)
from clinicplan.doses import Unclear as UnclearDose
from clinicplan.doses.slips import respelt
from clinicplan.doses.written_out import written_out
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.sheets.cells.texts import LONGEST_LINE, NONE, TextCell, is_one_of
from clinicplan.workbook.sheets.dose_reasons import reason
from clinicplan.workbook.sheets.faults import refused
from clinicplan.workbook.sheets.rows import Cleared
from clinicplan.workbook.xlsx.grid import Value

Found = TypeVar("Found")

MISSPELT = frozenset(("dose-unclear", "dose-piece-unclear", "progression-unclear"))
"""What is said of words that nobody knows: one of them may be a slip of the keyboard."""

_NO_TIME = frozenset(("0", "0 s", "0s", "0 sec"))


class Fact(TextCell):
    """A fact of a dose; `unclear` is the code that says what is accepted.

    What says more than its column is given whole (`Said`).
    """

    longest = LONGEST_LINE
    unclear = ""

    def read(self, value: Value) -> object:
        """The fact, all that is said, or `Cleared`."""
        text = self.text(value)
        cleared = self.cleared(text)
        if cleared is not None:
            return cleared
        found = read_cell(self.column.key, text)
        if found is None:
            code = reason(self.unclear, text)
            raise refused(code, respelt(text), value=text)
        return clear(found, text)

    def cleared(self, text: str) -> Cleared | None:
        """What is meant by a text that gives no amount."""
        return Cleared.CLEARED if is_one_of(text, NONE) else None


class Count(Fact):
    """How many."""

    date_instead = "date-instead"
    unclear = "count-unclear"


class Seconds(Fact):
    """How long."""

    date_instead = "date-instead"
    unclear = "time-unclear"

    def cleared(self, text: str) -> Cleared | None:
        """No seconds are no hold and no rest."""
        is_zero = self.column.key != "duration" and text.casefold() in _NO_TIME
        return Cleared.CLEARED if is_zero else super().cleared(text)


class Load(Fact):
    """With what weight or band."""

    unclear = "load-unclear"


class Tempo(Fact):
    """How fast."""

    unclear = "tempo-unclear"


class Times(Fact):
    """How often a day."""

    date_instead = "date-instead"
    unclear = "times-unclear"


class Days(Fact):
    """On which days."""

    unclear = "days-unclear"

    def cleared(self, text: str) -> Cleared | None:
        """`never` and `ask` are not days, either."""
        said = {word.value: word for word in (Cleared.NEVER, Cleared.ASK)}.get(fold(text))
        return said or super().cleared(text)


class Changes(TextCell):
    """How a dose changes from week to week."""

    def read(self, value: Value) -> object:
        """The changes; all that is said, where it is more than that."""
        text = self.text(value)
        if is_one_of(text, NONE):
            return Cleared.CLEARED
        said = clear(read_changes(text), text)
        is_plain = isinstance(said, Said) and said.facts().keys() == {"progression"}
        return said.steps if isinstance(said, Said) and is_plain else said


class WholeDose(TextCell):
    """A whole dose in one cell."""

    date_instead = "date-instead"

    def read(self, value: Value) -> object:
        """All that is said; what is not understood in the clinic's own words."""
        text = self.text(value)
        typed, slips = without_slips(text)
        found = told(typed)
        if isinstance(found, UnclearDose):
            return clear(found, text)
        found = with_side_asked(with_company(with_condition(found), typed), typed)
        return clear(told_slips(found, slips), text)


def told(text: str) -> Said | UnclearDose:
    """What a dose says: its facts, with what is set aside as notes; else all in its own words."""
    if slip := misspelt_side(text) or slipped_day(text):
        return UnclearDose("dose-piece-unclear", {"value": slip})
    said = read_dose(text)
    found = said if isinstance(said, Said) else set_aside(text, said)
    if found and (torn := fragment_of(found, text)):
        said, found = UnclearDose("dose-piece-unclear", {"value": torn}), None
    if isinstance(said, UnclearDose):
        return found or as_written(text, said) or what_to_ask(text, said)
    return in_all_words(text, said) or without_shorthand(_with_bans(said))


def _with_bans(said: Said) -> Said:
    """The same, where `no hold` and `no rest` are notes, too: they are told to the patient."""
    typed = dict(said.typed)
    bans = tuple(typed.get(fact, f"no {fact}") for fact in ("hold", "rest") if fact in said.cleared)
    return replace(said, notes=(*said.notes, *bans)) if bans else said


def without_shorthand(said: Said) -> Said:
    """The same, notes and the clinic's own words for an amount or a pace without abbreviations."""
    if said.notes:
        said = replace(said, notes=tuple(map(written_out, said.notes)))
    steps = tuple(replace(step, dose=_in_words(step.dose)) for step in said.steps)
    return replace(said, dose=_in_words(said.dose), steps=steps)


def _in_words(dose: Dose) -> Dose:
    worded = {
        name: replace(value, words=written_out(value.words))
        for name in ("reps", "duration", "tempo")
        if (value := getattr(dose, name)) and value.words and _is_all(value)
    }
    return replace(dose, **worded) if worded else dose


def _is_all(value: Amount | PlanTempo) -> bool:
    """True where the words stand alone: those behind a number are what it counts."""
    return isinstance(value, PlanTempo) or value.is_open


class DefaultDose(TextCell):
    """The dose of an own exercise: its side, weeks and changes belong to plans."""

    def read(self, value: Value) -> Dose:
        """How much and how often."""
        text = self.text(value)
        said = clear(read_dose(text), text)
        is_dose = said == Said(said.dose, doubts=said.doubts, typed=said.typed)
        if said.dose == Dose() or not is_dose:
            raise refused("default-dose-more")
        return said.dose


def clear(found: Found | UnclearDose, text: str) -> Found | Said:
    """What was found in the cell's text; refused where it is to be asked about."""
    if isinstance(found, Said) and found.doubts:
        doubts = (replace(doubt, cell=text) for doubt in found.doubts)
        return replace(found, doubts=tuple(doubts))
    if not isinstance(found, UnclearDose):
        return found
    values = dict(found.values)
    if "fact" in values:
        values["other"] = EXERCISES.column(str(values.pop("fact"))).heading
    raise refused(found.code, _respelt(found, text), **values)


def _respelt(found: UnclearDose, text: str) -> tuple[str, ...]:
    """The piece without its slip of the keyboard, where there is one."""
    return respelt(str(found.values.get("value", text))) if found.code in MISSPELT else ()
