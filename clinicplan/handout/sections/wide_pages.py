"""An order becomes pages for large type: one thing below the other, as wide as the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicplan.handout.blocks import ending, first_page, goals
from clinicplan.handout.blocks.card import CardText
from clinicplan.handout.blocks.diary import Row
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.blocks.visit import FEWEST_LINES
from clinicplan.handout.blocks.wide.card import wide_cards
from clinicplan.handout.blocks.wide.day_lines import DAYS, day_lines, names_of, week_names
from clinicplan.handout.blocks.wide.diary import Grid, grid_of, grown, wide_week, wide_week_height
from clinicplan.handout.blocks.wide.glance import rooms_of, wide_tables
from clinicplan.handout.blocks.wide.head import facts, needs
from clinicplan.handout.blocks.wide.safety import wide_flags, wide_guide
from clinicplan.handout.blocks.wide.texts import (
    labelled,
    listed,
    once_more,
    page_heading,
    panel,
    ruled,
    wide_tips,
)
from clinicplan.handout.blocks.wide.visit import wide_lines, wide_scores
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.handout.sections.diary_pages import diary_rows, diary_text
from clinicplan.handout.sections.flow import Flow
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
from clinicplan.handout.targets import phone_target, targets_of
from clinicplan.schedule import Week, session_minutes, weeks_of
from clinicplan.wording.words import Panel, Wording

_FEWEST_LINES = 3
"""Lines of a text that may begin at a page's foot."""
_WIDEST = 2.5
"""How much wider a gap may get where a page has room to spare."""
_ROOMY = 0.35
"""The share of a page on whose foot another thing may begin."""


def wide_sheets(look: Look, wording: Wording, order: Order, panels: Sequence[Panel]) -> list[Sheet]:
    """All sheets: page one, the table, a card a page, the diary, safety, and the end.

    What to take care of, what explains and the scores for the visit stand where there is room
    first.
    """
    flow = Flow(look)
    cares, scores = _cares(look, order), _scores(look, order)
    _open(look, order, flow)
    cared = flow.took(cares)
    _table(look, wording, order, panels, flow)
    texts = _explained(look, tuple(education_of(look, order)), flow)
    for title, block in _cards(look, order, panels):
        flow.turn()
        flow.add(block, title=title)
    _diary(look, wording, order, panels, flow)
    scored = flow.took(scores)
    later = _safety(look, order, flow, cares=() if cared else care_texts(look, order))
    _end(look, order, flow, cares=later, texts=texts, scored=scored)
    return flow.sheets


def _open(look: Look, order: Order, flow: Flow) -> None:
    """Whose plan it is, what for, and what is needed."""
    plan, wide = order.plan, look.wide
    dates = dates_of(look, order)
    words, high = wide.title
    hero = hero_of(look, order) if words < FULL else None
    sizes = first_page.Sizes(high, words, slim=True)
    flow.add(letterhead(look, order.clinic, order.logo), title=look.phrase("bookmark_first"))
    flow.add(first_page.title_block(look, dates, hero, sizes=sizes), gap=10 * MM)
    for block in facts(look, plan, dates):
        flow.add(block, gap=5 * MM)
    flow.add(Block(0.6, (Placed(first_page.hairline(look), 0, 0),)), gap=wide.near)
    for heading, text in goals.own_words(look, plan):
        _told(look, heading, text, flow)
    session = session_minutes(plan, order.exercises)
    for block in needs(look, session, equipment_of(look, order), feet=goals.feet_of(plan)):
        flow.add(block)


def _cares(look: Look, order: Order) -> Block | None:
    """What to take extra care of, in one piece."""
    texts = care_texts(look, order)
    return listed(look, look.phrase("your_care"), texts) if texts else None


def _told(look: Look, heading: str, text: str, flow: Flow) -> None:
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


def _table(look: Look, wording: Wording, order: Order, panels: Sequence[Panel], flow: Flow) -> None:
    rows = tuple(glance_rows(look, wording, order, panels, rooms=rooms_of(look)))
    first, *more = wide_tables(look, rows, first=flow.left)
    if first.items:
        flow.add(first, title=look.phrase("glance"))
    for part in more:
        flow.turn()
        flow.add(part, title="" if first.items else look.phrase("glance"))


def _cards(look: Look, order: Order, panels: Sequence[Panel]) -> Iterator[tuple[str, Block]]:
    """Every card, on the sheets it needs."""
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, dose) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        title = f"{number} {exercise.name}"
        text = CardText(number=number, panel=dose, practitioner=practitioner, person=order.person)
        for index, block in enumerate(wide_cards(look, prescription, exercise, text=text)):
            yield "" if index else title, block


def _diary(look: Look, wording: Wording, order: Order, panels: Sequence[Panel], flow: Flow) -> None:
    """The weeks, as many on a sheet as fit."""
    weeks = weeks_of(order.plan)
    rows = [tuple(diary_rows(look, wording, order, week, panels)) for week in weeks]
    flow.turn()
    has_boxes = look.wide.across > 1
    text = diary_text(look, order, boxes=has_boxes)
    flow.add(page_heading(look, look.phrase("diary"), text), title=look.phrase("diary"))
    if has_boxes:
        _boxes(look, weeks, rows, flow)
    else:
        _lines(look, weeks, rows, flow)


def _boxes(look: Look, weeks: Sequence[Week], rows: Sequence[tuple[Row, ...]], flow: Flow) -> None:
    again = once_more(look, look.phrase("diary"), look.styles.diary_continued)
    room = look.paper.room - again.height - look.wide.lines
    flow.again = again
    grid = grown(look, rows, grid_of(look, rows), room=min(room, flow.left))
    for week, there in zip(weeks, rows, strict=True):
        for part in _week_parts(look, there, grid, room=room):
            flow.add(wide_week(look, week, part, grid=grid))
    flow.again = None


def _lines(look: Look, weeks: Sequence[Week], rows: Sequence[tuple[Row, ...]], flow: Flow) -> None:
    """The exercises by number, then each week's days; what is new about a dose above them."""
    told: set[Row] = set()
    for week, there in zip(weeks, rows, strict=True):
        names = names_of(there)
        new = [row for row in names if row not in told]
        if not told:
            flow.add_list(new, lambda items, _: week_names(look, items))
            new = []
        told |= set(names)
        _week_of_lines(look, week, there, new, flow)


def _week_of_lines(
    look: Look, week: Week, rows: Sequence[Row], new: Sequence[Row], flow: Flow
) -> None:
    """A week on a page, or on as many as it needs."""

    def make(days: Sequence[int], first: bool) -> Block:
        return day_lines(look, week, rows, days=days, new=new if first else ())

    if make(DAYS, True).height > flow.left:
        flow.turn()
    flow.add_list(DAYS, make)


def _week_parts(
    look: Look, rows: tuple[Row, ...], grid: Grid, *, room: float
) -> list[tuple[Row, ...]]:
    """A week's rows, in as many parts as it needs pages of `room` points."""
    if len(rows) < 2 or wide_week_height(look, rows, grid=grid) <= room:
        return [rows]
    half = -(-len(rows) // 2)
    parts = (rows[:half], rows[half:])
    return [each for part in parts for each in _week_parts(look, part, grid, room=room)]


def _safety(look: Look, order: Order, flow: Flow, *, cares: Sequence[str]) -> Sequence[str]:
    """The guide to pain and the warning signs, each page under the same heading.

    Between them what to take care of, where the page has the room: gives it back where not.
    """
    safe = look.phrase("safe")
    again = once_more(look, safe, look.styles.small_heading)
    flow.turn()
    flow.add(page_heading(look, safe, look.phrase("safe_intro")), title=safe)
    flow.again = again
    bands = wide_guide(look, order.clinic.pain_guide, advice_of(look, order))
    gap = look.wide.gap
    spare = flow.left - sum(band.height + gap for band in bands)
    if spare > 0 and not (cares and spare > _ROOMY * look.paper.room):
        gap = min(_WIDEST * gap, gap + spare / len(bands))
    for band in bands:
        flow.add(band, gap=gap)
    if flow.left > _ROOMY * look.paper.room:
        _care(look, cares, flow)
        cares = ()
    room = look.paper.room - again.height - look.wide.lines
    for frame in wide_flags(look, look.catalogue.regions[order.clinic.region], room=room):
        flow.add(frame)
    flow.again = None
    return cares


def _care(look: Look, cares: Sequence[str], flow: Flow) -> None:
    """What to take extra care of, on as many sheets as it needs."""

    def make(items: Sequence[str], first: bool) -> Block:
        return listed(look, look.phrase("your_care"), items, again=not first)

    flow.add_list(cares, make)


_Texts = Sequence[tuple[str, tuple[str, ...]]]
"""What explains: headings, each with its paragraphs."""


def _explained(look: Look, texts: _Texts, flow: Flow) -> _Texts:
    """What explains, as much as fits on the table's page; gives back what does not."""
    many = 0
    while many < len(texts) and flow.took(labelled(look, *texts[many])):
        many += 1
    return texts[many:]


def _end(
    look: Look,
    order: Order,
    flow: Flow,
    *,
    cares: Sequence[str],
    texts: _Texts,
    scored: bool,
) -> None:
    """What explains, whom to ask, what to bring to the next visit, and the record."""

    def tips(items: Sequence[tuple[str, str]], first: bool) -> Block:
        return wide_tips(look, look.phrase("doing"), items, again=not first)

    _care(look, cares, flow)
    flow.add_list(tips_of(look), tips)
    for heading, paragraphs in texts:
        _divided(look, heading, paragraphs, flow)
    if order.plan.link:
        flow.add(ending.more(look, order.plan.link))
    flow.add(_close(look, order))
    if not scored:
        _asked(look, order, flow)
    _questions(look, order, flow)


def _scores(look: Look, order: Order) -> Block:
    """What is asked at the next visit, in one piece."""
    heading, asked = visit_words(look, order)
    return wide_scores(look, ruled(look, heading, kind="H2"), asked)


def _asked(look: Look, order: Order, flow: Flow) -> None:
    """The same on as many sheets as it needs."""
    heading, asked = visit_words(look, order)

    def make(items: Sequence[str], first: bool) -> Block:
        style = look.styles.small_heading
        head = ruled(look, heading, kind="H2") if first else once_more(look, heading, style)
        return wide_scores(look, head, items)

    flow.add_list(asked, make)


def _questions(look: Look, order: Order, flow: Flow) -> None:
    """Lines for what to ask, on what room is left, and the record at the very end."""
    wide = look.wide
    record = ending.record(look, record_text(look, order), columns=1)
    head = page_heading(look, look.phrase("visit_questions"), look.phrase("visit_questions_text"))
    if flow.left < head.height + FEWEST_LINES * wide.line + record.height + wide.gap:
        flow.turn()
    room = flow.left - record.height - wide.gap
    if lines := wide_lines(look, head, line=wide.line, room=room):
        flow.add(lines)
    flow.add(record)


def _divided(look: Look, heading: str, texts: Sequence[str], flow: Flow) -> None:
    def make(items: Sequence[str], first: bool) -> Block:
        return labelled(look, heading, items, again=not first)

    flow.add_list(texts, make)


def _close(look: Look, order: Order) -> Block:
    who, clinic, styles = order.plan.practitioner, order.clinic, look.styles
    phone = who.phone or clinic.phone
    own = phone_target(look, phone)
    call = look.phrase("questions_call", name=first_page.first_name(who.name))
    ask = clinic.other_formats or look.phrase("formats_ask", phone=clinic.phone)
    return panel(
        look,
        (
            (look.phrase("questions"), styles.small_heading, "H3"),
            (call, styles.note, "P"),
            (phone, styles.small_heading, "P"),
            (look.phrase(look.wide.formats), styles.small_heading, "H3"),
            (ask, styles.note, "P"),
        ),
        targets={**targets_of(look, clinic), **({phone: own} if own else {})},
    )
