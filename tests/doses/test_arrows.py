"""An arrow behind how it goes -> a condition, in doses and in notes; any other arrow stays."""

from __future__ import annotations

import pytest

from clinicplan.doses.arrows import without_arrows, without_questions
from clinicplan.doses.written_out import written_out
from clinicplan.spelt import spelt


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("No pain -> add 5 kg", "If no pain, add 5 kg"),
        ("3x10 daily. Knee lags -> back to last weight",
         "3x10 daily. If knee lags, back to last weight"),
        ("too light? -> next band", "if too light, next band"),
        ("sore next day \u2192 half", "if sore next day, half"),
        ("Goes easy -> 15 times", "If it goes easy, 15 times"),
        ("L easy -> R", "If L easy, R"),
        ("3x10 yellow, easy -> red", "3x10 yellow, if easy, red"),
    ],
)  # fmt: skip
def test_an_arrow_behind_how_it_goes_is_a_condition(typed: str, words: str) -> None:
    assert without_arrows(typed) == words


@pytest.mark.parametrize(
    "typed",
    ["yellow -> red -> green when easy", "2/2 x6 -> 3/1 x6", "bathroom -> bed",
     "when 10 easy -> +2 kg", "if sore -> half", "10 -> 12 reps", "pain <3/10"],
)  # fmt: skip
def test_any_other_arrow_stays(typed: str) -> None:
    assert without_arrows(typed) == typed


def test_doses_and_notes_are_printed_so() -> None:
    assert written_out("Pain free -> backpack") == "If pain free, backpack"
    assert spelt("More swelling than the day before -> day off") == (
        "If more swelling than the day before, day off"
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [("3x10 daily. tingles? lower it", "3x10 daily. tingles: lower it"),
     ("Hit 3x10 no pain? add 5 kg", "Hit 3x10 no pain: add 5 kg"),
     ("3x10? daily", "3x10? daily"), ("3x10 daily? then bd", "3x10 daily? then bd"),
     ("left? 3x10", "left? 3x10"), ("maybe? more", "maybe? more"),
     ("10 reps. twice a day? or once", "10 reps. twice a day? or once")],
)  # fmt: skip
def test_a_case_typed_as_a_question_is_no_doubt(typed: str, words: str) -> None:
    assert without_questions(typed) == words
