"""Times of the day and days -> how often, in words: "twice a day, every other day"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from clinicplan.catalogue.phrases import listed, phrase, weekday_names
from clinicplan.catalogue.values import Catalogue
from clinicplan.plan import Days, Dose, Rhythm, Times


def how_often(dose: Dose, catalogue: Catalogue) -> str:
    """How often: times of the day and days; "" where neither is known.

    Once a day goes without saying where the days are named; a number of times a day goes
    without "every day".
    """
    return _how_often(dose.times, dose.days, catalogue)


@lru_cache(maxsize=1024)
def _how_often(times: Times | None, on: Days | None, catalogue: Catalogue) -> str:
    """Found once and kept: clinics use few of all the ways to spread sessions."""
    days = _days(on, catalogue)
    if times is None:
        return days
    is_daily = on is None or on.rhythm is Rhythm.EVERY_DAY
    words = _times(times, catalogue, is_daily=bool(on) and is_daily)
    if is_daily or not days:
        return words
    if times.count == 1 and not times.named:
        return days
    if on and on.rhythm is Rhythm.NAMED:
        days = phrase(catalogue, "dose.days.on", days=days)
    return phrase(catalogue, "dose.often.both", times=words, days=days)


def _times(times: Times, catalogue: Catalogue, *, is_daily: bool) -> str:
    """Times of the day: "twice a day", "every morning and evening"."""
    if times.named and len(times.named) == times.count:
        return _parts_of_day(times, catalogue, is_daily=is_daily)
    key = {1: "once", 2: "twice"}.get(times.count, "more")
    often = phrase(catalogue, f"dose.often.{key}", n=times.count)
    if not times.named:
        return often
    when = listed(catalogue, [phrase(catalogue, f"dose.when.{name}") for name in times.named])
    return phrase(catalogue, "dose.often.named", often=often, when=when)


def _parts_of_day(times: Times, catalogue: Catalogue, *, is_daily: bool) -> str:
    """Parts of the day: "every morning and evening", "in the morning and in the evening"."""
    kind = "when" if is_daily else "at"
    when = listed(catalogue, [phrase(catalogue, f"dose.{kind}.{name}") for name in times.named])
    return phrase(catalogue, "dose.often.every", when=when) if is_daily else when


def _days(days: Days | None, catalogue: Catalogue) -> str:
    """On which days; "" where nobody said."""
    if days is None:
        return ""
    if days.rhythm is Rhythm.NAMED:
        return _named_days(days.named, catalogue)
    if days.rhythm is Rhythm.PER_WEEK:
        return phrase(catalogue, "dose.days.per-week", n=days.per_week)
    return phrase(catalogue, f"dose.days.{days.rhythm}")


def _named_days(named: Sequence[int], catalogue: Catalogue) -> str:
    """Weekdays by name, those from Monday to Friday together."""
    if sorted(named) == [0, 1, 2, 3, 4]:
        return phrase(catalogue, "dose.days.weekdays")
    names = weekday_names(catalogue)
    return listed(
        catalogue,
        [phrase(catalogue, "dose.days.each", weekday=names[day]) for day in sorted(named)],
    )
