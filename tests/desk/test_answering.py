"""What may have been meant in a new plan is a button, as it is in the workbook."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from clinicplan.findings import column_letters
from clinicplan.workbook.columns import EXERCISES
from tests.desk.monday import monday
from tests.desk.monday import value as value_of
from tests.desk.test_drafting import MIRA, Form, value, write
from tests.desk.test_pages import words
from tests.desk.windows import Running, Window


@pytest.fixture
def window(writing: Running) -> Window:
    return writing.window()


def typed(exercise: str, dose: str, side: str = "left") -> Form:
    fields = {"exercise-0": exercise, "side-0": side, "dose-0": dose, "open": "0"}
    return {**MIRA, "exercise": [exercise], **fields}


def buttons(page: str) -> dict[str, str]:
    """What the buttons below the dose are called, and what each posts."""
    found = re.findall(r'name="do" value="(answer:[^"]+)">([^<]+)<', page)
    return {unescape(name): unescape(posted) for posted, name in found}


def test_a_hold_that_is_left_out_is_one_click(window: Window) -> None:
    form = typed("towel-stretch", "10 times, twice a day", side="each")
    page = write(window, form)
    assert "its steps say Hold" in words(page)
    offered = buttons(page)
    assert list(offered) == ["30 s", "none"]
    page = write(window, form, do=next(iter(offered.values())))
    assert "its steps say Hold" not in words(page)
    assert value(page, "hold-0")


@pytest.mark.parametrize(("dose", "chosen"), [
    ("3 x 30, daily", "3 x 30 s, daily"),
    ("3 x 30, daily", "3 x 30 times, daily"),
    ("30 x 3, hold 5 s, daily", "3 x 30, hold 5 s, daily"),
])  # fmt: skip
def test_what_may_have_been_typed_is_one_click(window: Window, dose: str, chosen: str) -> None:
    form = typed("towel-stretch", dose, side="each")
    page = write(window, form)
    assert chosen in buttons(page), words(page)
    page = write(window, form, do=buttons(page)[chosen])
    assert value(page, "dose-0") == chosen
    assert chosen not in buttons(page)


def test_what_no_field_has_is_no_answer(window: Window) -> None:
    form = typed("heel-raise-single", "3 x 10, daily")
    for wrong in ("answer:7,dose=1", "answer:0,exercise=toe-walk", "answer:x", "answer:0,was=9"):
        page = write(window, form, do=wrong)
        assert value(page, "dose-0") == "3 x 10, daily"
        assert value(page, "exercise-0") == "heel-raise-single"


def test_whom_the_pictures_show_is_seen_and_chosen_by_picture(window: Window) -> None:
    form = typed("towel-stretch", "3 x 30 s, daily")
    page = write(window, form)
    said = words(page)
    assert re.search(r"The pictures show: (wo)?man of about .*, by the clinic's setting", said)
    shown = re.findall(r'src="(/library/towel-stretch.png[^"]*)"', page)
    assert shown
    assert len({unescape(each).partition("as=")[2] for each in shown}) == 1
    assert "as=person-" in shown[0]
    assert len(re.findall(r'name="person" value="person-\w"', page)) == 8
    page = write(window, {**form, "person": "person-d"})
    assert "The pictures show: man of about 70" in words(page)
    assert "/library/towel-stretch.png?as=person-d" in page
    old, young = (window.get(f"/library/towel-stretch.png?as=person-{who}").body for who in "da")
    assert old != young
    assert window.get("/library/person/person-d.png").body not in (b"", young)
    assert window.get("/library/person/nobody.png").status == 404
    assert window.get("/library/towel-stretch.png?as=../x").body == young


def test_a_note_that_chooses_the_picture_is_told_beside_it(window: Window) -> None:
    form = typed("heel-raise-single", "3 x 10, daily")
    plain = re.findall(r'src="(/library/heel-raise-single.png\?way=[^"]+)"', write(window, form))
    page = write(window, {**form, "note-0": "Hands flat on the wall."})
    told = re.search(r'<p class="way">(.*?)</p>', page, re.DOTALL)
    assert told
    assert "so it is shown this way" in words(told[1])
    shown = re.findall(r'src="(/library/heel-raise-single.png\?way=[^"]+)"', page)
    assert plain
    assert shown
    assert shown != plain
    one, other = (window.get(unescape(each[0])).body for each in (plain, shown))
    assert one != other


def test_the_plans_page_tells_it_beside_the_picture_too(tmp_path: Path) -> None:
    cells = {"Exercises!C2": "Heel raise on one leg", "Exercises!E2": "3 x 10, daily",
             "Exercises!D2": "left"}  # fmt: skip
    note = next(at for at, column in enumerate(EXERCISES.columns) if column.key == "note")
    cells[f"Exercises!{column_letters(note + 1)}2"] = "Hands flat on the wall."
    with monday(tmp_path, cells) as desk:
        page = desk.window().get(f"/plan/{value_of(desk, 'Exercises!A2')}").text
        assert re.search(r"The pictures show: (wo)?man of about", words(page))
        assert re.search(r'<p class="small way">.*?so it is shown this way', page, re.DOTALL)
