"""A typed condition beside a way to do an exercise becomes what each of the two says of it.

Of how one sits or stands, of knees, feet, hands and directions a text says one thing or another.
Both texts are read with the same axes: where the clinic says what the library does not, a patient
would read both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clinicplan.catalogue.values import Exercise, Variant

_POSTURES = {
    "chair": "sitting", "floor": "sitting", "lying": "lying", "standing": "standing",
    "walking": "standing",
}  # fmt: skip
"""How one is held in each position of the library."""


def _any(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Axis:
    """What can be said one way or another: by what is said, the words of a note, and of a step.

    A note has one of the words `about` in it, in small letters: most are known by that alone.
    `only` is an axis of ways that are all done: a note that names some of them leaves out others.
    """

    about: tuple[str, ...]
    note: Mapping[str, re.Pattern[str]]
    steps: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    only: bool = False

    def may_be_in(self, note: str) -> bool:
        """False where a note has none of the words; other letters may fold in ways of their own."""
        return not note.isascii() or any(word in note.lower() for word in self.about)


_STANCE = _Axis(
    ("sit", "seat", "chair", "lying", "lie", "back", "supine", "prone", "stand", "stood", "bed",
     "before"),
    {
        "bed": _any(r"\b(?:(?:in|on) (?:the |your |a )?bed\b|before (?:you )?get(?:ting)? (?:up\b|"
                    r"out (?:of )?(?:your )?bed)|before (?:you (?:take|put) )?(?:your |the |a )?"
                    r"(?:first|1st) (?:few )?steps?\b|before (?:you )?put(?:ting)? (?:your |the "
                    r"|a )?"
                    r"(?:foot|feet|weight) (?:to|on) (?:the )?(?:floor|ground))"),
        "sitting": _any(r"\b(?:sitting|seated|(?<!and )(?<!then )(?<!can )sit(?: down| tall)?"
                        r"(?! back\b| ups?\b|-up| with us)|"
                        r"(?:in|on) (?:a |an |the |your )?(?:firm |steady )?(?:arm)?chair)\b"
                        r"(?! for long| too long| room)"),
        "lying": _any(r"\b(?:(?:side-?)?lying|lie (?:down|flat|on)|on your back|supine|prone)\b"),
        "standing": _any(r"(?<!before you )(?<!before )(?<!after )(?<!when )(?<!long )\b"
                         r"(?:standing|(?<!and )stand(?! up\b)(?: on| at| tall)?|stood)\b"
                         r"(?! up\b| desk| for long| too long)"),
    }
)  # fmt: skip
"""How one is held. What the library says of it is the way's position."""

_UP = r"(?:up|raised|elevated|high)(?! and down| & down|/down| slowly|,? then)\b"
_LIMB = r"(?:foot|feet|legs?)"
_MOVES = r"(?:pull|bend|stretch|push|press|move|ease|draw|take|bring|point)\w*"
_TOES = r"(?: (?:it|them|the|your|big|little|toes?|only|gently)){0,3}"

_AXES = (
    _Axis(
        ("knee", "leg"),
        {
            "straight": _any(r"(?<!front )\b(?:knees? (?:(?:kept|held|stays?|is|are) )?"
                             r"(?:straight|str)|(?:straight|str) (?:knees?|legs?)|"
                             r"legs? straight)\b"),
            "bent": _any(r"(?<!front )\b(?:knees? (?:(?:kept|slightly|a little|is|are) )*bent|"
                         r"bent knees?)\b"),
        },
        {
            "straight": _any(r"\b(?:knee straight|straighten your knee|legs? straight)\b"),
            "bent": _any(r"\bbend your (?:\{side\} knee|knees\b)[^.,]*"),
        },
    ),
    _Axis(
        ("foot", "feet", "leg", "elevat"),
        {
            "up": _any(rf"\b(?:{_LIMB} (?:is |are |kept )?{_UP}|(?:raised|elevated) {_LIMB}|"
                       rf"elevated|{_LIMB} (?:up )?on (?:a |the )?(?:stool|pillows?|cushions?))"),
        },
        {
            "flat": _any(r"\bfeet flat\b|\bkeep your (?:foot|heel) (?:down|on the floor)\b|"
                         r"\bheel down\b|\b(?:foot|heel) on the floor\b"),
            "up": _any(r"\blift your \{side\} (?:foot|leg)\b"),
        },
    ),
    _Axis(
        ("no", "hand", "hold", "support", "arms"),
        {
            "free": _any(r"\b(?:no|without|not using|don't use) (?:your |any )?(?:hands?|support|"
                         r"holding(?: on)?)\b(?! behind| on hips| (?:on )?to\b)|\bhands[ "
                         r"-]free\b|\bunsupported\b|"
                         r"\b(?:arms|hands) (?:crossed|folded|on (?:your )?hips)\b"),
        },
        {"held": _any(r"\bhold a worktop\b|\bboth hands flat on it\b|\bkeep one hand on it\b")},
    ),
    _Axis(
        ("across", "middle"),
        {
            "open": _any(r"\bacross (?:a |the |your )?(?:room|kitchen|hall|lounge|garden|gym)\b|"
                         r"\b(?:in the )?middle of (?:a |the )?room\b"),
        },
        {"held": _any(r"\bkeep one hand on it\b")},
    ),
    _Axis(
        ("isometric", "static", "mov"),
        {"still": _any(r"\b(?:isometric(?:ally)?|static(?:ally)?|no movement|without moving)\b")},
        {
            "moved": _any(r"\b(?:lower (?:it|your heels?) slowly|rise slowly|raise your \{side\} "
                          r"heel slowly|let (?:it|them) (?:come|go) back)\b"),
        },
    ),
    _Axis(
        ("fast", "quick", "explosive", "rapid"),
        {"fast": _any(r"\b(?:fast|quick(?:ly)?|explosive(?:ly)?|rapid(?:ly)?)\b(?! (?:walk|rest|"
                      r"break))")},
        {"slow": _any(r"\b(?:rise|raise|lower|press|roll|walk)\b[^.,]*\bslowly\b|"
                      r"\bsmall, slow\b")},
    ),
    _Axis(
        ("only", "not", "avoid"),
        {"part": _any(r"\b(?:arch|heel|ball of (?:the |your )?foot|instep) only\b|"
                      r"\bonly (?:the |your )?(?:arch|heel|ball of (?:the |your )?foot)\b|"
                      r"\b(?:not|avoid) (?:the |your )?(?:arch|heel|ball of (?:the |your "
                      r")?foot)\b")},
        {"whole": _any(r"\bcover your whole sole\b|\broll back to your toes\b")},
    ),
    _Axis(
        ("weight", "nwb"),
        {"none": _any(r"\bnon[ -]?weight[ -]?bearing\b|\bnwb\b|\bno weight (?:on|through)\b")},
        {"all": _any(r"\blift your \{other\} foot\b|\brise (?:slowly )?on to your toes\b|"
                     r"\bstand (?:tall|with both feet|by)\b|\bhold a worktop\b")},
    ),
    _Axis(
        ("up", "down", "back", "under", "only", "just", "curl", "spread", "apart", "fan"),
        {
            "up": _any(rf"\b{_MOVES}{_TOES} (?:up|upwards?|back)\b|"
                       r"\btoes? (?:only )?up(?:wards?)?\b|\bupwards? only\b|\bextension only\b"),
            "down": _any(rf"\b{_MOVES}{_TOES} (?:down|downwards?|under)\b|"
                         r"\btoes? (?:only )?down(?:wards?)?\b|\bdownwards? only\b|"
                         r"\bflexion only\b|\bcurl(?:ing)? (?:only|down)\b|\b(?:only|just) curl\b"),
            "spread": _any(r"\b(?:spread(?:ing)?|toes? apart|fan(?:ning)?)\b"),
        },
        {
            "up": _any(r"\bstretch your \{side\} toes up\b"),
            "down": _any(r"\bbend them down\b|\bcurl your \{side\} toes down\b"),
            "spread": _any(r"\bspread (?:them )?wide\b"),
        },
        only=True,
    ),
    _Axis(
        ("only", "just", "no circles"),
        {
            "circles": _any(r"\b(?:clockwise only|only clockwise|one way only)\b"),
            "line": _any(r"\b(?:(?:only|just) up (?:and|&) down|up (?:and|&) down only|"
                         r"no circles)\b"),
        },
        {"both": _any(r"\bthen the other way\b")},
    ),
)  # fmt: skip

_CLAUSE = re.compile(r"[.;!?\n]+\s*|,\s+")
_DENIED = re.compile(
    r"\b(?:not?|never|don['\u2019]?t|do not|without|avoid|instead of|rather than|stop)\b"
    r"[^.,;]{0,25}$",
    re.IGNORECASE,
)
_SOMETIMES = re.compile(
    r"\b(?:if|when|whenever|unless|until|till|once|after|afterwards|between|inbetween|later|or|can|"
    r"may|could|optional\w*|easy|easier|for long)\b",
    re.IGNORECASE,
)
"""Words with which a clause says it of some days, of a choice, or of another time."""

_HELD_THERE = re.compile(
    r"\bhold\w*(?: (?:the|it|your|with|toes?|them|when|in|at|are))* ?$", re.IGNORECASE
)
"""Where to hold is no limit to one way: `hold the spread`."""

_THEN = re.compile(r"(?:and )?then\b", re.IGNORECASE)
"""What comes after the exercise: `hold 3 s, then sit on a chair`."""

_OTHERS = re.compile(r"[^.]*\{other\} (?:knee|leg)[^.]*\.")
_MARKS = re.compile(r"\{(?:side|other)\} ?")


def against(note: str, exercise: Exercise, variant: Variant) -> Iterator[tuple[str, str]]:
    """What a note says, and what this way says otherwise of the same thing, each in its words."""
    axes = [axis for axis in (_STANCE, *_AXES) if axis.may_be_in(note)]
    clauses = _clauses(note) if axes else []
    if not clauses:
        return
    shown = _lines(variant, exercise)
    for axis in axes:
        if axis is _STANCE:
            yield from _stances(clauses, variant)
        else:
            yield from _apart(axis, clauses, shown)


def _clauses(note: str) -> list[str]:
    """The parts of a note that it says without a condition."""
    return [part for part in _CLAUSE.split(note) if part and not _SOMETIMES.search(part)]


def stance_against(note: str, variant: Variant) -> str:
    """The words with which a note asks to sit, stand or lie where this way does not; else ""."""
    if not _STANCE.may_be_in(note):
        return ""
    return next((said for said, _ in _stances(_clauses(note), variant)), "")


def _stances(clauses: list[str], variant: Variant) -> Iterator[tuple[str, str]]:
    clauses = [part for part in clauses if not _THEN.match(part)]
    posture = _POSTURES.get(variant.position)
    told = start_of(variant).casefold()
    for value, words in _said(_STANCE, clauses, denied=False):
        if value in re.findall(r"[a-z]+", told):  # `Sit up in bed`: it says so itself
            return
        if posture and value != posture and (value, posture) != ("bed", "lying"):
            yield words, start_of(variant).split(". ")[0]
            return
    for value, words in _said(_STANCE, clauses, denied=True):
        if value == posture:
            yield words, start_of(variant).split(". ")[0]
            return


def _apart(axis: _Axis, clauses: list[str], shown: str) -> Iterator[tuple[str, str]]:
    """The first thing that a note says on an axis and that the steps do not, or say as well."""
    said = dict(_said(axis, clauses, denied=False))
    found = {value: words[0] for value, pattern in axis.steps.items()
             if (words := pattern.search(shown))}  # fmt: skip
    if not said or not found:
        return
    odd = said.keys() - found.keys()
    rest = found.keys() - said.keys()
    if axis.only and len(found) > 1 and rest:
        first = next(value for value in found if value in rest)
        yield next(iter(said.values())), _MARKS.sub("", found[first])
    elif odd and not axis.only:
        value = next(value for value in said if value in odd)
        yield said[value], _MARKS.sub("", next(iter(found.values())))


def _said(axis: _Axis, clauses: list[str], *, denied: bool) -> Iterator[tuple[str, str]]:
    """What the clauses say on an axis, with their words; what they deny, where that is asked."""
    for value, pattern in axis.note.items():
        for clause in clauses:
            found = pattern.search(clause)
            if found and axis.only and _HELD_THERE.search(clause[: found.start()]):
                continue
            if found and bool(_DENIED.search(clause[: found.start()])) is denied:
                yield value, clause.strip() if denied else found[0].strip()
                break


def _lines(variant: Variant, exercise: Exercise) -> str:
    """What a patient reads of how it is done; what the other leg does is left out."""
    lines = (variant.start, *(line for shot in variant.shots for line in shot.lines), exercise.slip)
    return _OTHERS.sub(" ", " ".join(lines))


def start_of(variant: Variant) -> str:
    """How one starts, without the marks of a template."""
    return _MARKS.sub("", variant.start).rstrip(".")


def told_way(variant: Variant) -> str:
    """How one starts this way, and what one does first, without the marks of a template."""
    lines = (line for shot in variant.shots[:2] for line in shot.lines)
    return _MARKS.sub("", " ".join((variant.start, *lines))).rstrip(".")
