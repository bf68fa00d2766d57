"""Two doses -> whether the second asks for more than the first."""

from __future__ import annotations

from clinicplan.dose import Amount, Dose
from clinicplan.schedule import sessions_a_week


def asks_more(before: Dose, after: Dose) -> bool | None:
    """True where a dose asks for more than the one before it, False for less, None: unclear.

    More is a greater amount, more sessions a week, or a shorter rest.
    """
    signs = {
        _sign(before.reps, after.reps),
        _sign(before.hold, after.hold),
        _sign(before.duration, after.duration),
        _sign(before.sets, after.sets),
        _sign(after.rest, before.rest),
        0 if (before.load, before.tempo) == (after.load, after.tempo) else None,
        _compared(sessions_a_week(before), sessions_a_week(after)),
    } - {0}
    return signs == {1} if signs in ({1}, {-1}) else None


def _sign(before: Amount | None, after: Amount | None) -> int | None:
    """1 for a greater amount, -1 for a smaller one, 0 for the same, None: not comparable."""
    if before == after:
        return 0
    if before is None or after is None or before.is_open or after.is_open:
        return None
    if before.measure is not after.measure or before.words != after.words:
        return None
    return _compared(before.low + before.high, after.low + after.high)


def _compared(before: float | None, after: float | None) -> int | None:
    """1 for more, -1 for less, 0 for as much, None where only one is known."""
    if before == after:
        return 0
    return None if before is None or after is None else 1 if after > before else -1
