"""Doses as they are jotted between two rooms -> what is printed of them."""

from __future__ import annotations

import pytest

from clinicplan.dose import Rhythm, exactly
from clinicplan.doses import Said, Unclear, read_dose
from clinicplan.doses.sides import read_side
from clinicplan.doses.slipped_days import without_slipped_days
from clinicplan.doses.written_out import written_out
from clinicplan.workbook.sheets.cells.doses import told


def said(text: str) -> Said:
    found = told(text)
    assert isinstance(found, Said)
    return found


@pytest.mark.parametrize(
    ("typed", "count", "named"),
    [
        ("2 min qPM", 1, ("evening",)),
        ("10x, AM + HS", 2, ("morning", "bedtime")),
        ("3x10 q am", 1, ("morning",)),
    ],
)
def test_when_it_is_done(typed: str, count: int, named: tuple[str, ...]) -> None:
    times = said(typed).dose.times
    assert times is not None
    assert (times.count, times.named) == (count, named)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3 mi easy", "3 miles easy"),
        ("10 daily 6 weeks post op", "10 daily 6 weeks after the operation"),
        ("5, then 5 more. Goal 8s by wk 4", "5, then 5 more. Goal 8 by week 4"),
        ("3x15, 2\" hold, 30\" rest", "3 sets of 15, 2 seconds hold, 30 seconds rest"),
        ("3x10 off 4\" step", "3 sets of 10 off 4\" step"),
        ("up x10 down x10", "up 10 times down 10 times"),
        ("add 1 every 3/7, for 4/7", "add 1 every 3 days, for 4 days"),
        ("5x45s 1hr before KO", "5 times for 45 seconds 1 hour before kick-off"),
        ("bd 2/52, od 4/52", "twice a day for 2 weeks, once a day for 4 weeks"),
        ("4 cts up 4 cts down", "4 counts up 4 counts down"),
        ("Green from PO wk 11", "Green from week 11 after the operation"),
        ("30s R ft fwd", "30 seconds right foot forward"),
        ("3x15 @25#", "3 sets of 15 at 25 lb"),
        ("3x8, 2 s pause. At 10 go back to 8s", "3 sets of 8, 2 seconds pause. At 10 go back to 8"),
        ("rest 1 min betw sets", "rest 1 minute between sets"),
        ("hallux only, after brkfst", "big toe only, after breakfast"),
    ],
)
def test_it_is_in_words(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    "typed",
    [
        "30 a day total, split up however you like",
        "AM pain 0-3: 2 min x1. 4-6: 2 min tid, frozen bottle. 7+: none, rest",
        "3x10 in CAM boot, as you can, and 3x15 out of it",
        "20 reps in total, bd",
        "2x10 for 2/52, 3x10 for 2/52, 3x15 for 2/52 then r/v. od, 1 day off a wk",
        "3x30s. tds 2/52, bd 2/52, od 2/52 then 3x/wk to keep it ticking over",
        "L 3x15, R 2x15, alternatedays",
        "20s hold x5 before out of bed + end of shift",
        "4 x 20 sec each side after school, weekends twice a day",
    ],
)
def test_all_of_it_is_printed(typed: str) -> None:
    found = said(typed)
    assert found.dose.reps is not None
    assert found.dose.is_as_written


def test_every_other_day_with_a_stroke() -> None:
    days = said("3x10 e/o day").dose.days
    assert days is not None
    assert days.rhythm is Rhythm.EVERY_OTHER_DAY


def test_a_limit_behind_the_last_change_is_of_the_whole() -> None:
    found = said("20 min M/W/F x 2 wks then 30 min. Effort max 6/10")
    assert [step.note for step in found.steps] == [""]
    assert found.notes == ("effort max 6/10",)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("3x10, M-W-Sa", (0, 2, 5)), ("30s x4, 5/7, wkends off", (0, 1, 2, 3, 4)),
     ("3x10 M-Sat", (0, 1, 2, 3, 4, 5)), ("3x10 M-F", (0, 1, 2, 3, 4))],
)  # fmt: skip
def test_days_with_hyphens(typed: str, days: tuple[int, ...]) -> None:
    found = said(typed).dose.days
    assert found is not None
    assert found.named == days


def test_a_full_stop_behind_so_often_stays_one() -> None:
    found = said("4x30s QD. Once all 4 are clean -> eyes closed, start back at 4x10s")
    assert found.notes[0].startswith("Once all 4 are clean")


@pytest.mark.parametrize("typed", ["3x10 off step 4\", daily", "3x10 4\" step, daily"])
def test_inches_of_a_step_are_no_seconds(typed: str) -> None:
    found = said(typed)
    assert found.dose.reps is not None
    assert "second" not in found.dose.reps.words


def test_weekends_are_not_all_of_it_where_school_days_have_theirs() -> None:
    assert said("4 x 20 sec each side after school, weekends twice a day").dose.times is None


def test_weeks_with_a_review_behind_them_end_there() -> None:
    found = said("3 x 15 daily for 2 wks then review")
    assert (found.last_week, found.steps) == (2, ())
    assert found.notes == ("after these weeks: review",)


def test_x3_day_is_so_often_and_no_while() -> None:
    assert "(3 times a day)" in written_out("up to 5, before each meal (x3 day)")


def test_a_time_stays_one_beside_a_hold() -> None:
    assert written_out("3x10 bd, hold 5s, go to 10s").endswith("go to 10 seconds")


@pytest.mark.parametrize("typed", ["3x10 M-T-W-T-F", "10 reps daily LFT", "1 mi each foot bd"])
def test_what_may_be_other_days_or_a_side_is_asked(typed: str) -> None:
    assert not isinstance(told(typed), Said)


@pytest.mark.parametrize("typed", ["3x10 stop if pain bd"])
def test_what_is_stopped_if_is_not_done_if(typed: str) -> None:
    dose = said(typed).dose
    assert dose.reps is not None
    assert "stop if pain" in dose.reps.words.casefold()


def test_a_slip_of_so_often_is_asked() -> None:
    assert not isinstance(told("3x10 bif, daily"), Said)


@pytest.mark.parametrize(
    ("typed", "side", "note"),
    [("L 1st MTP", "left", "left big toe"), ("R>L", "each", "right more than left")],
)
def test_a_side_with_its_words(typed: str, side: str, note: str) -> None:
    found = read_side(typed)
    assert isinstance(found, Said)
    assert (found.side, found.notes) == (side, (note,))


@pytest.mark.parametrize(
    ("typed", "count", "words"),
    [
        ("3x30s nightly and again if cramp wakes you", 2, "night and again if cramp wakes you"),
        ("hold 30s x2 before bed + again if cramp wakes you", 2,
         "before bed and again if cramp wakes you"),
        ("45s x3 each, before 1st step in am + after work", 2,
         "before first step in the morning and after work"),
        ("10x 3 times a day, rest when tired", 3, ""),
        ("5 mins ea foot, 2ce daily", 2, ""),
    ],
)  # fmt: skip
def test_each_occasion_counts(typed: str, count: int, words: str) -> None:
    times = said(typed).dose.times
    assert times is not None
    assert times.count == count
    assert words in times.occasion


def test_an_occasion_ends_with_a_noun() -> None:
    """`before 1st step in` would leave its morning to another fact."""
    found = told("10 x 10s before 1st step in morning & after long sitting, at least 3x/day")
    assert isinstance(found, Said)
    assert found.dose.reps
    assert "before 1st step in the morning and after long sitting" in found.dose.reps.words


def test_again_if_is_no_condition_of_the_rest() -> None:
    """Every night, and once more when a cramp comes: never only then."""
    whole = said("3x30s ea qHS + again if cramp wakes you, hold till it lets go")
    assert whole.dose.provided == ""
    assert whole.dose.reps
    assert "+ again if cramp wakes you" in whole.dose.reps.words


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        ("2x20 3x/wk. 2x25 from 4th wk", {4: 25}),
        ("wk 1-2: 3x15 BW. wk 3-4: 4x10 +5kg backpack. wk 5 on: 4x8 +10kg. 3 x/wk w a day off "
         "between", {3: 10, 5: 8}),
    ],
)  # fmt: skip
def test_a_stage_behind_a_full_stop_is_one(typed: str, weeks: dict[int, int]) -> None:
    assert {step.week: step.dose.reps.high for step in said(typed).steps if step.dose.reps} == weeks


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("10 mins daily wk 1, 15 wk 2, 20 wk 3 on, easy pace", [15, 20]),
        ("4-5 d/wk 20 min x2 wks, 30 min x2 wks, then 40", [30, 40]),
        ("wk1 5 min BD, wk2 10 min BD, wk3 15 min BD. Foot up 20 min after each. If still puffy "
         "next morning drop back a step", [10, 15]),
    ],
)  # fmt: skip
def test_later_minutes_are_minutes(typed: str, minutes: list[int]) -> None:
    steps = said(typed).steps
    assert [step.dose.duration.high // 60 for step in steps if step.dose.duration] == minutes


def test_so_many_times_are_no_minutes() -> None:
    (step,) = said("10 mins daily, from week 2: 15 times").steps
    assert (step.dose.reps is None, step.dose.duration) == (False, None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1r/4w x6", "1 run / 4 walk, 6 times"),
        ("2 min r/1 min w x 8", "2 minutes run / 1 minute walk, 8 times"),
        ("wk1 1' run/2' walk x8; wk2 2/2 x6",
         "week 1: 1 minute run/2 minutes walk, 8 times; "
         "week 2: 2 minutes run / 2 minutes walk, 6 times"),
        ("wk1 1 run/2 walk x8, wk2 3/1 x6 (mins)",
         "week 1: 1 minute run/2 minutes walk, 8 times, "
         "week 2: 3 minutes run / 1 minute walk, 6 times"),
        ("3x12-15. 15s easy -> next band, back to 12s",
         "3 sets of 12-15. 15 easy, then next band, back to 12"),
        ("3x8-10, hold 10s", "3 sets of 8-10, hold 10 seconds"),
        ("3x8-10, 10s rest", "3 sets of 8-10, 10 seconds rest"),
    ],
)  # fmt: skip
def test_paces_and_tens_are_no_sides_and_no_seconds(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    ("typed", "side"),
    [("two feet", "both"), ("both tog", "both"), ("each ft", "each"), ("R repair", "right"),
     ("both, one then the other", "each"), ("L recon", "left")],
)  # fmt: skip
def test_sides_in_short(typed: str, side: str) -> None:
    found = read_side(typed)
    assert isinstance(found, Said)
    assert found.side == side


@pytest.mark.parametrize(
    ("typed", "week"),
    [
        ("after wk 2 if painfree: 3x6 eod, +2 reps a wk till 3x14", 3),
        ("after the 2 wks: R 2x6, L 2x10, alt days", 3),
        ("Tu + Fri from wk 3 IF 25 one leg raises in a row no pain: 3x8, 90s rest", 3),
        ("after 6 weeks post op 3x10 bd if allowed", 0),
        ("single leg from week 4: 3 sets of 8, daily if able", 0),
    ],
)
def test_own_words_wait_for_their_week(typed: str, week: int) -> None:
    assert said(typed).first_week == week


@pytest.mark.parametrize(
    "typed",
    ["not yet - when am stiffness <10 mins: 3x15 eod", "2 min od, golf days again after the round"],
)
def test_no_box_for_what_waits(typed: str) -> None:
    days = said(typed).dose.days
    assert days is not None
    assert days.rhythm in (Rhythm.OCCASION, Rhythm.AS_WRITTEN)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5 x 3 days, 10 next 3 days", "5 \u00d7 3 days, 10 next 3 days"),
        ("15 od. P+N over 10 mins", "15 once a day. Pins and needles over 10 minutes"),
        ("30 mins all in incl. stops", "30 minutes all in including stops"),
        ("bd (+ tea break)", "twice a day (also tea break)"),
        ("easy? eyes shut", "when easy: eyes shut"),
        ("3x15 straight knee + 3x15 bent knee",
         "3 sets of 15 straight knee + 3 sets of 15 bent knee"),
    ],
)  # fmt: skip
def test_signs_in_words(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_two_uses_are_two() -> None:
    whole = said("when it cramps - pull up + hold till it eases. Also 2x20s each before swim")
    assert whole.dose.provided == ""
    assert any("cramps - pull up" in note for note in whole.notes)


@pytest.mark.parametrize(
    "typed", ["3x10 stdg bd & sitting bd", "3x10 Mon at class, Thu", "3x10 Mon-Fri at work, Sat",
              "3x10 Mon Wed with physio, Fri", "3x10 Mon with physio, Wed alone"]
)  # fmt: skip
def test_what_is_said_of_one_is_of_no_other(typed: str) -> None:
    dose = said(typed).dose
    assert dose.is_as_written
    assert dose.times is None
    assert dose.days is not None
    assert dose.days.rhythm is Rhythm.AS_WRITTEN


@pytest.mark.parametrize("typed", ["3x10 daily EOW", "3x10 BIWEEKLY", "3x10 daily biweekly"])
def test_so_often_of_two_meanings_is_asked(typed: str) -> None:
    found = told(typed)
    assert not isinstance(found, Said)
    assert found.code == "dose-two-meanings"


@pytest.mark.parametrize(
    "typed", ["5 min total bd", "20 reps total, bd", "15 min altogether bd", "5 min total, bd"]
)
def test_what_is_said_of_all_stays_and_so_does_how_often(typed: str) -> None:
    dose = said(typed).dose
    assert dose.times is not None
    assert dose.times.count == 2
    assert dose.reps is not None
    assert any(word in dose.reps.words for word in ("total", "altogether"))


@pytest.mark.parametrize(
    ("typed", "count"),
    [("10 reps breakfast & HS", 2), ("10 reps am, pm, HS", 3), ("10 reps pm & HS", 2),
     ("10 reps qpm and hs", 2), ("3x10 e/o night", 1), ("3x10 q other night", 1)],
)  # fmt: skip
def test_parts_of_the_day(typed: str, count: int) -> None:
    dose = said(typed).dose
    assert dose.times is not None
    assert dose.times.count == count
    assert not dose.is_as_written


@pytest.mark.parametrize("typed", ["3x10 am, HS", "am + HS 10", "am, HS 3x30s calf"])
def test_bedtime_is_not_guessed(typed: str) -> None:
    assert not isinstance(told(typed), Said)


def test_otherwise_rest_tells_nothing_more() -> None:
    found = said("3x10 Mon Wed Fri otherwise rest")
    assert found.notes == ()
    assert found.dose.days is not None
    assert found.dose.days.named == (0, 2, 4)


def test_three_times_a_week_and_every_two_days_in_letters() -> None:
    weekly, other = said("3x10 TIW").dose.days, said("3x10 q 2 days").dose.days
    assert weekly is not None
    assert other is not None
    assert (weekly.per_week, other.rhythm) == (3, Rhythm.EVERY_OTHER_DAY)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("post op week 3/4, bd", "week 3/4 after the operation, twice a day"),
        ("post op week 2.5", "week 2.5 after the operation"),
        ("post op week 2, 4 and 6", "week 2, 4 and 6 after the operation"),
        ("post-op days 1 to 3", "days 1 to 3 after the operation"),
        ("post op weeks 6+", "from week 6 after the operation"),
        ("daily 6 weeks apart", "daily 6 weeks apart"),
        ("3x10 PAIN<3", "3 sets of 10 PAIN less than 3"),
        ("up x2 down x1", "up 2 times down once"),
        ("in x 2 out x 2 min", "in x 2 out x 2 minutes"),
        ("1 mi run", "1 mile run"),
        ("10 as and when sore", "10 when sore"),
        ("10 as and when you can", "10 whenever you can"),
        ("in 3/7 pain", "in 3/7 pain"),
    ],
)
def test_what_a_patient_can_follow(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize("typed", ["3x10 KO band bd", "3x10 # daily", "3x10 bd for 5/7 days"])
def test_what_nobody_can_follow_is_asked(typed: str) -> None:
    assert not isinstance(told(typed), Said)


@pytest.mark.parametrize("typed", ["3x10 as symptoms allow bd", "3x10 sx allowing bd"])
def test_as_symptoms_allow_keeps_its_word(typed: str) -> None:
    assert said(typed).notes == ("as symptoms allow",)


def test_the_number_of_a_week_stands_with_it() -> None:
    reps = said("3x10 daily aftr wk 3").dose.reps
    assert reps is not None
    assert "daily after week 3" in reps.words


@pytest.mark.parametrize(
    ("typed", "many"),
    [("3x10 bd for 10 days", 10), ("3x10 bd 10/7", 10), ("3x10 eod x 5 days. Stop if sore", 5),
     ("3x10 am + pm for 10 days", 10), ("10 reps twice a day 10 days", 10), ("tds for 10 days", 10),
     ("15 reps bd 10/7", 10)],
)  # fmt: skip
def test_so_many_days_end_the_dose(typed: str, many: int) -> None:
    found = said(typed)
    days = found.dose.days
    assert days is not None
    assert (days.first, days.provided) == (many, f"for {many} days")
    assert found.last_week == -(-many // 7)


@pytest.mark.parametrize(
    "typed",
    ["3x10 bd for 3 days then daily", "3x10 3 days a week for 10 days", "3x10 bd, walk for 10 days",
     "3x10 bd for 2 days after each game", "3x10 daily, rest for 2 days", "3x10 bd for 14 days"],
)  # fmt: skip
def test_other_days_end_nothing(typed: str) -> None:
    days = said(typed).dose.days
    assert days is None or days.first == 0


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("3x15 3 up 3 down daily", (3, 3)), ("3x12 daily. 2 up 4 down, 2 mins rest", (2, 4)),
     ("wk 1-2 3x15, wk 3-4 3x12. M/W/F. 3 up 3 down, 2 mins rest btwn sets", (3, 3))],
)  # fmt: skip
def test_ways_beside_sets_are_seconds(typed: str, seconds: tuple[int, int]) -> None:
    tempo = said(typed).dose.tempo
    assert tempo is not None
    assert (tempo.there, tempo.back) == seconds


@pytest.mark.parametrize(
    "words", ["3x10, 2 up 1 down", "5 up 5 down x3 daily", "3 sets of 5 up 5 down stairs"]
)
def test_ways_that_may_be_something_else_stay(words: str) -> None:
    assert " seconds up" not in written_out(words)


@pytest.mark.parametrize(
    ("typed", "note"),
    [("pause if pain 3x10 bd", "Pause if pain"), ("stop if pain 3x10 bd", "Stop if pain"),
     ("rest if sx 3x10 bd", "Rest if symptoms")],
)  # fmt: skip
def test_what_to_do_then_is_no_condition_of_the_dose(typed: str, note: str) -> None:
    found = said(typed)
    assert found.dose.provided == ""
    assert note.casefold() in " ".join(found.notes).casefold()
    assert found.dose.times is not None
    assert found.dose.times.count == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hold 2\" off floor", "hold 2 inches off floor"),
        ("3x15 off 4\" step", "3 sets of 15 off 4\" step"),
        ("good day 3x15, bad day 1x10 seated",
         "good day 3 sets of 15, bad day 1 set of 10 seated"),
        ("Eyes closed when 30s is easy", "Eyes closed when 30 seconds is easy"),
        ("when 12s are easy", "when 12 are easy"),
        ("5 min PRN soreness", "5 minutes when needed for soreness"),
    ],
)  # fmt: skip
def test_inches_days_and_tens(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_labelled_weeks_begin_with_the_first() -> None:
    assert said("2x/wk, 48h apart. wk 10: both legs 3x10. wk 12+: L only 3x8").first_week == 10
    assert said("BID. post-op wk 6-8 yellow 2x10, wk 8-10 red 3x10, then 3x15").first_week == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("30s x2 each ON", "30 seconds, 2 times each every night"),
        ("3x10, OM + ON", "3 sets of 10, every morning and night"),
        ("30s ON, 30s OFF", "30 seconds ON, 30 seconds OFF"),
        ("HOLD ON, 10 REPS", "HOLD ON, 10 repetitions"),
        ("10x 2 hrly while awake", "10 times, every 2 hours while awake"),
        ("aft homework", "after homework"),
        ("too light? Next colour", "when too light: Next colour"),
        ("+5 min q2wks", "+5 minutes every 2 weeks"),
    ],
)  # fmt: skip
def test_words_of_other_countries(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_so_many_a_day_are_not_so_many_at_each() -> None:
    whole = said("2x 3 min daily, at lunch and after work")
    assert whole.dose.reps
    assert whole.dose.is_as_written


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [("2x 3 min, at lunch and after work", "3 min", "2 rounds of 3 min"),
     ("2x10 min walk, am + pm", "10 min", "2 rounds of 10 min"),
     ("3x5 min breakfast, lunch, dinner", "5 min", "3 rounds of 5 min")],
)  # fmt: skip
def test_as_many_minutes_as_occasions_are_asked_about(typed: str, one: str, other: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert (asked.code, asked.values["one"], asked.values["other"]) == (
        "dose-two-readings", one, other
    )  # fmt: skip
    for meant in (one, other):
        assert isinstance(read_dose(typed.replace(str(asked.values["value"]), meant)), Said)


@pytest.mark.parametrize(
    "typed", ["2x30s am and pm", "2x2 min am + pm", "2 x 10 min bd", "3x10 am + pm + noon"]
)
def test_other_sets_are_those_of_each_time(typed: str) -> None:
    assert isinstance(read_dose(typed), Said)


@pytest.mark.parametrize(("typed", "side"), [("re", "right"), ("li", "left"), ("bdz", "both")])
def test_sides_of_other_countries(typed: str, side: str) -> None:
    found = read_side(typed)
    assert isinstance(found, Said)
    assert found.side == side


def test_repetitions_of_each_set_grow() -> None:
    growth = said("3x10, +1 rep/set per week till 15, eod").growth
    assert growth
    assert (growth.by, growth.until, growth.fact) == (1, 15, "reps")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("5x p/foot", "5 times each foot"),
        ("Worse next day => half", "If worse next day, half"),
        ("max 1 times daily", "max 1 time daily"),
        ("while you wait for smth", "while you wait for something"),
    ],
)
def test_more_of_other_countries(typed: str, words: str) -> None:
    assert written_out(typed) == words


@pytest.mark.parametrize(
    "typed",
    ["3x10 every other morning + every evening", "3x10 bd slow first 10 days",
     "3x10 bd 5 kg for 10 days", "bd for 10 days, daily thereafter 3x10"],
)  # fmt: skip
def test_what_is_of_a_part_is_not_of_all(typed: str) -> None:
    dose = said(typed).dose
    assert dose.is_as_written
    assert dose.days is None or not dose.days.first


@pytest.mark.parametrize(
    "typed", ["20 min 2 days a week, wk 3: 3", "1 min bd, wk 2: 90", "2 x 5 min bd, wk 3: 3"]
)
def test_so_few_are_no_minutes(typed: str) -> None:
    found = told(typed)
    assert not isinstance(found, Said) or all(step.dose.duration is None for step in found.steps)


@pytest.mark.parametrize("typed", ["3x10 bd. Review from week 3", "3x10 2x/wk. 3 from week 3"])
def test_no_stage_behind_a_full_stop(typed: str) -> None:
    found = said(typed)
    assert (found.steps, found.last_week) == ((), 0)


def test_words_beside_days_stay_words() -> None:
    days = said("3x10 Mon Thu, wedge under heel").dose.days
    assert days is not None
    assert days.named == (0, 3)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("balance for 30s after, 3x10-30", "balance for 30 seconds after, 3 sets of 10-30"),
        ("isn't easy? 2x10", "isn't easy? 2 sets of 10"),
        ("until 3rd week of March", "until 3rd week of March"),
        ("10 r + 10 min walk", "10 r + 10 minutes walk"),
    ],
)
def test_neighbours_of_short_forms_stay(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_no_occasion_is_lost_beside_another() -> None:
    days = said("3x30s qd, after throwing; no-throw days in the evening").dose.days
    assert days is not None
    assert days.occasion == "once a day, after throwing, no-throw days in the evening"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("10 reps aft every shift", "10 repetitions after every shift"),
     ("3x10 workdays", "3 sets of 10 work days"),
     ("not 24 Dec - 1 Jan", "not 24 December - 1 January"),
     ("until 3 Sept. Then 10", "until 3 September. Then 10")],
)  # fmt: skip
def test_plain_short_words_are_written_out(typed: str, words: str) -> None:
    assert written_out(typed) == words


def test_rounds_are_of_both_their_parts() -> None:
    dose = said("30s toe walk / 30s normal walk x5 daily").dose
    assert dose.sets == exactly(5)
    assert dose.duration
    assert "normal walk" in dose.duration.words


def test_from_monday_through_friday_is_no_slip_of_thursday() -> None:
    days = said("3x10 Mon thru Fri").dose.days
    assert days
    assert days.named == (0, 1, 2, 3, 4)
    assert not without_slipped_days("Mon 10, add 1 a day thru Fri (14)")[1]


@pytest.mark.parametrize("ends", ["done", "stop", "all done", "finished"])
def test_then_done_is_the_end(ends: str) -> None:
    assert said(f"2x15 daily, green x 2 wks then blue x 2 wks then {ends}").last_week == 4


def test_in_am_is_said_once() -> None:
    assert written_out("20 each way in am before you get up, 10 at nite").count("in the") == 1
