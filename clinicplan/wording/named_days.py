"""A dose in the clinic's own words becomes the weekdays that a diary has room for.

`Mon 4 x 6, Wed 2 x 15, Fri 3 x 10` is done on three days, `daily except Tue` on six. Where other
words speak of days as well, nobody has named them all, and each day has its room.
"""

from __future__ import annotations

import re

_DAYS = (
    ("mon", "monday", "mondays", "mons"), ("tue", "tues", "tuesday", "tuesdays"),
    ("wed", "weds", "wednesday", "wednesdays"),
    ("thu", "thur", "thurs", "thursday", "thursdays"),
    ("fri", "friday", "fridays", "fris"), ("sat", "saturday", "saturdays", "sats"),
    ("sun", "sunday", "sundays", "suns"),
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_DAYS) for name in names}
ALL = tuple(range(7))

_DAY = rf"(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))})"
_RUN = re.compile(rf"\b({_DAY})\s*(?:-|\u2013|to|till|until|through|thru)\s*({_DAY})\b")
_SIGN = r"\s*(?:[,/&+]|and|or|\s)\s*"
_LIST = rf"{_DAY}(?:{_SIGN}{_DAY})*"
_KIND = r"(?:(?:on|the|my|your|every|each|any)\s+)*(?:[a-z]+\s+days?\s*\(?\s*)?"
_NOT_ON = (
    r"(?:except(?:\s+for)?|not|never|bar|skip|miss|avoid|excluding|without|apart from|nothing|none|"
    r"no exercises?)"
)
_OFF = r"(?:off|free|rest(?:\s+days?)?|nothing|nil)"
_SAME = r"\s*(?:[/&+]|and|or|\s)\s*"
_LEFT_OUT = re.compile(
    rf"\b{_NOT_ON}\s+{_KIND}(?P<days>{_LIST})\b|"
    rf"(?P<also>{_DAY},\s*)?\b(?P<off>{_DAY}(?:{_SAME}{_DAY})*)\)?\s*(?:[:=]\s*)?"
    rf"(?:is\s+|are\s+)?{_OFF}(?=\s*(?:$|[,;.)]))"
)
_NO_DAY = re.compile(
    r"\bsat (?:down|up|back|(?:on|at|in) (?:a|your|my)) |\b(?:in|out of) the sun\b"
)
"""`3 x 10, sat on a chair`."""

_REST = re.compile(r"\b(?:all |the )?other days:? (?:are )?(?:off|rest|nothing|free)\b")
"""Then those that are named are all."""

_LEFT_OUT_IF = re.compile(r"\b(?:if|unless|when|optional\w*|alternate|every other|first|last)\b")
_ONE = re.compile(rf"\b{_DAY}\b(?!['\u2019])")
_SOME_DATE = re.compile(
    r"\b(?:till?|until|from|by|since|next|this|last|review|see|seen|back|appointment|appt|ring|call|"
    rf"phone|before|starting|start|begin|first|alternate|other|race|"
    rf"last one|restart|resume|operation|surgery)\s+(?:on\s+|the\s+)?{_DAY}\b"
)
_OTHER_DAYS = re.compile(
    r"\b(?:daily|days?|nights?|nightly|weekly|weekdays?|weekends?|otherwise|alternate|optional\w*|"
    r"every|mornings|evenings|afternoons|od|bd|bds|bid|tds|tid|qds|qid|qd|nocte|mane|hourly|"
    r"each(?! (?:leg|foot|side|way|direction|time|set|rep|round|one|1|hand|arm|toe)\b)|"
    r"(?:a|per) week|times a|x ?/)\b|/\s*(?:d|day|wk|week|7)\b"
)


def days_named(words: str) -> tuple[int, ...]:
    """The weekdays, 0 for Monday; () where the words do not name them for certain."""
    words = _RUN.sub(_of_run, _NO_DAY.sub(" ", _REST.sub(" ", words.casefold())))
    if _SOME_DATE.search(words):
        return ()
    if any(match["also"] for match in _LEFT_OUT.finditer(words)):  # `Mon, Wed, Fri rest`
        return ()
    out = [match for match in _LEFT_OUT.finditer(words) if not _is_of_a_case(words, match)]
    left_out = {day for match in out for day in _days(match["days"] or match["off"])}
    rest = _LEFT_OUT.sub(" ", words)
    done = set(_days(rest))
    if done and not _OTHER_DAYS.search(rest):
        return tuple(sorted(done))
    due = tuple(day for day in ALL if day not in left_out or day in done)
    return due if 0 < len(due) < len(ALL) else ()


def _days(words: str) -> list[int]:
    return [_NUMBER[day] for day in _ONE.findall(words)]


def _of_run(match: re.Match[str]) -> str:
    """`mon-wed` as each of its days, and apart from those behind it."""
    first, last = _NUMBER[match[1]], _NUMBER[match[2]]
    many = (last - first) % len(ALL) + 1
    return " ".join(_DAYS[(first + place) % len(ALL)][0] for place in range(many)) + ";"


def _is_of_a_case(words: str, match: re.Match[str]) -> bool:
    """True for `not on Sunday if sore`: on another Sunday it is done."""
    clause = re.split(r"[,;.]", words[match.start() :])[0]
    return bool(_LEFT_OUT_IF.search(clause))
