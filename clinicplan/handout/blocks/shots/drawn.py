"""A variant's shots become pictures with their steps, in columns 1 and 2 of its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinicplan.catalogue.palette import Person
from clinicplan.catalogue.values import Exercise
from clinicplan.handout.blocks.pictures import draw_picture, shown_side
from clinicplan.handout.blocks.shots.cells import Cell, cell_rows, picture_height
from clinicplan.handout.blocks.shots.panels import LARGE, Panels
from clinicplan.handout.blocks.shots.worded import shown_by, worded_shots
from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.illustrations.frames import Frame
from clinicplan.plan import Prescription, Side

ALL_ROWS = slice(0, None)


@dataclass(frozen=True, slots=True)
class Shots:
    """The drawn pictures and steps: how many pictures there are, and how high each is.

    `hole` is the height of what is free in column 2 beside a picture that is alone in its row.
    """

    piece: Piece
    count: int
    picture: float
    hole: float = 0


def shots_of(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    panels: Panels = LARGE,
    rows: slice = ALL_ROWS,
) -> Shots:
    """The pictures and steps of a prescription, drawn once for its side, variant and size.

    `rows` are the rows of pictures that are drawn; the others stand on another page.
    """
    key = ("shots", panels, (rows.start, rows.stop), *shown_by(prescription, exercise, person))
    return look.kept(
        key,
        lambda: _draw_shots(look, prescription, exercise, person=person, panels=panels, part=rows),
    )


def _draw_shots(
    look: Look,
    prescription: Prescription,
    exercise: Exercise,
    *,
    person: Person,
    panels: Panels,
    part: slice,
) -> Shots:
    side = shown_side(prescription.side)
    shots = worded_shots(look, prescription, exercise, person=person)
    frames = [shot.frame for shot in shots if shot.frame]
    high = picture_height(panels, frames)
    rows = cell_rows(look, shots, panels, high=high)[part]
    piece = drawn_rows(look, rows, panels, side=side, frames=frames, high=high)
    alone = rows[-1][0] if panels.across == 2 and len(rows[-1]) == 1 else None
    hole = alone.height if alone and alone.shot.picture else 0
    return Shots(piece, len(frames), high if frames else 0, hole)


def drawn_rows(
    look: Look,
    rows: list[list[Cell]],
    panels: Panels,
    *,
    side: Side,
    frames: Sequence[Frame],
    high: float,
) -> Piece:
    """Rows of shots, one below the other."""
    heights = [max(cell.height for cell in row) for row in rows]
    tops = [-sum(heights[:row]) - row * look.measures.shots_gap for row in range(len(rows))]

    def draw(sketch: Sketch) -> None:
        for row, top in zip(rows, tops, strict=True):
            for cell in row:
                size = (panels.column, high)
                _draw_cell(look, sketch, cell, top=top, side=side, frames=frames, size=size)

    return look.sealed(draw, size=(panels.width, heights[-1] - tops[-1]))


def _draw_cell(
    look: Look,
    sketch: Sketch,
    cell: Cell,
    *,
    top: float,
    side: Side,
    frames: Sequence[Frame],
    size: tuple[float, float],
) -> None:
    shot = cell.shot
    if shot.picture and shot.frame:
        width, high = size
        box = Box(cell.x, top - high, cell.x + width, top)
        with sketch.mark("Figure", alt=shot.alt, box=box):
            draw_picture(sketch, shot.frame, shot.picture, box=box, side=side, frames=frames)
    if not shot.steps:
        return
    x, y = cell.steps_at[0], cell.steps_at[1] + top
    with sketch.element("L"):
        for step, lines in zip(shot.steps, cell.lines, strict=True):
            _draw_step(look, sketch, step.number, lines, at=(x, y), indent=cell.indent)
            y -= look.height(len(lines), look.styles.step) + look.measures.step_gap


def _draw_step(
    look: Look,
    sketch: Sketch,
    number: str,
    lines: tuple[str, ...],
    *,
    at: tuple[float, float],
    indent: float,
) -> None:
    x, y = at
    styles = look.styles
    baseline = y - FIRST_BASELINE * styles.step.size
    label = number or look.phrase("start")
    with sketch.element("LI"):
        with sketch.mark("Lbl"):
            sketch.text(x, baseline, label + " ", styles.step_number)
        with sketch.mark("LBody"):
            if number:
                sketch.lines(x + indent, y, lines, styles.step)
            else:
                lead = look.width(label + "  ", styles.step_number)
                ends = " " if len(lines) > 1 else ""
                sketch.text(x + lead, baseline, lines[0] + ends, styles.step)
                sketch.lines(x, y - styles.step.leading, lines[1:], styles.step)
