"""Doses that a reader of the code found read wrongly -> what is made of them now."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, read_dose, set_aside
from tests.doses.own_words import printed


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10, skip right", "3 x 10, don't do left", "3 x 10, do it right",
        "3 x 10, hand on left",
        "3 x 10, stop if no energy left", "3 x 10, no pain left", "3 x 10, band from week 2 left",
        "3 x 10, weight through left", "3 x 10, easier on right", "extra set on left, 3 x 10",
    ],
)  # fmt: skip
def test_a_side_of_what_is_said_aside_is_none_of_the_dose(typed: str) -> None:
    assert printed(typed).side == ""


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10 daily where possible", "3 x 10 each day on holiday",
        "3 x 10 daily with care please",
        "3 x 10 daily if able", "3 x 10 daily unless sore", "3 x 10 daily if it hurts stop",
        "3 x 10 in step with music", "3 x 12 in step", "3 x 10 in wedge shoes",
    ],
)  # fmt: skip
def test_three_sets_of_ten_are_no_ten_times_a_day(typed: str) -> None:
    dose = printed(typed).dose
    assert dose.sets is not None
    assert dose.sets.low == 3
    assert dose.times is None or dose.times.count == 1


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10 once easy, 3 x 15", "3 x 8 once pain settles, 3 x 12",
        "10 reps once comfortable, 15 reps",
        "3 x 10 once easy, hold 5 s", "30 s eyes closed when ready, x 3", "3 x 10 more each week",
        "first week 3 x 10", "daily first week then 3x/week, 3 x 10", "3 x 10 a day off between",
    ],
)  # fmt: skip
def test_what_may_be_of_now_or_of_later_stays_in_its_words(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear)
    assert set_aside(typed, said) is None


@pytest.mark.parametrize(
    "typed", ["3 x 10 heavier each week", "3 x 10 longer each week", "3 x 10 slower weekly"]
)
def test_a_rise_by_the_week_gives_no_boxes_once_a_week(typed: str) -> None:
    days = printed(typed).dose.days
    assert days is None or not days.per_week


@pytest.mark.parametrize(
    ("typed", "last"),
    [("3 x 10, 50% wk 1, 75% wk 2-4", 4), ("3 x 10 left, 50% weight wk 1-2, full wk 3-4", 4)],
)
def test_a_series_ends_with_its_last_week(typed: str, last: int) -> None:
    assert printed(typed).last_week == last


def test_i_am_is_no_morning() -> None:
    assert printed("3 x 10, stop when I am sore").notes == ("stop when I am sore",)


@pytest.mark.parametrize("typed", ["static qd 3 x 10", "3 x 10 qd squeezes", "10 qd stretch 30 s"])
def test_a_muscle_is_no_once_a_day(typed: str) -> None:
    said = read_dose(typed)
    codes = [doubt.code for doubt in said.doubts] if isinstance(said, Said) else []
    assert "qd-taken" not in codes


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("5x30s od. If worse next morning halve it", "If worse next morning halve it"),
        ("5x30s od. If swollen, halve it", "If swollen, halve it"),
    ],
)
def test_what_to_do_if_worse_is_not_when_to_do_it(typed: str, note: str) -> None:
    said = printed(typed)
    assert said.dose.days is None or not said.dose.days.occasion
    assert ", ".join(said.notes) == note


def test_at_least_stays_with_how_often() -> None:
    words = printed("10x10s min 3 x day").dose.reps
    assert words is not None
    assert words.words == "10 times for 10 seconds at least 3 times a day"


@pytest.mark.parametrize(
    ("typed", "occasion"),
    [
        ("1-2 mins after football & every evening", "after football and every evening"),
        ("10 before breakfast and every night", "before breakfast and every night"),
        ("10 after football and in the evening", "after football and in the evening"),
    ],
)
def test_every_evening_is_not_of_other_days(typed: str, occasion: str) -> None:
    times = printed(typed).dose.times
    assert times is not None
    assert times.occasion == occasion


@pytest.mark.parametrize(
    "typed", ["a few goes whenever you remember, max 10 mins/day", "any time, 10 mins a day"]
)
def test_minutes_of_a_whole_day_are_no_one_bout(typed: str) -> None:
    assert printed(typed).dose.duration is None
