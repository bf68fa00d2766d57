"""A clinic's own exercises, however much is typed: every step is on a page, in order."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from clinicplan.catalogue.values import Exercise
from clinicplan.dose import AS_WRITTEN, Amount, Bound, Days, Dose, Rhythm
from clinicplan.handout.editions import EDITIONS
from clinicplan.handout.press import Press, open_press
from clinicplan.plan import Plan, Prescription, Side
from clinicplan.workbook.plans.own_exercises import _exercise
from clinicplan.workbook.sheets.rows import OwnExerciseRow
from tests.handout.plans import CLINIC, ISSUED, PLAN, SIX, STRETCH, catalogue, templates
from tests.handout.reading import loose_marks, pages_of_text, words
from tests.handout.test_layout import overlaps
from tests.handout.test_press import is_accessible, outside

SIXTY = tuple(f"Do part {number} slowly." for number in range(1, 61))
LONG_STEP = " ".join(f"word{number}" for number in range(250))
LONG_NAME = "Pick up marbles with the toes of the sore foot while the other foot stays flat"


def own(**cells: object) -> Exercise:
    """An exercise as the workbook's reader makes it of a row."""
    row = OwnExerciseRow(code="mine", name="Marble pick-up", steps=("Sit.", "Pick one up."))
    return _exercise(replace(row, **cells))  # type: ignore[arg-type]


def printed(
    exercise: Exercise, folder: Path = Path(), *, side: Side | None = Side.EACH
) -> bytes:
    """The exercise between two of the library."""
    press = press_of(exercise, folder)
    mine = Prescription("mine", "own", side, STRETCH, note="Take your time.")
    return press.print(plan_of(mine), issued=ISSUED).pdf


@pytest.mark.parametrize(
    ("step", "note", "changes"),
    [
        ("Stand tall and hold, then swap feet", "", False),
        ("Lift one knee, then the other.", "", False),
        ("Look straight ahead, then change legs", "", False),
        ("Foot down and change over.", "", False),
        ("Hold it.", "Both feet together.", False),
        ("Change to the blue band.", "", True),
        ("Lift the other foot off the floor.", "", True),
        ("Change your grip slowly.", "Both feet flat.", True),
    ],
)
def test_nobody_changes_sides_twice(step: str, note: str, changes: bool) -> None:
    press = press_of(own(name="One foot stand", steps=("Stand tall.", step)))
    mine = Prescription("mine", "own", Side.EACH, STRETCH, note=note)
    said = words(press.print(replace(PLAN, prescriptions=(mine,), note=""), issued=ISSUED).pdf)
    assert ("Then change feet." in said) is changes


@pytest.mark.parametrize("edition", EDITIONS)
def test_no_side_is_printed_where_nobody_said_one(edition: str) -> None:
    """No word, no soles and nothing doubled; what is not understood stands in its own words."""
    spoken = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words="8 on the stairs, 6 in the hall")
    dose = Dose(reps=spoken, days=Days(Rhythm.AS_WRITTEN))
    press = press_of(own())
    mine = Prescription("mine", "own", None, dose)
    plan = replace(PLAN, prescriptions=(mine,), edition=edition)
    said = words(press.print(plan, issued=ISSUED).pdf)
    assert "8 on the stairs, 6 in the hall" in said
    assert "s it says here" not in said
    a_side = r"(?:Each|Both|Left|Right|ith each|ith both|ith your [a-z]+) (?:foot|feet|leg)"
    assert not re.search(rf"{a_side}|sk us how", said)
    assert is_accessible(press.print(plan, issued=ISSUED).pdf)


def test_a_plan_of_own_exercises_is_not_told_of_what_its_cards_do_not_have() -> None:
    mine = Prescription("mine", "own", Side.LEFT, STRETCH)
    plan = replace(PLAN, prescriptions=(mine,))
    said = words(press_of(own()).print(plan, issued=ISSUED).pdf)
    assert "Keep the order." in said
    assert [each for each in ("harder way", "striped patch", "Between sets") if each in said] == []


@pytest.mark.parametrize("words_said", [3, 40, 300])
@pytest.mark.parametrize("steps", [1, 2, 12])
def test_a_note_is_all_there_is_beside_the_steps(steps: int, words_said: int) -> None:
    """However long it is: such an exercise has no slip and nothing to take care of."""
    exercise = own(steps=SIXTY[:steps])
    note = [f"Note{number}" for number in range(words_said)]
    mine = Prescription("mine", "own", Side.LEFT, STRETCH, note=" ".join(note))
    said = words(press_of(exercise).print(plan_of(mine), issued=ISSUED).pdf)
    assert re.findall(r"Note\d+", said) == note


@pytest.mark.parametrize("days", [Rhythm.EVERY_DAY, Rhythm.AS_WRITTEN])
@pytest.mark.parametrize("edition", EDITIONS)
def test_words_that_come_to_no_number_have_no_minutes(edition: str, days: Rhythm) -> None:
    """Nobody guesses how long they take; what is needed for them stands there all the same."""
    spoken = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words="8 on the stairs, 6 in the hall")
    mine = replace(SIX[0], dose=Dose(reps=spoken, days=Days(days)))
    plan = replace(PLAN, prescriptions=(mine,), edition=edition, note="", session_limit=0)
    said = words(press_of(own()).print(plan, issued=ISSUED).pdf)
    assert not re.search(r"About \d+ minute", said)
    assert ("You need" in said) is (edition != "one-sheet")
    both = replace(plan, prescriptions=(SIX[0],))
    told = words(press_of(own()).print(both, issued=ISSUED).pdf)
    assert bool(re.search(r"About \d+ minute", told)) is (edition != "one-sheet")


def test_no_step_of_the_clinics_own_is_set_aside() -> None:
    """Its steps and its note are the same people's words; only the library's steps may differ."""
    said = words(printed(own()))
    assert "Take your time. Follow this" not in said
    assert "Take your time." in said


def press_of(exercise: Exercise, folder: Path = Path()) -> Press:
    return open_press(
        CLINIC, catalogue=catalogue(), templates=templates(), own=(exercise,), folder=folder
    )


def plan_of(*own: Prescription) -> Plan:
    return replace(PLAN, prescriptions=(SIX[0], *own, SIX[1]))


@pytest.mark.parametrize(
    ("cells", "pages"),
    [
        ({"steps": SIXTY}, 2),
        ({"steps": SIXTY, "pictures": ("a.png", "b.png"), "alts": ("A.", "B.")}, 2),
        ({"steps": (LONG_STEP,)}, 2),
        ({"steps": (*SIXTY, LONG_STEP), "caution": "Stop if it hurts. " * 30}, 3),
        ({"steps": SIXTY * 2}, 3),
    ],
    ids=["many", "pictures", "one long", "all", "hundred"],
)
def test_steps_beyond_a_page_go_on_under_number_and_name(
    tmp_path: Path, cells: dict[str, object], pages: int
) -> None:
    for name in ("a.png", "b.png"):
        Image.new("RGB", (300, 200), "white").save(tmp_path / name)
    exercise = own(**cells)
    pdf = printed(exercise, tmp_path)
    text = words(pdf)
    typed = " ".join(line for shot in exercise.variants[0].shots for line in shot.lines)
    said = re.findall(r"part \d+|word\d+", text)
    assert said == re.findall(r"part \d+|word\d+", typed)
    assert text.count("2 Marble pick-up, continued") >= pages - 1
    assert "Take your time." in text
    for _, easier in (("1 Towel stretch", ""), ("3 Ankle circles", "")):
        assert f"{_} " in text, easier  # the neighbours stay
    assert outside(pdf) == []
    assert [line for line in overlaps(pdf) if "' '" not in line] == []
    assert loose_marks(pdf) == []


def test_a_card_in_parts_is_accessible() -> None:
    assert is_accessible(printed(own(steps=SIXTY)))


def test_a_card_that_fits_is_not_cut() -> None:
    text = words(printed(own()))
    assert "pick-up, continued" not in text
    assert text.count("2 Marble pick-up") == 2 + 4  # at a glance, card; weeks of the diary


@pytest.mark.parametrize("side", [Side.EACH, Side.LEFT])
def test_a_long_name_wraps_wherever_it_stands(side: Side) -> None:
    pdf = printed(own(name=LONG_NAME), side=side)
    text = words(pdf)
    assert text.count(LONG_NAME) == 2  # at a glance, and the card
    rows = re.findall(r"2 (.{20,60}?)…", text)
    assert len(rows) == 4  # weeks of the diary
    assert all(row.startswith("left: Pick" if side is Side.LEFT else "Pick up") for row in rows)
    assert list(overlaps(pdf)) == []
    assert outside(pdf) == []


def test_a_name_of_two_lines_is_whole_in_the_diary() -> None:
    name = "Marble pick-up with both of your feet"
    assert words(printed(own(name=name))).count(f"2 {name}") == 2 + 4


def test_a_plan_of_more_exercises_than_a_page_has_lines_is_told() -> None:
    press = press_of(own(name=LONG_NAME))
    mine = Prescription("mine", "own", Side.EACH, STRETCH)
    assert not press.too_long(plan_of(*[mine] * 8))
    assert press.too_long(plan_of(*[mine] * 60))


@pytest.mark.parametrize("note", ["a\n" * 900, "One line.\n\n\nAnother."])
def test_line_breaks_without_end_are_printed(note: str) -> None:
    plan = replace(plan_of(), note=note)
    pdf = press_of(own()).print(plan, issued=ISSUED).pdf
    assert outside(pdf) == []
    said = [line.strip() for page in pages_of_text(pdf) for line in page.split("\n")]
    assert said.count("a") == note.count("a\n")


def speckled(colour: tuple[int, int, int], *, alpha: bool = False) -> Image.Image:
    """A picture that is smaller as a photograph, or pixel by pixel with transparency."""
    noise = Image.effect_noise((300, 200), 60)
    image = Image.merge("RGB", [noise.point(lambda value, each=each: value * each // 255)
                                for each in colour])  # fmt: skip
    if alpha:
        image.putalpha(Image.linear_gradient("L").resize((300, 200)))
    return image


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_own_pictures_and_logo_are_grey_in_a_grey_handout(
    tmp_path: Path, kind: str, *, alpha: bool
) -> None:
    image = speckled((250, 90, 20), alpha=alpha and kind == "PNG")
    image.save(tmp_path / "a.png", kind)
    exercise = own(pictures=("a.png",), alts=("A red foot.",))
    press = press_of(exercise, tmp_path)
    plan = replace(plan_of(Prescription("mine", "own", Side.EACH, STRETCH)), edition="greyscale")
    pdf = press.print(plan, issued=ISSUED).pdf
    assert press.print(plan, issued=ISSUED).pdf == pdf
    assert coloured(pdf) == []
    assert coloured(press.print(replace(plan, edition="standard"), issued=ISSUED).pdf)
    assert is_accessible(pdf)


def coloured(pdf: bytes) -> list[int]:
    """The pages on which there is any colour."""
    shown = [page.render(scale=1).to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]
    return [
        number
        for number, image in enumerate(shown)
        if any(
            ImageChops.difference(image.getchannel("R"), image.getchannel(other)).getbbox()
            for other in "GB"
        )
    ]
