"""A dose that no reader takes in -> the clinic's own words, or still the question."""

from __future__ import annotations

import pytest

from clinicplan.dose import AS_WRITTEN, Amount, Measure, Rhythm, Tempo, Times, exactly
from clinicplan.doses import Said, Unclear, as_written, read_dose
from clinicplan.doses.sides import noted_side, read_side, says_how_much
from clinicplan.doses.written_out import written_out


def whole(typed: str) -> Said | None:
    said = read_dose(typed)
    asked = said if isinstance(said, Unclear) else Unclear("dose-piece-unclear", {"value": typed})
    return as_written(typed, asked)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("30s x3 daily for 6/52 then 3x wk",
         "3 times for 30 seconds, once a day, for 6 weeks then 3 times a week"),
        ("3x10 daily pain up to 3/10 ok the same evening",
         "3 sets of 10, daily pain up to 3/10 ok the same evening"),
        ("Mon 4x20, Wed 3x25, Fri 2x30, rest 1 min",
         "Mon 4 sets of 20, Wed 3 sets of 25, Fri 2 sets of 30, rest 1 minute"),
        ("3x6 OD, then 3x10 when 3x6 can be done",
         "3 sets of 6, once a day, then 3 sets of 10 when 3 sets of 6 can be done"),
        ("Alternate days. Wk 1-3 yellow 3x12, then wk 4 5x10, return 3 s",
         "Week 1-3 yellow 3 sets of 12, then week 4: 5 sets of 10, return 3 seconds"),
        ("4 min walk 1 min run x5, Mon Wed Sat, add 1 min run each wk if pain 3/10 or less",
         "4 minutes walk 1 minute run, 5 times, "
         "add 1 minute run each week if pain 3/10 or less"),
        ("PRN, up to 5 min each time", "when needed, up to 5 minutes each time"),
        ("10 every 2-3 hours, up to 6x a day", "10 every 2-3 hours, up to 6 times a day"),
        ("Wk 2 yellow 2x10, wk 4-5 green 3x15, od",
         "Week 2: yellow 2 sets of 10, week 4-5 green 3 sets of 15"),
        ("5 positions x10, 2-hourly for 2/52 then QDS",
         "5 positions, 10 times, 2-hourly for 2 weeks then 4 times a day"),
        ("10 x 10s w 4s rest + 10 quick, tds",
         "10 times for 10 seconds with 4 seconds rest + 10 quick"),
        ("3x30s, bd weekdays, tds weekends",
         "3 times for 30 seconds, twice a day weekdays, 3 times a day weekends"),
        ("3 x 20 s daily and also before football",
         "3 times for 20 seconds, daily and also before football"),
        ("Wk 1: run 1 min/walk 2 min x8. Wk 2: run 2/walk 1 x8. Wk 3: run 4 walk 2 x5, 3x/week",
         "Week 1: run 1 minute/walk 2 minutes, 8 times. Week 2: run 2/walk 1, 8 times. "
         "Week 3: run 4 walk 2, 5 times"),
        ("R 3x20, L 2x20, red band, daily except performance days",
         "right 3 sets of 20, left 2 sets of 20, red band, daily except performance days"),
        ("4-4-4-4 for 3 min, before bed & in a flare",
         "4-4-4-4 for 3 minutes, before bed and in a flare"),
        ("10L 10R alternating, hold 10s daily",
         "10 left 10 right alternating, hold 10 seconds"),
        ("3x12 od, wk 8-9: 70% on right leg, from wk 10: 50/50",
         "3 sets of 12, week 8-9: 70% on right leg, from week 10: 50/50"),
        ("10 or until tired, bd", "10 or until tired"),
        ("12/10/8, pain to 3-4/5, rest as needed, 2x/wk",
         "12/10/8, pain to 3-4/5, rest as needed"),
        ("30s work 1 min rest x3, eod. Worse next day? 1 round less",
         "30 seconds work 1 minute rest, 3 times. Worse next day? 1 round less"),
        ("15 min light resistance, 3 days a week, +5 min every 2nd week, max 30 min",
         "15 minutes light resistance, +5 minutes every 2nd week, max 30 minutes"),
        ("once through A to Z, 3 times a day", "once through A to Z, 3 times a day"),
        ("10 off 4\" step, every 3rd day, 6\" step from wk 4",
         "10 off 4\" step, 6\" step from week 4"),
        ("10 gentle, bd. Stop if P&N last more than a few mins",
         "10 gentle. Stop if pins and needles last more than a few minutes"),
        ("2x15 e/s daily, loop band from wk 3",
         "2 sets of 15 each side, loop band from week 3"),
        ("5-4-3 x 10s holds, 20s rest b/w, daily",
         "5-4-3 \N{MULTIPLICATION SIGN} 10 seconds holds, 20 seconds rest in between"),
        ("3 Sets \u00e0 12 Rep., 90 sec pause, each 2nd day",
         "3 Sets of 12 repetitions, 90 seconds pause, each 2nd day"),
        ("20 ea dir, legs up, every 2-3 hrs", "20 each direction, legs up, every 2-3 hours"),
        ("3x8 2/wk, 8kg wk1-2, 12kg wk3-4, RIR 2",
         "3 sets of 8, 8kg week 1-2, 12kg week 3-4, stop while you could still do 2 more"),
        ("0-4/52 assisted 10x tds; 4-8/52 active 10x b.d.",
         "0-4 weeks assisted 10 times, 3 times a day; 4-8 weeks active 10 times, twice a day"),
        ("10 up 10 down, 10s each, tds, as tolerated",
         "10 up 10 down, 10 seconds each, as tolerated"),
        ("10 up, 10 down daily", "10 up, 10 down daily"), ("up 10 down 10, daily", "up 10 down 10"),
        ("3 up 3 down, daily", "3 up 3 down"), ("8 there 8 back, bd", "8 there 8 back"),
        ("10 reps, 10 up 10 down, daily", "10 repetitions, 10 up 10 down"),
        ("5 -> 10 -> 15 as able, b.d., hold on",
         "start with 5, build up to 10, then 15 as able, hold on"),
        ("8 \u2192 12 reps, bd", "start with 8, build up to 12 repetitions"),
        ("15 min 3x/wk. Missed 1 week -> 10 min. Missed 2 weeks or more -> 5 min",
         "15 minutes, 3 times a week. Missed 1 week, then 10 minutes. "
         "Missed 2 weeks or more, then 5 minutes"),
    ],
)  # fmt: skip
def test_words_that_are_not_understood_are_printed(typed: str, printed: str) -> None:
    said = whole(typed)
    assert said is not None
    reps, days = said.dose.reps, said.dose.days
    assert reps is not None
    assert (reps.words, reps.wording) == (printed, AS_WRITTEN)
    assert said.dose.times or days


@pytest.mark.parametrize(
    ("typed", "words", "rhythm"),
    [
        ("R 3x6, L 2x6, rest 2 min, alternate days",
         "right 3 sets of 6, left 2 sets of 6, rest 2 minutes", Rhythm.EVERY_OTHER_DAY),
        ("2x10, hold pencil 3 s, Tue/Thu", "2 sets of 10, hold pencil 3 seconds", Rhythm.NAMED),
    ],
)
def test_how_often_by_itself_keeps_its_boxes(typed: str, words: str, rhythm: Rhythm) -> None:
    said = whole(typed)
    assert said is not None
    assert said.dose.reps is not None
    assert said.dose.days is not None
    assert (said.dose.reps.words, said.dose.days.rhythm) == (words, rhythm)


@pytest.mark.parametrize(
    "typed",
    [
        "3 x 10 bif, daily",  # nobody knows the abbreviation
        "3 x 10 twaddlle, dayly",  # a slip
        "3/10 twaddle, hold 5 s, bd",  # sets, or out of ten?
        "10 twaddle? daily",
        "10 times, 12 times, daily",  # two amounts, and nothing tells them apart
        "fifty twaddle",
        "3 x 10, day",
        "<b>10 twaddle</b>, daily",
        "10 " + "twaddle " * 50,  # longer than a panel
    ],
)
def test_what_may_be_a_slip_is_still_asked(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear)
    assert as_written(typed, said) is None


@pytest.mark.parametrize(
    "typed",
    ["3 x 10 bd, 5/7 daily", "a while, bd", "at least 3 times a day", "3x/week more if tolerated",
     "3 x 10, tempo 3-2-1, bd", "10? daily", "3x8, 3-1-3-0, bd", "10 times, 12 times, bd",
     "20/10 x5, bd", "3x10 EXT bd", "3x10r bd", "hold 5s 10r bd", "10 x 5h bd",
     "12 r then 5 twaddle, bd", "4x5, r 90s, 2/7 with care"],
)  # fmt: skip
def test_what_has_two_meanings_is_asked(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Unclear)
    assert as_written(typed, said) is None


@pytest.mark.parametrize(
    "typed", ["3x10 12/52", "L 5, R 15", "1/52 off then 3/52", "w/ 10 kg, 2x/wk", "10-12 @ 5kg bd"]
)
def test_no_number_is_lost_or_made(typed: str) -> None:
    bare = typed.replace("/52", "").replace("2x/wk", "twice")
    figures = bare.replace("-", " ").replace("x", " ").split()
    numbers = ["".join(filter(str.isdigit, word)) for word in figures]
    said = [("".join(filter(str.isdigit, word))) for word in
            written_out(typed).replace("-", " ").replace("x", " ").split()]
    assert [n for n in numbers if n] == [n for n in said if n and n != "52"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("run 2/walk 1 x8", "run 2/walk 1, 8 times"), ("run 2/walk 1x8", "run 2/walk 1 \u00d7 8"),
        ("run 2/walk 2 x 8", "run 2/walk 2 \u00d7 8"), ("walk 3 x 8", "walk 3 \u00d7 8"),
        ("4/2 x 8", "4/2 \u00d7 8"), ("run 2, walk and 1 x 8", "run 2, walk and 1 \u00d7 8"),
        ("2-3 x 8", "2-3 sets of 8"), ("1 x 10", "1 set of 10"), ("2.5 x 8", "2.5 \u00d7 8"),
        ("R 3x10, then 2 x 8", "right 3 sets of 10, then 2 sets of 8"),
        ("wk 2: 3x10", "week 2: 3 sets of 10"), ("L3x10", "left 3 sets of 10"),
        ("3x10 b.d. Rest 2 min. 4x8", "3 sets of 10 twice a day. Rest 2 minutes. 4 sets of 8"),
        ("rest 2 min. then stop", "rest 2 minutes. Then stop"),
        ("3 x 10\nRest 1 min\nthen 5", "3 sets of 10. Rest 1 minute, then 5"),
        ("from 1/12", "from 1/12"), ("w10 kg", "w10 kg"), ("@ 6 pm", "at 6 pm"),
        ("for 2 w then", "for 2 w then"),
    ],
)  # fmt: skip
def test_no_number_comes_to_mean_another_thing(typed: str, printed: str) -> None:
    assert written_out(typed) == printed


def test_metres_of_a_length_are_no_minutes() -> None:
    said = read_dose("5 reps 4 m lengths, daily")
    assert isinstance(said, Said)
    assert said.dose.duration == Amount(4, 4, measure=Measure.METRES)
    assert said.notes == ("lengths",)


@pytest.mark.parametrize(
    ("typed", "reps", "codes"),
    [
        ("10 times every day", exactly(10), []), ("x10 daily", exactly(10), []),
        ("4 times every day", None, ["times-or-reps"]), ("10 times a day", None, ["times-or-reps"]),
        ("max 10 times a day", None, ["times-or-reps"]), ("up to 3 times a day", None, []),
        ("twice a day", None, []), ("4 times a day", None, []),
        ("12 reps, 4 times every day", exactly(12), []),
    ],
)  # fmt: skip
def test_many_times_of_nothing_are_repetitions(
    typed: str, reps: Amount | None, codes: list[str]
) -> None:
    """The usual dose ten times a day is printed for nobody who meant ten repetitions."""
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.dose.reps, [doubt.code for doubt in said.doubts]) == (reps, codes)


def test_a_whole_dose_may_begin_later() -> None:
    said = read_dose("From week 3: 2x10 once a day; from week 5: 15")
    assert isinstance(said, Said)
    assert (said.first_week, said.dose.reps, [step.week for step in said.steps]) == (
        3, exactly(10), [5])  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "side", "notes", "each_way"),
    [
        ("R hand", "right", (), ""), ("L arm", "left", (), ""), ("right only", "right", (), ""),
        ("R and L", "each", (), ""), ("R then L", "each", (), ""), ("L & R foot", "each", (), ""),
        ("each hip", "each", (), ""), ("Both together", "both", (), ""),
        ("both feet", "both", (), ""),
        ("Left leading", "left", ("Left leading",), ""),
        ("stand on left", "left", ("stand on left",), ""),
        ("Stand on R", "right", ("Stand on right",), ""),
        ("LEFT LEG STANDING", "left", ("LEFT LEG STANDING",), ""),
        ("stance leg: right", "right", ("stance leg: right",), ""),
        ("lead with right leg", "right", ("lead with right leg",), ""),
        ("L leg first", "", ("left leg first",), ""),
        ("each, worse leg first", "each", ("worse leg first",), ""),
        ("both directions", "", (), "both directions"),
        ("Alternating", "", ("Alternating",), ""),
    ],
)  # fmt: skip
def test_a_side_as_it_is_typed(
    typed: str, side: str, notes: tuple[str, ...], each_way: str
) -> None:
    said = read_side(typed)
    assert isinstance(said, Said)
    assert (said.side, said.notes, said.each_way) == (side, notes, each_way)


@pytest.mark.parametrize(
    ("typed", "side", "notes", "codes"),
    [
        ("Each foot in front", "each", ("Each foot in front",), []),
        ("each leg in turn", "each", ("each leg in turn",), []),
        ("right (op side)", "right", ("right (op side)",), []),
        ("L leg, knee bent", "left", ("left leg, knee bent",), []),
        ("R, standing on L", "", ("right, standing on left",), ["side-not-clear"]),
        ("Towards R", "", ("Towards right",), ["side-not-clear"]),
        ("Stick in L hand", "", ("Stick in left hand",), ["side-not-clear"]),
        ("lfet leg", "", ("lfet leg",), ["side-not-clear"]),
        ("standing", "", ("standing",), []),
        ("n/a", "", (), []),
    ],
)
def test_words_under_side_are_kept(
    typed: str, side: str, notes: tuple[str, ...], codes: list[str]
) -> None:
    assert read_side(typed) is None
    said = noted_side(typed)
    assert said is not None
    assert (said.side, said.notes, [doubt.code for doubt in said.doubts]) == (side, notes, codes)


@pytest.mark.parametrize("typed", ["3", "L5", "R?", "xbq", "L x 10"])
def test_no_words_are_kept_that_say_nothing(typed: str) -> None:
    assert noted_side(typed) is None


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("both together", ["side-at-once"]), ("Both feet at the same time", ["side-at-once"]),
     ("both", []), ("both feet", []), ("each", [])],
)  # fmt: skip
def test_both_at_once_is_more_than_both(typed: str, codes: list[str]) -> None:
    said = read_side(typed)
    assert isinstance(said, Said)
    assert [doubt.code for doubt in said.doubts] == codes


@pytest.mark.parametrize("typed", ["R and R", "left or right", "rihgt", "3", "L5"])
def test_no_side_is_guessed(typed: str) -> None:
    assert not isinstance(read_side(typed), Said)


@pytest.mark.parametrize(
    ("typed", "tempo"),
    [
        ("3 x 10, 3 up 3 down, daily", Tempo(3, 0, 3)),
        ("3 x 10, 10 s up 10 s down, daily", Tempo(10, 0, 10)),
        ("10, tempo 6 up 6 down, daily", Tempo(6, 0, 6)),
        ("3 sec up 3 down, daily", Tempo(3, 0, 3)),
    ],
)
def test_a_tempo_has_its_seconds_or_its_name(typed: str, tempo: Tempo) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.tempo == tempo


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("2 min each foot, 1-0-1", "morning and evening"),
        ("3 x 10, 1-1-1", "morning, noon and evening"), ("3 x 10, 0-0-1", "evening"),
    ],
)  # fmt: skip
def test_figures_of_the_day_are_asked_about(typed: str, when: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert (asked.code, asked.values["when"]) == ("figures-of-day", when)
    assert whole(typed) is None
    assert isinstance(read_dose(typed.rpartition(",")[0] + f", {when}"), Said)


@pytest.mark.parametrize("typed", ["3x10, tempo 1-0-1, daily", "3x10, 2-0-2, daily"])
def test_a_tempo_is_none_of_the_day(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.tempo


@pytest.mark.parametrize("typed", ["10 x 10s 3xdaily", "10 x 10s x3daily", "10 x 10s 3 x daily"])
def test_so_often_daily_needs_no_blank(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.times == Times(3)
    assert said.notes == ()


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("op side", "With the operated side"), ("aff. leg", "With the affected leg"),
        ("bad leg", "With the bad leg"), ("the worse one", "With the worse side"),
        ("operated", "With the operated side"),
    ],
)  # fmt: skip
def test_a_side_known_to_the_patient_is_a_note(typed: str, note: str) -> None:
    said = read_side(typed)
    assert isinstance(said, Said)
    assert (said.side, said.notes, [doubt.code for doubt in said.doubts]) == (
        "", (note,), ["side-which"])  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "much"),
    [("L 3 sets, R 1 set", True), ("right 2x10", True), ("3x L", True), ("left first", False),
     ("right leg 1st", False), ("each", False), ("stand on left", False), ("left D2", False),
     ("right (2 yrs post op)", False), ("left, from week 2", False), ("both (10 each)", True)],
)  # fmt: skip
def test_how_much_is_no_side(typed: str, *, much: bool) -> None:
    assert says_how_much(typed) is much
