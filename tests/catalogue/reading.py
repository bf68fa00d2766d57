"""A text -> how hard it is to read: words, sentences, syllables, and the school grade.

The grade is Flesch and Kincaid's (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59,
in years of United States school; a reading age is about five years more. Syllables are
counted by groups of vowels, which is within a few per cent of a dictionary on plain English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Names that a patient has heard from the clinician, and that no plainer word replaces: each
# counts as a word of two syllables. Every other long word counts in full.
NAMED_TERMS = (
    "over-pronation",
    "supination",
    "plantar fasciitis",
    "achilles tendon",
    "sciatic nerve",
    "ankylosing spondylitis",
    "arthritis",
    "diabetes",
)
_TERM = re.compile("|".join(re.escape(term) for term in NAMED_TERMS), re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?", re.IGNORECASE)
_SILENT = re.compile(r"(?:[^laeiouy]e|[aeiou]le|[^aeioutd]ed|[^aeioucsxzl]es|[aeiou]les)$")


def words(text: str) -> list[str]:
    """The words of a text, in order."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text: what ends with a full stop, a colon, or a line."""
    return [piece for piece in re.split(r"[.!?:;]+(?:\s|$)|\n+", text) if words(piece)]


def syllables(word: str) -> int:
    """About how many syllables a word has, 1 at least."""
    plain = word.lower()
    match = _SILENT.search(plain)
    ending = len("ed") if plain.endswith(("ed", "es")) else len("e")
    spoken = plain[:-ending] if match else plain
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def grade(texts: Iterable[str]) -> float:
    """The school grade of texts that are read together."""
    text = _TERM.sub("doctor", "\n".join(texts))
    count = len(words(text))
    per_sentence = count / len(sentences(text))
    per_word = sum(map(syllables, words(text))) / count
    return 0.39 * per_sentence + 11.8 * per_word - 15.59
