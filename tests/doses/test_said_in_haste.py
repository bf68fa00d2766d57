"""Doses as hurried people type them -> their facts, and what is near to them and is not read."""

from __future__ import annotations

import pytest

from clinicplan.doses import Said, Unclear, read_dose
from tests.doses.test_dose_in_words import short

DAILY = "times 1 · days every-day"

# What is typed, its facts in short, and the notes that are printed beside them.
READ = [
    # How often.
    ("3x10, x3/week", "sets 3 · reps 10 · days 3 a week", ()),
    ("3x6-10 3xwk pain no more than 3/10", "sets 3 · reps 6-10 · days 3 a week",
     ("pain no more than 3/10",)),
    ("3x8, 3 sess/wk", "sets 3 · reps 8 · days 3 a week", ()),
    ("20 x 4 times a day", "reps 20 · times 4", ()),
    ("10 reps, x2, 3 x week", "sets 2 · reps 10 · days 3 a week", ()),
    ("10 reps, x 2, bd", "sets 2 · reps 10 · times 2", ()),
    ("10 hops x3 a day", "reps 10 · times 3", ()),
    ("10 reps x3 per day", "reps 10 · times 3", ()),
    ("3x10 ever day", "sets 3 · reps 10 · days every-day", ()),
    ("3x10 before bed each night", "sets 3 · reps 10 · times 1", ()),
    ("3x10 every night before sleep", "sets 3 · reps 10 · times 1", ()),
    ("3x10 daily, metronome 60 bpm", f"sets 3 · reps 10 · {DAILY}",
     ("metronome 60 beats a minute",)),
    ("3x10 daily @ 60bpm", f"sets 3 · reps 10 · {DAILY}", ("60 beats a minute",)),
    ("3x15/day", f"sets 3 · reps 15 · {DAILY}", ()),
    ("5 min 3x dd", "duration 300 · times 3", ()),
    ("10 reps 10 secs first thing & after long sitting",
     "reps 10 · duration 10 · times first thing in the morning and after long sitting", ()),
    ("5x20s am, pm + after walks",
     "sets 5 · duration 20 · times in the morning, in the evening and after you walk", ()),
    ("10, am, pm", "reps 10 · times 2", ()),
    ("2x20s at coffee, lunch & tea", "sets 2 · duration 20 · times at coffee, lunch and tea", ()),
    ("5x after every 30 min sitting", "reps 5 · times after every 30 min sitting", ()),
    ("10 sec x10 at every nappy change",
     "reps 10 · duration 10 · times at every nappy change", ()),
    ("10 reps every 2 hrly", "reps 10 · times 8", ()),
    ("3x12 mwf, not on run days", "sets 3 · reps 12 · days 0 2 4", ("not on run days",)),
    ("2x10 5/7", "sets 2 · reps 10 · days 5 a week", ()),
    ("45 sec 1x/day after shower", "duration 45 · times once a day, after shower", ()),
    ("4x20 sec each foot in front, 2xd near table",
     "sets 4 · duration 20 · times 2 · side each", ("each foot in front", "near table")),
    ("5x10s x3 daily", "sets 5 · duration 10 · times 3", ()),
    ("3 lots of 10, twice a day", "sets 3 · reps 10 · times 2", ()),
    ("three lots of ten bd", "sets 3 · reps 10 · times 2", ()),
    ("3 lots of 30 secs od", "sets 3 · duration 30 · times 1", ()),
    ("2 min, x3 daily", "duration 120 · times 3", ()),
    ("every night before bed 2x30s each",
     "sets 2 · duration 30 · times 1 · side each", ()),
    ("10 reps every morning on waking", "reps 10 · times 1", ()),
    ("2 x 15 3 x week rest day between", "sets 2 · reps 15 · days 3 a week",
     ("rest day between",)),
    ("8 reps bd increasing to 12", "reps 8 · times 2", ("increasing to 12",)),
    ("3x10 dly", f"sets 3 · reps 10 · {DAILY}", ()),
    ("3x10 dialy", f"sets 3 · reps 10 · {DAILY}", ()),
    ("after dialysis, 10 daily", "reps 10 · times after dialysis · days every-day", ()),
    ("3x10, 6/7, Sunday off", "sets 3 · reps 10 · days 0 1 2 3 4 5", ()),
    ("3x10 bd 6/7 (Wednesday off)", "sets 3 · reps 10 · times 2 · days 0 1 3 4 5 6", ()),
    # Rest, hold, tempo, load.
    ("3x10, 2 min break, bd", "sets 3 · reps 10 · rest 120 · times 2", ()),
    ("3x1 min, pause 1 min, bd", "sets 3 · rest 60 · duration 60 · times 2", ()),
    ("30s work 1 min rest x3, eod. Worse next day? 1 round less",
     "reps 3 · rest 60 · duration 30 · days every-other-day", ("Worse next day? 1 round less",)),
    ("10 reps x 10 counts hold, thrice daily", "reps 10 · hold 10 counts · times 3", ()),
    ("3x12 eod, 3s up, 2s hold at top, 3s down",
     "sets 3 · reps 12 · tempo 3-2-3 · days every-other-day", ()),
    ("4x6-8 twice a wk, start 10kg + 2kg each week",
     "sets 4 · reps 6-8 · load 10 kg · days 2 a week", ("+ 2kg each week",)),
    ("3x20 w 5kg rucksack, bd", "sets 3 · reps 20 · load a 5 kg rucksack · times 2", ()),
    ("10 holding 2kg bd", "reps 10 · load 2 kg · times 2", ()),
    # Sets by other names, each side, each way.
    ("5 jumps x3, Mon, Wed + weekend", "sets 3 · reps 5 · days 0 2 5 6", ()),
    ("3 series of 15 bd", "sets 3 · reps 15 · times 2", ()),
    ("3 passes x 1 min, 30 sec pause, daily exc. Sunday",
     "sets 3 · rest 30 · duration 60 · days 0 1 2 3 4 5", ()),
    ("10L 10R alternating, hold 10s, ED",
     "reps 10 · hold 10 · days every-day · side each", ("alternating",)),
    ("2x15 CW, 2x15 ACW, TID", "sets 2 · reps 15 · times 3", ()),
    # How and where.
    ("gently 10x3s tds", "sets 10 · duration 3 · times 3", ("gently",)),
    ("10 gentle x2/day", "reps 10 · times 2", ("gentle",)),
    ("10 slow breaths tds, side lying", "duration 10 breaths · times 3", ("side lying",)),
    ("15 out of boot sitting tds wk 4-8",
     "reps 15 · times 3 · from 4 · to 8", ("out of boot sitting",)),
    ("10 reps 2 sets twice daily hold chair", "sets 2 · reps 10 · times 2", ("hold chair",)),
    ("5x30s daily, no rest days needed", f"sets 5 · duration 30 · {DAILY}",
     ("no rest days needed",)),
    ("20 every hour while sitting", "reps 20 · times every hour while sitting", ()),
    ("10 cw 10 acw every hour whilst sitting",
     "reps 10 · times every hour whilst sitting", ()),
    ("12 steps after each meal. Evening one: skip if tired",
     "duration 12 steps · times after each meal", ("Evening one: skip if tired",)),
    # What to do, and when to do less.
    ("10 sec, 5x each leg, daily. Hold on!", f"reps 5 · duration 10 · {DAILY} · side each",
     ("Hold on!",)),
    ("6x10s bd, leave out on burning days", "sets 6 · duration 10 · times 2",
     ("leave out on burning days",)),
    ("3x15 bd, only 1x if swollen", "sets 3 · reps 15 · times 2", ("only 1x if swollen",)),
    ("2x2min morning + before bed, if it starts shaking ease off",
     "sets 2 · duration 120 · times 2", ("if it starts shaking ease off",)),
    ("3x15 red band, go to green when easy. 4 days/wk",
     "sets 3 · reps 15 · load the red band · days 4 a week", ("go to green when easy",)),
    ("4x6 RPE 7, Tue/Sat. All sets 8 -> +2kg", "sets 4 · reps 6 · days 1 5",
     ("RPE 7", "All sets 8 -> +2kg")),
    ("10 x 2 OD, only till comfortable", "sets 2 · reps 10 · times 1",
     ("only till comfortable",)),
    ("10 reps bd, progress as able", "reps 10 · times 2", ("progress as able",)),
    ("3x12 od, when easy next colour band", "sets 3 · reps 12 · times 1",
     ("when easy next colour band",)),
    ("2 mins build to 10 as tol, x3 daily", "duration 120 · times 3",
     ("build to 10 as tolerated",)),
    ("20 min daily, inc 5 min every wk upto 40 min",
     f"duration 1200 · {DAILY} · growth 300 to 2400", ()),
    # Weeks.
    ("20x q2h daytime for 1st wk", "reps 20 · times 8 · to 1", ()),
    ("10x10 sec 2-3x daily during 8 weeks", "sets 10 · duration 10 · times 3 · to 8", ()),
    ("3x30s daily 6/52, 3/wk 6/52, then 1/wk forever",
     f"sets 3 · duration 30 · {DAILY} · week 7: days 3 a week · week 13: days 1 a week", ()),
    ("10 reps x 2 sets BD x 1 wk f/b OD x 2 wks",
     "sets 2 · reps 10 · times 2 · to 3 · week 2: times 1", ()),
    ("4x30 s at 50% effort BD for 2/52, then OD",
     "sets 4 · duration 30 · times 2 · week 3: times 1", ("at 50% effort",)),
    ("2-3 min daily; wk 1 tennis ball sitting, from wk 2 golf ball standing",
     f"duration 120-180 · {DAILY} · week 2:  (golf ball standing)",
     ("Week 1: tennis ball sitting",)),
    ("10 min bd wk 1, 15 min bd wk 2, then 30 min od",
     "duration 600 · times 2 · week 2: duration 900 · times 2 · "
     "week 3: duration 1800 · times 1", ()),
    ("10x10s: 5x/d wk 1, 3x/d wk 2, then 1x/d",
     "sets 10 · duration 10 · times 5 · week 2: times 3 · week 3: times 1", ()),
    ("1 min od 1st week, 2 min bd 2nd week",
     "duration 60 · times 1 · week 2: duration 120 · times 2", ()),
    ("10 bd 1st wk, then tds", "reps 10 · times 2 · week 2: times 3", ()),
    ("wk1 2x8 wk2 2x10 wk3 3x10 once a day",
     "sets 2 · reps 8 · times 1 · week 2: sets 2 · reps 10 · week 3: sets 3 · reps 10", ()),
    ("10 daily 2/52 then stop", f"reps 10 · {DAILY} · to 2", ()),
    ("10 daily 2/52, then finish", f"reps 10 · {DAILY} · to 2", ()),
    ("10 od 2/52, then 3 x 10 2/52, then stop",
     "reps 10 · times 1 · to 4 · week 3: sets 3 · reps 10", ()),
    ("12x5s daily; wk 1 sitting, wk 2 standing 2 legs, wk 3 one leg",
     f"sets 12 · duration 5 · {DAILY} · week 2:  (standing 2 legs) · week 3:  (one leg)",
     ("Week 1: sitting",)),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "facts", "notes"), READ)
def test_what_is_typed_in_haste_is_read(typed: str, facts: str, notes: tuple[str, ...]) -> None:
    said = read_dose(typed)
    assert isinstance(said, Said), said
    assert (short(said), said.notes) == (facts, notes)


@pytest.mark.parametrize(
    "typed",
    [
        "3x10 5/7, Sunday off", "30 mins total, 3 x 10 min daily", "30 mins total in 3 bouts daily",
        # An aside of a part, or of some days, or with the amount in it.
        "10 gentle daily if no pain, else every other day", "10 wobbles. If swollen, daily",
        "if swollen, 10 wobbles daily", "10 wobbles daily until pain free then 3x/week",
        "3x10 daily, if sore, twice a week", "3x10, when sore 2x10 daily",
        "3x10 od, 5 min if sore", "10 bd, then 5 if sore", "5 -> 10 -> 15 as able, bd, hold on",
        "10 reps daily, unless sore both legs", "10 wobbles bd (3x/day if stiff)",
        "10 wobbles daily, twice on Sundays", "10 standing am, sitting pm",
        "10 bd, standing am, sitting pm", "10 sitting Mon, standing Tue",
        "10, standing Mon, sitting Tue", "10 bd, sitting wk 1-2, standing after",
        "3x10 bd, keep right knee straight", "10 bd till review",
        "3x10 bd, leave 2 days between", "3x10 bd, breathe 3 times",
        "3x12 eod, slow down phase",
        # A short pause may be a hold; two times of one bout are no rest.
        "3x10, pause 2s, bd", "10, pause 3 s, bd", "hold 5 s, pause 5 s, x10, bd",
        # Sides and ways that differ.
        "10 left 12 right bd", "10 left, 10 right, 5 both, bd", "15 CW, 10 ACW bd",
        "5 forward 5 backward bd", "10 bd alternating",
        # Numbers of two things.
        "2x10 for 5/7", "2x10 5/7 then 3/7", "3x15 of both, bd",
        "10 x 2 daily",
        "3 x 10 times a day", "standing 10 bd, sitting 20", "3x3/day",
        "2 min in bath 3 min on bike daily", "10 squats, 3 x 30 s plank daily",
        # Weeks that are none, or whose frequency may be of one.
        "10 daily 2 weeks before the race", "wk 1 3x10, wk 2 3x15 bd", "10 tds from 4/52",
        "3x10 bd from week 6 post op", "3x10 bd from week 6 after surgery",
        "10 reps and 5 left", "daily 2/52, then nothing",
        "10 bd 2 weeks, review 4 weeks, then 20", "3x10 every 2nd week",
    ],
)  # fmt: skip
def test_what_is_near_to_it_is_not_read(typed: str) -> None:
    assert isinstance(read_dose(typed), Unclear)
