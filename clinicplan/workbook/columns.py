"""The one table of sheets and columns that reader, blank workbook, messages and docs follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VERSION = 2
"""The workbook's version: it goes up when a column is new, renamed or changes its meaning."""

VERSION_NAME = "clinicplan_version_"
"""How the name begins that a workbook of ours has; its version follows."""

EXAMPLE_ID = "EXAMPLE"
"""The plan ID (or code) of the example rows that workbooks had once; the reader skips them."""


class Kind(StrEnum):
    """What a cell may hold, and so how it is read, formatted and explained."""

    TEXT = "text"
    NAME = "name"
    LINES = "lines"
    ID = "ID"
    CODE = "code"
    EMAIL = "e-mail address"
    LINK = "web address"
    PHONE = "phone number"
    DATE = "date"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    CHOICE = "one of a list"
    CHOICES = "some of a list"
    COUNT = "number or range"
    SECONDS = "time"
    TIMES = "times a day"
    DAYS = "days"
    LOAD = "load"
    TEMPO = "tempo"
    CHANGES = "changes by week"
    DOSE = "dose"
    FILE = "file"
    FILES = "files"
    CUTOFFS = "two cut-offs"
    COLOUR = "colour"
    SECRET = "password"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a setting of the Clinic sheet.

    A sheet without it is an error: its heading may have been renamed, and everything under it
    would be lost. Without a `spare` one it is not: no patient is told to do less or other
    things for want of it, and nothing goes to another person. A column that an older
    clinicplan did not have yet says since which version of the workbook it is there.
    `choices` names the drop-down list (see choices.py). `prompt` is shown when the cell is
    entered, `doc` is its line in docs/workbook.md. `low` and `high` bound a whole number.
    `width` is in characters. `read` is not set for what the workbook works out itself, with
    `formula`.
    """

    key: str
    heading: str
    kind: Kind
    doc: str
    required: bool = False
    choices: str = ""
    width: int = 14
    prompt: str = ""
    low: int = 0
    high: int = 0
    spare: bool = False
    read: bool = True
    formula: str = ""
    since: int = 1


class Layout(StrEnum):
    """How a sheet is laid out: a heading row and rows, a setting a row, or prose."""

    TABLE = "table"
    SETTINGS = "settings"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: what one row of it is, and its columns (or, on the Clinic sheet, settings).

    `read` says whether the reader looks at it at all; `required` whether it must be there.
    """

    key: str
    title: str
    row: str
    doc: str
    columns: tuple[Column, ...] = ()
    layout: Layout = Layout.TABLE
    required: bool = False
    read: bool = True

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """The columns that are read back."""
        return tuple(column for column in self.columns if column.read)

    def column(self, key: str) -> Column:
        """The column of this key; KeyError where the sheet has none of it."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def is_time(self, key: str) -> bool:
        """True for a column whose cells are seconds."""
        return self.column(key).kind is Kind.SECONDS


# A column reads as a block, not as a line for each of its words.
# fmt: off
START = Sheet(
    key="start",
    title="Start",
    row="",
    doc="How the workbook works, in six steps. It is not read back.",
    layout=Layout.PROSE,
    read=False,
)

CLINIC = Sheet(
    key="clinic",
    title="Clinic",
    row="a setting",
    doc="It is what every handout says about the clinic. A setting's value stands beside it.",
    layout=Layout.SETTINGS,
    required=True,
    columns=(
        Column("name", "Name", Kind.NAME, "The clinic's name, as it stands at the top of a page.",
               required=True, width=44, prompt="The clinic's name, as patients know it."),
        Column("address", "Address", Kind.LINES, "The postal address, a line each.", width=44,
               prompt="A line each: Alt+Enter starts a new line.", spare=True),
        Column("phone", "Phone", Kind.PHONE, "The number that patients call.", required=True,
               width=44, prompt="The number that patients call. Keep the leading zero."),
        Column("hours", "Opening hours", Kind.TEXT, "When somebody answers the phone.", width=44,
               prompt="When somebody answers the phone.",
               spare=True),
        Column("email", "Email", Kind.EMAIL, "The address that patients write to.", width=44,
               prompt="Like name@example.org.", spare=True),
        Column("website", "Website", Kind.TEXT, "Printed as typed.", width=44,
               prompt="Printed as typed.", spare=True),
        Column("logo", "Logo file", Kind.FILE,
               "A picture (PNG, JPEG or SVG) beside the workbook.", width=44,
               prompt="The name of a picture in the workbook's folder, like logo.png.", spare=True),
        Column("brand", "Brand", Kind.TEXT, "A look from the templates folder.", choices="brands",
               width=44, prompt="Choose a look from the list.", spare=True),
        Column("colour", "Colour", Kind.COLOUR,
               "The clinic's own colour, in place of the brand's: # and six digits or letters.",
               width=44, prompt="Like #0E6377. Leave it empty for the brand's colour.", spare=True),
        Column("people", "People in pictures", Kind.CHOICES,
               "Whom the pictures may show, with ; between. A plan shows one of them throughout. "
               "Empty means any of them, but for the one with a walking stick and the one with a "
               "prosthesis: they are shown only where they are the one chosen, here or in a "
               "patient's row.", choices="people", width=44,
               prompt="Choose one from the list, or type several with ; between.", spare=True),
        Column("paper", "Paper", Kind.CHOICE, "A4 (the default) or Letter.", choices="papers",
               width=44, prompt="A4 or Letter.", spare=True),
        Column("edition", "Edition", Kind.CHOICE,
               "The handouts' edition where a patient's row does not say: standard where this is "
               "empty, too.", choices="editions", width=44,
               prompt="For every patient whose own row has none.", spare=True, since=2),
        Column("language", "Language", Kind.CHOICE,
               "The handouts' language where a patient's row does not say.", choices="languages",
               width=44, prompt="Choose from the list."),
        Column("region", "Emergency region", Kind.CHOICE,
               "Which emergency numbers the handouts name.", choices="regions", width=44,
               prompt="Choose from the list: it decides which emergency numbers are printed."),
        Column("pain_guide", "Pain guide cut-offs", Kind.CUTOFFS,
               "Two numbers of the pain scale from 0 to 10: carry on up to the first, ease off "
               "up to the second, stop above it. The default is 3 and 5.", width=44,
               prompt="Two numbers, like 3 and 5: carry on up to 3, ease off up to 5, then stop."),
        Column("other_formats", "Other formats", Kind.TEXT,
               "A line at the end of a handout about large print and other languages.", width=44,
               prompt="How to ask for large print or another language.", spare=True),
        Column("visit", "Visit page", Kind.YES_NO,
               "Yes prints scores and lines for the next visit in every handout, on a page of "
               "their own where no other has the room. Empty or no: only where a page has it.",
               choices="yes_no", width=44, prompt="yes: scores and lines in every handout.",
               spare=True, since=2),
        Column("sender_name", "Sender name", Kind.NAME, "Who an e-mail comes from.", width=44,
               prompt="The name that an e-mail comes from.", spare=True),
        Column("reply_to", "Reply to", Kind.EMAIL, "Where answers to an e-mail go.", width=44,
               prompt="The address that answers go to."),
        Column("date_order", "Date order", Kind.CHOICE,
               "How a date typed as text is read: 03/04/2026 is 3 April (day first) or "
               "4 March (month first). Left empty, such a date is an error.",
               choices="date_orders", width=44,
               prompt="Only for dates that Excel keeps as text: is 03/04 the 3rd of April?",
               spare=True),
    ),
)

PRACTITIONERS = Sheet(
    key="practitioners",
    title="Practitioners",
    row="a practitioner",
    doc="Who writes plans. A patient's row names one of them by code or name.",
    required=True,
    columns=(
        Column("code", "Code", Kind.CODE, "Short and unique, such as initials.", required=True,
               width=10, prompt="Short and unique, such as initials."),
        Column("name", "Name", Kind.NAME, "Printed on the handout.", required=True, width=26,
               prompt="As it is printed on the handout."),
        Column("role", "Role", Kind.TEXT, "For example Podiatrist.", width=20,
               prompt="For example Podiatrist.", spare=True),
        Column("registration", "Registration number", Kind.TEXT, "The body and the number.",
               width=20, prompt="The body and the number, like HCPC CH00000.", spare=True),
        Column("phone", "Phone", Kind.PHONE, "Where it differs from the clinic's.", width=16,
               prompt="Only where it differs from the clinic's.",
               spare=True),
    ),
)

PATIENTS = Sheet(
    key="patients",
    title="Patients",
    row="a plan",
    doc="A patient who comes back gets a new row with a new plan ID, or the same "
    "row with a higher version.",
    required=True,
    columns=(
        Column("plan_id", "Plan ID", Kind.ID,
               "Unique, up to 40 letters, digits, dots and dashes; it names the file, so no "
               "name in it. It stays text: 007 keeps its zeros.", required=True, width=12,
               prompt="Your number for this plan. Unique. It becomes the file's name."),
        Column("first_name", "First name", Kind.NAME,
               "Printed as typed, in Latin, Greek or Cyrillic letters, with accents.",
               required=True, width=16, prompt="Printed as typed."),
        Column("last_name", "Last name", Kind.NAME,
               "Printed as typed, in Latin, Greek or Cyrillic letters, with accents.",
               required=True, width=18, prompt="Printed as typed."),
        Column("born", "Date of birth", Kind.DATE, "Helps to tell two patients apart.", width=14,
               prompt="A date, like 31 Dec 1960.", spare=True),
        Column("email", "Email", Kind.EMAIL, "Leave it empty where the plan is only printed.",
               width=28, prompt="Like name@example.org. Empty: the plan is only printed."),
        Column("consent", "Consent to email", Kind.YES_NO,
               "Yes, where the patient has agreed to get the plan by e-mail. Nothing is sent "
               "without it.", choices="yes_no", width=12,
               prompt="yes: the patient agreed to get the plan by e-mail.",
               spare=True),
        Column("language", "Language", Kind.CHOICE, "Where it differs from the clinic's.",
               choices="languages", width=12, prompt="Only where it differs from the clinic's.",
               spare=True),
        Column("edition", "Edition", Kind.CHOICE,
               "Where it differs from the clinic's: standard, large print (18 points), giant "
               "print (24 points, a line a day in the diary), low vision (large print in a "
               "typeface for tired eyes, black on white) or greyscale (for a printer without "
               "colours). All say the same.",
               choices="editions", width=12, prompt="Who reads it, and what prints it.",
               spare=True),
        Column("practitioner", "Practitioner", Kind.CHOICE,
               "A code or name of the Practitioners sheet.", required=True,
               choices="practitioners", width=14,
               prompt="A code from the Practitioners sheet."),
        Column("condition", "Condition", Kind.CHOICE,
               "The one education text that is printed, from the list.", choices="conditions",
               width=18, prompt="Prints a short text about it. Choose from the list.", spare=True),
        Column("goals", "Goals", Kind.LINES, "What the patient wants to do again, a line each.",
               width=28, prompt="A goal a line (Alt+Enter), in the patient's words.", spare=True),
        Column("programme", "Programme", Kind.CHOICE,
               "A programme of the Library or of the Programmes sheet. The plan takes its "
               "exercises from it, from the Exercises sheet, or both.", choices="programmes",
               width=24, prompt="A ready-made set of exercises. Choose from the list."),
        Column("start", "Start date", Kind.DATE, "The first day of the plan.", required=True,
               width=14, prompt="The first day of the plan, like 1 Dec 2026."),
        Column("weeks", "Weeks", Kind.WHOLE, "How many weeks, 1 to 52; empty: no end.", width=8,
               prompt="1 to 52. Empty: no end.", low=1, high=52),
        Column("review", "Review date", Kind.DATE, "When you look at it together again.",
               width=14, prompt="When you look at it together again.", spare=True),
        Column("session_limit", "Session limit (minutes)", Kind.WHOLE,
               "How long one session may take; a longer one is a warning.", width=12,
               prompt="You are told when a session takes longer.", low=1, high=240,
               spare=True),
        Column("side", "Side", Kind.CHOICE,
               "left or right, where the whole plan is for one side; Side in Exercises comes "
               "first. Empty: each exercise as its programme has it, else each side.",
               choices="sides", width=9,
               prompt="left or right for the whole plan. Empty: as each exercise says.", since=2),
        Column("take_care", "Take care", Kind.CHOICES,
               "What to take care of, several separated by semicolons. An exercise that does "
               "not go with it is an error until it is removed or has an override reason.",
               choices="cautions", width=24,
               prompt="Choose from the list. Several: separate them with semicolons."),
        Column("footwear", "Footwear advice", Kind.CHOICE,
               "Prints one note on shoes; yes is the supportive one.", choices="footwear",
               width=14, prompt="Prints a note on shoes. Empty: none.", spare=True),
        Column("person", "Person in pictures", Kind.CHOICE,
               "Whom this plan's pictures show. Empty: one of those whom the Clinic sheet "
               "allows, the same in every version.", choices="people", width=18,
               prompt="Choose from the list. Empty: as the Clinic sheet says.", spare=True),
        Column("note", "Note to the patient", Kind.TEXT,
               "In your own words, on the first page (up to 2,000 characters).", width=40,
               prompt="Printed on the first page."),
        Column("link", "Link", Kind.LINK,
               "The https address of a film or page about the whole plan. It is printed with a "
               "code that a phone's camera opens. Nothing about the patient in it.", width=28,
               prompt="Like https://example.org/heel-pain: the same for everybody.",
               spare=True, since=2),
        Column("replaces", "Replaces", Kind.ID, "The ID of the older plan that this one ends.",
               width=12, prompt="The ID of the older plan that this one ends."),
        Column("password", "Password", Kind.SECRET,
               "Opens the PDF that is e-mailed. Empty: one is made; none: no password (the "
               "patient must have agreed).", width=14,
               prompt="Empty: one is made when the plan is e-mailed.", spare=True),
        Column("version", "Version", Kind.WHOLE,
               "Count it up when you change a plan that the patient has already.", width=8,
               prompt="Empty is 1. Count it up when you change a plan.", low=1,
               high=999),
    ),
)

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
        Column("limb", "Foot or leg", Kind.CHOICE, "Which word the handout uses; empty: foot.",
               choices="limbs", width=10, prompt="foot or leg."),
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

LIBRARY = Sheet(
    key="library",
    title="Library",
    row="an exercise that comes with clinicplan",
    doc="Every exercise with its picture, equipment, presets and programmes. It is not read "
    "back.",
    layout=Layout.PROSE,
    read=False,
)

SHEETS = (
    START, CLINIC, PRACTITIONERS, PATIENTS, EXERCISES, PROGRAMMES, OWN_EXERCISES, LIBRARY,
)

# fmt: on
SETTING_HEADINGS = ("Setting", "Value")
"""The heading row of the Clinic sheet."""
