"""The rows of Practitioners become fields, and what is typed there becomes their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.desk.seen import seen
from clinicplan.desk.settling import Settling
from clinicplan.desk.setup import free_code
from clinicplan.errors import ClinicPlanError
from clinicplan.findings import Finding
from clinicplan.tasks.ready import Ready
from clinicplan.tasks.settle import (
    NEW,
    Staff,
    Wish,
    Wishes,
    clashes,
    people_in,
    save_staff,
    try_staff,
)
from clinicplan.workbook.choices import fold
from clinicplan.workbook.columns import PRACTITIONERS
from clinicplan.workbook.writing.entered import Entered

ASKED = ("name", "role", "registration", "phone")
"""What can be changed of a person; by its code the rows of Patients know it."""

_WAS = "was-"

Faults = Mapping[tuple[int, str], Finding]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a person; its name in the form is `key-row`, and `was-key-row` what it held."""

    key: str
    label: str
    hint: str
    was: str
    now: str
    fault: str = ""
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A row of Practitioners, or a new one."""

    row: int
    code: str
    cells: tuple[Cell, ...]


class People:
    """The people of one clinic."""

    def __init__(self, pages: Pages, settling: Settling) -> None:
        self._pages = pages
        self._settling = settling

    def routes(self) -> list[Route]:
        """Where this page is."""
        return [
            Route("/clinic/people", self.show, methods=["GET"]),
            Route("/clinic/people", self.post, methods=["POST"]),
        ]

    def show(self, request: Request) -> Response:
        """The people, as the workbook has them."""
        return self._form(Staff({}, {}), notice=self._settling.notice())

    def post(self, request: Request) -> Response:
        """Save what was changed and who was added, or take the last save back."""
        now = seen(self._pages)
        if not now or not self._pages.desk.saves:
            return go_to("/clinic/people")
        if field(request, "do") == "undo":
            self._settling.take_back()
            return go_to("/clinic/people")
        return self._save(now[1].ready, request)

    def _save(self, ready: Ready, request: Request) -> Response:
        today, staff = self._pages.desk.around.now().date(), Staff({}, {})
        try:
            held = people_in(ready)
            staff = _staff(request, held)
            if self._is_other(request, held, staff):
                title = self._pages.say("draft.changed", file=ready.file.name)
                notice = Notice("look", title, self._pages.say("clinic.save_again"))
                return self._form(Staff({}, staff.new), notice=notice)
            if not staff.rows and not staff.new:
                return go_to("/clinic/people")
            with self._pages.desk.at_press:
                tried = try_staff(ready, staff, today=today)
        except ClinicPlanError as error:
            return self._form(staff, notice=self._settling.told(error))
        if tried.faults:
            return self._form(staff, faults=tried.faults)
        trouble = self._settling.save(lambda: save_staff(ready, staff, tried=tried, today=today))
        return self._form(staff, notice=trouble) if trouble else go_to("/clinic/people")

    def _is_other(self, request: Request, held: Sequence[Entered], staff: Staff) -> bool:
        """True where a row that was changed here is not the one that was shown."""
        there, words = {row.number: row for row in held}, self._pages.desk.catalogue
        return any(
            number not in there
            or there[number].text("code") != field(request, f"{_WAS}code-{number}")
            or clashes(there[number], PRACTITIONERS, wishes, words)
            for number, wishes in staff.rows.items()
        )

    def _form(
        self, staff: Staff, *, faults: Faults | None = None, notice: Notice | None = None
    ) -> Response:
        now = seen(self._pages)
        if not now:
            return go_to("/")
        try:
            held = people_in(now[1].ready)
        except ClinicPlanError:
            held = None
        people = [_person(row, staff.rows.get(row.number, {}), faults or {}) for row in held or ()]
        return self._pages.show(
            "clinic_people.html",
            here="clinic",
            part="people",
            notice=notice,
            people=people,
            staff=now[1].reading.practitioners,
            new=Person(NEW, "", tuple(_cells({}, staff.new, NEW, faults or {}))),
            saves=self._pages.desk.saves and held is not None,
            can_undo=self._settling.can_take_back(),
        )


def _staff(request: Request, held: Sequence[Entered]) -> Staff:
    """What the form says: the rows that were changed, and a new person where one has a name."""
    numbers = {int(name.removeprefix("row-")) for name in _rows_of(request)}
    rows = {number: wishes for number in sorted(numbers) if (wishes := _wishes(request, number))}
    new = {key: text for key in ASKED if (text := field(request, f"{key}-{NEW}"))}
    if not new:
        return Staff(rows, {})
    codes = {fold(row.text("code")) for row in held}
    return Staff(rows, {"code": free_code(new.get("name", ""), codes), **new})


def _rows_of(request: Request) -> Iterator[str]:
    form: Mapping[str, list[str]] = request.scope.get("desk.form", {})
    return (name for name in form if name.startswith("row-") and name[4:].isdecimal())


def _wishes(request: Request, number: int) -> Wishes:
    pairs = {
        key: Wish(field(request, f"{_WAS}{key}-{number}"), field(request, f"{key}-{number}"))
        for key in ASKED
    }
    return {key: wish for key, wish in pairs.items() if wish.was != wish.now}


def _person(row: Entered, wishes: Wishes, faults: Faults) -> Person:
    was = {key: row.text(key) for key in ASKED}
    now = {**was, **{key: wish.now for key, wish in wishes.items()}}
    return Person(row.number, row.text("code"), tuple(_cells(was, now, row.number, faults)))


def _cells(
    was: Mapping[str, str], now: Mapping[str, str], row: int, faults: Faults
) -> Iterator[Cell]:
    for key in ASKED:
        column, finding = PRACTITIONERS.column(key), faults.get((row, key))
        if key == ASKED[0] and finding is None:
            finding = faults.get((row, "code"))  # which was made of the name
        yield Cell(
            key,
            column.heading,
            column.prompt,
            was.get(key, ""),
            now.get(key, ""),
            f"{finding.message} {finding.hint}".strip() if finding else "",
            column.required,
        )
