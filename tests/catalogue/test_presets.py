"""The 31 doses of the source articles, written out by hand: no number may change unseen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from clinicplan.catalogue.values import Preset
from clinicplan.dose import Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.plan import Side
from tests.catalogue.shipped import EXERCISES, SHIPPED

S0, S1, S2, S3, S4 = (
    "three-daily",
    "ten-open",
    "ten-twice-daily",
    "three-open",
    ("five-alternate-days"),
)
SOURCES = {
    S0: "000_acac0682bc5840a7.txt",
    S1: "001_4e41eeac80a675cd.txt",
    S2: "002_73cac9c0ec7ec189.txt",
    S3: "003_bb1e3ab6c8a7f1d4.txt",
    S4: "004_07dbd44428dc8ab9.txt",
}
EVERY_DAY, EVERY_OTHER_DAY = Days(Rhythm.EVERY_DAY), Days(Rhythm.EVERY_OTHER_DAY)
TWICE = Times(2)
AS_LONG_AS_YOU_CAN = Amount(bound=Bound.OPEN, wording="as-long-as-you-can")
A_FEW_SECONDS = Amount(bound=Bound.OPEN, wording="a-few-seconds")
IN_EACH = {"toe-stretch", "band-plantarflexion"}
"""Their holds are for each position of a repetition."""
SEVERAL_TIMES = Amount(bound=Bound.OPEN, wording="several-times")
BOTH_WAYS = ("clockwise", "anticlockwise")


@dataclass(frozen=True)
class Entry:
    """A row of the table of facts; what the article leaves open is left out here too."""

    number: int
    exercise: str
    article: str
    side: Side | None = None
    reps: Amount | None = None
    hold: Amount | None = None
    sets: Amount | None = None
    rest: Amount | None = None
    duration: Amount | None = None
    times: Times | None = None
    days: Days | None = None
    parts: tuple[str, ...] = ()
    between: str = ""
    variants: tuple[str, ...] = ()
    sides_alternate: bool | None = None


def about(seconds: int) -> Amount:
    return Amount(seconds, seconds, Bound.ABOUT)


ENTRIES = [
    Entry(1, "towel-stretch", S0, Side.EACH, reps=Amount(3, 5), hold=exactly(30),
          days=EVERY_DAY, variants=("floor",)),
    Entry(2, "ankle-circles", S0, Side.EACH, duration=about(30), days=EVERY_DAY,
          parts=BOTH_WAYS, variants=("chair", "standing")),
    Entry(3, "foot-ball-roll", S0, Side.EACH, duration=about(30), days=EVERY_DAY,
          variants=("ball-chair", "massage-ball-chair", "bottle-chair")),
    Entry(4, "toe-press", S1, Side.EACH, reps=exactly(10), hold=exactly(3),
          variants=("standing",)),
    Entry(5, "toe-walk", S1, Side.BOTH, duration=exactly(20), days=EVERY_DAY,
          variants=("walking",)),
    Entry(6, "toe-stretch", S1, Side.EACH, reps=exactly(3), variants=("floor",)),
    Entry(7, "toe-pencil", S1, reps=SEVERAL_TIMES, hold=A_FEW_SECONDS, variants=("standing",)),
    Entry(8, "wall-calf-stretch", S1, Side.EACH, hold=exactly(30), variants=("wall",)),
    Entry(9, "lying-towel-raise", S1, Side.EACH, variants=("lying",)),
    Entry(10, "ankle-circles", S1, Side.EACH, duration=Amount(15, 15, Bound.UP_TO),
          variants=("lying",)),
    Entry(11, "seated-heel-stretch", S1, Side.EACH, hold=exactly(30), variants=("floor",)),
    Entry(12, "band-pull-back", S1, reps=exactly(10), hold=exactly(15), variants=("floor",)),
    Entry(13, "foot-ball-roll", S1, variants=("ball-standing",)),
    Entry(14, "toe-walk", S2, Side.BOTH, duration=exactly(20), sets=exactly(5), rest=about(10),
          times=TWICE, days=EVERY_DAY, variants=("walking",)),
    Entry(15, "toe-stretch", S2, Side.EACH, reps=exactly(3), hold=A_FEW_SECONDS,
          times=TWICE, days=EVERY_DAY, variants=("chair",)),
    Entry(16, "ankle-circles", S2, Side.EACH, duration=about(15),
          times=TWICE, days=EVERY_DAY, variants=("lying",)),
    Entry(17, "seated-heel-stretch", S2, Side.EACH, hold=exactly(30),
          times=TWICE, days=EVERY_DAY, variants=("floor",)),
    Entry(18, "foot-ball-roll", S2, Side.EACH, duration=exactly(30),
          times=TWICE, days=EVERY_DAY, variants=("ball-standing",)),
    Entry(19, "band-pull-back", S2, reps=exactly(10), hold=exactly(15),
          times=TWICE, days=EVERY_DAY, variants=("floor",)),
    Entry(20, "lying-towel-raise", S2, Side.EACH, hold=exactly(30),
          times=TWICE, days=EVERY_DAY, variants=("lying",)),
    Entry(21, "toe-pencil", S2, Side.EACH, reps=exactly(5), hold=AS_LONG_AS_YOU_CAN,
          times=TWICE, days=EVERY_DAY, variants=("chair", "standing")),
    Entry(22, "heel-raise-single", S2, Side.EACH, reps=exactly(20),
          times=TWICE, days=EVERY_DAY, variants=("chair",)),
    Entry(23, "toe-press", S2, reps=exactly(10), hold=AS_LONG_AS_YOU_CAN,
          times=TWICE, days=EVERY_DAY, variants=("standing",)),
    Entry(24, "toe-curl-spread", S3, Side.EACH, reps=Amount(10, 15), variants=("chair",)),
    Entry(25, "foot-ball-roll", S3, Side.EACH, duration=exactly(30),
          variants=("ball-chair", "bottle-chair")),
    Entry(26, "heel-raise-double", S3, Side.BOTH, reps=exactly(15), hold=Amount(3, 5),
          variants=("wall",)),
    Entry(27, "heel-raise-single", S4, Side.EACH, reps=Amount(10, 20), sets=Amount(2, 3),
          days=EVERY_OTHER_DAY, variants=("chair",), sides_alternate=True),
    Entry(28, "toe-walk-3-way", S4, Side.BOTH, duration=exactly(20), sets=Amount(4, 5),
          rest=Amount(10, 15), days=EVERY_OTHER_DAY, parts=("straight", "out", "in"),
          variants=("walking",)),
    Entry(29, "ankle-circles", S4, Side.EACH, reps=Amount(5, 10), sets=exactly(5),
          days=EVERY_OTHER_DAY, parts=BOTH_WAYS, variants=("chair",)),
    Entry(30, "towel-scrunch", S4, Side.EACH, reps=Amount(5, 10), sets=exactly(5),
          days=EVERY_OTHER_DAY, parts=("towards", "away"), between="wiggle your toes",
          variants=("chair",), sides_alternate=False),
    Entry(31, "band-plantarflexion", S4, Side.EACH, reps=exactly(10), hold=about(2),
          sets=exactly(3), days=EVERY_OTHER_DAY, variants=("chair", "floor")),
]  # fmt: skip
DEFAULTS = {
    "ankle-circles": (2, "chair"),
    "band-plantarflexion": (31, "chair"),
    "band-pull-back": (19, "floor"),
    "foot-ball-roll": (3, "ball-chair"),
    "heel-raise-double": (26, "wall"),
    "heel-raise-single": (27, "chair"),
    "lying-towel-raise": (20, "lying"),
    "seated-heel-stretch": (17, "floor"),
    "toe-curl-spread": (24, "chair"),
    "toe-pencil": (21, "chair"),
    "toe-press": (4, "standing"),
    "toe-stretch": (15, "chair"),
    "toe-walk": (14, "walking"),
    "toe-walk-3-way": (28, "walking"),
    "towel-scrunch": (30, "chair"),
    "towel-stretch": (1, "floor"),
    "wall-calf-stretch": (8, "wall"),
}
PROGRAMMES = {
    S0: (1, 2, 3),
    S1: tuple(range(4, 14)),
    S2: tuple(range(14, 24)),
    S3: (24, 25, 26),
    S4: (27, 28, 29, 30, 31),
}


def expected(entry: Entry) -> Preset:
    return Preset(
        code=entry.article,
        source=SOURCES[entry.article],
        entry=entry.number,
        side=entry.side,
        dose=Dose(
            sets=entry.sets,
            reps=entry.reps,
            hold=replace(entry.hold, each=entry.exercise in IN_EACH) if entry.hold else None,
            rest=entry.rest,
            duration=entry.duration,
            times=entry.times,
            days=entry.days,
        ),
        parts=entry.parts,
        between=entry.between,
        variants=entry.variants,
        sides_alternate=entry.sides_alternate,
    )


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.number}-{entry.exercise}")
def test_a_preset_says_what_its_article_says(entry: Entry) -> None:
    assert SHIPPED.exercises[entry.exercise].preset(entry.article) == expected(entry)


def test_there_are_these_presets_and_no_others() -> None:
    numbers = [p.entry for exercise in EXERCISES for p in exercise.presets]
    assert sorted(numbers) == [entry.number for entry in ENTRIES] == list(range(1, 32))


def test_there_are_these_exercises_and_no_others() -> None:
    assert set(SHIPPED.exercises) == {entry.exercise for entry in ENTRIES} == set(DEFAULTS)
    assert len(SHIPPED.exercises) == 17


@pytest.mark.parametrize(("code", "default"), DEFAULTS.items())
def test_the_first_preset_is_the_default(code: str, default: tuple[int, str]) -> None:
    first = SHIPPED.exercises[code].presets[0]
    assert (first.entry, first.variants[0]) == default


@pytest.mark.parametrize(("code", "numbers"), PROGRAMMES.items())
def test_a_programme_has_its_articles_entries_in_order(code: str, numbers: tuple[int, ...]) -> None:
    programme = SHIPPED.programmes[code]
    presets = [SHIPPED.exercises[item.exercise].preset(item.preset) for item in programme.items]
    assert [preset.entry for preset in presets if preset] == list(numbers)
    assert programme.source == SOURCES[code]


LEGS = {"wall-calf-stretch", "lying-towel-raise", "seated-heel-stretch", "heel-raise-single"}
TOGETHER = {"toe-walk", "toe-walk-3-way", "heel-raise-double"}
MANY_WAYS = {"toe-stretch", "toe-curl-spread"}
TEMPOS = {"heel-raise-single": 3, "heel-raise-double": 3, "ankle-circles": 2, "towel-scrunch": 2,
          "band-pull-back": 4, "band-plantarflexion": 4}  # fmt: skip
COUNTED = {"ankle-circles": "circles", "toe-walk-3-way": "rounds"}
BALANCE = {
    ("toe-walk", "walking"), ("toe-walk-3-way", "walking"), ("heel-raise-single", "chair"),
    ("heel-raise-single", "wall"), ("toe-press", "standing"), ("toe-pencil", "standing"),
    ("ankle-circles", "standing"), ("foot-ball-roll", "ball-standing"),
}  # fmt: skip


def test_what_moves_and_how_it_is_counted() -> None:
    assert {item.code for item in EXERCISES if item.limb == "leg"} == LEGS
    assert {item.code for item in EXERCISES if item.together} == TOGETHER
    assert {item.code: item.tempo for item in EXERCISES if item.code in TEMPOS} == TEMPOS
    assert {item.code for item in EXERCISES if item.many_ways} == MANY_WAYS
    assert {i.code: i.counted for i in EXERCISES if i.counted != "times"} == COUNTED


def test_balance_tasks_are_marked() -> None:
    marked = {(e.code, v.code) for e in EXERCISES for v in e.variants if v.balance}
    assert marked == BALANCE
    whole = {item.code for item in EXERCISES if item.balance}
    assert whole == {"toe-walk", "toe-walk-3-way", "heel-raise-single", "toe-press"}
