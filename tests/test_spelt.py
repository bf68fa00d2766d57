"""A note as it was jotted -> the note in whole words, on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicplan.plan import Prescription, Side
from clinicplan.spelt import spelt
from tests.handout.plans import CLINIC, ISSUED, PLAN, STRETCH, press
from tests.handout.reading import words


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "No turning the foot in til 12/52 post-op",
            "No turning the foot in until 12 weeks post-op",
        ),
        ("No running/jumping 2/52", "No running/jumping for 2 weeks"),
        ("no hills x 4/52", "no hills for 4 weeks"),
        ("first 2/52 sitting", "first 2 weeks sitting"),
        ("Review 2/52", "Review 2 weeks"),
        ("Rest 1/52.", "Rest for 1 week."),
        ("never w/o counter in reach", "never without counter in reach"),
        ("do in shoes w/ heel lifts", "do in shoes with heel lifts"),
        ("squeeze ball betn heels, stdg", "squeeze ball between heels, standing"),
        ("L stays in the boot, no exs", "Left stays in the boot, no exercises"),
        ("Stick in L hand.", "Stick in left hand."),
        ("brace on til wk 10", "brace on until week 10"),
        ("B4 bed", "Before bed"),
        ("Dont push, hold 5 ea", "Don't push, hold 5 each"),
    ],
)
def test_what_has_one_meaning_is_written_out(typed: str, said: str) -> None:
    assert spelt(typed) == said


@pytest.mark.parametrize(
    "note",
    [
        "",
        "5/7, 3/12 and 1/2",
        "L & R, R/L",
        "Dr R Leg said so",
        "size L shoe",
        "til-til",
        "ff 3x10 R",
        "Nite-time",
        "at 10/52/3",
        "call w.o.",
        "L5 and R2",
        "Fwd.com",
        "10 kg, 3 x 12, 2-3 min",
    ],
)
def test_what_may_mean_something_else_stays(note: str) -> None:
    assert spelt(note) == note


def test_a_page_says_the_note_in_whole_words() -> None:
    item = Prescription("towel-stretch", "floor", Side.LEFT, STRETCH, note="Not w/o socks 2/52")
    plan = replace(PLAN, prescriptions=(item,), note="Walk til wk 3.", version=1, replaces="")
    said = words(press(CLINIC).print(plan, issued=ISSUED).pdf)
    assert "Not without socks for 2 weeks" in said
    assert "Walk until week 3." in said
