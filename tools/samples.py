"""The rows in templates/sample and sample_plans/mistakes.toml become sample_plans/*.xlsx, and
the sample clinic's plans the PDF files in sample_plans/handouts.

Run it in the project's folder after a change to a template, a column or the handout:
python -m tools.samples
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from clinicplan.catalogue.read import read_catalogue
from clinicplan.files import write_whole
from clinicplan.handout.press import Handout, open_press
from clinicplan.seal import KEY_BYTES, seal_of
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.writing.blank import fill_workbook, write_blank
from clinicplan.workbook.writing.sample import in_words, read_filling

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
SAMPLES = ROOT / "sample_plans"
SAMPLE = SAMPLES / "sample-clinic.xlsx"
HANDOUTS = SAMPLES / "handouts"
ISSUED = date(2026, 11, 30)
SAMPLE_KEY = bytes(KEY_BYTES)
"""No secret: a clinic's own key is drawn at random, and its seals prove something."""


def main() -> None:
    """Write both workbooks anew, the pictures beside the sample, and its handouts."""
    _write_workbooks()
    HANDOUTS.mkdir(exist_ok=True)
    for old in HANDOUTS.glob("*.pdf"):
        old.unlink()
    for plan, handout in handouts():
        write_whole(HANDOUTS / f"{plan}.pdf", handout.pdf)


def _write_workbooks() -> None:
    catalogue = read_catalogue(TEMPLATES)
    write_blank(SAMPLE, catalogue=catalogue, templates=TEMPLATES, sample=True)
    text = (SAMPLES / "mistakes.toml").read_text("utf-8")
    filling = in_words(read_filling(text, name="mistakes.toml"), catalogue)
    mistakes = fill_workbook(filling, catalogue=catalogue, templates=TEMPLATES)
    write_whole(SAMPLES / "mistakes.xlsx", mistakes)


def handouts() -> Iterator[tuple[str, Handout]]:
    """Each plan of the sample clinic by its ID, as it is printed now."""
    catalogue = read_catalogue(TEMPLATES)
    reading = read_workbook(SAMPLE, catalogue=catalogue, today=ISSUED)
    press = open_press(
        reading.clinic,
        catalogue=catalogue,
        templates=TEMPLATES,
        own=reading.own,
        alts=reading.alts,
        folder=SAMPLES,
    )
    for plan in reading.plans:
        seal = seal_of(plan, key=SAMPLE_KEY, fingerprint=press.fingerprint(plan))
        yield plan.id, press.print(plan, issued=ISSUED, seal=seal)


if __name__ == "__main__":
    main()
