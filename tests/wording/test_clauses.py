"""A dose in the clinic's own words, clause by clause."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount, Bound, Days, Dose, Load, Rhythm, Times, exactly
from clinicplan.plan import Change, Prescription, Side
from clinicplan.wording.clauses import clauses, weeks_named
from clinicplan.wording.words import Wording
from tests.handout.plans import PLAN, catalogue

WORDS = "good days 3 × 10, bad days 1 × 10, hold 30 seconds"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("3 sets of 15, green, 2 out 4 back", ["3 sets of 15, green, 2 out 4 back"]),
        ("10 × 10 seconds up; from week 3 add 10 down",
         ["10_×_10 seconds up;", "from week_3 add 10 down"]),
        ("Week 1 on spot 3 × 10, week 2 forward 3 × 10. Only move on if no swelling",
         ["Week_1 on spot 3_×_10,", "week_2 forward 3_×_10.", "Only move on if no swelling"]),
        ("no band for the first 2 weeks then yellow",
         ["no band for the first 2 weeks", "then yellow"]),
        ("3 sets of 12 (3 up, then 3 down) 2 weeks, then 5 sets of 8",
         ["3 sets of 12 (3 up, then 3 down) 2 weeks,", "then 5 sets of 8"]),
        ("left 3 sets of 8, right 1 set of 8", ["left 3 sets of 8,", "right 1 set of 8"]),
        ("Mon/Thu 4 × 6 at 10kg, Tue/Sat 3 × 20", ["Mon/Thu 4_×_6 at 10kg,", "Tue/Sat 3_×_20"]),
        ("good days 3 × 10, bad days 1 × 10", ["good days 3_×_10,", "bad days 1_×_10"]),
        ("10 times, Monday, Wednesday, Friday", ["10 times, Monday, Wednesday, Friday"]),
        ("3 × 10. After 2 weeks, if no swelling, 3 × 8",
         ["3_×_10.", "After 2 weeks, if no swelling, 3_×_8"]),
        ("20 times\nthen rest", ["20 times", "then rest"]),
        ("after 2 weeks 3 × 20", ["after 2 weeks 3_×_20"]),
        ("approx. 10 times", ["approx. 10 times"]),
        ("3 up - 2 hold - 3 down, + once more", ["3 up_- 2 hold_- 3 down, +_once more"]),
        ("run 2.5 km, 10 times; if sore, stop", ["run 2.5 km, 10 times;", "if sore, stop"]),
        ("", []),
    ],
)  # fmt: skip
def test_each_clause_has_a_line(words: str, lines: list[str]) -> None:
    found = clauses(words)
    assert [line.replace("\u00a0", "_") for line in found] == lines
    assert " ".join(" ".join(found).split()) == " ".join(words.split())


@pytest.mark.parametrize(
    ("words", "weeks"),
    [
        ("week 1-2: 3 sets of 12, week 3-4: 4 sets of 10, from week 5: 5 sets of 8", {1, 3, 5}),
        ("Weeks 1 and 2: 10. Weeks 3 and 4: 20", {1, 3}),
        ("twice a day 2 weeks, then from week 3: 3 sets of 12", {3}),
        ("10 up, hold 10 seconds. From week 8 after the op hold 20 seconds", set()),
        ("3 × 10, 3 times a week for 2 weeks", set()),
    ],
)
def test_the_weeks_that_a_stage_begins_in(words: str, weeks: set[int]) -> None:
    assert weeks_named(words) == weeks


def spoken(words: str, **facts: object) -> Prescription:
    own = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words=words)
    return Prescription("towel-stretch", "floor", Side.LEFT, Dose(reps=own, **facts))  # type: ignore[arg-type]


WORDING = Wording(catalogue())
EXERCISE = next(each for each in catalogue().exercises.values() if each.code == "towel-stretch")


def test_how_often_that_stands_in_the_words_is_said_nowhere_else() -> None:
    item = spoken(WORDS, days=Days(Rhythm.AS_WRITTEN))
    glance = WORDING.glance(item, EXERCISE)
    panel = WORDING.dose_panel(item, EXERCISE, start=PLAN.start)
    assert (glance.often, panel.often) == ("", "")
    bad = "bad days 1\u00a0×\u00a010, hold 30 seconds"
    assert glance.amount == ("Good days 3\u00a0×\u00a010,", bad)
    assert panel.facts[0].figure == glance.amount[0]
    assert panel.facts[0].qualifier == glance.amount[1]
    said = WORDING.dose_sentence(item, EXERCISE)
    assert "it says here" not in said.lower()
    assert said.startswith("Good days")
    assert "sk us" not in said


def test_how_often_that_is_certain_keeps_its_place() -> None:
    item = spoken(WORDS, times=Times(2), days=Days(Rhythm.EVERY_DAY))
    assert WORDING.glance(item, EXERCISE).often == "Twice a day"
    assert WORDING.dose_panel(item, EXERCISE, start=PLAN.start).often == "Twice a day"


@pytest.mark.parametrize(
    ("words", "facts", "told"),
    [
        ("3 times, hold 30 seconds", {"hold": exactly(30)}, []),
        ("3 times, 30 seconds hold", {"hold": exactly(30)}, []),
        ("3 times, hold 30 seconds", {"hold": exactly(3)}, ["Hold 3 seconds."]),
        ("3 times, 1 minute rest", {"rest": exactly(60)}, []),
        ("3 × 10 5lb ea", {"load": Load("5 lb")}, []),
        ("3 × 10 never with 5 lb", {"load": Load("5 lb")}, ["With 5 lb."]),
        ("Good days hold 30 seconds, 3 times", {"hold": exactly(30)}, ["Hold 30 seconds."]),
        ("3 × 10 15lb ea", {"load": Load("5 lb")}, ["With 5 lb."]),
    ],
)
def test_nothing_is_said_twice(words: str, facts: dict[str, object], told: list[str]) -> None:
    item = spoken(words, days=Days(Rhythm.AS_WRITTEN), **facts)
    _, *more = WORDING.glance(item, EXERCISE).amount
    assert [each.replace("\u00a0", " ") for each in more] == told
    figures = [fact.figure for fact in WORDING.dose_panel(item, EXERCISE, start=PLAN.start).facts]
    _, side, *others = figures
    assert side == "With your left foot"
    assert [f"{each}.".replace("\u00a0", " ") for each in others] == told


def test_what_a_note_on_a_new_dose_says_is_not_said_before_it() -> None:
    before = Dose(reps=exactly(15), times=Times(1), days=Days(Rhythm.EVERY_DAY))
    after = replace(before, load=Load("5 lb"), days=Days(Rhythm.EVERY_OTHER_DAY))
    changes = (Change(3, after, note="with 5lb each hand"),)
    item = Prescription("towel-stretch", "floor", Side.LEFT, before, changes=changes)
    (change,) = WORDING.dose_panel(item, EXERCISE, start=PLAN.start).changes
    assert (change.facts, change.note) == (("Every other day",), "with 5lb each hand")
    alone = replace(item, changes=(Change(3, after, note="every other day with 5 lb"),))
    (change,) = WORDING.dose_panel(alone, EXERCISE, start=PLAN.start).changes
    assert change.facts  # a week with a new dose is never without one


def test_weeks_since_an_operation_are_no_stages() -> None:
    typed = "Week 8-9 after the operation: 3 sets of 15. Week 10-12: with 5 kg"
    assert weeks_named(typed) == frozenset()
    assert weeks_named("Post-op from week 6: red band") == frozenset()
