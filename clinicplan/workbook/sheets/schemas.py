"""A row of each sheet as it was typed becomes a typed row, or the faults of its cells.

The fields of a schema are its sheet's columns (`cells`); a rule across cells is a validator
here. A rule does not refuse a cell: it is told, and the row has all that is understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from datetime import date
from functools import lru_cache, partial
from typing import Any, ClassVar, Generic, Self

from marshmallow import EXCLUDE, Schema, ValidationError, post_load, validates_schema
from marshmallow.fields import Field

from clinicplan.rules import fold, is_unlocked
from clinicplan.workbook.columns import (
    CLINIC,
    EXERCISES,
    OWN_EXERCISES,
    PATIENTS,
    PRACTITIONERS,
    PROGRAMMES,
    Sheet,
)
from clinicplan.workbook.sheets.cells import cells_of
from clinicplan.workbook.sheets.cells.cell import Cell, Lists
from clinicplan.workbook.sheets.cells.doses import DefaultDose
from clinicplan.workbook.sheets.cells.figures import BirthDate, Weeks
from clinicplan.workbook.sheets.cells.listed import Side
from clinicplan.workbook.sheets.cells.texts import ListedLines, NameOrNumber, Reason
from clinicplan.workbook.sheets.dates import is_right_turned, turned
from clinicplan.workbook.sheets.faults import Fault, at
from clinicplan.workbook.sheets.plan_ids import is_safe_id, names_patient
from clinicplan.workbook.sheets.records import AnyRow
from clinicplan.workbook.sheets.rows import (
    ClinicRow,
    DoseRow,
    OwnExerciseRow,
    PatientRow,
    PractitionerRow,
)
from clinicplan.workbook.sheets.said import facts_at_odds, settled

FEWEST_FIGURES = 6
"""A telephone number with its area has more; so few are something else (our judgement)."""

WORDED = ("role", "goals", "note", "why", "caution")
"""Columns that are printed as words."""

PLACEHOLDERS = frozenset(("tbc", "tba", "n a", "ditto", "true", "false", "unknown"))
"""What stands, folded, where a name is still to come."""

LATE = 366
"""Days after its plan's end: a review so late is probably a slip."""

FEW = 3
"""Fewer seconds of rest, without a unit, were probably meant as minutes (our judgement).

Under Duration they are asked about, see `doses.cells`.
"""

Cells = dict[str, Any]
"""What is understood of a row, by column key."""

Typed = Mapping[str, Any]
"""A row as it was typed, by column key."""

LEFT_BEHIND = frozenset(("sam@example.org", "01632 960418"))
"""What example rows said of a person, while there were any: it may stand in a real row."""

_NUMBERED = re.compile(r"^[0-9]|[A-Z]{2}\W?[0-9]")
"""`HS-0417`, `HCPC CH00000`, `3 times`: an ID, a registration, a dose."""

_MOST_SHAPES = 256
"""Ways to fill a row that are remembered: a sheet's rows are filled in a few."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

rule = partial(validates_schema, pass_original=True, skip_on_field_errors=False)
"""A rule across the cells of a row: all its mistakes are told at once."""


class RowSchema(Schema, Generic[AnyRow]):
    """What a row of `sheet` may hold, looked up in these lists; it makes a `row`."""

    sheet: ClassVar[Sheet]
    row: ClassVar[type[Any]]

    def __init__(self, lists: Lists) -> None:
        self.lists = lists  # before fields are bound
        super().__init__(unknown=EXCLUDE)
        self.reading = lru_cache(_MOST_SHAPES)(self._reading)

    def _reading(self, filled: tuple[str, ...]) -> Self:
        """The schema without the columns that may be empty and are: most of a row's are."""
        other = copy(self)
        other.load_fields = {
            key: cell for key, cell in self.load_fields.items() if cell.required or key in filled
        }
        return other

    def on_bind_field(self, field_name: str, field_obj: Field[Any]) -> None:
        """Lend a cell the lists."""
        if isinstance(field_obj, Cell):
            field_obj.look_up_in(self.lists)

    @rule
    def words_are_words(self, cells: Cells, _: Typed, **__: object) -> None:
        """What a patient reads is in words: a number alone was meant for another cell."""
        said = {key: cells.get(key, "") for key in WORDED}
        faults = {
            key: [Fault("words-missing")]
            for key, text in said.items()
            if text and not any(map(str.isalpha, "".join(text)))
        }
        if faults:
            raise ValidationError(faults)

    @post_load
    def make(self, cells: Cells, **_: object) -> AnyRow:
        """The row of what is understood; the other cells are as if they were empty."""
        row: AnyRow = type(self).row(**cells)
        return row


class ReachedSchema(RowSchema[AnyRow]):
    """A row that says how somebody is reached."""

    @rule
    def phone_is_text(self, _: Cells, typed: Typed, **__: object) -> None:
        """A number loses the zeros before it."""
        if isinstance(typed.get("phone"), int | float):
            number = f"{typed['phone']:.0f}"
            fault = Fault("phone-number").meaning(f"0{number}", number)
            raise ValidationError({"phone": [fault]})

    @rule
    def phone_can_be_called(self, cells: Cells, _: Typed, **__: object) -> None:
        """Patients call it: something else may have been pasted there."""
        phone = cells.get("phone", "")
        if phone and sum(map(str.isdigit, phone)) < FEWEST_FIGURES:
            raise at("phone", "phone-unlikely", value=phone)


class PersonSchema(ReachedSchema[AnyRow]):
    """A row about one person."""

    @rule
    def is_no_example(self, _: Cells, typed: Typed, **__: object) -> None:
        """An example row may be typed over in part only."""
        faults = {
            key: [Fault("example-left")]
            for key in ("email", "phone")
            if str(typed.get(key, "")).strip() in LEFT_BEHIND
        }
        if faults:
            raise ValidationError(faults)


    @rule
    def name_is_one(self, cells: Cells, _: Typed, **__: object) -> None:
        """A letter begins with it, and a handout is known by it."""
        names = {key: cells.get(key, "") for key in ("first_name", "last_name", "name")}
        faults = {key: [Fault("name-unlikely")] for key, text in names.items() if _is_odd(text)}
        if faults:
            raise ValidationError(faults)


def _is_odd(name: str) -> bool:
    """True for a name with a figure or a sign that none has, and for what stands in for one."""
    if not name:
        return False
    has_letters = any(map(str.isalpha, name))
    is_marked = any(sign in "?@#" for sign in name) or bool(_NUMBERED.search(name))
    return is_marked or not has_letters or fold(name) in PLACEHOLDERS


class ClinicSchema(ReachedSchema[ClinicRow]):
    """The settings of the Clinic sheet."""

    sheet = CLINIC
    row = ClinicRow

    class Meta:
        """A setting is a cell."""

        include = cells_of(CLINIC)


class PractitionerSchema(PersonSchema[PractitionerRow]):
    """A row of Practitioners."""

    sheet = PRACTITIONERS
    row = PractitionerRow

    class Meta:
        """Its columns."""

        include = cells_of(PRACTITIONERS)


class PatientSchema(PersonSchema[PatientRow]):
    """A row of Patients."""

    sheet = PATIENTS
    row = PatientRow

    class Meta:
        """Its columns."""

        include = cells_of(PATIENTS, born=BirthDate, goals=ListedLines, weeks=Weeks)

    @rule
    def plan_id_can_name_a_file(self, cells: Cells, _: Typed, **__: object) -> None:
        """The handout is called after its plan, and must not tell whose it is."""
        plan_id = cells.get("plan_id", "")
        faults = [Fault("plan-id-characters")] if plan_id and not is_safe_id(plan_id) else []
        if names_patient(plan_id, cells.get("first_name", ""), cells.get("last_name", "")):
            faults.append(Fault("plan-id-names-patient"))
        if faults:
            raise ValidationError({"plan_id": faults})

    @rule
    def replaces_another(self, cells: Cells, _: Typed, **__: object) -> None:
        """A plan ends an older one, never itself."""
        if cells.get("replaces") and cells["replaces"] == cells.get("plan_id"):
            raise at("replaces", "replaces-itself")

    @rule
    def mail_has_consent(self, cells: Cells, _: Typed, **__: object) -> None:
        """Nothing is sent without consent."""
        if cells.get("email") and not cells.get("consent"):
            is_no = cells.get("consent") is not None
            raise at("email", "email-not-agreed" if is_no else "email-without-consent")

    @rule
    def unlocked_has_consent(self, cells: Cells, _: Typed, **__: object) -> None:
        """A PDF that anybody can open needs consent."""
        if is_unlocked(cells.get("password", "")) and not cells.get("consent"):
            raise at("password", "no-password-without-consent")

    @rule
    def review_goes_with_plan(self, cells: Cells, _: Typed, **__: object) -> None:
        """A review comes after the start, and not long after the end."""
        review, start = cells.get("review"), cells.get("start")
        if review is None or start is None:
            return
        odd = partial(_odd_review, start=start, weeks=cells.get("weeks", 0))
        if code := odd(review):
            faults = [Fault(code)]
            if is_right_turned(review, odd):
                faults.append(Fault("day-and-month").meaning(str(turned(review))))
            raise ValidationError({"review": faults})


def _odd_review(review: date, *, start: date, weeks: int) -> str:
    days = (review - start).days
    if days < 0:
        return "review-before-start"
    return "review-late" if days > 7 * weeks + LATE else ""


class DoseSchema(RowSchema[DoseRow]):
    """A row with an exercise and its dose, in one cell or with a cell for each fact."""

    row = DoseRow

    @rule
    def facts_agree(self, cells: Cells, typed: Typed, **_: object) -> None:
        """What two cells say is the same; what one says aside is told."""
        if faults := facts_at_odds(cells, typed):
            raise ValidationError(faults)

    @rule
    def rest_is_in_seconds(self, _: Cells, typed: Typed, **__: object) -> None:
        """A bare number that is few for seconds would do for minutes."""
        text = str(typed.get("rest", "")).strip()
        if text.isascii() and text.isdigit() and 0 < int(text) < FEW:
            raise at("rest", "seconds-or-minutes", number=text)

    @post_load
    def make(self, cells: Cells, **_: object) -> DoseRow:
        """The row with each fact in its own field, whichever cell says it."""
        return DoseRow(**settled(cells))


class ExerciseSchema(DoseSchema):
    """A row of Exercises."""

    sheet = EXERCISES

    class Meta:
        """Its columns."""

        include = cells_of(EXERCISES, side=Side, first_week=Weeks, last_week=Weeks, override=Reason)


class ProgrammeSchema(DoseSchema):
    """A row of Programmes."""

    sheet = PROGRAMMES

    class Meta:
        """Its columns."""

        include = cells_of(
            PROGRAMMES, programme=NameOrNumber, side=Side, first_week=Weeks, last_week=Weeks
        )


class OwnExerciseSchema(RowSchema[OwnExerciseRow]):
    """A row of My exercises."""

    sheet = OWN_EXERCISES
    row = OwnExerciseRow

    class Meta:
        """Its columns."""

        include = cells_of(OWN_EXERCISES, steps=ListedLines, dose=DefaultDose)

    @rule
    def code_is_plain(self, cells: Cells, _: Typed, **__: object) -> None:
        """A code goes into names of files."""
        if (code := cells.get("code")) and not _CODE.fullmatch(code):
            raise at("code", "code-characters", value=code)

    @rule
    def has_steps(self, cells: Cells, _: Typed, **__: object) -> None:
        """An exercise says what to do."""
        if not cells.get("steps"):
            raise at("steps", "no-steps")

    @rule
    def pictures_go_with_steps(self, cells: Cells, _: Typed, **__: object) -> None:
        """There is a step for each picture."""
        pictures, steps = len(cells.get("pictures", ())), len(cells.get("steps", ()))
        if pictures > max(1, steps):
            raise at("pictures", "too-many-pictures", pictures=pictures, steps=steps)

    @rule
    def pictures_are_described(self, cells: Cells, _: Typed, **__: object) -> None:
        """There is a description of each picture, for those who cannot see it."""
        if len(cells.get("alts", ())) < len(cells.get("pictures", ())):
            raise at("alts", "no-picture-description")
