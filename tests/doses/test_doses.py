"""What a person types in a dose cell, and what it means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicplan.dose import Amount, Bound, Days, Rhythm, Times, exactly
from clinicplan.doses import parse_count, parse_days, parse_seconds, parse_times

ABOUT, UP_TO = Bound.ABOUT, Bound.UP_TO


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("10", exactly(10)),
        (" 10 ", exactly(10)),
        ("10.0", exactly(10)),
        ("10 times", exactly(10)),
        ("10x", exactly(10)),
        ("12 reps", exactly(12)),
        ("5 circles", exactly(5)),
        ("ten", exactly(10)),
        ("10-15", Amount(10, 15)),
        ("10 – 15", Amount(10, 15)),
        ("10\u00a0—\u00a015", Amount(10, 15)),
        ("10\u221215", Amount(10, 15)),
        ("10 to 15", Amount(10, 15)),
        ("10 TO 15 Times", Amount(10, 15)),
        ("2 or 3", Amount(2, 3)),
        ("two to three sets", Amount(2, 3)),
        ("about 10", Amount(10, 10, ABOUT)),
        ("ca. 10", Amount(10, 10, ABOUT)),
        ("~10", Amount(10, 10, ABOUT)),
        ("up to 10", Amount(10, 10, UP_TO)),
        ("about 10-15", Amount(10, 15, ABOUT)),
        ("several times", Amount(bound=Bound.OPEN, wording="several-times")),
        ("Several-times", Amount(bound=Bound.OPEN, wording="several-times")),
    ],
)
def test_a_count(text: str, amount: Amount) -> None:
    assert parse_count(text) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30", exactly(30)),
        ("30 s", exactly(30)),
        ("30s", exactly(30)),
        ("30\u202fs", exactly(30)),
        ("30 sec.", exactly(30)),
        ("30 Seconds", exactly(30)),
        ("1 min", exactly(60)),
        ("1.5 min", exactly(90)),
        ("1,5 min", exactly(90)),
        ("1½ minutes", exactly(90)),
        ("½ min", exactly(30)),
        ("1 min 30 s", exactly(90)),
        ("1 minute and 30 seconds", exactly(90)),
        ("1m30s", exactly(90)),
        ("half a minute", exactly(30)),
        ("a minute", exactly(60)),
        ("one minute", exactly(60)),
        ("a minute and a half", exactly(90)),
        ("3-5 s", Amount(3, 5)),
        ("3 s - 5 s", Amount(3, 5)),
        ("10 to 15 seconds", Amount(10, 15)),
        ("1-2 min", Amount(60, 120)),
        ("30 s to 1 min", Amount(30, 60)),
        ("about 30 s", Amount(30, 30, ABOUT)),
        ("about half a minute", Amount(30, 30, ABOUT)),
        ("up to 15 s", Amount(15, 15, UP_TO)),
        ("as long as you can", Amount(bound=Bound.OPEN, wording="as-long-as-you-can")),
        ("A few seconds", Amount(bound=Bound.OPEN, wording="a-few-seconds")),
    ],
)
def test_a_length_of_time(text: str, amount: Amount) -> None:
    assert parse_seconds(text) == amount


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("2", Times(2)),
        ("2.0", Times(2)),
        ("od", Times(1)),
        ("BD", Times(2)),
        ("b.d.", Times(2)),
        ("tds", Times(3)),
        ("q.d.s.", Times(4)),
        ("once", Times(1)),
        ("Twice", Times(2)),
        ("twice a day", Times(2)),
        ("twice daily", Times(2)),
        ("3 times a day", Times(3)),
        ("3 x", Times(3)),
        ("three times per day", Times(3)),
        ("morning and evening", Times(2, ("morning", "evening"))),
        ("Evening, morning", Times(2, ("morning", "evening"))),
        ("morning, midday and evening", Times(3, ("morning", "midday", "evening"))),
        ("every morning", Times(1, ("morning",))),
        ("night and afternoon", Times(2, ("afternoon", "night"))),
    ],
)
def test_times_a_day(text: str, times: Times) -> None:
    assert parse_times(text) == times


def named(*days: int) -> Days:
    return Days(Rhythm.NAMED, named=days)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every day", Days(Rhythm.EVERY_DAY)),
        ("Daily", Days(Rhythm.EVERY_DAY)),
        ("7 days a week", Days(Rhythm.EVERY_DAY)),
        ("Mon Tue Wed Thu Fri Sat Sun", Days(Rhythm.EVERY_DAY)),
        ("every weekday", named(0, 1, 2, 3, 4)),
        ("every Monday and Thursday", named(0, 3)),
        ("every other day", Days(Rhythm.EVERY_OTHER_DAY)),
        ("Every\u00a0second day", Days(Rhythm.EVERY_OTHER_DAY)),
        ("every two days", Days(Rhythm.EVERY_OTHER_DAY)),
        ("alternate days", Days(Rhythm.EVERY_OTHER_DAY)),
        ("weekdays", named(0, 1, 2, 3, 4)),
        ("Monday to Friday", named(0, 1, 2, 3, 4)),
        ("Mon-Fri", named(0, 1, 2, 3, 4)),
        ("Fri to Mon", named(0, 4, 5, 6)),
        ("weekends", named(5, 6)),
        ("Sat-Sun", named(5, 6)),
        ("3 days a week", Days(Rhythm.PER_WEEK, per_week=3)),
        ("three times per week", Days(Rhythm.PER_WEEK, per_week=3)),
        ("twice a week", Days(Rhythm.PER_WEEK, per_week=2)),
        ("once a week", Days(Rhythm.PER_WEEK, per_week=1)),
        ("Mon Wed Fri", named(0, 2, 4)),
        ("fri, mon & wed", named(0, 2, 4)),
        ("Mon-Wed-Fri", named(0, 2, 4)),
        ("on Mondays, Wednesdays and Fridays", named(0, 2, 4)),
        ("Tues/Thurs", named(1, 3)),
        ("Sunday", named(6)),
    ],
)
def test_days(text: str, days: Days) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize(
    "text",
    ["", " ", "0", "-5", "15-10", "10-15-20", "10²", "2 x 10", "1,000", "10000", "10 s", "ten-five",
     "about", "up to several times", "many", "as long as you can", "3.5", "10/10/2026", "10+",
     "1e3", "twenty-five"],
)  # fmt: skip
def test_what_is_no_count(text: str) -> None:
    assert parse_count(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "0", "0 s", "5-3 s", "30 - 1 min", "1 min 30", "1,000 s", "1.5 s", "10 kg", "a while",
     "half", "several times", "min", "0:75", "10 days"],
)  # fmt: skip
def test_what_is_no_length_of_time(text: str) -> None:
    assert parse_seconds(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "0", "13", "3-2", "often", "every day", "morning and toast", "and", "pm", "twice a week"],
)
def test_what_is_no_times_a_day(text: str) -> None:
    assert parse_times(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "3", "8 days a week", "0 days a week", "M T", "Mon Wed Funday", "to", "and",
     "often", "twice a day", "Mon to", "2026-10-15"],
)  # fmt: skip
def test_what_is_no_rhythm(text: str) -> None:
    assert parse_days(text) is None


@given(
    st.integers(1, 999), st.integers(0, 999), st.sampled_from("-–—−‐"), st.sampled_from(" \u00a0")
)
def test_a_range_is_kept_whatever_its_dash(low: int, more: int, dash: str, space: str) -> None:
    text = f"{low}{space}{dash}{space}{low + more}"
    assert parse_count(text) == Amount(low, low + more)
    assert parse_seconds(f"{text} s") == Amount(low, low + more)


@given(st.text(max_size=30))
def test_no_text_breaks_the_grammar(text: str) -> None:
    for parse in (parse_count, parse_seconds):
        amount = parse(text)
        assert amount is None or amount.is_open or 1 <= amount.low <= amount.high
    parse_times(text)
    parse_days(text)
