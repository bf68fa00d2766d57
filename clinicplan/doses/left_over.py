"""Words left of a dose become True where they say how often, or how much of something else.

They are looked at before a frequency is taken out of a dose in the clinic's words.
"""

from __future__ import annotations

import re

from clinicplan.doses.asides import REVIEWED
from clinicplan.doses.conditions import IF
from clinicplan.doses.day_parts import DAY_PARTS
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.written_out import written_out

SIGN = re.compile(r",(?![0-9])\s*|(?<![0-9]),\s*|;\s*|\.\s+|\.$|\n\s*")
"""What stands between two parts of a dose."""

_IN_ANY_WAY = re.compile(
    rf"\b(?:{any_of(day for day in (*WEEKDAYS, *NAMED_DAYS) if len(day) > 2)}|daily|nightly|weekly|"
    r"hourly|monthly|fortnight\w*|days|nights|mornings|evenings|afternoons|weekends?|"
    r"(?:every|each|per|a|alternate)\s+(?:other\s+|second\s+|[0-9]+(?:nd|rd|th)?\s+)?"
    r"(?:days?|nights?|weeks?|mornings?|evenings?|months?|hours?)|"
    r"(?:once|twice|thrice|times)\s+(?:(?:a|per|each|every)\s+(?:day|week|month|hour)|daily|if|when|only|"
    r"unless|in the)|"
    r"(?:only|just)\s+(?:once|twice|[0-9]+ times)|else|otherwise (?:every|no)|often|"
    r"or more|more if|"
    r"(?:max|maximum|at least|at most|min|minimum|up to|no more than)\s+[0-9]+ times|"
    r"meals?|breakfast|lunch|dinner|supper|teeth|(?:when|as|if|whenever) (?:needed|required)|"
    r"whenever|(?:each|every|any) ?time|sessions|"
    r"(?:and|plus|also)\s+(?:also\s+)?(?:before|after|when|if)\s+[a-z]+)\b|/\s*[0-9]*(?:day|week|wk|52|7)\b"
)
"""A frequency of its own, wherever it stands."""

_OUTSIDE_CONDITIONS = re.compile(
    rf"\b(?:{any_of((*DAY_PARTS, 'pm', 'a.m', 'p.m'))}|day|night|today|tomorrow|hours?)\b"
)
"""What says no frequency where it tells of pain: `settled by the next morning`."""

_PART_OF_CONDITION = re.compile(
    r"\b(?:pain|sore\w*|stiff\w*|ache|swell\w*|swollen|if|when|until|unless|once|must|settle\w*|"
    r"next|that|following)\b"
)
_GROWTH = re.compile(
    r"(?:\+|\badd(?:ing)?\b|\bincreas\w+(?: by)?\b)\s*[0-9.]+(?:-[0-9.]+)?\s*%?"
    r"(?:\s*(?!even|morn|night|lunch|at\b|in\b|eve\b|home)[a-z]+){0,3}?(?:\s+(?:each|every|a|per)\s+|\s*/\s*)(?:[0-9]+(?:nd|rd|th)?\s+|other\s+|second\s+)?"
    r"(?:weeks?|wks?|sessions?|days?|time)\b|"
    r"\b(?:each|every)\s+(?:[0-9]+\s+)?(?:weeks?|wks?|sessions?)\s*,?\s*(?:\+|add|increase)"
)
"""`+5 repetitions each week` says how fast, and not how often."""

_HARMLESS = re.compile(
    r"\b(?:(?:at least|min\.?|minimum) )?[1-5] days? apart\b|"
    r"\b(?:on )?days that do not follow 1 another\b|"
    r"\b(?:no )?rest days? (?:in )?(?:between|needed)\b|\b(?:24|48|72) ?-?hours?\b|"
    r"\bat (?:work|home|school)\b|\brest as (?:needed|required)\b|"
    r"\bnot (?:on )?(?:the |a )?day (?:before|after) (?:a |the )?[a-z]+|"
    r"\bnot (?:on )?(?:2 days (?:running|in a row)|consecutive days)\b|"
    r"\b[0-9]+(?:-[0-9]+)? ?(?:min|minutes?|hours?) (?:after|before) (?!each|every)[a-z]+|"
    rf"\b{REVIEWED}\b"
)
_WEEK = re.compile(r"\b(?:weeks?|wks?|months?|then|from|after|afterwards|later)\b|/\s*52")
_AMOUNT = re.compile(r"[0-9]")
_NO_AMOUNT = re.compile(
    r"\b[0-9]+(?:-[0-9]+)?\s*/\s*[0-9]+|[<>]=?\s*[0-9]+|\brir\s*[0-9]|"
    r"^\s*[0-9]+-[0-9]+(?=:? (?:carry|stay|continue|go on|keep|halve|stop|ease|ok|fine)\b)|"
    r"(?:\b(?:max\.?|maximum|up to|until|till|at most|to|weeks?|wks?|wk|w|effort|pain|rpe)\s*|[+/])"
    r"[0-9]+(?:-[0-9]+)?(?:\s*x\s*[0-9]+)?\s*[a-z]*|"
    r"\b[0-9.]+(?:-[0-9.]+)?\s*(?:(?:s|secs?|seconds?|kgs?|lbs?|cm|mm|deg|degrees|inch)\b|"
    r"[%\u00b0\"]|/(?![a-z])|(?:m|mins?|minutes?|')\s*(?:rest|pause|break|between|apart)|"
    r"(?:legs?|feet|foot|hands?|ways?|knees?|arms?|(?:min|minutes?|hours?) (?:after|before))\b)|"
    r"\b[0-9]+(?:st|nd|rd|th)\b|\bafter [0-9]+ ?(?:weeks?|wks?)\b|"
    r"^\s*x?\s*[0-9]+(?:-[0-9]+)?\s*(?:sets?|rounds?|times)\s*$"
)
"""Numbers that are none of another task: seconds, weights, weeks, a limit, how many sets."""


OFTEN_OR_WEEKS = re.compile(
    r"(?<![0-9.])[0-9]+(?:-[0-9]+)?\s*(?:x|times?|days?|sessions?|nights?)?\s*"
    r"(?:/|\b(?:a|per|each|every)\b)\s*(?:day|d|week|wk|month|session)\b|"
    r"\bx?\s*[0-9]+\s*x?\s*daily\b|\b[0-9]+\s*x\s*(?:day|week|wk)\b|"
    r"\bevery\s+[0-9-]+(?:nd|rd|th)?\s*[a-z]+|\b(?:weeks?|wks?|w|day)\s*[0-9]+(?:\s*-\s*[0-9]+)?|"
    r"\b[0-9]+\s*(?:/\s*(?:52|7|12)|weeks?|wks?|days?|months?|st|nd|rd|th|[ap]m)\b"
)
"""Numbers of how often and how long, in plain words: none of them says how much."""


def says_how_often(rest: str, *, has_weeks: bool) -> bool:
    """True where the words say something of how often themselves, or of other weeks."""
    words = _HARMLESS.sub(" ", _GROWTH.sub(" ", plain(written_out(rest))))
    if _IN_ANY_WAY.search(words) or (has_weeks and _WEEK.search(words)):
        return True
    loose = (part for part in SIGN.split(words) if not _PART_OF_CONDITION.search(part))
    return any(map(_OUTSIDE_CONDITIONS.search, loose))


_OF_SOME_CASES = re.compile(
    rf"\b(?:{IF}|until|till?|only|stop|not|no|never|pain\w*|sore\w*|left|right|lt|rt|l|r|worse|"
    r"better|bad|good|easy|(?:and|then|plus) again|max|maximum|build\w*|add|increas\w*)\b|"
    r"[=<>\u2192]"
)
"""Words by which it may be one side's, some days', or less."""


def is_how_much(words: str) -> bool:
    """True for words that say how much, and nothing of when, of which side, or of another case."""
    bare = plain(words)
    return not says_how_often(bare, has_weeks=True) and not _OF_SOME_CASES.search(bare)


def is_amount(part: str) -> bool:
    """True for a number of something, but for how fast it grows and how far."""
    return bool(_AMOUNT.search(_NO_AMOUNT.sub(" ", _GROWTH.sub(" ", plain(part)))))
