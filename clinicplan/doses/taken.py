"""A dose with a figure that one reading makes sense of becomes the text of that, and what is told.

`walk 4 run 1` are minutes, `30 on 30 off x6` are seconds, `3/20 bd` and `3s 20r bd` are 3 x 20,
`bd 5/7` is five days a week: each is a warning that says so, with how to type it.
"""

from __future__ import annotations

import re

from clinicplan.doses.going import in_minutes
from clinicplan.doses.said import Doubt

Told = tuple[Doubt, ...]

LEAST_SECONDS = 20
"""Of work and of rest, from which `30 on 30 off` is no minutes where there are several rounds."""

_ON_OFF = re.compile(
    r"\b(?P<on>[0-9]{1,2})\s+on[\s,/+&-]+(?P<off>[0-9]{1,2})\s+off(?=\W+(?:x\s*[3-9]|x\s*[1-9][0-9]|"
    r"[3-9]\s*(?:x|times|rounds?|sets?)|[1-9][0-9]\s*(?:x|times|rounds?)))",
    re.IGNORECASE,
)
_ANY_TIME = re.compile(
    r"[0-9]\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|['\"\u2032\u2033])(?![a-z])|"
    r"\b(?:seconds|secs|minutes|mins?|hours|days)\b",
    re.IGNORECASE,
)

_STROKE = re.compile(
    r"^\s*(?P<sets>[2-5])\s*/\s*(?P<reps>8|9|1[0-9]|20|25|30)(?=\s*[,;]|\s+(?:od|bd|bds|bid|tds|tid|"
    r"qds|qid|daily|every|eod|alt|once|twice|[1-7]\s*(?:x|times|days)|each|both|left|right|l|r|ea|"
    r"per|slow\w*|hold|with|mon|tue|wed|thu|fri|sat|sun)(?![a-z]))",
    re.IGNORECASE,
)
_MONTHS = "12"
"""`3/12` may be three months."""

_SCORED = re.compile(
    r"\b(?:pain|sore\w*|discomfort|ache|vas|nrs|nprs|rpe|borg|effort)\b[^,;.]{0,20}?"
    r"(?:[<>=]+|\b(?:max\.?|maximum|up to|over|above|below|under|at most|more than|less than))\s*"
    r"[0-9](?:-[0-9])?\s*/\s*10(?![0-9])",
    re.IGNORECASE,
)
"""A limit with its word: `stop if pain > 4/10` leaves the figures before it alone."""

_SOMETHING_ELSE = re.compile(
    r"\b(?:pain\w*|sore\w*|discomfort|effort|rpe|borg|vas|nrs|nprs|score|ache|stiff\w*|reps?|sets?|"
    r"repetitions|months?)\b|[0-9]\s*[x\u00d7]\s*[0-9]|\bx\s*[0-9]+(?!\s*(?:a|/|per|daily|day|week|wk))|"
    r"[0-9]\s*/\s*[0-9]+.*[0-9]\s*/\s*[0-9]",
    re.IGNORECASE,
)
"""Beside it the figures may be a score, or the sets are said already."""


def as_taken(text: str) -> tuple[str, Told]:
    """The text with its figures as they are taken, and what is told of each; else itself."""
    text, of_minutes = in_minutes(text)
    text, of_seconds = _in_seconds(text)
    text, of_sets = _in_sets(text)
    text, of_letters = _by_letters(text)
    text, of_days = _on_days(text)
    text, of_qd = _once_daily(text)
    return text, (*of_minutes, *of_seconds, *of_sets, *of_letters, *of_days, *of_qd)


_QD = re.compile(
    r"(?<![\w'./-])(?<!static )q\.?d\b(?!\.?[\w'/-])"
    r"(?! (?:sets?|squeez\w*|stretch\w*|contract\w*|press\w*|tighten\w*)\b)"
    r"(?:\.(?!\s+(?-i:[A-Z]))|)",
    re.IGNORECASE,
)
"""Once a day, and not the muscle: `static qd`, `qd sets`."""


def _once_daily(text: str) -> tuple[str, Told]:
    """`qd` is once a day, and is taken for `qid`, four times a day, so often that it is told."""
    match = _QD.search(text)
    if match is None:
        return text, ()
    values = (("value", match[0]),)
    return _QD.sub("once a day", text), (Doubt("times", "qd-taken", values),)


def _in_seconds(text: str) -> tuple[str, Told]:
    """`30 on 30 off x6`: six rounds of an hour nobody does."""
    match = _ON_OFF.search(text)
    if match is None or _ANY_TIME.search(text):
        return text, ()
    if min(int(match["on"]), int(match["off"])) < LEAST_SECONDS:
        return text, ()
    seconds, minutes = (f"{match['on']} {unit} on {match['off']} {unit} off" for unit in
                        ("s", "min"))  # fmt: skip
    values = (("value", match[0]), ("one", seconds), ("other", minutes))
    words = f"{text[: match.start()]}{seconds}{text[match.end() :]}"
    return words, (Doubt("reps", "seconds-taken", values),)


def _in_sets(text: str) -> tuple[str, Told]:
    """`3/20 bd`: three sets of twenty."""
    match = _STROKE.match(text)
    if match is None or match["reps"] == _MONTHS:
        return text, ()
    if _SOMETHING_ELSE.search(match[0] + _SCORED.sub(" ", text[match.end() :])):
        return text, ()
    one = f"{match['sets']} x {match['reps']}"
    values = (("value", match[0].strip()), ("one", one), ("sets", match["sets"]),
              ("number", match["reps"]))  # fmt: skip
    return f"{one}{text[match.end():]}", (Doubt("reps", "sets-taken", values),)


_LETTERS = re.compile(
    r"(?<![0-9.x\u00d7/-])(?<!hold )(?:\b(?P<sets>[1-4])\s?s\s*(?:[x\u00d7,/]\s*)?"
    r"(?P<reps>[0-9]{1,2}(?:-[0-9]{1,2})?)\s?r|"
    r"\b(?P<reps_first>[0-9]{1,2}(?:-[0-9]{1,2})?)\s?r\s*(?:[x\u00d7,/]\s*)?(?P<sets_then>[1-4])\s?s)"
    r"(?![\w/.'-])",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(r"[0-9]\s*l(?:eft|t)?\b|\bl(?:eft|t)?\s*[0-9]", re.IGNORECASE)
"""So many with the left: beside it `10r` are so many with the right."""


def _by_letters(text: str) -> tuple[str, Told]:
    """`3s 10r`: three sets of ten repetitions; neither letter says that alone."""
    match = _LETTERS.search(text)
    if match is None or _OTHER_SIDE.search(text):
        return text, ()
    sets, reps = match["sets"] or match["sets_then"], match["reps"] or match["reps_first"]
    one = f"{sets} x {reps}"
    values = (("value", match[0]), ("one", one), ("sets", sets), ("number", reps))
    words = f"{text[: match.start()]}{one}{text[match.end() :]}"
    return words, (Doubt("reps", "sets-taken", values),)


_SEVENTHS = re.compile(
    r"(?<![0-9/.-])\b((?:[1-6]\s*-\s*)?[2-7])\s*/\s*7\b(?![/.][0-9])(?:\s*days?(?:\s*(?:a|per|/)\s*"
    r"(?:week|wk))?\b)?",
    re.IGNORECASE,
)
_CONSECUTIVE = re.compile(
    r"\b(?:not|non|no)\b[\s-]*(?:on\s+)?(?:the\s+)?consec\w*\.?\s*days", re.IGNORECASE
)
_FOR_DAYS = re.compile(
    r"\b(?:for|first|next|last|another|further|over|within|in|after|until|till|til|every|rest|off|"
    r"day|review|least|most|min|minimum|max|up to|initial(?:ly)?|trial|course|or|then|x|to|from|"
    r"pain|score|effort|rpe|borg|vas|nrs|nprs|sore\w*)\.?[\s:]*[<>=]*\s*$",
    re.IGNORECASE,
)
_THEN_ELSE = re.compile(
    r"\s*[,;(]?\s*(?:then|only|off|rest|review|trial|course|after|later|initial\w*|pain|effort|"
    r"to start|or|rv|r/v|only then|until|till|=)(?![a-z])",
    re.IGNORECASE,
)
_DAYS_SAID = re.compile(
    r"\b(?:daily|days?|everyday|eod|alt(?:ernate)?|weekly|weekdays?|weekends?|mwf|"
    r"(?:mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(?:days?|nesdays?|sdays?|rsdays?|urdays?)?)\b"
    r"|/\s*(?:wk|week)\b",
    re.IGNORECASE,
)
_FOR_WEEKS = re.compile(
    r"\b[0-9]{1,2}\s*/\s*52\b|\bfor\s+[0-9]{1,2}\s*(?:weeks|wks)\b", re.IGNORECASE
)
"""`7/7 for 12/52`: so it is not for seven days."""


def _on_days(text: str) -> tuple[str, Told]:
    """`3 x 10 bd 5/7`: five days a week, where nothing speaks for five days in all.

    Of 21 prescriptions of clinicians with such a figure all 21 meant this.
    """
    found = list(_SEVENTHS.finditer(text))
    beside = _DAYS_SAID.search(_CONSECUTIVE.sub(" ", _SEVENTHS.sub(" ", text)))
    if len(found) != 1 or beside:
        return text, ()
    (match,) = found
    before, after = text[: match.start()], text[match.end() :]
    if _FOR_DAYS.search(before) or _THEN_ELSE.match(after):
        return text, ()
    number = "".join(match[1].split())
    days = f"{number} days a week"
    before = before.rstrip(" ")
    sign = "" if not before or before[-1] == "(" else " " if before[-1] in ",;.:\n" else ", "
    behind = "" if not after.strip() or after.lstrip()[0] in ",;.):\n" else ","
    words = f"{before}{sign}{days}{behind}{after}"
    doubt = Doubt("days", "days-taken", (("value", match[0]), ("number", number)))
    return words, () if _FOR_WEEKS.search(text) else (doubt,)
