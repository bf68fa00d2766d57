"""Plans, To mend and Plan: what they show, what they escape, and what happens without a plan."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.desk.pages import Pages
from tests.desk.windows import Running, Window, running, sample_in


def words(page: str) -> str:
    """What one reads on a page."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_list_has_every_row_newest_first(window: Window) -> None:
    page = window.get("/plans").text
    ids = re.findall(r'<a class="who" href="/plan/([^"]+)"', page)
    assert ids == [f"HS-{number:04}" for number in (437, 436, 435, 434, 433, 432, 431, 417)]
    said = words(page)
    assert "Sam Sample 14 Mar 1961 HS-0417, version 2 Towel stretch, Ankle circles and 4" in said
    assert "Zoë Ångström-Muster 30 Oct 1988 HS-0432 Five exercises, every other day 30 Nov " in said
    assert "All 8 To mend 0 To look at 3 To give out 8" in said


@pytest.mark.parametrize(
    ("path", "ids"),
    [("/plans?show=look", 3), ("/plans?show=open", 8), ("/plans?show=<b>", 8)],
)
def test_filters(window: Window, path: str, ids: int) -> None:
    assert window.get(path).text.count('<a class="who"') == ids


def test_a_plan_as_the_patient_reads_it(window: Window) -> None:
    said = words(window.get("/plan/HS-0417").text)
    assert "HS-0417, version 2. Born 14 March 1961. 4 weeks from 1 December 2026." in said
    assert "6 exercises What the patient reads. Session after warm-up: about" in said
    assert "1. Towel stretch Left foot Twice a day: 3 times with your left foot." in said
    assert "3. Heel raise on one leg" in said


def test_the_pages_of_a_plan_are_pictures(window: Window) -> None:
    page = window.get("/plan/HS-0417").text
    pictures = re.findall(r'src="(/plan/HS-0417/small/\d+\.png\?n=\d+)"', page)
    assert len(pictures) == len(set(pictures)) > 4
    small, large = window.get(pictures[0]), window.get("/plan/HS-0417/large/1.png")
    assert small.headers["content-type"] == "image/png"
    assert small.body[:4] == large.body[:4] == b"\x89PNG"
    assert len(large.body) > len(small.body)
    assert window.get("/plan/HS-0417/handout.pdf").body.startswith(b"%PDF")
    assert window.get("/plan/HS-0417/read").text.count("<figure") == len(pictures)
    assert window.get("/library/toe-walk.png").body.startswith(b"\x89PNG")
    own = window.get("/own/arch-lift")
    assert (own.headers["content-type"], own.body[:4]) == ("image/png", b"\x89PNG")
    assert own.headers["cache-control"] == "no-store"
    assert window.get("/clinic/logo.png").body.startswith(b"\x89PNG")


def test_a_plan_is_on_one_sheet_and_in_words_too(window: Window) -> None:
    page = window.get("/plan/HS-0417").text
    links = re.findall(r'href="(/plan/HS-0417/(?:one|text)[^"]+)"', page)
    sheet, web, text = map(window.get, links)
    assert sheet.body.startswith(b"%PDF")
    assert web.body.startswith(b"<!DOCTYPE html>")
    assert "Get help now" in text.body.decode()
    assert text.headers["content-disposition"] == 'attachment; filename="HS-0417.txt"'


def test_ten_exercises_are_on_two_sheets(window: Window) -> None:
    page = window.get("/plan/HS-0436").text
    assert "one-sheet.pdf" in page
    assert "text.html" in page
    assert window.get("/plan/HS-0436/one-sheet.pdf").body.startswith(b"%PDF")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/plan/HS-9999", "/plan/HS-9999/read", "/plan/HS-9999/handout.pdf",
     "/plan/HS-9999/one-sheet.pdf", "/plan/HS-9999/text.txt",
     "/plan/HS-0417/small/99.png", "/plan/HS-0417/small/0.png", "/plan/HS-0417/huge/1.png",
     "/plan/..%2f..%2fetc/passwd", "/library/cartwheel.png", "/library/..%2fpalette.png",
     "/own/toe-walk", "/own/..%2fclinic.xlsx",
     "/static/desk.py", "/static/..%2fdoor.py"],
)  # fmt: skip
def test_what_is_not_there_says_so(window: Window, path: str) -> None:
    found = window.get(path)
    assert found.status == 404
    assert "There is no such page" in found.text


def test_what_is_typed_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    """A row with a mistake is shown with its name, and a good one beside it is made."""
    file = sample_in(tmp_path)
    book = load_workbook(file)
    patients, hostile = book["Patients"], '<script>alert("x")</script>'
    heads = {cell.value: cell.column for row in patients["1:2"] for cell in row}
    row = next(cell.row for cell in patients["A"] if cell.value == "HS-0417")
    patients.cell(row, heads["First name"]).value = hostile
    patients.cell(row, heads["Start date"]).value = '"><img src=x onerror=alert(1)>'
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        window = desk.window()
        for path in ("/plans", "/mend", "/plan/HS-0417", "/workbook"):
            page = window.get(path).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page
        page = words(window.get("/mend").text)
        assert page.count(hostile) == 1
        assert "7 of 8 plans are ready" in page
        assert "Start date" in page
        faulty = words(window.get("/plan/HS-0417").text)
        assert "The handout is made as soon as the mistake is mended." in faulty
        assert window.get("/plan/HS-0431").status == 200


def test_the_list_names_the_column_to_mend(tmp_path: Path) -> None:
    """Whatever stands before it: somebody has put in a column of their own."""
    file = sample_in(tmp_path)
    book = load_workbook(file)
    patients = book["Patients"]
    patients.tables.clear()
    patients.insert_cols(3)
    patients.cell(1, 3).value = "Room"
    heads = {cell.value: cell.column for cell in patients[1]}
    row = next(cell.row for cell in patients["A"] if cell.value == "HS-0431")
    patients.cell(row, heads["Start date"]).value = "soon"
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        window = desk.window()
        assert "To mend: start date" in words(window.get("/plans").text)
        assert "To mend: start date" in words(window.get("/plan/HS-0431").text)


def test_a_workbook_that_is_wrong_as_a_whole(tmp_path: Path) -> None:
    file = sample_in(tmp_path)
    book = load_workbook(file)
    del book["Exercises"]
    book.save(file)
    with running(tmp_path, workbook=file) as desk:
        page = words(desk.window().get("/mend").text)
        assert "0 of 8 plans are ready" in page
        assert "The workbook as a whole has a mistake" in page
        assert "Waits for the workbook to be mended" in words(desk.window().get("/plans").text)


def test_a_fault_of_ours_is_told_without_its_text(
    own: Running, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise ValueError("Sam Sample")

    window = own.window()
    monkeypatch.setattr("clinicplan.desk.showing.rows_of", stumble)
    found = window.get("/plans")
    assert found.status == 500
    assert "It is our fault" in found.text
    assert re.search(r"ValueError in \w+\.py, line \d+", found.text)
    assert "Sam" not in found.text
    assert found.headers["cache-control"] == "no-store"
    monkeypatch.setattr(Pages, "show", stumble)
    assert window.get("/mend").status == 500
    assert capfd.readouterr() == ("", "")  # no log of any kind


def test_nothing_is_written_about_requests(
    own: Running, capfd: pytest.CaptureFixture[str]
) -> None:
    own.window().get("/plan/HS-0417")
    assert capfd.readouterr() == ("", "")


def test_a_page_without_its_picture_says_its_headings_and_doses(window: Window) -> None:
    text = unescape(window.get("/plan/HS-0417/read").text)
    alts = re.findall(r'<img src="[^"]*/large/[^"]*" alt="([^"]*)"', text)
    assert alts[0].startswith("Page 1 of ")
    assert "Your foot exercise plan." in alts[0]
    assert any("1 " in alt and "Left foot." in alt for alt in alts)
    assert "Sam" not in text.split("</title>")[0]
