"""A plan's cautions and limits become what its patient is not urged to do, and what is let in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from clinicplan.catalogue.values import Catalogue, Caution, Exercise, Granted
from clinicplan.limits import is_limited, typed_for
from clinicplan.plan import Plan, Prescription
from clinicplan.waking import is_all_on_waking

_UNFELT = "reduced-feeling"
"""The caution with which neither pain nor its absence says much."""
_BALANCE = "balance"
_DIABETES = "diabetes"
_OPERATED = "recent-surgery"
"""The caution with which the surgeon decides what may be done, walking and shoes with it."""


_CHILD = 13
"""From this birthday on a handout speaks as to an adult."""

_OLD = 65
"""From this birthday on the pictures show somebody old, where nobody is named (our judgement)."""


def is_unfelt(plan: Plan) -> bool:
    """Whether the feet feel little."""
    return _UNFELT in plan.take_care


def is_operated(plan: Plan) -> bool:
    """Whether an operation is recent."""
    return _OPERATED in plan.take_care


def is_watched(plan: Plan) -> bool:
    """Whether pain may come late or not at all: a foot is looked at, and a new pain is no ache."""
    return is_unfelt(plan) or _DIABETES in plan.take_care


def is_held_back(plan: Plan) -> bool:
    """Whether nothing may urge on in any exercise: little is felt, or a surgeon decides."""
    return is_unfelt(plan) or is_operated(plan)


_OFF_THE_FEET = re.compile(
    r"\b(?:no|without)\s+(?:weight|standing|walking)\b|\bnon[- ]?weight|\bNWB\b|"
    r"\bnot? weight[- ]?bear|\b(?:only )?(?:sitting|seated)(?: exercises?)? only\b|"
    r"\bonly (?:when )?(?:sitting|seated)\b|\bin (?:the |your )?bed\b|\bwheelchair\b|"
    r"\b(?:on|with|use|using) (?:your |the |both |two )?crutches\b|"
    r"\bdo(?: not|n['\u2019]t) (?:stand|walk)\b|\b(?:foot|leg|heel)\b[^.;\n]*\b(?:no exercises?|"
    r"keep (?:it )?(?:up )?on (?:a |the )?(?:foot)?stool|rests? on (?:a |the )?(?:foot)?stool)\b|"
    r"\b(?:till|until)\b[^.;\n]*\b(?:wound|ulcer)\b[^.;\n]*\b(?:closed|healed|heals|closes)\b",
    re.IGNORECASE,
)
_A_WALK = re.compile(r"\bwalk(?:s|ing)?\b(?!\s+(?:on|like)\b)", re.IGNORECASE)


def is_spared_a_walk(plan: Plan, names: Iterable[str] = ()) -> bool:
    """Whether nobody walks to warm up: balance is poor, it is forbidden, or a walk is the dose.

    `names` are those of the plan's exercises of the clinic's own.
    """
    if _BALANCE in plan.take_care:
        return True
    texts = (plan.note, *(text for item in plan.prescriptions for text in typed_for(item)))
    return any(map(_OFF_THE_FEET.search, texts)) or any(map(_A_WALK.search, names))


def warms_up(plan: Plan) -> bool:
    """Whether there is a warm-up: a surgeon may not allow it, and on waking there is none."""
    return not (is_operated(plan) or is_all_on_waking(plan))


def is_child(plan: Plan) -> bool:
    """Whether the patient is under 13 when the plan begins, as far as the birthday is known."""
    age = _age(plan)
    return age is not None and age < _CHILD


def is_old(plan: Plan) -> bool:
    """Whether the patient is 65 or older when the plan begins, as far as the birthday is known."""
    age = _age(plan)
    return age is not None and age >= _OLD


def _age(plan: Plan) -> int | None:
    """The years of the patient when the plan begins."""
    born, start = plan.patient.born, plan.start
    if born is None:
        return None
    return start.year - born.year - ((start.month, start.day) < (born.month, born.day))


def unurged(
    catalogue: Catalogue, plan: Plan, exercises: Mapping[str, Exercise]
) -> Mapping[str, Exercise]:
    """The exercises; one that a caution advises against says neither to do more nor to feel it.

    The practitioner has let it in with a reason. Who feels less must not press until it is felt,
    and after an operation only what is allowed is done, in any exercise: none of such a plan
    says so. Where somebody typed how far to go, or when to do more, the library's own line for when
    it is easy is left out: it would say something else.
    """
    against = _advised_against(catalogue, plan)
    limited = frozenset(item.exercise for item in plan.prescriptions if is_limited(item))
    if not against and not limited:
        return exercises
    return {
        code: replace(each, harder="", feel="" if code in against else each.feel)
        if code in against | limited else each
        for code, each in exercises.items()
    }


def _advised_against(catalogue: Catalogue, plan: Plan) -> frozenset[str]:
    """The codes of the plan's exercises that go against one of its cautions.

    Where the feet feel little, or an operation is recent, that is each of them.
    """
    if is_held_back(plan):
        return frozenset(item.exercise for item in plan.prescriptions)
    conflicts = [
        conflict
        for code in plan.take_care
        if code in catalogue.cautions
        for conflict in catalogue.cautions[code].conflicts
    ]
    return frozenset(
        item.exercise
        for item in plan.prescriptions
        for conflict in conflicts
        if conflict.concerns(item.exercise, item.variant)
    )


def let_in(caution: Caution, plan: Plan) -> Mapping[Granted, Sequence[int]]:
    """The numbers of exercises that a caution's advice keeps out, and a practitioner lets in."""
    found: dict[Granted, list[int]] = {}
    for number, item in enumerate(plan.prescriptions, 1):
        for words in _granted(caution, item):
            found.setdefault(words, []).append(number)
    return found


def with_grants(
    catalogue: Catalogue, plan: Plan, exercises: Mapping[str, Exercise], *, name: str
) -> Mapping[str, Exercise]:
    """The exercises; one that is let in all the same says on its card who has chosen it so."""
    if not plan.take_care:
        return exercises
    changed = dict(exercises)
    for code in plan.take_care:
        for item in plan.prescriptions if code in catalogue.cautions else ():
            for words in _granted(catalogue.cautions[code], item):
                each, card = changed[item.exercise], words.card.replace("{name}", name)
                changed[item.exercise] = _with_care(each, item.variant, card)
    return changed


def _granted(caution: Caution, item: Prescription) -> Iterator[Granted]:
    for conflict in caution.conflicts:
        if conflict.granted and conflict.concerns(item.exercise, item.variant):
            yield conflict.granted


def _with_care(exercise: Exercise, code: str, card: str) -> Exercise:
    """The exercise; what is to be taken care of, done this way, begins with these words, once."""
    variants = (
        replace(each, care=f"{card} {each.care}".strip())
        if each.code == code and card not in each.care
        else each
        for each in exercise.variants
    )
    return replace(exercise, variants=tuple(variants))
