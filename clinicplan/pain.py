"""A typed rule of pain becomes its words, where the clinic's limits say otherwise, and whose it is.

Beside the limits that are printed for all, a patient would read two rules of one pain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clinicplan.limits import typed_for
from clinicplan.plan import PainGuide, Plan

_OF_PAIN = re.compile(
    r"pain|discomfort|sore|ache|vas|nrs|nprs|hurt|/ ?10|out of (?:10|ten)", re.IGNORECASE
)
"""What every rule has: of a note without it nothing else is looked for."""

_MODERATE = 4
"""Where moderate pain begins on a scale of 0 to 10, as most scales have it."""

_ENDS = re.compile(r"[;,\n!?()]|\.(?=\s|$)(?<!max\.)", re.IGNORECASE)

_PAIN = r"(?:pain|discomfort|sore(?:ness)?|ache|vas|nrs|nprs)"
_FILLED = (
    r"(?:\s+(?:levels?|scores?|is|are|must|should|can|may|stays?|kept|be|goes|gets|rises|of|at|"
    r"during|it|this|allowed|ok|okay)){0,4}"
)
_NEVER_OVER = (
    r"(?:no|not|never|nothing)\s+(?:be\s+|go\s+)?"
    r"(?:more than|over|above|higher than|worse than|exceed|exceeding|>)"
)
_AT_MOST = rf"(?:up to|at most|max(?:imum)?\.?|within|<=|\u2264|{_NEVER_OVER})"
_UNDER = r"(?:below|under|less than|lower than|(?<!=)<(?!=))"
_OVER = r"(?:above|over|more than|higher than|exceeds|worse than|>(?!=))"
_FROM = r"(?:>=|\u2265|reaches)"
_OPERATOR = rf"(?P<word>{_AT_MOST}|{_UNDER}|{_OVER}|{_FROM})"
_NUMBER = r"(?:(?:10|[0-9])\s*(?:-|\u2013|to)\s*)?(?P<top>10|[0-9])(?![0-9.:])"
_OF_TEN = r"\s*(?:/\s*10|out of (?:10|ten))\b"
_OF_FIVE = r"\s*(?P<five>/\s*5|out of (?:5|five))(?![0-9])"
_BARE = r"(?!\s*(?:%|/|x\b|-|\u2013|[a-z]*(?:min|sec|hour|day|week|rep|set|time)|s\b|h\b|kg\b))"
_HALT = (
    r"(?P<halt>\b(?:stop|rest|ease off)\s+(?:it\s+|this\s+|(?:the\s+)?set\s+)?"
    r"(?:if|when|once|at|should)\s+)?"
)
_HALTS = re.compile(r"\b(?:stop|rest|ease off)\b", re.IGNORECASE)
_YOURS = (
    r"(?:(?:the|your|you have|you feel|you get|any)\s+)?"
    r"(?:(?:knee|heel|calf|foot|toe|arch|shin|ankle|achilles|tendon|hip|back|leg)\s+)?"
)

_SCORED = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"{_HALT}{_YOURS}\b{_PAIN}{_FILLED}\s*[:=]?\s*{_OPERATOR}\s*{_NUMBER}"
        rf"(?:{_OF_TEN}|{_OF_FIVE}|{_BARE})",
        rf"{_HALT}{_YOURS}(?:{_OPERATOR}\s+)?\b{_PAIN}{_FILLED}\s*[:=]?\s*{_NUMBER}"
        rf"(?:{_OF_TEN}|{_OF_FIVE})",
        rf"{_HALT}{_YOURS}(?:(?:{_OPERATOR})\s*)?(?<![0-9/.-]){_NUMBER}(?:{_OF_TEN}|{_OF_FIVE})"
        rf"\s+(?:of\s+)?{_PAIN}\b",
        rf"{_HALT[:-1]}(?:(?:it|you)\s+(?:is|gets?|goes|hits?|are at)?\s*)?(?:{_OPERATOR}\s*)?"
        rf"{_NUMBER}{_OF_TEN}(?!\s*(?:of\s+)?(?:your\s+)?(?:max|effort|rpe|borg))",
        rf"(?P<halt>(?!))?(?<!effort )(?<!rpe )(?<!borg ){_OPERATOR}\s*{_NUMBER}{_OF_TEN}"
        r"(?=\s+(?:is\s+)?(?:ok|okay|fine|all right|allowed|acceptable)\b)",
    )
)

_NONE = re.compile(
    r"\b(?:no|without|free of)\s+(?:any\s+)?pain\b"
    r"(?!\s+(?:relief|relievers?|killers?|meds|medication|gels?|tablets?|scores?|diary))"
    r"(?!\s*(?:[-=]+>|\u2192|then\b))|"
    r"(?<!not )\bpain[\s-]?free\b(?!\s+(?:side|leg|foot|feet|limb|one|days?|weeks?|walk))|"
    r"\b(?:should|must|shall|ought to)(?: not|n't)\s+(?:hurt|be (?:painful|sore))(?=\s*$)|"
    r"\bnot painful\b|\bnot (?:to |into )?pain\b(?=\s*$)",
    re.IGNORECASE,
)
_STEPPED_UP = re.compile(
    r"\b(?:no|without) pain(?: any ?more| now| left)?\s*(?:,?\s*then\b|[-=]+>|\u2192|:|,?\s*(?=\+|"
    r"add\b|increase\b|go up\b|more weight))[^.;\n]*",
    re.IGNORECASE,
)
"""What is added once it no longer hurts, which is no limit: `no pain -> add 5 kg`."""
_SOME = re.compile(
    r"(?<!no )(?<!not )\bmoderate\s+(?:[a-z]+\s+)?(?:pain|discomfort|ache|soreness)\b",
    re.IGNORECASE,
)
_ENDURED = re.compile(
    r"\b(?:until|till?)\s+(?:(?:you (?:get|have|feel)|there is|a)\s+)?moderate\s+(?:[a-z]+\s+)?"
    r"(?:pain|discomfort|ache|soreness)\b|"
    r"\b(?:until|till?)\s+(?:[a-z]+\s+){0,3}moderately\s+(?:sore|painful)\b|"
    r"\b(?:disabling|unbearable|intolerable)\s+pain\b|"
    r"\bpain\s+(?:is|gets|becomes)\s+(?:disabling|unbearable|intolerable)\b",
    re.IGNORECASE,
)
"""What is gone on with up to more than a mild ache: `walk until moderate calf pain`."""

_ENDURED_TO = re.compile(
    r"\b(?:walk|go|move|on|climb|cycle|ride)\s+(?:un)?ti?ll?\b\s*"
    r"(?:(?:you (?:get|have|feel)|a|the)\s+)?"
    rf"(?:[a-z]+\s+)?pain\s*(?:is|of|at|to)?\s*{_NUMBER}(?:{_OF_TEN}|{_OF_FIVE})|"
    r"\bwalk\s+(?:in)?to\s+(?:calf\s+|leg\s+)?pain\s*(?:of\s+)?(?:[0-9]\s*-\s*)?"
    r"(?P<least>10|[0-9])\s*/\s*(?P<scale>10|5)(?![0-9])",
    re.IGNORECASE,
)
"""`walk till calf pain 3-4/5`: so much is wanted."""

_SETTLES = re.compile(
    r"\s+(?:if|as long as|so long as|provided|but|and)\s+(?:that\s+)?"
    r"(?:(?:it|this|has|is|must|should|gets)\s+)*"
    r"(?:settle[sd]?|settling|back to|goes?|gone|eases?|calms?)\b.*",
    re.IGNORECASE,
)
"""On what condition a limit holds: `up to 5/10 ok if settled by next morning`."""

_OTHER_TIME = re.compile(
    r"\b(?:until|till|once|unless|was|were|had|has been|today|now|currently|last|next|morning|"
    r"night|after|afterwards|later|settles?|24|add|increase|progress|build|heavier|harder|return|start|"
    r"begin|call|ring|ask|before|score|write)\b",
    re.IGNORECASE,
)
"""Words of a condition, of another time, or of what happens when: no rule for doing it."""

_CONDITION = re.compile(r"\b(?:if|when)\b", re.IGNORECASE)
_ALLOWED = re.compile(r"\b(?:ok|okay|fine|all right|allowed|carry on|continue)\b", re.IGNORECASE)


def pain_rules(note: str, guide: PainGuide) -> Iterator[str]:
    """Each rule of pain in the note with which the clinic's limits do not agree, as typed."""
    if not _OF_PAIN.search(note):
        return
    for part in _ENDS.split(_STEPPED_UP.sub("", note)):
        clause = _SETTLES.sub("", " ".join(part.split()))  # each blank of a paste would be tried
        if (endured := _ENDURED.search(clause)) and guide.carry_on < _MODERATE:
            yield endured[0]
        elif (wanted := _ENDURED_TO.search(clause)) and _is_over(wanted, guide):
            yield wanted[0]
        elif not _OTHER_TIME.search(clause) and (found := _rule(clause, guide)):
            yield found


def _is_over(wanted: re.Match[str], guide: PainGuide) -> bool:
    """True for a pain that is more than the clinic's guide lets anybody carry on with."""
    score = int(wanted["top"] or wanted["least"])
    is_of_five = wanted["five"] is not None or wanted["scale"] == "5"
    return score * (2 if is_of_five else 1) > guide.carry_on


def stop_rules(text: str, guide: PainGuide) -> Iterator[str]:
    """Such rules of when to stop alone: a goal may well be to have less pain than the limits."""
    return filter(_HALTS.match, pain_rules(text, guide))


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """What has a limit of pain that is not the clinic's.

    `note` is True where the note to the patient has one, `whole` where that is for all that the
    plan asks. `exercises` are the numbers of those whose note or dose has one, `told` those of
    the others that say what to do in pain: `pain >5: only 3 that day`. `signs` are
    what else is told of the guide's signs, each with the numbers of those that tell it, 0 for
    the note.
    """

    note: bool = False
    whole: bool = False
    goals: bool = False
    exercises: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    signs: tuple[tuple[str, tuple[int, ...]], ...] = ()


_HURT = r"(?:pain(?:s|ful)?|sore(?:r|ness)?|aches?|hurts?|hurting|stiff(?:er)?|[0-9] ?/ ?10)"
_DOES = (
    r"(?:stop|rest|leave|skip|miss|only|drop|halve|half|go back|(?:a|one|1) (?:step|week) back|"
    r"back a week|stay(?: put| there| on| at)|quit|repeat|reduce|less|once|days? off|[1-4] ?x)"
)
_CASE = r"(?:if|when|whenever|once|=|->|\u2192|:|-|>|over|above|more than|worse)"
_TOLD = re.compile(
    rf"(?=.*\b{_HURT}\b)(?=.*\b{_DOES}\b)(?=.*(?<![a-z]){_CASE}(?![a-z]))", re.IGNORECASE
)
"""A sentence that says what to do in pain: what hurts, in which case, and what then."""
_THEN_LESS = (
    r"(?=.*\b(?:drop|half|halve|skip|miss|less|days? off|leave|back|repeat|stay|only|not|no|none|"
    r"instead|sit(?:ting)?|nearer|closer|smaller|shorter|shallower|reduce|change|ease|just|"
    r"lower|gentl[ey]|once|ok|okay|fine|normal|usual|expected)\b)"
)
_NOT_TOLD_TO_CALL = r"(?!.*\b(?:stop|ring|call|tell|see us|a&e|999|calf)\b)"
_CASED = r"(?=.*(?:\b(?:if|when|once|still|next|after|on|days?|not|while)\b|[:=>\u2192]))"
_SIGNS = {
    "swells": re.compile(
        r"(?=.*(?<!no )\b(?:swell(?:s|ing)?|swollen|puff(?:y|ier))\b)"
        rf"(?:{_CASED}{_THEN_LESS}{_NOT_TOLD_TO_CALL}(?!.*\b(?:hot|red|redness)\b)|"
        rf"(?=.*\bflare\w*){_THEN_LESS}{_NOT_TOLD_TO_CALL}(?!.*\b(?:hot|red|redness)\b)|"
        r"(?=.*\b(?:little|some|mild|slight|bit of) swelling (?:is |are |may be )?"
        r"(?:quite )?(?:ok|okay|fine|normal|usual|expected|all right)\b))",
        re.IGNORECASE,
    ),
    "dizzy": re.compile(
        rf"(?=.*(?<!no )\b(?:dizz\w+|light[- ]?headed\w*|giddy|faint)\b){_CASED}{_THEN_LESS}"
        rf"{_NOT_TOLD_TO_CALL}",
        re.IGNORECASE,
    ),
    "sharp": re.compile(
        r"(?=.*(?<!no )(?<!not )\bsharp\b)(?=.*(?:\b(?:if|when|once)\b|[:=>\u2192]))"
        rf"{_THEN_LESS}{_NOT_TOLD_TO_CALL}",
        re.IGNORECASE,
    ),
    "worse": re.compile(
        r"(?=.*\bworse\b)(?=.*\b(?:next (?:day|morning)|day after|tomorrow|same day)\b)"
        rf"(?=.*(?:\b(?:if|when)\b|[:=>\u2192])){_THEN_LESS}{_NOT_TOLD_TO_CALL}",
        re.IGNORECASE,
    ),
}  # fmt: skip
"""Sentences that say what to do at a sign of which the guide says what to do, too; by the sign.

Not one that says to stop and call: that is what the guide says.
"""
_A_SIGN = re.compile("swell|swollen|puff|dizz|headed|giddy|faint|sharp|worse", re.IGNORECASE)
_NO_PAIN = re.compile(
    r"(?<!\bif )(?<!\bonce )(?<!\bwhen )"
    r"\b(?:no|without|w/o|into|short of|stop(?:ping)? (?:just )?before) (?:any |the )?"
    r"(?:[a-z-]+ )?pain\b"
    r"(?! relie| killer|\s*(?:[-=]+>|\u2192|then\b))",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.;!?]+\s+|\n+")


def own_limits(plan: Plan, guide: PainGuide) -> OwnLimits:
    """What of a plan has a limit of its own, as the patient reads it on page one or on a card."""
    texts = [" \n".join(typed_for(item)) for item in plan.prescriptions]
    said = "\n".join((plan.note, *plan.goals, *texts))
    signs = tuple(_signs([plan.note, *texts])) if _A_SIGN.search(said) else ()
    if not _OF_PAIN.search(said):
        return OwnLimits(signs=signs)
    is_noted = _has_rule(plan.note, guide)
    limited = tuple(n for n, text in enumerate(texts, 1) if _has_rule(text, guide))
    return OwnLimits(
        note=is_noted,
        whole=is_noted and _is_of_all(plan.note, guide),
        goals=any(any(stop_rules(goal, guide)) for goal in plan.goals),
        exercises=limited,
        told=tuple(
            n for n, text in enumerate(texts, 1) if n not in limited and _says_what_to_do(text)
        ),
        signs=signs,
    )


def _signs(texts: list[str]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Each sign with the numbers of the texts that say what to do there."""
    for sign, words in _SIGNS.items():
        numbers = tuple(
            number
            for number, text in enumerate(texts)
            if any(map(words.match, _SENTENCES.split(text)))
        )
        if numbers:
            yield sign, numbers


def _says_what_to_do(text: str) -> bool:
    if not _OF_PAIN.search(text):
        return False
    return any(map(_TOLD.match, _SENTENCES.split(text))) or bool(_NO_PAIN.search(text))


_SENTENCE = re.compile(r"[.;!?\n]+\s*")
_MORE_WORDS = 4
"""Words beside a rule with which its sentence may still be of all exercises: `.. at any time`."""
_OF_ONE = re.compile(r"\b(?:exercises? [0-9]|[0-9]+ ?[:)]|(?:for|in|on|with) the|left|right)\b",
                     re.IGNORECASE)  # fmt: skip


def _is_of_all(note: str, guide: PainGuide) -> bool:
    """Whether a sentence of the note is little more than its rule, and so of all exercises."""
    for sentence in _SENTENCE.split(note):
        for rule in pain_rules(sentence, guide):
            others = sentence.replace(rule, " ", 1).split()
            if len(others) <= _MORE_WORDS and not _OF_ONE.search(sentence) and ":" not in sentence:
                return True
    return False


def _has_rule(text: str, guide: PainGuide) -> bool:
    return next(pain_rules(text, guide), None) is not None


def _rule(clause: str, guide: PainGuide) -> str:
    """The words of a rule that is not the clinic's, "" for its own rule and for none."""
    for pattern in _SCORED:
        if found := pattern.search(clause):
            return "" if _agrees(found, clause, guide) else found[0].strip()
    if _is_condition(clause):
        return ""
    if found := _NONE.search(clause):
        return found[0] if guide.carry_on else ""
    some = _SOME.search(clause)
    return some[0] if some and guide.carry_on < _MODERATE else ""


def _is_condition(clause: str) -> bool:
    """True for `if no pain`: what is then done is the rule, unless it is all right."""
    return bool(_CONDITION.search(clause)) and not _ALLOWED.search(clause)


def _agrees(found: re.Match[str], clause: str, guide: PainGuide) -> bool:
    """True where a score is one of the clinic's limits, or no limit at all."""
    word, top = (found["word"] or "").casefold(), int(found["top"])
    if found.groupdict().get("five"):
        return False
    if found["halt"]:
        last = top if re.fullmatch(rf"{_OVER}|{_AT_MOST}", word) else top - 1
        is_ease = found["halt"].casefold().startswith("ease")
        return last == (guide.carry_on if is_ease else guide.ease_off)
    if re.fullmatch(rf"{_OVER}|{_FROM}", word) or _is_condition(clause):
        return True
    return guide.carry_on == top - bool(re.fullmatch(_UNDER, word))
