"""What somebody hears who does not look at the page: what is a paragraph, and what a picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from clinicplan.dose import Days, Rhythm, Times, exactly
from clinicplan.handout.blocks.day_cells import told_from
from clinicplan.handout.editions import EDITIONS
from clinicplan.plan import Change
from tests.handout.plans import CLINIC, ISSUED, PLAN, RAISE, SIX, TWICE, press
from tests.handout.reading import pages_of_text, paragraphs, rows_of_cells, structure

BY_ROWS = [code for code in EDITIONS if code != "giant-print"]
"""Editions whose diary has a row for each exercise."""


def heard(**changes: object) -> list[str]:
    """The paragraphs of the six exercises' plan, and what else stands in marks of its own."""
    plan = replace(PLAN, **changes)  # type: ignore[arg-type]  # a test's own keys
    pdf = press().print(plan, issued=ISSUED).pdf
    return [" ".join(text.split()) for page in paragraphs(pdf) for text in page]


def test_what_stands_on_lines_of_its_own_is_heard_by_itself() -> None:
    changed = replace(SIX[2], changes=(Change(3, replace(RAISE, reps=exactly(15))),))
    spoken = heard(prescriptions=(*SIX[:2], changed, *SIX[3:]))
    for text in (
        "For Sam Sample",
        "Born 14 March 1961",
        "About 6 minutes",
        "1 Towel stretch",
        "Left foot",
        "Take care",
        "3 Heel raise on one leg",
        "now 15 times",
    ):
        assert text in spoken


@pytest.mark.parametrize("edition", BY_ROWS)
def test_the_diary_speaks(edition: str) -> None:
    """Each group of boxes is a figure in its cell; a cell without one has no box."""
    pdf = press(CLINIC).print(replace(PLAN, edition=edition), issued=ISSUED).pdf
    cells = [cell for row in rows_of_cells(pdf) for cell in row if "box" in cell.alt]
    assert Counter((cell.alt, cell.columns) for cell in cells) == {
        ("2 boxes each day, Tuesday to Monday", 7): 4 * 4,
        ("1 box to tick", 1): 2 * 14,
        ("A box for your pain score each day, Tuesday to Monday", 7): 4,
    }


@pytest.mark.parametrize("edition", BY_ROWS)
@pytest.mark.parametrize(
    ("days", "often", "said"),
    [
        (Days(Rhythm.EVERY_DAY), 1, ["1 box each day, Thursday to Wednesday"]),
        (Days(Rhythm.EVERY_DAY), 5,
         ["A box with × 5 each day, Thursday to Wednesday, to write how many times"]),
        (Days(Rhythm.EVERY_OTHER_DAY), 2, ["2 boxes to tick"] * 4),
        (Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4)), 2,
         ["2 boxes each day, Thursday and Friday", "2 boxes each day, Monday to Wednesday"]),
        (Days(Rhythm.NAMED, named=(3, 5, 6)), 3,
         ["3 boxes to tick", "3 boxes each day, Saturday and Sunday"]),
        (Days(Rhythm.NAMED, named=(2,)), 1, ["1 box to tick"]),
        (Days(Rhythm.PER_WEEK, per_week=5), 1,
         ["1 box each day, Thursday to Saturday", "1 box each day, Monday and Tuesday"]),
    ],
)  # fmt: skip
def test_neighbouring_days_with_as_many_boxes_are_told_in_one_go(
    days: Days, often: int, said: list[str], edition: str
) -> None:
    dose = replace(TWICE, days=days, times=Times(often))
    thursday = date(2026, 12, 31)
    item = replace(SIX[3], dose=dose)
    plan = replace(PLAN, start=thursday, weeks=1, edition=edition, prescriptions=(item,))
    rows = rows_of_cells(press(CLINIC).print(plan, issued=ISSUED).pdf)
    told = [[cell.alt for cell in row if "box" in cell.alt] for row in rows]
    assert [alts for alts in told if alts] == [
        said,
        ["A box for your pain score each day, Thursday to Wednesday"],
    ]


@pytest.mark.parametrize("edition", BY_ROWS)
def test_a_cell_has_a_drawing_for_each_day_and_a_row_a_column_for_each(edition: str) -> None:
    often = (*SIX, replace(SIX[0], dose=replace(TWICE, times=Times(4))))
    plan = replace(PLAN, edition=edition, prescriptions=often)
    rows = rows_of_cells(press(CLINIC).print(plan, issued=ISSUED).pdf)
    diary = [row for row in rows if sum(cell.columns for cell in row) == 8]
    assert len(diary) == 4 * (1 + len(often) + 2)
    boxes = [cell for row in diary for cell in row if "box" in cell.alt]
    assert [cell for cell in boxes if cell.drawn != cell.columns] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_scores_are_heard_as_what_they_are(edition: str) -> None:
    """Eleven numbers in a row are no words: they are to be circled."""
    plan = replace(PLAN, edition=edition)
    pdf = press(replace(CLINIC, visit=True)).print(plan, issued=ISSUED).pdf
    scores = [alt for _, kind, alt in structure(pdf) if kind == "Figure" and "to circle" in alt]
    assert len(scores) == 1 + len(plan.goals)


def test_a_page_that_goes_on_does_not_say_its_title_again() -> None:
    plan = replace(PLAN, weeks=12)
    pdf = press(CLINIC).print(plan, issued=ISSUED).pdf
    assert any("continued" in page for page in pages_of_text(pdf))
    assert [text for text in heard(weeks=12) if "continued" in text] == []


@pytest.mark.parametrize(
    ("boxes", "told"),
    [((2,) * 7, 3), ((1, 1, 0, 0, 0, 0, 0), 3), ((1, 0, 1, 0, 1, 0, 1), 0), ((0,) * 7, 0), ((), 0)],
)
def test_only_cells_of_several_days_name_them(boxes: tuple[int, ...], told: int) -> None:
    assert told_from(boxes, 3) == told
