"""A text becomes lines: broken at spaces, but within no date, telephone number or amount."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from clinicplan.handout.marks import is_mark

_NUMBER = r"[+(]*\d[\d.:/–)-]*(?<![.:])(?= \(?[^\W_])"
"""A number that its sentence goes on behind: "10", "+44", "(0)1632", "8:30"."""
_DAY = r"\d{1,2},(?= \d{4})"
"""The day of a date whose year follows: "29," of "December 29, 2026"."""
_CODE = r"[A-Z][A-Z&]+(?= [A-Z]*\d{2,})"
"""The letters of a number of a register, or before one: "HCPC" of "HCPC CH00000"."""
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?(?= \d[A-Z]{2}\b)"
"""The first half of "SA1 2MP"."""
_LAST = r"\S*[^\W\d_](?= \d\S*[.!?](?!\S))"
"""A word before a number that ends its sentence: "Call" of "Call 111."."""
_DIGIT = re.compile(r"\d")
_SIGNS = frozenset("/-\u2013\u2014&+,;@")
"""Behind these a word that is too long is cut: `(forward/side/` and `back)`."""
_KEPT = "\x00"
"""What stands for a space that no line breaks at."""

Measure = Callable[[str], float]


def wrap(
    text: str,
    *,
    width: float,
    measure: Measure,
    kept: re.Pattern[str],
    taken: float = 0,
) -> list[str]:
    """Lines that fit `width`; a word that is too long is cut.

    `taken` of the first line's width are not free; it is "" where no word fits beside them.
    What is `kept` together (see `unbroken`) is broken only where it is wider than a line.
    """
    space = measure(" ")
    lines: list[str] = []
    line, used = "", taken
    for word in _words(text, kept, width=width, measure=measure):
        wide = measure(word)
        gap = space if line else 0
        if (line or taken) and used + gap + wide <= width:
            line, used = f"{line} {word}" if line else word, used + gap + wide
            taken = 0 if line else taken
            continue
        if line or taken:
            lines.append(line)
        line, used, taken = word, wide, 0
        if wide > width:
            *full, line = _cut(word, width=width, measure=measure)
            lines += full
            used = measure(line)
    return [*lines, line]


def unbroken(months: Collection[str]) -> re.Pattern[str]:
    """Finds each space that no line breaks at, with the word before it.

    Between a number and what it counts, in a date of these months, in a telephone number:
    "10 times", "13 January", "January 2027", "December 29," and "29, 2026", "01632 960"; before a
    number that ends its sentence; within a postcode and the number of a register.
    """
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    month = rf"(?:{names})[.,]?(?= \d)"
    return re.compile(rf"(?<!\S)({'|'.join((_NUMBER, _DAY, month, _CODE, _POSTCODE, _LAST))}) ")


def _words(text: str, kept: re.Pattern[str], *, width: float, measure: Measure) -> list[str]:
    """The words of a text, those together that no line parts."""
    if not _DIGIT.search(text):  # nothing is kept together without one
        return text.split(" ")
    words: list[str] = []
    for word in kept.sub(_keep, text).split(" "):
        group = word.split(_KEPT)
        words += _fitting(group, width=width, measure=measure) if group[1:] else group
    return words


def _keep(found: re.Match[str]) -> str:
    return f"{found[1]}{_KEPT}"


def _fitting(group: list[str], *, width: float, measure: Measure) -> list[str]:
    """The group as one word; where it is wider than a line, as much of it as one holds."""
    end = len(group)
    while end > 1 and measure(" ".join(group[:end])) > width:
        end -= 1
    whole = [" ".join(group[:end])]
    return whole + _fitting(group[end:], width=width, measure=measure) if group[end:] else whole


def _cut(word: str, *, width: float, measure: Measure) -> list[str]:
    """A word in parts that fit, behind a sign if it has one; one part where it fits whole."""
    if measure(word) <= width:
        return [word]
    end = next(
        (n for n in range(len(word) - 1, 1, -1) if measure(word[:n]) <= width),
        1,
    )
    end = next((n for n in range(end, 3, -1) if word[n - 1] in _SIGNS), end)
    while end < len(word) and is_mark(word[end]):
        end += 1  # a letter keeps its marks
    if end == len(word):
        return [word]
    return [word[:end], *_cut(word[end:], width=width, measure=measure)]
