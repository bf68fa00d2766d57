"""New plan by its keys, and in narrow windows, in a real Chromium (see test_browser)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.desk.browsing import enter, go
from tests.desk.windows import Running

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

NARROW, BETWEEN = {"width": 720, "height": 450}, {"width": 768, "height": 1024}
PARTS = ("#pictures", "#scroll-plan", "#pages-side")


@pytest.fixture
def page(chromium: Any, own: Running) -> Any:
    """A new plan in a window of its own."""
    page = enter(chromium, own)
    go(page, own, "/new")
    return page


def shown(page: Any) -> list[bool]:
    """Whether pictures, plan and page are to be seen."""
    return [page.is_visible(part) for part in PARTS]


def at(page: Any) -> str:
    """Where the cursor stands: the field's name, or the tile's code."""
    found: str = page.evaluate(
        "(({ name, value, dataset, id }) => dataset.code || (name === 'do' ? value : name || id))"
        "(document.activeElement)"
    )
    return found


def add(page: Any, code: str, number: int) -> None:
    page.click(f"[data-code={code}]")
    page.wait_for_selector(f"text=number {number} in the plan", state="attached")


def test_narrow_windows_show_one_part_at_a_time(page: Any) -> None:
    page.set_viewport_size(NARROW)
    assert shown(page) == [False, True, False]
    page.click("role=tab[name=Pictures]")
    assert shown(page) == [True, False, False]
    assert page.is_visible("[data-save]")
    assert page.get_attribute("#pictures", "role") == "tabpanel"
    add(page, "toe-walk", 1)
    add(page, "towel-scrunch", 2)  # one after the other, without leaving the pictures
    assert shown(page) == [True, False, False]
    page.focus("role=tab[name=Pictures]")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute(":focus", "aria-selected") == "true"
    assert page.inner_text(":focus").startswith("Plan")
    page.keyboard.press("End")
    assert shown(page) == [False, False, True]
    page.set_viewport_size(BETWEEN)
    assert shown(page) == [False, True, True]
    page.set_viewport_size({"width": 1440, "height": 900})
    assert shown(page) == [True, True, True]
    assert page.get_attribute("#pictures", "role") is None
    assert page.faults == []


def test_parts_take_turns_without_javascript(chromium: Any, own: Running) -> None:
    page = enter(chromium, own, java_script_enabled=False)
    page.set_viewport_size(NARROW)
    go(page, own, "/new")
    page.fill("[name=first_name]", "Mira")
    page.click("role=tab[name=Pictures]")
    assert shown(page) == [True, False, False]
    page.click("[data-code=toe-walk]")
    page.click("#turn-plan")
    assert shown(page) == [False, True, False]
    assert page.input_value("[name=first_name]") == "Mira"
    assert page.is_visible("text=1. Toe walk")


def test_save_leads_to_what_is_missing(page: Any) -> None:
    page.set_viewport_size(NARROW)
    page.click("role=tab[name=Pictures]")
    page.keyboard.press("Control+s")
    page.wait_for_selector("text=This is needed first")
    assert shown(page) == [False, True, False]


def test_enter_in_a_name_adds_nothing(page: Any) -> None:
    page.fill("[name=first_name]", "Mira")
    page.keyboard.press("Enter")
    page.wait_for_url("**/new/*")
    assert page.is_visible("text=Choose pictures, or a programme.")


def test_find_and_doses_lead_to_one_another(page: Any) -> None:
    page.keyboard.press("Control+k")
    assert at(page) == "find"
    page.keyboard.type("scrunch")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=1. Towel scrunch")
    page.wait_for_selector("[name=side-0]:focus")
    assert page.input_value("#find") == ""
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    assert at(page) == "dose-0"
    page.keyboard.type("10 times, daily")
    page.keyboard.press("Enter")
    assert at(page) == "find"
    page.keyboard.type("toe walk")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=dose-1]:focus")  # no side to be said
    page.keyboard.press("Alt+ArrowUp")
    page.wait_for_selector("text=1. Toe walk")
    page.wait_for_selector("[name=dose-0]:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=dose-1]:focus")
    assert page.input_value("[name=dose-1]") == "10 times, daily"
    page.keyboard.type("nonsense")
    page.keyboard.press("Escape")
    assert page.input_value("[name=dose-1]") == "10 times, daily"
    assert page.faults == []


def test_a_side_that_is_clicked_leads_to_the_dose(page: Any) -> None:
    add(page, "towel-scrunch", 1)
    page.click(".segments label:has-text('Left foot')")
    page.wait_for_selector("[name=dose-0]:focus")


def test_tiles_are_one_stop(page: Any) -> None:
    page.focus("#steady")
    page.keyboard.press("Tab")
    first = at(page)
    page.keyboard.press("ArrowRight")
    second = at(page)
    page.keyboard.press("ArrowDown")
    below = at(page)
    page.keyboard.press("ArrowUp")
    assert at(page) == second
    assert len({first, second, below}) == 3
    page.keyboard.press("Space")
    page.wait_for_selector(".tile.in")
    page.wait_for_selector(f"[data-code={second}]:focus")
    page.keyboard.press("Space")
    page.wait_for_selector(".tile.in", state="detached")
    page.wait_for_selector(f"[data-code={second}]:focus")
    page.keyboard.press("End")
    last = at(page)
    page.keyboard.press("Home")
    assert at(page) == first != last
    page.keyboard.press("Shift+Tab")
    assert at(page) == "steady"


def test_space_takes_out_no_dose_that_was_typed(page: Any) -> None:
    add(page, "toe-walk", 1)
    page.fill("[name=dose-0]", "3 min, daily")
    page.focus("[data-code=toe-walk]")
    page.keyboard.press("Space")
    page.wait_for_selector("[name=dose-0]:focus")
    assert page.input_value("[name=dose-0]") == "3 min, daily"


def test_ctrl_s_never_writes_the_page_to_the_disk(page: Any, own: Running) -> None:
    go(page, own, "/plans")
    page.evaluate("addEventListener('keydown', (e) => { window.kept = e.defaultPrevented; })")
    page.keyboard.press("Control+s")
    assert page.evaluate("window.kept") is True


@pytest.mark.parametrize("size", [(1440, 900), (1280, 800), (1024, 768), (768, 1024)], ids=str)
def test_a_date_of_birth_is_not_cut(page: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.fill("[name=born]", "1945-12-28")
    room = page.evaluate("document.querySelector('[name=born]').clientWidth")
    assert room >= 135  # ten figures and the calendar's sign, at 17 px


def test_enter_opens_the_only_patient_and_never_the_first_of_several(
    chromium: Any, own: Running
) -> None:
    page = enter(chromium, own)
    go(page, own, "/plans")
    page.fill("#find", "sam")  # Sam Sample, and somebody of Upper Samplesbury
    page.keyboard.press("Enter")
    assert page.url.endswith("/plans")
    assert page.inner_text(":focus") == "Sam Sample"  # a whole word of it was typed
    page.fill("#find", "0417")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan/HS-0417")
    assert page.faults == []


def test_a_refused_save_stays_at_the_box(page: Any) -> None:
    page.fill("[name=first_name]", "Mira")
    page.click("summary:has-text('Goals')")
    page.fill("[name=email]", "mira@btinternet")
    page.wait_for_selector("#at-email .bad")  # while it is typed
    page.keyboard.press("Control+s")
    page.wait_for_selector("#kept [role=alert]")
    assert page.is_visible("[name=email]")
    assert at(page) == "last_name"  # the first of all
    page.fill("[name=last_name]", "Madeup")
    page.click("[data-code=toe-walk]")
    page.wait_for_selector("[name=dose-0]:focus")
    page.fill("[name=dose-0]", "3 x 10, daily")
    page.keyboard.press("Control+s")
    page.wait_for_selector("[name=email][aria-invalid=true]:focus")
    page.fill("[name=email]", "mira@example.org")
    page.wait_for_selector("[name=email]:not([aria-invalid])")
    page.wait_for_selector("#kept [role=alert]", state="detached")
    assert page.query_selector("#row-patient") is None
    assert page.faults == []


LOW = """(at) => { const pane = document.querySelector("#scroll-plan");
  pane.scrollTop = 0;
  const foot = (own) => own.getBoundingClientRect().bottom;
  const label = document.querySelector(`.item.now .segments label:nth-child(${at})`);
  pane.scrollTop += foot(label) - foot(pane) + 4; }"""


@pytest.mark.parametrize(("at_", "side"), [(1, "left"), (2, "right"), (3, "each")])
def test_a_side_that_is_pressed_is_chosen_wherever_it_stands(
    page: Any, at_: int, side: str
) -> None:
    """At the foot of the pane the press brings what the patient reads into view: not before it is
    let go, or the click lands on nothing and the side stays what it was."""
    page.set_viewport_size({"width": 1440, "height": 900})
    for number, code in enumerate(("toe-walk", "towel-scrunch", "towel-stretch", "toe-pencil"), 1):
        add(page, code, number)
    page.wait_for_selector(".item.now [name^=dose-]")
    page.fill(".item.now [name^=dose-]", "3 times a day, 10 each, and what else one may say")
    page.wait_for_timeout(800)
    page.focus("[name=first_name]")
    for _ in range(2):  # once chosen, and once more
        page.evaluate(LOW, at_)
        label = page.locator(f".item.now .segments label:nth-child({at_})").bounding_box()
        page.mouse.move(label["x"] + label["width"] / 2, label["y"] + label["height"] / 2)
        page.mouse.down()
        page.wait_for_timeout(400)  # a hand is slow
        page.mouse.up()
        page.wait_for_timeout(50)
        assert page.eval_on_selector(".item.now .segments :checked", "(own) => own.value") == side
        page.focus("[name=first_name]")
    page.wait_for_timeout(1000)  # what the answer brings leaves it chosen
    assert page.eval_on_selector(".item.now .segments :checked", "(own) => own.value") == side
