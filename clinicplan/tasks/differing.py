"""Two plans of one ID become the rows of a table: what differs, as it is in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from clinicplan.catalogue.phrases import long_date
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.plan import Patient, Plan, Practitioner, Prescription
from clinicplan.wording.words import Wording, side_word
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import EXERCISES, PATIENTS

ELSEWHERE = ("patient", "prescriptions", "id")
SECRET = "password"
LISTS = {
    "condition": "conditions",
    "consent": "yes_no",
    "edition": "editions",
    "footwear": "footwear",
    "person": "people",
    "programme": "programmes",
    "take_care": "cautions",
}
"""Facts that are codes of a list, whose words are shown."""

SAID = ("dose", "parts", "between", "sides_alternate", "first_week", "last_week", "changes",
        "growth", "when_easy")  # fmt: skip
"""What one sentence says of a prescription."""

BESIDE = {"variant": "position", "note": "note", "override": "override", "link": "link"}
"""What a prescription says beside its dose, and the column that it is typed in."""

Pair = tuple[Prescription | None, Prescription | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: a column's heading (of an exercise; from a week on), and both texts.

    A text is "" where the cell is empty, or where the plan does not have the exercise. Of
    passwords neither is shown.
    """

    what: str
    theirs: str
    ours: str
    exercise: str = ""
    week: int = 0


def differences(
    theirs: Plan, ours: Plan, *, exercises: Mapping[str, Exercise], words: Catalogue
) -> tuple[Difference, ...]:
    """All that two plans do not have in common; () where they say the same."""
    if theirs == ours:
        return ()
    return (
        *_of_facts(theirs.patient, ours.patient, words),
        *_of_facts(theirs, ours, words),
        *_of_exercises(theirs, ours, exercises, wording=Wording(words)),
    )


def _of_facts(
    theirs: Plan | Patient, ours: Plan | Patient, words: Catalogue
) -> Iterator[Difference]:
    """What the row of Patients says, a fact at a time."""
    headings = {column.key: column.heading for column in PATIENTS.columns}
    for item in fields(theirs):
        pair = getattr(theirs, item.name), getattr(ours, item.name)
        if pair[0] == pair[1] or item.name in ELSEWHERE:
            continue
        one, other = ("", "") if item.name == SECRET else (
            text_of(item.name, value, words) for value in pair
        )
        yield Difference(headings.get(item.name, item.name), one, other)


def text_of(name: str, value: object, words: Catalogue) -> str:
    """A fact as one reads it."""
    labels = {item.code: item.label for item in choices(LISTS[name], words)} if (
        name in LISTS
    ) else {}
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, date):
        return long_date(words, value)
    if isinstance(value, Practitioner):
        return value.name
    if isinstance(value, tuple):
        return "; ".join(labels.get(str(item), str(item)) for item in value)
    return labels.get(str(value), str(value)) if value else ""


def _of_exercises(
    theirs: Plan, ours: Plan, exercises: Mapping[str, Exercise], *, wording: Wording
) -> Iterator[Difference]:
    """What the exercises say, each beside its like, and their order where it is another."""
    pairs = _pairs(theirs.prescriptions, ours.prescriptions)
    for pair in pairs:
        yield from _of_pair(pair, exercises, wording)
    there = [one for one, other in pairs if one and other]
    if there != [one for one in theirs.prescriptions if one in there]:
        one, other = (
            ", ".join(exercises[item.exercise].name for item in plan.prescriptions)
            for plan in (theirs, ours)
        )
        yield Difference(EXERCISES.title, one, other)


def _pairs(theirs: tuple[Prescription, ...], ours: tuple[Prescription, ...]) -> list[Pair]:
    """Ours in their order, each with its like: of the same side if there is one; then the rest."""
    left, pairs = list(theirs), []
    for item in ours:
        like = [one for one in left if one.exercise == item.exercise]
        same = next((one for one in like if one.side == item.side), None)
        found = same or next(iter(like), None)
        if found:
            left.remove(found)
        pairs.append((found, item))
    return [*pairs, *((one, None) for one in left)]


def _of_pair(
    pair: Pair, exercises: Mapping[str, Exercise], wording: Wording
) -> Iterator[Difference]:
    """What differs between two prescriptions of an exercise, or the one that the other lacks."""
    one, other = pair
    code = next(item.exercise for item in pair if item)
    exercise, words = exercises[code], wording.catalogue
    said = tuple(wording.dose_sentence(item, exercise) if item else "" for item in pair)
    if one is None or other is None:
        yield _row("dose", said, exercise)
        return
    if one.side != other.side:
        sides = side_word(one.side, exercise, words), side_word(other.side, exercise, words)
        yield _row("side", sides, exercise)
    if any(getattr(one, name) != getattr(other, name) for name in SAID):
        yield _of_doses(one, other, said, exercise)
    for name, column in BESIDE.items():
        texts = tuple(str(getattr(item, name)) for item in (one, other))
        if texts[0] != texts[1]:
            yield _row(column, texts, exercise)


def _row(column: str, texts: tuple[str, ...], exercise: Exercise) -> Difference:
    theirs, ours = texts
    return Difference(EXERCISES.column(column).heading, theirs, ours, exercise.name)


def _of_doses(
    one: Prescription, other: Prescription, said: tuple[str, ...], exercise: Exercise
) -> Difference:
    """What the sentences say; where only a later week differs, from that week on."""
    week = _week(one, other)
    later = [text.split(". ") for text in said]
    while week and later[0][0] == later[1][0] and min(map(len, later)) > 1:
        later = [sentences[1:] for sentences in later]
    return replace(_row("dose", tuple(map(". ".join, later)), exercise), week=week)


def _week(one: Prescription, other: Prescription) -> int:
    """The week from which their doses differ, where they are the same before it; else 0."""
    if any(getattr(one, name) != getattr(other, name) for name in SAID if name != "changes"):
        return 0
    only_in_one = set(one.changes) ^ set(other.changes)
    return min(change.week for change in only_in_one)
