"""An address of the web becomes a code for a phone's camera, with the address in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinicplan.handout.look import Look
from clinicplan.handout.pdf.pieces import Piece
from clinicplan.handout.pdf.tags import Box, Target
from clinicplan.handout.sketch import FIRST_BASELINE, Sketch, Style
from clinicplan.handout.styles import MM
from clinicplan.illustrations.colours import INK
from clinicplan.illustrations.picture import Picture

_SIZE = 20 * MM
"""The code without the white round it."""
_QUIET = 4
"""Squares of white round a code (ISO/IEC 18004)."""
_BESIDE = 4 * MM
_PARTS = re.compile(r"[^/.?&=_-]+[/.?&=_-]*|[/.?&=_-]+")
"""An address in parts, between which its lines may break."""


def short(address: str) -> str:
    """An address as it is printed and typed: a browser puts https:// before it by itself."""
    return re.sub(r"^https://", "", address, flags=re.IGNORECASE).removesuffix("/")


def target_of(look: Look, address: str) -> Target:
    """What a link to this address opens, and says."""
    return Target(address, look.phrase("link_page", page=short(address)))


def link_note(
    look: Look, heading: str, address: str, *, width: float, kind: str = "P"
) -> Piece:
    """The code with its heading beside it, the address there or, where it is long, below.

    The piece keeps the white that the code needs above and below it; there must be as much to
    its left.
    """
    key = ("link", heading, address, width, kind)
    return look.kept(key, lambda: _drawn(look, heading, address, width=width, kind=kind))


def _drawn(look: Look, heading: str, address: str, *, width: float, kind: str) -> Piece:
    styles = look.styles
    label, style = styles.note_label, styles.note
    symbol, across = _symbol(look, address)
    quiet = _QUIET * _SIZE / across
    left = _SIZE + max(_BESIDE, quiet)
    room = width - left
    named = look.wrapped(heading, label, room)
    how = look.wrapped(look.phrase("link_scan"), style, room)
    under = len(named) * label.leading
    words = under + len(how) * style.leading
    beside = tuple(address_lines(look, short(address), style, room))
    tall = words + look.height(len(beside), style)
    is_beside = tall <= _SIZE + 2 * quiet
    lines = beside if is_beside else tuple(address_lines(look, short(address), style, width))
    top = max(0.0, quiet - 0.24 * label.size)
    bottom = max(_SIZE + 2 * quiet, top + words)
    at = (left, top + words) if is_beside else (0, bottom)
    height = bottom if is_beside else bottom + look.height(len(lines), style)

    def draw(sketch: Sketch) -> None:
        with sketch.mark(kind):
            sketch.lines(left, -top, named, label)
        with sketch.mark("P"):
            sketch.lines(left, -top - under, how, style)
        with sketch.element("P"):
            _draw_address(look, sketch, lines, target_of(look, address), at=at)
        with sketch.element("P"):
            box = Box(0, -quiet - _SIZE, _SIZE, -quiet)
            alt = look.phrase("link_code", page=short(address))
            with sketch.link(target_of(look, address), box=box, alt=alt):
                scale = _SIZE / across
                sketch.picture(symbol, (scale, 0, 0, scale, 0, -quiet))

    return look.loose(draw, size=(width, height))


def _draw_address(
    look: Look,
    sketch: Sketch,
    lines: tuple[str, ...],
    target: Target,
    *,
    at: tuple[float, float],
) -> None:
    """An address in lines, without the space that words have between them."""
    style = look.styles.note
    x, top = at
    wide = max(look.width(line, style) for line in lines)
    box = Box(x, -top - look.height(len(lines), style) - 2, x + wide, -top)
    with sketch.link(target, box=box):
        for number, line in enumerate(lines):
            y = -top - FIRST_BASELINE * style.size - number * style.leading
            sketch.text(x, y, line, style)


def address_lines(look: Look, address: str, style: Style, room: float) -> Iterator[str]:
    """An address in lines of at most `room` points, broken after its dots and strokes."""
    line = ""
    for part in _PARTS.findall(address):
        if line and look.width(line + part, style) > room:
            yield line
            line = ""
        line += part
        while look.width(line, style) > room and len(line) > 1:
            fits = next(n for n in range(len(line) - 1, 0, -1)
                        if n == 1 or look.width(line[:n], style) <= room)
            yield line[:fits]
            line = line[fits:]
    yield line


def _symbol(look: Look, address: str) -> tuple[Picture, int]:
    """The code, a point for each of its squares, from the origin down; and how many there are."""

    def make() -> tuple[Picture, int]:
        import segno  # few handouts have a code

        code = segno.make(address, error="m", micro=False)
        rows = [bytes(row) for row in code.matrix]
        across = len(rows)

        def draw(sketch: Sketch) -> None:
            sketch.colour(INK)
            for number, row in enumerate(rows, 1):
                for run in re.finditer(rb"\x01+", row):
                    sketch.addLiteral(f"{run.start()} {-number} {run.end() - run.start()} 1 re")
            sketch.addLiteral("f")

        box = (0, -across, across, 0)
        return look.drawing(("code", address), draw, box=box), across

    return look.kept(("code-size", address), make)
