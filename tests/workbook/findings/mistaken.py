"""Workbooks with one thing wrong, for the tests of what is told of it."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.workbook.workbooks import OWN, ROW, Cells, book, changed, part, patient, row, to_bytes


def edited(edit: Callable[[Workbook], object], **sheets: object) -> Workbook:
    """A workbook with a change that rows of cells cannot say."""
    made = book(**sheets)  # type: ignore[arg-type]
    edit(made)
    return made


def dose(**cells: object) -> Workbook:
    """One row with these cells, done every day where they do not say."""
    return book(exercises=[row(**cells, **({} if "Days" in cells else {"Days": "every day"}))])


def programme(change: Cells | None = None, /, **cells: object) -> Workbook:
    """A plan with a programme of one exercise, and its own row for that with a change."""
    return book(
        patients=[patient(Programme="Ours")],
        exercises=[dict(ROW) | dict(change)] if change else [],
        Programmes=[{"Programme": "Ours", "Exercise": "towel-stretch"}
                    | {"Days": "every day"}
                    | {key.replace("_", " "): value for key, value in cells.items()}],
    )  # fmt: skip


def programmes(*names: str) -> Workbook:
    """Rows of Programmes with these names, each for an exercise of its own."""
    exercises = ("towel-stretch", "ankle-circles", "toe-press")
    return book(
        Programmes=[
            {"Programme": name, "Exercise": exercise}
            for name, exercise in zip(names, exercises, strict=False)
        ]
    )


def own(**cells: object) -> Workbook:
    return book(My_exercises=[dict(OWN) | {key.replace("_", " "): v for key, v in cells.items()}])


def write(sheet: str, **cells: object) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        for cell, value in cells.items():
            made[sheet][cell] = value

    return edit


def empty(sheet: str, cell: str) -> Callable[[Workbook], None]:
    return write(sheet, **{cell: None})


def hide(made: Workbook) -> None:
    made["Exercises"].row_dimensions[2].hidden = True


def hide_column(made: Workbook) -> None:
    made["Exercises"].column_dimensions["C"].hidden = True


def strike(*cells: str) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        for cell in cells:
            made["Exercises"][cell].font = Font(strike=True)

    return edit


def show(code: str) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        made["Exercises"]["C2"].number_format = code

    return edit


def with_two_values() -> bytes:
    data = to_bytes(dose(Reps=5))
    sheet = part(data, "xl/worksheets/sheet4.xml")
    return changed(
        data, {"xl/worksheets/sheet4.xml": sheet.replace(b"<v>5</v>", b"<v>5</v><is><t>9</t></is>")}
    )


def hide_by_filter(made: Workbook) -> None:
    hide(made)
    made["Exercises"].auto_filter.ref = "A1:B2"
    made["Exercises"].auto_filter.add_filter_column(0, ["x"])


def side_of_patients() -> int:
    """The column of Side on the Patients sheet of `book`."""
    (at,) = (cell.column for cell in book()["Patients"][1] if cell.value == "Side")
    return int(at)


def merge(made: Workbook) -> None:
    made["Exercises"].merge_cells("C2:C3")


def head_twice(made: Workbook) -> None:
    made["Exercises"]["C1"] = "exercise"


def twice_a_sheet(made: Workbook) -> None:
    made.create_sheet("exercises ")
