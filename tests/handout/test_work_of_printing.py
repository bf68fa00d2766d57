"""How much work a handout is, counted: what is drawn, and the calls of a plan in a warm press."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.handout.blocks.card import CardText
from clinicplan.handout.blocks.poster import poster
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Patient
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, catalogue, templates
from tests.work import at_most


def another() -> Patient:
    """Somebody else of the same age, whose pictures show the same person."""
    return Patient("Another", "Sample", born=PLAN.patient.born)


def fresh() -> Press:
    return open_press(CLINIC, catalogue=catalogue(), templates=templates(), folder=Path())


@pytest.mark.parametrize(("room", "drawn"), [(0, 0), (300, 0), (500, 1), (680, 1)])
def test_pictures_that_fill_a_page_are_drawn_in_the_one_size_that_fits(
    room: float, drawn: int
) -> None:
    own = fresh()
    look, exercise = own._look, own._exercises[SIX[0].exercise]
    panel = own._wording.dose_panel(SIX[0], exercise, start=PLAN.start)
    text = CardText(1, panel, "Alex", own._person(PLAN))
    block = poster(look, SIX[0], exercise, text=text, room=room)
    assert (block is not None) == bool(drawn)
    assert sum(isinstance(key, tuple) and key[0] == "shots" for key in look._kept) == drawn


@pytest.mark.parametrize(
    ("edition", "calls"),
    [("standard", 13_180), ("large-print", 34_000), ("giant-print", 41_000)],
)
def test_another_patients_plan_is_little_work(edition: str, calls: int) -> None:
    own, plan = fresh(), replace(PLAN, edition=edition)
    own.print(plan, issued=ISSUED)
    with at_most(calls):
        own.print(replace(plan, patient=another()), issued=ISSUED)


def test_rows_of_one_sheet_are_measured_and_only_those_that_fit_are_drawn() -> None:
    own = fresh()
    own.one_sheet(PLAN, issued=ISSUED)
    with at_most(32_700):
        own.one_sheet(replace(PLAN, patient=another()), issued=ISSUED)
