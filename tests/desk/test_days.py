"""A day is typed as the clinic's country types it, and read back in words."""

from __future__ import annotations

import re

import pytest
from openpyxl import load_workbook

from clinicplan.desk.days import day_of, order_of, sure_day_of, typed_as
from tests.desk.forms import posted
from tests.desk.test_drafting import MIRA, value, write
from tests.desk.test_pages import words
from tests.desk.windows import Running


@pytest.mark.parametrize(
    ("typed", "region", "is_birth", "day"),
    [
        ("03/04/2026", "uk", False, "2026-04-03"),
        ("03/04/2026", "us", False, "2026-03-04"),
        ("3.4.26", "eu", False, "2026-04-03"),
        ("3 Apr 2026", "us", False, "2026-04-03"),
        ("2026-04-03", "uk", False, "2026-04-03"),
        ("3/4/49", "uk", True, "1949-04-03"),
        ("01031945", "uk", True, "1945-03-01"),
        ("01031945", "us", True, "1945-01-03"),
        ("010345", "uk", True, "1945-03-01"),
        # none: it stays as it was typed, and is told
        ("31/02/2026", "uk", False, "31/02/2026"),
        ("12/25/2026", "uk", False, "12/25/2026"),
        ("soon", "uk", False, "soon"),
        ("20261201", "uk", False, "20261201"),
        ("", "uk", False, ""),
    ],
)
def test_a_day_is_read_in_the_order_of_the_country(
    typed: str, region: str, is_birth: bool, day: str
) -> None:
    assert day_of(typed, order_of(region), is_birth=is_birth) == day


@pytest.mark.parametrize(
    ("typed", "order", "is_birth", "day"),
    [
        ("30/11/26", "", False, "2026-11-30"),
        ("11/30/26", "", False, "2026-11-30"),
        ("30.11.2026", "", False, "2026-11-30"),
        ("14/3/58", "", True, "1958-03-14"),
        ("140358", "", True, "1958-03-14"),
        ("5/5/26", "", False, "2026-05-05"),
        ("3/4/26", "day", False, "2026-04-03"),
        ("3/4/26", "month", False, "2026-03-04"),
        # either of two days, or none
        ("3/4/26", "", False, "3/4/26"),
        ("3/4/58", "", True, "3/4/58"),
        ("14/3/26", "", True, "14/3/26"),
        ("31/11/26", "", False, "31/11/26"),
        ("30/13/26", "", False, "30/13/26"),
    ],
)
def test_a_day_that_can_be_no_other_is_sure(
    typed: str, order: str, is_birth: bool, day: str
) -> None:
    assert sure_day_of(typed, order, is_birth=is_birth) == day


def test_the_clinics_own_order_comes_before_its_countrys(own: Running) -> None:
    assert own.desk.view
    file, window = own.desk.view.file, own.window()
    book = load_workbook(file)
    row = next(row for row in book["Clinic"].iter_rows() if row[0].value == "Date order")
    row[1].value = "month first"
    book.save(file)
    own.desk.read_again()
    page = write(window, {**MIRA, "start": "03/04/2027"})
    assert value(page, "start") == "03/04/2027"
    assert "4 March 2027" in words(page.partition('id="day-start"')[2][:200])


def test_a_day_is_shown_as_it_is_typed() -> None:
    assert typed_as("2026-04-03", "day") == "03/04/2026"
    assert typed_as("2026-04-03", "month") == "04/03/2026"
    assert typed_as("3 Apri 2026", "day") == "3 Apri 2026"


def test_a_new_plan_has_its_days_in_the_clinics_order_and_reads_them_back(own: Running) -> None:
    window = own.window()
    page = write(window, {**MIRA, "start": "01/12/2026", "born": "31/11/1945"})
    assert value(page, "start") == "01/12/2026"
    assert "1 December 2026" in words(page.partition('id="day-start"')[2][:200])
    assert "That is no date. Type it as dd/mm/yyyy." in words(page)
    assert value(page, "born") == "31/11/1945"
    assert 'type="date" name' not in page  # the browser's own has the browser's order


def test_a_day_that_excel_has_as_text_is_not_written_anew(own: Running) -> None:
    assert own.desk.view
    file, window = own.desk.view.file, own.window()
    book = load_workbook(file)
    book["Patients"]["M2"].value = "1 Dec 2026"
    book["Patients"]["M2"].number_format = "@"
    book.save(file)
    own.desk.read_again()
    path = window.post("/plan/HS-0417/change").headers["location"]
    page = window.get(path).text
    assert value(page, "start") == "1 Dec 2026"
    page = write(window, posted(page), path=path)
    assert not re.search(r"is now version", page)
    page = write(window, {**posted(page), "weeks": "5"}, do="save", path=path)
    assert "Saved" in words(page) or "version" in words(page)
    assert load_workbook(file)["Patients"]["M2"].value == "1 Dec 2026"
