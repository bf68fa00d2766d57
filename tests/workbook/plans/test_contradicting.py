"""A note beside the library's steps -> what the patient would read in two ways."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Amount, Dose, Tempo
from clinicplan.workbook.plans import contradicting
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
        ("towel-stretch", "before you get out of bed", "before you get out of bed", "on the floor"),
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
        ("ankle-circles", "Do them in bed", "in bed", "on a chair"),
        ("toe-stretch", "big toe", "big toe", "toes"),
        ("toe-stretch", "Not too hard. Only the big toe", "Only the big toe", "toes"),
    ],
)
def test_what_the_steps_say_otherwise_is_told(
    exercise: str, note: str, said: str, shown: str, library: Catalogue
) -> None:
    variant = library.exercises[exercise].variants[0]
    assert list(contradictions(note, variant)) == [(said, shown)]


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
        # What the note denies, or says in passing.
        ("heel-raise-double", "Do not hold a chair"), ("wall-calf-stretch", "No shoes on, please"),
        ("foot-ball-roll", "Not with a golf ball"), ("ankle-circles", "Never in bed"),
        ("toe-stretch", "You may feel it in your big toe"),
    ],
)  # fmt: skip
def test_what_goes_together_is_not(exercise: str, note: str, library: Catalogue) -> None:
    assert not list(contradictions(note, library.exercises[exercise].variants[0]))


def test_no_mark_of_a_template_is_told(library: Catalogue) -> None:
    """A step as it is kept has `{side}` for left and right."""
    found = [
        shown
        for exercise in library.exercises.values()
        for way in exercise.variants
        for _, shown in contradictions("Off a step, in bed, hold a chair", way)
    ]
    assert found
    assert not [shown for shown in found if "{" in shown]


def test_a_chosen_tool_says_the_same_as_the_note(library: Catalogue) -> None:
    roll = library.exercises["foot-ball-roll"].variant("bottle-chair")
    assert not list(contradictions("Use frozen bottle", roll))


@pytest.mark.parametrize(
    ("exercise", "note", "way"),
    [
        ("heel-raise-double", "Hold a chair, shoes on.", "chair"),
        ("heel-raise-double", "Hold on to work top.", "chair"),
        ("heel-raise-single", "Hands flat on the wall", "wall"),
        ("foot-ball-roll", "use a frozen water bottle", "bottle-chair"),
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
    ways = library.exercises[exercise].variants
    assert way_of_note(note, ways[0], ways)[0].code == way


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


def test_a_note_in_letters_that_fold_is_looked_at(library: Catalogue) -> None:
    """A long s is an s to a pattern that asks for no case, and not to `lower`."""
    variant = library.exercises["foot-ball-roll"].variants[0]
    (said, _), = contradictions("\u017fpiky ball", variant)
    assert said == "\u017fpiky ball"
    (said, _), = contradictions("GOLF BALL \u2013 slowly", variant)
    assert said == "GOLF BALL"
