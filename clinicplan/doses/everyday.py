"""Ways to type a dose that every clinician has become the phrases that its readers know.

`run 1 min walk 2 min x6` is a bout of two parts, `3 sets to fatigue max 12` as many as one can up
to twelve, `10 gentle reps` ten of them, gently.
"""

from __future__ import annotations

import re

from clinicplan.doses.plain import any_of

_TIME = r"[0-9]{1,3}(?:-[0-9]{1,3})?\s*(?:s|secs?|seconds?|m|mins?|minutes?)"
_WAYS = (
    r"(?:run|jog|walk|sprint|skip|cycle|swim|row|march|stride)(?:ning|ging|ing|ping)?|hard|easy|"
    r"fast|slow|on|off"
)
_NEXT = r"(?P<sign>\s*(?:[/&+]\s*)?(?:(?:and|then)\s+)?)"
_NO_ROUNDS = r"(?!\s*(?:x\s*[0-9]+|[0-9]+\s*(?:x|times))\s*(?:daily|(?:a|per|each|every)\s*day))"
"""`x6 daily` behind a bout of two parts: six rounds, or six times a day."""

_TIME_FIRST = re.compile(
    rf"\b(?P<one>{_TIME}\s+(?:{_WAYS})){_NEXT}(?P<two>{_TIME}\s+(?:{_WAYS}))\b"
    rf"(?!\s*[-\u2013]){_NO_ROUNDS}",
    re.IGNORECASE,
)
_WAY_FIRST = re.compile(
    rf"(?<!\()\b(?P<one>(?:run|jog|walk|cycle|swim|march)\s+(?:for\s+)?{_TIME}),?{_NEXT}"
    rf"(?P<two>(?:run|jog|walk|cycle|swim|march)\s+(?:for\s+)?{_TIME})(?![a-z0-9]){_NO_ROUNDS}",
    re.IGNORECASE,
)

_MANY = (
    r"(?:as many (?:reps? )?as (?:you can|possible|able)|to (?:fatigue|failure|tired)|"
    r"until (?:fatigue|failure|tired)|amrap)"
)
_MOST = r"(?:up to(?: a max(?:imum)? of)?|max\.?(?:imum)?(?: of)?|at most|no more than)"
_MANY_FIRST = re.compile(
    rf"\b{_MANY}\s*[,(]?\s*(?:but\s+)?{_MOST}\s*(?P<most>[0-9]{{1,3}})\)?"
    rf"(?!\s*(?:s|secs?|x|mins?|kg|weeks?|/|-)|[0-9])(?:\s*(?:reps?|times)\b)?",
    re.IGNORECASE,
)
_MOST_FIRST = re.compile(
    rf"\b{_MOST}\s*(?P<most>[0-9]{{1,3}})(?:\s*(?:reps?|times))?\s*(?:[,(]|or\b)\s*{_MANY}\)?",
    re.IGNORECASE,
)
_SETS_OF_MANY = re.compile(
    r"(\bsets?|(?<=[0-9])\s?x)\s+(?=amrap[0-9])", re.IGNORECASE
)

_MANNERS = (
    "gentle", "easy", "slow gentle", "careful", "smooth", "relaxed", "light", "full range",
    "small", "pain-free", "pain free", "steady",
)  # fmt: skip
_GENTLE = re.compile(
    rf"(?<![0-9./x-])\b(?P<many>(?:[0-9]{{1,2}}\s*x\s*)?[0-9]{{1,3}}(?:-[0-9]{{1,3}})?)\s+"
    rf"(?P<how>{any_of(_MANNERS)})\s+(?P<what>reps?|repetitions|times)\b",
    re.IGNORECASE,
)
_TEMPO = re.compile(
    r"\btempo\s*:?\s+(?P<first>[1-9])\s+(?P<there>out|in|up|down|away|over)\s*[,/&]?\s*"
    r"(?:and\s+)?(?P<second>[1-9])\s+(?P<back>back|in|out|down|up|return)\b",
    re.IGNORECASE,
)
_BAN = re.compile(
    r"\b(no (?:hold|rest))\s+(?=[0-9]+(?:-[0-9]+)?\s*(?:x|/|times?|sets?|reps?))", re.IGNORECASE
)
_A_MINUTE = re.compile(
    r"\ba (?:minute|min)(?:['\u2019]?s)?\s+(?=(?:rest|pause|break|(?:in )?between)\b)",
    re.IGNORECASE,
)
"""`a minute in between`."""

_ROUNDS = re.compile(r"\s*(?:x\s*[0-9]|[0-9]+\s*x)", re.IGNORECASE)


def _in_turn(match: re.Match[str]) -> str:
    """One part, then the other; a stroke without rounds behind it may be a choice."""
    if "/" in match["sign"] and not _ROUNDS.match(match.string, match.end()):
        return match[0]
    return f"{match['one']} then {match['two']}"


def everyday(text: str) -> str:
    """The text with its everyday phrases as the readers know them."""
    text = _WAY_FIRST.sub(_in_turn, _TIME_FIRST.sub(_in_turn, text))
    text = _MANY_FIRST.sub(r"amrap\g<most>", text)
    text = _MOST_FIRST.sub(r"amrap\g<most>", text)
    text = _SETS_OF_MANY.sub(" sets of ", text)
    text = _GENTLE.sub(r"\g<many> \g<what>, \g<how>,", text)
    text = _A_MINUTE.sub("1 min ", text)
    text = _BAN.sub(r"\1, ", text)
    return _TEMPO.sub(r"\g<first> s \g<there> \g<second> s \g<back>", text)
