"""Rows of a workbook -> the plan: fallbacks, sides, weeks, own exercises and programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clinicplan.catalogue.values import Programme, ProgrammeItem, Shot
from clinicplan.dose import Amount, Dose, Times, exactly
from clinicplan.plan import (
    Change,
    Clinic,
    PainGuide,
    Patient,
    Plan,
    Practitioner,
    Prescription,
    Side,
)
from clinicplan.workbook.columns import EXERCISES
from clinicplan.workbook.sheets.plan_ids import is_safe_id
from tests.workbook.workbooks import (
    CIRCLES,
    CLINIC,
    DAILY,
    EVERY_OTHER_DAY,
    OWN,
    PATIENT,
    PERSON,
    STRETCH,
    WALK,
    Cells,
    book,
    patient,
    read,
    row,
    to_bytes,
)

STRETCH_DOSE = STRETCH.presets[0].dose
CIRCLES_DOSE = CIRCLES.presets[0].dose
SLOW_CIRCLES = CIRCLES.presets[1].dose
WALK_DOSE = WALK.presets[0].dose
BOTH_WAYS = ("clockwise", "anticlockwise")

TEN = Dose(reps=exactly(10), days=DAILY)

TOWEL = Prescription("towel-stretch", "floor", Side.EACH, STRETCH_DOSE)
ROUND = Prescription("ankle-circles", "chair", Side.EACH, CIRCLES_DOSE, BOTH_WAYS)
SLOW = Prescription("ankle-circles", "lying", Side.EACH, SLOW_CIRCLES, BOTH_WAYS)
TOES = Prescription("toe-walk", "walking", Side.BOTH, WALK_DOSE)


def plan_of(
    folder: Path, *, programme: str = "", rows: list[Cells], programmes: Iterable[Cells] = ()
) -> Plan:
    """The plan of one patient with a programme and rows of Exercises."""
    patients = [patient(Programme=programme, Side="")]
    made = book(patients=patients, exercises=rows, Programmes=programmes)
    reading = read(made, folder)
    assert reading.plans, [str(item) for item in reading.findings]
    return reading.plans[0]


@pytest.mark.parametrize(
    ("programme", "rows", "prescriptions"),
    [
        # from a programme, by name or code, in any case
        ("Three a day", [], (TOWEL, ROUND)),
        ("DAILY", [], (TOWEL, ROUND)),
        ("Every other day", [], (TOES, SLOW)),
        # from rows, with the exercise's first preset behind them
        ("", [row()], (TOWEL,)),
        ("", [row(Exercise="TOWEL STRETCH")], (TOWEL,)),
        ("", [row(Exercise="ankle-circles", Preset="Every other day")], (SLOW,)),
        ("", [row(Reps=10, Days="daily")], (replace(TOWEL, dose=TEN),)),
        ("", [row(Hold="none", Times_a_day="twice")],
         (replace(TOWEL, dose=replace(STRETCH_DOSE, hold=None, times=Times(2))),)),
        # a row changes the programme's exercise in its place; the rest stay
        ("Every other day", [row(Exercise="ankle-circles", Sets=2)],
         (TOES, replace(SLOW, dose=replace(SLOW_CIRCLES, sets=exactly(2))))),
        ("Every other day", [row(), row(Exercise="toe-walk", Note_to_the_patient="Slowly.")],
         (replace(TOES, note="Slowly."), SLOW, TOWEL)),
        ("Every other day", [row(Exercise="ankle-circles", Preset="daily")], (TOES, ROUND)),
        # ways and sides
        ("", [row(Exercise="ankle-circles", Position="standing")],
         (replace(ROUND, variant="standing"),)),
        ("", [row(Exercise="ankle-circles", Position="Lying down")],
         (replace(ROUND, variant="lying"),)),
        ("", [row(Exercise="toe-pencil", Tool="ball", Reps=5, Days="daily")],
         (Prescription("toe-pencil", "ball", Side.EACH, Dose(reps=exactly(5), days=DAILY)),)),
        ("", [row(Side="right")], (replace(TOWEL, side=Side.RIGHT),)),
        ("", [row(Side="left", Reps=10, Days="daily"), row(Side="right", Reps=15, Days="daily")],
         (replace(TOWEL, side=Side.LEFT, dose=TEN),
          replace(TOWEL, side=Side.RIGHT, dose=replace(TEN, reps=exactly(15))))),
        # weeks
        ("", [row(From_week=2, To_week=3)], (replace(TOWEL, first_week=2, last_week=3),)),
        ("", [row(Progression="from week 2: 10 times; from week 4: hold 1 min")],
         (replace(TOWEL, changes=(
             Change(2, replace(STRETCH_DOSE, reps=exactly(10))),
             Change(4, replace(STRETCH_DOSE, reps=exactly(10), hold=exactly(60))))),)),
        ("", [row(Progression="from week 2: 10 times"),
              row(From_week=4, Duration="1 min", Days="daily")],
         (replace(TOWEL, changes=(
             Change(2, replace(STRETCH_DOSE, reps=exactly(10))),
             Change(4, Dose(duration=exactly(60), days=DAILY)))),)),
        ("", [row(Progression="from week 2: 3-5 times; from week 3: 10 times")],
         (replace(TOWEL, changes=(Change(3, replace(STRETCH_DOSE, reps=exactly(10))),)),)),
        # a last week that is the plan's own, or later, says nothing
        ("", [row(To_week=4)], (TOWEL,)),
        ("", [row(From_week=2, To_week=5)], (replace(TOWEL, first_week=2),)),
        # an exercise of the programme is left out
        ("Three a day", [row(Days="never")], (ROUND,)),
        ("", [row(To_week=2), row(From_week=3, Reps=10, Days="daily")],
         (replace(TOWEL, changes=(Change(3, TEN),)),)),
        ("", [row(Reps=10, Days="daily", Note_to_the_patient="Slowly."),
              row(From_week=3, Reps=10, Days="daily", Note_to_the_patient="Faster."),
              row(From_week=4, Reps=10, Days="daily", Note_to_the_patient="Faster.")],
         (replace(TOWEL, dose=TEN, note="Weeks 1 to 2: Slowly.",
                  changes=(Change(3, TEN, "Faster."), Change(4, TEN))),)),
        ("", [row(), row(From_week=3, Reps=10, Days="daily")],
         (replace(TOWEL, changes=(Change(3, TEN),)),)),
        ("", [row(To_week=1), row(From_week=3)],
         (replace(TOWEL, last_week=1), replace(TOWEL, first_week=3))),
        ("", [row(Exercise="ankle-circles", To_week=2),
              row(Exercise="ankle-circles", From_week=3, Position="standing")],
         (replace(ROUND, last_week=2), replace(ROUND, first_week=3, variant="standing"))),
        ("Three a day", [row(To_week=2), row(From_week=3, Side="left")],
         (replace(TOWEL, last_week=2), replace(TOWEL, first_week=3, side=Side.LEFT), ROUND)),
    ],
)  # fmt: skip
def test_prescriptions(
    programme: str, rows: list[Cells], prescriptions: tuple[Prescription, ...], tmp_path: Path
) -> None:
    plan = plan_of(tmp_path, programme=programme, rows=rows)
    assert plan.prescriptions == prescriptions


OURS: list[Cells] = [
    {"Programme": "Ours", "Exercise": "towel-stretch", "Reps": 8, "Hold": "30 s",
     "Days": "every day", "Side": "left"},
    {"Programme": "Ours", "Exercise": "ankle-circles", "Side": "each", "Preset": "Every other day",
     "Progression": "from week 2: 3 sets"},
]  # fmt: skip
OUR_TOWEL = replace(TOWEL, side=Side.LEFT, dose=replace(STRETCH_DOSE, reps=exactly(8)))
OUR_CIRCLES = replace(SLOW, changes=(Change(2, replace(SLOW_CIRCLES, sets=exactly(3))),))


@pytest.mark.parametrize(
    ("rows", "prescriptions"),
    [
        ([], (OUR_TOWEL, OUR_CIRCLES)),
        ([row(Hold="10 s")],
         (replace(OUR_TOWEL, dose=replace(OUR_TOWEL.dose, hold=exactly(10))), OUR_CIRCLES)),
        ([row(Reps="none", Duration="20 s", Side="right")],
         (replace(OUR_TOWEL, side=Side.RIGHT, dose=Dose(duration=exactly(20), days=DAILY)),
          OUR_CIRCLES)),
        # the programme's changes go with the dose that they start from
        ([row(Exercise="ankle-circles", Sets=5, Side="left")],
         (OUR_TOWEL, replace(OUR_CIRCLES, side=Side.LEFT))),
        ([row(Exercise="ankle-circles", Times_a_day="twice")],
         (OUR_TOWEL, replace(OUR_CIRCLES, dose=replace(SLOW_CIRCLES, times=Times(2)), changes=(
             Change(2, replace(SLOW_CIRCLES, sets=exactly(3), times=Times(2))),)))),
        ([row(Exercise="ankle-circles", Sets=4, Progression="none")],
         (OUR_TOWEL, replace(SLOW, dose=replace(SLOW_CIRCLES, sets=exactly(4))))),
        ([row(Exercise="ankle-circles", Sets=4, Progression="from week 3: 6 sets")],
         (OUR_TOWEL, replace(SLOW, dose=replace(SLOW_CIRCLES, sets=exactly(4)), changes=(
             Change(3, replace(SLOW_CIRCLES, sets=exactly(6))),)))),
    ],
)  # fmt: skip
def test_a_programme_of_the_clinics_own(
    rows: list[Cells], prescriptions: tuple[Prescription, ...], tmp_path: Path
) -> None:
    plan = plan_of(tmp_path, programme="ours", rows=rows, programmes=OURS)
    assert plan.prescriptions == prescriptions
    assert plan.programme == "Ours"


def test_an_exercise_of_the_clinics_own(tmp_path: Path) -> None:
    (tmp_path / "lift.png").write_bytes(b"picture")
    own = {**OWN, "Pictures": "lift.png", "Picture descriptions": "A lifted arch.",
           "Position": "Sit.", "Equipment": "A chair", "Why": "It may help.",
           "Default dose": "8 times, hold 5 s, every other day", "Foot or leg": "leg",
           "Balance": "yes"}  # fmt: skip
    made = book(
        patients=[patient(Programme="Ours", Side="")],
        exercises=[],
        Programmes=[{"Programme": "Ours", "Exercise": "Arch lift", "Reps": 6,
                     "Hold": "5 s", "Days": "every other day"}],
        My_exercises=[own],
    )
    reading = read(made, tmp_path)
    (exercise,) = reading.own
    (variant,) = exercise.variants
    assert (exercise.code, exercise.name, exercise.limb, exercise.own) == (
        "arch-lift", "Arch lift", "leg", True)  # fmt: skip
    assert (variant.start, variant.equipment, variant.balance) == ("Sit.", ("A chair",), True)
    assert variant.shots == (Shot("own:lift.png", ("Lift the arch.", "Let go.")),)
    assert reading.alts == {"own:lift.png": "A lifted arch."}
    assert reading.programmes == (Programme("Ours", "Ours", "", "", (
        ProgrammeItem("arch-lift", ""),)),)  # fmt: skip
    dose = Dose(reps=exactly(6), hold=exactly(5), days=EVERY_OTHER_DAY)
    assert reading.plans[0].prescriptions == (Prescription("arch-lift", "own", None, dose),)


@pytest.mark.parametrize(
    ("pictures", "shots"),
    [
        ("", (Shot("", ("1", "2", "3")),)),
        ("a.png", (Shot("own:a.png", ("1", "2", "3")),)),
        ("a.png\nb.png", (Shot("own:a.png", ("1", "2")), Shot("own:b.png", ("3",)))),
        ("a.png\nb.png\nc.png", (Shot("own:a.png", ("1",)), Shot("own:b.png", ("2",)),
                                 Shot("own:c.png", ("3",)))),
    ],
)  # fmt: skip
def test_steps_stand_beside_their_pictures(
    pictures: str, shots: tuple[Shot, ...], tmp_path: Path
) -> None:
    for name in pictures.split():
        (tmp_path / name).touch()
    own = {**OWN, "Steps": "1\n2\n3", "Pictures": pictures or None}
    (exercise,) = read(book(My_exercises=[own]), tmp_path).own
    assert exercise.variants[0].shots == shots


@pytest.mark.parametrize(
    ("clinic", "row", "edition"),
    [
        (None, None, "standard"),
        (None, "giant print", "giant-print"),
        ("greyscale", None, "greyscale"),
        ("greyscale", "low vision", "low-vision"),
        ("large", "standard", "standard"),
    ],
)
def test_a_patients_edition_goes_before_the_clinics(
    clinic: str | None, row: str | None, edition: str, tmp_path: Path
) -> None:
    said = book(clinic={**CLINIC, "Edition": clinic}, patients=[{**PATIENT, "Edition": row}])
    (plan,) = read(said, tmp_path).plans
    assert plan.edition == edition


def test_an_edition_of_the_clinic_that_there_is_none_of_is_asked_about(tmp_path: Path) -> None:
    reading = read(book(clinic={**CLINIC, "Edition": "braille"}), tmp_path)
    assert [(found.place.sheet, found.code) for found in reading.findings] == [
        ("Clinic", "not-in-list")
    ]


def test_everything_a_row_of_patients_can_say(tmp_path: Path) -> None:
    full = {
        **PATIENT, "Date of birth": date(1956, 4, 3), "Email": "sam@example.com",
        "Consent to email": "yes", "Language": "English", "Edition": "large print",
        "Condition": "Flat feet", "Goals": "Walk.\nRun.", "Programme": "daily",
        "Review date": date(2026, 12, 29), "Session limit (minutes)": 30,
        "Take care": "Diabetes", "Footwear advice": "yes", "Note to the patient": "Well done.",
        "Replaces": "P-0", "Password": "correct horse battery", "Version": 2,
    }  # fmt: skip
    clinic = {
        "Name": "Clinic", "Phone": "01632 960417", "Address": "1 High Street\nSampleton",
        "Opening hours": "9 to 5", "Email": "a@example.org", "Website": "clinic.example",
        "Logo file": "logo.png", "Brand": "harbour", "Colour": "#0e6377", "Paper": "letter",
        "Language": "en", "Emergency region": "USA", "Pain guide cut-offs": "2 and 4",
        "Other formats": "Ask us.", "Sender name": "The clinic", "Reply to": "b@example.org",
    }  # fmt: skip
    person = {**PERSON, "Role": "Podiatrist", "Registration number": "HCPC CH00000",
              "Phone": "01632 960419"}  # fmt: skip
    reading = read(
        book(clinic=clinic, practitioners=[person], patients=[full], exercises=[]), tmp_path
    )
    assert reading.findings == ()
    alex = Practitioner("AE", "Alex Example", "Podiatrist", "HCPC CH00000", "01632 960419")
    assert reading.practitioners == (alex,)
    assert reading.clinic == Clinic(
        name="Clinic", phone="01632 960417", address="1 High Street\nSampleton", hours="9 to 5",
        email="a@example.org", website="clinic.example", logo="logo.png", brand="harbour",
        colour="#0E6377", paper="Letter", language="en", region="us", pain_guide=PainGuide(2, 4),
        other_formats="Ask us.", sender_name="The clinic", reply_to="b@example.org",
    )  # fmt: skip
    assert reading.plans == (Plan(
        id="P-1",
        patient=Patient("Sam", "Sample", date(1956, 4, 3), "sam@example.com", True),
        practitioner=alex, start=date(2026, 12, 1), prescriptions=(TOWEL, ROUND), version=2,
        weeks=4, review=date(2026, 12, 29), session_limit=30, condition="flat-feet",
        goals=("Walk.", "Run."), programme="daily", take_care=("diabetes",),
        footwear="supportive", note="Well done.", replaces="P-0", language="en",
        edition="large-print", password="correct horse battery",
    ),)  # fmt: skip
    assert str(reading.places["P-1"]) == "Patients row 2"
    assert (reading.rows, reading.refused, len(reading.digest)) == (1, 0, 64)


def test_an_override_reason_settles_a_conflict(tmp_path: Path) -> None:
    careful = patient(Take_care="balance", Programme="alternate")
    given = row(Exercise="toe-walk", Override_reason="Walks between bars.")
    refused = read(book(patients=[careful], exercises=[]), tmp_path)
    assert [item.code for item in refused.findings] == ["caution-conflict-programme"]
    assert refused.plans == ()
    made = read(book(patients=[careful], exercises=[given]), tmp_path)
    assert made.plans[0].prescriptions[0].override == "Walks between bars."


@pytest.mark.parametrize(
    ("heading", "known"),
    [("PLAN ID", True), ("plan_id *", True), ("  Plán  Id ", True), ("PlanID", True),
     ("Plan\u00a0ID", True), ("Plan", False)],
)  # fmt: skip
def test_headings_in_any_spelling(heading: str, known: bool, tmp_path: Path) -> None:
    made = book()
    made["Exercises"]["A1"] = heading
    assert bool(read(made, tmp_path).plans) is known


def test_columns_in_any_order_below_a_title_between_blank_rows(tmp_path: Path) -> None:
    made = book()
    sheet = made["Exercises"]
    made.move_sheet("Exercises", -3)
    usual = [item.heading for item in EXERCISES.read_columns[2:] if item.key != "reps"]
    every_day = ["every day" if heading == "Days" else None for heading in usual]
    for cells in [("Our exercises",), (), ("Colour", "Reps", "Exercise", "Plan ID", *usual), (),
                  ("red", 7, "towel-stretch", "P-1", *every_day), (), ()]:  # fmt: skip
        sheet.append(cells)
    sheet.delete_rows(1, 2)
    (plan,) = read(made, tmp_path).plans
    assert [item.dose.reps for item in plan.prescriptions] == [exactly(7)]


@pytest.mark.parametrize(
    ("plan_id", "safe"),
    [("HS-0417", True), ("007", True), ("a b.c_d-1", True), ("CON", False), ("con.1", False),
     ("lpt1", False), ("COM", True), (".x", False), ("x.", False), ("-x", False), ("a/b", False),
     ("a\\b", False), ("a:b", False), ("ü", False), ("", False), ("a\nb", False)],
)  # fmt: skip
def test_ids_that_can_name_a_file(plan_id: str, safe: bool) -> None:
    assert is_safe_id(plan_id) is safe


def test_a_thousand_plans_add_up(tmp_path: Path) -> None:
    patients = [
        patient(Plan_ID=f"P-{number}", Weeks=number % 60 or None, Last_name=f"Nr{number} Sample")
        for number in range(1000)
    ]
    rows = [row(Plan_ID=f"P-{number}", Reps="10-15", Days="daily")
            for number in range(1000)]
    reading = read(to_bytes(book(patients=patients, exercises=rows)), tmp_path)
    assert reading.rows == 1000
    assert len(reading.plans) == 1000 - sum(number % 60 > 52 for number in range(1000))
    assert reading.rows == len(reading.plans) + reading.refused
    assert all(plan.prescriptions[0].dose.reps == Amount(10, 15) for plan in reading.plans)


def test_a_workbook_without_extra_sheets_is_fine(tmp_path: Path) -> None:
    reading = read(book(patients=[patient(Programme="daily")], exercises=[]), tmp_path)
    assert reading.findings == ()
    assert reading.clinic == Clinic(
        name=str(CLINIC["Name"]), phone=str(CLINIC["Phone"]), language="en", region="uk"
    )
    assert reading.plans[0].prescriptions[0].dose.days == DAILY
