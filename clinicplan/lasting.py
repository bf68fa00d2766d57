"""What is typed becomes whether a day may be missed, and whether it says what comes at the end.

A page that adds its own words to either would say something else.
"""

from __future__ import annotations

import re

from clinicplan.limits import typed_in
from clinicplan.plan import Plan

_NEVER = r"(?:never|not|don['\u2019]?t|do not|no|without)"
_UNMISSED = re.compile(
    rf"\b{_NEVER} (?:ever )?(?:(?:to )?(?:skip|miss|leave out)(?:ping|ing)?"
    r"(?: (?:a|any|one|it|out|single|days?|sessions?|times?))*(?=\s*(?:[.;,!\n]|$)| even\b)|"
    r"(?:nothing|zero|none|a day (?:off|without|missed)|days? (?:off|missed))\b)|"
    r"\b(?:without fail|no (?:missed|skipped) days?|(?:each and every|every single) day|"
    r"7 days,? no)\b",
    re.IGNORECASE,
)

_THEN = r"(?:then|after (?:that|this|which)|afterwards|thereafter)"
_RATE = r"(?:once|twice|[0-9](?:-[0-9])? ?(?:x|times|days)|[a-z]+ times|daily|every|each)"
_ENDS = re.compile(
    rf"\b{_THEN}[ ,:]*(?:(?:to|just|only|you(?: can| may)?) )*"
    rf"(?:stop|finish|done|nothing(?! as\b)|review|see (?:me|us)|(?:come )?back to (?:me|us)|"
    rf"recheck|r/v|(?:in the )?(?:mornings?|evenings?|am|pm) only|only|"
    rf"{_RATE}\b[^.;]*(?:for (?:life|good)|as long as|to keep|upkeep|maint\w*|from then)|"
    rf"(?:for (?:life|good)|keep|maint\w*|upkeep))|"
    r"\b(?:upkeep|maintenance|ticking over|for (?:life|good)\b|indefinitely|"
    r"then (?:stop|review|recheck)|(?:after|when|once) (?:the |your |this )?(?:plan|weeks|"
    r"programme|program|course) (?:ends|is over|is done|has ended))\b|"
    r"\bcomes? instead\b|\b(?:for|x|\u00d7) ?[0-9]+(?: ?(?:-|to|\u2013) ?[0-9]+)? ?"
    r"(?:weeks?|wks?|/ ?52|months?|/ ?12)\b|\bas long as you (?:run|play|train|dance|work|walk|"
    r"race|live|want|like)\w*|\bthereafter\b|\b(?:keep (?:going|this up|it up) (?:for|until|till)|"
    r"(?:until|till) (?:the )?(?:race|season|match|next (?:visit|appointment)|we (?:meet|see)|"
    r"i see|you see|review))\b",
    re.IGNORECASE,
)


def is_never_missed(plan: Plan) -> bool:
    """True where a note, or a dose in its own words, wants no day to be left out."""
    return _UNMISSED.search(typed_in(plan)) is not None


def tells_the_end(plan: Plan) -> bool:
    """True where it is typed what comes when the plan, or an exercise of it, ends."""
    return _ENDS.search(typed_in(plan)) is not None
