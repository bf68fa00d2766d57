"""A time as one says it ("Mon 9:00") becomes the next moment that it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

from clinicplan.errors import UnsentMail, UsageError

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LATE = timedelta(hours=2)
"""So long after the time nobody expects the letters any more."""

LOOK = 20.0  # seconds between two looks at the clock: a computer may have slept meanwhile
_TIME = re.compile(r"(?:(?P<day>\S+)\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")


class UnclearTime(UsageError):
    """A time that is none."""

    remedy = 'Write it like "Mon 9:00", "tomorrow 9:00", "9:00" or "2026-12-01 9:00".'


class MissedTime(UnsentMail):
    """The computer slept through the time."""

    remedy = "Run the same command again, and leave the computer awake and this window open."


def moment(text: str, *, now: datetime) -> datetime:
    """The next time that the words mean, in the time zone of `now`. Raises UnclearTime."""
    found = _TIME.fullmatch(text.strip())
    if not found or int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise UnclearTime(f'"{text}" is not a time.')
    clock = time(int(found["hour"]), int(found["minute"]))
    meant = _on(found["day"], clock, now)
    if meant is None:
        raise UnclearTime(f'"{text}" is not a time.')
    if meant <= now.replace(tzinfo=None):
        raise UnclearTime(f'"{text}" is over.')
    return meant.replace(tzinfo=now.tzinfo)


def _on(day: str | None, clock: time, now: datetime) -> datetime | None:
    """The day's time: of a weekday or of no day the next, of a date that very one."""
    today = datetime.combine(now.date(), clock)
    if day is None:
        return today if today > now.replace(tzinfo=None) else today + timedelta(days=1)
    word = day.casefold().rstrip(",.")
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    named = [index for index, name in enumerate(DAYS) if len(word) > 2 and name.startswith(word)]
    if named:
        ahead = today + timedelta(days=(named[0] - now.weekday()) % 7)
        return ahead if ahead > now.replace(tzinfo=None) else ahead + timedelta(days=7)
    try:
        return datetime.combine(datetime.fromisoformat(word).date(), clock)
    except ValueError:
        return None


def wait_until(
    due: datetime, *, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> None:
    """Wait for the moment; MissedTime where it is long over when somebody looks again."""
    while (left := (due - clock()).total_seconds()) > 0:
        sleep(min(left, LOOK))
    if clock() - due > LATE:
        raise MissedTime("The computer slept through the time. Nothing was sent.")
