"""Where no piece of a dose begins: within `3 x 10`, before the `a day` of `4 times a day`."""

from __future__ import annotations

import re

from clinicplan.doses.sets import MANY_FOR_SETS, MANY_REPS

_PAIR = re.compile(r"(?:[0-9]{1,2}-)?([0-9]{1,2}) x ?([0-9]{1,3})(?: |$)")
"""Sets and repetitions."""

_UNITS = frozenset(
    ("s", "sec", "secs", "seconds", "min", "mins", "minute", "minutes", "hour", "hours", "hr",
     "hrs", "kg", "kgs", "lb", "lbs", "km", "metre", "metres", "meter", "meters", "cm", "mm", "%",
     "mile", "miles", "yards", "feet", "ft", "reps", "steps", "laps", "lengths", "breaths",
     "rounds", "sets")
)  # fmt: skip
_MONDAYS = re.compile(r"(?:w|t|f|s|we|wed|tu|tue|th|thu|fr|fri|sa|sat|su|sun|and|&|\+|-)s?")
"""What follows the m of `10 m w f`, which are no metres."""


def is_within(tokens: list[str], start: int) -> bool:
    """True where a piece would begin within `3 x 10` or `15 min`, which nobody says of a day.

    `10 x 2 daily` may be ten times, twice a day: both readings stand, and it is asked about.
    """
    if _is_held_so_often(tokens, start):
        return False
    if begins_nothing(tokens, start):
        return True
    pair = _PAIR.match(" ".join(tokens[start - 1 : start + 2])) if start else None
    if pair is None:
        return False
    is_one_set = pair[2] == "1" and int(pair[1]) >= MANY_FOR_SETS
    return is_one_set or int(pair[1]) < int(pair[2])


_HELD_X = re.compile(r"hold(?:s|ing)? [0-9-]+ x ?[0-9]+(?! (?:daily|a|per|each|every|days?)\b)")


def _is_held_so_often(tokens: list[str], start: int) -> bool:
    """True before the x of `hold 5 x10`; `hold 30 x 3 daily` may be three times a day."""
    is_x = start > 1 and tokens[start].startswith("x")
    return is_x and bool(_HELD_X.match(" ".join(tokens[start - 2 : start + 3])))


def _counts_back(tokens: list[str], start: int) -> bool:
    """True for the `2 weeks` of `2 weeks before the race`: no weeks of the exercise."""
    is_span = tokens[start - 1] in ("weeks", "wks", "days", "months")
    is_counted = start > 1 and tokens[start - 2].isdigit()
    return is_span and is_counted and tokens[start] in ("before", "after")


def begins_nothing(tokens: list[str], start: int) -> bool:
    """True where what begins there belongs to the words before it, or may."""
    return start > 0 and any(found(tokens, start) for found in _WITHIN)


MOST_A_DAY = 6
"""Times a day that `3 x 10 daily` may mean at the most: ten of these are repetitions."""


def _is_of_sets(tokens: list[str], start: int) -> bool:
    """True for the `x 10` of `3 x 10 daily`, and the `10` of `3 x 10 more each week`.

    `3 x 10 times a day` stays open: it is asked about.
    """
    word, before, following = tokens[start], tokens[start - 1], tokens[start + 1 :]
    if word == "x" and before.isdigit() and following and following[1:2] != ["times"]:
        most = following[0].split("-")[-1]
        return most.isdigit() and int(most) > MOST_A_DAY
    is_behind = start > 1 and before == "x" and tokens[start - 2].isdigit()
    return is_behind and word.isdigit() and following[:1] != ["times"]


def _is_of_letters(tokens: list[str], start: int) -> bool:
    """True for the `a day` of `alphabet 2x a day`: how often a day, and not how many letters."""
    is_behind = start > 1 and tokens[start - 1].endswith("x")
    return is_behind and tokens[start] in _OF_ONE and tokens[start - 2] in ("alphabet", "a-z")


def _is_unit(tokens: list[str], start: int) -> bool:
    """True for the `min` of `15 min 3 x/week`, which is no least number of days."""
    if not tokens[start - 1][-1:].isdigit():
        return False
    follows = tokens[start + 1] if start + 1 < len(tokens) else ""
    is_metre = tokens[start] == "m" and bool(follows) and not _MONDAYS.fullmatch(follows)
    return tokens[start] in _UNITS or is_metre


def _is_of_a_day_off(tokens: list[str], start: int) -> bool:
    """True for the `off` of `a day off between`, which is not said of how often a day."""
    return tokens[start] in _OF_A_DAY and tokens[start - 1] in ("day", "days")


_OF_A_DAY = frozenset(("off", "apart", "later", "earlier"))


_OF_ONE = frozenset(("a", "per", "each", "every"))
"""What leads on to a day, behind how often."""

_SO_OFTEN = re.compile(r"([0-9]{1,2}) x ([2-6]) times (?:a|per|each|every) day")


def _is_so_often(tokens: list[str], start: int) -> bool:
    """True where a piece would end in `20 x 4 times | a day`: nobody does twenty sets of four."""
    if tokens[start] not in _OF_ONE or start < 4:
        return False
    found = _SO_OFTEN.match(" ".join(tokens[start - 4 : start + 2]))
    return found is not None and int(found[1]) >= MANY_REPS


_WITHIN = (_is_unit, _is_of_a_day_off, _is_so_often, _counts_back, _is_of_letters, _is_of_sets)
