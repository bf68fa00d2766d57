"""What row, patient, programme and preset say of a side becomes the side, and whose word it is."""

from __future__ import annotations

from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.origins import Origin
from clinicplan.plan import Side
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.request import AtHand

ONE = frozenset((Side.LEFT, Side.RIGHT))


def side_of(at_hand: AtHand, preset: Preset | None, catalogue: Catalogue) -> tuple[Side, Origin]:
    """The side of a prescription, and who said it.

    The row's own comes first, then that of the whole plan, the programme's, the preset's, and
    last what the movement asks for. `both` of an exercise done with one side at a time means
    each, unless the library has its twin for both together, or it is the clinic's own: then it is
    asked about.
    """
    exercise = at_hand.wanted.exercise
    side, origin = _said(at_hand, preset)
    _check_against(at_hand, side, origin)
    if exercise.together:
        if side is not Side.BOTH:
            at_hand.note("side-together", "side", ("both",), side=side.value)
        elif at_hand.wanted.side in ONE:
            at_hand.note("side-together-plan", "exercise", side=at_hand.wanted.side)
        return side, origin
    if exercise.own:
        _check_own(at_hand, side, origin)
    elif side is Side.BOTH and exercise.twin and origin is not Origin.PATIENT:
        twin = catalogue.exercises[exercise.twin].name
        at_hand.note("side-both-twin", "side", twin=twin)
    return (Side.EACH if side is Side.BOTH else side), origin


def _check_own(at_hand: AtHand, side: Side, origin: Origin) -> None:
    """Nobody but the clinic knows whether both move at once in an exercise of its own."""
    if side is Side.BOTH and origin is Origin.TYPED:
        at_hand.note("side-both-own", "side")
    elif origin is Origin.DEFAULT:
        is_both = "both" in fold(at_hand.wanted.exercise.name).split()
        at_hand.note("side-both-own" if is_both else "side-own-not-said", "exercise")


def _said(at_hand: AtHand, preset: Preset | None) -> tuple[Side, Origin]:
    wanted = at_hand.wanted
    words = (
        (wanted.own.side if wanted.own else "", Origin.TYPED),
        ("" if wanted.exercise.together else wanted.side, Origin.PATIENT),
        (wanted.of_programme.side, Origin.PROGRAMME),
    )
    for word, origin in words:
        if word:
            return Side(word), origin
    return _usual(wanted.exercise, preset), Origin.PROGRAMME if wanted.programme else Origin.DEFAULT


def _usual(exercise: Exercise, preset: Preset | None) -> Side:
    """The preset's side, else what the exercise's movement asks for."""
    usual = Side.BOTH if exercise.together else Side.EACH
    return preset.side if preset and preset.side else usual


def _check_against(at_hand: AtHand, side: Side, origin: Origin) -> None:
    """Left in one place and right in another: one of them is a wrong leg."""
    wanted = at_hand.wanted
    whole = Side(wanted.side) if wanted.side else Side.EACH
    if origin is Origin.TYPED and {side, whole} == ONE:
        at_hand.note("side-against-plan", "side", side=side.value, whole=whole.value)
    word = wanted.of_programme.side
    if origin is not Origin.PROGRAMME and word and {side, Side(word)} == ONE:
        at_hand.note("side-against-programme", "side", side=side.value, whole=Side(word).value)
