"""A dose in words ("2 sets, 15 times, hold 10 s"), or its changes by week, becomes doses."""

from __future__ import annotations

from clinicplan.doses import Said, Step, read_changes, read_dose
from clinicplan.plan import Dose


def parse_changes(text: str) -> tuple[Step, ...] | None:
    """The changes of a progression, in rising weeks; None where it says anything else."""
    said = read_changes(text)
    return said.steps if isinstance(said, Said) and said.facts().keys() == {"progression"} else None


def parse_dose(text: str) -> Dose | None:
    """What a list of facts says of a dose; None where it says anything else."""
    said = read_dose(text)
    if not isinstance(said, Said) or said.facts().keys() - Dose.__dataclass_fields__.keys():
        return None
    return said.dose
