"""A dose or its changes in words -> doses; what is not understood is not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from clinicplan.dose import Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.doses import Said, read_changes, read_dose
from clinicplan.workbook.sheets.rows import Step

FIFTEEN = Dose(reps=exactly(15))


def parse_changes(text: str) -> tuple[Step, ...] | None:
    """The changes of a progression, in rising weeks; None where it says anything else."""
    said = read_changes(text)
    return said.steps if isinstance(said, Said) and said.facts().keys() == {"progression"} else None


def parse_dose(text: str) -> Dose | None:
    """What a list of facts says of a dose; None where it says anything else."""
    said = read_dose(text)
    if not isinstance(said, Said) or said.facts().keys() - Dose.__dataclass_fields__.keys():
        return None
    return said.dose


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("15", FIFTEEN),
        ("15 times", FIFTEEN),
        ("10-15 reps", Dose(reps=Amount(10, 15))),
        ("2 sets, 15 times", Dose(sets=exactly(2), reps=exactly(15))),
        ("3 sets of 10", Dose(sets=exactly(3), reps=exactly(10))),
        ("3 x 10", Dose(sets=exactly(3), reps=exactly(10))),
        ("3 sets of 30 s", Dose(sets=exactly(3), duration=exactly(30))),
        ("4-5 rounds", Dose(sets=Amount(4, 5))),
        ("hold 10 s", Dose(hold=exactly(10))),
        ("hold for 10 s", Dose(hold=exactly(10))),
        ("10 s hold", Dose(hold=exactly(10))),
        ("Hold: a few seconds", Dose(hold=Amount(bound=Bound.OPEN, wording="a-few-seconds"))),
        ("rest 1 min 30 s", Dose(rest=exactly(90))),
        ("for about 30 s", Dose(duration=Amount(30, 30, Bound.ABOUT))),
        ("30 s", Dose(duration=exactly(30))),
        ("twice a day", Dose(times=Times(2))),
        ("2 times a day", Dose(times=Times(2))),
        ("morning and evening", Dose(times=Times(2, ("morning", "evening")))),
        ("every other day", Dose(days=Days(Rhythm.EVERY_OTHER_DAY))),
        ("3 days a week", Dose(days=Days(Rhythm.PER_WEEK, per_week=3))),
        ("Mon, Wed, Fri", Dose(days=Days(Rhythm.NAMED, (0, 2, 4)))),
        ("10 times, hold 5 s, rest 30 s, twice a day, every day",
         Dose(reps=exactly(10), hold=exactly(5), rest=exactly(30), times=Times(2),
              days=Days(Rhythm.EVERY_DAY))),
        ("", None),
        ("more", None),
        ("15 times, 20 times", None),
        ("hold 5 s, hold 10 s", None),
        ("every day, every other day", None),
        ("0 times", None),
        ("hold the wall", None),
    ],
)  # fmt: skip
def test_a_dose_in_words(text: str, dose: Dose | None) -> None:
    assert parse_dose(text) == dose


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("from week 3: 15 times", (Step(3, FIFTEEN),)),
        ("From Week 3 - 15 times.", (Step(3, FIFTEEN),)),
        ("week 3: 15", (Step(3, FIFTEEN),)),
        ("wk 3: 15", (Step(3, FIFTEEN),)),
        ("from week 3 on: 15", (Step(3, FIFTEEN),)),
        ("week 3, 15 times", (Step(3, FIFTEEN),)),
        ("in week 3: 15 times", None),
        ("from week 3: 15 times; from week 5: 2 sets, hold 10 s",
         (Step(3, FIFTEEN), Step(5, Dose(sets=exactly(2), hold=exactly(10))))),
        ("from week 3: 15 times\nfrom week 5: 2 sets\n",
         (Step(3, FIFTEEN), Step(5, Dose(sets=exactly(2))))),
        ("from week 5: 15; from week 3: 10", None),
        ("from week 3: 15; from week 3: 10", None),
        ("from week 1: 15", None),
        ("weeks 3-4: 15", None),
        ("week 3-4: 15", None),
        ("15 times", None),
        ("from week 3: more", None),
        (";", None),
    ],
)  # fmt: skip
def test_changes_by_week(text: str, steps: tuple[Step, ...] | None) -> None:
    assert parse_changes(text) == steps


@given(some.text(some.sampled_from("week form3 15:;,\n-xsofholdretai"), max_size=60))
def test_nothing_but_rising_weeks_with_a_dose_or_a_note_comes_out(text: str) -> None:
    steps = parse_changes(text) or ()
    assert [step.week for step in steps] == sorted({step.week for step in steps})
    assert all(step.week >= 2 and (step.dose != Dose() or step.note) for step in steps)
