"""A note that says nothing when it is read alone ("not before", "on the spread") is found.

Then nothing is set aside: all of the dose is printed as it was typed, in its order.
"""

from __future__ import annotations

import re

from clinicplan.doses.asides import is_aside
from clinicplan.doses.conditions import IF
from clinicplan.doses.conduct import is_instruction
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.stretched import of_one_day

_PLACE = r"(?:before|after|during|between|with|without|at|on|in|from|first|last|then|again|there)"
_PHASE = (
    r"(?:spread|curl|lift|top|bottom|end|middle|half|way|way (?:up|down|back|out|in)|squeeze|press|"
    r"push|pull|return|raise|rise|drop|point|lowering|count|last|first|other|others|next|same|"
    r"(?:last|first|second|third) (?:one|1|set|rep|few))"
)
_TORN = re.compile(
    r"(?:and|or|but|also|plus|nor|than|else|otherwise|again|[&/])\b.*|"
    rf"then (?!.*\b(?:{IF})\b).*|"
    rf"(?:(?:but|so|only|just|ideally|never|not|no|always)\s)+{_PLACE}|"
    rf"(?:on|at|in|of|for|to|during|through|with) (?:the |each |every |its |that )?{_PHASE}|"
    r"(?:of|than|per|another) (?!time\b)[a-z' -]+|(?:1|2) (?:leg|foot) .*|"
    r"(?:week|wk|day|month|session)s? (?:after|before|later)\b.*|"
    r"(?:next|following|second|third|last|same) (?:week|wk|day|month|one|1|time)?\b.*[0-9].*|"
    r"(?:the )?(?:last|final) (?:[0-9]+ )?(?:weeks?|wks?|days?|month) .*[0-9].*|"
    r".*\b(?:for|with|of|the|a|an|to|until|till|and|or|than|from|by)|"
    r"[^,;.]* (?:otherwise|instead)|"
    r"(?:if |on |when )?no (?:practice|training|match|game|class|run|work|school|duty|gym|"
    r"rehearsal|show|climbing|shift)(?: days?)?|"
    r"you (?:pick|choose)|your (?:pick|choice)|doing (?:your )?teeth|"
    r"(?:front|back|top|bottom|side|sides|end|ends|inside|outside|middle|tip|rest|remainder) of .*"
)
"""What begins or ends within a sentence, or speaks of something that stayed behind."""

_OF_EACH = re.compile(r"(?:each|every|both|either|neither) (?!time\b)[a-z' -]+")
"""`each toe 5 secs up`: but for a part of its own, what follows is done with each."""

_BARE = frozenset(
    ("stop", "avoid", "halve", "skip", "ease", "less", "leave", "miss", "nothing", "nil",
     "up", "down", "out", "in", "back", "forward", "forwards", "backward", "backwards", "across",
     "sit", "stand", "whenever", "when", "check", "first", "last", "then", "next", "later",
     "can", "could", "may", "might", "only", "never", "don't", "ok to have",
     "spread", "curl", "lift", "left", "right", "total", "altogether", "others", "other", "both")
)  # fmt: skip
"""Words that alone say nothing."""


_AND = re.compile(r"(?:and|but) ")
_AS_ONE_CAN = re.compile(r"as (?:able|tolerated|comfortable|possible|pain allows)")
_GLUED = (
    r"(?:[0-9]|[0-9] ?(?:s|secs?|seconds?|m|mins?|minutes?|reps?|times|sets?|x|kg)|"
    r"way|each|leg|foot|side) "
)


def fragment_of(said: Said, text: str) -> str:
    """The note that nobody could read without what was typed about it; "" for none."""
    torn = (it for it in said.notes if is_fragment(it, text) or _is_of_later(it, said, text))
    return next(torn, "") or of_one_day(spelt(text), said)


def _is_of_later(note: str, said: Said, text: str) -> bool:
    """True for the condition of `wk 5 on eyes shut, only if somebody is there`: of then alone."""
    typed, bare = plain(spelt(text)), plain(note)
    later = typed.find(plain(dict(said.typed).get("progression", "")).split(";")[-1].strip())
    is_only = bool(re.match(rf"(?:but )?only (?:{IF})\b", bare))
    return bool(said.steps) and is_only and 0 <= later < typed.find(bare)


def is_fragment(note: str, text: str) -> bool:
    """True for words that say nothing without what was typed about them."""
    bare, typed = plain(note).strip(" .!"), plain(spelt(text))
    rest = _AND.sub("", bare, count=1)
    if bare in _BARE:
        return True
    if _TORN.fullmatch(bare):
        stands = rest != bare and not _TORN.fullmatch(rest)
        return not (stands and (is_instruction(rest) or is_aside(rest)))
    if _AS_ONE_CAN.fullmatch(bare):  # `5 x 30-45 s as pain allows`
        return bool(re.search(_GLUED + re.escape(bare), typed))
    is_of_each = bool(_OF_EACH.fullmatch(bare))
    return is_of_each and not re.search(rf"(?:^|[,;.(] ?){re.escape(bare)}(?=$|[,;.)])", typed)
