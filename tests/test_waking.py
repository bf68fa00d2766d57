"""What is typed for an exercise -> whether it is done on waking, before any warm-up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import Times
from clinicplan.waking import is_all_on_waking, on_waking
from tests.handout.plans import PLAN, SIX


@pytest.mark.parametrize(
    "note",
    [
        "Before you get out of bed", "before getting up", "Do this before your first steps",
        "Before you put your foot to the floor", "in bed, first thing", "As soon as you wake",
        "Mornings: in bed", "before you take your first few steps",
    ],
)  # fmt: skip
def test_a_note_may_say_that_it_is_done_on_waking(note: str) -> None:
    assert on_waking(replace(SIX[0], note=note))
    occasion = replace(SIX[0].dose, times=Times(1, occasion=note))
    assert on_waking(replace(SIX[0], dose=occasion))


@pytest.mark.parametrize("note", ["", "In bed at night", "before bed", "first the left leg"])
def test_other_notes_do_not(note: str) -> None:
    assert not on_waking(replace(SIX[0], note=note))


@pytest.mark.parametrize(
    ("times", "is_all"),
    [
        (Times(1, named=("waking",)), True), (Times(1, named=("first-thing",)), True),
        (Times(2, named=("waking", "evening")), False), (Times(1, named=("morning",)), False),
        (Times(2), False), (None, False),
    ],
)  # fmt: skip
def test_a_plan_may_be_for_waking_alone(times: Times | None, *, is_all: bool) -> None:
    item = replace(SIX[0], dose=replace(SIX[0].dose, times=times))
    assert is_all_on_waking(replace(PLAN, prescriptions=(item,))) is is_all
    assert not is_all_on_waking(replace(PLAN, prescriptions=(item, SIX[1])))
