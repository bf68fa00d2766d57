"""A practitioner's note -> whether "If a step differs, do this." has anything to say behind it."""

from __future__ import annotations

import pytest

from clinicplan.handout.stepless import is_stepless, tells_how


@pytest.mark.parametrize(
    "note",
    [
        "Make it a game", "make it a game!", "Mum or Dad to help please", "Mum or Dad to count!",
        "pain up to 5/10 ok", "Pain max 3/10.", "stop if skin goes numb", "Lower slowly", "Slowly.",
        "NOT if any open wound or blister - ring us",
        "must be NO pain at all, stop + ring if there is",
        "Check your feet after", "Check feet for red marks afterwards.", "Leave out on flare days",
        "no sharp pain", "Not during a gout attack.", "Gentle.", "Hard at first, this is normal",
        "Stop and ring us if the wound weeps or bleeds.", "KEEP GOING", "While watching TV.",
        "If foot swollen leave it that day", "When it is sore only half.",
        "Will be uncomfortable. Stop if pain is disabling", "Not if skin broken", "",
    ],
)  # fmt: skip
def test_a_note_of_no_step(note: str) -> None:
    assert is_stepless(note)


@pytest.mark.parametrize(
    "note",
    [
        "Pull down.", "Hold a chair", "Sit on the bed. Keep socks on.", "Back knee bent.",
        "Make it a game. Knee straight", "With foot up.", "Do not stand", "Big toe only",
        "Before you get out of bed", "Stop before end of range", "Most of your weight on the left",
        "Pain free range on the good leg", "Use your hand", "Stop halfway up", "No hands",
        "Only the big toe", "Rolled towel under your toes", "hold the step if sore",
        "Parent helps keep knees straight", "If sore use the other leg",
        "Flat floor only, do NOT drop heels off a step.",
    ],
)  # fmt: skip
def test_a_note_that_may_differ_from_a_step(note: str) -> None:
    assert not is_stepless(note)


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("hold 6 \u00d7 10. Sitting week 1 then standing", True),
        ("before you get out of bed", True),
        ("ISOMETRIC half way up 30 seconds", True), ("knee straight then bent", True),
        ("across the room and back", True), ("after lunch", False), ("", False),
        ("10 to 12, twice at work", False), ("walking the dog", False),
    ],
)  # fmt: skip
def test_a_dose_that_tells_how(words: str, *, how: bool) -> None:
    assert tells_how(words) is how
