"""A note beside Side left -> the words of it that name another foot, "" where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.plan import Side
from clinicplan.workbook.plans.other_sides import other_side
from tests.workbook.plans.dosed import codes_of, reading_of
from tests.workbook.workbooks import row


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Wk 1-2 both feet on board, wk 3 on left only", "Wk 1-2 both feet on board"),
        ("Right foot only.", "Right foot only"),
        ("Slowly. With the right leg", "With the right leg"),
        ("R foot, slowly", "R foot"),
        ("right only", "right only"),
        ("both feet", "both feet"),
        ("Do it slowly, both legs.", "both legs"),
        ("first week both legs, then left", "first week both legs"),
        ("the other leg too", "the other leg too"),
        ("Lift your right heel", "Lift your right heel"),
    ],
)
def test_another_foot_is_seen(note: str, said: str) -> None:
    assert other_side(note, Side.LEFT) == said


@pytest.mark.parametrize(
    "note",
    [
        "Up on both feet, down on the left only",
        "If sore next morning go back to both feet",
        "Stand on the right leg", "Hold the wall with your right hand", "right leg bent",
        "Right foot in front", "Keep both heels on the floor", "Left foot only", "Left leg first",
        "Start with your right foot", "Your right foot was stiffer than the left",
        "When 3 x 20 on both feet is easy", "Not the right foot", "Add a right turn",
        "Right foot nothing until we say so",
        "both hands on the wall", "10 each way", "Slowly", "turn right", "right up",
    ],
)  # fmt: skip
def test_what_the_other_foot_does_beside_it_is_not(note: str) -> None:
    assert not other_side(note, Side.LEFT)


@pytest.mark.parametrize(
    ("side", "note", "is_told"),
    [
        ("left", "Wk 1-2 both feet on board, wk 3 on left only", True),
        ("right", "left foot", True), ("left", "left foot", False), ("each", "right foot", False),
        ("left", "", False),
    ],
)  # fmt: skip
def test_it_is_told_of_one_side(side: str, note: str, is_told: bool, tmp_path: Path) -> None:
    cells = {"Exercise": "Arch lift", "Dose": "10, daily", "Note to the patient": note}
    reading = reading_of(tmp_path, row(**{**cells, "Side": side}))
    assert ("note-other-side" in codes_of(reading)) is is_told


@pytest.mark.parametrize(
    ("dose", "is_told"),
    [
        ("10 daily, wk 2 15, wk 3 20 if pain free", True),
        ("run 1 walk 1 x 10 eod. Wk 2 run 2 walk 1, wk 3 run 3 walk 1 if pain free", True),
        ("10 daily, wk 2 15, wk 3 20", False),
        ("10 daily, wk 3 20", False),
    ],
)
def test_a_condition_behind_the_last_change_is_told(
    dose: str, is_told: bool, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(Exercise="Arch lift", Side="left", Dose=dose))
    codes = codes_of(reading)
    assert bool({"condition-of-last", "dose-in-own-words"} & codes) is is_told
