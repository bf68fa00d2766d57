"""A word becomes True where it is a slip of one of a dose ("dayly"), or the words it may be."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

DOSE_WORDS = (
    "daily", "day", "days", "week", "weeks", "weekly", "weekday", "weekdays", "weekend", "month",
    "months", "hour", "hours", "hourly", "hold", "holds", "held", "rest", "rests", "set", "sets",
    "rep", "reps", "repeat", "repeats", "repetition", "repetitions", "round", "rounds", "time",
    "times", "once", "twice", "thrice", "each", "every", "both", "left", "right", "side", "sides",
    "alternate", "alternating", "second", "seconds", "sec", "secs", "minute", "minutes", "min",
    "mins", "metre", "metres", "meter", "meters", "steps", "breath", "breaths", "count", "counts",
    "morning", "evening", "night", "none", "no", "not", "never", "without", "except", "until",
    "till", "max", "maximum", "least", "most", "more", "less", "fewer", "half", "double", "plus",
    "from", "build", "increase", "add", "stop", "start", "progress", "then", "same",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "kg", "load",
    "song", "worse", "bad", "ask", "or", "x",
)  # fmt: skip
"""Words that say something of a dose: what holds one of them is no mere note."""

PAUSES = frozenset(("pause", "pauses", "recovery", "breather", "wait"))
"""Words of a rest. Words like them ("waist") are no slips of theirs."""

ORDINARY = frozenset(
    ("band", "bands", "bath", "bend", "bends", "boot", "boots", "breathe", "breathing", "broad",
     "ever", "everyone", "fever", "firm", "form", "hall", "head", "heel", "heels", "help", "hole",
     "hurt", "hurting", "hurts", "lady", "last", "leak", "leaks", "lean", "leans", "legs", "lift",
     "lifts", "mirror", "move", "moves", "moving", "must", "nerve", "notice", "press", "push",
     "safe", "seam", "seat", "sheet", "should", "sideways", "sits", "slide", "slides", "some",
     "soon", "star", "stars", "step", "strong", "sturdy", "tall", "than", "them", "they", "thick",
     "thin", "tries",
     "weak", "were", "whose", "work", "works")
)  # fmt: skip
"""Words of their own, though they look like one of a dose."""

_OTHERS = frozenset(
    ("added", "adds", "alternates", "asks", "bads", "bread", "breadth", "breast", "builds",
     "built", "county", "dairy", "dally", "dimes", "doubled", "doubles", "eight", "even",
     "evens", "event", "events", "extra", "folds", "forms", "front", "halve", "halves",
     "heaped", "holder", "holes", "house", "increased", "increases", "lead", "leads", "lease",
     "leash", "lefts", "light", "lights", "loud", "marks", "might", "mind", "mine", "minuet",
     "moaning", "monthly", "moreover", "mostly", "mount", "mourning", "mouse", "mouth",
     "mouths", "newer", "nigh", "nights", "nones", "noone", "nose", "ounce", "plums", "plush",
     "price", "reheat", "repeal", "repeated", "repent", "rested", "rights", "roped", "rounded",
     "rush", "sames", "score", "sheep", "shore", "sided", "sight", "sizes", "sleep", "smart",
     "songs", "sore", "sores", "stair", "stairs", "stand", "starts", "stead", "steep", "stops",
     "sundry", "tests", "there", "these", "thrive", "tides", "ties", "tight", "tiles", "timed",
     "timer", "tines", "tired", "tires", "trice", "twine", "weakly", "wedge", "worst")
)  # fmt: skip
"""Words of their own that are one stroke away from one of a dose."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ALIKE = 0.75
_SHORTEST = 4
_LONGEST = 80
_MOST = 3
_AS_NEAR = 0.1
"""A word less near than the nearest by so much (of 1) was not meant."""


@lru_cache(maxsize=4096)
def is_slip(word: str) -> bool:
    """True for a word that is none of them and looks like one; short words look like many.

    A slip is seldom one of the first letter: "sore" is not meant for "more".
    """
    if word in DOSE_WORDS or word in ORDINARY or len(word) < _SHORTEST:
        return False
    alike = get_close_matches(word, DOSE_WORDS, n=3, cutoff=_ALIKE)
    return any(other[0] == word[0] for other in alike)


@lru_cache(maxsize=4096)
def is_plain_slip(word: str) -> bool:
    """True for a word that is one stroke of the keyboard away from one of a dose: `exept`.

    Among a clinic's own words, most that look like one are words of their own.
    """
    if word in DOSE_WORDS or word in ORDINARY or word in _OTHERS or len(word) < _SHORTEST:
        return False
    return any(is_one_stroke(word, other) for other in DOSE_WORDS if other[0] == word[0])


def is_one_stroke(word: str, meant: str) -> bool:
    """True for a letter too many or too few, another one, or two in the wrong order."""
    if abs(len(word) - len(meant)) > 1 or min(len(word), len(meant)) < _SHORTEST:
        return False
    if len(word) == len(meant) == _SHORTEST:
        return False  # two short words are alike by chance
    first = next((at for at, (one, two) in enumerate(zip(word, meant, strict=False)) if one != two),
                 min(len(word), len(meant)))  # fmt: skip
    rest, other = word[first:], meant[first:]
    is_turned = len(rest) > 1 and rest[:2] == other[:2][::-1] and rest[2:] == other[2:]
    return is_turned or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def respelt(text: str) -> tuple[str, ...]:
    """The text with its one misspelt word put right, in each way; none where there are more.

    Whether it then says a dose, the reader of doses knows. Long texts are not searched.
    """
    if len(text) > _LONGEST:
        return ()
    words = [(match, meant) for match in re.finditer(r"[A-Za-z]+", text)
             if (meant := _meant(match[0].casefold()))]  # fmt: skip
    if len(words) != 1:
        return ()
    match, meant = words[0]
    return tuple(f"{text[: match.start()]}{word}{text[match.end() :]}" for word in meant)


@lru_cache(maxsize=1024)
def _meant(word: str) -> tuple[str, ...]:
    """The words that a slip may stand for; () for a word that is none."""
    if is_slip(word):
        near = [other for other in get_close_matches(word, DOSE_WORDS, n=_MOST, cutoff=_ALIKE)
                if other[0] == word[0]]  # fmt: skip
        ratios = [SequenceMatcher(None, other, word).ratio() for other in near]
        return tuple(
            other for other, ratio in zip(near, ratios, strict=True) if ratio > ratios[0] - _AS_NEAR
        )
    turned = [day for day in WEEKDAYS if word != day and sorted(word) == sorted(day)]
    return tuple(day.capitalize() for day in turned)
