"""An order becomes the safety page, what its condition needs explained, and the close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clinicplan.catalogue.phrases import month_year
from clinicplan.handout.blocks import ending, first_page, safety
from clinicplan.handout.look import Look
from clinicplan.handout.pieces import Block, Placed
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced, column, total
from clinicplan.handout.styles import MM

_SECTION_GAP = 6 * MM
_AFTER = 5 * MM


def guide(look: Look, order: Order) -> Spaced:
    """How much pain is all right, what to do the morning after, and when to stop."""
    stops = tuple(look.phrase(f"stop_{number}") for number in (1, 2, 3))
    text = look.phrase("next_morning_text")
    return [
        (safety.pain_guide(look, order.clinic.pain_guide), 4 * MM),
        (safety.labelled_text(look, look.phrase("next_morning"), text), 3 * MM),
        (safety.labelled_list(look, look.phrase("stop"), stops), 3 * MM),
    ]


def safety_pages(look: Look, order: Order, *, guided: bool, hosts: Sequence[Sheet]) -> list[Sheet]:
    """The safety page; what has no room on it goes to the next.

    `guided` says that page one holds the guide already. Where all together would need a page
    more, the first of the hosts (the last card's page, page one, the diary's) with room takes
    "Your feet and your back", or that and the close; else the close stays with the warning
    signs, if it can.
    """
    signs = _signs(look, order, guided=guided)
    teach, close = (_about(look, order), _AFTER), (_close(look, order), _AFTER)
    room = look.paper.room
    if total([*signs, teach, close]) <= room:
        return _filled(look, [*signs, teach, close])
    for beside, here in (([teach], [close]), ([teach, close], [])):
        space = sum(block.height + _SECTION_GAP for block, _ in beside)
        host = next((sheet for sheet in hosts if space <= room - sheet.used), None)
        if host and total([*signs, *here]) <= room:
            for block, _ in beside:
                host.add(block, gap=_SECTION_GAP)
            return _filled(look, [*signs, *here])
    if total([*signs, close]) <= room:
        return _filled(look, [*signs, close, teach])
    return _filled(look, [*signs, teach, close])


def _filled(look: Look, sections: Spaced) -> list[Sheet]:
    pages: list[Spaced] = [[]]
    for block, space in sections:
        page = pages[-1]
        if page and total([*page, (block, 0)]) > look.paper.room:
            pages.append([])
        pages[-1].append((block, space))
    first, *more = pages
    return [column(first, title=look.phrase("safe")), *map(column, more)]


def _signs(look: Look, order: Order, *, guided: bool) -> Spaced:
    """The page's heading, the guide, what to take care of, and the warning signs."""
    catalogue = look.catalogue
    intro = look.phrase("safe_intro_guided" if guided else "safe_intro")
    sections = [(safety.page_heading(look, look.phrase("safe"), intro), 4.5 * MM)]
    if not guided:
        sections += guide(look, order)
    cares = tuple(
        catalogue.cautions[code].advice
        for code in order.plan.take_care
        if code in catalogue.cautions
    )
    if cares:
        sections.append((safety.labelled_list(look, look.phrase("your_care"), cares), 3 * MM))
    region = catalogue.regions[order.clinic.region]
    return [*sections, (safety.red_flags(look, region), _AFTER)]


def _about(look: Look, order: Order) -> Block:
    """Feet and back, the condition, shoes; and under them where the texts come from."""
    teach = ending.education(look, tuple(_education(look, order)))
    record = ending.record(look, _record(look, order))
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
    return ending.close(
        look,
        name=first_page.first_name(who.name),
        phone=who.phone or order.clinic.phone,
        clinic_phone=order.clinic.phone,
        formats=order.clinic.other_formats,
    )


def _record(look: Look, order: Order) -> str:
    record, who, clinic = look.catalogue.record, order.plan.practitioner, order.clinic
    written, review = (
        month_year(look.catalogue, date.fromisoformat(f"{when}-01"))
        for when in (record.written, record.review)
    )
    key = "written" if who.role else "written_plain"
    address = ", ".join(line.strip(" ,") for line in clinic.address.splitlines() if line.strip())
    return " ".join(
        (
            *(
                [look.phrase("clinic_address", clinic=clinic.name, address=address)]
                if address
                else []
            ),
            look.phrase(key, name=who.name, role=who.role[:1].lower() + who.role[1:]),
            look.phrase("text_record", version=record.version, written=written, review=review),
            look.phrase("sources", sources="; ".join(record.sources)),
            look.phrase("feedback"),
        )
    )
