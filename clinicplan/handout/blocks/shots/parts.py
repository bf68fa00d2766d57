"""Pictures with more steps than a page can hold become parts that pages can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.pictures import shown_side
from clinicplan.handout.blocks.shots.cells import Cell, cell_alone, picture_height, steps_height
from clinicplan.handout.blocks.shots.drawn import drawn_rows
from clinicplan.handout.blocks.shots.panels import LARGE, Panels
from clinicplan.handout.blocks.shots.worded import Step, WordedShot, worded_shots
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.styles import MM
from clinicplan.plan import Prescription

_SHARE = 0.4
"""How much of a page one of the parts takes at most, into which long steps are cut."""

_CONTINUED = 35 * MM
"""What the name of an exercise takes above the steps that go on."""


def shots_in_parts(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    first: float,
    panels: Panels = LARGE,
    room: float = 0,
) -> list[Piece]:
    """The pictures and steps in parts: the first at most `first` points high.

    The others are as high as the `room`, else as a page leaves them under their name.
    """
    side = shown_side(prescription.side)
    shots = worded_shots(look, prescription, exercise, person=person)
    frames = [shot.frame for shot in shots if shot.frame]
    high = picture_height(panels, frames)
    page = look.paper.room
    room = room or page - _CONTINUED
    last = str(sum(len(shot.steps) for shot in shots))
    indent = max(look.measures.step_of_ten, look.width(f"{last} ", look.styles.step_number))
    cells = [
        cell_alone(look, piece, panels, high=high, indent=indent)
        for shot in shots
        for piece in _cut(look, shot, _SHARE * page, panels, indent=indent)
    ]
    parts: list[list[list[Cell]]] = [[]]
    left = first
    for cell in cells:
        if parts[-1] and cell.height > left:
            parts.append([])
            left = room
        parts[-1].append([cell])
        left -= cell.height + look.measures.shots_gap
    return [drawn_rows(look, rows, panels, side=side, frames=frames, high=high) for rows in parts]


def _cut(
    look: Look, shot: WordedShot, most: float, panels: Panels, *, indent: float
) -> Iterator[WordedShot]:
    """A shot as several, none of them higher than `most`; the first has the picture."""
    beside = shot.picture and (panels.across > 1 or panels.beside)
    width = (panels.column if beside else panels.width) - indent
    pending = [part for step in shot.steps for part in _cut_step(look, step, width, most=most)]
    while pending:
        count = max(1, _within(look, pending, width, most=most))
        yield replace(shot, steps=tuple(pending[:count]))
        pending = pending[count:]
        shot = replace(shot, frame=None, picture=None)


def _within(look: Look, steps: Sequence[Step], width: float, *, most: float) -> int:
    """How many of the steps are at most so high together."""
    lines = [look.wrapped(step.text, look.styles.step, width) for step in steps]
    return sum(steps_height(look, lines[:end]) <= most for end in range(1, len(lines) + 1))


def _cut_step(look: Look, step: Step, width: float, *, most: float) -> Iterator[Step]:
    """A step, or its parts where it is higher than `most`; an ellipsis begins the later ones."""
    style = look.styles.step
    lines = look.wrapped(step.text, style, width)
    each = int((most - style.size) // style.leading)
    for start in range(0, len(lines), each):
        text = " ".join(lines[start : start + each])
        yield Step("…" if start else step.number, text)
