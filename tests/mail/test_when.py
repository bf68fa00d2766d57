"""When letters go: times as one says them, and the wait until then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from clinicplan.mail.when import MissedTime, UnclearTime, moment, wait_until

NOW = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Mon 9:00", "2026-11-23 09:00"),
        ("monday 09.30", "2026-11-23 09:30"),
        ("Fri 17:00", "2026-11-20 17:00"),
        ("Fri 16:30", "2026-11-27 16:30"),
        ("Fri 9:00", "2026-11-27 09:00"),
        ("9:00", "2026-11-21 09:00"),
        ("17:00", "2026-11-20 17:00"),
        ("today 17:00", "2026-11-20 17:00"),
        ("tomorrow 0:00", "2026-11-21 00:00"),
        ("2026-12-01 9:00", "2026-12-01 09:00"),
    ],
)
def test_a_time_as_one_says_it(text: str, meant: str) -> None:
    assert f"{moment(text, now=NOW):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "text", ["", "Mon", "9", "24:00", "9:60", "M 9:00", "Mon 9:00 please", "today 9:00",
             "2026-11-01 9:00", "2026-13-01 9:00", "someday 9:00", "-1:00"],
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(UnclearTime):
        moment(text, now=NOW)


class Clock:
    """A clock that sleeping moves, by as much more as the computer sleeps itself."""

    def __init__(self, nap: timedelta) -> None:
        self.now, self.nap, self.slept = NOW, nap, 0

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds) + self.nap
        self.slept += 1


@pytest.mark.parametrize(
    ("nap", "missed"),
    [(timedelta(), False), (timedelta(minutes=40), False), (timedelta(hours=9), True)],
)
def test_the_wait_ends_at_the_time_or_says_that_it_is_over(nap: timedelta, missed: bool) -> None:
    clock = Clock(nap)
    due = NOW + timedelta(minutes=30)
    if missed:
        with pytest.raises(MissedTime):
            wait_until(due, clock=lambda: clock.now, sleep=clock.sleep)
    else:
        wait_until(due, clock=lambda: clock.now, sleep=clock.sleep)
        assert clock.now >= due
    assert clock.slept
