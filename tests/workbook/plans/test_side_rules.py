"""A side, typed or not -> the side that is printed, whose word it is, and what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.origins import Origin
from clinicplan.plan import Side
from tests.workbook.plans.dosed import OURS, PG, D, T, codes_of, origins_of, reading_of
from tests.workbook.workbooks import OWN, Cells, book, patient, read, row

UNSAID = {"side-not-said"}


@pytest.mark.parametrize(
    ("whole", "programme", "cells", "side", "origin", "codes"),
    [
        ("", "", {"Side": "left"}, Side.LEFT, T, set()),
        ("left", "", {}, Side.LEFT, Origin.PATIENT, set()),
        ("left", "daily", {}, Side.LEFT, Origin.PATIENT, set()),
        ("left", "", {"Side": "each"}, Side.EACH, T, set()),
        ("", "Ours", {}, Side.RIGHT, PG, set()),
        ("each", "Ours", {}, Side.EACH, Origin.PATIENT, set()),
        ("left", "Ours", {}, Side.LEFT, Origin.PATIENT, {"side-against-programme"}),
        ("", "Ours", {"Side": "left"}, Side.LEFT, T, {"side-against-programme"}),
        ("", "daily", {}, Side.EACH, PG, set()),
        # a row over a programme of the clinic's that says one itself: that is mere advice
        ("", "Ours", {"Hold": "20 s"}, Side.RIGHT, PG, set()),
        # nobody said it: the side of a usual dose, or of a preset, is nobody's word
        ("", "", {}, Side.EACH, D, UNSAID),
        ("", "", {"Preset": "daily"}, Side.EACH, D, UNSAID),
        ("", "", {"Reps": 10, "Days": "daily"}, Side.EACH, D, UNSAID),
        ("", "", {"Dose": "10, daily"}, Side.EACH, D, UNSAID),
        ("", "daily", {"Hold": "20 s"}, Side.EACH, PG, UNSAID),
        ("each", "daily", {"Hold": "20 s"}, Side.EACH, Origin.PATIENT, set()),
        # the dose's cell says it
        ("", "", {"Dose": "10 each side, daily"}, Side.EACH, T, set()),
        ("", "", {"Dose": "10 left, daily"}, Side.LEFT, T, set()),
        ("", "", {"Dose": "30s, x3 left x1 right, bd"}, Side.EACH, D, {"amount-in-own-words"}),
        # both, of an exercise done with one side at a time, is each
        ("", "", {"Side": "both"}, Side.EACH, T, set()),
        ("both", "", {}, Side.EACH, Origin.PATIENT, set()),
        ("both", "", {"Exercise": "ankle-circles"}, Side.EACH, Origin.PATIENT, set()),
        ("", "", {"Exercise": "toe-walk"}, Side.BOTH, D, set()),
        ("", "", {"Side": "R worse", "Dose": "R 3x10 L 2x10, daily"}, Side.EACH, D,
         {"amount-in-own-words"}),
        ("left", "", {"Exercise": "toe-walk"}, Side.BOTH, D, {"side-together-plan"}),
    ],
)  # fmt: skip
def test_whose_word_the_side_is(
    whole: str,
    programme: str,
    cells: Cells,
    side: Side,
    origin: Origin,
    codes: set[str],
    tmp_path: Path,
) -> None:
    rows = [row(**cells)] if cells else []
    ours = ({**OURS, "Side": "right"},)
    if not rows and not programme:
        rows = [row()]
    reading = reading_of(tmp_path, *rows, programmes=ours, Side=whole, Programme=programme)
    assert codes_of(reading) == codes
    assert reading.plans[0].prescriptions[0].side is side
    assert origins_of(reading).facts["side"] is origin


@pytest.mark.parametrize(
    ("whole", "cells", "code"),
    [
        ("left", {"Side": "right"}, "side-against-plan"),
        ("right", {"Side": "left"}, "side-against-plan"),
        ("", {"Exercise": "heel-raise-single", "Side": "both"}, "side-both-twin"),
        ("", {"Exercise": "toe-walk", "Side": "each"}, "side-together"),
    ],
)
def test_a_side_that_is_asked_about_costs_its_own_plan(
    whole: str, cells: Cells, code: str, tmp_path: Path
) -> None:
    patients = [patient(Side=whole), patient(Plan_ID="P-2", Side="left")]
    reading = read(book(patients=patients, exercises=[row(**cells), row(Plan_ID="P-2")]), tmp_path)
    assert codes_of(reading) == {code}
    assert [plan.id for plan in reading.plans] == ["P-2"]


@pytest.mark.parametrize(
    ("exercise", "side", "dose", "printed"),
    [
        ("heel-raise-single", "both", "L 3x15, R 1x15, daily", Side.EACH),
        ("heel-raise-single", "both (R worse)", "3x10 daily", Side.EACH),
        ("toe-walk", "both (R worse)", "3 lengths daily", Side.BOTH),
        ("toe-walk", "L bad - but both feet obviously", "3 lengths daily", Side.BOTH),
    ],
)
def test_both_where_its_words_leave_no_doubt(
    exercise: str, side: str, dose: str, printed: Side, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(Exercise=exercise, Side=side, Dose=dose))
    (given,) = reading.plans[0].prescriptions
    assert given.side is printed


@pytest.mark.parametrize(
    ("side", "note"),
    [
        ("worse side first, then other", "Worse side first, then other."),
        ("each, worse leg first", "Worse leg first."),
        ("Both - Left first", "Left first."),
        ("each, start with the weak foot", "Start with the weak foot."),
        ("worse leg first", "Worse leg first."),
        ("left first", "Left first."),
    ],
)
def test_a_side_with_an_order(side: str, note: str, tmp_path: Path) -> None:
    """Both are done, one after the other; which comes first is printed as typed."""
    reading = reading_of(tmp_path, row(Side=side, Reps=10, Days="every day"))
    (given,) = reading.plans[0].prescriptions
    assert (given.side, given.note) == (Side.EACH, note)
    assert "dose-note" in {item.code for item in reading.findings}


@pytest.mark.parametrize(
    ("side", "code", "printed"),
    [
        ("alternate", "side-alternate-each", Side.EACH),
        ("each, swap halfway", "side-alternate-each", Side.EACH),
        ("Both together", "side-at-once", Side.BOTH),
    ],
)
def test_a_side_in_words_is_printed_and_told(
    side: str, code: str, printed: Side, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(Exercise="toe-press", Side=side, Reps=10, Days="every day"))
    (given,) = reading.plans[0].prescriptions
    assert given.side is printed
    assert code in {item.code for item in reading.findings}


@pytest.mark.parametrize(
    "side",
    ["R-L-R", "worse leg", "left or right", "L+L", "towards R", "op leg", "stick in L hand"],
)
def test_an_order_that_leaves_the_side_open(side: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(Side=side, Reps=10, Days="every day"))
    assert reading.plans == ()


@pytest.mark.parametrize(
    ("name", "together", "side"),
    [
        ("Heel raise on both feet, hold half way", "", Side.BOTH),
        ("Double-leg squat", "", Side.BOTH),
        ("Sit to stand", "yes", Side.BOTH),
        # one side at a time, as typed or in its words: asked about, printed for each
        ("Heel raise on both feet", "no", Side.EACH),
        ("Single leg bridge", "", Side.EACH),
        ("Step over with the other leg", "", Side.EACH),
        ("Swing the {other} one", "", Side.EACH),
        # nobody said: none
        ("Up on both feet, down on one", "", None),
        ("Both feet stretch", "", None),
        ("Sit to stand", "", None),
    ],
)
def test_the_words_of_an_own_exercise_say_its_side(
    name: str, together: str, side: Side | None, tmp_path: Path
) -> None:
    own = {"Code": "own-1", "Name": name, "Steps": "As shown.", "Position": "As shown.",
           "Both together": together}  # fmt: skip
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise="own-1", Dose="10, daily")])  # fmt: skip
    reading = read(made, tmp_path)
    asked = {code for code in codes_of(reading) if code.startswith("side-")}
    assert asked == ({"side-own-each"} if side is Side.EACH else set())
    assert [item.side for plan in reading.plans for item in plan.prescriptions] == [side]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Heel to toe walking", None), ("Side steps along the counter", None),
        ("One leg march", Side.EACH), ("Side step ups", Side.EACH), ("Tandem stand", Side.EACH),
    ],
)  # fmt: skip
def test_a_walk_is_of_no_side_though_its_steps_name_both(
    name: str, side: Side | None, tmp_path: Path
) -> None:
    """It was: each foot, one after the other, which is twice as much."""
    own = {"Code": "own-1", "Name": name, "Steps": "One foot in front, then the other foot."}
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise="own-1", Dose="10, daily")])  # fmt: skip
    reading = read(made, tmp_path)
    assert ("side-own-each" in codes_of(reading)) is (side is Side.EACH)
    assert [item.side for plan in reading.plans for item in plan.prescriptions] == [side]


@pytest.mark.parametrize(
    ("name", "typed", "side", "told"),
    [
        ("Leg press", "both", Side.BOTH, set()),
        ("Single leg press", "both", Side.EACH, {"side-both-each"}),
        ("Leg press", "each", Side.EACH, set()),
        ("Leg press", "", None, {"side-own-not-said"}),
        ("Leg press", "stand on left", Side.LEFT, set()), ("Leg press", "alt", None, set()),
    ],
)
def test_both_of_an_own_exercise_is_printed_as_typed(
    name: str, typed: str, side: Side | None, told: set[str], tmp_path: Path
) -> None:
    rows = [row(Exercise="arch-lift", Side=typed, Dose="10, daily")]
    made = book(patients=[patient(Side="")], My_exercises=[{**OWN, "Name": name}], exercises=rows)
    reading = read(made, tmp_path)
    assert {item.code for item in reading.findings if item.code.startswith("side-")} == told
    assert reading.plans[0].prescriptions[0].side is side
