"""The operators of a page become the graphics state that they leave behind."""

from __future__ import annotations

from pikepdf import Object

Matrix = tuple[float, float, float, float, float, float]


class State:
    """The graphics state, as far as it matters here."""

    __slots__ = ("clip", "colour", "corners", "font", "matrix", "size")

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.font, self.size, self.colour = "", 0.0, "#000000"
        self.corners: list[tuple[float, float]] = []
        self.clip = (0.0, 0.0, 0.0, 0.0)

    def copy(self) -> State:
        other = State(self.matrix)
        other.font, other.size, other.colour = self.font, self.size, self.colour
        other.clip = self.clip
        return other

    def apply(self, name: str, operands: list[Object]) -> None:
        """Take an operator into account."""
        if name == "cm":
            self.matrix = _times(tuple(map(float, operands)), self.matrix)  # type: ignore[arg-type]
        elif name == "Tf":
            self.font, self.size = str(operands[0])[1:], float(operands[1])
        elif name == "rg":
            self.colour = "#" + "".join(f"{round(float(value) * 255):02x}" for value in operands)
        elif name in ("m", "l", "c"):
            numbers = list(map(float, operands))
            self.corners += zip(numbers[::2], numbers[1::2], strict=True)
        elif name == "re":
            x, y, width, height = map(float, operands)
            self.corners += [(x, y), (x + width, y + height)]
        elif name in ("W", "W*") and self.corners:
            points = [_moved(point, self.matrix) for point in self.corners]
            xs, ys = zip(*points, strict=True)
            self.clip = (min(xs), min(ys), max(xs), max(ys))
        elif name in ("n", "f", "f*", "S", "s", "B", "b", "B*", "b*"):
            self.corners = []


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
