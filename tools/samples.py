"""The rows in templates/sample and sample_plans/mistakes.toml become sample_plans/*.xlsx, and
the sample clinic's plans the PDF files in sample_plans/handouts; one of them in every edition,
and what is made beside it, is in sample_plans/editions.

Run it in the project's folder after a change to a template, a column or the handout:
python -m tools.samples
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from clinicplan.catalogue.read import read_catalogue
from clinicplan.files import write_whole
from clinicplan.handout.editions import EDITIONS, STANDARD
from clinicplan.handout.press import Handout, Press, open_press
from clinicplan.plan import Plan
from clinicplan.seal import KEY_BYTES, seal_of
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.writing.blank import fill_workbook, write_blank
from clinicplan.workbook.writing.sample import in_words, read_filling

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
SAMPLES = ROOT / "sample_plans"
SAMPLE = SAMPLES / "sample-clinic.xlsx"
HANDOUTS = SAMPLES / "handouts"
IN_EDITIONS = SAMPLES / "editions"
SHOWN = "HS-0431"
"""The plan that is shown in every edition: three exercises."""

BESIDE = ("one-sheet", "text")
ISSUED = date(2026, 11, 30)
SAMPLE_KEY = bytes(KEY_BYTES)
"""No secret: a clinic's own key is drawn at random, and its seals prove something."""


def main() -> None:
    """Write both workbooks anew, the pictures beside the sample, and its handouts."""
    _write_workbooks()
    for folder in (HANDOUTS, IN_EDITIONS):
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    for plan, handout in handouts():
        write_whole(HANDOUTS / f"{plan}.pdf", handout.pdf)
    for name, content in in_editions():
        write_whole(IN_EDITIONS / name, content)


def _write_workbooks() -> None:
    catalogue = read_catalogue(TEMPLATES)
    write_blank(SAMPLE, catalogue=catalogue, templates=TEMPLATES, sample=True)
    text = (SAMPLES / "mistakes.toml").read_text("utf-8")
    filling = in_words(read_filling(text, name="mistakes.toml"), catalogue)
    mistakes = fill_workbook(filling, catalogue=catalogue, templates=TEMPLATES)
    write_whole(SAMPLES / "mistakes.xlsx", mistakes)


def handouts() -> Iterator[tuple[str, Handout]]:
    """Each plan of the sample clinic by its ID, as it is printed now."""
    plans, press = _plans()
    for plan in plans:
        yield plan.id, _print(plan, press)


def in_editions() -> Iterator[tuple[str, bytes]]:
    """One plan in each edition but the standard one, and what is made beside it, by file name."""
    plans, press = _plans()
    shown = next(plan for plan in plans if plan.id == SHOWN)
    for code in EDITIONS.keys() - {STANDARD.code}:
        yield f"{SHOWN} {code}.pdf", _print(replace(shown, edition=code), press).pdf
    seal = seal_of(shown, key=SAMPLE_KEY, fingerprint=press.fingerprint(shown))
    for kind in BESIDE:
        for ending, content in press.beside(kind, shown, issued=ISSUED, seal=seal).items():
            yield f"{SHOWN}{ending}", content


def _plans() -> tuple[tuple[Plan, ...], Press]:
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
    return reading.plans, press


def _print(plan: Plan, press: Press) -> Handout:
    seal = seal_of(plan, key=SAMPLE_KEY, fingerprint=press.fingerprint(plan))
    return press.print(plan, issued=ISSUED, seal=seal)


if __name__ == "__main__":
    main()
