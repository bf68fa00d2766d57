"""How much in the clinic's own words ("4 lengths of corridor", "10 up + 10 down") -> an Amount.

It is printed as typed, so that no number in it can be mistaken. Words that say how often, on
which side or how heavy are no part of it, nor is a slip of one: these are facts, or asked about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clinicplan.dose import Amount, Bound
from clinicplan.doses.amounts import OPEN_COUNTS, parse_count, parse_seconds
from clinicplan.doses.asides import is_mere
from clinicplan.doses.days import parse_days
from clinicplan.doses.manner import TEMPOS, known_load, parse_side
from clinicplan.doses.plain import any_of
from clinicplan.doses.times import parse_times

LONGEST = 60
MOST_WORDS = 7
SHORTEST = 4
"""Letters of what may be counted: a shorter word may be an abbreviation of anything."""

_NUMBER = r"[0-9]{1,3}(?:-[0-9]{1,3})?"
_TIME = r"(?:s|secs?|seconds?|m|mins?|minutes?)"
_PART = re.compile(
    rf"(?:(?P<sets>[0-9]{{1,2}})\s*x\s*)?(?P<number>{_NUMBER})\s*(?P<unit>{_TIME}|x|times|reps?|steps?|metres?|breaths?|counts?)?"
    r"\s+(?P<what>[a-z].*)"
)
AT_WEIGHT = r"[0-9]{1,2}\s*@\s*[0-9]{1,3}(?:[.,][0-9]+)?\s*(?:kg|lb)"
_WEIGHTS = re.compile(rf"{AT_WEIGHT}(?:\s*\+\s*{AT_WEIGHT})+")
_SIGN = re.compile(r"\s*(?:\+|/|&|\bthen\b|\band\b(?= [0-9]))\s*")
_COUNTED = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<by>x\s+)?(?!(?:{_TIME}|st|nd|rd|th)\b)(?P<what>[a-z].*)"
)
"""A time is none, nor a first one."""
_WAY_FIRST = re.compile(
    rf"(?P<what>run|jog|walk|cycle|swim|march) (?:for )?(?P<number>{_NUMBER}) ?(?P<unit>{_TIME})"
    r"(?P<sets>)"
)
_UP_TO = re.compile(rf"(?:(?:{any_of(OPEN_COUNTS)}) up to |amrap)(?P<most>[0-9]{{1,3}})")
_THERE = (
    r"(?:there (?:(?:and|&|\+) )?back|(?:(?:to )?(?:the )?end of|up (?:(?:and|&|\+) )?down|across|"
    r"along|round|around|"
    r"(?:the |a )?(?:lengths?|widths?|laps?) of)(?: (?:the|a|your|my))?(?: (?!x\b)[a-z]+){1,3}"
    r"(?: (?:(?:and|&|\+) )?back)?)"
)
_WAY = re.compile(
    rf"(?P<way>{_THERE}) (?:x ?)?(?P<often>[0-9]{{1,2}}(?:-[0-9]{{1,2}})?)(?: ?x| times?)?"
)
"""`across the room & back x5`."""

_WAY_LAST = re.compile(
    r"(?P<often>[0-9]{1,2}(?:-[0-9]{1,2})?) ?(?:x|times) "
    r"(?P<way>(?:(?:to )?(?:the )?end of|across|along|(?:the |a )?(?:lengths?|widths?|laps?) of)"
    r"(?: (?:the|a|your|my))?(?: (?!x\b)[a-z]+){1,3}(?: (?:(?:and|&|\+) )?back)?)"
)
"""`3 times across the towel`."""

_WITHIN = re.compile(
    rf"(?:{any_of(OPEN_COUNTS)}) (?:in|within) (?:[0-9]{{1,3}}|a|half a)\s?{_TIME}"
)
_THROUGH = re.compile(
    r"(?:a-z|a to z|the alphabet|alphabet)"
    r"(?: (?:once|twice|[0-9]{1,2} times|x ?[0-9]{1,2}|[0-9]{1,2} ?x))?"
    r"(?: through)?|"
    r"(?:once|twice|[0-9]{1,2} times) (?:through|round|around|over|up and down|there and back)"
    r"(?: (?:a-z|the [a-z]+))?"
)
_INSIDE = frozenset(("of", "a", "the", "my", "your", "&"))
_LEADS = frozenset(
    ("with", "within", "without", "at", "in", "on", "by", "against", "while", "for", "from", "to",
     "off", "over", "under", "behind", "near", "during", "before", "after", "if", "when", "but",
     "and", "or", "as", "per", "sitting", "standing", "lying", "kneeling")
)  # fmt: skip
_ON_THE_WAY = frozenset(
    ("the", "a", "your", "my", "and", "of", "to", "end", "up", "down", "there", "back", "round",
     "around")
)
_TURNS = frozenset(("on", "off"))
"""`2 min on + 1 min off`."""

_LIMBS = frozenset(
    ("leg", "legs", "foot", "feet", "heel", "heels", "toe", "toes", "ankle", "ankles", "knee",
     "knees", "calf", "calves", "arm", "arms", "hand", "hands", "finger", "fingers", "hip", "hips")
)  # fmt: skip
_SIDED = frozenset(("leg", "legs", "foot", "feet", "arm", "arms", "hand", "hands", "side"))
"""Parts of a bout that name one are for the one side and the other: two rows."""

_NOT_COUNTED = frozenset(
    ("sessions", "session", "workouts", "workout", "visits", "visit", "cycles", "circuits",
     "series", "blocks", "stone", "stones", "grams", "gram", "grammes", "ounces", "degrees",
     "inches", "points", "meals", "meal", "years", "fortnights", "nights", "hold", "indoors",
     "outdoors", "upstairs", "downstairs", "always", "goes", "lots", "pains", "exercises", "this")
)  # fmt: skip
"""What a number of may be something else than an amount of one exercise."""


@lru_cache(maxsize=4096)
def own_amount(words: str) -> tuple[str, Amount] | None:
    """The field ("reps", or "duration" where time is in it) and the amount, None for no such."""
    if len(words) > LONGEST:
        return None
    if _WITHIN.fullmatch(words):
        return "reps", Amount(bound=Bound.OPEN, wording="as-many-as-you-can", words=words)
    if _THROUGH.fullmatch(words):
        return "reps", Amount(bound=Bound.OPEN, words=words)
    return _of_most(words) or _of_way(words) or _of_weights(words) or _of_parts(words) or (
        _of_things(words)
    )


def _of_most(words: str) -> tuple[str, Amount] | None:
    """`as many as you can up to 12`."""
    match = _UP_TO.fullmatch(words)
    if match is None:
        return None
    most = int(match["most"])
    said = f"as many as you can up to {most}"
    if not most:
        return None
    return "reps", Amount(most, most, Bound.OPEN, wording="as-many-as-you-can", words=said)


def _of_way(words: str) -> tuple[str, Amount] | None:
    """`across the room & back x5`: five times that way, in a phrase."""
    match = _WAY.fullmatch(words) or _WAY_LAST.fullmatch(words)
    way = re.sub(r" ?[&+] ?", " and ", match["way"]) if match else ""
    way = re.sub(r"(?<=\bup) (?=down\b)|(?<=[a-z]) (?=back$)", " and ", way)
    way = way.replace("and and", "and")
    if match is None or not all(word in _ON_THE_WAY or is_nothing(word) for word in way.split()):
        return None
    low, *more = map(int, match["often"].split("-"))
    high = more[0] if more else low
    if not 2 <= low <= high:
        return None
    if way.startswith(("end ", "the end ")):
        way = f"to {way}"
    if re.match(r"(?:length|width|lap)", way):
        way = f"the {way}"
    return "reps", Amount(low, high, words=f"times {way}")


def _of_weights(words: str) -> tuple[str, Amount] | None:
    """`12@10kg + 10@15kg + 8@20kg`: how many with which weight, set by set."""
    if not _WEIGHTS.fullmatch(words):
        return None
    number = sum(int(count) for count in re.findall(r"([0-9]+)\s*@", words))
    return "reps", Amount(number, number, bound=Bound.OPEN, words=words)


def _of_parts(words: str) -> tuple[str, Amount] | None:
    """`40 s straight + 40 s bent`, `10 up + 10 down`: what is one bout, in two parts or more."""
    parts = [_PART.fullmatch(part) or _WAY_FIRST.fullmatch(part) for part in _SIGN.split(words)]
    found = [part for part in parts if part and _is_of_no_fact(part["what"])]
    if len(found) < 2 or len(found) < len(parts):
        return None
    if not found[0]["sets"] and any(part["sets"] for part in found):
        return None  # `45 s straight then 3 x 45 s bent`: what stands before it is of the first
    timed = [bool(re.fullmatch(_TIME, part["unit"] or "")) for part in found]
    low, high = (sum(_worth(part, end) for part in found) for end in (0, -1))
    total = (low, high) if all(timed) or not any(timed) else (0, 0)
    return "duration" if any(timed) else "reps", Amount(*total, bound=Bound.OPEN, words=words)


def _worth(part: re.Match[str], end: int) -> int:
    """Seconds of a time, else how many."""
    number, unit = part["number"].split("-")[end], part["unit"] or ""
    each = int(number) * (60 if unit.startswith("m") and unit[1:2] != "e" else 1)
    return int(part["sets"] or 1) * each


def _is_of_no_fact(what: str) -> bool:
    found = what.split()
    if len(found) > MOST_WORDS or {*found} & (_SIDED | _LEADS - _TURNS):
        return False
    return what in _TURNS or all(word in TEMPOS or is_nothing(word) for word in found)


def _of_things(words: str) -> tuple[str, Amount] | None:
    """`4 lengths of corridor`, `1 advert break`, `3 x whole towel`: a number of anything."""
    match = _COUNTED.fullmatch(words)
    if match is None:
        return None
    if not _are_things(match["what"], is_by=bool(match["by"]), one=match["number"] == "1"):
        return None
    low, *more = map(int, match["number"].split("-"))
    high = more[0] if more else low
    what = f"x {match['what']}" if match["by"] else match["what"]
    return ("reps", Amount(low, high, words=what)) if 1 <= low <= high else None


def _are_things(what: str, *, is_by: bool, one: bool) -> bool:
    first, *others = found = what.split()
    bare = [word for word in found if word not in _INSIDE]
    if first in _INSIDE or not bare or found[-1] in _INSIDE or len(found) > MOST_WORDS + 1:
        return False
    if set(bare) <= _LIMBS or {*bare} & (_NOT_COUNTED | _LEADS) or first.endswith("ly"):
        return False
    is_slow = first in TEMPOS and bool(others)
    is_plain = all(is_nothing(word) for word in (bare[1:] if is_slow else bare))
    return is_plain and (is_by or _is_named(bare, one=one))


def _is_named(bare: list[str], *, one: bool) -> bool:
    """True for a thing, or things where there are several: `10 barefoot` are none."""
    if one:
        return max(map(len, bare)) >= SHORTEST
    return any(_is_several(word) for word in bare)


def _is_several(word: str) -> bool:
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "wards", "ways"))
    return is_plural and len(word) >= SHORTEST


@lru_cache(maxsize=4096)
def is_nothing(word: str) -> bool:
    """True for a word that says nothing of a dose."""
    if not is_mere(word):
        return False
    if word in TEMPOS:
        return False
    readers = (parse_side, known_load, parse_days, parse_times, parse_count, parse_seconds)
    return not any(read(word) for read in readers)
