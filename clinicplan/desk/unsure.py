"""What is not sure of what a patient is to do becomes why a plan is not printed by itself."""

from __future__ import annotations

from collections.abc import Iterable

from clinicplan.findings import Finding
from clinicplan.tasks.questions import unsided_in

SIDE = (
    "side-in-words", "side-alternate-each", "side-may-be-a-way", "side-against-programme",
    "note-other-side", "own-may-be-other-side", "own-one-side",
)  # fmt: skip
AMOUNT = (
    "seconds-or-minutes", "minutes-taken", "seconds-taken", "tempo-without-unit", "count-in-time",
    "reps-first", "sets-taken", "bouts-taken", "slip-taken", "dose-of-note", "hold-missing",
    "dose-unusual", "dose-unusual-range", "dose-unusual-time", "open-count-careful",
    "load-unlikely", "dose-lost", "growth-of-programme", "note-against-steps",
)  # fmt: skip
OFTEN = (
    "days-taken", "often-of-note", "frequency-open", "note-days", "note-begins", "week-goes-on",
    "condition-of-last", "last-week-after-end", "change-after-end", "begins-late", "idle-week",
)  # fmt: skip

UNSURE = frozenset((*SIDE, *AMOUNT, *OFTEN))
"""Warnings about what the patient does: something was taken for what may not have been meant, is
lacking, or says two things. What is printed as it was typed is none of them."""


def asks_side(found: Iterable[Finding]) -> bool:
    """True where nobody has said which side: each would be printed, and was never typed."""
    return bool(unsided_in(found))


def is_unsure(found: Iterable[Finding]) -> bool:
    """True where somebody is to look at side, amount or how often before it is on paper."""
    return any(item.code in UNSURE for item in found)
