"""Times of the day as typed ("twice", "bd", "morning and night", "after meals") become Times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from clinicplan.dose import Bound, Times
from clinicplan.doses.plain import ADVERBS as _ADVERBS
from clinicplan.doses.plain import plain
from clinicplan.doses.slips import is_slip

Meaning = TypeVar("Meaning")

MOST_TIMES_A_DAY = 12
AWAKE = 16
"""Hours of a day in which somebody is awake, for sums."""

MOST_HOURS = 8
"""Hours between two sessions; more are so many times a day."""

LATIN_TIMES = {"od": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
"""Times a day as prescriptions have them."""

DAY_PARTS = {
    "waking": "waking", "first-thing": "first-thing", "am": "morning", "morning": "morning",
    "mornings": "morning", "midday": "midday", "noon": "midday", "lunchtime": "midday",
    "afternoon": "afternoon", "afternoons": "afternoon", "evening": "evening",
    "evenings": "evening", "night": "night", "nights": "night", "bedtime": "bedtime",
}  # fmt: skip
DAY_ORDER = (
    "waking", "first-thing", "morning", "midday", "afternoon", "evening", "night", "bedtime",
)  # fmt: skip
ACTIVITIES = {
    "running": "you run", "a run": "you run", "runs": "you run", "jogging": "you jog",
    "walking": "you walk", "walks": "you walk", "a walk": "you walk", "training": "you train",
    "exercise": "you exercise", "exercising": "you exercise", "cycling": "you cycle",
    "swimming": "you swim", "dancing": "you dance", "standing": "you stand",
    "sitting": "you sit", "working": "you work", "getting up": "you get up",
    "standing up": "you stand up", "getting out of bed": "you get out of bed",
}  # fmt: skip
"""What somebody does before or after an exercise, and how the page says it."""

GETTING_UP = frozenset(("getting up", "rising", "getting out of bed"))

MEALS = {"meals": "meal", "a meal": "meal", "each meal": "meal", "every meal": "meal",
         "food": "meal", "eating": "meal"}  # fmt: skip

_SAME = (
    (re.compile(r"\b1st\b"), "first"),
    (re.compile(r"\ba\.m\.?(?![a-z])"), "am"),
    (re.compile(r"\bp\.m\.?(?![a-z])"), "pm"),
    (re.compile(r"\bpm\b(?=.*\bam\b)|(?<=\bam)(\W+(?:and )?)pm\b"), r"\1evening"),
    (re.compile(r"\b(?:evening|night)s?\s+(?:before|at) (?:you go to |going to )?bed(?:time)?\b"),
     "bedtime"),
    (re.compile(r"\b(?:mornings?|first thing(?: in the morning)?)\s+(?:on|when|after) "
                r"(?:waking|you wake)(?: up)?\b"), "waking"),
    (re.compile(r"\bfirst thing(?: in the morning)?\b"), "first-thing"),
    (re.compile(r"\blast thing(?: at night)?\b"), "bedtime"),
    (re.compile(r"\b(?:before|at) bed(?:time)?\b|\bbefore (?:you go|going) to (?:bed|sleep)\b"),
     "bedtime"),
    (re.compile(r"\bbefore (?:sleep|sleeping)\b"), "bedtime"),
    (re.compile(r"\b(?:on|when|after) waking(?: up)?\b|\bwhen you wake(?: up)?\b"), "waking"),
)  # fmt: skip
_FILLERS = frozenset(("every", "each", "in", "the", "at", "on"))
_OPEN_ENDS = tuple(f" {word}" for word in _FILLERS)
"""What follows `morning in` belongs to it: `bed`."""

_PER_DAY = re.compile(
    r"\s*(?:(?:a|per|each|every|/)\s*day|daily|"
    r"(?:spread\s+)?(?:over|during|throughout|through|across|in)\s+the\s+day|through the day)$|"
    r"(?<=[0-9]x)\s*day$|(?<=[0-9] x)\s*day$"
)
_TIMES = re.compile(r"(?:x\s*)?([0-9]{1,2})(?:\.0)?\s*(?:x|times?)?")
_ADVERB = re.compile(r"\b(?:once|twice|thrice)\b")
_RANGE = re.compile(r"([0-9]{1,2})\s*(?:-|to|or)\s*([0-9]{1,2})\s*(?:x|times?)?")
_UP_TO = re.compile(r"(?:up to|at most|no more than|not more than|max\.?|maximum)\s+(.+)")
_AWAKE = r"(?:\s+.*awake|\s+(?:in (?:the )?daytime|daytimes?|(?:during|in) (?:the )?day))?"
_HOURLY = re.compile(
    rf"(?:every|each)\s+(?:([0-9]{{1,2}})\s*)?(?:hours?|hrs?|h){_AWAKE}"
    rf"|(?:every\s+)?(?:([0-9]{{1,2}})\s*-?\s*)?hourly{_AWAKE}"
)
_OCCASION = re.compile(
    r"(?:(?:each|every) time )?"
    r"(before and after|after and before|before|after|with|at|during|on)\s+(.+)"
)
_WHEN = re.compile(r"(?:when|whenever|each time|every time)\s+you\s+(.+)")
_EITHER = re.compile(r"(.+?)\s*(/|otherwise(?: in the)?)\s*(.+)")
_LASTING = re.compile(
    r"((?:before|after) .+?)(?: for)?\s*(?:more than|longer than|over|>)\s*"
    r"([0-9]{1,3} ?(?:mins?|minutes?|h|hrs?|hours?))"
)
_IN_A_PART = re.compile(r"(.+?) ((?:before|after) .+)")
_WITHIN = re.compile(r"((?:before|after) .+?) ((?:before|after) .+)")
LISTED = (
    r"(?:breakfast|lunch|dinner|tea|supper|bed|school|work|training|shift|sport|meals)(?![a-z])"
)
"""What follows in a list of occasions: `before 1st step, lunch, bed`."""

_LISTED = re.compile(rf"(before|after) (.+?)((?: and {LISTED})+)")
_LOOSE = re.compile(r"[a-z][a-z' ]{1,40}")
"""What an occasion is called: words only; a figure would be a fact of its own."""

NOT_OCCASIONS = frozenset(
    ("a", "band", "both", "controlled", "daily", "day", "days", "each", "every", "fatigue",
     "foot", "hold", "hour", "hours", "knee", "kg", "left", "leg", "load", "month", "needed",
     "necessary", "no", "once", "one", "per", "rep", "reps", "required", "rest", "right", "set",
     "sets", "side", "slow", "slowly", "then", "tired", "twice", "week", "weekly", "weeks",
     "weight", "times", "feet", "legs", "and", "but", "not", "except", "when", "until", "easy",
     "like", "want", "can", "think", "min", "mins", "minute", "minutes", "sec", "secs",
     "second", "seconds")
)  # fmt: skip
"""Words that make a text more than the name of an occasion."""


def parse_times(text: str) -> Times | None:
    """Times a day, None where the text is not understood.

    `2`, `twice`, `x2`, `2 times a day`, `3 x daily`, `bd`, `am and pm`, `morning and evening`,
    `every morning`, `before bed`, `on waking`, `every 2 hours`, `after meals`,
    `before and after running`.
    """
    words = plain(text)
    if latin := LATIN_TIMES.get(words.replace(".", "").replace(" ", "")):
        return Times(latin)
    if hours := _hours(words):
        return hours
    for pattern, same in _SAME:
        words = pattern.sub(same, words)
    parts = _parts(words)
    return parts or _counted(words) or _occasion(words)


def is_occasion(words: str) -> bool:
    """True where plain words may be the name of an occasion, and say nothing else of a dose."""
    found = words.split()
    return (
        bool(_LOOSE.fullmatch(words))
        and not NOT_OCCASIONS & set(found)
        and not any(map(is_slip, found))
    )


def listed(words: str, known: Mapping[str, Meaning]) -> set[Meaning]:
    """What the words of a list mean, nothing at all where one of them is unknown."""
    names = [name for name in re.split(r"[\s,;/&+]+|\band\b", words) if name]
    return {known[name] for name in names} if all(name in known for name in names) else set()


def _parts(words: str) -> Times | None:
    """Parts of the day: `every morning and evening`, `in the morning`, `bedtime`."""
    if words.endswith(_OPEN_ENDS):
        return None
    bare = " ".join(word for word in words.split() if word not in _FILLERS)
    named = listed(_PER_DAY.sub("", bare), DAY_PARTS)
    parts = tuple(part for part in DAY_ORDER if part in named)
    return Times(len(parts), parts) if parts else None


def _counted(words: str) -> Times | None:
    """`2 times a day`, `2-3 times a day`, `once or twice`, `up to 4 times a day`."""
    words = _PER_DAY.sub("", words)
    if match := _UP_TO.fullmatch(words):
        latin = LATIN_TIMES.get(match[1].replace(".", ""))
        most = Times(latin) if latin else _counted(match[1])
        return replace(most, bound=Bound.UP_TO) if most and not most.least else None
    words = _ADVERB.sub(lambda adverb: _ADVERBS[adverb[0]], words)
    match = _RANGE.fullmatch(words) or _TIMES.fullmatch(words)
    if match is None:
        return None
    least, count = int(match[1]), int(match[match.lastindex or 1])
    if not 1 <= least <= count <= MOST_TIMES_A_DAY:
        return None
    return Times(count, least=least if least < count else 0)


def _hours(words: str) -> Times | None:
    """`every 2 hours`, `hourly`: so often while one is awake."""
    match = _HOURLY.fullmatch(words)
    hours = int(match[1] or match[2] or 1) if match else 0
    if hours in (12, 24):
        return Times(24 // hours)
    return Times(AWAKE // hours, every_hours=hours) if 1 <= hours <= MOST_HOURS else None


def _occasion(words: str) -> Times | None:
    """`after meals`, `before and after running`, `when you brush your teeth`."""
    readers = (
        _at_meals,
        _after_each,
        _part_and,
        _several,
        _either,
        _within,
        _long,
        _of_a_part,
        _single,
    )
    return next((found for reader in readers if (found := reader(words))), None)


_MEALTIMES = r"(?:breakfast|coffee|lunch|tea|dinner|supper|bedtime)"
_AT_MEALS = re.compile(rf"(?:at|with) {_MEALTIMES}(?:(?: and |\s*&\s*| ){_MEALTIMES})+")
_AFTER_EACH = re.compile(
    r"after (?:every|each) [0-9]{1,3} ?(?:mins?|minutes?|h|hrs?|hours?) (?:of )?([a-z ]+)|"
    r"(?:at|with|after) (?:every|each) "
    r"((?:nappy|diaper|toilet|loo) (?:change|break|visit|trip)|feed)"
)
_AND_WHEN = re.compile(r"(.+?)\s*(?:&|\+|\band\b)\s*((?:before|after|when|whenever) .+)")
_SAID = {
    "waking": "when you wake up", "first-thing": "first thing in the morning",
    "midday": "at midday", "night": "at night", "bedtime": "at bedtime",
}  # fmt: skip
"""How a part of the day is said beside an occasion; the others are "in the morning"."""


def _at_meals(words: str) -> Times | None:
    """`at coffee, lunch and tea`."""
    if not _AT_MEALS.fullmatch(words):
        return None
    *others, last = re.findall(_MEALTIMES, words)
    when = words.split()[0]
    return Times(len(others) + 1, occasion=f"{when} {', '.join(others)} and {last}")


def _after_each(words: str) -> Times | None:
    """`after every 30 min sitting`."""
    match = _AFTER_EACH.fullmatch(words)
    return Times(1, occasion=words) if match and is_occasion(match[1] or match[2]) else None


def _part_and(words: str) -> Times | None:
    """`first thing and after long sitting`: a part of the day, and an occasion."""
    match = _AND_WHEN.fullmatch(words)
    first, second = (_parts(match[1]), _single(match[2])) if match else (None, None)
    if first is None or second is None:
        return None
    when = ", ".join(_SAID.get(part, f"in the {part}") for part in first.named)
    return Times(first.count + second.count, occasion=f"{when} and {second.occasion}")


def _several(words: str) -> Times | None:
    """`before first step and lunch and bed`: three occasions."""
    match = _LISTED.fullmatch(words)
    first = _single(f"{match[1]} {match[2]}") if match else None
    if match is None or first is None or "meals" in match[3]:
        return None
    later: list[str] = match[3].removeprefix(" and ").split(" and ")
    called = first.occasion if match[2] in MEALS else f"{match[1]} {match[2]}"
    *others, last = [called, *later]
    return Times(first.count + len(later), occasion=f"{', '.join(others)} and {last}")


def _either(words: str) -> Times | None:
    """`after training / before match`, `after the ride, otherwise evening`: in these words."""
    match = _EITHER.fullmatch(words)
    if match is None:
        return None
    first, second = _single(match[1]), _single(match[3])
    is_otherwise = match[2].startswith("otherwise")
    if first is None or (second is None and not (is_otherwise and _parts(match[3]))):
        return None
    last = second.occasion if second else match[3]
    sign = ", otherwise" if is_otherwise else " /"
    count = 1 if is_otherwise else 2
    return Times(count, occasion=f"{first.occasion}{sign} {last}")


def _of_a_part(words: str) -> Times | None:
    """`every evening before the bath`: an occasion in a part of the day."""
    match = _IN_A_PART.fullmatch(words)
    part, occasion = (_parts(match[1]), _single(match[2])) if match else (None, None)
    if match is None or part is None or occasion is None or part.count + occasion.count > 2:
        return None
    return Times(1, occasion=f"{_AM.sub('morning', match[1])} {occasion.occasion}")


_AM = re.compile(r"\bam\b")


def _within(words: str) -> Times | None:
    """`before getting up after sitting > 1 hour`: one occasion, told by another."""
    match = _WITHIN.fullmatch(words)
    if match is None or {"and", "before", "after"} & set(match[2].split()[1:]):
        return None
    first, second = _single(match[1]), _long(match[2]) or _single(match[2])
    if first is None or second is None or first.count + second.count > 2:
        return None
    return Times(1, occasion=f"{first.occasion} {second.occasion}")


def _long(words: str) -> Times | None:
    """`after sitting > 30 min`: an occasion that takes a while."""
    match = _LASTING.fullmatch(words)
    occasion = _single(match[1]) if match else None
    if match is None or occasion is None:
        return None
    return Times(1, occasion=f"{occasion.occasion} for more than {match[2]}")


def _single(words: str) -> Times | None:
    """One occasion, or one before and after something."""
    if (match := _WHEN.fullmatch(words)) and is_occasion(match[1]):
        return Times(1, occasion=f"when you {match[1]}")
    match = _OCCASION.fullmatch(words)
    if match is None:
        return None
    when, what = match[1].replace("after and before", "before and after"), match[2]
    count = 2 if "and" in when else 1
    if what in MEALS:
        return Times(3 * count, occasion=f"{when} each {MEALS[what]}")
    if when == "on":
        return Times(1, occasion="when you get up") if what in GETTING_UP else None
    bare = re.sub(r"^(?:every|each|a) ", "", what)
    is_one = not {"before", "after"} & set(bare.split())
    is_known = what in ACTIVITIES or (is_one and is_occasion(bare))
    if when in ("with", "at", "during") or not is_known:
        return None
    return Times(count, occasion=f"{when} {ACTIVITIES.get(what, what)}")
