"""How or where an exercise is done ("gently", "side lying", "only if it is not sore") -> a note.

Of these words no number of a dose can be a part; they are printed as they were typed.
"""

from __future__ import annotations

import re

from clinicplan.doses.conditions import CASE
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.plain import NUMBER_WORDS, any_of
from clinicplan.doses.slips import DOSE_WORDS, ORDINARY, is_slip

_HOW = (
    "gently", "gentle", "easy", "easily", "relaxed", "lightly", "smoothly", "smooth", "firmly",
    "carefully", "quietly", "softly", "steadily", "steady", "pain-free", "pain free", "painfree",
    "comfortably", "barefoot", "supported", "unsupported", "with support", "without support",
    "with control", "with good form", "good form", "full range", "through full range",
    "small range", "mid range", "in full range", "within comfort", "within comfort range",
    "in comfort range", "as able", "as tolerated", "if able", "as comfortable", "no bouncing",
    "no bounce", "don't bounce", "without bouncing", "hands on hips", "arms crossed",
    "slow breathing", "breathing normally", "nice and easy", "no pain", "without pain",
    "not painful", "no shoes", "shoes off", "shoes on", "without shoes", "in shoes", "in socks",
    "in trainers", "boot on", "boot off", "in boot", "out of boot", "in the boot",
    "out of the boot", "in brace", "in splint", "eyes open", "eyes closed", "eyes shut",
    "eyes open then closed",
    "rest days between", "no rest day", "no rest days", "no rest days needed", "light touch",
    "no hands", "hands free", "chair in front", "chair nearby", "no wobbling",
)  # fmt: skip
_KIND = r"(?:long|half|high|side|crook|prone|supine|four[- ]point|tall|back|front|tummy)"
_FEET = r"(?:\s+(?:on\s+)?(?:1|2|both)\s+(?:legs?|feet|foot))?"
_POSTURE = (
    rf"(?:(?:in|while|when)\s+)?(?:{_KIND}[ -])?"
    r"(?:sitting|standing|lying|kneeling|seated|stood|sat)"
    rf"(?:\s+(?:up|down|tall))?{_FEET}|(?:in\s+)?(?:supine|prone)|"
    r"(?:on\s+)?(?:all fours|(?:your\s+|the\s+)?hands and knees)|"
    r"lying on (?:your |the )?(?:back|front|tummy|side)|"
    r"on (?:your |the )?(?:back|front|tummy|stomach)"
)
_KNEE = r"(?:with\s+)?(?:your\s+|the\s+)?(?:knees?|legs?)\s+(?:straight|bent|soft|slightly bent)"
_THING = (
    r"(?:steps?|stairs?|wall|chair|desk|worktop|counter|bench|table|sink|bed|sofa|settee|floor|"
    r"mirror|doorway|corner|pool|bath|gym|home|work|cushion|pillow|mat|foam|carpet|grass|rail|"
    r"banister|bars?|tv|telly|bike|treadmill|support|towel)"
)
_PLACE = re.compile(
    r"(?:in|on|at|off|over|near|against|by|under|in front of|next to|beside|holding|holding on to|"
    r"holding onto|hold|hold on to|hold onto|facing|using|from)\s+"
    rf"(?:a\s+|an\s+|the\s+|your\s+)?(?:([a-z]{{3,9}})\s+)?{_THING}"
)
_DAY_OFF = (
    r"(?:with\s+)?(?:(?:at least\s+)?(?:a|1)\s+)?(?:(?:rest|free)\s+day|day(?:\s+off)?)\s+"
    r"(?:in\s+)?between(?:\s+(?:each|sessions|them))?"
)
_MANNER = re.compile(rf"(?:{any_of(_HOW)}|{_POSTURE}|{_KNEE}|{_DAY_OFF})")
_NO_ADJECTIVES = frozenset(
    ("day", "week", "night", "left", "right", "each", "both", "every", "set", "once", "twice",
     "then", "until", "till", "other", "same", "slow", "slowly", "and", "for", "with", "not", "but")
)  # fmt: skip


def is_manner(words: str) -> bool:
    """True for words that say how or where, and nothing of how much or how often."""
    if _MANNER.fullmatch(words):
        return True
    place = _PLACE.fullmatch(words)
    return place is not None and place[1] not in _NO_ADJECTIVES


_PART = r"(?:heels?|toes?|knees?|foot|feet|legs?|backs?|arms?|hips?|elbows?|shoulders?|head)"
_HOW_IT_IS = re.compile(
    rf"(?:(?:keep(?:ing)?|with) )?(?:(?:the|your|both|back|front|big|other) )*{_PART} "
    r"(?:(?:stays?|kept|is|are|nice and) )*(?:down|up|high|straight|bent|soft|level|flat|still|"
    r"relaxed|together|apart|raised)(?: (?:on|in|off|over) (?:a |the |your )?[a-z]+)?|"
    r"(?:while|whilst|during|with|over|under|between|against|holding|using|wearing|without|"
    r"breathe|breathing|keep|keeping|stay|staying|don't|light|flat|low|small|soft) [a-z' -]+|"
    r"[a-z]+ ball between (?:the |your )?heels|(?:in|on|at|off) (?:(?:a|the|your|each) )?[a-z]+"
)
_COUNTED = re.compile(
    r"\b(?:as|all|half|whole|length|lengths|lap|laps|across|along|round|around|end|back|rounds?|"
    r"until|till?|if|when|then|once|twice|times?|more|less|max|min|most|least|up to|build|add|"
    r"increase|easy|easier|harder|weeks?|days?|each|every|both|left|right|first|last|hold|rest)\b"
)
"""Words by which it may be an amount, a time, a side or a later dose."""


_WHETHER = re.compile(r"\b(?:able|tolerated|comfortable|rest days?|unless|only)\b")
"""Words by which it may be done or not; what they belong to is for the clinic to see."""

_LIMITED = re.compile(
    r"\b(?:or|not|but|after|before|since|progress\w*|holds|rests|breaks?|pauses?|weekly|months?|"
    r"fortnights?|terms?|seasons?|flares?|\w*days|yet|longer|supervi\w*|by|"
    rf"{any_of(NUMBER_WORDS)})\b"
)
"""Words by which it may end, begin or be a choice."""


def is_how(words: str) -> bool:
    """True for a note that says plainly how or where, and could be no part of any dose."""
    bare = words.casefold().strip(" .!")
    if _WHETHER.search(bare):
        return False
    if is_manner(bare):
        return True
    if re.search("[0-9]", bare) or _COUNTED.search(bare) or _LIMITED.search(bare):
        return False
    return bool(_HOW_IT_IS.fullmatch(bare))


_DATED = re.compile(
    r"\b(?:weeks?|wks?|w[0-9]+|months?|review|appointment|seen)\b|"
    rf"\b(?:{any_of((*WEEKDAYS, *NAMED_DAYS))})\b|"
    r"/\s*(?:52|12|7)\b|\b[0-9]+(?:st|nd|rd|th)\b"
)
"""Words of time by which a dose might begin, end or change."""

_CONDITION = re.compile(
    r"^(?:leave (?:it )?out|skip|miss|omit|not)\s+(?:it\s+)?(?:on|when|if)\s|"
    rf"(?:^|\s)(?:{CASE}|otherwise|whenever|"
    r"as (?:able|tolerated|needed|you))\b|^(?:when|once|where)\s|[a-z]\s(?:when|once)\s[a-z]|"
    r"^(?:only\s+)?(?:un)?till?\s+[a-z' ]+$|^[a-z][a-z ]+\?\s+\S|"
    r"^[a-z][^=]*[a-z0-9]\s*(?:=|->|>)\s*\+?(?:[a-z]|[0-9])"
)
"""What is done in some cases only: its numbers are those of what is done then."""

_DEEDS = (
    "avoid", "bend", "breathe", "build", "count", "don't", "do not", "drop", "ease", "feel",
    "focus", "go", "imagine", "keep", "land", "lean", "leave", "let", "look", "lower", "make",
    "miss", "move", "never", "omit", "press", "progress", "pull", "push", "reduce", "relax",
    "return", "ring", "rub", "skip", "slide", "start", "stay", "stop", "straighten", "swap",
    "switch", "tell", "think", "try", "turn", "use", "watch",
)  # fmt: skip
_DEED = re.compile(rf"(?:please\s+|but\s+|and\s+|then\s+)?(?:{any_of(_DEEDS)})\s+[a-z].*")
_MORE_DEEDS = frozenset(
    ("stand", "sit", "lie", "walk", "run", "rise", "raise", "lift", "hold", "do")
)


def is_deed(word: str) -> bool:
    """True for a word that tells what to do: `keep`, `standing`."""
    return word in _DEEDS or word in _MORE_DEEDS or word.endswith("ing")


_HOLD_ON = re.compile(
    r"(?:hold|holding)\s+on(?:\s+(?:to|tight|well|lightly|at first|if needed)\b.*)?"
)
_SIDED = re.compile(
    r"\b(?:left|right|l|r|each|both|other|alternat[a-z]*|every|daily|day|days|once|twice|"
    r"a day|per|od|bd|bid|tds|tid|qds|qid|hourly|reps?|sets?|times|x)\b"
)


_OFTEN = re.compile(
    r"\b(?:daily|(?:every|each)\s+(?:[a-z0-9]+\s+)?(?:days?|mornings?|evenings?|nights?|hours?)|"
    r"alternate days?|weekly|nightly|(?:a|per) day|od|bd|tds|qds|bid|tid|qid)\b"
)
_SIDE = re.compile(r"\b(?:left|right|each|both)\b")


def is_instruction(words: str) -> bool:
    """True for a part of a dose that tells what to do, or when to do less, as a sentence would.

    A condition may have numbers, and words of how often. A deed has none, and names no side.
    """
    bare = words.strip(" !.")
    if " " not in bare or _DATED.search(bare) or any(map(_is_odd, re.findall("[a-z]+", bare))):
        return False
    if condition := _CONDITION.search(bare):
        is_of_all = bool(_OFTEN.search(bare[: condition.start()]))  # `every second day / if ..`
        return len(bare.split()) > 2 and not _SIDE.search(bare) and not is_of_all
    is_deed = bool(_DEED.fullmatch(bare) or _HOLD_ON.fullmatch(bare))
    return is_deed and not re.search("[0-9]", bare) and not _SIDED.search(bare)


def _is_odd(word: str) -> bool:
    """True for what may be a slip of a word of doses: `starts` is none."""
    return is_slip(word) and word.removesuffix("s") not in (*DOSE_WORDS, *ORDINARY)


AFTERCARE = re.compile(
    r"(?:foot|feet|legs?) up\b.*\bafter|(?:then )?(?:ice|elevate|cool) .*\b[0-9]"
)
"""`Foot up 20 min after each`: an amount of something else."""
