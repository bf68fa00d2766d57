"""What all measurements start from: a made-up workbook, read, with its press open."""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from benchmarks.gallery import open_gallery
from benchmarks.made_up import write_workbook
from benchmarks.readback import script_of
from benchmarks.script import Script
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Clinic, Plan
from clinicplan.workbook.read import read_workbook

ISSUED = date(2026, 11, 21)
SEAL = "0123456789abcdef" * 4

_WORKBOOK = "clinic.xlsx"
_SCRIPTS = "scripts.pickle"


@dataclass(frozen=True, slots=True)
class Stage:
    """The plans of a workbook by ID, and the press that prints them."""

    clinic: Clinic
    plans: Mapping[str, Plan]
    press: Press


def open_stage(folder: Path) -> Stage:
    """The workbook in this folder, read."""
    templates = templates_folder()
    catalogue = read_catalogue(templates)
    reading = read_workbook(folder / _WORKBOOK, catalogue=catalogue, today=ISSUED)
    press = open_press(reading.clinic, catalogue=catalogue, templates=templates, folder=folder)
    return Stage(reading.clinic, {plan.id: plan for plan in reading.plans}, press)


def set_up(folder: Path, *, patients: int, exercises: int, scripted: int) -> Sequence[Script]:
    """Put the workbook of so many patients into the folder, and pictures and scripts of some.

    The plans after the first `scripted` have an empty script: only its plan's ID.
    """
    write_workbook(folder / _WORKBOOK, patients=patients, exercises=exercises)
    stage = open_stage(folder)
    gallery = open_gallery(
        folder / "gallery", stage.clinic, templates=templates_folder(), beside=folder
    )
    scripts = []
    for plan in islice(stage.plans.values(), scripted):
        pdf = stage.press.print(plan, issued=ISSUED, seal=SEAL).pdf
        scripts.append(script_of(pdf, plan=plan.id, gallery=gallery))
    scripts += [Script(plan) for plan in islice(stage.plans, scripted, None)]
    (folder / _SCRIPTS).write_bytes(pickle.dumps(scripts))
    return scripts


def read_scripts(folder: Path) -> list[Script]:
    """The scripts that `set_up` put into the folder."""
    scripts: list[Script] = pickle.loads((folder / _SCRIPTS).read_bytes())
    return scripts
