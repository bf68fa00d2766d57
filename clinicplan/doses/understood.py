"""The words of a dose become those of them that a patient may not understand: abbreviations."""

from __future__ import annotations

import re

from clinicplan.doses.day_parts import DAY_PARTS
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.glossary import TWO_MEANINGS
from clinicplan.doses.slips import DOSE_WORDS

_SHORT = frozenset(
    ("a", "a-z", "ache", "add", "age", "ago", "aid", "aim", "air", "all", "am", "an", "and",
     "any", "apt", "are", "arm", "art", "as", "ash", "ask", "at", "ate", "b", "bad", "bag", "bar",
     "bay", "be", "bed", "bee", "beg", "bet", "bib", "big", "bin", "bit", "bow", "box", "boy",
     "bun", "bus", "but", "buy", "by", "bye", "c", "cab", "can", "cap", "car", "cat", "cd", "cm",
     "cot", "cow", "cry", "cue", "cup", "cut", "d", "dad", "dam", "day", "den", "did", "die", "dig",
     "dim", "dip", "do", "dog", "dot", "dry", "due", "dvd", "dye", "ear", "eat", "egg", "ego",
     "elm", "end", "era", "etc", "eve", "eye", "fan", "far", "fat", "fed", "fee", "few", "fin",
     "fit", "fix", "flu", "fly", "fog", "for", "fry", "fun", "fur", "g", "gap", "gas", "gel",
     "get", "go", "god", "got", "gp", "gum", "gun", "gut", "guy", "gym", "had", "half", "ham",
     "has", "hay", "he", "hem", "hen", "her", "hers", "hid", "him", "hip", "his", "hit", "hob",
     "hop", "hot", "how", "hug", "hut", "i", "ice", "if", "ill", "in", "ink", "inn", "is", "it",
     "its", "ivy", "jam", "jar", "jaw", "jet", "jig", "job", "jog", "joy", "key", "kg", "kid",
     "kit", "km", "lag", "lap", "law", "lay", "lb", "lbs", "led", "leg", "let", "lid", "lie",
     "lip", "lit", "log", "loo", "lot", "low", "lying", "m", "mad", "map", "mat", "max", "may",
     "me", "men", "met", "mid", "min", "mix", "mm", "mom", "mop", "mow", "mud", "mug", "mum",
     "my", "nap", "net", "new", "nil", "no", "nod", "non", "nor", "not", "now", "nut", "oak",
     "oar", "oat", "odd", "of", "off", "oil", "ok", "old", "on", "one", "op", "or", "our", "ours",
     "out", "owl", "own", "pad", "pal", "pan", "par", "path", "paw", "pay", "pe", "pea", "peg",
     "pen", "per", "pet", "pie", "pig", "pin", "pit", "ply", "pm", "pod", "pop", "post", "pot",
     "pre", "pub", "pup", "put", "rag", "rat", "raw", "ray", "red", "rest", "rib", "rid", "rim",
     "rip", "rob", "rod", "row", "rub", "rug", "run", "rye", "s", "sad", "sag", "sat", "saw",
     "say", "sea", "see", "set", "sew", "she", "shy", "sip", "sir", "sis", "sit", "six", "ski",
     "sky", "sly", "so", "sob", "sofa", "son", "soy", "spa", "spy", "sub", "sum", "sun", "tab",
     "tag", "tan", "tap", "tar", "tax", "tea", "tell", "ten", "tens", "the", "then", "tidy",
     "tie", "til", "tin", "tip", "to", "toe", "ton", "too", "top", "tot", "tow", "toy", "try",
     "tub", "tug", "tv", "two", "tyre", "up", "ups", "urn", "us", "use", "van", "vat", "vet", "via",
     "vow", "vs", "walk", "wall", "warm", "was", "wax", "way", "we", "web", "wee", "wet", "who",
     "why", "wig", "win", "with", "wk", "won", "wool", "x", "yes", "yet", "you", "z", "zip")
)  # fmt: skip
"""Short words that are no abbreviation, and units that everybody reads."""

_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[^\W\d_]|['\u2019-](?=[^\W\d_]))*")
_UNIT = re.compile(r"(?<=[0-9])[^\W\d_]+")
_UNITS = frozenset(
    ("st", "nd", "rd", "th", "am", "pm", "kg", "kgs", "lb", "lbs", "g", "km", "m", "cm", "mm", "ft",
     "in", "x", "rm", "s", "w", "bpm", "rpm", "mph", "kmh", "ml", "kcal", "inch", "times")
)  # fmt: skip
"""What stands at a number without a blank, and everybody reads."""

_FRACTION = re.compile(r"(?<![0-9/.-])([0-9]+)/([0-9]+)(?![0-9/.])")
_PARTS_OF_ONE = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4", "50/50"))
_ON_A_SCALE = re.compile(
    r"\b(?:pain|effort|discomfort|sore(?:ness)?|ache|stiff(?:ness)?|fatigue|tired(?:ness)?|"
    r"dizz[a-z]*|breath[a-z]*|out of|scale|score|up to|above|below|over|under|max|of|or more)\b",
    re.IGNORECASE,
)
_OF_TWO_PACES = re.compile(
    r"\b[0-9]+ ?(?:minutes?|mins?|seconds?)? ?(?:run|jog)\w*[ /,+]*(?:and )?[0-9]+ ?"
    r"(?:minutes?|mins?|seconds?)? ?walk|"
    r"\b(?:run|jog)\w* [0-9]+[a-z ]*[ /,+]*walk\w* [0-9]+",
    re.IGNORECASE,
)
"""`1 min run/2 min walk, then 2/2`: it is told what the figures are."""

_SENTENCE = re.compile(r"[.;,]")

_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
_DATE = re.compile(
    r"(?:\b(?:from|until|till?|by|on|since|race|trip|match|game|surgery|op|appointment|starting|review|"
    rf"before|after) |\()(?:[0-9]{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b|"
    rf"{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?\b|"
    r"(?P<one>[0-9]{1,2})/(?P<other>[0-9]{1,2})(?![/0-9]))",
    re.IGNORECASE,
)
"""A day of a month that something begins or ends on: `(5 Dec)`, `from 2/28`."""

LEAST = 3
"""Capitals that are no slip of a unit or of so many times a day, as `bif` is one."""

_OF_TWO = frozenset(("biweekly", "bi-weekly", "eow"))
"""Words of how often that say two things."""

SHORTEST = 4
"""Letters from which a word is no abbreviation, if it has a vowel."""


def unexplained(words: str) -> tuple[str, ...]:
    """What a patient may not understand of the words: abbreviations, and fractions of nothing."""
    words = _DATE.sub(_undated, words)
    found = [word for word in _WORD.findall(words) if not _is_for_patients(word)]
    found += [unit for unit in _UNIT.findall(words) if unit.casefold() not in _UNITS]
    for match in _FRACTION.finditer(words):
        sentence = _SENTENCE.split(words[: match.start()])[-1] + words[match.end() :][:15]
        if _OF_TWO_PACES.search(words[: match.start()]):
            continue
        if match[0] not in _PARTS_OF_ONE and not _ON_A_SCALE.search(sentence):
            found.append(match[0])
    return tuple(dict.fromkeys(found))


def unreadable(words: str) -> tuple[str, ...]:
    """Those of them that may say how much or how often: `5/3`, `q2`, `10 hs`, `lt`.

    A longer word (`CAM`, `gtpj`) is printed as it was typed, and its reader is told of it.
    """
    return tuple(word for word in unexplained(words) if not _is_of_the_trade(word))


_OF_A_DOSE = re.compile(
    r"aft|[qbto].[dhs]|.*[hH][sS]|(?:rep|set|sec|min)[a-z]|[lr].{1,3}|q.*|.*wk.*|tiw|eow"
)
"""What may be how much or how often, misspelt or shortened."""


def _is_of_the_trade(word: str) -> bool:
    """True for the letters of a thing or a manner, whatever it is."""
    least = LEAST if word.isupper() else SHORTEST
    is_word = word.isalpha() and len(word) >= least and word.upper() not in TWO_MEANINGS
    return is_word and not _OF_A_DOSE.fullmatch(word.casefold())


def _undated(match: re.Match[str]) -> str:
    """What is left of a date: nothing, but for two figures of which neither is a month's day."""
    days = sorted((int(match["one"]), int(match["other"]))) if match["one"] else [1, 13]
    return " " if 1 <= days[0] <= 12 < days[1] <= 31 else match[0]


def is_known(word: str) -> bool:
    return any(word in known for known in (_SHORT, WEEKDAYS, NAMED_DAYS, DAY_PARTS)) or (
        word.removesuffix("s") in DOSE_WORDS
    )


def _is_for_patients(word: str) -> bool:
    """True for a word that is no abbreviation that nobody knows."""
    bare = word.casefold().replace("\u2019", "'")
    if any(bare in known for known in (DOSE_WORDS, _SHORT, WEEKDAYS, NAMED_DAYS, DAY_PARTS)):
        return True
    if bare in _OF_TWO:
        return False
    return len(bare) >= SHORTEST and bool(re.search("[aeiouy]", bare))
