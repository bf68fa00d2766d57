"""The fields of a plan that is being written become rows of the workbook."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.tasks.draft import Draft
from clinicplan.workbook.choices import choices
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.draft import Typed

DATES = ("born", "start", "review")
TEXTS = ("plan_id", "first_name", "last_name", "weeks", "practitioner", "programme", "side",
         "condition", "goals", "email", "consent", "edition", "person", "note")  # fmt: skip
SEVERAL = "take_care"
LISTED = {"condition": "conditions", "edition": "editions", "person": "people",
          "side": "sides"}  # fmt: skip
"""Fields that hold a code of a list, whose words the workbook has."""

OF_EXERCISES = ("exercise", "preset", "side", "dose", "note", "override")

FACTS = tuple(
    column.key
    for column in EXERCISES.read_columns
    if column.key not in ("plan_id", *OF_EXERCISES)
)
"""Columns of an exercise that a new plan hardly uses; one of the workbook may."""


@dataclass(frozen=True, slots=True)
class Row:
    """An exercise of the plan as its fields are: codes, and what was typed.

    `was` is its number among the rows of the plan that the workbook has, 0 for a new one.
    `facts` are those that stand there in cells of their own.
    """

    exercise: str
    preset: str = ""
    side: str = ""
    dose: str = ""
    note: str = ""
    override: str = ""
    was: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """All fields of a plan; `open` is the exercise that is being written, from 0 on."""

    patient: Mapping[str, str]
    take_care: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    open: int = -1

    def value(self, key: str) -> str:
        """What a field holds."""
        return self.patient.get(key, "")


def written_of(form: Mapping[str, Sequence[str]], *, open_: int) -> Written:
    """The fields as they were posted; what does not belong to a plan is left out."""
    patient = {key: text for key in (*DATES, *TEXTS) if (text := _field(form, key))}
    rows = tuple(_posted(form, at) for at in range(len(form.get("exercise", ()))))
    return Written(patient, tuple(form.get(SEVERAL, ())), rows, open_)


def fields_of(written: Written) -> dict[str, tuple[str, ...]]:
    """The fields as a form would post them; `written_of` makes the same of it."""
    fields: dict[str, tuple[str, ...]] = {key: (text,) for key, text in written.patient.items()}
    fields[SEVERAL] = written.take_care
    fields["exercise"] = tuple(row.exercise for row in written.rows)
    for at, row in enumerate(written.rows):
        fields |= {f"{key}-{at}": (getattr(row, key),) for key in OF_EXERCISES}
        fields |= {f"{key}-{at}": (text,) for key, text in row.facts.items()}
        fields[f"was-{at}"] = (str(row.was or ""),)
    return {key: texts for key, texts in fields.items() if any(texts) or key == "exercise"}


def _posted(form: Mapping[str, Sequence[str]], at: int) -> Row:
    """The exercise at this place, from 0 on."""
    was = _field(form, f"was-{at}")
    facts = {key: text for key in FACTS if (text := _field(form, f"{key}-{at}"))}
    exercise, *own = (_field(form, f"{key}-{at}") for key in OF_EXERCISES)
    preset, side, dose, note, override = own
    number = int(was) if was.isascii() and was.isdecimal() and len(was) < 7 else 0
    return Row(exercise, preset, side, dose, note, override, number, facts)


def _field(form: Mapping[str, Sequence[str]], name: str) -> str:
    return plain(next(iter(form.get(name, ())), ""))


def plain(text: str) -> str:
    """The text without control characters; a line ends with one character."""
    text = text.replace("\r\n", "\n")
    seen = (" " if char.isspace() and char != "\n" else char for char in text)
    return "".join(char for char in seen if char.isprintable() or char == "\n").strip()


def added(written: Written, exercise: Exercise) -> Written:
    """With one more exercise, at a usual dose that says how often, and no side."""
    presets = () if exercise.own else exercise.presets
    often = (
        item.code
        for item in presets
        if item.dose.times or (item.dose.days and item.dose.days.is_fixed)
    )
    row = Row(exercise.code, next(often, presets[0].code if presets else ""))
    return replace(written, rows=(*written.rows, row), open=len(written.rows))


def with_programme(written: Written, name: str) -> Written:
    """With the programme of this name; without it where it was chosen already."""
    name = "" if written.value("programme") == name else name
    return replace(written, patient={**written.patient, "programme": name})


def removed(written: Written, at: int) -> Written:
    """Without one of its exercises."""
    rows = (*written.rows[:at], *written.rows[at + 1 :])
    return replace(written, rows=rows, open=min(at, len(rows) - 1))


def of_plan(
    written: Written, before: Written, *, posted: Container[str]
) -> Written:
    """The fields of a plan of the workbook: its ID stays, and so does what was not posted.

    A tick that is not there was taken away.
    """
    stays = {key: text for key, text in before.patient.items()
             if key == "plan_id" or (key not in posted and key != "consent")}  # fmt: skip
    return replace(written, patient={**written.patient, **stays})


def with_field(row: Row, key: str, text: str) -> Row:
    """The exercise with this in one of its fields."""
    if key in FACTS:
        facts = {**row.facts, key: text}
        return replace(row, facts={name: said for name, said in facts.items() if said})
    own = {name: getattr(row, name) for name in OF_EXERCISES} | {key: text}
    return Row(**own, was=row.was, facts=row.facts)


def opened_at(written: Written, at: int) -> Written:
    """With this exercise being written."""
    return replace(written, open=at)


def numbered(written: Written, was: Sequence[int]) -> Written:
    """With the numbers that exercises had before they were saved; those that are new have none."""
    rows = (
        replace(row, was=was[row.was - 1] if 1 <= row.was <= len(was) else 0)
        for row in written.rows
    )
    return replace(written, rows=tuple(rows))


def draft_of(
    written: Written, exercises: Mapping[str, Exercise], words: Catalogue
) -> Draft:
    """The rows that the workbook would have, in its own words.

    A usual dose counts only where none is typed: nobody is to find half of it beside their own.
    """
    patient: dict[str, str | date] = {}
    for key, text in written.patient.items():
        patient[key] = _day(text) if key in DATES else _word(key, text, words)
    cautions = _labels("cautions", words)
    if care := [cautions[code] for code in written.take_care if code in cautions]:
        patient[SEVERAL] = "; ".join(care)
    return Draft(patient, tuple(_row(row, exercises, words) for row in written.rows))


def _row(row: Row, exercises: Mapping[str, Exercise], words: Catalogue) -> Typed:
    found = exercises.get(row.exercise)
    cells = {
        "exercise": found.name if found else row.exercise,
        "preset": "" if row.dose else _labels("presets", words).get(row.preset, row.preset),
        "side": _labels("sides", words).get(row.side, row.side),
        "dose": row.dose,
        "note": row.note,
        "override": row.override,
        **row.facts,
    }
    return {key: text for key, text in cells.items() if text}


def _word(key: str, text: str, words: Catalogue) -> str:
    return _labels(LISTED[key], words).get(text, text) if key in LISTED else text


def _labels(name: str, words: Catalogue) -> dict[str, str]:
    return {item.code: item.label for item in choices(name, words)}


def is_day(text: str) -> bool:
    """True for what a field of a day can hold; nothing is one, too."""
    return not text or isinstance(_day(text), date)


def _day(text: str) -> str | date:
    """The day that a date field gives; other text is left for the reader to tell of."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
