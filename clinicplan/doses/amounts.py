"""An amount as typed ("about 30 s", "10-15", "5 breaths", "20 metres") becomes an Amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from clinicplan.dose import Amount, Bound, Measure
from clinicplan.doses.asides import says_no_fact
from clinicplan.doses.plain import any_of, plain

MOST = 9999

MANY = "as-many-as-you-can"
TIRED = "until-tired"
NEED = "as-long-as-you-need"
LONG = "as-long-as-you-can"
FEW_SECONDS = "a-few-seconds"

UNTIL_TIRED = {
    "to fatigue": TIRED, "until fatigue": TIRED, "till fatigue": TIRED, "to tiredness": TIRED,
    "until fatigued": TIRED, "until tired": TIRED, "till tired": TIRED,
    "until you are tired": TIRED, "until the muscle is tired": TIRED,
    "until the muscles are tired": TIRED, "till the muscle is tired": TIRED,
    "till the muscles are tired": TIRED,
}  # fmt: skip
OPEN_COUNTS = {
    "several": "several-times", "several times": "several-times", "amrap": MANY,
    "as many as you can": MANY, "as many as possible": MANY, "as many times as you can": MANY,
    "to failure": MANY, "until failure": MANY, "max": MANY, "maximum": MANY, "max reps": MANY,
    **UNTIL_TIRED,
}  # fmt: skip
OPEN_SECONDS = {
    "few seconds": FEW_SECONDS, "a few seconds": FEW_SECONDS, "few secs": FEW_SECONDS,
    "a few secs": FEW_SECONDS, "as long as you can": LONG, "as long as possible": LONG,
    "for as long as you can": LONG, **UNTIL_TIRED,
}  # fmt: skip
OPEN_RESTS = {
    "as needed": NEED, "as required": NEED, "as long as needed": NEED, "when needed": NEED,
    "as long as you need": NEED, "as much as you need": NEED, "until you are ready": NEED,
    "until ready": NEED,
}  # fmt: skip
BOUNDS = {
    "about": Bound.ABOUT, "around": Bound.ABOUT, "roughly": Bound.ABOUT, "approx": Bound.ABOUT,
    "approx.": Bound.ABOUT, "approximately": Bound.ABOUT, "ca": Bound.ABOUT, "ca.": Bound.ABOUT,
    "circa": Bound.ABOUT, "~": Bound.ABOUT, "up to": Bound.UP_TO, "at most": Bound.UP_TO,
    "no more than": Bound.UP_TO, "max": Bound.UP_TO, "max.": Bound.UP_TO,
}  # fmt: skip

_NOUNS = (
    "time", "rep", "repeat", "repetition", "set", "round", "circle", "hop", "jump", "scrunch",
    "squeeze", "pump", "raise", "lift", "roll", "curl", "pencil", "try", "go",
    "attempt", "bounce", "tap", "spread", "drop", "rise", "pull",
)  # fmt: skip
COUNTED = ("tries", *(f"{noun}{ending}" for noun in _NOUNS for ending in ("", "s", "es")))
"""What is counted, for a number of which a page says "times" or the exercise's own word."""

REPEATED = tuple(noun for noun in COUNTED if noun.rstrip("es") not in ("s", "set", "round"))
"""What sets are made of: `5 jumps x 3`."""

_BOUND = re.compile(rf"({any_of(BOUNDS)})\s*(?=\d)")
_RANGE = re.compile(r"\s*(?:-|\bto\b|\bor\b)\s*")
_COUNT = re.compile(
    r"(?:x\s*)?([0-9]{1,4})(?:\.0)?"
    rf"\s*(?:x|{any_of(COUNTED)})?\.?"
)
_HOURS = r"(?:([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s*(?:h|hrs?|hours?)\.?)?"
_MINUTE = r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*(?:m|mins?|minutes?|')\.?"
_SECOND = r"([0-9]{1,4})(?:\.0)?\s*(s|secs?|seconds?|\")?\.?"
_AND = r"(?:\s*(?:and\s+)?)"
_SPAN = re.compile(rf"{_HOURS}(?:{_AND}{_MINUTE})?(?:{_AND}{_SECOND})?")
_LONG_UNIT = re.compile(r"[0-9.,]+\s*(m|mins?|minutes?|h|hrs?|hours?)\.?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_A_MINUTE = (
    (re.compile(r"\b([1-9]|10)\s*/\s*60\b"), r"\1 min"),  # as prescriptions have it
    (re.compile(r"\b(?:a|1) minute and a half\b"), "90 s"),
    (re.compile(r"\b(?:half a|a half|half|1/2(?: a)?) min(?:ute)?s?\b"), "30 s"),
    (re.compile(r"\b(?:half an|half|1/2(?: an)?) hour\b"), "30 min"),
    (re.compile(r"\b([0-9]+) 1/2(?= (?:min|hour))"), r"\g<1>.5"),
    (re.compile(r"\ba min(?:ute)?\b"), "1 min"),
    (re.compile(r"\ban hour\b"), "1 h"),
)
_BREATHS = re.compile(r"(.+?)\s*(?:(?:slow|deep|calm)\s+)*breaths?")
_COUNTS = re.compile(
    r"(?:for\s+)?(?:a\s+)?(?:slow\s+)?counts?\s+(?:of|to)\s+(.+)|(.+?)\s+(?:slow\s+)?counts?"
)
_METRES = re.compile(r"(.+?)\s*(?:metres?|meters?|mtrs?)")
_STEPS = re.compile(r"(.+?)\s*(?:steps?|paces?)")
EACH_HELD = r"(?:\s+(?:it|each(?:\s+(?:1|rep|repetition|time))?))?"
"""`hold each for 5 s` is of each repetition: it names no side."""
_HELD = re.compile(
    rf"(?:hold(?:ing|s)?|held){EACH_HELD}(?:\s+for|\s+of|:)?\s+(.+)|(.+?)\s+(?:isometric\s+)?(?:holds?|held)|for\s+(.+)"
)
_BREAK = r"(?:\s*(?:in\s+)?between(?:\s+(?:the\s+)?(?:sets?|rounds?|bouts?|each|them))?)?"
_UNTIL = re.compile(r"(?:till|until|'til|til)\s+([a-z][a-z' -]{2,50})")
RESTS = r"(?:rests?|breaks?|pauses?|recovery|breathers?)(?:\s+(?:period|interval|time))?"
"""What a rest is called beside its seconds."""
BEFORE_REST = rf"(?:{RESTS}|resting|wait(?:ing)?)(?:\s+(?:for|of)|\s*[:=])?\s+"
"""`rest for`, `break of`, `wait`."""
_RESTED = re.compile(rf"(?:a\s+)?(?:{BEFORE_REST})?(.+?)(?:\s+(?:of\s+)?{RESTS})?{_BREAK}")


def parse_count(text: str) -> Amount | None:
    """A count of repetitions, sets or rounds, None where the text is not understood.

    `10`, `10-15`, `10 to 15`, `about 10`, `up to 10`, `10 times`, `x10`, `several times`,
    `as many as you can`, `until tired`.
    """
    words = plain(text)
    if wording := OPEN_COUNTS.get(words.replace("-", " ")):
        return Amount(bound=Bound.OPEN, wording=wording)
    return _bounded(words, _count)


def parse_seconds(text: str) -> Amount | None:
    """A length of time, None where the text is not understood.

    `30`, `30 s`, `0:30`, `3-5 s`, `1 min 30 s`, `1 hour`, `30 s to 1 min`, `about 30 s`,
    `up to 15 s`, `half a minute`, `a few seconds`, `as long as you can`. A number alone is
    seconds. `5 breaths` and `a slow count of 5` are counted, not timed (see `Measure`).
    """
    words = plain(text)
    if wording := OPEN_SECONDS.get(words.replace("-", " ")):
        return Amount(bound=Bound.OPEN, wording=wording)
    if measured := _measured(words, {Measure.BREATHS: _BREATHS, Measure.COUNTS: _COUNTS}):
        return measured
    for pattern, shorter in _A_MINUTE:
        words = pattern.sub(shorter, words)
    return _bounded(words, _seconds)


def parse_hold(text: str) -> Amount | None:
    """A hold: a length of time, with or without the word: `30 s`, `30 s hold`, `hold for 30 s`.

    It may say where in the movement: `2 s hold at the top`.
    """
    words, place = held_at(plain(text))
    match = _HELD.fullmatch(words)
    amount = parse_seconds(words) or (parse_seconds(match[1] or match[2] or match[3]) if match
                                      else None)  # fmt: skip
    return replace(amount, place=place) if amount and place else amount


_PLACES = {
    "top": "top", "bottom": "bottom", "end": "end", "end range": "end-range",
    "end of range": "end-range", "end of the range": "end-range", "end of movement": "end-range",
    "end of the movement": "end-range",
}  # fmt: skip
_PLACE = rf"(?:(?:at|in|on)\s+)?(?:the\s+|your\s+)?({any_of(_PLACES)})"
_HELD_AT = re.compile(
    rf"([^0-9]*[0-9].*?)\s+{_PLACE}|(hold|pause)(?:ing)?\s+{_PLACE}\s+((?:for\s+)?[0-9].*)"
)
"""`2 s hold at the top`, `hold at the top for 2 s`."""


def held_at(words: str) -> tuple[str, str]:
    """The words of a hold without where in the movement it is, and that place; "" for none."""
    match = _HELD_AT.fullmatch(words)
    if match is None:
        return words, ""
    time, place, _, first, length = match.groups()
    rest = time or f"hold {length}"
    return re.sub(r"\bpause\b", "hold", rest), _PLACES[place or first]


def parse_rest(text: str) -> Amount | None:
    """A rest: a length of time, `30 between sets`, `as needed`, `till your breath is back`."""
    words = plain(text)
    match = _RESTED.fullmatch(words)
    time = match[1] if match else words
    if wording := OPEN_RESTS.get(time.replace("-", " ")):
        return Amount(bound=Bound.OPEN, wording=wording)
    if seconds := parse_seconds(time):
        return seconds
    until = _UNTIL.fullmatch(time)
    is_worded = until is not None and says_no_fact(until[1])
    return Amount(bound=Bound.OPEN, words=time) if is_worded else None


_FEW_MINUTES = re.compile(r"(?:for )?(?:a )?(?:few|couple of) (?:mins?|minutes)")


def parse_duration(text: str) -> Amount | None:
    """A timed bout, or how far: a length of time, `20 metres`, `20 steps`. A bare m is minutes."""
    if _FEW_MINUTES.fullmatch(plain(text)):
        return Amount(bound=Bound.OPEN, words="a few minutes")
    return parse_distance(text) or parse_seconds(text)


def parse_distance(text: str) -> Amount | None:
    """Metres or steps by name, None where the text is no distance."""
    return _measured(plain(text), {Measure.METRES: _METRES, Measure.STEPS: _STEPS})


def _measured(words: str, known: Mapping[Measure, re.Pattern[str]]) -> Amount | None:
    """An amount counted in one of these measures, by its unit."""
    for measure, pattern in known.items():
        match = pattern.fullmatch(words)
        amount = _bounded(next(filter(None, match.groups())), _bare) if match else None
        if amount:
            return replace(amount, measure=measure)
    return None


def _bounded(words: str, read: Callable[[str], int | None]) -> Amount | None:
    """One number or two rising ones, each from 1, and how firm they are."""
    match = _BOUND.match(words)
    bound = BOUNDS[match[1]] if match else Bound.EXACT
    low, *more = _RANGE.split(words[match.end() :] if match else words)
    ends = [read(end) for end in (_with_unit(low, more), *more)]
    known = [end for end in ends if end is not None and 1 <= end <= MOST]
    if len(known) != len(ends) or not 1 <= len(known) <= 2 or known != sorted(known):
        return None
    return Amount(known[0], known[-1], bound)


def _count(words: str) -> int | None:
    match = _COUNT.fullmatch(words)
    return int(match[1]) if match else None


def _bare(words: str) -> int | None:
    return int(words) if re.fullmatch(r"[0-9]{1,4}", words) else None


def _with_unit(low: str, more: list[str]) -> str:
    """`1` of `1-2 min` is a minute: a range's first number takes the unit of its second."""
    bare = re.fullmatch(r"[0-9]+(?:[.,][0-9])?", low)
    unit = _LONG_UNIT.fullmatch(more[0]) if bare and more else None
    return f"{low} {unit[1]}" if unit else low


def _seconds(words: str) -> int | None:
    if clock := _CLOCK.fullmatch(words):
        return int(clock[1]) * 60 + int(clock[2])
    match = _SPAN.fullmatch(words)
    if not match or not words:
        return None
    hours, minutes, seconds, unit = match.groups()
    if (hours or minutes) and seconds and not unit:  # "1 min 30" may be a slip for a range
        return None
    return round(_number(hours) * 3600 + _number(minutes) * 60) + int(seconds or 0)


def _number(figure: str | None) -> float:
    return float((figure or "0").replace(",", "."))
