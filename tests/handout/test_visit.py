"""What to bring to the next visit is where the clinic asks for it, and else where there is room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.emptiness import measured
from clinicplan.plan import Clinic
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, press
from tests.handout.reading import loose_marks, pages_of_text
from tests.handout.test_press import is_accessible

ALWAYS = [replace(CLINIC, visit=True), replace(CLINIC, visit=True, paper="Letter")]


@pytest.mark.parametrize("clinic", ALWAYS, ids=["A4", "Letter"])
@pytest.mark.parametrize("count", [1, 2, 5, 6, 9])
@pytest.mark.parametrize("goals", [(), ("Dance.", "Walk.", "Swim.", "Stand for a whole shift.")])
def test_a_clinic_that_asks_has_it_always(
    clinic: Clinic, count: int, goals: tuple[str, ...]
) -> None:
    plan = replace(PLAN, prescriptions=(SIX * 2)[:count], goals=goals)
    pdf = press(clinic).print(plan, issued=ISSUED).pdf
    pages = pages_of_text(pdf)
    asked = [page for page in pages if "For your visit on 29 December" in page]
    assert len(asked) == 1
    said = " ".join(asked[0].split())
    rows = [f"How near am I? {goal} 0 is far away, 10 means I can do it" for goal in goals]
    assert [row for row in rows if row not in said] == []
    assert sum("My questions" in page for page in pages) == 1
    assert "Was anything unclear?" in pages[-1]
    assert [page for page in measured(pdf, plan.id).pages if page > 0.5] == []


def test_it_is_a_page_that_can_be_read() -> None:
    pdf = press(ALWAYS[0]).print(replace(PLAN, review=None), issued=ISSUED).pdf
    assert "For your next visit" in pages_of_text(pdf)[-1]
    assert loose_marks(pdf) == []
    assert is_accessible(pdf)
