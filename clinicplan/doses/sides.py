"""What stands under Side ("R hand", "left leading", "each foot in front") becomes a side, or words.
"""

from __future__ import annotations

import re

from clinicplan.doses.asides import as_typed, is_order, side_in_order
from clinicplan.doses.manner import SIDES, parse_side
from clinicplan.doses.pieces import at_once, read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Doubt, Said, Unclear
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.slips import is_slip
from clinicplan.doses.unclear import question
from clinicplan.doses.understood import unexplained
from clinicplan.doses.written_out import written_out

_NAME = r"(left|right|lt?|rt?)"
_PART = (
    r"(?:side|foot|leg|hand|arm|wrist|elbow|shoulder|knee|hip|ankle|heel|calf|toe|big toe|thumb|"
    r"finger|thigh|buttock|ear|eye)"
)
_ONE_PART = re.compile(rf"(?:the\s+|your\s+)?{_NAME}\s*{_PART}?(?:\s+only)?")
_TOES = re.compile(
    r"(?:the\s+|your\s+)?(?P<side>left|right|lt?|rt?|each|both)[\s,]*(?P<toes>(?:(?:big|great|gt|little|"
    r"small|lesser|1st|first|2nd|second|3rd|third|4th|fourth|5th|fifth)"
    r"(?:\s*(?:and|[+&/,])\s*(?:2nd|second|3rd|third|4th|fourth|5th|fifth))*\s+)?toes?|hallux|"
    r"(?:1st|first) mtpj?(?: joint)?)"
    r"(?:\s+only)?"
)
"""`L great toe`: the side, and which toe of it, which a handout has to say."""

_BIG_TOE = re.compile(
    r"\b(?:hallux|(?:great|gt) toe(?=s?\b)|(?:1st|first) mtpj?(?: joint)?)", re.IGNORECASE
)
_WEIGHED = re.compile(
    r"(?:each|both)(?:\s+(?:sides?|legs?|feet|foot))?[\s,;:(-]+(?P<which>left|right|lt?|rt?)\s*"
    r"(?P<how>>\s*(?P<other>left|right|lt?|rt?)|(?:is\s+|side\s+)?(?:worse|worst|weaker|tighter|"
    r"stiffer|sorer|more|double|twice|most|mainly|especially|esp))\)?"
)
"""`both, L>R`: each, and one of them more; how much more, the dose says."""

_MORE_THAN = re.compile(rf"{_NAME}(?:\s+{_PART})?\s*(?P<sign>>+|<+)\s*{_NAME}(?:\s+{_PART})?")
"""`R>L`: one more than the other."""

_MORE = re.compile(rf"{_NAME}\s+(more|mainly|mostly)")
"""`L more`: the other one, too, and less."""

_IN_TURN = re.compile(
    r"(?:(?:both|each|l(?:eft)? (?:and|then) r(?:ight)?)(?:\s+(?:sides?|legs?|feet|foot))?[\s,(-]+)"
    r"(?:(?:one|1) at a time|(?:one|1) by (?:one|1)|(?:one|1) (?:after|then|and then) the other|"
    r"separately|"
    r"not together)\)?"
)
"""`both, one at a time`."""

_OPERATED = re.compile(
    rf"{_NAME}\s+(?P<state>op|op'?d|operated|surgical|post[ -]?op|affected|injured|repair(?:ed)?|"
    rf"recon(?:struction)?|fusion|replacement|surgery)(?:\s+{_PART})?"
)
_BUT_BOTH = re.compile(
    r".*\w[\s,;-]+but (?:do |still |please )?both(?: feet| legs| sides)?"
    r"(?: obviously| of course| please| anyway)?"
)
"""`L foot the bad one - but both feet obviously`."""

_LIMB_LETTERS = re.compile(r"\b(l|r|b|left|right|both) ?les?\b")
_SIDES_SPELT = {"re": "right", "li": "left", "bdz": "both", "rechts": "right", "links": "left",
                "beide": "both", "lft": "left", "lf": "left", "rght": "right", "rgt": "right"}

_FEET = re.compile(r"(?<=both )ft\b|(?<=bilat )ft\b|^(?:two|2) (?:feet|legs)$|(?<=^both )tog$")
_BOTH_WAYS = {"ft": "feet", "tog": "together"}

_NO_FOOT = re.compile(r"\b(?:hand|arm|wrist|elbow|shoulder|thumb|finger)\b")
_TWO = re.compile(
    rf"{_NAME}\s*{_PART}?\s*(?:and|then|&|\+|/|,|-)\s*{_NAME}\s*{_PART}?(?:\s+only)?|"
    rf"each\s+{_PART}"
)
_LEADING = re.compile(
    rf"(?:{_NAME}(?:\s+{_PART})?\s+(?:leading|leads|lead)|"
    rf"(?:lead|leading|step up)\s+with\s+(?:the\s+)?"
    rf"{_NAME}(?:\s+{_PART})?)"
)

_STOOD_ON = re.compile(
    rf"(?:stand(?:ing|s)?|stood|balanc(?:e|ing)|stance)(?: leg)?[\s:]+(?:on\s+)?(?:the\s+|your\s+)?"
    rf"{_NAME}(?:\s+{_PART})?|{_NAME}(?:\s+{_PART})?\s+(?:stance|standing|stands|stood on)"
)
"""`stand on left`: the leg that works is the one that is stood on."""

_AT_ONCE = re.compile(
    r"(?:both|bilateral(?:ly)?|left and right|right and left)"
    r"(?:\s+(?:feet|legs|sides|arms|hands))?\s+(?:together|at once|at the same time|simultaneously)"
)

_BEGINS = re.compile(
    rf"(?:{_NAME}|(each|both))(?:\s+{_PART}|\s+(?:feet|legs|sides))?"
    rf"(?:\s*[,;:(]\s*|\s+(?=(?:in|only|on|with|when|while|standing|sitting|lying|behind|forward|up|at|"
    rf"then|first|as|to|of|by|turn|side|then|leg|for)\b))(.+)"
)
_OTHER_SIDES = re.compile(r"\b(?:left|right|lt?|rt?|each|both|other|opposite|alternat\w*)\b")
_A_PART = re.compile(rf"\b{_PART}\b")
_NOT_SAID = frozenset(("n/a", "na", "-", "none", "no side", "not applicable"))
_HOW = frozenset(("standing", "sitting", "seated", "lying", "supine", "prone", "kneeling"))
"""Words that alone say something else than a side."""

_ANY_SIDE = r"\b(?:left|right|lt?|rt?|each|both)\b"
_MUCH = re.compile(
    rf"(?=.*{_ANY_SIDE}).*(?:\bx\s*[0-9]|[0-9]\s*(?:x(?![a-z])|(?:sets?|reps?|times|kg|s|secs?|seconds?|"
    r"mins?|minutes?)\b))|"
    rf".*{_ANY_SIDE}\s*[0-9]+\b.*{_ANY_SIDE}\s*[0-9]|"
    rf".*\b[0-9]+\s*{_ANY_SIDE}.*[0-9]\s*{_ANY_SIDE}|.*\b[0-9]+\s+each\b"
)
"""How much, beside a side; not the figures of `left D2` and `right (2 yrs post op)`."""

_SHORT_SIDES = {"op": "operated", "op'd": "operated", "surg": "operated", "surgical": "operated",
                "aff": "affected", "inj": "injured"}  # fmt: skip
_NOUNS = re.compile(rf"\b{_PART}\b")

_WORDS = re.compile(r"[a-z][a-z' ,;:()&+/-]*")


def noted_side(text: str) -> Said | None:
    """Words under Side that name none with certainty: they are printed as a note.

    `each foot in front` is each, with these words; `towards R` says a side, but not with
    which one an exercise is done, so that it is doubtful where that has to be known.
    """
    words = plain(text)
    if words in _NOT_SAID:
        return Said(typed=(("side", text),))
    if not _WORDS.fullmatch(words) or question(words) or unexplained(written_out(text)):
        return None
    if " " not in words and words not in _HOW:
        return None
    typed = (("side", text),)
    begins, has_slip = _BEGINS.fullmatch(words), any(map(is_slip, re.findall("[a-z]+", words)))
    if begins and not _OTHER_SIDES.search(begins[3]) and not has_slip:
        side = begins[2] or SIDES[begins[1]]
        return Said(side=side, notes=(written_out(text),), typed=typed)
    is_doubtful = has_slip or bool(_OTHER_SIDES.search(words) or _A_PART.search(words))
    doubt = Doubt("side", "side-not-clear", (("value", text),))
    return Said(notes=(written_out(text),), doubts=(doubt,) if is_doubtful else (), typed=typed)


def says_how_much(text: str) -> bool:
    """True for `L 3 sets, R 1 set`, which belongs into the dose."""
    return bool(_MUCH.match(plain(text)))


def _one_by_its_state(text: str) -> Said | None:
    """`op side`, `bad leg`: the patient knows which one it is, and nobody else does."""
    words = " ".join(_SHORT_SIDES.get(word.strip("."), word) for word in plain(text).split())
    asked = question(words)
    if asked is None or asked.code != "side-which":
        return None
    bare = re.sub(r"^(?:on |with )?(?:the |your )?", "", words).removesuffix(" 1")
    note = f"With the {bare}" if _NOUNS.search(bare) else f"With the {bare} side"
    doubt = Doubt("side", "side-which", (("value", text),))
    return Said(notes=(note,), doubts=(doubt,), typed=(("side", text),))


def _of_both(text: str, words: str) -> Said | None:
    """`both (R worse)`, `both, one at a time`, `L op`: the side, with its words as a note."""
    if (more := _MORE_THAN.fullmatch(words)) and more[1] != more[3]:
        which, other = (more[1], more[3]) if more["sign"][0] == ">" else (more[3], more[1])
        return _noted(text, f"{SIDES[which]} more than {SIDES[other]}", side="each")
    if weighed := _WEIGHED.fullmatch(words):
        side = "both" if words.startswith("both") else "each"
        return _noted(text, _weighed(weighed), side=side)
    if _IN_TURN.fullmatch(words):
        return Said(side="each", typed=(("side", text),))
    if operated := _OPERATED.fullmatch(words):
        side, state = SIDES[operated[1]], operated["state"]
        words = f"{side} ({'operated' if 'op' in state else state})"
        return Said(side=side, notes=(words,), typed=(("side", text),))
    if _BUT_BOTH.fullmatch(words):
        return _noted(text, written_out(text), side="both")
    return None


def read_side(text: str) -> Said | Unclear | None:
    """The side that a cell names, and what goes with it; None where it says something else.

    An order (`left leg first`) leaves the side as it is: both take their turn. `alternating` is
    told of, unless the dose says that its number is for each side.
    """
    words = _LIMB_LETTERS.sub(_limb, plain(text))
    words = _FEET.sub(_feet, _SIDES_SPELT.get(words, words).replace("each ft", "each foot"))
    if toes := _TOES.fullmatch(words):
        side, which = SIDES[toes["side"]], _BIG_TOE.sub("big toe", toes["toes"])
        side = "each" if side == "both" else side
        return Said(side=side, notes=(f"{toes['side'] if side == 'each' else side} {which}",),
                    typed=(("side", text),))  # fmt: skip
    if side := _side_of(words):
        part = _NO_FOOT.search(words)
        other = (Doubt("side", "side-other-part", (("part", part[0]),)),) if part else ()
        return Said(side=side, doubts=(*other, *at_once(side, words)), typed=(("side", text),))
    in_order = _THEN_ONE.sub(_then_one, words.replace("1st", "first"))
    if order := side_in_order(in_order):
        return _noted(text, written_out(order), side="each")
    if more := _MORE.fullmatch(words):
        return _noted(text, f"{SIDES[more[1]]} {more[2]}", side="each")
    if said := _of_both(text, words):
        return said
    if leading := _LEADING.fullmatch(words):
        return _noted(text, words, side=SIDES[leading[1] or leading[2]])
    if stood := _STOOD_ON.fullmatch(words):
        return _noted(text, written_out(text), side=SIDES[stood[1] or stood[2]])
    if is_order(in_order):
        return _noted(text, written_out(in_order))
    ways = read_piece(words)
    if isinstance(ways, Said) and ways.each_way:
        return Said(each_way=ways.each_way, typed=(("side", text),))
    text = spelt(text.strip())
    if by_state := _one_by_its_state(text):
        return by_state
    asked = question(plain(text))
    if asked is None or asked.code != "side-alternate":
        return asked
    values = tuple((key, str(value)) for key, value in asked.values.items())
    doubt = Doubt("side", "side-alternate-each", values)
    return Said(notes=(text,), doubts=(doubt,), typed=(("side", text),))


def _feet(match: re.Match[str]) -> str:
    """`both ft`, `both tog`, `two feet`."""
    return _BOTH_WAYS.get(match[0], "both feet")


def _limb(match: re.Match[str]) -> str:
    """`RLE`, `b LE`: the right lower limb, both of them."""
    return {"b": "both legs", "both": "both legs"}.get(match[1], f"{match[1]} leg")


_THEN_ONE = re.compile(r"\bthen (l|r)$")


def _then_one(match: re.Match[str]) -> str:
    return f"then {SIDES[match[1]]}"


def _weighed(match: re.Match[str]) -> str:
    """`L>R` in words: left more than right."""
    which, other = SIDES[match["which"]], match["other"]
    return f"{which} more than {SIDES[other]}" if other else f"{which} {match['how']}"


def _noted(text: str, words: str, *, side: str = "") -> Said:
    return Said(side=side, notes=(as_typed(words, text),), typed=(("side", text),))


def _side_of(words: str) -> str:
    """ "left", "right", "each" or "both", by itself."""
    if one := _ONE_PART.fullmatch(words):
        return SIDES[one[1]]
    if two := _TWO.fullmatch(words):
        return "each" if two[1] is None or SIDES[two[1]] != SIDES[two[2]] else ""
    is_both = words in ("b", "bil", "bilat") or _AT_ONCE.fullmatch(words)
    return "both" if is_both else parse_side(words)
