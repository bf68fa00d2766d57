"""Weeks that are told one by one ("wks 1+2", "wks 1-3 .., 4-6 ..") become stretches that are read.
"""

from __future__ import annotations

import re

_N = "[1-9][0-9]?"
_NO_UNIT = (
    r"(?!\s?(?:[x\u00d7*/%.-]\s?[0-9]|x\b|(?:reps?|repetitions|times|sets?|s|secs?|seconds?|m|mins?|"
    r"minutes?|kgs?|lbs?|days?|hours?|steps?|weeks?|wks?|st|nd|rd|th)\b))"
)
"""What follows is counted: the two of `wks 1, 2 sets` are no week."""

_BEFORE = (
    r"(?<![/0-9])(?<!\bfor [0-9] )(?<!\bfor [0-9][0-9] )(?<!x )(?<!\ba )(?<!per )(?<!each )"
    r"(?<!every )(?<!first )(?<!last )(?<!after )(?<!before )(?<!until )(?<!till )(?<!from )\b"
)
_LIST = re.compile(
    rf"{_BEFORE}(?:(?P<weeks>weeks|wks)\.?\s*(?P<many>{_N}"
    rf"(?:\s*(?:[+&,/]|,?\s+and\b|,\s*&)\s*{_N})+)|"
    rf"(?P<week>week|wk)\.?\s*(?P<two>{_N}\s*(?:[+&]|\band\b)\s*{_N}))\b{_NO_UNIT}",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?P<word>weeks?|wks?|w)\.?\s*{_N}\s*(?:-|to)\s*(?P<last>{_N})\b[^,;\n]*[0-9][^,;\n]*"
    rf"[,;\n]\s*(?P<next>{_N})(?=\s*-\s*{_N}\b{_NO_UNIT}\s*:?\s*[0-9]|"
    r"(?:\s?\+|\s+on(?:wards?)?)\s*:?\s*[0-9](?!\s*(?:leg|foot|feet|side|step|box)))",
    re.IGNORECASE,
)
"""The second weeks of `wks 1-3 3x15, 4-6 3x12`."""


_GOES_ON = re.compile(
    rf"[;,.]\s*{_N}\s*[/&+]\s*{_N}\s*:|\b(?:week|wk)s?\b[^,;]*\+ [0-9] per week|"
    r"\bafter [0-9]+ ?x",
    re.IGNORECASE,
)
"""`weeks 1/2: 2x10; 3/4: 3x10`: the second ones are weeks, too."""


def with_stretches(text: str) -> str:
    """`wks 1+2` as `wks 1-2`, and `wks` before those that go on; `weeks 1 + 3` as it was typed."""
    text, at = text if _GOES_ON.search(text) else _LIST.sub(_as_stretch, text), 0
    while match := _BARE.search(text, at):
        at = match.start() + 1
        if int(match["next"]) == int(match["last"]) + 1:
            place = match.start("next")
            text = f"{text[:place]}{match['word']} {text[place:]}"
    return _AFTER.sub(r"\g<after>week \g<last>", text)


_AFTER = re.compile(
    rf"(?P<after>\bafter\s+)(?:weeks|wks?)\.?\s*{_N}\s*(?:[-+&]|and\b|to\b)\s*(?P<last>{_N})\b"
    rf"{_NO_UNIT}",
    re.IGNORECASE,
)
"""What comes after weeks 1 and 2 comes after the second."""


def names_weeks_apart(text: str) -> bool:
    """True for `weeks 1 + 3`: no stretch of weeks, and not all of them."""
    return bool(_LIST.search(with_stretches(text)))


def _as_stretch(match: re.Match[str]) -> str:
    numbers = [int(number) for number in re.findall("[0-9]+", match["many"] or match["two"])]
    first, last = numbers[0], numbers[-1]
    if numbers == list(range(first, last + 1)):
        return f"{match['weeks'] or match['week']} {first}-{last}"
    return match[0]
