"""Two rows with one plan ID are told apart, and put right, in a real Chromium."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.browsing import enter, go
from tests.desk.test_changing import PLAN
from tests.desk.test_since import excel
from tests.desk.test_two_papers import print_out
from tests.desk.windows import Running

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]


def test_who_keeps_an_id_with_papers_is_asked_about_and_then_ticked(
    chromium: Any, own: Running
) -> None:
    print_out(own.window(), PLAN)
    excel(own, Patients_A3=PLAN)
    page = enter(chromium, own)
    page.set_default_timeout(60_000)
    go(page, own, "/mend")
    field = page.get_by_label("Another plan ID for Sam Sample, row 2")
    field.fill("HS-0999")
    field.press("Enter")
    page.wait_for_selector("text=That paper was for Sam Sample. This plan is for Tess Testwell.")
    go(page, own, "/print")
    page.wait_for_selector("h1:has-text('Print')")
    assert page.locator(f"[name=plan][value='{PLAN}']").count() == 0
    go(page, own, "/mend")
    page.get_by_role("button", name="Yes, these exercises are for Tess Testwell").click()
    page.wait_for_selector("text=Kept:")
    go(page, own, "/print")
    assert page.locator(f"[name=plan][value='{PLAN}']").is_checked()
    assert page.faults == []
