"""What is told of a workbook never tells who a patient is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workbook.workbooks import PATIENT, book, patient, read, row


@pytest.mark.parametrize(
    ("plan_id", "first", "last", "is_refused"),
    [
        ("HS-0417", "Sam", "Sample", False),
        ("Sam Sample", "Sam", "Sample", True),
        ("SAMPLE 2", "Sam", "Sample", True),
        ("SSample01", "Sam", "Sample", True),
        ("sam-1", "Sam", "Sample", True),
        ("same-1", "Sam", "Sample", False),
        ("sleep-1", "Jo", "Lee", False),
        ("jlee2", "Jo", "Lee", True),
        ("Lee.2026", "Jo", "Lee", True),
        ("jo-li", "Jo", "Li", True),
        ("li-01", "Jo", "Li", False),
        ("muller", "Zoë", "Müller", True),
        ("JS-0417", "Jane", "Smith", False),
        ("0417", "", "", False),
    ],
)
def test_a_plan_id_may_not_name_its_patient(
    plan_id: str, first: str, last: str, is_refused: bool, tmp_path: Path
) -> None:
    """It becomes a file's name; findings call the plan by its row."""
    named = patient(Plan_ID=plan_id, First_name=first, Last_name=last)
    reading = read(book(patients=[named], exercises=[row(Plan_ID=plan_id)]), tmp_path)
    assert ("plan-id-names-patient" in {item.code for item in reading.findings}) is is_refused
    if is_refused:
        assert reading.plans == ()
        assert plan_id.casefold() not in " ".join(map(repr, reading.findings)).casefold()


SECRETS = {
    "First name": "Samantha", "Last name": "Sampleton", "Email": "samantha@example.org",
    "Date of birth": date(1956, 4, 3), "Password": "tulip",
}  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "Practitioner",
        "Programme",
        "Condition",
        "Weeks",
        "Take care",
        "Edition",
        "Plan ID",
        "Consent to email",
    ],
)
@pytest.mark.parametrize(
    "secret",
    [
        "Samantha",
        "Dr Sampleton",
        "samantha@example.org",
        "1956-04-03",
        "03/04/1956",
        date(1956, 4, 3),
        "tulip",
    ],
)
def test_no_message_tells_who_a_patient_is(heading: str, secret: object, tmp_path: Path) -> None:
    """Not even where the cells have slipped into the wrong columns."""
    reading = read(book(patients=[{**PATIENT, **SECRETS, heading: secret}]), tmp_path)
    told = " ".join(item.message + item.hint for item in reading.findings).casefold()
    for word in ("samantha", "sampleton", "@example", "1956", "april", "tulip"):
        assert word not in told
