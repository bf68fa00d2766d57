"""Drop-down lists, and what a misspelt word may have meant."""

from __future__ import annotations

import pytest

from clinicplan.workbook.choices import Suggestions


@pytest.mark.parametrize(
    ("typed", "near"),
    [("Walk", ()), ("stretch", ()), ("Scrunch", ("Towel scrunch",)),
     ("Towl stretch", ("Towel stretch",))],
)  # fmt: skip
def test_one_word_that_several_names_have_is_no_slip_of_one(
    typed: str, near: tuple[str, ...]
) -> None:
    names = ("Toe walk", "Toe walk, three ways", "Towel scrunch", "Towel stretch", "Calf stretch")
    assert Suggestions(names).near(typed) == near
