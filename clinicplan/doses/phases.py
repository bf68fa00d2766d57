"""A dose told by how long each of it lasts ("daily 6/52, 3/wk 6/52, then weekly") -> its weeks."""

from __future__ import annotations

import re

from clinicplan.doses.spans import Stretch

_WEEKS = r"(?:x\s*|for\s+)?(?:the\s+|a\s+)?(?:first\s+|next\s+|further\s+|another\s+)?"
_LENGTH = re.compile(
    rf"[\s(]*\b{_WEEKS}([0-9]{{1,2}})\s*(?:/\s*52|(?:more\s+|further\s+)?(?:weeks?|wks?))"
    r"\s*\)?\s*$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*[,;]?\s*\b(?:and\s+)?(?P<then>then|followed by)\b\s*|\s*[,;]\s*", re.IGNORECASE
)
_FOR_EVER = re.compile(
    r"\s*\b(?:forever|for ever|ongoing|indefinitely|for good|long[- ]term|thereafter|after that|"
    r"from then on)\s*$",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:stop|stop it|no more|end|finish|nothing)", re.IGNORECASE)
"""What ends a dose, and is no stretch of its own: `daily 2/52, then stop`."""

_IN_WEEKS = re.compile(
    r"(?<!/)(?<!per )(?<!a )\b(?:week|wk|w)\s*[0-9]{1,2}(?!\s*/)|\bmonths?\b|/\s*12\b|\.\s|"
    r"\b(?:review\w*|recheck\w*|see|seen|appointments?|follow[- ]?up|operation|race|holiday)\b",
    re.IGNORECASE,
)


def phases(text: str) -> list[Stretch] | None:
    """The stretches of weeks, each with what is done in it; None where it is not told so.

    All but the last end with how long they last: `bd x 1 wk, then od x 2 wks`. The last one may
    go on: `then weekly`.
    """
    if _IN_WEEKS.search(text):
        return None
    found: list[Stretch] = []
    parts: list[str] = []
    first, is_then = 1, False
    for part, then in _parts(text):
        is_then = then if not parts else is_then
        length = _LENGTH.search(part)
        parts.append(part[: length.start()] if length else part)
        if length and (weeks := int(length[1])):
            found.append(Stretch(first, first + weeks - 1, _joined(parts)))
            first, parts = first + weeks, []
    if parts and is_then and _OVER.fullmatch(_joined(parts)):
        parts = []
    elif parts and is_then:
        found.append(Stretch(first, 0, _FOR_EVER.sub("", _joined(parts))))
    elif parts:
        return None
    return found if len(found) > 1 and all(one.text for one in found) else None


def _parts(text: str) -> list[tuple[str, bool]]:
    """What stands between the signs, and whether `then` leads to it."""
    found, at, is_then = [], 0, False
    for sign in _NEXT.finditer(text):
        found.append((text[at : sign.start()], is_then))
        at, is_then = sign.end(), bool(sign["then"])
    found.append((text[at:], is_then))
    return [(part.strip(" ."), then) for part, then in found if part.strip(" .")]


def _joined(parts: list[str]) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())
