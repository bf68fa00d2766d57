"""Whatever stands in a cell -> a value or a fault of that cell; the row beside it stays good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from marshmallow import ValidationError

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.tasks.check import Doses
from clinicplan.workbook.columns import SHEETS, Column, Layout, Sheet
from clinicplan.workbook.findings.words import Teller, read_words
from clinicplan.workbook.read import Reading, _read, _reader, lists_of
from clinicplan.workbook.sheets.cells import FIELDS
from clinicplan.workbook.sheets.faults import Fault
from clinicplan.workbook.xlsx.book import Book, Listed
from clinicplan.workbook.xlsx.container import Parts
from clinicplan.workbook.xlsx.grid import Formatted, Row, Struck, Trouble, Value
from clinicplan.workbook.xlsx.numbers import EPOCH
from tests.workbook.workbooks import CLINIC, OWN, PATIENT, PERSON, SMALL, TODAY, book, to_bytes

WORDS = read_words(templates_folder(), language="en")
CATALOGUE = read_catalogue(templates_folder())
LISTS = lists_of(SMALL)
READ = tuple(sheet for sheet in SHEETS if sheet.read)
COLUMNS = [(sheet, column) for sheet in READ for column in sheet.columns]
PARTS = Parts(to_bytes(book()))

TYPED = ("10-15", "night", "none", "never", "as long as you can", "every third day", "week 3",
         "from week 3: 15", "3 x 10", "each", "left/right", "2026-02-30", "1 min 30 s", "-", "0",
         "99999999999999999999", "½", "１０", "10 to 5", "²", "٣", "=?x", "a@b.example", "#fff",
         "3 and 5", "../x", "1/0", "{side}", "%s", "P-1", "towel-stretch", "EXAMPLE")  # fmt: skip
ODD: tuple[Value, ...] = (
    *TYPED, 7, 0, -1, 2.5, 1e300, 46357, True, date(2026, 10, 15), date(1, 1, 1), time(10, 30),
    Formatted(5, ";;;"), Formatted(5, '0" min"'), Formatted("x", '@" kg"'), Struck("x"),
    Struck(Formatted(-5, "0%")), Trouble("error-cell", "#N/A"), Trouble("damaged-cell"),
)  # fmt: skip
FORMATS = ("0%", '0" min"', "000", "[h]:mm", ";;;", "@", '@" kg"', "# ?/?", "0.00E+00", "[<5]0;")

texts = some.sampled_from(TYPED) | some.text(max_size=40) | some.text(
    some.sampled_from("0123456789-–x:.,/ \n\u00ad\u200b°%+smind"), max_size=16
)
numbers = some.integers() | some.floats() | some.integers(0, 60_000)
plain_values = texts | numbers | some.booleans() | some.dates() | some.times().map(
    lambda moment: moment.replace(microsecond=0)
)
finite = some.integers(-(10**9), 10**9) | some.floats(-1e12, 1e12)
formatted = some.builds(Formatted, finite | texts, some.sampled_from(FORMATS))
values: some.SearchStrategy[Value] = (
    plain_values
    | formatted
    | some.builds(Struck, plain_values | formatted)
    | some.builds(
        Trouble, some.sampled_from(("error-cell", "formula-uncalculated", "damaged-cell")), texts
    )
)


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=lambda item: item.key)
@settings(max_examples=40, deadline=None)
@given(value=plain_values | some.builds(Trouble, some.just("error-cell"), texts))
def test_every_reader_gives_a_value_or_a_fault(
    sheet: Sheet, column: Column, value: Value
) -> None:
    fault: list[object] = []
    try:
        cell = FIELDS[column.kind](column)
        cell.look_up_in(LISTS)
        cell.deserialize(value)
    except ValidationError as error:
        fault = list(error.messages)
    assert all(isinstance(item, Fault) and item in WORDS for item in fault)


@dataclass(frozen=True, slots=True)
class Rows:
    """A worksheet that is not in any file: the rows given, under all headings of its sheet."""

    lines: tuple[dict[int, Value], ...]
    merges: tuple[()] = ()
    hidden_columns: tuple[()] = ()
    filtered: bool = False

    def rows(self) -> Iterator[Row]:
        for number, cells in enumerate(self.lines, 1):
            yield Row(number, cells)


class Made(Book):
    """A workbook of rows that no file could hold otherwise."""

    __slots__ = ("lines",)

    def open(self, listed: Listed) -> Rows:  # type: ignore[override]
        return self.lines[listed.title]  # type: ignore[no-any-return, attr-defined]


def usual(title: str, at: int) -> dict[str, object]:
    """The row of a sheet that belongs to the plan P-`at`."""
    rows: dict[str, dict[str, object]] = {
        "Practitioners": {**PERSON, "Code": f"A{at}", "Name": f"Alex Example {at}"},
        "Patients": {**PATIENT, "Plan ID": f"P-{at}", "Practitioner": f"A{at}"},
        "Exercises": {"Plan ID": f"P-{at}", "Exercise": "towel-stretch", "Reps": 3,
                      "Times a day": 2, "Days": "every day"},
        "Programmes": {"Programme": f"Ours {at}", "Exercise": "towel-stretch"},
        "My exercises": {**OWN, "Code": f"own-{at}", "Name": f"Own {at}"},
    }  # fmt: skip
    return rows[title]


def rows_of(sheet: Sheet, odd: Sequence[Mapping[str, Value]]) -> Rows:
    """A usual row for each of the odd ones, changed by it, and one that is not changed."""
    if sheet.layout is Layout.SETTINGS:
        named = ((item.heading, CLINIC.get(item.heading, "")) for item in sheet.columns)
        return Rows(tuple({1: name, **({2: value} if value else {})} for name, value in named))  # type: ignore[dict-item]
    headings: dict[int, Value] = {at: item.heading for at, item in enumerate(sheet.columns, 1)}
    lines = [{**usual(sheet.title, at), **change} for at, change in enumerate((*odd, {}), 1)]
    cells = (
        {at: line[item.heading] for at, item in enumerate(sheet.columns, 1) if item.heading in line}
        for line in lines
    )
    return Rows((headings, *cells))  # type: ignore[arg-type]


def reading_of(title: str, odd: Sequence[Mapping[str, Value]]) -> Reading:
    """The reading of a plan for each odd row of this sheet, and of the last, the bystander."""
    listed = tuple(Listed(sheet.title, sheet.key) for sheet in READ)
    made = Made(PARTS, listed, [], [], EPOCH, is_stale=False)
    none: list[Mapping[str, Value]] = [{} for _ in odd]
    lines = {sheet.title: rows_of(sheet, odd if sheet.title == title else none) for sheet in READ}
    object.__setattr__(made, "lines", lines)
    return _read(_reader(made, CATALOGUE, Teller(WORDS)), folder=Path(), today=TODAY)


def check(reading: Reading, bystander: str) -> None:
    """The bystander is made, all rows are counted, and each plan's doses have words."""
    assert bystander in {plan.id for plan in reading.plans}
    assert reading.rows == len(reading.plans) + reading.refused
    doses = Doses(reading, CATALOGUE)
    assert all(doses.of(plan) for plan in reading.plans)


TABLES = [sheet for sheet in READ if sheet.layout is Layout.TABLE]


@pytest.mark.parametrize(
    ("sheet", "column"), [pair for pair in COLUMNS if pair[0] in TABLES], ids=lambda item: item.key
)
def test_an_odd_cell_costs_its_own_plan_at_most(sheet: Sheet, column: Column) -> None:
    check(reading_of(sheet.title, [{column.heading: value} for value in ODD]),
          f"P-{len(ODD) + 1}")  # fmt: skip


@pytest.mark.parametrize("sheet", TABLES, ids=lambda item: item.key)
@settings(max_examples=12, deadline=None)
@given(data=some.data())
def test_odd_cells_together_cost_their_own_plan(sheet: Sheet, data: some.DataObject) -> None:
    headings = some.sampled_from([column.heading for column in sheet.columns])
    rows = some.dictionaries(headings, values, min_size=1, max_size=3)
    odd = data.draw(some.lists(rows, min_size=1, max_size=8))
    check(reading_of(sheet.title, odd), f"P-{len(odd) + 1}")


def test_the_usual_rows_are_good() -> None:
    reading = reading_of("", [{}])
    assert [plan.id for plan in reading.plans] == ["P-1", "P-2"]
    assert [item for item in reading.findings if item.severity == "error"] == []
