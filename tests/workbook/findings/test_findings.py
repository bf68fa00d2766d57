"""A mistake in a workbook -> its finding, at its cell, with its plan; every code is met once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from clinicplan.catalogue.read import templates_folder
from clinicplan.errors import FaultyTemplate
from clinicplan.findings import Severity
from clinicplan.workbook.findings.words import read_words
from tests.workbook.workbooks import (
    OWN,
    PATIENT,
    PERSON,
    ROW,
    Cells,
    book,
    changed,
    part,
    patient,
    read,
    row,
    to_bytes,
)

WORDS = read_words(templates_folder(), language="en")


def edited(edit: Callable[[Workbook], object], **sheets: object) -> Workbook:
    """A workbook with a change that rows of cells cannot say."""
    made = book(**sheets)  # type: ignore[arg-type]
    edit(made)
    return made


def dose(**cells: object) -> Workbook:
    """One row with these cells, done every day where they do not say."""
    return book(exercises=[row(**cells, **({} if "Days" in cells else {"Days": "every day"}))])


def programme(change: Cells | None = None, /, **cells: object) -> Workbook:
    """A plan with a programme of one exercise, and its own row for that with a change."""
    return book(
        patients=[patient(Programme="Ours")],
        exercises=[dict(ROW) | dict(change)] if change else [],
        Programmes=[{"Programme": "Ours", "Exercise": "towel-stretch"}
                    | {"Days": "every day"}
                    | {key.replace("_", " "): value for key, value in cells.items()}],
    )  # fmt: skip


def programmes(*names: str) -> Workbook:
    """Rows of Programmes with these names, each for an exercise of its own."""
    exercises = ("towel-stretch", "ankle-circles", "toe-press")
    return book(
        Programmes=[
            {"Programme": name, "Exercise": exercise}
            for name, exercise in zip(names, exercises, strict=False)
        ]
    )


def own(**cells: object) -> Workbook:
    return book(My_exercises=[dict(OWN) | {key.replace("_", " "): v for key, v in cells.items()}])


def write(sheet: str, **cells: object) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        for cell, value in cells.items():
            made[sheet][cell] = value

    return edit


def empty(sheet: str, cell: str) -> Callable[[Workbook], None]:
    return write(sheet, **{cell: None})


def hide(made: Workbook) -> None:
    made["Exercises"].row_dimensions[2].hidden = True


def hide_column(made: Workbook) -> None:
    made["Exercises"].column_dimensions["C"].hidden = True


def strike(*cells: str) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        for cell in cells:
            made["Exercises"][cell].font = Font(strike=True)

    return edit


def show(code: str) -> Callable[[Workbook], None]:
    def edit(made: Workbook) -> None:
        made["Exercises"]["C2"].number_format = code

    return edit


def with_two_values() -> bytes:
    data = to_bytes(dose(Reps=5))
    sheet = part(data, "xl/worksheets/sheet4.xml")
    return changed(
        data, {"xl/worksheets/sheet4.xml": sheet.replace(b"<v>5</v>", b"<v>5</v><is><t>9</t></is>")}
    )


def hide_by_filter(made: Workbook) -> None:
    hide(made)
    made["Exercises"].auto_filter.ref = "A1:B2"
    made["Exercises"].auto_filter.add_filter_column(0, ["x"])


def side_of_patients() -> int:
    """The column of Side on the Patients sheet of `book`."""
    (at,) = (cell.column for cell in book()["Patients"][1] if cell.value == "Side")
    return int(at)


def merge(made: Workbook) -> None:
    made["Exercises"].merge_cells("C2:C3")


def head_twice(made: Workbook) -> None:
    made["Exercises"]["C1"] = "exercise"


def twice_a_sheet(made: Workbook) -> None:
    made.create_sheet("exercises ")


MISTAKES: list[tuple[str, Workbook | bytes, str, str]] = [
    # sheets and headings
    ("missing-sheet", edited(lambda made: made.remove(made["Practitioners"])), "Practitioners", ""),
    ("misspelt-sheet", edited(lambda made: setattr(made["Exercises"], "title", "Exercise")),
     "Exercise", ""),
    ("duplicate-sheet", edited(twice_a_sheet), "exercises ", ""),
    ("hidden-sheet",
     edited(lambda made: setattr(made["Exercises"], "sheet_state", "hidden")), "Exercises", ""),
    ("renamed-sheet", edited(lambda made: setattr(made["Exercises"], "title", "Dec exercises")),
     "Dec exercises", ""),
    ("unread-sheet", edited(lambda made: made.copy_worksheet(made["Exercises"])),
     "Exercises Copy", ""),
    ("missing-heading", edited(empty("Exercises", "C1"), exercises=[row(Side=None)]),
     "Exercises row 1", ""),
    ("older-workbook", edited(lambda made: made["Patients"].delete_cols(side_of_patients())),
     "Patients row 1", ""),
    ("renamed-heading", edited(write("Exercises", C1="Which one"), exercises=[row(Side="left")]),
     "Exercises!C1", ""),
    ("empty-heading", edited(write("Exercises", AA2="hold 10 s")), "Exercises!AA1", ""),
    ("duplicate-heading", edited(head_twice), "Exercises!C1", ""),
    ("misspelt-heading", edited(write("Exercises", C1="Sied"), exercises=[row(Side="left")]),
     "Exercises!C1", ""),
    ("unknown-heading-missing",
     edited(write("Patients", G1="Aims"), patients=[patient(Goals="Walk.")]), "Patients!G1", ""),
    ("unknown-heading-near", book(exercises=[row(Repeats="left", Reps=10)]), "Exercises!C1", ""),
    ("unknown-heading", book(exercises=[row(Invoice="x")]), "Exercises!C1", ""),
    ("hidden-rows", edited(hide), "Exercises row 2", ""),
    ("filtered-rows", edited(hide_by_filter), "Exercises row 2", ""),
    ("example-row", book(patients=[PATIENT, patient(Plan_ID="Example", First_name="Tess")]),
     "Patients!A3", "Patients row 3"),
    ("merged-cells",
     edited(merge, exercises=[row(Side="left"), row(Exercise="toe-pencil")]),
     "Exercises!C3", "P-1"),
    ("merged-across",
     edited(lambda made: made["Exercises"].merge_cells("B2:C2"), exercises=[row(Side="left")]),
     "Exercises!C2", "P-1"),
    ("hidden-columns", edited(hide_column, exercises=[row(Side="left")]), "Exercises!C1", ""),
    ("struck-heading", edited(strike("C1"), exercises=[row(Side="left")]), "Exercises!C1", ""),
    ("follows", edited(lambda made: setattr(made["Patients"], "title", "Patient")),
     "Exercises", ""),
    ("no-plans", book(patients=[patient(Plan_ID="EXAMPLE")], exercises=[]), "Patients", ""),
    # cells
    ("missing-value", book(patients=[patient(First_name=None)]), "Patients!B2", "P-1"),
    ("missing-in-row", dose(Plan_ID=None), "Exercises!A2", "Exercises row 2"),
    ("error-cell", dose(Reps="#N/A"), "Exercises!C2", "P-1"),
    ("formula-uncalculated", dose(Reps="=1+1"), "Exercises!C2", "P-1"),
    ("damaged-cell", with_two_values(), "Exercises!C2", "P-1"),
    ("format-adds", edited(show('0" min"'), exercises=[row(Reps=5)]), "Exercises!C2", "P-1"),
    ("format-hides", edited(show(";;;"), exercises=[row(Reps=5)]), "Exercises!C2", "P-1"),
    ("struck-through", edited(strike("C2"), exercises=[row(Reps=5)]), "Exercises!C2", "P-1"),
    ("struck-row", edited(strike("A2", "B2")), "Exercises!A2", "P-1"),
    ("date-serial", book(patients=[patient(Start_date=46357)]), "Patients!E2", "P-1"),
    ("name-of-figures", book(patients=[patient(First_name=12)]), "Patients!B2", "P-1"),
    ("date-misplaced", dose(Preset=date(2026, 10, 15)), "Exercises!C2", "P-1"),
    ("date-instead", dose(Reps=date(2026, 10, 15)), "Exercises!C2", "P-1"),
    ("time-instead", dose(Reps=time(10, 30)), "Exercises!C2", "P-1"),
    ("date-out-of-range",
     edited(lambda made: setattr(made["Patients"]["E2"], "value", 99999999)), "Patients!E2", "P-1"),
    ("date-invalid", book(patients=[patient(Start_date="soon")]), "Patients!E2", "P-1"),
    ("date-not-in-month", book(patients=[patient(Start_date="31/02/2026")]), "Patients!E2", "P-1"),
    ("date-ambiguous", book(patients=[patient(Start_date="03/04/2026")]), "Patients!E2", "P-1"),
    ("date-year", book(patients=[patient(Date_of_birth="3 Apr 26")]), "Patients!G2", "P-1"),
    ("date-too-early", book(patients=[patient(Start_date="1899-01-01")]), "Patients!E2", "P-1"),
    ("control-character", book(patients=[patient(Goals="a_x0007_b")]), "Patients!G2", "P-1"),
    ("too-long", book(patients=[patient(Note_to_the_patient="x" * 2001)]), "Patients!G2", "P-1"),
    ("encoded-word", book(patients=[patient(First_name="Sam =?x?=")]), "Patients!B2", "P-1"),
    ("whole-number", book(patients=[patient(Weeks=53)]), "Patients!F2", "P-1"),
    ("not-in-list", dose(Side="purple"), "Exercises!C2", "P-1"),
    ("not-in-list-near", dose(Side="lefft"), "Exercises!C2", "P-1"),
    ("email-invalid", book(patients=[patient(Email="sam at example.org")]), "Patients!G2", "P-1"),
    ("link-unclear", book(patients=[patient(Link="our film")]), "Patients!G2", "P-1"),
    ("link-insecure", dose(Link="http://example.org/film"), "Exercises!C2", "P-1"),
    ("link-too-long", own(Link="https://example.org/" + "x" * 100), "My exercises!D2",
     "My exercises row 2"),
    ("link-names-patient", book(patients=[patient(Link="https://example.org/for/sam-sample")]),
     "Patients!G2", "P-1"),
    ("link-names-patient", dose(Link="https://example.org/film?plan=p-1"), "Exercises!B2", "P-1"),
    ("phone-number", book(clinic={"Name": "Clinic", "Phone": 1632960417}), "Clinic!B3", ""),
    ("example-left", book(patients=[patient(Email="sam@example.org", Consent_to_email="yes")]),
     "Patients!G2", "P-1"),
    ("example-left", book(practitioners=[{**PERSON, "Phone": "01632 960418"}]),
     "Practitioners!C2", "Practitioners row 2"),
    ("region-empty", book(clinic={"Name": "C", "Phone": "1"}), "Clinic!B15", ""),
    ("sender-name-long", book(clinic={"Name": "C", "Phone": "1", "Sender name": "x" * 61}),
     "Clinic!B4", ""),
    ("file-outside", book(clinic={"Name": "C", "Phone": "1", "Logo file": "../x.png"}),
     "Clinic!B4", ""),
    ("cutoffs-unclear", book(clinic={"Name": "C", "Phone": "1", "Pain guide cut-offs": "low"}),
     "Clinic!B4", ""),
    ("colour-unclear", book(clinic={"Name": "C", "Phone": "1", "Colour": "mauvish"}), "Clinic!B4",
     ""),
    ("code-characters", own(Code="arch lift!"), "My exercises!A2", "My exercises row 2"),
    ("duplicate-code", book(practitioners=[PERSON, PERSON]), "Practitioners!A3",
     "Practitioners row 3"),
    # doses
    ("count-unclear", dose(Reps="lots"), "Exercises!C2", "P-1"),
    ("time-unclear", dose(Hold="two ticks"), "Exercises!C2", "P-1"),
    ("time-without-unit", dose(Duration=5), "Exercises!C2", "P-1"),
    ("seconds-or-minutes", dose(Rest="2"), "Exercises!C2", "P-1"),
    ("times-unclear", dose(Times_a_day="sometimes"), "Exercises!C2", "P-1"),
    ("days-unclear", dose(Days="when you like"), "Exercises!C2", "P-1"),
    ("progression-unclear", dose(Progression="more and more"), "Exercises!C2", "P-1"),
    ("dose-unclear", own(Default_dose=";"), "My exercises!D2", "My exercises row 2"),
    ("count-is-time", dose(Reps="as long as you can"), "Exercises!C2", "P-1"),
    ("open-count-careful",
     book(patients=[patient(Take_care="Balance or falls")], exercises=[row(Reps="AMRAP")]),
     "Exercises!C2", "P-1"),
    ("no-upper-end", dose(Reps="at least 10"), "Exercises!C2", "P-1"),
    ("times-open", dose(Times_a_day="2 or more"), "Exercises!C2", "P-1"),
    ("days-open", dose(Days="most days"), "Exercises!C2", "P-1"),
    ("days-rhythm", dose(Days="every 10 days"), "Exercises!C2", "P-1"),
    ("sets-or-reps", dose(Sets="10 reps"), "Exercises!C2", "P-1"),
    ("sets-or-reps", dose(Reps="2 sets"), "Exercises!C2", "P-1"),
    ("count-or-tired", dose(Reps="10 to fatigue"), "Exercises!C2", "P-1"),
    ("two-sides", dose(Reps="10 L / 5 R"), "Exercises!C2", "P-1"),
    ("directions-not-said", dose(Exercise="ankle-circles", Duration="3 min"),
     "Exercises!B2", "P-1"),
    ("no-directions", dose(Reps="10 each way"), "Exercises!C2", "P-1"),
    ("days-or-week", dose(Days="5/7"), "Exercises!C2", "P-1"),
    ("dose-in-own-words", book(exercises=[row(Dose="15 reps tid, only 1x if sore in the hall")]),
     "Exercises!C2", "P-1"),
    ("times-or-reps", dose(Dose="10 times a day"), "Exercises!C2", "P-1"),
    ("metres-taken", dose(Exercise="toe-walk", Dose="3 x 20 m"), "Exercises!C2", "P-1"),
    ("days-not-weeks", own(Default_dose="10 reps, 10/7"), "My exercises!D2", "My exercises row 2"),
    ("times-by-days", own(Default_dose="10, bd weekdays, tds weekends"), "My exercises!D2",
     "My exercises row 2"),
    ("seconds-or-times", dose(Exercise="towel-stretch", Dose="3 x 30"), "Exercises!C2", "P-1"),
    ("days-taken", dose(Dose="2 x 10, 5/7", Days=None), "Exercises!C2", "P-1"),
    ("bouts-taken", dose(Dose="30 s x3 daily", Days=None), "Exercises!C2", "P-1"),
    ("minutes-taken", dose(Dose="walk 4 run 1 x5, 3x week", Days=None), "Exercises!C2", "P-1"),
    ("seconds-taken", dose(Dose="30 on 30 off x6, daily", Days=None), "Exercises!C2", "P-1"),
    ("slip-taken", dose(Dose="3 x 10 evry day", Days=None), "Exercises!C2", "P-1"),
    ("sets-taken", dose(Dose="3/20 bd", Days=None), "Exercises!C2", "P-1"),
    ("count-in-time", dose(Dose="20 pumps, 15 mins, qds", Days=None), "Exercises!C2", "P-1"),
    ("reps-first", dose(Reps="15 x 3"), "Exercises!C2", "P-1"),
    ("part-of-day-unclear", dose(Times_a_day="pm"), "Exercises!C2", "P-1"),
    ("figures-of-day", dose(Dose="10, 1-0-1"), "Exercises!C2", "P-1"),
    ("no-length", dose(Hold="until a stretch is felt"), "Exercises!C2", "P-1"),
    ("minutes-or-metres", dose(Exercise="toe-walk", Duration="10 m"), "Exercises!C2", "P-1"),
    ("hold-without-end", dose(Hold="to fatigue"), "Exercises!C2", "P-1"),
    ("side-alternate", own(Default_dose="10 daily, alternate legs"), "My exercises!D2",
     "My exercises row 2"),
    ("side-alternate-each", dose(Side="alternate", Reps=10), "Exercises!C2", "P-1"),
    ("side-not-clear", dose(Side="towards R", Reps=10), "Exercises!C2", "P-1"),
    ("side-at-once", dose(Side="both together", Reps=10, Exercise="Toe press"), "Exercises!C2",
     "P-1"),
    ("side-has-amounts", dose(Side="L 3 sets, R 1 set"), "Exercises!C2", "P-1"),
    ("side-in-words", book(patients=[patient(Side="")], My_exercises=[OWN], exercises=[
        {"Plan ID": "P-1", "Exercise": OWN["Code"], "Side": "op side", "Dose": "10, daily"}]),
     "Exercises!C2", "P-1"),
    ("side-which", dose(Side="worse side"), "Exercises!C2", "P-1"),
    ("said-with-doubt", dose(Side="right?"), "Exercises!C2", "P-1"),
    ("said-with-doubt", dose(Side="right (?)"), "Exercises!C2", "P-1"),
    ("said-with-doubt", book(exercises=[row(Exercise="Towel stretch?")]), "Exercises!B2", "P-1"),
    ("said-with-doubt", book(patients=[patient(Consent_to_email="yes?")]), "Patients!G2", "P-1"),
    ("said-with-doubt", book(patients=[patient(Take_care="Balance or falls; diabetes ?")]),
     "Patients!G2", "P-1"),
    ("name-unlikely", book(patients=[patient(First_name="HS-0417")]), "Patients!B2", "P-1"),
    ("name-unlikely", book(patients=[patient(Last_name="tbc")]), "Patients!C2", "P-1"),
    ("name-unlikely", book(practitioners=[{"Code": "AE", "Name": "-"}]), "Practitioners!B2",
     "Practitioners row 2"),
    ("said-with-doubt", book(patients=[patient(Take_care="no?")]), "Patients!G2", "P-1"),
    ("words-missing", book(patients=[patient(Goals=417)]), "Patients!G2", "P-1"),
    ("words-missing", dose(Note_to_the_patient="3/4"), "Exercises!C2", "P-1"),
    ("words-missing", book(practitioners=[{**PERSON, "Role": 417}]), "Practitioners!C2",
     "Practitioners row 2"),
    ("phone-unlikely", book(practitioners=[{**PERSON, "Phone": "HCPC CH00000"}]),
     "Practitioners!C2", "Practitioners row 2"),
    ("weeks-or-months", book(patients=[patient(Weeks="3 months")]), "Patients!F2", "P-1"),
    ("belongs-elsewhere", dose(Hold="10 times"), "Exercises!C2", "P-1"),
    ("facts-disagree", dose(Sets=2, Reps="3x10"), "Exercises!D2", "P-1"),
    ("facts-disagree", dose(Days="weekdays", Times_a_day="daily"), "Exercises!D2", "P-1"),
    ("side-in-change", dose(Reps=10, Progression="from week 3: each leg"), "Exercises!D2", "P-1"),
    ("week-or-onwards", dose(Progression="week 4: rest"), "Exercises!C2", "P-1"),
    ("growth-unclear", dose(Progression="build up to 20"), "Exercises!C2", "P-1"),
    ("growth-not-counted", dose(Reps=None, Duration="30 s", Progression="+2 a week"),
     "Exercises!E2", "P-1"),
    ("growth-nothing", dose(Reps=10, Progression="build up to 8 by week 3"), "Exercises!D2",
     "P-1"),
    ("growth-without-end",
     book(patients=[patient(Weeks=None)], exercises=[row(Reps=10, Progression="+2 a week")]),
     "Exercises!D2", "P-1"),
    ("growth-and-changes", dose(Reps="10, +1 a week", Progression="from week 3: 20"),
     "Exercises!C2", "P-1"),
    ("growth-of-programme", programme({"Reps": 10}, Reps=8, Progression="+1 a week"),
     "Exercises!C2", "P-1"),
    ("change-dated", dose(Reps=10, Progression="from 10 Dec: 15"), "Exercises!D2", "P-1"),
    ("dose-piece-unclear", own(Default_dose="10 times, half a bit"), "My exercises!D2",
     "My exercises row 2"),
    ("dose-abbreviation", dose(Dose="3x10 XQ, daily"), "Exercises!C2", "P-1"),
    ("dose-two-meanings", dose(Dose="3x10 gentle HS"), "Exercises!C2", "P-1"),
    ("dose-unit-missing", dose(Dose="5 on 5 off x20, daily"), "Exercises!C2", "P-1"),
    ("range-backwards", dose(Dose="20-15 gentle ones, daily"), "Exercises!C2", "P-1"),
    ("dose-score-of-what", dose(Dose="10 gently daily. 0-3 carry on, >5 halve reps"),
     "Exercises!C2", "P-1"),
    ("dose-figures-unclear", dose(Dose="20/10 x5, daily"), "Exercises!C2", "P-1"),
    ("dose-too-long", dose(Dose="10 at " + "the worktop by the window " * 12), "Exercises!C2",
     "P-1"),
    ("dose-note", dose(Reps="10 times, at your desk"), "Exercises!C2", "P-1"),
    ("dose-as-typed", dose(Reps="10 up + 10 down"), "Exercises!C2", "P-1"),
    ("colour-without-band", dose(Reps="10, red"), "Exercises!C2", "P-1"),
    ("dose-two-readings", own(Default_dose="10 30 s hold 5 min"), "My exercises!D2",
     "My exercises row 2"),
    ("dose-said-twice", own(Default_dose="10 times, 12 times"), "My exercises!D2",
     "My exercises row 2"),
    ("dose-after-change", own(Default_dose="10; from week 2: 12; hold 5 s"), "My exercises!D2",
     "My exercises row 2"),
    ("tempo-direction", own(Default_dose="10, tempo 3-2-1"), "My exercises!D2",
     "My exercises row 2"),
    ("tempo-four", own(Default_dose="10, tempo 3-0-1-0"), "My exercises!D2",
     "My exercises row 2"),
    ("load-unclear", dose(Load="??"), "Exercises!C2", "P-1"),
    ("load-how-heavy", dose(Load="heavy"), "Exercises!C2", "P-1"),
    ("load-without-unit", dose(Load="5"), "Exercises!C2", "P-1"),
    ("tempo-unclear", dose(Tempo="???"), "Exercises!C2", "P-1"),
    ("tempo-and-hold", dose(Reps="10, tempo 3-2-3", Hold="5 s"), "Exercises!C2", "P-1"),
    ("days-left-out", own(Default_dose="10, weekends, not Mondays"), "My exercises!D2",
     "My exercises row 2"),
    ("default-dose-more", own(Default_dose="10 times, left"), "My exercises!D2",
     "My exercises row 2"),
    ("dose-unusual", dose(Reps=150), "Exercises!C2", "P-1"),
    ("dose-unusual-range", dose(Reps=1015), "Exercises!C2", "P-1"),
    ("dose-unusual-time", dose(Hold="30 m"), "Exercises!C2", "P-1"),
    ("no-amount", dose(Sets=5), "Exercises!B2", "P-1"),
    ("no-amount", programme(Rest="10 s"), "Programmes!B2", "Programmes row 2"),
    ("hold-missing", dose(Exercise="toe-press", Reps=5), "Exercises!B2", "P-1"),
    ("no-frequency-aside", book(exercises=[row(Dose="3 x 10, sitting")]), "Exercises!B2", "P-1"),
    ("amount-in-own-words", dose(Dose="10 on the stairs then 12 in the hall, daily", Days=""),
     "Exercises!C2", "P-1"),
    ("no-frequency", book(exercises=[row(Reps=5)]), "Exercises!B2", "P-1"),
    ("no-frequency", programme(Reps=5, Days=None), "Programmes!B2", "Programmes row 2"),
    ("frequency-open", book(exercises=[row(Exercise="toe-pencil", Preset="alternate")]),
     "Exercises!B2", "P-1"),
    ("dose-lost",
     book(exercises=[row(Reps=5, Hold="5 s", Days="daily"),
                     row(From_week=3, Reps=8, Days="daily")]), "Exercises!B3", "P-1"),
    ("no-number", dose(Exercise="toe-pencil"), "Exercises!B2", "P-1"),
    ("no-support", dose(Exercise="ankle-circles", Position="standing"), "Exercises!B2", "P-1"),
    # exercises of a plan
    ("unknown-plan", dose(Plan_ID="QX"), "Exercises!A2", "Exercises row 2"),
    ("unknown-plan-near", dose(Plan_ID="p1"), "Exercises!A2", "P-1"),
    ("unknown-plan-alike", book(patients=[patient(Plan_ID="HS-0417")],
                                exercises=[dict(ROW) | {"Plan ID": "HS-0471"}]),
     "Exercises!A2", "Exercises row 2"),
    ("unknown-exercise", dose(Exercise="juggling"), "Exercises!B2", "P-1"),
    ("unknown-exercise-near", dose(Exercise="Towle stretch"), "Exercises!B2", "P-1"),
    ("unknown-preset", dose(Preset="Every other day"), "Exercises!C2", "P-1"),
    ("unknown-position", dose(Exercise="ankle-circles", Position="floor"), "Exercises!C2", "P-1"),
    ("unknown-tool", dose(Exercise="toe-pencil", Tool="towel"), "Exercises!C2", "P-1"),
    ("side-together", dose(Exercise="toe-walk", Side="left"), "Exercises!C2", "P-1"),
    ("side-both-twin", dose(Exercise="heel-raise-single", Side="both"), "Exercises!C2", "P-1"),
    ("side-other-part", dose(Side="R hand"), "Exercises!C2", "P-1"),
    ("note-begins", dose(**{"Note to the patient": "Start this one once it is easy."}),
     "Exercises!C2", "P-1"),
    ("note-days", dose(**{"Note to the patient": "Not the day before a run."}),
     "Exercises!C2", "P-1"),
    ("note-shoes", dose(**{"Note to the patient": "Keep shoes on."}), "Exercises!C2", "P-1"),
    ("note-way", dose(**{"Exercise": "Heel raise, one leg",
                         "Note to the patient": "Hands flat on the wall."}), "Exercises!C2", "P-1"),
    ("note-against-steps", dose(**{"Exercise": "Heel raise, one leg",
                                   "Note to the patient": "Off a step."}), "Exercises!C2",
     "P-1"),
    ("note-against-pain", dose(**{"Note to the patient": "Pain up to 5/10."}), "Exercises!C2",
     "P-1"),
    ("side-may-be-a-way", book(patients=[patient()], My_exercises=[
        {**OWN, "Name": "Side plank", "Foot or leg": ""}], exercises=[
        {"Plan ID": "P-1", "Exercise": "Side plank", "Side": "right", "Dose": "10, daily"}]),
     "Exercises!C2", "P-1"),
    ("side-both-sides", book(My_exercises=[OWN], exercises=[
        {"Plan ID": "P-1", "Exercise": OWN["Code"], "Side": "both sides", "Dose": "10, daily"}]),
     "Exercises!C2", "P-1"),
    ("side-both-each", dose(Side="both"), "Exercises!C2", "P-1"),
    ("side-not-said", book(patients=[patient(Side="")]), "Exercises!B2", "P-1"),
    ("side-of-programme", book(patients=[patient(Side="", Programme="Ours")], Programmes=[
        {"Programme": "Ours", "Exercise": "towel-stretch", "Side": "left", "Days": "every day"}]),
     "Exercises!B2", "P-1"),
    ("side-own-each", book(patients=[patient(Side="")], My_exercises=[
        {**OWN, "Both together": "no"}], exercises=[
        {"Plan ID": "P-1", "Exercise": OWN["Code"], "Dose": "10, daily"}]),
     "Exercises!B2", "P-1"),
    ("side-own-not-said", book(patients=[patient(Side="")], My_exercises=[OWN], exercises=[
        {"Plan ID": "P-1", "Exercise": OWN["Code"], "Dose": "10, daily"}]),
     "Exercises!B2", "P-1"),
    ("side-against-plan", book(patients=[patient(Side="left")], exercises=[row(Side="right")]),
     "Exercises!C2", "P-1"),
    ("side-against-programme", programme({"Side": "right"}, Side="left"), "Exercises!C2", "P-1"),
    ("side-together-plan",
     book(patients=[patient(Side="left")], exercises=[row(Exercise="toe-walk")]),
     "Exercises!B2", "P-1"),
    ("exercise-twice", book(exercises=[ROW, row(Reps=10)]), "Exercises!B3", "P-1"),
    ("weeks-reversed", dose(From_week=3, To_week=2), "Exercises!D2", "P-1"),
    ("week-after-end", dose(From_week=5), "Exercises!C2", "P-1"),
    ("last-week-after-end", dose(To_week=5), "Exercises!C2", "P-1"),
    ("change-too-early", dose(From_week=3, Progression="from week 2: 15 times"),
     "Exercises!D2", "P-1"),
    ("change-after-end", programme(Progression="from week 5: 15 times"), "Patients!G2", "P-1"),
    ("change-nothing", dose(Reps=10, Progression="from week 2: 10 times"), "Exercises!D2", "P-1"),
    ("change-of-kind", dose(Reps=10, Progression="from week 3: 45 s"), "Exercises!D2", "P-1"),
    ("progression-of-programme",
     programme({"Reps": 20}, Reps=10, Progression="from week 3: 15 times"), "Exercises!C2", "P-1"),
    ("rest-without-end", dose(Rest="as long as you can"), "Exercises!C2", "P-1"),
    ("rest-without-end", dose(Progression="from week 2: rest as long as you can"),
     "Exercises!B2", "P-1"),
    ("never-unclear", dose(Days="never"), "Exercises!C2", "P-1"),
    ("never-unclear", programme({"From week": 3, "Days": "never"}), "Exercises!D2", "P-1"),
    ("never-unclear", programme(Days="never"), "Programmes!C2", "Programmes row 2"),
    ("idle-week", dose(To_week=2), "Patients!F2", "P-1"),
    ("change-too-early", programme({"From week": 3}, Progression="from week 3: 10 times"),
     "Exercises!C2", "P-1"),
    ("caution-conflict-way",
     book(patients=[patient(Take_care="Balance or falls")],
          exercises=[row(Exercise="Ankle circles", Position="standing")]), "Exercises!B2", "P-1"),
    ("caution-conflict-programme",
     book(patients=[patient(Take_care="Balance or falls", Programme="alternate")]),
     "Patients!H2", "P-1"),
    ("caution-conflict-programme-way",
     book(patients=[patient(Take_care="Balance or falls", Programme="daily")],
          exercises=[row(Exercise="Ankle circles", Position="standing")]), "Exercises!B2", "P-1"),
    ("caution-conflict",
     book(patients=[patient(Take_care="Balance or falls")], exercises=[row(Exercise="Toe walk")]),
     "Exercises!B2", "P-1"),
    ("caution-conflict",
     book(patients=[patient(Take_care="Balance or falls")], exercises=[row(Exercise="own")],
          My_exercises=[dict(OWN) | {"Code": "own", "Balance": "yes"}]),
     "Exercises!B2", "P-1"),
    ("no-exercises", book(exercises=[]), "Patients!N2", "P-1"),
    ("many-exercises", book(
        exercises=[row(Exercise=f"own-{number}") for number in range(9)],
        My_exercises=[dict(OWN) | {"Code": f"own-{number}", "Name": f"Own {number}"}
                      for number in range(9)]), "Patients row 2", "P-1"),
    ("session-long",
     book(exercises=[row(Duration="9 min", Days="daily"),
                     row(Exercise="ankle-circles", Duration="8 min", Days="daily")]),
     "Patients row 2", "P-1"),
    ("exercise-long", dose(Sets=5, Reps=15, Hold="45 s"), "Exercises!B2", "P-1"),
    ("many-repetitions", dose(Sets=3, Reps=30, Times_a_day=3), "Exercises!B2", "P-1"),
    ("session-too-long",
     book(patients=[{**PATIENT, "Session limit (minutes)": 1}],
          exercises=[row(Sets=5, Reps=20, Hold="30 s", Days="daily")]), "Patients!G2", "P-1"),
    *((code, book(patients=[patient(Person_in_pictures="Somebody with one foot")]),
       "Patients!G2", "P-1") for code in ("person-cannot-show", "person-one-foot")),
    # patients
    ("plan-id-characters", book(patients=[patient(Plan_ID="2026/14")], exercises=[]),
     "Patients!A2", "Patients row 2"),
    ("duplicate-plan-id", book(patients=[PATIENT, patient(Plan_ID="p-1")]), "Patients!A2", "P-1"),
    ("plan-id-names-patient", book(patients=[patient(Plan_ID="sample-1")], exercises=[]),
     "Patients!A2", "Patients row 2"),
    ("unknown-practitioner", book(patients=[patient(Practitioner="ZZ")]), "Patients!D2", "P-1"),
    ("unknown-practitioner-near",
     book(practitioners=[{**PERSON, "Code": "alex"}], patients=[patient(Practitioner="alax")]),
     "Patients!D2", "P-1"),
    ("unknown-programme", book(patients=[patient(Programme="Zumba")]), "Patients!G2", "P-1"),
    ("unknown-programme-near", book(patients=[patient(Programme="Three a dya")]),
     "Patients!G2", "P-1"),
    ("mend-first", book(practitioners=[{**PERSON, "Name": None, "Role": "x"}]),
     "Patients!D2", "P-1"),
    ("born-in-future", book(patients=[patient(Date_of_birth=date(2027, 1, 1))]),
     "Patients!G2", "P-1"),
    ("review-before-start", book(patients=[patient(Review_date=date(2026, 11, 30))]),
     "Patients!G2", "P-1"),
    ("age-unusual", book(patients=[patient(Date_of_birth=date(1900, 1, 1))]),
     "Patients!G2", "P-1"),
    ("plan-over", book(patients=[patient(Start_date=date(2026, 10, 1))]), "Patients!E2", "P-1"),
    ("plans-over",
     book(patients=[patient(Plan_ID=f"P-{n}", Start_date=date(2026, 10, 1)) for n in range(9)]),
     "Patients!E2", ""),
    ("start-long-ago", book(patients=[patient(Start_date=date(2026, 9, 1), Weeks=12)]),
     "Patients!E2", "P-1"),
    ("starts-long-ago",
     book(patients=[patient(Plan_ID=f"P-{n}", Start_date=date(2026, 9, 1), Weeks=None)
                    for n in range(9)]), "Patients!E2", ""),
    ("review-late", book(patients=[patient(Review_date=date(2028, 12, 29))]),
     "Patients!G2", "P-1"),
    ("day-and-month", book(patients=[patient(Start_date=date(2026, 1, 12))]),
     "Patients!E2", "P-1"),
    ("start-far-away", book(patients=[patient(Start_date=date(2062, 12, 1))]),
     "Patients!E2", "P-1"),
    ("email-without-consent", book(patients=[patient(Email="tess@example.org")]),
     "Patients!G2", "P-1"),
    ("shared-address",
     book(patients=[patient(Email="a@example.org", Consent_to_email="yes"),
                    patient(Plan_ID="P-2", Last_name="Testwell", Email="A@example.org",
                            Consent_to_email="yes", Programme="daily")]), "Patients!G2", "P-1"),
    ("shared-address-family",
     book(patients=[patient(Email="a@example.org", Consent_to_email="yes"),
                    patient(Plan_ID="P-2", First_name="Kim", Email="A@example.org",
                            Consent_to_email="yes", Programme="daily")]), "Patients!G2", "P-1"),
    ("email-domain-near",
     book(patients=[patient(Email="a@gmial.com", Consent_to_email="yes")]), "Patients!G2", "P-1"),
    ("replaces-itself", book(patients=[patient(Replaces="P-1")]), "Patients!G2", "P-1"),
    ("no-password-without-consent", book(patients=[patient(Password="none")]),
     "Patients!G2", "P-1"),
    ("password-is-birth-date",
     book(patients=[patient(Password="03.04.1956", Date_of_birth=date(1956, 4, 3))]),
     "Patients!G2", "P-1"),
    ("password-short", book(patients=[patient(Password="tulip")]), "Patients!G2", "P-1"),
    ("password-guessable", book(patients=[patient(Password="12345678")]), "Patients!G2", "P-1"),
    # the clinic's own
    ("exercise-name-taken", own(Code="Towel-Stretch"), "My exercises!A2", "My exercises row 2"),
    ("no-steps", own(Steps=None), "My exercises!C2", "My exercises row 2"),
    ("picture-missing", own(Pictures="lift.png", Picture_descriptions="x"), "My exercises!D2",
     "My exercises row 2"),
    ("picture-kind", own(Pictures="lift.bmp", Picture_descriptions="x"), "My exercises!D2",
     "My exercises row 2"),
    ("too-many-pictures", own(Pictures="a.png\nb.png\nc.png"), "My exercises!D2",
     "My exercises row 2"),
    ("no-picture-description", own(Pictures="a.png"), "My exercises!I2",
     "My exercises row 2"),
    ("programme-alike", programmes("Harbour starter", "Harbour starter", "Harbur starter"),
     "Programmes!A4", "Programmes row 4"),
    ("programme-name-taken",
     book(Programmes=[{"Programme": "three a day", "Exercise": "towel-stretch"}]),
     "Programmes!A2", "Programmes row 2"),
]  # fmt: skip


@pytest.mark.parametrize(
    "names",
    [("Heel week 1", "Heel week 2"), ("Programme a", "Programme b"), ("Heel left", "Heel right"),
     ("Harbour starter", "harbour  starter"), ("Ours", "Ourss")],
)  # fmt: skip
def test_programmes_that_are_two_are_not_asked_about(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    found = read(programmes(*names), tmp_path).findings
    assert "programme-alike" not in {item.code for item in found}


def fix_date_cell(made: Workbook | bytes) -> Workbook:
    assert isinstance(made, Workbook)
    made["Patients"]["E2"].number_format = "yyyy-mm-dd"
    return made


@pytest.mark.parametrize(
    ("code", "made", "place", "plan"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES]
)
def test_a_mistake_is_told_at_its_cell(
    code: str, made: Workbook | bytes, place: str, plan: str, tmp_path: Path
) -> None:
    reading = read(fix_date_cell(made) if code == "date-out-of-range" else made, tmp_path)
    found = [item for item in reading.findings if item.code == code]
    assert found, [str(item) for item in reading.findings]
    assert (str(found[0].place), found[0].plan) == (place, plan)
    if found[0].severity is Severity.ERROR and (plan in ("", "P-1") or place[:8] == "Patients"):
        assert reading.plans == ()
    assert reading.rows == len(reading.plans) + reading.refused


def test_every_code_is_met_by_a_mistake() -> None:
    of_cells = {code for code in WORDS if not code.startswith("file-")} | {"file-outside"}
    # test_printing.py: it needs a typeface; tasks/test_{numbers,questions}.py: what was given out
    given = {"version-given-out", "version-behind", "side-emptied", "dose-emptied"}
    elsewhere = {"unprintable", *given}
    assert of_cells - elsewhere == {mistake[0] for mistake in MISTAKES}


@pytest.mark.parametrize("code", WORDS)
def test_a_finding_is_one_or_two_plain_sentences(code: str) -> None:
    words = WORDS[code]
    assert words.message.endswith((".", "{reason}"))
    assert words.hint.endswith((".", "?", ":", "new")) or not words.hint
    assert len(words.hint) <= 110
    assert len(words.message) <= 110


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"Start date": date(2026, 11, 21), "Review date": date(2026, 12, 18)}, set()),
        ({"Start date": date(2026, 10, 25)}, set()),  # its last day is today
        ({"Start date": date(2026, 10, 24)}, {"plan-over"}),
        ({"Start date": date(2026, 9, 26), "Weeks": 12}, set()),
        ({"Start date": date(2026, 9, 25), "Weeks": 12}, {"start-long-ago"}),
        ({"Start date": date(2026, 9, 25), "Weeks": None}, {"start-long-ago"}),
        ({"Start date": date(2027, 11, 22)}, set()),
        ({"Start date": date(2027, 11, 23)}, {"start-far-away"}),
        ({"Start date": date(2026, 1, 12)}, {"plan-over", "day-and-month"}),
        ({"Start date": date(2026, 12, 12), "Review date": date(2026, 9, 1)},
         {"review-before-start"}),
        ({"Start date": date(2026, 12, 8), "Review date": date(2026, 5, 12)},
         {"review-before-start"}),
        ({"Start date": date(2026, 12, 1), "Review date": date(2026, 5, 12), "Weeks": 1},
         {"review-before-start", "day-and-month"}),
        ({"Review date": date(2027, 12, 31)}, {"review-late"}),
        ({"Date of birth": date(1956, 4, 3)}, set()),
        ({"Date of birth": date(2026, 4, 3)}, {"age-unusual"}),
        ({"Date of birth": date(1910, 11, 22)}, set()),
        ({"Date of birth": date(1910, 11, 21)}, {"age-unusual"}),
        ({"Date of birth": date(2026, 12, 10)}, {"born-in-future"}),
    ],
)
def test_dates_that_do_not_go_together(
    cells: dict[str, object], codes: set[str], tmp_path: Path
) -> None:
    """Today is 21 November 2026; a plan lasts four weeks where nothing is said."""
    reading = read(book(patients=[{**PATIENT, **cells}]), tmp_path)
    assert {item.code for item in reading.findings} == codes


@pytest.mark.parametrize(
    ("plan_id", "first", "last", "is_refused"),
    [
        ("HS-0417", "Sam", "Sample", False),
        ("Sam Sample", "Sam", "Sample", True),
        ("SAMPLE 2", "Sam", "Sample", True),
        ("SSample01", "Sam", "Sample", True),
        ("sam-1", "Sam", "Sample", True),
        ("same-1", "Sam", "Sample", False),
        ("sleep-1", "Jo", "Lee", False),
        ("jlee2", "Jo", "Lee", True),
        ("Lee.2026", "Jo", "Lee", True),
        ("jo-li", "Jo", "Li", True),
        ("li-01", "Jo", "Li", False),
        ("muller", "Zoë", "Müller", True),
        ("JS-0417", "Jane", "Smith", False),
        ("0417", "", "", False),
    ],
)
def test_a_plan_id_may_not_name_its_patient(
    plan_id: str, first: str, last: str, is_refused: bool, tmp_path: Path
) -> None:
    """It becomes a file's name; findings call the plan by its row."""
    named = patient(Plan_ID=plan_id, First_name=first, Last_name=last)
    reading = read(book(patients=[named], exercises=[row(Plan_ID=plan_id)]), tmp_path)
    assert ("plan-id-names-patient" in {item.code for item in reading.findings}) is is_refused
    if is_refused:
        assert reading.plans == ()
        assert plan_id.casefold() not in " ".join(map(repr, reading.findings)).casefold()


SECRETS = {
    "First name": "Samantha", "Last name": "Sampleton", "Email": "samantha@example.org",
    "Date of birth": date(1956, 4, 3), "Password": "tulip",
}  # fmt: skip


@pytest.mark.parametrize(
    "heading",
    [
        "Practitioner",
        "Programme",
        "Condition",
        "Weeks",
        "Take care",
        "Edition",
        "Plan ID",
        "Consent to email",
    ],
)
@pytest.mark.parametrize(
    "secret",
    [
        "Samantha",
        "Dr Sampleton",
        "samantha@example.org",
        "1956-04-03",
        "03/04/1956",
        date(1956, 4, 3),
        "tulip",
    ],
)
def test_no_message_tells_who_a_patient_is(heading: str, secret: object, tmp_path: Path) -> None:
    """Not even where the cells have slipped into the wrong columns."""
    reading = read(book(patients=[{**PATIENT, **SECRETS, heading: secret}]), tmp_path)
    told = " ".join(item.message + item.hint for item in reading.findings).casefold()
    for word in ("samantha", "sampleton", "@example", "1956", "april", "tulip"):
        assert word not in told


TWO_PLANS = {"patients": [PATIENT, patient(Plan_ID="P-2")],
             "exercises": [ROW, row(Plan_ID="P-2"), row(Plan_ID="P-2", Exercise="toe-walk")]}


@pytest.mark.parametrize(
    ("made", "told"),
    [
        # a sheet that cannot be read: what follows from it, once
        (edited(lambda made: setattr(made["Patients"], "title", "Patient"), **TWO_PLANS),
         ["Patient misspelt-sheet", "Exercises follows"]),
        (edited(lambda made: made.remove(made["Patients"]), **TWO_PLANS),
         ["Patients missing-sheet", "Exercises follows"]),
        (edited(lambda made: made["Patients"].delete_cols(1), **TWO_PLANS),
         ["Patients row 1 missing-heading", "Exercises follows"]),
        (edited(lambda made: made.remove(made["Practitioners"]), **TWO_PLANS),
         ["Practitioners missing-sheet", "Patients follows"]),
        (edited(lambda made: setattr(made["Exercises"], "title", "Exercise"), **TWO_PLANS),
         ["Exercise misspelt-sheet", "Patients follows"]),
        # an exercise or a programme that is not understood leaves its plan without any
        (dose(Exercise="juggling"), ["Exercises!B2 unknown-exercise"]),
        (book(exercises=[row(Exercise=None, Side="left")]), ["Exercises!B2 missing-value"]),
        (book(patients=[patient(Programme="Zumba")], exercises=[]),
         ["Patients!G2 unknown-programme"]),
        (dose(Plan_ID="p1"), ["Exercises!A2 unknown-plan-near"]),
        # an exercise of the clinic's own whose row has to be mended first
        (book(My_exercises=[{**OWN, "Steps": None}],
              Programmes=[{"Programme": "Ours", "Exercise": "Arch lift"}],
              patients=[patient(Programme="Ours")], exercises=[]),
         ["Patients!G2 mend-first", "Programmes!B2 mend-first", "My exercises!C2 no-steps"]),
        # a merged cell is empty because it is merged
        (edited(lambda made: made["Exercises"].merge_cells("A2:A3"),
                exercises=[ROW, row(Exercise="toe-walk")]), ["Exercises!A3 merged-cells"]),
    ],
)  # fmt: skip
def test_a_cause_is_told_without_what_follows_from_it(
    made: Workbook, told: list[str], tmp_path: Path
) -> None:
    reading = read(made, tmp_path)
    assert [f"{item.place} {item.code}" for item in reading.findings] == told
    assert reading.plans == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Reps": 1015}, "was 10-15 meant?"),
        ({"Reps": 812}, "was 8-12 meant?"),
        ({"Sets": 35, "Reps": 5}, "was 3-5 meant?"),
        ({"Reps": 150}, "150 is a great deal. Check it. ["),
        ({"Hold": "30 m"}, "30 minutes is a long time for Hold. Check it: m stands for minutes"),
        ({"Hold": "1015"}, "was 10-15 meant?"),
        ({"Hold": "301 s"}, "301 is a great deal. Check it. ["),
    ],
)
def test_what_may_have_been_meant_suits_the_value(
    cells: dict[str, object], words: str, tmp_path: Path
) -> None:
    found = read(dose(**cells), tmp_path).findings
    (told,) = (item for item in found if item.code.startswith("dose-unusual"))
    assert words in str(told)


def test_all_that_a_list_accepts_is_told(tmp_path: Path) -> None:
    (told,) = read(book(patients=[patient(Take_care="zzz")]), tmp_path).findings
    assert told.hint == "Choose one of: Balance or falls, Diabetes."


def test_what_stops_the_whole_workbook_comes_first(tmp_path: Path) -> None:
    rows = {"patients": [patient(Weeks="x")], "exercises": [row(Side="left")]}
    made = edited(write("Exercises", C1="Sied"), **rows)
    codes = [item.code for item in read(made, tmp_path).findings]
    assert codes == ["misspelt-heading", "whole-number"]


def test_a_plan_with_an_error_costs_no_other_plan(tmp_path: Path) -> None:
    second = patient(Plan_ID="P-2", Programme="daily")
    reading = read(book(patients=[patient(Start_date="soon"), second]), tmp_path)
    assert [plan.id for plan in reading.plans] == ["P-2"]
    assert (reading.rows, reading.refused) == (2, 1)


@pytest.mark.parametrize(
    ("plan_id", "costs"), [(None, "P-1"), ("p1", "P-1"), ("QX", "Exercises row 3")]
)
def test_a_lost_exercise_row_costs_the_plan_that_it_may_belong_to(
    plan_id: object, costs: str, tmp_path: Path
) -> None:
    lost = row(Plan_ID=plan_id, Exercise="toe-pencil")
    reading = read(book(exercises=[ROW, lost]), tmp_path)
    assert costs in {item.plan for item in reading.findings if item.severity is Severity.ERROR}


def test_a_row_above_is_not_blamed_for_an_unknown_plan(tmp_path: Path) -> None:
    reading = read(book(exercises=[ROW, row(Plan_ID="QX")]), tmp_path)
    assert [plan.id for plan in reading.plans] == ["P-1"]


def test_what_the_workbook_is_told_is_the_same_each_time(tmp_path: Path) -> None:
    data = to_bytes(book(patients=[patient(Start_date="soon"), patient(Weeks="x")]))
    assert read(data, tmp_path) == read(data, tmp_path)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[too-long]\nseverity = 'error'", "findings.toml: too-long.message is missing"),
        ("[too-long]\nseverity = 'bad'\nmessage = 'x'", "too-long.severity must be one of: error"),
        ("[too-long]\nmessage = 'x'", "too-long.severity is missing"),
        ("too-long = 'x'", "findings.toml: too-long must be a table"),
        ("[too-long]\nseverity = 'error'\nmesage = 'x'", "too-long.message is missing"),
    ],
)
def test_faulty_words_are_told(toml: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "languages" / "en"
    folder.mkdir(parents=True)
    (folder / "findings.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(FaultyTemplate) as caught:
        read_words(tmp_path, language="en")
    assert message in str(caught.value)
