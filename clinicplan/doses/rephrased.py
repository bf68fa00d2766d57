"""A dose as it is typed becomes one in the phrases that the readers of its pieces know.

It is for reading alone: what is printed as typed is taken from the text itself.
"""

from __future__ import annotations

import re
from functools import partial

from clinicplan.doses.days import WEEKDAYS
from clinicplan.doses.everyday import everyday
from clinicplan.doses.manner import COLOURS
from clinicplan.doses.occasions import together
from clinicplan.doses.own_words import AT_WEIGHT, own_amount
from clinicplan.doses.plain import any_of, plain

_GLUED = (
    (re.compile(r"(?<=[a-z])\s*(?:->|-?\u2192)\s*(?=[a-z])"), " > "),
    (re.compile(r"(?<=[0-9])-(?=[a-z])"), " "),
    (re.compile(r"(?<=[a-z])-(?=[0-9])"), " "),
    (re.compile(r"\s*/\s*(?=(?:side|leg|foot|ankle)\b)"), " a "),
    (re.compile(r"(?<![/a-z])w/\s*(?=[a-z]{2})"), "with "),
    (re.compile(r"(?<=[a-z])\s*/\s*day\b"), " a day"),
    (re.compile(r"(?<=[0-9a-z])\s*\+\s*(?=[a-z])"), " "),
)


def rephrased(text: str) -> str:
    """The text in phrases that the pieces know, with commas and full stops only between facts."""
    text = _A_DAY.sub(r"\1 daily", everyday(text))
    text = _TIMES_A_DAY.sub(r", \1 times ", _SETS_APART.sub(r"\1 x \2", _EACH_TIME.sub("", text)))
    text = _REPS_FOR_SETS.sub(r"\1, \2", _SETS_REPS.sub(r"\1 x \2", text))
    text = _DO_IT_FOR.sub("for ", _AGAINST.sub("with ", text))
    text = _HELD_FIRST.sub(r"\1, ", _HEADED.sub(r"\1, ", text))
    text = _COUPLE.sub("about 2 ", _WITH.sub("with ", text))
    text = _OF_METRES.sub(r"\1 metres", _LENGTHS.sub(" metres", _GLOSS.sub(r"\1", text)))
    text = _DASHED.sub(_parted, _JOINED.sub(" ", text))
    text = _ON_OFF.sub(" + ", text)
    text = together(_BEFORE_AFTER.sub("before and after", text))
    text = _PLUS_WHEN.sub(" and ", text)
    text = _WORK.sub(r"\1, ", text)
    text = _UP_AND_DOWN.sub(_in_one_piece, text)
    text = _ROUND_ABOUT.sub(partial(_of_each, "each way"), text)
    text = _SAME_SIDES.sub(partial(_of_each, "each side"), text)
    text = _EACH_AT.sub(r"\1, ", _A_NIGHT.sub(r"\1 every ", text))
    text = OF_EACH.sub(r"\1, ", text)
    text = _LADDER.sub(lambda match: re.sub(r"\s*,\s*", " + ", match[0]), text)
    if "(" in text:
        text = _BOUT.sub(_joined_bout, text)
    text = _HALF_DAY.sub(r"\1m", _INCH.sub(r'\1"', text))
    return _MINIMUM.sub("at least ", text)


_PLUS_WHEN = re.compile(r"(?<=[a-z])\s*[+&]\s*(?=(?:before|after)\s)", re.IGNORECASE)
OF_EACH = re.compile(r"\b((?:each|per|a)\s+(?:side|leg|foot))[\s,;]+(?=alternat)", re.IGNORECASE)
"""`10 each side alternating`: it is said of how many, and the order is an aside."""

_EACH_AT = re.compile(
    r"(?<=[0-9a-z])(\s(?:each|ea))\.?\s+(?=(?:at|before|after|nocte)\s)", re.IGNORECASE
)
"""`2x30 s ea at night`: with each side."""

_A_NIGHT = re.compile(
    r"([0-9]\s*(?:s|secs?|seconds?|mins?|minutes?|reps?|repetitions))\s+(?:a|per)\s+"
    r"(?=(?:night|morning|evening)\b(?!\s+(?:before|after|in|if|when)\b))",
    re.IGNORECASE,
)

_A_DAY = re.compile(
    r"(?<![0-9x.-])([1-5]\s*x\s*(?:[89]|[1-9][0-9]))\s*(?:/|a|per)\s*day\b", re.IGNORECASE
)
"""`3x15/day`: three sets of fifteen, and not three times fifteen times a day."""

_TIMES_A_DAY = re.compile(
    r"(?<=[a-z])(?<!\bx)(?<!\bsets)(?<!\band)(?<!\bhold)(?<!\bfor)\s+x\s?([2-6])\s+"
    r"(?=(?:a|per) day\b)",
    re.IGNORECASE,
)
"""`10 hops x3 a day`: so often a day; of `x3 daily` nobody knows."""

_SETS_APART = re.compile(
    r"(?<![0-9x.,-])(?<![x,] )\b([0-9]{1,3}(?:-[0-9]{1,3})?\s*(?:reps?|repetitions|times)),\s*"
    r"x\s?([2-6])(?=\s*,\s*(?:[1-6]\s?x|od\b|bds?\b|bid\b|tds\b|tid\b|qds\b|once\b|twice\b|alt|"
    r"every other|eod\b|mon|tue|wed|thu|fri|sat|sun|weekdays))",
    re.IGNORECASE,
)
"""`10 reps, x2, 3 x week`: how often is said behind it, so these are sets."""

_REPS_FOR_SETS = re.compile(
    r"\b([0-9]{1,3}(?:-[0-9]{1,3})?\s*(?:reps?|repetitions))\s*(?:for|/)\s*"
    r"([0-9]{1,2}(?:-[0-9]{1,2})?\s*sets?)\b",
    re.IGNORECASE,
)
"""`10 reps for 3 sets`."""

_SETS_REPS = re.compile(
    r"\bsets?\s*[:=]\s*([0-9]{1,2})\s*[,;/]?\s*reps?\s*[:=]\s*([0-9]{1,3}(?:-[0-9]{1,3})?)(?![0-9])",
    re.IGNORECASE,
)
"""`Sets: 3 Reps: 10`."""

_DO_IT_FOR = re.compile(r"\bdo (?:it|this) for (?=[0-9])", re.IGNORECASE)
_AGAINST = re.compile(rf"\bagainst (?:a |the )?(?=(?:{any_of(COLOURS)})\s+band\b)", re.IGNORECASE)

_EACH_TIME = re.compile(
    r"(?<=[0-9a-z])(?<!once)(?<!twice)\s+(?:each|every|at a)\s+time(?=\s*(?:$|[,;.)]))",
    re.IGNORECASE,
)
"""`5 minutes each time`, as any amount is; not `each time you sit`."""

_HEADED = re.compile(
    r"(\b[0-9]+\s*(?:x\s*[0-9]+\s*(?:s|secs?|seconds?|mins?|minutes?|reps?)?|"
    r"(?:s|secs?|seconds?|mins?|minutes?|reps?))):\s+",
    re.IGNORECASE,
)
"""`10 x 10 s: 5x a day`."""

_HELD_FIRST = re.compile(
    r"(?<![0-9.x-])(?<![x:] )(?<!hold )(?<!for )(?<!rest )"
    r"(\b[0-9]{1,2}(?:-[0-9]{1,2})?\s*(?:s|secs?|seconds?)\.?\s+hold)\s+"
    r"(?=(?:x\s*)?[0-9]{1,3}(?:-[0-9]{1,3})?\b(?!\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|%|kg|x\s*[0-9]|"
    r"/|times (?:a|per)|x\s*(?:a|per|/|daily)|(?:a|per) day|daily|\"|')))",
    re.IGNORECASE,
)
"""`5 sec hold 10 each leg`: the seconds are the hold's."""

_COUPLE = re.compile(r"\b(?:a\s+)?couple\s+(?:of\s+)?(?=min|sec)", re.IGNORECASE)
_WITH = re.compile(
    r"(?<![a-z0-9.])w\s+(?=(?!then|and|before|after|from|until)[a-z]{3}|"
    r"[0-9]+(?:[.,][0-9]+)?\s*(?:kg|lbs?)\b)",
    re.IGNORECASE,
)
"""`w band`, `w 5kg`; not the `2 w then` of weeks."""

_WORK = re.compile(
    r"([0-9]{1,3}\s*(?:s|secs?|seconds?|mins?|minutes?))\s+work\s*[,/+&]?\s*"
    r"(?=[0-9]{1,3}\s*(?:s|secs?|seconds?|mins?|minutes?)\s+(?:rest|pause|break|recovery)\b)",
    re.IGNORECASE,
)
"""`30 s work 1 min rest`."""

_S = r"[0-9]{1,2}\s*(?:s|secs?|seconds?)?\.?"
_AT_TOP = r"(?:\s+(?:at|in)\s+(?:the\s+)?(?:top|bottom))?"
_UP_AND_DOWN = re.compile(
    rf"(?:\bup\s+{_S}|(?<![0-9x-]){_S}\s*up)\b[\s,;/]*(?:and\s+|then\s+)?"
    rf"(?:(?:(?:hold|pause)\s+(?:for\s+)?{_S}|{_S}\s*(?:hold|pause)){_AT_TOP}[\s,;/]*(?:and\s+|then\s+)?)?"
    rf"(?:\bdown\s+{_S}(?![a-z0-9])|{_S}\s*down\b)",
    re.IGNORECASE,
)
"""`3 s up, 2 s hold at top, 3 s down`: commas of one tempo."""

_MUCH = r"(?P<much>(?:[0-9]{1,2}\s*x\s*)?[0-9]{1,3})\s*(?:reps?|times|x)?"
_AGAIN = r"[\s,;/&+]+(?:and\s+|then\s+)?(?P=much)\s*(?:reps?|times|x)?"
_ROUND_ABOUT = re.compile(
    rf"(?<![0-9x.-]){_MUCH}\s*clockwise{_AGAIN}\s*anti-?clockwise\b|"
    rf"(?<![0-9x.-]){_MUCH.replace('much', 'same')}\s*anti-?clockwise"
    rf"{_AGAIN.replace('much', 'same')}\s*clockwise\b",
    re.IGNORECASE,
)
"""`15 clockwise, 15 anticlockwise` is fifteen each way."""

_SAME_SIDES = re.compile(
    rf"(?<![0-9x.-]){_MUCH}\s*(?:l|left){_AGAIN}\s*(?:r|right)(?![a-z])|"
    rf"(?<![0-9x.-]){_MUCH.replace('much', 'same')}\s*(?:r|right){_AGAIN.replace('much', 'same')}"
    r"\s*(?:l|left)(?![a-z])",
    re.IGNORECASE,
)
"""`10 L 10 R`: as much with each side, and no row for each."""

_GLOSS = re.compile(r"[^\s,;()]+\s*\(\s*(?:=|i\.?e\.?)\s*([^()]+)\)")
"""`3/7 (= 3 days a week)`: the brackets say what is meant."""

_LENGTHS = re.compile(
    r"(?<=[0-9])\s*m(?=\s+(?:lengths?|laps?|shuttles?|sprints?)\b)", re.IGNORECASE
)
_OF_METRES = re.compile(
    r"((?:lengths?|laps?|shuttles?|sprints?)\s+(?:of\s+|x\s*)?[0-9]+)\s*m\b", re.IGNORECASE
)
"""`4 m lengths` and `3 lengths of 20 m` are no minutes."""

_MINIMUM = re.compile(
    r"(?<![0-9])(?<![0-9] )\bmin\.?\s+(?=[0-9]+\s*(?:x|days?|times?)\b)", re.IGNORECASE
)
_HALF_DAY = re.compile(r"\b([ap])\.\s?m\b\.?", re.IGNORECASE)
_ON_OFF = re.compile(
    r"(?<=[a-z] on)\s*,\s*(?=[0-9]+ ?(?:s|secs?|seconds?|mins?|minutes?) off\b)", re.IGNORECASE
)
_BEFORE_AFTER = re.compile(r"\bbefore\s*[+&/]\s*after\b", re.IGNORECASE)
_LADDER = re.compile(rf"{AT_WEIGHT}(?:\s*,\s*{AT_WEIGHT})+", re.IGNORECASE)
"""`12@10kg, 10@15kg`: commas of one amount."""

_BOUT = re.compile(r"\(([^()]*[0-9][^()]*,[^()]*[0-9][^()]*)\)")
"""`6 x (1 min run, 2 min walk)`: one bout in brackets."""

_DASHED = re.compile(r"\b([a-z0-9]+)([.)]?)\s+[-\u2010-\u2015]+\s+(?=([a-z]+))", re.IGNORECASE)
_WITH_DASH = frozenset(("hold", "rest", "load", "tempo", "am", "to", "week", "wk"))


def _parted(match: re.Match[str]) -> str:
    """A dash between two facts as a comma, not that of `Mon - Fri` and `hold - five s`."""
    before, after = match[1].casefold(), match[3].casefold()
    is_run = before in WEEKDAYS and after in WEEKDAYS
    is_one = is_run or before in _WITH_DASH or after in ("to", "pm")
    return match[0] if is_one else f"{match[1]}{match[2]}, "


_JOINED = re.compile(r",\s*(?=otherwise\b)|(?<=days on),\s*(?=[1-9] days? off)", re.IGNORECASE)
"""Commas within one fact."""

_INCH = re.compile(r"([0-9])\s*''")


def _of_each(what: str, match: re.Match[str]) -> str:
    return f"{match['much'] or match['same']} {what}"


def _in_one_piece(match: re.Match[str]) -> str:
    return " ".join(
        re.sub(rf"[,;/]|{_AT_TOP}(?=[\s,;/])", " ", match[0], flags=re.IGNORECASE).split()
    )


def _joined_bout(match: re.Match[str]) -> str:
    """A bout in brackets with a sign for its commas, where it is one in the clinic's words."""
    joined = " + ".join(part.strip() for part in match[1].split(","))
    return f" {joined}" if own_amount(spaced(plain(joined))) else match[0]


def spaced(words: str) -> str:
    """The words with blanks where a dash or a stroke stands between two facts."""
    for pattern, blank in _GLUED:
        words = pattern.sub(blank, words)
    return " ".join(words.split()).strip(" -:")
