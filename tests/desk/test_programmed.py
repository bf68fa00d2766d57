"""A programme and exercises of one's own: one order, one number, and each can be had alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from clinicplan.desk.programmed import moved, tidied
from clinicplan.desk.written import Row, Written
from clinicplan.plan import Side
from tests.desk.forms import posted
from tests.desk.test_drafting import HEEL, MIRA, Form, write
from tests.desk.test_pages import words
from tests.desk.test_two_papers import says
from tests.desk.windows import Running, Window, running, sample_in

THREE = "Three exercises, every day"
WITH_THREE: Form = {**MIRA, **HEEL, "programme": THREE}
NAMES = ("Towel stretch", "Ankle circles", "Foot roll", "Heel raise on one leg", "Towel scrunch")


@pytest.fixture
def window(writing: Running) -> Window:
    return writing.window()


def pressed(window: Window, page: str, *buttons: str, **typed: str) -> str:
    """The page after these buttons, one after the other."""
    for button in buttons:
        path = re.search(r'<form class="panel card" id="plan" method="post" action="([^"]+)"', page)
        assert path
        page = write(window, {**posted(page), **typed}, do=button, path=path[1])
    return page


def listed(page: str) -> list[str]:
    """The exercises with their numbers, as the page lists them."""
    heads = re.findall(r'<h2 class="minor">(<span .*?)</h2>', page)
    return [" ".join(words(head).split()) for head in heads]


def on_paper(window: Window, page: str) -> list[str]:
    """The same as the handout has them."""
    number = re.search(r'action="(/new/\d+)"', page)
    assert number
    pdf = window.get(f"{number[1]}/handout.pdf").body
    said = says(pdf)
    found = ((re.search(rf"\b(\d)\s+{name}", said), name) for name in NAMES)
    return sorted(f"{number[1]}. {name}" for number, name in found if number)


def test_desk_and_paper_have_one_order(window: Window) -> None:
    page = pressed(window, write(window, WITH_THREE), "add:towel-scrunch", **{"side-1": "left"})
    now = ["1. Towel stretch", "2. Ankle circles", "3. Foot roll", "4. Heel raise on one leg",
           "5. Towel scrunch"]  # fmt: skip
    assert listed(page) == now
    assert on_paper(window, page) == now
    assert "The programme's exercises come first" in words(page)
    assert re.findall(r'class="at"><span aria-hidden="true">(\d)', page)  # the pictures' numbers
    up = pressed(window, page, "up:1")
    assert listed(up)[3:] == ["4. Towel scrunch", "5. Heel raise on one leg"]
    assert on_paper(window, up) == listed(up)


def test_the_minutes_are_those_of_page_one(window: Window) -> None:
    page = pressed(window, write(window, WITH_THREE), "add:towel-scrunch", **{"side-1": "left"})
    said = words(page.partition('id="minutes" data-part>')[2].partition("</span>")[0])
    about, _, more = said.partition(", ")
    assert " with exercise 5" in more  # every other day
    number = re.search(r'action="(/new/\d+)"', page)
    assert number
    paper = " ".join(says(window.get(f"{number[1]}/handout.pdf").body).split())
    assert about in paper
    assert more in paper


def test_an_exercise_of_the_programme_can_be_changed_alone(window: Window) -> None:
    page = pressed(window, write(window, {**MIRA, "programme": THREE}), "own:towel-stretch")
    assert listed(page) == ["1. Towel stretch", "2. Ankle circles", "3. Foot roll"]
    said = page.partition('id="reads-0"')[2].partition("</div>")[0]
    assert "Which" not in said  # the programme has said it
    assert 'value="each" autocomplete="off" checked' in page
    assert "All from the programme." in words(f"<{said}")
    assert "usual dose" not in said
    changed = pressed(window, page, "look", **{"dose-0": "5 times, hold 30 s, twice a day"})
    assert "Twice a day: 5 times with each foot." in words(changed)
    assert on_paper(window, changed) == listed(changed)


def test_a_row_that_says_nothing_is_no_row(window: Window) -> None:
    page = pressed(window, write(window, {**MIRA, "programme": THREE}), "own:ankle-circles")
    page = pressed(window, page, "rows")
    assert 'id="row-exercises"' not in page
    assert "Ankle circles" in page


def test_an_exercise_of_the_programme_can_be_left_out_and_put_back(window: Window) -> None:
    page = write(window, {**MIRA, "programme": THREE})
    out = pressed(window, page, "leave-out:ankle-circles")
    assert listed(out) == ["1. Towel stretch", "2. Foot roll"]
    assert on_paper(window, out) == listed(out)
    assert "Left out of the programme: Ankle circles." in words(out)
    assert 'value="add:ankle-circles"' in out  # its picture is no more in the plan
    for button in ("back:0", "add:ankle-circles"):
        assert listed(pressed(window, out, button)) == listed(page)
    gone = pressed(window, out, f"programme:{THREE}")
    assert listed(gone) == []
    assert "Left out" not in words(gone)


def test_never_beside_a_dose_is_a_mistake_and_no_exercise_left_out(window: Window) -> None:
    row: Form = {"exercise": ["foot-ball-roll"], "exercise-0": "foot-ball-roll",
                 "days-0": "Never"}  # fmt: skip
    assert "Left out" in words(write(window, {**MIRA, "programme": THREE, **row}))
    page = words(write(window, {**MIRA, "programme": THREE, **row, "dose-0": "3 x 10, daily"}))
    assert "Left out" not in page
    assert "never leaves an exercise of the plan's programme out" in page


def test_what_was_changed_is_taken_out_and_not_back_to_the_programme(window: Window) -> None:
    page = pressed(window, write(window, {**MIRA, "programme": THREE}), "own:ankle-circles")
    page = pressed(window, page, "remove:0", **{"dose-0": "20 times, twice a day"})
    assert listed(page) == ["1. Towel stretch", "2. Foot roll"]
    assert "20 times" not in words(page)


def test_the_workbook_gets_never_and_the_programme_stays(tmp_path: Path) -> None:
    with running(tmp_path, workbook=sample_in(tmp_path)) as desk:
        window = desk.window()
        page = write(window, {**MIRA, "programme": THREE})
        page = pressed(window, page, "leave-out:foot-ball-roll", "save")
        assert "Saved in" in words(page)
        assert desk.desk.view
        book = load_workbook(desk.desk.view.file)
        heads = [cell.value for cell in book["Exercises"][1]]
        rows = [dict(zip(heads, (cell.value for cell in row), strict=True))
                for row in book["Exercises"] if row[0].value == "HS-0438"]  # fmt: skip
        (row,) = ({key: text for key, text in row.items() if text} for row in rows)
        row.pop("Patient")  # a formula
        assert row == {"Plan ID": "HS-0438", "Exercise": "Foot roll", "Days": "never"}
        assert "Towel stretch and Ankle circles" in words(window.get("/plans").text)


A, B, C = (Row(code) for code in "ABC")
AGAIN = Row("A", side="right")


@pytest.mark.parametrize(
    ("rows", "at", "by", "codes", "now"),
    [
        ((A, B, C), 2, -1, "", (A, C, B)),
        ((A, B, C), 0, -1, "", (A, B, C)),
        ((A, B, C), 2, -1, "B", (C, B, A)),  # past the programme's, which stays
        ((A, B, C), 1, 1, "B", (A, B, C)),
        ((A, B, AGAIN), 2, -1, "", (AGAIN, A, B)),  # rows of one exercise stand together
        ((A, B, AGAIN), 1, -1, "", (B, A, AGAIN)),
    ],
)
def test_moving_is_moving_on_paper(
    rows: tuple[Row, ...], at: int, by: int, codes: str, now: tuple[Row, ...]
) -> None:
    after = moved(Written({}, rows=rows), at, by, codes=codes)
    assert after.rows == now
    if now != rows:
        assert after.rows[after.open] == rows[at]


@pytest.mark.parametrize(
    ("row", "stays"),
    [
        (Row("A"), False),
        (Row("A", side="each"), False),  # as the programme has it
        (Row("A", side="left"), True),
        (Row("A", was=3), True),  # the workbook has it
        (Row("A", facts={"days": "never"}), True),
        (Row("B"), True),
        (Row("B", facts={"days": "never"}), False),  # it left something out of another programme
    ],
)
def test_only_rows_that_say_something_stay(row: Row, *, stays: bool) -> None:
    after = tidied(Written({}, rows=(C, row), open=0), "A", {"A": Side.EACH})
    assert (row in after.rows, after.open) == (stays, 0)


FIVE = "Five exercises, every other day"
UNSTEADY: Form = {**MIRA, "programme": FIVE, "take_care": ["balance"]}
NOT_WITH = "does not go with what is to be taken care of (Balance or falls)"


def test_what_does_not_go_with_care_says_so_in_its_place(window: Window) -> None:
    """The programme stays to be seen, and what is refused of it is left out or given there."""
    page = write(window, UNSTEADY, do="save")
    heel, toes, *others = listed(page)
    assert (heel, toes) == ("1. Heel raise on one leg", "2. Toe walk, three ways")
    assert [said.rpartition(". ")[2] for said in others] == [
        "Ankle circles", "Towel scrunch", "Band foot press"
    ]  # fmt: skip
    parts = re.findall(r'class="reads" id="given-\d".*?</div>', page, re.DOTALL)
    assert [NOT_WITH in words(part) for part in parts] == [True, True, False, False, False]
    needed = words(page.partition('id="kept"')[2].partition('class="foot')[0])
    assert needed.count(NOT_WITH) == 2
    assert "Heel raise on one leg: Heel raise" not in needed


def test_it_is_left_out_or_given_with_a_reason(window: Window) -> None:
    page = pressed(window, write(window, UNSTEADY, do="save"), "leave-out:heel-raise-single")
    assert words(page).count(NOT_WITH) == 2  # at the other one, and above the button
    page = pressed(window, page, "own:toe-walk-3-way")
    assert 'name="override-1"' in page
    page = pressed(window, page, "look", **{"override-1": "holds on to the rail"})
    assert NOT_WITH not in words(page)
    assert listed(page)[0] == "1. Toe walk, three ways"
