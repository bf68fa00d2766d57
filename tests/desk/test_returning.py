"""A patient returns, in a real Chromium: by mouse and by keyboard alone, clicks and fields counted.

Run by hand as test_browser.py.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.browsing import enter, go
from tests.desk.test_changing import print_now
from tests.desk.windows import Running

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

COUNTER = """window.clicks = Number(window.sessionStorage?.clicks ?? 0);
addEventListener("click", (event) => {
  if (event.isTrusted) sessionStorage.clicks = window.clicks += 1;
}, true);"""
"""The viewer of a PDF is a frame that keeps nothing: there nobody clicks."""


PATIENCE = 60_000
"""Milliseconds: a save reads the workbook several times, and the computer may be busy."""


def dose_of(own: Running, plan: str) -> str:
    """What the patient reads of the last exercise of the plan's rows."""
    doses = own.desk.view.checked.doses[plan]  # type: ignore[union-attr]  # read
    return " ".join(line.dose for line in doses)


def reps_of(own: Running, plan: int, at: int) -> int:
    plans = own.desk.view.checked.reading.plans  # type: ignore[union-attr]  # read
    reps = plans[plan].prescriptions[at].dose.reps
    return reps.high if reps else 0


def test_a_patient_returns_by_mouse(chromium: Any, own: Running) -> None:
    """Find and Enter 1, Change, the exercise, Save and print; with the printer's own Print 5."""
    print_now(own, "HS-0434")
    page = enter(chromium, own)
    page.context.set_default_timeout(PATIENCE)
    page.context.add_init_script(COUNTER)
    page.reload()
    page.keyboard.type("ivo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/HS-0434")
    page.click("[data-change]")
    page.click("button[value='open:2']")
    page.wait_for_selector("[name=dose-2]:focus")
    page.fill("[name=reps-2]", "12")
    page.wait_for_selector("text=12 times with your left foot")
    page.wait_for_selector("#which:has-text('version 2')")
    page.click("text=Save and print")
    page.wait_for_selector("text=1 plan to print")
    page.wait_for_selector("#paper")
    assert page.evaluate("Number(sessionStorage.clicks)") == 3  # and Enter, and the printer's
    assert "12" in dose_of(own, "HS-0434")
    go(page, own, "/plan/HS-0434")
    assert page.is_visible("text=Version 2")
    papers = page.locator(".version a").evaluate_all("them => them.map((each) => each.href)")
    assert len(set(papers)) == 2  # each as it was given out
    assert page.faults == []


def test_a_patient_returns_by_keyboard_alone(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    page.context.set_default_timeout(PATIENCE)
    page.keyboard.type("0417")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/HS-0417")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('[data-change]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/*")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "open:2":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=dose-2]:focus")
    page.keyboard.press("Control+a")
    page.keyboard.type("2 x 12, rest 60 s, every other day")
    page.wait_for_selector("text=12 times with each leg")
    page.keyboard.press("Control+s")
    page.wait_for_selector("text=Nobody has version 2 yet")
    assert reps_of(own, 0, 2) == 12
    page.keyboard.press("Control+p")
    page.wait_for_selector("text=1 plan to print")
    assert page.faults == []


def test_save_goes_on_to_the_next_change_in_place(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    page.context.set_default_timeout(PATIENCE)
    go(page, own, "/plan/HS-0432")
    page.click("[data-change]")
    page.click("button[value='open:0']")
    page.fill("[name=reps-0]", "12")
    page.wait_for_selector("text=12 times with your right leg")
    page.click("button[value=save]")
    page.wait_for_selector("text=Nobody has version 1 yet")
    page.fill("[name=reps-0]", "14")
    page.wait_for_selector("text=is not in the workbook")
    page.click("button[value=save]")
    page.wait_for_selector("text=is not in the workbook", state="detached")
    page.wait_for_selector("text=Nobody has version 1 yet")
    page.click("button[value=undo]")
    page.wait_for_selector("text=is as it was before")
    assert reps_of(own, 2, 0) == 12
    assert page.faults == []


HOLD = """window.hold = Promise.resolve();
const own = window.fetch;
window.fetch = async (...asked) => {
  const answer = await own(...asked);
  await window.hold;
  return answer;
};"""
"""Answers wait until the test lets them go."""


def held(page: Any, button: str) -> None:
    """Press the button, and keep the answer back."""
    page.evaluate("() => { window.hold = new Promise((go) => { window.go = go; }); }")
    page.click(button)
    page.evaluate("() => { document.querySelector('#bench').dataset.old = 1; }")


def let_go(page: Any) -> None:
    page.evaluate("window.go()")
    page.wait_for_selector("#bench:not([data-old])")


TYPED = {
    "first_name": "Tilda", "last_name": "Typed", "weeks": "9", "email": "t@example.org",
    "goals": "To walk\nto the shop.", "note": "Slowly.", "dose-1": "7 times each way, every day",
    "note-1": "With both eyes open.",
}  # fmt: skip
CHOSEN = ("edition", "condition")


def fields_in(page: Any) -> dict[str, str]:
    held_ = page.evaluate("Object.fromEntries(new FormData(document.querySelector('#plan')))")
    return {name: text.replace("\r\n", "\n") for name, text in held_.items()}


@pytest.mark.parametrize("button", ["[data-save]", "button[value='open:2']"])
def test_what_is_typed_while_the_page_is_renewed_stays(
    chromium: Any, own: Running, button: str
) -> None:
    """In each field of the plan: text, a choice, a tick, a side; and it is saved with the next."""
    page = enter(chromium, own)
    page.context.set_default_timeout(PATIENCE)
    page.context.add_init_script(HOLD)
    go(page, own, "/plan/HS-0417")
    page.click("[data-change]")
    page.click("button[value='open:1']")
    page.wait_for_selector("[name=dose-1]:focus")
    held(page, button)
    for name, text in TYPED.items():
        page.evaluate(
            "([name, text]) => { const field = document.querySelector(`#plan [name='${name}']`);"
            "field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); }",
            [name, text],
        )
    for name in CHOSEN:
        page.evaluate(
            "(name) => { const field = document.querySelector(`#plan [name=${name}]`);"
            "field.selectedIndex = 1; field.dispatchEvent(new Event('input', {bubbles: true})); }",
            name,
        )
    for field in ("[name=side-1][value=right]", "[name=take_care]", "[name=consent]"):
        page.evaluate("(field) => document.querySelector(`#plan ${field}`).click()", field)
    before = fields_in(page)
    assert before["side-1"] == "right"
    let_go(page)
    after = fields_in(page)
    for name in (*TYPED, *CHOSEN, "side-1", "take_care", "consent"):
        assert after.get(name) == before.get(name), name
    assert page.faults == []


def test_the_cursor_stays_where_one_types_during_a_save(chromium: Any, own: Running) -> None:
    page = enter(chromium, own)
    page.context.set_default_timeout(PATIENCE)
    page.context.add_init_script(HOLD)
    go(page, own, "/plan/HS-0432")
    page.click("[data-change]")
    page.click("button[value='open:0']")
    page.fill("[name=reps-0]", "12")
    page.wait_for_selector("text=12 times with your right leg")
    held(page, "[data-save]")
    page.focus("[name=reps-0]")
    page.keyboard.press("Control+a")
    page.keyboard.type("1")
    let_go(page)
    page.wait_for_selector("[name=reps-0]:focus")
    page.keyboard.type("4")
    page.wait_for_selector("text=14 times with your right leg")
    page.wait_for_selector("text=is not in the workbook")
    assert reps_of(own, 2, 0) == 12
    page.click("[data-save]")
    page.wait_for_selector("text=is not in the workbook", state="detached")
    assert reps_of(own, 2, 0) == 14
    assert page.faults == []


@pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (720, 450)], ids=str)
@pytest.mark.parametrize("plan", ["HS-0417", "HS-0434"])
def test_the_form_has_no_barrier_and_does_not_move_sideways(
    chromium: Any, own: Running, size: tuple[int, int], plan: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = enter(chromium, own)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    go(page, own, f"/plan/{plan}")
    page.click("[data-change]")
    page.wait_for_url("**/new/*")
    page.evaluate("document.querySelector(\"[name=do][value='open:1']\").click()")
    page.wait_for_selector("[name=dose-1]", state="attached")
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    found = [(item["id"], item["nodes"][0]["target"])
             for item in Axe().run(page).response["violations"]
             if item["impact"] in ("serious", "critical", "moderate")]  # fmt: skip
    assert found == []
