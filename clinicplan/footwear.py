"""What a note says to wear on the feet becomes the words of it that the page follows."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from clinicplan.catalogue.values import Exercise
from clinicplan.limits import all_typed, typed_in
from clinicplan.plan import Plan, Prescription, Side

_SHOE = r"(?:shoes?|trainers?|footwear|boots?|slippers?|sandals?|insoles?|orthotics?|socks?)"
_NEVER = r"(?:never|not|don['\u2019]?t|no|avoid)"
_KIND = r"(?:(?:supportive|good|firm|walking|running|sturdy|outdoor|usual|grippy|non-slip|thick) )*"
_WORN = re.compile(
    rf"\b(?:keep (?:your |the |a )?{_KIND}{_SHOE}(?: on)?|{_SHOE} (?:stays? )?on|"
    rf"(?<!out )(?:in|wear|wearing|with|put on|over) (?:your |the |a |both )?{_KIND}{_SHOE})\b"
    r"(?! (?:off|at hand|nearby|ready))",
    re.IGNORECASE,
)
_NEVER_BARE = re.compile(
    rf"\b{_NEVER} (?:be |go |in |with |walk |stand |on |exercise |"
    r"do (?:this |these |it |them |any of (?:this |these ))?)?"
    r"(?:barefoot(?:ed)?|bare[ -]?(?:foot|feet))\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:barefoot(?:ed)?|bare[ -](?:foot|feet)|(?:shoes|socks)"
    r"(?: (?:and|&|\+) (?:shoes|socks))? off|(?:no|without) (?:shoes|socks)(?! on))\b",
    re.IGNORECASE,
)
_SOCKS = re.compile(r"\bsocks?\b|\bbare", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:boots?|sandals?|insoles?|orthotics?|slippers?)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not?|never|don['\u2019]?t|without|avoid|instead of|rather than|stop)\b[^.,;]{0,25}$",
    re.IGNORECASE,
)
"""What stands before words that are denied: `do not hold a chair`."""


_ALLOWED = re.compile(r"\b(?:can|could|may|might|ok(?:ay)?|fine|allowed|either|or)\b[^.,;]{0,25}$",
                      re.IGNORECASE)  # fmt: skip
_FINE = re.compile(r"\s+(?:(?:is|are) )?(?:ok(?:ay)?|fine|allowed|too|if)\b", re.IGNORECASE)
"""What leaves it to the patient: `can do in shoes at work`."""


_THIN = "minimalist"
_HELD = {"balance", "diabetes", "poor-circulation", "recent-surgery", "reduced-feeling"}
"""Cautions whose advice is shoes that hold and protect, or what a surgeon allows."""


def is_too_thin(footwear: str, take_care: Collection[str]) -> bool:
    """Whether the advice on shoes would go against what page one says to wear: it is left out."""
    return footwear == _THIN and not _HELD.isdisjoint(take_care)


@dataclass(frozen=True, slots=True)
class Feet:
    """What notes say to wear: `kind` is "shoes", "socks" or "worn", "" where they say nothing.

    `is_all` is True where it is said of all exercises.
    """

    kind: str = ""
    is_all: bool = False


_PARTS = re.compile(r"[.;,!\n]+\s*")
_OTHERS = {
    Side.LEFT: re.compile(r"\bright\b|\bR(?:t|ight)?\b"),
    Side.RIGHT: re.compile(r"\bleft\b|\bL(?:t|eft)?\b"),
}
"""The side that an exercise is not for: what stays on that foot is not worn on this."""
_SPOKEN = re.compile(
    r"\b(?:shoes?|trainers?|sneakers?|runners|boots?|slippers?|sandals?|insoles?|orthotics?|socks?|"
    r"footwear|bare ?foot(?:ed)?|bare feet)\b",
    re.IGNORECASE,
)


def speaks_of_feet(exercise: Exercise) -> bool:
    """Whether the steps of a clinic's own exercise say themselves what to wear on the feet."""
    lines = (line for way in exercise.variants for shot in way.shots for line in shot.lines)
    starts = (way.start for way in exercise.variants)
    return exercise.own and any(map(_SPOKEN.search, (*starts, *lines)))


def told(words: re.Pattern[str], note: str) -> str:
    """The words of a note, "" where it has none of them, or denies them."""
    found = words.search(note)
    return found[0] if found and not _DENIED.search(note[: found.start()]) else ""


def worn(note: str) -> str:
    """What a note says to wear: `shoes on`, `never barefoot`; "" where it says nothing of it."""
    never = _NEVER_BARE.search(note)
    asked = _WORN.search(note)
    is_allowed = asked is not None and bool(
        _ALLOWED.search(note[: asked.start()]) or _FINE.match(note, asked.end())
    )
    return (told(_WORN, note) if not is_allowed else "") or (never[0] if never else "")


def uncovered(note: str) -> str:
    """The words of a note that ask for bare feet, "" where it has none."""
    return told(_BARE, note)


def feet_noted(plan: Plan) -> Feet:
    """What the notes say to wear, those of one exercise and those of the plan."""
    whole = worn(plan.note)
    of_each = [whole or _of(item) for item in plan.prescriptions]
    later = [worn(change.note) for item in plan.prescriptions for change in item.changes]
    found = [*filter(None, (*of_each, *later))]
    return Feet(_kind(found), bool(of_each) and all(of_each)) if found else Feet()


def bare_noted(plan: Plan) -> Feet:
    """Where the notes, or doses in own words, ask for bare feet and for nothing else."""
    if not _NO_SOCKS.search(typed_in(plan)):
        return Feet()
    whole = _bared(plan.note)
    of_each = [whole or _bare(item) for item in plan.prescriptions]
    found = any(of_each)
    return Feet("bare", bool(of_each) and all(of_each)) if found else Feet()


def _bare(item: Prescription) -> bool:
    return _bared(all_typed(item))


def _bared(text: str) -> bool:
    """True for `barefoot`, not for `barefoot or in socks`, nor for what is only allowed."""
    return any(
        uncovered(part) and _NO_SOCKS.search(part) and not _CHOICE.search(part)
        for part in _PARTS.split(text)
    )


_NO_SOCKS = re.compile(r"\bbare|\bsocks off\b|\b(?:no|without) socks\b", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:ok(?:ay)?|fine|allowed|or|if|when|can|may|could|possible|later|weeks?|wks?)\b",
    re.IGNORECASE,
)


def _of(item: Prescription) -> str:
    """What is to be worn by a note, or by a dose that is printed in its own words."""
    amounts = (item.dose.reps, item.dose.duration)
    texts = (item.note, *(amount.words for amount in amounts if amount))
    found = next(filter(None, map(worn, texts)), "")
    other = _OTHERS.get(item.side) if item.side and found else None
    if other is None:
        return found
    clauses = (part for text in texts for part in _PARTS.split(text) if not other.search(part))
    return next(filter(None, map(worn, clauses)), "")


def _kind(found: list[str]) -> str:
    if all(map(_SOCKS.search, found)):
        return "socks"
    is_named = any(_NAMED.search(words) or _SOCKS.search(words) for words in found)
    return "worn" if is_named else "shoes"
