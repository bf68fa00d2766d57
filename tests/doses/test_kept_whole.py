"""What a clinic's shorthand holds together -> is neither taken apart nor for something else."""

from __future__ import annotations

import pytest

from clinicplan.dose import Rhythm
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.sides import read_side
from clinicplan.doses.slips import is_plain_slip
from clinicplan.doses.written_out import written_out
from tests.doses.own_words import printed


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("attend ED if hot, 3x10 daily", "attend the emergency department if hot"),
        ("3x10 daily, ED/GP if worse", "the emergency department/GP if worse"),
        ("3x10 daily, go to the ED if numb", "go to the emergency department if numb"),
    ],
)
def test_who_is_sent_to_ed_is_not_sent_every_day(typed: str, note: str) -> None:
    assert [words.casefold() for words in printed(typed).notes] == [note.casefold()]


@pytest.mark.parametrize(
    "typed", ["3x10 ED", "3x10 ED if able", "3x10 ED, hold 5 s", "3x10 ED left"]
)
def test_ed_behind_an_amount_is_every_day(typed: str) -> None:
    said = printed(typed)
    assert said.dose.days is not None
    assert said.dose.days.rhythm is Rhythm.EVERY_DAY


@pytest.mark.parametrize("typed", ["10-12 reps ED", "3x10 progress to ED", "3x10 with the band ED"])
def test_ed_that_may_be_either_is_no_department(typed: str) -> None:
    assert "emergency" not in written_out(typed)


@pytest.mark.parametrize(
    ("typed", "sets", "reps", "what"),
    [
        ("10 picks x 2 twice daily", 2, 10, "picks"), ("10 pick-ups x2 bd", 2, 10, "pick-ups"),
        ("12 marbles x3 od", 3, 12, "marbles"),
    ],
)  # fmt: skip
def test_so_many_things_in_so_many_sets(typed: str, sets: int, reps: int, what: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.sets is not None
    assert said.dose.reps is not None
    assert (said.dose.sets.high, said.dose.reps.high, said.dose.reps.words) == (sets, reps, what)


def test_three_daily_of_many_things_is_asked_about() -> None:
    asked = read_dose("10 squats x 3 daily")
    assert isinstance(asked, Unclear)
    assert asked.code == "dose-two-readings"


@pytest.mark.parametrize(
    "typed",
    ["as many as you can till the calf pain comes, rest till it's away, x3, bd",
     "as many as your calf allows, 10 reps x2, daily"],
)  # fmt: skip
def test_as_many_as_one_can_is_an_amount_and_no_note(typed: str) -> None:
    said = printed(typed)
    assert not said.notes
    assert said.dose.reps is not None
    assert said.dose.reps.words.startswith("as many as you")


def test_a_further_two_weeks_are_two_weeks() -> None:
    for typed in ("3x10 bd 2/52, then od for a further 2/52",
                  "3x10 bd 2 weeks, then once daily for 2 more weeks then stop"):  # fmt: skip
        said = printed(typed)
        assert said.last_week == 4
        assert [(step.week, step.note) for step in said.steps] == [(3, "")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("15 steps each x2 EOD", "15 steps each, 2 times, every other day"),
        ("3-2-3 tempo", "3 seconds there, 2 seconds hold, 3 seconds back"),
        ("tempo 3-2-3, 3x12", "3 seconds there, 2 seconds hold, 3 seconds back, 3 sets of 12"),
        ("tempo 3-2-1", "tempo 3-2-1"), ("tempo 3-0-3", "tempo 3-0-3"),
    ],
)  # fmt: skip
def test_how_often_stands_by_itself_and_a_tempo_in_words(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_knees_that_moan_are_no_morning() -> None:
    assert not is_plain_slip("moaning")
    assert is_plain_slip("mornign")


@pytest.mark.parametrize("typed", ["B", "b", "Bil", "bilat"])
def test_b_under_side_is_both(typed: str) -> None:
    side = read_side(typed)
    assert isinstance(side, Said)
    assert side.side == "both"
