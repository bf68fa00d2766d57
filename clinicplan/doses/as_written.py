"""A dose that no reader takes in becomes the clinic's own words, as a patient can read them.

Nothing of it is left out, changed in number or guessed: abbreviations are written out, and how
often it is done stands in the words. What may be a slip, or says nothing to a patient, stays
asked about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.slips import DOSE_WORDS, is_slip
from clinicplan.doses.times import DAY_PARTS
from clinicplan.plan import AS_WRITTEN, Amount, Bound, Days, Dose, Rhythm

LONGEST = 180
"""Letters that a dose panel has room for; more is a note."""

_OPEN = frozenset(
    ("dose-piece-unclear", "dose-said-twice", "progression-unclear", "dose-after-change",
     "times-by-days", "growth-unclear", "days-not-weeks", "side-in-change", "week-or-onwards",
     "two-sides", "days-left-out")
)  # fmt: skip
"""What is asked about because it is not understood, and not because it has two meanings."""

_STOP = r"(?:\.(?=\s*[,;)]|\s+(?-i:[a-z])))?"
"""The full stop of an abbreviation; before a capital, a number or the end it is a sentence's."""

_NO_DATE = r"(?<!from )(?<!until )(?<!till )(?<!on )(?<!by )"

_WRITTEN_OUT = (
    (rf"\b(?:o\.?d|once daily)\b{_STOP}", "once a day"),
    (rf"\b(?:b\.?d|b\.?i\.?d)\b{_STOP}", "twice a day"),
    (rf"\b(?:t\.?d\.?s|t\.?i\.?d)\b{_STOP}", "3 times a day"),
    (rf"\b(?:q\.?d\.?s|q\.?i\.?d)\b{_STOP}", "4 times a day"),
    (r"\b(?:eod|alt days)\b", "every other day"),
    (rf"\bp\.?r\.?n\b{_STOP}", "when needed"),
    (r"\b([0-9]+)\s*x\s*/\s*(day|d|week|wk)\b", r"\1 times a \2"),
    (r"\b([0-9]+(?:-[0-9]+)?)\s*/\s*day\b", r"\1 a day"),
    (r"\b([0-9]+(?:-[0-9]+)?)\s*x?\s*/\s*(?:week|wk)\b", r"\1 times a week"),
    (r"\b([0-9]+(?:-[0-9]+)?)x (?=a (?:day|week)\b|daily\b)", r"\1 times "),
    (r"\bx\s*([0-9]+(?:-[0-9]+)?)\s*/\s*(day|week)\b", r"\1 times a \2"),
    (r"\b1\s*/\s*52\b", "1 week"), (r"\b([0-9]+)\s*/\s*52\b", r"\1 weeks"),
    (rf"{_NO_DATE}\b1\s*/\s*12\b", "1 month"), (rf"{_NO_DATE}\b([2-9])\s*/\s*12\b", r"\1 months"),
    (r"\b([89]|[1-9][0-9])\s*/\s*7\b", r"\1 days"),
    (r"\b([1-9])\s*/\s*60\b", r"\1 min"),
    (rf"\bwks\b{_STOP}", "weeks"), (r"\bwk\.?\s*(?=[0-9])", "week "),
    (r"\bw(?=[0-9]{1,2}\b(?!\s*(?:kg|lbs?|s|secs?|min|%)\b))", "week "),
    (rf"\bwk\b{_STOP}", "week"),
    (r"(?<![a-z])(?<![0-9] )w(?=\s)", "with"),
    (r"\b(weeks? [0-9]{1,2}(?:\s*-\s*[0-9]{1,2})?) (?=[0-9])", r"\1: "),
    (r"(?<![a-z])r(?=[0-9])", "right "), (r"(?<![a-z])l(?=[0-9])", "left "),
    (r"(?<![a-z0-9])r(?![a-z0-9])", "right"), (r"(?<![a-z0-9])l(?![a-z0-9])", "left"),
    (r"(?<![a-z])w/\s*(?=[a-z])", "with "),
    (rf"\bsecs?\b{_STOP}", "seconds"), (r"(?<=[0-9])\s*s\b", " seconds"),
    (r"\b1 seconds\b", "1 second"),
    (rf"(?<=[0-9])\s*mins?\b{_STOP}", " minutes"), (r"\b1 minutes\b", "1 minute"),
    (r"\breps\b", "repetitions"), (r"\brep\b", "repetition"),
    (rf"\bpost[- ]?op\b{_STOP}", "after the operation"),
    (r"\bappts?\b", "appointment"),
    (rf"\bexcl?\b{_STOP}", "except"), (rf"\bincl?\b{_STOP}", "including"),
    (r"\s*(?:->|\u2192)\s*", " \u2192 "),
    (r"(?<=[0-9])\s+[x\u00d7](?=[0-9])", " \u00d7"),
    (r"(?<=[0-9])(?:\s*[x\u00d7]\s+|[x\u00d7])(?=[0-9])", " \u00d7 "),
    (r"@\s*(?=[0-9])", "at "),
    (r"(?<=[a-z0-9])\s*\+\s*(?=[a-z0-9])", " + "),
)  # fmt: skip
"""What prescriptions have, and what a patient reads: never another number."""

_SETS = re.compile(
    r"(?<![0-9][.])\b([2-9])\s*[x\u00d7]\s*([0-9]+(?:-[0-9]+)?)\b(?!\s*(?:\.?[0-9]|[x\u00d7/%@\"'-]|"
    r"(?:m|km|cm|mm|kg|s|secs?|mins?|seconds?|minutes?|hours?|metres?|meters?|steps?|breaths?|"
    r"counts?|repetitions?|reps?|times)\b))",
    re.IGNORECASE,
)
_BEFORE_SETS = re.compile(
    rf"\s*(?:(?:{any_of((*WEEKDAYS, *NAMED_DAYS, *DAY_PARTS))}|and|then|or|right|left|both|each|"
    r"yellow|red|green|blue|black|weeks? [0-9]{1,2}(?:\s*-\s*[0-9]{1,2})?)\s*)*",
    re.IGNORECASE,
)
"""All that may stand before `3 x 10` in its phrase: the 1 of `run 2/walk 1 x8` is a minute."""

_PHRASE_ENDS = re.compile(r"[,;:.(+\u2192]|\b(?:when|if|until)\b", re.IGNORECASE)

_PATTERNS = tuple((re.compile(find, re.IGNORECASE), words) for find, words in _WRITTEN_OUT)

_SHORT = frozenset(
    ("a", "ache", "add", "age", "ago", "aid", "air", "all", "am", "an", "and", "any", "apt",
     "arm", "as", "ask", "at", "b", "bad", "bag", "bar", "bay", "be", "bed", "bib", "big",
     "bin", "bit", "bow", "box", "boy", "bus", "but", "by", "c", "cab", "can", "cap", "car",
     "cat", "cm", "cow", "cue", "cup", "cut", "d", "dad", "dam", "day", "den", "did", "die",
     "dip", "do", "dog", "dry", "due", "ear", "eat", "egg", "ego", "elm", "end", "era", "eve",
     "eye", "fan", "far", "fat", "few", "fin", "fit", "fix", "fly", "fog", "for", "fun", "g",
     "gap", "gas", "get", "go", "god", "gp", "gum", "gun", "guy", "gym", "h", "had", "half",
     "ham", "has", "hay", "he", "hen", "her", "hers", "him", "hip", "his", "hit", "hop", "hot",
     "how", "hug", "hut", "i", "ice", "if", "ill", "in", "ink", "inn", "is", "it", "its",
     "job", "jog", "joy", "key", "kg", "kid", "km", "lap", "lay", "led", "leg", "let", "lid",
     "lie", "lit", "log", "loo", "lot", "low", "lying", "m", "mad", "map", "mat", "max", "may",
     "me", "men", "met", "mid", "min", "mix", "mm", "mop", "mud", "mug", "mum", "my", "nap",
     "net", "new", "no", "nod", "nor", "not", "now", "nut", "oak", "oar", "oat", "odd", "of",
     "off", "oil", "old", "on", "one", "op", "or", "our", "out", "owl", "own", "pad", "pan",
     "par", "path", "paw", "pay", "pe", "pea", "pen", "per", "pet", "pie", "pig", "pin", "pit",
     "pm", "pod", "pot", "pub", "pup", "put", "raw", "ray", "red", "rest", "rib", "rid", "rim",
     "rip", "rob", "rod", "row", "rub", "rug", "run", "s", "sad", "sat", "saw", "say", "sea",
     "see", "set", "sew", "she", "shy", "sir", "sis", "sit", "six", "ski", "sky", "sly", "so",
     "sob", "sofa", "son", "soy", "spa", "spy", "sub", "sum", "sun", "tab", "tag", "tan",
     "tap", "tar", "tax", "tea", "tell", "ten", "the", "then", "tie", "til", "tin", "tip",
     "to", "toe", "ton", "top", "tot", "tow", "toy", "try", "tub", "tug", "tv", "two", "up",
     "urn", "us", "use", "van", "vet", "via", "vow", "vs", "walk", "wall", "warm", "was",
     "wax", "way", "we", "web", "wet", "who", "why", "wig", "win", "with", "won", "wool", "x",
     "yes", "yet", "you", "zip")
)  # fmt: skip
"""Short words that are no abbreviation, and units that everybody reads."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2019-](?=[^\W\d_]))*")
_OFTEN = re.compile(
    rf"\b(?:{any_of((*WEEKDAYS, *NAMED_DAYS, *DAY_PARTS))}|daily|days?|nights?|weeks?|weekly|every|"
    r"hourly|hours?|once|twice|meals?|breakfast|lunch|dinner|before|after|when|whenever|needed|"
    r"each time|per day|teeth|stages?)\b"
)
_SETTING_APART = re.compile(
    rf"\b(?:{any_of((*WEEKDAYS, *NAMED_DAYS))}|days?|weeks?|then|and|or|else|before|after|left|"
    r"right|first|last|other|else|both|turn|back)\b|\+|\u2192|\("
)
"""What may tell two amounts, or two times, from one another."""

_BUT = re.compile(r"\b(?:except|not|but|no|apart|other than)\b", re.IGNORECASE)
"""An exception keeps the words before it: `daily except match days` is more than the ban."""

_FRACTION = re.compile(
    r"(?<!pain )(?<!rpe )(?<!borg )(?<!over )(?<!above )(?<!below )(?<!of )\b(?!50/50|1/2)"
    r"[0-9]+/[0-9]+\b",
    re.IGNORECASE,
)
"""`3/10` may be sets of repetitions, or out of ten."""

_NO_WORDS = re.compile(r"[?{}\[\]|\\^~`$#_*]|<[a-z/]", re.IGNORECASE)
"""Signs of doubt, and of what was never meant for a page."""

_PART = re.compile(r",(?![0-9])|;|\.\s|\.$|\n")
_FREQUENCY = frozenset(("times", "days"))


def as_written(text: str, asked: Unclear) -> Said | None:
    """All of a dose in the clinic's words, None where it has to be asked about."""
    if asked.code not in _OPEN or not re.search("[0-9]", text) or _NO_WORDS.search(text):
        return None
    if any(map(_is_half_said, _PART.split(text))):
        return None
    words = written_out(text)
    if len(words) > LONGEST or _FRACTION.search(words):
        return None
    if not all(map(_is_for_patients, _WORD.findall(words))):
        return None
    if asked.code == "dose-said-twice" and not _SETTING_APART.search(plain(words)):
        return None
    return _with_frequency(text) or _whole(words, text)


def _is_half_said(part: str) -> bool:
    """True for a word alone that says nothing: the `day` of `3 x 10, day`."""
    words = plain(part.strip())
    return words in DOSE_WORDS and isinstance(read_dose(words), Unclear)


def written_out(text: str) -> str:
    """The text with its abbreviations in words."""
    words = _in_one_line(text)
    for pattern, instead in _PATTERNS:
        words = pattern.sub(partial(_instead, instead), words)
    return " ".join(_SETS.sub(_sets, words).split()).strip(" ,;.")


def _in_one_line(text: str) -> str:
    """The text without its line ends: what they told apart, a full stop or a comma does."""
    text = re.sub(r"(?<=[^\s.,;:!+/-])\s*\n\s*(?=[A-Z0-9])", ". ", text)
    text = re.sub(r"(?<=[^\s.,;:!+/-])\s*\n\s*(?=[a-z])", ", ", text)
    return " ".join(text.split())


def _sets(match: re.Match[str]) -> str:
    """`3 x 10` as sets, where it stands by itself; else as it is typed."""
    phrase = _PHRASE_ENDS.split(match.string[: match.start()])[-1]
    return f"{match[1]} sets of {match[2]}" if _BEFORE_SETS.fullmatch(phrase) else match[0]


def _instead(words: str, match: re.Match[str]) -> str:
    """The words, with a capital where the abbreviation was typed with one: Wk is Week."""
    said, was = match.expand(words), match[0]
    return f"{said[:1].upper()}{said[1:]}" if was[:1].isupper() and was[1:2].islower() else said


def _whole(words: str, text: str) -> Said:
    """The words as the amount; how often is said in them, where they say it at all."""
    amount = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words=words)
    days = Days(Rhythm.AS_WRITTEN) if _OFTEN.search(plain(words)) else None
    dose = Dose(reps=amount, days=days)
    return Said(dose, typed=(("reps", text), *((("days", text),) if days else ())))


def _with_frequency(text: str) -> Said | None:
    """The same where how often stands by itself, first or last: then a diary has its boxes."""
    parts = [part.strip() for part in _PART.split(text) if part.strip()]
    for often, others in ((parts[-1], parts[:-1]), (parts[0], parts[1:])):
        said = read_dose(often) if others else None
        rest = text.replace(often, "", 1).strip(" ,;.\n")
        if not isinstance(said, Said) or not said.facts() or "(" in text or _BUT.search(often):
            continue
        is_often = said.facts().keys() <= _FREQUENCY and not said.notes and not said.doubts
        if is_often and not said.ask_often and not _OFTEN.search(plain(written_out(rest))):
            whole = _whole(written_out(rest), rest)
            return replace(whole, dose=said.dose.over(whole.dose),
                           typed=(*said.typed, *whole.typed))  # fmt: skip
    return None


def _is_for_patients(word: str) -> bool:
    """True for a word that is no slip of one of a dose, and no abbreviation that nobody knows."""
    bare = word.casefold().replace("\u2019", "'")
    if any(bare in known for known in (DOSE_WORDS, _SHORT, WEEKDAYS, NAMED_DAYS, DAY_PARTS)):
        return True
    if len(bare) < 4 or not re.search("[aeiouy]", bare):
        return False
    return not any(is_slip(part) for part in re.split("['-]", bare))
