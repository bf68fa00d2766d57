"""An order becomes the safety page, what its condition needs explained, and the close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from clinicplan.catalogue.phrases import month_year
from clinicplan.catalogue.values import Region
from clinicplan.handout.blocks import ending, first_page, safety
from clinicplan.handout.look import Look
from clinicplan.handout.pieces import Block, Placed
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced, column, total
from clinicplan.handout.styles import MM

_SECTION_GAP = 6 * MM
_AFTER = 5 * MM
_ORDERS = (
    ("flags", "tips", "about", "close"),
    ("flags", "close", "tips", "about"),
    ("tips", "flags", "about", "close"),
    ("tips", "flags", "close", "about"),
)
"""What may follow the guide to pain, the best order first."""
_HOSTED = (
    (),
    ("tips", "about"),
    ("tips", "about", "close"),
    ("about",),
    ("tips",),
    ("tips", "close"),
    ("about", "close"),
)
"""What other pages may take, the best first."""
_UNFELT = "reduced-feeling"
"""The caution with which pain says little: the guide to pain asks to look at the feet."""


def guide(look: Look, order: Order) -> Spaced:
    """How much pain is all right, what to do the morning after, and when to stop."""
    emergency = _region(look, order).emergency
    stops = tuple(look.phrase(f"stop_{number}", emergency=emergency) for number in (1, 2, 3, 4))
    text = look.phrase("next_morning_text")
    unfelt = _UNFELT in order.plan.take_care
    return [
        (safety.pain_guide(look, order.clinic.pain_guide, unfelt=unfelt), 4 * MM),
        (safety.labelled_text(look, look.phrase("next_morning"), text), 3 * MM),
        (safety.labelled_list(look, look.phrase("stop"), stops), 3 * MM),
    ]


def safety_pages(look: Look, order: Order, *, guided: bool, hosts: Sequence[Sheet]) -> list[Sheet]:
    """The safety page and what follows it, on as few new pages as there can be.

    `guided` says that page one holds the guide already. Where that saves a page, the hosts (the
    last card's page, page one, the diary's) take some of the texts, each the first that has
    room, and how to do the exercises may come before the warning signs.
    """
    signs, parts = _signs(look, order, guided=guided), _parts(look, order)
    best: tuple[list[Spaced], list[tuple[Block, Sheet]]] | None = None
    for names in _HOSTED:
        moved = _moved([parts[name][0] for name in names], hosts, room=look.paper.room)
        if moved is None:
            continue
        for order_ in _ORDERS:
            here = [parts[name] for name in order_ if name not in names]
            pages = _filled([*signs, *here], room=look.paper.room)
            if best is None or len(pages) < len(best[0]):
                best = pages, moved
    assert best is not None  # the first way moves nothing
    pages, moved = best
    for block, sheet in moved:
        sheet.add(block, gap=_SECTION_GAP)
    first, *more = pages
    return [column(first, title=look.phrase("safe")), *map(column, more)]


def _parts(look: Look, order: Order) -> dict[str, tuple[Block, float]]:
    """What may follow the guide to pain, by name."""
    return {
        "flags": (safety.red_flags(look, _region(look, order)), _AFTER),
        "tips": (_doing(look), _AFTER),
        "about": (_about(look, order), _AFTER),
        "close": (_close(look, order), _AFTER),
    }


def _moved(
    blocks: Sequence[Block], hosts: Sequence[Sheet], *, room: float
) -> list[tuple[Block, Sheet]] | None:
    """Each block with the first page that has room for it; None where one finds none."""
    left = [room - sheet.used for sheet in hosts]
    moved = []
    for block in blocks:
        need = block.height + _SECTION_GAP
        place = next((index for index, space in enumerate(left) if need <= space), None)
        if place is None:
            return None
        left[place] -= need
        moved.append((block, hosts[place]))
    return moved


def _filled(sections: Spaced, *, room: float) -> list[Spaced]:
    """The sections in their order on as many pages as they need."""
    pages: list[Spaced] = [[]]
    for block, space in sections:
        page = pages[-1]
        if page and total([*page, (block, 0)]) > room:
            pages.append([])
        pages[-1].append((block, space))
    return pages


def _signs(look: Look, order: Order, *, guided: bool) -> Spaced:
    """The page's heading, the guide, and what to take care of."""
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
    return sections


def _region(look: Look, order: Order) -> Region:
    return look.catalogue.regions[order.clinic.region]


def _doing(look: Look) -> Block:
    """How to do the exercises, whichever they are."""
    said = tuple((tip.label, tip.text) for tip in look.catalogue.tips)
    return ending.tips(look, look.phrase("doing"), said)


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
