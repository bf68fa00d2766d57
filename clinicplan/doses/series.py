"""Weeks of which the first alone says of what ("50% weight wk 1, 75% wk 2") become one note."""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.doses.plain import plain
from clinicplan.doses.said import Said, Unclear, joined
from clinicplan.doses.spans import Stretch, of_weeks
from clinicplan.doses.whole import read_facts

_OF_THE_SAME = re.compile(
    r"[0-9]{1,3}\s?%|full(?:y)?|half|most|all|none|more|less|(?:a |three )?quarters?|[1-3]/[2-4]"
)

MOST_WORDS = 6
"""Words of what the first of them says; more hold something of the dose."""


def as_series(said: Said, stretches: list[Stretch]) -> Said | None:
    """`50% body weight wk 1, 75% wk 2` as one note: of what the 75 are stands in week 1 alone."""
    first, *later = stretches
    parts = _LAST_PART.split(first.text)
    head, tail = parts if len(parts) > 1 else ("", first.text)
    if not any(_OF_THE_SAME.fullmatch(plain(one.text)) for one in later):
        return None
    before = read_facts(head) if head else Said()
    both = before if isinstance(before, Unclear) else joined(said, before)
    first = replace(first, text=tail.strip())
    asides = [read_facts(one.text) for one in (first, *later)]
    if isinstance(both, Unclear) or not both.dose.has_amount or not all(map(_is_aside, asides)):
        return None
    if len(first.text.split()) > MOST_WORDS:
        return None
    last = 0 if both.last_week else later[-1].last
    typed = (*both.typed, ("last_week", later[-1].text)) if last else both.typed
    notes = (*both.notes, _series([first, *later]))
    return replace(both, notes=notes, last_week=both.last_week or last, typed=typed)


def _is_aside(said: Said | Unclear) -> bool:
    """True for what says nothing of a dose, or for words like `half range` that may."""
    return isinstance(said, Unclear) or not said.facts()


_LAST_PART = re.compile(r"[,;.]\s(?=[^,;.]*$)")


def _series(stretches: list[Stretch]) -> str:
    """The weeks with what is said of each: `Week 1: 50% body weight, from week 2: full`."""
    *others, last = stretches
    told = [_of_its_weeks(one) for one in others]
    ends = _of_its_weeks(last) if last.last else f"from week {last.first}: {last.text}"
    told = [*told, ends if told else f"{ends[:1].upper()}{ends[1:]}"]
    return ", ".join((told[0], *(f"{one[:1].lower()}{one[1:]}" for one in told[1:])))


def _of_its_weeks(stretch: Stretch) -> str:
    return of_weeks(stretch.first, stretch.last or stretch.first, stretch.text)
