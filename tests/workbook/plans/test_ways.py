"""Ways and directions -> those that are printed: of the base, or typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.wording.words import Wording
from clinicplan.workbook.read import read_workbook
from tests.workbook.plans.dosed import reading_of
from tests.workbook.workbooks import TODAY, Cells, book, row, to_bytes


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
         "3 seconds out, 3 seconds back."),
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
