"""A plan's cautions and limits become exercises without the words that would urge on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.limits import is_limited
from clinicplan.plan import Plan

_UNFELT = "reduced-feeling"
"""The caution with which neither pain nor its absence says much."""


def is_unfelt(plan: Plan) -> bool:
    """Whether the feet feel little."""
    return _UNFELT in plan.take_care


def unurged(
    catalogue: Catalogue, plan: Plan, exercises: Mapping[str, Exercise]
) -> Mapping[str, Exercise]:
    """The exercises; one that a caution advises against says neither to do more nor to feel it.

    The practitioner has let it in with a reason. Who feels less must not press until it is felt,
    in any exercise: none of such a plan says so. Where somebody typed how far to go, or when to do
    more, the library's own line for when it is easy is left out: it would say something else.
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

    Where the feet feel little that is each of them.
    """
    if is_unfelt(plan):
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
        if item.exercise == conflict.exercise
        and (not conflict.variants or item.variant in conflict.variants)
    )
