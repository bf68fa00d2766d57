"""What is typed for an exercise becomes whether it is done on waking, before any warm-up."""

from __future__ import annotations

import re

from clinicplan.limits import all_typed
from clinicplan.plan import Plan, Prescription

_ON_WAKING = frozenset(("waking", "first-thing"))
"""Times of day at which one has not yet walked."""

BEFORE_RISING = re.compile(
    r"\b(?:before (?:you )?(?:get(?:ting)? (?:up\b|out of (?:your )?bed|oob\b)|"
    r"(?:(?:you(?:['\u2019]re| are) )?out of (?:your )?bed|oob|leaving (?:your )?bed)\b|rising\b|"
    r"(?:your |the )?(?:foot|feet) (?:touch(?:es)?|hits?|reach(?:es)?) (?:the )?(?:floor|ground)|"
    r"(?:(?:take|put)(?:ting)? )?(?:your |the |a )?(?:first|1st) (?:few )?steps?\b|"
    r"put(?:ting)? (?:your |the |a )?(?:foot|feet|weight) (?:to|on) (?:the )?(?:floor|ground))|"
    r"(?:morning|first thing|awake|waking|am) (?:and )?before (?:you(?:['\u2019]re| are) )?up\b|"
    r"(?:on|when you|as soon as you) (?:waking|wake)\b|"
    r"in (?:the )?bed\b[^.;]*\b(?:morning|first thing)|"
    r"(?:mornings?|first thing)\b[^.;]*\bin (?:the )?bed\b)",
    re.IGNORECASE,
)
"""Words of a note that say the same, not those of an evening in bed."""


def on_waking(prescription: Prescription) -> bool:
    """Whether some of it is done before one has got up, or as one does."""
    times = prescription.dose.times
    if times is not None and _ON_WAKING & {*times.named}:
        return True
    return BEFORE_RISING.search(all_typed(prescription)) is not None


def is_all_on_waking(plan: Plan) -> bool:
    """Whether nothing else is to be done in a day: then nobody warms up for it."""
    return bool(plan.prescriptions) and all(map(is_only_on_waking, plan.prescriptions))


def is_only_on_waking(prescription: Prescription) -> bool:
    """Whether it is done at no other time of the day."""
    times = prescription.dose.times
    if times is None or not on_waking(prescription):
        return False
    return {*times.named} <= _ON_WAKING if times.named else times.count == 1
