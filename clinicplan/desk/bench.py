"""A button of New plan becomes the part that a narrow window shows."""

from __future__ import annotations

PARTS = ("pictures", "plan", "page")
"""What New plan shows; in a narrow window one at a time."""

TO_THE_PLAN = ("open", "rows", "save")
"""Buttons whose answer stands in the plan."""


def part_after(now: str, what: str, which: str) -> str:
    """The part to show after a button `what:which`, `now` being the one that was shown."""
    if what == "part" and which in PARTS:
        return which
    return now if now in PARTS and what not in TO_THE_PLAN else "plan"
