"""The lines of a list as it was typed become its lines without numbers, dashes and dots.

Nothing else is ever taken away: `30 seconds`, `1.5 kg`, `2-3 times` and `-5 degrees` stay. Where
a mark may as well be a part of the line, as in `- 5 degrees`, it goes only where every line
has one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DOTS = "\u2022\u2023\u25a0\u25aa\u25cb\u25cf\u25e6\uf0a7\uf0b7"
"""Signs that are nothing but a mark; the last two are what Word's own bullets become."""

_DASHES = "*\u00b7\u2010-\u2015-"
_MARK = re.compile(
    rf"(?P<dot>[{_DOTS}])\s*(?=\S)"
    rf"|(?P<dash>[{_DASHES}](?:\s+(?=\S)|(?=[^\W\d_])))"
    r"|(?:\(?(?P<number>\d{1,2})[.)](?:\s+(?=\S)|(?=[^\W\d_])))"
    r"|step\s+(?P<step>\d{1,2})(?:\s*[:.)](?!\d)\s*|\s+[\u2010-\u2015-]\s+)(?=\S)",
    re.IGNORECASE,
)
_ONLY_MARK = re.compile(rf"[{_DOTS}{_DASHES}]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, where it goes on behind its mark, and the number in that mark.

    `is_certain` where what stands before it can be nothing but a mark.
    """

    text: str
    start: int = 0
    number: int | None = None
    is_certain: bool = False


def without_marks(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines that say something, each without the mark of a list before it."""
    said = [_line(line) for line in lines if line and not _ONLY_MARK.fullmatch(line)]
    stray = _stray(said)
    marked = [line.start > 0 and at not in stray for at, line in enumerate(said)]
    every = len(said) > 1 and all(marked)
    return tuple(
        line.text[line.start :] if is_marked and (line.is_certain or every) else line.text
        for line, is_marked in zip(said, marked, strict=True)
    )


def _line(text: str) -> _Line:
    match = _MARK.match(text)
    if match is None:
        return _Line(text)
    figures = match["number"] or match["step"]
    before_amount = text[match.end()].isdigit() and match["step"] is None
    is_attached = match["dash"] is not None and not match[0][-1].isspace()
    is_certain = match["dot"] is not None or not (before_amount or is_attached)
    return _Line(text, match.end(), int(figures) if figures else None, is_certain)


def _stray(lines: Sequence[_Line]) -> set[int]:
    """The lines whose number is neither their place nor one of a series, such as a lone `30.`."""
    numbers = [(at, line.number) for at, line in enumerate(lines) if line.number is not None]
    ends = [0, *(number for _, number in numbers), 0]
    return {
        at
        for (at, number), before, after in zip(numbers, ends, ends[2:], strict=False)
        if number not in (1, at + 1, before + 1, after - 1)
    }
