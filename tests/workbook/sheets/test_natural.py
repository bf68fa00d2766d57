"""What people type into a dose cell, and what the page says of it, or what is asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.findings import Severity
from clinicplan.plan import Plan
from clinicplan.wording.words import Wording
from clinicplan.workbook.read import Reading, read_workbook
from tests.workbook.workbooks import TODAY, Cells, book, patient, row, to_bytes

CATALOGUE = read_catalogue(templates_folder())
WORDING = Wording(CATALOGUE)

AMOUNT: Cells = {"Reps": "10"}
DAILY: Cells = {"Days": "every day"}
BESIDE: dict[str, Cells] = {
    "Days": AMOUNT,
    "Times a day": AMOUNT,
    "Hold": {**AMOUNT, **DAILY},
    "Reps": DAILY,
    "Sets": DAILY,
    "Duration": DAILY,
    "Rest": {**AMOUNT, **DAILY, "Sets": "2"},
    "Progression": {**AMOUNT, "Days": "every other day"},
    "Side": {**AMOUNT, **DAILY},
    "Load": {**AMOUNT, **DAILY},
    "Tempo": {**AMOUNT, **DAILY},
    "Dose": {},
    "Weeks": {**AMOUNT, **DAILY},
}
"""What else stands in the row of a cell, so that it says how much and how often."""

OVER_GROUND = ("5m", "10 m")
"""Typed for an exercise that moves over ground, where metres may be meant."""

NATURAL = [
    ("Days", "Mon-Sat", "Every day except Sunday: 10 times with each foot."),
    ("Days", "Mon–Fri", "Weekdays (Monday to Friday): 10 times with each foot."),
    ("Days", "mon-fri", "Weekdays (Monday to Friday): 10 times with each foot."),
    ("Days", "Monday to Friday", "Weekdays (Monday to Friday): 10 times with each foot."),
    ("Days", "weekdays", "Weekdays (Monday to Friday): 10 times with each foot."),
    ("Days", "daily", "Every day: 10 times with each foot."),
    ("Days", "every day except Sunday", "Every day except Sunday: 10 times with each foot."),
    ("Days", "not Sundays", "Every day except Sunday: 10 times with each foot."),
    ("Days", "alternate days", "Every other day: 10 times with each foot."),
    ("Days", "EOD", "Every other day: 10 times with each foot."),
    ("Days", "every second day", "Every other day: 10 times with each foot."),
    ("Days", "every other day", "Every other day: 10 times with each foot."),
    ("Days", "3x/week", "3 days a week: 10 times with each foot."),
    ("Days", "3 x week", "3 days a week: 10 times with each foot."),
    ("Days", "3 times a week", "3 days a week: 10 times with each foot."),
    ("Days", "three times a week", "3 days a week: 10 times with each foot."),
    ("Days", "2-3 days a week", "2 to 3 days a week: 10 times with each foot."),
    ("Days", "twice a week", "2 days a week: 10 times with each foot."),
    ("Days", "once a week", "1 day a week: 10 times with each foot."),
    ("Days", "weekly", "1 day a week: 10 times with each foot."),
    ("Days", "Tue/Thu", "Tuesdays and Thursdays: 10 times with each foot."),
    ("Days", "Tue & Fri", "Tuesdays and Fridays: 10 times with each foot."),
    ("Days", "Tues, Thurs", "Tuesdays and Thursdays: 10 times with each foot."),
    ("Days", "M W F", "Mondays, Wednesdays and Fridays: 10 times with each foot."),
    ("Days", "MWF", "Mondays, Wednesdays and Fridays: 10 times with each foot."),
    ("Days", "Saturdays", "Saturdays: 10 times with each foot."),
    ("Days", "weekends", "Saturdays and Sundays: 10 times with each foot."),
    ("Days", "5/7", "5 days a week: 10 times with each foot."),
    ("Days", "for 5/7",
     '?days-not-weeks: "for 5/7" is for 5 days, and a handout counts whole weeks. '
     'Write 1 under To week, and "for 5 days" into the note.'),
    ("Days", "every 3 days", "Every third day: 10 times with each foot."),
    ("Days", "Mon,Tue,Wed,Thu,Fri,Sat", "Every day except Sunday: 10 times with each foot."),
    ("Days", "7 days a week", "Every day: 10 times with each foot."),
    ("Days", "training days", "On training days: 10 times with each foot."),
    ("Times a day", "2", "Twice a day: 10 times with each foot."),
    ("Times a day", "2x", "Twice a day: 10 times with each foot."),
    ("Times a day", "x2", "Twice a day: 10 times with each foot."),
    ("Times a day", "twice", "Twice a day: 10 times with each foot."),
    ("Times a day", "twice daily", "Twice a day: 10 times with each foot."),
    ("Times a day", "2x/day", "Twice a day: 10 times with each foot."),
    ("Times a day", "2 x daily", "Twice a day: 10 times with each foot."),
    ("Times a day", "bd", "Twice a day: 10 times with each foot."),
    ("Times a day", "BID", "Twice a day: 10 times with each foot."),
    ("Times a day", "tds", "3 times a day: 10 times with each foot."),
    ("Times a day", "tid", "3 times a day: 10 times with each foot."),
    ("Times a day", "TID", "3 times a day: 10 times with each foot."),
    ("Times a day", "qid", "4 times a day: 10 times with each foot."),
    ("Times a day", "od", "Once a day: 10 times with each foot."),
    ("Times a day", "morning", "Every morning: 10 times with each foot."),
    ("Times a day", "am", "Every morning: 10 times with each foot."),
    ("Times a day", "am and pm", "Every morning and evening: 10 times with each foot."),
    ("Times a day", "AM/PM", "Every morning and evening: 10 times with each foot."),
    ("Times a day", "morning, noon and evening",
     "Every morning, midday and evening: 10 times with each foot."),
    ("Times a day", "am + pm", "Every morning and evening: 10 times with each foot."),
    ("Times a day", "before bed", "Every day before you go to bed: 10 times with each foot."),
    ("Times a day", "at night", "Every night: 10 times with each foot."),
    ("Times a day", "3 times", "3 times a day: 10 times with each foot."),
    ("Times a day", "three times a day", "3 times a day: 10 times with each foot."),
    ("Times a day", "every 2 hours", "Every 2 hours while you are awake: 10 times with each foot."),
    ("Times a day", "hourly", "Every hour while you are awake: 10 times with each foot."),
    ("Times a day", "daily", "Once a day: 10 times with each foot."),
    ("Times a day", "once", "Once a day: 10 times with each foot."),
    ("Times a day", "after meals", "After each meal: 10 times with each foot."),
    ("Times a day", "first thing in the morning",
     "Every morning, first thing: 10 times with each foot."),
    ("Times a day", "2/day", "Twice a day: 10 times with each foot."),
    ("Hold", "30", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "30s", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "30 s", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "30 sec", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "30 secs", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "30 seconds", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "0:30", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", '30"', "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "30''", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "½ min", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "1/2 min", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "1 min", "Every day: 10 times with each foot. Hold 1 minute."),
    ("Hold", "1m", "Every day: 10 times with each foot. Hold 1 minute."),
    ("Hold", "1.5 min", "Every day: 10 times with each foot. Hold 90 seconds."),
    ("Hold", "90", "Every day: 10 times with each foot. Hold 90 seconds."),
    ("Hold", "20-30 sec", "Every day: 10 times with each foot. Hold 20 to 30 seconds."),
    ("Hold", "30s hold", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "5 breaths", "Every day: 10 times with each foot. Hold for 5 slow breaths."),
    ("Hold", "a slow count of 5",
     "Every day: 10 times with each foot. Hold for a slow count of 5."),
    ("Hold", "to fatigue", "Every day: 10 times with each foot. Hold until the muscle is tired."),
    ("Hold", "1:30", "Every day: 10 times with each foot. Hold 90 seconds."),
    ("Hold", "half a minute", "Every day: 10 times with each foot. Hold 30 seconds."),
    ("Hold", "until a stretch is felt",
     '?no-length: "until a stretch is felt" does not say how long. Write a length '
     "of time, like 30 s or 3 min. The words can go into the note."),
    ("Reps", "10", "Every day: 10 times with each foot."),
    ("Reps", "10x", "Every day: 10 times with each foot."),
    ("Reps", "x10", "Every day: 10 times with each foot."),
    ("Reps", "10 reps", "Every day: 10 times with each foot."),
    ("Reps", "10-15", "Every day: 10 to 15 times with each foot."),
    ("Reps", "10–15", "Every day: 10 to 15 times with each foot."),
    ("Reps", "10 to 15", "Every day: 10 to 15 times with each foot."),
    ("Reps", "10 to fatigue",
     '?count-or-tired: "10 to fatigue" may be 10 times, or until the muscle is '
     "tired. Write 10, or until tired."),
    ("Reps", "AMRAP", "Every day: as many times as you can with each foot."),
    ("Reps", "to failure", "Every day: as many times as you can with each foot."),
    ("Reps", "3x10", "Every day: 10 times with each foot. 3 sets with each foot."),
    ("Reps", "10 each side", "Every day: 10 times with each foot."),
    ("Reps", "10/side", "Every day: 10 times with each foot."),
    ("Reps", "10 L / 5 R",
     '?two-sides: "10 l / 5 r" has a number of its own for each side. Write two '
     "rows: Side left with Reps 10, and Side right with Reps 5."),
    ("Reps", "ten", "Every day: 10 times with each foot."),
    ("Reps", "12+",
     '?no-upper-end: "12+" has no end, and a handout should say when it is '
     "enough. Write both ends, like 10-15, or about 10. What helps to judge it "
     "can go into the note."),
    ("Reps", "max", "Every day: as many times as you can with each foot."),
    ("Reps", "~10", "Every day: about 10 times with each foot."),
    ("Reps", "10 or more",
     '?no-upper-end: "10 or more" has no end, and a handout should say when it is '
     "enough. Write both ends, like 10-15, or about 10. What helps to judge it "
     "can go into the note."),
    ("Reps", "10 slow", "Every day: 10 times with each foot. Slowly."),
    ("Sets", "3", "Every day: 10 times with each foot. 3 sets with each foot."),
    ("Sets", "3 sets", "Every day: 10 times with each foot. 3 sets with each foot."),
    ("Sets", "3x", "Every day: 10 times with each foot. 3 sets with each foot."),
    ("Sets", "2-3", "Every day: 10 times with each foot. 2 to 3 sets with each foot."),
    ("Sets", "3x10", "Every day: 10 times with each foot. 3 sets with each foot."),
    ("Sets", "one", "Every day: 10 times with each foot. 1 set with each foot."),
    ("Duration", "5 min", "Every day: 5 minutes with each foot."),
    ("Duration", "5m",
     '?minutes-or-metres: Toe walk: "5m" may be 5 minutes or '
     "5 metres. Write 5 min, or 5 metres."),
    ("Duration", "5 mins", "Every day: 5 minutes with each foot."),
    ("Duration", "10 m",
     '?minutes-or-metres: Toe walk: "10 m" may be 10 minutes '
     "or 10 metres. Write 10 min, or 10 metres."),
    ("Duration", "20 metres", "Every day: 20 metres with each foot."),
    ("Duration", "1-2 min", "Every day: 1 to 2 minutes with each foot."),
    ("Duration", "one minute", "Every day: 1 minute with each foot."),
    ("Duration", "5",
     '?time-without-unit: "5" may be 5 seconds or 5 minutes. Write 5 s for '
     "seconds, or 5 min for minutes."),
    ("Duration", "1 hour", "Every day: 1 hour with each foot."),
    ("Duration", "1 song",
     '?no-length: "1 song" does not say how long. Write a length of time, like 30 '
     "s or 3 min. The words can go into the note."),
    ("Duration", "until warm",
     '?no-length: "until warm" does not say how long. Write a length of time, '
     "like 30 s or 3 min. The words can go into the note."),
    ("Rest", "60 s",
     "Every day: 10 times with each foot. 2 sets with each foot. Rest 1 minute "
     "between sets."),
    ("Rest", "1 min",
     "Every day: 10 times with each foot. 2 sets with each foot. Rest 1 minute "
     "between sets."),
    ("Rest", "1-2 min",
     "Every day: 10 times with each foot. 2 sets with each foot. Rest 1 to 2 "
     "minutes between sets."),
    ("Rest", "30 between sets",
     "Every day: 10 times with each foot. 2 sets with each foot. Rest 30 seconds "
     "between sets."),
    ("Rest", "none", "Every day: 10 times with each foot. 2 sets with each foot."),
    ("Rest", "as needed",
     "Every day: 10 times with each foot. 2 sets with each foot. Rest as long as "
     "you need between sets."),
    ("Progression", "from week 3: 15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "from week 3: 15 times",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "week 3: 15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "week 3 15 reps",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "wk 3: 15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "Week 3 – 15 reps",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "w3: 15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "after 2 weeks 15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot."),
    ("Progression", "+2 a week",
     "Every other day: 10 times with each foot. From week 2, 2 more each week "
     "until week 6 (week 2: 12, week 3: 14, week 4: 16, week 5: 18, week 6: 20)."),
    ("Progression", "from week 2: +1",
     "Every other day: 10 times with each foot. From week 2, 1 more each week "
     "until week 6 (week 2: 11, week 3: 12, week 4: 13, week 5: 14, week 6: 15)."),
    ("Dose", "8 min, 3 days a week, +2 min a week up to 12",
     "3 days a week: 8 minutes with each foot. From week 2, 2 minutes more each week "
     "until 12 minutes (week 2: 10 minutes, week 3: 12 minutes)."),
    ("Dose", "8 min daily, add 2 min every 2 weeks",
     "Once a day: 8 minutes with each foot. From week 3, 2 minutes more every 2 weeks "
     "until week 6 (week 3: 10 minutes, week 5: 12 minutes)."),
    ("Progression", "from week 3: 3x15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot. 3 sets with each foot."),
    ("Progression", "from week 3: every day",
     "Every other day: 10 times with each foot. From week 3: every day."),
    ("Progression", "from week 3: twice a day",
     "Every other day: 10 times with each foot. From week 3: twice a day, every "
     "other day."),
    ("Progression", "from week 3: each leg",
     '?side-in-change: "from week 3: each leg" changes the side, and that is '
     "another column. Write a second row for the exercise from that week, with "
     "its own Side."),
    ("Progression", "from week 4: stop",
     "Every other day: 10 times with each foot. Weeks 1 to 3 only."),
    ("Progression", "from 7 Dec: 15 times",
     "Every other day: 10 times with each foot. From week 2: 15 times with each "
     "foot."),
    ("Progression", "from week 3: 3 sets of 15",
     "Every other day: 10 times with each foot. From week 3: 15 times with each "
     "foot. 3 sets with each foot."),
    ("Progression", "week 2: 10; week 4: 12",
     "Every other day: 10 times with each foot. From week 4: 12 times with each "
     "foot."),
    ("Progression", "when easy: 15",
     "Every other day: 10 times with each foot. When this is easy: 15 times with "
     "each foot."),
    ("Side", "L", "Every day: 10 times with your left foot."),
    ("Side", "R", "Every day: 10 times with your right foot."),
    ("Side", "left", "Every day: 10 times with your left foot."),
    ("Side", "right", "Every day: 10 times with your right foot."),
    ("Side", "Left side", "Every day: 10 times with your left foot."),
    ("Side", "l/r", "Every day: 10 times with each foot."),
    ("Side", "both", "Every day: 10 times with each foot."),
    ("Side", "B/L", "Every day: 10 times with each foot."),
    ("Side", "bilateral", "Every day: 10 times with each foot."),
    ("Side", "each", "Every day: 10 times with each foot."),
    ("Side", "left then right", "Every day: 10 times with each foot."),
    ("Side", "worse side",
     '?side-which: "worse side" does not say whether it is left or right. Write '
     "left or right."),
    ("Side", "affected",
     '?side-which: "affected" does not say whether it is left or right. Write '
     "left or right."),
    ("Weeks", "6", "6 weeks"),
    ("Weeks", "6 weeks", "6 weeks"),
    ("Weeks", "6/52", "6 weeks"),
    ("Weeks", "3 months", '?weeks-or-months: "3 months" may be 12 or 13 weeks. Write 12 or 13.'),
    ("Sets", "10 reps",
     '?sets-or-reps: "10 reps" under Sets may be 10 sets or 10 repetitions. Write '
     "10 under Sets for sets, or 10 under Reps for repetitions."),
    ("Reps", "2 sets",
     '?sets-or-reps: "2 sets" under Reps may be 2 sets or 2 repetitions. Write 2 '
     "under Sets for sets, or 2 under Reps for repetitions."),
    ("Side", "right?",
     '?said-with-doubt: "right?" has a question mark: it may be right, or not be '
     "decided yet. Write right without the question mark, or what it is to be."),
    ("Times a day", "afternoon", "Every afternoon: 10 times with each foot."),
    ("Times a day", "night", "Every night: 10 times with each foot."),
    ("Times a day", "bedtime", "Every day before you go to bed: 10 times with each foot."),
    ("Days", "as needed", "When you need it: 10 times with each foot."),
    ("Days", "PRN", "When you need it: 10 times with each foot."),
    ("Times a day", "before and after running",
     "Before and after you run: 10 times with each foot."),
    ("Progression", "week 4: rest",
     '?week-or-onwards: "week 4: rest" may be week 4 only, or from week 4 on. '
     "From then on: from week 4: stop. That week only: To week 3, and a row From "
     "week 5."),
    ("Progression", "build up to 12 by week 4",
     "Every other day: 10 times with each foot. From week 3, build up to 12 by "
     "week 4 (week 3: 11, week 4: 12)."),
    ("Tempo", "3-2-3",
     "Every day: 10 times with each foot. Move for 3 seconds, hold for 2 seconds, go back for "
     "3 seconds."),
    ("Tempo", "slow", "Every day: 10 times with each foot. Slowly."),
    ("Tempo", "3-2-1",
     "?tempo-direction: A tempo of 3, 2 and 1 may begin with the way up, or with the way down. "
     "Write 3 s up, 1 s down, or 1 s up, 3 s down; a hold in between: hold 2 s."),
    ("Load", "red band", "Every day: 10 times with each foot. With the red band."),
    ("Load", "5 kg", "Every day: 10 times with each foot. With 5 kg."),
    ("Load", "12 RM",
     "Every day: 10 times with each foot. With a weight that you can lift 12 times, not 13."),
    ("Load", "5",
     '?load-without-unit: "5" may be 5 kg, 5 lb, or a weight that can be lifted 5 times. Write '
     "5 kg, 5 lb or 5 RM."),
    ("Dose", "3 x 10, hold 5 s, twice a day, not Sundays, from week 3: 15",
     "Twice a day, every day except Sunday: 10 times with each foot. 3 sets with each foot. "
     "Hold 5 seconds. From week 3: 15 times with each foot, 3 sets."),
    ("Dose", "10 reps with the band, then stop",
     "?no-frequency: Toe press: nothing says how often. Write under Days or Times a day, like "
     'every day or twice; ask under Days prints "Ask us how often".'),
]  # fmt: skip


def cells(column: str, typed: str) -> dict[str, object]:
    beside = dict(BESIDE[column])
    if column == "Sets" and "x1" not in typed:
        beside |= AMOUNT
    if column == "Weeks":
        return beside
    exercise = "toe-walk" if typed in OVER_GROUND else "toe-press"
    return {**beside, "Exercise": exercise, column: typed}


@cache
def read_all(folder: Path) -> Reading:
    """One workbook with a plan for each cell: none costs another anything."""
    patients, rows = [], []
    for number, (column, typed, _) in enumerate(NATURAL):
        weeks = typed if column == "Weeks" else 6
        patients.append(patient(Plan_ID=f"N-{number}", Weeks=weeks))
        rows.append({**row(Exercise="toe-press"), **cells(column, typed), "Plan ID": f"N-{number}"})
    path = folder / "natural.xlsx"
    path.write_bytes(to_bytes(book(patients=patients, exercises=rows)))
    return read_workbook(path, catalogue=CATALOGUE, today=TODAY)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_all(tmp_path_factory.getbasetemp())


def said(plan: Plan) -> str:
    (item,) = plan.prescriptions
    words = WORDING.dose_sentence(item, CATALOGUE.exercises[item.exercise])
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize("number", range(len(NATURAL)), ids=[f"{c}: {t}" for c, t, _ in NATURAL])
def test_what_people_type(number: int, reading: Reading) -> None:
    column, _, meant = NATURAL[number]
    name = f"N-{number}"
    errors = [
        f"?{item.code}: {item.message} {item.hint}"
        for item in reading.findings
        if item.plan == name and item.severity is Severity.ERROR
    ]
    plan = next((item for item in reading.plans if item.id == name), None)
    if plan is None:
        assert errors == [meant]
    elif column == "Weeks":
        assert f"{plan.weeks} weeks" == meant
    else:
        assert said(plan) == meant
