"""A plan's sessions become a calendar file for the patient's phone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Times
from clinicplan.mail.extras import MissingPackage
from clinicplan.plan import Clinic, Plan
from clinicplan.schedule import boxes, dose_in_week, has_boxes, weeks_of

if TYPE_CHECKING:
    from icalendar import Event

SLOTS: Mapping[str, time] = {
    "morning": time(9),
    "midday": time(13),
    "afternoon": time(15),
    "evening": time(18),
    "night": time(21),
}
"""When a session stands in the calendar. The patient may move it."""

LENGTH = timedelta(minutes=15)
_USUAL = {1: ("morning",), 2: ("morning", "evening")}
_ALL_DAY = ("morning", "midday", "evening")
_NEAR = {"waking": "morning", "first-thing": "morning", "bedtime": "night"}
"""Parts of the day that share another's slot."""


def times(
    plan: Plan, *, clinic: Clinic, catalogue: Catalogue, now: datetime, organizer: str
) -> bytes:
    """The calendar file: one repeating event for each time of day that has sessions.

    `organizer` is the address that the letter comes from: RFC 5546 (3.2.1) wants one.

    An event's identity depends on plan and time of day only, so the file of a new version
    moves the old events, and takes away those that are over. The times are the patient's own
    ("floating"), wherever they are.
    """
    try:
        from icalendar import Calendar  # an extra, and not needed for --help
    except ImportError:
        raise MissingPackage("The part that writes calendars is not installed.") from None
    calendar = Calendar()
    calendar.add("prodid", "-//clinicplan//exercise times//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for slot, days in _days_by_slot(plan).items():
        if not days and plan.version == 1:
            continue
        event = _event(plan, slot, days)
        event.add("uid", _identity(plan, clinic, slot))
        event.add("summary", phrase(catalogue, "mail.calendar.title"))
        event.add("description", phrase(catalogue, "mail.calendar.note", phone=clinic.phone))
        event.add("dtstamp", now)
        event.add("organizer", f"mailto:{organizer}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def has_times(plan: Plan) -> bool:
    """True where somebody said how often at least one exercise is done."""
    return any(_days_by_slot(plan).values())


def _event(plan: Plan, slot: str, days: tuple[date, ...]) -> Event:
    """The event of a time of day: every day from first to last, less those without a session."""
    from icalendar import Event

    first, last = (days[0], days[-1]) if days else (plan.start, plan.start)
    start = datetime.combine(first, SLOTS[slot])
    event = Event()
    event.add("sequence", plan.version)
    event.add("dtstart", start)
    event.add("duration", LENGTH)
    event.add("status", "CONFIRMED" if days else "CANCELLED")
    event.add("class", "PRIVATE")
    if len(days) > 1:
        event.add("rrule", {"freq": "daily", "until": datetime.combine(last, SLOTS[slot])})
        span = (first + timedelta(days=day) for day in range((last - first).days))
        free = [datetime.combine(day, SLOTS[slot]) for day in span if day not in set(days)]
        if free:
            event.add("exdate", free)
    return event


def _days_by_slot(plan: Plan) -> dict[str, tuple[date, ...]]:
    """The dates on which each time of day has something to do, in order.

    An exercise of which nobody said how often, or on no fixed days and times, has no dates.
    """
    found: dict[str, set[date]] = {slot: set() for slot in SLOTS}
    for week in weeks_of(plan):
        for prescription in plan.prescriptions:
            dose = dose_in_week(prescription, week.number)
            if dose is None or not has_boxes(dose):
                continue
            due = [day for day, box in zip(week.days, boxes(prescription, week), strict=True)
                   if box]
            for slot in _slots(dose.times):
                found[slot].update(due)
    return {slot: tuple(sorted(days)) for slot, days in found.items()}


def _slots(times: Times | None) -> tuple[str, ...]:
    """The times of day of a dose: as named, else spread over the day."""
    if times is None:
        return _USUAL[1]
    if times.named:
        return tuple(dict.fromkeys(_NEAR.get(part, part) for part in times.named))
    return _USUAL.get(times.count, _ALL_DAY)


def _identity(plan: Plan, clinic: Clinic, slot: str) -> str:
    digest = hashlib.sha256(f"{clinic.name}\n{plan.id}\n{slot}".encode()).hexdigest()
    return f"{digest[:32]}@clinicplan.invalid"
