"""Single cells are retyped as people do: the plan says it, or a finding at that cell does.

And the bystander: whatever stands in one plan's rows, the other plan is printed unchanged.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.findings import Severity
from clinicplan.handout.press import open_press
from clinicplan.plan import Plan
from clinicplan.workbook.read import Reading, read_workbook
from tests.workbook.workbooks import PERSON, TODAY, Cells, book, patient, read, to_bytes

CATALOGUE = read_catalogue(templates_folder())
OTHER = {**patient(Plan_ID="P-2"), "First name": "Tess", "Last name": "Testwell"}
OTHERS_ROW = {"Plan ID": "P-2", "Exercise": "toe-press", "Side": "right",
              "Dose": "2 x 8, hold 4 s, rest 20 s, bd, not Sundays, from week 3: 12"}  # fmt: skip
PATIENT: Cells = patient(
    Date_of_birth=date(1961, 3, 14), Email="sam@example.com", Consent_to_email="yes",
    Language="English", Edition="large print", Condition="Flat feet",
    Review_date=date(2026, 12, 29), Take_care="Diabetes",
    Footwear_advice="Supportive shoes", Person_in_pictures="Somebody", Version=2,
    Note_to_the_patient="Well done.", Goals="Walk.",
)  # fmt: skip
ROW: Cells = {
    "Plan ID": "P-1", "Exercise": "Heel raise, one leg", "Side": "left", "Position": "standing",
    "Sets": "3", "Reps": "10", "Hold": "5 s", "Rest": "30 s", "Tempo": "slow",
    "Times a day": "twice", "Days": "weekdays", "From week": 1, "To week": 4,
    "Progression": "from week 3: 15", "Note to the patient": "Go slowly.",
}  # fmt: skip
TYPED = {"Patients": PATIENT, "Exercises": ROW}

CHOSEN = {
    "Patients": ("Consent to email", "Language", "Edition", "Practitioner", "Condition",
                 "Take care", "Footwear advice", "Person in pictures"),
    "Exercises": ("Exercise", "Side", "Position"),
}  # fmt: skip
"""Columns with a list."""

CLOSED = {
    "Patients": (*CHOSEN["Patients"], "Date of birth", "Email", "Start date", "Weeks",
                 "Review date", "Version"),
    "Exercises": (*CHOSEN["Exercises"], "Sets", "Reps", "Hold", "Rest", "Times a day", "Days",
                  "From week", "To week", "Progression"),
}  # fmt: skip
"""Columns in which not every text means something."""

NONSENSE = ("links oder rechts", "3 fois par jour", "tbc", "see note", time(0, 30), "#REF!")


def cells(columns: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(sheet, heading) for sheet, headings in columns.items() for heading in headings]


def retyped(sheet: str = "", heading: str = "", value: object = "") -> tuple[Workbook, str]:
    """The workbook with one cell retyped, and where that stands."""
    rows = {name: dict(typed) for name, typed in TYPED.items()}
    if sheet:
        rows[sheet][heading] = value
    made = book(
        practitioners=[PERSON, {**PERSON, "Code": "PP"}],
        patients=[rows["Patients"], OTHER], exercises=[rows["Exercises"], OTHERS_ROW],
    )  # fmt: skip
    if not sheet:
        return made, ""
    headings = [cell.value for cell in made[sheet][1]]
    return made, f"{sheet}!{made[sheet].cell(2, headings.index(heading) + 1).coordinate}"


def read_again(
    folder: Path, sheet: str = "", heading: str = "", value: object = ""
) -> tuple[Reading, str]:
    """What the reader makes of it, and where the cell stands."""
    made, place = retyped(sheet, heading, value)
    return read(made, folder), place


def plan_of(reading: Reading, plan_id: str) -> Plan | None:
    return next((plan for plan in reading.plans if plan.id == plan_id), None)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The workbook before anything is retyped."""
    return read_again(tmp_path_factory.mktemp("before"))[0]


def test_what_is_typed_here_is_all_understood(before: Reading) -> None:
    assert [item for item in before.findings if item.severity is not Severity.ADVICE] == []
    assert [plan.id for plan in before.plans] == ["P-1", "P-2"]


@pytest.mark.parametrize(("sheet", "heading"), cells(CLOSED))
def test_what_means_nothing_there_is_told_at_its_cell(
    sheet: str, heading: str, before: Reading, tmp_path: Path
) -> None:
    for value in NONSENSE:
        reading, place = read_again(tmp_path, sheet, heading, value)
        assert place in {str(item.place) for item in reading.findings}, value
        assert plan_of(reading, "P-2") == plan_of(before, "P-2")  # the bystander


@pytest.mark.parametrize(("sheet", "heading"), cells(CHOSEN))
@pytest.mark.parametrize("doubt", ["{}?", "{} ?", "{} (?)", "{}??"])
def test_a_question_mark_is_asked_about(
    doubt: str, sheet: str, heading: str, tmp_path: Path
) -> None:
    reading, place = read_again(tmp_path, sheet, heading, doubt.format(TYPED[sheet][heading]))
    (told,) = (item for item in reading.findings if str(item.place) == place)
    waits = Severity.LETTER if heading == "Consent to email" else Severity.ERROR
    assert (told.code, told.severity) == ("said-with-doubt", waits)


SPELT = ("{} ", "\u00a0{}", " {}\t", "'{}")
"""The same to a person; the last is what an import leaves before a text."""


@pytest.mark.parametrize(("sheet", "heading"), cells(CLOSED))
def test_what_nobody_sees_changes_nothing(
    sheet: str, heading: str, before: Reading, tmp_path: Path
) -> None:
    typed = TYPED[sheet][heading]
    is_listed = heading in CHOSEN[sheet]
    looks = [look.format(typed) for look in SPELT[: len(SPELT) if is_listed else -1]]
    looks += [str(typed).upper(), str(typed).lower()] if is_listed else []
    for value in () if isinstance(typed, date) else looks:
        reading, place = read_again(tmp_path, sheet, heading, value)
        is_told = place in {str(item.place) for item in reading.findings}
        assert is_told or reading.plans == before.plans, value
        assert not (is_told and is_listed), value


@pytest.mark.parametrize(
    ("sheet", "heading", "value"),
    [
        ("Patients", "First name", "HS-0417"),
        ("Patients", "Last name", "?"),
        ("Patients", "First name", "n/a"),
        ("Patients", "Note to the patient", 417),
        ("Patients", "Goals", "45"),
        ("Exercises", "Note to the patient", "2.5"),
    ],
)
def test_what_belongs_to_another_cell_is_told(
    sheet: str, heading: str, value: object, tmp_path: Path
) -> None:
    reading, place = read_again(tmp_path, sheet, heading, value)
    assert place in {str(item.place) for item in reading.findings}


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("Dose", "3 x 10 (right leg only, not the left)"),
        ("Dose", "10 up + 10 down, mind the cat"),
        ("Side", "both"),
        ("Exercise", "no such thing"),
        ("Reps", date(2026, 10, 15)),
        ("Note to the patient", "Ω ж \u05d0"),
        ("Plan ID", "P-9"),
        ("Override reason", "It was looked at."),
    ],
)
def test_the_other_plan_is_printed_byte_for_byte(
    heading: str, value: object, tmp_path: Path
) -> None:
    assert printed(tmp_path, [{**SHIPPED_ROW, heading: value}]) == printed(tmp_path, [])


SHIPPED_ROW = {"Plan ID": "P-1", "Exercise": "heel-raise-single", "Side": "left"}


def printed(folder: Path, rows: list[Cells]) -> bytes:
    """The other plan's handout."""
    made = book(patients=[patient(), OTHER], exercises=[*rows, OTHERS_ROW])
    path = folder / "plans.xlsx"
    path.write_bytes(to_bytes(made))
    reading = read_workbook(path, catalogue=CATALOGUE, today=TODAY)
    press = open_press(
        reading.clinic, catalogue=CATALOGUE, templates=templates_folder(), folder=folder
    )
    plan = plan_of(reading, "P-2")
    assert plan
    return press.print(plan, issued=TODAY).pdf
