"""Monday's workbook is mended in a real Chromium: by mouse, clicks counted, and by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.desk.browsing import enter, go
from tests.desk.monday import monday, value

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

HELD = {
    "Patients!E3": "tess.testwell@example.org",
    "Patients!L4": "Five exercises, every other day",
    "Exercises!D12": "both",
    "Exercises!C17": "Toe stretch",
    "Exercises!K22": "10 to 15",
    "Exercises!L20": "20 s",
    "Exercises!W29": "Seen walking well on 20 November",
}


def ready(page: Any, count: int) -> None:
    page.wait_for_selector(f"h1:has-text('{count} of 8 plans')")


def card(page: Any, cell: str) -> Any:
    """The finding of this cell, the last of them where there are two."""
    return page.locator(".finding", has=page.locator(f"[data-copy='{cell}']")).last


def test_a_monday_is_mended_in_ten_clicks_and_three_fields(chromium: Any, tmp_path: Path) -> None:
    clicks = 0

    def click(at: Any) -> None:
        nonlocal clicks
        at.click()
        clicks += 1

    with monday(tmp_path) as desk:
        page = enter(chromium, desk)
        page.set_default_timeout(60_000)
        go(page, desk, "/mend")
        ready(page, 3)
        click(page.get_by_role("button", name="3 December 2026"))
        ready(page, 4)
        card(page, "Patients E3").locator("[name=value]").fill(HELD["Patients!E3"])
        click(card(page, "Patients E3").get_by_role("button", name="Save"))
        card(page, "Patients E3").wait_for(state="detached")
        click(page.get_by_role("button", name="Five exercises, every other day"))
        ready(page, 5)
        click(page.get_by_role("button", name="both", exact=True))
        ready(page, 6)
        click(page.get_by_role("button", name="Toe stretch", exact=True))
        card(page, "Exercises C17").wait_for(state="detached")
        click(page.locator("summary", has_text="Give it all the same"))
        card(page, "Exercises C29").locator("[name=value]").fill(HELD["Exercises!W29"])
        click(card(page, "Exercises C29").get_by_role("button", name="Save"))
        ready(page, 7)
        card(page, "Exercises L20").locator("[name=value]").fill(HELD["Exercises!L20"])
        click(card(page, "Exercises L20").get_by_role("button", name="Save"))
        card(page, "Exercises L20").wait_for(state="detached")
        click(page.get_by_role("button", name="10 to 15"))
        ready(page, 8)
        page.wait_for_selector("text=Nothing has to be mended.")
        assert page.locator("a", has_text="Print the 8 ready plans").is_visible()
        assert clicks == 9
        assert {cell: value(desk, cell) for cell in HELD} == HELD
        assert page.faults == []


def test_by_keyboard_the_next_finding_is_where_one_is(chromium: Any, tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        page = enter(chromium, desk)
        page.set_default_timeout(60_000)
        go(page, desk, "/mend")
        page.get_by_role("button", name="3 December 2026").focus()
        page.keyboard.press("Enter")
        ready(page, 4)
        page.wait_for_selector("[name=value]:focus")  # Tess's address
        page.keyboard.press("Control+a")
        page.keyboard.type("x")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=That would not mend it")
        page.wait_for_selector(".wrong:focus")
        page.keyboard.press("Control+a")
        page.keyboard.type(HELD["Patients!E3"])
        page.keyboard.press("Enter")
        ready(page, 4)
        page.wait_for_selector("button:focus:has-text('Five exercises')")
        page.keyboard.press("Space")
        ready(page, 5)
        assert value(desk, "Patients!L4") == HELD["Patients!L4"]
        assert value(desk, "Patients!E3") == HELD["Patients!E3"]
        page.get_by_role("button", name="Undo: Five exercises").focus()
        page.keyboard.press("Enter")
        ready(page, 4)
        assert page.faults == []


def test_what_is_half_typed_stays_while_another_is_answered(chromium: Any, tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        page = enter(chromium, desk)
        page.set_default_timeout(60_000)
        go(page, desk, "/mend")
        card(page, "Exercises L20").locator("[name=value]").fill("about 20")
        page.get_by_role("button", name="both", exact=True).click()
        ready(page, 4)
        card(page, "Exercises D12").wait_for(state="detached")
        page.wait_for_selector(".finding :focus")
        assert card(page, "Exercises L20").locator("[name=value]").input_value() == "about 20"


def test_without_javascript_the_forms_post(chromium: Any, tmp_path: Path) -> None:
    with monday(tmp_path) as desk:
        page = enter(chromium, desk, java_script_enabled=False)
        go(page, desk, "/mend")
        page.get_by_role("button", name="both", exact=True).click()
        ready(page, 4)
        assert page.locator("text=Saved in clinic.xlsx, Exercises D12.").is_visible()
        assert value(desk, "Exercises!D12") == "both"


@pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (720, 450)], ids=str)
def test_answers_have_no_barrier(chromium: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with monday(tmp_path) as desk:
        page = enter(chromium, desk)
        page.set_default_timeout(60_000)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        for path in ("/mend", "/mend?show=look", "/plan/HS-0435"):
            go(page, desk, path)
            page.evaluate("document.querySelectorAll('details.another').forEach(d => d.open = 1)")
            across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert across <= 0
            found = [item["id"] for item in Axe().run(page).response["violations"]
                     if item["impact"] != "minor"]  # fmt: skip
            assert found == []
