"""An order becomes both sides of one sheet for the fridge door, beside the full plan, or of two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from enum import Enum, auto
from functools import cache
from itertools import product
from typing import NamedTuple

from clinicplan.catalogue.values import Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import ending, first_page, goals
from clinicplan.handout.blocks.fridge import cares_list, own_note, page_title, read_first
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
from clinicplan.handout.sections.first_facts import dates_of, equipment_of
from clinicplan.handout.sections.pain_advice import advice_of
from clinicplan.handout.sections.safety_pages import guide
from clinicplan.handout.sections.safety_texts import (
    care_texts,
    tips_of,
    warm_up_words,
)
from clinicplan.handout.sections.sheet_diary import sheet_diary, two_sided_diary
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import phone_target, unbroken
from clinicplan.plan import Prescription
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

_ROWS_OF_ONE, MOST_ROWS = 6, 12
"""Exercises that may fit on one sheet, and on two."""
_TITLE_GAP = 6 * MM
_GAP = 2.4 * MM
_BELOW = 4 * MM
_NEAR = 1.2 * MM
_MOST_MORE = 0.4
"""How much higher a row may get where the page has room to spare."""


def one_sheet(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel]
) -> list[Sheet]:
    """Front and back; of two sheets where one has no room for all doses and words for safety.

    Raises BrokenHandout where those have none either.
    """
    many = len(order.plan.prescriptions)
    if many > MOST_ROWS:
        raise BrokenHandout(f"More than {MOST_ROWS} exercises do not fit on two sheets.")
    if many <= _ROWS_OF_ONE:
        with suppress(BrokenHandout):
            front, is_guided = _front(look, wording, order)
            guides = () if is_guided else (_strip(look, order),)
            return [front, sheet_diary(look, wording, order, panels, guides=guides)]
    fronts = _two_fronts(look, wording, order)
    return [*fronts, *two_sided_diary(look, wording, order, panels)]


def _front(look: Look, wording: Wording, order: Order) -> tuple[Sheet, bool]:
    """The front, and whether it had room for the guide to pain."""
    sheet = _headed(look, order, diary="one_sheet_overleaf")
    rows, below = _filled(look, wording, order, look.paper.room - sheet.used - _GAP)
    _add_rows(sheet, rows, below)
    return sheet, bool(below)


def _headed(look: Look, order: Order, *, diary: str) -> Sheet:
    """A sheet with whose it is and what to heed; `diary` is the phrase of where its diary is."""
    sheet = Sheet([], [])
    sheet.add(letterhead(look, order.clinic, order.logo), title=look.phrase("one_sheet"))
    sheet.add(page_title(look, _title(look, order), _dates(look, order)), gap=_TITLE_GAP)
    for block in (_read_first(look, order, diary=diary), *_heeded(look, order)):
        sheet.add(block, gap=_GAP)
    return sheet


def _add_rows(sheet: Sheet, rows: Sequence[Block], below: Spaced) -> None:
    for number, row in enumerate(rows):
        sheet.add(row, gap=0 if number else _GAP)
    for block, gap in below:
        sheet.add(block, gap=gap)


def _two_fronts(look: Look, wording: Wording, order: Order) -> list[Sheet]:
    """Both sides of a first sheet: the rows on two pages, and the guide to pain below them."""
    first = _headed(look, order, diary="one_sheet_second")
    other = Sheet([], [])
    heading = look.phrase("continued", heading=_title(look, order))
    other.add(page_title(look, heading, _dates(look, order)), title=heading)
    rooms = [look.paper.room - sheet.used - _GAP for sheet in (first, other)]
    rows = list(_rows(look, wording, order))
    heights = _heights(look, rows)
    every = list(_below(look, order))
    bare = [(every[-1], ONE_PICTURE), (every[-1], NO_PICTURE)]
    for told, (below, size) in product(_Told, [*product(every, SIZES), *bare]):
        highs = heights(told, size)
        least = sum(block.height + gap for block, gap in below)
        lefts = {
            many: (rooms[0] - sum(highs[:many]), rooms[1] - sum(highs[many:]) - least)
            for many in range(len(rows) + 1)
        }
        fitting = [many for many, left in lefts.items() if min(left) >= 0]
        if not fitting:
            continue
        many = min(fitting, key=lambda many: abs(lefts[many][0] - lefts[many][1]))
        drawn = [
            _as_high_as(look, order, rows[part], highs[part], size, told, left=left)
            for part, left in zip((slice(many), slice(many, None)), lefts[many], strict=True)
        ]
        _add_rows(first, drawn[0], [])
        _add_rows(other, drawn[1], below)
        return [first, other]
    raise BrokenHandout("The doses and what to take care of do not fit on two sheets.")


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
        return _as_high_as(look, order, rows, highs, size, told, left=left), below
    raise BrokenHandout("The doses and what to take care of do not fit on one sheet.")


def _as_high_as(
    look: Look,
    order: Order,
    rows: Sequence[_Row],
    highs: Sequence[float],
    size: RowSize,
    told: _Told,
    *,
    left: float,
) -> Sequence[Block]:
    """The rows drawn, each higher by its share of what is left of their page."""
    more = min(left / max(1, len(rows)), _MOST_MORE * size.height)
    return [
        _drawn(look, order, row, replace(row.of(size), height=high + more), told)
        for row, high in zip(rows, highs, strict=True)
    ]


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
    advice = advice_of(look, order, has_number=False)
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


def _read_first(look: Look, order: Order, *, diary: str) -> Block:
    who = order.plan.practitioner
    phone = who.phone or order.clinic.phone
    call = phone_target(look, phone)
    targets = {phone: call} if call else {}
    name = first_page.first_name(who.name)
    warm_up = warm_up_words(look, order)
    said = {"plan": order.plan.id, "name": name, "phone": phone, "warm_up": warm_up,
            "diary": look.phrase(diary)}  # fmt: skip
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
            wording.dose_sentence(prescription, exercise, start=order.plan.start),
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
