"""How a workbook looks: its colours, faces, fills and borders, one colour throughout."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

ACCENT = "0E6377"
TINT = "E7EFF1"
PAPER = "F6F3EE"
INK = "1B252D"
MUTED = "4A5660"
RULE = "C3CACF"
WHITE = "FFFFFF"
NEEDED = "FFE3A3"
CLASH = "F7C6BF"

ROW_HEIGHT = 15
"""Points that a line of body text takes."""


def fill(colour: str) -> PatternFill:
    """A cell filled with one colour."""
    return PatternFill("solid", fgColor=colour)


def mark(colour: str) -> PatternFill:
    """The fill of a conditional format, which looks at the background colour alone."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def face(
    size: float = 11, *, colour: str = INK, bold: bool = False, italic: bool = False,
    link: bool = False,
) -> Font:
    """Calibri, which both Excel and LibreOffice have or stand in for; sizes in points."""
    return Font(name="Calibri", size=size, color=colour, bold=bold, italic=italic,
                underline="single" if link else None)


WRAPPED = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(wrap_text=True, vertical="center")
LINE = Alignment(vertical="center")
LINE_BELOW = Alignment(vertical="bottom")
CENTRED = Alignment(horizontal="center", vertical="center")
HAIRLINE = Border(bottom=Side("thin", color=RULE))
GRID = Border(bottom=Side("hair", color=RULE), right=Side("hair", color=RULE))
BOX = Border(*(Side("thin", color=RULE),) * 4)
