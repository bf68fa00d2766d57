"""Workbooks that three programs write -> the values that openpyxl and python-calamine read, too.

Where the two differ from us, `ours` below says what they read and why we do not.
"""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from python_calamine import CalamineWorkbook

from clinicplan.workbook.xlsx.book import open_book
from clinicplan.workbook.xlsx.grid import Formatted, Struck, Trouble, Value
from tests.workbook.workbooks import changed, part, to_bytes

Cells: TypeAlias = dict[tuple[int, int], object]
Random: TypeAlias = random.Random

WORDS = ("10-15", "007", "Müller", "30 s", "½ × 2", "a\nb", "  padded", "=1+1 as text", "naïve",
         "東京", "مرحبا", "🙂", "<b>&amp;</b>", "'quoted'", "1E5", "TRUE", "tab\there",
         "x" * 300)  # fmt: skip
FORMATS = ("General", "0", "0.00", "#,##0", "@", "0%", '0" min"', "[h]:mm", "000")
ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?")


def ours(value: Value) -> object:
    """Our value as the others have it.

    - Formats and strikes are asked about here; the others give the bare value.
    - A day is a date here: its time of day, which no cell of ours means, is dropped.
    - A length beyond a day (`[h]:mm`) is no time here: they make a timedelta of it.
    """
    if isinstance(value, Struck | Formatted):
        return ours(value.value)
    if isinstance(value, bool | Trouble):
        return value
    return float(value) if isinstance(value, int) else value


def read_by_us(data: bytes) -> Cells:
    book = open_book(data)
    rows = book.open(book.sheets[0]).rows()
    return {(row.number, at): ours(value) for row in rows for at, value in row.values.items()}


def as_days(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def read_by_openpyxl(data: bytes) -> Cells:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    return {(cell.row, cell.column): as_days(cell.value) for cell in cells
            if cell.value is not None}  # fmt: skip


def read_by_calamine(data: bytes) -> Cells:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    rows = enumerate(sheet.to_python(skip_empty_area=False), 1)
    return {(number, at): as_days(value) for number, row in rows
            for at, value in enumerate(row, 1) if value != ""}  # fmt: skip


def odd_to(other: Callable[[bytes], Cells], data: bytes) -> Mapping[tuple[int, int], object]:
    """The cells that the other reads otherwise, but for the differences that are meant."""
    mine, theirs = read_by_us(data), other(data)
    return {
        at: (mine.get(at), theirs.get(at))
        for at in sorted({*mine, *theirs})
        if not agree(mine.get(at), theirs.get(at))
    }


def agree(mine: object, theirs: object) -> bool:
    """True where both mean the same, or we tell what they leave out.

    - calamine gives nothing for an error and for a formula without a value; openpyxl nothing
      for the latter and the error's own text: with us both are troubles.
    - Text of blanks alone is nothing here; Excel shows nothing, either.
    - openpyxl and calamine read `[h]:mm` as a timedelta, or a time.
    - calamine cuts the blanks off a run of text that does not ask for them to be kept (none
      here); Excel would, too, but two words are better than one.
    """
    if isinstance(mine, Trouble):
        return theirs in (None, mine.text)
    if mine is None:
        return isinstance(theirs, str) and not theirs.strip()
    if isinstance(mine, float) and isinstance(theirs, timedelta):
        return abs(theirs.total_seconds() / 86_400 - mine) < 1e-7  # they round to milliseconds
    if isinstance(mine, float) and isinstance(theirs, float):
        return abs(mine - theirs) <= abs(theirs) * 1e-14  # Excel keeps fifteen digits
    if isinstance(mine, float) and isinstance(theirs, time | date):
        return True  # a time or a day before 1900, as [h]:mm has it
    return bool(mine == theirs) and isinstance(mine, bool) == isinstance(theirs, bool)


def value_of(dice: Random) -> object:
    match dice.randrange(8):
        case 0:
            return dice.choice(WORDS)
        case 1:
            return dice.randint(-(10**9), 10**9)
        case 2:
            return round(dice.uniform(-1000, 1000), dice.randint(0, 6))
        case 3:
            return date(1901, 1, 1).replace(year=dice.randint(1901, 2099), day=dice.randint(1, 28))
        case 4:
            return time(dice.randrange(24), dice.randrange(60), dice.randrange(60))
        case 5:
            return dice.choice((True, False))
        case 6:
            return dice.choice(ERRORS)
        case _:
            return "".join(chr(dice.randint(32, 0x2FFF)) for _ in range(dice.randint(1, 20)))


def by_openpyxl(dice: Random) -> bytes:
    """Rich text, merges, gaps, hidden rows and columns, formulas that were never calculated."""
    made = Workbook()
    sheet = made.active
    places = {(dice.randint(1, 40), dice.randint(1, 30)) for _ in range(dice.randint(1, 60))}
    for row, column in sorted(places):
        cell = sheet.cell(row, column, value_of(dice))
        if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
            cell.number_format = dice.choice(FORMATS)
    sheet["B2"] = CellRichText("10 ", TextBlock(InlineFont(strike=dice.random() < 0.5), "15"))
    sheet["C3"] = "=SUM(A1:A9)"
    sheet.merge_cells("E5:G6")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    return to_bytes(made)


def by_xlsxwriter(dice: Random) -> bytes:
    """Formulas with the values they gave, rich strings, texts in the cells themselves."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": dice.random() < 0.5})
    sheet = made.add_worksheet("Patients")
    day = made.add_format({"num_format": "dd/mm/yyyy"})
    bold = made.add_format({"bold": True})
    for row in range(dice.randint(1, 30)):
        for column in sorted(dice.sample(range(30), dice.randint(1, 8))):
            value = value_of(dice)
            match dice.randrange(4):
                case 0 if isinstance(value, str) and value not in ERRORS and value.strip():
                    sheet.write_rich_string(row, column, bold, value, "and more")
                case 1:
                    sheet.write_formula(row, column, "=A1+1", None, dice.randint(1, 99))
                case _ if isinstance(value, date):
                    sheet.write_datetime(row, column, value, day)
                case _ if isinstance(value, bool | int | float):
                    sheet.write(row, column, value)
                case _:
                    sheet.write_string(row, column, str(value))
    made.close()
    return stream.getvalue()


def by_hand(dice: Random) -> bytes:
    """Texts in the cells themselves, as exports of the web have them, with and without places."""
    cells = []
    for row in range(1, dice.randint(2, 20)):
        places = sorted(dice.sample("ABCDEFGH", dice.randint(1, 8)))
        cells.append(f'<row r="{row}">' if dice.random() < 0.7 else "<row>")
        for letter in places:
            place = f' r="{letter}{row}"'
            number = dice.randint(-99, 99)
            cells.append(
                dice.choice(
                    (
                        f'<c{place} t="inlineStr"><is><t>x {number}</t></is></c>',
                        f'<c{place} t="inlineStr"><is><r><t>x</t></r><r>'
                        f'<t xml:space="preserve"> {number}</t></r></is></c>',
                        f"<c{place}><v>{number}</v></c>",
                        f'<c{place} t="str"><f>A1</f><v>text {number}</v></c>',
                        f'<c{place} t="b"><v>{number % 2}</v></c>',
                        f"<c{place}><f>A1</f><v>{number}.25</v></c>",
                        f"<c{place}/>",
                    )
                )
            )
        cells.append("</row>")
    made = Workbook()
    made.active["A1"] = "x"
    data = to_bytes(made)
    sheet = part(data, "xl/worksheets/sheet1.xml").decode()
    start, end = sheet.index("<sheetData>") + 11, sheet.index("</sheetData>")
    content = sheet[:start] + "".join(cells) + sheet[end:]
    return changed(data, {"xl/worksheets/sheet1.xml": content.encode()})


@pytest.mark.parametrize("other", [read_by_openpyxl, read_by_calamine])
@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter, by_hand])
def test_others_read_the_same(
    write: Callable[[Random], bytes], other: Callable[[bytes], Cells]
) -> None:
    dice = random.Random(write.__name__)
    for _ in range(30):
        assert odd_to(other, write(dice)) == {}


STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
     b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
)  # fmt: skip


def test_strict_workbooks_are_read_as_calamine_reads_them() -> None:
    """openpyxl finds no rows in them."""
    dice = random.Random(9)
    for _ in range(10):
        data = by_openpyxl(dice)
        names = [name for name in _names(data) if name.endswith((".xml", ".rels"))]
        parts = {name: part(data, name) for name in names}
        for old, new in STRICT:
            parts = {name: content.replace(old, new) for name, content in parts.items()}
        strict = changed(data, parts)
        assert read_by_us(strict) == read_by_us(data)
        assert odd_to(read_by_calamine, strict) == {}


def _names(data: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data)).namelist()


def test_what_the_others_do_not_see() -> None:
    """Why the reader is our own, in one workbook: if they learn it, this fails."""
    made = Workbook()
    made.active["A1"], made.active["B1"] = "#N/A", "=1+1"
    data = to_bytes(made)
    assert read_by_us(data) == {
        (1, 1): Trouble("error-cell", "#N/A"),
        (1, 2): Trouble("formula-uncalculated"),
    }
    assert read_by_calamine(data) == {}
    assert read_by_openpyxl(data) == {(1, 1): "#N/A"}
