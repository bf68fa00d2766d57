"""A text as typed becomes plain words: lower case, one kind of dash and space, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
    "twenty": "20", "thirty": "30", "forty": "40", "forty-five": "45", "sixty": "60",
}  # fmt: skip

ADVERBS = {"once": "1", "twice": "2", "thrice": "3"}
"""How often, in a word."""

_SIGNS = str.maketrans(
    {
        "\u00bd": ".5",
        "\u00bc": ".25",
        "\u00be": ".75",
        "\u00d7": "x",
        "\u2032": "'",
        "\u2019": "'",
        "\u2033": '"',
        "\u201c": '"',
        "\u201d": '"',
    }
)
_DASHES = re.compile(r"\s*[-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+\s*")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words; the longest is tried first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORD = re.compile(rf"\b(?:{any_of(NUMBER_WORDS)})\b")


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The text in lower case, one kind of space and dash, small numbers as figures."""
    words = _INVISIBLE.sub("", text).translate(_SIGNS).casefold().replace("''", '"')
    words = re.sub(r"(?<![0-9])(?=\.[0-9])", "0", _DASHES.sub("-", words))
    words = _WORD.sub(lambda match: NUMBER_WORDS[match[0]], " ".join(words.split()))
    return words.rstrip(".")
