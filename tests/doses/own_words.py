"""A dose that is not understood as a whole -> what is printed of it in the clinic's words."""

from __future__ import annotations

from clinicplan.doses.as_written import as_written
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear


def in_own_words(typed: str) -> Said:
    """What is printed of it; fails where it is understood, or is asked about."""
    asked = read_dose(typed)
    assert isinstance(asked, Unclear), asked
    own = as_written(typed, asked)
    assert own is not None, asked
    return own
