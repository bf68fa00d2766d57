"""A row of My exercises becomes the words of it that name one side alone: a patient reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from clinicplan.findings import column_letters
from clinicplan.plan import Side
from clinicplan.workbook.columns import OWN_EXERCISES
from clinicplan.workbook.findings.words import shown
from clinicplan.workbook.plans.limbs import part_of
from clinicplan.workbook.sheets.records import Spot
from clinicplan.workbook.sheets.rows import OwnExerciseRow

_ONE = (Side.LEFT, Side.RIGHT)
_WORDS = {Side.LEFT: "left", Side.RIGHT: "right"}
_SHORT = {Side.LEFT: "left|lt|l", Side.RIGHT: "right|rt|r"}
_LEG = (
    r"(?:(?:fore|mid|hind)?foot|feet|legs?|ankles?|heels?|knees?|(?:big |great )?toes?|hips?|arch|"
    r"calf|calves|thighs?|shins?|soles?|instep|hamstrings?|buttock|achilles)"
)
_ARM = r"(?:hands?|arms?|wrists?|elbows?|shoulders?|fingers?|thumbs?|forearms?|palms?)"
_KIND = (
    r"(?:big|great|little|second|front|back|rear|sore|painful|stiff|weak|bad|good|operated|injured|"
    r"affected|bare|lower|upper|outer|inner|whole)"
)
_CLAUSE = re.compile(r"[.;!?\n]+\s*")
_PAIR = re.compile(
    r"\bleft\s*(?:/|&|,|and|or|then)\s*(?:the |your )?right\b|"
    r"\bright\s*(?:/|&|,|and|or|then)\s*(?:the |your )?left\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"\{(?:side|other)\}")
_OTHER = re.compile(r"\b(?:other|opposite|free)\b|\{(?:side|other)\}", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:repeat|change|swap|switch|same|then|alternat\w*)\b[^.;]*\b(?:other|opposite|sides|feet|"
    r"legs|hands|arms)\b",
    re.IGNORECASE,
)
"""The other side has its turn, too: `then the other foot`, `change sides`."""

_ORDER = re.compile(
    r"\b(?:start|begin)\w*\s+(?:with|on)\b|\b(?:foot|leg|hand|arm) first\b", re.IGNORECASE
)
_BESIDE = re.compile(
    r"\b(?:(?:stand|balanc|weight|lean|lie|lying|support)\w* (?:\w+ )?(?:on|against)|"
    r"in front|forwards?|behind|cross\w*|keep\w*|hold (?:on|the|a)|held|than|like|not|don'?t|never|"
    r"without|nothing|compar\w*|if|when|whenever|unless|once|or|can|may|could)\b",
    re.IGNORECASE,
)
"""What may be said of the limb that is not exercised, or of some days alone."""

_AWAY = re.compile(r"\b(?:turn\w*|look\w*|roll\w*|to|to the|towards)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OneSided:
    """Words of an own exercise that name one side alone, and where they stand.

    `is_sure` where they say with which side it is done, `is_swapped` where the other has its turn
    too, `is_picture` of what a picture shows.
    """

    side: Side
    words: str
    where: str
    is_sure: bool = False
    is_swapped: bool = False
    is_picture: bool = False

    def against(self, given: Side | None) -> str:
        """What is to be said where it is given for this side: a finding's code, "" for nothing."""
        if given is None or given is self.side:
            return ""
        if given in _ONE:
            is_sure = self.is_sure and not self.is_swapped
            return "own-other-side" if is_sure else "own-may-be-other-side"
        return "" if self.is_swapped or self.is_picture else "own-one-side"


def one_sided(row: OwnExerciseRow, spot: Spot) -> tuple[OneSided, ...]:
    """What names one side alone: in name, position and steps together, and in each other text.

    Where the name says no arm, what a hand does is beside the exercise.
    """
    parts = _ARM if part_of(row.name) in ("arm", "hand") else _LEG
    how = (("name", row.name), ("position", row.position), *(("steps", it) for it in row.steps))
    beside = (("caution", row.caution), ("why", row.why), *(("alts", it) for it in row.alts))
    found = [_of_how(how, spot, parts)]
    for key, text in beside:
        if (side := _only_side(text, parts)) and not _CHANGES.search(text):
            words, where = _clauses(text, side, parts)[0], _where(spot, key)
            found.append(OneSided(side, shown(words), where, is_picture=key == "alts"))
    return tuple(filter(None, found))


def _of_how(how: tuple[tuple[str, str], ...], spot: Spot, parts: str) -> OneSided | None:
    """The clause that says with which side it is done, else one that may say it."""
    every = "\n".join(text for _, text in how)
    side = _only_side(every, parts, name=how[0][1])
    if side is None:
        return None
    clauses = list(_told(how, side, parts))
    sure = [item for item in clauses if not _BESIDE.search(item[1]) or item[0] == "name"]
    if not clauses or (not sure and _OTHER.search(every)):
        return None
    key, words = (sure or clauses)[0]
    is_sure = bool(sure) and not _PLACEHOLDER.search(every)
    is_swapped = bool(_CHANGES.search(every))
    return OneSided(side, shown(words), _where(spot, key), is_sure, is_swapped)


def _told(how: tuple[tuple[str, str], ...], side: Side, parts: str) -> Iterator[tuple[str, str]]:
    """Each clause that names this side, with its column; not which side comes first."""
    for key, text in how:
        if key == "name" and _of_name(text, side):
            yield key, text
        for clause in _clauses(text, side, parts):
            if not _ORDER.search(clause):
                yield key, clause


def _clauses(text: str, side: Side, parts: str) -> list[str]:
    return [it for it in map(str.strip, _CLAUSE.split(text)) if _limb(side, parts).search(it)]


def _only_side(text: str, parts: str, name: str = "") -> Side | None:
    """The side whose limb a text names, None where it names none, or the other one as well."""
    if _PAIR.search(text):
        return None
    found = [it for it in _ONE if _limb(it, parts).search(text) or _of_name(name, it)]
    if len(found) != 1:
        return None
    other = _ONE[found[0] is Side.LEFT]
    return None if _loose(other).search(text) else found[0]


@cache
def _limb(side: Side, parts: str) -> re.Pattern[str]:
    """`left foot`, `left big toe`, `the foot on the left`, `left only`."""
    word = _WORDS[side]
    return re.compile(
        rf"\b(?:{_SHORT[side]})[ -](?:{_KIND}[ -])*{parts}\b|\b{word} only\b|"
        rf"\b{parts} (?:on|of) (?:the|your) {word}\b(?! (?:{_LEG}|{_ARM})\b)",
        re.IGNORECASE,
    )


@cache
def _loose(side: Side) -> re.Pattern[str]:
    """`then the right`, `with your right`; not `to the right`, `your right hand`."""
    return re.compile(
        rf"(?<!\bto )(?<!\bon )(?<!\bat )(?<!\btowards )\b(?:the|your|then|and|or|with) "
        rf"{_WORDS[side]}(?: one)?"
        r"(?=\s*(?:$|[.,;:!?)/&+\n]|(?:and|or|then|too|also|over|as|before|after)\b))",
        re.IGNORECASE,
    )


def _of_name(name: str, side: Side) -> bool:
    """True for `Marble lift (left)`, `Marble lift L`; not `Head turn left`."""
    letter = _WORDS[side][0].upper()
    found = re.search(rf"[\s(](?:(?i:{_WORDS[side]})|{letter})\)?$", name.strip())
    return bool(found) and not _AWAY.search(name.strip()[: found.start()] if found else "")


def _where(spot: Spot, key: str) -> str:
    """`Steps, My exercises C4`."""
    place = spot.place(key)
    heading = OWN_EXERCISES.column(key).heading
    return f"{heading}, {place.sheet} {column_letters(place.column)}{place.row}"
