"""A mistake in what only a letter needs -> the plan is made, and its letter goes to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.findings import Severity
from tests.workbook.workbooks import CLINIC, book, patient, read, row

AGREED = {"Email": "sam.sample@example.org", "Consent to email": "yes"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Email": "sam at example"}, "email-invalid"),
        ({"Email": "sam@example.org; kim@example.org"}, "email-invalid"),
        ({"Email": "sam@example.org"}, "example-left"),
        ({"Email": "#REF!"}, "error-cell"),
        ({"Consent to email": "he said so"}, "not-in-list"),
        ({"Consent to email": "no", "Password": "none"}, "no-password-without-consent"),
        ({"Password": "a" * 3000}, "too-long"),
        ({"Password": "12 March 1956", "Date of birth": "12 March 1956"}, "password-is-birth-date"),
    ],
)
def test_the_plan_is_made_and_its_letter_held(
    cells: dict[str, str], code: str, tmp_path: Path
) -> None:
    reading = read(book(patients=[patient(**AGREED) | cells]), tmp_path)
    (plan,) = reading.plans
    told = [item.code for item in reading.findings if item.severity is Severity.LETTER]
    assert code in told
    assert reading.unsent == {plan.id}
    assert (plan.patient.email, plan.patient.consent) == ("", False)
    assert reading.refused == 0


def test_a_mistake_of_the_paper_still_stops_it(tmp_path: Path) -> None:
    """Beside one of the letter, and where the whole row is struck through."""
    wrong = patient(**AGREED) | {"Email": "sam at example", "Weeks": "many"}
    assert not read(book(patients=[wrong]), tmp_path).plans


def test_all_letters_wait_for_what_all_of_them_say(tmp_path: Path) -> None:
    clinic = {**CLINIC, "Reply to": "nobody"}
    reading = read(book(clinic=clinic, patients=[patient(**AGREED)]), tmp_path)
    assert len(reading.plans) == 1
    assert reading.unsent == {""}


@pytest.mark.parametrize("now", ["Emial", "Quite other", "Password", None])
def test_a_heading_of_letters_holds_all_letters(now: str | None, tmp_path: Path) -> None:
    made = book(patients=[patient(**AGREED)], exercises=[row()])
    made.create_sheet("Rota").append(["Day", "Who"])
    cell = next(cell for cell in made["Patients"][1] if cell.value == "Email")
    cell.value = now
    reading = read(made, tmp_path)
    assert len(reading.plans) == 1
    assert reading.unsent == {""}
