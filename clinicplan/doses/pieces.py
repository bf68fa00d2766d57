"""One piece of a dose in words ("3 x 10", "hold 5 s", "each leg") becomes the facts it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from clinicplan.dose import Days, Dose, Load, Rhythm, Tempo, Times
from clinicplan.doses.amounts import (
    BEFORE_REST,
    OPEN_RESTS,
    RESTS,
    held_at,
    parse_count,
    parse_duration,
    parse_hold,
    parse_rest,
)
from clinicplan.doses.asides import is_aside
from clinicplan.doses.conduct import is_manner
from clinicplan.doses.days import left_out, parse_days
from clinicplan.doses.manner import (
    COLOURS,
    MOST_BARE,
    is_bare_tempo,
    is_marked_tempo,
    is_pace,
    known_load,
    parse_side,
    parse_tempo,
    two_up_one_down,
)
from clinicplan.doses.own_words import is_nothing
from clinicplan.doses.said import DAILY, Doubt, Said, Unclear
from clinicplan.doses.sets import (
    HELD,
    UNIT,
    metres_or_minutes,
    read_by_sets,
    read_own,
    read_sets,
    read_slow_counted,
)
from clinicplan.doses.spans import read_span
from clinicplan.doses.times import parse_times
from clinicplan.doses.unclear import question

LONGEST_PIECE = 16
"""Words of one piece: "before getting up and after lunch and before you go to bed" has twelve."""

MOST_LETTERS = 300
"""Letters of one piece: each word that leads to another (`then then ..`) is one more look at it."""

LEAST_PAUSE = 10
"""A shorter pause may be one of the movement, as a hold is (our judgement)."""

_CONNECTOR = re.compile(
    r"(?:(?:and|then|plus|also|do|take|have|allow(?! (?:[bto]d|[tq]ds|daily|once|twice)\b)|&|@|at|"
    r"with|of|repeat|perform|complete|walk|balance|"
    r"stand|use|using|holding(?= [0-9]|a [0-9])|(?:start|begin)(?:ing)?(?: with| at)?(?= [0-9])|"
    r"(?:start|begin)(?:ing)? with|"
    r"x(?= [0-9-]+ (?:sets?|rounds?|bouts?)))"
    r"\s+|@)(?=.)"
)
_NONE = re.compile(r"(?:no|don'?t|do not|without(?: a)?)\s+(hold|rest|sets?|load|tempo)(?:ing|s)?")
_ASK = frozenset(("ask", "ask us", "ask us how often"))
_RESTED = re.compile(
    rf"{BEFORE_REST}.+|.+?{UNIT}\.?\s+(?:of\s+)?{RESTS}(?:\s+.*between.*)?|"
    r".*[0-9].*\sbetween(?:\s.*)?"
)
_BOUT = re.compile(r"for\s+(.+)")
_INCLUDING = re.compile(
    r"(?:incl?\.?|including)\s+(?:the\s+|at\s+)?(?:weekends?|sundays?|sat(?:urdays?)?\s*(?:and|&|/|\+)\s*sun(?:days?)?)"
)
"""`daily incl weekends`: every day."""

_SOMEWHERE = re.compile(r"([0-9].+?) (on|in|round|around|over) ([a-z ]+)")
_EACH_WAY = re.compile(r"(?:in\s+)?(?:each|both|per)\s+(?:way|ways|direction|directions)")


@lru_cache(maxsize=8192)
def read_piece(words: str) -> Said | Unclear | None:
    """What one piece of plain words says, Unclear where it is to be asked, None: nothing known."""
    if len(words) > MOST_LETTERS:
        return None
    if asked := question(words):
        return asked
    if words in ("of both", "of each"):  # of what is named before it, or done: no side
        return None
    for read in _READERS:
        if said := read(words):
            return said if said.typed else replace(said, typed=_typed(said, words))
    for end in (" only", " again"):
        if words.endswith(end):
            return _noted_whole(read_piece(words.removesuffix(end)), words)
    bare = _CONNECTOR.sub("", words, count=1) if _CONNECTOR.match(words) else ""
    found = _noted_whole(read_piece(bare) if bare else None, words)
    return None if words.startswith("then ") and _comes_later(found) else found


def _noted_whole(said: Said | Unclear | None, words: str) -> Said | Unclear | None:
    """The same; a note keeps its `only` and its `but`."""
    if isinstance(said, Said) and said.notes and not said.facts():
        return replace(said, notes=(words,))
    return said


def _comes_later(said: Said | Unclear | None) -> bool:
    """True for what another follows: `no band, then red` is not done with red."""
    return isinstance(said, Said) and bool({"load", "tempo", "side"} & said.facts().keys())


def _typed(said: Said, words: str) -> tuple[tuple[str, str], ...]:
    facts = said.facts()
    if said.without:
        return (("days", words),)
    return tuple((fact, words) for fact in facts)


def _side(words: str) -> Said | None:
    side = parse_side(words)
    return Said(side=side, doubts=at_once(side, words)) if side else None


def at_once(side: str, words: str) -> tuple[Doubt, ...]:
    """`both together`: they move at once, though the exercise may be one for a side at a time."""
    if side != "both":
        return ()
    if words.removeprefix("on ").removeprefix("for ") == "both sides":
        return (Doubt("side", BOTH_SIDES, (("value", words),)),)
    return (Doubt("side", "side-at-once", (("value", words),)),) if _AT_ONCE.search(words) else ()


BOTH_SIDES = "both-sides"
"""Not asked: `both sides` of a clinic's own exercise is one side, then the other."""


_AT_ONCE = re.compile(r"\b(?:together|at once|at the same time|simultaneously)$")


def _load(words: str) -> Said | None:
    load = known_load(words) or _load_somewhere(words)
    if load is None:
        return None
    doubt = Doubt("load", "colour-without-band", (("value", words),))
    return Said(Dose(load=load), doubts=(doubt,) if words in COLOURS else ())


def _load_somewhere(words: str) -> Load | None:
    """`20 kg on the knees`: a weight, and where it is."""
    match = _SOMEWHERE.fullmatch(words)
    load = known_load(match[1]) if match else None
    if match is None or load is None or not load.words:
        return None
    is_place = all(word in ("the", "your") or is_nothing(word) for word in match[3].split())
    return Load(f"{load.words} {match[2]} {match[3]}") if is_place else None


def _tempo(words: str) -> Said | None:
    if words[:1].isdigit() and not is_marked_tempo(words) and not re.search("up|there", words):
        return None
    tempo = None if two_up_one_down(words) else parse_tempo(words)
    if tempo is None or (is_bare_tempo(words) and max(tempo.there, tempo.back) > MOST_BARE):
        return None
    return Said(Dose(tempo=tempo))


def _none(words: str) -> Said | None:
    match = _NONE.fullmatch(words)
    if match is None:
        return None
    return Said(cleared=(match[1] if match[1] != "set" else "sets",))


def _asks(words: str) -> Said | None:
    return Said(ask_often=True, typed=(("days", words),)) if words in _ASK else None


def _way(words: str) -> Said | None:
    """`each way`: the directions belong to the exercise, if it has any."""
    return Said(each_way=words) if _EACH_WAY.fullmatch(words) else None


def _hold(words: str) -> Said | None:
    bare, place = held_at(words)
    if not HELD.fullmatch(bare) and place not in ("top", "bottom"):
        return None
    amount = parse_hold(words)
    return Said(Dose(hold=amount)) if amount else None


def _rest(words: str) -> Said | None:
    if not _RESTED.fullmatch(words):
        return None
    amount = parse_rest(words)
    is_pause = "pause" in words and "between" not in words
    if amount is None or (is_pause and amount.high < LEAST_PAUSE):
        return None
    return Said(Dose(rest=amount))


def _counted(words: str) -> Said | None:
    reps = None if re.search(r"sets?\b", words) else parse_count(words)
    return Said(Dose(reps=reps)) if reps else None


def _daily(words: str) -> Said | None:
    """`daily` says days and times: once, every day."""
    if words not in DAILY:
        return None
    return Said(Dose(times=Times(1), days=Days(Rhythm.EVERY_DAY)))


def _days(words: str) -> Said | None:
    if without := left_out(words):
        return Said(without=without)
    if _INCLUDING.fullmatch(words):
        return Said(Dose(days=Days(Rhythm.EVERY_DAY)))
    days = parse_days(words)
    return Said(Dose(days=days)) if days else None


def _times(words: str) -> Said | None:
    if re.match(r"[0-9]+\s*(?:daily|(?:a|per|each|every) day)", words):  # `3 x [10 daily]`?
        return None
    times = parse_times(words)
    return Said(Dose(times=times)) if times else None


def _timed(words: str) -> Said | None:
    bout = _BOUT.fullmatch(words)
    time = bout[1] if bout else words
    if bout is None and time in OPEN_RESTS:
        return None
    if time.startswith("and "):  # `10 reps and 5 left`: five more, and no seconds
        return None
    duration = parse_duration(time)
    return Said(Dose(duration=duration), doubts=metres_or_minutes(time)) if duration else None


def _aside(words: str) -> Said | None:
    """`stop if it hurts`: a note by how it begins."""
    return Said(notes=(words,), typed=(("note", words),)) if is_aside(words) else None


def _pace(words: str) -> Said | None:
    """`back slowly in 5 counts`: how fast, in the clinic's words."""
    return Said(Dose(tempo=Tempo(words=words))) if is_pace(words) else None


def _conduct(words: str) -> Said | None:
    """`side lying`, `gently`: a note of how or where."""
    return Said(notes=(words,), typed=(("note", words),)) if is_manner(words) else None


_READERS: tuple[Callable[[str], Said | None], ...] = (
    _side, _load, _tempo, _pace, _none, _asks, _way, _hold, _rest, read_by_sets, read_sets,
    read_slow_counted, _counted, read_span, _daily, _days, _times, _timed, _aside, _conduct,
    read_own,
)  # fmt: skip
