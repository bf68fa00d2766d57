"""What is typed for an exercise becomes the words of it that limit how far, or how hard, to go.

Who limits an exercise, or says when it is to be made harder, has said how it goes on: the library's
own line for when it is easy would go against it. Who asks for a day between would not read
that other days will do as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinicplan.dose import Dose
from clinicplan.doses.conditions import begins_condition
from clinicplan.plan import Plan, Prescription

_PAIN = r"(?:pain|discomfort|sore(?:ness)?|ache)"
_NOT = r"(?:not|never|don['\u2019]?t|do not|no)"
_END = r"(?:(?:the|your|very|full|right) )*(?:end|top|bottom|limit|maximum|max|range)"

_LIMITS = re.compile(
    "|".join(
        (
            # how far
            rf"\b(?:stop(?:ping)?|stay(?:ing)?|keep(?:ing)?|just) (?:just )?(?:short of|before|"
            rf"below|"
            rf"under|within) {_END}",
            r"\b(?:stop(?:ping)?|stay(?:ing)?) (?:just )?(?:short|before (?:it|you|the (?:muscle|"
            r"stretch)))\b",
            rf"\b{_NOT} (?:go |move |push |stretch |raise |lift |bend )?(?:right |all the way )?"
            rf"(?:to|into|at|through|past|beyond|over|above|up to) {_END}",
            rf"\b(?:{_NOT} |no )(?:go |reach |stretch(?:ing)? |push |bend |move |raise |lift )?"
            r"(?:it |your (?:heel|toes|foot) )?(?:too|so|as|any|very) "
            r"(?:far|high|deep|hard|low|much|fast|heavy)",
            r"\b(?:half|mid|inner|partial|part|small|limited|comfortable|comfort|shallow)[ -]?"
            r"(?:range|rom|movements?|raises?|circles)\b",
            r"\bhalf[ -]?way\b|\bonly (?:half|part[ -]?way|a little|as (?:far|high|hard|much))\b",
            r"\b(?:no|not|never) (?:further|farther|higher|deeper|lower|more|harder|heavier) "
            r"(?:than|past)\b|\b(?:no|not|never|don't go|do not go)(?: \w+)? (?:past|beyond) ",
            rf"\b{_NOT} (?:(?:do|to|go|try|any|ever|it|them|reps?) )*(?:more|extra)\b"
            r"(?! painful| sore)|\bthat['\u2019]?s (?:all|enough|plenty)\b|\bis plenty\b|"
            r"\b(?:nothing|none) more\b",
            r"\bwithin (?:your |a )?(?:comfort|comfortable|easy)\b|\bpain[ -]?free range\b|"
            r"\bas (?:hard|far|high|much) as (?:is |it is |feels? )?(?:comfortable|comfy|"
            r"allowed)\b",
            # how hard
            r"\b(?:half|[1-7]0 ?%|gentle|light|easy|minimal|low) (?:of )?(?:your |the )?"
            r"(?:max(?:imum)? )?(?:effort|pressure|strength|force)\b|"
            r"\b(?:mild|gentle|light|slight|soft|easy) (?:pull|stretch|press|squeeze) only\b|"
            r"\bonly (?:a )?(?:mild|gentle|light|slight|soft) (?:pull|stretch|press|squeeze)\b",
            rf"\b{_NOT} (?:push|press|strain|force|overdo)\b|"
            rf"\bno (?:extra |added |more )?weights?\b(?! bearing)",
            r"\b(?:same|stay at (?:this|the same|that)) (?:dose|level|weight|number|amount)\b|"
            rf"\b{_NOT} (?:yet )?(?:increase|progress|add|build up|go up|move on)\b|"
            r"\bno (?:increase|progress\w*)\b|\buntil we (?:say|have|see|tell)\b",
            r"\bnon[ -]?weight[ -]?bearing\b|\bnwb\b|\bpartial[ -]weight\b|\bpwb\b|"
            r"\b(?:most|more) of your weight on\b",
            # how much pain
            rf"\b(?:no|not|without|free of) (?:any |to |into |sharp )?{_PAIN}\b|\bpain[ -]?free\b|"
            r"\bnot? painful\b|\b(?:should|must) ?(?:not|n't) (?:hurt|be (?:sore|painful))\b",
            rf"\b{_PAIN} (?:\w+ ){{0,4}}(?:max\.?|up to|no more than|under|below|less than|over|"
            rf"above|"
            r"more than|<|>|<=|>=|\u2264|at most) ?[0-9]",
            rf"\b(?:stop|ease off|rest|leave it)[^.,;]* (?:if|when|once|at)[^.,;]* (?:{_PAIN}|"
            rf"sharp|"
            r"hurts|numb\w*|tingling|burning|swell\w*)",
            # the clinic's own way on
            r"\bwhen (?:it is |it's |this is |[0-9x ]+ (?:is|are|feels?) )?(?:easy|easier|too easy|"
            r"pain[ -]?free)\b|\b(?:heavier|stronger|harder|thicker|more weight|add weight)\b|"
            r"\b(?:build(?:ing)? up|add|increas\w+|go up|progress\w*)\b",
            r"\b(?:from|after|in|by|until|till|for)? ?(?:the )?(?:weeks?|wks?) ?[0-9]|"
            r"\b(?:after|for|in) (?:the )?(?:first )?[0-9]+ ?(?:days|weeks|wks)\b|"
            r"\bstart(?:ing)? (?:(?:with|at|on) (?:[0-9]|(?:a |the )?(?:light|yellow|red|green|low|"
            r"small|short|easy|soft|thin))|sitting|seated|standing|lying)|"
            r"\b(?:second|third|2nd|3rd) week\b|\bif (?:it is |it's )?easy\b",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip


def limited(words: str) -> str:
    """The words of a text that limit an exercise, or that say how it goes on; "" without any."""
    found = _LIMITS.search(words)
    return found[0].strip() if found else ""


def is_limited(prescription: Prescription) -> bool:
    """True where what is typed for it limits it, or says when more is to be done."""
    is_changed = any(change.note for change in prescription.changes)
    is_told = prescription.when_easy is not None or is_changed
    return is_told or any(map(limited, typed_for(prescription)))


def condition_of(dose: Dose, note: str) -> str:
    """The words of a new dose, or of its note, that say in which case it comes; "" for none."""
    said = (dose.days.occasion if dose.days else "", note)
    return next((words for words in said if begins_condition(words.casefold())), "")


_APART = re.compile(
    r"\b(?:days that do not follow|(?:(?:rest|free) days?|day(?: off)?) (?:in )?between|"
    r"(?:not (?:on )?|non[- ]?)consecutive|not (?:on )?(?:2|two) days (?:running|in a row)|"
    r"days? apart|(?:days in a row|back[- ]to[- ]back)|every other day)\b",
    re.IGNORECASE,
)


def keeps_days_apart(prescription: Prescription) -> bool:
    """True where what is typed for it asks for a day between two on which it is done."""
    return any(map(_APART.search, typed_for(prescription)))


def typed_for(prescription: Prescription) -> Iterator[str]:
    """Each text of a prescription that a patient reads as it was typed."""
    yield prescription.note
    yield from (change.note for change in prescription.changes)
    dose = prescription.dose
    yield from (item.words for item in (dose.reps, dose.duration, dose.hold, dose.sets) if item)


def all_typed(prescription: Prescription) -> str:
    """The texts of `typed_for`, and what is typed of when it is done and with what: a text a line.

    Most have none of them: it is asked of every card.
    """
    dose, texts = prescription.dose, [prescription.note] if prescription.note else []
    for change in prescription.changes:
        texts += (change.note,) if change.note else ()
    for worded in (dose.reps, dose.duration, dose.hold, dose.sets, dose.load, dose.tempo):
        texts += (worded.words,) if worded and worded.words else ()
    for part in (dose.times, dose.days):
        texts += (part.occasion,) if part and part.occasion else ()
    return "\n".join(texts)


def typed_in(plan: Plan) -> str:
    """All that is typed for a plan, its note first: a text a line."""
    texts = [plan.note, *[all_typed(item) for item in plan.prescriptions]]
    return "\n".join([text for text in texts if text])
