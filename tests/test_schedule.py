"""Doses and dates -> weeks, and boxes on the days that they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicplan.dose import Days, Dose, Rhythm, Times
from clinicplan.plan import Change
from clinicplan.schedule import (
    WeekKind,
    boxes,
    changes_within,
    dose_in_week,
    due_days,
    has_boxes,
    is_changed,
    kinds_of,
    sessions_a_week,
    weeks_of,
)
from tests.scheduled import ALTERNATE, EVERY_DAY, LARGE, MIDDLE, SMALL, TUESDAY, plan, prescribed


@pytest.mark.parametrize(
    ("start", "weeks", "count", "last_day"),
    [
        (TUESDAY, 4, 4, date(2026, 12, 28)),
        (TUESDAY, 0, 4, date(2026, 12, 28)),
        (TUESDAY, 1, 1, date(2026, 12, 7)),
        (date(2026, 12, 15), 3, 3, date(2027, 1, 4)),
        (date(2028, 2, 23), 1, 1, date(2028, 2, 29)),
        (date(2027, 2, 23), 1, 1, date(2027, 3, 1)),
        (date(2027, 3, 22), 12, 12, date(2027, 6, 13)),
    ],
)
def test_weeks_start_on_the_first_day(start: date, weeks: int, count: int, last_day: date) -> None:
    calendar = weeks_of(plan(start=start, weeks=weeks))
    days = [day for week in calendar for day in week.days]
    assert [week.number for week in calendar] == list(range(1, count + 1))
    assert (days[0], days[-1]) == (start, last_day)
    assert all(after - before == timedelta(days=1) for before, after in pairwise(days))


@pytest.mark.parametrize(
    ("times", "days", "first_week", "second_week"),
    [
        (None, EVERY_DAY, "1111111", "1111111"),
        (Times(2), EVERY_DAY, "2222222", "2222222"),
        (Times(2), None, "2222222", "2222222"),
        (None, None, "1111111", "1111111"),
        (Times(2, ("morning", "evening")), ALTERNATE, "2020202", "0202020"),
        (None, ALTERNATE, "1010101", "0101010"),
        (Times(1), Days(Rhythm.NAMED, (0, 3)), "0010001", "0010001"),
        (None, Days(Rhythm.NAMED, (0, 1, 2, 3, 4)), "1111001", "1111001"),
        (Times(3), Days(Rhythm.PER_WEEK, per_week=1), "3000000", "3000000"),
        (None, Days(Rhythm.PER_WEEK, per_week=2), "1001000", "1001000"),
        (None, Days(Rhythm.PER_WEEK, per_week=3), "1010100", "1010100"),
        (None, Days(Rhythm.PER_WEEK, per_week=4), "1101010", "1101010"),
        (None, Days(Rhythm.PER_WEEK, per_week=5), "1110110", "1110110"),
        (None, Days(Rhythm.PER_WEEK, per_week=6), "1111110", "1111110"),
        (None, Days(Rhythm.PER_WEEK, per_week=7), "1111111", "1111111"),
    ],
)
def test_boxes_stand_on_prescribed_days(
    times: Times | None, days: Days | None, first_week: str, second_week: str
) -> None:
    item = prescribed(Dose(times=times, days=days))
    first, second, *_ = weeks_of(plan(item))
    rows = ["".join(map(str, boxes(item, week))) for week in (first, second)]
    assert rows == [first_week, second_week]


def test_boxes_end_on_the_day() -> None:
    """`for 10 days`: seven of the first week, three of the second, and weeks of two kinds."""
    ten = Days(Rhythm.EVERY_DAY, provided="for 10 days", first=10)
    item = prescribed(Dose(times=Times(2), days=ten), weeks=(1, 2))
    weeks = weeks_of(plan(item))[:3]
    assert [sum(boxes(item, week)) for week in weeks] == [14, 6, 0]
    assert len(set(kinds_of(weeks, [item]))) == 3


def test_boxes_end_with_the_exercise() -> None:
    item = prescribed(Dose(days=ALTERNATE), weeks=(2, 3))
    ticks = [sum(boxes(item, week)) for week in weeks_of(plan(item))]
    assert ticks == [0, 3, 4, 0]


@given(
    start=st.dates(date(1999, 1, 1), date(2100, 1, 1)),
    weeks=st.integers(1, 52),
    count=st.integers(1, 7),
)
def test_every_week_has_its_days(start: date, weeks: int, count: int) -> None:
    for week in weeks_of(plan(start=start, weeks=weeks)):
        assert sum(due_days(Days(Rhythm.PER_WEEK, per_week=count), week)) == count
        assert sum(due_days(Days(Rhythm.NAMED, tuple(range(count))), week)) == count


@given(start=st.dates(date(1999, 1, 1), date(2100, 1, 1)), weeks=st.integers(1, 52))
def test_every_other_day_never_skips(start: date, weeks: int) -> None:
    ticks = [
        due
        for week in weeks_of(plan(start=start, weeks=weeks))
        for due in due_days(ALTERNATE, week)
    ]
    assert ticks == [place % 2 == 0 for place in range(7 * weeks)]


@given(
    start=st.dates(date(1999, 1, 1), date(2100, 1, 1)),
    weeks=st.integers(1, 52),
    every=st.integers(3, 6),
)
def test_every_few_days_counts_dates(start: date, weeks: int, every: int) -> None:
    """Whatever the week: real dates, from the plan's first day."""
    rhythm = Days(Rhythm.EVERY_FEW_DAYS, every=every)
    calendar = plan(prescribed(Dose(days=rhythm)), start=start, weeks=weeks)
    shown = weeks_of(calendar)
    due = [day for week in shown for day, is_due in zip(week.days, due_days(rhythm, week),
                                                        strict=True) if is_due]  # fmt: skip
    assert due == [start + timedelta(days=gone) for gone in range(0, 7 * weeks, every)]
    rows: dict[WeekKind, Sequence[bool]] = {}
    for kind, week in zip(kinds_of(shown, calendar.prescriptions), shown, strict=True):
        assert rows.setdefault(kind, due_days(rhythm, week)) == due_days(rhythm, week)


@pytest.mark.parametrize(
    ("dose", "ticks", "has"),
    [
        (Dose(days=Days(Rhythm.PER_WEEK, per_week=2, per_week_most=3)), 3, True),
        (Dose(days=Days(Rhythm.WHEN_NEEDED)), 0, False),
        (Dose(days=Days(Rhythm.OCCASION, occasion="on training days"), times=Times(2)), 0, False),
        (Dose(days=EVERY_DAY, times=Times(8, every_hours=2)), 56, False),
        (Dose(times=Times(3, occasion="after each meal")), 21, False),
        (Dose(), 7, False),
        (Dose(days=EVERY_DAY, times=Times(2, ("waking", "bedtime"))), 14, True),
    ],
)
def test_what_has_no_fixed_days_has_no_boxes(dose: Dose, ticks: int, has: bool) -> None:
    (first, *_) = weeks_of(plan())
    assert sum(boxes(prescribed(dose), first)) == ticks
    assert has_boxes(dose) is has


@pytest.mark.parametrize(
    ("weeks", "changes", "doses"),
    [
        ((1, 0), (), (SMALL, SMALL, SMALL, SMALL)),
        ((1, 0), (Change(3, MIDDLE),), (SMALL, SMALL, MIDDLE, MIDDLE)),
        ((1, 0), (Change(4, LARGE), Change(2, MIDDLE)), (SMALL, MIDDLE, MIDDLE, LARGE)),
        ((2, 3), (Change(3, MIDDLE),), (None, SMALL, MIDDLE, None)),
        ((3, 0), (Change(2, MIDDLE),), (None, None, MIDDLE, MIDDLE)),
        ((1, 2), (Change(3, MIDDLE),), (SMALL, SMALL, None, None)),
    ],
)
def test_last_change_holds(
    weeks: tuple[int, int], changes: tuple[Change, ...], doses: tuple[Dose | None, ...]
) -> None:
    item = prescribed(SMALL, weeks=weeks, changes=changes)
    assert tuple(dose_in_week(item, week) for week in (1, 2, 3, 4)) == doses


@pytest.mark.parametrize(
    ("weeks", "met", "marked"),
    [
        ((1, 0), [2, 4], [2, 3, 4]),
        ((2, 0), [4], [4]),
        ((1, 3), [2], [2, 3]),
        ((4, 0), [], []),
    ],
)
def test_only_changes_that_are_met_count(
    weeks: tuple[int, int], met: list[int], marked: list[int]
) -> None:
    item = prescribed(SMALL, weeks=weeks, changes=(Change(4, LARGE), Change(2, MIDDLE)))
    assert [change.week for change in changes_within(item)] == met
    assert [week for week in (1, 2, 3, 4) if is_changed(item, week)] == marked


@pytest.mark.parametrize(
    ("times", "days", "sessions"),
    [
        (None, None, None),
        (Times(2), None, 14),
        (None, EVERY_DAY, 7),
        (Times(2), ALTERNATE, 7),
        (None, Days(Rhythm.NAMED, (0, 3)), 2),
        (Times(2), Days(Rhythm.PER_WEEK, per_week=3), 6),
        (Times(2), Days(Rhythm.PER_WEEK, per_week=2, per_week_most=3), 5),
        (None, Days(Rhythm.EVERY_FEW_DAYS, every=4), 1.75),
        (Times(2), Days(Rhythm.WHEN_NEEDED), None),
        (None, Days(Rhythm.OCCASION, occasion="on training days"), None),
    ],
)
def test_sessions_a_week(times: Times | None, days: Days | None, sessions: float | None) -> None:
    assert sessions_a_week(Dose(times=times, days=days)) == sessions
