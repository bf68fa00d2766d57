"""An own exercise whose words name one side, given for another -> what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.findings import Finding
from tests.workbook.workbooks import book, patient, read, row

OWN_SIDES = {"own-other-side", "own-may-be-other-side", "own-one-side"}


def told(folder: Path, side: str, **cells: str) -> list[Finding]:
    """What is said of an exercise of the clinic's own, given for this side."""
    own = {"Code": "own-one", "Name": "Marble lift", "Steps": "Lift a marble.", **cells}
    wanted = row(Exercise="own-one", Side=side, Dose="10, daily")
    made = book(patients=[patient(Side="")], exercises=[wanted], My_exercises=[
        {key.replace("_", " "): cell for key, cell in own.items()}])  # fmt: skip
    return [item for item in read(made, folder).findings if item.code in OWN_SIDES]


@pytest.mark.parametrize(
    ("side", "steps"),
    [
        ("right", "Sit down.\nPick up a marble with the toes of your left foot."),
        ("left", "Lift your right heel off the floor."),
        ("right", "Slide your left heel back, then rest."),
        ("right", "Bend your left knee."),
        ("right", "Curl the left big toe. Let go."),
        ("right", "Lift your left foot. Hold the rail with your right hand."),
        ("right", "Lift your left foot right up."),
        ("right", "Press your left foot against the wall.\nTurn to the right."),
        ("right", "Lift your left toes. Keep the other foot flat."),
        ("left", "Put your right ankle on the opposite knee and pull the toes."),
        ("right", "Balance tall, and draw circles with the left foot"),
        ("right", "Sit with both feet on the floor. Lift your left arch."),
    ],
)
def test_steps_of_the_other_side_are_an_error(side: str, steps: str, tmp_path: Path) -> None:
    (found,) = told(tmp_path, side, Steps=steps)
    assert (found.code, str(found.place)) == ("own-other-side", "Exercises!C2")
    assert "Steps, My exercises C2" in found.message
    assert "{side}" in found.hint


@pytest.mark.parametrize(
    ("side", "cells"),
    [
        ("right", {"Name": "Left foot lift"}),
        ("right", {"Name": "Marble lift (left)"}),
        ("left", {"Name": "Marble lift R"}),
        ("right", {"Position": "Sit with your left foot on the towel."}),
        ("left", {"Name": "Wrist curl", "Steps": "Lift your right hand."}),
    ],
)
def test_name_and_position_are_as_well(side: str, cells: dict[str, str], tmp_path: Path) -> None:
    assert [item.code for item in told(tmp_path, side, **cells)] == ["own-other-side"]


@pytest.mark.parametrize(
    ("side", "cells", "code"),
    [
        ("each", {"Steps": "Lift your left heel."}, "own-one-side"),
        ("both together", {"Steps": "Lift your left heel."}, "own-one-side"),
        ("each", {"Caution": "Take care of your left knee."}, "own-one-side"),
        ("right", {"Steps": "Stand on your left leg."}, "own-may-be-other-side"),
        ("right", {"Steps": "Lift your {side} heel. Press your left foot down."},
         "own-may-be-other-side"),
        ("right", {"Steps": "Lift your left heel. Repeat with the other foot."},
         "own-may-be-other-side"),
        ("right", {"Caution": "Stop if your left foot hurts."}, "own-may-be-other-side"),
        ("right", {"Why": "May help your left foot."}, "own-may-be-other-side"),
        ("right", {"Pictures": "a.svg", "Picture_descriptions": "A left foot beside marbles."},
         "own-may-be-other-side"),
    ],
)  # fmt: skip
def test_what_may_be_meant_is_asked(
    side: str, cells: dict[str, str], code: str, tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>")
    assert [item.code for item in told(tmp_path, side, **cells)] == [code]


@pytest.mark.parametrize(
    ("side", "steps"),
    [
        ("right", "Lift the foot."),
        ("right", "Lift your {side} heel. Keep your {other} foot flat."),
        ("left", "Pick up a marble with your left foot."),
        ("right", "Hold the chair with your left hand."),
        ("right", "Your left hand holds the rail."),
        ("right", "Lie on your left side."),
        ("right", "Turn to the left."),
        ("right", "Roll the ball left and right under your foot."),
        ("right", "Stand on your left leg and lift the right."),
        ("right", "Put your left foot in front. Lift your right heel."),
        ("right", "Stand on your left leg. Swing the other leg."),
        ("right", "Lift your left foot, then the right."),
        ("each", "Lift your left foot, then the right."),
        ("each", "Lift your left heel. Then change sides."),
        ("each", "Lift your left heel. Repeat with the other foot."),
        ("each", "Start with your left foot."),
        ("each", "Left foot first. Lift the heel."),
        ("right", "Use the marbles that are left."),
        ("right", "Lift the right foot. Turn left."),
        ("left", "Make a right angle. Lift your foot right up."),
        ("each", "Hold the chair with your right hand."),
    ],
)
def test_what_names_no_other_side_is_not_told(side: str, steps: str, tmp_path: Path) -> None:
    assert not told(tmp_path, side, Steps=steps)


@pytest.mark.parametrize("name", ["Head turn left", "Left-over marbles", "Look to the left"])
def test_a_way_in_the_name_is_no_side(name: str, tmp_path: Path) -> None:
    assert not told(tmp_path, "right", Name=name)


def test_a_picture_shows_some_foot(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>")
    assert not told(tmp_path, "each", Pictures="a.svg", Picture_descriptions="A left foot.")
