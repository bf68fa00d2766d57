"""A plan -> how long a session of it takes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import Amount, Dose, exactly
from clinicplan.plan import Prescription
from clinicplan.sessions import Session, longest_session, session_minutes
from tests.scheduled import (
    ALTERNATE_4,
    DAILY_5,
    EVENING_2,
    EVERY_DAY,
    GROWING,
    IN_WORDS,
    MONDAYS_4,
    MORNING_6,
    OWN_DAYS,
    OWN_LATER,
    OWN_WORDS,
    exercise,
    plan,
    prescribed,
)


@pytest.mark.parametrize(
    ("prescriptions", "usual"),
    [
        ((OWN_WORDS,), 0),
        ((OWN_DAYS,), 0),
        ((DAILY_5, OWN_WORDS), 0),
        ((DAILY_5, OWN_DAYS), 0),
        ((OWN_LATER,), 0),
        ((DAILY_5, prescribed(Dose(days=EVERY_DAY))), 6),
        (
            (
                prescribed(
                    Dose(reps=replace(IN_WORDS, low=10, high=10), hold=exactly(30), days=EVERY_DAY)
                ),
            ),
            5,
        ),
    ],
)
def test_nobody_guesses_minutes_of_words_that_come_to_no_number(
    prescriptions: tuple[Prescription, ...], usual: int
) -> None:
    session = session_minutes(plan(*prescriptions), {"raise": exercise()})
    assert session.usual == session.longest == usual
    assert (session.at_most >= 5) is (DAILY_5 in prescriptions or usual == 5)  # for a limit


@pytest.mark.parametrize(
    ("prescriptions", "session"),
    [
        ((), Session()),
        ((DAILY_5,), Session(5, 5, (), 5)),
        ((DAILY_5, DAILY_5), Session(10, 10, (), 10)),
        ((DAILY_5, ALTERNATE_4), Session(5, 9, (2,), 9, True, (1,))),
        ((DAILY_5, DAILY_5, ALTERNATE_4), Session(10, 15, (3,), 14, True, (1, 2))),
        ((DAILY_5, ALTERNATE_4, ALTERNATE_4), Session(5, 15, (2, 3), 13, True, (1,))),
        ((DAILY_5, ALTERNATE_4, MONDAYS_4), Session(5, 15, (2, 3), 13, False, (1,))),
        ((ALTERNATE_4,), Session(4, 4, (), 4)),
        ((MORNING_6, EVENING_2), Session(6, 6, (), 6)),
        ((DAILY_5, MORNING_6, EVENING_2), Session(15, 15, (), 11)),
        ((GROWING,), Session(3, 3, (), 3)),
        (
            (prescribed(Dose(duration=Amount(60, 180), days=EVERY_DAY)),),
            Session(2, 2, (), 3),
        ),
        (
            (prescribed(Dose(duration=exactly(61), days=EVERY_DAY)),),
            Session(2, 2, (), 2),
        ),
    ],
)
def test_session_minutes(prescriptions: tuple[Prescription, ...], session: Session) -> None:
    assert session_minutes(plan(*prescriptions), {"raise": exercise()}) == session
    assert longest_session(plan(*prescriptions), {"raise": exercise()}) == session.at_most
