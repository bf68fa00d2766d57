"""Letters that stand for days, one after the other ("M/Th", "MWF"), become their short names."""

from __future__ import annotations

import re

from clinicplan.doses.plain import any_of

_DAY_OF = {
    "M": "Mon", "Mo": "Mon", "Mon": "Mon", "T": "Tue", "Tu": "Tue", "Tue": "Tue", "Tues": "Tue",
    "W": "Wed", "We": "Wed", "Wed": "Wed", "Weds": "Wed", "Th": "Thu", "Thu": "Thu", "Thur": "Thu",
    "Thurs": "Thu", "F": "Fri", "Fr": "Fri", "Fri": "Fri", "Sa": "Sat", "Sat": "Sat", "Su": "Sun",
    "Sun": "Sun",
}  # fmt: skip
_A_DAY = rf"(?:{any_of(_DAY_OF)})"
_APART = re.compile(
    rf"(?<![\w/&+-]){_A_DAY}(?:(?:\s?[/&+]\s?{_A_DAY})+|(?:(?:,\s?|\s){_A_DAY}){{2,}})(?![\w/&+-])"
)
"""`M/Th`, `T+F`, `W/Sat`, `M, W, F`, `M W F Sat`."""

_HYPHENED = re.compile(
    r"(?<![\w/&+-])(?!M-F)(?:M|Mo|Tu|W|We|Th|F|Fr|Sa|Su)(?:-(?:Tu|W|We|Th|F|Fr|Sa|Su)){2,}(?![\w/&+-])"
)
"""`M-W-Sa`; of `M-T-W-T-F` and `M-F-Sa` nobody knows which days."""

_RUN = re.compile(r"(?<![\w/&+.'-])(?=[A-Za-z]*Th|MWF)M?(?:Tu?)?W?(?:Th)?F?S?a?(?![\w/&+'-])")
"""`MWF`, `TTh`, `MTThF`, `TThS`: in the order of the week, and with Th, for other letters of
one word may be anything. Its S stands for Saturday, as it does beside T and Th.
"""

_ORDER = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""In another order, or twice, T may be Thursday: `M/W/T`, `M T W T F`."""

_IN_A_RUN = re.compile("Th|Tu|Sa|[MTWFS]")


def with_days(text: str) -> str:
    """The text with these letters as days; all else as it was typed."""
    return _RUN.sub(_of_run, _HYPHENED.sub(_listed, _APART.sub(_as_days, text)))


def _as_days(match: re.Match[str]) -> str:
    letters = re.findall("[A-Za-z]+", match[0])
    days = [_ORDER.index(_DAY_OF[letter]) for letter in letters]
    if "T" in letters and days != sorted(set(days)):
        return match[0]
    return re.sub(r"[A-Za-z]+", lambda day: _DAY_OF[day[0]], match[0])


def _listed(match: re.Match[str]) -> str:
    return "/".join(_DAY_OF[day] for day in match[0].split("-"))


def _of_run(match: re.Match[str]) -> str:
    letters = _IN_A_RUN.findall(match[0])
    if len(letters) < 2:
        return match[0]
    return "/".join("Sat" if letter == "S" else _DAY_OF[letter] for letter in letters)
