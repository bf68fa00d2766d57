"""An order becomes the safety page, what its condition needs explained, and the close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from clinicplan.catalogue.phrases import month_year
from clinicplan.handout.blocks import first_page, safety
from clinicplan.handout.look import Look
from clinicplan.handout.pieces import Block, Placed
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced, column, total
from clinicplan.handout.styles import MM

_SECTION_GAP = 8 * MM


def safety_pages(look: Look, order: Order, *, last_card: Sheet) -> list[Sheet]:
    """The safety page; what has no room on it goes to the next, in order.

    Where "Your feet and your back" would need a page more, it fills the room that the last
    card leaves, if that is enough.
    """
    teach = _about(look, order)
    whole = list(_safety_sections(look, order, teach))
    short = list(_safety_sections(look, order, None))
    room = look.paper.room
    beside_cards = teach.height + _SECTION_GAP <= room - last_card.used
    if total(whole) > room and total(short) <= room and beside_cards:
        last_card.items.append(Placed(teach, 0, -last_card.used - _SECTION_GAP))
        whole = short
    return _filled(look, whole)


def _filled(look: Look, sections: Spaced) -> list[Sheet]:
    pages: list[Spaced] = [[]]
    for block, space in sections:
        page = pages[-1]
        if page and total([*page, (block, 0)]) > look.paper.room:
            pages.append([])
        pages[-1].append((block, space))
    sheets = [column(page) for page in pages]
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
