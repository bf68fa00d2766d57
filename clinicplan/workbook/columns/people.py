"""The sheets with a person a row: Practitioners and Patients."""

from __future__ import annotations

from clinicplan.workbook.columns.kinds import Column, Kind, Sheet

# A column reads as a block, not as a line for each of its words.
# fmt: off
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
               width=28, prompt="Like name@example.org. Empty: the plan is only printed.",
               letter=True),
        Column("consent", "Consent to email", Kind.YES_NO,
               "Yes, where the patient has agreed to get the plan by e-mail. Nothing is sent "
               "without it.", choices="yes_no", width=12,
               prompt="yes: the patient agreed to get the plan by e-mail.",
               spare=True, letter=True),
        Column("language", "Language", Kind.CHOICE, "Where it differs from the clinic's.",
               choices="languages", width=12, prompt="Only where it differs from the clinic's.",
               spare=True),
        Column("edition", "Edition", Kind.CHOICE,
               "Where it differs from the clinic's: standard, large print (18 points), giant "
               "print (24 points, a line a day in the diary), low vision (large print in a "
               "typeface for tired eyes, black on white), low vision on cream (the same, black on "
               "cream) or greyscale (for a printer without colours). All say the same.",
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
               "Whom this plan's pictures show. Empty: as the Clinic sheet says, the same "
               "in every version.", choices="people", width=18,
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
               prompt="Empty: one is made when the plan is e-mailed.", spare=True,
               letter=True),
        Column("version", "Version", Kind.WHOLE,
               "Count it up when you change a plan that the patient has already.", width=8,
               prompt="Empty is 1. Count it up when you change a plan.", low=1,
               high=999),
    ),
)

# fmt: on
