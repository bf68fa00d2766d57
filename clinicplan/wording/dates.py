"""The weeks of an order -> the days on which they begin and end, in words."""

from __future__ import annotations

from datetime import date, timedelta

from clinicplan.catalogue.phrases import day_month, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Dose
from clinicplan.plan import Change
from clinicplan.schedule import first_day, first_session
from clinicplan.wording.orders import Order, weeks_words


def begins(before: Dose, change: Change, start: date) -> date:
    """The first day with the new dose; of a change that brings only a note, its week's first."""
    if change.dose == before:
        return first_day(start, change.week)
    return first_session(change.dose, start, change.week)


def days_of(order: Order, start: date, catalogue: Catalogue) -> tuple[str, str]:
    """Its first day and its last, "" where it goes on to the plan's end."""
    first = day_month(catalogue, first_session(order.dose, start, order.first_week))
    if not order.last_week:
        return first, ""
    return first, day_month(catalogue, first_day(start, order.last_week + 1) - timedelta(days=1))


def dated_weeks_words(order: Order, start: date, catalogue: Catalogue) -> str:
    """In which weeks, with their days: "start on 17 December (week 3)", "" for all of them."""
    if not weeks_words(order, catalogue):
        return ""
    first, last = order.first_week, order.last_week
    key = "from" if not last else "one" if first == last else "between"
    begun, ended = days_of(order, start, catalogue)
    return phrase(
        catalogue,
        f"dose.weeks.{key}-dated",
        date=begun,
        start=begun,
        end=ended,
        first=first,
        last=last,
    )


def when_words(week: int, day: date | None, catalogue: Catalogue) -> str:
    """When a week begins: "week 3", "17 December (week 3)" where its day is to be said."""
    if day is None:
        return phrase(catalogue, "dose.change.week", week=week)
    return phrase(catalogue, "dose.change.dated", week=week, date=day_month(catalogue, day))
