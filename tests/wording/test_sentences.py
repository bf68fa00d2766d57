"""A prescription read aloud."""

from __future__ import annotations

import re

import pytest

from clinicplan.catalogue.values import Exercise, Preset
from clinicplan.dose import Amount, Bound, Dose, Times, exactly
from clinicplan.plan import Prescription, Side
from clinicplan.wording.sentences import preset_sentence
from tests.wording.doses import (
    ALTERNATE,
    CATALOGUE,
    CIRCLES,
    EVERY_DAY,
    FOOT,
    LEG,
    ROUND,
    STAGES,
    TEN,
    TWICE,
    WALK,
    WORDING,
    plain,
    prescribed,
    said,
)


@pytest.mark.parametrize(
    ("prescription", "what", "sentence"),
    [
        (
            prescribed(Dose(reps=TEN, hold=exactly(3), rest=TEN, times=TWICE)),
            FOOT,
            "Twice a day: 10 times with each foot. Hold 3 seconds. Rest 10 seconds after each one.",
        ),
        (
            prescribed(Dose(reps=Amount(5, 10), sets=exactly(5), days=ALTERNATE), parts=ROUND),
            CIRCLES,
            "Every other day: 5 to 10 circles clockwise, then 5 to 10 circles the other way, "
            "with each foot. 5 sets with each foot.",
        ),
        (
            prescribed(Dose(duration=exactly(20), days=EVERY_DAY), Side.BOTH, parts=STAGES),
            WALK,
            "Every day: 20 seconds with feet straight, then 20 seconds toes out, "
            "then 20 seconds toes in.",
        ),
        (
            prescribed(Dose(hold=exactly(30), days=EVERY_DAY), Side.LEFT),
            LEG,
            "Every day: once with your left leg. Hold 30 seconds.",
        ),
        (prescribed(Dose(), Side.BOTH), WALK, "Ask us how much and how often."),
        (
            prescribed(Dose(times=TWICE), Side.RIGHT),
            FOOT,
            "Twice a day, with your right foot: ask us how much.",
        ),
        (
            prescribed(Dose(reps=TEN, days=EVERY_DAY), Side.LEFT, weeks=(2, 4)),
            FOOT,
            "Every day: 10 times with your left foot. Weeks 2 to 4 only.",
        ),
        (
            prescribed(Dose(reps=TEN, days=EVERY_DAY), Side.LEFT, weeks=(3, 3)),
            FOOT,
            "Every day: 10 times with your left foot. Week 3 only.",
        ),
    ],
)
def test_sentence(prescription: Prescription, what: Exercise, sentence: str) -> None:
    assert said(prescription, what) == sentence


def test_preset_without_a_side_names_none() -> None:
    preset = Preset("ten-open", "source", 12, None, Dose(reps=TEN, hold=exactly(15)))
    sentence = preset_sentence(preset, FOOT, CATALOGUE)
    assert plain(sentence) == "10 times. Hold 15 seconds. Ask us how often."


def test_numbers_keep_their_units() -> None:
    item = prescribed(Dose(reps=TEN, hold=exactly(3), times=Times(3)))
    sentence = WORDING.dose_sentence(item, FOOT)
    assert not re.search(r"\d (times|seconds)", sentence)


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("12@10kg, 10@15kg", "Rest 2 minutes in between."),
        ("3x15 bent + 3x15 straight", "Rest 2 minutes in between."),
        ("10 up + 10 down", "Rest 2 minutes after each one."),
    ],
)
def test_a_rest_of_sets_told_one_by_one_is_between_them(words: str, where: str) -> None:
    reps = Amount(20, 20, Bound.OPEN, words=words)
    item = Prescription("toe-press", "", Side.LEFT, Dose(reps=reps, rest=exactly(120)))
    assert where in plain(WORDING.dose_sentence(item, FOOT))
