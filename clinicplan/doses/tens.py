"""Repetitions that are called by their number ("go to 10s", "12s easy") become the number alone."""

from __future__ import annotations

import re

_TENS = re.compile(
    r"\b((?:(?:go|move|progress|build)(?: up| back| on)? to|goal(?: of| is)?:?|target:?|"
    r"aim(?:ing)? (?:for|at)) [1-9][0-9]?)s\b"
    r"(?!\s*(?:isom\w*|static|planks?|holds?|held|rest|pause|each|on|off|x)\b)",
    re.IGNORECASE,
)
_SETS = re.compile(r"[0-9]\s*x\s*[0-9]|\bsets? (?:of )?[0-9]|\breps?\b", re.IGNORECASE)
_TIME = re.compile(
    r"[0-9]\s*(?:s|secs?|seconds?|m|mins?|minutes?|['\"\u2032\u2033])(?![a-z])|\bhold|\btempo",
    re.IGNORECASE,
)


_HELD = re.compile(r"\b(?:hold|isom|plank|balance|static)", re.IGNORECASE)
_GOAL = re.compile(r"\b(?:more|reps?)\b.*\b(?:goal|target)\b", re.IGNORECASE | re.DOTALL)
FEW = 13
"""A goal of fewer is one of repetitions: nobody aims at so few seconds (our judgement)."""


_BY_WEEK = re.compile(r"\b([1-9][0-9])s by (?:the end of )?(?:week|wk|w) ?[0-9]", re.IGNORECASE)
_RANGE = re.compile(r"[0-9] ?x ?([0-9]{1,2}) ?- ?([0-9]{1,2})(?![0-9]| ?s)")


def without_tens(text: str) -> str:
    """`5-8. If easy go to 10s` are tens, where nothing else is a time, or ten are done before."""
    text = _of_range(text)
    if any(int(many) >= FEW for many in _BY_WEEK.findall(text)):
        return text  # `goal 20s by week 6` are seconds
    rest = _TENS.sub(" ", text)
    numbers = {match[1].split()[-1] for match in _TENS.finditer(text)}
    is_done = any(re.search(rf"[0-9]\s*x\s*{many}(?![0-9]|\s*s)", rest) for many in numbers)
    is_goal = bool(_GOAL.search(text)) and all(int(many) < FEW for many in numbers)
    is_done = is_done and not _HELD.search(text)
    is_of_many = is_goal or bool(_SETS.search(rest))
    is_counted = rest != text and is_of_many and (is_done or not _TIME.search(rest))
    return _TENS.sub(r"\1", text) if is_counted else text


_AN_END = re.compile(
    r"\b(?:hit|hits|hitting|reach|(?:get|back|down|up) to) [1-9][0-9]?s\b"
    r"(?! ?(?:hold|rest|pause))|"
    r"\b[1-9][0-9]?s(?= (?:is |are |get |feel )?(?:easy|easier|comfy|clean)\b(?! pace))",
    re.IGNORECASE,
)


def _of_range(text: str) -> str:
    """`3x12-15 .. 15s easy -> next band, back to 12s`: the ends of the range, and no seconds."""
    ends = {end for match in _RANGE.finditer(text) for end in match.groups()}
    return _AN_END.sub(lambda m: m[0][:-1] if m[0][:-1].split()[-1] in ends else m[0], text)
