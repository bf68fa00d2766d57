"""Hand-made plans and presses for the handout's tests: nothing here reads a workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Change, Clinic, Patient, Plan, Practitioner, Prescription, Side

ISSUED = date(2026, 11, 30)
CLINIC = Clinic(
    "Harbour Street Foot Clinic",
    "01632 960 417",
    hours="Monday to Friday, 9 to 5",
    email="hello@harbourstreet.example",
    brand="harbour",
)
ALEX = Practitioner("AE", "Alex Example", "Chiropodist", "HCPC CH00000", "01632 960 418")
SAM = Patient("Sam", "Sample", date(1961, 3, 14))
TWICE = Dose(times=Times(2), days=Days(Rhythm.EVERY_DAY))
ALTERNATE = Dose(days=Days(Rhythm.EVERY_OTHER_DAY))
RAISE = replace(ALTERNATE, reps=exactly(10), sets=exactly(2), rest=exactly(60))
STRETCH = replace(TWICE, reps=exactly(3), hold=exactly(30), rest=exactly(10))

SIX = (
    Prescription("towel-stretch", "floor", Side.LEFT, STRETCH),
    Prescription(
        "ankle-circles",
        "chair",
        Side.EACH,
        replace(TWICE, reps=exactly(5)),
        parts=("clockwise", "anticlockwise"),
    ),
    Prescription(
        "heel-raise-single",
        "chair",
        Side.EACH,
        RAISE,
        changes=(Change(3, replace(RAISE, reps=exactly(15))),),
        note="Start with your right leg. It is the weaker one for now.",
    ),
    Prescription(
        "toe-curl-spread", "chair", Side.EACH, replace(TWICE, reps=exactly(10), hold=exactly(3))
    ),
    Prescription(
        "foot-ball-roll", "ball-chair", Side.EACH, replace(ALTERNATE, duration=exactly(30))
    ),
    Prescription("wall-calf-stretch", "wall", Side.RIGHT, STRETCH),
)

PLAN = Plan(
    "HS-0417",
    SAM,
    ALEX,
    date(2026, 12, 1),
    SIX,
    version=2,
    weeks=4,
    review=date(2026, 12, 29),
    condition="plantar-fasciitis",
    goals=("Walk to the harbour.", "Stand for a whole shift."),
    footwear="supportive",
    note="Your heel is less sore this time, Sam. Keep up the two stretches.",
    replaces="HS-0398",
)


@cache
def templates() -> Traversable:
    return templates_folder()


@cache
def catalogue() -> Catalogue:
    return read_catalogue(templates())


@cache
def press(clinic: Clinic = CLINIC) -> Press:
    """An open press, shared by all tests that do not change it."""
    return open_press(clinic, catalogue=catalogue(), templates=templates(), folder=Path())
