"""What the user can mend: findings, each at its place, collected and never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding costs: an error its plan, one of a letter its letter, others nothing."""

    ERROR = "error"
    LETTER = "letter"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def is_to_mend(self) -> bool:
        """True for a mistake: before it is mended the plan is not made, or its letter not sent."""
        return self in (Severity.ERROR, Severity.LETTER)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell of the workbook: sheet, row (from 1) and column (from 1); 0 where there is none."""

    sheet: str
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`Patients!E3`, `Patients row 3`, or `Patients`."""
        if not self.row:
            return self.sheet
        if not self.column:
            return f"{self.sheet} row {self.row}"
        return f"{self.sheet}!{column_letters(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. What it says and offers never carries a patient's name.

    `plan` is the plan ID that the finding belongs to, "" for the workbook as a whole. `fixes`
    are what its cell may hold instead, as one would type it: each mends it, and together they
    are all that may have been meant; `called` is what each of them means in the patient's words,
    () where the fixes say it. `here` is the hint where a field for the answer stands beside it,
    "" where `hint` does. `about` is a digest of what it asks about and may not say, like a person.
    An error without a plan (a missing sheet, a duplicate heading) stops the whole workbook; one
    of a letter without a plan (the sender's name) holds all letters.
    """

    place: Place
    code: str
    severity: Severity
    message: str
    hint: str = ""
    plan: str = ""
    fixes: tuple[str, ...] = ()
    here: str = ""
    called: tuple[str, ...] = ()
    about: str = ""

    def __str__(self) -> str:
        """`Patients!E3  "x" is not an e-mail address. Write it like … [email-invalid]`."""
        text = f"{self.message} {self.hint}".strip()
        return f"{self.place}  {text} [{self.code}]"


def column_letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def errors(findings: tuple[Finding, ...], *, plan: str) -> tuple[Finding, ...]:
    """The findings that keep this plan from being made: its own errors and the workbook's."""
    return tuple(
        finding
        for finding in findings
        if finding.severity is Severity.ERROR and finding.plan in (plan, "")
    )
