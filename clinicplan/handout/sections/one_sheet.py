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
from clinicplan.handout.blocks import diary, ending, first_page, goals
from clinicplan.handout.blocks.day_cells import STROKES
from clinicplan.handout.blocks.diary_marks import Measure
from clinicplan.handout.blocks.fridge import cares_list, own_note, page_title, read_first
from clinicplan.handout.blocks.fridge_help import help_panels
from clinicplan.handout.blocks.fridge_row import (
    NO_PICTURE,
    ONE_PICTURE,
    SIZES,
    RowSize,
    RowText,
    fridge_row,
    pictures_of,
    row_height,
    words_height,
)
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.blocks.notes import care_of
from clinicplan.handout.blocks.pain_strip import pain_strip
from clinicplan.handout.blocks.pictures import shown_side
from clinicplan.handout.blocks.run_in import run_in
from clinicplan.handout.blocks.shots.worded import steps_of
from clinicplan.handout.feet import feet_of
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, one, stacked
from clinicplan.handout.sections.diary_pages import diary_rows, other_boxes
from clinicplan.handout.sections.first_facts import dates_of, equipment_of
from clinicplan.handout.sections.safety_pages import guide
from clinicplan.handout.sections.safety_texts import (
    advice_of,
    care_texts,
    region_of,
    tips_of,
    warm_up_words,
)
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import phone_target, unbroken
from clinicplan.plan import Plan, Prescription
from clinicplan.schedule import weeks_of
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

MOST_ROWS = 6
WEEKS, _SIGNED_WEEKS = 4, 3
"""Weeks of the diary: the most, and those that make room for signs on lines of their own."""
_TITLE_GAP = 6 * MM
_GAP = 2.4 * MM
_BELOW = 4 * MM
_NEAR = 1.2 * MM
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
    """Front and back. Raises BrokenHandout where a dose or a word for safety has no room."""
    if len(order.plan.prescriptions) > MOST_ROWS:
        raise BrokenHandout(f"More than {MOST_ROWS} exercises do not fit on one sheet.")
    front, is_guided = _front(look, wording, order)
    guides = () if is_guided else (_strip(look, order),)
    return [front, _back(look, wording, order, panels, guides=guides)]


# The front: whose it is, what to heed, and every dose.


def _front(look: Look, wording: Wording, order: Order) -> tuple[Sheet, bool]:
    """The front, and whether it had room for the guide to pain."""
    head = [
        letterhead(look, order.clinic, order.logo),
        page_title(look, _title(look, order), _dates(look, order)),
        _read_first(look, order),
        *_heeded(look, order),
    ]
    gaps = [_TITLE_GAP, *(_GAP for _ in head[1:])]
    room = look.paper.room - sum(block.height for block in head) - sum(gaps)
    rows, below = _filled(look, wording, order, room)
    sheet = Sheet([], [])
    sheet.add(head[0], title=look.phrase("one_sheet"))
    sheet.add(head[1], gap=_TITLE_GAP)
    for block in head[2:]:
        sheet.add(block, gap=_GAP)
    for number, row in enumerate(rows):
        sheet.add(row, gap=0 if number else _GAP)
    for block, gap in below:
        sheet.add(block, gap=gap)
    return sheet, bool(below)


def _heeded(look: Look, order: Order) -> Iterator[Block]:
    """What comes before pictures: what to take care of, the note, what to wear on the feet."""
    plan = order.plan
    if cares := care_texts(look, order):
        yield cares_list(look, cares)
    if plan.note:
        name = first_page.first_name(plan.practitioner.name)
        yield own_note(look, look.phrase("note", name=name), plan.note)
    feet = feet_of(plan, order.exercises)
    if worn := goals.worn_words(look, equipment_of(look, order), feet=feet):
        yield one(run_in(look, [(look.phrase("need"), worn)], width=FULL))


class _Told(Enum):
    """Which rows say the steps beside the dose: all, those that have no picture, or none."""

    STEPS = auto()
    UNSHOWN = auto()
    CARE = auto()


def _filled(
    look: Look, wording: Wording, order: Order, room: float
) -> tuple[Sequence[Block], Spaced]:
    """The rows and, each with the gap above it, what stands below them: the most that fits.

    Where words need it, the guide to pain is left to the back, and pictures to the full plan.
    What is left over makes the rows higher.
    """
    every = list(_below(look, order))
    sizes = [
        *product(every, SIZES),
        (every[-1], ONE_PICTURE),
        *product([[]], [*SIZES[-2:], ONE_PICTURE]),
        *product([every[-1], []], [NO_PICTURE]),
    ]
    ways = [
        *product([_Told.STEPS], every, SIZES),
        *((told, *size) for told in (_Told.UNSHOWN, _Told.CARE) for size in sizes),
    ]
    rows = list(_rows(look, wording, order))
    heights = _heights(look, rows)
    for told, below, size in ways:
        highs = heights(told, size)
        left = room - sum(highs) - sum(block.height + gap for block, gap in below)
        if left < 0:
            continue
        more = min(left / len(rows), _MOST_MORE * size.height)
        fits = [replace(row.of(size), height=high + more)
                for row, high in zip(rows, highs, strict=True)]  # fmt: skip
        return [_drawn(look, order, *each, told) for each in zip(rows, fits, strict=True)], below
    raise BrokenHandout("The doses and what to take care of do not fit on one sheet.")


def _heights(
    look: Look, rows: Sequence[_Row]
) -> Callable[[_Told, RowSize], Sequence[float]]:
    """How high each row is, as much told in such a size; found once for all that may be below."""

    @cache
    def words(size: RowSize) -> Sequence[float]:
        return [words_height(look, row.prescription, row.exercise, row.text, row.of(size))
                for row in rows]  # fmt: skip

    @cache
    def highs(told: _Told, size: RowSize) -> Sequence[float]:
        return [
            row_height(look, high, _telling(row, told), row.of(size))
            for row, high in zip(rows, words(size), strict=True)
        ]

    return highs


def _below(look: Look, order: Order) -> Iterator[Spaced]:
    """What may stand under the rows, the fullest first: how to do them, and the guide to pain."""
    whole = [(block, _BELOW) for block, _ in guide(look, order)]
    doing = ending.tips(look, look.phrase("doing"), tips_of(look, order))
    yield [*whole, (doing, _BELOW)]
    yield whole
    yield [(_strip(look, order), _BELOW)]


def _strip(look: Look, order: Order) -> Block:
    """The guide to pain in the least room, and when to stop."""
    advice = advice_of(look, order)
    label, reasons = advice.stop
    said = [(label, f"{'; '.join(reasons)}.")]
    stop = look.kept(("fridge-stop", *said), lambda: run_in(look, said, width=FULL))
    strip = pain_strip(look, order.clinic.pain_guide, advice)
    return stacked((strip, _NEAR), (stop, 0))


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
    warm_up = warm_up_words(look, order.plan)
    said = {"plan": order.plan.id, "name": name, "phone": phone, "warm_up": warm_up}
    text = " ".join(look.phrase("one_sheet_read", **said).split())
    return read_first(look, unbroken(text, targets), targets=targets)


class _Row(NamedTuple):
    """An exercise of the plan, and all that can be told of it."""

    prescription: Prescription
    exercise: Exercise
    text: RowText
    is_shown: bool

    def of(self, size: RowSize) -> RowSize:
        """The size of this row where those with pictures have such a size."""
        return size if self.is_shown else NO_PICTURE


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
        shown = any(pictures_of(look, prescription, exercise, order.person))
        yield _Row(prescription, exercise, text, shown)


def _telling(row: _Row, told: _Told) -> RowText:
    """As much of a row's text as is told."""
    is_told = told is _Told.STEPS or (told is _Told.UNSHOWN and not row.is_shown)
    return row.text if is_told else replace(row.text, steps=())


def _drawn(look: Look, order: Order, row: _Row, size: RowSize, told: _Told) -> Block:
    text, person = _telling(row, told), order.person
    return fridge_row(look, row.prescription, row.exercise, text=text, person=person, size=size)


def _note(look: Look, order: Order, prescription: Prescription) -> str:
    """What the practitioner says of the exercise: part of a dose may be in it."""
    if not prescription.note:
        return ""
    says = look.phrase("says", name=first_page.first_name(order.plan.practitioner.name))
    return f"{says}: {prescription.note}"


# The back: up to four weeks, and where to get help.


def _back(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel], *, guides: Sequence[Block]
) -> Sheet:
    """As many of the first four weeks as fit with all of the warning signs.

    `guides` are what the front had no room for. Somebody may have this sheet alone: the signs
    come before weeks, which the full plan has. Three weeks make room for signs that begin lines
    of their own.
    """
    every = list(weeks_of(order.plan))
    weeks = every[:WEEKS]
    rows = [
        tuple(map(_overleaf, diary_rows(look, wording, order, week, panels))) for week in weeks
    ]
    apart, run_on = (
        stacked(*((guide, _NEAR) for guide in guides), (panel, 0))
        for panel in help_panels(look, region_of(look, order))
    )
    counts = range(len(weeks), 0, -1)
    signed = [count for count in counts if count >= min(len(weeks), _SIGNED_WEEKS)]
    is_begun_only = order.plan.weeks not in range(1, WEEKS + 1)
    listed = [(count, apart) for count in signed] if is_begun_only else []
    ways = [*listed, *product(signed, [apart, run_on]), *product(counts, [apart, run_on])]
    heads = {count: _diary_head(look, order.plan, count, all_=len(every)) for count in counts}
    highs = [diary.week_heights(look, each, _MEASURES) for each in rows]
    for (count, help_panel), (place, measure) in product(ways, enumerate(_MEASURES)):
        head = heads[count]
        high = sum([each[place] + measure.gap for each in highs[:count]]) - measure.gap
        if head.height + _GAP + high + help_panel.height <= look.paper.room:
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


def _overleaf(row: diary.Row) -> diary.Row:
    """The row without how often, which stands with its dose on the other side; not so a new one."""
    return replace(row, choice="") if STROKES in row.boxes and not row.changed else row


def _diary_head(look: Look, plan: Plan, count: int, *, all_: int) -> Block:
    """What to do with the boxes; which weeks they are, and where the others are to be had.

    `all_` are the weeks of the plan's diary.
    """
    weeks = plan.weeks or 0
    is_whole = weeks > 0 and count == all_
    name = "one_sheet_weeks" if weeks else "one_sheet_weeks_open"
    name = "one_sheet_week" if count == 1 else name
    title = look.phrase("diary") if is_whole else look.phrase(name, last=count, all=all_)
    return page_title(look, title, " ".join((look.phrase("diary_tick"), *other_boxes(look, plan))))
