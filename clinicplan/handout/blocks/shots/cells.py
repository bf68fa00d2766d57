"""Worded shots become rows of cells: where each picture and each line of its steps stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinicplan.handout.blocks.shots.panels import Panels
from clinicplan.handout.blocks.shots.worded import Step, WordedShot
from clinicplan.handout.look import Look
from clinicplan.handout.measures import FULL
from clinicplan.handout.styles import MM
from clinicplan.illustrations.frames import Frame

_PHOTO = (28 * MM, 1.38, 1.32)
"""Of a clinic's own pictures: the least height; the most of a pair and of many, to the drawn."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A shot in its place: its steps as lines, and where they and the picture stand."""

    shot: WordedShot
    lines: tuple[tuple[str, ...], ...]
    indent: float
    x: float
    steps_at: tuple[float, float]
    height: float


def cell_alone(look: Look, shot: WordedShot, panels: Panels, *, high: float, indent: float) -> Cell:
    """A shot in a row of its own."""
    if panels.across == 1 and not panels.beside:
        return _under(look, shot, (0, panels.width), high=high, indent=indent)
    return _beside(look, shot, panels, high=high, indent=indent)


def cell_rows(
    look: Look, shots: Sequence[WordedShot], panels: Panels, *, high: float
) -> list[list[Cell]]:
    """Two shots a row, steps under pictures; one without a picture has both columns.

    Where one is across, each has a row and its steps under it.
    """
    pairs = [shots[start : start + 2] for start in range(0, len(shots), 2)]
    last = max((int(step.number or 0) for shot in shots for step in shot.steps), default=0)
    indent = _indent(look, last)
    if panels.across == 1:
        return [[cell_alone(look, shot, panels, high=high, indent=indent)] for shot in shots]
    return [
        [
            _under(look, shot, (x, panels.column), high=high, indent=indent)
            for shot, x in zip(pair, (0, panels.second), strict=False)
        ]
        if pair[0].picture and (len(pair) == 2 or not panels.ends_beside)
        else [_beside(look, pair[0], panels, high=high, indent=indent)]
        for pair in pairs
    ]


def _indent(look: Look, last: int) -> float:
    """Where the words of steps begin, by the number of the last."""
    least = look.measures.step if last < 10 else look.measures.step_of_ten
    return max(least, look.width(f"{last or 1} ", look.styles.step_number))


def _under(
    look: Look, shot: WordedShot, column: tuple[float, float], *, high: float, indent: float
) -> Cell:
    """A shot in its column (where it begins, its width), its steps under the picture."""
    x, width = column
    lines = tuple(_step_lines(look, step, width, indent=indent) for step in shot.steps)
    down = high + look.measures.to_steps if shot.picture else 0
    return Cell(shot, lines, indent, x, (x, -down), down + steps_height(look, lines))


def _beside(look: Look, shot: WordedShot, panels: Panels, *, high: float, indent: float) -> Cell:
    """A shot that has both columns: its steps beside the picture, or across where none is.

    Under others in two columns they stand at the middle of their picture: at its top they would
    go on with the steps of the picture above them.
    """
    width = FULL - panels.second if shot.picture else panels.width
    lines = tuple(_step_lines(look, step, width, indent=indent) for step in shot.steps)
    text = steps_height(look, lines)
    if not shot.picture:
        return Cell(shot, lines, indent, 0, (0, 0), text)
    down = max(0, high - text) / 2 if panels.across > 1 else 0
    return Cell(shot, lines, indent, 0, (panels.second, -down), max(high, text))


def _step_lines(look: Look, step: Step, width: float, *, indent: float) -> tuple[str, ...]:
    style = look.styles.step
    if step.number:
        return look.wrapped(step.text, style, width - indent)
    lead = look.width(look.phrase("start") + "  ", look.styles.step_number)
    first, *_ = look.wrapped(step.text, style, width - lead)
    rest = step.text[len(first) :].strip()
    return (first, *look.wrapped(rest, style, width)) if rest else (first,)


def picture_height(panels: Panels, frames: Sequence[Frame]) -> float:
    """How high the pictures of a card are; photographs as the highest of them would like it."""
    return shown_height(frames, panels.column, panels.many if len(frames) > 2 else panels.pair)


def shown_height(frames: Sequence[Frame], column: float, drawn: float) -> float:
    """The same where what is drawn is so high."""
    if not frames or not all(frame.name.startswith("own:") for frame in frames):
        return drawn
    least, pair, many = _PHOTO
    wanted = max(column * frame.height / frame.width for frame in frames)
    return min(max(wanted, least), drawn * (many if len(frames) > 2 else pair))


def steps_height(look: Look, steps: Sequence[tuple[str, ...]]) -> float:
    """How high these steps are one below the other, in points; each is given as its lines."""
    heights = [look.height(len(lines), look.styles.step) for lines in steps]
    return sum(heights) + look.measures.step_gap * (len(heights) - 1) if heights else 0
