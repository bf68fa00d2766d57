"""A dose of what is held -> its hold, or the question that asks for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.workbook.read import read_workbook
from tests.workbook.plans.dosed import codes_of, reading_of
from tests.workbook.workbooks import OWN, TODAY, Cells, book, patient, read, row, to_bytes

IN_WORDS = "10 on the stairs then 12 in the hall, daily"


@pytest.mark.parametrize(
    ("cells", "hint"),
    [
        ({"Reps": 5, "Days": "daily"}, "Its usual hold is 3 s."),
        ({"Reps": 5, "Days": "daily", "Hold": "none"}, ""),
        ({"Reps": 5, "Days": "daily", "Hold": "3 s"}, ""),
        ({"Reps": 5, "Days": "daily", "Progression": "from week 2: hold 3 s"}, ""),
        ({"Exercise": "towel-stretch", "Reps": 5, "Days": "daily"}, ""),
        ({"Exercise": "wall-calf-stretch", "Reps": 5, "Days": "daily"}, "Its usual hold is 30 s."),
        ({"Exercise": "wall-calf-stretch", "Dose": "Two times forty seconds: lunch, supper"}, ""),
        ({"Exercise": "toe-press", "Dose": "3x10 od"}, "Its usual hold is 3 s."),
        ({"Dose": IN_WORDS}, "Its usual hold is 3 s."),
        ({"Dose": IN_WORDS, "Hold": "none"}, ""),
        ({"Dose": IN_WORDS, "Hold": "3 s"}, ""),
        ({"Dose": f"{IN_WORDS}, hold as long as it is easy"}, ""),
    ],
)
def test_steps_that_say_hold_ask_for_one(cells: Cells, hint: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(**{"Exercise": "toe-press", **cells}))
    told = {"hold-missing", "hold-left-out"}
    hints = [item.hint for item in reading.findings if item.code in told]
    assert [text.partition(" Write")[0] for text in hints] == ([hint] if hint else [])
    assert len(reading.plans) == 1
    is_stretch = "stretch" in str(cells.get("Exercise"))
    assert ("hold-missing" in codes_of(reading)) is (bool(hint) and is_stretch)


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ("Five times, rest a minute, five again. Mornings and after lunch", {"dose-as-typed"}),
        ("10 x, hold spread 5 s, bd", {"dose-as-typed"}),
        ("R 3x12, L 1x12, 3x/wk", {"amount-in-own-words"}),
        ("15x, good day bid, bad day just 1x", {"dose-in-own-words"}),
        ("eight, rest a minute, eight again if easy. Twice daily", {"amount-in-own-words"}),
        ("3x15 daily, 3x20 weekends", {"dose-in-own-words"}),
    ],
)
def test_how_much_and_nothing_else_in_own_words_is_no_warning(
    dose: str, told: set[str], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(Exercise="toe-press", Side="each", Dose=dose))
    own = {"dose-as-typed", "amount-in-own-words", "dose-in-own-words", "no-number"}
    assert own & {item.code for item in reading.findings} == told


@pytest.mark.parametrize(
    ("dose", "is_told"),
    [
        ("10 straight then 10 bent, bd, 12 weeks. Up to five out of ten is okay", True),
        ("10 straight then 10 bent, bd, 4 weeks. Up to five out of ten is okay", False),
        ("10 straight then 10 bent if dry, wk 8 hop 3x8, bd", True),
        ("10 straight then 10 bent if dry, from week 12 post op 20, bd", False),
        ("10 straight then 10 bent if dry, review in 12 weeks, bd", False),
    ],
)
def test_a_week_in_own_words_behind_the_end_of_the_plan_is_told(
    dose: str, is_told: bool, tmp_path: Path
) -> None:
    rows = [row(Exercise="toe-press", Side="each", Dose=dose)]
    reading = read(book(patients=[patient(Weeks=6)], exercises=rows), tmp_path)
    assert len(reading.plans) == 1
    assert ("last-week-after-end" in codes_of(reading)) is is_told


@pytest.mark.parametrize(
    ("cells", "is_asked"),
    [
        ({"Exercise": "towel-stretch", "Dose": "3 x 30, daily"}, True),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30 s, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30 times, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30, hold 5 s, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 15, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30, daily", "Hold": "2 s"}, False),
        ({"Exercise": "towel-scrunch", "Dose": "3 x 30, daily"}, False),
    ],
)
def test_a_bare_number_of_what_is_held_is_asked_about(
    cells: Cells, is_asked: bool, tmp_path: Path
) -> None:
    reading = read(book(exercises=[row(**cells)]), tmp_path)
    assert ("seconds-or-times" in codes_of(reading)) is is_asked


@pytest.mark.parametrize(("name", "is_asked"), [("Calf stretch", True), ("Calf press", False)])
def test_the_name_of_an_own_exercise_says_that_it_is_held(
    name: str, is_asked: bool, tmp_path: Path
) -> None:
    rows = [row(Exercise=name, Side="left", Dose="3 x 30, daily")]
    mine = [dict(OWN) | {"Name": name}]
    reading = read(book(My_exercises=mine, exercises=rows), tmp_path)
    assert ("seconds-or-times" in codes_of(reading)) is is_asked


@pytest.mark.parametrize(
    ("cells", "hold", "duration"),
    [
        ({"Dose": "3 x 30 s, bd"}, 30, None),
        ({"Dose": "30 s x 3, bd"}, 30, None),
        ({"Dose": "3 x 20 s, bd, from week 3: 3 x 30 s"}, 20, None),
        ({"Dose": "3 x 30 s, bd, from week 3: 3 x 1 min"}, None, 30),  # bouts, from the first
        ({"Dose": "30 s, bd"}, None, 30),  # once: of one bout, or one hold?
        ({"Dose": "20 steps x 3, bd"}, None, 20),
        ({"Sets": 3, "Duration": "30 s", "Days": "daily"}, None, 30),  # the columns say it
        ({"Dose": "3 x 30 s, bd", "Exercise": "ankle-circles"}, None, 30),  # nothing is held
        ({"Dose": "3 x 1 min, bd"}, None, 60),  # presses of 3 s
        ({"Dose": "6 x 10-12 s, bd"}, 12, None),
    ],
)
def test_the_time_of_what_is_held_is_the_hold(
    cells: Cells, hold: int | None, duration: int | None, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(**{"Exercise": "toe-press", "Side": "left", **cells}))
    (one,) = reading.plans[0].prescriptions
    assert (one.dose.hold.high if one.dose.hold else None) == hold
    assert (one.dose.duration.high if one.dose.duration else None) == duration
    assert not (hold and {"hold-missing", "hold-left-out"} & set(codes_of(reading)))
    assert all(bool(change.dose.hold) is bool(hold) for change in one.changes)


@pytest.mark.parametrize(
    ("name", "dose", "counts"),
    [
        ("Static quads", "10 x 10 secs TDS", (None, 10, 10, None)),
        ("Isometric calf hold", "5 x 45 s, bd", (None, 5, 45, None)),
        ("Quads stretch", "30 s x3 bd", (None, 3, 30, None)),
        ("Knee straighten", "10 x 10 s bd", (None, 10, None, 10)),
        ("Knee straighten", "5 x 45 s, rest 1 min, bd", (5, None, None, 45)),
        ("Wall sit hold", "5 min, bd", (None, None, None, 300)),
        ("Bike, hold the bar", "3 x 10 min, od", (3, None, None, 600)),
    ],
)
def test_an_own_name_says_that_its_time_is_a_hold(
    name: str, dose: str, counts: tuple[int | None, ...], tmp_path: Path
) -> None:
    rows = [row(Exercise=name, Side="left", Dose=dose)]
    reading = read(book(My_exercises=[dict(OWN) | {"Name": name}], exercises=rows), tmp_path)
    said = reading.plans[0].prescriptions[0].dose
    found = (said.sets, said.reps, said.hold, said.duration)
    assert tuple(item.high if item else None for item in found) == counts


@pytest.mark.parametrize(
    ("exercise", "dose", "told"),
    [
        ("toe-stretch", "5 reps bd", False),  # an article gives it without one
        ("toe-stretch", "15 s x 5 od", False),
        ("lying-towel-raise", "5 reps bd", True),
    ],
)
def test_a_hold_is_missed_where_every_article_has_one(
    exercise: str, dose: str, told: bool, tmp_path: Path
) -> None:
    path = tmp_path / "holds.xlsx"
    path.write_bytes(to_bytes(book(exercises=[row(Exercise=exercise, Side="left", Dose=dose)])))
    catalogue = read_catalogue(templates_folder())
    reading = read_workbook(path, catalogue=catalogue, today=TODAY)
    assert ("hold-missing" in codes_of(reading)) is told
