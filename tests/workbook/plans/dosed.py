"""A workbook of one patient and a few rows, for the tests of what rows come to."""

from __future__ import annotations

from pathlib import Path

from clinicplan.dose import Dose, exactly
from clinicplan.findings import Severity
from clinicplan.origins import Origin, Origins
from clinicplan.workbook.read import Reading
from tests.workbook.workbooks import DAILY, OWN, Cells, book, patient, read

T, PG, PS, U, D = Origin.TYPED, Origin.PROGRAMME, Origin.PRESET, Origin.USUAL, Origin.DEFAULT


def reading_of(
    folder: Path, *rows: Cells, programmes: tuple[Cells, ...] = (), **of_patient: object
) -> Reading:
    made = book(
        patients=[patient(**of_patient)],
        exercises=rows,
        Programmes=programmes,
        My_exercises=[{**OWN, "Default dose": "8 times, hold 5 s, every other day"}],
    )
    return read(made, folder)


def codes_of(reading: Reading) -> set[str]:
    return {item.code for item in reading.findings if item.severity is not Severity.ADVICE}


def origins_of(reading: Reading, at: int = 0) -> Origins:
    return reading.origins["P-1"][at]


OURS: Cells = {"Programme": "Ours", "Exercise": "towel-stretch"}
EIGHT = Dose(reps=exactly(8), hold=exactly(30), days=DAILY)
