"""A condition of the whole dose ("only if pain free") becomes a part of how often it is done.

There it is read wherever how often stands: at a glance, on the card and beside the diary's boxes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.dose import Days, Rhythm
from clinicplan.doses.asides import as_typed
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said, Step
from clinicplan.doses.shorthand import spelt

LONGEST = 40

_CONDITION = re.compile(
    r"(?:from (?:week|wk|w) ?(?P<week>[0-9]{1,2}),? )?"
    r"(?P<provided>(?:but )?(?:only |not )?"
    r"(?:(?:if|when|whenever|unless|as long as|so long as|provided|where)(?: [a-z'-]+){1,6}|"
    r"as (?:able|tolerated|comfortable|possible|pain allows)))"
)
_MORE = re.compile(
    r"\b(?:stop|do|call|ring|rest|go|drop|reduce|use|hold|holding|then|add|build|increase|progress|"
    r"skip|miss|leave|ease|halve|try|start|begin|continue|repeat|move|switch|easy|easier|or|left|"
    r"right|band|weight|needed|required|once|twice|more|less)\b"
)
"""What tells what to do then, or of something else than the whole."""


_BESIDE = re.compile(
    r"(?:with|while|whilst|during|in front of|watching|at) "
    r"(?:(?!(?:and|or|then|only)\b)[a-z'-]+ ?){1,5}"
)
"""What one does meanwhile, where, or with whom."""

_AND = re.compile(r"[&+]")
_MUCH = re.compile(
    r"\b(?:extra|half|other|both|each|legs?|foot|feet|sets?|reps?|weights?|band|"
    r"loads?|resistance|speed|pace|effort|more|less|fewer|heavier|lighter|increased|reduced)\b"
)
_DAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun|weekend|weekday)")


def with_company(said: Said, text: str) -> Said:
    """The same, a note right beside how often with that: `am & pm | with carers`."""
    typed = (piece for fact, piece in said.typed if fact in ("times", "days"))
    often = [_AND.sub("and", plain(piece)) for piece in typed]
    words, dose = _AND.sub("and", plain(spelt(text))), said.dose
    beside = [note for note in said.notes
              if _BESIDE.fullmatch(plain(note)) and len(note) <= LONGEST
              and any(_touch(plain(note), piece, words) for piece in often)]  # fmt: skip
    if len(beside) != 1 or said.steps or dose.provided or _MUCH.search(beside[0]):
        return said
    if dose.days and dose.days.named and _DAY.search(words.split(plain(beside[0]))[-1]):
        return said  # `Mon at class, Thu`
    when = _inside(beside[0])
    if dose.days is not None:
        dose = replace(dose, days=replace(dose.days, provided=when))
    elif dose.times is not None:
        dose = replace(dose, times=replace(dose.times, provided=when))
    return replace(said, dose=dose, notes=tuple(it for it in said.notes if it != beside[0]))


def _touch(note: str, piece: str, words: str) -> bool:
    """True where no sign stands between them."""
    return bool(piece) and (f"{piece} {note}" in words or f"{note} {piece}" in words)


def with_condition(said: Said) -> Said:
    """The same, the one condition among its notes with how often, where that is said."""
    said = replace(said, steps=tuple(_of_step(step, said) for step in said.steps))
    dose = said.dose
    is_kept = all(step.dose.times is None and step.dose.days is None for step in said.steps)
    if not is_kept or (dose.times is None and dose.days is None):
        return said
    found = [note for note in said.notes if _provided(note, said)]
    if len(found) != 1:
        return said
    (note,) = found
    words = _inside(as_typed(_provided(note, said), note))
    if dose.days is not None:
        dose = replace(dose, days=replace(dose.days, provided=words))
    elif dose.times is not None:
        dose = replace(dose, times=replace(dose.times, provided=words))
    return replace(said, dose=dose, notes=tuple(other for other in said.notes if other != note))


def _of_step(step: Step, said: Said) -> Step:
    """`from week 3 bd, if pain free`: who is not does it as before, so that no day is sure."""
    days, words = step.dose.days, _provided(step.note, said)
    if not words or step.dose.times is None or (days and days.rhythm is not Rhythm.EVERY_DAY):
        return step
    often = replace(step.dose, days=Days(Rhythm.OCCASION, occasion=step.note))
    return replace(step, dose=often, note="")


def _provided(note: str, said: Said) -> str:
    """The condition that a note is, "" for any other note."""
    match = _CONDITION.fullmatch(plain(note))
    if match is None or len(note) > LONGEST or _MORE.search(match["provided"]):
        return ""
    is_of_all = match["week"] is None or int(match["week"]) == said.first_week
    return match["provided"] if is_of_all else ""


def _inside(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
