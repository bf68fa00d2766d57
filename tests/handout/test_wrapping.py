"""A text becomes lines: no date, telephone number or amount is broken, and no text is lost."""

from __future__ import annotations

import pytest

from clinicplan.handout.wrapping import unbroken, wrap
from tests.work import at_most

KEPT = unbroken(("January", "Jan", "December"))


def lines(text: str, width: float, *, taken: float = 0) -> list[str]:
    """The lines of a text whose letters are 1 wide."""
    return wrap(text, width=width, measure=len, kept=KEPT, taken=taken)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("Review on 13 January 2027", 17, ["Review on", "13 January 2027"]),
        ("Review on January 13, 2027", 18, ["Review on", "January 13, 2027"]),
        ("From 1 Dec to 4 Jan", 12, ["From 1 Dec", "to 4 Jan"]),
        ("Call us on 01632 960 418.", 15, ["Call us on", "01632 960 418."]),
        ("Ring +44 (0)1632 960418", 20, ["Ring", "+44 (0)1632 960418"]),
        ("Do all 3 sets of it", 8, ["Do all", "3 sets", "of it"]),
        ("It lasts 4 to 6 weeks", 15, ["It lasts 4 to", "6 weeks"]),
        ("Exercises 1, 2 and 3", 14, ["Exercises 1,", "2 and 3"]),
        ("Call 111. Wait here", 9, ["Call 111.", "Wait here"]),
        ("On 13 January 2027", 10, ["On", "13 January", "2027"]),  # wider than a line
        ("Closed? Call 111.", 13, ["Closed?", "Call 111."]),
        ("Chiropodist, HCPC CH00000", 20, ["Chiropodist,", "HCPC CH00000"]),
        ("Sampleton SA1 2MP", 14, ["Sampleton", "SA1 2MP"]),
        ("Call 999 or A&E 12", 16, ["Call 999 or", "A&E 12"]),
        ("IT IS 5 mm", 7, ["IT IS", "5 mm"]),
        ("Page 12", 4, ["Page", "12"]),
        ("5 (forward/side/back) x", 15, ["5", "(forward/side/", "back) x"]),
        ("A/B hippopotamuses", 6, ["A/B", "hippop", "otamus", "es"]),
        ("Hippopotamus 5 x", 6, ["Hippop", "otamus", "5 x"]),
        ("", 5, [""]),
        ("5 ", 5, ["5 "]),
    ],
)  # fmt: skip
def test_lines(text: str, width: float, expected: list[str]) -> None:
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("walk a little", 5, ["walk", "a little"]),
        ("walking a bit", 5, ["", "walking a", "bit"]),  # no word beside the label
        ("13 Jan and on", 5, ["", "13 Jan and", "on"]),
        ("", 5, [""]),
        (" walking", 5, ["", "walking"]),  # a space at its begin leaves what is taken
        (" walk on", 5, ["walk", "on"]),
    ],
)
def test_a_first_line_that_begins_beside_something(
    text: str, taken: float, expected: list[str]
) -> None:
    assert lines(text, 10, taken=taken) == expected


def test_words_without_figures_are_not_asked_whether_they_belong_together() -> None:
    words = " ".join(["slowly"] * 50)
    with at_most(180):
        wrap(f"{words} 10 times", width=40, measure=len, kept=KEPT)
