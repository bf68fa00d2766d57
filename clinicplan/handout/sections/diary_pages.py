"""The weeks of an order's plan become pages of the diary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from clinicplan.catalogue.phrases import listed
from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Bound, Days, Dose, Rhythm
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import diary
from clinicplan.handout.blocks.day_cells import MOST_BOXES, STROKES
from clinicplan.handout.blocks.diary_marks import Measure
from clinicplan.handout.blocks.labelled import page_heading
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.handout.sections.first_facts import short_condition
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.sections.visit_part import review_day
from clinicplan.handout.styles import MM
from clinicplan.lasting import is_never_missed
from clinicplan.limits import condition_of, keeps_days_apart
from clinicplan.plan import Plan, Prescription, Side
from clinicplan.schedule import (
    Week,
    WeekKind,
    boxes,
    changes_within,
    dose_in_week,
    due_days,
    has_boxes,
    is_changed,
    is_open,
    kinds_of,
    weeks_of,
)
from clinicplan.wording.clauses import weeks_named
from clinicplan.wording.frequency import how_often
from clinicplan.wording.named_days import days_named
from clinicplan.wording.panels import Panel, PanelChange
from clinicplan.wording.words import Wording

_FIRST_TOP = 20.2 * MM
_NEXT_TOP = 8 * MM
"""Where the weeks begin on the diary's first page at the highest, and on the others."""
_LONG_NAME = 30
"""Letters of a name of which two lines of the diary may not hold the end."""


def diary_pages(look: Look, wording: Wording, order: Order, panels: Sequence[Panel]) -> list[Sheet]:
    """The weeks, spread evenly over as few pages as they need, as large as those allow."""
    weeks = weeks_of(order.plan)
    items = order.plan.prescriptions
    fresh = {week for item in items for week in (*_changed_in(item), *_stages(item))}
    kinds = [(*kind, week.number if week.number in fresh else 0)
             for kind, week in zip(kinds_of(weeks, items), weeks, strict=True)]  # fmt: skip
    rows = {
        kind: tuple(diary_rows(look, wording, order, week, panels))
        for kind, week in dict(zip(kinds, weeks, strict=True)).items()
    }
    first = _first_page(look, order)
    measure, each = _measure(look, rows, kinds, top=first.used)
    weekday = weeks[0].days[0].weekday()
    bodies = {
        kind: diary.week_body(look, rows[kind], measure=measure, weekday=weekday) for kind in rows
    }
    blocks = [
        diary.week_block(look, week, bodies[kind]) for week, kind in zip(weeks, kinds, strict=True)
    ]
    pages = [blocks[start : start + each] for start in range(0, len(blocks), each)]
    sheets = [first, *(_next_page(look) for _ in pages[1:])]
    for sheet, page in zip(sheets, pages, strict=True):
        _add_weeks(sheet, page, gap=measure.gap)
    return sheets


def _measure(
    look: Look,
    rows: Mapping[WeekKind, tuple[diary.Row, ...]],
    kinds: Sequence[WeekKind],
    *,
    top: float,
) -> tuple[Measure, int]:
    """How large the weeks are drawn, and how many stand on a page; `top` is the first's."""
    heights = {
        kind: diary.week_heights(look, week, diary.MEASURES) for kind, week in rows.items()
    }
    for pages in range(1, len(kinds) + 1):
        each = -(-len(kinds) // pages)
        for place, measure in enumerate(diary.MEASURES):
            weeks = [heights[kind][place] for kind in kinds]
            if _fit(look, weeks, each, top=top, gap=measure.gap):
                return measure, each
    raise BrokenHandout("A week of the diary does not fit on a page: too many exercises.")


def _fit(look: Look, heights: Sequence[float], each: int, *, top: float, gap: float) -> bool:
    """Whether every page holds its share of weeks of these heights."""
    room = look.paper.room
    return all(
        sum(page := heights[start : start + each]) + gap * (len(page) - 1)
        <= room - (_NEXT_TOP if start else top)
        for start in range(0, len(heights), each)
    )


def diary_rows(
    look: Look, wording: Wording, order: Order, week: Week, panels: Sequence[Panel]
) -> Iterator[diary.Row]:
    """The exercises of a week, each with its boxes."""
    for number, (prescription, panel) in enumerate(
        zip(order.plan.prescriptions, panels, strict=True), 1
    ):
        dose = dose_in_week(prescription, week.number)
        if dose is None:
            continue
        exercise = order.exercises[prescription.exercise]
        changed, up = "", None
        reached = [change for change in panel.changes if change.week <= week.number]
        is_stage = week.number in _stages(prescription)
        is_new = is_stage or begins(prescription, week)
        choice = _choice(look, dose) if has_boxes(dose) else _often(look, wording, dose, number)
        if is_stage:
            choice = choice if has_boxes(dose) else ""  # the card says that as well
            changed = look.phrase("diary_stage", number=number)
        elif not is_changed(prescription, week.number):
            changed = look.phrase("diary_note") if reached and reached[-1].note else ""
        elif dose.is_as_written:
            changed = look.phrase("diary_as_written", number=number)
        else:
            up = reached[-1].up if reached and is_new else None
            changed = _new_dose(wording, prescription, exercise, dose, panel=panel)
            if reached:
                changed = _on_condition(look, prescription, reached[-1], changed, choice=choice)
        yield diary.Row(
            number=number,
            name=_diary_name(look, prescription, exercise),
            boxes=boxes(prescription, week) if has_boxes(dose) else _strokes(dose, week),
            changed=changed,
            up=up,
            is_new=is_new,
            choice=choice,
        )


def _changed_in(prescription: Prescription) -> Iterator[int]:
    """The weeks in which a new dose begins."""
    yield from (change.week for change in changes_within(prescription))


def _stages(prescription: Prescription) -> frozenset[int]:
    """The later weeks that the clinic's own words of a dose name: they stand on its card alone."""
    reps, item = prescription.dose.reps, prescription
    if not (reps and item.dose.is_as_written) or item.first_week > 1 or item.changes:
        return frozenset()
    return frozenset(week for week in weeks_named(reps.words) if week > 1)


def begins(prescription: Prescription, week: Week) -> bool:
    """Whether a new dose, or a note on it, is new in this week: later it is no news."""
    if not prescription.changes:
        return False
    return week.number in [change.week for change in changes_within(prescription)]


def _on_condition(
    look: Look, prescription: Prescription, reached: PanelChange, dose: str, *, choice: str
) -> str:
    """A new dose with its condition, or with the word that its card has a note on it."""
    change = next((item for item in prescription.changes if item.week == reached.week), None)
    case = short_condition(condition_of(change.dose, change.note)) if change else ""
    if case:
        return dose if case in choice else look.phrase("diary_dose_if", dose=dose, case=case)
    return look.phrase("diary_noted", dose=dose) if reached.note else dose


def _strokes(dose: Dose, week: Week) -> tuple[int, ...]:
    """A box for strokes on each day that may be one: on all where nobody has named them."""
    days = dose.days
    if days and (days.per_week or not days.is_fixed):
        days = _days_in_words(dose)
    return tuple([STROKES * due for due in due_days(days, week)])


def _days_in_words(dose: Dose) -> Days | None:
    """The days that the clinic's own words name; None for any."""
    named = days_named(dose.reps.words) if dose.reps and dose.is_as_written else ()
    return Days(Rhythm.NAMED, named=named) if named else None


def _often(look: Look, wording: Wording, dose: Dose, number: int) -> str:
    """How often it is, beside a name whose days have a box for strokes."""
    if is_open(dose):
        return look.phrase("diary_open")
    written = look.phrase("diary_as_written", number=number)
    return look.phrase("diary_often", often=how_often(dose, wording.catalogue) or written)


def _choice(look: Look, dose: Dose) -> str:
    """That not all of the boxes are to be used: "2 to 3 of these days, 1 to 2 a day", "if able"."""
    days, times = dose.days, dose.times
    said = []
    if days and days.per_week_most:
        said.append(look.phrase("diary_choose", least=days.per_week, most=days.per_week_most))
    if times and times.least:
        said.append(look.phrase("diary_choose_times", least=times.least, most=times.count))
    elif times and times.bound is Bound.UP_TO and times.count > 1:
        said.append(look.phrase("diary_choose_up_to", most=times.count))
    elif times and times.bound is Bound.ABOUT and times.count > 1:
        said.append(look.phrase("diary_choose_about", most=times.count))
    if said[1:]:
        said = [look.phrase("diary_choices", first=said[0], then=said[1])]
    return ", ".join(filter(None, (*said, dose.provided)))


def _new_dose(
    wording: Wording, prescription: Prescription, exercise: Exercise, dose: Dose, *, panel: Panel
) -> str:
    """All figures of a week's dose that the card's does not have ("15 times, 2 sets")."""
    now = replace(prescription, dose=dose, changes=(), first_week=1, last_week=0)
    after = wording.dose_panel(now, exercise, start=date.min)
    said = {panel.often, *(fact.figure for fact in panel.facts)}
    often = [after.often] if has_boxes(dose) else []  # else it stands beside the name
    figures = (*(fact.figure for fact in after.facts), *often)
    new = [figure for figure in figures if figure not in said] or [after.often]
    return ", ".join(figure[:1].lower() + figure[1:] for figure in new)


def _diary_name(look: Look, prescription: Prescription, exercise: Exercise) -> str:
    """The name as on its card, and the side first where a clinic's own long name may be cut."""
    side, name = prescription.side, exercise.name
    if side not in (Side.LEFT, Side.RIGHT):
        return name
    word = look.phrase(f"side_{side}")
    return f"{word}: {name}" if exercise.own and len(name) > _LONG_NAME else f"{name}, {word}"


def _first_page(look: Look, order: Order) -> Sheet:
    """A sheet with the diary's name and what to do with it."""
    heading = page_heading(look, look.phrase("diary"), diary_text(look, order))
    sheet = Sheet([], [])
    sheet.add(heading, title=look.phrase("diary"))
    sheet.used = max(_FIRST_TOP, heading.height + 3 * MM)
    return sheet


def _next_page(look: Look) -> Sheet:
    """A sheet that says that it goes on with the diary."""
    name, style = look.phrase("diary_continued"), look.styles.diary_continued
    piece = look.running_title(name, style)
    return Sheet([Placed(piece, 0, 0)], [], used=_NEXT_TOP)


def _add_weeks(sheet: Sheet, weeks: Sequence[Block], *, gap: float) -> None:
    for number, week in enumerate(weeks):
        sheet.add(week, gap=gap if number else 0)


def diary_text(look: Look, order: Order) -> str:
    """What to do with the diary; the sign of a new dose only where there is one."""
    plan = order.plan
    parts = [look.phrase("diary_tick")]
    is_news = any(item.dose != change.dose for item in plan.prescriptions
                  for change in changes_within(item))  # fmt: skip
    if is_news or any(map(_stages, plan.prescriptions)):
        parts.append(look.phrase("diary_change"))
    parts += other_boxes(look, plan)
    boxed = (dose.times.count for dose in _doses(plan) if dose.times and has_boxes(dose))
    many = max(boxed, default=0)
    if many > MOST_BOXES:
        parts.append(look.phrase("diary_many", n=many))
    if not is_never_missed(plan):
        parts.append(look.phrase("diary_missed"))
    if when := review_day(look, order):
        parts.append(look.phrase("diary_bring", date=when))
    else:
        parts.append(look.phrase("diary_bring_open"))
    if not plan.weeks:
        parts.append(look.phrase("diary_more"))
    return " ".join(parts)


def other_boxes(look: Look, plan: Plan) -> tuple[str, ...]:
    """What there is to know of boxes that are not to be ticked on their own day, if any."""
    is_counted = all(has_boxes(dose) for dose in _doses(plan))
    strokes = () if is_counted else (look.phrase("diary_strokes"),)
    return (*strokes, *_other_days(look, plan))


def _other_days(look: Look, plan: Plan) -> tuple[str, ...]:
    """That an exercise so many days a week has its boxes on days that nobody has named."""
    free = [
        (str(number), keeps_days_apart(item))
        for number, item in enumerate(plan.prescriptions, 1)
        if any(_is_free(dose) for dose in _doses_of(item))
    ]
    loose = [number for number, is_apart in free if not is_apart]
    apart = [number for number, is_apart in free if is_apart]
    found = (
        ("diary_other_days", "diary_other_days_one", loose),
        ("diary_apart_days", "diary_apart_days_one", apart),
    )
    return tuple(
        look.phrase(one if len(numbers) == 1 else key, numbers=listed(look.catalogue, numbers))
        for key, one, numbers in found
        if numbers
    )


def _is_free(dose: Dose) -> bool:
    days = dose.days
    return has_boxes(dose) and days is not None and 0 < days.per_week < 7 and not days.per_week_most


def _doses(plan: Plan) -> Iterator[Dose]:
    """Every dose of a plan, the later ones too."""
    for prescription in plan.prescriptions:
        yield from _doses_of(prescription)


def _doses_of(prescription: Prescription) -> Iterator[Dose]:
    yield prescription.dose
    yield from (change.dose for change in changes_within(prescription))
