"""A practitioner's note becomes True where nothing in it can differ from a step.

"If a step differs, do this." stands behind a note. Behind `make it a game`, or when to stop, it
says nothing, and a reader looks for a difference that is not there.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.;!?\n]+\s*|,\s+(?=(?:and |then )?(?:stop|ring|check|call|rest)\b)", re.I)

_OF_NO_STEP = re.compile(
    "|".join(
        (
            # when to stop, when to leave it out, whom to ring
            r"(?:please )?(?:and |then |but )?(?:stop|stop and|ring|call|tell|leave|skip|miss|omit|"
            r"rest|ease off|back off|only|not|never|none|do(?:n't| not)(?: do(?: it| this| "
            r"them)?)?)"
            r"\b.*\b(?:if|when|unless|until|during|once|us|clinic|days?|attack|flare\w*)\b.*",
            r"(?:not|never|only|none|no)\b.*\b(?:if|when|until|before|after|during|on|while) .*",
            r"(?:leave (?:it|this|them)? ?out|skip|miss)\b.*",
            r"(?:if|when|whenever) (?:it(?:'s| is)? |you(?:'re| are| feel)? |the |your |very |"
            r"foot |ankle |still |too |more )*(?:swollen|swells?|sore\w*|stiff\w*|dizzy|"
            r"light[- ]?headed|tired|ill|unwell|worse|hot|red|puffy|pain(?:ful)?|hurts?|bad)\b"
            r"(?!.*\b(?:sit|stand|lie|chair|wall|hand|leg|side|knee|ball|band|other)\w*\b).*",
            # how much pain, and what is usual
            r"(?:some |any |mild |sharp |no |keep |your |must be |it |this |you |will |may |"
            r"should |"
            r"can |be )*(?:pain|painful|sore\w*|ache\w*|discomfort|uncomfortable|hurts?|swell\w*|"
            r"stiff\w*|numb\w*|tingl\w*|burn\w*)\b(?!.*\b(?:step|leg|foot|side|hand|chair|wall)\b).*",
            r"(?:stop|ease off)\b.*\b(?:pain\w*|sore|hurts?|numb\w*|tingl\w*|burn\w*|dizzy)\b.*",
            r".*\b(?:is|are) (?:quite )?(?:normal|usual|expected|common|fine|ok|all right)",
            # what to look at afterwards
            r"(?:please )?(?:check|look at|inspect|watch)\b.*\b(?:feet|foot|skin|toes?|marks?|"
            r"wound)\b"
            r".*",
            # cheering on, and who helps
            r"(?:have fun|well done|good luck|keep (?:going|it up|at it)|make it (?:a )?(?:game|"
            r"fun)|"
            r"you can do (?:it|this)|great|try your best|enjoy(?: it)?|hard at first.*|"
            r"little and often)",
            r"(?:(?:get |with |ask )?(?:help from )?(?:your )?(?:mum|dad|parents?|someone|somebody|"
            r"partner|wife|husband|carer|teacher)\b)(?!.*\b(?:hold|push|pull|keep|knee|straight|press)).*",
            r"(?:while|during|when) (?:you (?:are )?)?(?:watch\w*|brush\w*|clean\w*|wait\w*|"
            r"(?:the )?kettle)\b.*",
            # how fast, how gently: a step says slowly, and goes on
            r"(?:please |do (?:it|them|this) |lower |move |go |go up |nice and |keep it |very |"
            r"and |"
            r"be )*(?:slow|slowly|gentle|gently|easy|steady|steadily|smooth|smoothly|relaxed|"
            r"careful|carefully)(?: and (?:slow|steady|easy|controlled|gentle))*(?: please)?",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip


_HOW = re.compile(
    r"\b(?:sit|sitting|seated|stand|standing|stood|lie|lying|in bed|out of bed|get(?:ting)? up|"
    r"first step|knees?|legs? (?:up|straight)|foot up|straight|bent|isometric|half ?way|"
    r"toes? (?:up|down)|no hands|across|no wall|both (?:up|feet|legs)|one leg|single leg|"
    r"at the (?:sink|counter)|fall|drop)\b",
    re.IGNORECASE,
)


def tells_how(words: str) -> bool:
    """True where a dose in its own words says how, too: `sitting in week 1, then standing`."""
    return bool(_HOW.search(words))


def is_stepless(note: str) -> bool:
    """True where each sentence of a note tells of pain, of when, or cheers: none is a step."""
    sentences = [part.strip(" .,") for part in _SENTENCE.split(note)]
    return all(_OF_NO_STEP.fullmatch(part) for part in sentences if part)
