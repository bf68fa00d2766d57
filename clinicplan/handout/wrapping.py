"""A text becomes lines: broken at spaces, but within no date, telephone number or amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise

from clinicplan.handout.marks import is_mark

_NUMBER = re.compile(r"[+(]*\d[\d.:/–)-]*(?<![.:])")
"""A number that its sentence goes on behind: "10", "+44", "(0)1632", "8:30"."""
_DIGIT = re.compile("[0-9]")
_DAY = re.compile(r"\d{1,2},")
"""The day of a date whose year follows: "29," of "December 29, 2026"."""

Measure = Callable[[str], float]


def wrap(
    text: str,
    *,
    width: float,
    measure: Measure,
    months: Collection[str] = (),
    taken: float = 0,
) -> list[str]:
    """Lines that fit `width`; a word that is too long is cut.

    `taken` of the first line's width are not free; it is "" where no word fits beside them.
    What `kept_together` names is broken only where it is wider than a line.
    """
    space = measure(" ")
    lines: list[str] = []
    line, used = "", taken
    for word in _unbroken(text, width=width, measure=measure, months=months):
        wide = measure(word)
        gap = space if line else 0
        if (line or taken) and used + gap + wide <= width:
            line, used = f"{line} {word}" if line else word, used + gap + wide
            taken = 0
            continue
        if line or taken:
            lines.append(line)
        line, used, taken = word, wide, 0
        if wide > width:
            *full, line = _cut(word, width=width, measure=measure)
            lines += full
            used = measure(line)
    return [*lines, line]


def kept_together(before: str, after: str, months: Collection[str]) -> bool:
    """Whether no line ends between two words: a number and what it counts, parts of a date.

    "10 times", "13 January", "January 2027", "December 29," and "29, 2026", "01632 960"; and no
    line is the end of a sentence that says a number alone, as "111." of "Call 111."
    """
    if _NUMBER.fullmatch(before):
        return after.lstrip("(")[:1].isalnum()
    if not after[:1].isdigit():
        return False
    if after[-1] in ".!?" and before[-1:].isalpha():
        return True
    return before.strip(".,") in months or (_DAY.fullmatch(before) is not None and len(after) >= 4)


def _unbroken(
    text: str, *, width: float, measure: Measure, months: Collection[str]
) -> list[str]:
    """The words of a text, those together that no line parts."""
    words = text.split(" ")
    if not _has_digit(text):
        return words
    found: list[str] = []
    group = words[:1]
    for before, word in pairwise(words):
        if _has_figure(before, word) and kept_together(before, word, months):
            group.append(word)
            continue
        found += _fitting(group, width=width, measure=measure) if group[1:] else group
        group = [word]
    return [*found, *_fitting(group, width=width, measure=measure)]


def _has_digit(text: str) -> bool:
    if text.isascii():
        return _DIGIT.search(text) is not None
    return any(map(str.isdigit, text))


def _has_figure(before: str, after: str) -> bool:
    """Whether it is worth asking: only then can they be kept together."""
    return before[:1].isdigit() or after[:1].isdigit() or before[:1] in "+("


def _fitting(group: list[str], *, width: float, measure: Measure) -> Iterator[str]:
    """The group as one word; where it is wider than a line, as much of it as one holds."""
    end = len(group)
    while end > 1 and measure(" ".join(group[:end])) > width:
        end -= 1
    yield " ".join(group[:end])
    if group[end:]:
        yield from _fitting(group[end:], width=width, measure=measure)


def _cut(word: str, *, width: float, measure: Measure) -> list[str]:
    """A word in parts that fit; one part where it fits whole."""
    if measure(word) <= width:
        return [word]
    end = next(
        (n for n in range(len(word) - 1, 1, -1) if measure(word[:n]) <= width),
        1,
    )
    while end < len(word) and is_mark(word[end]):
        end += 1  # a letter keeps its marks
    if end == len(word):
        return [word]
    return [word[:end], *_cut(word[end:], width=width, measure=measure)]
