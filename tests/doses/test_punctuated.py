"""A dose in the clinic's words keeps its facts apart: a comma where none was typed."""

from __future__ import annotations

import pytest

from clinicplan.doses.punctuated import punctuated
from clinicplan.doses.written_out import written_out


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3x10 5 days/wk slow, not right to end of range",
         "3x10, 5 days/wk, slow, not right to end of range"),
        ("3x12 60s rest EOD 2 out 4 back", "3x12, 60s rest, EOD, 2 out 4 back"),
        ("5 mins twice daily once fully healed", "5 mins, twice daily, once fully healed"),
        ("10 reps 5s hold 3 sets daily", "10 reps, 5s hold, 3 sets, daily"),
        ("R 3x15 L 2x15 daily", "R 3x15, L 2x15 daily"),
        ("3x10 R 2x15 L daily", "3x10 R, 2x15 L daily"), ("10 left 12 right", "10 left, 12 right"),
        ("3x10 R 2x15 R", "3x10 R 2x15 R"), ("10 L 12 reps", "10 L 12 reps"),
        ("left 3 x 8 right 2 x 8", "left 3 x 8, right 2 x 8"),
        ("x10 each leg 5s hold bd", "x10 each leg, 5s hold, bd"),
        ("3x10 fwd/back 3x/wk if no swelling", "3x10 fwd/back, 3x/wk if no swelling"),
        ("15mins evening build to 1hr", "15mins, evening, build to 1hr"),
        ("2x10 bd half range first 2 wks then full range",
         "2x10, bd, half range first 2 wks then full range"),
        ("3x10 if pain 3/10 or less", "3x10 if pain 3/10 or less"),
        # A comma would part a word from what it goes with.
        ("30s easy 30s hard x 10", "30s easy 30s hard x 10"),
        ("10 long then 10 quick", "10 long then 10 quick"),
        ("3 sets to fatigue", "3 sets to fatigue"),
        ("30-60s x3 at least bd", "30-60s x3 at least bd"),
        ("45 mins of every hr", "45 mins of every hr"),
        ("3x10 increase daily if ok", "3x10 increase daily if ok"),
        ("Mon 4x20, Wed 3x25", "Mon 4x20, Wed 3x25"),
        ("Wk 2 yellow 2x10", "Wk 2 yellow 2x10"),
        ("2,5 kg 3x10", "2,5 kg 3x10"),
        ("", ""),
        (" , ", " , "),
        ("3x10 (slow)\nbd", "3x10 (slow)\nbd"),
    ],
)  # fmt: skip
def test_facts_that_run_together_get_a_comma(typed: str, expected: str) -> None:
    assert punctuated(typed) == expected


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("10 gentle. stop if it hurts", "10 gentle. Stop if it hurts"),
        ("hold a rail, e.g. a step", "hold a rail, e.g. a step"),
        ("step vs. floor", "step vs. floor"),
        ("building to 3 x 15", "building to 3 sets of 15"),
    ],
)
def test_a_sentence_begins_with_a_capital(typed: str, printed: str) -> None:
    assert written_out(typed) == printed
