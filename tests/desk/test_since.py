"""What was changed since the last paper is said on every page; what was lost is asked first."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.desk.monday import value
from tests.desk.test_changing import PLAN, rewritten
from tests.desk.test_mending import forms, press
from tests.desk.test_pages import words
from tests.desk.test_saving import file_of
from tests.desk.test_two_papers import print_out, version_cell
from tests.desk.windows import Running, Window, running

SIDE, DOSE = "Exercises!D2", "Exercises!E2"


def excel(own: Running, **cells: object) -> None:
    """Somebody types these into Exercises (or Patients_X9), and saves."""

    def typed(book: Workbook) -> None:
        for at, text in cells.items():
            sheet, _, cell = at.rpartition("_")
            book[sheet or "Exercises"][cell] = text

    rewritten(own, typed)


def since(window: Window, path: str) -> list[str]:
    """The lines of what was changed, as the page has them."""
    page = window.get(path).text.replace("\xa0", " ")
    return [html.unescape(line)
            for part in re.findall(r'<div class="since">(.*?)</div>', page, re.DOTALL)
            for line in re.findall("<li>(.*?)</li>", part)]  # fmt: skip


DOSE_NOW = (
    "Towel stretch: was “Twice a day: 3 times with your left foot. Hold 30 seconds. Rest 10 "
    "seconds after each one.”, is now "
)
CHANGES = [
    ({"E2": "2 x 7, every day"}, [f"{DOSE_NOW}“Every day: 7 times with your left foot. 2 sets.”"]),
    ({"D2": "right"}, ["Towel stretch: was Left foot, is now Right foot"]),
    ({"C5": "Toe press"}, [
        "new: Toe press",
        "taken out: Toe curl and spread",
    ]),
    ({"F2": "Slowly."}, ["Towel stretch, note: is now “Slowly.”, was not there"]),
    ({"Patients_M2": "2026-12-07"}, [
        "Start date: was 1 December 2026, is now 7 December 2026",
    ]),
    ({"Patients_C2": "Samples"}, ["Last name: was Sample, is now Samples"]),
    ({"Patients_K2": None}, [
        "Goals: was “Walk to the harbour.; Stand for a whole shift.”, is taken out",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "said"), CHANGES)
def test_a_change_stands_on_the_plan_on_print_and_in_to_look_at(
    own: Running, cells: dict[str, object], said: list[str]
) -> None:
    window = own.window()
    print_out(window, PLAN)
    assert since(window, f"/plan/{PLAN}") == []
    excel(own, **cells)
    for path in (f"/plan/{PLAN}", "/print", "/mend?show=look"):
        assert since(window, path) == said
        assert "Changed since version 2 was given out, today, 12:00" in window.get(path).text
    print_out(window, PLAN)
    assert since(window, "/print") == []


def test_a_side_that_was_emptied_is_asked_about_before_anything_goes_out(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, D2=None)
    page = window.get(f"/plan/{PLAN}").text
    assert (
        "Towel stretch: the paper of 21 November 2026 says left foot. Now it would say each "
        "foot: no side is typed. Which is right?"
    ) in words(page)
    assert "Left foot, as before" in page
    assert "Each foot, as it says now" in page
    assert "nobody has said which side" not in words(page)
    assert "The handout is made as soon as this is answered." in words(page)
    assert "1. Towel stretch" in words(page)
    assert PLAN not in window.get("/print").text
    assert window.post("/print", {"plan": PLAN}).headers["location"] == f"/plan/{PLAN}"
    assert "To mend" in words(window.get("/plans").text)
    press(window, "Exercises D2", "left", path=f"/plan/{PLAN}")
    assert value(own, SIDE) == "left"
    assert since(window, f"/plan/{PLAN}") == []
    print_out(window, PLAN)
    assert own.desk.view.checked.reading.plans[0].version == 2  # type: ignore[union-attr]  # read


def test_what_is_asked_about_is_no_change_beside_the_one_that_was_meant(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, D2=None, Patients_M2="2026-12-07")
    path = f"/plan/{PLAN}"
    meant = "Start date: was 1 December 2026, is now 7 December 2026"
    assert since(window, path) == [meant]
    press(window, "Exercises D2", "each", path=path)  # now that is meant, too
    assert since(window, path) == [meant, "Towel stretch: was Left foot, is now Each foot"]


def test_a_side_that_is_right_as_it_is_now_is_asked_once(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, D2=None)
    press(window, "Exercises D2", "each", path=f"/plan/{PLAN}")
    assert value(own, SIDE) == "each"
    page, _ = print_out(window, PLAN)
    assert "this is version 3" in words(page)
    excel(own, F2="Slowly.")
    assert "Which is right?" not in words(window.get(f"/plan/{PLAN}").text)


def test_a_side_that_was_typed_otherwise_is_no_question(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, D2="right")
    print_out(window, PLAN)


TYPED = "3 times, hold 30 s, rest 10 s, twice a day, every day"
LOST = [
    ({"E2": None}, TYPED),
    ({"E2": "twice a day, every day"}, TYPED),
    ({"E3": None}, "5 times each way, twice a day, every day"),
    ({"E5": "10 times, twice a day, every day"}, "10 times, hold 3 s, twice a day, every day"),
    ({"E4": "2 x 10, rest 60 s, every other day"},
     "2 sets, 10 times, rest 60 s, every other day; from week 3: 15 times"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "before"), LOST)
def test_a_dose_that_was_emptied_is_asked_about(
    own: Running, cells: dict[str, object], before: str
) -> None:
    window = own.window()
    print_out(window, PLAN)
    cell = next(iter(cells))
    held = value(own, f"Exercises!{cell}")
    excel(own, **cells)
    page = window.get(f"/plan/{PLAN}").text
    assert "Part of the dose is gone. Which is right?" in words(page)
    fixes = [form["fix"] for form in forms(page) if "Exercises E" in page and form.get("fix")]
    assert (before in fixes) is bool(before), fixes
    if before:
        assert f"{before}, as before" in words(page)
        press(window, f"Exercises {cell}", before, path=f"/plan/{PLAN}")
    else:
        excel(own, E4=held)
    assert since(window, f"/plan/{PLAN}") == []
    print_out(window, PLAN)


@pytest.mark.parametrize(
    ("typed", "before"),
    [
        ("10 times, twice a day, +2 a week", "10 times, twice a day; +2 a week"),
        ("8 times, daily; build up to 12 by week 3",
         "8 times, once a day, every day; build up to 12 by week 3"),
        ("5 times, daily; from week 2: 2 sets of 8, hold 5 s; from week 3: stop", ""),
        ("2 mins x2 daily", "2 minutes, twice a day, every day"),
        ("2-3 mins, three times a day", "2-3 minutes, 3 times a day"),
        ("1 min, every day", "hold 60 s, every day"),  # as it is printed
        ("90 secs, morning and night; from week 3: 3 minutes",
         "90 s, morning and night; from week 3: 3 minutes"),
    ],
)  # fmt: skip
def test_a_growing_dose_that_was_emptied_has_its_button(
    own: Running, typed: str, before: str
) -> None:
    window = own.window()
    excel(own, E2=typed)
    print_out(window, PLAN)
    excel(own, E2=None)
    page = window.get(f"/plan/{PLAN}").text
    fixes = [form["fix"] for form in forms(page) if form.get("fix")]
    assert fixes == ([before] if before else [])
    if before:
        press(window, "Exercises E2", before, path=f"/plan/{PLAN}")
        assert since(window, f"/plan/{PLAN}") == []


def test_the_side_of_the_whole_plan_that_was_emptied_has_its_button(own: Running) -> None:
    """The exercises are the programme's: they have no row, and the side is the plan's own."""
    window, plan = own.window(), "HS-0431"
    book = load_workbook(file_of(own))
    sheet, heads = book["Patients"], [cell.value for cell in book["Patients"][1]]
    at = [row[0].value for row in sheet].index(plan) + 1
    sheet.cell(at, heads.index("Side") + 1).value = "left"
    sheet.cell(at, heads.index("Programme") + 1).value = "Three exercises, every day"
    for row in book["Exercises"].iter_rows(min_row=2):
        if row[0].value == plan:
            row[0].value = row[2].value = None
    book.save(file_of(own))
    own.desk.read_again()
    print_out(window, plan)
    book = load_workbook(file_of(own))
    book["Patients"].cell(at, heads.index("Side") + 1).value = None
    book.save(file_of(own))
    own.desk.read_again()
    page = window.get(f"/plan/{plan}").text
    assert "Left foot, as before" in page
    assert "It is right as it says now" in page
    form = next(form for form in forms(page) if form.get("fix") == "left")
    window.post("/mend/write", form)
    assert load_workbook(file_of(own))["Patients"].cell(at, heads.index("Side") + 1).value == "left"
    assert "Which is right?" not in words(window.get(f"/plan/{plan}").text)


def test_somebody_agrees_to_a_dose_once_and_takes_it_back(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, E2=None)
    page = window.get(f"/plan/{PLAN}").text
    assert since(window, f"/plan/{PLAN}") == []  # it is asked about
    (form,) = re.findall(r'action="/mend/agree".*?name="finding" value="([^"]+)"', page, re.DOTALL)
    answer = window.post("/mend/agree", {"finding": form, "plan": PLAN})
    page = window.get(answer.headers["location"]).text
    assert f"Kept: {PLAN} is right as it says now." in words(page)
    assert f"Undo: {PLAN} is right as it says now" in words(page)
    assert "(the usual dose: nothing is typed)" in since(window, f"/plan/{PLAN}")[0]
    (mark,) = re.findall(r'name="done" value="([^"]+)"', page)
    window.post("/mend/undo", {"plan": PLAN, "done": mark})
    page = window.get(f"/plan/{PLAN}").text
    assert "Which is right?" in words(page)
    window.post("/mend/agree", {"finding": form, "plan": PLAN})
    excel(own, F2="Slowly.")  # something else is changed: it is not asked again
    assert "Which is right?" not in words(window.get(f"/plan/{PLAN}").text)
    print_out(window, PLAN)


def test_where_nothing_is_known_nothing_is_said(own: Running, tmp_path: Path) -> None:
    """Papers of an older program, a record that is damaged, a workbook without its folder."""
    window = own.window()
    print_out(window, PLAN)
    (record,) = (own.desk.folder / ".clinicplan" / "said").iterdir()
    whole = record.read_bytes()
    alone = tmp_path / "alone"
    for content in (b"", b"[]", b"{}", whole[:99], whole.replace(b'"format": 1', b'"format": 9'),
                    whole.replace(PLAN.encode(), b"HS-9999")):  # fmt: skip
        record.write_bytes(content)
        excel(own, D2=None)
        assert since(window, f"/plan/{PLAN}") == []
        assert "Which is right?" not in words(window.get(f"/plan/{PLAN}").text)
    record.write_bytes(whole)
    own.desk.read_again()
    assert "Which is right?" in words(window.get(f"/plan/{PLAN}").text)
    (alone / "own").mkdir(parents=True)
    shutil.copy(file_of(own), alone / "clinic.xlsx")
    with running(alone, workbook=alone / "clinic.xlsx") as other:
        assert since(other.window(), f"/plan/{PLAN}") == []


def test_another_patient_of_the_same_id_is_not_compared(own: Running) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, Patients_B2="Xaver", Patients_C2="Y", Patients_D2="1950-01-01", D2=None)
    said = "That paper was for Sam Sample. This plan is for Xaver Y."
    assert since(window, f"/plan/{PLAN}") == [said]
    assert "Which is right?" not in words(window.get(f"/plan/{PLAN}").text)


def test_the_record_holds_for_the_very_paper(own: Running) -> None:
    """What was taken back is not compared with; the paper before it is."""
    window = own.window()
    print_out(window, PLAN)
    excel(own, D2="right")
    own.clock.forward(minutes=5)
    print_out(window, PLAN)
    page = window.get(f"/plan/{PLAN}").text
    (time,) = re.findall(r'name="time" value="([^"]+)"', page)
    window.post(f"/plan/{PLAN}/nothing", {"time": time})
    assert since(window, f"/plan/{PLAN}")[0] == "Towel stretch: was Left foot, is now Right foot"


def counts(window: Window) -> dict[str, list[str]]:
    """How many are to be looked at, by page; and what Print says of the plan."""
    row = re.search(rf'<tr data-row[^>]*>(?:(?!</tr>).)*value="{PLAN}".*?</tr>',
                    window.get("/print").text, re.DOTALL)  # fmt: skip
    return {
        "pages": [n for path in ("/plans", "/mend")
                  for n in re.findall(r"To look at (\d+)", words(window.get(path).text))],
        "print": re.findall(r"Look at (\d)", words(row[0] if row else "")),
        "state": re.findall(r"Changed since version 2 was given out",
                            words(window.get("/plans").text)),
    }  # fmt: skip


def test_whoever_counted_the_version_the_plan_is_to_be_looked_at_once(own: Running) -> None:
    """Changed in Excel, by Save, and printed but taken back: the same facts, the same words."""
    window = own.window()
    print_out(window, PLAN)
    settled = counts(window)
    assert settled["state"] == []
    excel(own, F2="Slowly.")  # its number is not in its cell
    changed = counts(window)
    assert changed["state"] == ["Changed since version 2 was given out"]
    assert [int(n) - 1 for n in changed["pages"]] == [int(n) for n in settled["pages"]]
    own.clock.forward(minutes=5)
    print_out(window, PLAN)
    assert counts(window) == settled
    (time,) = re.findall(r'name="time" value="([^"]+)"', window.get(f"/plan/{PLAN}").text)
    window.post(f"/plan/{PLAN}/nothing", {"time": time})
    assert value(own, version_cell(own)) == 3  # the number is in its cell
    assert counts(window) == changed
    assert len(since(window, "/mend?show=look")) == 1
