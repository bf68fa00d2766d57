"""What lies beside a handout is made with it, is known to the manifest, and is never older."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clinicplan.errors import UnreadableFile
from clinicplan.tasks.batch import Terms
from clinicplan.tasks.manifest import NAME, Beside, read_manifest
from clinicplan.workbook.sheets.plan_ids import is_safe_id
from tests.fake_press import TODAY, plan_of
from tests.tasks.test_batch import build

SHEET = Terms(TODAY, also=("one-sheet",))
LATER = date(2026, 12, 9)


def states(folder: Path) -> list[str]:
    return [str(record.state) for record in read_manifest(folder).records]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".pdf")


def test_it_is_made_beside_the_handout_and_known(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), plan_of(2), terms=SHEET)
    assert names(tmp_path) == ["P1 one-sheet.pdf", "P1.pdf", "P2 one-sheet.pdf", "P2.pdf"]
    first = read_manifest(tmp_path).by_plan()["P1"]
    assert first.file == "P1.pdf"
    assert [(beside.kind, beside.file) for beside in first.also] == [
        ("one-sheet", "P1 one-sheet.pdf")
    ]


def test_what_has_not_changed_is_not_made_again(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), terms=SHEET)
    before = (tmp_path / "P1 one-sheet.pdf").stat().st_mtime_ns
    for terms in (SHEET, Terms(LATER)):
        build(tmp_path, plan_of(1), terms=terms)
        assert states(tmp_path) == ["unchanged"]
    assert (tmp_path / "P1 one-sheet.pdf").stat().st_mtime_ns == before


@pytest.mark.parametrize("harm", [b"other", None])
def test_a_file_that_was_touched_or_lost_is_made_again(tmp_path: Path, harm: bytes | None) -> None:
    build(tmp_path, plan_of(1), terms=SHEET)
    path = tmp_path / "P1 one-sheet.pdf"
    whole = path.read_bytes()
    path.unlink() if harm is None else path.write_bytes(harm)
    build(tmp_path, plan_of(1), terms=Terms(LATER))
    assert path.read_bytes() == whole


def test_no_older_dose_lies_beside_a_new_one(tmp_path: Path) -> None:
    """Not asked for again, it follows its plan all the same, and no other is made."""
    build(tmp_path, plan_of(1), plan_of(2), terms=SHEET)
    build(tmp_path, plan_of(1, version=2), plan_of(2), plan_of(3), terms=Terms(LATER))
    assert b"P1 2" in (tmp_path / "P1 one-sheet.pdf").read_bytes()
    assert states(tmp_path) == ["made", "unchanged", "made"]
    assert "P3 one-sheet.pdf" not in names(tmp_path)


def test_a_sheet_that_its_plan_has_outgrown_is_taken_away(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), plan_of(2), terms=SHEET)
    for _ in range(2):
        build(tmp_path, plan_of(1, goal="full"), plan_of(2), terms=SHEET)
        assert names(tmp_path) == ["P1.pdf", "P2 one-sheet.pdf", "P2.pdf"]
        assert read_manifest(tmp_path).by_plan()["P1"].also == (Beside("one-sheet"),)
    assert states(tmp_path) == ["unchanged", "unchanged"]


def test_a_manifest_of_before_is_read(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1))
    text = (tmp_path / NAME).read_text("utf-8")
    assert '"also": []' in text
    (tmp_path / NAME).write_text(text.replace(',\n   "also": []', ""), "utf-8")
    assert '"also"' not in (tmp_path / NAME).read_text("utf-8")
    build(tmp_path, plan_of(1), terms=Terms(LATER))
    assert states(tmp_path) == ["unchanged"]


def test_a_manifest_that_names_another_folder_is_damaged(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), terms=SHEET)
    text = (tmp_path / NAME).read_text("utf-8")
    (tmp_path / NAME).write_text(text.replace('"P1 one-sheet.pdf"', '"../P1.pdf"'), "utf-8")
    with pytest.raises(UnreadableFile):
        read_manifest(tmp_path)


def test_no_plan_can_be_called_like_the_sheet_of_another() -> None:
    assert is_safe_id("HS-0417")
    assert not is_safe_id("HS-0417 one-sheet")
    assert not is_safe_id("HS-0417 ONE-SHEET")


def test_a_failed_plan_keeps_what_is_known_of_its_older_files(tmp_path: Path) -> None:
    build(tmp_path, plan_of(1), terms=SHEET)
    before = read_manifest(tmp_path).by_plan()["P1"]
    build(tmp_path, plan_of(1, goal="broken"), terms=SHEET)
    after = read_manifest(tmp_path).by_plan()["P1"]
    assert replace(after, state=before.state, findings=()) == before
