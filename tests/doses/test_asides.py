"""What clinicians say beside a dose, and week by week, as they type it."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, read_cell, read_dose
from clinicplan.plan import Bound, Load, Tempo, Times, exactly


@pytest.mark.parametrize(
    ("typed", "notes"),
    [
        ("3 x 10, hold 5 s, sitting", ("sitting",)),
        ("10 times every 2 hrs at desk", ("at desk",)),
        ("10 times twice a day, 2 s hold at top", ("at top",)),
        ("hold 5 s each end, 10x", ("each end",)),
        ("3 sets of 10 with knee bent, twice a day", ("with knee bent",)),
        ("5 min evenings in front of TV", ("in front of TV",)),
        ("10 reps holding on to the Worktop", ("holding on to the Worktop",)),
    ],
)
def test_an_aside_is_a_note_as_typed(typed: str, notes: tuple[str, ...]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.notes == notes


@pytest.mark.parametrize(
    "typed",
    [
        "twaddle", "10 reps dayly", "evry day 10 reps", "4 lengths of corridor, daily",
        "1 advert break", "3 x whole towel", "10 reps, back slowly in 5 counts", "10 reps, twise",
        "A-Z once, tds", "10 before bed + when cramp comes", "10 reps every othr day",
    ],
)  # fmt: skip
def test_what_may_be_of_the_dose_is_no_aside(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear), read_dose(typed)


@pytest.mark.parametrize(
    ("typed", "first", "steps", "last"),
    [
        ("wk 1: 3x15, wk 2-3: 3x12, wk 4-6: 4x10; daily", (3, 15), [(2, 3, 12), (4, 4, 10)], 6),
        ("3x10 wk 1-2, 3x20 wk 3-4, 4x30 from wk 5", (3, 10), [(3, 3, 20), (5, 4, 30)], 0),
        ("wk1 2x10, wk2 2x15, wk3 2x20", (2, 10), [(2, 2, 15), (3, 2, 20)], 0),
    ],
)
def test_weeks_one_after_the_other(
    typed: str, first: tuple[int, int], steps: list[tuple[int, int, int]], last: int
) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.dose.sets, said.dose.reps) == tuple(map(exactly, first))
    assert [(step.week, step.dose.sets, step.dose.reps) for step in said.steps] == [
        (week, exactly(sets), exactly(reps)) for week, sets, reps in steps
    ]
    assert said.last_week == last


@pytest.mark.parametrize(
    ("typed", "last"),
    [("wk 1-2: 10, wk 3 on: 15; for 8 weeks", 8), ("wk 1-2: 10, wk 3-4: 15; for 4 weeks", 4)],
)
def test_the_end_of_all_weeks_is_kept(typed: str, last: int) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.last_week == last


@pytest.mark.parametrize(
    "typed",
    [
        "wk 1-2: 10, wk 3-4: 12; for 8 weeks",  # two ends
        "wk 1: 10 rest 30 s, wk 2: 15 no rest",  # what a step takes away cannot be said yet
        "wk 1: 10, wk 2: 12 left leg",
    ],
)
def test_what_weeks_would_lose_is_asked_about(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear), read_dose(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("10; from week 2: 12 times red", "colour-without-band"),
        ("wk 1: 10, wk 2: 12 times red", "colour-without-band"),
        ("wk 1: 10 min, wk 2: 15 m", "minutes-or-metres"),
    ],
)
def test_a_doubt_of_a_later_week_is_kept(typed: str, code: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert [doubt.code for doubt in said.doubts] == [code]


def test_weeks_with_a_gap_are_asked_about() -> None:
    assert isinstance(read_dose("wk 1-2: 10, wk 4-5: 12"), Unclear)


def test_an_aside_of_some_weeks_says_which() -> None:
    said = read_dose("4 x 30 s daily; wk 1-2 eyes open, from wk 3 eyes closed")
    assert isinstance(said, Said)
    assert said.notes == ("Weeks 1 to 2: eyes open",)
    assert [(step.week, step.note) for step in said.steps] == [(3, "eyes closed")]


@pytest.mark.parametrize(
    ("fact", "typed", "meaning"),
    [
        ("times", "1-2x/day", Times(2, least=1)),
        ("times", "max 4x/day", Times(4, bound=Bound.UP_TO)),
        ("load", "yellow", Load("the yellow band")),
        ("load", "20kg on knees", Load("20kg on knees")),
        ("tempo", "4s down", Tempo(words="4s down")),
        ("tempo", "breathe out going up", Tempo(words="breathe out going up")),
    ],
)
def test_a_cell_as_it_is_typed(fact: str, typed: str, meaning: object) -> None:
    assert read_cell(fact, typed) == meaning


def test_a_number_before_an_occasion_is_of_times() -> None:
    said = read_cell("times", "3, before meals")
    assert isinstance(said, Said)
    assert said.dose.times == Times(3, occasion="before each meal")


@pytest.mark.parametrize(
    "typed", ["yellow band when 12 reps possible", "fewer reps if the heel no longer turns in"]
)
def test_how_to_go_on_by_signs_is_printed_as_typed(typed: str) -> None:
    from clinicplan.doses import read_changes

    said = read_changes(typed)
    assert isinstance(said, Said)
    assert said.notes == (typed,)
