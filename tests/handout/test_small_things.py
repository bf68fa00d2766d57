"""Many goals have the whole width; a ground that paper would swallow has an edge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.handout.blocks.goals import aims
from clinicplan.handout.ink import COLOUR
from clinicplan.illustrations.colours import PAPER, brand_colours
from tests.handout.plans import CLINIC, ISSUED, PLAN, press
from tests.handout.reading import pages_of_text
from tests.handout.test_layout import overlaps

LONG = (
    "Walk to the harbour and back along the wall without a rest.",
    "Stand for a whole shift at the bakery in my old shoes again.",
    "Dance at my granddaughter's wedding in May, all evening long.",
)


@pytest.mark.parametrize("note", ["", PLAN.note])
def test_more_than_two_goals_have_a_line_each(note: str) -> None:
    plan = replace(PLAN, goals=LONG, note=note)
    pdf = press(CLINIC).print(plan, issued=ISSUED).pdf
    lines = pages_of_text(pdf)[0].splitlines()
    assert [goal for goal in LONG if goal not in lines] == []
    assert list(overlaps(pdf)) == []


def test_two_goals_stand_beside_the_note() -> None:
    look = press()._look
    two = aims(look, replace(PLAN, goals=LONG[:2]))
    three = aims(look, replace(PLAN, goals=LONG))
    assert two is not None
    assert three is not None
    assert {item.y for item in two.items} == {0}
    assert len({item.y for item in three.items}) == 2


@pytest.mark.parametrize(
    ("brand", "edged"), [("#FFD500", True), ("#EEEEEE", True), ("#0E6377", False)]
)
def test_a_tint_that_paper_would_swallow_has_an_edge(brand: str, edged: bool) -> None:
    assert COLOUR.has_edge(brand_colours(brand).tint, (100, 20)) == edged
    assert not COLOUR.has_edge(PAPER, (100, 20))
