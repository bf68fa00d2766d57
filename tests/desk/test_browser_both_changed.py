"""In a real Chromium: what the desk and Excel have both changed is asked, and the page follows.

Run by hand as test_browser.py. With LOOKS=folder the states are left there as pictures.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.desk.browsing import enter
from tests.desk.test_both_changed import exercises
from tests.desk.test_saving import file_of
from tests.desk.test_unsaved import drafts_of, mark_of
from tests.desk.test_unsaved_changes import in_excel
from tests.desk.test_watch import until
from tests.desk.windows import Running

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

WIDTHS = ((1440, 900), (768, 1024))
LOOKS = os.environ.get("LOOKS", "")
CHANGE = "form[action$='/change'] button"


def see(page: Any, state: str) -> None:
    """No barrier and nothing that moves sideways, at both widths."""
    from axe_playwright_python.sync_playwright import Axe

    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(100)
        if LOOKS:
            page.locator("#kept > *").first.scroll_into_view_if_needed()
            page.screenshot(path=Path(LOOKS) / f"{state}-{width}.png")
        assert page.evaluate(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        assert [item["id"] for item in Axe().run(page).response["violations"]] == []
    page.set_viewport_size({"width": WIDTHS[0][0], "height": WIDTHS[0][1]})


def change(page: Any, own: Running) -> None:
    """The plan's third exercise is being written."""
    page.goto(f"{own.origin}/plan/HS-0417")
    page.click(CHANGE)
    page.click("button[value='open:2']")
    page.wait_for_selector("[name=dose-2]")


def test_each_cell_is_answered_and_the_fields_follow(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    change(page, own)
    page.fill("[name=dose-2]", "3 x 8, daily")
    page.fill("[name=weeks]", "6")
    in_excel(own, N2=9)
    exercises(own, D4="right", F3="Slowly, please.")
    page.click("[data-save]")
    page.wait_for_selector("text=so nothing was written")
    see(page, "asked")
    page.click("tr:has-text('Weeks') >> text=Take Excel's")
    page.wait_for_selector("tr:has-text('Weeks') >> [data-choice]", state="detached")
    assert page.input_value("[name=weeks]") == "9"
    see(page, "one left")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the cursor was on the other answer's neighbour
    page.wait_for_selector("text=Saved.")
    see(page, "merged")
    book = load_workbook(file_of(own))
    assert book["Patients"]["N2"].value == 9
    sheet = book["Exercises"]
    assert [sheet[cell].value for cell in ("D4", "E4", "F3")] == [
        "each", "3 x 8, daily", "Slowly, please."
    ]  # fmt: skip
    page.click("text=Undo")
    until(lambda: load_workbook(file_of(own))["Exercises"]["D4"].value == "right")
    assert page.faults == []


def test_an_open_window_follows_what_was_merged_behind_it(chromium: Any, own: Running) -> None:
    """The change waited for Excel; what Excel has saved stands in the fields by itself."""
    page = enter(chromium, own)
    change(page, own)
    page.fill("[name=note-2]", "Mine.")
    mark_of(own).touch()
    page.click("[data-save]")
    page.wait_for_selector("text=Excel has clinic.xlsx open")
    exercises(own, E4="3 x 9, daily")
    mark_of(own).unlink()
    until(lambda: drafts_of(own) == ())
    page.wait_for_selector("[name=dose-2][value='3 x 9, daily']")
    assert "Changed in Excel meanwhile, and kept" in page.inner_text("#kept")
    see(page, "followed")
    page.fill("[name=note-2]", "Later.")
    page.click("[data-save]")
    until(lambda: load_workbook(file_of(own))["Exercises"]["F4"].value == "Later.")
    assert load_workbook(file_of(own))["Exercises"]["E4"].value == "3 x 9, daily"
    assert page.faults == []
