"""A dose in the clinic's own words on every page that has it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount, Bound, Days, Dose, Rhythm
from clinicplan.handout.blocks.dose_panel import fact_piece
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.styles import MM
from clinicplan.plan import Plan
from clinicplan.wording.facts import Fact
from tests.handout.plans import ISSUED, PLAN, SIX, press
from tests.handout.reading import words
from tests.handout.test_press import is_accessible

STAGED = "week 1 on spot 3 × 10, week 2 forward 3 × 10, from week 3: side to side 3 × 10"


def plan_with(said: str, days: Days) -> Plan:
    own = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words=said)
    item = replace(SIX[0], dose=Dose(reps=own, days=days))
    return replace(PLAN, prescriptions=(SIX[1], item))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("days", [Days(Rhythm.AS_WRITTEN), Days(Rhythm.NAMED, named=(1, 4))])
def test_its_clauses_are_all_there_and_nothing_points_elsewhere(edition: str, days: Days) -> None:
    plan = replace(plan_with(STAGED, days), edition=edition)
    pdf = press().print(plan, issued=ISSUED).pdf
    said = re.sub(r"\s+", " ", words(pdf))
    assert said.count("eek 1 on spot 3 × 10, week 2 forward 3 × 10, from week 3: side to side") == 2
    assert "it says here" not in said
    assert "sk us how" not in said
    assert ("(as card 2 says)" in said) is (days.rhythm is Rhythm.AS_WRITTEN)
    assert said.count("ow the next stage on card 2") == 2  # in weeks 2 and 3 of four
    assert "Bold: the dose is new this week." in said or "the dose is new" in said
    assert is_accessible(pdf)


def test_a_week_after_something_else_is_none_of_the_plan() -> None:
    plan = plan_with("10 up. From week 3 after the op 20 up", Days(Rhythm.AS_WRITTEN))
    said = words(press().print(plan, issued=ISSUED).pdf)
    assert "next stage" not in said
    assert "is new this week" not in said


def test_a_clause_stands_apart_from_a_line_that_only_goes_on() -> None:
    own = Fact("3 times,", "then 5 times slowly\nthen 8 times slowly", is_own=True)
    run_on = Fact("3 times,", "then 5 times slowly then 8 times slowly")
    look, width = press()._look, 40 * MM
    high, less = (fact_piece(look, fact, room=width).height for fact in (own, run_on))
    assert high - less == pytest.approx(2.5 * MM)
