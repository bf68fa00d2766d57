"""What is typed for an exercise becomes the library's tips that would go against it: left out.

A tip is a help beside the steps. Better one less than one that a note, or a dose, forbids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from clinicplan.catalogue.values import Exercise
from clinicplan.handout.careful import is_operated
from clinicplan.limits import typed_for
from clinicplan.plan import Plan, Prescription


@dataclass(frozen=True, slots=True)
class _Clash:
    """The words of a tip, and those of a note or a dose that it would go against."""

    tip: re.Pattern[str]
    typed: re.Pattern[str]


def _clash(tip: str, typed: str) -> _Clash:
    return _Clash(re.compile(tip, re.IGNORECASE), re.compile(typed, re.IGNORECASE))


_NEVER = r"(?:not|never|no|don['\u2019]?t|do not|without|avoid)"
_A_SIDE = r"(?:right|left|other|bad|sore|operated|op)"
_FOOT = r"(?:foot|feet|leg|legs|heel|side)"
_STRAIGHT = r"(?:(?:kept?|stays?|is|are|be|must|to|really|quite|fully|completely|both) )*"
_BOTH_FEET = _clash(
    r"\bboth feet\b",
    rf"\b{_NEVER} (?:(?:on|with|to|for|through|onto|put|use|any|weight|load|of|your|the) )*"
    rf"(?:{_A_SIDE}\b|(?:both|two) (?:feet|legs|heels)|together\b)|"
    rf"\b{_A_SIDE} (?:{_FOOT} )?(?:stays?|is|must|nothing|not|off|up|rests?|resting)\b|"
    rf"\b(?:(?:{_A_SIDE}|one|single) (?:{_FOOT} )?only|only (?:on )?(?:the |your )?"
    rf"(?:{_A_SIDE}|one))\b|\b(?:boot|cast|plaster|splint|nwb)\b|\bnon[- ]?weight|"
    r"\bno weight\b",
)
"""One foot alone is to be used, or the other is not."""

_CLASHES = (
    _BOTH_FEET,
    _clash(
        r"\bbend your (?!other)\w*\s?knee",
        rf"\bknees? {_STRAIGHT}(?:straight|locked|extended)\b|"
        r"\b(?:straight|locked) (?:knees?|legs?)\b|"
        rf"\blegs? {_STRAIGHT}straight\b|\b{_NEVER} (?:let (?:the |your )?knees? )?"
        r"bend(?:ing)?(?: (?:at|of))?(?: (?:the|your))? ?(?:knees?)?\b",
    ),
    _clash(
        r"\bbend your other knee",
        rf"\b(?:both|other) (?:knees?|legs?) {_STRAIGHT}(?:straight|flat|down)\b|"
        rf"\b(?:knees|legs) {_STRAIGHT}straight\b|\b{_NEVER} bend (?:the |your )?(?:other|knees)\b",
    ),
    _clash(
        r"\bsitting\b|\bsit up\b",
        rf"\b{_NEVER} (?:do (?:it|this|them) )?(?:when |while )?(?:sit|sitting|seated)\b|"
        r"\b(?:standing|stand|lying) only\b|\bonly (?:standing|lying|when you stand)\b",
    ),
    _clash(r"\bsit\b|\bback\b", r"\b(?:lying|lie flat|flat on your back|supine|prone)\b"),
    _clash(
        r"\bwith one hand\b",
        rf"\b{_NEVER} (?:use |with |touch\w* |using )?(?:(?:the|your|any) )?hands?\b|"
        r"\bhands? off\b|\bhands[- ]free\b",
    ),
    _clash(
        r"\bup and down\b",
        r"\b(?:up|down|in|out|side|sideways|inwards?|outwards?)(?:wards?)? only\b|"
        r"\bonly (?:up|down|in|out|side)|\bcircles only\b|\bonly circles\b|"
        rf"\b{_NEVER} (?:(?:go|pull|push|point|bend|move|bring|stretch|it|them|the|your|foot|toes?|"
        r"ankle|ing) ?)*(?:up|down|past|upwards?|downwards?)\b",
    ),
    _clash(
        r"\bspread|\bpress through your big toe",
        rf"\b{_NEVER} (?:\w+ )?spread|\bcurls? only\b|\bonly curl|\bwires?\b|\bpins?\b(?! and)|"
        r"\btoes? (?:apart )?only\b|\bonly (?:the |your )?(?:big|little|small|2nd|second) toes?\b|"
        rf"\b{_NEVER} (?:\w+ ){{0,3}}(?:\w+ )?toes?\b|\boff (?:the |your )?(?:big )?toes?\b|"
        r"\boutside of (?:the |your )?foot\b",
    ),
    _clash(
        r"\b(?:lifting your heel|keep your foot down|heels? (?:on the floor|lower))\b",
        r"\b(?:lift|raise) (?:the |your )?heels?\b|\bheels? (?:off|up|raised|right up|high)\b|"
        r"\b(?:foot|feet|legs?) (?:up|elevated|raised|off)\b|\belevated?\b|\bfull height\b",
    ),
    _clash(
        r"\braise your heels? less\b|\b(?:step|stretch|press|reach|move your toes)[^.]* "
        r"(?:less|shorter)\b|\bshin\b",
        r"\b(?:full (?:height|range)|right (?:to|up to) the top|as (?:high|far) as (?:you can|"
        rf"possible))\b(?!.*\b{_NEVER}\b)",
    ),
    _clash(r"\bthin\b", r"\bthick|\b(?:bath|beach|hand|tea) towel\b"),
    _clash(r"\bpencil\b", r"\b(?:marbles?|socks?|tissues?|hank\w+|beads?|buttons?|cloth)\b"),
    _clash(r"\bloosely\b", r"\btight(?:ly)?\b|\bfull (?:tension|stretch)\b"),
)  # fmt: skip


def uncontradicted(plan: Plan, exercises: Mapping[str, Exercise]) -> Mapping[str, Exercise]:
    """The exercises without the tips that would go against what is typed for them.

    After an operation a foot that was left out is not brought in by a tip.
    """
    changed: dict[str, Exercise] = {}
    operated = is_operated(plan)
    for item in plan.prescriptions:
        exercise = changed.get(item.exercise, exercises[item.exercise])
        tips = exercise.easier, exercise.harder, exercise.slip
        found = _clashes_of(tips) if not exercise.own else ()
        if not found:
            continue
        typed = _typed(plan, item)
        left = [tip for tip, clash in found
                if (operated and clash is _BOTH_FEET) or clash.typed.search(typed)]  # fmt: skip
        if left:
            kept = ["" if tip in left else tip for tip in tips]
            easier, harder, slip = kept
            changed[item.exercise] = replace(exercise, easier=easier, harder=harder, slip=slip)
    return {**exercises, **changed} if changed else exercises


@lru_cache(maxsize=256)
def _clashes_of(tips: tuple[str, ...]) -> tuple[tuple[str, _Clash], ...]:
    """Each of the tips with what it may go against: the same for every plan."""
    return tuple((tip, each) for tip in tips for each in _CLASHES if each.tip.search(tip))


def _typed(plan: Plan, item: Prescription) -> str:
    """All that is typed of an exercise, and for the plan as a whole."""
    occasion = item.dose.times.occasion if item.dose.times else ""
    return "\n".join((*typed_for(item), occasion, plan.note))
