"""The name of an own exercise -> whether anybody has to be asked for its side."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.workbook.plans.sides import is_sideless
from tests.workbook.workbooks import OWN, book, patient, read, row


@pytest.mark.parametrize(
    ("name", "sideless"),
    [
        ("Paced walk", True), ("Walk/run", True), ("Box breathing", True), ("Bridge", True),
        ("Pelvic floor squeezes", True), ("Stationary bike", True), ("Wall slides", True),
        ("Sit to stand", True), ("Wall sit heels up", True), ("Double knee to chest", True),
        ("Home trainer", True), ("Feet together standing", True), ("Stand up from chair", True),
        ("Stand up tall", False), ("Side walking", False),
        ("Single leg bridge", False), ("One leg squat", False),
        ("Split squat", False), ("Neck stretch", False), ("Leg press", False),
        ("Bridge, left leg up", False), ("Star reach", False), ("Step up", False),
    ],
)  # fmt: skip
def test_a_name_may_tell_of_no_side(name: str, *, sideless: bool) -> None:
    assert is_sideless(name) is sideless


@pytest.mark.parametrize(
    ("name", "dose", "told"),
    [
        ("Paced walk", "10 min daily", False),
        ("Star reach", "10 min daily", True),
        ("Star reach", "10 left wobbles then 12 right ones, daily", False),
        ("Star reach", "10 wobbles then 12 twirls, daily", True),
    ],
)
def test_nobody_is_asked_for_a_side_that_there_is_not(
    name: str, dose: str, *, told: bool, tmp_path: Path
) -> None:
    own = {**OWN, "Name": name, "Foot or leg": ""}
    made = book(
        patients=[patient(Side="")],
        My_exercises=[own],
        exercises=[row(Exercise=own["Code"], Dose=dose)],
    )
    found = {item.code for item in read(made, tmp_path).findings}
    assert ("side-own-not-said" in found) is told
