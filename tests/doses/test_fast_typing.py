"""Doses as a busy clinic types them (`q2d`, `xc Sun`, `M/Th`, `both, L>R`) -> what is printed."""

from __future__ import annotations

import pytest

from clinicplan.dose import Bound, Days, Rhythm, Times
from clinicplan.doses import Said, read_dose
from clinicplan.doses.as_written import as_written, what_to_ask
from clinicplan.doses.said import Unclear
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.sides import read_side
from clinicplan.doses.understood import unexplained
from clinicplan.doses.written_out import written_out
from tests.doses.own_words import in_own_words


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("3x20 q2d", Days(Rhythm.EVERY_OTHER_DAY)),
        ("3x20 q 3 d", Days(Rhythm.EVERY_FEW_DAYS, every=3)),
        ("3x10 M/Th", Days(Rhythm.NAMED, named=(0, 3))),
        ("3x10 M + F", Days(Rhythm.NAMED, named=(0, 4))),
        ("3x10 M/W/F/Su", Days(Rhythm.NAMED, named=(0, 2, 4, 6))),
        ("2x20, M W F Sat", Days(Rhythm.NAMED, named=(0, 2, 4, 5))),
        ("3x10 M,W,F", Days(Rhythm.NAMED, named=(0, 2, 4))),
        ("4x10m, T/Th/Sat off-ice", Days(Rhythm.NAMED, named=(1, 3, 5))),
        ("3x10 TTh", Days(Rhythm.NAMED, named=(1, 3))),
        ("3x10 TThS", Days(Rhythm.NAMED, named=(1, 3, 5))),
        ("MTThF 3x10", Days(Rhythm.NAMED, named=(0, 1, 3, 4))),
        ("3x10 wknds", Days(Rhythm.NAMED, named=(5, 6))),
        ("3x10, 3 x w", Days(Rhythm.PER_WEEK, per_week=3)),
        ("3x10 on even dates", Days(Rhythm.OCCASION, occasion="on even dates")),
        ("3x10 daily xc Sun", Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5))),
        ("10 after lunch Sat/Sun", Days(Rhythm.NAMED, named=(5, 6))),
        ("10 pre hockey Mon Wed", Days(Rhythm.NAMED, named=(0, 2))),
        ("3x10 daily, Sun off", Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5))),
    ],
)
def test_its_days(typed: str, days: Days) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.days == days


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("10, ~5x/d", Times(5, bound=Bound.ABOUT)),
        ("10 reps about 2 times a day", Times(2, bound=Bound.ABOUT)),
        ("10 post game/practice", Times(2, occasion="after game / after practice")),
        ("10 after the bath, every night",
         Times(1, occasion="every night after the bath")),
        ("10, am + aft", Times(2, ("morning", "afternoon"))),
    ],
)
def test_its_times(typed: str, times: Times) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.dose.times, said.notes) == (times, ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("4x10 w backpack", "4 sets of 10 with backpack"),
        ("3xAMRAP", "3 sets of as many as you can"),
        ("Lt 4 x 30 sec, Rt 2 x 30 sec",
         "left 4 times for 30 seconds, right 2 times for 30 seconds"),
        ("ph2 wk3-4 3x8", "phase 2 week 3-4: 3 sets of 8"),
        ("5x/d x2wks, then tid x4wk", "5 times a day for 2 weeks, then 3 times a day for 4 weeks"),
        ("10x w/ band", "10 times with band"),
        ("30s, x2 hs", "30 seconds, 2 times at bedtime"),
        ("1min x1 hs, 30s x1 am", "1 minute, once at bedtime, 30 seconds x1 am"),
        (">4/10 after = both feet", "more than 4 out of 10 after = both feet"),
        ("From wk 8 hold 20", "From week 8 hold 20 seconds"),
        ("Hold six, ten times", "Hold six seconds, ten times"),
        ("Up 2.5 kg when the 12s are easy", "Up 2.5 kg when the 12 are easy"),
        ("R x3 L x2, 30s", "right 3 times, left 2 times, 30 seconds"),
        ("hold 2 sticks", "hold 2 sticks"),
        ("tempo 3/3", "3 seconds up, 3 seconds down"),
    ],
)
def test_it_is_written_out(typed: str, words: str) -> None:
    assert written_out(typed) == words
    assert not unexplained(words)


@pytest.mark.parametrize(
    "typed",
    ["5 hs am", "3x10 lt band daily", "3x10 daily, XC on Sat", "3x10 aft walk daily",
     "10 min 50 W daily", "hot swollen calf - ED, 3x10 daily"],
)  # fmt: skip
def test_what_may_be_another_thing_stays_asked(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert as_written(typed, asked) is None


@pytest.mark.parametrize(
    "typed",
    [
        "15x, good day bid, bad day just 1x",
        "good day 5x tid / bad day 3x bid",
        "Good day twenty each way, bad day five each way. Mornings before you get up",
    ],
)
def test_what_good_and_bad_days_have_is_all_in_its_words(typed: str) -> None:
    own = in_own_words(typed)
    assert own.dose.times is None
    assert own.dose.days == Days(Rhythm.AS_WRITTEN)
    assert own.dose.reps is not None
    words = own.dose.reps.words.casefold()
    assert "good day" in words
    assert "bad day" in words


def test_a_plain_word_is_no_abbreviation() -> None:
    assert not unexplained("Add 2 minutes each week until you are at 30")


@pytest.mark.parametrize("typed", ["hold 30 s, ~3 daily", "about 5 daily hold 10"])
def test_about_so_many_daily_are_no_times_of_the_day(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert (said.dose.times, said.dose.reps is not None) == (Times(1), True)


@pytest.mark.parametrize(
    "typed",
    ["wk 1-2 3x10 daily then twice daily", "first week daily, then bd 3x10",
     "for 2 weeks 3x10, then bd"],
)  # fmt: skip
def test_what_comes_after_some_weeks_is_not_of_these_weeks(typed: str) -> None:
    own = in_own_words(typed)
    assert own.dose.times is None
    assert own.last_week == 0


def test_whom_it_sends_to_the_emergency_department() -> None:
    said = read_dose("call 999 or ED if worse. 3x10 daily")
    assert isinstance(said, Said)
    assert said.notes == ("call 999 or the emergency department if worse",)


@pytest.mark.parametrize(
    ("typed", "side", "notes"),
    [
        ("L great toe", "left", ("left big toe",)),
        ("R hallux", "right", ("right big toe",)),
        ("R gt toe", "right", ("right big toe",)),
        ("R 2nd + 3rd toe", "right", ("right 2nd + 3rd toe",)),
        ("both big toes", "each", ("both big toes",)),
        ("each big toe", "each", ("each big toe",)),
        ("right big toe only", "right", ("right big toe",)),
        ("left heel", "left", ()),
        ("both, L>R", "both", ("left more than right",)),
        ("R>L", "each", ("right more than left",)),
        ("L < R", "each", ("right more than left",)),
        ("both ft", "both", ()),
        ("each (R worse)", "each", ("right worse",)),
        ("L more", "each", ("left more",)),
        ("both, R double", "both", ("right double",)),
        ("R 1st then L", "each", ("right first then left",)),
    ],
)
def test_a_side_and_what_goes_with_it(typed: str, side: str, notes: tuple[str, ...]) -> None:
    said = read_side(typed)
    assert isinstance(said, Said)
    assert (said.side, said.notes) == (side, notes)


@pytest.mark.parametrize(
    ("hasty", "plain"),
    [
        ("3x10 hold5 bd", "3x10 hold 5 bd"),
        ("10 hold5s daily", "10 hold 5 s daily"),
        ("3x10 x5/7", "3x10 5/7"),
        ("10 bd x3/7", "10 bd 3/7"),
        ("10 bd not w/e", "10 bd not at weekends"),
    ],
)
def test_what_is_left_out_in_haste_is_read(hasty: str, plain: str) -> None:
    read, meant = read_dose(hasty), read_dose(plain)
    assert isinstance(read, Said)
    assert isinstance(meant, Said)
    assert (read.facts(), read.notes) == (meant.facts(), meant.notes)


@pytest.mark.parametrize(
    ("hasty", "plain"),
    [
        ("3x10 q night", "3x10 every night"),
        ("2 min q evening", "2 min every evening"),
        ("30x q1h", "30x every hour"),
        ("3 x 30 s before getting OOB", "3 x 30 s before getting out of bed"),
        ("10 p breakfast", "10 after breakfast"),
        ("4x10 yds daily", "4x10 yards daily"),
        ("20 ft each way", "20 feet each way"),
        ("3x10 @ 20#", "3x10 @ 20 lb"),
        ("leave it 2/7", "leave it 2 days"),
        ("3x10 daily, 3/3 tempo", "3x10 daily, 3 s up, 3 s down"),
        ("4x8 3up/4down", "4x8 3 s up, 4 s down"),
        ("2x10 then r/v", "2x10 then review"),
        ("3*12 daily", "3 x 12 daily"),
        ("30s*3 each", "30s x 3 each"),
        ("morning n evening", "morning and evening"),
        ("20s x 3 each, HS", "20s x 3 each at bedtime"),
        ("15 s x 4 HS", "15 s x 4 at bedtime"),
        ("3x10 - 3 days a week", "3x10, 3 days a week"),
        ("3x12 - 3x week", "3x12, 3x week"),
        ("aft bath", "after bath"),
        ("blue frm wk 3", "blue from wk 3"),
        ("10 each ft", "10 each foot"),
    ],
)
def test_shorthand_of_one_meaning_is_written_out(hasty: str, plain: str) -> None:
    assert spelt(hasty) == plain


@pytest.mark.parametrize(
    "typed",
    ["p 10", "2 ft", "TTS", "MW", "rest 3/7", "#2 band",
     "30 s x3 HS daily", "3 sets daily, do 20s", "at 5o incline", "10 HS", "3x10 HS daily",
     "3x30s HS", "aft walk", "3 x 10*", "3*12*5s"],
)
def test_what_may_be_something_else_stays(typed: str) -> None:
    assert spelt(typed) == typed


def test_a_weekend_that_is_off_is_no_ban_for_the_next() -> None:
    assert spelt("next wknd off") == "next weekend off"


@pytest.mark.parametrize(
    "typed", ["2 up, 1 down 3x10 daily", "3x10 daily up 2 down 1", "3x10 2-up/1-down daily"]
)
def test_two_up_one_down_may_be_legs(typed: str) -> None:
    asked = read_dose(typed)
    assert isinstance(asked, Unclear)
    assert what_to_ask(typed, asked).code == "dose-two-meanings"


@pytest.mark.parametrize("typed", ["3x10 2 s up 1 s down", "3x10 tempo 2 up 1 down"])
def test_two_up_one_down_with_a_unit_is_a_tempo(typed: str) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said)
    assert said.dose.tempo is not None


def test_a_day_of_a_month_is_no_abbreviation() -> None:
    assert unexplained("twice a day until 5 Dec, from 2/28 once (14 Mar)") == ()
    assert unexplained("21 Nov") == ("Nov",)
    assert unexplained("from 3/5") == ("3/5",)


def test_yards_may_be_of_the_day_or_in_one_go() -> None:
    said = read_dose("20 yards x4 daily")
    assert isinstance(said, Said)
    assert {doubt.code for doubt in said.doubts} == {"bouts-taken"}


def test_what_follows_a_run_and_a_walk_is_of_the_two() -> None:
    assert unexplained("week 1: 1 minute run/2 walk, week 2: 2/2, week 3: 3/1") == ()
    assert unexplained("run 1 walk 2, then 5/1") == ()
    assert unexplained("walk 10 minutes, 5/1") == ("5/1",)
