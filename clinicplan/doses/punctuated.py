"""A dose in the clinic's words gets a comma where two of its facts have no sign between them.

`3x12 60s rest EOD` is `3x12, 60s rest, EOD`: run together, `60 seconds rest every other day` would
say something else. A comma stands only where it cannot part a word from its number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from clinicplan.dose import Rhythm
from clinicplan.doses.left_over import SIGN, is_amount
from clinicplan.doses.pieces import LONGEST_PIECE, read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.rephrased import rephrased, spaced
from clinicplan.doses.said import FREQUENCY, Said
from clinicplan.doses.seams import is_within

_SIGN = re.compile(rf"({SIGN.pattern}|[:()\[\]]\s*)")
_UNREAD = 10
"""What a word costs that no piece takes in, in pieces."""

MOST_WORDS = 40

_LINKS = re.compile(
    r"(?:and|or|then|but|of|to|at|in|on|with|without|for|from|until|till|if|unless|when|while|after|"
    r"before|per|than|as|only|min|least|most|up|down|again|more|less|extra|x|x[0-9].*|"
    r"between|apart|off|out|not|except|bar|plus|the|a|walk|stand|balance|do|take|have|use|using|"
    r"repeat|optional|can|now|later|you|i|he|she|they|\W.*)"
)
"""Words that belong to what is before them, or lead to what follows."""

_ENDS_OPEN = re.compile(
    r"(?:the|a|an|your|my|his|her|and|or|then|but|otherwise|else|ideally|preferably|maybe|try|of|to|at|in|on|with|without|for|from|until|till|if|unless|when|while|after|"
    r"before|per|than|as|least|most|about|max|maximum|every|each|split|by|next|same|this|that|since|following|all|other|alternate|second|third|fourth|fifth|[0-9]+(?:st|nd|rd|th)|\W+|"
    r".*[-+/&>\u2192])"
)
_COUNTS_ON = re.compile(
    r"(?:[a-z]+ )*(?:once|twice|thrice|(?:x\s?)?[0-9-]+(?:\s?x)?|am|pm|day|a day)"
)
"""What may count what follows it, or be a part of it."""

_OF_CHANGE = re.compile(
    r"\b(?:build|work|increas|progress|add|try|aim|go|reduc|drop|cut|start|ease|rais|stay|then|"
    r"only|not|no|if|when|once|until|till|rest|off|skip|avoid|miss|leav|out|bar|save|minus|never|"
    r"exclu|excep|apart|free|omit|stop|pause|ban|outside|forget)"
)
"""Words by which what follows them may be of later, or of some cases only."""

_IF = re.compile(r"(?:if|unless|when|whenever)\b")

_SCORE = re.compile(r"[0-9]+(?:-[0-9]+)?/10(?![0-9])")
"""The `3/10` of `if pain 3/10 or less`."""

_RISES = re.compile(r"(?:build|increas|progress)(?:e|ing)?")

_WEEKS = frozenset(("first_week", "last_week"))
_AMOUNT = frozenset(("sets", "reps", "hold", "duration"))
_CLOSED = FREQUENCY | {"rest"}
"""Facts that no word behind them can be counted by."""

_SIDES = re.compile(
    r"(?P<first>(?P<side>r|l)(?:igh|ef)?t?\s+[0-9].*?)\s+(?P<second>(?!(?P=side))[rl](?:igh|ef)?t?\s+[0-9].*)",
    re.IGNORECASE,
)
"""`R 3x15 L 2x15`: a side in front of what it does, and the other one."""

_SIDES_BEHIND = re.compile(
    r"(?P<first>[0-9]\S*\s+(?P<side>r|l)(?:igh|ef)?t?)\s+"
    r"(?P<second>[0-9]\S*\s+(?!(?P=side))[rl](?:igh|ef)?t?(?:\s.*)?)",
    re.IGNORECASE,
)
"""`3x10 R 2x15 L`: without a comma `right 2 x 15` might be read."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a part that are one fact, or that none is known of."""

    words: str
    said: Said | None

    @property
    def facts(self) -> frozenset[str]:
        """What they say, by fact."""
        return frozenset(self.said.facts()) if self.said else frozenset()

    @property
    def is_often(self) -> bool:
        """True for days, or times a day: `once` alone may lead to what is done then."""
        is_told = bool(self.facts) and self.facts <= FREQUENCY
        return is_told and not _COUNTS_ON.fullmatch(plain(self.words))


def punctuated(text: str) -> str:
    """The text with a comma between facts that follow one another without a sign."""
    parts = _SIGN.split(text)
    return "".join(part if at % 2 else _with_commas(part) for at, part in enumerate(parts))


_DASH = re.compile(r"(?P<dose>.*\S)\s+[-\u2013\u2014]\s+(?P<often>[^\u2013\u2014]+)", re.DOTALL)


def without_dash(text: str) -> str:
    """`R 3x10, L 2x10 - Mon Wed` with a comma: how often all of it is, whatever the sign."""
    match = _DASH.fullmatch(text)
    words = match["often"].replace(",", " ").split() if match else []
    runs = _runs(tuple(words)) if 0 < len(words) <= MOST_WORDS else ()
    is_often = all(run.facts and run.facts <= FREQUENCY for run in runs)
    return f"{match['dose']}, {match['often']}" if match and runs and is_often else text


def often_apart(text: str) -> str:
    """The text with commas about how often alone, where there is one amount that it can be of.

    `3x10 EOD slow, ..` is done every other day; `10 squats daily 20 curls` may be so in half of it.
    """
    parts = _SIGN.split(text)  # every other one is a sign
    amounts = [at for at, part in enumerate(parts) if at % 2 == 0 and is_amount(part)]
    if len(amounts) != 1:
        return text
    (at,) = amounts
    return "".join((*parts[:at], _often_apart(parts[at]), *parts[at + 1 :]))


def _often_apart(part: str) -> str:
    tokens = part.split()
    if not 2 <= len(tokens) <= MOST_WORDS:
        return part
    runs = _runs(tuple(tokens))
    often = [at for at, run in enumerate(runs) if at and run.is_often]
    if len(often) != 1 or any(is_amount(run.words) for run in runs[often[0] + 1 :]):
        return part
    (at,) = often
    words = runs[0].words
    for place in range(1, len(runs)):
        is_seam = place in (at, at + 1) and _is_seam(runs, place)
        words += ("," if is_seam else "") + " " + runs[place].words
    return words


def _with_commas(part: str) -> str:
    tokens = part.split()
    if not 2 <= len(tokens) <= MOST_WORDS:
        return part
    if sides := _SIDES.fullmatch(part.strip()) or _SIDES_BEHIND.fullmatch(part.strip()):
        return part.replace(part.strip(), f"{sides['first'].rstrip(' /+&-')}, {sides['second']}")
    runs = _runs(tuple(tokens))
    words = runs[0].words
    for at in range(1, len(runs)):
        words += ("," if _is_sure(runs, at) and _is_seam(runs, at) else "") + " " + runs[at].words
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{before}{words}{after}"


def _is_sure(runs: tuple[_Run, ...], at: int) -> bool:
    """True behind facts alone, and before how often: words that nobody knows may be one phrase."""
    if all(run.said for run in runs[:at]):
        return True
    is_end = at == len(runs) - 1 or bool(_IF.match(plain(runs[at + 1].words)))
    return runs[at].is_often and (is_end or runs[at - 1].said is not None)


@lru_cache(maxsize=1024)
def _runs(tokens: tuple[str, ...]) -> tuple[_Run, ...]:
    """The words in the fewest pieces; those that nothing is known of together."""
    words = [plain(token) for token in tokens]
    best: list[tuple[int, tuple[_Run, ...]]] = [(0, ())]
    for end in range(1, len(tokens) + 1):
        cost, runs = best[end - 1]
        ways = [(cost + _UNREAD, _with_unread(runs, tokens[end - 1]))]
        for start in range(max(0, end - LONGEST_PIECE), end):
            if not is_within(words, start) and (said := _fact(" ".join(tokens[start:end]))):
                cost, runs = best[start]
                ways.append((cost + 1, (*runs, _Run(" ".join(tokens[start:end]), said))))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _with_unread(runs: tuple[_Run, ...], word: str) -> tuple[_Run, ...]:
    if runs and runs[-1].said is None:
        return (*runs[:-1], _Run(f"{runs[-1].words} {word}", None))
    return (*runs, _Run(word, None))


_BEFORE_NUMBER = re.compile(r"(?:after|before) (?:week|wk|day)")
"""The week of `daily after week 3` is no moment."""


@lru_cache(maxsize=4096)
def _fact(words: str) -> Said | None:
    """The fact that the words are, whole; an aside is none, nor a `once` that may lead to one."""
    if plain(words) in ("once", "twice", "thrice") or _BEFORE_NUMBER.fullmatch(plain(words)):
        return None
    said = read_piece(spaced(plain(rephrased(words))))
    is_fact = isinstance(said, Said) and bool(said.facts()) and not said.notes
    return said if is_fact and isinstance(said, Said) else None


def _is_seam(runs: tuple[_Run, ...], at: int) -> bool:
    """True where a comma stands between two runs."""
    before, after = runs[at - 1], runs[at]
    first, last = plain(after.words).split(" ")[0], plain(before.words).split(" ")[-1]
    if _RISES.fullmatch(first) and before.said and before.facts <= _CLOSED:
        return any(map(_is_amount, runs[:at]))  # `evening, build to 1 hour`
    if first in ("each", "ea", "ea."):  # `2x30 s ea at night`
        return False
    if _EACH_WEEK.fullmatch(plain(after.words)) and any(map(_changes, runs[:at])):
        return False
    is_open = bool(_ENDS_OPEN.fullmatch(last) or _COUNTS_ON.fullmatch(plain(before.words)))
    if is_open or _SCORE.match(first) or _LINKS.fullmatch(first):
        return False
    if not any(map(_is_amount, runs[:at])):  # `Mon 4x20`, `yellow 3x12`
        return False
    if after.is_often and _IF.match(plain(before.words)):  # `bd if sore od`
        return False
    if _names_days(before.said) and (after.facts == {"times"} or first in ("am", "pm")):
        return False  # `Mon evening`
    if before.said is None:
        return at > 1 and after.is_often and not _OF_CHANGE.search(plain(before.words))
    if _is_kind_of_day(after.said):  # `2x6 bad day`
        return False
    if after.said is None:
        return before.facts <= _CLOSED and _is_of_the_rest(runs[at + 1 :])
    if before.facts <= _WEEKS or after.facts <= _WEEKS:
        return False
    if "side" in before.facts | after.facts:
        return at > 1 and "side" not in after.facts and before.said.side in ("each", "both")
    return not before.facts & after.facts


def _names_days(said: Said | None) -> bool:
    days = said.dose.days if said else None
    return days is not None and days.rhythm is Rhythm.NAMED


def _is_kind_of_day(said: Said | None) -> bool:
    """True for days that are called and not named: `bad days`."""
    days = said.dose.days if said else None
    return days is not None and bool(_KIND_OF_DAY.match(days.occasion))


_KIND_OF_DAY = re.compile(r"on [a-z]+ days$")
_EACH_WEEK = re.compile(r"(?:each|every|a|per)\s+(?:week|wk|day|session).*|weekly")
"""How fast it grows, behind `add 5 min`."""


def _changes(run: _Run) -> bool:
    """True for words of a later dose: `add`, `increase by`."""
    return run.said is None and bool(_OF_CHANGE.search(plain(run.words)))


def _is_of_the_rest(runs: tuple[_Run, ...]) -> bool:
    """True where nothing follows but words, and how long: `half range first 2 weeks then full`."""
    return all(run.said is None or run.facts <= _WEEKS for run in runs)


def _is_amount(run: _Run) -> bool:
    """True for how much, but for a number alone: that may be of a week."""
    return bool(run.facts & _AMOUNT) and not re.fullmatch("[0-9-]+", plain(run.words))
