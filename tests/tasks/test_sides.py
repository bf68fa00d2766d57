"""A Side cell of the sample workbook is emptied -> where another side is printed, it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.findings import Severity
from clinicplan.plan import Side
from clinicplan.tasks.ready import Ready, make_ready, read_typed
from clinicplan.wording.words import Wording, side_word
from clinicplan.workbook.columns import EXERCISES, PATIENTS, PROGRAMMES, Sheet
from clinicplan.workbook.draft import Typed
from clinicplan.workbook.read import Reading
from clinicplan.workbook.writing.sample import in_words, read_sample
from tests.desk.windows import sample_in
from tests.workbook.workbooks import TODAY, Cells, book, patient, to_bytes

ASKED = {"side-not-said", "side-own-each", "side-of-programme"}

Rows = Mapping[str, Sequence[Typed]]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    return make_ready(sample_in(tmp_path_factory.mktemp("sides")), today=TODAY)


@pytest.fixture(scope="module")
def rows() -> Rows:
    """The sample's rows by sheet, in the words of the workbook."""
    templates = templates_folder()
    sheets = in_words(read_sample(templates), read_catalogue(templates)).rows
    return {sheet: [{key: cell for key, cell in row.items() if cell is not None and cell != ""}
                    for row in own]
            for sheet, own in sheets.items()}  # fmt: skip


def read(ready: Ready, rows: Rows) -> Reading:
    sheets = (PATIENTS, EXERCISES, PROGRAMMES)
    return read_typed(ready, [(sheet, list(rows[sheet.key])) for sheet in sheets], today=TODAY)


def with_sides(rows: Rows, sheet: Sheet, side: str) -> Rows:
    """The rows with this in each Side cell of the sheet that holds something."""
    changed = [{**row, "side": side} if "side" in row else row for row in rows[sheet.key]]
    return {**rows, sheet.key: changed if side else [_emptied(row) for row in changed]}


def _emptied(row: Typed) -> Typed:
    return {key: text for key, text in row.items() if key != "side"}


def sides(reading: Reading) -> list[tuple[str, str, Side | None]]:
    return [(plan.id, item.exercise, item.side)
            for plan in reading.plans for item in plan.prescriptions]  # fmt: skip


def asked(reading: Reading) -> dict[str, Severity]:
    """Where a side is asked for, and how urgently."""
    return {
        f"{item.place.sheet} {item.place.row}": item.severity
        for item in reading.findings
        if item.code in ASKED
    }


def test_the_sample_names_every_side(ready: Ready) -> None:
    assert asked(ready.reading) == {}


@pytest.mark.parametrize("was", ["left", "right", "each"])
def test_an_emptied_side_of_a_row_is_told_at_its_row(ready: Ready, rows: Rows, was: str) -> None:
    before = read(ready, with_sides(rows, EXERCISES, was))
    after = read(ready, with_sides(rows, EXERCISES, ""))
    assert asked(before) == {}
    emptied = [(at, row) for at, row in enumerate(rows["exercises"], start=2) if "side" in row]
    assert len(emptied) == 26
    found = asked(after)
    assert list(found) == [f"Exercises {at}" for at, _ in emptied]
    # the one whose programme the clinic has written a side into is advice
    mild = [row for at, row in emptied if found[f"Exercises {at}"] is Severity.ADVICE]
    assert [(row["plan_id"], row["exercise"]) for row in mild] == [("HS-0434", "Arch lift")]
    changed = sum(one != other for one, other in zip(sides(before), sides(after), strict=True))
    assert changed == (0 if was == "each" else 26)


def test_one_emptied_side_is_nothing_to_its_neighbours(ready: Ready, rows: Rows) -> None:
    every = list(rows["exercises"])
    at = next(at for at, row in enumerate(every) if row["exercise"] == "Heel raise on one leg"
              and row.get("side") == "right")  # fmt: skip
    every[at] = _emptied(every[at])
    after = read(ready, {**rows, "exercises": every})
    assert asked(after) == {f"Exercises {at + 2}": Severity.WARNING}
    assert set(sides(after)) - set(sides(ready.reading)) == {
        ("HS-0432", "heel-raise-single", Side.EACH)}  # fmt: skip


@pytest.mark.parametrize("was", ["left", "each"])
def test_an_emptied_side_of_a_programme_is_told_at_its_plan(
    ready: Ready, rows: Rows, was: str
) -> None:
    before = read(ready, with_sides(rows, PROGRAMMES, was))
    after = read(ready, with_sides(rows, PROGRAMMES, ""))
    at = 2 + [row["plan_id"] for row in rows["patients"]].index("HS-0434")
    assert asked(before) == {}
    assert asked(after) == {f"Patients {at}": Severity.WARNING}


def test_an_emptied_side_of_a_whole_plan_is_told_at_each_row(ready: Ready, rows: Rows) -> None:
    bare = with_sides(rows, EXERCISES, "")
    whole = {**bare, "patients": [{**row, "side": "right"} for row in rows["patients"]]}
    assert asked(read(ready, whole)) == {}
    assert asked(read(ready, bare)) == asked(read(ready, with_sides(rows, EXERCISES, "")))


PLANK: Cells = {"Code": "plank", "Name": "Side plank", "Steps": "Lift your hips.\nLower them.",
                "Both together": "no"}  # fmt: skip


@pytest.mark.parametrize(
    ("limb", "side", "dose", "beside", "words"),
    [
        ("", "", "10 each side, daily", "Each side", "10 times on each side."),
        ("", "each side", "10, daily", "Each side", "10 times on each side."),
        ("", "left side", "10, daily", "Left side", "10 times on the left."),
        ("", "", "10 left side, daily", "Left side", "10 times on the left."),
        ("", "R", "10, daily", "Right side", "10 times on the right."),
        ("", "both sides", "10, daily", "Each side", "10 times on each side."),
        ("", "", "10, daily", "Each side", "10 times on each side."),
        ("side", "each", "2 x 20 s, daily", "Each side", "2 times on each side. Hold 20 seconds."),
        # the clinic says what it is done with
        ("foot", "each side", "10, daily", "Each foot", "10 times with each foot."),
        ("leg", "left side", "10, daily", "Left leg", "10 times with your left leg."),
    ],
)
def test_an_exercise_of_the_clinics_own_says_foot_only_where_it_is_one(
    limb: str, side: str, dose: str, beside: str, words: str, tmp_path: Path
) -> None:
    own = {**PLANK, "Foot or leg": limb}
    rows = [{"Plan ID": "P-1", "Exercise": "plank", "Side": side, "Dose": dose}]
    made = book(patients=[patient(Side="")], My_exercises=[own], exercises=rows)
    (tmp_path / "own.xlsx").write_bytes(to_bytes(made))
    ready = make_ready(tmp_path / "own.xlsx", today=TODAY)
    (plan,), (exercise,) = ready.reading.plans, ready.reading.own
    (item,) = plan.prescriptions
    assert side_word(item.side, exercise, ready.catalogue) == beside
    assert words in " ".join(Wording(ready.catalogue).dose_sentence(item, exercise).split())
    text = ready.press.beside("text", plan, issued=TODAY, seal="")[".txt"].decode()
    card = " ".join(text.partition("1. Lift your hips.")[2].split())[:60]
    assert beside in text
    assert ("Then change sides." in card) is (limb in ("", "side") and "Each" in beside)
    assert ("Then change feet." in card) is (limb == "foot")
