"""A side that a dose names misspelt, or by its state: it is read or asked, and never both legs."""

from __future__ import annotations

from string import ascii_lowercase

import pytest

from clinicplan.doses import Said, Unclear, misspelt_side, with_side_asked, without_slips
from clinicplan.workbook.sheets.cells.doses import told

_LOOKING_ALIKE = """
aright bight bright cleft deft dight eft eight fight fright heft hight leat lect leet lefts lefty
lent lept lest let lift light loft luft might night reft rights righty sight tight weft wight
wright
"""
_OWN_WORDS = frozenset(_LOOKING_ALIKE.split())


def read(text: str) -> Said | Unclear:
    typed, _ = without_slips(text)
    found = told(typed)
    return found if isinstance(found, Unclear) else with_side_asked(found, typed)


def slips(side: str) -> set[str]:
    """A letter left out, another one or one more, and two that changed places."""
    places = range(len(side))
    few = {side[:at] + side[at + 1 :] for at in places}
    other = {side[:at] + one + side[at + 1 :] for at in places for one in ascii_lowercase}
    more = {side[:at] + one + side[at:] for at in range(len(side) + 1) for one in ascii_lowercase}
    turned = {side[:at] + side[at + 1] + side[at] + side[at + 2 :] for at in range(len(side) - 1)}
    return (few | other | more | turned) - _OWN_WORDS - {side}


@pytest.mark.parametrize("side", ["left", "right"])
def test_every_slip_of_a_side_is_that_side_or_asked(side: str) -> None:
    found = {slip: read(f"10 reps bd {slip}") for slip in slips(side)}
    sides = {slip: said.side for slip, said in found.items() if isinstance(said, Said)}
    assert set(sides.values()) == {side}
    assert all(sorted(slip) == sorted(side) for slip in sides)
    assert len(found) > 200


def test_words_of_their_own_are_no_side() -> None:
    assert not any(map(misspelt_side, _OWN_WORDS))


@pytest.mark.parametrize(
    ("typed", "side"),
    [("leftleg 3x10 daily", "left"), ("rleg 10 reps bd", "right"), ("10 reps bd lleg", "left"),
     ("10 reps bd rfoot", "right"), ("10 reps bd rtfoot", "right")],
)  # fmt: skip
def test_a_limb_joined_to_its_side(typed: str, side: str) -> None:
    found = read(typed)
    assert isinstance(found, Said)
    assert (found.side, found.notes) == (side, ())


@pytest.mark.parametrize(
    "typed",
    ["10 reps bd opp leg", "10 reps bd othr leg", "10 reps bd unaff leg", "10 reps bd affctd leg",
     "10 reps bd SURG LEG", "10 reps bd NOT R", "3x10 bd on the op leg", "10 reps bd operated",
     "10 reps bd affctd"],
)  # fmt: skip
def test_a_leg_named_by_its_state_is_asked(typed: str) -> None:
    found = read(typed)
    assert isinstance(found, Said)
    assert "side-which" in {doubt.code for doubt in found.doubts}


@pytest.mark.parametrize(
    "typed",
    ["3x10 bd, other leg bent", "3x10 bd, worse leg first", "3x10 bd, extra set on bad leg",
     "10 reps bd straight leg", "3x10 bd, swap to other leg"],
)  # fmt: skip
def test_words_about_a_leg_are_a_note(typed: str) -> None:
    found = read(typed)
    assert isinstance(found, Said)
    assert "side-which" not in {doubt.code for doubt in found.doubts}


@pytest.mark.parametrize("typed", ["3x10 bd, right hand on chair", "left arm up, 3x10 bd"])
def test_the_side_of_a_hand_is_none_of_the_leg(typed: str) -> None:
    found = read(typed)
    assert isinstance(found, Said)
    assert found.side == ""
