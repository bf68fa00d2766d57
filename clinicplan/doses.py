"""What a person types for a dose ("about 30 s", "10-15", "twice a day") -> amounts and rhythms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from clinicplan.plan import Amount, Bound, Days, Rhythm, Times

Meaning = TypeVar("Meaning")

MOST = 9999
MOST_TIMES_A_DAY = 12

NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
    "twenty": "20", "thirty": "30", "forty": "40", "forty-five": "45", "sixty": "60",
}  # fmt: skip
OPEN_COUNTS = {"several": "several-times", "several times": "several-times"}
OPEN_SECONDS = {
    "few seconds": "a-few-seconds",
    "a few seconds": "a-few-seconds",
    "few secs": "a-few-seconds",
    "a few secs": "a-few-seconds",
    "as long as you can": "as-long-as-you-can",
    "as long as possible": "as-long-as-you-can",
}
BOUNDS = {
    "about": Bound.ABOUT, "around": Bound.ABOUT, "roughly": Bound.ABOUT, "approx": Bound.ABOUT,
    "approx.": Bound.ABOUT, "approximately": Bound.ABOUT, "ca": Bound.ABOUT, "ca.": Bound.ABOUT,
    "circa": Bound.ABOUT, "~": Bound.ABOUT, "up to": Bound.UP_TO, "at most": Bound.UP_TO,
    "no more than": Bound.UP_TO, "max": Bound.UP_TO, "max.": Bound.UP_TO,
}  # fmt: skip
WEEKDAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
    "fri": 4, "sat": 5, "sun": 6, "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3,
    "friday": 4, "saturday": 5, "sunday": 6, "mondays": 0, "tuesdays": 1, "wednesdays": 2,
    "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
}  # fmt: skip
NAMED_DAYS = {
    "weekdays": (0, 1, 2, 3, 4), "weekday": (0, 1, 2, 3, 4), "weekends": (5, 6), "weekend": (5, 6),
}  # fmt: skip
EVERY_DAY = {"every day", "everyday", "each day", "daily", "7 days", "all week"}
EVERY_OTHER_DAY = {
    "every other day", "every second day", "every 2 days", "every 2nd day", "alternate days",
    "on alternate days",
}  # fmt: skip
LATIN_TIMES = {"od": 1, "bd": 2, "bid": 2, "tds": 3, "tid": 3, "qds": 4, "qid": 4}
"""Times a day as prescriptions have them."""

DAY_PARTS = {
    "morning": "morning", "mornings": "morning", "midday": "midday",
    "noon": "midday", "lunchtime": "midday", "afternoon": "afternoon", "afternoons": "afternoon",
    "evening": "evening", "evenings": "evening", "night": "night", "nights": "night",
    "bedtime": "night",
}  # fmt: skip
DAY_ORDER = ("morning", "midday", "afternoon", "evening", "night")


def _any_of(words: Mapping[str, object]) -> str:
    """A pattern for any of the words; the longest is tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DASHES = re.compile(r"\s*[-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+\s*")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(rf"\b(?:{_any_of(NUMBER_WORDS)})\b")
_BOUND = re.compile(rf"({_any_of(BOUNDS)})\s*(?=\d)")
_RANGE = re.compile(r"\s*(?:-|\bto\b|\bor\b)\s*")
_COUNT = re.compile(
    r"([0-9]{1,4})(?:\.0)?\s*(?:x|times?|reps?|repeats?|repetitions?|sets?|rounds?|circles?)?\.?"
)
_MINUTES = r"([0-9]{1,3}(?:[.,][0-9])?)\s*(?:m|mins?|minutes?)\.?"
_SECONDS = r"([0-9]{1,4})(?:\.0)?\s*(s|secs?|seconds?)?\.?"
_SPAN = re.compile(rf"(?:{_MINUTES})?(?:\s*(?:and\s+)?{_SECONDS})?")
_A_MINUTE = (
    (re.compile(r"\b(?:a|1) minute and a half\b"), "90 s"),
    (re.compile(r"\b(?:half a|a half|half) min(?:ute)?\b"), "30 s"),
    (re.compile(r"\ba min(?:ute)?\b"), "1 min"),
)
_PER_DAY = re.compile(r"\s*(?:(?:a|per|each|every|/)\s*day|daily)$")
_TIMES = re.compile(r"([0-9]{1,2})(?:\.0)?\s*(?:x|times?)?")
_PER_WEEK = re.compile(r"([0-9])\s*(?:x|times?|days?)?\s*(?:a|per|each|every|/)\s*week")
_ADVERBS = {"once": "1", "twice": "2", "thrice": "3"}


def parse_count(text: str) -> Amount | None:
    """A count of repetitions, sets or rounds, None where the text is not understood.

    `10`, `10-15`, `10 to 15`, `about 10`, `up to 10`, `10 times`, `several times`.
    """
    words = _plain(text)
    if wording := OPEN_COUNTS.get(words.replace("-", " ")):
        return Amount(bound=Bound.OPEN, wording=wording)
    bound, rest = _bound(words)
    ends = [_count(end) for end in _RANGE.split(rest)]
    return _amount(ends, bound)


def parse_seconds(text: str) -> Amount | None:
    """A length of time in seconds, None where the text is not understood.

    `30`, `30 s`, `3-5 s`, `1 min 30 s`, `30 s to 1 min`, `about 30 s`, `up to 15 s`,
    `half a minute`, `a few seconds`, `as long as you can`. A number alone is seconds.
    """
    words = _plain(text)
    if wording := OPEN_SECONDS.get(words.replace("-", " ")):
        return Amount(bound=Bound.OPEN, wording=wording)
    for pattern, plain in _A_MINUTE:
        words = pattern.sub(plain, words)
    bound, rest = _bound(words)
    low, *more = _RANGE.split(rest)
    ends = [_seconds(end) for end in (_with_unit(low, more), *more)]
    return _amount(ends, bound)


def parse_times(text: str) -> Times | None:
    """Times a day, None where the text is not understood.

    `2`, `twice`, `2 times a day`, `3 x daily`, `bd`, `morning and evening`, `every morning`.
    """
    words = _plain(text)
    if latin := LATIN_TIMES.get(words.replace(".", "").replace(" ", "")):
        return Times(latin)
    named = _listed(words.removeprefix("every ").removeprefix("each "), DAY_PARTS)
    if named:
        parts = tuple(part for part in DAY_ORDER if part in named)
        return Times(len(parts), parts)
    words = _PER_DAY.sub("", words)
    match = _TIMES.fullmatch(_ADVERBS.get(words, words))
    count = int(match[1]) if match else 0
    return Times(count) if 1 <= count <= MOST_TIMES_A_DAY else None


def parse_days(text: str) -> Days | None:
    """The days of an exercise, None where the text is not understood.

    `every day`, `every other day`, `weekdays`, `3 days a week`, `twice a week`,
    `Mon Wed Fri`, `every Monday`, `Monday to Friday`. `Tue-Thu` is refused: it may be two days
    or three.
    """
    words = _plain(text)
    if words in EVERY_DAY:
        return Days(Rhythm.EVERY_DAY)
    if words in EVERY_OTHER_DAY:
        return Days(Rhythm.EVERY_OTHER_DAY)
    return _per_week(words) or _named_days(words)


def _plain(text: str) -> str:
    """The text in lower case, one kind of space and dash, small numbers as figures."""
    words = _INVISIBLE.sub("", text).replace("\u00bd", ".5").casefold()
    words = re.sub(r"(?<![0-9])\.5", "0.5", _DASHES.sub("-", words))
    words = _WORD.sub(lambda match: NUMBER_WORDS[match[0]], " ".join(words.split()))
    return words.rstrip(".")


def _bound(words: str) -> tuple[Bound, str]:
    match = _BOUND.match(words)
    return (BOUNDS[match[1]], words[match.end() :]) if match else (Bound.EXACT, words)


def _count(words: str) -> int | None:
    match = _COUNT.fullmatch(words)
    return int(match[1]) if match else None


def _with_unit(low: str, more: list[str]) -> str:
    """`1` of `1-2 min` is a minute: a range's first number takes the unit of its second."""
    bare = re.fullmatch(r"[0-9]+(?:[.,][0-9])?", low)
    return f"{low} min" if bare and more and re.fullmatch(_MINUTES, more[0]) else low


def _seconds(words: str) -> int | None:
    match = _SPAN.fullmatch(words)
    if not match or not words:
        return None
    minutes, seconds, unit = match.groups()
    if minutes and seconds and not unit:  # "1 min 30" may be a slip for a range
        return None
    return round(float((minutes or "0").replace(",", ".")) * 60) + int(seconds or 0)


def _amount(ends: list[int | None], bound: Bound) -> Amount | None:
    """One number or two rising ones, each from 1; anything else is not understood."""
    known = [end for end in ends if end is not None and 1 <= end <= MOST]
    if len(known) != len(ends) or not 1 <= len(known) <= 2 or known != sorted(known):
        return None
    return Amount(known[0], known[-1], bound)


def _per_week(words: str) -> Days | None:
    first, _, rest = words.partition(" ")
    match = _PER_WEEK.fullmatch(f"{_ADVERBS.get(first, first)} {rest}".strip())
    count = int(match[1]) if match else 0
    if count == 7:
        return Days(Rhythm.EVERY_DAY)
    return Days(Rhythm.PER_WEEK, per_week=count) if 1 <= count <= 6 else None


def _named_days(words: str) -> Days | None:
    words = words.removeprefix("every ")
    days = NAMED_DAYS.get(words) or _day_range(words) or _day_list(words)
    if not days:
        return None
    return Days(Rhythm.EVERY_DAY) if len(days) == 7 else Days(Rhythm.NAMED, named=days)


def _day_range(words: str) -> tuple[int, ...]:
    """The days of `Mon to Fri`, () where the text is no range. A range may pass Sunday."""
    ends = [_weekday(end) for end in re.split(r"\s+to\s+", words)]
    if words in ("mon-fri", "monday-friday"):
        return (0, 1, 2, 3, 4)
    if len(ends) != 2 or None in ends:
        return ()
    first, last = (end for end in ends if end is not None)
    return tuple(sorted((first + step) % 7 for step in range((last - first) % 7 + 1)))


def _day_list(words: str) -> tuple[int, ...]:
    if words.count("-") == 1 and words not in ("sat-sun", "saturday-sunday"):
        return ()
    names = words.removeprefix("on ").replace("-", " ")
    return tuple(sorted(_listed(names, WEEKDAYS)))


def _weekday(word: str) -> int | None:
    return WEEKDAYS.get(word)


def _listed(words: str, known: Mapping[str, Meaning]) -> set[Meaning]:
    """What the words of a list mean, nothing at all where one of them is unknown."""
    names = [name for name in re.split(r"[\s,;/&+]+|\band\b", words) if name]
    return {known[name] for name in names} if all(name in known for name in names) else set()
