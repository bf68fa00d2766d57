"""Every word that a cell accepts can be printed: in the check's sentence and on the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from openpyxl import Workbook

from clinicplan import doses
from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.doses import (
    Said,
    Unclear,
    amounts,
    day_parts,
    days,
    manner,
    plain,
    read_cell,
    so_often,
    times,
)
from clinicplan.findings import Severity
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Clinic, Patient, Plan, Practitioner, Prescription, Side
from clinicplan.wording.words import Wording
from clinicplan.workbook.choices import ALSO, choices
from clinicplan.workbook.read import CLOSED_LISTS, read_workbook
from clinicplan.workbook.sheets.retyped import retyped
from tests.workbook.workbooks import TODAY, Cells, book, patient, row, to_bytes

CATALOGUE = read_catalogue(templates_folder())
CLINIC = Clinic("Harbour Street Foot Clinic", "01632 960 417")
SAM = Patient("Sam", "Sample")
ALEX = Practitioner("AE", "Alex Example")
EXERCISES = ("toe-press", "ankle-circles", "heel-raise-single", "foot-ball-roll", "toe-walk",
             "toe-curl-spread")  # fmt: skip
MOST = len(EXERCISES)
"""Prescriptions of one plan."""


def amounts_typed() -> Iterator[tuple[str, str]]:
    """Each word of an amount, under each heading where it may stand."""
    counts, seconds = ("sets", "reps"), ("hold", "rest", "duration")
    yield from product(counts, (f"{word} 10" for word in amounts.BOUNDS))
    yield from product(seconds, (f"{word} 10 s" for word in amounts.BOUNDS))
    yield from product(counts, amounts.OPEN_COUNTS)
    yield from product(seconds, amounts.OPEN_SECONDS)
    yield from product(("rest",), amounts.OPEN_RESTS)
    yield from product(counts, plain.NUMBER_WORDS)
    yield from product(("reps",), (f"10 {noun}" for noun in amounts.COUNTED if "set" not in noun))
    units = ("s", "sec", "seconds", "m", "min", "minutes", "h", "hours", '"', "breaths",
             "slow breaths", "counts")  # fmt: skip
    yield from product(seconds, (f"{number} {unit}" for unit in units for number in ("2", "1-2")))
    yield from product(("reps",), ("10 up + 10 down", "4 lengths of corridor", "3 x whole towel",
                                   "A-Z once", "as many as you can in 1 min"))  # fmt: skip
    yield from product(("hold",), ("3 s curl / 3 s spread",))
    yield from product(("rest",), ("till your breath is back",))
    yield from product(("duration",), ("1 min run + 2 min walk",))
    yield from product(("duration",), ("20 metres", "1 metre", "20-30 steps", "about 20 steps"))


def rhythms_typed() -> Iterator[tuple[str, str]]:
    """Each word of times and days."""
    yield from product(("times",), (*so_often.LATIN_TIMES, *day_parts.DAY_PARTS, *plain.ADVERBS))
    yield from product(("times",), (f"{one} and {other}" for one in ("am", "bedtime")
                                    for other in day_parts.DAY_PARTS))  # fmt: skip
    yield from product(("times",), (f"{when} {what}" for when in ("before", "before and after")
                                    for what in (*times.ACTIVITIES, *times.MEALS)))  # fmt: skip
    yield from product(("times",), (f"every {n} hours" for n in range(1, so_often.MOST_HOURS + 1)))
    yield from product(("times",), ("2-3", "once or twice a day", "up to 3 times a day", "~3x/day"))
    yield from product(("times",), (f"on {what}" for what in sorted(times.GETTING_UP)))
    yield from product(("times",), map(str, range(1, so_often.MOST_TIMES_A_DAY + 1)))
    yield from product(
        ("days",),
        (*days.WEEKDAYS, *days.NAMED_DAYS, *sorted(days.EVERY_DAY | days.EVERY_OTHER_DAY),
         *sorted(days.WHEN_NEEDED | days.AS_OFTEN), "M/W/F", "work nights only",
         "training days", "when it is sore"),
    )  # fmt: skip
    yield from product(("days",), (f"{word} days" for word in sorted(days.OFF_DAYS)))
    yield from product(("days",), (f"every {word} day" for word in days.ORDINALS))
    yield from product(("days",), (f"not {word}" for word in days.WEEKDAYS))
    yield from product(("days",), (f"{n} days a week" for n in (*range(1, 8), "2-3", "1 to 7")))


def manners_typed() -> Iterator[tuple[str, str]]:
    """Each word of tempo and load."""
    yield from product(("tempo",), (*manner.TEMPOS, "3-2-3", "3-0-3", "1 s up, 1 s down"))
    yield from product(("load",), manner.COLOURS)
    yield from product(("load",), (f"{colour} band" for colour in manner.BANDS))
    loads = (*sorted(manner.BODY), "5 kg", "2.5 lb", "12 RM", "2 RM", "a rucksack")
    yield from product(("load",), loads)


TYPED = [*amounts_typed(), *rhythms_typed(), *manners_typed()]


@cache
def press() -> Press:
    return open_press(CLINIC, catalogue=CATALOGUE, templates=templates_folder(), folder=Path())


def dose_of(fact: str, text: str) -> Dose:
    """What a cell says, with so much beside it that there is something to do."""
    found = read_cell(fact, text)
    assert found is not None, (fact, text)
    assert not isinstance(found, Unclear), (fact, text, found)
    said = found.dose if isinstance(found, Said) else Dose(**{fact: found})  # type: ignore[arg-type]  # by name
    base = Dose(reps=exactly(10)) if fact != "duration" else Dose()
    if fact in ("sets", "rest"):
        base = Dose(reps=exactly(10), sets=exactly(3))
    return said.over(base)


def printed(prescriptions: tuple[Prescription, ...], number: int) -> bytes:
    plan = Plan(f"W-{number}", SAM, ALEX, date(2026, 12, 1), prescriptions, weeks=3)
    return press().print(plan, issued=date(2026, 11, 30)).pdf


def test_each_word_of_a_dose_is_printed() -> None:
    """For each side and each way of moving that words depend on, six to a plan."""
    sides = (Side.EACH, Side.LEFT, Side.EACH, Side.RIGHT, Side.BOTH, Side.EACH)
    wording = Wording(CATALOGUE)
    for number in range(0, len(TYPED), MOST):
        some = TYPED[number : number + MOST]
        items = tuple(
            Prescription(
                code,
                CATALOGUE.exercises[code].variants[0].code,
                side,
                dose_of(fact, text),
                parts=CATALOGUE.exercises[code].parts,
            )
            for code, side, (fact, text) in zip(EXERCISES, sides, some, strict=False)
        )
        for item in items:
            sentence = wording.dose_sentence(item, CATALOGUE.exercises[item.exercise])
            assert sentence.endswith(".")
            assert "{" not in sentence
        assert printed(items, number).startswith(b"%PDF")


def test_all_times_go_with_all_days() -> None:
    """In words; a page says the same ones."""
    every = {read_cell("times", text) for fact, text in TYPED if fact == "times"}
    rhythms = {read_cell("days", text) for fact, text in TYPED if fact == "days"}
    wording = Wording(CATALOGUE)
    exercise = CATALOGUE.exercises["toe-press"]
    for one, other in product((*every, None), (*rhythms, None)):
        assert isinstance(one, Times | None)
        assert isinstance(other, Days | None)
        item = Prescription("toe-press", "chair", Side.EACH,
                            Dose(reps=exactly(10), times=one, days=other))  # fmt: skip
        assert wording.dose_sentence(item, exercise)
        assert wording.dose_panel(item, exercise, start=TODAY).often


@pytest.mark.parametrize(("fact", "text"), [*TYPED, ("tempo", "2 s up, hold 1 s, 4 s down")])
def test_what_is_shown_as_typed_may_be_typed(fact: str, text: str) -> None:
    """The checked copy and the check show a fact as a cell may hold it."""
    found = read_cell(fact, text)
    for name, value in facts_of(fact, found).items():
        if value is not None:
            assert facts_of(name, read_cell(name, retyped(name, value)))[name] == value


def facts_of(fact: str, found: object) -> dict[str, object]:
    return found.facts() if isinstance(found, Said) else {fact: found}


def test_every_rhythm_is_met() -> None:
    rhythms = {read_cell("days", text) for fact, text in TYPED if fact == "days"}
    in_words = {Rhythm.AS_WRITTEN}  # those of a whole dose: tests/doses/test_as_written.py
    assert {item.rhythm for item in rhythms if isinstance(item, Days)} == set(Rhythm) - in_words


ON_PATIENTS = {"cautions": "Take care", "conditions": "Condition", "footwear": "Footwear advice",
               "editions": "Edition", "languages": "Language", "sides": "",
               "yes_no": "Consent to email"}  # fmt: skip
ON_CLINIC = {"papers": "Paper", "regions": "Emergency region", "people": "People in pictures",
             "date_orders": "Date order"}  # fmt: skip
ON_OWN = {"limbs": "Foot or leg"}


def words_of(name: str) -> list[str]:
    """Every way to write an entry of a list."""
    entries = choices(name, CATALOGUE)
    return [*(item.label for item in entries), *(item.code for item in entries),
            *ALSO.get(name, {})]  # fmt: skip


def test_every_closed_list_is_looked_at() -> None:
    assert {*ON_PATIENTS, *ON_CLINIC, *ON_OWN} == set(CLOSED_LISTS)


@pytest.mark.parametrize("name", ON_PATIENTS)
def test_each_choice_of_a_plan_is_printed(name: str, tmp_path: Path) -> None:
    """Take care may forbid an exercise: an override reason stands beside each."""
    patients, rows = [], []
    for number, word in enumerate(words_of(name)):
        cells = {ON_PATIENTS[name]: word} if ON_PATIENTS[name] else {}
        patients.append({**patient(Plan_ID=f"P-{number}"), **cells})
        side = {"Side": word} if name == "sides" else {}
        rows.append({**row(Plan_ID=f"P-{number}", Exercise="toe-press", Reps="10",
                           Days="every day", Override_reason="Agreed."), **side})  # fmt: skip
    read_and_print(book(patients=patients, exercises=rows), tmp_path, count=len(patients))


@pytest.mark.parametrize(("name", "word"), [(name, word) for name in ON_CLINIC
                                            for word in words_of(name)])  # fmt: skip
def test_each_choice_of_a_clinic_is_printed(name: str, word: str, tmp_path: Path) -> None:
    settings = {"Name": "Clinic", "Phone": "01632 960417", "Emergency region": "United Kingdom"}
    made = book(clinic={**settings, ON_CLINIC[name]: word},
                exercises=[row(Exercise="toe-press", Side="left", Reps="10",
                               Days="every day")])  # fmt: skip
    read_and_print(made, tmp_path, count=1)


@pytest.mark.parametrize("kind", ["position", "tool"])
def test_each_way_to_do_an_exercise_is_printed(kind: str, tmp_path: Path) -> None:
    patients: list[Cells] = []
    rows: list[Cells] = []
    for exercise in CATALOGUE.exercises.values():
        for variant in exercise.variants:
            if not (way := getattr(variant, kind)):
                continue
            number = len(rows)
            patients.append(patient(Plan_ID=f"P-{number}"))
            rows.append(row(Plan_ID=f"P-{number}", Exercise=exercise.code, Reps="10",
                            Days="every day",
                            **{kind.title(): CATALOGUE.names[f"{kind}.{way}"]}))  # fmt: skip
    read_and_print(book(patients=patients, exercises=rows), tmp_path, count=len(rows))


def read_and_print(made: Workbook, folder: Path, *, count: int) -> None:
    """Read a workbook, say each plan's doses, and print each plan."""
    path = folder / "words.xlsx"
    path.write_bytes(to_bytes(made))
    reading = read_workbook(path, catalogue=CATALOGUE, today=TODAY)
    errors = [item for item in reading.findings if item.severity is Severity.ERROR]
    assert errors == []
    assert len(reading.plans) == count
    wording = Wording(CATALOGUE)
    opened = open_press(reading.clinic, catalogue=CATALOGUE, templates=templates_folder(),
                        folder=folder)  # fmt: skip
    for plan in reading.plans:
        for item in plan.prescriptions:
            assert wording.dose_sentence(item, CATALOGUE.exercises[item.exercise])
        assert opened.print(plan, issued=TODAY).pdf.startswith(b"%PDF")


def test_the_lists_are_those_that_cells_are_read_with() -> None:
    """A vocabulary that is not taken to the page here would slip through."""
    vocabularies = {
        name
        for module in (amounts, days, times, so_often, manner, plain, doses)
        for name, value in vars(module).items()
        if name.isupper() and not name.startswith("_")
        and isinstance(value, dict | set | frozenset)
    }  # fmt: skip
    assert vocabularies == {
        "ACTIVITIES", "ADVERBS", "AS_OFTEN", "BODY", "BOUNDS", "DAY_PARTS", "EVERY_DAY",
        "EVERY_OTHER_DAY",
        "GETTING_UP", "HOW_HEAVY", "LATIN_TIMES", "MEALS", "NAMED_DAYS", "NOT_OCCASIONS",
        "NUMBER_WORDS", "OFF_DAYS", "OPEN_COUNTS", "OPEN_RESTS", "OPEN_SECONDS", "ORDINALS",
        "SIDES", "TEMPOS", "UNTIL_TIRED", "WEEKDAYS", "WHEN_NEEDED",
    }  # fmt: skip
