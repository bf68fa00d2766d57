"""The handouts in sample_plans are what they are shown for: accessible, whole, one a plan."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pytest

from clinicplan.handout.editions import EDITIONS, STANDARD

SAMPLES = Path(__file__).parent.parent / "sample_plans"
HANDOUTS = sorted((SAMPLES / "handouts").glob("*.pdf"))
IN_EDITIONS = sorted((SAMPLES / "editions").glob("*.pdf"))


def test_there_is_a_handout_of_each_of_the_eight_plans() -> None:
    assert [path.stem for path in HANDOUTS] == ["HS-0417", *(f"HS-04{n}" for n in range(31, 38))]


def test_one_plan_is_there_in_every_edition() -> None:
    kinds = {*EDITIONS, "one-sheet"} - {STANDARD.code}
    assert {path.stem.partition(" ")[2] for path in IN_EDITIONS} == kinds
    assert {path.suffix for path in (SAMPLES / "editions").iterdir()} == {".pdf", ".html", ".txt"}


@pytest.mark.parametrize("path", [*HANDOUTS, *IN_EDITIONS], ids=lambda path: path.stem)
def test_no_rule_of_pdf_ua_fails(path: Path) -> None:
    assert page.is_pdf_compliant(str(path), profile="ua1")


def test_the_checker_notices_a_handout_without_its_structure(tmp_path: Path) -> None:
    with pikepdf.open(BytesIO(HANDOUTS[0].read_bytes())) as document:
        del document.Root.StructTreeRoot
        document.save(tmp_path / "torn.pdf")
    assert not page.is_pdf_compliant(str(tmp_path / "torn.pdf"), profile="ua1")
