"""What a clinic changes of itself and its people becomes cells of the workbook, or faults.

It is tried first, by the workbook's own reader over the workbook with these cells; what is
written then must say the same, and leave every plan as it was but for what is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clinicplan.catalogue.values import Catalogue
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.plan import Plan, Practitioner
from clinicplan.tasks.ready import Ready, read_typed
from clinicplan.tasks.rewrite import ChangedMeanwhile, Saved, rewrite
from clinicplan.workbook.choices import ALSO, choices, fold, lookup
from clinicplan.workbook.columns import CLINIC, PRACTITIONERS, Column, Kind, Sheet
from clinicplan.workbook.draft import Cells
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.entered import Entered, row_to, rows_of, set_to, settings_of
from clinicplan.workbook.writing.places import changes_for
from clinicplan.workbook.xlsx.book import Book, open_book
from clinicplan.workbook.xlsx.container import WrongFile

OF_DATES = "date_order"
OF_PLANS = frozenset(("edition", "language", OF_DATES))
"""Settings that say something of plans, too."""


class LosesPlans(ClinicPlanError):
    """Plans would not be found any more: their rows name a person as before."""

    exit_code = 3
    remedy = "Change it in Excel, in the rows of these plans, too."

    def __init__(self, plans: tuple[str, ...]) -> None:
        super().__init__("Some plans could not be made any more.")
        self.plans = plans


@dataclass(frozen=True, slots=True)
class Wish:
    """A cell as it was shown, and what it is to be now; "" for an empty one."""

    was: str
    now: str


Wishes = Mapping[str, Wish]
"""The cells of a row (or settings) that somebody has changed, by column key."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What the workbook would say: its reading, and errors of the changed cells by row and key.

    A row is the number of one that is there, 0 for a setting, -1 for a new person.
    """

    reading: Reading
    faults: Mapping[tuple[int, str], Finding]


@dataclass(frozen=True, slots=True)
class Staff:
    """Changed rows of Practitioners by their number, and a new one ({}: none)."""

    rows: Mapping[int, Wishes]
    new: Mapping[str, str]


NEW = -1


def settings_in(ready: Ready) -> Entered:
    """The Clinic sheet's cells. Raises Refused where there is none, and ChangedMeanwhile."""
    return settings_of(_book(ready), CLINIC)


def people_in(ready: Ready) -> tuple[Entered, ...]:
    """The rows of Practitioners. Raises as `settings_in`."""
    return rows_of(_book(ready), PRACTITIONERS)


def shown(held: Entered, column: Column, words: Catalogue) -> str:
    """What a field shows of a cell: an entry of its list as the list has it, else the text."""
    text = held.text(column.key)
    codes = [(item.code, item.label) for item in choices(column.choices, words)]
    if not codes or not text:
        return text
    known = lookup(choices(column.choices, words), ALSO.get(column.choices))
    labels = dict(codes)
    parts = text.split(";") if column.kind is Kind.CHOICES else [text]
    found = [known.get(fold(part)) for part in parts if part.strip()]
    if any(code not in labels for code in found):
        return text
    return "; ".join(labels[code] for code in found if code)


def clashes(held: Entered, sheet: Sheet, wishes: Wishes, words: Catalogue) -> tuple[str, ...]:
    """The keys of cells that somebody else has changed since they were shown."""
    now = {key: shown(held, sheet.column(key), words) for key in wishes}
    return tuple(key for key, wish in wishes.items() if now[key] not in (wish.was, wish.now))


def try_settings(ready: Ready, wishes: Wishes, *, today: date) -> Tried:
    """What the workbook would say with these settings. Raises ChangedMeanwhile and LosesPlans."""
    typed = with_wishes(settings_in(ready).values, wishes)
    reading = _tried(ready, CLINIC, [typed], today=today)
    keys = {at: column.key for at, column in enumerate(CLINIC.columns, start=2)}
    faults = {
        (0, keys[item.place.row]): item
        for item in _errors(reading, CLINIC)
        if keys.get(item.place.row) in wishes
    }
    if not faults:
        _check_plans(ready.reading, reading)
    return Tried(reading, faults)


def save_settings(ready: Ready, wishes: Wishes, *, tried: Tried, today: date) -> Saved:
    """Write the settings that were tried. Raises what `rewrite` raises."""
    new = {key: wish.now for key, wish in wishes.items()}

    def changes_of(book: Book) -> Sequence[Change]:
        return set_to(settings_of(book, CLINIC), CLINIC, new)

    def as_meant(before: Reading, after: Reading) -> bool:
        return _says_the_same(after, tried.reading) and _plans_stay(
            before, after, free=OF_PLANS & wishes.keys()
        )

    return rewrite(ready, changes_of, as_meant=as_meant, today=today)


def try_staff(ready: Ready, staff: Staff, *, today: date) -> Tried:
    """What the workbook would say with these people. Raises ChangedMeanwhile and LosesPlans."""
    held = people_in(ready)
    typed = [with_wishes(row.values, staff.rows.get(row.number, {})) for row in held]
    typed += [dict(staff.new)] if staff.new else []
    reading = _tried(ready, PRACTITIONERS, typed, today=today)
    numbers = {at: row.number for at, row in enumerate(held, start=2)}
    keys = {at: column.key for at, column in enumerate(PRACTITIONERS.columns, start=1)}
    faults = {}
    for item in _errors(reading, PRACTITIONERS):
        number, key = numbers.get(item.place.row, NEW), keys.get(item.place.column, "name")
        if number == NEW or key in staff.rows.get(number, {}):
            faults[number, key] = item
    if not faults:
        _check_plans(ready.reading, reading)
    return Tried(reading, faults)


def save_staff(ready: Ready, staff: Staff, *, tried: Tried, today: date) -> Saved:
    """Write the people that were tried. Raises what `rewrite` raises."""

    def changes_of(book: Book) -> Sequence[Change]:
        held = {row.number: row for row in rows_of(book, PRACTITIONERS)}
        changes: list[Change] = []
        for number, wishes in staff.rows.items():
            if number not in held:
                raise ChangedMeanwhile(f"{ready.file.name} was changed in the meantime.")
            new = {key: wish.now for key, wish in wishes.items()}
            changes += row_to(held[number], PRACTITIONERS, new)
        return [*changes, *changes_for(book, PRACTITIONERS, [staff.new] if staff.new else [])]

    def as_meant(before: Reading, after: Reading) -> bool:
        return _says_the_same(after, tried.reading) and _plans_stay(before, after)

    return rewrite(ready, changes_of, as_meant=as_meant, today=today)


def _book(ready: Ready) -> Book:
    try:
        return open_book(ready.file.read_bytes())
    except (OSError, WrongFile) as error:
        raise ChangedMeanwhile(f"{ready.file.name} cannot be read now.") from error


def with_wishes(values: Cells, wishes: Wishes) -> Cells:
    """The cells with the changed ones in place; an emptied one is left out."""
    now = {**values, **{key: wish.now for key, wish in wishes.items()}}
    return {key: value for key, value in now.items() if value != ""}


def _tried(ready: Ready, sheet: Sheet, rows: Sequence[Cells], *, today: date) -> Reading:
    reading = read_typed(ready, ((sheet, rows),), today=today)
    if reading.digest != ready.reading.digest:
        raise ChangedMeanwhile(f"{ready.file.name} was changed in the meantime.")
    return reading


def _errors(reading: Reading, sheet: Sheet) -> Iterable[Finding]:
    return (
        item
        for item in reading.findings
        if item.severity.is_to_mend and item.place.sheet == sheet.title
    )


def _check_plans(before: Reading, after: Reading) -> None:
    """Raise LosesPlans where a plan that can be made now could not be made any more."""
    there = {plan.id for plan in after.plans}
    lost = tuple(plan.id for plan in before.plans if plan.id not in there)
    if lost:
        raise LosesPlans(lost)


def _says_the_same(one: Reading, other: Reading) -> bool:
    return _facts(one) == _facts(other)


def _facts(reading: Reading) -> tuple[object, ...]:
    return (
        reading.clinic,
        reading.practitioners,
        reading.own,
        reading.programmes,
        reading.plans,
        reading.refused,
        reading.ids,
        reading.people,
    )


def _plans_stay(before: Reading, after: Reading, *, free: frozenset[str] = frozenset()) -> bool:
    """True where each plan is there, and as it was but for what these settings say of it.

    A plan's practitioner is the person of the same code.
    """
    now = {plan.id: plan for plan in after.plans}
    people = {person.code: person for person in after.practitioners}
    return all(
        plan.id in now and _alike(plan, now[plan.id], people, free) for plan in before.plans
    )


def _alike(
    old: Plan, new: Plan, people: Mapping[str, Practitioner], free: frozenset[str]
) -> bool:
    wanted = replace(old, practitioner=people.get(old.practitioner.code, old.practitioner))
    if "edition" in free:
        wanted = replace(wanted, edition=new.edition)
    if OF_DATES in free:
        patient = replace(old.patient, born=new.patient.born)
        wanted = replace(wanted, start=new.start, review=new.review, patient=patient)
    return wanted == new
