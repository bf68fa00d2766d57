"""The vocabulary of a plan: clinic, practitioner, patient, prescription, plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from clinicplan.dose import Dose


class Side(StrEnum):
    """Which foot or leg: one of them, one after the other, or both together."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Change:
    """From this week of the plan (1 is the first) the whole dose is `dose`.

    `note` is the practitioner's note that comes with it.
    """

    week: int
    dose: Dose
    note: str = ""


@dataclass(frozen=True, slots=True)
class Growth:
    """What grows by `by` every so many weeks from `week` to `last_week`, both ends of a range.

    The prescription's `changes` have each week's dose; this is what to say of them in a line.
    `until` is the number that it builds up to, 0 where nobody named one. `fact` is the field of
    `Dose` that grows: "reps", or "duration" or "hold", whose `by` and `until` are seconds.
    """

    week: int
    last_week: int
    by: int = 0
    until: int = 0
    fact: str = "reps"
    every: int = 1


EACH_WAY = "each-way"
"""The part of an exercise that names no directions, and is done in each of its two."""

EACH_DIRECTION = "each-direction"
"""The part of a clinic's own exercise, whose directions nobody has counted: none is summed."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise of one plan, with every fallback already applied.

    `exercise` is a code of the catalogue or of the clinic's own exercises. `variant` is the
    way it is done (position and tool), a key of the exercise's variants. `parts` are the
    directions or stages that each take the whole dose ("clockwise", "anticlockwise"), ()
    where the exercise has none or nobody said that they do; `EACH_WAY` alone is two that have no
    names. `between` is what to do between sets.
    `sides_alternate` says that the sides change after each set, or (False) that one side does
    all of them first; None where nobody said. `first_week` to `last_week` (0: to the end) are
    the weeks in which it is done. `side` is None where nobody said that it has one. `when_easy` is
    the dose that follows when this one has become easy, in no week of its own. `link` is the
    https address of a film or page about it.
    """

    exercise: str
    variant: str
    side: Side | None
    dose: Dose
    parts: tuple[str, ...] = ()
    between: str = ""
    sides_alternate: bool | None = None
    first_week: int = 1
    last_week: int = 0
    changes: tuple[Change, ...] = ()
    growth: Growth | None = None
    when_easy: Dose | None = None
    note: str = ""
    override: str = ""
    link: str = ""

    @property
    def ways(self) -> int:
        """How often a session takes the dose with one foot: once for each direction or stage."""
        return 2 if self.parts == (EACH_WAY,) else max(len(self.parts), 1)


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Who wrote the plan. `registration` is the body and number: "HCPC CH00000"."""

    code: str
    name: str
    role: str = ""
    registration: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """Whose plan it is."""

    first_name: str
    last_name: str
    born: date | None = None
    email: str = ""
    consent: bool = False

    @property
    def name(self) -> str:
        """First and last name, as the clinic typed them."""
        return f"{self.first_name} {self.last_name}"


@dataclass(frozen=True, slots=True)
class PainGuide:
    """The clinic's cut-offs on a scale of 0 to 10: carry on, ease off, stop.

    Up to `carry_on` is green, up to `ease_off` amber, above it red. The default is the
    commonest of the clinics looked at (decisions: 0-3, 4-5, 6-10).
    """

    carry_on: int = 3
    ease_off: int = 5


@dataclass(frozen=True, slots=True)
class Clinic:
    """What the Clinic sheet says. `logo` is a path as typed, beside the workbook.

    `people` are those whom the pictures may show, () for all of them. `edition` is that of plans
    whose row has none. `visit` asks for what to bring to the next visit in every handout; else
    it is where a page has the room.
    """

    name: str
    phone: str
    address: str = ""
    hours: str = ""
    email: str = ""
    website: str = ""
    logo: str = ""
    brand: str = ""
    colour: str = ""
    paper: str = "A4"
    edition: str = "standard"
    language: str = "en"
    region: str = "uk"
    people: tuple[str, ...] = ()
    pain_guide: PainGuide = PainGuide()
    other_formats: str = ""
    sender_name: str = ""
    reply_to: str = ""
    visit: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One patient's plan: everything that the handout and the letter say about it.

    `weeks` is 0 where the plan has no end. `condition` is an education topic of the
    catalogue, `take_care` are caution codes, `footwear` is "supportive", "minimalist" or "".
    `person` is whom the pictures show, "" where nobody was asked for.
    `link` is the https address of a film or page about the plan.
    `edition` is a code of the handout's editions ("large-print"). `password` is as typed: ""
    (one is made when the plan is mailed), "none", or the password itself; it is never shown.
    """

    id: str
    patient: Patient
    practitioner: Practitioner
    start: date
    prescriptions: tuple[Prescription, ...]
    version: int = 1
    weeks: int = 0
    review: date | None = None
    session_limit: int = 0
    condition: str = ""
    goals: tuple[str, ...] = ()
    programme: str = ""
    take_care: tuple[str, ...] = ()
    footwear: str = ""
    person: str = ""
    note: str = ""
    replaces: str = ""
    link: str = ""
    language: str = "en"
    edition: str = "standard"
    password: str = field(default="", repr=False)
