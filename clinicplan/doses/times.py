"""Times of the day as typed ("twice", "bd", "morning and night", "after meals") become Times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from clinicplan.dose import Times
from clinicplan.doses.day_parts import DAY_ORDER, DAY_PARTS, parts_called
from clinicplan.doses.occasions import MEALS as MEALTIME
from clinicplan.doses.occasions import is_bare, is_daily, items_of
from clinicplan.doses.plain import plain
from clinicplan.doses.slips import is_slip
from clinicplan.doses.so_often import LATIN_TIMES, PER_DAY, counted, hours_between

Meaning = TypeVar("Meaning")

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

_FILLERS = frozenset(("every", "each", "in", "the", "at", "on"))
_OPEN_ENDS = tuple(f" {word}" for word in _FILLERS)
"""What follows `morning in` belongs to it: `bed`."""

_OCCASION = re.compile(
    r"(?:(?:each|every) time )?"
    r"(before and after|after and before|before|after|with|at|during|on)\s+(.+)"
)
_WHEN = re.compile(r"(?:when|whenever|each time|every time)\s+you\s+(.+)")
_WHILE = re.compile(r"(?:while|whilst|when) ((?:you |it |the )?[a-z].+)")
_AT_TABLE = re.compile(
    rf"(?:at|with|in|during) (?:the |your )?(?:{MEALTIME}|(?:lunch |coffee |tea )?break(?: ?time)?|"
    r"play ?time|bath(?: ?time)?|shower)"
)
_BATH = re.compile(r"^in (bath|shower)$")
_EARLY = re.compile(r"(?:in the )?(?:early|late|mid)[ -](?:mornings?|afternoons?|evenings?)")
_EITHER = re.compile(r"(.+?)\s*(/|otherwise(?: in the)?)\s*(.+)")
_LASTING = re.compile(
    r"((?:before|after) .+?)(?: for)?\s*(?:more than|longer than|over|>)\s*"
    r"([0-9]{1,3} ?(?:mins?|minutes?|h|hrs?|hours?))"
)
_IN_A_PART = re.compile(r"(.+?) ((?:before|after) .+)")
_WITHIN = re.compile(r"((?:before|after) .+?) ((?:before|after) .+)")
_LOOSE = re.compile(r"[a-z][a-z' ]{1,40}")
"""What an occasion is called: words only; a figure would be a fact of its own."""

NOT_OCCASIONS = frozenset(
    ("a", "band", "both", "controlled", "daily", "day", "days", "each", "every", "fatigue",
     "foot", "hold", "hour", "hours", "knee", "kg", "left", "leg", "load", "month", "needed",
     "necessary", "no", "once", "one", "per", "rep", "reps", "required", "rest", "right", "set",
     "sets", "side", "slow", "slowly", "then", "tired", "twice", "week", "weekly", "weeks",
     "weight", "times", "feet", "legs", "and", "but", "not", "except", "when", "until", "easy",
     "like", "want", "can", "think", "min", "mins", "minute", "minutes", "sec", "secs",
     "second", "seconds", "od", "bd", "bds", "bid", "tds", "tid", "qds", "qid", "eod")
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
    if hours := hours_between(words):
        return hours
    same = parts_called(words)
    return _parts(same) or counted(same) or _listed(words) or _in_parts(words) or _occasion(same)


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
    if words.endswith(_OPEN_ENDS) or words.startswith("each first"):
        return None  # `2 minutes each, first thing`: each of both sides
    bare = " ".join(word for word in words.split() if word not in _FILLERS)
    named = listed(PER_DAY.sub("", bare), DAY_PARTS)
    parts = tuple(part for part in DAY_ORDER if part in named)
    return Times(len(parts), parts) if parts else None


def _occasion(words: str) -> Times | None:
    """`after meals`, `before and after running`, `when you brush your teeth`."""
    readers = (
        _end_of_day,
        _after_each,
        _either,
        _within,
        _long,
        _of_a_part,
        _single,
    )
    return next((found for reader in readers if (found := reader(words))), None)


_AFTER_EACH = re.compile(
    r"after (?:every|each) [0-9]{1,3} ?(?:mins?|minutes?|h|hrs?|hours?) (?:of )?([a-z ]+)|"
    r"(?:at|with|after) (?:every|each) "
    r"((?:nappy|diaper|toilet|loo) (?:change|break|visit|trip)|feed)"
)
_SAID = {
    "waking": "when you wake up", "first-thing": "first thing in the morning",
    "midday": "at midday", "night": "at night", "bedtime": "at bedtime",
}  # fmt: skip
"""How a part of the day is said beside an occasion; the others are "in the morning"."""


_END_OF_DAY = re.compile(
    r"(?:at )?(?:the )?end of (?:the |each |every |your )?(?P<what>day|evening|session|run|walk)"
)


def _end_of_day(words: str) -> Times | None:
    """`end of day`."""
    match = _END_OF_DAY.fullmatch(words)
    return Times(1, occasion=f"at the end of the {match['what']}") if match else None


def _after_each(words: str) -> Times | None:
    """`after every 30 min sitting`."""
    match = _AFTER_EACH.fullmatch(words)
    return Times(1, occasion=words) if match and is_occasion(match[1] or match[2]) else None


@dataclass(frozen=True, slots=True)
class _Item:
    """An occasion of a list: how often it comes, and its words; `lead` is its "before"."""

    times: Times
    words: str
    lead: str = ""
    is_daily: bool = False


def _listed(words: str) -> Times | None:
    """`in the morning and after lunch and before bed`: all of a list, or nothing of it."""
    found: list[_Item] = []
    items = items_of(_PM.sub(r"\1evening", words.replace("1st ", "first ")))
    for place, item in enumerate(items):
        is_led = items[place + 1 : place + 2] and not _LEAD.match(items[place + 1])
        one = _item(item, found[-1].lead if found else "", as_typed=bool(is_led))
        if one is None:
            return None
        found.append(one)
    called = list(dict.fromkeys(item.words for item in found))
    if len(called) < max(2, len(found)):
        return None
    count = sum(item.times.count for item in found)
    named = {part for item in found for part in item.times.named}
    if len(named) == count:
        return Times(count, tuple(part for part in DAY_ORDER if part in named))
    *others, last = called
    return Times(
        count,
        occasion=f"{', '.join(others)} and {last}",
        is_daily=all(item.is_daily for item in found),
    )


_EVERY_PART = frozenset(
    f"{every} {part}" for every in ("every", "each")
    for part in ("morning", "afternoon", "evening", "night")
)  # fmt: skip


def _item(words: str, lead: str, *, as_typed: bool) -> _Item | None:
    """One occasion of a list; a bare `bed` goes on with the word that leads the one before it."""
    own = _LEAD.match(words)
    if words == "bed" and lead not in ("before", "after"):
        words = "bedtime"
    if not own and (lead in LEADS or re.fullmatch(MEALTIME, words)):
        whole = f"{lead or 'at'} {words}"
        times = _single(whole)
        if times and (is_bare(words) or words in MEALS):
            called = whole if not lead else words
            return _Item(times, called, lead or "at", is_daily=is_daily(whole))
    if parts := _parts(parts_called(words)):
        when = ", ".join(_SAID.get(part, f"in the {part}") for part in parts.named)
        if words in _EVERY_PART:
            when = words  # `after football and every evening`: not only on its days
        return _Item(parts, words if own else when, own[0] if own else "", is_daily=True)
    times = _long(words) or _single(words) or _while(words)
    if times is None:
        return None
    is_as_typed = as_typed and own and times.count == 1
    called = words if is_as_typed else times.occasion
    return _Item(times, called, own[0] if own else "", is_daily=is_daily(words))


_PM = re.compile(r"(?<=\bam )((?:and .*?)?)(?<!\w)p\.?m\b\.?|(?<!\w)p\.?m\b\.?(?=.*\bam\b)()")
"""The `pm` of a list with `am`: alone it may be the afternoon."""

LEADS = ("before", "after", "at", "with")
_LEAD = re.compile(r"before and after|before|after|at|with|on|when|while|whilst|in|during")


def _in_parts(words: str) -> Times | None:
    """`when brushing teeth am and pm`: an occasion at parts of the day."""
    match = _WHEN_IN_PARTS.fullmatch(words)
    parts = _parts(parts_called(match[2])) if match else None
    if match is None or parts is None or parts.count < 2:
        return None
    if not (_single(match[1]) or _while(match[1])):
        return None
    *others, last = (_SAID.get(part, f"in the {part}") for part in parts.named)
    when = f"{', '.join(others)} and {last}"
    return Times(parts.count, occasion=f"{match[1]}, {when}", is_daily=True)


_WHEN_IN_PARTS = re.compile(
    r"((?:when|while|whilst|before|after) .+?)[ ,]+"
    r"((?:(?:every|each|in the) )?(?:am|mornings?|pm|evenings?)\b.*)"
)


def _either(words: str) -> Times | None:
    """`after training / before match`, `after the ride, otherwise evening`: in these words."""
    match = _EITHER.fullmatch(words)
    if match is None or _WEEKDAY.search(match[3]):
        return None
    lead = _LEAD.match(match[1])
    is_bare = not (_LEAD.match(match[3]) or _parts(match[3]) or _ITS_OWN.fullmatch(match[3]))
    last_words = f"{lead[0]} {match[3]}" if lead and is_bare else match[3]
    first, second = _single(match[1]), _single(last_words)
    is_otherwise = match[2].startswith("otherwise")
    if first is None or (second is None and not (is_otherwise and _parts(match[3]))):
        return None
    last = second.occasion if second else match[3]
    sign = ", otherwise" if is_otherwise else " /"
    count = 1 if is_otherwise else 2
    return Times(count, occasion=f"{first.occasion}{sign} {last}")


_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?$"
)
_ITS_OWN = re.compile(rf"{MEALTIME}|bed|sleep|(?:waking )?up")
"""What no sign leads with: `after lunch/bed` is before bed, `after lunch/tea` once or twice."""


def _of_a_part(words: str) -> Times | None:
    """`every evening before the bath`: an occasion in a part of the day."""
    match = _IN_A_PART.fullmatch(words.removeprefix("and "))
    part, occasion = (_parts(match[1]), _single(match[2])) if match else (None, None)
    if match is None or part is None or occasion is None or part.count + occasion.count > 2:
        return None
    when = _IN_PART.sub("in the ", _AT_PART.sub(r"at \1", _AM.sub("morning", match[1])))
    is_daily = occasion.is_daily or _is_up(match[2])
    return Times(1, occasion=f"{when} {occasion.occasion}", is_daily=is_daily)


_AM = re.compile(r"\bam\b")
_AT_PART = re.compile(r"^(night|bedtime|midday)$")
_IN_PART = re.compile(r"^(?:in )?(?!in |every |each |at )(?=[a-z]+$)|^in (?!the )")


def _is_up(words: str) -> bool:
    """True for what is done once each day: `before getting up`."""
    return words.split(" ", 1)[-1] in GETTING_UP


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


def _while(words: str) -> Times | None:
    """`when brushing teeth`: an occasion beside others; alone it says on which days."""
    match = _WHILE.fullmatch(words)
    return Times(1, occasion=words) if match and is_occasion(match[1]) else None


def _single(words: str) -> Times | None:
    """One occasion, or one before and after something."""
    if (match := _WHEN.fullmatch(words)) and is_occasion(match[1]):
        return Times(1, occasion=f"when you {match[1]}")
    if _AT_TABLE.fullmatch(words):
        return Times(1, occasion=_BATH.sub(r"in the \1", words), is_daily=True)
    if _EARLY.fullmatch(words):
        when = f"in the {words}" if words[0] in "el" else words
        return Times(1, occasion=when, is_daily=True)
    if words in GETTING_UP:
        return Times(1, occasion="when you get up", is_daily=True)
    match = _OCCASION.fullmatch(words)
    if match is None:
        return None
    when, what = match[1].replace("after and before", "before and after"), match[2]
    if _WEEKDAY.search(what):
        return None  # `after shift mon thu`: the days are their own fact
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
    called = f"{when} {ACTIVITIES.get(what, what)}"
    return Times(count, occasion=called, is_daily=is_daily(words, alone=True))
