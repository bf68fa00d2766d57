"""Doses and dates become sessions on a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import (
    AS_WRITTEN,
    Amount,
    Bound,
    Days,
    Dose,
    Measure,
    Rhythm,
    Tempo,
    Times,
    exactly,
)
from clinicplan.efforts import dose_seconds, load_of_day
from clinicplan.plan import Change, Patient, Plan, Practitioner, Prescription, Side
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
from clinicplan.sessions import Session, longest_session, session_minutes

EVERY_DAY = Days(Rhythm.EVERY_DAY)
ALTERNATE = Days(Rhythm.EVERY_OTHER_DAY)
TUESDAY = date(2026, 12, 1)


def exercise(*, tempo: int = 3) -> Exercise:
    return Exercise(
        code="raise",
        name="Raise",
        short="Raise",
        limb="leg",
        together=False,
        balance=False,
        counted="times",
        tempo=tempo,
        why="",
        caution="",
        easier="",
        harder="",
        variants=(),
        presets=(),
    )


def plan(*prescriptions: Prescription, start: date = TUESDAY, weeks: int = 4) -> Plan:
    return Plan(
        id="HS-1",
        patient=Patient("Sam", "Sample"),
        practitioner=Practitioner("alex", "Alex Example"),
        start=start,
        prescriptions=prescriptions,
        weeks=weeks,
    )


def prescribed(
    dose: Dose,
    *,
    code: str = "raise",
    side: Side = Side.LEFT,
    parts: tuple[str, ...] = (),
    weeks: tuple[int, int] = (1, 0),
    changes: tuple[Change, ...] = (),
) -> Prescription:
    return Prescription(
        exercise=code,
        variant="",
        side=side,
        dose=dose,
        parts=parts,
        first_week=weeks[0],
        last_week=weeks[1],
        changes=changes,
    )


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


SMALL, MIDDLE, LARGE = (Dose(reps=exactly(count)) for count in (10, 15, 20))


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


SECONDS_20, SECONDS_30 = exactly(20), exactly(30)
OWN = Amount(60, 60, Bound.OPEN, words="30 s straight + 30 s bent")


@pytest.mark.parametrize(
    ("dose", "side", "parts", "seconds"),
    [
        (Dose(), Side.LEFT, 0, (30, 30)),
        (Dose(), Side.EACH, 0, (60, 60)),
        (Dose(reps=exactly(10)), Side.LEFT, 0, (30, 30)),
        (Dose(reps=exactly(10)), Side.EACH, 0, (60, 60)),
        (Dose(reps=exactly(10)), Side.BOTH, 0, (30, 30)),
        (Dose(reps=Amount(3, 5), hold=SECONDS_30), Side.EACH, 0, (180, 300)),
        (Dose(reps=exactly(10), hold=exactly(2)), Side.LEFT, 0, (30, 30)),
        (Dose(reps=exactly(3), rest=exactly(10)), Side.LEFT, 0, (39, 39)),
        (Dose(reps=exactly(10), sets=exactly(2), rest=exactly(60)), Side.LEFT, 0, (180, 180)),
        (Dose(reps=exactly(10), sets=exactly(1), rest=exactly(5)), Side.LEFT, 0, (80, 80)),
        (Dose(duration=SECONDS_20, sets=exactly(5), rest=exactly(10)), Side.BOTH, 0, (150, 150)),
        (Dose(duration=SECONDS_30), Side.EACH, 2, (120, 120)),
        (Dose(duration=Amount(15, 15, Bound.UP_TO)), Side.LEFT, 0, (15, 15)),
        (Dose(duration=Amount(0, 15, Bound.UP_TO)), Side.LEFT, 0, (15, 15)),
        (Dose(duration=Amount(20, 30, measure=Measure.METRES)), Side.BOTH, 0, (20, 30)),
        (Dose(duration=Amount(20, 20, measure=Measure.STEPS)), Side.EACH, 0, (40, 40)),
        (Dose(hold=Amount(5, 5, measure=Measure.BREATHS)), Side.LEFT, 0, (20, 20)),
        (Dose(reps=exactly(2), hold=Amount(5, 6, measure=Measure.COUNTS)), Side.LEFT, 0, (10, 12)),
        (Dose(reps=exactly(10), tempo=Tempo(3, 2, 3)), Side.LEFT, 0, (80, 80)),
        (Dose(reps=exactly(10), tempo=Tempo(wording="slow")), Side.LEFT, 0, (60, 60)),
        (Dose(reps=exactly(10), tempo=Tempo(wording="quick")), Side.LEFT, 0, (30, 30)),
        (Dose(reps=Amount(bound=Bound.OPEN, wording="as-many-as-you-can")), Side.LEFT, 0, (30, 60)),
        (Dose(hold=Amount(bound=Bound.OPEN, wording="until-tired")), Side.LEFT, 0, (30, 30)),
        # a clinic's own words: what they come to, or our estimate
        (Dose(sets=exactly(2), duration=OWN), Side.EACH, 0, (240, 240)),
        (Dose(reps=exactly(2), hold=OWN), Side.LEFT, 0, (120, 120)),
        (Dose(reps=replace(OWN, low=20, high=20)), Side.LEFT, 0, (60, 60)),
        (Dose(reps=Amount(4, 4, words="lengths")), Side.LEFT, 0, (30, 30)),
        (Dose(reps=replace(OWN, low=0, high=0)), Side.LEFT, 0, (30, 30)),
        (Dose(duration=replace(OWN, low=0, high=0)), Side.LEFT, 0, (30, 30)),
        (
            Dose(reps=exactly(3), hold=Amount(0, 0, Bound.OPEN, "a-few-seconds")),
            Side.LEFT,
            0,
            (15, 24),
        ),
        (
            Dose(
                reps=Amount(0, 0, Bound.OPEN, "several-times"),
                hold=Amount(0, 0, Bound.OPEN, "as-long-as-you-can"),
            ),
            Side.LEFT,
            0,
            (30, 50),
        ),
    ],
)
def test_seconds_of_a_dose(dose: Dose, side: Side, parts: int, seconds: tuple[int, int]) -> None:
    item = prescribed(dose, side=side, parts=("a", "b", "c")[:parts])
    assert dose_seconds(dose, item, exercise()) == seconds


@pytest.mark.parametrize(
    ("dose", "side", "parts", "load"),
    [
        (Dose(sets=exactly(5), reps=exactly(15), hold=exactly(45)), Side.LEFT, 0, (56.25, 75)),
        (Dose(reps=Amount(8, 12), sets=Amount(2, 3), times=Times(2)), Side.EACH, 0, (3.6, 72)),
        (Dose(reps=exactly(5), times=Times(3)), Side.LEFT, 2, (0.5, 30)),
        (Dose(duration=exactly(60), times=Times(8, every_hours=2)), Side.BOTH, 0, (1, 0)),
        (Dose(reps=exactly(10), times=Times(16, every_hours=1)), Side.LEFT, 0, (0.5, 160)),
        (Dose(), Side.LEFT, 0, (0.5, 0)),
    ],
)
def test_what_a_day_asks_of_one_foot(
    dose: Dose, side: Side, parts: int, load: tuple[float, int]
) -> None:
    item = prescribed(dose, side=side, parts=("a", "b")[:parts])
    asked = load_of_day(dose, item, exercise())
    assert (round(asked.minutes, 2), asked.repetitions) == load


def test_library_estimates() -> None:
    """The alternate-day article: 17.3 minutes at the low end, 29.6 at the high end."""
    raises = prescribed(Dose(reps=Amount(10, 20), sets=Amount(2, 3)), side=Side.EACH)
    walk = prescribed(
        Dose(duration=exactly(20), sets=Amount(4, 5), rest=Amount(10, 15)),
        side=Side.BOTH,
        parts=("straight", "out", "in"),
    )
    circles = prescribed(
        Dose(reps=Amount(5, 10), sets=exactly(5)), side=Side.EACH, parts=("one", "other")
    )
    band = prescribed(Dose(reps=exactly(10), sets=exactly(3)), side=Side.EACH)
    spans = [
        dose_seconds(item.dose, item, exercise(tempo=tempo))
        for item, tempo in ((raises, 3), (walk, 2), (circles, 2), (circles, 2), (band, 4))
    ]
    low, high = (round(sum(end) / 60, 1) for end in zip(*spans, strict=True))
    assert (low, high) == (17.3, 29.6)


DAILY_5 = prescribed(Dose(duration=exactly(300), times=Times(2), days=EVERY_DAY))
ALTERNATE_4 = prescribed(Dose(duration=exactly(240), days=ALTERNATE))
MORNING_6 = prescribed(Dose(duration=exactly(360), times=Times(1, ("morning",)), days=EVERY_DAY))
EVENING_2 = prescribed(Dose(duration=exactly(120), times=Times(1, ("evening",)), days=EVERY_DAY))
MONDAYS_4 = prescribed(Dose(duration=exactly(240), days=Days(Rhythm.NAMED, (0,))))
MONDAYS_4 = prescribed(Dose(duration=exactly(240), days=Days(Rhythm.NAMED, (0,))))
GROWING = prescribed(
    Dose(duration=exactly(60), days=EVERY_DAY),
    changes=(Change(3, Dose(duration=exactly(180), days=EVERY_DAY)),),
)

IN_WORDS = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words="8 each leg, 3 times")
OWN_WORDS = prescribed(Dose(reps=IN_WORDS, days=EVERY_DAY))
OWN_DAYS = prescribed(Dose(reps=IN_WORDS, days=Days(Rhythm.AS_WRITTEN)))
OWN_LATER = prescribed(
    Dose(duration=exactly(60), days=EVERY_DAY),
    changes=(Change(3, Dose(reps=IN_WORDS, days=EVERY_DAY)),),
)


@pytest.mark.parametrize(
    ("prescriptions", "usual"),
    [
        ((OWN_WORDS,), 0),
        ((OWN_DAYS,), 0),
        ((DAILY_5, OWN_WORDS), 0),
        ((DAILY_5, OWN_DAYS), 0),
        ((OWN_LATER,), 0),
        ((DAILY_5, prescribed(Dose(days=EVERY_DAY))), 6),
        (
            (
                prescribed(
                    Dose(reps=replace(IN_WORDS, low=10, high=10), hold=exactly(30), days=EVERY_DAY)
                ),
            ),
            5,
        ),
    ],
)
def test_nobody_guesses_minutes_of_words_that_come_to_no_number(
    prescriptions: tuple[Prescription, ...], usual: int
) -> None:
    session = session_minutes(plan(*prescriptions), {"raise": exercise()})
    assert session.usual == session.longest == usual
    assert (session.at_most >= 5) is (DAILY_5 in prescriptions or usual == 5)  # for a limit


@pytest.mark.parametrize(
    ("prescriptions", "session"),
    [
        ((), Session()),
        ((DAILY_5,), Session(5, 5, (), 5)),
        ((DAILY_5, DAILY_5), Session(10, 10, (), 10)),
        ((DAILY_5, ALTERNATE_4), Session(5, 9, (2,), 9, True, (1,))),
        ((DAILY_5, DAILY_5, ALTERNATE_4), Session(10, 15, (3,), 14, True, (1, 2))),
        ((DAILY_5, ALTERNATE_4, ALTERNATE_4), Session(5, 15, (2, 3), 13, True, (1,))),
        ((DAILY_5, ALTERNATE_4, MONDAYS_4), Session(5, 15, (2, 3), 13, False, (1,))),
        ((ALTERNATE_4,), Session(4, 4, (), 4)),
        ((MORNING_6, EVENING_2), Session(6, 6, (), 6)),
        ((DAILY_5, MORNING_6, EVENING_2), Session(15, 15, (), 11)),
        ((GROWING,), Session(3, 3, (), 3)),
        (
            (prescribed(Dose(duration=Amount(60, 180), days=EVERY_DAY)),),
            Session(2, 2, (), 3),
        ),
        (
            (prescribed(Dose(duration=exactly(61), days=EVERY_DAY)),),
            Session(2, 2, (), 2),
        ),
    ],
)
def test_session_minutes(prescriptions: tuple[Prescription, ...], session: Session) -> None:
    assert session_minutes(plan(*prescriptions), {"raise": exercise()}) == session
    assert longest_session(plan(*prescriptions), {"raise": exercise()}) == session.at_most
