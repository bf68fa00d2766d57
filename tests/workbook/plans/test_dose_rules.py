"""What stands in a row and behind it -> the dose, and where each of its facts came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.findings import Severity
from clinicplan.origins import Origin, Origins
from clinicplan.plan import Amount, Bound, Change, Days, Dose, Rhythm, Side, Times, exactly
from clinicplan.wording.words import Wording
from clinicplan.workbook.read import Reading, read_workbook
from clinicplan.workbook.sheets.retyped import filled_in
from tests.workbook.workbooks import (
    DAILY,
    EVERY_OTHER_DAY,
    OWN,
    TODAY,
    Cells,
    book,
    patient,
    read,
    row,
    to_bytes,
)

TWICE = Times(2)
ABOUT_30 = Amount(30, 30, Bound.ABOUT)
MWF = Days(Rhythm.NAMED, named=(0, 2, 4))
WALK = Dose(sets=exactly(5), duration=exactly(20), rest=Amount(10, 10, Bound.ABOUT),
            times=TWICE, days=DAILY)  # fmt: skip

T, PG, PS, U, D = Origin.TYPED, Origin.PROGRAMME, Origin.PRESET, Origin.USUAL, Origin.DEFAULT


def reading_of(
    folder: Path, *rows: Cells, programmes: tuple[Cells, ...] = (), **of_patient: object
) -> Reading:
    made = book(
        patients=[patient(**of_patient)],
        exercises=rows,
        Programmes=programmes,
        My_exercises=[{**OWN, "Default dose": "8 times, hold 5 s, every other day"}],
    )
    return read(made, folder)


def codes_of(reading: Reading) -> set[str]:
    return {item.code for item in reading.findings if item.severity is not Severity.ADVICE}


def origins_of(reading: Reading, at: int = 0) -> Origins:
    return reading.origins["P-1"][at]


@pytest.mark.parametrize(
    ("programme", "cells", "dose", "origins"),
    [
        # B: with a base, each filled cell replaces that one fact
        ("daily", {"Exercise": "towel-stretch", "Reps": 8},
         Dose(reps=exactly(8), hold=exactly(30), days=DAILY),
         {"reps": T, "hold": PG, "days": PG}),
        ("alternate", {"Exercise": "toe-walk", "Times a day": 3},
         Dose(sets=exactly(5), duration=exactly(20), rest=WALK.rest, times=Times(3), days=DAILY),
         {"sets": PG, "duration": PG, "rest": PG, "times": T, "days": PG}),
        ("", {"Exercise": "ankle-circles", "Preset": "Every other day", "Times a day": "once"},
         Dose(sets=exactly(5), reps=Amount(5, 10), times=Times(1), days=EVERY_OTHER_DAY),
         {"sets": PS, "reps": PS, "times": T, "days": PS}),
        # reps and duration displace each other, and the base's hold goes with it
        ("daily", {"Exercise": "towel-stretch", "Duration": "1 min"},
         Dose(duration=exactly(60), days=DAILY), {"duration": T, "days": PG}),
        ("daily", {"Exercise": "towel-stretch", "Duration": "1 min", "Hold": "5 s"},
         Dose(duration=exactly(60), hold=exactly(5), days=DAILY),
         {"duration": T, "hold": T, "days": PG}),
        ("daily", {"Exercise": "ankle-circles", "Reps": 5},
         Dose(reps=exactly(5), days=DAILY), {"reps": T, "days": PG}),
        # E: none takes the base's fact away
        ("daily", {"Exercise": "towel-stretch", "Hold": "none"},
         Dose(reps=Amount(3, 5), days=DAILY), {"reps": PG, "days": PG}),
        ("alternate", {"Exercise": "toe-walk", "Times a day": "none", "Rest": "none"},
         Dose(sets=exactly(5), duration=exactly(20), days=DAILY),
         {"sets": PG, "duration": PG, "days": PG}),
        # A: a preset that the row names comes before the programme's dose
        ("alternate", {"Exercise": "ankle-circles", "Preset": "daily"},
         Dose(duration=ABOUT_30, days=DAILY), {"duration": PS, "days": PS}),
        # C: without a base, what is filled and nothing of a preset that nobody named
        ("", {"Exercise": "heel-raise-single", "Sets": 3, "Reps": 12, "Days": "Mon Wed Fri"},
         Dose(sets=exactly(3), reps=exactly(12), days=MWF), {"sets": T, "reps": T, "days": T}),
        ("", {"Exercise": "towel-stretch", "Hold": "45 s", "Sets": 5, "Days": "daily"},
         Dose(sets=exactly(5), hold=exactly(45), days=DAILY), {"sets": T, "hold": T, "days": T}),
        # nothing of the amount: the usual dose's, whole, without its frequency
        ("", {"Exercise": "towel-stretch", "Days": "Mon Wed Fri"},
         Dose(reps=Amount(3, 5), hold=exactly(30), days=MWF), {"reps": U, "hold": U, "days": T}),
        ("", {"Exercise": "toe-walk", "Days": "every other day"},
         Dose(sets=exactly(5), duration=exactly(20), rest=WALK.rest, days=EVERY_OTHER_DAY),
         {"sets": U, "duration": U, "rest": U, "days": T}),
        ("", {"Exercise": "towel-stretch", "Hold": "none", "Days": "daily"},
         Dose(reps=Amount(3, 5), days=DAILY), {"reps": U, "days": T}),
        # nothing at all: the usual dose with its frequency
        ("", {"Exercise": "toe-walk"}, WALK, dict.fromkeys(("sets", "duration", "rest", "times",
                                                          "days"), U)),
        ("", {"Exercise": "arch-lift"},
         Dose(reps=exactly(8), hold=exactly(5), days=EVERY_OTHER_DAY),
         {"reps": U, "hold": U, "days": U}),
        ("", {"Exercise": "arch-lift", "Reps": 4, "Days": "daily"},
         Dose(reps=exactly(4), days=DAILY), {"reps": T, "days": T}),
        # D: times without days are every day, which nobody typed
        ("", {"Exercise": "towel-stretch", "Times a day": "twice"},
         Dose(reps=Amount(3, 5), hold=exactly(30), times=TWICE, days=DAILY),
         {"reps": U, "hold": U, "times": T, "days": D}),
        ("", {"Exercise": "toe-pencil", "Preset": "alternate", "Times a day": "twice"},
         Dose(hold=Amount(bound=Bound.OPEN, wording="a-few-seconds"), times=TWICE, days=DAILY),
         {"hold": PS, "times": T, "days": D}),
        # ask: nobody says how often, on purpose
        ("", {"Exercise": "towel-stretch", "Reps": 5, "Days": "ask"},
         Dose(reps=exactly(5)), {"reps": T}),
        ("daily", {"Exercise": "towel-stretch", "Days": "ask"},
         Dose(reps=Amount(3, 5), hold=exactly(30)), {"reps": PG, "hold": PG}),
    ],
)  # fmt: skip
def test_where_a_dose_comes_from(
    programme: str, cells: Cells, dose: Dose, origins: dict[str, Origin], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(**cells), Programme=programme)
    (plan,) = reading.plans or pytest.fail(str([str(item) for item in reading.findings]))
    at = next(n for n, item in enumerate(plan.prescriptions) if item.exercise == cells["Exercise"])
    facts = dict(origins_of(reading, at).facts)
    del facts["side"]
    assert (plan.prescriptions[at].dose, facts) == (dose, origins)
    assert codes_of(reading) == set()


TEN = Dose(sets=exactly(3), reps=exactly(10), hold=exactly(5), times=TWICE,
           days=Days(Rhythm.NAMED, named=(0, 1, 2, 3, 4, 5)))  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "dose", "changes"),
    [
        ({"Dose": "3 x 10, hold 5 s, twice a day, not Sundays"}, TEN, ()),
        ({"Dose": "3 x 10, hold 5 s, twice a day, not Sundays", "Sets": 3}, TEN, ()),
        ({"Dose": "3 x 10, twice a day, not Sundays", "Hold": "5 s"}, TEN, ()),
        ({"Dose": "3 x 10, hold 5 s, twice a day, not Sundays, from week 3: 15"}, TEN,
         (Change(3, replace(TEN, reps=exactly(15))),)),
    ],
)  # fmt: skip
def test_a_whole_dose_in_one_cell(
    cells: Cells, dose: Dose, changes: tuple[Change, ...], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(**cells))
    (given,) = reading.plans[0].prescriptions
    assert (given.dose, given.changes) == (dose, changes)
    assert {item for name, item in origins_of(reading).facts.items() if name != "side"} == {T}
    assert set(filled_in(reading.plans, reading.origins).values()) == {"each"}


def test_each_of_the_repetitions_is_no_side(tmp_path: Path) -> None:
    dose = "12 reps (3 s each), 2 sets, every day"
    reading = reading_of(tmp_path, row(Exercise="toe-press", Side="right", Dose=dose))
    (given,) = reading.plans[0].prescriptions
    assert given.side is Side.RIGHT


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"Dose": "3 x 10, every day", "Sets": 4}, {"facts-disagree"}),
        ({"Dose": "10 each foot, every day", "Side": "right"}, {"facts-disagree"}),
        ({"Dose": "10 each, every day", "Side": "right"}, {"facts-disagree"}),
        ({"Dose": "3 x 10, every day", "Load": "5 kg", "Tempo": "slow"}, set()),
        ({"Dose": "3 x 10"}, {"no-frequency"}),
        ({"Dose": "twaddle"}, {"dose-piece-unclear"}),
        ({"Dose": "twaddle", "Sets": 3}, {"dose-piece-unclear"}),
    ],
)
def test_a_dose_in_one_cell_that_costs_its_plan(
    cells: Cells, codes: set[str], tmp_path: Path
) -> None:
    patients = [patient(), patient(Plan_ID="P-2")]
    rows = [row(**cells), row(Plan_ID="P-2", Dose="3 x 10, every day")]
    reading = read(book(patients=patients, exercises=rows), tmp_path)
    assert codes_of(reading) == codes
    assert "P-2" in reading.origins
    assert ("P-1" in reading.origins) is (not codes)


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        ({"Sets": 5, "Reps": 15, "Hold": "45 s", "Rest": "60 s"}, "exercise-long",
         "123 minutes of one session: 5 sets x 15 times x hold 45 s (and rest 1 min) x both"),
        ({"Exercise": "ankle-circles", "Dose": "4 min each way, daily", "Side": "left"}, "",  ""),
        ({"Exercise": "ankle-circles", "Dose": "6 min each way, daily", "Side": "left"},
         "exercise-long",
         "up to 12 minutes of one session: 6 min x 2 ways (clockwise, anticlockwise)."),
        ({"Sets": 3, "Reps": "20-25", "Times a day": 2, "Side": "left"}, "", ""),
        ({"Sets": 3, "Reps": "20-26", "Times a day": 2, "Side": "left"}, "many-repetitions",
         "comes to 156 repetitions for one foot in a day: 3 sets x 20-26 times x 2 times a day."),
        ({"Reps": 10, "Progression": "from week 2: 10 sets, hold 30 s"}, "exercise-long", "of one"),
    ],
)  # fmt: skip
def test_a_sum_is_always_looked_at(
    cells: Cells, code: str, words: str, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(**cells, Days="every day"))
    told = {item.code: item.message for item in reading.findings}
    assert words in told.get(code, "")
    assert bool(code) is bool(told.keys() & {"exercise-long", "many-repetitions"})
    assert len(reading.plans) == 1


@pytest.mark.parametrize(
    ("limit", "minutes", "code"),
    [(None, 8, ""), (None, 16, "session-long"), (33, 16, ""), (31, 16, "session-too-long"),
     (None, 14, "")],
)  # fmt: skip
def test_a_session_is_always_looked_at(
    limit: int | None, minutes: int, code: str, tmp_path: Path
) -> None:
    limited = {**patient(), "Session limit (minutes)": limit}
    rows = [row(Duration=f"{minutes} min", Days="every day")]
    reading = read(book(patients=[limited], exercises=rows), tmp_path)
    assert {code} - {""} == codes_of(reading) & {"session-long", "session-too-long"}


OURS: Cells = {"Programme": "Ours", "Exercise": "towel-stretch"}


@pytest.mark.parametrize(
    ("programme", "cells", "dose", "origins"),
    [
        # a row of Programmes has what it fills; over a preset only where it names one
        ({"Reps": 5, "Days": "daily"}, {}, Dose(reps=exactly(5), days=DAILY),
         {"reps": PG, "days": PG}),
        ({"Preset": "daily", "Reps": 8}, {}, Dose(reps=exactly(8), hold=exactly(30), days=DAILY),
         {"reps": PG, "hold": PG, "days": PG}),
        ({}, {}, Dose(reps=Amount(3, 5), hold=exactly(30), days=DAILY),
         {"reps": PG, "hold": PG, "days": PG}),
        ({"Reps": 5, "Times a day": "twice"}, {"Reps": 6},
         Dose(reps=exactly(6), times=TWICE, days=DAILY), {"reps": T, "times": PG, "days": D}),
        ({"Reps": 5, "Hold": "5 s", "Days": "ask"}, {"Reps": 6}, Dose(reps=exactly(6),
         hold=exactly(5)), {"reps": T, "hold": PG}),
    ],
)  # fmt: skip
def test_a_programme_of_the_clinics_own_is_a_base(
    programme: Cells, cells: Cells, dose: Dose, origins: dict[str, Origin], tmp_path: Path
) -> None:
    rows = [row(**cells)] if cells else []
    reading = reading_of(tmp_path, *rows, programmes=({**OURS, **programme},), Programme="Ours")
    assert reading.plans[0].prescriptions[0].dose == dose
    assert {**origins_of(reading).facts, "side": D} == {**origins, "side": D}
    assert codes_of(reading) == set()


@pytest.mark.parametrize(
    ("programme", "cells", "code"),
    [
        ("", {"Sets": 5, "Days": "daily"}, "no-amount"),
        ("", {"Rest": "30 s"}, "no-amount"),
        ("", {"Reps": 10}, "no-frequency"),
        ("", {"Exercise": "toe-pencil", "Reps": 10}, "no-frequency"),
        ("", {"Exercise": "toe-pencil"}, "no-frequency"),  # its usual dose leaves it open
        ("", {"Exercise": "toe-pencil", "Preset": "alternate", "Reps": 5}, "frequency-open"),
        ("daily", {"Reps": "none", "Hold": "none", "Sets": 2}, "no-amount"),
    ],
)
def test_what_a_dose_must_say(programme: str, cells: Cells, code: str, tmp_path: Path) -> None:
    """And a plan with a good row beside it is made all the same."""
    patients = [patient(Programme=programme), patient(Plan_ID="P-2")]
    rows = [row(**cells), row(Plan_ID="P-2")]
    reading = read(book(patients=patients, exercises=rows), tmp_path)
    assert codes_of(reading) == {code}
    assert reading.plans[-1].id == "P-2"
    assert (len(reading.plans) == 2) is (code == "frequency-open")


def test_a_programme_that_leaves_open_how_often_is_told_once(tmp_path: Path) -> None:
    rows: list[Cells] = [{**OURS, "Exercise": "toe-pencil", "Preset": "alternate"}, OURS]
    made = book(patients=[patient(Programme="Ours")], exercises=[], Programmes=rows)
    (told,) = (item for item in read(made, tmp_path).findings if item.code == "frequency-open")
    assert str(told.place) == "Patients!G2"
    assert "Pencil pick-up" in told.message


@pytest.mark.parametrize(
    ("cells", "printed"),
    [
        ({"Dose": "5 x 20 sec hold, daily"}, "Once a day: 5 times with your left foot. "
         "Hold 20 seconds."),
        ({"Dose": "5 x 20 sec hold each way, daily"}, "Once a day: 5 times each way, with your "
         "left foot. Hold 20 seconds."),
        # an article holds it, though no step of it says so
        ({"Dose": "15-30s x 3 od after bath"}, "Once a day, after bath: 3 times with your left "
         "foot. Hold 15 to 30 seconds."),
        ({"Dose": "20 secs 4x day"}, "4 times a day: once with your left foot. "
         "Hold 20 seconds."),
        ({"Dose": "2 min twice a day"}, "Twice a day: 2 minutes with your left foot."),
        ({"Dose": "3x15 straight knee + 3x15 bent knee bd"}, "Twice a day: 3 sets of 15 straight "
         "knee + 3 sets of 15 bent knee with your left foot."),
        ({"Dose": "3x12 od 3s out 3s back"}, "Once a day: 12 times with your left foot. 3 sets. "
         "3 seconds out 3 seconds back."),
        ({"Reps": "5 each way", "Days": "daily"}, "Every day: 5 times each way, with your left "
         "foot."),
        ({"Preset": "ten-twice-daily"}, "Twice a day: 3 times with your left foot. "
         "Hold a few seconds each way."),
        ({"Preset": "ten-twice-daily", "Reps": 5}, "Twice a day: 5 times with your left foot. "
         "Hold a few seconds each way."),
        ({"Preset": "ten-twice-daily", "Hold": "20 s"}, "Twice a day: 3 times with your left "
         "foot. Hold 20 seconds."),
        ({}, "Twice a day: 3 times with your left foot. Hold a few seconds each way."),
    ],
)  # fmt: skip
def test_each_way_is_printed_where_somebody_said_it(
    cells: Cells, printed: str, tmp_path: Path
) -> None:
    made = book(exercises=[row(Exercise="toe-stretch", Side="left", **cells)])
    path = tmp_path / "ways.xlsx"
    path.write_bytes(to_bytes(made))
    catalogue = read_catalogue(templates_folder())
    (plan,) = read_workbook(path, catalogue=catalogue, today=TODAY).plans
    exercise = catalogue.exercises["toe-stretch"]
    said = Wording(catalogue).dose_sentence(plan.prescriptions[0], exercise)
    assert said.replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("programme", "cells", "parts"),
    [
        ("", {"Reps": 5, "Days": "daily"}, ()),  # a total is not doubled
        ("", {"Duration": "3 min", "Days": "daily"}, ()),
        ("", {"Reps": "5 each way", "Days": "daily"}, ("clockwise", "anticlockwise")),
        ("", {"Dose": "2 x 5 in both directions, daily"}, ("clockwise", "anticlockwise")),
        ("daily", {"Reps": 5}, ("clockwise", "anticlockwise")),  # as the programme has them
        ("daily", {}, ("clockwise", "anticlockwise")),
        ("plain", {}, ()),
        ("plain", {"Reps": 5}, ()),
        ("plain", {"Times a day": "twice"}, ()),
        ("", {"Dose": "1 advert break, daily"}, ()),  # all of it is said
        ("", {"Reps": "10 out + 5 back", "Days": "daily"}, ()),
    ],
)
def test_directions_are_those_of_the_base_or_typed(
    programme: str, cells: Cells, parts: tuple[str, ...], tmp_path: Path
) -> None:
    preset = {"Preset": "plain"} if programme == "plain" else {}
    rows = [row(Exercise="ankle-circles", **preset, **cells)]
    reading = reading_of(tmp_path, *rows, Programme="" if preset else programme)
    circles = [it for it in reading.plans[0].prescriptions if it.exercise == "ankle-circles"]
    assert circles[0].parts == parts


UNSAID = {"side-not-said"}


@pytest.mark.parametrize(
    ("whole", "programme", "cells", "side", "origin", "codes"),
    [
        ("", "", {"Side": "left"}, Side.LEFT, T, set()),
        ("left", "", {}, Side.LEFT, Origin.PATIENT, set()),
        ("left", "daily", {}, Side.LEFT, Origin.PATIENT, set()),
        ("left", "", {"Side": "each"}, Side.EACH, T, set()),
        ("", "Ours", {}, Side.RIGHT, PG, set()),
        ("each", "Ours", {}, Side.EACH, Origin.PATIENT, set()),
        ("left", "Ours", {}, Side.LEFT, Origin.PATIENT, {"side-against-programme"}),
        ("", "Ours", {"Side": "left"}, Side.LEFT, T, {"side-against-programme"}),
        ("", "daily", {}, Side.EACH, PG, set()),
        # a row over a programme of the clinic's that says one itself: that is mere advice
        ("", "Ours", {"Hold": "20 s"}, Side.RIGHT, PG, set()),
        # nobody said it: the side of a usual dose, or of a preset, is nobody's word
        ("", "", {}, Side.EACH, D, UNSAID),
        ("", "", {"Preset": "daily"}, Side.EACH, D, UNSAID),
        ("", "", {"Reps": 10, "Days": "daily"}, Side.EACH, D, UNSAID),
        ("", "", {"Dose": "10, daily"}, Side.EACH, D, UNSAID),
        ("", "daily", {"Hold": "20 s"}, Side.EACH, PG, UNSAID),
        ("each", "daily", {"Hold": "20 s"}, Side.EACH, Origin.PATIENT, set()),
        # the dose's cell says it
        ("", "", {"Dose": "10 each side, daily"}, Side.EACH, T, set()),
        ("", "", {"Dose": "10 left, daily"}, Side.LEFT, T, set()),
        # both, of an exercise done with one side at a time, is each
        ("", "", {"Side": "both"}, Side.EACH, T, set()),
        ("both", "", {}, Side.EACH, Origin.PATIENT, set()),
        ("both", "", {"Exercise": "ankle-circles"}, Side.EACH, Origin.PATIENT, set()),
        ("", "", {"Exercise": "toe-walk"}, Side.BOTH, D, set()),
        ("left", "", {"Exercise": "toe-walk"}, Side.BOTH, D, {"side-together-plan"}),
    ],
)  # fmt: skip
def test_whose_word_the_side_is(
    whole: str,
    programme: str,
    cells: Cells,
    side: Side,
    origin: Origin,
    codes: set[str],
    tmp_path: Path,
) -> None:
    rows = [row(**cells)] if cells else []
    ours = ({**OURS, "Side": "right"},)
    if not rows and not programme:
        rows = [row()]
    reading = reading_of(tmp_path, *rows, programmes=ours, Side=whole, Programme=programme)
    assert codes_of(reading) == codes
    assert reading.plans[0].prescriptions[0].side is side
    assert origins_of(reading).facts["side"] is origin


@pytest.mark.parametrize(
    ("whole", "cells", "code"),
    [
        ("left", {"Side": "right"}, "side-against-plan"),
        ("right", {"Side": "left"}, "side-against-plan"),
        ("", {"Exercise": "heel-raise-single", "Side": "both"}, "side-both-twin"),
        ("", {"Exercise": "toe-walk", "Side": "each"}, "side-together"),
    ],
)
def test_a_side_that_is_asked_about_costs_its_own_plan(
    whole: str, cells: Cells, code: str, tmp_path: Path
) -> None:
    patients = [patient(Side=whole), patient(Plan_ID="P-2", Side="left")]
    reading = read(book(patients=patients, exercises=[row(**cells), row(Plan_ID="P-2")]), tmp_path)
    assert codes_of(reading) == {code}
    assert [plan.id for plan in reading.plans] == ["P-2"]


STRETCH = Dose(reps=Amount(3, 5), hold=exactly(30), days=DAILY)
EIGHT = Dose(reps=exactly(8), hold=exactly(30), days=DAILY)


def test_a_row_from_a_week_on_changes_the_programme_from_then(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(From_week=3, Reps=8), Programme="daily")
    stretch, circles = reading.plans[0].prescriptions
    assert (stretch.dose, stretch.first_week) == (STRETCH, 1)
    assert stretch.changes == (Change(3, EIGHT),)
    assert circles.exercise == "ankle-circles"
    assert codes_of(reading) == set()
    of_row = origins_of(reading)
    ((week, later),) = of_row.later
    assert (of_row.place, week, str(later.place)) == (None, 3, "Exercises row 2")
    assert (of_row.facts["reps"], later.facts["reps"], later.facts["hold"]) == (PG, T, PG)


@pytest.mark.parametrize(
    ("name", "plan_id"), [("Somebody Else", "P-1"), ("=1+1", "P-1"), ("Sam Sample", None)]
)
def test_the_name_beside_a_plan_id_is_not_read(
    name: str, plan_id: str | None, tmp_path: Path
) -> None:
    rows = [row(), {"Plan ID": plan_id, "Patient": name}]
    reading = reading_of(tmp_path, *([row(Patient=name)] if plan_id else rows))
    assert [item.exercise for item in reading.plans[0].prescriptions] == ["towel-stretch"]
    assert codes_of(reading) == set()


def test_empty_cells_come_to_mean_what_is_printed(tmp_path: Path) -> None:
    rows = [row(From_week=3, Reps=8), row(Exercise="ankle-circles", Times_a_day="twice")]
    reading = reading_of(tmp_path, *rows, Programme="daily", Side="right")
    filled = filled_in(reading.plans, reading.origins)
    assert {place.row for place in filled} == {2, 3}
    assert set(filled.values()) == {"right", "30 s", "every day", "about 30 s"}


IN_WORDS = "10 on the stairs then 12 in the hall, daily"


@pytest.mark.parametrize(
    ("cells", "hint"),
    [
        ({"Reps": 5, "Days": "daily"}, "Its usual hold is 3 s."),
        ({"Reps": 5, "Days": "daily", "Hold": "none"}, ""),
        ({"Reps": 5, "Days": "daily", "Hold": "3 s"}, ""),
        ({"Reps": 5, "Days": "daily", "Progression": "from week 2: hold 3 s"}, ""),
        ({"Exercise": "towel-stretch", "Reps": 5, "Days": "daily"}, ""),
        ({"Exercise": "toe-press", "Dose": "3x10 od"}, "Its usual hold is 3 s."),
        ({"Dose": IN_WORDS}, "Its usual hold is 3 s."),
        ({"Dose": IN_WORDS, "Hold": "none"}, ""),
        ({"Dose": IN_WORDS, "Hold": "3 s"}, ""),
        ({"Dose": f"{IN_WORDS}, hold as long as it is easy"}, ""),
    ],
)
def test_steps_that_say_hold_ask_for_one(cells: Cells, hint: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(**{"Exercise": "toe-press", **cells}))
    hints = [item.hint for item in reading.findings if item.code == "hold-missing"]
    assert [text.partition(" Write")[0] for text in hints] == ([hint] if hint else [])
    assert len(reading.plans) == 1


def test_weeks_before_keep_their_side(tmp_path: Path) -> None:
    rows = [row(Side="left"), row(Side="right", From_week=3, Reps=8)]
    reading = reading_of(tmp_path, *rows, Programme="daily")
    weeks = [
        (item.side, item.first_week, item.last_week, item.changes)
        for item in reading.plans[0].prescriptions[:2]
    ]
    assert sorted(weeks) == [(Side.LEFT, 1, 0, ()), (Side.RIGHT, 1, 0, (Change(3, EIGHT),))]


@pytest.mark.parametrize(
    ("later", "lost"),
    [
        ({"Reps": 8, "Days": "daily"}, "Sets, Hold, Rest."),
        ({"Sets": 2, "Reps": 8, "Hold": "none", "Rest": "none", "Days": "daily"}, ""),
        ({"Duration": "1 min", "Days": "daily"}, "Sets, Hold, Rest."),
        ({"Sets": 2, "Reps": 8, "Hold": "5 s", "Rest": "5 s", "Times a day": 2}, ""),
    ],
)
def test_a_later_row_is_its_own_dose(later: Cells, lost: str, tmp_path: Path) -> None:
    first = row(Sets=2, Reps=5, Hold="5 s", Rest="9 s", Days="daily")
    reading = reading_of(tmp_path, first, row(From_week=3, **later))
    told = [item.message for item in reading.findings if item.code == "dose-lost"]
    assert [text.partition("before: ")[2] for text in told] == ([lost] if lost else [])
    assert len(reading.plans) == 1


LIBRARY = read_catalogue(templates_folder())


@pytest.mark.parametrize("programme", LIBRARY.programmes)
def test_the_librarys_own_programmes_are_no_slips(programme: str, tmp_path: Path) -> None:
    path = tmp_path / "plans.xlsx"
    path.write_bytes(to_bytes(book(patients=[patient(Programme=programme)], exercises=[])))
    reading = read_workbook(path, catalogue=LIBRARY, today=TODAY)
    sums = {"exercise-long", "many-repetitions", "session-long"}
    assert codes_of(reading) & sums == set()
    assert len(reading.plans) == 1


@pytest.mark.parametrize(
    ("side", "note"),
    [
        ("worse side first, then other", "Worse side first, then other."),
        ("each, worse leg first", "Worse leg first."),
        ("Both - Left first", "Left first."),
        ("each, start with the weak foot", "Start with the weak foot."),
        ("worse leg first", "Worse leg first."),
        ("left first", "Left first."),
    ],
)
def test_a_side_with_an_order(side: str, note: str, tmp_path: Path) -> None:
    """Both are done, one after the other; which comes first is printed as typed."""
    reading = reading_of(tmp_path, row(Side=side, Reps=10, Days="every day"))
    (given,) = reading.plans[0].prescriptions
    assert (given.side, given.note) == (Side.EACH, note)
    assert "dose-note" in {item.code for item in reading.findings}


@pytest.mark.parametrize(
    ("side", "code", "printed"),
    [
        ("alternate", "side-alternate-each", Side.EACH),
        ("each, swap halfway", "side-alternate-each", Side.EACH),
        ("Both together", "side-at-once", Side.BOTH),
    ],
)
def test_a_side_in_words_is_printed_and_told(
    side: str, code: str, printed: Side, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(Exercise="toe-press", Side=side, Reps=10, Days="every day"))
    (given,) = reading.plans[0].prescriptions
    assert given.side is printed
    assert code in {item.code for item in reading.findings}


@pytest.mark.parametrize(
    "side",
    ["R-L-R", "worse leg", "left or right", "L+L", "towards R", "op leg", "stick in L hand"],
)
def test_an_order_that_leaves_the_side_open(side: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(Side=side, Reps=10, Days="every day"))
    assert reading.plans == ()


@pytest.mark.parametrize(
    ("name", "together", "side"),
    [
        ("Heel raise on both feet, hold half way", "", Side.BOTH),
        ("Double-leg squat", "", Side.BOTH),
        ("Sit to stand", "yes", Side.BOTH),
        # one side at a time, as typed or in its words: asked about, printed for each
        ("Heel raise on both feet", "no", Side.EACH),
        ("Single leg bridge", "", Side.EACH),
        ("Step over with the other leg", "", Side.EACH),
        ("Swing the {other} one", "", Side.EACH),
        # nobody said: none
        ("Up on both feet, down on one", "", None),
        ("Both feet stretch", "", None),
        ("Sit to stand", "", None),
    ],
)
def test_the_words_of_an_own_exercise_say_its_side(
    name: str, together: str, side: Side | None, tmp_path: Path
) -> None:
    own = {"Code": "own-1", "Name": name, "Steps": "As shown.", "Position": "As shown.",
           "Both together": together}  # fmt: skip
    made = book(patients=[patient(Side="")], My_exercises=[own],
                exercises=[row(Exercise="own-1", Dose="10, daily")])  # fmt: skip
    reading = read(made, tmp_path)
    asked = {code for code in codes_of(reading) if code.startswith("side-")}
    assert asked == ({"side-own-each"} if side is Side.EACH else set())
    assert [item.side for plan in reading.plans for item in plan.prescriptions] == [side]


@pytest.mark.parametrize(
    ("name", "typed", "side", "told"),
    [
        ("Leg press", "both", Side.BOTH, set()),
        ("Single leg press", "both", Side.EACH, {"side-both-each"}),
        ("Leg press", "each", Side.EACH, set()),
        ("Leg press", "", None, {"side-own-not-said"}),
        ("Leg press", "stand on left", None, set()), ("Leg press", "alt", None, set()),
    ],
)
def test_both_of_an_own_exercise_is_printed_as_typed(
    name: str, typed: str, side: Side | None, told: set[str], tmp_path: Path
) -> None:
    rows = [row(Exercise="arch-lift", Side=typed, Dose="10, daily")]
    made = book(patients=[patient(Side="")], My_exercises=[{**OWN, "Name": name}], exercises=rows)
    reading = read(made, tmp_path)
    assert {item.code for item in reading.findings if item.code.startswith("side-")} == told
    assert reading.plans[0].prescriptions[0].side is side


def test_a_row_whose_weeks_are_not_understood_is_no_second_one(tmp_path: Path) -> None:
    rows = [row(Dose="10, daily, wk 1"), row(Dose="10 twaddle 12, daily, wk 2"),
            row(Dose="12, daily, wk 3")]  # fmt: skip
    codes = codes_of(reading_of(tmp_path, *rows))
    assert codes
    assert "exercise-twice" not in codes


@pytest.mark.parametrize(
    ("cells", "is_asked"),
    [
        ({"Exercise": "towel-stretch", "Dose": "3 x 30, daily"}, True),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30 s, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30 times, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30, hold 5 s, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 15, daily"}, False),
        ({"Exercise": "towel-stretch", "Dose": "3 x 30, daily", "Hold": "2 s"}, False),
        ({"Exercise": "towel-scrunch", "Dose": "3 x 30, daily"}, False),
    ],
)
def test_a_bare_number_of_what_is_held_is_asked_about(
    cells: Cells, is_asked: bool, tmp_path: Path
) -> None:
    reading = read(book(exercises=[row(**cells)]), tmp_path)
    assert ("seconds-or-times" in codes_of(reading)) is is_asked


@pytest.mark.parametrize(("name", "is_asked"), [("Calf stretch", True), ("Calf press", False)])
def test_the_name_of_an_own_exercise_says_that_it_is_held(
    name: str, is_asked: bool, tmp_path: Path
) -> None:
    rows = [row(Exercise=name, Side="left", Dose="3 x 30, daily")]
    mine = [dict(OWN) | {"Name": name}]
    reading = read(book(My_exercises=mine, exercises=rows), tmp_path)
    assert ("seconds-or-times" in codes_of(reading)) is is_asked


@pytest.mark.parametrize(
    ("cells", "untrue"),
    [
        ({"Exercise": "toe-press", "Dose": "5s x 10, bd"}, "hold-missing"),
        ({"Exercise": "toe-press", "Dose": "10 HS, bd"}, "no-number"),
        ({"Exercise": "toe-press", "Dose": "10 x 10 s 50% effort 3xdaily"}, "no-frequency"),
    ],
)
def test_nothing_is_said_to_be_missing_that_is_typed(
    cells: Cells, untrue: str, tmp_path: Path
) -> None:
    assert untrue not in codes_of(reading_of(tmp_path, row(**cells)))


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("10-15 slow, 3/day, no hold, no tingling", "No tingling. No hold."),
        ("3 x 10, daily, no rest", "No rest."), ("3 x 10, daily, without hold", "Without hold."),
        ("3 x 10, daily", ""),
    ],
)  # fmt: skip
def test_a_ban_that_is_typed_is_printed(typed: str, note: str, tmp_path: Path) -> None:
    made = reading_of(tmp_path, row(Dose=typed)).plans[0].prescriptions[0]
    assert made.note == note


@pytest.mark.parametrize(
    ("cells", "hold", "duration"),
    [
        ({"Dose": "3 x 30 s, bd"}, 30, None),
        ({"Dose": "30 s x 3, bd"}, 30, None),
        ({"Dose": "3 x 20 s, bd, from week 3: 3 x 30 s"}, 20, None),
        ({"Dose": "3 x 30 s, bd, from week 3: 3 x 1 min"}, None, 30),  # bouts, from the first
        ({"Dose": "30 s, bd"}, None, 30),  # once: of one bout, or one hold?
        ({"Dose": "20 steps x 3, bd"}, None, 20),
        ({"Sets": 3, "Duration": "30 s", "Days": "daily"}, None, 30),  # the columns say it
        ({"Dose": "3 x 30 s, bd", "Exercise": "ankle-circles"}, None, 30),  # nothing is held
        ({"Dose": "3 x 1 min, bd"}, None, 60),  # presses of 3 s
        ({"Dose": "6 x 10-12 s, bd"}, 12, None),
    ],
)
def test_the_time_of_what_is_held_is_the_hold(
    cells: Cells, hold: int | None, duration: int | None, tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(**{"Exercise": "toe-press", "Side": "left", **cells}))
    (one,) = reading.plans[0].prescriptions
    assert (one.dose.hold.high if one.dose.hold else None) == hold
    assert (one.dose.duration.high if one.dose.duration else None) == duration
    assert not (hold and "hold-missing" in codes_of(reading))
    assert all(bool(change.dose.hold) is bool(hold) for change in one.changes)


@pytest.mark.parametrize(
    ("dose", "sets", "reps"),
    [
        ("5 rounds od", None, (5, "rounds")),
        ("3 bouts bd", None, (3, "bouts")),
        ("3 rounds of 10, od", 3, (10, "")),
        ("10 reps, 3 rounds, od", 3, (10, "")),
    ],
)
def test_rounds_alone_are_how_much(
    dose: str, sets: int | None, reps: tuple[int, str], tmp_path: Path
) -> None:
    reading = reading_of(tmp_path, row(Exercise="ankle-circles", Side="left", Dose=dose))
    (one,) = reading.plans[0].prescriptions
    assert (one.dose.sets.high if one.dose.sets else None) == sets
    assert one.dose.reps
    assert (one.dose.reps.high, one.dose.reps.words) == reps


@pytest.mark.parametrize(
    "cells",
    [
        {"Dose": "5 sets, daily"},  # of what?
        {"Dose": "5 rounds daily, from week 3: 8 rounds"},
        {"Sets": 5, "Days": "daily"},
    ],
)
def test_sets_of_nothing_are_asked_about(cells: Cells, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(**{"Exercise": "ankle-circles", "Side": "left", **cells}))
    assert "no-amount" in codes_of(reading)


@pytest.mark.parametrize(
    ("exercise", "dose", "told"),
    [
        ("toe-stretch", "5 reps bd", False),  # an article gives it without one
        ("toe-stretch", "15 s x 5 od", False),
        ("lying-towel-raise", "5 reps bd", True),
    ],
)
def test_a_hold_is_missed_where_every_article_has_one(
    exercise: str, dose: str, told: bool, tmp_path: Path
) -> None:
    path = tmp_path / "holds.xlsx"
    path.write_bytes(to_bytes(book(exercises=[row(Exercise=exercise, Side="left", Dose=dose)])))
    catalogue = read_catalogue(templates_folder())
    reading = read_workbook(path, catalogue=catalogue, today=TODAY)
    assert ("hold-missing" in codes_of(reading)) is told
