"""A dose of two uses ("nightly + again if cramp wakes you") becomes the piece that tells of it.

Read as one, it would be done in one case only, or twice as often.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from clinicplan.dose import Dose
from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said, Unclear
from clinicplan.doses.torn import Read

_AGAIN_IF = re.compile(
    r"(?:[+&]|\band\b|\bplus\b) ?(?:again|also) (?:if|when|whenever)\b|"
    r"\b(?:daily|day|od|bd|tds) ?(?:[+&]|and\b|plus\b) ?(?:again|also) (?:after|before) [a-z]"
)
_ALSO = re.compile(r"(?:when|whenever|if|before|after)\b.*[.;] ?also\b[^.;]*[0-9]")
_AGAIN_AT = re.compile(r"\bdays? again (?:after|before|at|in)\b")


def _of_two_uses(text: str, said: Said, _: Read) -> str:
    """`when it cramps: .. Also 2x20s before swim`, `golf days again after the round`."""
    match = _ALSO.search(plain(text)) or _AGAIN_AT.search(plain(text))
    return match[0] if match and (said.dose.times or said.dose.days) else ""


def _again_if(text: str, said: Said, _: Read) -> str:
    """`before bed + again if cramp wakes you`: every night, and once more then."""
    match = _AGAIN_IF.search(plain(text))
    is_told = match and said.dose.times and match[0].split(" ", 1)[1] in said.dose.times.occasion
    return match[0] if match and not is_told and (said.dose.times or said.dose.days) else ""


_SO_MANY_DAILY = re.compile(
    r"(?<![0-9.x-])[2-6] ?x ?[0-9]+ ?(?:s|secs?|seconds?|mins?|minutes?)\b.{0,12}?"
    r"\b(?:daily|(?:a|per|every|each) day)\b(?=.*\b(?:at|before|after|on) .* (?:and|&|\+) )|"
    r"(?<![0-9.x-])2 ?x ?[0-9]+ ?(?:mins?|minutes?) (?:at|before|after)\b[^,;.]*? (?:and|&|\+) "
    r"(?:at|before|after) "
)


def counts_occasions(text: str) -> str:
    """`2x 3 min daily, at lunch and after work`: the two may be those, and not two at each."""
    match = _SO_MANY_DAILY.search(plain(text))
    return match[0] if match else ""


def _of_occasions(text: str, said: Said, _: Read) -> str:
    return counts_occasions(text) if said.dose.times or said.dose.days else ""


_ROUNDS = re.compile(
    r"(?<![0-9.x-])([2-6]) ?x ?(?P<time>[0-9.]+(?:-[0-9.]+)? ?(?:m|mins?|minutes?)\b)"
)
_LONG = 180  # seconds; two shorter ones in the morning and two in the evening are usual


def rounds_or_times(text: str, said: Said) -> Unclear | None:
    """`2 x 10 min walk, morning and evening`: the two may be those, or two at each."""
    times, lasts = said.dose.times, said.dose.duration
    if times is None or lasts is None or not (times.named or times.occasion):
        return None
    match = _ROUNDS.search(plain(text))
    if match is None or int(match[1]) != times.count or lasts.high < _LONG:
        return None
    other = f"{match[1]} rounds of {match['time']}"
    values = {"value": match[0], "one": match["time"], "other": other}
    return Unclear("dose-two-readings", values)


_OTHER_PART = re.compile(
    r"\bevery other day (?:in the (?:morning|evening)|at night)\b|"
    r"\bevery other (?:morning|evening|night)s?\b"
)
_A_PART = re.compile(r"\b(?:am|pm|mornings?|evenings?|nights?|nightly|bedtime|bed)\b")


def _of_other_parts(text: str, said: Said, _: Read) -> str:
    """`every other morning + every evening`: the evening is not every other day's."""
    match = _OTHER_PART.search(plain(text)) if said.dose.times or said.dose.days else None
    return match[0] if match and _A_PART.search(_OTHER_PART.sub(" ", plain(text))) else ""


_DEED = re.compile(r"\b(?:reps?|times) (?P<deed>walk|balance|stand)\b(?! [0-9]*[a-z]*\b.*[0-9])")


def _of_a_deed(text: str, said: Said, _: Read) -> str:
    """`10 reps walk bd`: what is done, and no word that leads to how often."""
    match = _DEED.search(plain(text)) if said.dose.reps and not said.dose.reps.words else None
    return match[0] if match and not any(match["deed"] in note for note in said.notes) else ""


_AT_MOST = re.compile(
    r"\b(?:max(?:imum)?\.?|as many as you can|at most|(?:no|not) more than),? ?\+ ?[0-9]"
)


def _at_most(text: str, said: Said, _: Read) -> str:
    """`max +5 min a week` is a limit, and not what is added each week."""
    match = _AT_MOST.search(plain(text)) if said.growth else None
    return match[0] if match else ""


_THEN_LOADED = re.compile(r"\bthen\b[^,;.:]*,\s*(?P<load>[^,;.]+)")


def _of_load_behind(text: str, said: Said, _: Read) -> str:
    """`daily for 2 weeks then 3x/wk, green band`: the band may be that of the whole dose."""
    last = said.steps[-1].dose if said.steps else None
    if last is None or last.load is None or last.has_amount != Dose(load=last.load).has_amount:
        return ""
    match = _THEN_LOADED.search(plain(text)) if last.days or last.times else None
    return "" if match is None or said.dose.load or last.reps or last.sets else match["load"]


CHECKS: tuple[Callable[[str, Said, Read], str], ...] = (
    _again_if, _of_two_uses, _of_occasions, _of_other_parts, _of_a_deed, _at_most,
    _of_load_behind,
)  # fmt: skip
