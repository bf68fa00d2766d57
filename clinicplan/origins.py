"""Where each fact of a prescription came from: typed, or filled in, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from clinicplan.findings import Place

SIDE = "side"
"""The key of the side's origin; all others are fields of `Dose`."""


class Origin(StrEnum):
    """Who gave a fact of a prescription.

    Typed in the plan's own row; the plan's programme; a preset that the row names; the
    exercise's usual dose, taken whole; Side on the Patients sheet; or nobody (a default).
    """

    TYPED = "typed"
    PROGRAMME = "programme"
    PRESET = "preset"
    USUAL = "usual"
    PATIENT = "patient"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Origins:
    """The origin of each fact of a prescription, by field of its dose and `SIDE`.

    `place` is the plan's own row of Exercises, None where the programme alone has the
    exercise; `columns` is where that sheet has each column. `later` has the same
    of each row that goes on with it, by the week that it begins in.
    """

    facts: Mapping[str, Origin] = field(default_factory=dict)
    place: Place | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    later: tuple[tuple[int, Origins], ...] = ()
