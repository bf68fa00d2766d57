"""An order becomes pages for large type: one thing below the other, as wide as the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clinicplan.catalogue.values import Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import ending, first_page, goals
from clinicplan.handout.blocks.card import CardText
from clinicplan.handout.blocks.diary import Row
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.blocks.long_card import long_card
from clinicplan.handout.blocks.notes import note_parts
from clinicplan.handout.blocks.visit import FEWEST_LINES
from clinicplan.handout.blocks.wide.card import wide_cards
from clinicplan.handout.blocks.wide.diary import wide_week, wide_week_height
from clinicplan.handout.blocks.wide.glance import ROOMS, wide_tables
from clinicplan.handout.blocks.wide.safety import wide_flags, wide_guide
from clinicplan.handout.blocks.wide.texts import (
    below,
    labelled,
    listed,
    one,
    page_heading,
    panel,
    ruled,
    wide_tips,
)
from clinicplan.handout.blocks.wide.visit import wide_lines, wide_scores
from clinicplan.handout.editions import Wide
from clinicplan.handout.look import FULL, Look
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.handout.sections.diary_pages import diary_rows, diary_text
from clinicplan.handout.sections.opening import dates_of, equipment_of, glance_rows, hero_of
from clinicplan.handout.sections.safety_pages import (
    advice_of,
    care_texts,
    education_of,
    record_text,
    tips_of,
)
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.sections.visit_part import visit_words
from clinicplan.handout.styles import MM
from clinicplan.plan import Prescription
from clinicplan.schedule import session_minutes, weeks_of
from clinicplan.wording.words import Panel, Wording

_GAP = 6 * MM
_WEEKS_GAP = 5 * MM
_TITLE = first_page.Sizes(42 * MM, 136 * MM, slim=True)
_FEWEST_LINES = 3
"""Lines of a text that may begin at a page's foot."""


class _Flow:
    """Sheets being filled from top to bottom."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.sheets: list[Sheet] = []
        self.turn()

    @property
    def left(self) -> float:
        """What the last sheet has left under a gap, in points."""
        sheet = self.sheets[-1]
        return self._look.paper.room - sheet.used - (_GAP if sheet.items else 0)

    def turn(self) -> None:
        """Begins a sheet, unless the last one is still empty."""
        if not self.sheets or self.sheets[-1].items:
            self.sheets.append(Sheet([], []))

    def add(self, block: Block, *, gap: float = _GAP, title: str = "") -> None:
        """Puts a block under the others, or on the next sheet where it does not fit."""
        if block.height > self._look.paper.room - self.sheets[-1].used - gap:
            self.turn()
        if block.height > self._look.paper.room:
            raise BrokenHandout("A part of the plan does not fit on a page in this edition.")
        self.sheets[-1].add(block, gap=gap, title=title)


def wide_sheets(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel], *, wide: Wide
) -> list[Sheet]:
    """All sheets: page one, the table, a card a page, the diary, safety, and the end."""
    flow = _Flow(look)
    _open(look, order, flow)
    _table(look, wording, order, panels, flow)
    for title, block in _cards(look, order, panels, wide):
        flow.turn()
        flow.add(block, title=title)
    _diary(look, wording, order, panels, flow, wide=wide)
    _safety(look, order, flow)
    _end(look, order, flow, wide=wide)
    return flow.sheets


def _open(look: Look, order: Order, flow: _Flow) -> None:
    """Whose plan it is, what for, and what is needed."""
    plan = order.plan
    dates = dates_of(look, order)
    title = first_page.title_block(look, dates, hero_of(look, order), sizes=_TITLE)
    flow.add(letterhead(look, order.clinic, order.logo), title=look.phrase("bookmark_first"))
    flow.add(title, gap=10 * MM)
    flow.add(first_page.facts(look, plan, dates), gap=5 * MM)
    flow.add(Block(0.6, (Placed(first_page.hairline(look), 0, 0),)), gap=4 * MM)
    for heading, text in goals.own_words(look, plan):
        _told(look, heading, text, flow)
    needs = goals.needs(
        look,
        session_minutes(plan, order.exercises),
        equipment_of(look, order),
        feet=goals.feet_of(plan),
    )
    if needs:
        flow.add(needs)
    if cares := care_texts(look, order):
        flow.add(listed(look, look.phrase("your_care"), cares))


def _told(look: Look, heading: str, text: str, flow: _Flow) -> None:
    """A long text under its heading, on as many sheets as it needs."""
    lines = look.private_lines(text, look.styles.body, FULL)
    name = heading
    while lines:
        most = goals.lines_within(look, flow.left)
        if most < min(_FEWEST_LINES, len(lines)):
            flow.turn()
            most = goals.lines_within(look, flow.left)
        flow.add(goals.own_block(look, name, lines[:most], width=FULL))
        name, lines = look.phrase("continued", heading=heading), lines[most:]


def _table(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel], flow: _Flow
) -> None:
    rows = tuple(glance_rows(look, wording, order, panels, rooms=ROOMS))
    first, *more = wide_tables(look, rows, first=flow.left)
    if first.items:
        flow.add(first, title=look.phrase("glance"))
    for part in more:
        flow.turn()
        flow.add(part, title="" if first.items else look.phrase("glance"))


def _cards(
    look: Look, order: Order, panels: Sequence[Panel], wide: Wide
) -> Iterator[tuple[str, Block]]:
    """Every card, on the sheets it needs; a note without room there follows by itself."""
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, dose) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        title = f"{number} {exercise.name}"
        text = CardText(number=number, panel=dose, practitioner=practitioner, person=order.person)
        try:
            blocks = wide_cards(look, prescription, exercise, text=text, wide=wide)
        except BrokenHandout:
            blocks = _in_parts(look, prescription, exercise, text=text, wide=wide)
        for index, block in enumerate(blocks):
            yield "" if index else title, block


def _in_parts(
    look: Look, prescription: Prescription, exercise: Exercise, *, text: CardText, wide: Wide
) -> list[Block]:
    """A card whose note, or whose steps, need pages of their own."""
    bare = replace(prescription, note="")
    try:
        blocks = wide_cards(look, bare, exercise, text=text, wide=wide)
    except BrokenHandout:
        blocks = [*long_card(look, prescription, exercise, text=text)]
    title, said = f"{text.number} {exercise.name}", prescription.note
    notes = note_parts(look, title, said, practitioner=text.practitioner) if said else ()
    return [*blocks, *notes]


def _diary(
    look: Look,
    wording: Wording,
    order: Order,
    panels: Sequence[Panel],
    flow: _Flow,
    *,
    wide: Wide,
) -> None:
    """The weeks, as many on a sheet as fit."""
    flow.turn()
    heading = page_heading(look, look.phrase("diary"), diary_text(look, order))
    flow.add(heading, title=look.phrase("diary"))
    for week in weeks_of(order.plan):
        rows = tuple(diary_rows(look, wording, order, week, panels))
        for part in _week_parts(look, rows, wide):
            flow.add(wide_week(look, week, part, wide=wide), gap=_WEEKS_GAP)


def _week_parts(look: Look, rows: tuple[Row, ...], wide: Wide) -> list[tuple[Row, ...]]:
    """A week's rows, in as many parts as it needs pages."""
    if len(rows) < 2 or wide_week_height(look, rows, wide=wide) <= look.paper.room:
        return [rows]
    half = -(-len(rows) // 2)
    return [*_week_parts(look, rows[:half], wide), *_week_parts(look, rows[half:], wide)]


def _safety(look: Look, order: Order, flow: _Flow) -> None:
    """The guide to pain, and the warning signs on a page of their own, under the same heading."""
    flow.turn()
    safe = look.phrase("safe")
    flow.add(page_heading(look, safe, look.phrase("safe_intro")), title=safe)
    flow.add(wide_guide(look, order.clinic.pain_guide, advice_of(look, order)))
    again = look.phrase("continued", heading=safe)
    name = one(look.running_title(again, look.styles.small_heading))
    room = look.paper.room - name.height - 3 * MM
    for frame in wide_flags(look, look.catalogue.regions[order.clinic.region], room=room):
        flow.turn()
        flow.add(below((name, 3 * MM), (frame, 0)))


def _end(look: Look, order: Order, flow: _Flow, *, wide: Wide) -> None:
    """What explains, whom to ask, what to bring to the next visit, and the record."""
    flow.add(wide_tips(look, look.phrase("doing"), tips_of(look)))
    for heading, texts in education_of(look, order):
        flow.add(labelled(look, heading, texts))
    flow.add(_close(look, order))
    heading, asked = visit_words(look, order)
    scores = wide_scores(look, ruled(look, heading, kind="H2"), asked)
    record = ending.record(look, record_text(look, order), columns=1)
    head = page_heading(look, look.phrase("visit_questions"), look.phrase("visit_questions_text"))
    least = scores.height + head.height + FEWEST_LINES * wide.line + record.height + 2 * _GAP
    if flow.left < least:
        flow.turn()
    flow.add(scores)
    room = flow.left - record.height - _GAP
    if lines := wide_lines(look, head, line=wide.line, room=room):
        flow.add(lines)
    flow.add(record)


def _close(look: Look, order: Order) -> Block:
    who, clinic, styles = order.plan.practitioner, order.clinic, look.styles
    call = look.phrase("questions_call", name=first_page.first_name(who.name))
    ask = clinic.other_formats or look.phrase("formats_ask", phone=clinic.phone)
    return panel(
        look,
        (
            (look.phrase("questions"), styles.small_heading, "H3"),
            (call, styles.note, "P"),
            (who.phone or clinic.phone, styles.small_heading, "P"),
            (look.phrase("formats"), styles.small_heading, "H3"),
            (ask, styles.note, "P"),
        ),
    )
