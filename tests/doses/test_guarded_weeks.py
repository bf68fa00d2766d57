"""Weeks and conditions of a dose -> where they stand on the page: none is made up, none lost."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, read_dose


def read(typed: str) -> Said:
    """What is read of it, whole."""
    said = read_dose(typed)
    assert isinstance(said, Said), said
    return said


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 yellow band bd, if easy after 1 wk go to red",
        "3x10 yellow band bd, if easy, after 1 wk go to red",
        "3x10 bd, if pain free from week 3: 15",
    ],
)
def test_a_change_keeps_its_condition(typed: str) -> None:
    """It was: from week 2 go to red, for everybody."""
    said = read_dose(typed)
    assert isinstance(said, Unclear) or all("if" in step.note for step in said.steps)


def test_a_posture_of_the_first_weeks_begins_with_them() -> None:
    said = read("wk 8-10: 10cm step 2x10 eod. wk 11+: 20cm step 3x10 eod")
    assert said.notes == ("Weeks 8 to 10: 10cm step",)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("20 jumps wk1, 40 wk2, 60 wk3, 3x week", True),
        ("20 jumps wk1, 40 wk2, 60 wk3 on, 3x week", False),
        ("20 jumps wk1, 40 wk2, 60 from wk3, 3x week", False),
        ("3x10 wk 1, 3x15 wk 2-3, daily", False),
        ("3x10 wk 1, 3x15 wk 2, daily", False),
    ],
)
def test_a_last_week_that_goes_on_is_told(typed: str, told: bool) -> None:
    assert ("week-goes-on" in [doubt.code for doubt in read(typed).doubts]) is told


def test_ed_is_every_day() -> None:
    assert read("3x20 ed").dose.days == read("3x20 every day").dose.days
