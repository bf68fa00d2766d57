"""A variant's shots become pictures with their steps, in columns 1 and 2 of its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from clinicplan.catalogue.values import Exercise, Shot
from clinicplan.handout.blocks.pictures import draw_picture, picture_for, shown_side
from clinicplan.handout.illustrations import Frame, Person
from clinicplan.handout.look import COLUMN, SECOND, WIDE, Look
from clinicplan.handout.pieces import Picture, Piece
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch
from clinicplan.handout.styles import MM
from clinicplan.handout.tags import Box
from clinicplan.plan import Prescription, Side

_TO_STEPS = 2.3 * MM
_STEP_GAP = 2.1 * MM
_STEP_INDENT = 4.7 * MM
_ROW_GAP = 2.8 * MM
_LOW, _TALL = 42 * MM, 43 * MM
_MANY = 35 * MM
"""The height of a picture where there are three or more, so that two cards share a page."""


@dataclass(frozen=True, slots=True)
class Shots:
    """The drawn pictures and steps: how many, how high a picture is, where row 2 starts."""

    piece: Piece
    count: int
    picture: float
    second_row: float


@dataclass(frozen=True, slots=True)
class _Shot:
    """A shot ready to be drawn: its picture (None: text only), its lines, numbered."""

    frame: Frame | None
    picture: Picture | None
    alt: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]


def shots_of(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> Shots:
    """The pictures and steps of a prescription, drawn once for its side and variant."""
    key = (
        "shots",
        exercise.code,
        exercise.own,
        prescription.variant,
        prescription.side,
        person.code,
    )
    return look.kept(key, lambda: _draw_shots(look, prescription, exercise, person=person))


def _draw_shots(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> Shots:
    side = shown_side(prescription.side)
    shots = _prepared(look, prescription, exercise, person=person)
    frames = [shot.frame for shot in shots if shot.frame]
    picture = _panel_height(frames)
    rows = [shots[start : start + 2] for start in range(0, len(shots), 2)]
    heights = [max(_shot_height(look, shot, picture) for shot in row) for row in rows]
    tops = [-sum(heights[:row]) - row * _ROW_GAP for row in range(len(rows))]
    height = sum(heights) + (len(rows) - 1) * _ROW_GAP

    def draw(sketch: Sketch) -> None:
        for row, top in zip(rows, tops, strict=True):
            for column, shot in enumerate(row):
                _draw_shot(
                    look,
                    sketch,
                    shot,
                    at=(column * SECOND, top),
                    side=side,
                    frames=frames,
                    high=picture,
                )

    piece = look.sealed(draw, size=(WIDE, height))
    return Shots(piece, len(shots), picture if frames else 0, tops[1] if len(rows) > 1 else 0)


def _prepared(
    look: Look, prescription: Prescription, exercise: Exercise, *, person: Person
) -> list[_Shot]:
    """The variant's shots with every line worded for the side and numbered through."""
    side = shown_side(prescription.side)
    words = side_words(look, side)
    variant = exercise.variant(prescription.variant)
    numbers = (str(number) for number in range(1, 100))
    shots = []
    for index, shot in enumerate(variant.shots):
        lines = [line.format_map(words) for line in shot.lines]
        if shot is variant.shots[-1] and prescription.side is Side.EACH:
            lines.append(look.phrase(f"change_sides_{exercise.limb}"))
        steps = list(zip(islice(numbers, len(lines)), lines, strict=True))
        if index == 0 and variant.start:
            steps.insert(0, ("", variant.start.format_map(words)))
        found = picture_for(look, shot.frame, person=person, side=side)
        shots.append(
            _Shot(
                frame=found[0] if found else None,
                picture=found[1] if found else None,
                alt=_alt(look, shot, words),
                steps=tuple((number, _step_lines(look, number, line)) for number, line in steps),
            )
        )
    return shots


def side_words(look: Look, side: Side) -> dict[str, str]:
    """What stands for {side} and {other} in a line."""
    other = Side.RIGHT if side is Side.LEFT else Side.LEFT
    return {"side": look.phrase(f"side_{side}"), "other": look.phrase(f"side_{other}")}


def _alt(look: Look, shot: Shot, words: dict[str, str]) -> str:
    return look.alts.get(shot.frame, " ".join(shot.lines)).format_map(words)


def _step_lines(look: Look, number: str, line: str) -> tuple[str, ...]:
    style = look.styles.step
    if number:
        return look.wrapped(line, style, COLUMN - _STEP_INDENT)
    lead = look.width(look.phrase("start") + "  ", look.styles.step_number)
    first, *_ = look.wrapped(line, style, COLUMN - lead)
    rest = line[len(first) :].strip()
    return (first, *look.wrapped(rest, style, COLUMN)) if rest else (first,)


def _panel_height(frames: Sequence[Frame]) -> float:
    """42 mm, or 43 where any frame's content is taller than it is wide; 37 for three and more."""
    if len(frames) > 2:
        return _MANY
    tall = any(
        frame.content[3] - frame.content[1] > 0.95 * (frame.content[2] - frame.content[0])
        for frame in frames
    )
    return _TALL if tall else _LOW


def _shot_height(look: Look, shot: _Shot, picture: float) -> float:
    style = look.styles.step
    text = sum(look.height(len(lines), style) + _STEP_GAP for _, lines in shot.steps) - _STEP_GAP
    return text + (picture + _TO_STEPS if shot.picture else 0)


def _draw_shot(
    look: Look,
    sketch: Sketch,
    shot: _Shot,
    *,
    at: tuple[float, float],
    side: Side,
    frames: Sequence[Frame],
    high: float,
) -> None:
    x, y = at
    if shot.picture and shot.frame:
        box = Box(x, y - high, x + COLUMN, y)
        with sketch.mark("Figure", alt=shot.alt, box=box):
            draw_picture(sketch, shot.frame, shot.picture, box=box, side=side, frames=frames)
        y -= high + _TO_STEPS
    with sketch.element("L"):
        for number, lines in shot.steps:
            _draw_step(look, sketch, number, lines, at=(x, y))
            y -= look.height(len(lines), look.styles.step) + _STEP_GAP


def _draw_step(
    look: Look, sketch: Sketch, number: str, lines: tuple[str, ...], *, at: tuple[float, float]
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
                sketch.lines(x + _STEP_INDENT, y, lines, styles.step)
            else:
                lead = look.width(label + "  ", styles.step_number)
                ends = " " if len(lines) > 1 else ""
                sketch.text(x + lead, baseline, lines[0] + ends, styles.step)
                sketch.lines(x, y - styles.step.leading, lines[1:], styles.step)
