"""A typed note beside the steps of the library becomes the two words that contradict each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clinicplan.catalogue.values import Variant
from clinicplan.workbook.plans.pain import pain_rules
from clinicplan.workbook.plans.request import AtHand, Situation

COVERED = frozenset(
    ("diabetes", "reduced-feeling", "open-wound", "poor-circulation", "balance")
)
"""Cautions with which no list says bare feet."""

_SHOES = "bare feet"
"""What the list of what is needed says to most patients."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a note says, and what the steps then say otherwise.

    With one of `own` (codes of tools and of what is needed) the steps say the same as the note.
    """

    note: re.Pattern[str]
    steps: re.Pattern[str]
    own: frozenset[str] = frozenset()


def _pair(note: str, steps: str, *own: str) -> _Pair:
    return _Pair(re.compile(note, re.IGNORECASE), re.compile(steps, re.IGNORECASE), frozenset(own))


_HOLD = (
    r"(?<!not )(?<!n't )(?<!without )(?<!no )\b"
    r"(?:(?:hold|hang)(?:ing)?(?: on)?(?: to| onto)?|hands? on)"
)
_ONE = r"(?:(?:a|an|the|your) )?"
_FURNITURE = r"(?:chair|worktop|counter|rail|railing|banister|table|sink|stool)\b"

_PAIRS = (
    _pair(r"\bnot (?:to|into|at|through) (?:the )?(?:end[ -]range|end of range|full range|"
          r"the end)\b|\b(?:half|mid|inner|partial)[ -]range\b|\bnot (?:too|so|as) far\b",
          r"\bas far as you can\b"),
    _pair(rf"{_HOLD} {_ONE}(?:(?:back|edge|end|side) of )?{_ONE}(?:[a-z]+ ){{0,2}}{_FURNITURE}",
          r"\b(?:hands|flat) (?:flat )?on (?:it|the wall)|\bface a wall\b", "chair", "support"),
    _pair(r"\b(?:hands?|palms?|fingertips) (?:flat )?(?:on|against) (?:a |the )?wall\b|"
          r"(?<!not )(?<!n't )\b(?:face|lean(?:ing)? (?:on|against)) (?:a |the )?wall\b",
          r"\bhold a worktop\b", "wall"),
    _pair(r"\b(?:golf|lacrosse|spiky|massage) ball\b", r"\b(?:tennis ball|ball|bottle)\b",
          "massage-ball"),
    _pair(r"\bfrozen (?:water )?bottle\b|\bice bottle\b", r"\bball\b", "frozen-bottle"),
    _pair(r"\b(?:lying )?in bed\b|\bbefore (?:you )?get(?:ting)? (?:up|out of bed)\b",
          r"\bon (?:a|the) (?:chair|floor)\b|\bstand\b"),
    _pair(r"\b(?:off|over|on the edge of) (?:a |the )?step\b",
          r"\b(?:lift|raise|rise|lower)\b[^.,]*",
          "step"),
    _pair(r"^big toe(?: only)?\b|\bbig toe (?:only|alone)\b|"
          r"\b(?:only|just|with) (?:the |your )?big toe\b", r"\btoes\b"),
)  # fmt: skip
"""By what the note says. A step that says the other is read by the patient, too."""

_DENIED = re.compile(
    r"\b(?:not?|never|don['\u2019]?t|without|avoid|instead of|rather than|stop)\b[^.,;]{0,25}$",
    re.IGNORECASE,
)
"""What stands before words that are denied: `do not hold a chair`."""

_WORN = re.compile(
    r"\b(?:keep (?:your )?(?:shoes|trainers)(?: on)?|(?:shoes|trainers) on|(?:in|wear|wearing) "
    r"(?:your |supportive )?(?:shoes|trainers))\b",
    re.IGNORECASE,
)


def check_note(note: str, variant: Variant, at_hand: AtHand, situation: Situation) -> None:
    """Notes what a note says otherwise than the steps, the list of what is needed, or the scale."""
    if not note:
        return
    guide = situation.guide
    values = {"high": guide.carry_on, "next": guide.carry_on + 1, "most": guide.ease_off}
    for rule in pain_rules(note, guide):
        at_hand.note("note-against-pain", "note", value=rule, **values)
    if at_hand.wanted.exercise.own:
        return
    cautions = frozenset(caution.code for caution in situation.take_care)
    for said, shown in contradictions(note, variant, cautions):
        at_hand.note("note-against-steps", "note", value=said, other=shown)


def contradictions(
    note: str, variant: Variant, cautions: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """What the note says, and what the patient reads otherwise about this way to do it."""
    if (worn := _told(_WORN, note)) and not cautions & COVERED:
        yield worn, _SHOES
    lines = " ".join((variant.start, *(line for shot in variant.shots for line in shot.lines)))
    lines = _SIDES.sub("", lines)
    things = {variant.tool, variant.position, *variant.equipment}
    for pair in _PAIRS:
        said = _told(pair.note, note)
        if said and not pair.own & things and (shown := pair.steps.search(lines)):
            yield said, shown[0]


_SIDES = re.compile(r"\{(?:side|other)\} ?")


def _told(words: re.Pattern[str], note: str) -> str:
    """The words of a note, "" where it has none of them, or denies them."""
    found = words.search(note)
    return found[0] if found and not _DENIED.search(note[: found.start()]) else ""
