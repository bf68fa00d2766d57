"""A plan becomes a document: its blocks in reading order, placed on as many pages as they need.

Heights are known before anything is placed, so "page 2 of 6" is right at once. Nothing that
belongs together is split: a card, a week, the table, the warning signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clinicplan.catalogue.phrases import day_month, long_date, month_year, weekday_date
from clinicplan.catalogue.values import Exercise
from clinicplan.errors import BrokenHandout
from clinicplan.handout.blocks import diary, first_page, footer, glance, safety
from clinicplan.handout.blocks.card import CardText, card, picture_for, shown_side
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.illustrations import Frame, Person
from clinicplan.handout.look import FULL, Look
from clinicplan.handout.pieces import Block, Bookmark, Document, Page, Picture, Placed
from clinicplan.handout.styles import MM
from clinicplan.plan import Clinic, Plan, Prescription, Side
from clinicplan.schedule import (
    Week,
    boxes,
    changes_within,
    dose_in_week,
    is_changed,
    session_minutes,
    weeks_of,
)
from clinicplan.wording import Panel, Wording, side_word

_CARD_GAP = 6 * MM
_WIDEST_CARD_GAP = 16 * MM
_SECTION_GAP = 8 * MM
_DIARY_TOP = 20.2 * MM
_FEET_COVERED = {"diabetes", "reduced-feeling", "open-wound"}
"""Cautions with which nobody is told to go barefoot (handout-standards, 4a)."""

_SEAL_SHOWN = 8
"""Characters of the seal that stand in the footer."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """A plan to be laid out, and all that its handout says and shows."""

    plan: Plan
    clinic: Clinic
    logo: Picture | None
    exercises: Mapping[str, Exercise]
    person: Person
    issued: date
    seal: str = ""


@dataclass(slots=True)
class _Sheet:
    """A page being filled: items with the text area's top left corner at (0, 0)."""

    items: list[Placed]
    bookmarks: list[tuple[str, float]]
    used: float = 0


def lay_out(
    look: Look, wording: Wording, order: Order, *, added: frozenset[str] = frozenset()
) -> Document:
    """The document of a plan; `added` are its characters beyond the stock ones.

    Raises BrokenHandout where something cannot fit on a page.
    """
    plan = order.plan
    panels = tuple(
        wording.dose_panel(item, order.exercises[item.exercise], start=plan.start)
        for item in plan.prescriptions
    )
    cards = _card_pages(look, order, panels)
    teach = _about(look, order)
    sheets = [
        *_first_pages(look, wording, order),
        *cards,
        *_diary_pages(look, wording, order, panels),
        *_safety_pages(look, order, teach, last_card=cards[-1]),
    ]
    return Document(
        title=look.phrase("title"),
        language=look.phrase("locale").replace("_", "-"),
        author=order.clinic.name,
        date=order.issued.isoformat(),
        pages=_pages(look, order, sheets),
        bookmarks=tuple(
            Bookmark(title, number, look.paper.height - look.paper.top + y)
            for number, sheet in enumerate(sheets)
            for title, y in sheet.bookmarks
        ),
        added=added,
        seal=order.seal,
    )


def _pages(look: Look, order: Order, sheets: Sequence[_Sheet]) -> tuple[Page, ...]:
    """The sheets with their footers, on paper."""
    paper = look.paper
    plan = order.plan
    owner = footer.owner_piece(
        look,
        footer.Owner(
            name=plan.patient.name,
            plan=look.phrase("footer_plan", plan=plan.id, version=plan.version),
            clinic=f"{order.clinic.name}, {order.clinic.phone}",
        ),
    )
    furniture = [owner]
    if order.seal:
        words = look.phrase("seal", seal=order.seal[:_SEAL_SHOWN])
        furniture.append(footer.seal_piece(look, words))
    foot = paper.bottom - 3.5 * MM
    pages = []
    for number, sheet in enumerate(sheets, 1):
        block = Block(paper.room, tuple(sheet.items))
        count = footer.page_piece(look, page=number, pages=len(sheets))
        items = (
            Placed(block, paper.left, paper.height - paper.top),
            *(Placed(piece, paper.left, foot) for piece in (*furniture, count)),
        )
        pages.append(Page(paper.width, paper.height, items))
    return tuple(pages)


# Page one, and the table that may not fit on it.


def _first_pages(look: Look, wording: Wording, order: Order) -> list[_Sheet]:
    plan = order.plan
    dates = _dates(look, order)
    hero = _hero(look, order)
    rows = tuple(_glance_rows(look, wording, order))
    head = letterhead(look, order.clinic, order.logo)
    fact = first_page.facts(look, plan, dates)
    aims = first_page.aims(look, plan)
    needs = first_page.needs(
        look,
        session_minutes(plan, order.exercises),
        _equipment(look, order),
        barefoot=not _FEET_COVERED & set(plan.take_care),
    )
    for sizes, measure in _fits(len(rows)):
        title = first_page.title_block(look, dates, hero, sizes=sizes)
        table = glance.glance_table(look, rows, measure=measure) if measure else None
        blocks = _first_page_blocks(look, head, title, fact, aims, needs, table)
        if _total(blocks) <= look.paper.room:
            return _with_table(look, blocks, rows, table=table)
    return _over_two_pages(look, head, title, fact, aims, needs, rows)


def _fits(rows: int) -> Iterator[tuple[first_page.Sizes, glance.Measure | None]]:
    """Ways to set page one, the roomiest first; None: the table has a page of its own."""
    if rows <= 6:
        yield first_page.ROOMY, glance.ROOMY
        yield first_page.COMPACT, glance.COMPACT
    yield first_page.ROOMY, glance.DENSE
    yield first_page.COMPACT, glance.DENSE
    yield first_page.ROOMY, None
    yield first_page.COMPACT, None


Spaced = list[tuple[Block, float]]
"""Blocks, each with the space that follows it."""


def _first_page_blocks(
    look: Look,
    head: Block,
    title: Block,
    fact: Block,
    aims: Block | None,
    needs: Block | None,
    table: Block | None,
) -> Spaced:
    line = first_page.hairline(look)
    hairline = Block(0.6, (Placed(line, 0, 0),))
    blocks: Spaced = [(head, 7 * MM), (title, 5.5 * MM), (fact, 4 * MM), (hairline, 3.6 * MM)]
    blocks += [(block, 4.6 * MM) for block in (aims, needs) if block]
    if table:
        blocks[-1] = (blocks[-1][0], 6 * MM)
        blocks.append((table, 0))
    return blocks


def _total(blocks: Spaced) -> float:
    return sum(block.height + space for block, space in blocks) - blocks[-1][1]


def _column(blocks: Spaced) -> _Sheet:
    """The blocks one below the other, from the top of the text area."""
    items: list[Placed] = []
    y = 0.0
    for block, space in blocks:
        items.append(Placed(block, 0, y))
        y -= block.height + space
    return _Sheet(items, [])


def _with_table(
    look: Look, blocks: Spaced, rows: tuple[glance.Row, ...], *, table: Block | None
) -> list[_Sheet]:
    first = _column(blocks)
    first.bookmarks.append((look.phrase("bookmark_first"), 0))
    if table:
        return [first]
    return [first, _table_page(look, rows)]


def _table_page(look: Look, rows: tuple[glance.Row, ...]) -> _Sheet:
    table = glance.glance_table(look, rows, measure=_page_measure(look, len(rows)))
    sheet = _column([(table, 0)])
    sheet.bookmarks.append((look.phrase("glance"), 0))
    return sheet


def _page_measure(look: Look, rows: int) -> glance.Measure:
    for measure in (glance.OWN_PAGE, glance.ROOMY, glance.DENSE):
        if glance.table_height(rows, measure) <= look.paper.room:
            return measure
    raise BrokenHandout(f"The plan has {rows} exercises, too many for one table.")


def _over_two_pages(
    look: Look,
    head: Block,
    title: Block,
    fact: Block,
    aims: Block | None,
    needs: Block | None,
    rows: tuple[glance.Row, ...],
) -> list[_Sheet]:
    """A note so long that it needs the second page for itself; then the table."""
    first = _first_page_blocks(look, head, title, fact, None, needs, None)
    second: Spaced = [(aims, 0)] if aims else []
    if not second or _total(second) > look.paper.room or _total(first) > look.paper.room:
        raise BrokenHandout("The goals and the note are too long for a page.")
    sheet = _column(first)
    sheet.bookmarks.append((look.phrase("bookmark_first"), 0))
    return [sheet, _column(second), _table_page(look, rows)]


def _dates(look: Look, order: Order) -> first_page.Dates:
    plan, catalogue = order.plan, look.catalogue
    last = plan.start + timedelta(weeks=plan.weeks, days=-1) if plan.weeks else None

    def day(when: date) -> str:
        return look.kept(("long", when), lambda: long_date(catalogue, when))

    return first_page.Dates(
        weeks=_weeks(look, plan.weeks) if plan.weeks else "",
        first=_weekday(look, plan.start, with_year=last is None),
        last=_weekday(look, last, with_year=True) if last else "",
        born=day(plan.patient.born) if plan.patient.born else "",
        review=day(plan.review) if plan.review else "",
        issued=day(order.issued),
    )


def _weeks(look: Look, weeks: int) -> str:
    """ "Four weeks": small numbers in words, where the language has them."""
    if f"handout.weeks_{weeks}" in look.catalogue.phrases:
        return look.phrase(f"weeks_{weeks}")
    return look.phrase("weeks", n=weeks)


def _weekday(look: Look, day: date, *, with_year: bool) -> str:
    def make() -> str:
        text = weekday_date(look.catalogue, day)
        return f"{text} {day.year}" if with_year else text

    return look.kept(("weekday", day, with_year), make)


def _hero(look: Look, order: Order) -> first_page.Hero | None:
    """The last picture of the first exercise that has one."""
    for prescription in order.plan.prescriptions:
        exercise = order.exercises[prescription.exercise]
        side = shown_side(prescription.side)
        for shot in reversed(exercise.variant(prescription.variant).shots):
            found = picture_for(look, shot.frame, person=order.person, side=side)
            if found:
                return first_page.Hero(found[0], found[1], side)
    return None


def _equipment(look: Look, order: Order) -> tuple[str, ...]:
    """What all exercises need, each thing once, in the order of the exercises."""
    codes = dict.fromkeys(
        code
        for prescription in order.plan.prescriptions
        for code in order.exercises[prescription.exercise].variant(prescription.variant).equipment
    )
    names = look.catalogue.names
    return tuple(names.get(f"equipment.{code}", code) for code in codes)


def _glance_rows(look: Look, wording: Wording, order: Order) -> Iterator[glance.Row]:
    for number, prescription in enumerate(order.plan.prescriptions, 1):
        exercise = order.exercises[prescription.exercise]
        found = _thumbnail(look, order, prescription, exercise)
        yield glance.Row(
            number=number,
            name=exercise.name,
            side=prescription.side,
            side_word=side_word(prescription.side, exercise, look.catalogue),
            glance=wording.glance(prescription, exercise),
            frame=found[0] if found else None,
            picture=found[1] if found else None,
        )


def _thumbnail(
    look: Look, order: Order, prescription: Prescription, exercise: Exercise
) -> tuple[Frame, Picture] | None:
    """The exercise's small picture, or the last of its shots that has one."""
    shots = exercise.variant(prescription.variant).shots
    side = shown_side(prescription.side)
    for name in (exercise.thumbnail, *(shot.frame for shot in reversed(shots))):
        found = picture_for(look, name, person=order.person, side=side)
        if found:
            return found
    return None


# Cards.


def _card_pages(look: Look, order: Order, panels: Sequence[Panel]) -> list[_Sheet]:
    """The cards in their order, as many on a page as fit."""
    pages: list[list[tuple[int, Block]]] = []
    left = 0.0
    for index, block in enumerate(_cards(look, order, panels)):
        if not pages or block.height + _CARD_GAP > left:
            pages.append([])
            left = look.paper.room + _CARD_GAP
        pages[-1].append((index, block))
        left -= block.height + _CARD_GAP
    return [_card_page(look, order, cards) for cards in pages]


def _cards(look: Look, order: Order, panels: Sequence[Panel]) -> Iterator[Block]:
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, panel) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        text = CardText(number=number, panel=panel, practitioner=practitioner, person=order.person)
        block = card(look, prescription, exercise, text=text)
        if block.height > look.paper.room:
            raise BrokenHandout(
                f"Exercise {number} ({exercise.code}) does not fit on a page: its note or its"
                " steps are too long."
            )
        yield block


def _card_page(look: Look, order: Order, cards: Sequence[tuple[int, Block]]) -> _Sheet:
    """A page of cards; what room is left widens the gap between them, to a limit."""
    room = look.paper.room - sum(block.height for _, block in cards)
    gap = min(room / (len(cards) - 1), _WIDEST_CARD_GAP) if len(cards) > 1 else 0
    sheet = _Sheet([], [])
    y = 0.0
    for index, block in cards:
        sheet.items.append(Placed(block, 0, y))
        code = order.plan.prescriptions[index].exercise
        sheet.bookmarks.append((f"{index + 1} {order.exercises[code].name}", y))
        y -= block.height + gap
    sheet.used = -y - gap
    return sheet


# The diary.


def _diary_pages(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel]
) -> list[_Sheet]:
    """The weeks, spread evenly over as few pages as they need."""
    weeks = [
        diary.week_block(look, week, tuple(_diary_rows(look, wording, order, week, panels)))
        for week in weeks_of(order.plan)
    ]
    tallest = max(week.height for week in weeks)
    most = int((look.paper.room - _DIARY_TOP + diary.GAP) // (tallest + diary.GAP))
    if most < 1:
        raise BrokenHandout("A week of the diary does not fit on a page: too many exercises.")
    pages = -(-len(weeks) // most)
    each = -(-len(weeks) // pages)
    return [
        _diary_page(look, order, weeks[start : start + each], first=start == 0)
        for start in range(0, len(weeks), each)
    ]


def _diary_rows(
    look: Look, wording: Wording, order: Order, week: Week, panels: Sequence[Panel]
) -> Iterator[diary.Row]:
    for number, (prescription, panel) in enumerate(
        zip(order.plan.prescriptions, panels, strict=True), 1
    ):
        if dose_in_week(prescription, week.number) is None:
            continue
        exercise = order.exercises[prescription.exercise]
        changed, up = "", None
        if is_changed(prescription, week.number):
            reached = [change for change in panel.changes if change.week <= week.number]
            up = reached[-1].up if reached else None
            changed = _new_dose(wording, prescription, exercise, week=week.number)
        yield diary.Row(
            number=number,
            name=_diary_name(look, prescription, exercise),
            boxes=boxes(prescription, week),
            changed=changed,
            up=up,
        )


def _new_dose(
    wording: Wording, prescription: Prescription, exercise: Exercise, *, week: int
) -> str:
    """The first figure of the week's dose that the first week's dose has not ("15 times")."""
    dose = dose_in_week(prescription, week)
    before, after = (
        wording.dose_panel(
            replace(prescription, dose=known, changes=(), first_week=1, last_week=0),
            exercise,
            start=date.min,
        )
        for known in (prescription.dose, dose or prescription.dose)
    )
    said = {before.often, *(fact.figure for fact in before.facts)}
    figures = (*(fact.figure for fact in after.facts), after.often)
    new = next((figure for figure in figures if figure not in said), after.often)
    return new[:1].lower() + new[1:]


def _diary_name(look: Look, prescription: Prescription, exercise: Exercise) -> str:
    if prescription.side in (Side.LEFT, Side.RIGHT):
        return f"{exercise.short}, {look.phrase(f'side_{prescription.side}')}"
    return exercise.short


def _diary_page(look: Look, order: Order, weeks: Sequence[Block], *, first: bool) -> _Sheet:
    sheet = _Sheet([], [])
    y = 0.0
    if first:
        heading = safety.page_heading(look, look.phrase("diary"), _diary_text(look, order))
        sheet.items.append(Placed(heading, 0, 0))
        sheet.bookmarks.append((look.phrase("diary"), 0))
        y = -max(_DIARY_TOP, heading.height + 3 * MM)
    else:
        piece = look.stock_paragraph(
            look.phrase("diary_continued"), look.styles.diary_continued, width=FULL, kind="H2"
        )
        sheet.items.append(Placed(piece, 0, 0))
        y = -piece.height - 3 * MM
    for week in weeks:
        sheet.items.append(Placed(week, 0, y))
        y -= week.height + diary.GAP
    return sheet


def _diary_text(look: Look, order: Order) -> str:
    """What to do with the diary; the sign of a new dose only where there is one."""
    plan = order.plan
    parts = [look.phrase("diary_tick")]
    if any(changes_within(prescription) for prescription in plan.prescriptions):
        parts.append(look.phrase("diary_change"))
    parts.append(look.phrase("diary_missed"))
    if plan.review:
        day = plan.review
        when = look.kept(("day", day), lambda: day_month(look.catalogue, day))
        parts.append(look.phrase("diary_bring", date=when))
    else:
        parts.append(look.phrase("diary_bring_open"))
    return " ".join(parts)


# Safety, education, close.


def _safety_pages(look: Look, order: Order, teach: Block, *, last_card: _Sheet) -> list[_Sheet]:
    """The safety page; what has no room on it goes to the next, in order.

    Where "Your feet and your back" would need a page more, it fills the room that the last
    card leaves, if that is enough.
    """
    whole = list(_safety_sections(look, order, teach))
    short = list(_safety_sections(look, order, None))
    room = look.paper.room
    beside_cards = teach.height + _SECTION_GAP <= room - last_card.used
    if _total(whole) > room and _total(short) <= room and beside_cards:
        last_card.items.append(Placed(teach, 0, -last_card.used - _SECTION_GAP))
        whole = short
    return _filled(look, whole)


def _filled(look: Look, sections: Spaced) -> list[_Sheet]:
    pages: list[Spaced] = [[]]
    for block, space in sections:
        page = pages[-1]
        if page and _total([*page, (block, 0)]) > look.paper.room:
            pages.append([])
        pages[-1].append((block, space))
    sheets = [_column(page) for page in pages]
    sheets[0].bookmarks.append((look.phrase("safe"), 0))
    return sheets


def _safety_sections(
    look: Look, order: Order, teach: Block | None
) -> Iterator[tuple[Block, float]]:
    catalogue, clinic, plan = look.catalogue, order.clinic, order.plan
    yield safety.page_heading(look, look.phrase("safe"), look.phrase("safe_intro")), 4.5 * MM
    yield safety.pain_guide(look, clinic.pain_guide), 4 * MM
    yield (
        safety.labelled_text(look, look.phrase("next_morning"), look.phrase("next_morning_text")),
        3 * MM,
    )
    stops = tuple(look.phrase(f"stop_{number}") for number in (1, 2, 3))
    yield safety.labelled_list(look, look.phrase("stop"), stops), 3 * MM
    cares = tuple(
        catalogue.cautions[code].advice for code in plan.take_care if code in catalogue.cautions
    )
    if cares:
        yield safety.labelled_list(look, look.phrase("your_care"), cares), 3 * MM
    yield safety.red_flags(look, catalogue.regions[clinic.region]), 5 * MM
    if teach:
        yield teach, 5 * MM
    yield _close(look, order), 0


def _about(look: Look, order: Order) -> Block:
    """Feet and back, the condition, shoes; and under them where the texts come from."""
    teach = safety.education(look, tuple(_education(look, order)))
    record = safety.record(look, _record(look, order))
    under = teach.height + 3 * MM
    return Block(under + record.height, (*teach.items, Placed(record, 0, -under)))


def _education(look: Look, order: Order) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Feet and back with the patient's condition, and beside it the shoes that were chosen."""
    catalogue, plan = look.catalogue, order.plan
    condition = catalogue.conditions.get(plan.condition)
    texts = (*catalogue.feet_and_back, *(condition.paragraphs if condition else ()))
    yield look.phrase("feet_and_back"), texts
    shoes = catalogue.footwear.get(plan.footwear)
    if shoes:
        yield look.phrase("shoes"), shoes.paragraphs


def _close(look: Look, order: Order) -> Block:
    who = order.plan.practitioner
    return safety.close(
        look,
        name=first_page.first_name(who.name),
        phone=who.phone or order.clinic.phone,
        clinic_phone=order.clinic.phone,
        formats=order.clinic.other_formats,
    )


def _record(look: Look, order: Order) -> str:
    record, who = look.catalogue.record, order.plan.practitioner
    written, review = (
        month_year(look.catalogue, date.fromisoformat(f"{when}-01"))
        for when in (record.written, record.review)
    )
    key = "written" if who.role else "written_plain"
    return " ".join(
        (
            look.phrase(key, name=who.name, role=who.role[:1].lower() + who.role[1:]),
            look.phrase("text_record", version=record.version, written=written, review=review),
            look.phrase("sources", sources="; ".join(record.sources)),
            look.phrase("feedback"),
        )
    )
