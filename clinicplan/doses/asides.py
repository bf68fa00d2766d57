"""Words beside a dose that are a note by how they begin ("stop if it hurts", "aim 25+").

They may hold numbers and words of doses, for they cannot be a fact of this dose: a condition, a
prohibition, an aim, a measure in centimetres, degrees or per cent, what comes first.
"""

from __future__ import annotations

import re

from clinicplan.doses.conditions import CASE
from clinicplan.doses.day_parts import DAY_PARTS
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.plain import NUMBER_WORDS, any_of
from clinicplan.doses.slips import DOSE_WORDS, PAUSES, is_slip

_SIDES = ("left", "right", "both", "each")
HOW_OFTEN = frozenset(
    ("daily", "day", "days", "eod", "alt", "alternate", "week", "weeks", "wk", "wks", "weekly",
     "month", "months", "hourly",
     "once", "twice", "thrice", "every", "morning", "evening", "night", "am", "pm", "od", "bd",
     "bid", "tds", "tid", "qds", "qid", "x", *_SIDES, *WEEKDAYS, *NAMED_DAYS, *DAY_PARTS)
)  # fmt: skip
"""Words that no aside takes in: how often, and which side, are facts."""

_BESIDE = frozenset(
    ("from", "max", "maximum", "least", "most", "more", "less", "half", "no", "not")
)
"""Words of doses that go with a measure: "at most 3/10", "10 cm from the wall"."""

_WORD = re.compile(r"[a-z][a-z'-]*")
_ALONE = re.compile(r"[a-z][a-z'-]*|[<>=~&+-]+|->|[0-9]+(?:[.,][0-9]+)?(?:-[0-9]+)?(?:/10)?\+?")
_CONDITION = re.compile(
    r"(?:(?:but|and|only|or|please)\s+)?"
    r"(?:(?:stop|skip|leave (?:it )?out|ease off|back off|reduce|do (?:fewer|less)|ring us|"
    rf"tell us|call us)\s+(?:it\s+)?(?:if|when|where|at)|{CASE})"
    r"\s+(.+)"
)
_PROHIBITION = re.compile(r"(?:but\s+)?(?:not|no|never|don't|do not|avoid|without)\s+(.+)")
_AIM = re.compile(
    r"(?:aim(?:ing)?|goal|target)(?:\s+is|\s+for|\s+at|\s+of|:)?\s+(?:at least\s+|about\s+)?[<>~]?"
    r"[0-9]+(?:\.[0-9]+)?(?:-[0-9]+)?\s*(?:\+|%|x\s*bw|x\s*body ?weight)?(?:\s+(.+))?"
)
_FIRST = re.compile(
    r"(?:the\s+)?(?:first|last)(?:\s+(?:one|1|time|go|set|session))?\s+"
    r"(?:before|after|on|at|in)\s+(.+)"
)
_MEASURE = re.compile(
    r"[0-9]+(?:[.,][0-9]+)?(?:-[0-9]+(?:[.,][0-9]+)?)?\s?(?:cms?|mm|\u00b0|degrees?|deg|%|"
    r"inch(?:es)?|percent|per cent|beats (?:a|per) min(?:ute)?)(?![a-z0-9])"
)
_SCALE = re.compile(
    r"(?:^|\s)[0-9](?:-[0-9])?/10\s+(?:pain|discomfort|effort)\b|"
    r"\b(?:pain|rpe|borg|vas|nrs|effort|discomfort|soreness)(?:\s+[a-z]+){0,3}\s*[<>=]*\s*"
    r"[0-9]{1,2}(?:-[0-9]{1,2})?(?:/10|\s+of\s+10|\s+out of\s+10)?"
)
_WEIGHT_SHARED = re.compile(r"[0-9]{1,3}\s?%\s(?:of\s)?[a-z ]+|50/50(?: [a-z ]+)?")
_ORDER = re.compile(
    r"(?:(?:the\s+)?(?:worse|worst|bad|sore|painful|weak|weaker|strong|stronger|good|better|"
    r"operated|affected|injured|stiff|stiffer|left|right|l|r)(?:\s+(?:side|leg|foot|one|1|heel|"
    r"ankle))?\s+first(?:\s+and\s+last)?|(?:start|starting|begin|beginning)\s+(?:with|on)\s+"
    r"(?:the\s+|your\s+)?(?:worse|bad|sore|painful|weak|weaker|operated|affected|left|right)"
    r"(?:\s+(?:side|leg|foot|one|1|heel|ankle))?)"
    r"(?:[,;]?\s+then\s+(?:the\s+|your\s+)?(?:other|good|better|left|right)"
    r"(?:\s+(?:side|leg|foot|one|1|heel|ankle))?)?"
)
_STANCE = re.compile(r"(?:(?:on|standing on)\s+)?(?:1|single)[ -](?:leg|foot)")
_EACH_OR_BOTH = re.compile(
    r"(?:each|both|left and right|right and left|l/r|r/l)(?:\s+(?:side|leg|foot|sides|legs|feet))?"
    r"[\s,;:-]+(.+)"
)
_GAP = re.compile(
    r"(?:min\.?|minimum|at least)\s+(?:[0-9]{1,2}\s*(?:h|hrs?|hours?)|[1-5] days?)\s+"
    r"(?:apart|in between|between(?:\s+(?:sessions|them|each|days))?)"
)
"""How far from one day to the next: `min 48h between`."""

_THEN_OTHER = re.compile(r".*\bfirst\b.*\bthen\b.*")


REVIEWED = (
    r"(?:review\w*|check\w*|measur\w*|re-?test\w*|photo\w*|record\w*|report\w*|updat\w*|"
    r"ring|call|phone|e-?mail|message|text us|see us|seen|assess\w*|progress\w*|increas\w*|"
    r"advanc\w*)\s+"
    r"(?:(?:it|this|us|me|load|weight|reps?|repetitions|band|up|you|pain|progress)\s+){0,2}"
    r"(?:weekly|fortnightly|monthly|(?:each|every|once a|twice a) (?:week|wk|month|fortnight))"
)
"""`review weekly`: how often somebody looks at it or changes it, and not how often it is done."""

_REVIEWED = re.compile(REVIEWED)


def is_aside(words: str) -> bool:
    """True where plain words are a note by how they begin, whatever they hold."""
    return (
        _is_condition(words)
        or _is_prohibition(words)
        or _is_aim(words)
        or any(found.fullmatch(words) for found in (_STANCE, _ORDER, _GAP, _REVIEWED))
        or _is_first(words)
        or _is_measured(words)
    )


def goes_on(words: str) -> bool:
    """True for an aside that whatever follows it belongs to: `leave out if it is | Sunday`."""
    begins = _is_condition(words) or _is_prohibition(words) or _is_aim(words) or _is_first(words)
    return begins or bool(_OPEN_END.search(words) or _SETTLING.search(words))


_OPEN_END = re.compile(
    r"(?:^|\s)(?:by|until|till|next|the|same|this|that|since|following|of|your|before|after|all|"
    r"from|in|at|on|during|overnight)$"
)
"""An occasion behind these is one of the aside: `settled by next | morning`."""

_SETTLING = re.compile(
    r"\b(?:pain|sore(?:ness)?|ache|discomfort|stiff(?:ness)?|swelling)\b.*"
    r"\b(?:ok|okay|fine|allowed|acceptable|if|when|unless|settle[sd]?|settling|gone|eases?|eased|"
    r"calms?|calmed|worse|goes|lasts?|lasting)\b"
)
"""A rule of pain goes on to its end: `pain up to 5/10 ok | in the morning`."""


def _is_condition(words: str) -> bool:
    match = _CONDITION.fullmatch(words)
    return match is not None and says_no_fact(match[1]) and len(match[1]) > 2


def _is_prohibition(words: str) -> bool:
    match = _PROHIBITION.fullmatch(words)
    return match is not None and all(map(is_mere, match[1].split()))


def _is_aim(words: str) -> bool:
    match = _AIM.fullmatch(words)
    return match is not None and (not match[1] or says_no_fact(match[1]))


def _is_first(words: str) -> bool:
    match = _FIRST.fullmatch(words)
    return match is not None and all(map(is_mere, match[1].split()))


def _is_measured(words: str) -> bool:
    """`at 40% effort`, `10 cm from the wall`, `pain up to 3/10`, `70% on the right leg`."""
    if _WEIGHT_SHARED.fullmatch(words):
        return not HOW_OFTEN.difference(_SIDES) & set(words.split())
    rest = _SCALE.sub(" ", _MEASURE.sub(" ", words))
    return rest != words and all(word in _BESIDE or is_mere(word) for word in rest.split())


def says_no_fact(words: str) -> bool:
    """True where no word says how often or which side, and every sign is a plain one."""
    found = words.split()
    return not HOW_OFTEN & set(found) and all(
        _ALONE.fullmatch(word.strip(".!'\"%()")) and not is_slip(word) for word in found
    )


def is_mere(word: str) -> bool:
    """True for a word that says nothing of a dose, and is no slip of one that does."""
    bare = word.strip(".!'\"")
    is_word = bool(_WORD.fullmatch(bare)) or bare in ("&", "+", "-", "")
    is_said = bare in DOSE_WORDS or bare in HOW_OFTEN or bare in PAUSES
    return is_word and not is_said and not is_slip(bare)


def side_in_order(words: str) -> str:
    """The order of `each, worse leg first` or `worse side first, then other`; "" for no such.

    Both sides are done, one after the other; which comes first is for the note.
    """
    match = _EACH_OR_BOTH.fullmatch(words)
    order = match[1] if match else words if _THEN_OTHER.fullmatch(words) else ""
    return order if order and _ORDER.fullmatch(order) else ""


def is_order(words: str) -> bool:
    """True for which side comes first, and nothing else: `left leg first`."""
    return bool(_ORDER.fullmatch(words))


_FIGURES = {figure: word for word, figure in NUMBER_WORDS.items()}


def as_typed(words: str, text: str) -> str:
    """Plain words with the capitals and signs that they were typed with, where they are found."""
    tokens = [word.strip(".:!'\"()") for word in words.split()]
    if not any(map(str.isalnum, words)):
        return words
    pattern = r"\W+".join(map(_spelt, (word for word in tokens if any(map(str.isalnum, word)))))
    found = re.search(rf"(?<!\w){pattern}(?!\w)[%+!]?", text, re.IGNORECASE)
    return found[0].strip() if found else words


def _spelt(word: str) -> str:
    """A word's pattern; a small number may have been spelt, a dash have had blanks about it."""
    if word in _FIGURES:
        return rf"(?:{word}|{any_of((_FIGURES[word],))})"
    return re.escape(word).replace(r"\-", r"\s*[-\u2010-\u2015>\u2192]+\s*")
