"""Parts of the day as they are typed ("on waking", "last thing") become their one name each."""

from __future__ import annotations

import re

DAY_PARTS = {
    "waking": "waking", "first-thing": "first-thing", "am": "morning", "morning": "morning",
    "mornings": "morning", "midday": "midday", "noon": "midday", "lunchtime": "midday",
    "afternoon": "afternoon", "afternoons": "afternoon", "evening": "evening",
    "evenings": "evening", "night": "night", "nights": "night", "bedtime": "bedtime",
}  # fmt: skip
DAY_ORDER = (
    "waking", "first-thing", "morning", "midday", "afternoon", "evening", "night", "bedtime",
)  # fmt: skip

_SAME = (
    (re.compile(r"\b1st\b"), "first"),
    (re.compile(r"\ba\.m\.?(?![a-z])"), "am"),
    (re.compile(r"\bp\.m\.?(?![a-z])"), "pm"),
    (re.compile(r"\bpm\b(?=.*\b(?:am|mornings?)\b)|"
                r"(?<=\bam)(\W+(?:(?:and |noon|midday|lunch(?:time)?)\W*)*)pm\b"), r"\1evening"),
    (re.compile(r"(?<=\bbefore bed) (?:each|every|at) night\b|"
                r"(?<=\bon waking) (?:each|every|in the) morning\b"), ""),
    (re.compile(r"\b(?:evening|night)s?,?\s+(?:before|at) (?:you go to |going to |you )?"
                r"(?:bed(?:time)?|sleep(?:ing)?)\b"),
     "bedtime"),
    (re.compile(r"\b(?:mornings?|first thing(?: in the morning)?)\s+(?:on|when|after) "
                r"(?:waking|you wake)(?: up)?\b"), "waking"),
    (re.compile(r"\bfirst thing(?: in the morning)?\b"), "first-thing"),
    (re.compile(r"\blast thing(?: at night)?\b"), "bedtime"),
    (re.compile(r"\b(?:before|at) bed(?:time)?\b|\bbefore (?:you go|going) to (?:bed|sleep)\b"),
     "bedtime"),
    (re.compile(r"\bbefore (?:sleep|sleeping)\b|\b(?:(?:on|when|at) )?going to (?:bed|sleep)\b"),
     "bedtime"),
    (re.compile(r"\b(?:on|when|after) waking(?: up)?\b|\bwhen you wake(?: up)?\b"), "waking"),
)  # fmt: skip


def parts_called(words: str) -> str:
    """The words with parts of the day called as in `DAY_PARTS`."""
    for pattern, same in _SAME:
        words = pattern.sub(same, words)
    return words
