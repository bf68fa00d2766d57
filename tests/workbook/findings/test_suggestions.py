"""What a mistyped word may have meant: never the wrong leg, never another patient."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.workbook.choices import Suggestions
from tests.workbook.workbooks import book, patient, read, row

EACH = "Did you mean each (one after the other)?"


@pytest.mark.parametrize(
    ("side", "hint"),
    [
        ("LR", EACH), ("both sides?", "Write both sides "
         "without the question mark, or what it is to be."),
        ("lefft", "Did you mean left?"), ("rigth", "Did you mean right?"),
        ("the sore one", "Write left or right."), ("affected", "Write left or right."),
        ("the front one", "Choose one of: left, right, each, both."),
    ],
)  # fmt: skip
def test_sides(side: str, hint: str, tmp_path: Path) -> None:
    (found,) = read(book(exercises=[row(Side=side)]), tmp_path).findings
    assert found.hint == hint


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hs-0417", "HS-0417"), ("HS 0417", "HS-0417"), ("HS0417", "HS-0417"),
        ("HS-O417", "HS-0417"), ("HS-0418", ""), ("7", "007"), ("8", ""),
    ],
)  # fmt: skip
def test_plan_ids(typed: str, meant: str, tmp_path: Path) -> None:
    patients = [patient(Plan_ID=plan_id, Programme="daily") for plan_id in ("HS-0417", "007")]
    made = book(patients=patients, exercises=[row(Plan_ID=typed)])
    (found,) = (item for item in read(made, tmp_path).findings if "unknown-plan" in item.code)
    assert ("Did you mean" in found.hint) is bool(meant)
    assert meant in found.hint
    assert found.plan == (meant or "Exercises row 2")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("HS-0471", "HS-0417"), ("HS-417", "HS-0417"), ("HS-04177", "HS-0417"),
        ("SH-0417", "HS-0417"), ("HS-0418", ""), ("HS-0407", ""), ("HS-99", ""), ("70", ""),
        ("Sample-417", ""),
    ],
)  # fmt: skip
def test_a_slip_of_the_fingers_is_suggested_and_costs_nobody(
    typed: str, near: str, tmp_path: Path
) -> None:
    """Another digit may be another patient: that is never suggested."""
    patients = [patient(Plan_ID=plan_id, Programme="daily") for plan_id in ("HS-0417", "007")]
    reading = read(book(patients=patients, exercises=[row(Plan_ID=typed)]), tmp_path)
    (found,) = (item for item in reading.findings if "unknown-plan" in item.code)
    assert found.code == ("unknown-plan-alike" if near else "unknown-plan")
    assert near in found.hint
    assert found.plan == "Exercises row 2"
    assert len(reading.plans) == 2


LEGS = (
    "Heel raise on one leg", "Heel raise on both feet", "Towel stretch", "Toe stretch", "Toe walk",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Heel raise", "Heel raise on one leg, Heel raise on both feet"),
        ("Heel raises on one leg", "Heel raise on one leg"),
        ("Towle stretch", "Towel stretch, Toe stretch"),
        ("Juggling", ""),
    ],
)
def test_all_that_are_as_near_are_offered(text: str, near: str) -> None:
    assert ", ".join(Suggestions(LEGS).near(text)) == near


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"Duration": "5 s"}, []), ({"Duration": "5 min"}, []), ({"Duration": 10}, []),
        ({"Duration": "9"}, ["time-without-unit"]), ({"Rest": 3}, []), ({"Hold": 1}, []),
        ({"Rest": "2"}, ["seconds-or-minutes"]),
    ],
)  # fmt: skip
def test_seconds_that_may_be_minutes(
    cells: dict[str, object], codes: list[str], tmp_path: Path
) -> None:
    made = book(exercises=[row(Reps=1, Days="every day", **cells)])
    assert [item.code for item in read(made, tmp_path).findings] == codes
