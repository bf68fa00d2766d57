"""A side that a dose names misspelt, or by its state ("leff", "opp leg"), becomes what is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from clinicplan.doses.certain import with_certain_side
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Doubt, Said
from clinicplan.doses.shorthand import spelt

_SIDES = ("left", "right")
_WORDS = frozenset(
    ("aright", "bight", "bright", "cleft", "deft", "dight", "eft", "eight", "fight", "fright",
     "heft", "hight", "leat", "lect", "leet", "left", "lefts", "lefty", "lent", "lept", "lest",
     "let", "lift", "light", "loft", "luft", "might", "night", "reft", "right", "rights", "righty",
     "sight", "tight", "weft", "wight", "wright")
)  # fmt: skip
"""Words of their own that are one stroke away from a side."""

_STATES = (
    "worse", "worst", "bad", "sore", "painful", "hurting", "affected", "unaffected", "injured",
    "uninjured", "operated", "unoperated", "surgical", "op", "op'd", "non-op", "weaker", "weak",
    "stiff", "stiffer", "other", "opposite", "involved", "uninvolved", "problem", "good", "better",
    "strong", "stronger", "gammy", "dodgy", "contralateral", "ipsilateral",
)  # fmt: skip
_OF_A_LEG = r"(?:un|non-?|post-?)?(?:affected|involved|operated|surgical|injured)"
_BY_STATE = re.compile(
    r"\bnot (?:on )?(?:the )?(?:left|right|l|r)(?: (?:leg|foot|side|one))?\b|"
    rf"\b(?P<state>[a-z][a-z'-]+) (?:leg|foot|side|limb|heel|ankle)\b|\b{_OF_A_LEG}\b"
)
"""`not right`, `opp leg`, `operated`."""

_IN_SOME_CASES = re.compile(r" (?:if|when|as|unless|until|to|once)\b")
_ABOUT = re.compile(r"(?:(?:on|with|for|only|the|your) )+|(?: only)+$")
_SHORTEST = 3


def misspelt_side(text: str) -> str:
    """The first word that is one slip of the keyboard away from a side; "" for none."""
    words = re.findall(r"[a-z]+", text.casefold())
    return next((word for word in words if is_side_slip(word)), "")


@lru_cache(maxsize=4096)
def is_side_slip(word: str) -> bool:
    """True for a letter too many or too few, another one, or two that changed places."""
    return word not in _WORDS and (word == "rite" or any(word in _slips(side) for side in _SIDES))


@lru_cache(maxsize=2)
def _slips(side: str) -> frozenset[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    halves = [(side[:at], side[at:]) for at in range(len(side) + 1)]
    few = {one + other[1:] for one, other in halves}
    turned = {one + other[1::-1] + other[2:] for one, other in halves if len(other) > 1}
    others = {one + letter + other[more:] for one, other in halves for letter in letters
              for more in (0, 1)}  # fmt: skip
    return frozenset(few | turned | others)


def with_side_asked(said: Said, text: str) -> Said:
    """The same, asked which side it is where a word of its state is all that names it."""
    if said.side or not (piece := _by_state(said, plain(spelt(text)))):
        return said
    doubt = Doubt("side", "side-which", (("value", piece),))
    return replace(said, doubts=(*said.doubts, doubt))


def _by_state(said: Said, words: str) -> str:
    """The words that name the side of the whole, and not which one it is."""
    for note in said.notes:
        bare = _ABOUT.sub("", plain(note))
        match = _BY_STATE.fullmatch(bare) or _BY_STATE.fullmatch(f"{bare} leg")
        is_alone = " " not in bare and bare not in _STATES and len(bare) > _SHORTEST
        if match and _is_side(match) and (is_alone or match[0] == bare):
            return bare
    if not said.dose.is_as_written:
        return ""
    for match in filter(_is_side, _BY_STATE.finditer(words)):
        named = f"{words[: match.start()]}left leg{words[match.end() :]}"
        is_always = not _IN_SOME_CASES.match(words, match.end())
        if is_always and with_certain_side(Said(), named).side:
            return match[0]
    return ""


def _is_side(match: re.Match[str]) -> bool:
    return not match["state"] or _is_state(match["state"])


def _is_state(word: str) -> bool:
    """True for `opposite`, and for its letters in their order: `opp`, `othr`, `affctd`."""
    if word in _STATES:
        return True
    return len(word) >= _SHORTEST and any(
        word[0] == state[0] and re.match(".*".join(word), state) for state in _STATES
    )
