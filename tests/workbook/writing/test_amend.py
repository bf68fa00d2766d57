"""Rows that are written into a workbook: just their cells change, and what is odd is refused."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.findings import Place
from clinicplan.workbook.columns import EXERCISES, PATIENTS
from clinicplan.workbook.writing.amend import amend
from clinicplan.workbook.writing.blank import write_blank
from clinicplan.workbook.writing.change import Change
from clinicplan.workbook.writing.package import with_parts
from clinicplan.workbook.writing.places import Typed, changes_for
from clinicplan.workbook.writing.refused import Refused
from clinicplan.workbook.xlsx.book import open_book
from tests.workbook.workbooks import book, changed, part, patient, row, to_bytes

SAMPLE = Path(__file__).parents[3] / "sample_plans" / "sample-clinic.xlsx"
LIBREOFFICE = Path(__file__).parent / "libreoffice.xlsx"
"""The workbook of `odd`, saved by LibreOffice 7.4."""

START = date(2026, 12, 1)
MIRA: Typed = {
    "plan_id": "P-0999",
    "first_name": "Mira",
    "last_name": "Madeup <& Son>",
    "practitioner": "AE",
    "start": START,
    "weeks": "4",
    "note": 'First line.\n  "Second" line, 10-15, =1+1',
}
HEEL: Typed = {"plan_id": "P-0999", "exercise": "Heel raise", "dose": "3 x 10"}
TOWEL: Typed = {"plan_id": "P-0999", "exercise": "Towel stretch"}
OURS = re.compile(
    rb"<(?:\w+:)?dimension [^>]*/>|<(?:\w+:)?row[ >].*?</(?:\w+:)?row>|<(?:\w+:)?row [^>]*/>",
    re.DOTALL,
)


def odd() -> Workbook:
    """A workbook with a chart, a comment, a filter, colours, rules and a formula."""
    made = book(
        patients=[patient(), patient(Plan_ID="P-2", First_name="Robin")],
        exercises=[row(), row(Plan_ID="P-2")],
    )
    sheet = made["Patients"]
    for number in (2, 3):
        sheet.cell(number, 5).number_format = "dd mmm yyyy"
    sheet["B2"].comment = Comment("Prefers mornings", "Practice")
    sheet.auto_filter.ref = "A1:H3"
    rule = FormulaRule(["LEN($A2)=0"], font=Font(bold=True))
    sheet.conditional_formatting.add("A2:A100", rule)
    valid = DataValidation(type="whole", formula1="1", formula2="52", operator="between")
    valid.add("F2:F500")
    sheet.add_data_validation(valid)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=1, max_row=3), titles_from_data=True)
    notes = made.create_sheet("Notes")
    notes["A1"] = "=COUNTA(Patients!A:A)"
    notes.add_chart(chart, "C3")
    return made


def with_table(last: int, **more: object) -> Workbook:
    """The odd one with a table on Patients down to a row."""
    made = odd()
    made["Patients"].auto_filter.ref = None
    table = Table(displayName="plans", ref=f"A1:F{last}", **more)
    made["Patients"].add_table(table)
    return made


def with_gap() -> Workbook:
    made = odd()
    made["Patients"].delete_rows(2)
    made["Patients"].insert_rows(2, 3)
    return made


def blank(tmp_path: Path) -> bytes:
    templates = templates_folder()
    path = tmp_path / "blank.xlsx"
    write_blank(path, catalogue=read_catalogue(templates), templates=templates)
    return path.read_bytes()


def unknown(data: bytes) -> bytes:
    """With a part of no known kind, a stored one, and a comment of the archive."""
    stream = io.BytesIO(changed(data, {"custom/thing.bin": bytes(range(256))}))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("custom/stored.txt", b"as it is", zipfile.ZIP_STORED)
        archive.comment = b"kept"
    return stream.getvalue()


def streamed(data: bytes) -> bytes:
    """As a program writes that cannot go back: sizes stand behind the parts."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(pipe, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
    return pipe.getvalue()


def prefixed(data: bytes) -> bytes:
    """The sheet Patients with a prefix at each element."""
    name = path_of(data, "Patients")
    text = part(data, name).replace(b' xmlns="', b' xmlns:x="')
    return changed(data, {name: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", text)})


WORKBOOKS: Mapping[str, Callable[[Path], bytes]] = {
    "blank": blank,
    "sample": lambda _: SAMPLE.read_bytes(),
    "odd": lambda _: to_bytes(odd()),
    "libreoffice": lambda _: LIBREOFFICE.read_bytes(),
    "table with room": lambda _: to_bytes(with_table(9)),
    "full table": lambda _: to_bytes(with_table(3)),
    "typed below its table": lambda _: to_bytes(with_table(2)),
    "rows with gaps": lambda _: to_bytes(with_gap()),
    "unknown parts": lambda _: unknown(to_bytes(odd())),
    "streamed": lambda _: streamed(to_bytes(odd())),
    "prefixed": lambda _: prefixed(to_bytes(odd())),
}


def path_of(data: bytes, title: str) -> str:
    return next(item.path for item in open_book(data).sheets if item.title == title)


def written(data: bytes, patients: Sequence[Typed] = (MIRA,),
            exercises: Sequence[Typed] = (HEEL, TOWEL)) -> tuple[bytes, tuple[Change, ...]]:
    found = open_book(data)
    changes = (*changes_for(found, PATIENTS, patients), *changes_for(found, EXERCISES, exercises))
    return amend(data, changes), changes


def raw(data: bytes) -> dict[str, bytes]:
    """Each part as it lies in the archive, still compressed."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            name, extra = struct.unpack_from("<2H", data, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            found[info.filename] = data[start : start + info.compress_size]
    return found


def cells(data: bytes, title: str) -> Mapping[tuple[int, int], object]:
    found = open_book(data)
    listed = next(item for item in found.sheets if item.title == title)
    return {(row.number, at): value
            for row in found.open(listed).rows() for at, value in row.values.items()}  # fmt: skip


@pytest.mark.parametrize("name", WORKBOOKS)
def test_only_the_cells_change(name: str, tmp_path: Path) -> None:
    data = WORKBOOKS[name](tmp_path)
    new, changes = written(data)
    before, after = raw(data), raw(new)
    assert list(before) == list(after)
    differ = {key for key in before if before[key] != after[key]}
    sheets = {path_of(data, "Patients"), path_of(data, "Exercises")}
    assert sheets <= differ <= {*sheets, "xl/workbook.xml", *(
        key for key in differ if key.startswith("xl/tables/"))}  # fmt: skip
    for sheet in sheets:
        assert OURS.sub(b"", part(new, sheet)) == OURS.sub(b"", part(data, sheet)).replace(
            b"<x:sheetData/>", b"<x:sheetData></x:sheetData>")  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(new)) as now:
        assert now.testzip() is None
        assert now.comment == old.comment
    for title in ("Patients", "Exercises"):
        own = {(item.place.row, item.place.column): item.after for item in changes
               if item.place.sheet == title}  # fmt: skip
        assert cells(new, title) == {**cells(data, title), **own}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_others_read_what_was_meant(name: str, tmp_path: Path) -> None:
    new, changes = written(WORKBOOKS[name](tmp_path))
    theirs = load_workbook(io.BytesIO(new))
    rust = CalamineWorkbook.from_filelike(io.BytesIO(new))
    grids = {title: rust.get_sheet_by_name(title).to_python(skip_empty_area=False)
             for title in ("Patients", "Exercises")}  # fmt: skip
    for item in changes:
        place, meant = item.place, item.after
        value = theirs[place.sheet].cell(place.row, place.column).value
        assert (value.date() if isinstance(value, datetime) else value) == meant
        assert grids[place.sheet][place.row - 1][place.column - 1] == meant


@pytest.mark.parametrize(
    ("name", "ref"), [("table with room", "A1:F9"), ("full table", "A1:F4"),
                      ("typed below its table", "A1:F2")],
)  # fmt: skip
def test_a_table_takes_in_the_rows_right_below_it(name: str, ref: str, tmp_path: Path) -> None:
    new, _ = written(WORKBOOKS[name](tmp_path))
    sheet = load_workbook(io.BytesIO(new))["Patients"]
    assert sheet.tables["plans"].ref == ref
    assert sheet.cell(4, 1).value == "P-0999"


def test_excel_calculates_anew(tmp_path: Path) -> None:
    data = changed(to_bytes(odd()), {})
    text = part(data, "xl/workbook.xml")
    for calculation in (b'<calcPr calcId="191029"/>', b"<calcPr fullCalcOnLoad='0' />", b""):
        old = changed(data, {"xl/workbook.xml": re.sub(rb"<calcPr[^>]*/>", calculation, text)})
        new = part(written(old)[0], "xl/workbook.xml")
        assert new.count(b"<calcPr") == 1
        assert b'fullCalcOnLoad="1"' in new
        assert re.search(rb"(</definedNames>|</sheets>|<definedNames */>)<calcPr", new)
        assert re.sub(rb"<calcPr[^>]*/>", b"", new) == re.sub(rb"<calcPr[^>]*/>", b"", text)


def test_a_cell_keeps_its_style_and_a_struck_one_gives_none() -> None:
    made = odd()
    made["Patients"]["B3"].font = Font(strike=True)
    made["Patients"]["C3"].font = Font(bold=True)
    new, _ = written(to_bytes(made))
    sheet = load_workbook(io.BytesIO(new))["Patients"]
    assert sheet["B4"].font.strike is None
    assert sheet["C4"].font.bold
    assert sheet["E4"].number_format == "dd mmm yyyy"


def test_a_date_without_a_format_for_dates_is_a_text() -> None:
    made = book(patients=[], exercises=[])
    new, _ = written(to_bytes(made))
    assert START.isoformat() in [str(value) for value in cells(new, "Patients").values()]


def test_dates_count_from_1904_where_the_workbook_does() -> None:
    made = odd()
    made.epoch = datetime(1904, 1, 1)  # noqa: DTZ001
    assert START in cells(written(to_bytes(made))[0], "Patients").values()


def test_a_value_is_changed_and_given_back() -> None:
    data = to_bytes(odd())
    place = Place("Patients", 2, 2)
    new = amend(data, [Change(place, "Samuel", "Sam")])
    assert cells(new, "Patients")[2, 2] == "Samuel"
    back = amend(new, [Change(place, "Sam", "Samuel")])
    assert cells(back, "Patients") == cells(data, "Patients")
    assert (2, 2) not in cells(amend(data, [Change(place, "", "Sam")]), "Patients")


def refusing(name: str) -> tuple[bytes, Sequence[Change]]:
    made = odd()
    sheet = made["Patients"]
    change = Change(Place("Patients", 2, 2), "Samuel", "Sam")
    if name == "protected":
        sheet.protection.sheet = True
    elif name == "merged":
        sheet.merge_cells("B2:C2")
    elif name == "formula":
        sheet["B2"] = '="Sam"'
    elif name == "hidden":
        sheet.row_dimensions[2].hidden = True
    elif name == "struck through":
        sheet["B2"].font = Font(strike=True)
    elif name == "other value":
        change = Change(Place("Patients", 2, 2), "Samuel", "Sammy")
    elif name == "not empty":
        change = Change(Place("Patients", 2, 2), "Samuel")
    elif name == "number for text":
        change = Change(Place("Patients", 2, 6), "5", "4")
    elif name == "control character":
        change = Change(Place("Patients", 2, 2), "Sam\x07", "Sam")
    elif name == "too long":
        change = Change(Place("Patients", 2, 2), "x" * 32_768, "Sam")
    elif name == "no such sheet":
        change = Change(Place("Patience", 2, 2), "Samuel", "Sam")
    elif name == "heading of a table":
        made = with_table(3)
        change = Change(Place("Patients", 1, 2), "Name", "First name")
    return to_bytes(made), [change] * (2 if name == "twice" else 1)


@pytest.mark.parametrize(
    "name",
    ["protected", "merged", "formula", "hidden", "struck through", "other value", "not empty",
     "number for text", "control character", "too long", "no such sheet", "heading of a table",
     "twice"],
)  # fmt: skip
def test_what_is_not_sure_is_refused(name: str) -> None:
    data, changes = refusing(name)
    with pytest.raises(Refused) as refused:
        amend(data, changes)
    assert "Sam" not in str(refused.value)


def respelt(name: str) -> bytes:
    """A workbook whose XML is not as it was."""
    data = to_bytes(odd())
    path = path_of(data, "Patients")
    text = part(data, path)
    new = {
        "strict": text.replace(b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                               b"purl.oclc.org/ooxml/spreadsheetml/main"),
        "no row numbers": re.sub(rb'<row r="\d+"', b"<row", text),
        "no cell names": re.sub(rb'<c r="\w+"', b"<c", text),
        "another encoding": b'<?xml version="1.0" encoding="UTF-16"?>'.join([b"", text])
        .decode().encode("utf-16"),
        "a rich value": text.replace(b'<c r="A2"', b'<c vm="1" r="A2"'),
        "an array": re.sub(rb'(<c r="H1"[^>]*>)', rb'\1<f t="array" ref="A4:B9">1</f>', text),
    }[name]  # fmt: skip
    assert new != text
    return changed(data, {path: new})


@pytest.mark.parametrize(
    "name",
    ["strict", "no row numbers", "no cell names", "another encoding", "a rich value", "an array"],
)
def test_xml_that_is_not_understood_is_refused(name: str) -> None:
    data = respelt(name)
    with pytest.raises(Refused):
        written_over(data) if name == "a rich value" else written(data)


def written_over(data: bytes) -> bytes:
    return amend(data, [Change(Place("Patients", 2, 1), "P-7", "P-1")])


@pytest.mark.parametrize(
    ("table", "says"),
    [({"totalsRowCount": 1}, "no room"), ({"tableType": "queryTable"}, "filled from elsewhere")],
)
def test_a_table_that_is_not_only_rows_is_refused(table: dict[str, object], says: str) -> None:
    with pytest.raises(Refused, match=says):
        written(to_bytes(with_table(3, **table)))


def test_a_column_that_is_missing_or_twice_is_refused() -> None:
    made = odd()
    made["Patients"]["A1"] = "Number"
    with pytest.raises(Refused, match="Plan ID"):
        written(to_bytes(made))
    made = odd()
    made["Patients"]["AB1"] = "First name"
    with pytest.raises(Refused, match="First name"):
        written(to_bytes(made))


def test_a_row_with_something_in_a_column_of_the_clinics_own_is_not_taken() -> None:
    made = odd()
    made["Patients"]["AD6"] = "Insurance 4711"
    _, changes = written(to_bytes(made))
    assert {item.place.row for item in changes if item.place.sheet == "Patients"} == {7}


def test_a_signed_workbook_and_a_strange_archive_are_refused() -> None:
    data = to_bytes(odd())
    with pytest.raises(Refused, match="signed"):
        written(changed(data, {"_xmlsignatures/sig1.xml": b"<a/>"}))
    for strange in (b"PK" + data, data + b"more", data[: len(data) // 2]):
        with pytest.raises(Refused):
            with_parts(strange, {})
    with pytest.raises(Refused):
        with_parts(data, {"xl/nothing.xml": b""})


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufeff"), max_size=40
).filter(lambda text: text.strip() == text and "_x" not in text)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"plan_id": st.from_regex("[A-Z]{1,3}-[0-9]{1,5}", fullmatch=True)},
        optional={
            "first_name": TEXTS,
            "note": TEXTS,
            "weeks": st.integers(1, 52).map(str),
            "start": st.integers(0, 40_000).map(lambda days: date(1900, 4, 1) + timedelta(days)),
        },
    ),
    min_size=1,
    max_size=6,
)
ODD = to_bytes(odd())


@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(rows=ROWS, first=ROWS)
def test_any_rows_are_read_back(rows: list[Typed], first: list[Typed]) -> None:
    once, _ = written(ODD, first, ())
    new, changes = written(once, rows, ())
    assert {item.place.row for item in changes} == set(
        range(4 + len(first), 4 + len(first) + len(rows))
    )
    theirs = load_workbook(io.BytesIO(new))["Patients"]
    own = {(item.place.row, item.place.column): item.after for item in changes}
    meant = {at: str(value) for at, value in own.items()}
    kept = cells(once, "Patients")
    assert {at: value for at, value in cells(new, "Patients").items() if at not in own} == kept
    found = {at: str(value) for at, value in cells(new, "Patients").items() if at in own}
    assert found == meant
    for (number, column), text in meant.items():
        value = theirs.cell(number, column).value
        assert str(value.date() if isinstance(value, datetime) else value) == text


def test_an_escape_of_excel_in_a_text_stays_a_text() -> None:
    new, _ = written(to_bytes(odd()), [{**MIRA, "note": "_x000D_ _x0041_"}])
    assert "_x000D_ _x0041_" in cells(new, "Patients").values()
