"""Facts that stand together in a dose become the one thing that they say."""

from __future__ import annotations

from dataclasses import replace

from clinicplan.doses.said import Said
from clinicplan.plan import Times


def taken_together(said: Said) -> Said:
    """What is said, where one fact changes what is to be printed of another."""
    return _where_hourly(_with_directions(said))


def _with_directions(said: Said) -> Said:
    """An amount in the clinic's own words keeps its "each way": no direction is named beside it."""
    reps = said.dose.reps
    ways = [doubt for doubt in said.doubts if doubt.code == "no-directions"]
    if reps is None or not reps.words or not ways:
        return said
    words = " ".join((reps.words, *(value for doubt in ways for _, value in doubt.values)))
    doubts = tuple(doubt for doubt in said.doubts if doubt not in ways)
    return replace(
        said, dose=replace(said.dose, reps=replace(reps, words=words)), doubts=doubts
    )


def _where_hourly(said: Said) -> Said:
    """`every 2 hours at work` is said so, and not "while you are awake"."""
    times = said.dose.times
    place = next((note for note in said.notes if note.split()[0].casefold() in _PLACES), "")
    if times is None or not times.every_hours or not place:
        return said
    hours = "every hour" if times.every_hours == 1 else f"every {times.every_hours} hours"
    times = Times(1, occasion=f"{hours} {place}")
    notes = tuple(note for note in said.notes if note != place)
    return replace(said, dose=replace(said.dose, times=times), notes=notes)


_PLACES = frozenset(("at", "in", "during", "on"))
