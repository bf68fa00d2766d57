"""A frame becomes a picture in its panel: cropped, and turned to the side that is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from clinicplan.catalogue.palette import Person
from clinicplan.handout.look import Look
from clinicplan.handout.measures import RADIUS
from clinicplan.handout.pdf.tags import Box
from clinicplan.handout.sketch import Sketch
from clinicplan.illustrations.colours import PAPER, RULE
from clinicplan.illustrations.frames import Frame, crop, fitted, is_mirrored
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Side

_MARGIN = 4
"""Units of a frame that are shown round its content."""
_HAIRLINE = 0.6


def shown_side(side: Side | None) -> Side:
    """The side that pictures and steps show: where each side takes its turn, the right."""
    return Side.LEFT if side is Side.LEFT else Side.RIGHT


def picture_for(
    look: Look, name: str, *, person: Person, side: Side
) -> tuple[Frame, Picture] | None:
    """The frame of this name, or the one that shows the side better, and its drawing."""
    found = look.picture(name, person) if name else None
    if found and found[0].mirror and is_mirrored(found[0], side):
        return look.picture(found[0].mirror, person) or found
    return found


def tallest(frames: Sequence[Frame], width: float) -> float:
    """How high a panel of this width may be before it shows the frames no larger, in points."""
    heights = [0.0]
    for camera in {frame.camera for frame in frames}:
        boxes = [frame.content for frame in frames if frame.camera == camera]
        wide = max(box[2] for box in boxes) - min(box[0] for box in boxes)
        high = max(box[3] for box in boxes) - min(box[1] for box in boxes)
        heights.append(width * (high + 2 * _MARGIN) / (wide + 2 * _MARGIN))
    return max(heights)


def draw_picture(
    sketch: Sketch,
    frame: Frame,
    picture: Picture,
    *,
    box: Box,
    side: Side,
    frames: Sequence[Frame],
    paper: bool = True,
) -> None:
    """A frame in its panel, cropped like all frames of its camera, mirrored for its side.

    A photograph on paper is shown whole, in the middle of the panel's top, with a hairline round
    itself.
    """
    if picture.image and paper:
        box = snug(frame, box)
    width, height = box.right - box.left, box.top - box.bottom
    same = [other for other in frames if other.camera == frame.camera] or [frame]
    seen = crop(same, aspect=width / height, margin=0 if picture.image else _MARGIN)
    radius = min(RADIUS, height / 7)
    with sketch.saved():
        sketch.clip(box.left, box.top, (width, height), radius=radius)
        if paper and not picture.image:
            sketch.panel(box.left, box.top, (width, height), PAPER, radius=0)
        matrix = fitted(
            seen, at=(box.left, box.top), width=width, mirrored=is_mirrored(frame, side)
        )
        sketch.picture(picture, _upright(picture, matrix))
    if paper and not picture.image:
        sketch.edge(box.left, box.top, (width, height), PAPER, radius=radius)
    if paper and picture.image:
        sketch.stroke(RULE, _HAIRLINE)
        sketch.roundRect(box.left, box.bottom, width, height, radius, stroke=1, fill=0)


def snug(frame: Frame, box: Box) -> Box:
    """The part of a panel, in its middle at the top, that a photograph fills when shown whole."""
    scale = min((box.right - box.left) / frame.width, (box.top - box.bottom) / frame.height)
    wide = frame.width * scale
    left = (box.left + box.right - wide) / 2
    return Box(left, box.top - frame.height * scale, left + wide, box.top)


def _upright(picture: Picture, matrix: tuple[float, ...]) -> tuple[float, ...]:
    """The matrix for a picture of pixels, which fills the unit square with y up."""
    if not picture.image:
        return matrix
    a, _, _, d, e, f = matrix
    _, _, wide, high = picture.box
    return (a * wide, 0, 0, -d * high, e, f + d * high)
