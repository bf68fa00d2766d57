"""The abbreviations of a dose ("fwd", "nocte", "q2h", "2xd") become the words they stand for.

Only what has one meaning wherever it stands in a dose: everything else is left as it is typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clinicplan.doses.plain import any_of

_WORDS = {
    "fwd": "forward", "fwds": "forward", "fwrd": "forward", "bwd": "backward", "bwds": "backward",
    "bkwd": "backward", "backwd": "backward", "backwds": "backward", "forwd": "forward",
    "nocte": "at night", "mane": "in the morning", "e/w": "each way",
    "ea": "each", "ea.": "each", "cw": "clockwise", "acw": "anticlockwise", "ccw": "anticlockwise",
    "anticw": "anticlockwise", "rpt": "repeat", "tol": "tolerated", "tol.": "tolerated",
    "btwn": "between", "btw": "between", "poss": "possible",
    "poss.": "possible", "inj": "injection", "inj.": "injection", "rd": "round", "rds": "rounds",
    "f/b": "followed by", "w/o": "without", "til": "until", "thru": "through",
    "b4": "before", "sess": "sessions", "hrly": "hourly", "morn": "morning", "eve": "evening",
    "p/w": "per week", "p.w.": "per week", "p.d.": "per day", "p/d": "per day", "p/wk": "per week",
    "mth": "month", "mths": "months", "wkly": "weekly", "bilat": "bilateral",
    "esp": "especially", "esp.": "especially", "approx": "about", "approx.": "about",
    "cont": "continue", "cont.": "continue", "wt": "weight", "wts": "weights",
    "pls": "please", "comf": "comfortable", "exc": "except", "exc.": "except",
    "excl": "except", "excl.": "except",
    "sek": "seconds", "sek.": "seconds", "wdh": "reps", "wdh.": "reps", "tgl": "daily",
    "tgl.": "daily", "o/h": "overhead", "abt": "about", "nightly": "every night",
    "db": "dumbbell", "dbs": "dumbbells", "kb": "kettlebell", "kbs": "kettlebells",
    "incr": "increase", "incr.": "increase", "upto": "up to", "mrng": "morning",
    "mrngs": "mornings", "anticlock": "anticlockwise",
}  # fmt: skip
"""By the word in lower case, with its full stop where it has one."""

_CAPITALS = {
    "EO": "eyes open", "EC": "eyes closed", "SLR": "straight leg raise",
    "AMRAP": "as many as you can", "SOS": "when needed", "WBAT": "weight-bearing as tolerated",
    "NWB": "no weight on it", "FWB": "full weight on it", "PWB": "part of your weight on it",
    "ROM": "range of movement", "ED": "every day", "BF": "barefoot",
}  # fmt: skip
"""What says this in capitals only."""

_BOUNDARY = (r"(?<![\w'-])", r"(?![\w'-])")
_A_WORD = re.compile(
    rf"{_BOUNDARY[0]}(?:{any_of(_WORDS)}){_BOUNDARY[1]}", re.IGNORECASE
)
_IN_CAPITALS = re.compile(rf"{_BOUNDARY[0]}(?:{any_of(_CAPITALS)}){_BOUNDARY[1]}")

_DOINGS = (
    r"(?:runs?|running|training|workout|gym|exercise|walks?|work|match|games?|shower|swim|ride)\b"
)

_PATTERNS = tuple(
    (re.compile(find, re.IGNORECASE), words)
    for find, words in (
        (r"\bq\.?\s?([2-8])\s?(?:h|hrs?|hourly)\b", r"every \1 hours"),
        (r"\b([0-9]+(?:-[0-9]+)?)\s*x\s*/?\s*d\b", r"\1x/day"),
        (r"\bx\s*([0-9]+)\s*/\s*d\b", r"\1x/day"),
        (r"\b([1-6])\s*/\s*d\b", r"\1x/day"),
        (r"\b([1-6])\s*x?\s*dd\b", r"\1x/day"),
        (r"\binc\.?\s+(?:by\s+)?(?=[0-9])", "increase by "),
        (r"\b([0-9]+)\s*/\s*d\b", r"\1 a day"),
        (r"\b([0-9]+(?:-[0-9]+)?)\s*d\s*/\s*(?:wk|w|week)\b", r"\1 days/week"),
        (r"\b([0-9]+)\s*x\s*daily\b", r"\1x daily"),
        (r"(\bx\s?[0-9]+)daily\b", r"\1 daily"),
        (r"(?<=[0-9x])\s*pw\b", " per week"),
        (r"(?<=[0-9x])\s*pd\b", " per day"),
        (r"\bw/\s*(?=[0-9])", "with "),
        (r"(?<=[0-9])\s*deg\b\.?", " degrees"),
        (r"\bnil\s+(?=rest|hold)", "no "),
        (r"\b(?:(?:both|each)\s+)?(?:L|left)\s*(?:[+&]|and)\s*(?:R|right)\b(?!\s*[0-9])",
         "left and right"),
        (r"\b(?:(?:both|each)\s+)?(?:R|right)\s*(?:[+&]|and)\s*(?:L|left)\b(?!\s*[0-9])",
         "right and left"),
        (r"\bRI\s*:?\s*(?=[0-9])", "rest interval "),
        (r"(?<=[0-9])(\s*(?:secs?|mins?))\.(?=\s+(?:holds?|rests?|breaks?|pauses?|each|between|x)\b)",
         r"\1"),
        (r"\bnil\b", "nothing"),
        (r"[-\u2013\u2014]{1,2}>", "->"),
        (r"\bsl\s+(?=heel|calf|raise|squat|stance|stand|balance|bridge|hop|jump|press|rdl)",
         "single-leg "),
        (rf"\bpost[- ]?(?={_DOINGS})", "after "),
        (rf"\bpre[- ]?(?={_DOINGS})", "before "),
        (r"\bT\s?([/,&+])\s?Th(?:u|ur|urs)?\b", r"Tue\1Thu"),
        (r"\bb/[wn]\s+(?=sets?|reps?|rounds?|each|them|sides|days|sessions)", "between "),
        (r"\b(rest|breather|break|pause|gap|apart)\s+b/[wn](?=\s*(?:$|[,;.]))", r"\1 in between"),
        (r"\b(sets?|series|rounds?)\s*\u00e0\s*(?=[0-9])", r"\1 of "),
        (r"\bdirn?s\b", "directions"),
        (r"\bdirn?\b(?:\.(?=\s*[,;)]|\s+(?-i:[a-z])))?", "direction"),
        (r"\bp\s?[&+]\s?n\b", "pins and needles"),
        (r"^\s*alt\.?\s*$", "alternating"),
        (r"\bHR\s+(?=(?:below|under|above|over|max|up to|at|of|<|>)?\s*[0-9])", "heart rate "),
        (r"\balt\.?\s+(?=legs?\b|sides?\b|feet\b|arms?\b)", "alternate "),
        (r"(?<=[0-9])\s*\u00b4", "'"),
    )
)


@lru_cache(maxsize=4096)
def spelt(text: str) -> str:
    """The text with these abbreviations in words; all else, capitals too, as it was typed."""
    words = _IN_CAPITALS.sub(lambda found: _CAPITALS[found[0]], text)
    words = _A_WORD.sub(lambda found: _WORDS[found[0].casefold()], words)
    for pattern, instead in _PATTERNS:
        words = pattern.sub(instead, words)
    return words
