"""How a repetition is done, as typed: load ("red band"), tempo ("3-2-3") and side."""

from __future__ import annotations

import re

from clinicplan.dose import Load, Tempo
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.slips import is_slip

MOST_RM = 30
LONGEST_LOAD = 60

TEMPOS = {
    "slow": "slow", "slowly": "slow", "slow tempo": "slow", "slow pace": "slow",
    "very slow": "slow", "very slowly": "slow", "controlled": "controlled",
    "with control": "controlled",
    "slow and controlled": "slow-controlled", "slow & controlled": "slow-controlled",
    "slowly and controlled": "slow-controlled", "slowly and with control": "slow-controlled",
    "quick": "quick", "quickly": "quick", "fast": "quick",
}  # fmt: skip
SIDES = {
    "left": "left", "l": "left", "lt": "left", "right": "right", "r": "right", "rt": "right",
    "each": "each", "l/r": "each", "r/l": "each", "left/right": "each", "right/left": "each",
    "left and right": "each", "right and left": "each", "left then right": "each",
    "right then left": "each", "ea": "each", "e/s": "each", "both": "both", "b/l": "both",
    "bilateral": "both", "bilaterally": "both", "both together": "both",
}  # fmt: skip
BANDS = (
    "yellow", "red", "green", "blue", "black", "silver", "gold", "grey", "gray", "orange",
    "purple", "pink", "white", "tan", "light", "medium", "heavy", "strong", "thin", "thick",
)  # fmt: skip
COLOURS = BANDS[:BANDS.index("light")]
"""Bands are called by their colours; where an exercise has none, a colour is asked about."""

BODY = {"bodyweight", "body weight", "own weight", "own body weight", "bw", "your own weight"}
HOW_HEAVY = {"light", "heavy", "medium", "moderate", "weight", "weights", "a weight", "yes"}
"""Words that leave open how heavy."""

_LIMB = r"(?:side|foot|leg|feet|legs|sides|heel|calf|ankle)"
_SIDE = re.compile(
    rf"(?:(?:on|with|for)\s+)?(?:the\s+|your\s+)?({any_of(SIDES)})(?:\s+{_LIMB})?(?:\s+together)?"
)
_EACH = re.compile(rf"(?:per|a|/)\s*{_LIMB}")
_OF_MOST = re.compile(r"([0-9]{2,3}) ?% (?:of (?:your )?)?1 ?-?rm")
_RM = re.compile(r"([0-9]{1,2})\s*-?\s*rm")
_KIND = r"(?:weights?|dumb-?bells?|kettle-?bells?|barbells?|backpack|rucksack|bag|vest|ball)"
_WEIGHT = re.compile(
    r"(?:with\s+)?(?:a\s+|an\s+)?([0-9]+(?:[.,][0-9]+)?(?:\s*(?:-|to)\s*[0-9]+(?:[.,][0-9]+)?)?)\s*"
    rf"(kgs?|kilos?|kilograms?|lbs?|pounds?|g|grams?|grammes?)(?:\s+({_KIND}))?"
)
_OF_BODY = re.compile(
    r"(?:start(?:ing)?(?: at| with)? )?([0-9]+(?:\.[0-9]+)?) ?x ?"
    r"(?:bw|body ?weight|your own weight)"
)
_BAND = re.compile(
    rf"(?:with\s+)?(?:a |an |the )?((?:{any_of(BANDS)})(?:[ /-](?:{any_of(BANDS)}))?)\s+"
    r"((?:thera-?|exercise |resistance )?(?:bands?|tubing|loops?))"
)
_THING = re.compile(
    r"with (?:a |an |the |your )?(?:[a-z-]+ )?(?:(?:exercise |resistance )?band|dumb-?bells?|"
    r"kettle-?bells?|barbell|rucksack|backpack|weights?|weight vest|leg press|machine|tin|bottle)"
)
_TEMPO = re.compile(r"(tempo:?\s*)?([0-9]{1,2})([-/: ])([0-9]{1,2})\3([0-9]{1,2})(\s*tempo)?")
_S = r"\s*(?:s|secs?|seconds?)?"
_AND = r"[\s,;/-]*(?:and\s+|then\s+)*"
_HELD = rf"(?:([0-9]{{1,2}}){_S}\s*(?:hold|pause)|(?:hold|pause)\s*(?:for\s+)?([0-9]{{1,2}}){_S})"
_UP_DOWN = re.compile(
    rf"(?:tempo:?\s*)?(?:up\s*([0-9]{{1,2}}){_S}|([0-9]{{1,2}}){_S}\s*(?:up|there))"
    rf"{_AND}(?:{_HELD}{_AND})?"
    rf"(?:(?:down|back)\s*([0-9]{{1,2}}){_S}|([0-9]{{1,2}}){_S}\s*(?:down|back))"
)
MOST_IN_TEMPO = 20
MOST_BARE = 5
"""Seconds of a way without their unit; `10 up 10 down` are ten lifts (our judgement)."""

_SAID_TEMPO = re.compile(r"tempo|[0-9]\s*(?:s|secs?|seconds?)\b")

_WAYS = frozenset(
    ("up", "down", "back", "out", "there", "lower", "lowering", "lift", "lifting", "raise",
     "return", "returning", "release", "releasing", "bend", "straighten", "push", "pull")
)  # fmt: skip
_SPEEDS = frozenset(
    ("slow", "slowly", "fast", "quick", "quickly", "controlled", "gently", "smoothly", "steady")
)
_BETWEEN_WAYS = frozenset(
    ("and", "then", "on", "the", "way", "in", "over", "for", "with", "to", "a", "but", "&", "/")
)
_TIMED = re.compile(r"(?:[0-9]{1,2}(?:-[0-9]{1,2})? ?(?:s|secs?|seconds?|counts?))(?![a-z])")
_COUNTED_WAYS = re.compile(
    r"[0-9]{1,2} counts? up\W+[0-9]{1,2} (?:counts? )?(?:hold|pause)\W+[0-9]{1,2} (?:counts? )?down"
)


_AT_MOST = re.compile(r"up to [0-9]")
"""`up to 30 s` is how long, and no way up."""


def parse_load(text: str) -> Load | None:
    """A load, None where the text leaves open how heavy: `red band`, `5 kg`, `12 RM`.

    Other words are taken as the clinic typed them: `rucksack with two books`.
    """
    words = plain(text)
    if known := known_load(words):
        return known
    bare = re.sub(r"\bBW\b", "body weight", " ".join(text.split()).strip("."))
    bare = re.sub(r"^with\s+", "", bare, flags=re.IGNORECASE)
    is_open = plain(bare) in HOW_HEAVY or not re.search(r"[^\W\d]", bare) or _RM.search(words)
    if is_open or "?" in bare or len(bare) > LONGEST_LOAD:
        return None
    has_article = re.match(r"(?:a|an|the|your|his|her|my|no|some|body)\b|\d", bare, re.IGNORECASE)
    return Load(bare if has_article else f"the {bare}")


def known_load(words: str) -> Load | None:
    """A load that plain words cannot mean otherwise: a weight, a band by colour, a 12 RM."""
    if match := _RM.fullmatch(words):
        return Load(most_times=int(match[1])) if 1 < int(match[1]) <= MOST_RM else None
    if match := _OF_MOST.fullmatch(words):
        return Load(f"{match[1]}% of your 1RM")
    if match := _WEIGHT.fullmatch(words):
        unit = {"k": "kg", "g": "g"}.get(match[2][0], "lb")
        weight = f"{match[1].replace(',', '.')} {unit}"
        return Load(f"a {weight} {match[3]}" if match[3] else weight)
    if match := _BAND.fullmatch(words):
        return Load(f"the {match[1]} {match[2]}")
    if match := _OF_BODY.fullmatch(words):
        return Load(f"{match[1]} x your own weight")
    if words.removeprefix("with ") in COLOURS:
        return Load(f"the {words.removeprefix('with ')} band")
    if words.removeprefix("with ") in BODY:
        return Load("your own weight only")
    if _THING.fullmatch(words):
        thing = words.removeprefix("with ")
        return Load(thing if re.match(r"(?:a|an|the|your) ", thing) else f"the {thing}")
    return None


def parse_tempo(text: str) -> Tempo | None:
    """A tempo, None where the text is not understood: `3-2-3`, `slow`, `3 s up, 3 s down`.

    `3-2-1` is refused: it may begin with the way up or with the way down.
    """
    words = plain(text)
    if wording := TEMPOS.get(words):
        return Tempo(wording=wording)
    there, held, back = named_tempo(words) or three_seconds(words) or (0, 0, 0)
    is_named = bool(named_tempo(words))
    if not there or not back or max(there, held, back) > MOST_IN_TEMPO:
        return None
    return Tempo(there, held, back) if is_named or there == back else None


def is_pace(words: str) -> bool:
    """True for words that say how fast a way of the movement goes: `lower slowly over 4 s`."""
    if _COUNTED_WAYS.fullmatch(words):
        return True
    if _AT_MOST.match(words):
        return False
    untimed = _TIMED.sub(" ", words)
    found = set(untimed.split())
    is_said = untimed != words or bool(_SPEEDS & found)
    return is_said and bool(_WAYS & found) and not found - _WAYS - _SPEEDS - _BETWEEN_WAYS


def parse_pace(text: str) -> Tempo | None:
    """What the Tempo column takes: a tempo, else the clinic's words as typed ("4 s down")."""
    bare = " ".join(text.split()).strip(".")
    is_words = re.search(r"[^\W\d]{2}", bare) and len(bare) <= LONGEST_LOAD
    is_asked = "?" in bare or is_slip(bare.casefold()) or "tempo" in bare.casefold()
    own = Tempo(words=bare) if is_words and not is_asked else None
    return parse_tempo(text) or own


def three_seconds(words: str) -> tuple[int, int, int] | None:
    """The three figures of `3-2-3`, None where the words are none."""
    match = _TEMPO.fullmatch(words)
    return (int(match[2]), int(match[4]), int(match[5])) if match else None


def is_marked_tempo(words: str) -> bool:
    """True where three figures are called a tempo, or are too small and even to be counts."""
    match = _TEMPO.fullmatch(words)
    if match is None:
        return False
    small = max(int(match[2]), int(match[4]), int(match[5])) < 10
    return bool(match[1] or match[6]) or (match[2] == match[5] and small)


def named_tempo(words: str) -> tuple[int, int, int] | None:
    """Seconds there, held and back where the words name the ways: `3 s up, hold 2, 3 s down`."""
    match = _UP_DOWN.fullmatch(words)
    if match is None:
        return None
    up, up_too, held, held_too, down, down_too = match.groups()
    return int(up or up_too), int(held or held_too or 0), int(down or down_too)


def is_bare_tempo(words: str) -> bool:
    """True for `3 up 3 down`: neither seconds nor the word tempo, so it may be so many times."""
    return named_tempo(words) is not None and not _SAID_TEMPO.search(words)


_TWO_UP = re.compile(
    r"(?<![0-9x.-])(?<!tempo )(?:2[ -]?up|up 2)[\s,;/-]*(?:and |then )?(?:1[ -]?down|down 1)\b"
)


def two_up_one_down(words: str) -> str:
    """The `2 up 1 down` of plain words: seconds, or up on both legs and down on one."""
    match = _TWO_UP.search(words)
    return match[0] if match else ""


def parse_side(text: str) -> str:
    """ "left", "right", "each" or "both"; "" where the text names no side."""
    words = plain(text)
    if _EACH.fullmatch(words):
        return "each"
    match = _SIDE.fullmatch(words)
    return SIDES[match[1]] if match else ""
