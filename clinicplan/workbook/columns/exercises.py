"""The sheets with an exercise a row: Exercises, Programmes and My exercises."""

from __future__ import annotations

from clinicplan.workbook.columns.kinds import Column, Kind, Sheet

# A column reads as a block, not as a line for each of its words.
# fmt: off
EXERCISE = (
    Column("exercise", "Exercise", Kind.CHOICE,
           "A name or code of the Library or of My exercises.", required=True,
           choices="exercises", width=26, prompt="Choose from the list, or type a name."),
    Column("side", "Side", Kind.CHOICE,
           "left, right, each (one after the other) or both (together). Empty: Side on "
           "Patients, else the programme's, else each.", choices="sides",
           width=9, prompt="left, right, each (one, then the other) or both (together)."),
    Column("dose", "Dose", Kind.DOSE,
           "The whole dose as one would say it: `3 x 10, hold 5 s, twice a day, not Sundays, "
           "from week 3: 15`. Or a cell for each fact, further right.", width=44,
           prompt="Like: 3 x 10, hold 5 s, twice a day. Or use the cells further right.",
           since=2),
    Column("note", "Note to the patient", Kind.TEXT, "Printed on the exercise's card.", width=34,
           prompt="Printed on the exercise's card."),
)

FACTS = (
    Column("preset", "Preset", Kind.CHOICE,
           "Whose dose the row starts from: one of the programmes that have this exercise. "
           "Empty: the plan's programme, if it has the exercise.", choices="presets",
           width=24, prompt="Its dose fills the cells that you leave empty."),
    Column("position", "Position", Kind.CHOICE, "Where the exercise can be done in several.",
           choices="positions", width=14, prompt="Only where the exercise has several."),
    Column("tool", "Tool", Kind.CHOICE, "Where the exercise can be done with several.",
           choices="tools", width=16, prompt="Only where the exercise has several."),
    Column("sets", "Sets", Kind.COUNT, "How many sets, rounds or bouts.", width=8,
           prompt="Like 3 or 2-3."),
    Column("reps", "Reps", Kind.COUNT, "How many times.", width=10,
           prompt="Like 10, 10-15 or several times."),
    Column("hold", "Hold", Kind.SECONDS, "How long each is held.", width=10,
           prompt="Like 30 s, 3-5 s or a few seconds."),
    Column("rest", "Rest", Kind.SECONDS,
           "Between sets where there are several sets, else after each time.", width=10,
           prompt="Like 10 s or 1 min."),
    Column("duration", "Duration", Kind.SECONDS, "For an exercise done for a time.", width=10,
           prompt="Like 30 s, 1 min 30 s or about 30 s."),
    Column("load", "Load", Kind.LOAD, "With what weight or band.", width=14,
           prompt="Like red band, 5 kg or 12 RM.", since=2),
    Column("tempo", "Tempo", Kind.TEMPO, "How fast each goes.", width=10,
           prompt="Like slow, or 3-2-3: seconds there, held and back.", since=2),
    Column("times", "Times a day", Kind.TIMES, "How often on such a day.", choices="times",
           width=12, prompt="Like 2, twice, or morning and evening."),
    Column("days", "Days", Kind.DAYS,
           "On which days. `ask` prints that the patient should ask; `never` in Exercises "
           "leaves an exercise of the programme out.",
           choices="days", width=16,
           prompt="Like every day, every other day, 3 days a week, Mon Wed Fri."),
    Column("first_week", "From week", Kind.WHOLE, "The first week it is done; empty: 1.",
           width=8, prompt="Empty: from the first week.", low=1, high=52),
    Column("last_week", "To week", Kind.WHOLE, "The last week it is done; empty: to the end.",
           width=8, prompt="Empty: to the end.", low=1, high=52),
    Column("progression", "Progression", Kind.CHANGES,
           "How the dose changes: `from week 3: 15 times; from week 5: 2 sets, hold 10 s`. "
           "What a change does not name stays; `none` leaves the programme's out.", width=30,
           prompt="Like: from week 3: 15 times"),
)
"""A fact a cell, for whoever prefers it to the whole dose in one."""

_ROW = "MATCH(exercises_table[[#This Row],[Plan ID]],list_plan_ids,0)"
NAME_OF_PLAN = (
    'IF(exercises_table[[#This Row],[Plan ID]]="","",'
    f'IFERROR(INDEX(list_first_names,{_ROW})&" "&INDEX(list_last_names,{_ROW}),""))'
)
"""The formula of a patient's name, wherever the sheet's columns stand."""

EXERCISES = Sheet(
    key="exercises",
    title="Exercises",
    row="one exercise of a plan",
    required=True,
    doc="A row for an exercise that the plan's programme has changes that exercise: what is "
    "left empty stays the programme's, and `none` takes it away. Any other row has what it fills.",
    columns=(
        Column("plan_id", "Plan ID", Kind.ID, "As on the Patients sheet.", required=True,
               choices="plans", width=12, prompt="As on the Patients sheet."),
        Column("patient", "Patient", Kind.NAME,
               "The name that Patients has for this plan ID, so that a wrong row is seen. The "
               "workbook fills it in; it is not read back.", width=20,
               prompt="Filled in by itself. Is it the right patient?", read=False,
               formula=NAME_OF_PLAN),
        *EXERCISE,
        *FACTS,
        Column("link", "Link", Kind.LINK,
               "The https address of a film or page about this exercise. It is printed on the "
               "card with a code that a phone's camera opens. Nothing about the patient in it.",
               width=28, prompt="Like https://example.org/heel-raise: the same for everybody.",
               spare=True, since=2),
        Column("override", "Override reason", Kind.TEXT,
               "Why this exercise is given although it does not go with what is to be taken "
               "care of. It is kept on record, not printed.", width=28,
               prompt="Only where the check asks for it.", spare=True),
    ),
)

PROGRAMMES = Sheet(
    key="programmes",
    title="Programmes",
    row="one exercise of the clinic's own programme",
    doc="The clinic's own programmes: rows with the same programme name belong together.",
    columns=(
        Column("programme", "Programme", Kind.NAME,
               "The programme's name, the same in each of its rows.", required=True, width=26,
               prompt="The same name in each row of the programme."),
        *EXERCISE,
        *FACTS,
    ),
)

OWN_EXERCISES = Sheet(
    key="own_exercises",
    title="My exercises",
    row="an exercise of the clinic's own",
    doc="Exercises that the Library does not have. Pictures lie in the workbook's folder.",
    columns=(
        Column("code", "Code", Kind.CODE, "Short and unique; not one of the Library's.",
               required=True, width=16, prompt="Short and unique, like marble-pick-up."),
        Column("name", "Name", Kind.NAME, "As the patient reads it.", required=True, width=24,
               prompt="As the patient reads it."),
        Column("steps", "Steps", Kind.LINES, "What to do, a short line each.", width=44,
               prompt="A step a line: Alt+Enter starts a new line."),
        Column("position", "Position", Kind.TEXT, "The position to start in, in a sentence.",
               width=26, prompt="How to start, like: Sit on a steady chair."),
        Column("equipment", "Equipment", Kind.LINES, "What is needed, a thing a line.", width=20,
               prompt="A thing a line."),
        Column("why", "Why", Kind.TEXT, "What it may help with.", width=28,
               prompt="What it may help with.", spare=True),
        Column("caution", "Caution", Kind.TEXT, "What to watch for.", width=28,
               prompt="What to watch for."),
        Column("pictures", "Pictures", Kind.FILES,
               "A PNG, JPEG or SVG file for each step, a name a line, in the workbook's folder.",
               width=24, prompt="A file a line, in the order of the steps."),
        Column("alts", "Picture descriptions", Kind.LINES,
               "What each picture shows, a line each, for those who cannot see it.", width=34,
               prompt="What each picture shows, a line each.", spare=True),
        Column("dose", "Default dose", Kind.DOSE,
               "What is given where a plan does not say: `2 sets, 10 times, hold 5 s, twice a "
               "day, every day`.", width=30,
               prompt="Like: 2 sets, 10 times, hold 5 s, twice a day"),
        Column("limb", "Foot or leg", Kind.CHOICE,
               "Which word the handout uses; empty: as the name tells.",
               choices="limbs", width=10, prompt="foot, leg or side."),
        Column("together", "Both together", Kind.YES_NO,
               "Yes, where both feet move at once, so that a side cannot be chosen. Empty: as "
               "the name says (`on both feet`).",
               choices="yes_no", width=10, prompt="yes: both feet move at once."),
        Column("balance", "Balance", Kind.YES_NO,
               "Yes prints the line about keeping hold of a worktop, rail or heavy table.",
               choices="yes_no", width=10, prompt="yes: print the line about support."),
        Column("link", "Link", Kind.LINK,
               "The https address of a film or page about it, for every plan that has it; Link in "
               "Exercises comes first.", width=28,
               prompt="Like https://example.org/arch-lift.", spare=True, since=2),
    ),
)

# fmt: on
