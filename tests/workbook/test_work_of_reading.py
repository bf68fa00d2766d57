"""How much work a workbook is, counted in calls: what one more patient adds to its reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.made_up import write_workbook
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.workbook.read import read_workbook
from tests.work import at_most

CATALOGUE = read_catalogue(templates_folder())
TODAY = date(2026, 11, 21)


def test_more_patients_of_six_exercises_are_little_work(tmp_path: Path) -> None:
    file = write_workbook(tmp_path / "clinic.xlsx", patients=20, exercises=6)
    read_workbook(file, catalogue=CATALOGUE, today=TODAY)
    with at_most(324_000):
        reading = read_workbook(file, catalogue=CATALOGUE, today=TODAY)
    assert len(reading.plans) == 20
