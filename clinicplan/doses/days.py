"""Days as typed ("Mon-Sat", "every third day", "2-3 days a week", "as needed") become Days."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clinicplan.dose import Days, Rhythm
from clinicplan.doses.plain import ADVERBS as _ADVERBS
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.times import is_occasion

WEEKDAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
    "fri": 4, "sat": 5, "sun": 6, "mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3,
    "friday": 4, "saturday": 5, "sunday": 6, "mondays": 0, "tuesdays": 1, "wednesdays": 2,
    "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
}  # fmt: skip
NAMED_DAYS = {
    "weekdays": (0, 1, 2, 3, 4), "weekday": (0, 1, 2, 3, 4), "weekends": (5, 6), "weekend": (5, 6),
    "at weekends": (5, 6), "at the weekend": (5, 6), "mwf": (0, 2, 4), "m w f": (0, 2, 4),
    "mtwtf": (0, 1, 2, 3, 4), "m t w t f": (0, 1, 2, 3, 4), "m-f": (0, 1, 2, 3, 4),
}  # fmt: skip
EVERY_DAY = {"every day", "everyday", "each day", "daily", "7 days", "all week", "every single day"}
EVERY_OTHER_DAY = {
    "every other day", "every second day", "every 2 days", "every 2nd day", "alternate days",
    "on alternate days", "alternating days", "eod", "alt days", "alt day",
    "on alt days", "alternate day", "1 day on 1 day off", "1 day on/1 day off",
    "every alternate day",
    "each other day", "each second day", "each alternate day", "2nd daily", "second daily",
}  # fmt: skip
WHEN_NEEDED = {
    "as needed", "prn", "p.r.n", "when needed", "if needed", "as required", "when required",
    "if required", "when you need it", "if you need it", "when necessary", "on demand",
}  # fmt: skip
ORDINALS = {"third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6}

_PER_WEEK = re.compile(
    r"(at least |min\.? |minimum )?(?:x\s*)?([0-9])(?:\s*(?:-|to|or)\s*([0-9]))?\s*"
    r"(?:(?:x|times?|days?|sessions?)?\s*(?:(?:a|per|each|every|/)\s*(?:week|wk)|weekly)|"
    r"(?:x|times?|days?|sessions?)\s*(?:week|wk))"
)
_AT_LEAST_SEVENTHS = re.compile(r"^((?:at least|minimum|min\.?) [1-6])\s*/\s*7$")
_ADVERB = re.compile(r"^(?:once|twice|thrice)\b")
_EVERY_FEW = re.compile(
    rf"(?:every|each)\s+(?:([3-6])|({any_of(ORDINALS)}))\s+days?|({any_of(ORDINALS)})\s+daily"
)
_EXCEPT = re.compile(
    r"(?:(.+?),?\s+)?(?:except|but not|but|apart from|other than|excluding|excl\.?|exc\.?|bar|not|"
    r"no|skip|omit|(?:miss|leave)\s+out|without)(?:\s+(?:for|on|at))?\s+(?:the\s+)?(.+)"
)
_OCCASION_DAYS = re.compile(
    r"(?:only )?(?:on\s+)?((?:my |your |the )?[a-z]+(?: [a-z]+)?) (days?|nights?|dates)"
    r"(?: only)?"
)
_LEFT_OUT = re.compile(r"(?:skip|avoid|miss|omit|leave|rest|no)\b")
_BUT_DAYS = re.compile(
    r"(?:but )?(?:not|except|exc|skip|avoid|miss(?: out)?|omit)(?: on)? "
    r"((?:my |your )?[a-z]+(?: [a-z]+)?) days"
)
OFF_DAYS = {"rest", "my rest", "your rest", "off", "non training"}
"""Days without sport, as sportspeople call them."""

AS_OFTEN = {"as often as you like", "as often as possible", "as often as you can",
            "whenever you can"}  # fmt: skip
_VAGUE = frozenset(
    ("at", "in", "by", "on", "last", "most", "some", "few", "several", "many", "other", "all",
     "any", "every", "over", "during", "through", "throughout", "across", "of", "for", "with", "to",
     "from", "until", "till", "than", "same", "next", "that", "this", "the", "per",
     "both", "spread", "second", "alt", "alternate", "alternating", *ORDINALS)
)  # fmt: skip
_WHEN = re.compile(r"(?:only )?(?:when|if|whenever)\s+(.+)")
_ON_OFF = re.compile(r"[1-9] days? on[\s/&]*(?:and )?[1-9] days? off")
_LETTERS = re.compile(r"[\s,/&+]+")
_SEPARATORS = re.compile(r"[\s,;/&+]+|\band\b")


def parse_days(text: str) -> Days | None:
    """The days of an exercise, None where the text is not understood.

    `every day`, `every other day`, `every third day`, `weekdays`, `3 days a week`,
    `2-3 days a week`, `twice a week`, `Mon Wed Fri`, `MWF`, `every Monday`, `Mon-Sat`,
    `Monday to Friday`, `not Sundays`, `training days`, `4 days on 1 day off`, `when you need it`. A
    dash between two days is a range.
    """
    words = plain(text)
    words = _AT_LEAST_SEVENTHS.sub(r"\1 days a week", words)
    if words in EVERY_DAY:
        return Days(Rhythm.EVERY_DAY)
    if words in EVERY_OTHER_DAY:
        return Days(Rhythm.EVERY_OTHER_DAY)
    if words in WHEN_NEEDED:
        return Days(Rhythm.WHEN_NEEDED)
    return (
        _per_week(words)
        or _every_few(words)
        or _on(named_days(words))
        or _all_but(words)
        or _occasion(words, text)
    )


def left_out(words: str) -> frozenset[int]:
    """The weekdays that plain words leave out of any others: those of `not Sundays`."""
    match = _EXCEPT.fullmatch(words)
    return frozenset(named_days(match[2])) if match and not match[1] else frozenset()


def named_days(words: str) -> tuple[int, ...]:
    """The weekdays that plain words name one by one or as ranges, () where they do not."""
    words = words.removeprefix("every ").removeprefix("on ")
    if known := NAMED_DAYS.get(words):
        return known
    letters = _LETTERS.sub("", words)
    if letters in NAMED_DAYS and all(len(item) == 1 for item in _LETTERS.split(words) if item):
        return NAMED_DAYS[letters]
    if words.count("-") > 1:
        words = words.replace("-", " ")
    items = [item for item in _SEPARATORS.split(_ranges(words)) if item]
    days = [_run(item) for item in items]
    return tuple(sorted({day for run in days for day in run})) if all(days) else ()


def _ranges(words: str) -> str:
    """The words with `mon to fri` as `mon-fri`."""
    return re.sub(r"\s+(?:to|through|thru|until)\s+", "-", words)


def _run(item: str) -> tuple[int, ...]:
    """One weekday, or those from one to another, which may lie beyond Sunday; else ()."""
    if known := NAMED_DAYS.get(item):
        return known
    ends = [WEEKDAYS.get(end) for end in item.split("-")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None:
        return ()
    return tuple((first + step) % 7 for step in range((last - first) % 7 + 1))


def _on(days: Iterable[int]) -> Days | None:
    named = tuple(sorted(days))
    if not named:
        return None
    return Days(Rhythm.EVERY_DAY) if len(named) == 7 else Days(Rhythm.NAMED, named=named)


def _all_but(words: str) -> Days | None:
    """`every day except Sunday`, `not Sundays`, `weekdays but not Wednesday`."""
    match = _EXCEPT.fullmatch(words)
    if match is None:
        return None
    among = range(7) if match[1] is None or match[1] in EVERY_DAY else named_days(match[1])
    without = set(named_days(match[2]))
    return _on(set(among) - without) if without and without <= set(among) else None


def _per_week(words: str) -> Days | None:
    if words in ("weekly", "1 weekly", "once weekly", "every week", "each week"):
        return Days(Rhythm.PER_WEEK, per_week=1)
    match = _PER_WEEK.fullmatch(_ADVERB.sub(lambda adverb: _ADVERBS[adverb[0]], words))
    if match is None:
        return None
    least = int(match[2])
    most = int(match[3] or (7 if match[1] else least))
    if least == most == 7:
        return Days(Rhythm.EVERY_DAY)
    if not 1 <= least <= most <= 7:
        return None
    return Days(Rhythm.PER_WEEK, per_week=least, per_week_most=most if most > least else 0)


def _every_few(words: str) -> Days | None:
    match = _EVERY_FEW.fullmatch(words)
    if match is None:
        return None
    return Days(Rhythm.EVERY_FEW_DAYS, every=int(match[1] or ORDINALS[match[2] or match[3]]))


def _is_kind_of_day(which: str) -> bool:
    """True for `training`, `my work`: no weekday, and no word that leaves open which."""
    words = which.removeprefix("the ").split()
    return is_occasion(which) and not _VAGUE & set(words) and not named_days(which)


def _occasion(words: str, text: str) -> Days | None:
    """Days that no calendar knows, in the clinic's words: `training days`, `when it is sore`."""
    if match := _OCCASION_DAYS.fullmatch(words):
        which = match[1]
        is_left_out = bool(_LEFT_OUT.match(words))
        if which in OFF_DAYS or (not is_left_out and _is_kind_of_day(which)):
            kind = f"{match[2].removesuffix('s')}s"
            return Days(Rhythm.OCCASION, occasion=f"on {_as_typed(which, text)} {kind}")
    if (but := _BUT_DAYS.fullmatch(words)) and _is_kind_of_day(but[1]):
        return Days(Rhythm.OCCASION, occasion=f"not on {_as_typed(but[1], text)} days")
    if words in AS_OFTEN or _ON_OFF.fullmatch(words):
        return Days(Rhythm.OCCASION, occasion=words)
    match = _WHEN.fullmatch(words)
    if match and _is_state(match[1], most=MOST_OF_IF if "if " in words else MOST_OF_WHEN):
        return Days(Rhythm.OCCASION, occasion=_as_typed(words, text))
    return None


MOST_OF_IF, MOST_OF_WHEN = 3, 5
"""Words of when it is done; more say what to do then (`if that hurts do it lying`)."""

_DEEDS = frozenset(
    ("do", "try", "use", "go", "stop", "rest", "lie", "sit", "take", "skip", "reduce", "ease",
     "call", "ring", "phone", "tell", "leave", "drop", "lower", "wait", "continue", "add")
)  # fmt: skip


_NO_STATE = ("you", "it", "it is", "it's", "you are", "they are")


def _is_state(what: str, *, most: int) -> bool:
    """True for `sore`, `it gets tight`: no words of what to do then."""
    words = what.split()
    is_short = len(words) <= most and not _DEEDS & set(words)
    return is_short and is_occasion(what) and what not in _NO_STATE


SHORTEST = 4
"""Letters from which capitals are shouting: PE days are no pe days."""


def _as_typed(words: str, text: str) -> str:
    """Plain words with the capitals that they were typed with, where they can be found."""
    found = re.search(re.escape(words), text, re.IGNORECASE)
    return found[0] if found and (len(found[0]) < SHORTEST or not found[0].isupper()) else words

