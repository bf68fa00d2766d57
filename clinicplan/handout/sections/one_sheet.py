"""An order becomes both sides of one sheet for the fridge door, to stand beside the full plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from itertools import product
from typing import NamedTuple

from clinicplan.catalogue.values import Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import diary, ending, first_page
from clinicplan.handout.blocks.diary_marks import Measure
from clinicplan.handout.blocks.fridge import page_title, read_first
from clinicplan.handout.blocks.fridge_help import help_panels
from clinicplan.handout.blocks.fridge_row import (
    ONE_PICTURE,
    SIZES,
    RowSize,
    RowText,
    first_sentences,
    fridge_row,
    row_height,
    words_height,
)
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.blocks.notes import care_of
from clinicplan.handout.blocks.pain_strip import pain_strip
from clinicplan.handout.blocks.pictures import shown_side
from clinicplan.handout.blocks.shots.worded import steps_of
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block
from clinicplan.handout.sections.diary_pages import diary_rows
from clinicplan.handout.sections.first_facts import dates_of
from clinicplan.handout.sections.safety_pages import guide
from clinicplan.handout.sections.safety_texts import advice_of, tips_of
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import phone_target, unbroken
from clinicplan.plan import Prescription
from clinicplan.schedule import weeks_of
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

MOST_ROWS = 6
WEEKS, _SIGNED_WEEKS, _FEWEST_WEEKS = 4, 3, 2
"""Weeks of the diary: the most, those that make room for signs to look for, and the fewest."""
_TITLE_GAP = 6 * MM
_GAP = 2.4 * MM
_BELOW = 4 * MM
_MOST_MORE = 0.4
"""How much higher a row may get where the page has room to spare."""
_MEASURES = tuple(
    Measure(row * MM, pain * MM, 0, box * MM, (10.4 * MM, (pain - 1.4) * MM), gap * MM)
    for row, pain, box, gap in (
        (6.6, 8.4, 4.6, 4),
        (5.8, 7.4, 4.4, 3),
        (5.2, 6.6, 4.2, 2),
        (4.7, 6, 3.8, 0.8),
    )
)
"""Weeks without a line for notes, the largest first."""


def one_sheet(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel]
) -> list[Sheet]:
    """Front and back. Raises BrokenHandout where not all of the plan's doses fit."""
    if len(order.plan.prescriptions) > MOST_ROWS:
        raise BrokenHandout(f"More than {MOST_ROWS} exercises do not fit on one sheet.")
    return [_front(look, wording, order), _back(look, wording, order, panels)]


# The front: whose it is, and every dose.


def _front(look: Look, wording: Wording, order: Order) -> Sheet:
    head = [
        letterhead(look, order.clinic, order.logo),
        page_title(look, _title(look, order), _dates(look, order)),
        _read_first(look, order),
    ]
    room = look.paper.room - sum(block.height for block in head) - _TITLE_GAP - 2 * _GAP
    rows, below = _filled(look, wording, order, room)
    sheet = Sheet([], [])
    sheet.add(head[0], title=look.phrase("one_sheet"))
    sheet.add(head[1], gap=_TITLE_GAP)
    sheet.add(head[2], gap=_GAP)
    for number, row in enumerate(rows):
        sheet.add(row, gap=0 if number else _GAP)
    for block, gap in below:
        sheet.add(block, gap=gap)
    return sheet


class _Told(Enum):
    """How much a row says beside its dose."""

    STEPS = auto()
    CARE = auto()
    TWO_LINES = auto()
    ONE_LINE = auto()
    DOSE = auto()


_CARE_LINES = {_Told.TWO_LINES: 2, _Told.ONE_LINE: 1, _Told.DOSE: 0}
"""Lines of what to take care of, where not all of it is told: its first sentences."""


def _filled(
    look: Look, wording: Wording, order: Order, room: float
) -> tuple[Sequence[Block], Spaced]:
    """The rows and, each with the gap above it, what stands below them: the most that fits.

    What is left over makes the rows higher.
    """
    every = list(_below(look, order))
    *fuller, least = _Told
    ways = [
        *product(fuller, every, SIZES),
        (_Told.ONE_LINE, every[-1], ONE_PICTURE),
        *product([least], [every[-1], []], SIZES),
    ]
    rows = list(_rows(look, wording, order))
    heights = _heights(look, rows)
    for told, below, size in ways:
        highs = heights(told, size)
        left = room - sum(highs) - sum(block.height + gap for block, gap in below)
        if left < 0:
            continue
        more = min(left / len(rows), _MOST_MORE * size.height)
        fits = [replace(size, height=high + more) for high in highs]
        return [_drawn(look, order, *each, told) for each in zip(rows, fits, strict=True)], below
    raise BrokenHandout("The doses do not fit on one sheet.")


def _heights(
    look: Look, rows: Sequence[_Row]
) -> Callable[[_Told, RowSize], Sequence[float]]:
    """How high each row is, as much told in such a size; found once for all that may be below."""

    @cache
    def words(size: RowSize) -> Sequence[float]:
        return [words_height(look, *row, size) for row in rows]

    @cache
    def highs(told: _Told, size: RowSize) -> Sequence[float]:
        return [
            row_height(look, high, _telling(look, row.text, size, told), size)
            for row, high in zip(rows, words(size), strict=True)
        ]

    return highs


def _below(look: Look, order: Order) -> Iterator[Spaced]:
    """What may stand under the rows, the fullest first: how to do them, and the guide to pain."""
    scale, advice = order.clinic.pain_guide, advice_of(look, order)
    whole = [(block, _BELOW) for block, _ in guide(look, order)]
    doing = ending.tips(look, look.phrase("doing"), tips_of(look, order.plan))
    yield [*whole, (doing, _BELOW)]
    yield whole
    yield [(pain_strip(look, scale, advice), _BELOW)]


def _title(look: Look, order: Order) -> str:
    return look.phrase("one_sheet_title", name=order.plan.patient.name)


def _dates(look: Look, order: Order) -> str:
    dates = dates_of(look, order)
    if not dates.last:
        return look.phrase("from_open", start=dates.first)
    start = look.phrase("from", start=dates.first)
    return f"{dates.weeks} {start} {look.phrase('to', end=dates.last)}"


def _read_first(look: Look, order: Order) -> Block:
    who = order.plan.practitioner
    phone = who.phone or order.clinic.phone
    call = phone_target(look, phone)
    targets = {phone: call} if call else {}
    name = first_page.first_name(who.name)
    warm_up = look.phrase("one_sheet_warm_up")
    said = {"plan": order.plan.id, "name": name, "phone": phone, "warm_up": warm_up}
    text = look.phrase("one_sheet_read", **said)
    return read_first(look, unbroken(text, targets), targets=targets)


class _Row(NamedTuple):
    """An exercise of the plan, and all that can be told of it."""

    prescription: Prescription
    exercise: Exercise
    text: RowText


def _rows(look: Look, wording: Wording, order: Order) -> Iterator[_Row]:
    for number, prescription in enumerate(order.plan.prescriptions, 1):
        exercise = order.exercises[prescription.exercise]
        side = shown_side(prescription.side)
        text = RowText(
            number,
            wording.dose_sentence(prescription, exercise),
            _note(look, order, prescription),
            care=care_of(look, exercise, exercise.variant(prescription.variant), side=side),
            steps=steps_of(look, prescription, exercise, person=order.person),
        )
        yield _Row(prescription, exercise, text)


def _telling(look: Look, text: RowText, size: RowSize, told: _Told) -> RowText:
    """As much of a row's text as is told."""
    care = text.care
    if told in _CARE_LINES:
        care = first_sentences(look, care, size, lines=_CARE_LINES[told])
    return replace(text, care=care, steps=text.steps if told is _Told.STEPS else ())


def _drawn(look: Look, order: Order, row: _Row, size: RowSize, told: _Told) -> Block:
    text = _telling(look, row.text, size, told)
    prescription, exercise, _ = row
    return fridge_row(look, prescription, exercise, text=text, person=order.person, size=size)


def _note(look: Look, order: Order, prescription: Prescription) -> str:
    """What the practitioner says of the exercise: part of a dose may be in it."""
    if not prescription.note:
        return ""
    says = look.phrase("says", name=first_page.first_name(order.plan.practitioner.name))
    return f"{says}: {prescription.note}"


# The back: four weeks, and where to get help.


def _back(look: Look, wording: Wording, order: Order, panels: Sequence[Panel]) -> Sheet:
    """As many of the first four weeks as fit with the warning signs, or with less of those.

    Somebody may have this sheet alone: the signs of the emergency number come before a fourth
    week, which the full plan has. Of a longer plan, which needs more pages all the same, three
    weeks make room for signs that begin lines of their own.
    """
    every = list(weeks_of(order.plan))
    weeks = every[:WEEKS]
    rows = [tuple(diary_rows(look, wording, order, week, panels)) for week in weeks]
    region = look.catalogue.regions[order.clinic.region]
    *told, unsaid = help_panels(look, region)
    counts = range(len(weeks), min(len(weeks), _FEWEST_WEEKS) - 1, -1)
    signed = [count for count in counts if count >= min(len(weeks), _SIGNED_WEEKS)]
    is_begun_only = order.plan.weeks not in range(1, WEEKS + 1)
    listed = [(count, told[0]) for count in signed] if is_begun_only else []
    ways = [*listed, *product(signed, told), *product(counts, [*told, unsaid])]
    for (count, help_panel), measure in product(ways, _MEASURES):
        head = _diary_head(look, count, weeks=order.plan.weeks or 0, all_=len(every))
        highs = [diary.week_heights(look, each, (measure,)) for each in rows[:count]]
        heights = [high + measure.gap for (high,) in highs]
        if head.height + _GAP + sum(heights) + help_panel.height <= look.paper.room:
            break
    else:
        raise BrokenHandout("The diary does not fit on one sheet.")
    sheet = Sheet([], [])
    sheet.add(head, title=look.phrase("diary"))
    for number, (week, each) in enumerate(zip(weeks[:count], rows[:count], strict=True)):
        weekday = week.days[0].weekday()
        body = diary.week_body(look, each, measure=measure, weekday=weekday)
        sheet.add(diary.week_block(look, week, body), gap=measure.gap if number else _GAP)
    sheet.add(help_panel, gap=look.paper.room - sheet.used - help_panel.height)
    return sheet


def _diary_head(look: Look, count: int, *, weeks: int, all_: int) -> Block:
    """What to do with the boxes; which weeks they are, and where the others are to be had.

    `weeks` are the plan's, 0 where it has no last day; `all_` those of its diary.
    """
    is_whole = weeks > 0 and count == all_
    name = "one_sheet_weeks" if weeks else "one_sheet_weeks_open"
    title = look.phrase("diary") if is_whole else look.phrase(name, last=count, all=all_)
    return page_title(look, title, look.phrase("diary_tick"))
