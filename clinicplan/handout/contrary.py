"""What is typed for an exercise becomes the library's texts that would go against it: left out.

A tip is a help beside the steps. Better one less than one that a note, or a dose, forbids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from clinicplan.catalogue.values import Exercise, Variant
from clinicplan.claims import BOTH_FEET, HOLDING, TIPS, Claim, against_card, told
from clinicplan.handout.careful import is_operated
from clinicplan.limits import all_typed
from clinicplan.plan import Plan


def uncontradicted(plan: Plan, exercises: Mapping[str, Exercise]) -> Mapping[str, Exercise]:
    """The exercises without the tips and cautions that would go against what is typed for them.

    After an operation a foot that was left out is not brought in by a tip.
    """
    changed: dict[str, Exercise] = {}
    operated = is_operated(plan)
    for item in plan.prescriptions:
        exercise = changed.get(item.exercise, exercises[item.exercise])
        if exercise.own:
            continue
        typed = "\n".join(filter(None, (all_typed(item), plan.note)))
        after = _untipped(exercise, typed, operated=operated)
        if typed:
            after = _unwarned(after, item.variant, typed)
        if after is not exercise:
            changed[item.exercise] = after
    return {**exercises, **changed} if changed else exercises


def _untipped(exercise: Exercise, typed: str, *, operated: bool) -> Exercise:
    """The exercise without the tips that would go against what is typed."""
    tips = exercise.easier, exercise.harder, exercise.slip
    if not (typed or operated):
        return exercise
    left = [tip for tip, claim in _claims_of(tips)
            if (operated and claim is BOTH_FEET) or claim.typed.search(typed)]  # fmt: skip
    if not left:
        return exercise
    easier, harder, slip = ["" if tip in left else tip for tip in tips]
    return replace(exercise, easier=easier, harder=harder, slip=slip)


def _unwarned(exercise: Exercise, way: str, typed: str) -> Exercise:
    """The exercise without the sentences, of cautions and the rest, that are told otherwise."""
    against, holds = against_card(typed), told(HOLDING, typed)
    if not (against or holds):
        return exercise
    ways = tuple(_held(each) if holds and each.code == way else each for each in exercise.variants)
    return replace(
        exercise,
        variants=ways,
        caution=_kept(exercise.caution, against),
        slip=_kept(exercise.slip, against),
        feel=_kept(exercise.feel, against),
        easier=_kept(exercise.easier, against),
        harder=_kept(exercise.harder, against),
    )


def _held(way: Variant) -> Variant:
    return replace(way, held_as_told=True)


def _kept(text: str, against: list[Claim]) -> str:
    """The sentences of a text that nothing typed is against."""
    return " ".join(
        sentence
        for sentence in _SENTENCE.split(text)
        if not any(claim.text.search(sentence) for claim in against)
    )


_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@lru_cache(maxsize=256)
def _claims_of(tips: tuple[str, ...]) -> tuple[tuple[str, Claim], ...]:
    """Each of the tips with what it may go against: the same for every plan."""
    return tuple((tip, each) for tip in tips for each in TIPS if each.text.search(tip))
