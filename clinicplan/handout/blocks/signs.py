"""The small signs of a handout: soles, warning triangle, the three shapes of the pain guide."""

from __future__ import annotations

from clinicplan.handout.look import Look
from clinicplan.handout.sketch import Sketch
from clinicplan.illustrations.colours import EASE, GO, OUTLINE, WARNING, WHITE
from clinicplan.illustrations.frames import path_operators
from clinicplan.illustrations.picture import Picture
from clinicplan.plan import Side

_SOLE = (
    "M33,29C35,39 27,47 28,57C29,64 31,70 28,76C25,83 14,83 11,76C8,68 10,58 7,48"
    "C4,39 2,35 6,30C11,22 31,19 33,29Z"
)
_TOES = ((29, 10, 6.2), (18.6, 9, 4.2), (11, 12, 3.6), (5.8, 17, 3.1), (3.4, 23.4, 2.6))
_SOLE_WIDTH, _SOLE_HEIGHT = 38, 84


SOLES_HEIGHT = 100.0
_STEPPED = 0.84
"""The size of each sole where one goes before the other."""
_SOLES_GAP = 0.073
"""Between the soles, of their height: 0.8 mm at 11 mm."""

SOLES_WIDTH = SOLES_HEIGHT * (2 * _SOLE_WIDTH / _SOLE_HEIGHT + _SOLES_GAP)
"""The width of a pair that is SOLES_HEIGHT high."""


def soles(look: Look, side: Side) -> Picture:
    """Two soles seen from above, 100 points high from the origin down, the side's filled.

    Where each foot has its turn, one sole is a step ahead of the other.
    """

    def draw(sketch: Sketch) -> None:
        scale = SOLES_HEIGHT / _SOLE_HEIGHT
        for left, filled in ((True, side is not Side.RIGHT), (False, side is not Side.LEFT)):
            with sketch.saved():
                across = 0 if left else SOLES_WIDTH
                # One after the other: a step. Both at once: side by side.
                stepped = side is Side.EACH
                size = _STEPPED * scale if stepped else scale
                down = SOLES_HEIGHT * (1 - _STEPPED) if stepped and left else 0
                sketch.transform(size if left else -size, 0, 0, -size, across, scale - down)
                sketch.colour(look.colours.accent if filled else WHITE)
                sketch.stroke(look.colours.accent if filled else OUTLINE, 2)
                _sole(sketch)

    return look.drawing(("soles", side), draw, box=(-2, -SOLES_HEIGHT - 2, SOLES_WIDTH + 2, 3))


def draw_soles(sketch: Sketch, picture: Picture, x: float, top: float, *, height: float) -> float:
    """The soles with their top left corner at (x, top); gives the width drawn."""
    scale = height / SOLES_HEIGHT
    sketch.picture(picture, (scale, 0, 0, scale, x, top))
    return SOLES_WIDTH * scale


def _sole(sketch: Sketch) -> None:
    sketch.addLiteral(path_operators(_SOLE) + " B")
    for x, y, radius in _TOES:
        sketch.circle(x, y, radius, stroke=1, fill=1)


def triangle(sketch: Sketch, x: float, top: float, *, height: float, colour: str = WARNING) -> None:
    """A warning triangle with an exclamation mark, 24 by 22 units scaled to `height`."""
    with sketch.saved():
        scale = height / 22
        sketch.transform(scale, 0, 0, -scale, x, top)
        sketch.colour(colour)
        sketch.stroke(colour, 2)
        sketch.addLiteral("1 j " + path_operators("M12,1.5L23,20.5L1,20.5Z") + " B")
        sketch.colour(WHITE)
        sketch.rect(10.8, 7.4, 2.4, 7, stroke=0, fill=1)
        sketch.rect(10.8, 16, 2.4, 2.4, stroke=0, fill=1)


def arrowhead(
    sketch: Sketch, x: float, baseline: float, *, width: float, colour: str, up: bool = True
) -> None:
    """A solid triangle that stands on the baseline: a dose goes up, or down."""
    height = width * 0.9
    tip, base = (baseline + height, baseline) if up else (baseline, baseline + height)
    sketch.colour(colour)
    sketch.addLiteral(
        f"{x + width / 2:.2f} {tip:.2f} m {x + width:.2f} {base:.2f} l {x:.2f} {base:.2f} l h f"
    )


def carry_on(sketch: Sketch, x: float, top: float, *, size: float) -> None:
    """A round green sign with a tick."""
    with _units(sketch, x, top, size):
        sketch.colour(GO)
        sketch.circle(12, 12, 11, stroke=0, fill=1)
        sketch.stroke(WHITE, 2.6)
        sketch.addLiteral("1 J 1 j " + path_operators("M6.8,12.4L10.6,16.2L17.4,8.4") + " S")


def ease_off(sketch: Sketch, x: float, top: float, *, size: float) -> None:
    """An amber triangle with an exclamation mark."""
    with _units(sketch, x, top, size):
        sketch.colour(EASE)
        sketch.stroke(EASE, 2)
        sketch.addLiteral("1 j " + path_operators("M12,2.2L22.6,21L1.4,21Z") + " B")
        sketch.colour(WHITE)
        sketch.rect(10.7, 8.2, 2.6, 6.6, stroke=0, fill=1)
        sketch.rect(10.7, 16.4, 2.6, 2.6, stroke=0, fill=1)


def stop(sketch: Sketch, x: float, top: float, *, size: float) -> None:
    """A red octagon with a bar."""
    octagon = "M7.6,1.2L16.4,1.2L22.8,7.6L22.8,16.4L16.4,22.8L7.6,22.8L1.2,16.4L1.2,7.6Z"
    with _units(sketch, x, top, size):
        sketch.colour(WARNING)
        sketch.addLiteral(path_operators(octagon) + " f")
        sketch.colour(WHITE)
        sketch.rect(6, 10.4, 12, 3.2, stroke=0, fill=1)


def emergency(sketch: Sketch, x: float, top: float, *, size: float) -> None:
    """A red square with an exclamation mark: of no score's shape."""
    with _units(sketch, x, top, size):
        sketch.colour(WARNING)
        sketch.roundRect(1, 1, 22, 22, 4, stroke=0, fill=1)
        sketch.colour(WHITE)
        sketch.rect(10.3, 5, 3.4, 9, stroke=0, fill=1)
        sketch.rect(10.3, 16, 3.4, 3.4, stroke=0, fill=1)


class _units:  # noqa: N801  # reads as a verb where it is used
    """Inside, the sign is drawn in 24 by 24 units from its top left corner, y down."""

    def __init__(self, sketch: Sketch, x: float, top: float, size: float) -> None:
        self._sketch = sketch
        self._saved = sketch.saved()
        self._matrix = (size / 24, 0, 0, -size / 24, x, top)

    def __enter__(self) -> None:
        self._saved.__enter__()
        self._sketch.transform(*self._matrix)

    def __exit__(self, *error: object) -> None:
        self._saved.__exit__(*error)
