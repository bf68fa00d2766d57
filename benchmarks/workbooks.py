"""How long reading and checking a workbook takes, beside what only opens the file.

python -m benchmarks.workbooks [--rounds 5] [--most 10000]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import openpyxl

from benchmarks import report
from benchmarks.command import middle, took
from benchmarks.made_up import write_workbook
from benchmarks.stage import ISSUED
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.workbook.read import read_workbook

_PATIENTS = (10, 100, 1_000, 10_000)


def main(arguments: Sequence[str]) -> int:
    """Run, print the table and put it into the document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workbooks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=max(_PATIENTS))
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            _row(folder, patients, asked.rounds if patients <= 1_000 else 1)
            for patients in _PATIENTS
            if patients <= asked.most
        ]
    headings = ["patients", "rows", "file KB", "reading and checking s", "openpyxl, opening only s",
                "× openpyxl", "`check`, cold s", "wall s", "memory MB"]  # fmt: skip
    report.put(
        "workbooks",
        "## Reading and checking a workbook\n\n"
        "`python -m benchmarks.workbooks`: processor seconds, medians of interleaved runs. "
        "Reading and checking ends with plans and findings; openpyxl (read-only, values only) "
        "ends with the cells of the same sheets. `check` is the whole command from a cold "
        "start, with every dose in the patient's words.\n\n"
        f"{report.table(headings, rows)}\n\n"
        f"{report.machine('openpyxl', 'marshmallow')}",
    )
    return 0


def _row(folder: Path, patients: int, rounds: int) -> list[str]:
    file = write_workbook(folder / f"{patients}.xlsx", patients=patients, exercises=6)
    catalogue = read_catalogue(templates_folder())
    ways: tuple[Callable[[], object], ...] = (
        lambda: read_workbook(file, catalogue=catalogue, today=ISSUED),
        lambda: _cells(file),
    )
    for way in ways:
        way()
    times = [[_seconds(way) for way in ways] for _ in range(rounds)]
    ours, theirs = (median(way) for way in zip(*times, strict=True))
    ratio = median(own / other for own, other in times)
    whole = middle([took("check", str(file)) for _ in range(rounds)])
    return [
        f"{patients}",
        f"{patients * 7}",
        f"{file.stat().st_size / 1024:.0f}",
        f"{ours:.2f}",
        f"{theirs:.2f}",
        f"{ratio:.2f}",
        f"{whole.cpu:.2f}",
        f"{whole.wall:.2f}",
        f"{whole.memory:.0f}",
    ]


def _cells(file: Path) -> int:
    """Every cell of the sheets that we read, as openpyxl gives them."""
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    sheets = ("Clinic", "Practitioners", "Patients", "Exercises")
    count = sum(len(row) for name in sheets for row in book[name].iter_rows(values_only=True))
    book.close()
    return count


def _seconds(way: Callable[[], object]) -> float:
    start = time.process_time()
    way()
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
