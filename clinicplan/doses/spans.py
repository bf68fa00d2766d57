"""The weeks that a piece of a dose names ("for 6 weeks", "wk 2-4") become the first and last."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clinicplan.doses.asides import is_mere
from clinicplan.doses.conduct import is_deed, is_manner
from clinicplan.doses.manner import COLOURS
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.said import Said

WEEK = r"(?<!first )(?<!1st )(?<!last )(?<!this )(?<!next )(?:weeks?|wks?|w)\.?\s*"


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is done from a week to another; 0 where no last one was said."""

    first: int
    last: int
    text: str


_WEEKS = (
    (
        re.compile(rf"(?:in\s+)?{WEEK}([0-9]{{1,2}})\s*(?:-|to)\s*(?:{WEEK})?([0-9]{{1,2}})"),
        (1, 2),
    ),
    (re.compile(r"(?:for )?(?:the )?first ([0-9]{1,2}) (?:weeks|wks)"), (0, 1)),
    (re.compile(rf"{WEEK}([0-9]{{1,2}})\s*(?:\+|on|onwards?)"), (1, 0)),
    (
        re.compile(
            r"(?:(?:x|for|during|over)\s*)?([0-9]{1,2})\s*/\s*52|"
            r"(?:(?:x|for|during|over)\s*)?([0-9]{1,2}) (?:weeks|wks)"
        ),
        (0, 1),
    ),
    (re.compile(r"(?:until|till|to|up to)(?: the end of)? (?:week|wk)\s*([0-9]{1,2})"), (0, 1)),
    (re.compile(r"from (?:week|wk)\s*([0-9]{1,2})(?: (?:on|onwards?))?"), (1, 0)),
    (re.compile(r"(?:in )?(?:week|wk)\s*([0-9]{1,2}) only"), (1, 1)),
    (re.compile(r"for\s+([0-9]{1,2})\s*(?:weeks?|wks?)|for\s+([0-9]{1,2})\s*/\s*52"), (0, 1)),
)
_FIRST_WEEK = re.compile(
    r"(?:for |in )?(?:the )?(?:first|1st) (?:week|wk)(?: only)?|for (?:week|wk) ?1(?: only)?"
)
_DAYS_OF_WEEKS = re.compile(r"(?:for\s+)?(14|21|28|35|42)\s*/\s*7|for (7|14|21|28|35|42) days")


_N = r"([0-9]{1,2})"
_LONG = rf"{_N}\s*(?:weeks?|wks?|/\s*52)\b(?!\s*[-\u2013]?\s*[0-9])"
"""Not the weeks of `3 x 15 week 2: 25`, and not the two of `2/52-3`."""
_ENDED = r"(?=\s*(?:$|[,;.()\n+/]|-\s|then\b|on(?:wards?)?\b))"
"""Not `stop after 2 weeks if no better`."""
_COUNT = r"[0-9]{1,3}(?:\s*(?:reps?|times|repetitions))?"
_SAID = tuple(
    (re.compile(find, re.IGNORECASE), instead)
    for find, instead in (
        (rf"\b(?:not (?:before|until)|(?:start|begin)(?:n?ing|s)?(?: it| this)?(?: in| from| at)?)"
         rf"\s+(?:the\s+)?{WEEK}{_N}\b{_ENDED}", r"from week \1"),
        (rf"\b(?:stop(?:ping)? after|continue for|keep going for|for the next|for another|"
         rf"duration:?(?: of)?)\s*{_LONG}{_ENDED}", r"for \1 weeks"),
        (rf"\bx\s*{_LONG}", r"for \1 weeks"),
        (rf"\b(?:until|till|to|up to) (?:the )?end of {WEEK}{_N}\b", r"for \1 weeks"),
        (rf"\b(?:increas|progress|go|build|work|mov)(?:e|es|ing)?(?: up)? to ({_COUNT})\s*,?\s*"
         rf"(?:in|from|at)\s+{WEEK}{_N}\b(?:\s*on(?:wards?)?\b)?", r"from week \2: \1"),
        (rf"\b(?:increas|progress|go|build|work|mov)(?:e|es|ing)?(?: up)? to ({_COUNT})\s*,?\s*"
         rf"after {_LONG}", r"after \2 weeks: \1"),
        (rf"(?<!from )\b(?P<weeks>{WEEK}{_N})\s*(?:till?|until|t/m)\s*"
         rf"(?:{WEEK})?(?P<to>[0-9]{{1,2}})"
         r"\b(?!\s*(?:reps?|times|repetitions|x|s|secs?|seconds?|mins?|minutes?|sets?|[0-9])\b)",
         r"\g<weeks>-\g<to>"),
        (r"\b(?:(?:for|in)\s+)?(?:the\s+)?(?:first|1st) (?:week|wk)(?=\s*,?\s*(?:and\s+)?then\b)",
         "for 1 week"),
        (r"\b(?:just |only )?(?:for )?this (?:week|wk) only\b|"
         r"\b(?:just|only) (?:for )?this (?:week|wk)\b", "week 1 only"),
        (rf"\b({WEEK}1\s*(?:[-\u2010-\u2015]|to)\s*{_N}) only\b", r"\1"),
        (r"(?:\b(?:just|only)\s+)?(?:\b(?:for|in)\s+)?\bthis (?:first |1st )?(?:week|wk)"
         r"(?:\s+(?:only|alone))?(?=\s*(?:$|[,;.()\n]))", "for 1 week"),
        (r"\b(?:the )?(?:first|1st) fortnight\b", "first 2 weeks"),
        (r"\b(?:the )?(?:second|2nd) fortnight\b", "weeks 3-4"),
        (rf"(?:^|(?<=[,;.(] )|(?<=daily )|(?<=day )|(?<=[btoq]d )|(?<=ds ))for (?:a|one|1) "
         rf"fortnight\b{_ENDED}", "for 2 weeks"),
        (r"\bthis (?:week|wk)\s*[:,]?\s*(?=x?[0-9])", "week 1: "),
        (r"\bnext (?:week|wk)\s*[:,]?\s*(?=x?[0-9])", "week 2: "),
        (rf"\b(?:for |in )?(?:the )?first {_N} (?:weeks|wks)\s*:", r"weeks 1-\1:"),
    )
)
"""Other ways to say `from week 3` and `for 3 weeks`."""


_ON = re.compile(
    rf"\b(?P<week>{WEEK}{_N})\s+(?=on\s+(?P<what>[a-z][^,;.\n()]*))(?!on\s*[:,=])", re.IGNORECASE
)
_ON_WHAT = re.compile(
    r"(?:an?|the|your|my)\s+[a-z]|(?:left|right)\b|"
    r"(?:one|1|two|2|both|single|each)[ -](?:legs?|f[eo][eo]t|sides?)\b"
)


_NO_NOUN = re.compile(
    r"(?:only|no|not|full|fully|half|with|without|as|if|when|then|and|or|but|all|also|every|bare|"
    r"(?:hard|heavi|fast|slow|high|low|long|deep|easi|strong|light|thick|quick|furth|wid)er|[a-z]+ly|"
    rf"{any_of(COLOURS)})\b"
)


def _on_something(match: re.Match[str]) -> str:
    """`wk 3 on pillow` says where: it is not `week 3 on(wards)`."""
    what = plain(match["what"].strip())
    words = what.split()
    is_noun = all(map(is_mere, words)) and not is_manner(what) and not is_deed(words[0])
    is_noun = is_noun and not _NO_NOUN.match(what)
    is_where = bool(_ON_WHAT.match(what)) or is_manner(f"on {what}") or is_noun
    return f"{match['week']}: " if is_where else match[0]


_OF_FIRST_WEEKS = re.compile(
    r"(?:(?:for|in) )?(?:the )?(?:first|1st) (?:[0-9]+ )?(?:weeks?|wks?|months?|fortnight|days?)"
    r"[ :,-]*x? ?[0-9]"
)


def is_of_first_weeks(words: str) -> bool:
    """True for `first 2 weeks 10 twice a day`: these ten are of now."""
    return bool(_OF_FIRST_WEEKS.match(words))


def weeks_said(text: str) -> str:
    """The text with its weeks said in the ways that are read: `x 2/52` as `for 2 weeks`."""
    text = _ON.sub(_on_something, text)
    for pattern, instead in _SAID:
        text = pattern.sub(instead, text)
    return _of_few_weeks(text)


_NAMED_LAST = re.compile(
    r"(?<!next )(?<!this )(?<!following )(?<! [0-9] )(?<! [0-9]{2} )"
    r"\b(?:weeks?|wks?) (?:[0-9]{1,2}\s*(?:-|to)\s*)?(?P<to>[0-9]{1,2})\b(?! ?(?:times|reps?)\b)|"
    r"(?<!after )(?<!in )(?<!every )(?<![x\u00d7])(?<!x )\b(?P<for>[0-9]{1,2}) (?:weeks|wks)\b"
    r"(?! [0-9])"
)
_OPERATED = (
    r"(?:post[- ]?op(?:erati(?:on|ve(?:ly)?))?|p/o|"
    r"after (?:the |your |an? )?(?:op|operation|surgery|injury|fracture|break|cast|repair|"
    r"injection)|since (?:the |your )?[a-z]+|"
    r"following (?:the |your )?[a-z]+|post[- ](?:surgery|injury|fracture))"
)
_COUNTED = r"(?:(?:weeks?|wks?|w)\s*[0-9]{1,2}|[0-9]{1,2}\s*(?:weeks?|wks?|/\s*52))"
OTHER_WEEKS = re.compile(
    rf"\b{_COUNTED}\b[^;.]*\b{_OPERATED}\b|\b{_OPERATED}\b[^\n]*\b{_COUNTED}|"
    r"\b(?:appts?|appointments?|review|f/?u|follow[- ]?up|see (?:me|us|you)|seen|recheck|back in)\b"
    rf"[^,;.0-9]*[0-9]{{1,2}}\s*(?:weeks?|wks?|/\s*52)",
    re.IGNORECASE,
)
"""`from week 6 post op`, `by next appt (4/52)`: no weeks of the plan."""

_ELSEWHEN = re.compile(r"\b(?:post|ago|since|after (?:the|an?|your|surgery)|old|pregnan\w*)\b")


def last_named(words: str) -> int:
    """The last week of the plan that words name, `week 3-8` or `12 weeks`; 0 for none.

    Those since something else are none of the plan's.
    """
    bare = plain(words)
    if _ELSEWHEN.search(bare):
        return 0
    named = (int(found["to"] or found["for"]) for found in _NAMED_LAST.finditer(bare))
    return max(named, default=0)


_WEEK_1_LAST = re.compile(
    rf"(?P<dose>.*[a-z0-9])\s*,?\s+\(?(?:(?:for|in|during)\s+)?{WEEK}1\)?[\s.]*",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_TO_WEEK = re.compile(
    r"\b(?:from|until|till|to|up to|by|after|before|since|starting|start|not|of|then|a|per|each|"
    r"every|x)$",
    re.IGNORECASE,
)
_WEEKS_AHEAD = re.compile(
    rf"(?P<weeks>{WEEK}{_N}\s*(?:[-\u2010-\u2015]|to)\s*(?:{WEEK})?{_N}|{WEEK}1)\s*:\s*"
    r"(?P<dose>[^;\n]*[a-z0-9])[\s.]*",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    rf"{WEEK}[0-9]|/\s*52|\b(?:then|after that|weeks|wks|build|progress|increas\w*|add|until|"
    r"till)\b|[+;\n]|\.\s|->|\u2192",
    re.IGNORECASE,
)
"""With these the dose is not one and the same in the weeks beside it."""


def _of_few_weeks(text: str) -> str:
    """`3x20 bd wk 1` and `wks 3-6: 3x8 alt days`: a dose of these weeks alone."""
    if (ahead := _WEEKS_AHEAD.fullmatch(text.strip())) and not _CHANGES.search(ahead["dose"]):
        weeks = ahead["weeks"]
        is_one = len(re.findall("[0-9]+", weeks)) == 1
        return f"{ahead['dose']}, {weeks} only" if is_one else f"{ahead['dose']}, {weeks}"
    last = _WEEK_1_LAST.fullmatch(text.strip())
    if last is None or _CHANGES.search(last["dose"]) or _LEADS_TO_WEEK.search(last["dose"]):
        return text
    return f"{last['dose']}, week 1 only"


def read_span(words: str) -> Said | None:
    """The first and last week that a piece names, None where it names none."""
    if days := _DAYS_OF_WEEKS.fullmatch(words):
        return Said(last_week=int(days[1] or days[2]) // 7)
    if _FIRST_WEEK.fullmatch(words):
        return Said(last_week=1)
    for pattern, (first, last) in _WEEKS:
        if match := pattern.fullmatch(words):
            found = [int(number) for number in match.groups() if number]
            return Said(
                first_week=found[first - 1] if first else 0,
                last_week=found[last - 1] if last else 0,
            )
    return None


def of_weeks(first: int, last: int, note: str) -> str:
    """A note with the weeks that it is for: "Weeks 1 to 2: sitting"."""
    weeks = f"Week {first}" if first == last else f"Weeks {first} to {last}"
    return f"{weeks}: {note}"
