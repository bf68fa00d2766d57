"""What each page is about, as somebody hears it who does not see its picture."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.text.outline import page_about
from tests.handout.plans import ISSUED, PLAN, press
from tests.handout.reading import pages_of_text


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_page_says_what_it_is_about(edition: str) -> None:
    plan = replace(PLAN, edition=edition)
    said = press().spoken(plan, issued=ISSUED)
    assert len(said) == press().print(plan, issued=ISSUED).pages
    assert said[0].startswith("Your foot exercise plan.")
    (card,) = (page for page in said if "1 Towel stretch." in page)
    for dose in ("Left foot.", "Twice a day.", "3 times with your left foot.", "Hold 30 seconds."):
        assert dose in card.replace("\u00a0", " ")
    assert any("Stop and call us if." in page for page in said)


@pytest.mark.parametrize("edition", ["standard", "giant-print"])
def test_a_page_says_nothing_that_is_not_on_it(edition: str) -> None:
    plan = replace(PLAN, edition=edition)
    pages = pages_of_text(press().print(plan, issued=ISSUED).pdf)
    for page, said in zip(pages, press().spoken(plan, issued=ISSUED), strict=True):
        on_it = set("".join(char if char.isalnum() else " " for char in page).split())
        heard = set("".join(char if char.isalnum() else " " for char in said).split())
        assert heard <= on_it


@pytest.mark.parametrize(
    ("name", "page"),
    [("Towel stretch", 2), ("Foot roll", 4), ("Foot", 0), ("Toe walk", 0)],
)
def test_the_page_of_an_exercise(name: str, page: int) -> None:
    assert page_about(press().spoken(PLAN, issued=ISSUED), name) == page


def test_the_sign_for_a_picture_is_no_heading() -> None:
    assert "person sits" not in " ".join(press().spoken(PLAN, issued=ISSUED))
