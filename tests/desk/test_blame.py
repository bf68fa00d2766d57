"""What is wrong with a plan that is being written is said at its field, and nothing else stops."""

from __future__ import annotations

import re
from datetime import date

import pytest

from clinicplan.desk.days import next_of, order_of
from tests.desk.test_drafting import HEEL, MIRA, Form, write
from tests.desk.test_pages import words
from tests.desk.windows import Running, Window

NO_DOT = "mira@btinternet"
NEAR = "mira@gmial.com"


@pytest.fixture
def window(writing: Running) -> Window:
    return writing.window()


def at(page: str, field: str) -> str:
    """What is said at a field."""
    found = re.search(rf'<span id="(?:at|day)-{field}".*?(?=</label>)', page, re.DOTALL)
    return words(found[0]) if found else ""


def is_folded(page: str) -> bool:
    """True where what is rarely needed is closed."""
    more = re.findall(r'<details class="more" name="more"( open)?>', page)
    return not more[-1]


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("email", NO_DOT, "is not an e-mail address"),
        ("email", NEAR, "almost gmail.com"),
        ("review", "2026-11-01", "before the start"),
    ],
)
@pytest.mark.parametrize("do", ["look", "rows"])
def test_it_is_said_at_the_box(
    window: Window, field: str, text: str, says: str, do: str
) -> None:
    page = write(window, {**MIRA, **HEEL, "consent": "yes", field: text}, do=do)
    assert says in at(page, field)
    assert not is_folded(page)
    again = window.get(re.findall(r'action="(/new/\d+)"', page)[0]).text  # reopened
    assert says in at(again, field)
    assert not is_folded(again)


def test_a_good_address_says_nothing_and_stays_folded(window: Window) -> None:
    page = write(window, {**MIRA, **HEEL, "consent": "yes", "email": "mira@example.org"})
    assert at(page, "email") == ""
    assert is_folded(page)


def test_why_it_is_not_saved_stands_above_the_button(window: Window) -> None:
    page = write(window, {**MIRA, **HEEL, "review": "2026-11-01"}, do="save")
    kept = page[page.index('id="kept"') :]
    assert "This is needed first" in kept
    assert "before the start" in words(kept)
    assert re.search(r'name="review"[^>]*aria-invalid="true"', page)


def test_what_is_needed_is_said_at_its_box_once_asked(window: Window) -> None:
    form = {**MIRA, **HEEL, "first_name": ""}
    assert at(write(window, form), "first_name") == ""
    assert at(write(window, form, do="save"), "first_name") == "First name is needed."


def test_the_exercise_that_stops_it_is_opened(window: Window) -> None:
    two: Form = {
        **MIRA,
        "exercise": ["heel-raise-single", "toe-walk"],
        "exercise-0": "heel-raise-single", "side-0": "left", "dose-0": "now and then",
        "exercise-1": "toe-walk", "dose-1": "3 x 10, daily",
        "open": "1",
    }  # fmt: skip
    page = write(window, two, do="save")
    assert re.search(r'name="dose-0" value="now and then"[^>]*aria-invalid="true"', page)


def test_a_refused_save_that_is_mended_offers_no_rows(window: Window) -> None:
    page = write(window, {**MIRA, **HEEL, "review": "2026-11-01"}, do="save")
    path = re.findall(r'action="(/new/\d+)"', page)[0]
    page = write(window, {**MIRA, **HEEL, "review": "2027-01-08"}, path=path)
    assert "row-patient" not in page
    page = write(window, {**MIRA, **HEEL}, do="rows", path=path)
    assert "row-patient" in page


def test_a_mistyped_address_keeps_no_plan_from_the_paper(writing: Running) -> None:
    window = writing.window()
    form = {**MIRA, **HEEL, "plan_id": "HS-0990", "consent": "yes", "email": NO_DOT}
    page = write(window, form, do="save")
    assert "Saved in clinic.xlsx" in words(page)
    assert "is not an e-mail address" in words(page)
    assert "HS-0990" in window.get("/print").text
    assert "Letter to mend: email" in words(window.get("/plans").text)
    tick = r'value="HS-0990"[^>]* checked'
    assert re.search(tick, window.get("/print").text)
    window.post("/print", {"plan": "HS-0990"})
    listed = window.get("/print").text
    assert "Opened for printing today" in words(listed)
    assert "Letter to mend: email" in words(listed)
    assert "HS-0990" in listed
    assert not re.search(tick, listed)
    assert "HS-0990" not in window.get("/plans?show=open").text


def test_saved_says_that_the_address_looks_like_a_slip(writing: Running) -> None:
    window = writing.window()
    form = {**MIRA, **HEEL, "plan_id": "HS-0991", "consent": "yes", "email": NEAR}
    page = words(write(window, form, do="save"))
    assert "Saved in clinic.xlsx" in page
    kept = page[page.index("Saved in clinic.xlsx") :]
    assert "almost gmail.com" in kept


@pytest.mark.parametrize(("key", "text"), [("start", "soon"), ("weeks", "a few")])
def test_doses_are_read_beside_a_wrong_field(window: Window, key: str, text: str) -> None:
    page = write(window, {**MIRA, **HEEL, key: text})
    assert "The patient reads: Left leg. Twice a day: 10 times" in words(page)
    assert "first day of the plan" not in words(page[page.index('id="in-order"') :])


def test_a_day_without_a_year_is_offered_and_not_guessed(window: Window) -> None:
    page = write(window, {**MIRA, **HEEL, "start": "24/11"})
    assert "That is no date." in at(page, "start")
    assert "24 November 2026" in at(page, "start")
    assert "as soon as First day is a day" in page
    answer = re.findall(r'value="(day:[^"]*)"', page)[0]
    path = re.findall(r'action="(/new/\d+)"', page)[0]
    page = write(window, {**MIRA, **HEEL, "start": "24/11"}, do=answer, path=path)
    assert 'name="start" value="24/11/2026"' in page
    assert "Page 2 of" in page


@pytest.mark.parametrize(
    ("text", "region", "day"),
    [
        ("24/11", "uk", date(2026, 11, 24)),
        ("20/11", "uk", date(2027, 11, 20)),
        ("24 Nov", "uk", date(2026, 11, 24)),
        ("11/24", "us", date(2026, 11, 24)),
        ("29/2", "uk", None),
        ("soon", "uk", None),
        ("24", "uk", None),
        ("24/11/", "uk", None),
    ],
)
def test_the_next_day_of_a_text(text: str, region: str, day: date | None) -> None:
    assert next_of(text, order_of(region), today=date(2026, 11, 21)) == day


@pytest.mark.parametrize("do", ["day:start=never", "day:first_name=2026-11-24", "day:", "day:x"])
def test_an_answer_that_no_button_has_changes_nothing(window: Window, do: str) -> None:
    page = write(window, {**MIRA, **HEEL}, do=do)
    assert 'name="start" value="01/12/2026"' in page
    assert 'name="first_name" value="Mira"' in page


def test_consent_is_asked_at_its_tick(window: Window) -> None:
    page = write(window, {**MIRA, **HEEL, "email": "mira@example.org"})
    assert at(page, "email") == ""
    assert "Has the patient agreed?" in at(page, "consent")
