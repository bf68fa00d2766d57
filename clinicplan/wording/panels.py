"""An order -> the panel of a card: its dose, one fact a line, and what changes on which day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from clinicplan.catalogue.phrases import capital, phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.plan import Prescription
from clinicplan.wording.change_notes import is_mere_note, last_weeks, notes_on_changes
from clinicplan.wording.comparing import asks_more
from clinicplan.wording.dates import begins, days_of
from clinicplan.wording.facts import Fact, fact_groups, is_said
from clinicplan.wording.frequency import often_or_open
from clinicplan.wording.growth import growth_lines
from clinicplan.wording.news import news_lines
from clinicplan.wording.orders import Order, grows, told_steps, weeks_words


@dataclass(frozen=True, slots=True)
class PanelChange:
    """A new dose: when it starts, and in one or two short lines what is new about it.

    `up` says that it asks for more, or less (False); None where that cannot be said. `note`
    is the practitioner's, as typed. Repetitions that grow week by week are one change. `to_date` is
    the last day of a change that brings only a note: before a later note, or the exercise's own.
    """

    from_date: date
    week: int
    up: bool | None
    facts: tuple[str, ...]
    note: str = ""
    to_date: date | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """A dose for its exercise's card, one fact a line, in the order of reading aloud.

    `when_easy` is what is new about the dose that follows when this one has become easy.
    """

    often: str
    facts: tuple[Fact, ...]
    changes: tuple[PanelChange, ...]
    when_easy: tuple[str, ...] = ()


def panel_of(order: Order, start: date, *, catalogue: Catalogue) -> Panel:
    """The panel of a plan that starts on `start`."""
    groups = fact_groups(order.dose, order.task, catalogue)
    said = [*_dated_weeks(order, catalogue, start), *(fact for group in groups for fact in group)]
    return Panel(
        often=capital(often_or_open(order.dose, catalogue)),
        facts=tuple(replace(fact, figure=capital(fact.figure)) for fact in said),
        changes=tuple(
            PanelChange(
                from_date=begins(before, change, start),
                week=change.week,
                up=asks_more(before, change.dose),
                facts=tuple(map(capital, growth_lines(order, catalogue)))
                if grows(order, before, change)
                else news_lines((order.dose, before, change.dose), order.task, catalogue),
            )
            for before, change in told_steps(order)
        ),
        when_easy=news_lines((order.dose, order.dose, order.when_easy), order.task, catalogue)
        if order.when_easy
        else (),
    )


def noted(panel: Panel, prescription: Prescription) -> Panel:
    """The panel with the practitioner's notes on its changes: nothing of them is kept.

    Where only the note is new, the dose is not said again, nor what a note says of a new one.
    """
    notes = notes_on_changes(prescription)
    if not notes:
        return panel
    same = {change.week for change in prescription.changes if is_mere_note(change, prescription)}
    ends = last_weeks(notes, prescription)
    changes = (
        replace(
            item,
            note=notes[item.week],
            facts=() if item.week in same else _besides(item.facts, notes[item.week]),
            to_date=_last_day(item, ends.get(item.week, 0)) if item.week in same else None,
        )
        if item.week in notes
        else item
        for item in panel.changes
    )
    return replace(panel, changes=tuple(changes))


def _besides(facts: tuple[str, ...], note: str) -> tuple[str, ...]:
    """The facts that the note does not say as well; all of them where none would be left."""
    return tuple(fact for fact in facts if not is_said(fact, note)) or facts


def _last_day(change: PanelChange, week: int) -> date | None:
    return change.from_date + timedelta(days=7 * (week - change.week) + 6) if week else None


def _dated_weeks(order: Order, catalogue: Catalogue, start: date) -> tuple[Fact, ...]:
    """When to start and end, with the weeks of the plan that these days begin and close."""
    weeks = weeks_words(order, catalogue)
    if not weeks:
        return ()
    first, last = days_of(order, start, catalogue)
    if not last:
        return (Fact(phrase(catalogue, "dose.weeks.from-date", date=first), weeks),)
    return (Fact(phrase(catalogue, "dose.weeks.dates", first=first, last=last), weeks),)
