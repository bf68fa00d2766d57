"""Whatever two plans do not have in common is a row of the table, and nothing else is."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.dose import Dose, Times, exactly
from clinicplan.plan import Change, Growth, Patient, Plan, Practitioner, Prescription, Side
from clinicplan.tasks.differing import Difference, differences

WORDS = read_catalogue(templates_folder())
TEN, EIGHT = (Dose(reps=exactly(count), times=Times(2)) for count in (10, 8))
HEEL = Prescription("heel-raise-single", "", Side.LEFT, TEN)
TOWEL = Prescription("towel-scrunch", "", Side.EACH, TEN)
PLAN = Plan(
    "HS-0432",
    Patient("Mira", "Madeup", date(1945, 1, 3)),
    Practitioner("PP", "Pat"),
    date(2026, 12, 1),
    (HEEL, TOWEL),
    weeks=6,
)


def found(ours: Plan, theirs: Plan = PLAN) -> tuple[Difference, ...]:
    return differences(theirs, ours, exercises=WORDS.exercises, words=WORDS)


@pytest.mark.parametrize(
    ("ours", "row"),
    [
        (replace(PLAN, weeks=8), ("Weeks", "6", "8")),
        (replace(PLAN, weeks=0), ("Weeks", "6", "")),
        (replace(PLAN, review=date(2026, 12, 2)), ("Review date", "", "2 December 2026")),
        (replace(PLAN, take_care=("balance",)), ("Take care", "", "Balance or falls")),
        (replace(PLAN, practitioner=Practitioner("Q", "Q")), ("Practitioner", "Pat", "Q")),
        (replace(PLAN, password="secret"), ("Password", "", "")),
        (replace(PLAN, goals=("Walk", "Swim")), ("Goals", "", "Walk; Swim")),
        (replace(PLAN, version=2), ("Version", "1", "2")),
        (
            replace(PLAN, patient=replace(PLAN.patient, first_name="Moira")),
            ("First name", "Mira", "Moira"),
        ),
        (
            replace(PLAN, patient=replace(PLAN.patient, consent=True)),
            ("Consent to email", "no", "yes"),
        ),
    ],
)  # fmt: skip
def test_a_fact_of_the_row(ours: Plan, row: tuple[str, str, str]) -> None:
    assert found(ours) == (Difference(*row),)


def test_the_same_plan_has_no_rows() -> None:
    assert found(replace(PLAN)) == ()


@pytest.mark.parametrize("name", [item.name for item in fields(Plan) if item.name != "id"])
def test_no_fact_of_a_plan_is_left_out(name: str) -> None:
    other: dict[str, Any] = {
        "patient": replace(PLAN.patient, born=None),
        "practitioner": Practitioner("QQ", "Q"),
        "start": date(2026, 1, 1),
        "prescriptions": (HEEL,),
        "goals": ("a",),
        "take_care": ("balance",),
        "review": date(2026, 1, 1),
        "version": 9,
        "weeks": 9,
        "session_limit": 9,
    }
    assert len(found(replace(PLAN, **{name: other.get(name, "zz")}))) == 1


@pytest.mark.parametrize("name", [item.name for item in fields(Prescription)])
def test_no_fact_of_an_exercise_is_left_out(name: str) -> None:
    other: dict[str, Any] = {
        "exercise": "toe-curl-spread",
        "side": Side.RIGHT,
        "dose": EIGHT,
        "parts": ("clockwise", "anticlockwise"),
        "sides_alternate": True,
        "first_week": 2,
        "last_week": 3,
        "changes": (Change(3, EIGHT),),
        "growth": Growth(2, 3, 1),
        "when_easy": EIGHT,
    }
    changed = replace(HEEL, **{name: other.get(name, "zz")})
    if name == "variant":
        changed = replace(HEEL, variant="zz")
    rows = found(replace(PLAN, prescriptions=(changed, TOWEL)))
    assert rows
    assert all(row.exercise for row in rows)


def test_a_dose_is_shown_as_the_patient_reads_it() -> None:
    (row,) = found(replace(PLAN, prescriptions=(replace(HEEL, dose=EIGHT), TOWEL)))
    assert row.exercise == "Heel raise on one leg"
    assert (row.what, row.week) == ("Dose", 0)
    assert row.theirs == "Twice a day: 10\u00a0times with your left leg."
    assert row.ours == "Twice a day: 8\u00a0times with your left leg."


def test_the_week_is_named_from_which_they_differ() -> None:
    one = replace(HEEL, changes=(Change(2, TEN), Change(3, EIGHT)))
    other = replace(HEEL, changes=(Change(2, TEN), Change(3, replace(EIGHT, sets=exactly(2)))))
    (row,) = found(
        replace(PLAN, prescriptions=(other, TOWEL)), replace(PLAN, prescriptions=(one, TOWEL))
    )
    assert row.week == 3
    assert row.theirs == "From week\u00a03: 8\u00a0times with your left leg."
    assert row.ours == "From week\u00a03: 8\u00a0times with your left leg. 2\u00a0sets."
    (gone,) = found(PLAN, replace(PLAN, prescriptions=(one, TOWEL)))
    assert gone.ours


def test_an_exercise_that_is_only_in_one_and_their_order() -> None:
    (only,) = found(replace(PLAN, prescriptions=(HEEL,)))
    assert (only.exercise, only.ours) == ("Towel scrunch", "")
    assert only.theirs
    (added,) = found(PLAN, replace(PLAN, prescriptions=(TOWEL,)))
    assert (added.exercise, added.theirs) == ("Heel raise on one leg", "")
    (order,) = found(replace(PLAN, prescriptions=(TOWEL, HEEL)))
    assert order == Difference(
        "Exercises", "Heel raise on one leg, Towel scrunch", "Towel scrunch, Heel raise on one leg"
    )


def test_both_sides_of_one_exercise_are_not_mixed_up() -> None:
    left, right = HEEL, replace(HEEL, side=Side.RIGHT, dose=EIGHT)
    theirs = replace(PLAN, prescriptions=(left, right))
    (row,) = found(replace(PLAN, prescriptions=(left, replace(right, dose=TEN))), theirs)
    assert "right leg" in row.theirs
    assert "right leg" in row.ours
    rows = found(replace(PLAN, prescriptions=(replace(left, side=Side.RIGHT), right)), theirs)
    assert {row.what for row in rows} >= {"Side"}
