"""An order becomes pages for large type: one thing below the other, as wide as the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from clinicplan.handout.blocks import ending, first_page, goals
from clinicplan.handout.blocks.card import CardText
from clinicplan.handout.blocks.letterhead import letterhead
from clinicplan.handout.blocks.wide.card import wide_cards
from clinicplan.handout.blocks.wide.glance import rooms_of, wide_table
from clinicplan.handout.blocks.wide.head import facts, needs
from clinicplan.handout.blocks.wide.parts import Listing, Part, fixed, lowered, undivided
from clinicplan.handout.blocks.wide.safety import wide_flags, wide_guide
from clinicplan.handout.blocks.wide.texts import (
    Said,
    labelled,
    listed,
    once_more,
    page_heading,
    panel,
    panel_column,
    wide_tips,
)
from clinicplan.handout.blocks.wide.visit import wide_lines, wide_scores
from clinicplan.handout.feet import feet_of
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.pdf.pieces import Block, Placed
from clinicplan.handout.sections.first_facts import dates_of, equipment_of, glance_rows, hero_of
from clinicplan.handout.sections.flow import Flow
from clinicplan.handout.sections.pain_advice import advice_of, intro_of
from clinicplan.handout.sections.places import Loose, Names, Run, around, placed, shortest, under
from clinicplan.handout.sections.safety_texts import (
    care_texts,
    education_of,
    record_text,
    region_of,
    tips_of,
)
from clinicplan.handout.sections.sheets import Order, Sheet
from clinicplan.handout.sections.visit_part import visit_words
from clinicplan.handout.sections.wide_diary import diary_run
from clinicplan.handout.styles import MM
from clinicplan.handout.targets import phone_target, targets_of
from clinicplan.sessions import session_minutes
from clinicplan.wording.panels import Panel
from clinicplan.wording.words import Wording

_FEWEST_LINES = 3
"""Lines of a text that may begin at a page's foot."""
_ONE_LOOK = 4
"""Rows of a table that is seen at one look: divided, it is none."""
_TORN = 0.06
"""How bad it looks if such a table is divided: as a page of which 30 % is empty."""
_TIPS, _LINK, _CLOSE, _SCORES = "tips", "link", "close", "scores"

_BETWEEN = ((_CLOSE,), ())
"""What may stand between the guide to pain and the warning signs."""


def wide_sheets(look: Look, wording: Wording, order: Order, panels: Sequence[Panel]) -> list[Sheet]:
    """All sheets: page one, the table, a card a page, the diary, safety, and the end.

    What explains and the scores for the visit stand where they leave the fewest pages, and those
    the fullest; how to warm up and do the exercises stands before them.
    """
    loose = _loose(look, order)
    why = frozenset(loose) - {_LINK, _CLOSE, _SCORES}
    questions = _questions(look, order)
    runs = (
        Run(why, _opening(look, wording, order, panels, loose), needs=frozenset({_TIPS})),
        Run(why, under(_cards(look, order, panels), loose)),
        diary_run(
            look,
            wording,
            order,
            panels,
            takes=why | {_SCORES},
            suits=frozenset({_SCORES}),
            loose=loose,
        ),
        _safety(look, order, loose, questions),
        Run(frozenset(loose), _end(look, loose, questions)),
    )
    return [sheet for flow in placed(runs, tuple(loose)) for sheet in flow.sheets()]


def _loose(look: Look, order: Order) -> Loose:
    """What may stand in several places, by name."""
    heading, asked = visit_words(look, order)
    found: dict[str, Listing] = {}
    for label, texts in education_of(look, order):
        found[label] = labelled(look, label, texts)
    found[_TIPS] = wide_tips(look, look.phrase("doing"), tips_of(look, order))
    if order.plan.link:
        found[_LINK] = undivided(ending.more(look, order.plan.link))
    found[_CLOSE] = undivided(_close(look, order))
    found[_SCORES] = wide_scores(look, heading, asked)
    return found


# Page one, and the table.


def _opening(
    look: Look, wording: Wording, order: Order, panels: Sequence[Panel], loose: Loose
) -> Callable[[Names], Flow]:
    first = _first_page(look, order)
    rows = tuple(glance_rows(look, wording, order, panels, rooms=rooms_of(look)))

    tables = [wide_table(look, rows, whole=whole) for whole in (True, False)]
    tips = loose[_TIPS]
    texts = [{**loose, _TIPS: replace(tips, whole=whole)} for whole in (False, True)]

    def under_heading(table: Listing, flow: Flow, _: Names) -> None:
        pages, fits = len(flow.pages), flow.left >= table.height(0, len(table.items))
        flow.add_list(table, title=look.phrase("glance"))
        if not table.whole and not fits and len(flow.pages) > pages and len(rows) <= _ONE_LOOK:
            flow.mind(_TORN)

    ways = [around(first, each, partial(under_heading, table))
            for table in tables for each in texts]  # fmt: skip

    def fill(names: Names) -> Flow:
        counts = range(len(names), -1, -1)
        flows = [way(names[:above], names[above:]) for way in ways for above in counts]
        return shortest([flow for flow in flows if flow])

    return fill


def _first_page(look: Look, order: Order) -> Flow:
    """Whose plan it is, what for, and what is needed."""
    plan, wide = order.plan, look.wide
    flow = Flow(look)

    def add(block: Block, *, gap: float | None = None, title: str = "") -> None:
        flow.add(fixed(block), gap=gap, title=title)

    dates = dates_of(look, order)
    words, high = wide.title
    hero = hero_of(look, order) if words < FULL else None
    sizes = first_page.Sizes(high, words, slim=True)
    add(letterhead(look, order.clinic, order.logo), title=look.phrase("bookmark_first"))
    add(first_page.title_block(look, dates, hero, sizes=sizes), gap=10 * MM)
    about = [fixed(block) for block in facts(look, plan, dates)]
    cares = _cares(look, order)
    high = sum(part.height + 5 * MM for part in about)
    is_under = not cares or flow.left >= high + wide.between + cares.height(0, 1)
    if cares and not is_under:
        flow.add_list(cares)
    for part in about:
        flow.add(part, gap=5 * MM)
    if cares and is_under:
        flow.add_list(cares)
    add(Block(0.6, (Placed(first_page.hairline(look), 0, 0),)), gap=wide.near)
    for heading, text, barred in goals.own_words(look, plan):
        _told(look, heading, text, flow, barred=barred)
    session, equipment = session_minutes(plan, order.exercises), equipment_of(look, order)
    feet, label = feet_of(plan, order.exercises), goals.session_label(plan)
    for block in needs(look, session, equipment, feet=feet, label=label):
        add(block)
    return flow


def _cares(look: Look, order: Order) -> Listing | None:
    """What to take extra care of: it begins on page one, above the facts where they are long."""
    cares = care_texts(look, order)
    if not cares:
        return None
    return replace(listed(look, look.phrase("your_care"), cares, kind="H2"), fewest=1)


def _told(look: Look, heading: str, text: str, flow: Flow, *, barred: bool) -> None:
    """A long text under its heading, on as many sheets as it needs."""
    lines = look.private_lines(text, look.styles.body, FULL)
    name = heading
    while lines:
        most = goals.lines_within(look, flow.left)
        if most < min(_FEWEST_LINES, len(lines)):
            flow.turn()
            most = goals.lines_within(look, flow.left)
        block = goals.own_block(look, name, lines[:most], barred=barred, width=FULL)
        flow.add(fixed(block))
        name, lines = look.phrase("continued", heading=heading), lines[most:]


# The cards.


def _cards(look: Look, order: Order, panels: Sequence[Panel]) -> Flow:
    """Every card, on the pages it needs."""
    flow = Flow(look)
    for title, block in _titled_cards(look, order, panels):
        flow.turn()
        flow.add(fixed(block), title=title)
    return flow


def _titled_cards(
    look: Look, order: Order, panels: Sequence[Panel]
) -> Iterator[tuple[str, Block]]:
    practitioner = first_page.first_name(order.plan.practitioner.name)
    pairs = zip(order.plan.prescriptions, panels, strict=True)
    for number, (prescription, dose) in enumerate(pairs, 1):
        exercise = order.exercises[prescription.exercise]
        title = f"{number} {exercise.name}"
        text = CardText(number=number, panel=dose, practitioner=practitioner, person=order.person)
        for index, block in enumerate(wide_cards(look, prescription, exercise, text=text)):
            yield "" if index else title, block


# Safety, and the end.


def _safety(look: Look, order: Order, loose: Loose, questions: Part) -> Run:
    """The guide to pain and the warning signs, each page under the same heading.

    Between them whom to ask, under them what else there is. Where that
    saves a page, the end follows on the same page.
    """
    guide = _guide(look, order)
    frames = wide_flags(look, region_of(look, order), room=guide.room)

    def signs(there: Flow, _: Names) -> None:
        for frame in frames:
            there.add(frame)
        there.begin_with(None)

    between = around(guide, loose, signs)

    def way(names: Names, there: Names) -> Flow | None:
        """None where what stands between would push the signs down the page that they begin."""
        return between(there, tuple(name for name in names if name not in there))

    def fill(names: Names) -> Flow:
        safe = tuple(name for name in names if name == _CLOSE)
        ways = [way(names, safe[:count]) for count in range(len(safe), -1, -1)]
        return shortest([flow for flow in ways if flow])

    alone = fill(())
    spare = guide.left + alone.left - len(alone.pages) * look.paper.room

    def through(names: Names, pages: int) -> Flow | None:
        heights = (loose[name].height(0, len(loose[name].items)) for name in names)
        if sum(heights) + questions.height > spare + (pages - 1) * look.paper.room:
            return None
        ways = [way(names, there) for there in _BETWEEN if {*there} <= {*names}]
        flows = [flow.copy() for flow in ways if flow]
        for flow in flows:
            flow.add(questions)
        best = shortest(flows)
        return best if len(best.pages) < pages else None

    return Run(frozenset(loose) - {_LINK, _SCORES}, fill, through)


def _guide(look: Look, order: Order) -> Flow:
    """The safety pages' name, and how much pain is all right."""
    safe = look.phrase("safe")
    flow = Flow(look, fixed(once_more(look, safe, look.styles.small_heading)))
    heading = page_heading(look, safe, intro_of(look, order))
    flow.add(fixed(heading), title=safe)
    advice = advice_of(look, order)
    signs, others = wide_guide(look, order.clinic.pain_guide, advice, room=flow.left)
    flow.add(fixed(signs[0]))
    for sign in signs[1:]:
        flow.add(lowered(sign, 2 * look.wide.gap))
    for other in others:
        flow.add(fixed(other))
    return flow


def _questions(look: Look, order: Order) -> Part:
    """What to bring to the next visit, and the record."""
    head = page_heading(look, look.phrase("visit_questions"), look.phrase("visit_questions_text"))
    record = ending.record(look, record_text(look, order), columns=1)
    return wide_lines(look, head, record)


def _end(look: Look, loose: Loose, questions: Part) -> Callable[[Names], Flow]:
    """What has no other place, and the questions."""
    others = under(Flow(look), loose)

    def fill(names: Names) -> Flow:
        flow = others(names).copy()
        flow.add(questions)
        return flow

    return fill


def _close(look: Look, order: Order) -> Block:
    who, clinic, styles = order.plan.practitioner, order.clinic, look.styles
    phone = who.phone or clinic.phone
    own = phone_target(look, phone)
    call = look.phrase("questions_call", name=first_page.first_name(who.name))
    formats = "formats_own" if clinic.other_formats else look.wide.formats
    ask = clinic.other_formats or look.phrase("formats_ask", phone=clinic.phone)
    who_to_ask: list[Said] = [
        (look.phrase("questions"), styles.small_heading, "H3"),
        (call, styles.note, "P"),
        (phone, styles.small_heading, "P"),
    ]
    other_forms: list[Said] = [
        (look.phrase(formats), styles.small_heading, "H3"),
        (ask, styles.note, "P"),
    ]
    targets = {**targets_of(look, clinic), **({phone: own} if own else {})}
    ways = [[[*who_to_ask, *other_forms]]]
    whole = [words for words in targets if words in ask or words == phone]
    widest = max([look.width(words, styles.small_heading) for words in whole], default=0)
    if look.wide.across > 1 and widest <= panel_column(look, 2):
        ways.append([who_to_ask, other_forms])
    return min((panel(look, way, targets=targets) for way in ways), key=lambda way: way.height)
