"""What stands in a row and behind it -> the dose, and where each of its facts came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.dose import Amount, Bound, Days, Dose, Rhythm, Times, exactly
from clinicplan.origins import Origin
from clinicplan.plan import Change, Side
from clinicplan.workbook.read import read_workbook
from clinicplan.workbook.sheets.retyped import filled_in
from tests.workbook.plans.dosed import OURS, PG, PS, D, T, U, codes_of, origins_of, reading_of
from tests.workbook.workbooks import (
    DAILY,
    EVERY_OTHER_DAY,
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
        ({"Dose": "3 x 10, every day", "Load": "red band", "Tempo": "slow"}, set()),
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
    ("cells", "untrue"),
    [
        ({"Exercise": "toe-press", "Dose": "5s x 10, bd"}, "hold-left-out"),
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
    ("dose", "words"),
    [
        ("3 rounds each direction, e.o.d., 60 sec rest between", "rounds each direction"),
        ("3 rounds each way, eod", "rounds each way"),
        ("3 rounds per direction, eod", "rounds per direction"),
        ("3 laps each direction, daily", "laps each direction"),
        ("4 lengths each way, daily", "lengths each way"),
        ("3 rounds, eod", "rounds"),
    ],
)
def test_rounds_keep_their_directions(dose: str, words: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, row(Exercise="Arch lift", Side="left", Dose=dose))
    (one,) = reading.plans[0].prescriptions
    assert one.dose.reps
    assert one.dose.reps.words == words


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
