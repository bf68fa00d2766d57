"""A cell that shows something else than it holds -> asked about; the row beside it stays good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from clinicplan.workbook.read import Reading
from tests.workbook.workbooks import PATIENT, ROW, book, changed, part, patient, read, row, to_bytes

BYSTANDER = patient(Plan_ID="P-2", Last_name="Testwell", Goals="Walk.")
BESIDE = row(Plan_ID="P-2", Reps="3", Hold="30 s", Times_a_day=2, Days="every day")


def two_plans(edit: Callable[[Workbook], object], **cells: object) -> Workbook:
    """Two plans; the first's row of Exercises has these cells, from C2 on, and is edited."""
    mine = row(Reps=5, Times_a_day=2, Days="every day") | row(**cells)
    made = book(patients=[PATIENT, BYSTANDER], exercises=[mine, BESIDE])
    edit(made)
    return made


def formatted(code: str) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        made["Exercises"]["C2"].number_format = code

    return edit


def written(value: object) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        made["Exercises"]["C2"] = value

    return edit


def struck(*cells: str, sheet: str = "Exercises") -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        for cell in cells:
            made[sheet][cell].font = Font(strike=True)

    return edit


def codes(reading: Reading) -> list[str]:
    return [item.code for item in reading.findings]


def told(reading: Reading, code: str) -> list[str]:
    return [str(item) for item in reading.findings if item.code == code]


def is_asked(reading: Reading, code: str) -> bool:
    """True where the first plan is refused for this and nothing else, and the other is made."""
    errors = {item.code for item in reading.findings if item.severity == "error"}
    return errors == {code} and [plan.id for plan in reading.plans] == ["P-2"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('0" min"', "5 min"),
        ('0"-5"', "5-5"),
        ('General" x"', "5 x"),
        ("0%", "500%"),
        ("0.00E+00", "5.00E+00"),
        ('"£"#,##0', "£5"),
        ("[$€-407] #,##0.00", "€ 5.00"),
        ('[<5]0;0" sets"', "5 sets"),
        ("[h]:mm", "120:00"),
        ("[mm]:ss", "7200:00"),
        ('_-[$£-809]* #,##0_-', "£5"),
        ("0.0,", "0.0"),
    ],
)
def test_a_format_that_adds_to_a_number_is_asked_about(
    code: str, shown: str, tmp_path: Path
) -> None:
    reading = read(two_plans(formatted(code)), tmp_path)
    assert is_asked(reading, "format-adds"), codes(reading)
    assert f'"{shown}"' in told(reading, "format-adds")[0]


@pytest.mark.parametrize("code", [";;;", '[<9]"";0', "#;-#;", ";"])
def test_a_format_that_hides_is_asked_about(code: str, tmp_path: Path) -> None:
    made = two_plans(formatted(code), **({"Reps": 0} if code[0] == "#" else {}))
    assert is_asked(read(made, tmp_path), "format-hides")


@pytest.mark.parametrize(
    "code",
    ["General", "0", "0.00", "#,##0", "#,##0.00", "@", "[Red]0", "0_)", "#,##0;(#,##0)", "00",
     "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", '[<9]0;0" min"', "[Color10]0", "0;0;0;@"],
)  # fmt: skip
def test_a_plain_format_is_none(code: str, tmp_path: Path) -> None:
    reading = read(two_plans(formatted(code)), tmp_path)
    assert codes(reading) == []
    assert str(reading.plans[0].prescriptions[0].dose.reps) == str(
        read(two_plans(formatted("General")), tmp_path).plans[0].prescriptions[0].dose.reps
    )


@pytest.mark.parametrize(
    ("value", "code", "asked"),
    [
        (2.5, "0", "format-adds"),
        ("ten", '@" times"', "format-adds"),
        ("ten", ";;;", "format-hides"),
        ("ten", '0" min"', ""),
        (5, '0" min"', "format-adds"),
        (46357, "General", "date-serial"),
        ("46357", "@", "date-serial"),
        (time(10, 30), "h:mm", "time-instead"),
        (date(2026, 12, 1), "d mmm", "date-misplaced"),
    ],
)
def test_a_note_is_what_excel_shows(value: object, code: str, asked: str, tmp_path: Path) -> None:
    made = two_plans(lambda made: None, Note_to_the_patient="x")
    cell = next(cell for cell in made["Exercises"][2] if cell.value == "x")
    cell.value, cell.number_format = value, code
    reading = read(made, tmp_path)
    assert is_asked(reading, asked) if asked else codes(reading) == []


@pytest.mark.parametrize(("value", "code"), [(0.1 + 0.2, "0.0"), (12.5, "0.0")])
def test_a_note_of_a_number_is_shown_and_told(value: float, code: str, tmp_path: Path) -> None:
    made = two_plans(lambda made: None, Note_to_the_patient="x")
    cell = next(cell for cell in made["Exercises"][2] if cell.value == "x")
    cell.value, cell.number_format = value, code
    reading = read(made, tmp_path)
    assert codes(reading) == ["words-missing"]
    assert [plan.id for plan in reading.plans] == ["P-1", "P-2"]


@pytest.mark.parametrize(
    ("value", "code", "name"),
    [
        (7, "General", "7"),
        (7, "000", "007"),
        (417, '"HS-"0000', "HS-0417"),
        ("007", "@", "007"),
        (1234, "#,##0", "1234"),
        (7, "0.00", "7"),
    ],
)
def test_a_plan_id_is_what_excel_shows(
    value: object, code: str, name: str, tmp_path: Path
) -> None:
    made = book(patients=[patient(Plan_ID=value), BYSTANDER], exercises=[row(Plan_ID=name), BESIDE])
    made["Patients"]["A2"].number_format = code
    reading = read(made, tmp_path)
    assert [plan.id for plan in reading.plans] == [name, "P-2"]
    assert codes(reading) == []


def test_a_telephone_number_keeps_the_zeros_that_excel_shows(tmp_path: Path) -> None:
    made = book()
    made["Clinic"]["B3"] = 1632960417
    assert "phone-number" in codes(read(made, tmp_path))
    made["Clinic"]["B3"].number_format = "00000 000000"
    reading = read(made, tmp_path)
    assert (reading.clinic.phone, codes(reading)) == ("01632 960417", [])


def partly(strike: bool) -> CellRichText:
    return CellRichText(TextBlock(InlineFont(), "10 "), TextBlock(InlineFont(strike=strike), "15"))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (struck("C2"), "struck-through"),
        (written(partly(True)), "struck-through"),
        (written(CellRichText("10 ", TextBlock(InlineFont(strike=True), " "), "times")), ""),
        (written(CellRichText("10", TextBlock(InlineFont(b=True), " times"))), ""),
        (struck("A2", "B2", "C2", "D2", "E2"), "struck-row"),
        (struck("F2"), ""),
    ],
)
def test_what_is_struck_through_is_asked_about(
    edit: Callable[[Workbook], object], code: str, tmp_path: Path
) -> None:
    reading = read(two_plans(edit), tmp_path)
    assert is_asked(reading, code) if code else codes(reading) == []


def test_a_struck_row_of_patients_is_asked_about_once(tmp_path: Path) -> None:
    """Its rows of Exercises still find it: nothing is said of them."""
    filled = (cell.coordinate for cell in two_plans(lambda made: None)["Patients"][2] if cell.value)
    struck_row = struck(*filled, sheet="Patients")
    reading = read(two_plans(struck_row), tmp_path)
    assert codes(reading) == ["struck-row"]
    assert [plan.id for plan in reading.plans] == ["P-2"]


def test_a_rule_that_strikes_is_no_font_of_a_cell(tmp_path: Path) -> None:
    styles = part(to_bytes(two_plans(lambda made: None)), "xl/styles.xml")
    rule = b"<dxfs count='1'><dxf><font><strike/></font></dxf></dxfs>"
    data = changed(
        to_bytes(two_plans(lambda made: None)),
        {"xl/styles.xml": styles.replace(b"</styleSheet>", rule + b"</styleSheet>")},
    )
    assert codes(read(data, tmp_path)) == []


@pytest.mark.parametrize(
    ("cells", "told_at"),
    [("C2:D2", ["Exercises!D2"]), ("C2:E2", ["Exercises!D2", "Exercises!E2"]), ("W2:X2", [])],
)
def test_cells_merged_sideways_are_told(
    cells: str, told_at: list[str], tmp_path: Path
) -> None:
    made = two_plans(lambda made: made["Exercises"].merge_cells(cells))
    reading = read(made, tmp_path)
    places = [str(item.place) for item in reading.findings if item.code == "merged-across"]
    assert places == told_at
    assert [plan.id for plan in reading.plans] == (["P-2"] if told_at else ["P-1", "P-2"])


def test_a_setting_whose_value_is_merged_away_is_told(tmp_path: Path) -> None:
    made = book()
    made["Clinic"].merge_cells("B2:B3")
    assert told(read(made, tmp_path), "merged-cells")[0].startswith("Clinic!B3")


@pytest.mark.parametrize(
    ("columns", "told_of"),
    [({"C": True}, "Reps"), ({"C": True, "D": True}, "Reps, Times a day"), ({"Z": True}, "")],
)
def test_hidden_columns_are_read_and_told(
    columns: dict[str, bool], told_of: str, tmp_path: Path
) -> None:
    made = two_plans(lambda made: None)
    for letter, hidden in columns.items():
        made["Exercises"].column_dimensions[letter].hidden = hidden
    reading = read(made, tmp_path)
    found = told(reading, "hidden-columns")
    assert len(reading.plans) == 2
    assert ([told_of in line for line in found] == [True]) if told_of else not found


@pytest.mark.parametrize(
    ("value", "code"), [("123", "name-of-figures"), (7, "name-of-figures"), ("Sam 2", "")]
)
def test_a_name_of_figures_is_told(value: object, code: str, tmp_path: Path) -> None:
    reading = read(
        book(patients=[patient(First_name=value), BYSTANDER], exercises=[ROW, BESIDE]), tmp_path
    )
    assert codes(reading) == ([code] if code else [])
    assert [plan.id for plan in reading.plans] == (["P-2"] if code else ["P-1", "P-2"])


SERIAL = [("Start_date", 46357), ("Start_date", "46357"), ("Note_to_the_patient", 46357),
          ("Goals", "46357")]  # fmt: skip


@pytest.mark.parametrize(("heading", "value"), SERIAL)
def test_the_number_behind_a_date_is_told(heading: str, value: object, tmp_path: Path) -> None:
    made = book(patients=[patient(**{heading: value}), BYSTANDER], exercises=[ROW, BESIDE])
    assert is_asked(read(made, tmp_path), "date-serial")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="C2" t="inlineStr"><v>5</v><is><t>10</t></is></c>', "damaged-cell"),
        ('<c r="C2" t="inlineStr"><is><t>5</t></is><v>1</v></c>', "damaged-cell"),
        ('<c r="C2"><v>1</v><v>5</v></c>', "damaged-cell"),
        ('<c r="C2" t="inlineStr"><is><t>5</t></is><v/></c>', ""),
        ('<c r="C2" t="inlineStr"><v></v><is><t>5</t></is></c>', ""),
        ('<c r="C2" t="str"><f>A9</f></c>', "formula-uncalculated"),
        ('<c r="C2" t="str"><f>A9</f><v>5</v></c>', ""),
        ('<c r="C2" t="n"><f>A9</f><v>0</v></c>', "formula-uncalculated"),
        ('<c r="C2"><f>A9</f><v>5</v></c>', ""),
    ],
)
def test_a_cell_with_two_values_or_none(cell: str, code: str, tmp_path: Path) -> None:
    data = to_bytes(two_plans(lambda made: None))
    sheet = part(data, "xl/worksheets/sheet4.xml")
    before, _, rest = sheet.partition(b'<c r="C2"')
    _, _, after = rest.partition(b"</c>")
    reading = read(
        changed(data, {"xl/worksheets/sheet4.xml": before + cell.encode() + after}), tmp_path
    )
    assert is_asked(reading, code) if code else codes(reading) == []
