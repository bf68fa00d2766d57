"""The panel of a card: one fact a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import Amount, Bound, Dose, exactly
from clinicplan.plan import EACH_WAY, Prescription, Side
from clinicplan.wording.panels import Panel
from tests.wording.doses import (
    CIRCLES,
    FOOT,
    LEG,
    ROUND,
    STAGES,
    START,
    STRETCH,
    TEN,
    WALK,
    WORDING,
    about,
    left_open,
    own,
    plain,
    prescribed,
    said,
    up_to,
)


def plain_facts(panel: Panel) -> list[tuple[str, str]]:
    return [(plain(fact.figure), plain(fact.qualifier)) for fact in panel.facts]


PANELS = [
    pytest.param(
        prescribed(Dose(reps=Amount(3, 5), hold=exactly(30))),
        FOOT,
        [("3 to 5 times", "with each foot"), ("Hold 30 seconds", "")],
        id="hold inside reps",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, hold=exactly(3), rest=TEN), Side.LEFT),
        LEG,
        [
            ("10 times", "with your left leg"),
            ("Hold 3 seconds", ""),
            ("Rest 10 seconds", "after each one"),
        ],
        id="rest after each one",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, sets=Amount(2, 3), rest=exactly(60))),
        LEG,
        [
            ("10 times", "with each leg"),
            ("2 to 3 sets", "with each leg"),
            ("Rest 1 minute", "between sets"),
        ],
        id="sets of each leg",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, sets=exactly(1), rest=exactly(5)), Side.RIGHT),
        LEG,
        [
            ("10 times", "with your right leg"),
            ("1 set", ""),
            ("Rest 5 seconds", "after each one"),
        ],
        id="one set",
    ),
    pytest.param(
        prescribed(Dose(reps=Amount(5, 10), sets=exactly(5)), parts=ROUND),
        CIRCLES,
        [
            ("5 to 10 circles", "clockwise, then"),
            ("5 to 10 circles", "the other way, with each foot"),
            ("5 sets", "with each foot"),
        ],
        id="both directions",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN), Side.LEFT, parts=("anticlockwise",)),
        CIRCLES,
        [("10 circles", "anticlockwise, with your left foot")],
        id="one direction",
    ),
    pytest.param(
        prescribed(Dose(duration=exactly(20), sets=exactly(5), rest=about(10)), Side.BOTH),
        WALK,
        [("20 seconds", ""), ("5 times", ""), ("Rest about 10 seconds", "in between")],
        id="bouts",
    ),
    pytest.param(
        prescribed(
            Dose(duration=exactly(20), sets=Amount(4, 5), rest=Amount(10, 15)),
            Side.BOTH,
            parts=STAGES,
        ),
        WALK,
        [
            ("20 seconds", "with feet straight, then"),
            ("20 seconds", "toes out, then"),
            ("20 seconds", "toes in"),
            ("4 to 5 rounds", ""),
            ("Rest 10 to 15 seconds", "between rounds"),
        ],
        id="stages",
    ),
    pytest.param(
        prescribed(Dose(duration=about(30))),
        FOOT,
        [("About 30 seconds", "with each foot")],
        id="about",
    ),
    pytest.param(
        prescribed(Dose(duration=up_to(15), rest=exactly(5)), Side.RIGHT),
        FOOT,
        [("Up to 15 seconds", "with your right foot"), ("Rest 5 seconds", "afterwards")],
        id="up to",
    ),
    pytest.param(
        prescribed(Dose(duration=Amount(0, 15, Bound.UP_TO))),
        FOOT,
        [("Up to 15 seconds", "with each foot")],
        id="up to, from nothing",
    ),
    pytest.param(
        prescribed(Dose(hold=exactly(30), rest=exactly(5))),
        LEG,
        [("Once", "with each leg"), ("Hold 30 seconds", ""), ("Rest 5 seconds", "after each one")],
        id="only a hold",
    ),
    pytest.param(
        prescribed(Dose(hold=exactly(30), sets=exactly(3), rest=TEN), Side.LEFT),
        LEG,
        [
            ("Hold 30 seconds", "with your left leg"),
            ("3 times", ""),
            ("Rest 10 seconds", "in between"),
        ],
        id="several holds",
    ),
    pytest.param(
        prescribed(
            Dose(reps=left_open("several-times"), hold=left_open("a-few-seconds")), Side.BOTH
        ),
        FOOT,
        [("Several times", "with both feet"), ("Hold a few seconds", "")],
        id="open",
    ),
    pytest.param(
        prescribed(Dose(duration=left_open("as-long-as-you-can")), Side.BOTH),
        LEG,
        [("As long as you can", "with both legs")],
        id="open bout",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, duration=exactly(20)), Side.LEFT),
        FOOT,
        [("10 times", "with your left foot"), ("20 seconds", "each time")],
        id="reps of a bout",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, hold=exactly(3)), Side.LEFT),
        STRETCH,
        [("10 times", "with your left foot"), ("Hold 3 seconds", "")],
        id="a typed hold is said as it is",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, hold=Amount(3, 3, each=True)), Side.LEFT),
        STRETCH,
        [("10 times", "with your left foot"), ("Hold 3 seconds", "each way")],
        id="a preset says what is held",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, hold=exactly(20)), Side.LEFT, parts=(EACH_WAY,)),
        STRETCH,
        [("10 times", "each way, with your left foot"), ("Hold 20 seconds", "")],
        id="each way was typed",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, sets=exactly(5)), Side.LEFT, between="wiggle-toes"),
        FOOT,
        [
            ("10 times", "with your left foot"),
            ("5 sets", ""),
            ("Wiggle your toes", "between sets"),
        ],
        id="between sets",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN), Side.LEFT, between="shake your legs"),
        FOOT,
        [("10 times", "with your left foot"), ("Shake your legs", "in between")],
        id="between, in the clinic's own words",
    ),
    pytest.param(
        prescribed(
            Dose(sets=exactly(2), duration=own("30 s straight + 30 s bent"), rest=own("till fit")),
            Side.LEFT,
        ),
        LEG,
        [
            ("30 s straight + 30 s bent", "with your left leg"),
            ("2 times", ""),
            ("Rest till fit", "in between"),
        ],
        id="in the clinic's own words",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN, hold=own("3 s curl / 3 s spread")), Side.LEFT),
        STRETCH,
        [("10 times", "with your left foot"), ("Hold: 3 s curl / 3 s spread", "")],
        id="a hold in the clinic's own words",
    ),
    pytest.param(
        prescribed(Dose(reps=Amount(2, 3, words="lengths of Hall B")), Side.EACH),
        CIRCLES,
        [("2 to 3\u00a0lengths of Hall B".replace("\u00a0", " "), "with each foot")],
        id="a number of what only the clinic knows",
    ),
    pytest.param(
        replace(prescribed(Dose(reps=TEN, sets=exactly(2)), Side.EACH), sides_alternate=True),
        LEG,
        [("10 times", "with each leg"), ("2 sets", "with each leg, changing legs after each set")],
        id="sides alternate",
    ),
    pytest.param(
        replace(prescribed(Dose(reps=TEN, sets=exactly(2)), Side.EACH), sides_alternate=False),
        FOOT,
        [("10 times", "with each foot"), ("2 sets", "with one foot first, then with the other")],
        id="one side first",
    ),
    pytest.param(
        replace(prescribed(Dose(reps=TEN, sets=exactly(2)), Side.LEFT), sides_alternate=True),
        LEG,
        [("10 times", "with your left leg"), ("2 sets", "")],
        id="one side alternates with nothing",
    ),
    pytest.param(
        prescribed(Dose(reps=exactly(1), hold=exactly(1), rest=exactly(0)), Side.LEFT),
        FOOT,
        [("Once", "with your left foot"), ("Hold 1 second", "")],
        id="one",
    ),
    pytest.param(
        prescribed(Dose(), Side.LEFT),
        FOOT,
        [("Ask us how much", "with your left foot")],
        id="nothing",
    ),
    pytest.param(
        prescribed(Dose(hold=exactly(0)), Side.BOTH),
        WALK,
        [("Ask us how much", "")],
        id="not even a side",
    ),
    pytest.param(
        prescribed(Dose(sets=exactly(3)), Side.EACH, parts=ROUND),
        FOOT,
        [
            ("Ask us how much", "clockwise, then the other way, with each foot"),
            ("3 sets", "with each foot"),
        ],
        id="only sets",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN), Side.LEFT, weeks=(3, 0)),
        FOOT,
        [("Start on 15 December", "from week 3"), ("10 times", "with your left foot")],
        id="from a week",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN), Side.LEFT, weeks=(2, 5)),
        FOOT,
        [
            ("8 December to 4 January", "weeks 2 to 5 only"),
            ("10 times", "with your left foot"),
        ],
        id="weeks",
    ),
    pytest.param(
        prescribed(Dose(reps=TEN), Side.LEFT, weeks=(1, 1)),
        FOOT,
        [
            ("1 December to 7 December", "week 1 only"),
            ("10 times", "with your left foot"),
        ],
        id="one week",
    ),
]


@pytest.mark.parametrize(("prescription", "what", "facts"), PANELS)
def test_panel_facts(
    prescription: Prescription, what: Exercise, facts: list[tuple[str, str]]
) -> None:
    assert plain_facts(WORDING.dose_panel(prescription, what, start=START)) == facts


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (exactly(1), "1 second"),
        (exactly(60), "1 minute"),
        (exactly(90), "90 seconds"),
        (exactly(119), "119 seconds"),
        (exactly(120), "2 minutes"),
        (exactly(150), "2 minutes 30 seconds"),
        (exactly(121), "2 minutes 1 second"),
        (Amount(60, 120), "1 to 2 minutes"),
        (Amount(90, 150), "90 to 150 seconds"),
        (about(300), "about 5 minutes"),
        (up_to(180), "up to 3 minutes"),
    ],
)
def test_seconds_become_minutes(seconds: Amount, words: str) -> None:
    item = prescribed(Dose(reps=TEN, hold=seconds), Side.LEFT)
    assert said(item) == f"10 times with your left foot. Hold {words}. Ask us how often."
