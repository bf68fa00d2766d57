"""What is typed in the wrong place -> whether a message repeats it; names never."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from clinicplan.findings import Finding, Place, Severity
from clinicplan.workbook.findings.privacy import Names, echo, names_of, unmarked
from tests.workbook.workbooks import CLINIC, OWN, PERSON, SMALL, book, patient, read, row

SAM = names_of([("Sam", "Sampleton-Lee"), ("Jo", "Li"), ("明", "王")], catalogue=SMALL)
CELLS = ("Plan ID", "Exercise", "Preset", "Side", "Position", "Tool", "Sets", "Reps", "Hold",
         "Rest", "Duration", "Times a day", "Days", "From week", "Progression")  # fmt: skip


def told(text: str, names: Names = SAM) -> str:
    message = f'There is no "{echo(text)}".'
    finding = Finding(Place("Exercises"), "x", Severity.ERROR, message, plan="P-1")
    return names.disclosed(finding).message.removeprefix('There is no "').removesuffix('".')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Towel strech", "Towel strech"),
        ("same again", "same again"),
        ("SAM", "…"),
        ("for Sam's heel", "…"),
        ("Sams heel", "…"),
        ("Lee", "…"),
        ("sampleton2", "…"),
        ("SamSampletonLee", "…"),
        ("jo", "jo"),
        ("Jo Li", "…"),
        ("lijo", "…"),
        ("王明", "…"),
        ("sam@example.org", "…"),
        ("sam@example", "…"),
        ("sam @ example.org", "…"),
        ("4x10 @ 90 lb", "4x10 @ 90 lb"),
        ("3 April 1956", "…"),
        ("April 3, 1956", "…"),
        ("3rd of Apr", "…"),
        ("03/04/1956", "…"),
        ("10 marbles", "10 marbles"),
        ("x" * 61, "x" * 59 + "…"),
        ("x" * 38 + " Sam", "…"),
        ("\ufdd1Sam", "…"),
    ],
)
def test_what_a_finding_repeats(text: str, shown: str) -> None:
    assert told(text) == shown


@pytest.mark.parametrize("text", ["Towle stretch", "left heel", "pencil", "session limit"])
def test_words_of_lists_and_headings_are_nobodys_name(text: str) -> None:
    people = [("Towel", "Stretch"), ("Left", "Pencil"), ("Session", "Limit")]
    assert told(text, names_of(people, catalogue=SMALL)) == text


def test_what_is_told_without_a_workbook_has_no_marks() -> None:
    assert unmarked(f"{echo('plans 3.4.26.xlsx')} is empty.") == "plans 3.4.26.xlsx is empty."


@pytest.mark.parametrize(
    ("text", "shown"),
    [("Sam Sample", "…"), ("Towel Sam", "…"), ("towel stretch", "towel stretch"), ("12", "12")],
)
def test_any_word_may_be_a_name_where_patients_cannot_be_read(text: str, shown: str) -> None:
    assert told(text, names_of(None, catalogue=SMALL)) == shown


def test_a_name_stays_hidden_where_the_sheet_of_patients_has_another_title(tmp_path: Path) -> None:
    made = book(exercises=[row(Side="Sam Sample", Sied="left")])
    made["Patients"].title = "Patient"
    told = " ".join(map(str, read(made, tmp_path).findings))
    assert "Sample" not in told
    assert '"Patient"' in told
    assert '"Sied"' in told


@pytest.mark.parametrize("name", ["Tess", "testwell", "Tess Testwell", "Testwell, Tess"])
@pytest.mark.parametrize(
    "sheets",
    [
        *({"exercises": [row(), row(**{heading: "NAME"})]} for heading in CELLS),
        *({"patients": [patient(), patient(Plan_ID="P-2", **{heading: "NAME"})]}
          for heading in ("Practitioner", "Programme", "Condition", "Take care", "Weeks")),
        {"Programmes": [{"Programme": "Ours", "Exercise": "NAME"}]},
        {"Programmes": [{"Programme": "NAME", "Exercise": "juggling"}]},
        {"My_exercises": [{**OWN, "Code": "NAME!"}]},
        {"My_exercises": [{**OWN, "Default dose": "NAME", "Pictures": "NAME.gif"}]},
        {"practitioners": [PERSON, {"Code": "NAME", "Name": "A"}, {"Code": "NAME", "Name": "B"}]},
        {"clinic": {**CLINIC, "Paper": "NAME", "NAME": "x", "Colour": "NAME"}},
    ],
)  # fmt: skip
def test_no_sheet_repeats_a_patients_name(
    sheets: dict[str, object], name: str, tmp_path: Path
) -> None:
    """Not that of another row either."""
    tess = patient(Plan_ID="P-9", First_name="Tess", Last_name="Testwell", Programme="daily")
    filled = _named(sheets, name)
    assert isinstance(filled, dict)
    patients = [*filled.pop("patients", [patient()]), tess]
    reading = read(book(patients=patients, **filled), tmp_path)
    said = " ".join(map(str, reading.findings)).casefold()
    assert reading.findings
    assert "tess" not in said
    assert "testwell" not in said
    assert "\ufdd0" not in said


def _named(value: object, name: str) -> object:
    """The sheets with the name in place of the word NAME."""
    if isinstance(value, dict):
        return {_named(key, name): _named(item, name) for key, item in value.items()}
    if isinstance(value, list):
        return [_named(item, name) for item in value]
    return value.replace("NAME", name) if isinstance(value, str) else value


def test_a_date_in_a_dose_is_not_repeated_whole(tmp_path: Path) -> None:
    reading = read(book(exercises=[row(Reps=date(1956, 4, 3))]), tmp_path)
    assert "1956" not in " ".join(map(str, reading.findings))
