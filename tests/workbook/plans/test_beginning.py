"""A note -> the words in it that say when to begin, to stop, or to leave days out."""

from __future__ import annotations

import pytest

from clinicplan.workbook.plans.beginning import begins_or_ends, leaves_out


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Start this one once 3 x 20 on both feet is easy. Then stop the two foot one.",
         "Start this one once 3 x 20 on both feet is easy"),
        ("When you can, then stop the two foot one.", "then stop the two foot one"),
        ("Stop for 3 days first", "Stop for 3 days first"),
        ("From next week", "From next week"),
        ("Begin when the boot is off", "Begin when the boot is off"),
        ("once stitches out and wound dry", "once stitches out and wound dry"),
        ("Socks on. Only when the wound has healed.", "Only when the wound has healed"),
        ("after your x-ray", "after your x-ray"),
        ("As soon as the pain has settled", "As soon as the pain has settled"),
    ],
)  # fmt: skip
def test_when_to_begin_or_to_stop(note: str, said: str) -> None:
    assert begins_or_ends(note) == said


@pytest.mark.parametrize(
    "note",
    [
        "Stop if it hurts.", "Start with the left foot.", "Start slowly and stop when tired.",
        "Not too far.", "Stop and ring us if the wound weeps.", "Begin sitting, not standing.", "",
        "once a day", "when it hurts stop", "Once the pain has settled, add weight",
        "once pain gone use the red band", "when the boot is off each evening", "after a bath",
        "When watching TV", "Once easy",
    ],
)  # fmt: skip
def test_other_notes_are_none(note: str) -> None:
    assert not begins_or_ends(note)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Not the day before a run.", "Not the day before a run"),
        ("Not on days you run.", "Not on days you run"),
        ("not day before long run", "not day before long run"),
        ("Not too far.", ""), ("A good day before the run", ""),
    ],
)  # fmt: skip
def test_days_left_out(note: str, said: str) -> None:
    assert (leaves_out(note), begins_or_ends(note)) == (said, "")
