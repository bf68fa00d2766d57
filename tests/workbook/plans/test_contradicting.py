"""A note beside the library's steps -> what the patient would read in two ways."""

from __future__ import annotations

import pytest

from clinicplan.catalogue.read import read_catalogue, templates_folder
from clinicplan.catalogue.values import Catalogue
from clinicplan.workbook.plans.contradicting import contradictions


@pytest.fixture(scope="module")
def library() -> Catalogue:
    return read_catalogue(templates_folder())


@pytest.mark.parametrize(
    ("exercise", "note", "said", "shown"),
    [
        ("band-pull-back", "Not to end range.", "Not to end range", "as far as you can"),
        ("wall-calf-stretch", "Keep shoes on.", "Keep shoes on", "bare feet"),
        ("heel-raise-double", "Hold a chair", "Hold a chair", "Face a wall"),
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


def test_nobody_who_may_not_is_told_to_go_barefoot(library: Catalogue) -> None:
    wall = library.exercises["wall-calf-stretch"].variants[0]
    assert not list(contradictions("Shoes on", wall, frozenset(("diabetes",))))
