"""A dose that is not understood as a whole -> what is printed of it in the clinic's words."""

from __future__ import annotations

from clinicplan.doses.as_written import as_written
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.set_aside import set_aside


def in_own_words(typed: str) -> Said:
    """What is printed of it; fails where it is understood, or is asked about."""
    asked = read_dose(typed)
    assert isinstance(asked, Unclear), asked
    own = as_written(typed, asked)
    assert own is not None, asked
    return own


def printed(typed: str) -> Said:
    """What is printed of it: read, with an aside, or in the clinic's words."""
    said = read_dose(typed)
    if isinstance(said, Said):
        return said
    own = set_aside(typed, said) or as_written(typed, said)
    assert own is not None, said
    return own
