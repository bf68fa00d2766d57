"""The rows of each sheet once their cells are understood, typed; empty cells are defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from clinicplan.dose import Amount, Days, Dose, Load, Tempo, Times
from clinicplan.doses import Doubt, Step
from clinicplan.plan import Growth, PainGuide

__all__ = [
    "Cleared",
    "ClinicRow",
    "DoseRow",
    "OwnExerciseRow",
    "PatientRow",
    "PractitionerRow",
    "Step",
]


class Cleared(Enum):
    """What a dose cell means that gives no amount.

    `none` takes away what the row starts from. Under Days only: `never`, the plan leaves out
    this exercise of its programme; `ask`, the page asks the patient to ask how often.
    """

    CLEARED = "none"
    NEVER = "never"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class ClinicRow:
    """The Clinic sheet's settings."""

    name: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    hours: str = ""
    email: str = ""
    website: str = ""
    logo: str = ""
    brand: str = ""
    colour: str = ""
    paper: str = "A4"
    edition: str = "standard"
    language: str = ""
    region: str = ""
    people: tuple[str, ...] = ()
    pain_guide: PainGuide = field(default_factory=PainGuide)
    other_formats: str = ""
    sender_name: str = ""
    reply_to: str = ""
    visit: bool = False
    date_order: str = ""


@dataclass(frozen=True, slots=True)
class PractitionerRow:
    """A row of the Practitioners sheet."""

    code: str = ""
    name: str = ""
    role: str = ""
    registration: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A row of the Patients sheet."""

    plan_id: str = ""
    first_name: str = ""
    last_name: str = ""
    born: date | None = None
    email: str = ""
    consent: bool = False
    language: str = ""
    edition: str = ""
    practitioner: str = ""
    condition: str = ""
    goals: tuple[str, ...] = ()
    programme: str = ""
    start: date | None = None
    weeks: int = 0
    review: date | None = None
    session_limit: int = 0
    side: str = ""
    take_care: tuple[str, ...] = ()
    footwear: str = ""
    person: str = ""
    note: str = ""
    link: str = ""
    replaces: str = ""
    password: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class DoseRow:
    """A row of the Exercises sheet, or of Programmes; `plan_id` or `programme` is empty.

    `is_daily` says that the words of its times name every day: `od`, `twice daily`.
    `said_in` has the column of the cell that says a fact, where that is not the fact's own.
    """

    plan_id: str = ""
    programme: str = ""
    exercise: str = ""
    preset: str = ""
    side: str = ""
    position: str = ""
    tool: str = ""
    sets: Amount | Cleared | None = None
    reps: Amount | Cleared | None = None
    hold: Amount | Cleared | None = None
    rest: Amount | Cleared | None = None
    duration: Amount | Cleared | None = None
    load: Load | Cleared | None = None
    tempo: Tempo | Cleared | None = None
    times: Times | Cleared | None = None
    days: Days | Cleared | None = None
    first_week: int = 0
    last_week: int = 0
    progression: tuple[Step, ...] | Cleared = ()
    growth: Growth | None = None
    when_easy: Dose | None = None
    each_way: str = ""
    is_daily: bool = False
    doubts: tuple[Doubt, ...] = ()
    note: str = ""
    link: str = ""
    override: str = ""
    said_in: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class OwnExerciseRow:
    """A row of the My exercises sheet."""

    code: str = ""
    name: str = ""
    steps: tuple[str, ...] = ()
    position: str = ""
    equipment: tuple[str, ...] = ()
    why: str = ""
    caution: str = ""
    pictures: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    dose: Dose = field(default_factory=Dose)
    limb: str = ""
    together: bool | None = None
    balance: bool = False
    link: str = ""
