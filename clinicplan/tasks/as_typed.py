"""What a paper says of a dose becomes the texts that one may type for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.tasks.said import SaidExercise

FACTS = ("sets", "reps", "duration", "hold", "rest", "load", "tempo", "times", "days")
"""The facts of a dose, in the order in which one types them."""

EACH_WAY = ("reps", "duration")
"""What may be for each way of a movement."""

OFTEN = {"1": "once", "2": "twice"}

_SECONDS = re.compile(r"(?P<low>\d+)(?:-(?P<high>\d+))? s\b")
_MINUTE = 60


def as_typed(said: SaidExercise, *, words: Catalogue) -> tuple[str, ...]:
    """The facts of a dose that were typed, as one types them into a cell; for each way, too."""
    texts = (_in_a_row(said, words, is_each_way=is_each_way) for is_each_way in (False, True))
    return tuple(dict.fromkeys(filter(None, texts)))


def _in_a_row(said: SaidExercise, words: Catalogue, *, is_each_way: bool) -> str:
    """The dose of the first week, and what changes from later ones on; "" without the first."""
    first = _facts(said.typed, words, is_each_way=is_each_way)
    later = (phrase(words, "changes.typed.later", week=week, what=text)
             for week, typed in said.later.items()
             if (text := _facts(typed, words, is_each_way=is_each_way)))  # fmt: skip
    return "; ".join(filter(None, (first, *later, said.growth))) if first else ""


def _facts(typed: Mapping[str, str], words: Catalogue, *, is_each_way: bool) -> str:
    return ", ".join(
        phrase(words, f"changes.typed.{_key(name, text, is_each_way)}", what=_in_minutes(text))
        for name in FACTS
        if (text := typed.get(name, ""))
    )


def _key(name: str, text: str, is_each_way: bool) -> str:
    if name == "times":  # "morning and evening" says it all
        return OFTEN.get(text, "times") if text[-1:].isdigit() else "plain"
    return f"{name}_each_way" if is_each_way and name in EACH_WAY else name


def _in_minutes(text: str) -> str:
    """The text with its seconds in whole minutes, from two on: so they are printed."""
    return _SECONDS.sub(_minutes, text)


def _minutes(found: re.Match[str]) -> str:
    ends = [int(end) for end in found.groups() if end]
    if any(end % _MINUTE for end in ends) or ends[-1] < 2 * _MINUTE:
        return found[0]
    return "-".join(str(end // _MINUTE) for end in ends) + " minutes"
