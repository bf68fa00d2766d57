"""The line of the table on page one."""

from __future__ import annotations

import pytest

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Amount, Dose, exactly
from clinicplan.plan import Prescription
from clinicplan.wording.glances import Glance
from tests.wording.doses import (
    CIRCLES,
    FOOT,
    LEG,
    ROUND,
    STAGES,
    TEN,
    TWICE,
    WALK,
    WORDING,
    about,
    plain,
    prescribed,
)


@pytest.mark.parametrize(
    ("prescription", "what", "lines"),
    [
        (prescribed(Dose(reps=exactly(3), hold=exactly(30))), FOOT, ["3 times. Hold 30 seconds."]),
        (prescribed(Dose(reps=exactly(5)), parts=ROUND), CIRCLES, ["5 circles each way."]),
        (prescribed(Dose(reps=exactly(5)), parts=("each-direction",)), CIRCLES,
         ["5 circles in each direction."]),
        (
            prescribed(Dose(reps=TEN, sets=exactly(2), rest=exactly(60))),
            LEG,
            ["10 times, 2 sets.", "Rest 1 minute."],
        ),
        (
            prescribed(Dose(reps=TEN, rest=exactly(60))),
            LEG,
            ["10 times. Rest 1 minute."],
        ),
        (
            prescribed(Dose(reps=Amount(10, 20), sets=Amount(2, 3))),
            LEG,
            ["10 to 20 times,", "2 to 3 sets."],
        ),
        (
            prescribed(Dose(reps=Amount(10, 20), sets=Amount(2, 3), rest=exactly(60))),
            LEG,
            ["10 to 20 times,", "2 to 3 sets.", "Rest 1 minute."],
        ),
        (
            prescribed(Dose(duration=exactly(20), sets=Amount(4, 5)), parts=STAGES),
            WALK,
            ["20 seconds each way,", "4 to 5 rounds."],
        ),
        (prescribed(Dose(reps=about(5), sets=about(3))), FOOT, ["About 5 times,", "about 3 sets."]),
        (prescribed(Dose(duration=exactly(30))), FOOT, ["30 seconds."]),
        (prescribed(Dose()), FOOT, ["Ask us how much."]),
    ],
)
def test_glance(prescription: Prescription, what: Exercise, lines: list[str]) -> None:
    assert [plain(line) for line in WORDING.glance(prescription, what).amount] == lines


def test_glance_names_the_weeks() -> None:
    seen = WORDING.glance(prescribed(Dose(reps=TEN, times=TWICE), weeks=(3, 0)), FOOT)
    assert seen == Glance(("10\u00a0times.",), "Twice a day", "From week\u00a03")
