"""A note beside the library's steps -> what the patient would read in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import AS_WRITTEN, Amount, Dose, Load, Tempo
from clinicplan.workbook.plans import checks, conditions, contradicting
from clinicplan.workbook.plans.checks import is_moved
from clinicplan.workbook.plans.contradicting import contradictions, way_of_note


@pytest.fixture(scope="module")
def library() -> Catalogue:
    return read_catalogue(templates_folder())


@pytest.mark.parametrize(
    ("exercise", "note", "said", "shown"),
    [
        ("band-pull-back", "Not to end range.", "Not to end range", "as far as you can"),
        ("heel-raise-double", "hold on to work top", "hold on to work top", "Face a wall"),
        ("towel-stretch", "before you get out of bed", "before you get out of bed",
         "Sit on the floor with your legs straight"),
        ("heel-raise-double", "Hold a chair", "Hold a chair", "Face a wall"),
        ("heel-raise-double", "Hold the back of a sturdy chair.",
         "Hold the back of a sturdy chair", "Face a wall"),
        ("heel-raise-double", "hold on to a chair", "hold on to a chair", "Face a wall"),
        ("heel-raise-double", "Hold on to the worktop", "Hold on to the worktop", "Face a wall"),
        ("heel-raise-double", "holding onto kitchen counter", "holding onto kitchen counter",
         "Face a wall"),
        ("wall-calf-stretch", "Hand on a rail", "Hand on a rail", "Face a wall"),
        ("heel-raise-single", "Hands flat on the wall", "Hands flat on the wall", "Hold a worktop"),
        ("toe-press", "lean against a wall", "lean against a wall", "Hold a worktop"),
        ("foot-ball-roll", "lacrosse ball", "lacrosse ball", "ball"),
        ("foot-ball-roll", "Use frozen bottle", "frozen bottle", "ball"),
        ("ankle-circles", "Do them in bed", "in bed", "Sit tall on a chair"),
        ("toe-stretch", "big toe", "big toe", "toes"),
        ("heel-raise-double", "At the sink, two hands.", "At the sink", "Face a wall"),
        ("heel-raise-double", "Heavy chair. Not if light headed", "Heavy chair", "Face a wall"),
        ("heel-raise-double", "on one leg", "on one leg", "both feet"),
        ("heel-raise-single", "up on both, down on L only", "up on both", "Lift your foot"),
        ("toe-stretch", "grip near the joint", "grip near", "Stretch your toes up"),
        ("toe-stretch", "by hand", "by hand", "Stretch your toes up"),
        ("seated-heel-stretch", "parent keeps knees straight", "knees straight",
         "Bend your knee"),
        # how one sits, stands or lies
        ("toe-press", "Sitting.", "Sitting", "Stand tall"),
        ("toe-press", "sitting week 1 then standing", "sitting", "Stand tall"),
        ("heel-raise-double", "SEATED", "SEATED", "Face a wall, both hands flat on it"),
        ("towel-scrunch", "standing", "standing", "Sit on a chair, towel on the floor"),
        ("towel-scrunch", "lying on your back", "lying", "Sit on a chair, towel on the floor"),
        ("heel-raise-single", "Do not stand", "Do not stand",
         "Hold a worktop, or a chair at a wall"),
        ("heel-raise-single", "Non weight bearing", "Non weight bearing", "Hold a worktop"),
        # knees, feet, hands
        ("wall-calf-stretch", "back knee bent", "knee bent", "Knee straight"),
        ("wall-calf-stretch", "30 s str knee + 30 s bent knee", "bent knee", "Knee straight"),
        ("heel-raise-single", "Knee straight", "Knee straight",
         "Bend your knee a little"),
        ("towel-stretch", "knees bent", "knees bent", "legs straight"),
        ("toe-curl-spread", "With foot up.", "foot up", "feet flat"),
        ("toe-curl-spread", "leg elevated", "leg elevated", "feet flat"),
        ("heel-raise-double", "no hands", "no hands", "both hands flat on it"),
        ("heel-raise-single", "Arms crossed", "Arms crossed", "Hold a worktop"),
        ("toe-walk", "across the room and back, 5 times", "across the room",
         "Keep one hand on it"),
        # one way of several, and how it moves
        ("toe-stretch", "Pull down.", "Pull down", "Stretch your toes up"),
        ("toe-stretch", "within comfort, big toe upwards", "toe upwards", "Bend them down"),
        ("toe-stretch", "toes upwards", "toes upwards", "Bend them down"),
        ("toe-stretch", "upwards only", "upwards only", "Bend them down"),
        ("toe-stretch", "toes downwards", "toes downwards", "Stretch your toes up"),
        ("toe-stretch", "toes up only", "toes up", "Bend them down"),
        ("toe-curl-spread", "only spread", "spread", "Curl your toes down"),
        ("ankle-circles", "clockwise only", "clockwise only", "Then the other way"),
        ("foot-ball-roll", "Arch only, not the ball of the foot", "Arch only",
         "Roll back to your toes"),
        ("heel-raise-single", "isometric half way up 30 seconds, 4 times", "isometric",
         "Raise your heel slowly"),
        ("heel-raise-double", "quick", "quick", "Rise slowly"),
        ("toe-stretch", "Not too hard. Only the big toe", "Only the big toe", "toes"),
    ],
)
def test_what_the_steps_say_otherwise_is_told(
    exercise: str, note: str, said: str, shown: str, library: Catalogue
) -> None:
    chosen = library.exercises[exercise]
    assert list(contradictions(note, chosen.variants[0], chosen)) == [(said, shown)]


@pytest.mark.parametrize(
    ("exercise", "note"),
    [
        ("band-pull-back", "To the end range"), ("wall-calf-stretch", "New shoes are on their way"),
        ("wall-calf-stretch", "Not to end range"), ("toe-press", "Hold a chair, and smile"),
        ("heel-raise-double", "Do not hold on to a chair"),
        ("heel-raise-double", "hold 3 s, then sit on a chair"),
        ("heel-raise-double", "No holding on to the rail"), ("toe-walk", "Hold the worktop"),
        ("heel-raise-single", "Hold the back of a chair"), ("toe-walk", "Hand on the wall"),
        ("heel-raise-double", "Hold it, then walk round the table"),
        ("toe-press", "Do not lean on the wall"), ("towel-stretch", "Hold the back of a chair"),
        ("ankle-circles", "Make your bed first"), ("towel-stretch", "lacrosse ball"),
        ("foot-ball-roll", "After the football match"), ("band-pull-back", ""),
        ("toe-curl-spread", "hold the spread"), ("toe-stretch", "hold with the toes up"),
        ("toe-press", "Sit if you feel dizzy"), ("toe-press", "Then sit down and rest"),
        ("ankle-circles", "sitting"), ("ankle-circles", "sitting in chair"),
        ("ankle-circles", "Do before you stand up"), ("ankle-circles", "Keep the leg up after"),
        ("towel-scrunch", "Sit in a firm chair"), ("towel-stretch", "Sit up tall"),
        ("towel-stretch", "After sitting for long"), ("toe-press", "At your standing desk"),
        ("wall-calf-stretch", "Front knee bent"), ("wall-calf-stretch", "knee straight"),
        ("heel-raise-double", "dont lock knees"), ("towel-scrunch", "Heel stays down"),
        ("ankle-circles", "leg raised on a stool"), ("ankle-circles", "foot up and down first"),
        ("toe-stretch", "Pull up, bend down, then spread"), ("toe-stretch", "Do not pull down"),
        ("heel-raise-double", "hands on hips when easy"), ("toe-walk", "not across the room"),
        ("lying-towel-raise", "Leg straight, pull up"), ("wall-calf-stretch", "hold it static"),
        ("heel-raise-double", "not fast"), ("heel-raise-single", "quick rest"),
        # What the note denies, or says in passing.
        ("heel-raise-double", "Do not hold a chair"), ("wall-calf-stretch", "No shoes on, please"),
        ("foot-ball-roll", "Not with a golf ball"), ("ankle-circles", "Never in bed"),
        ("toe-stretch", "You may feel it in your big toe"),
    ],
)  # fmt: skip
def test_what_goes_together_is_not(exercise: str, note: str, library: Catalogue) -> None:
    chosen = library.exercises[exercise]
    assert not list(contradictions(note, chosen.variants[0], chosen))


def test_no_mark_of_a_template_is_told(library: Catalogue) -> None:
    """A step as it is kept has `{side}` for left and right."""
    found = [
        shown
        for exercise in library.exercises.values()
        for way in exercise.variants
        for _, shown in contradictions("Off a step, in bed, hold a chair", way, exercise)
    ]
    assert found
    assert not [shown for shown in found if "{" in shown]


def test_a_chosen_tool_says_the_same_as_the_note(library: Catalogue) -> None:
    roll = library.exercises["foot-ball-roll"]
    assert not list(contradictions("Use frozen bottle", roll.variant("bottle-chair"), roll))


@pytest.mark.parametrize(
    ("exercise", "note", "way"),
    [
        ("heel-raise-double", "Hold a chair, shoes on.", "chair"),
        ("heel-raise-double", "Hold on to work top.", "chair"),
        ("heel-raise-single", "Hands flat on the wall", "wall"),
        ("foot-ball-roll", "use a frozen water bottle", "bottle-chair"),
        ("foot-ball-roll", "Use a small bottle of frozen water, wrapped up", "bottle-chair"),
        ("foot-ball-roll", "Over frozen bottle. stop if skin goes numb", "bottle-chair"),
        ("toe-pencil", "Standing", "standing"), ("ankle-circles", "in bed", "lying"),
        ("ankle-circles", "standing", "standing"), ("ankle-circles", "sitting", "chair"),
        ("foot-ball-roll", "stand", "ball-standing"), ("toe-press", "sitting", "standing"),
        # what no way says, or a note says of some days alone
        ("wall-calf-stretch", "Hold a chair", "wall"), ("heel-raise-double", "Slowly", "wall"),
        ("heel-raise-double", "Hold a chair if unsteady", "wall"),
        ("foot-ball-roll", "ball or frozen bottle", "ball-chair"),
        ("heel-raise-double", "Do not hold a chair", "wall"), ("heel-raise-double", "", "wall"),
    ],
)  # fmt: skip
def test_the_way_that_a_note_asks_for_is_shown(
    exercise: str, note: str, way: str, library: Catalogue
) -> None:
    chosen = library.exercises[exercise]
    ways = chosen.variants
    assert way_of_note(note, ways[0], ways, chosen)[0].code == way


@pytest.mark.parametrize(
    ("dose", "weight"),
    [
        (Dose(load=Load("5 kg")), "5 kg"), (Dose(load=Load(most_times=12)), "12 RM"),
        (Dose(load=Load("the red band")), ""), (Dose(), ""), (Dose(reps=Amount(10, 10)), ""),
        (Dose(reps=Amount(0, 0, wording=AS_WRITTEN, words="4 x 10 with RUCKSACK of books")),
         "RUCKSACK"),
        (Dose(reps=Amount(0, 0, wording=AS_WRITTEN, words="lightweight towel")), ""),
    ],
)  # fmt: skip
def test_a_weight_is_seen_in_a_load_and_in_own_words(dose: Dose, weight: str) -> None:
    assert checks._weight_of(dose) == weight


SETS = Dose(sets=Amount(3, 3), reps=Amount(15, 15))


@pytest.mark.parametrize(
    ("exercise", "dose", "moved"),
    [
        ("heel-raise-double", SETS, True), ("heel-raise-double", Dose(reps=Amount(15, 15)), False),
        ("towel-stretch", SETS, False), ("band-pull-back", SETS, False),
        ("band-pull-back", replace(SETS, tempo=Tempo(2, 0, 4)), True), ("toe-press", SETS, False),
        ("towel-stretch", Dose(), False),
    ],
)  # fmt: skip
def test_sets_of_a_raise_need_no_hold(
    exercise: str, dose: Dose, library: Catalogue, *, moved: bool
) -> None:
    assert is_moved(dose, library.exercises[exercise]) is moved


@pytest.mark.parametrize("pair", contradicting._PAIRS, ids=lambda pair: pair.about[0])
@given(data=st.data())
def test_what_says_a_pair_has_one_of_its_words(
    pair: contradicting._Pair, data: st.DataObject
) -> None:
    """Notes without them are not looked at: no way to say it may be missed."""
    letters = st.characters(codec="ascii", min_codepoint=32)
    note = data.draw(st.from_regex(pair.note, alphabet=letters))
    assert pair.may_be_in(contradicting._plain(note))


@pytest.mark.parametrize(
    ("axis", "said"),
    [(axis, said) for axis in (conditions._STANCE, *conditions._AXES) for said in axis.note],
    ids=lambda item: item if isinstance(item, str) else item.about[0],
)
@given(data=st.data())
def test_what_says_something_on_an_axis_has_one_of_its_words(
    axis: conditions._Axis, said: str, data: st.DataObject
) -> None:
    letters = st.characters(codec="ascii", min_codepoint=32)
    assert axis.may_be_in(data.draw(st.from_regex(axis.note[said], alphabet=letters)))


def test_a_note_in_letters_that_fold_is_looked_at(library: Catalogue) -> None:
    """A long s is an s to a pattern that asks for no case, and not to `lower`."""
    roll = library.exercises["foot-ball-roll"]
    (said, _), = contradictions("\u017fpiky ball", roll.variants[0], roll)
    assert said == "\u017fpiky ball"
    (said, _), = contradictions("GOLF BALL \u2013 slowly", roll.variants[0], roll)
    assert said == "GOLF BALL"
