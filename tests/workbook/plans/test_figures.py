"""The person whom a plan's pictures are to show -> what that person cannot be shown doing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Figure
from clinicplan.dose import Dose
from clinicplan.findings import Finding, Place, Severity
from clinicplan.plan import Clinic, Plan, Prescription, Side
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.figures import check_figure, chosen
from clinicplan.workbook.plans.names import Shelf
from clinicplan.workbook.sheets.records import Spot
from tests.handout.plans import ALEX, ISSUED, SAM

SHIPPED = read_catalogue(templates_folder())
CLINIC = Clinic("Foot Clinic", "01632 960417")
SPOT = Spot("Patients", 2, {"person": 20})

EXERCISES = {fold(code): item for code, item in SHIPPED.exercises.items()}
SHELF = Shelf(SHIPPED, EXERCISES, {}, {}, {}, {})

PROSTHESIS = "person-h"
ONE_LEG = ("heel-raise-single", "chair", Side.RIGHT)
STRETCH = ("towel-stretch", "floor", Side.RIGHT)


def tell(code: str, place: Place, **values: str | int) -> Finding:
    return Finding(place, code, Severity.ERROR, str(values.get("exercise", "")), "")


def told(*ways: tuple[str, str, Side], person: str = "", people: tuple[str, ...] = ()) -> list[str]:
    prescriptions = tuple(Prescription(code, way, side, Dose()) for code, way, side in ways)
    plan = Plan("P-1", SAM, ALEX, ISSUED, prescriptions, person=person)
    found = check_figure(
        plan,
        SPOT,
        clinic=replace(CLINIC, people=people),
        shelf=SHELF,
        tell=tell,
    )
    return [" ".join((item.code, item.message)).strip() for item in found]


@pytest.mark.parametrize(
    ("ways", "codes"),
    [
        # one foot exercises, and it is the same one throughout
        ([ONE_LEG, STRETCH], []),
        ([("towel-stretch", "floor", Side.LEFT)], []),
        # the artificial foot would have to
        ([("towel-stretch", "floor", Side.EACH)], ["person-one-foot"]),
        ([ONE_LEG, ("towel-stretch", "floor", Side.LEFT)], ["person-one-foot"]),
        # or to stand alone, or to walk on its toes
        ([("foot-ball-roll", "ball-standing", Side.RIGHT)], ["person-cannot-show Foot roll"]),
        ([("foot-ball-roll", "ball-chair", Side.RIGHT)], []),
        (
            [("toe-walk", "walking", Side.BOTH), STRETCH],
            ["person-cannot-show Toe walk", "person-one-foot"],
        ),
        # an exercise that stands there twice is named once
        (
            [("heel-raise-double", "wall", Side.BOTH), ("heel-raise-double", "chair", Side.BOTH)],
            ["person-cannot-show Heel raise on both feet", "person-one-foot"],
        ),
    ],
)
def test_what_cannot_be_shown_is_refused(
    ways: list[tuple[str, str, Side]], codes: list[str]
) -> None:
    assert told(*ways, person=PROSTHESIS) == codes
    assert told(*ways, people=(PROSTHESIS,)) == codes, "the clinic may choose as well"


@pytest.mark.parametrize("person", ["", *(code for code in SHIPPED.people if code != PROSTHESIS)])
def test_everybody_else_can_be_shown_doing_everything(person: str) -> None:
    every = [
        (exercise.code, variant.code, Side.BOTH if exercise.together else Side.EACH)
        for exercise in SHIPPED.exercises.values()
        for variant in exercise.variants
    ]
    assert told(*every, person=person) == []


def test_the_row_comes_before_the_clinic_and_chance_refuses_nothing() -> None:
    both = ("toe-walk", "walking", Side.BOTH)
    assert told(both, person="person-a", people=(PROSTHESIS,)) == []
    assert told(both, people=("person-a", PROSTHESIS)) == []


def test_whom_a_plan_chooses() -> None:
    plan = Plan("P-1", SAM, ALEX, ISSUED, ())
    assert chosen(plan, CLINIC) == ""
    assert chosen(plan, replace(CLINIC, people=("person-b", "person-c"))) == ""
    assert chosen(plan, replace(CLINIC, people=("person-b",))) == "person-b"
    asked = replace(plan, person="person-c")
    assert chosen(asked, replace(CLINIC, people=("person-b",))) == "person-c"


def test_only_aids_are_by_choice() -> None:
    """A walking stick or a prosthesis is not given to anybody by chance."""
    by_choice = {code for code, figure in SHIPPED.people.items() if figure.by_choice}
    assert by_choice == {"person-g", PROSTHESIS}
    assert SHIPPED.people["person-a"] == Figure("person-a")
    assert set(SHIPPED.people) == {
        key.removeprefix("person.") for key in SHIPPED.names if key.startswith("person.")
    }
