"""Pages of large type: what belongs together stands together, and a page is as full as can be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.plan import Patient
from tests.handout.plans import ISSUED, PLAN, SIX, press
from tests.handout.reading import pages_of_text

LARGE = ["large-print", "low-vision", "giant-print"]


def pages(edition: str, **changes: object) -> list[str]:
    plan = replace(PLAN, edition=edition, **changes)  # type: ignore[arg-type]
    pdf = press().print(plan, issued=ISSUED).pdf
    return [" ".join(page.split()) for page in pages_of_text(pdf)]


@pytest.mark.parametrize("edition", LARGE[:2])
def test_how_to_do_them_is_on_one_page_where_that_costs_none(edition: str) -> None:
    """Two lines of it left for a page of their own make that page an empty one."""
    every = [pages(edition, prescriptions=SIX[:many]) for many in range(1, 7)]
    assert [page for plan in every for page in plan if "your exercises, continued" in page] == []


@pytest.mark.parametrize("edition", LARGE)
def test_a_sign_of_the_pain_guide_has_all_that_belongs_to_it(edition: str) -> None:
    said = pages(edition)
    for scores in ("4 to 5", "6 to 10"):
        assert " ".join(said).count(scores) == 1
    assert [page for page in said if "Worse next morning?" in page and "4 to 5" not in page] == []
    assert [page for page in said if "Stop and call us if" in page and "6 to 10" not in page] == []


@pytest.mark.parametrize("edition", LARGE)
def test_a_name_is_whole_at_the_foot_of_every_page(edition: str) -> None:
    name = "Tess Testington-Exampleworth-Longlast-Specimen-Sample"
    first, _, last = name.partition(" ")
    said = pages(edition, patient=Patient(first, last))
    assert [page for page in said if name not in page] == []


def test_letters_of_a_register_and_a_postcode_stay_with_their_number() -> None:
    pdf = press().print(replace(PLAN, edition="large-print"), issued=ISSUED).pdf
    lines = [line for page in pages_of_text(pdf) for line in page.split("\n")]
    assert "HCPC CH00000" in [line.strip() for line in lines]
