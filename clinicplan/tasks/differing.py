"""Two plans of one ID become the rows of a table: what differs, as it is in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import zip_longest

from clinicplan.catalogue.phrases import long_date
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.plan import Change, Patient, Plan, Prescription, Side
from clinicplan.wording.words import Wording, side_word
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import EXERCISES, PATIENTS

SHOWN_ELSEWHERE = ("patient", "prescriptions", "id")
SECRET = "password"
LISTED = {
    "condition": "conditions",
    "edition": "editions",
    "footwear": "footwear",
    "person": "people",
    "programme": "programmes",
    "take_care": "cautions",
}
"""Facts that are codes of a list, whose words are shown."""

DOSE = ("dose", "parts", "between", "sides_alternate", "first_week", "last_week",
        "changes", "growth", "when_easy")  # fmt: skip
"""What a sentence says of a prescription."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: a column's heading (of this exercise, from this week), and both texts.

    "" is what is empty, or an exercise that one of them does not have. A password is not shown:
    both texts are empty.
    """

    what: str
    theirs: str
    ours: str
    exercise: str = ""
    week: int = 0


def differences(
    theirs: Plan, ours: Plan, *, exercises: Mapping[str, Exercise], words: Catalogue
) -> tuple[Difference, ...]:
    """All that two plans do not have in common; () where they are the same."""
    if theirs == ours:
        return ()
    return (
        *_of_facts(theirs.patient, ours.patient, words),
        *_of_facts(theirs, ours, words),
        *_of_exercises(theirs, ours, exercises, Wording(words)),
    )


def _of_facts(
    theirs: Plan | Patient, ours: Plan | Patient, words: Catalogue
) -> Iterator[Difference]:
    """What the row of Patients says, a fact at a time."""
    headings = {column.key: column.heading for column in PATIENTS.columns}
    for item in fields(theirs):
        one, other = getattr(theirs, item.name), getattr(ours, item.name)
        if one == other or item.name in SHOWN_ELSEWHERE:
            continue
        heading = headings.get(item.name, item.name)
        if item.name == SECRET:
            yield Difference(heading, "", "")
        else:
            yield Difference(heading, *(_text(item.name, value, words) for value in (one, other)))


def _text(name: str, value: object, words: Catalogue) -> str:
    """A fact as one reads it."""
    labels = {item.code: item.label for item in choices(LISTED[name], words)} if (
        name in LISTED
    ) else {}
    if isinstance(value, date):
        return long_date(words, value)
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(item), str(item)) for item in value)
    if isinstance(value, bool):
        label = {item.code: item.label for item in choices("yes_no", words)}
        return label["yes" if value else "no"]
    if not value:
        return ""
    return labels.get(str(value), str(getattr(value, "name", value)))


def _of_exercises(
    theirs: Plan, ours: Plan, exercises: Mapping[str, Exercise], wording: Wording
) -> Iterator[Difference]:
    """What their exercises say: each is compared with its like of the same side, if there is one."""
    found = list(_pairs(theirs.prescriptions, ours.prescriptions))
    for one, other in found:
        yield from _of_pair(one, other, exercises, wording)
    orders = [[names.exercise for pair in found if (names := pair[at])] for at in (0, 1)]
    del orders
    if [item for item in theirs.prescriptions] != [item for item in ours.prescriptions]:
        yield from _of_order(theirs, ours, exercises)
