"""One plan ID in two rows, or typed over: nobody is given another patient's exercises unasked."""

from __future__ import annotations

import html
import re

import pytest

from tests.desk.test_changing import PLAN
from tests.desk.test_mending import type_in
from tests.desk.test_pages import words
from tests.desk.test_since import excel, since
from tests.desk.test_two_papers import print_out
from tests.desk.windows import Running, Window

OTHER_ROW = "Patients_A3"
AGREE = re.compile(r'<form method="post" action="/mend/agree".*?</form>', re.DOTALL)
FIELD = re.compile(r'name="(finding|plan|show)" value="([^"]*)"')


def groups(page: str) -> list[str]:
    """What stands under each patient's heading."""
    return [words(part) for part in page.split('<section class="group">')[1:]]


def agree(window: Window, path: str) -> str:
    """Press the button that says whose the exercises are; what it says."""
    (form,) = AGREE.findall(window.get(path).text)
    assert window.post("/mend/agree", dict(FIELD.findall(form))).status == 303
    return html.unescape(re.findall(r"<button[^>]*>(.*?)</button>", form)[0])


def test_two_rows_with_one_id_are_told_each_under_its_own_name(own: Running) -> None:
    excel(own, **{OTHER_ROW: PLAN})
    window = own.window()
    page = window.get("/mend").text
    sam, tess = [part for part in groups(page) if "there more than once" in part]
    assert "Another plan ID for Sam Sample, row 2" in sam
    assert "Another plan ID for Tess Testwell, row 3" in tess
    assert ("row 3" in sam, "row 2" in tess) == (False, False)
    assert "The row that keeps this ID keeps its exercises." in sam
    for who in ("Sam Sample, row 2", "Tess Testwell, row 3"):
        assert f"Another plan ID for {who}" in words(window.get(f"/plan/{PLAN}").text)
    told = [str(item) for item in own.desk.view.checked.found]  # type: ignore[union-attr]  # read
    assert not any("Sam" in item or "Tess" in item for item in told)


def test_who_keeps_the_id_of_another_ones_papers_waits_until_somebody_says_so(
    own: Running,
) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, **{OTHER_ROW: PLAN})
    type_in(window, "Patients A2", "HS-0999")
    assert PLAN not in window.get("/print").text
    assert window.post("/print", {"plan": PLAN}).headers["location"] == f"/plan/{PLAN}"
    assert PLAN not in words(window.get("/letters").text)
    was = "That paper was for Sam Sample. This plan is for Tess Testwell."
    assert since(window, "/mend") == [was] == since(window, f"/plan/{PLAN}")
    page = words(window.get("/mend").text)
    assert "nobody knows whose the exercises are" in page
    assert agree(window, f"/plan/{PLAN}") == "Yes, these exercises are for Tess Testwell"
    assert f'value="{PLAN}"' in window.get("/print").text
    excel(own, Patients_B3="Nora", Patients_C3="Nobody", Patients_D3="1970-01-02")
    assert PLAN not in window.get("/print").text  # another patient again


@pytest.mark.parametrize(
    ("cells", "is_held"),
    [
        ({"B2": "Pat", "C2": "Pattern"}, True),
        ({"B2": "Pat", "C2": "Pattern", "D2": "1950-01-02"}, True),
        ({"C2": "Married"}, False),
    ],
)
def test_a_row_that_was_typed_over_waits_and_a_new_surname_does_not(
    cells: dict[str, str], is_held: bool, own: Running
) -> None:
    window = own.window()
    print_out(window, PLAN)
    excel(own, **{f"Patients_{cell}": text for cell, text in cells.items()})
    assert (f'value="{PLAN}"' not in window.get("/print").text) is is_held
