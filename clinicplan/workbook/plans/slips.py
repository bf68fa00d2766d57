"""An amount far from what is usual becomes the code and the values that say what was meant."""

from __future__ import annotations

from collections.abc import Mapping

from clinicplan.workbook.columns import EXERCISES

UNUSUAL = {"sets": 10, "reps": 100, "hold": 300, "rest": 600, "duration": 1800}
"""More than this is probably a slip of the keyboard: `1015` for `10-15` (our judgement)."""

WIDEST = 3
"""How many times its low end the high end of a range may be: 10-15, 8-12, 3-5."""


def as_unusual(key: str, number: int) -> tuple[str, Mapping[str, str | int]]:
    """The code for an amount above what is usual for this column, in seconds or times.

    `1015` may be a range without its dash; whole minutes, an m for an s.
    """
    if EXERCISES.is_time(key) and number % 60 == 0:
        heading = EXERCISES.column(key).heading
        return "dose-unusual-time", {"minutes": number // 60, "heading": heading}
    low, high = divmod(number, 10 if number < 100 else 100)
    if low < high <= min(WIDEST * low, UNUSUAL[key]):
        return "dose-unusual-range", {"number": number, "low": low, "high": high}
    return "dose-unusual", {"number": number}
