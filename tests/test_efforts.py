"""A dose -> the seconds and repetitions that it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.dose import Amount, Bound, Dose, Measure, Tempo, Times, exactly
from clinicplan.efforts import dose_seconds, load_of_day
from clinicplan.plan import Side
from tests.scheduled import OWN, SECONDS_20, SECONDS_30, exercise, prescribed


@pytest.mark.parametrize(
    ("dose", "side", "parts", "seconds"),
    [
        (Dose(), Side.LEFT, 0, (30, 30)),
        (Dose(), Side.EACH, 0, (60, 60)),
        (Dose(reps=exactly(10)), Side.LEFT, 0, (30, 30)),
        (Dose(reps=exactly(10)), Side.EACH, 0, (60, 60)),
        (Dose(reps=exactly(10)), Side.BOTH, 0, (30, 30)),
        (Dose(reps=Amount(3, 5), hold=SECONDS_30), Side.EACH, 0, (180, 300)),
        (Dose(reps=exactly(10), hold=exactly(2)), Side.LEFT, 0, (30, 30)),
        (Dose(reps=exactly(3), rest=exactly(10)), Side.LEFT, 0, (39, 39)),
        (Dose(reps=exactly(10), sets=exactly(2), rest=exactly(60)), Side.LEFT, 0, (180, 180)),
        (Dose(reps=exactly(10), sets=exactly(1), rest=exactly(5)), Side.LEFT, 0, (80, 80)),
        (Dose(duration=SECONDS_20, sets=exactly(5), rest=exactly(10)), Side.BOTH, 0, (150, 150)),
        (Dose(duration=SECONDS_30), Side.EACH, 2, (120, 120)),
        (Dose(duration=Amount(15, 15, Bound.UP_TO)), Side.LEFT, 0, (15, 15)),
        (Dose(duration=Amount(0, 15, Bound.UP_TO)), Side.LEFT, 0, (15, 15)),
        (Dose(duration=Amount(20, 30, measure=Measure.METRES)), Side.BOTH, 0, (20, 30)),
        (Dose(duration=Amount(20, 20, measure=Measure.STEPS)), Side.EACH, 0, (40, 40)),
        (Dose(hold=Amount(5, 5, measure=Measure.BREATHS)), Side.LEFT, 0, (20, 20)),
        (Dose(reps=exactly(2), hold=Amount(5, 6, measure=Measure.COUNTS)), Side.LEFT, 0, (10, 12)),
        (Dose(reps=exactly(10), tempo=Tempo(3, 2, 3)), Side.LEFT, 0, (80, 80)),
        (Dose(reps=exactly(10), tempo=Tempo(wording="slow")), Side.LEFT, 0, (60, 60)),
        (Dose(reps=exactly(10), tempo=Tempo(wording="quick")), Side.LEFT, 0, (30, 30)),
        (Dose(reps=Amount(bound=Bound.OPEN, wording="as-many-as-you-can")), Side.LEFT, 0, (30, 60)),
        (Dose(hold=Amount(bound=Bound.OPEN, wording="until-tired")), Side.LEFT, 0, (30, 30)),
        # a clinic's own words: what they come to, or our estimate
        (Dose(sets=exactly(2), duration=OWN), Side.EACH, 0, (240, 240)),
        (Dose(reps=exactly(2), hold=OWN), Side.LEFT, 0, (120, 120)),
        (Dose(reps=replace(OWN, low=20, high=20)), Side.LEFT, 0, (60, 60)),
        (Dose(reps=Amount(4, 4, words="lengths")), Side.LEFT, 0, (30, 30)),
        (Dose(reps=replace(OWN, low=0, high=0)), Side.LEFT, 0, (30, 30)),
        (Dose(duration=replace(OWN, low=0, high=0)), Side.LEFT, 0, (30, 30)),
        (
            Dose(reps=exactly(3), hold=Amount(0, 0, Bound.OPEN, "a-few-seconds")),
            Side.LEFT,
            0,
            (15, 24),
        ),
        (
            Dose(
                reps=Amount(0, 0, Bound.OPEN, "several-times"),
                hold=Amount(0, 0, Bound.OPEN, "as-long-as-you-can"),
            ),
            Side.LEFT,
            0,
            (30, 50),
        ),
    ],
)
def test_seconds_of_a_dose(dose: Dose, side: Side, parts: int, seconds: tuple[int, int]) -> None:
    item = prescribed(dose, side=side, parts=("a", "b", "c")[:parts])
    assert dose_seconds(dose, item, exercise()) == seconds


@pytest.mark.parametrize(
    ("dose", "side", "parts", "load"),
    [
        (Dose(sets=exactly(5), reps=exactly(15), hold=exactly(45)), Side.LEFT, 0, (56.25, 75)),
        (Dose(reps=Amount(8, 12), sets=Amount(2, 3), times=Times(2)), Side.EACH, 0, (3.6, 72)),
        (Dose(reps=exactly(5), times=Times(3)), Side.LEFT, 2, (0.5, 30)),
        (Dose(duration=exactly(60), times=Times(8, every_hours=2)), Side.BOTH, 0, (1, 0)),
        (Dose(reps=exactly(10), times=Times(16, every_hours=1)), Side.LEFT, 0, (0.5, 160)),
        (Dose(), Side.LEFT, 0, (0.5, 0)),
    ],
)
def test_what_a_day_asks_of_one_foot(
    dose: Dose, side: Side, parts: int, load: tuple[float, int]
) -> None:
    item = prescribed(dose, side=side, parts=("a", "b")[:parts])
    asked = load_of_day(dose, item, exercise())
    assert (round(asked.minutes, 2), asked.repetitions) == load


def test_library_estimates() -> None:
    """The alternate-day article: 17.3 minutes at the low end, 29.6 at the high end."""
    raises = prescribed(Dose(reps=Amount(10, 20), sets=Amount(2, 3)), side=Side.EACH)
    walk = prescribed(
        Dose(duration=exactly(20), sets=Amount(4, 5), rest=Amount(10, 15)),
        side=Side.BOTH,
        parts=("straight", "out", "in"),
    )
    circles = prescribed(
        Dose(reps=Amount(5, 10), sets=exactly(5)), side=Side.EACH, parts=("one", "other")
    )
    band = prescribed(Dose(reps=exactly(10), sets=exactly(3)), side=Side.EACH)
    spans = [
        dose_seconds(item.dose, item, exercise(tempo=tempo))
        for item, tempo in ((raises, 3), (walk, 2), (circles, 2), (circles, 2), (band, 4))
    ]
    low, high = (round(sum(end) / 60, 1) for end in zip(*spans, strict=True))
    assert (low, high) == (17.3, 29.6)
