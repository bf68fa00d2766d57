"""What is typed -> whether the library's line for when it is easy would go against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import AS_WRITTEN, Amount, Dose
from clinicplan.limits import is_limited, limited
from tests.handout.plans import SIX


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("stop before end of range, dont lock knees", "stop before end"),
        ("Don't go right to the top of range", "Don't go right to the top"),
        ("Do not go to the very end of your range", "Do not go to the very end"),
        ("isometric half way up 30 seconds", "half way"), ("HALF RANGE", "HALF RANGE"),
        ("not too far", "not too far"), ("no further than neutral", "no further than"),
        ("Only press as hard as is comfortable", "as hard as is comfortable"),
        ("no more than half effort", "no more than"), ("light pressure", "light pressure"),
        ("20s, mild pull only", "mild pull only"), ("only a light press", "only a light press"),
        ("Stop before the muscle tires.", "Stop before the muscle"),
        ("pain no more than 3/10 during", "pain no more than 3"),
        ("must be NO pain at all", "NO pain"), ("stop if it gets numb", "stop if it gets numb"),
        ("Don't push into pain", "Don't push"), ("Keep within comfort", "within comfort"),
        ("No stretching past neutral", "No stretching past"),
        ("Non weight bearing", "Non weight bearing"), ("No weights yet", "No weights"),
        ("Most of your weight on the left", "Most of your weight on"),
        ("Add weight each stage.", "Add weight"), ("stronger band when 15 is easy", "stronger"),
        ("Stay at this level until we say so", "Stay at this level"),
        ("From week 3 put a tin of beans on the towel", "From week 3"),
        ("Wk 1-2 both feet, wk 3 one", "Wk 1"), ("start with the red band", "start with the red"),
        ("After 2 weeks close your eyes", "After 2 weeks"), ("Start sitting", "Start sitting"),
        ("if easy do it on a cushion", "if easy"), ("third week on a pillow", "third week"),
    ],
)  # fmt: skip
def test_a_limit_and_a_way_on_are_seen(note: str, words: str) -> None:
    assert limited(note) == words


@pytest.mark.parametrize(
    "note",
    [
        "", "Slowly", "Hold a chair", "Make it a game!", "Check your feet afterwards", "Socks on",
        "Mum or Dad to help please", "Rolled towel under your toes", "Push through the big toe",
        "Flat floor only", "Not on flare days", "Knee straight", "Use a frozen bottle", "10 each",
        "before you get out of bed", "Press down firmly", "Start with your right leg.",
        "Twice a week at the pool", "ring us next week",
    ],
)  # fmt: skip
def test_a_manner_is_no_limit(note: str) -> None:
    assert not limited(note)


def test_a_dose_in_its_own_words_and_one_for_later_limit_too() -> None:
    words = Amount(0, 0, wording=AS_WRITTEN, words="half way up, 30 seconds")
    plain = replace(SIX[0], note="", changes=(), dose=Dose(reps=Amount(10, 10)), when_easy=None)
    assert not is_limited(plain)
    assert is_limited(replace(plain, dose=Dose(reps=words)))
    assert is_limited(replace(plain, when_easy=Dose(reps=Amount(15, 15))))
