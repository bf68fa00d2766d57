"""A prescription and its origins -> the words that check shows, marked where nobody typed."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue, Exercise, Preset, Shot, Variant
from clinicplan.dose import Days, Dose, Rhythm, Times, exactly
from clinicplan.origins import Origin, Origins
from clinicplan.plan import Change, Prescription, Side
from clinicplan.readback import own_exercise, read_back
from clinicplan.wording.words import Wording

T, PG, PS, U, D = Origin.TYPED, Origin.PROGRAMME, Origin.PRESET, Origin.USUAL, Origin.DEFAULT
CATALOGUE = read_catalogue(templates_folder())
WORDING = Wording(CATALOGUE)
DAILY, ALTERNATE = Days(Rhythm.EVERY_DAY), Days(Rhythm.EVERY_OTHER_DAY)


def line(dose: Dose, origins: dict[str, Origin], code: str = "wall-calf-stretch") -> str:
    exercise = CATALOGUE.exercises[code]
    given = Prescription(code, "", Side.LEFT, dose, parts=exercise.parts)
    return read_back(given, exercise, Origins(origins), WORDING).dose


@pytest.mark.parametrize(
    ("dose", "origins", "words"),
    [
        (Dose(reps=exactly(3), hold=exactly(30), days=DAILY),
         {"reps": T, "hold": PG, "days": T},
         "Every day: 3 times with your left leg. Hold 30 seconds (programme)."),
        (Dose(reps=exactly(3), hold=exactly(30), times=Times(2), days=ALTERNATE),
         {"reps": T, "hold": T, "times": T, "days": PG},
         "Twice a day, every other day (programme): 3 times with your left leg. "
         "Hold 30 seconds."),
        (Dose(reps=exactly(3), times=Times(2), days=ALTERNATE),
         {"reps": T, "times": PS, "days": T},
         "Twice a day (preset), every other day: 3 times with your left leg."),
        (Dose(reps=exactly(3), times=Times(2), days=DAILY), {"reps": U, "times": T, "days": D},
         "Twice a day (every day: not typed): 3 times with your left leg (usual dose)."),
        (Dose(sets=exactly(2), reps=exactly(3), rest=exactly(9)),
         {"sets": T, "reps": PG, "rest": PS},
         "3 times with your left leg (programme). 2 sets. "
         "Rest 9 seconds between sets (preset). Ask us how often."),
        # all alike: said once
        (Dose(reps=exactly(3), hold=exactly(30)), {"reps": PG, "hold": PG},
         "3 times with your left leg. Hold 30 seconds. Ask us how often. "
         "(All from the programme.)"),
        (Dose(reps=exactly(3), days=DAILY), {"reps": T, "days": T},
         "Every day: 3 times with your left leg."),
        (Dose(), {}, "With your left leg: ask us how much and how often."),
    ],
)  # fmt: skip
def test_what_was_not_typed_is_marked(
    dose: Dose, origins: dict[str, Origin], words: str
) -> None:
    assert line(dose, origins).replace("\N{NO-BREAK SPACE}", " ") == words


def test_directions_are_added_up() -> None:
    dose = Dose(reps=exactly(5), days=DAILY)
    assert "(10 in all)" in line(dose, {"reps": T, "days": T}, "ankle-circles")


@pytest.mark.parametrize(
    ("origin", "together", "side"),
    [
        (T, "wall-calf-stretch", "Left leg"),
        (Origin.PATIENT, "wall-calf-stretch", "Left leg (whole plan)"),
        (D, "wall-calf-stretch", "Left leg (not typed)"),
        (D, "toe-walk", "Both feet"),
    ],
)
def test_whose_side_it_is(origin: Origin, together: str, side: str) -> None:
    exercise = CATALOGUE.exercises[together]
    given = Prescription(together, "", Side.BOTH if exercise.together else Side.LEFT, Dose())
    assert read_back(given, exercise, Origins({"side": origin}), WORDING).side == side


def presets(catalogue: Catalogue) -> list[tuple[Exercise, Preset]]:
    return [(item, preset) for item in catalogue.exercises.values() for preset in item.presets]


@pytest.mark.parametrize(("exercise", "preset"), presets(CATALOGUE))
def test_nothing_but_marks_is_added_to_the_patients_words(
    exercise: Exercise, preset: Preset
) -> None:
    """Each fact of each dose of the library gets its mark, and the change after it stays."""
    names = [name for name in Dose.__slots__ if getattr(preset.dose, name) is not None]
    given = Prescription(
        exercise.code, "", Side.EACH, preset.dose, preset.parts, preset.between,
        changes=(Change(3, Dose(reps=exactly(99))),),
    )  # fmt: skip
    plain = WORDING.dose_sentence(given, exercise)
    for marked in product((T, PG), repeat=min(len(names), 4)):
        origins = Origins(dict.fromkeys(names, T) | dict(zip(names, marked, strict=False)))
        words = read_back(given, exercise, origins, WORDING).dose
        count = words.count("programme")
        often = [whose for name, whose in origins.facts.items() if name in ("times", "days")]
        together = often == [PG, PG]  # one mark says both
        all_alike = set(origins.facts.values()) == {PG}
        assert count == (1 if all_alike else marked.count(PG) - together)
        assert words.count("99") == plain.count("99")


def test_an_exercise_of_the_clinics_own_is_shown_as_it_is_printed() -> None:
    shots = (Shot("own:a.png", ("Lift the arch.",)), Shot("own:b.png", ("Hold. Let go (5 %).",)))
    way = Variant("own", "", "", ("a chair", "10 marbles"), "Sit.", shots)
    dose = Preset("own", "", 0, None, Dose(reps=exactly(8), days=DAILY))
    exercise = replace(
        CATALOGUE.exercises["towel-stretch"], code="arch-lift", name="Arch lift", own=True,
        why="It may help.", caution="", variants=(way,), presets=(dose,),
    )  # fmt: skip
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in own_exercise(exercise, WORDING)]
    assert lines == [
        "Arch lift (arch-lift) is printed so:",
        "Start: Sit.",
        "1. Lift the arch.",
        "2. Hold. Let go (5 %).",
        "You need: a chair, 10 marbles",
        "Why: It may help.",
        "Usual dose: Every day: 8 times with each foot.",
    ]
    bare = replace(exercise, why="", presets=(), variants=(replace(way, start="", equipment=()),))
    assert len(own_exercise(bare, WORDING)) == 3
