"""What is typed of some weeks or days -> is not printed of all of them."""

from __future__ import annotations

import pytest

from clinicplan.dose import Days, Rhythm
from clinicplan.doses import Unclear, read_dose
from clinicplan.doses.spans import last_named
from tests.doses.own_words import printed

EVERY_DAY = Days(Rhythm.EVERY_DAY)


def has_boxes(typed: str) -> bool:
    """True where a diary has boxes for it: the days and times are sure."""
    dose = printed(typed).dose
    is_fixed = dose.days is None or dose.days.is_fixed
    return (
        is_fixed and (dose.times is None or dose.times.is_fixed) and bool(dose.times or dose.days)
    )


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10 first week then twice daily", "3x10 1st week then bd", "3x10 for 1 week then bd",
        "30s x3 first week then 3x/day", "3x10 first week then every other day",
        "3x10 first week, then bd", "3x10 2/52 then bd", "3x10 first week, after that od",
        "3x10 daily first week then as able", "3x10 initially, then bd",
    ],
)  # fmt: skip
def test_what_comes_then_is_neither_of_now_nor_at_an_end(typed: str) -> None:
    said = printed(typed)
    assert said.last_week == 0
    assert not has_boxes(typed)


@pytest.mark.parametrize("typed", ["10 daily 2/52 then stop", "10 daily 2/52, then finish"])
def test_then_stop_is_an_end(typed: str) -> None:
    assert printed(typed).last_week == 2


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 weekdays bd, weekends", "3x10 weekdays, weekends bd", "3x10 weekdays bd weekends",
        "3x10 bd weekdays, weekends", "3x10 weekdays am, weekends", "3x10 Mon bd, Wed, Fri",
        "3x10 Mon Wed bd, Fri", "3x10 weekdays am & pm, weekends am",
        "3x10 am weekdays pm weekends", "1st set 10, 2nd daily",
    ],
)  # fmt: skip
def test_so_often_on_some_days_is_not_so_on_all(typed: str) -> None:
    assert not has_boxes(typed)


@pytest.mark.parametrize(
    "typed", ["3x10 bd Mon, Wed, Fri", "3x10 Mon, Wed, Fri bd", "3x10 bd weekdays and Sat"]
)
def test_so_often_before_or_behind_all_days_is_of_each(typed: str) -> None:
    dose = printed(typed).dose
    assert dose.times
    assert dose.times.count == 2
    assert has_boxes(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 daily, progress weekly", "3x10 daily progress weekly", "3x10 daily review weekly",
        "3x10 daily, review monthly", "3x10 daily, increase reps weekly",
        "3x10 daily ring us weekly", "3x10 daily, check each week",
    ],
)  # fmt: skip
def test_how_often_somebody_looks_at_it_is_a_note(typed: str) -> None:
    said = printed(typed)
    assert said.dose.days == EVERY_DAY
    assert said.notes
    assert has_boxes(typed)


def test_a_review_alone_does_not_say_how_often() -> None:
    said = printed("3x10 review weekly")
    assert said.dose.days is None
    assert said.notes == ("review weekly",)


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 daily if pain free", "3x10 daily only if pain free", "3x10 daily when comfortable",
        "3x10 am + pm when able", "3x10 bd when pain free", "3x10 daily whenever possible",
        "3x10 bd if not too sore", "3x10 daily as long as comfortable",
    ],
)  # fmt: skip
def test_leave_to_miss_one_takes_no_boxes_away(typed: str) -> None:
    assert has_boxes(typed)
    assert any("only" in note for note in printed(typed).notes) is ("only" in typed)


@pytest.mark.parametrize("typed", ["3x10 bd when sore", "3x10 daily when swollen"])
def test_a_day_that_may_not_come_has_no_box(typed: str) -> None:
    assert not has_boxes(typed)


@pytest.mark.parametrize(
    "typed",
    ["30 s ed", "10 reps ed", "3x10 e.d.", "30s x3 each side ed", "hold 30 s ed", "3x10 e/d"],
)
def test_ed_is_every_day(typed: str) -> None:
    assert printed(typed).dose.days == EVERY_DAY


def test_somebody_who_goes_to_ed_goes_to_no_every_day() -> None:
    said = printed("3x10 daily, go to ED if it swells")
    assert said.notes == ("go to the emergency department if it swells",)


def test_the_fact_that_is_named_twice_is_the_first_one_typed() -> None:
    """Of a set, one run would name the one and the next another."""
    for typed in ("hold 5 s, 10 times, hold 6 s, 12 times", "2 sets, 10 reps, 3 sets, 12 reps"):
        said = read_dose(typed)
        assert isinstance(said, Unclear)
        assert str(said.values["other"]) in typed.split(", ")[0]


def test_stairs_have_no_seconds() -> None:
    said = printed("5 up 5 down stairs bd")
    assert all(doubt.code != "tempo-without-unit" for doubt in said.doubts)


def test_morning_and_evening_of_one_side() -> None:
    said = printed("10 am 10 pm left")
    assert (said.side, said.dose.reps and said.dose.reps.low) == ("left", 10)
    more = printed("10 am 15 pm left").dose.reps
    assert more
    assert more.words.startswith("10 in the morning, 15 in the evening")


@pytest.mark.parametrize(
    "typed",
    [
        "3x20s ea, 1x /d + after every skate", "3x20s od + after runs", "3x20s od and after runs",
        "3x20s 1x day & before matches", "3x20s od, also after training",
        "3x20s 1x daily plus after training", "3x20s 2x/d + after every skate",
    ],
)  # fmt: skip
def test_an_occasion_besides_is_not_the_only_one(typed: str) -> None:
    days = printed(typed).dose.days
    assert days
    assert " and " in days.occasion or "also" in days.occasion
    assert not has_boxes(typed)


@pytest.mark.parametrize(
    "typed", ["3x20s 1x/day, after every skate", "3x20s once a day after dinner"]
)
def test_an_occasion_that_says_when_is_one(typed: str) -> None:
    times = printed(typed).dose.times
    assert times
    assert times.occasion.startswith("once a day, after")


@pytest.mark.parametrize(
    "typed",
    [
        "15x, good day bid, bad day just 1x", "15x bid good day, 1x bad day",
        "15 reps, twice on good days, once on bad", "15x bd, bad day just once",
        "3x10 bd work days, od off days",
    ],
)  # fmt: skip
def test_so_often_on_a_good_day_is_not_so_on_a_bad_one(typed: str) -> None:
    dose = printed(typed).dose
    words = f"{dose.reps.words if dose.reps else ''} {dose.days.occasion if dose.days else ''}"
    assert {"once", "twice"} <= set(words.replace(",", "").split())
    assert not has_boxes(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "Mo/Th. wk1 2x15, wk2 3x15, wk3 4x15, wk4 off, then repeat w next band up",
        "Mon Thu, wk1 2x15, wk2 3x15, wk3 off, wk 4 4x15", "wk1 10 daily, wk2 off, wk3 15",
        "wk1 2x15, wk2 3x15, wk3 rest, wk4 3x20, daily",
    ],
)  # fmt: skip
def test_a_week_off_has_no_boxes(typed: str) -> None:
    assert not has_boxes(typed)
    assert not printed(typed).steps


def test_six_days_and_the_one_off() -> None:
    days = printed("2 x 15, 5s hold, 6d/wk (Sun off)").dose.days
    assert days
    assert days.named == (0, 1, 2, 3, 4, 5)


def test_no_comma_parts_a_kind_of_day_from_its_dose() -> None:
    reps = printed("2x6 bad day, 2x10 good day").dose.reps
    assert reps
    assert reps.words == "2 sets of 6 bad day, 2 sets of 10 good day"


def test_the_stroke_between_two_sides_is_one_comma() -> None:
    reps = printed("R 5min / L 2min after shift").dose.reps
    assert reps
    assert reps.words == "right 5 minutes, left 2 minutes after shift"


@pytest.mark.parametrize(
    "typed", ["3x12 qd this wk only", "3x12 daily just this week", "3x12 daily only this week"]
)
def test_this_week_is_the_first_one(typed: str) -> None:
    assert printed(typed).last_week == 1


def test_this_week_and_then_has_no_boxes_of_all_weeks() -> None:
    assert not has_boxes("3x12 daily, this week only, then stop")


def test_what_comes_behind_this_week_begins_with_the_next() -> None:
    (step,) = printed("3x12 daily this week, then bd").steps
    assert step.week == 2
    assert step.dose.times is not None
    assert step.dose.times.count == 2


@pytest.mark.parametrize("typed", ["10 min easy Tu/Th/Sun, +10%/wk", "10 reps 3x/wk, +10%/wk"])
def test_a_rise_by_the_week_takes_no_boxes_away(typed: str) -> None:
    assert has_boxes(typed)


def test_more_of_it_in_the_evening_is_no_remark() -> None:
    said = printed("2min ea recess + lunch (school days), + 2min eve every day")
    assert not said.notes
    assert said.dose.reps
    assert "2 minutes" in said.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3x10 Mon morning Thu evening", "3 sets of 10, Mon morning, Thu evening"),
        ("3x10 Mon am & Thu pm", "3 sets of 10, Mon am and Thu pm"),
        ("3x10 Sat bd and Sun", "3 sets of 10, Sat twice a day and Sun"),
        ("3x10 Mon bd Wed", "3 sets of 10, Mon twice a day, Wed"),
        ("3x10 M/W then T/Th", "3 sets of 10, Mon/Wed then Tue/Thu"),
    ],
)
def test_one_day_is_not_as_the_other(typed: str, words: str) -> None:
    said = printed(typed)
    assert said.dose.reps is not None
    assert said.dose.reps.words == words
    assert not has_boxes(typed)


@pytest.mark.parametrize(
    ("typed", "named", "count"),
    [
        ("3x10 Mon am Wed am Fri am", (0, 2, 4), 1), ("3x10 Mon, Wed, Fri am and pm", (0, 2, 4), 2),
        ("3x10 Mon bd and Thu bd", (0, 3), 2), ("3x10 bd Mon and Thu", (0, 3), 2),
        ("3x10 Mon and Thu mornings", (0, 3), 1),
    ],
)  # fmt: skip
def test_days_that_are_alike_have_boxes(typed: str, named: tuple[int, ...], count: int) -> None:
    said = printed(typed)
    assert said.dose.days == Days(Rhythm.NAMED, named=named)
    assert said.dose.times is not None
    assert said.dose.times.count == count


@pytest.mark.parametrize(
    "typed",
    ["3x10 left first right second daily", "3x10 L leg first, R leg second daily",
     "3x10 R first, 2nd daily"],
)  # fmt: skip
def test_the_second_leg_is_not_every_second_day(typed: str) -> None:
    said = printed(typed)
    assert said.side == ""
    assert not has_boxes(typed)


def test_after_week_2_is_not_from_week_2() -> None:
    assert [step.week for step in printed("3x10 daily, aft wk 2 bd").steps] == [3]


@pytest.mark.parametrize("typed", ["3x10 tempo 3-3 daily", "3x10 tempo 2-4 daily"])
def test_a_tempo_is_not_how_often(typed: str) -> None:
    said = printed(typed)
    assert said.dose.days == EVERY_DAY
    assert said.dose.times is None or said.dose.times.count == 1


def test_the_ten_of_3x10_are_no_weeks() -> None:
    assert last_named("3x10 weeks 1 to 3 then daily") == 3
    assert last_named("3x10 daily for 10 weeks") == 10
