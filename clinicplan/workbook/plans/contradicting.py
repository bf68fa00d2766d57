"""A typed note beside the steps of the library becomes the words that contradict each other.

Where another way to do the exercise says what the note does, that way is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clinicplan.catalogue.values import Variant
from clinicplan.dose import Times
from clinicplan.footwear import told, worn
from clinicplan.workbook.plans.pain import pain_rules
from clinicplan.workbook.plans.request import AtHand, Situation

COVERED = frozenset(
    ("diabetes", "reduced-feeling", "open-wound", "poor-circulation", "balance")
)
"""Cautions with which no list says bare feet."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a note says, and what the steps then say otherwise.

    With one of `own` (codes of tools and of what is needed) the steps say the same as the note.
    A note says it with one of the words `about` in it: most notes are known by that alone.
    """

    note: re.Pattern[str]
    steps: re.Pattern[str]
    own: frozenset[str]
    about: tuple[str, ...]

    def may_be_in(self, plain: str) -> bool:
        """False where a note (see `_plain`) has none of the words."""
        return not plain or any(word in plain for word in self.about)


def _pair(note: str, steps: str, *own: str, about: tuple[str, ...]) -> _Pair:
    return _Pair(
        re.compile(note, re.IGNORECASE), re.compile(steps, re.IGNORECASE), frozenset(own), about
    )


_HOLD = (
    r"(?<!not )(?<!n't )(?<!without )(?<!no )\b"
    r"(?:(?:hold|hang)(?:ing)?(?: on)?(?: to| onto)?|hands? on)"
)
_ONE = r"(?:(?:a|an|the|your) )?"
_FURNITURE = (
    r"(?:chair|work[ -]?top|counter|kitchen (?:side|unit|surface)|rail|railing|banister|table|"
    r"sink|stool)\b"
)
_HANDS = ("hold", "hang", "hand on", "hands on")

_PAIRS = (
    _pair(r"\bnot (?:to|into|at|through) (?:the )?(?:end[ -]range|end of range|full range|"
          r"the end)\b|\b(?:half|mid|inner|partial)[ -]range\b|\bnot (?:too|so|as) far\b",
          r"\bas far as you can\b", about=("range", "the end", "far")),
    _pair(rf"{_HOLD} {_ONE}(?:(?:back|edge|end|side) of )?{_ONE}(?:[a-z]+ ){{0,2}}{_FURNITURE}",
          r"\b(?:hands|flat) (?:flat )?on (?:it|the wall)|\bface a wall\b", "chair", "support",
          about=_HANDS),
    _pair(r"\b(?:hands?|palms?|fingertips) (?:flat )?(?:on|against) (?:a |the )?wall\b|"
          r"(?<!not )(?<!n't )\b(?:face|lean(?:ing)? (?:on|against)) (?:a |the )?wall\b",
          r"\bhold a worktop\b", "wall", about=("wall",)),
    _pair(r"\b(?:golf|lacrosse|spiky|massage) ball\b", r"\b(?:tennis ball|ball|bottle)\b",
          "massage-ball", about=("ball",)),
    _pair(r"\bfrozen (?:water )?bottle\b|\bice bottle\b", r"\bball\b", "frozen-bottle",
          about=("bottle",)),
    _pair(r"\b(?:lying )?in bed\b|\bbefore (?:you )?get(?:ting)? (?:up|out of bed)\b",
          r"\bon (?:a|the) (?:chair|floor)\b|\bstand\b", about=("in bed", "before")),
    _pair(r"\b(?:off|over|on the edge of) (?:a |the )?step\b",
          r"\b(?:lift|raise|rise|lower)\b[^.,]*", "step", about=("step",)),
    _pair(r"^big toe(?: only)?\b|\bbig toe (?:only|alone)\b|"
          r"\b(?:only|just|with) (?:the |your )?big toe\b", r"\btoes\b", about=("big toe",)),
)  # fmt: skip
"""By what the note says. A step that says the other is read by the patient, too."""


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
    cautions = {caution.code for caution in situation.take_care}
    if (shod := worn(note)) and not cautions & COVERED:
        at_hand.note("note-shoes", "note", value=shod)
    for said, shown in contradictions(note, variant):
        at_hand.note("note-against-steps", "note", value=said, other=shown)


def check_occasion(times: Times | None, variant: Variant, at_hand: AtHand) -> None:
    """Notes what an occasion says otherwise than the steps: `before you get out of bed`."""
    if times is None or not times.occasion or at_hand.wanted.exercise.own:
        return
    for said, shown in contradictions(times.occasion, variant):
        at_hand.note("note-against-steps", "times", value=said, other=shown)


def contradictions(note: str, variant: Variant) -> Iterator[tuple[str, str]]:
    """What the note says, and what the patient reads otherwise about this way to do it."""
    for _, said, shown in _against(note, variant):
        yield said, shown


def _against(note: str, variant: Variant) -> Iterator[tuple[_Pair, str, str]]:
    """Each pair of words that contradict each other."""
    plain = _plain(note)
    for pair in _PAIRS:
        said = told(pair.note, note) if pair.may_be_in(plain) else ""
        if not said or pair.own & _things(variant):
            continue
        if shown := pair.steps.search(_lines(variant)):
            yield pair, said, shown[0]


def _plain(note: str) -> str:
    """The note in small letters, "" where it has letters that fold in ways of their own."""
    return note.lower() if note.isascii() else ""


def _lines(variant: Variant) -> str:
    """The steps of this way, without the marks of a template."""
    lines = " ".join((variant.start, *(line for shot in variant.shots for line in shot.lines)))
    return _SIDES.sub("", lines)


def _things(variant: Variant) -> set[str]:
    return {variant.tool, variant.position, *variant.equipment}


def way_of_note(note: str, variant: Variant, ways: Iterable[Variant]) -> tuple[Variant, str]:
    """The first way that says what the note does, with the note's words; else the one given.

    `hold a chair` beside a wall is the way with a chair, where the exercise has one.
    """
    against = [*_against(note, variant)] if note else []
    if not against or _PERHAPS.search(note):
        return variant, ""
    for way in ways:
        is_same = way.position == variant.position and not [*_against(note, way)]
        if is_same and all(pair.own & _things(way) for pair, _, _ in against):
            return way, against[0][1]
    return variant, ""


def told_start(way: Variant) -> str:
    """How one starts this way, without the marks of a template."""
    return _SIDES.sub("", way.start).rstrip(".")


_PERHAPS = re.compile(
    r"\b(?:if|or|when|unless|once|later|then|until|till|may|can|could|optional\w*|alternat\w*|"
    r"weeks?|first|days?)\b",
    re.IGNORECASE,
)
"""Words with which a note says it of some days, or of some people."""

_SIDES = re.compile(r"\{(?:side|other)\} ?")
