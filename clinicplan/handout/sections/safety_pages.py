"""An order becomes the safety page, what its condition needs explained, and the close."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from clinicplan.handout.arranging import waste
from clinicplan.handout.blocks import ending, first_page
from clinicplan.handout.blocks.labelled import labelled_list, page_heading
from clinicplan.handout.blocks.pain_guide import pain_guide
from clinicplan.handout.blocks.red_flags import LARGER, red_flags
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Block, one
from clinicplan.handout.sections.opening import Extras, Opening
from clinicplan.handout.sections.pain_advice import advice_of, intro_of
from clinicplan.handout.sections.safety_texts import (
    care_texts,
    education_of,
    record_text,
    region_of,
    tips_of,
)
from clinicplan.handout.sections.sheets import Order, Sheet, Spaced, column, total
from clinicplan.handout.styles import MM

_SECTION_GAP = 6 * MM

_AFTER = 5 * MM

_GUIDE_GAP = 3 * MM

RECORD_GAP = 4 * MM

_FOR_VISIT = 0.2
"""The share of the last page that looks empty at the most: more of it takes lines to write on."""


def guide(look: Look, order: Order) -> Spaced:
    """How much pain is all right, what to do the morning after, and when to stop.

    When to stop stands under its sign, or below all where that takes less room.
    """
    scale, advice = order.clinic.pain_guide, advice_of(look, order)
    within = pain_guide(look, scale, advice)
    above = pain_guide(look, scale, replace(advice, stop=("", ())))
    below = labelled_list(look, *advice.stop)
    if within.height <= above.height + _GUIDE_GAP + below.height:
        return [(within, _AFTER)]
    return [(above, _GUIDE_GAP), (below, _AFTER)]


def extras(look: Look, order: Order) -> Extras:
    """What stands on page one if it has the room, and else with the safety page."""
    return Extras(
        cares=_cares(look, order),
        why=_why(look, order),
        guide=guide(look, order),
        doing=ending.tips(look, look.phrase("doing"), tips_of(look, order)),
    )


def safety_pages(
    look: Look, order: Order, first: Opening, more: Extras, *, hosts: Sequence[Sheet]
) -> list[Sheet]:
    """The safety page and the end of the handout, on one page if they can.

    The record, which comes last, is not on them yet; there is room for it on the last.

    The warning signs never leave the page that is headed for them. Where all together would
    need a page more, the hosts (the diary's last page, the last card's, page one) take what
    explains, the first that has the room for it.
    """
    part = _parts(look, order, first, more)
    room = look.paper.room
    for leaving in _some_of(part.rest):
        staying = [each for each in part.rest if each not in leaving]
        page = [*part.heading, *part.guide, *part.flags, *staying, *part.close]
        if total(page) <= room and _hosted(look, leaving, hosts):
            return _sheets(look, order, part, [page])
    for leaving in _some_of(part.rest):
        staying = [each for each in part.rest if each not in leaving]
        ways = [
            pages
            for pages in _on_two(look, part, staying)
            if all(total(page) <= room for page in pages)
        ]
        if ways and _hosted(look, leaving, hosts):
            best = min(ways, key=partial(_emptiness, look, order, part))
            return _sheets(look, order, part, best)
    return _sheets(look, order, part, _on_many(look, part))


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What the end is made of. `guide` is empty where page one has it.

    `rest` explains, and can stand anywhere. The last of `close` only keeps room for the record.
    """

    heading: Spaced
    guide: Spaced
    flags: Spaced
    rest: Spaced
    close: Spaced


def _parts(look: Look, order: Order, first: Opening, more: Extras) -> _Parts:
    intro = intro_of(look, order)
    if first.guided:
        intro = look.phrase("safe_intro_guided", page=first.guided)
    heading: Spaced = [(page_heading(look, look.phrase("safe"), intro), 4.5 * MM)]
    doing: Spaced = [] if first.taught else [(more.doing, _AFTER)]
    why: Spaced = [] if first.told else [(more.why, _AFTER)]
    link = order.plan.link
    there: Spaced = [(ending.more(look, link), _AFTER)] if link else []
    last = Block(record(look, order).height, ())
    return _Parts(
        heading=heading,
        guide=[] if first.guided else more.guide,
        flags=[(red_flags(look, region_of(look, order)), _AFTER)],
        rest=[*doing, *why, *there],
        close=[(_close(look, order), RECORD_GAP), (last, 0)],
    )


def _on_two(look: Look, part: _Parts, rest: Spaced) -> Iterator[list[Spaced]]:
    """Ways to set the end with this of the rest on two pages, the better reading first.

    Guide and signs on the first of them; or the guide there and the signs on the second; or the
    other way round.
    """
    again = _again(look)
    head, end = part.heading, part.close
    for here in _some_of(rest):
        some, others = ([each for each in rest if (each in here) is is_here]
                        for is_here in (True, False))  # fmt: skip
        yield [[*head, *part.guide, *part.flags, *some], [*others, *end]]
        yield [[*head, *part.guide, *some], [again, *part.flags, *others, *end]]
        yield [[*head, *part.flags, *some], [again, *part.guide, *others, *end]]


def _emptiness(look: Look, order: Order, part: _Parts, pages: list[Spaced]) -> float:
    """How bad the empty room of these pages looks: the last one's is for the next visit."""
    room = look.paper.room
    signs = part.flags[0][0]
    taller = _larger_signs(look, order, room)
    bad = 0.0
    for page in pages[:-1]:
        used = total(page)
        if taller and signs in [block for block, _ in page]:
            more = taller.height - signs.height
            used += more if used + more <= room else 0
        bad += waste(1 - used / room)
    return bad + waste(min(1 - total(pages[-1]) / room, _FOR_VISIT))


def _on_many(look: Look, part: _Parts) -> list[Spaced]:
    """The guide, the signs under their heading, and the end, with what explains where it fits."""
    room = look.paper.room
    begin = [*part.heading, *part.guide]
    pages = [*_filled(look, [[]], begin), [_again(look), *part.flags]]
    left = []
    for each in part.rest:
        page = next((page for page in pages if total([*page, each]) <= room), None)
        if page:
            page.append(each)
        else:
            left.append(each)
    return [*pages, *_filled(look, [[]], [*left, *part.close])]


def _again(look: Look) -> tuple[Block, float]:
    """The safety page's name on the page that goes on with it."""
    name = look.phrase("continued", heading=look.phrase("safe"))
    piece = look.running_title(name, look.styles.diary_continued)
    return one(piece), 3 * MM


def _some_of(parts: Spaced) -> Iterator[Spaced]:
    """All ways to choose some of the parts, the fewest first, the last of them first."""
    for many in range(len(parts) + 1):
        for chosen in combinations(reversed(parts), many):
            yield [*chosen]


def _hosted(look: Look, blocks: Spaced, hosts: Sequence[Sheet]) -> bool:
    """Puts each block on the first host with room for it; False, and none put, if one has none."""
    used = {id(sheet): sheet.used for sheet in hosts}
    found: list[tuple[Sheet, Block]] = []
    for block, _ in blocks:
        high = block.height + _SECTION_GAP
        host = next((one for one in hosts if high <= look.paper.room - used[id(one)]), None)
        if host is None:
            return False
        used[id(host)] += high
        found.append((host, block))
    for sheet, block in found:
        sheet.add(block, gap=_SECTION_GAP)
    return True


def _filled(look: Look, pages: list[Spaced], sections: Spaced) -> list[Spaced]:
    """The pages, and the sections on the last and those that they need beyond it."""
    for block, space in sections:
        page = pages[-1]
        if page and total([*page, (block, 0)]) > look.paper.room:
            pages.append([])
        pages[-1].append((block, space))
    return pages


def _sheets(look: Look, order: Order, part: _Parts, pages: list[Spaced]) -> list[Sheet]:
    """The pages without the last of their blocks, which only keeps room for the record.

    Where their page has the room, the warning signs are set in larger type.
    """
    first, *more = [*pages[:-1], pages[-1][:-1]]
    sheets = [column(first, title=look.phrase("safe")), *map(column, more)]
    signs = part.flags[0][0]
    for sheet in sheets:
        found = [number for number, item in enumerate(sheet.items) if item.what is signs]
        if found:
            sheet.grown, sheet.grows = partial(_larger_signs, look, order), found[0]
    return sheets


def _larger_signs(look: Look, order: Order, room: float) -> Block | None:
    signs = red_flags(look, region_of(look, order), type_=LARGER)
    return signs if signs.height <= room else None


def _cares(look: Look, order: Order) -> Block | None:
    cares = care_texts(look, order)
    return labelled_list(look, look.phrase("your_care"), cares, kind="H2") if cares else None


def _why(look: Look, order: Order) -> Block:
    """Feet and back, the condition, and shoes."""
    return ending.education(look, tuple(education_of(look, order)))


def _close(look: Look, order: Order) -> Block:
    who = order.plan.practitioner
    return ending.close(
        look,
        order.clinic,
        name=first_page.first_name(who.name),
        phone=who.phone or order.clinic.phone,
    )


def record(look: Look, order: Order) -> Block:
    """Who chose the exercises, and where the texts are from: the last of a handout."""
    key = "record-of", order.plan.practitioner
    return look.kept(key, lambda: ending.record(look, record_text(look, order)))
