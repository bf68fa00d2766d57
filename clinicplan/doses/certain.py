"""The clinic's own words of a dose become the side and the weeks that they name for certain."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from clinicplan.doses.days import WEEKDAYS
from clinicplan.doses.left_over import OFTEN_OR_WEEKS, SIGN, is_amount
from clinicplan.doses.manner import SIDES
from clinicplan.doses.plain import NUMBER_WORDS, any_of, plain
from clinicplan.doses.said import Said
from clinicplan.doses.spans import OTHER_WEEKS, weeks_said

_TIME = r"(?:s|secs?|seconds?|m|mins?|minutes?)"
_WEEKS = r"(?:weeks?|wks?)"
_WEEKS_OR_W = r"(?:weeks?|wks?|w)"
_ONE_WEEK = r"(?:week|wk)"
_UNTIL = r"(?:[-\u2010-\u2015]|to)"
_FROM_ONE = r"[1-9][0-9]?"
"""A number of weeks, or that of a week."""

_ANY_SIDE = re.compile(
    r"\b(?:left|right|lt?|rt?|each|both|other|opposite|alternat\w*|bilat\w*|sides|legs|feet)\b",
    re.IGNORECASE,
)
_SIGN = r"[,;.:()/+\n-]"
_EACH_OF = (
    "held|time|way|direction|1|one|rep|repetition|week|day|morning|evening|night|"
    "session|meal|hour|set|month|third|3rd|second|2nd|other|alternate|single|of"
)
_NO_SIDE = re.compile(
    rf"\beach\s+(?:{_EACH_OF})\b|"
    r"\b(?:alternate|alternating|other)\s+days?\b|"
    r"\bseconds? each\b|(?<=hold )each\b|(?<=holding )each\b|"
    r"\bboth\s+(?:ways|directions)\b",
    re.IGNORECASE,
)
"""`each time`, `other days`: whose side, nobody says."""

_LIMBS = "leg|foot|side|ankle|calf|heel|knee|hip|limb"
_BEHIND_SIDE = (
    rf"(?:{any_of(WEEKDAYS)}|daily|every|once|twice|thrice|od|bd|"
    r"tds|tid|bid|qds|hold|rest|for|x|at|am|in|with|weekdays|weekends|working|weeks?|wks?|"
    r"first [0-9]|band|body|using|against|as|if|stop|no|gently|slow\w*|start\w*|morning|evening|"
    r"before|after|when|each|time)\b"
)
"""What follows a side that is one of the whole: `left daily`, and not `left heel raise`."""

_ONE_SIDE = re.compile(
    r"(?:(?P<before>[a-z]+)[ ,]+)?(?:(?P<link>on|with|for)\s+)?(?:the\s+|your\s+)?"
    rf"\b(?P<side>left|right|lt?|rt?)\b(?:\s+(?:{_LIMBS}))?"
    rf"(?:\s+only)?\s*(?=$|{_SIGN}|[0-9]|{_BEHIND_SIDE})(?!\s*first\b)",
    re.IGNORECASE,
)
_BUSY = frozenset(
    ("lie", "lying", "stand", "standing", "lean", "leaning", "sit", "sitting", "turn", "turning",
     "look", "looking", "roll", "rotate", "swing", "step", "tilt", "bend", "bending", "to",
     "towards", "toward", "from", "of", "hold", "weight", "push", "pull", "shift", "sleep", "face",
     "facing", "move", "moving", "reach", "not", "no", "than", "first", "then", "and", "or")
)
"""What goes to a side, and is not done with it: `lie on the left`."""

_PART = re.compile(
    rf"{SIGN.pattern}|[()+]|\s/\s|\s-\s(?![0-9])|\b(?:and|but|plus)\b", re.IGNORECASE
)
_NO_TASK = re.compile(
    rf"(?:[0-9.-]+\s*{_TIME}?\s*)?"
    r"\b(?:rest|pause|break|hold|held|band)\b[^,;.]*|"
    rf"[0-9-]+\s*(?:reps?|times)?\s*(?:from|in|after)\s+{_ONE_WEEK}\b.*|"
    rf"\b(?:{_WEEKS}(?=\s*[0-9])|increas\w*|progress\w*|build\w*|add\w*|up)\b.*"
)
"""What is no amount beside one of a side: holds, rests, and what comes later."""

_TIMED = re.compile(rf"[0-9]\s*{_TIME}\b", re.IGNORECASE)
_TIME_ALONE = re.compile(rf"\s*[0-9-]+\s*{_TIME}\s*")
_ONLY_SETS = re.compile(r"^[^0-9]*[0-9]+\s*sets?\b[^0-9]*$", re.IGNORECASE)
_ONLY_TIMES = re.compile(r"^[^0-9]*[0-9]+(?:-[0-9]+| or [0-9]+)?\s*(?:times|reps?|x)\b[^0-9]*$")
_LOAD = re.compile(r"[0-9]\s*(?:kgs?|lbs?)\b", re.IGNORECASE)
_BESIDES = re.compile(
    r"\b(?:extra|additional|more|less|fewer|double|half|mainly|most(?:ly)?|weak\w*|worse|watch|"
    r"mind|also|too|good|better|strong\w*|weight on)\b",
    re.IGNORECASE,
)
"""What is said of one side beside the dose of both: `extra set on left`."""

_WEEK = re.compile(
    r"\b(?:weeks?|wks?|w(?=[0-9])|months?|then|progress|increase|build|add)\b|"
    r"[0-9]\s?/\s?(?:52|12)\b|[,;]\s*[0-9]+\s*[-,&+]\s*[0-9]+\s*:|"
    r"\+[0-9]|->|\u2192",
    re.IGNORECASE,
)
_A_WEEK = re.compile(
    rf"(?:\b(?:a|per|each|every)\s+|(?<=[0-9])\s*x\s*/?\s*|/\s*){_ONE_WEEK}\b(?!\s*[0-9])|"
    r"\bof the week\b|\bweekly\b",
    re.IGNORECASE,
)
"""How often, and no weeks of the plan."""

_LEADS_TO_WEEKS = re.compile(
    r"\b(?:x|for|the|first|next|only|up|to|until|till|duration|of|from|weeks?|wks?)\b",
    re.IGNORECASE,
)
_SO_OFTEN = re.compile(
    r"\b(?:daily|days?|hours?|hourly|weekly|week|once|twice|times|od|bd|bds|bid|tds|tid|qds|qid|"
    r"mornings?|evenings?|nights?|am|pm|each|every)\b",
    re.IGNORECASE,
)

_BEFORE = rf"(?:^|{_SIGN}\s*|\b(?:daily|days?|hours|weekly|week|only)\s+)"
_BEHIND = r"\s*(?=$|[,;()\n+/]|\.(?:\s|$)|\s-\s)"
_LAST = re.compile(
    rf"(?:{_BEFORE}(?:for\s+)?|(?<!rest )\bfor\s+|\b(?=first\s))(?:the\s+)?(?:first\s+)?"
    rf"(?P<week>{_FROM_ONE})\s*(?:weeks?|wks?|/\s*52)"
    rf"(?:\s+only)?{_BEHIND}",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    rf"(?<!after )\b{_WEEKS}\s*1\s*{_UNTIL}\s*(?P<week>{_FROM_ONE}){_BEHIND}|"
    rf"\b(?:until|till?|to)\s+(?:the\s+)?end\s+of\s+{_ONE_WEEK}\s*(?P<end>{_FROM_ONE}){_BEHIND}",
    re.IGNORECASE,
)
_WORDS = re.compile(rf"\b(?:{any_of(NUMBER_WORDS)})\b", re.IGNORECASE)
_MEASURED = re.compile(r"[0-9]+(?:/10|\s*%)|\b(?:rpe|effort)\s*[0-9]+", re.IGNORECASE)
_FIRST = re.compile(
    rf"{_BEFORE}from\s+{_ONE_WEEK}\s*(?P<week>{_FROM_ONE})(?:\s*on(?:wards?)?)?{_BEHIND}",
    re.IGNORECASE,
)


def with_certain_side(said: Said, text: str) -> Said:
    """The same with the one side of its words, where these leave no doubt of it."""
    if said.side or not (side := _side_of(text)):
        return said
    return replace(said, side=side, typed=(*said.typed, ("side", text)))


def with_certain(said: Said, text: str) -> Said:
    """The same with one side and the weeks, where its words leave no doubt of them."""
    said = with_certain_side(said, text)
    if not said.first_week and not said.last_week:
        first, last = _weeks_of(text)
        named = {"first_week": first, "last_week": last}
        typed = tuple((name, text) for name, week in named.items() if week)
        said = replace(said, first_week=first, last_week=last, typed=(*said.typed, *typed))
    return said


def _side_of(text: str) -> str:
    """ "left" or "right" where the words name it as the side of the whole, and no other."""
    words = _NO_SIDE.sub(lambda found: "held" if "held" in found[0] else "time", text)
    words = _LATER.sub("", words) if len(_ANY_SIDE.findall(words)) == 1 else words
    if len(_ANY_SIDE.findall(words)) != 1:
        return ""
    match = _ONE_SIDE.search(words)
    if match is None or _is_busy(match):
        return ""
    if _is_exception(words, match.start("side")):
        return ""
    return SIDES[match["side"].casefold()]


def _is_busy(match: re.Match[str]) -> bool:
    """True for `lie on the left`, but for `hold on the left` and `3 s hold right`."""
    before = (match["before"] or "").casefold()
    is_length = _LENGTH.search(match.string[: match.start("before")]) if before else None
    return before in _BUSY and not (before == "hold" and (match["link"] or is_length))


_LENGTH = re.compile(r"[0-9]\s*(?:s|secs?|seconds?|mins?|minutes?)\s*$", re.IGNORECASE)
_LATER = re.compile(
    rf"\b(?:from\s+)?{_WEEKS_OR_W}\s*[2-9]\s*(?:\+|on\b|onwards\b).*", re.IGNORECASE
)


def _is_exception(words: str, at: int) -> bool:
    """True for the side of `3 x 10 (left only 5)`: the other one has the rest of the dose."""
    begin = max((sign.end() for sign in _PART.finditer(words, 0, at)), default=0)
    sign = _PART.search(words, at)
    end = sign.start() if sign else len(words)
    own, others = words[begin:end], [words[:begin], words[end:]]
    is_inside = words[:begin].endswith("(")  # `most of it on the good (right) leg`
    whose = _PART.split(words[: begin - 1])[-1] + own if is_inside else own
    if _BESIDES.search(whose) and (begin or any(map(is_amount, others))):
        return True
    if _LOAD.search(own) and any(map(_LOAD.search, others)):
        return True
    if _IF_SO.match(own) and any(map(is_amount, others)):
        return True
    is_own_task = is_amount(own) or bool(_TIMED.search(_NO_TASK.sub("", plain(own))))
    return is_own_task and any(map(_is_other_task, others, (own, own)))


_IF_SO = re.compile(
    r"\s*(?:on\s+)?(?:the\s+)?(?:left|right|l|r)(?:\s+(?:leg|foot|side))?\s+"
    r"(?:only\s+|too\s+|also\s+)*(?:if|when|whenever|as|unless|once|where)\b",
    re.IGNORECASE,
)
"""`3x10 bd, left if able`: the other one is done in any case."""


def _is_other_task(rest: str, own: str) -> bool:
    """True for an amount beside that of a side, which is no how often, rest or later dose.

    `6 times, 3 sets right` is one amount: the one says how many times, the other how many sets.
    """
    words = OFTEN_OR_WEEKS.sub(" ", _NO_TASK.sub(" ", plain(rest)))
    is_timed = bool(_TIMED.search(own))
    parts = [part for part in _PART.split(words)
             if is_amount(part) or (is_timed and _TIME_ALONE.fullmatch(part))]  # fmt: skip
    if len(parts) == 1 and _ONLY_SETS.search(own) and _ONLY_TIMES.search(parts[0]):
        return False
    return bool(parts)


def _weeks_of(text: str) -> tuple[int, int]:
    """The first and last week, 0 for none: `for 3 weeks` where no other week is named.

    Of `wk 1-3 .., wk 4-6 ..`, which are stretches of one run, it is the last one's end.
    """
    if OTHER_WEEKS.search(text):
        return 0, 0
    figures = _WORDS.sub(lambda found: NUMBER_WORDS[found[0].casefold()], text)
    words = _A_WEEK.sub(" ", weeks_said(figures))
    if last_of_all := _end_of_stretches(words):
        return 0, last_of_all
    alone = _ALONE.search(words)
    if alone and not _GOES_ON.search(_ALONE.sub(" ", words)):
        begins, ends = int(alone["first"]), int(alone["last"])
        return (begins, ends) if begins <= ends else (0, 0)
    if _FIRST_ONLY.search(words) and len(_WEEK.findall(words)) == 1:
        return 0, 1
    if len(_WEEK.findall(words)) != 1:
        return 0, 0
    first, last = _FIRST.search(words), _LAST.search(words) or _UP_TO.search(words)
    if first and not re.search("[0-9]", _MEASURED.sub("", words[first.end() :])):
        return int(first["week"]), 0
    named = last.lastgroup if last else None
    if last is None or named is None or _is_of_another(words, last.start(named)):
        return 0, 0
    return 0, int(last[named])


_STRETCH = re.compile(
    rf"\b{_WEEKS_OR_W}\s*({_FROM_ONE})\s*(?:{_UNTIL}\s*({_FROM_ONE}))?"
    r"(?![0-9])(?!\s*(?:\+|on))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:^|{_SIGN})\s*\(?{_WEEKS_OR_W}\s*(?P<first>{_FROM_ONE})\s*{_UNTIL}\s*"
    rf"(?P<last>{_FROM_ONE})(?![0-9])\s*(?:only)?\)?\s*(?=:|$|[,;.)]|[0-9]+\s*(?:x|sets?|reps?)\b)",
    re.IGNORECASE,
)
"""`wk 5-8: 3 sets ..`, of no other weeks a word."""

_GOES_ON = re.compile(
    rf"\b(?:{_WEEKS_OR_W}\s*[0-9]|weeks?|wks?|months?|then|progress\w*|until|till|after\w*|"
    r"later|onwards?)(?![a-z])|/\s*(?:52|12)|"
    r"[,;]\s*[0-9]+\s*[-,&+]\s*[0-9]+\s*:",
    re.IGNORECASE,
)
"""Words by which the stretches are not all that is said of weeks."""

_FIRST_ONLY = re.compile(rf"(?<!from )(?<!after )\b{_ONE_WEEK}\s*1\s*\.?\s*$", re.IGNORECASE)
"""`3x20 bd wk 1`, and of no other week a word."""


def _end_of_stretches(words: str) -> int:
    """The last week of `wk 1-3 .., wk 4-6 ..`, which follow one another from the first; else 0."""
    stretches = [(int(one), int(two or one)) for one, two in _STRETCH.findall(words)]
    if len(stretches) < 2 or _GOES_ON.search(_STRETCH.sub(" ", words)):
        return 0
    if stretches[0][0] != 1 or stretches[-1][0] == stretches[-1][1]:
        return 0
    is_run = all(one[1] + 1 == two[0] for one, two in pairwise(stretches))
    return stretches[-1][1] if is_run else 0


def _is_of_another(words: str, at: int) -> bool:
    """True for the weeks of `10 wobbles bd, in boot for 4 weeks`: the exercise goes on."""
    begin = max((sign.end() for sign in _PART.finditer(words, 0, at)), default=0)
    before = _LEADS_TO_WEEKS.sub("", words[begin:at])
    return bool(begin and re.search("[a-z]", before, re.IGNORECASE)) and not (
        is_amount(before) or _SO_OFTEN.search(before)
    )
