"""How a workbook looks: its colours, faces, fills, borders and the heights of its rows."""

from __future__ import annotations

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.dimensions import RowDimension

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


class FittingRow(RowDimension):  # type: ignore[misc]  # openpyxl has no types
    """A row with a height that Excel fits again as soon as somebody types in it."""

    customHeight = False  # noqa: N815 - openpyxl's name


def lines(text: str, *, width: int) -> int:
    """How many lines a text takes in a cell that is `width` characters wide."""
    return sum(max(len(line) - 1, 0) // width + 1 for line in text.split("\n"))


def emphasised(*pieces: tuple[str, str], face_name: str = "Calibri") -> CellRichText:
    """Pairs of text, the first of each bold in the accent colour and in the face named."""
    strong = InlineFont(b=True, sz=11, color=ACCENT, rFont=face_name)
    plain = InlineFont(sz=11, color=INK, rFont="Calibri")
    return CellRichText(
        *(block for first, second in pieces
          for block in (TextBlock(strong, first), TextBlock(plain, second)))
    )


INSET = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
INSET_MIDDLE = Alignment(horizontal="left", wrap_text=True, vertical="center", indent=1)
LINE = Alignment(horizontal="left", vertical="center", indent=1)
LINE_TOP = Alignment(horizontal="left", vertical="top", indent=1)
LINE_BELOW = Alignment(horizontal="left", vertical="bottom", indent=1)
CENTRED = Alignment(horizontal="center", vertical="center")
HAIRLINE = Border(bottom=Side("thin", color=RULE))
GRID = Border(bottom=Side("hair", color=RULE), right=Side("hair", color=RULE))
TOP_LINE = Border(top=Side("thin", color=ACCENT))
BOX = Border(*(Side("thin", color=RULE),) * 4)
