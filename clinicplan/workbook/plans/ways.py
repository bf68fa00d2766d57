"""What a row says of position and tool becomes one way to do its exercise."""

from __future__ import annotations

from collections.abc import Iterable

from clinicplan.catalogue.values import Catalogue, Exercise, Preset, Variant
from clinicplan.dose import Amount, Load, Times
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.conditions import start_of
from clinicplan.workbook.plans.contradicting import way_of_note
from clinicplan.workbook.plans.request import AtHand


def variant_of(at_hand: AtHand, preset: Preset | None, catalogue: Catalogue) -> Variant:
    """The way that position and tool ask for."""
    found = ranked(at_hand.wanted.exercise, preset)
    for kind, unknown in (("position", "unknown-position"), ("tool", "unknown-tool")):
        left = fitting(found, kind, getattr(at_hand.said, kind), catalogue)
        if not left:
            ways = {getattr(item, kind): None for item in found}
            accepted = [way_name(kind, way, catalogue) for way in ways]
            at_hand.note(unknown, kind, accepted, accepted=", ".join(accepted))
            return found[0]
        found = left
    return _as_noted(at_hand, found)


def _as_noted(at_hand: AtHand, ways: list[Variant]) -> Variant:
    """The way that the note asks for, where no cell says one; else the first."""
    said = at_hand.said
    if at_hand.wanted.exercise.own or said.tool or said.position:
        return ways[0]
    occasion = said.times.occasion if isinstance(said.times, Times) else ""
    load = said.load.words if isinstance(said.load, Load) else ""  # `with frozen bottle`
    note = ". ".join(filter(None, (said.note, occasion, load)))
    exercise = at_hand.wanted.exercise
    way, words = way_of_note(note, ways[0], ways, exercise)
    if not words and isinstance(said.reps, Amount):  # `as able, at the sink`
        way, words = way_of_note(said.reps.words, ways[0], ways, exercise)
    if words:
        at_hand.note("note-way", "note", value=words, way=start_of(way))
    return way


def ranked(exercise: Exercise, preset: Preset | None) -> list[Variant]:
    """The ways to do an exercise; the preset's own come first."""
    own = preset.variants if preset else ()
    return sorted(
        exercise.variants, key=lambda item: own.index(item.code) if item.code in own else 99
    )


def fitting(
    variants: Iterable[Variant], kind: str, text: str, catalogue: Catalogue
) -> list[Variant]:
    """Those whose position or tool (`kind`) is called so."""
    return [item for item in variants if _is_way(item, kind, text, catalogue)]


def _is_way(variant: Variant, kind: str, text: str, catalogue: Catalogue) -> bool:
    way = getattr(variant, kind)
    if not text:
        return True
    return fold(text) in (fold(way or "none"), fold(way_name(kind, way, catalogue)))


def way_name(kind: str, way: str, catalogue: Catalogue) -> str:
    """What a position or tool is called."""
    return catalogue.names.get(f"{kind}.{way}", way or "none")
