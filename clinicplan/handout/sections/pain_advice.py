"""An order becomes what its guide to pain says: one story with the plan's cautions and limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clinicplan.catalogue.phrases import listed
from clinicplan.catalogue.values import Region
from clinicplan.handout.blocks.first_page import first_name
from clinicplan.handout.blocks.pain_guide import Advice
from clinicplan.handout.careful import is_operated, is_watched
from clinicplan.handout.look import Look
from clinicplan.handout.measures import COLUMN
from clinicplan.handout.sections.safety_texts import region_of
from clinicplan.handout.sections.sheets import Order
from clinicplan.pain import OwnLimits, own_limits
from clinicplan.plan import Plan

_USUAL = {
    "go": ("pain_go", "pain_go_text"),
    "ease": ("pain_ease", "pain_ease_text"),
    "stop": ("pain_stop", "pain_stop_text"),
}


def intro_of(look: Look, order: Order) -> str:
    """What the safety page is for; nobody whose ache may be a warning reads that it is normal."""
    return look.phrase("safe_intro_careful" if _case(order.plan) else "safe_intro")


def advice_of(look: Look, order: Order, *, has_number: bool = True) -> Advice:
    """What to do with how much pain, the morning after, and when to stop.

    `has_number` is False where the page has said before on which number to call.

    Who may not feel pain looks first, and nobody who does, or was operated on, is told to ease
    off where the warning signs say to call at once.
    """
    plan, region = order.plan, region_of(look, order)
    told = _Told(
        _case(plan),
        first_name(plan.practitioner.name),
        (plan.practitioner.phone or order.clinic.phone) if has_number else "",
        own_limits(plan, order.clinic.pain_guide),
        len(plan.prescriptions),
    )
    return look.kept(("advice", region.code, told), lambda: _advice(look, region, told))


@dataclass(frozen=True, slots=True)
class _Told:
    """All that the guide depends on: `case` is why the usual one would not do, "" where it does."""

    case: str
    name: str
    phone: str
    limits: OwnLimits
    exercises: int

    @property
    def is_each(self) -> bool:
        """Whether each exercise names its own limit."""
        return 0 < self.exercises == len(self.limits.exercises)

    @property
    def is_replaced(self) -> bool:
        """Whether no exercise is left for which the clinic's limits would count."""
        return not self.case and (self.limits.whole or self.is_each)


def _advice(look: Look, region: Region, told: _Told) -> Advice:
    case = told.case
    values = dict(
        emergency=region.emergency,
        closed=region.closed,
        sore=region.sore,
        help=region.heading.split(". ")[0].rstrip("."),
        **{us: _us(look, us, told.phone) for us in ("us", "else_us")},
    )

    def say(key: str) -> str:
        return look.phrase(key, **values)

    bands = {} if told.is_replaced else dict(_USUAL)
    if case:
        del bands["ease"]
        bands["go"] = "pain_look" if case == "watched" else "pain_go", f"pain_go_{case}"
        bands["stop"] = "pain_stop", f"pain_stop_{case}"
    end = f"_{case}" if case else ""
    return Advice(
        bands=tuple((band, say(word), say(text)) for band, (word, text) in bands.items()),
        morning=(say("next_morning"), say(f"next_morning_text{end}")),
        stop=(say("stop"), tuple(say(f"stop_{number}{end}") for number in (1, 2, 3))),
        urgent=say("pain_urgent"),
        own=_own(look, told),
    )


def _us(look: Look, key: str, phone: str) -> str:
    """That we are to be called, and on which number, where there is one to say."""
    return look.phrase(f"{key}_on", phone=_whole(look, phone)) if phone else look.phrase(key)


def _whole(look: Look, phone: str) -> str:
    """A number in one piece, as far as a narrow column has the room."""
    whole = phone.replace(" ", "\u00a0")
    return whole if look.width(whole, look.styles.note) < COLUMN else phone


def _case(plan: Plan) -> str:
    """Why the usual guide would not do, "" where it does."""
    return "watched" if is_watched(plan) else "operated" if is_operated(plan) else ""


def _own(look: Look, told: _Told) -> str:
    """Which limits of the plan's own count more than the clinic's; "" where it has none."""
    said, limits = [], told.limits
    if limits.note:
        said.append(look.phrase("limit_whole" if limits.whole else "limit_note", name=told.name))
    if numbers := limits.exercises:
        which = listed(look.catalogue, map(str, numbers))
        key = "limit_each" if told.is_each else "limit_of"
        said.append(look.phrase(key, n=len(numbers), exercises=which))
    if limits.told and not told.case:
        which = listed(look.catalogue, map(str, limits.told))
        said.append(look.phrase("limit_told", n=len(limits.told), exercises=which))
    said += () if told.case else _of_signs(look, told)
    if limits.goals:
        said.append(look.phrase("limit_goals"))
    if said and told.case:
        said.append(look.phrase("limit_first"))
    elif told.is_replaced:
        said.append(look.phrase("limit_over"))
    return " ".join(said)


def _of_signs(look: Look, told: _Told) -> Iterator[str]:
    """Who says for what sign what to do: an exercise, or the note."""
    for sign, numbers in told.limits.signs:
        case = look.phrase(f"sign_{sign}")
        if 0 in numbers:
            yield look.phrase("limit_sign_note", name=told.name, case=case)
        if numbers := tuple(filter(None, numbers)):
            which = listed(look.catalogue, map(str, numbers))
            yield look.phrase("limit_sign", n=len(numbers), exercises=which, case=case)
