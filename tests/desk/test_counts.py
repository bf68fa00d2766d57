"""Each page says the same numbers: they are counted once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.desk.monday import MONDAY, monday
from tests.desk.test_pages import words
from tests.desk.test_since import excel
from tests.desk.windows import Window

NO_SIDE = {"Exercises!D2": None}
MISSPELT = {"Exercises!C17": "Towl stretch"}
ADDRESS = {"Patients!E3": "tess.testwell@example"}
EVERY = {**NO_SIDE, **MISSPELT, **ADDRESS}


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found, (pattern, text[:800])
    return int(found[1])


def counted(window: Window) -> dict[str, set[int]]:
    """What the pages say, by what it is called: one number each, if they agree."""
    pages = {path: window.get(path).text for path in ("/plans", "/mend", "/print", "/letters")}
    plans, mend, paper, letters = map(words, pages.values())
    ticks = re.findall(r'<input type="checkbox" name="plan"[^>]*>', pages["/print"])
    tally = re.findall(r"<b>(\d+)</b>", pages["/mend"].partition('class="tally"')[2])
    ready = r"(\d+) of \d+ plans? (?:is|are) ready"
    first = re.search(r"Print the (?:(\d+) )?ready", mend)
    return {
        "ready": {number(ready, mend), number(ready, paper), number(r" Ready (\d+) ", mend),
                  int(tally[0]), number(r"of (\d+) ready plans? ha", letters), len(ticks),
                  number(r"Ticked: \d+ of (\d+)", paper)},
        "to mend": {number(r"To mend (\d+) To look", plans), int(tally[1]),
                    number(r"To mend (\d+) To look", mend)},
        "to look at": {number(r"To look at (\d+) To give", plans),
                       number(r"To look at (\d+) Ready", mend)},
        "ticked": {sum(" checked" in tick for tick in ticks), number(r"Ticked: (\d+)", paper),
                   int(first[1] or 1) if first else 0},
    }  # fmt: skip


def test_where_nothing_can_be_printed_nothing_is_ticked(tmp_path: Path) -> None:
    slips = {f"Patients!L{row}": "Nonesuch" for row in range(2, 10)}
    with monday(tmp_path, slips) as desk:
        page = desk.window().get("/print").text
        assert "data-all" not in page
        assert 'type="checkbox"' not in page.partition("<table")[2].partition("</table>")[0]


@pytest.mark.parametrize(
    "cells", [{}, NO_SIDE, MISSPELT, ADDRESS, EVERY, MONDAY],
    ids=["good", "side", "misspelt", "letter", "all three", "Monday"],
)  # fmt: skip
@pytest.mark.parametrize("is_torn", [False, True])
def test_every_page_says_the_same_numbers(
    cells: dict[str, object], is_torn: bool, tmp_path: Path
) -> None:
    with monday(tmp_path, cells) as desk:
        window = desk.window()
        if is_torn:
            excel(desk, A3="HS-0433")
        assert {what: len(found) for what, found in counted(window).items()} == dict.fromkeys(
            ("ready", "to mend", "to look at", "ticked"), 1
        ), counted(window)


def test_a_mistake_for_a_letter_alone_is_said_to_be_one(tmp_path: Path) -> None:
    with monday(tmp_path, ADDRESS) as desk:
        mend = words(desk.window().get("/mend").text)
    assert "1 has a mistake for its letter alone" in mend
    assert "1 to mend is printed all the same: only its letter waits." in mend
    assert "Nothing has to be mended" not in mend


def test_ready_and_to_mend_come_to_all_plans(tmp_path: Path) -> None:
    with monday(tmp_path, EVERY) as desk:
        mend = words(desk.window().get("/mend").text)
    tally = mend.partition("This workbook")[2]
    ready, to_mend = (number(rf"(\d+) {what} ", tally) for what in ("ready", "to mend"))
    waits, rows = number(r"(\d+) plans? waits?: nobody", mend), number(r" of (\d+) plans", mend)
    assert ready + to_mend + waits - number(r"(\d+) to mend (?:is|are) printed", mend) == rows
