"""A plan and its exercises become the phrases of what to wear on the feet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from clinicplan.catalogue.values import Exercise
from clinicplan.footwear import bare_noted, feet_noted, speaks_of_feet
from clinicplan.handout.careful import is_operated
from clinicplan.limits import typed_in
from clinicplan.plan import Plan

BARE = ("bare_feet",)
_WOUNDED = re.compile(
    r"\b(?:wounds?|ulcers?|dressings?|plaster(?:ed)?(?! of)|(?:in|the|a|leg) cast|blisters?|"
    r"stitches|sutures)\b",
    re.IGNORECASE,
)
"""What nobody bares: a page that knows of it says nothing of bare feet."""
_COVERED = {"diabetes", "reduced-feeling", "open-wound", "poor-circulation"}
"""Cautions with which nobody is told to go barefoot (docs/content.md)."""
_SHOES_ON = {"balance"}
"""Cautions with which one stands in shoes alone."""
_TOES = {"toe-curl-spread", "toe-pencil", "toe-press", "toe-stretch", "towel-scrunch"}
"""Exercises that no toe does in a shoe."""
_SHOD = {"wall-calf-stretch"}
"""Exercises that are shown in shoes."""
_ON_FOOT = {"standing", "walking"}
_FOOTED = {"foot", "leg"}
"""Parts of the body whose exercises are done with feet that are seen."""


def feet_of(plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """The phrases of what to wear on the feet: they fit the exercises of this plan."""
    cares = set(plan.take_care)
    covered = _covered(plan, exercises) if _COVERED & cares else ()
    shown = _shown(plan, exercises) if covered else ()
    if is_operated(plan):
        return ("allowed_feet", *shown)
    noted = _noted(plan, exercises)
    shoes = _shoes(plan, exercises) if _SHOES_ON & cares else ()
    if covered and noted == ("shoes_noted",):
        return (*noted, *shoes, *shown)
    if noted and not (covered or shoes):
        return noted
    return tuple(dict.fromkeys((*covered, *shoes, *noted[:1], *shown))) or _usual(plan, exercises)


def _usual(plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Bare feet, unless steps of the clinic's own say what to wear, or no foot has any part."""
    used = [exercises[item.exercise] for item in plan.prescriptions]
    own = [each for each in used if each.own]
    if _WOUNDED.search(typed_in(plan)):
        return ()
    if not own:
        return _bare(plan)
    speaks = [speaks_of_feet(each) for each in own]
    is_told = all(said or each.limb not in _FOOTED for said, each in zip(speaks, own, strict=True))
    if is_told and len(own) == len(used):
        return ()
    return ("steps_feet", "feet_others") if any(speaks) else _bare(plan)


def _bare(plan: Plan) -> tuple[str, ...]:
    """Bare feet, or socks; bare feet alone where a note says so."""
    bare = bare_noted(plan)
    if not bare.kind:
        return BARE
    return ("bare_noted",) if bare.is_all else ("bare_noted_some", "feet_others")


def _covered(plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Socks or shoes; which of them for the toes, where toes must move."""
    moves = any(exercises[code].own or code in _TOES for code in _codes(plan))
    return ("covered_toes",) if moves else ("covered_feet",)


def _shown(plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """That the pictures show bare feet, where one of them does."""
    is_bare = any(not exercises[code].own and code not in _SHOD for code in _codes(plan))
    return ("feet_shown",) if is_bare else ()


def _shoes(plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """Shoes to stand in; not in the one exercise of the plan whose toes must grip the floor."""
    grips = any(
        item.exercise in _TOES
        and exercises[item.exercise].variant(item.variant).position in _ON_FOOT
        for item in plan.prescriptions
    )
    return ("firm_shoes_toes",) if grips else ("firm_shoes",)


def _noted(plan: Plan, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """The phrases of what the notes say to wear; bare feet only where none of them does."""
    feet = feet_noted(plan)
    if not feet.kind:
        return ()
    if feet.kind == "socks" and feet.is_all:
        return (*_covered(plan, exercises), *_shown(plan, exercises))
    phrase = f"{feet.kind}_noted"
    return (phrase,) if feet.is_all else (f"{phrase}_some", "feet_others")


def _codes(plan: Plan) -> Iterable[str]:
    return (item.exercise for item in plan.prescriptions)
