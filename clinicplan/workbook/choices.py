"""The drop-down lists: a list's name and the catalogue become codes with the words shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from clinicplan.catalogue.values import Catalogue
from clinicplan.rules import fold as fold  # the workbook's rooms take it from here

COMPARED = 100
"""Characters of a text that are compared with known words."""

COMPARISONS = 300_000
"""Words that the misspelt ones of a workbook are compared with: two seconds."""

SUGGESTED = 4
"""Words that a message offers at most for a misspelt one."""

AS_NEAR = 0.15
"""Words less near than the nearest by so much (of 1) are offered with it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list: the code that a plan carries and the words that a cell shows."""

    code: str
    label: str


FIXED: Mapping[str, tuple[Choice, ...]] = {
    "yes_no": (Choice("yes", "yes"), Choice("no", "no")),
    "papers": (Choice("A4", "A4"), Choice("Letter", "Letter")),
    "editions": (
        Choice("standard", "standard"),
        Choice("large-print", "large print"),
        Choice("giant-print", "giant print"),
        Choice("low-vision", "low vision"),
        Choice("low-vision-cream", "low vision on cream"),
        Choice("greyscale", "greyscale"),
    ),
    "sides": (
        Choice("left", "left"),
        Choice("right", "right"),
        Choice("each", "each"),
        Choice("both", "both"),
    ),
    "limbs": (Choice("foot", "foot"), Choice("leg", "leg"), Choice("side", "side")),
    "date_orders": (Choice("day", "day first"), Choice("month", "month first")),
    "times": tuple(Choice(text, text) for text in ("once", "twice", "3", "morning and evening")),
    "days": tuple(
        Choice(text, text)
        for text in ("every day", "every other day", "weekdays", "3 days a week", "Mon Wed Fri")
    ),
}
"""The lists that do not depend on the catalogue. `times` and `days` are suggestions only."""

ALSO: Mapping[str, Mapping[str, str]] = {
    "yes_no": {
        "y": "yes",
        "true": "yes",
        "1": "yes",
        "x": "yes",
        "n": "no",
        "false": "no",
        "0": "no",
    },
    "sides": {
        "l": "left",
        "r": "right",
        "each side": "each",
        "each foot": "each",
        "each leg": "each",
        "both feet": "both",
        "both together": "both",
        "together": "both",
        "bilateral": "both",
        "bilaterally": "both",
        "bilat": "both",
        "b l": "both",
        "both sides": "both",
        "both legs": "both",
        "l r": "each",
        "r l": "each",
        "left right": "each",
        "right left": "each",
        "left and right": "each",
        "left then right": "each",
        "right then left": "each",
        "each in turn": "each",
        "left side": "left",
        "right side": "right",
        "on the left": "left",
        "on the right": "right",
        "left foot": "left",
        "right foot": "right",
        "left leg": "left",
        "right leg": "right",
    },
    "editions": {
        "large": "large-print",
        "big print": "large-print",
        "giant": "giant-print",
        "extra large": "giant-print",
        "very large": "giant-print",
        "partially sighted": "low-vision",
        "cream": "low-vision-cream",
        "grey": "greyscale",
        "gray": "greyscale",
        "grayscale": "greyscale",
        "black and white": "greyscale",
    },
    "footwear": {"yes": "supportive", "no": "", "none": ""},
    "papers": {"us letter": "Letter"},
}
"""Other words that are accepted for a list's codes; "" is the same as an empty cell."""

EACH_SIDE = "each (one after the other)"
LEFT_WORDS = frozenset(("l", "lt", "left"))
RIGHT_WORDS = frozenset(("r", "rt", "right"))
TWO_SIDED = frozenset(("sides", "bilateral", "bilaterally", "bilat", "lr", "rl", "alternating"))
"""`left/right` or `both sides` may mean each or both: it is not accepted, but asked about."""

LANGUAGES = {"en": "English"}
"""What a language is called where the catalogue's names do not say (`language.<code>`)."""


def choices(name: str, catalogue: Catalogue) -> tuple[Choice, ...]:
    """The entries of a list, in the order in which they are shown.

    A list that the catalogue cannot know (practitioners, plans, brands) is empty.
    """
    if name in FIXED:
        return FIXED[name]
    named: Mapping[str, Iterable[Choice]] = {
        "languages": (_language(catalogue),),
        "exercises": (Choice(item.code, item.name) for item in catalogue.exercises.values()),
        "programmes": (Choice(item.code, item.name) for item in catalogue.programmes.values()),
        "presets": (Choice(item.code, item.name) for item in catalogue.programmes.values()),
        "cautions": (Choice(item.code, item.name) for item in catalogue.cautions.values()),
        "conditions": (Choice(item.code, item.name) for item in catalogue.conditions.values()),
        "footwear": (Choice(item.code, item.name) for item in catalogue.footwear.values()),
        "regions": (Choice(item.code, item.name) for item in catalogue.regions.values()),
        "positions": _ways(catalogue, "position"),
        "tools": _ways(catalogue, "tool"),
        "people": _people(catalogue),
    }
    return tuple(named.get(name, ()))


def _language(catalogue: Catalogue) -> Choice:
    code = catalogue.language
    return Choice(code, catalogue.names.get(f"language.{code}", LANGUAGES.get(code, code)))


def _ways(catalogue: Catalogue, kind: str) -> tuple[Choice, ...]:
    codes = {
        getattr(variant, kind): None
        for exercise in catalogue.exercises.values()
        for variant in exercise.variants
    }
    return tuple(
        Choice(code, catalogue.names.get(f"{kind}.{code}", code)) for code in codes if code
    )


def _people(catalogue: Catalogue) -> tuple[Choice, ...]:
    kind = "person."
    return tuple(
        Choice(key.removeprefix(kind), name)
        for key, name in catalogue.names.items()
        if key.startswith(kind)
    )


def colours(catalogue: Catalogue) -> dict[str, str]:
    """The colour ("#RRGGBB") by each way to say it in plain words, folded and without spaces."""
    kind = "colour."
    return {
        squeezed(word): f"#{key.removeprefix(kind)}"
        for key, said in catalogue.names.items()
        if key.startswith(kind)
        for word in said.split(",")
    }


def squeezed(text: str) -> str:
    """The text folded, without spaces: a colour may be typed as `DarkGreen`."""
    return fold(text).replace(" ", "")


def colour_of(text: str, catalogue: Catalogue) -> str:
    """The colour that is named in plain words, else the text as it is."""
    return colours(catalogue).get(squeezed(text), text)


def lookup(entries: Iterable[Choice], also: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every way to write an entry, folded, and the code it stands for.

    A code wins over another entry's label.
    """
    items = tuple(entries)
    table = {fold(word): code for word, code in (also or {}).items()}
    table |= {fold(item.label): item.code for item in items}
    table |= {fold(item.code): item.code for item in items}
    return table


def nearest(text: str, words: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The word most like the text, "" where none is near (0 to 1: how near it must be)."""
    by_fold = {fold(word): word for word in words}
    near = get_close_matches(fold(text[:COMPARED]), by_fold, n=1, cutoff=cutoff)
    return by_fold[near[0]] if near else ""


def near_side(text: str) -> str:
    """What to ask for where a text names two sides, so that no single one is suggested."""
    words = set(fold(text).split())
    is_two = words & TWO_SIDED or (words & LEFT_WORDS and words & RIGHT_WORDS)
    return EACH_SIDE if is_two else ""


def _all_near(text: str, words: Iterable[str]) -> list[str]:
    """The words most like the text, the nearest first; none for one word that several have.

    `Walk` is no slip of `Toe walk`, but another exercise.
    """
    by_fold = {fold(word): word for word in words}
    wanted = fold(text[:COMPARED])
    if sum(wanted in re.split(r"[\s,]+", word) for word in by_fold if word != wanted) > 1:
        return []
    near = get_close_matches(wanted, by_fold, n=SUGGESTED)
    ratios = [SequenceMatcher(None, word, wanted).ratio() for word in near]
    return [
        by_fold[word]
        for word, ratio in zip(near, ratios, strict=True)
        if ratio >= ratios[0] - AS_NEAR
    ]


class Suggestions:
    """Words that a misspelt one may have meant; none any more where far too many are misspelt.

    All that are nearly as near as the nearest are given: two names may differ in a leg only.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._left = COMPARISONS

    def near(self, text: str) -> tuple[str, ...]:
        """The words most like the text, the nearest first."""
        self._left -= len(self._words)
        return tuple(_all_near(text, self._words)) if self._left >= 0 else ()
