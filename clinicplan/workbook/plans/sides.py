"""What row, patient, programme and preset say of a side becomes the side, and whose word it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.dose import Amount, Days, Times
from clinicplan.doses.pieces import BOTH_SIDES
from clinicplan.origins import Origin
from clinicplan.plan import Side
from clinicplan.workbook.plans.limbs import (
    SIDE,
    goes_sideways,
    goes_to_each_side,
    is_there_and_back,
    may_be_a_way,
)
from clinicplan.workbook.plans.request import AtHand

ONE = frozenset((Side.LEFT, Side.RIGHT))


@dataclass(frozen=True, slots=True)
class Sided:
    """A side, who gave it, and whether the plan's reader has to be asked for it.

    `side` is None for an exercise of the clinic's own of which nobody said a side.
    """

    side: Side | None
    origin: Origin
    is_unsaid: bool = False


def side_of(at_hand: AtHand, preset: Preset | None, catalogue: Catalogue) -> Sided:
    """The side of a prescription, and who said it.

    The row's own comes first, then that of the whole plan, the programme's, the preset's, and
    last what the movement asks for. A preset is named for its dose, and a new plan of the desk
    names one by itself: its side is printed, and somebody is asked. So they are where a row
    stands over a programme of the library. `both` of one that is done with one side at a time
    means each, which is told; where the library has its twin for both together, it is asked
    about. Of the clinic's own it is printed as it is: nobody else knows whether both move at once.
    """
    exercise = at_hand.wanted.exercise
    side, origin = _said(at_hand, preset)
    _check_against(at_hand, side, origin)
    if exercise.limb == SIDE and side in ONE and may_be_a_way(exercise.name):
        at_hand.note("side-may-be-a-way", "side", side=side.value)
    if exercise.together:
        if side in ONE and re.search(rf"\b{side}\b", _all_words(at_hand), re.IGNORECASE):
            at_hand.note("side-in-own-words", "side", side=side.value)
            return Sided(Side.BOTH, origin)
        if side and side is not Side.BOTH:
            at_hand.note("side-together", "side", ("both",), side=side.value)
        elif at_hand.wanted.side in ONE:
            at_hand.note("side-together-plan", "exercise", side=at_hand.wanted.side)
        return Sided(side, origin)
    if side is Side.BOTH and exercise.limb == SIDE and is_sideless(exercise.name):
        return Sided(None, origin)  # `both` of a wall sit says nothing that a page can add
    if side is Side.BOTH:
        return Sided(_both(at_hand, origin, catalogue), origin)
    return Sided(side, origin, _is_unsaid(at_hand, side, origin))


def _is_unsaid(at_hand: AtHand, side: Side | None, origin: Origin) -> bool:
    """True where nobody said the side; for a row of the clinic's own exercise that is noted here.

    A dose that is not understood is told by itself: it may say the side.
    """
    wanted = at_hand.wanted
    if wanted.spot and wanted.spot.is_misread:
        return False
    if wanted.spot and side and origin is Origin.PROGRAMME and not wanted.is_library:
        at_hand.note("side-of-programme", "exercise", side=side.value)
    is_over_library = origin is Origin.PROGRAMME and wanted.is_library and wanted.spot is not None
    if origin is not Origin.DEFAULT and not is_over_library:
        return False
    if wanted.exercise.own and wanted.spot:
        is_each = wanted.exercise.sided
        if not is_each and (at_hand.fills("side") or _is_side_told(at_hand)):
            return False  # its words are told of at their cell, or need none
        at_hand.note("side-own-each" if is_each else "side-own-not-said", "exercise")
        return False
    return wanted.exercise.sided and not {"left", "right"} <= set(_words(at_hand).split())


_SIDELESS = frozenset(
    ("walk", "walks", "walking", "run", "runs", "running", "jog", "jogging", "march", "marching",
     "stride", "strides", "cycle", "cycling", "bike", "biking", "swim", "swimming", "skip",
     "skipping", "breath", "breaths", "breathing", "pelvic", "squat", "squats", "bridge", "bridges",
     "bridging", "press-up", "press-ups", "push-up", "push-ups", "crunch", "crunches", "posture",
     "relaxation", "jumps", "jumping", "cat", "double", "bath", "chin", "interval", "intervals",
     "programme", "treadmill", "trainer",
     "rowing", "stairs", "rope", "sit-to-stand", "circuit", "pump")
)  # fmt: skip
"""Words in the name of what is done with no side, or with both at once."""

_PHRASES = ("sit to stand", "press up", "push up", "wall sit", "wall slide", "wall standing",
            "ball squeeze", "adductor squeeze", "tummy draw", "cross trainer",
            "feet together", "stand up from")  # fmt: skip
_OF_A_SIDE = frozenset(
    ("one", "single", "1", "side", "sides", "left", "right", "each", "split", "alternate",
     "alternating", "sl", "unilateral", "affected", "operated", "lead", "leading")
)  # fmt: skip
_NAMED = re.compile(r"\b(?:left|right|each|both|alternat\w+|other)\b", re.IGNORECASE)


def is_sideless(name: str) -> bool:
    """True for a name that tells of no side: `paced walk`, `box breathing`; not `one leg squat`."""
    if goes_to_each_side(name):
        return True
    words = name.casefold().replace("/", " ").split()
    if _OF_A_SIDE & set(words):
        return False
    return bool(_SIDELESS & set(words)) or any(phrase in name.casefold() for phrase in _PHRASES)


def _is_side_told(at_hand: AtHand) -> bool:
    """True where the name asks for no side, or the dose's own words name one."""
    name = at_hand.wanted.exercise.name
    if at_hand.said.each_way and (goes_sideways(name) or is_there_and_back(name)):
        return True
    return is_sideless(at_hand.wanted.exercise.name) or bool(_NAMED.search(_words(at_hand)))


_EACH = re.compile(
    r"(?<!s )(?<!seconds )\beach\b"
    r"(?!\s+(?:set|time|day|week|session|way|direction|rep|repetition|visit|hold|one)\b)"
)


def _words(at_hand: AtHand) -> str:
    """How much, where it is in the dose's own words: `x3 left x1 right`."""
    amounts = (getattr(at_hand.said, name) for name in ("reps", "duration", "hold", "sets"))
    return " ".join(item.words for item in amounts if isinstance(item, Amount))


def _all_words(at_hand: AtHand) -> str:
    """The dose's own words, of how much and of how often."""
    said = at_hand.said
    often = (said.days.occasion if isinstance(said.days, Days) else "",
             said.times.occasion if isinstance(said.times, Times) else "")  # fmt: skip
    return " ".join((_words(at_hand), *often))


_OF_TWO = re.compile(r"\bleft\b[^;.]*[0-9][^;.]*\bright\b|\bright\b[^;.]*[0-9][^;.]*\bleft\b")
"""`left 3 sets of 15, right 1 set of 15`."""

_WEIGHED = re.compile(
    r"(?:left|right) (?:more|worse|worst|weaker|tighter|stiffer|sorer|double|twice|most|mainly)",
    re.IGNORECASE,
)


def _is_weighed(at_hand: AtHand) -> bool:
    """True for `both (R worse)`: one after the other, or one would not be known from the other."""
    return bool(_WEIGHED.match(at_hand.said.note))


def _both(at_hand: AtHand, origin: Origin, catalogue: Catalogue) -> Side:
    """What `both` means of an exercise whose sides need not move at once."""
    exercise = at_hand.wanted.exercise
    if not exercise.sided:
        if BOTH_SIDES not in {doubt.code for doubt in at_hand.said.doubts}:
            return Side.BOTH
        if is_sideless(exercise.name):
            return Side.BOTH
        at_hand.note("side-both-sides", "side", ("each", "both together"))
        return Side.EACH
    words = _words(at_hand)
    is_each = bool(_EACH.search(words) or _OF_TWO.search(words) or _is_weighed(at_hand))
    if exercise.twin and origin is not Origin.PATIENT and not is_each:
        at_hand.note("side-both-twin", "side", twin=catalogue.exercises[exercise.twin].name)
    elif any(doubt.code == "side-at-once" for doubt in at_hand.said.doubts):
        return Side.BOTH
    elif origin is Origin.TYPED:
        at_hand.note("side-both-each", "side", ("each", "both together"))
    return Side.EACH


def _said(at_hand: AtHand, preset: Preset | None) -> tuple[Side | None, Origin]:
    wanted = at_hand.wanted
    words = (
        (wanted.own.side if wanted.own else "", Origin.TYPED),
        ("" if wanted.exercise.together else wanted.side, Origin.PATIENT),
        (wanted.of_programme.side, Origin.PROGRAMME),
    )
    for word, origin in words:
        if word:
            return Side(word), origin
    usual = _usual(wanted.exercise, preset)
    return usual, Origin.PROGRAMME if wanted.is_library else Origin.DEFAULT


def _usual(exercise: Exercise, preset: Preset | None) -> Side | None:
    """The preset's side, else what the exercise's movement asks for."""
    usual = Side.BOTH if exercise.together else Side.EACH if exercise.sided else None
    return preset.side if preset and preset.side else usual


def _check_against(at_hand: AtHand, side: Side | None, origin: Origin) -> None:
    """Left in one place and right in another: one of them is a wrong leg."""
    wanted = at_hand.wanted
    whole = Side(wanted.side) if wanted.side else Side.EACH
    if side is None:
        return
    if origin is Origin.TYPED and {side, whole} == ONE:
        at_hand.note("side-against-plan", "side", side=side.value, whole=whole.value)
    word = wanted.of_programme.side
    if origin is not Origin.PROGRAMME and word and {side, Side(word)} == ONE:
        at_hand.note("side-against-programme", "side", side=side.value, whole=Side(word).value)
