"""A cell as it lies in the file -> its value; what hides rows or merges cells is seen."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from clinicplan.workbook.xlsx.book import open_book
from clinicplan.workbook.xlsx.container import Damaged
from clinicplan.workbook.xlsx.grid import BLANKS, Formatted, Merge, Row, Struck, Trouble, Value
from clinicplan.workbook.xlsx.worksheet import Worksheet
from tests.workbook.workbooks import book, changed, to_bytes

GOOD = to_bytes(book())
SHEET = "xl/worksheets/sheet4.xml"
STYLES = "xl/styles.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<worksheet xmlns="{NAMESPACE}"><sheetData>'


def sheet_of(data: bytes, at: int) -> tuple[list[Row], Worksheet]:
    """The rows of a worksheet, and the pass over it once it has ended."""
    opened = open_book(data)
    worksheet = opened.open(opened.sheets[at])
    return list(worksheet.rows()), worksheet


def with_rows(rows: str, *, styles: bytes | None = None, after: str = "") -> bytes:
    content = f"{HEAD}{rows}</sheetData>{after}</worksheet>".encode()
    parts = {SHEET: content, STYLES: styles} if styles else {SHEET: content}
    return changed(GOOD, parts)


def rows_of(rows: str, *, styles: bytes | None = None) -> list[Row]:
    return sheet_of(with_rows(rows, styles=styles), 3)[0]


def styled(code: str) -> bytes:
    return (
        f'<styleSheet xmlns="{NAMESPACE}"><numFmts><numFmt numFmtId="164" formatCode="{code}"/>'
        '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    ).encode()


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<v>10</v>", 10),
        ("<v>10.0</v>", 10),
        ("<v>1E1</v>", 10),
        ("<v>2.5</v>", 2.5),
        ('t="b"><v>1</v>', True),
        ('t="e"><v>#N/A</v>', Trouble("error-cell", "#N/A")),
        ("<f>A2</f>", Trouble("formula-uncalculated")),
        ("<f>A2</f><v/>", Trouble("formula-uncalculated")),
        ("<f>A2</f><v>7</v>", 7),
        ('t="str"><f>A2</f><v>seven</v>', "seven"),
        ('t="str"><f>A2</f><v></v>', None),
        ('t="str"><f>A2</f>', Trouble("formula-uncalculated")),
        ("<f>A2</f><v>0</v>", Trouble("formula-uncalculated")),  # the file says: calculate me
        ("<v>0</v>", 0),
        ('t="inlineStr"><v>5</v><is><t>10</t></is>', Trouble("damaged-cell")),
        ('t="inlineStr"><is><r><rPr><strike/></rPr><t>o</t></r><r><t>ne</t></r></is>',
         Struck("one")),
        ('t="inlineStr"><is><r><rPr><strike val="0"/></rPr><t>one</t></r></is>', "one"),
        ('t="inlineStr"><is><t>one</t></is>', "one"),
        ('t="inlineStr"><is><r><t>o</t></r><r><t>ne</t></r><rPh><t>wan</t></rPh></is>', "one"),
        ('t="inlineStr"><is><t>a_x000D_\nb</t></is>', "a\nb"),
        ('t="inlineStr"><is><t>_x005F_x000D_</t></is>', "_x000D_"),
        ('t="inlineStr"><is><t> \u00a0\u200b </t></is>', None),
        ('t="d"><v>2026-12-01T00:00:00</v>', date(2026, 12, 1)),
        ('t="d"><v>2026-12-01</v>', date(2026, 12, 1)),
        ('t="d"><v>10:30:00</v>', time(10, 30)),
        ('t="d"><v>1899-12-31T10:30:00.000</v>', time(10, 30)),
        ('t="d"><v>soon</v>', "soon"),
    ],
)
def test_a_cell_has_this_value(cell: str, value: Value | None) -> None:
    attributes, separator, content = cell.partition(">") if cell[0] != "<" else ("", ">", cell)
    rows = rows_of(f'<row r="1"><c r="A1" {attributes}{separator}{content}</c></row>')
    assert [row.values.get(1) for row in rows] == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("code", "number", "value"),
    [
        ("dd/mm/yyyy", "46357", date(2026, 12, 1)),
        ("[$-F800]dddd\\,\\ mmmm\\ dd", "46357", date(2026, 12, 1)),
        ("mmm-yy", "46357.75", date(2026, 12, 1)),
        ("yyyy-mm-dd", "1", date(1900, 1, 1)),
        ("yyyy-mm-dd", "59", date(1900, 2, 28)),
        ("yyyy-mm-dd", "61", date(1900, 3, 1)),
        ("yyyy-mm-dd", "-1", Trouble("date-out-of-range")),
        ("yyyy-mm-dd", "99999999", Trouble("date-out-of-range")),
        ("hh:mm", "0.4375", time(10, 30)),
        ("[h]:mm", "0.4375", Formatted(0.4375, "[h]:mm")),
        ("mm:ss", "0.5", time(12, 0)),
        ("0.00", "3", 3),
        ("General", "3", 3),
        ("0&quot; days&quot;", "3", Formatted(3, '0" days"')),
        ("[Red]0", "3", 3),
        ("[Red]0", "-3", Formatted(-3, "[Red]0")),
        ("0_d", "3", 3),
        ("[" * 1_000_000, "3", Formatted(3, "[" * 255)),
        ("#,##0\\d", "3", Formatted(3, "#,##0\\d")),
        ("mm", "46357", date(2026, 12, 1)),
        ("General", "0.30000000000000004", 0.3),
    ],
)
def test_a_number_is_a_date_where_its_format_says_so(code: str, number: str, value: Value) -> None:
    cell = f'<row r="1"><c r="A1" s="1"><v>{number}</v></c></row>'
    assert rows_of(cell, styles=styled(code))[0].values[1] == value


def test_dates_may_count_from_1904() -> None:
    made = book()
    made.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - openpyxl asks for it so
    rows, _ = sheet_of(to_bytes(made), 2)
    assert date(2026, 12, 1) in rows[1].values.values()


def test_hidden_rows_merged_cells_and_filters_are_seen() -> None:
    after = (
        '<autoFilter ref="A1:A2"><filterColumn colId="0"/></autoFilter>'
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    )
    hidden = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
    rows, worksheet = sheet_of(with_rows(hidden, after=after), 3)
    assert rows[0].hidden
    assert worksheet.filtered
    assert worksheet.merges == [Merge(1, 1, 2, 2)]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row>' * 2,
    ],
)
def test_rows_go_downwards(rows: str) -> None:
    with pytest.raises(Damaged):
        rows_of(rows)


def test_a_row_comes_before_the_sheet_has_been_read() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in range(1, 9_999))
    opened = open_book(with_rows(rows + "<never-ended>"))
    passed = opened.open(opened.sheets[3]).rows()
    assert next(passed).values == {1: 1}
    with pytest.raises(Damaged):
        list(passed)


def test_prefixed_elements_and_missing_references_are_read() -> None:
    content = (
        f'<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>'
        '<x:c r="C1"><x:v>3</x:v></x:c><x:c><x:v>4</x:v></x:c></x:row><x:row><x:c><x:v>5</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    rows, _ = sheet_of(changed(GOOD, {SHEET: content.encode()}), 3)
    assert [dict(row.values) for row in rows] == [{1: 1, 3: 3, 4: 4}, {1: 5}]
    assert [row.number for row in rows] == [1, 2]


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("<t>one</t>", "one"),
        ("<r><t>o</t></r><r><rPr><b/></rPr><t>ne</t></r>", "one"),
        ("<r><t>o</t></r><r><rPr><strike/></rPr><t>ne</t></r>", Struck("one")),
        ("<r><rPr><strike/></rPr><t> </t></r><r><t>one</t></r>", " one"),
        ('<r><rPr><strike val="false"/></rPr><t>one</t></r>', "one"),
        ("<r><rPr><strike/></rPr></r><r><t>one</t></r>", "one"),
        ("<t>one</t><rPh><t>wan</t></rPh>", "one"),
    ],
)
def test_a_shared_text_has_this_value(item: str, value: Value) -> None:
    """The text after it is not struck through because this one is."""
    strings = f'<sst xmlns="{NAMESPACE}"><si>{item}</si><si><t>two</t></si></sst>'
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    data = changed(with_rows(cells), {"xl/sharedStrings.xml": strings.encode()})
    assert sheet_of(data, 3)[0][0].values == {1: value, 2: "two"}


PRINTED = some.text(
    some.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1
).filter(lambda text: text[0] != "=" and not ILLEGAL_CHARACTERS_RE.search(text))


@settings(max_examples=60, deadline=None)
@given(
    some.lists(
        some.lists(
            some.none()
            | some.integers(-(10**9), 10**9)
            | some.booleans()
            | some.dates(date(1900, 3, 1), date(2200, 1, 1))
            | PRINTED.filter(lambda text: "_x" not in text and text[0] != "#"),
            max_size=6,
        ),
        max_size=12,
    )
)
def test_what_openpyxl_writes_is_read_back(rows: list[list[object]]) -> None:
    made = Workbook()
    for number, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            made.active.cell(number, column, value)
    stream = io.BytesIO()
    made.save(stream)
    found, _ = sheet_of(stream.getvalue(), 0)
    kept = {
        (number, column): value
        for number, cells in enumerate(rows, 1)
        for column, value in enumerate(cells, 1)
        if value is not None and (not isinstance(value, str) or value.strip(BLANKS))
    }
    assert {(row.number, at): cell for row in found for at, cell in row.values.items()} == kept
