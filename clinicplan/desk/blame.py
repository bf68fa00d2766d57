"""What was found in the patient's row becomes words at the fields of the plan's form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clinicplan.desk.answering import words_of
from clinicplan.desk.pages import Pages
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.shown import NEEDED, Shown
from clinicplan.desk.written import DATES, is_day, opened_at
from clinicplan.tasks.questions import UNSAID

FOLDED = ("plan_id", "review", "edition", "condition", "email", "consent", "goals", "note")
"""Fields that stand in the part that is closed at first."""

ELSEWHERE = {"email-without-consent": "consent", "email-not-agreed": "consent"}
"""Findings that are said at another field than that of their cell."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said at a field: `look` is "mend" or "look", `text` the words."""

    look: str
    text: str


def at_fields(pages: Pages, sheet: Sheet) -> dict[str, tuple[Said, ...]]:
    """What is said at each field, by its key; what is empty is told of once somebody has asked."""
    said: dict[str, tuple[Said, ...]] = {}
    for key, one in (*_found(sheet), *(_lacking(pages, sheet) if sheet.asked else ())):
        said[key] = (*said.get(key, ()), one)
    return said


def is_folded(said: Mapping[str, Sequence[Said]]) -> bool:
    """True where something is said in the part that is closed at first."""
    return any(key in FOLDED for key in said)


def led_to_row(sheet: Sheet, rows: Sequence[Shown], said: Mapping[str, Sequence[Said]]) -> None:
    """Open the first exercise with something to mend, unless a field of the patient's has it."""
    if any(one.look == "mend" for found in said.values() for one in found):
        return
    faulty = (row.at for row in rows if row.at >= 0 and (row.faults or row.asks_side))
    at = next(faulty, sheet.written.open)
    sheet.written = opened_at(sheet.written, at)


def of_address(sheet: Sheet) -> str:
    """What is to be looked at in the patient's address, "" for nothing."""
    return " ".join(one.text for key, one in _found(sheet) if key == "email")


def _found(sheet: Sheet) -> Iterator[tuple[str, Said]]:
    for key, item in sheet.drafted.found if sheet.drafted else ():
        is_told = key in DATES and not is_day(sheet.written.value(key))  # its field says it already
        if key and not is_told and item.code not in UNSAID:
            at = ELSEWHERE.get(item.code, key)
            yield at, Said("mend" if item.severity.is_to_mend else "look", words_of(item))


def _lacking(pages: Pages, sheet: Sheet) -> Iterator[tuple[str, Said]]:
    say = pages.say
    for key in NEEDED:
        if not sheet.written.value(key):
            yield key, Said("mend", say("draft.needed", field=say(f"draft.{key}")))
