"""Times of the day and days -> how often, in words: "twice a day, every other day"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from clinicplan.catalogue.phrases import has_phrase, listed, phrase, weekday_names
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Bound, Days, Dose, Rhythm, Times

_WEEK = range(7)
_WORKING_DAYS = (0, 1, 2, 3, 4)


def how_often(dose: Dose, catalogue: Catalogue) -> str:
    """How often: times of the day and days; "" where neither is known, or the dose's words say it.

    Once a day goes without saying where the days are named; a number of times a day, and
    an occasion ("after each meal"), goes without "every day". A condition stands behind it.
    """
    days = None if is_in_words(dose) else dose.days
    often = _how_often(dose.times, days, catalogue)
    return f"{often}, {dose.provided}" if often and dose.provided else often


_EACH = re.compile(r"\b(?:every|each|daily)\b|^(?:hourly|once a day)\b")
"""An occasion that says on which days it is, and goes without "every day"."""


_WITH_ONCE = (Rhythm.WHEN_NEEDED, Rhythm.OCCASION, Rhythm.PER_WEEK)
"""Days beside which once a day is said: `5 days a week` names none of them."""


@lru_cache(maxsize=1024)
def _how_often(times: Times | None, on: Days | None, catalogue: Catalogue) -> str:
    """Found once and kept: clinics use few of all the ways to spread sessions."""
    days = _days(on, catalogue)
    if times is None:
        return days
    is_daily = on is None or on.rhythm is Rhythm.EVERY_DAY
    words = _times(times, catalogue, is_daily=bool(on) and is_daily)
    if on is None or is_daily:
        is_bare = bool(on and times.occasion) and not _EACH.search(times.occasion)
        return phrase(catalogue, "dose.often.daily", when=words) if is_bare else words
    if replace(times, provided="") == Times(1) and on.rhythm not in _WITH_ONCE:
        return days
    if on.rhythm is Rhythm.NAMED and not _is_all_but_one(on.named):
        days = phrase(catalogue, "dose.days.on", days=days)
    return phrase(catalogue, "dose.often.both", times=words, days=days)


def _times(times: Times, catalogue: Catalogue, *, is_daily: bool) -> str:
    """Times of the day: "twice a day", "every morning and evening", "after each meal"."""
    if times.occasion:
        return times.occasion
    if times.every_hours:
        return phrase(catalogue, "dose.often.hours", n=times.every_hours)
    if times.named and len(times.named) == times.count:
        return _parts_of_day(times.named, catalogue, is_daily=is_daily)
    often = _so_often(times, catalogue)
    if not times.named:
        return often
    kind = "when" if _have(times.named, "when", catalogue) else "at"
    when = _listed(times.named, kind, catalogue)
    return phrase(catalogue, "dose.often.named", often=often, when=when)


def _so_often(times: Times, catalogue: Catalogue) -> str:
    """A number of times: "twice a day", "2 to 3 times a day", "up to 4 times a day"."""
    if times.least:
        return phrase(catalogue, "dose.often.range", low=times.least, high=times.count)
    key = {1: "once", 2: "twice"}.get(times.count, "more")
    often = phrase(catalogue, f"dose.often.{key}", n=times.count)
    if times.bound is Bound.UP_TO:
        return phrase(catalogue, "dose.often.up-to", often=often)
    if times.bound is Bound.ABOUT:
        return phrase(catalogue, "dose.often.about", often=often)
    return often


def _parts_of_day(named: Sequence[str], catalogue: Catalogue, *, is_daily: bool) -> str:
    """Parts of the day: "every morning and evening", "in the morning and in the evening"."""
    if not is_daily:
        return _listed(named, "at", catalogue)
    if _have(named, "when", catalogue):
        when = _listed(named, "when", catalogue)
        return phrase(catalogue, "dose.often.every", when=when)
    if len(named) == 1 and _have(named, "daily", catalogue):
        return _listed(named, "daily", catalogue)
    return phrase(catalogue, "dose.often.daily", when=_listed(named, "at", catalogue))


def _have(named: Sequence[str], kind: str, catalogue: Catalogue) -> bool:
    """True where the language says all of these parts of the day in this way."""
    return all(has_phrase(catalogue, f"dose.{kind}.{name}") for name in named)


def _listed(named: Sequence[str], kind: str, catalogue: Catalogue) -> str:
    return listed(catalogue, [phrase(catalogue, f"dose.{kind}.{name}") for name in named])


def _days(days: Days | None, catalogue: Catalogue) -> str:
    """On which days; "" where nobody said."""
    if days is None:
        return ""
    if days.rhythm is Rhythm.NAMED:
        return _named_days(days.named, catalogue)
    if days.rhythm is Rhythm.PER_WEEK:
        return _per_week(days, catalogue)
    if days.rhythm is Rhythm.EVERY_FEW_DAYS:
        return phrase(catalogue, f"dose.days.every.{days.every}")
    if days.rhythm is Rhythm.OCCASION:
        return days.occasion
    return phrase(catalogue, f"dose.days.{days.rhythm}")


def _per_week(days: Days, catalogue: Catalogue) -> str:
    """ "3 days a week", "2 to 3 days a week"."""
    if not days.per_week_most:
        return phrase(catalogue, "dose.days.per-week", n=days.per_week)
    return phrase(
        catalogue, "dose.days.per-week-range", least=days.per_week, most=days.per_week_most
    )


def _named_days(named: Sequence[int], catalogue: Catalogue) -> str:
    """Weekdays by name, those from Monday to Friday together, six by the one left out."""
    names = weekday_names(catalogue)
    if tuple(sorted(named)) == _WORKING_DAYS:
        return phrase(catalogue, "dose.days.weekdays")
    if _is_all_but_one(named):
        (left,) = set(_WEEK) - set(named)
        return phrase(catalogue, "dose.days.except", weekday=names[left])
    return listed(
        catalogue,
        [phrase(catalogue, "dose.days.each", weekday=names[day]) for day in sorted(named)],
    )


def _is_all_but_one(named: Sequence[int]) -> bool:
    return len(set(named)) == len(_WEEK) - 1


def often_or_open(dose: Dose, catalogue: Catalogue) -> str:
    """How often, or that this is open; "" where the dose's own words say it."""
    open_words = "" if is_in_words(dose) else phrase(catalogue, "dose.unknown.often")
    return how_often(dose, catalogue) or open_words


def is_in_words(dose: Dose) -> bool:
    """True where the words of the amount say on which days."""
    return dose.days is not None and dose.days.rhythm is Rhythm.AS_WRITTEN
