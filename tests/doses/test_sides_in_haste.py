"""What any colleague understands under Side is read, and no side is guessed."""

from __future__ import annotations

import pytest

from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.sides import read_side


@pytest.mark.parametrize(
    ("typed", "side", "notes"),
    [
        ("RLE", "right", ()), ("L LE", "left", ()), ("BLE", "both", ()), ("lft", "left", ()),
        ("both, one at a time", "each", ()), ("both feet (one at a time)", "each", ()),
        ("L op", "left", ("left (operated)",)), ("R affected", "right", ("right (affected)",)),
        ("both (R worse)", "both", ("right worse",)),
        ("each, L>R", "each", ("left more than right",)),
        ("L foot the bad one - but both feet obviously", "both",
         ("left foot the bad one - but both feet obviously",)),
    ],
)  # fmt: skip
def test_a_side_in_haste_is_read(typed: str, side: str, notes: tuple[str, ...]) -> None:
    said = read_side(typed)
    assert isinstance(said, Said)
    assert said.side == side
    assert said.notes == notes
    assert not said.doubts


@pytest.mark.parametrize("typed", ["L worse", "not L", "one at a time", "L but R too"])
def test_no_side_is_guessed(typed: str) -> None:
    said = read_side(typed)
    assert said is None or isinstance(said, Unclear) or not said.side
