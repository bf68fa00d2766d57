"""A dose with a clause that nobody knows -> its facts, the clause, and whether boxes hold."""

from __future__ import annotations

import pytest

from clinicplan.dose import AS_WRITTEN, Rhythm
from clinicplan.doses import Said, Unclear, as_written, read_dose, set_aside
from clinicplan.doses.boxes import keeps_boxes
from clinicplan.doses.set_aside import OFTEN_UNREAD
from clinicplan.workbook.sheets.retyped import retyped


def printed(typed: str) -> Said:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear), "the reader knows all of it"
    said = set_aside(typed, asked) or as_written(typed, asked)
    assert said is not None
    return said


def facts(said: Said) -> str:
    dose = said.dose
    named = {name: getattr(dose, name) for name in ("sets", "reps", "duration", "times", "days")}
    return "; ".join(retyped(name, fact) for name, fact in named.items() if fact is not None)


@pytest.mark.parametrize(
    ("typed", "dose", "note"),
    [
        ("2-3 x 10-15 od. Stronger band when 15 is easy", "2-3; 10-15; 1",
         "Stronger band when 15 is easy"),
        ("maintenance 3x12 1-2 x per wk", "3; 12; 1-2 days a week", "maintenance"),
        ("isometric half way up 30s x 4, 1-2 x day", "4; 30 s; 1-2", "isometric half way up"),
        ("10 reps bd, then 10 more if able", "10; 2", "then 10 more if able"),
        ("8 reps bd, small circles first week", "8; 2", "small circles first week"),
        ("3x12 eod w/ band round knees", "3; 12; every other day", "with band round knees"),
        ("15mins eve build to 1hr", "900 s; evening", "build to 1 hour"),
        ("3 x 10, twice daily. Swap to red band at 2 weeks", "3; 10; 2",
         "Swap to red band at 2 weeks"),
        ("10 bd. If you cannot do 10, rest 10 s and go on", "10; 2",
         "If you cannot do 10, rest 10 seconds and go on"),
        ("3 X 10 DAILY; WHEN PAIN FREE ADD 5KG RUCKSACK", "3; 10; 1; every day",
         "WHEN PAIN FREE ADD 5KG RUCKSACK"),
        ("1min x3 daily, eyes closed from wk 3", "3; 60 s; 1", "eyes closed from week 3"),
        ("2x15 bd (band round ankles)", "2; 15; 2", "band round ankles"),
        ("4 x 30s daily - pain max 3/10 & settled in 24hrs", "4; 30 s; 1; every day",
         "pain max 3/10 and settled in 24 hours"),
        ("3x20 od, heavier band from wk 4", "3; 20; 1", "heavier band from week 4"),
        ("10 x 10s tds, first one before first step am", "10; 10 s; 3",
         "first one before first step in the morning"),
        ("30 secs x 3, twice daily. eyes closed once easy", "3; 30 s; 2",
         "eyes closed once easy"),
    ],
)  # fmt: skip
def test_a_clause_that_nobody_knows_costs_only_itself(typed: str, dose: str, note: str) -> None:
    said = printed(typed)
    assert facts(said) == dose
    assert said.notes == (note,)
    told = {doubt.code for doubt in said.doubts}
    assert told <= {"seconds-or-times", "bouts-taken"}


@pytest.mark.parametrize(
    ("typed", "often"),
    [
        ("1x8 od, wk 2 onwards bd if no worse next day",
         "once a day, week 2 onwards twice a day if no worse next day"),
        ("5 mins twice daily once fully healed", "twice daily, once fully healed"),
        ("3 x 10, 3 sec hold, most days", "most days"),
        ("20s x 2 every break at work", "every break at work"),
        ("3 x 30s BD + after football", "twice a day and after football"),
        ("3 x 8, 2x week non running days", "twice a week, non running days"),
        ("10 gentle daily if no pain, else every other day",
         "daily, if no pain, else every other day"),
    ],
)  # fmt: skip
def test_how_often_that_changes_has_no_boxes(typed: str, often: str) -> None:
    said = printed(typed)
    assert said.dose.days is not None
    assert (said.dose.days.rhythm, said.dose.days.occasion) == (Rhythm.OCCASION, often)
    assert said.dose.times is None
    assert (said.first_week, said.last_week) == (0, 0)
    assert [doubt.code for doubt in said.doubts] == [OFTEN_UNREAD]


@pytest.mark.parametrize(
    "typed",
    [
        "warm up 5 min, 10 reps bd",
        "plank 30s, side plank 20s bd",
        "3x10 bd. Increase by 2 each week. Stop at 20",
        "20 pumps, leg up 15 mins, qds",
        "10 reps, hold spread 3s, bd",
        "10 big toe up, 10 little toes up, daily",
    ],
)
def test_an_amount_is_never_set_aside(typed: str) -> None:
    reps = printed(typed).dose.reps
    assert reps is not None
    assert reps.wording == AS_WRITTEN


def test_the_week_of_another_stance_is_no_week_of_the_dose() -> None:
    said = printed("10 x 5 sec holds 3x day. sitting to begin, standing from wk 3")
    assert said.first_week == 0
    assert "standing from week 3" in said.notes


def test_the_only_weeks_of_a_dose_in_words_are_its_own() -> None:
    said = printed("wk 2-4: 10 twaddle 12, daily")
    assert (said.first_week, said.last_week) == (2, 4)


@pytest.mark.parametrize(
    ("clause", "holds"),
    [
        ("up 5kg per week max 20kg", True),
        ("tin of beans on towel from wk 2", True),
        ("If worse next am miss a day", True),
        ("not day before match", True),
        ("only if no swelling", True),
        ("twice a day from wk 2", False),
        ("once the boot is off", False),
        ("stop after 6 weeks", False),
        ("when cramp comes", False),
        ("first 2 weeks only", False),
        ("wk 1-2 small circles", True),
        ("no more after week 6", False),
        ("skip week 3", False),
        ("rest in week 4", False),
        ("add 2 and twice a day when easy", False),
        ("up 5 then every other day", False),
    ],
)
def test_boxes_hold_beside_what_says_nothing_of_days(clause: str, holds: bool) -> None:
    assert keeps_boxes(clause) is holds


@pytest.mark.parametrize(
    "typed", ["10s, build up to 30s x5, daily", "10s bd. Building to 30s x5"]
)
def test_a_count_behind_a_rise_is_of_now_too(typed: str) -> None:
    """Five times from the first day: as a note it would begin with thirty seconds."""
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert set_aside(typed, asked) is None
