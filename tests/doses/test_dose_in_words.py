"""A whole dose as clinicians say it -> its facts, or the piece that is not clear."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from clinicplan.dose import Amount, Dose, exactly
from clinicplan.doses import Said, Step, Unclear, grown, read_dose, week_of
from clinicplan.plan import Growth
from tests.workbook.workbooks import TODAY

# What is said, in short: each fact and the text that a cell would have for it.
SAID = [
    ("3 x 10, hold 5 s, twice a day, not Sundays, from week 3: 15",
     "sets 3 · reps 10 · hold 5 · times 2 · days 0 1 2 3 4 5 · week 3: reps 15"),
    ("3 x 10 hold 5 s twice a day not Sundays from week 3: 15",
     "sets 3 · reps 10 · hold 5 · times 2 · days 0 1 2 3 4 5 · week 3: reps 15"),
    ("3 sets of 15 heel raises, slow", "sets 3 · reps 15 · tempo slow"),
    ("3x15, 3-0-3 tempo, 2 min rest, 3x week",
     "sets 3 · reps 15 · rest 120 · tempo 3-0-3 · days 3 a week"),
    ("4 x 12RM, alternate days, 3 min rest between sets",
     "sets 4 · reps 12 · rest 180 · load 12 RM · days every-other-day"),
    ("5 sets, hold 45 s, rest 2 min, each leg, daily",
     "sets 5 · hold 45 · rest 120 · times 1 · days every-day · side each"),
    ("5 x 45 sec isometric hold, 2 min rest, daily, right leg",
     "reps 5 · hold 45 · rest 120 · times 1 · days every-day · side right"),
    ("Hold for 30 seconds. Repeat 3 times. Twice a day.", "reps 3 · hold 30 · times 2"),
    ("2 sets of 10 on each leg, once a day", "sets 2 · reps 10 · times 1 · side each"),
    ("10 reps each leg x 2 sets daily",
     "sets 2 · reps 10 · times 1 · days every-day · side each"),
    ("8-10 reps x 3 sets, 2-3 times per week, with red theraband",
     "sets 3 · reps 8-10 · load the red theraband · days 2-3 a week"),
    ("AMRAP x 3 sets, rest 2 min", "sets 3 · reps as-many-as-you-can · rest 120"),
    ("3 x failure, every third day", "sets 3 · reps as-many-as-you-can · days every 3"),
    ("3 x 8 @ 5kg, Mon Wed Fri", "sets 3 · reps 8 · load 5 kg · days 0 2 4"),
    ("10 x 5 sec holds, 3 x day", "reps 10 · hold 5 · times 3"),
    ("20 metres x 3, daily", "reps 3 · duration 20 metres · times 1 · days every-day"),
    ("5 slow reps, daily", "reps 5 · tempo slow · times 1 · days every-day"),
    ("3 x 30\u2033 each side, 15\u2033 rest", "sets 3 · rest 15 · duration 30 · side each"),
    ("10mins/day", "duration 600 · times 1 · days every-day"),
    ("3 x 10 both legs together", "sets 3 · reps 10 · side both"),
    ("10 reps red band; from week 3: green band; from week 5: blue band, 12 reps",
     "reps 10 · load the red band · week 3: load the green band · "
     "week 5: reps 12 · load the blue band"),
    ("3x10, +2 a week, Mon-Sat", "sets 3 · reps 10 · days 0 1 2 3 4 5 · growth 2"),
    ("10, twice a day, +2 a week", "reps 10 · times 2 · growth 2"),
    ("10, increase by 2 each week up to 20", "reps 10 · growth 2 to 20"),
    ("start with 10 reps, build up to 20 by week 6", "reps 10 · growth to 20 by 6"),
    ("10, when easy: 15, hold 5 s", "reps 10 · easy: reps 15 · hold 5"),
    ("10 daily, from 7 Dec: 15 times",
     "reps 10 · times 1 · days every-day · 7 dec: reps 15"),
    ("10, from week 4: stop", "reps 10 · to 3"),
    ("10 reps, from week 3: 15, note: on the stairs", "reps 10 · week 3: reps 15 (on the stairs)"),
    ("10 times twice a day weeks 2-4", "reps 10 · times 2 · from 2 · to 4"),
    ("3 x 10 daily", "sets 3 · reps 10 · times 1 · days every-day"),
    ("daily, 10 times, bd", "reps 10 · times 2 · days every-day"),
    ("10 times after meals daily", "reps 10 · times after each meal · days every-day"),
    ("10; week 3 – 40 reps", "reps 10 · week 3: reps 40"),
    ("10 twice a day, week 3-40", "reps 10 · times 2 · from 3 · to 40"),
    ("once a week 3 x 8", "sets 3 · reps 8 · days 1 a week"),
    ("M/W/F 3 x 10", "sets 3 · reps 10 · days 0 2 4"),
    ("3 x 10 no rest, PRN", "sets 3 · reps 10 · no rest · days when-needed"),
    ("hold 5 deep breaths, 3 times, before running",
     "reps 3 · hold 5 breaths · times before you run"),
]  # fmt: skip

ASKED = [
    ("10 2x", "dose-said-twice", "2x"),
    ("3 x 10 daily, Mon-Sat", "dose-said-twice", "mon-sat"),
    ("10 reps, rest 1 min, 10 reps", "dose-said-twice", "10 reps"),
    ("10 x 2 daily", "dose-two-readings", "10 x 2 daily"),
    ("10 reps x 3 daily", "dose-two-readings", "10 reps x 3 daily"),
    ("3 x 10 x 2 daily", "dose-two-readings", "3 x 10 x 2 daily"),
    ("3 sets of 15 twaddle, slow", "dose-piece-unclear", "twaddle"),
    ("10 reps, progress to walking", "progression-unclear", "progress to walking"),
    ("10 L 5 R, daily", "two-sides", "10 l 5 r"),
    ("30s, x3 left x1 right, bd", "two-sides", "x3 left x1 right"),
    ("15 reps daily, 5/7", "days-or-week", "5/7"),
    ("10, from week 3: each leg", "side-in-change", "from week 3: each leg"),
    ("10, tempo 3-2-1", "tempo-direction", "tempo 3-2-1"),
    ("10; from week 2: 12; hold 5 s", "dose-after-change", "hold 5 s"),
    ("", "dose-unclear", ""),
]  # fmt: skip


def short(said: Said) -> str:
    """What is said, in the words of the table."""
    parts = short_dose(said.dose)
    parts += [f"no {name}" for name in said.cleared]
    parts += [f"side {said.side}"] if said.side else []
    if said.growth:
        to = f" to {said.growth.until}" if said.growth.until else ""
        by = f" by {said.growth.last_week}" if said.growth.last_week else ""
        parts.append(f"growth{f' {said.growth.by}' if said.growth.by else ''}{to}{by}")
    parts += [f"from {said.first_week}"] if said.first_week else []
    parts += [f"to {said.last_week}"] if said.last_week else []
    parts += [
        f"{step.day or f'week {step.week}'}: {' · '.join(short_dose(step.dose))}"
        + (f" ({step.note})" if step.note else "")
        for step in said.steps
    ]
    parts += [f"easy: {' · '.join(short_dose(said.when_easy))}"] if said.when_easy else []
    order = ("sets", "reps", "hold", "rest", "no rest", "duration", "load", "tempo")
    return " · ".join(sorted(parts, key=lambda part: _place(part, order)))


def _place(part: str, order: tuple[str, ...]) -> int:
    return next((at for at, name in enumerate(order) if part.startswith(name)), len(order))


def short_dose(dose: Dose) -> list[str]:
    return [
        f"{item.name} {figure(value)}"
        for item in fields(Dose)
        if (value := getattr(dose, item.name)) is not None
    ]


def figure(value: object) -> str:
    if isinstance(value, Amount):
        ends = f"{value.low}" if value.low == value.high else f"{value.low}-{value.high}"
        return value.wording or f"{ends} {value.measure}".strip()
    given = {item.name: getattr(value, item.name) for item in fields(value)}  # type: ignore[arg-type]  # a part of a dose
    match given:
        case {"words": words, "most_times": most}:
            return str(words) or f"{most} RM"
        case {"there": there, "held": held, "back": back, "wording": wording}:
            return str(wording) or f"{there}-{held}-{back}"
        case {"count": count, "occasion": occasion}:
            return str(occasion) or str(count)
        case {"named": named} if named:
            return " ".join(map(str, named))
        case {"per_week": least, "per_week_most": most} if least:
            return f"{least}-{most} a week" if most else f"{least} a week"
        case {"every": every} if every:
            return f"every {every}"
    return str(given["occasion"] or given["rhythm"])


@pytest.mark.parametrize(("text", "said"), SAID)
def test_a_dose_as_one_would_say_it(text: str, said: str) -> None:
    found = read_dose(text)
    assert isinstance(found, Said), found
    assert short(found) == said


@pytest.mark.parametrize(("text", "code", "piece"), ASKED)
def test_what_is_unclear_is_named(text: str, code: str, piece: str) -> None:
    found = read_dose(text)
    assert isinstance(found, Unclear)
    assert (found.code, found.values["value"]) == (code, piece)


PIECES = ["3 x 10", "2 sets", "12 reps", "hold 5 s", "rest 30 s", "twice a day", "Mon-Sat",
          "each leg", "red band", "slow", "every other day", "for 30 s", "20 metres"]  # fmt: skip


@given(some.lists(some.sampled_from(PIECES), min_size=1, max_size=6, unique=True))
@settings(max_examples=60, deadline=None)
def test_commas_change_nothing_where_one_reading_fits(pieces: list[str]) -> None:
    """What is understood without commas is what is understood with them."""
    bare, listed = read_dose(" ".join(pieces)), read_dose(", ".join(pieces))
    if isinstance(bare, Said) and isinstance(listed, Said):
        assert bare.facts() == listed.facts()


@given(some.text(some.sampled_from("week form3 15:;,\n-xsofholdretai+/'\"()"), max_size=60))
@settings(deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    found = read_dose(text)
    assert isinstance(found, Unclear) or found.facts() or found.ask_often or found.each_way


@pytest.mark.parametrize(
    ("growth", "numbers"),
    [
        (Growth(0, 0, by=2), {2: 12, 3: 14, 4: 16, 5: 18}),
        (Growth(3, 4, by=1), {3: 11, 4: 12}),
        (Growth(0, 4, until=12), {3: 11, 4: 12}),
        (Growth(0, 4, until=19), {2: 13, 3: 16, 4: 19}),
        (Growth(0, 0, by=4, until=16), {2: 14, 3: 16}),
    ],
)
def test_growth_goes_in_whole_numbers(growth: Growth, numbers: dict[int, int]) -> None:
    changes = grown(Dose(reps=exactly(10)), growth, first_week=1, weeks=5)
    assert {item.week: item.dose.reps for item in changes} == {
        week: exactly(count) for week, count in numbers.items()
    }


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("20 min daily, up 5 mins a wk to max 40", {2: 25, 3: 30, 4: 35, 5: 40}),
        ("15 min 5 d/wk, +2 min every wk till you're at 20 then stay there", {2: 17, 3: 19, 4: 20}),
        ("10 min x4/week. up 2 mins per week, max 14", {2: 12, 3: 14}),
        ("20 min daily, from week 3 add 5 min a week to 30", {3: 25, 4: 30}),
        ("20 min, 3 days a week, add 5 min every 2 weeks up to 40", {3: 25, 5: 30}),
        ("10 min daily increase 10 min a week", {2: 20, 3: 30, 4: 40, 5: 50, 6: 60}),
    ],
)
def test_minutes_grow_by_week(typed: str, minutes: dict[int, int]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.growth
    changes = grown(said.dose, said.growth, first_week=1, weeks=6)
    assert {c.week: c.dose.duration.high // 60 for c in changes if c.dose.duration} == minutes


def test_seconds_of_a_hold_grow_where_there_is_no_bout() -> None:
    said = read_dose("10 x, hold 5 s, twice a day, +2 s a week to 8 s")
    assert isinstance(said, Said)
    assert said.growth
    changes = grown(said.dose, said.growth, first_week=1, weeks=4)
    assert {c.week: c.dose.hold.high for c in changes if c.dose.hold} == {2: 7, 3: 8}


@pytest.mark.parametrize(
    "typed",
    ["2 x 10 daily, +5 s a week", "20 steps daily, +5 s a week",
     "20 min daily, +5 min a week to 15", "10 min daily, add 2 min every week if no pain"],
)  # fmt: skip
def test_a_time_that_cannot_be_reckoned_is_printed_as_typed(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.growth is None
    assert any(note in typed for note in said.notes)


def test_growth_is_of_both_ends() -> None:
    (first, *_) = grown(Dose(reps=Amount(8, 12)), Growth(0, 0, by=2), first_week=1, weeks=3)
    assert first.dose.reps == Amount(10, 14)


@pytest.mark.parametrize(
    ("day", "week"), [("21 nov", 1), ("22 nov", 2), ("28 nov", 2), ("29 nov", 3), ("1 jan", 7)]
)
def test_a_date_is_the_first_week_on_or_after_it(day: str, week: int) -> None:
    assert week_of(Step(0, Dose(), day=day), TODAY) == week
