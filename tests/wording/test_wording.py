"""Doses and sides become the words that the patient reads."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue, Exercise, Preset, TextRecord
from clinicplan.plan import (
    EACH_WAY,
    Amount,
    Bound,
    Change,
    Days,
    Dose,
    Prescription,
    Rhythm,
    Side,
    Times,
    exactly,
)
from clinicplan.wording.words import (
    Fact,
    Glance,
    Panel,
    PanelChange,
    Wording,
    asks_more,
    dose_panel,
    dose_sentence,
    glance,
    preset_sentence,
    side_word,
)

PHRASES = Path(__file__).parents[2] / "templates" / "languages" / "en" / "phrases" / "dose.toml"
START = date(2026, 12, 1)


def flattened(table: Mapping[str, object], stem: str) -> Iterator[tuple[str, object]]:
    """The phrases by dotted key; a plural stays a mapping."""
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() <= {"one", "other"}:
            yield from flattened(value, f"{stem}.{key}")
        else:
            yield f"{stem}.{key}", value


CATALOGUE = Catalogue(
    language="en",
    exercises={},
    programmes={},
    cautions={},
    conditions={},
    footwear={},
    feet_and_back=(),
    regions={},
    phrases=dict(flattened(tomllib.loads(PHRASES.read_text("utf-8")), "dose")),  # type: ignore[arg-type]  # strings and plurals
    names={
        "part.clockwise": "clockwise",
        "part.anticlockwise": "anticlockwise",
        "part.straight": "with feet straight",
        "part.out": "toes out",
        "part.in": "toes in",
        "part.each-way": "each way",
        "part.each-direction": "in each direction",
        "between.wiggle-toes": "wiggle your toes",
    },
    alts={},
    record=TextRecord("", "", "", ()),
)


def exercise(
    code: str = "toe-press", *, limb: str = "foot", together: bool = False, counted: str = "times"
) -> Exercise:
    return Exercise(
        code=code,
        name="Toe press",
        short="Toe press",
        limb=limb,
        together=together,
        balance=False,
        counted=counted,
        tempo=3,
        why="",
        caution="",
        easier="",
        harder="",
        variants=(),
        presets=(),
    )


FOOT, LEG = exercise(), exercise(limb="leg")
CIRCLES, WALK = exercise(counted="circles"), exercise(together=True)
STRETCH = exercise("toe-stretch")
ROUND = ("clockwise", "anticlockwise")
STAGES = ("straight", "out", "in")
TEN = exactly(10)
TWICE = Times(2)
EVERY_DAY = Days(Rhythm.EVERY_DAY)
ALTERNATE = Days(Rhythm.EVERY_OTHER_DAY)


def about(count: int) -> Amount:
    return Amount(count, count, Bound.ABOUT)


def up_to(count: int) -> Amount:
    return Amount(count, count, Bound.UP_TO)


def left_open(wording: str) -> Amount:
    return Amount(0, 0, Bound.OPEN, wording)


def own(words: str) -> Amount:
    """An amount in a clinic's own words."""
    return Amount(bound=Bound.OPEN, words=words)


def prescribed(
    dose: Dose,
    side: Side = Side.EACH,
    *,
    parts: tuple[str, ...] = (),
    between: str = "",
    weeks: tuple[int, int] = (1, 0),
    changes: tuple[Change, ...] = (),
) -> Prescription:
    return Prescription(
        exercise="toe-press",
        variant="",
        side=side,
        dose=dose,
        parts=parts,
        between=between,
        first_week=weeks[0],
        last_week=weeks[1],
        changes=changes,
    )


def plain(text: str) -> str:
    """The text with ordinary spaces, to be compared with what is typed here."""
    return text.replace("\u00a0", " ")


def plain_facts(panel: Panel) -> list[tuple[str, str]]:
    return [(plain(fact.figure), plain(fact.qualifier)) for fact in panel.facts]


def said(prescription: Prescription, what: Exercise = FOOT) -> str:
    return plain(dose_sentence(prescription, what, CATALOGUE))


@pytest.mark.parametrize(
    ("times", "days", "words"),
    [
        (None, None, "Ask us how often"),
        (None, EVERY_DAY, "Every day"),
        (None, ALTERNATE, "Every other day"),
        (Times(1), None, "Once a day"),
        (Times(1), EVERY_DAY, "Once a day"),
        (Times(1), ALTERNATE, "Every other day"),
        (TWICE, None, "Twice a day"),
        (TWICE, EVERY_DAY, "Twice a day"),
        (Times(3), EVERY_DAY, "3 times a day"),
        (TWICE, ALTERNATE, "Twice a day, every other day"),
        (Times(1, ("morning",)), EVERY_DAY, "Every morning"),
        (Times(2, ("morning", "evening")), EVERY_DAY, "Every morning and evening"),
        (Times(2, ("morning", "evening")), None, "In the morning and in the evening"),
        (Times(1, ("evening",)), ALTERNATE, "In the evening, every other day"),
        (
            Times(2, ("morning", "midday")),
            ALTERNATE,
            "In the morning and at midday, every other day",
        ),
        (Times(3, ("morning",)), EVERY_DAY, "3 times a day (morning)"),
        (None, Days(Rhythm.NAMED, (4, 0, 2)), "Mondays, Wednesdays and Fridays"),
        (TWICE, Days(Rhythm.NAMED, (0, 3)), "Twice a day, on Mondays and Thursdays"),
        (None, Days(Rhythm.NAMED, (0, 1, 2, 3, 4)), "Weekdays (Monday to Friday)"),
        (None, Days(Rhythm.PER_WEEK, per_week=1), "1 day a week"),
        (None, Days(Rhythm.PER_WEEK, per_week=3), "3 days a week"),
        (TWICE, Days(Rhythm.PER_WEEK, per_week=3), "Twice a day, 3 days a week"),
        (
            Times(1),
            Days(Rhythm.OCCASION, occasion="only when the shoe fits"),
            "Once a day, only when the shoe fits",
        ),
        (None, Days(Rhythm.OCCASION, occasion="on gym days"), "On gym days"),
    ],
)
def test_how_often(times: Times | None, days: Days | None, words: str) -> None:
    item = prescribed(Dose(reps=TEN, times=times, days=days))
    assert plain(dose_panel(item, FOOT, CATALOGUE, start=START).often) == words
    assert plain(glance(item, FOOT, CATALOGUE).often) == words


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
            ("Rest 60 seconds", "between sets"),
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
    assert plain_facts(dose_panel(prescription, what, CATALOGUE, start=START)) == facts


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (exactly(1), "1 second"),
        (exactly(60), "60 seconds"),
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


SMALL = Dose(reps=TEN, sets=exactly(2), hold=exactly(3), days=ALTERNATE)


@pytest.mark.parametrize(
    ("dose", "up", "facts", "sentence"),
    [
        (
            replace(SMALL, reps=exactly(15)),
            True,
            ("15 times with each leg",),
            "From week 3: 15 times with each leg.",
        ),
        (
            replace(SMALL, reps=exactly(15), hold=exactly(5)),
            True,
            ("15 times with each leg", "Hold 5 seconds"),
            "From week 3: 15 times with each leg. Hold 5 seconds.",
        ),
        (
            replace(SMALL, days=EVERY_DAY),
            True,
            ("Every day",),
            "From week 3: every day.",
        ),
        (
            replace(SMALL, sets=exactly(1)),
            False,
            ("10 times with each leg", "1 set with each leg"),
            "From week 3: 10 times with each leg. 1 set with each leg.",
        ),
        (
            replace(SMALL, reps=exactly(15), sets=exactly(1)),
            None,
            ("15 times with each leg", "1 set with each leg"),
            "From week 3: 15 times with each leg. 1 set with each leg.",
        ),
        (
            Dose(duration=exactly(30), days=ALTERNATE),
            None,
            ("Only this:", "Every other day", "30 seconds with each leg"),
            "From week 3 only this: every other day. 30 seconds with each leg.",
        ),
        (
            SMALL,
            None,
            ("Every other day", "10 times with each leg", "2 sets with each leg", "Hold 3 seconds"),
            "From week 3: every other day. 10 times with each leg. 2 sets with each leg. "
            "Hold 3 seconds.",
        ),
    ],
)
def test_change_says_what_is_new(
    dose: Dose, up: bool | None, facts: tuple[str, ...], sentence: str
) -> None:
    item = prescribed(SMALL, changes=(Change(3, dose),))
    (change,) = dose_panel(item, LEG, CATALOGUE, start=START).changes
    assert replace(change, facts=tuple(map(plain, change.facts))) == PanelChange(
        date(2026, 12, 15), 3, up, facts
    )
    assert said(item, LEG).endswith(f"Hold 3 seconds. {sentence}")


def test_sets_that_are_not_those_above_are_said_with_the_amount() -> None:
    more = replace(SMALL, sets=exactly(3))
    later = (Change(3, more), Change(5, replace(more, reps=exactly(12))), Change(7, SMALL))
    changes = dose_panel(prescribed(SMALL, changes=later), LEG, CATALOGUE, start=START).changes
    assert [plain(" ".join(change.facts)) for change in changes] == [
        "10 times with each leg 3 sets with each leg",
        "12 times with each leg 3 sets with each leg",
        "10 times with each leg 2 sets with each leg",
    ]


def test_changes_build_on_each_other_in_order() -> None:
    first, second = replace(SMALL, reps=exactly(15)), replace(SMALL, reps=exactly(20))
    item = prescribed(SMALL, changes=(Change(5, second), Change(3, first)), weeks=(2, 0))
    panel = dose_panel(item, LEG, CATALOGUE, start=START)
    assert [(change.week, plain(change.facts[0])) for change in panel.changes] == [
        (3, "15 times with each leg"),
        (5, "20 times with each leg"),
    ]


def test_change_that_was_reached_before_is_the_first_dose() -> None:
    later = replace(SMALL, reps=exactly(15))
    item = prescribed(SMALL, changes=(Change(2, later),), weeks=(3, 0))
    panel = dose_panel(item, LEG, CATALOGUE, start=START)
    assert (panel.facts[1].figure, panel.changes) == ("15\u00a0times", ())


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        (Dose(), Dose(), None),
        (Dose(reps=TEN), Dose(reps=Amount(10, 15)), True),
        (Dose(reps=TEN, rest=exactly(60)), Dose(reps=TEN, rest=exactly(30)), True),
        (Dose(reps=TEN, rest=exactly(30)), Dose(reps=TEN, rest=exactly(60)), False),
        (Dose(reps=TEN), Dose(reps=left_open("several-times")), None),
        (Dose(reps=TEN), Dose(reps=TEN, hold=exactly(3)), None),
        (Dose(times=TWICE), Dose(times=Times(3)), True),
        (Dose(times=TWICE, days=EVERY_DAY), Dose(times=TWICE, days=ALTERNATE), False),
    ],
)
def test_asks_more(before: Dose, after: Dose, more: bool | None) -> None:
    assert asks_more(before, after) is more


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
            ["10 times, 2 sets.", "Rest 60 seconds."],
        ),
        (
            prescribed(Dose(reps=TEN, rest=exactly(60))),
            LEG,
            ["10 times. Rest 60 seconds."],
        ),
        (
            prescribed(Dose(reps=Amount(10, 20), sets=Amount(2, 3))),
            LEG,
            ["10 to 20 times,", "2 to 3 sets."],
        ),
        (
            prescribed(Dose(reps=Amount(10, 20), sets=Amount(2, 3), rest=exactly(60))),
            LEG,
            ["10 to 20 times,", "2 to 3 sets.", "Rest 60 seconds."],
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
    assert [plain(line) for line in glance(prescription, what, CATALOGUE).amount] == lines


def test_glance_names_the_weeks() -> None:
    seen = glance(prescribed(Dose(reps=TEN, times=TWICE), weeks=(3, 0)), FOOT, CATALOGUE)
    assert seen == Glance(("10\u00a0times.",), "Twice a day", "From week\u00a03")


@pytest.mark.parametrize(
    ("side", "foot", "leg"),
    [
        (Side.LEFT, "Left foot", "Left leg"),
        (Side.RIGHT, "Right foot", "Right leg"),
        (Side.EACH, "Each foot", "Each leg"),
        (Side.BOTH, "Both feet", "Both legs"),
    ],
)
def test_side_word(side: Side, foot: str, leg: str) -> None:
    words = side_word(side, FOOT, CATALOGUE), side_word(side, LEG, CATALOGUE)
    assert words == (foot, leg)


def test_preset_without_a_side_names_none() -> None:
    preset = Preset("ten-open", "source", 12, None, Dose(reps=TEN, hold=exactly(15)))
    sentence = preset_sentence(preset, FOOT, CATALOGUE)
    assert plain(sentence) == "10 times. Hold 15 seconds. Ask us how often."


def test_numbers_keep_their_units() -> None:
    item = prescribed(Dose(reps=TEN, hold=exactly(3), times=Times(3)))
    sentence = dose_sentence(item, FOOT, CATALOGUE)
    assert not re.search(r"\d (times|seconds)", sentence)


def amounts(most: int) -> st.SearchStrategy[Amount]:
    """Amounts of up to so many, firm or open."""
    counts = st.integers(1, most)
    return st.one_of(
        counts.map(exactly),
        counts.map(about),
        counts.map(up_to),
        st.tuples(counts, counts).map(lambda pair: Amount(min(pair), max(pair))),
        st.sampled_from(["a-few-seconds", "several-times", "as-long-as-you-can"]).map(left_open),
    )


RHYTHMS = st.one_of(
    st.sampled_from([EVERY_DAY, ALTERNATE]),
    st.integers(1, 7).map(lambda count: Days(Rhythm.PER_WEEK, per_week=count)),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: Days(Rhythm.NAMED, tuple(days))),
)
DOSES = st.builds(
    Dose,
    sets=st.none() | amounts(9),
    reps=st.none() | amounts(50),
    hold=st.none() | amounts(119),
    rest=st.none() | amounts(119),
    duration=st.none() | amounts(119),
    times=st.none() | st.integers(3, 12).map(Times),
    days=st.none() | RHYTHMS,
)
PRESCRIPTIONS = st.builds(
    Prescription,
    exercise=st.just("toe-press"),
    variant=st.just(""),
    side=st.sampled_from(Side),
    dose=DOSES,
    parts=st.sampled_from([(), ROUND, STAGES, ("in",)]),
    between=st.sampled_from(["", "wiggle-toes"]),
    first_week=st.integers(1, 4),
    last_week=st.sampled_from([0, 4, 5, 12]),
    changes=st.lists(st.builds(Change, st.integers(1, 12), DOSES), max_size=3).map(tuple),
)


def numbers_of(dose: Dose) -> set[int]:
    """Every number that a dose asks the patient to keep to."""
    given = (dose.sets, dose.reps, dose.hold, dose.rest, dose.duration)
    counts = {end for amount in given if amount for end in (amount.low, amount.high)}
    counts.add(dose.times.count if dose.times else 0)
    counts.add(dose.days.per_week if dose.days else 0)
    return counts - {0}


def numbers_in(text: str) -> set[int]:
    """The numbers that a text names, "once" among them."""
    return {int(number) for number in re.findall(r"\d+", text.lower().replace("once", "1"))}


def panel_text(panel: Panel) -> str:
    facts = " ".join(f"{fact.figure} {fact.qualifier}" for fact in panel.facts)
    changes = " ".join(" ".join(change.facts) for change in panel.changes)
    return f"{panel.often} {facts} {changes}"


@example(prescribed(Dose(hold=exactly(2))), FOOT)
@given(PRESCRIPTIONS.map(lambda item: replace(item, changes=())), st.sampled_from([FOOT, CIRCLES]))
def test_no_number_is_lost_or_invented(prescription: Prescription, what: Exercise) -> None:
    numbers = numbers_of(prescription.dose)
    sentence = dose_sentence(prescription, what, CATALOGUE)
    panel = dose_panel(prescription, what, CATALOGUE, start=START)
    assert numbers <= numbers_in(sentence)
    assert numbers <= numbers_in(panel_text(panel))
    row = glance(prescription, what, CATALOGUE)
    assert numbers <= numbers_in(" ".join((*row.amount, row.often)))
    weeks = {prescription.first_week, prescription.last_week}
    once = {1}  # a hold that nobody said to repeat
    assert numbers_in(sentence) <= numbers | weeks | once


@given(PRESCRIPTIONS, st.sampled_from([FOOT, LEG, CIRCLES, STRETCH]))
def test_words_are_whole(prescription: Prescription, what: Exercise) -> None:
    panel = dose_panel(prescription, what, CATALOGUE, start=START)
    seen = glance(prescription, what, CATALOGUE)
    texts = [
        dose_sentence(prescription, what, CATALOGUE),
        panel_text(panel),
        *seen.amount,
        seen.often,
    ]
    for text in map(plain, texts):
        assert not re.search(r"None|\b0 |[{}]|\.\.|,,| \.|^$", text)
    assert "  " not in plain(texts[0])
    assert seen.amount
    assert panel.often
    assert all(fact.figure for fact in panel.facts)
    assert all(change.facts for change in panel.changes)


@given(PRESCRIPTIONS, st.sampled_from([FOOT, LEG, CIRCLES]))
def test_side_is_always_said(prescription: Prescription, what: Exercise) -> None:
    word = {"left": "your left", "right": "your right", "each": "each", "both": "both"}
    sentence = dose_sentence(prescription, what, CATALOGUE)
    panel = dose_panel(prescription, what, CATALOGUE, start=START)
    said = f"with {word[str(prescription.side)]} "
    assert said in sentence.lower()
    assert said in panel_text(panel).lower()
    others = {"left", "right"} - {str(prescription.side)}
    assert not others & set(re.findall(r"\w+", sentence))


@given(st.lists(PRESCRIPTIONS, min_size=1, max_size=5))
def test_kept_words_are_the_same(prescriptions: list[Prescription]) -> None:
    wording = Wording(CATALOGUE, kept=2)
    for item in (*prescriptions, *prescriptions):
        for start in (START, date(2027, 2, 28)):
            assert wording.dose_panel(item, FOOT, start=start) == dose_panel(
                item, FOOT, CATALOGUE, start=start
            )
        assert wording.glance(item, FOOT) == glance(item, FOOT, CATALOGUE)
        assert wording.dose_sentence(item, LEG) == dose_sentence(item, LEG, CATALOGUE)


def test_kept_words_forget_the_note() -> None:
    wording = Wording(CATALOGUE)
    first, second = (
        wording.dose_panel(replace(prescribed(SMALL), note=note), FOOT, start=START)
        for note in ("Well done, Sam.", "")
    )
    assert first is second
    assert first.facts[0] == Fact("10\u00a0times", "with each foot")


def test_all_presets_read_aloud(check_golden: Callable[[str, str], None]) -> None:
    """The 31 doses of the library as `check` and the card say them, for a clinician to read."""
    catalogue = read_catalogue(templates_folder())
    presets = sorted(
        (preset.entry, preset, what)
        for what in catalogue.exercises.values()
        for preset in what.presets
    )
    assert [entry for entry, _, _ in presets] == list(range(1, 32))
    check_golden(
        "doses.txt",
        "\n".join(preset_text(preset, what, catalogue) for _, preset, what in presets),
    )


def preset_text(preset: Preset, what: Exercise, catalogue: Catalogue) -> str:
    """A preset's sentence, and its panel and its line of the glance where a side is chosen."""
    item = Prescription(
        exercise=what.code,
        variant="",
        side=preset.side or Side.EACH,
        dose=preset.dose,
        parts=preset.parts,
        between=preset.between,
    )
    panel = dose_panel(item, what, catalogue, start=START)
    seen = glance(item, what, catalogue)
    lines = [
        f"{preset.entry}. {what.name} ({preset.code})",
        f"   {preset_sentence(preset, what, catalogue)}",
        f"   panel ({side_word(item.side, what, catalogue)}): {panel.often}",
        *(f"      {fact.figure} | {fact.qualifier}".rstrip(" |") for fact in panel.facts),
        f"   glance: {' / '.join(seen.amount)} | {seen.often}",
        "",
    ]
    return plain("\n".join(lines))


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
    assert where in plain(dose_sentence(item, FOOT, CATALOGUE))
