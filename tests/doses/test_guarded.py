"""What looks like a plain dose, or a plain note, and may mean more -> asked, or told."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, read_dose
from clinicplan.doses.conduct import is_how
from clinicplan.doses.everyday import everyday
from clinicplan.doses.occasions import with_amounts


@pytest.mark.parametrize(
    "typed",
    ["run 1 min walk 2 min x6 daily", "20 s on 10 s off x8 daily", "20 s on 10 s off 8x every day"],
)
def test_rounds_of_a_day_are_not_times_a_day(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)


@pytest.mark.parametrize("typed", ["run 1 min walk 2 min x6 eod", "20 s on 10 s off x8, daily"])
def test_rounds_are_counted(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.reps is not None


@pytest.mark.parametrize(
    ("typed", "in_turn"),
    [
        ("10 min cycle/10 min walk daily", False),
        ("walk 10 min / run 10 min eod", False),
        ("5 mins jog/1 min walk x4 eod", True),
    ],
)
def test_a_stroke_is_one_after_the_other_only_in_rounds(typed: str, in_turn: bool) -> None:
    assert ("then" in everyday(typed)) is in_turn


@pytest.mark.parametrize(
    ("typed", "is_even"),
    [
        ("20 am & 20 pm", True),
        ("20 pumps am & 20 pm", True),
        ("5 s 10 am, 10 pm", True),
        ("2 x 10 am, 2 x 10 pm, 10 at lunch", False),
        ("10 left am & 10 pm", False),
        ("10 s am & 10 pm", False),
        ("10 slow am & 10 pm", False),
    ],
)
def test_as_much_at_each(typed: str, is_even: bool) -> None:
    row = with_amounts(typed)
    assert row is not None
    assert row.is_even is is_even


@pytest.mark.parametrize(
    ("note", "is_plain"),
    [
        ("knees soft", True),
        ("holding a chair", True),
        ("don't lock the knee", True),
        ("as able", False),
        ("rest day between", False),
        ("don't do it on workdays", False),
        ("don't start yet", False),
        ("during flares only", False),
        ("with partner only", False),
        ("with band or weight", False),
        ("keep to ten", False),
        ("wearing boot for a fortnight", False),
    ],
)
def test_a_note_that_may_be_a_limit_is_told(note: str, is_plain: bool) -> None:
    assert is_how(note) is is_plain
