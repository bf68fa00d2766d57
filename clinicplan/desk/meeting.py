"""A plan that is being written, and the workbook's plan of that ID, become a choice of two."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from clinicplan.desk.catching_up import Choice
from clinicplan.desk.pages import Pages
from clinicplan.desk.read_back import known
from clinicplan.desk.seen import plan_of
from clinicplan.desk.sheet import Sheet
from clinicplan.desk.versions import with_version
from clinicplan.plan import Plan
from clinicplan.rules import addressee, is_same_person
from clinicplan.tasks.check import Checked
from clinicplan.tasks.differing import Difference, differences

MARK = 12
"""Characters of a plan's digest that an answer carries."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The same patient's plan, in Excel and here: what to say of it, and what differs.

    `rows` have what differs in words, as it is in Excel, and as it is here; there are none where
    the workbook's own must be mended first. `mark` stands for the plan in Excel: an answer is
    one to what was shown. `choices` are there where one can choose cell by cell.
    """

    title: str
    rows: tuple[tuple[str, str, str], ...] = ()
    mark: str = ""
    choices: tuple[Choice, ...] = ()


def is_the_same(checked: Checked, sheet: Sheet) -> bool:
    """True where the workbook says the very plan that was written here, whatever its number."""
    ours = sheet.drafted.plan if sheet.drafted else None
    theirs = plan_of(checked, ours.id) if ours else None
    return ours is not None and theirs is not None and with_version(theirs, ours.version) == ours


def meeting(pages: Pages, checked: Checked, sheet: Sheet) -> Meeting | None:
    """What to choose between; None where there is nothing to choose.

    Nobody chooses between two people's plans: an ID that another patient has is taken.
    """
    say, name = pages.say, sheet.written.value("plan_id")
    ours = sheet.drafted.plan if sheet.drafted else None
    if ours is None or name not in checked.reading.ids or is_the_same(checked, sheet):
        return None
    theirs = plan_of(checked, name)
    if theirs is None:
        return Meeting(say("meet.faulty", plan=name)) if _has_row_of(checked, sheet) else None
    if not is_same_person(addressee(theirs), addressee(ours)):
        return None
    found = differences(
        theirs, ours, exercises=known(checked), words=pages.desk.catalogue
    )
    rows = tuple((_what(pages, item), item.theirs, item.ours) for item in found)
    first = _short(pages, found[0]) if found else ""
    return Meeting(say("meet.title", plan=name, what=first), rows, _mark_of(theirs))


def _mark_of(plan: Plan) -> str:
    return hashlib.sha256(repr(plan).encode()).hexdigest()[:MARK]


def _has_row_of(checked: Checked, sheet: Sheet) -> bool:
    """True where the workbook's faulty row of that ID is this patient's."""
    ours = sheet.drafted.plan if sheet.drafted else None
    return ours is not None and any(
        is_same_person(person, addressee(ours))
        for person in checked.reading.people
        if person.plan == ours.id
    )


def _what(pages: Pages, item: Difference) -> str:
    """What differs, as the table has it: `Heel raise, dose, from week 3`."""
    if not item.exercise:
        return item.what
    week = pages.say("meet.week", n=item.week) if item.week else ""
    parts = (item.exercise, item.what[:1].lower() + item.what[1:], week)
    return ", ".join(filter(None, parts))


def _short(pages: Pages, item: Difference) -> str:
    """What differs, in the middle of a sentence: `week 3`, `weeks`, `Heel raise`."""
    if item.week:
        return pages.say("meet.in_week", n=item.week)
    return item.exercise or item.what[:1].lower() + item.what[1:]
