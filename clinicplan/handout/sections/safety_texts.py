"""An order becomes the texts that keep its patient safe, in the words of its region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from clinicplan.catalogue.phrases import listed, month_year
from clinicplan.catalogue.values import Caution, RedFlags, Region, Tip
from clinicplan.claims import Claim, against_page
from clinicplan.footwear import is_too_thin
from clinicplan.handout.blocks.first_page import first_name
from clinicplan.handout.careful import (
    is_child,
    is_held_back,
    is_operated,
    is_spared_a_walk,
    is_unfelt,
    is_watched,
    let_in,
    warms_up,
)
from clinicplan.handout.look import Look
from clinicplan.handout.sections.sheets import Order
from clinicplan.lasting import tells_the_end
from clinicplan.limits import typed_in
from clinicplan.plan import Plan
from clinicplan.waking import on_waking

_DIABETES = "diabetes"
"""The caution, and the list of warning signs, of the same name."""
_OPERATION = "operation"
"""The list of warning signs that only who was operated on reads."""


def region_of(look: Look, order: Order) -> Region:
    """The region of the clinic: whom to ring, and when; the signs are this patient's.

    What the emergency number is for comes first, next what this patient is to look out for. A
    child is not asked about sex.
    """
    plan, region = order.plan, look.catalogue.regions[order.clinic.region]
    own = {_DIABETES: is_watched(plan), _OPERATION: is_operated(plan)}
    if not (any(own.values()) or is_child(plan)):
        return region
    key = ("region", region.code, *own.values(), is_unfelt(plan), is_child(plan))
    make = partial(_suited, region, own, unfelt=is_unfelt(plan), young=is_child(plan))
    return look.kept(key, make)


def _suited(region: Region, own: Mapping[str, bool], *, unfelt: bool, young: bool) -> Region:
    def place(flags: RedFlags) -> tuple[bool, bool]:
        return region.emergency not in flags.heading, not own.get(flags.code)

    said = region.child if young else {}
    more = [flags for flags in region.more if own.get(flags.code)]
    lists = [
        replace(
            flags,
            heading=region.numb if unfelt and flags.code == _DIABETES else flags.heading,
            signs=tuple([said.get(sign, sign) for sign in flags.signs]),
        )
        for flags in sorted((*region.lists, *more), key=place)
    ]
    return replace(region, lists=tuple(lists))


def tips_of(look: Look, order: Order) -> tuple[tuple[str, str], ...]:
    """How to do the exercises: what each tip is about, and its words.

    A plan without a last day is not told what to do when it ends. Who feels less, or has been
    operated on, is not urged on; the one warms up on a chair, and to the other only the surgeon
    says whether to walk. Nobody is told of sets, or of a harder way, where the plan has none.
    """
    plan, has = order.plan, {"", *_has(order)}
    is_warm, goes_on = warms_up(plan), _goes_on(plan)
    rising, is_seated = _rising_words(look, plan), _warms_up_seated(order)
    is_careful = is_watched(plan) or is_operated(plan)

    against = against_page(typed_in(plan))

    def words(tip: Tip) -> str:
        return (is_seated and tip.unfelt) or (is_careful and tip.careful) or tip.text

    return tuple(
        [
            (tip.label, _with(words(tip), tip.warms and rising))
            for tip in look.catalogue.tips
            if (goes_on or not tip.ends)
            and not (is_held_back(plan) and tip.urges)
            and not (is_operated(plan) and tip.surgeons)
            and tip.needs in has
            and (is_warm or not tip.warms)
            and not (against and _is_denied(tip.text, against))
        ]
    )


def _is_denied(text: str, against: list[Claim]) -> bool:
    """Whether something typed says otherwise than the tip."""
    return any(claim.text.search(text) for claim in against)


def _goes_on(plan: Plan) -> bool:
    """True for a plan that ends, with no exercise that is over with it, or goes on as typed."""
    is_over = any(item.last_week == plan.weeks for item in plan.prescriptions)
    return bool(plan.weeks) and not is_over and not tells_the_end(plan)


def _has(order: Order) -> Iterator[str]:
    """What tips are for that this plan has."""
    for item in order.plan.prescriptions:
        exercise = order.exercises[item.exercise]
        doses = (item.dose, *(change.dose for change in item.changes))
        if any(dose.sets for dose in doses):
            yield "sets"
        if exercise.harder:
            yield "harder"
        if not exercise.own:
            yield "stock"


def _with(text: str, more: str | bool) -> str:
    return f"{text} {more}" if more else text


def _rising_words(look: Look, plan: Plan) -> str:
    """Which exercises are done on waking, without a warm-up; "" where none is."""
    numbers = [str(number) for number, item in enumerate(plan.prescriptions, 1) if on_waking(item)]
    if not numbers:
        return ""
    which = listed(look.catalogue, tuple(numbers))
    return look.phrase("on_waking", n=len(numbers), exercises=which)


def warm_up_words(look: Look, order: Order) -> str:
    """How to warm up, "" where only a surgeon can say, or all is done on waking."""
    if not warms_up(order.plan):
        return ""
    key = "one_sheet_warm_up_unfelt" if _warms_up_seated(order) else "one_sheet_warm_up"
    return _with(look.phrase(key), _rising_words(look, order.plan))


def _warms_up_seated(order: Order) -> bool:
    """Whether the warm-up is on a chair: little is felt, or a walk is not for this plan to ask."""
    own = (order.exercises[item.exercise] for item in order.plan.prescriptions)
    names = [exercise.name for exercise in own if exercise.own]
    return is_unfelt(order.plan) or is_spared_a_walk(order.plan, names)


def care_texts(look: Look, order: Order) -> tuple[str, ...]:
    """What this patient takes extra care of."""
    cautions, region = look.catalogue.cautions, region_of(look, order)
    said = [_advised(look, order, cautions[code]) for code in order.plan.take_care
            if code in cautions]  # fmt: skip
    return tuple(
        text.replace("{closed}", region.closed).replace("{sore}", region.sore) for text in said
    )


def _advised(look: Look, order: Order, caution: Caution) -> str:
    """A caution's advice; behind what it keeps out, the exercises that are let in all the same."""
    others = (caution.beside.get(code) for code in order.plan.take_care)
    text = next(filter(None, others), caution.advice)
    name = first_name(order.plan.practitioner.name)
    for words, numbers in let_in(caution, order.plan).items():
        given = words.many if len(numbers) > 1 else words.one
        which = listed(look.catalogue, tuple(map(str, numbers)))
        given = given.replace("{exercises}", which).replace("{name}", name)
        text = text.replace(words.keeps_out, f"{words.keeps_out} {given}")
    return text


def education_of(look: Look, order: Order) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Feet and back with the patient's condition, and beside it the shoes that were chosen."""
    catalogue, plan = look.catalogue, order.plan
    condition = catalogue.conditions.get(plan.condition)
    texts = (*catalogue.feet_and_back, *(condition.paragraphs if condition else ()))
    yield look.phrase("feet_and_back"), texts
    shoes = catalogue.footwear.get(plan.footwear)
    if shoes and not is_too_thin(plan.footwear, plan.take_care):
        yield look.phrase("shoes"), shoes.paragraphs


def record_text(look: Look, order: Order) -> str:
    """The words of the record."""
    about, who, clinic = look.catalogue.record, order.plan.practitioner, order.clinic
    written, review = (
        month_year(look.catalogue, date.fromisoformat(f"{when}-01"))
        for when in (about.written, about.review)
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
            look.phrase("text_record", version=about.version, written=written, review=review),
            look.phrase("sources", sources="; ".join(about.sources)),
            look.phrase("feedback"),
        )
    )
