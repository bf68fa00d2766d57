"""Pages for large type: what stands where, and that a printer can reach it."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from PIL import ImageOps

from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.measures import scaled
from clinicplan.handout.styles import MM
from clinicplan.plan import Clinic, Plan, Prescription, Side, Times
from tests.handout.plans import ALTERNATE, CLINIC, ISSUED, PLAN, SIX, TWICE, press
from tests.handout.reading import pages_of_text, structure
from tests.handout.test_layout import LETTER

WIDE = [code for code, edition in EDITIONS.items() if edition.wide]
CAREFUL = ("diabetes", "reduced-feeling", "balance")
UNREACHED = 4.3 * MM
"""What a laser printer leaves white at each edge, at the most usual."""


def pages(plan: Plan, edition: str, clinic: Clinic = CLINIC) -> list[str]:
    pdf = press(clinic).print(replace(plan, edition=edition), issued=ISSUED).pdf
    return [" ".join(text.split()) for text in pages_of_text(pdf)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_nothing_stands_where_a_printer_cannot_print(edition: str, clinic: Clinic) -> None:
    plan = replace(PLAN, edition=edition, take_care=CAREFUL)
    pdf = press(clinic).print(plan, issued=ISSUED, seal="0123456789abcdef").pdf
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=1, grayscale=True).to_pil().convert("L")
        left, top, right, bottom = ImageOps.invert(picture).getbbox() or (0, 0, 0, 0)
        width, height = picture.size
        assert min(left, top, width - right, height - bottom) > UNREACHED


@pytest.mark.parametrize(
    ("edition", "most"), [("large-print", 16), ("low-vision", 17), ("giant-print", 33)]
)
def test_six_exercises_take_no_more_pages_than(edition: str, most: int) -> None:
    assert len(pages(replace(PLAN, take_care=CAREFUL), edition)) <= most


@pytest.mark.parametrize("edition", WIDE)
@pytest.mark.parametrize("clinic", [CLINIC, LETTER], ids=["A4", "Letter"])
def test_no_page_is_fuller_than_a_page(edition: str, clinic: Clinic) -> None:
    """Parts spread over a page to its very foot: each number of them is printed."""
    for count in (1, 2, 3, 4, 5, 7, 9, 14):
        plan = replace(PLAN, prescriptions=(SIX * 3)[:count], take_care=CAREFUL[: count % 4])
        assert len(pages(plan, edition, clinic)) > count


def test_two_weeks_of_a_diary_share_a_page_of_large_print() -> None:
    together = [page for page in pages(PLAN, "large-print") if page.count("Notes") == 2]
    assert len(together) == 2


def test_boxes_that_have_no_room_beside_a_name_stand_under_it() -> None:
    thrice = Prescription("ankle-circles", "chair", Side.EACH, replace(TWICE, times=Times(3)))
    apart = pages(replace(PLAN, prescriptions=(*SIX, thrice)), "large-print")
    assert all(page.count("Notes") < 2 for page in apart)


def test_a_line_of_giant_print_names_the_exercises_of_its_day() -> None:
    every_day = Prescription("ankle-circles", "chair", Side.EACH, TWICE)
    every_other = Prescription("toe-press", "standing", Side.LEFT, ALTERNATE)
    plan = replace(PLAN, prescriptions=(every_day, every_other), weeks=2)
    week = next(page for page in pages(plan, "giant-print") if "Week 1" in page)
    assert "Tue 1 1 × 2, 2 Wed 2 1 × 2 Thu 3 1 × 2, 2 Fri 4 1 × 2 " in week


def test_each_day_of_giant_print_has_a_place_for_its_score() -> None:
    pdf = press(CLINIC).print(replace(PLAN, edition="giant-print"), issued=ISSUED).pdf
    said = [alt for _, kind, alt in structure(pdf) if kind == "Figure"]
    assert said.count("A box for your pain score") == 4 * 7


def test_giant_print_tells_a_new_dose_in_its_first_week() -> None:
    told = [page for page in pages(PLAN, "giant-print") if "now 15 times" in page]
    assert [page.partition(" December")[0] for page in told] == ["Week 3"]


@pytest.mark.parametrize("edition", WIDE)
def test_what_to_take_care_of_has_no_page_for_itself(edition: str) -> None:
    alone = [page for page in pages(replace(PLAN, take_care=CAREFUL), edition)
             if page.startswith("Take extra care") and "How to do" not in page]  # fmt: skip
    assert alone == []


def test_measures_grow_together_but_for_what_is_counted() -> None:
    large = EDITIONS["large-print"].wide
    assert large
    giant = scaled(large, 2)
    across, high = large.pill
    assert (giant.across, giant.box) == (2, 2 * large.box)
    assert giant.pill == (2 * across, 2 * high)
