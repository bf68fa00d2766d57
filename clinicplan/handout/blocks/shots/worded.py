"""A variant's shots become pictures with their steps in words, for one side and one person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise, Shot
from clinicplan.handout.blocks.pictures import picture_for, shown_side
from clinicplan.handout.look import Look
from clinicplan.illustrations.frames import Frame
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Prescription, Side
from clinicplan.steps import changes_sides, fitting, is_held


@dataclass(frozen=True, slots=True)
class WordedShot:
    """A shot ready to be drawn: its picture (None: text only), its steps, numbered."""

    frame: Frame | None
    picture: Picture | None
    alt: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step's number ("" for the start) and its words."""

    number: str
    text: str


def shown_by(prescription: Prescription, exercise: Exercise, person: Person) -> tuple[object, ...]:
    """All that pictures and steps depend on: a key under which they may be kept.

    What is typed of a way may change its start and its steps.
    """
    variant = exercise.variant(prescription.variant)
    return (
        exercise.code,
        exercise.own,
        prescription.variant,
        variant.start,
        tuple([shot.lines for shot in variant.shots]),
        prescription.side,
        is_held(prescription),
        changes_sides(prescription, exercise),
        person.code,
    )


def worded_shots(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> list[WordedShot]:
    """The variant's shots with every line worded for the side and numbered through.

    Where none of them has a picture they are one.
    """
    side = shown_side(prescription.side)
    words = side_words(look, side)
    variant = exercise.variant(prescription.variant)
    numbers = map(str, count(1))
    shots = []
    for index, shot in enumerate(variant.shots):
        kept = fitting(shot.lines, prescription, exercise, look.catalogue)
        lines = [worded(line, words) for line in kept]
        if shot is variant.shots[-1] and changes_sides(prescription, exercise):
            lines.append(look.phrase(f"change_sides_{exercise.limb}"))
        steps = [Step(next(numbers), line) for line in lines]
        if index == 0 and variant.start:
            steps.insert(0, Step("", worded(variant.start, words)))
        frame, picture = picture_for(look, shot.frame, person=person, side=side) or (None, None)
        shots.append(WordedShot(frame, picture, alt_of(look, shot, words), tuple(steps)))
    if any(shot.picture for shot in shots):
        return shots
    return [WordedShot(None, None, "", tuple(step for shot in shots for step in shot.steps))]


def steps_of(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> tuple[tuple[str, str], ...]:
    """The steps without their pictures: the number of each ("" for the start), and its words."""
    shots = worded_shots(look, prescription, exercise, person=person)
    return tuple((step.number, step.text) for shot in shots for step in shot.steps)


def side_words(look: Look, side: Side) -> dict[str, str]:
    """What stands for {side} and {other} in a line."""
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    return {"side": look.phrase(f"side_{side}"), "other": look.phrase(f"side_{other}")}


def worded(text: str, words: dict[str, str]) -> str:
    """A text with its side; other braces are a clinic's own and stay as they are."""
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


def alt_of(look: Look, shot: Shot, words: dict[str, str]) -> str:
    """What a picture shows, in words, with the side that it shows."""
    return worded(look.alts.get(shot.frame, " ".join(shot.lines)), words)
