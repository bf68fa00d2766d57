"""A clause in the clinic's words becomes True where the diary's boxes hold in spite of it.

Boxes say on which days, and how many times. More weight, another stance, when to stop for pain
change nothing of that; `twice a day from week 2`, `only once the boot is off` do.
"""

from __future__ import annotations

import re

from clinicplan.doses.asides import REVIEWED
from clinicplan.doses.conditions import IF, LEAD
from clinicplan.doses.left_over import says_how_often
from clinicplan.doses.plain import plain
from clinicplan.doses.written_out import written_out

_ON = r"(?:(?!\b(?:and|then)\b)[^,;])*"
"""To the end of what is said of it; behind `and` or `then` is something else."""

_MISSED = re.compile(
    r"\b(?:miss|skip|omit|leave out|have|take|rest|leave)\s+(?:it\s+)?(?:for\s+)?"
    r"(?:a|1|2|1-2|the next|that|next)\s+(?:days?|sessions?)(?:\s+off)?|"
    r"\b(?:(?:a|1) )?day(?: off)? (?:in )?between(?: (?:sessions|each|them))?\b|"
    r"\b(?:rest|extra) days?\b|\bback (?:a|1) (?:week|step|stage)\b|"
    r"\b(?:next|same|following) (?:day|morning)\b|\bat the end of (?:the|each) \w+\b|"
    rf"\b(?:first|last|1st)(?: (?:1|one|set|go|few))? (?:before|after|on|at|in) {_ON}|"
    rf"\b(?:up|add|by|\+|increase by|go up)\s?[0-9]{_ON}|"
    r"\bnot (?:on )?(?:the |a )?day (?:before|after) (?:a |the )?[a-z]+|"
    r"\bnot (?:on )?(?:(?:2 )?days (?:running|in a row)|consecutive days|back[- ]to[- ]back)\b|"
    r"\b[0-9]+ more\b(?! (?:a|per|each|every|days?|times))|"
    r"\bnon[- ]consecutive days\b|\b(?:on )?days that do not follow 1 another\b|"
    r"\b(?:build\w*|aim\w*|progress\w*)(?: up)? (?:to|for) [0-9]+ ?(?:s|secs?|seconds?|mins?|"
    r"minutes?|hrs?|hours?|reps?|repetitions|kg)\b|"
    rf"\b(?:within|in|over) (?:24|48|72) ?(?:hours?|hrs?|h)\b|\b{REVIEWED}\b"
)
"""What leaves the days as they are, though it speaks of one."""

_WEEKS = re.compile(r"\b(?:weeks?|wks?|w(?=[0-9])|months?|days?|fortnight)\b|/\s*(?:52|12|7)\b")
_ENDS = re.compile(
    r"\b(?:stop(?! (?:if|when|at|with|should|once))|finish|only|start(?:ing)?|begin|resume|cease|"
    r"end|none|nothing|until|till|not|off|op|operation|surgery|injury|cast|skip|miss|leave|"
    r"rest|drop|no (?:more|exercises?)|without (?:it|in)|less)\b"
)
"""With weeks beside it, nothing is done in some of them."""

_DONE = re.compile(
    r"\b(?:add|go|going|progress|move|change|try|use|do|build|increase|swap|switch|stop|ease|rest|"
    r"reduce|stand|standing|sit|sitting|eyes|band|weight|single|stronger|heavier|lighter|harder|"
    r"easier|slower|faster|higher|deeper|less|more|no|without|with|hold|hop|jump|back|drop|ring|"
    r"call|tell|miss|skip|leave|put|take|lift|raise|lower|keep|make|start|begin|let|halve|cut)\b"
)
_WAITS = re.compile(
    rf"{LEAD}(?:{IF}|after|from|not before|not until)\b"
)
_STILL_OFTEN = re.compile(
    r"(?:only )?(?:if|when|provided|as long as|so long as|unless)\s+(?:it is |it's |there is |"
    r"you (?:are|have) )?(?:no|not|pain[- ]?free|comfortable|able|tolerated|possible|safe|easy|"
    r"pain\w*|sore\w*|swollen|too|(?:it )?(?:hurts?|aches?))\b.*"
)


_OFTEN = re.compile(
    r"(?:and|plus|also|as well as|&|\+) (?:also )?(?:(?:once|twice) )?(?:before|after)\b|"
    r"(?:every|each) "
    r"(?!(?:foot|leg|side|hand|arm|heel|toe|knee|rep)\b)|non[- ](?!consecutive)"
)


_SOME_DAYS = re.compile(
    r"\b(?:work|match|school|race|game|training|gym|run|swim)days?\b|\byet$|\b(?:twice|thrice)$|"
    r"^(?!.*\b(?:leave|stop|skip|avoid|ease|not|no|less|fewer|reduce|drop)\b).*\b(?:during|in|for|"
    r"out of) (?:a |the )?(?:flares?|flare[- ]?ups?|term(?: ?time)?|season)\b"
)


def is_of_some_days(words: str) -> bool:
    """True for `on workdays`, `not yet`, `in season`: not on all of the days."""
    return bool(_SOME_DAYS.search(words))


def keeps_boxes(clause: str) -> bool:
    """True where nothing of it says on which days, how many times or in which weeks it is done."""
    words = plain(written_out(clause))
    if names_days(words):
        return False
    if _WEEKS.search(_MISSED.sub(" ", words)):
        return not _ENDS.search(words) and bool(_DONE.search(words) or _says_what(words))
    return not _WAITS.match(words) or bool(_STILL_OFTEN.fullmatch(words) or _DONE.search(words))


def names_days(clause: str) -> bool:
    """True where a clause says on which days, or how many times a day."""
    words = plain(written_out(clause))
    if _OFTEN.match(words) or is_of_some_days(words):
        return True
    return says_how_often(_MISSED.sub(" ", words), has_weeks=False)


def tells_what_to_do(words: str) -> bool:
    """True for plain words that have a deed, or another way to do it."""
    return bool(_DONE.search(words))


_OF_WEEKS = re.compile(
    r"\b(?:from|after|in|on|onwards?|then|weeks?|wks?|days?|months?|the|a|for|to|first|1st|next)\b"
)


def _says_what(words: str) -> bool:
    """True for `tin of beans on towel from week 2`: another way to do it."""
    left = _OF_WEEKS.sub(" ", words)
    return bool(re.search("[a-z]{3}", left))
