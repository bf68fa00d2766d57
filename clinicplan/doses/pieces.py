"""One piece of a dose in words ("3 x 10", "hold 5 s", "each leg") becomes the facts it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from clinicplan.doses.amounts import (
    BEFORE_REST,
    EACH_HELD,
    OPEN_RESTS,
    REPEATED,
    RESTS,
    parse_count,
    parse_distance,
    parse_duration,
    parse_hold,
    parse_rest,
    parse_seconds,
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
)
from clinicplan.doses.own_words import is_nothing, own_amount
from clinicplan.doses.plain import any_of
from clinicplan.doses.said import DAILY, Doubt, Said, Unclear, of_dose
from clinicplan.doses.spans import read_span
from clinicplan.doses.times import parse_times
from clinicplan.doses.unclear import question
from clinicplan.plan import Amount, Days, Dose, Load, Rhythm, Tempo, Times

LONGEST_PIECE = 9
"""Words of one piece: "every 2 hours while you are awake" has seven."""

MANY_FOR_HELD = 20
"""So many repetitions of what is held for long may be meant as seconds (our judgement)."""

MANY_FOR_SETS = 10
"""So many sets of one repetition nobody does: `15 x 1` is one set of fifteen (our judgement)."""

MANY_REPS = 8
"""From so many on, the first number of `15 x 3` is repetitions (our judgement)."""

LEAST_PAUSE = 10
"""A shorter pause may be one of the movement, as a hold is (our judgement)."""

_CONNECTOR = re.compile(
    r"(?:(?:and|then|plus|also|do|take|have|allow|&|@|at|with|of|repeat|perform|complete|walk|balance|"
    r"stand|use|using|holding(?= [0-9]|a [0-9])|(?:start|begin)(?:ing)?(?: with| at)?(?= [0-9])|"
    r"(?:start|begin)(?:ing)? with|"
    r"x(?= [0-9-]+ (?:sets?|rounds?|bouts?)))"
    r"\s+|@)(?=.)"
)
_NONE = re.compile(r"(?:no|without(?: a)?)\s+(hold|rest|sets?|load|tempo)(?:ing|s)?")
_ASK = frozenset(("ask", "ask us", "ask us how often"))
_UNIT = r"(?:s|secs?|seconds?|\"|m|mins?|minutes?|'|breaths?|counts?)"
_HELD = re.compile(
    rf"(?:hold(?:ing|s)?|held){EACH_HELD}(?:\s+for|\s+of|:)?\s+.+|"
    rf".+?{_UNIT}\.?\s+(?:isometric\s+)?(?:holds?|held)"
)
_RESTED = re.compile(
    rf"{BEFORE_REST}.+|.+?{_UNIT}\.?\s+(?:of\s+)?{RESTS}(?:\s+.*between.*)?|"
    r".*[0-9].*\sbetween(?:\s.*)?"
)
_BOUT = re.compile(r"for\s+(.+)")
_SETS = re.compile(
    r"(?:x\s*)?(.+?)\s*(?:sets?|rounds?|bouts?|pass(?:es)?|efforts?|intervals?|series)"
    r"(?:\s*(?:of|x|:)\s*(.+))?"
)
_BY = re.compile(r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*x\s*(?=[0-9])(.+)")
_TWO_BY = re.compile(r"\+\s*[0-9]+\s*x\s*[0-9]")
"""`3x15 straight + 3x15 bent`: the first three are not of both."""

_TIMES_SETS = re.compile(
    rf"([0-9]+(?:-[0-9]+)?\s*(?:{any_of(REPEATED)}))\s*x\s*([0-9]{{1,2}})"
)
_TIMES_HELD = re.compile(
    rf"([0-9]+(?:-[0-9]+)?)\s*(?:reps?|repetitions)\s*(?:x|@)\s*([0-9]+(?:-[0-9]+)?\s*{_UNIT}\.?)(?:\s+(?:holds?|held))?"
)
_SETS_OF_OPEN = re.compile(
    r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*x\s*(?:(amrap|failure|to failure|max)|([0-9]{1,2})\s*rm)"
)
_RM_FIRST = re.compile(r"^([0-9]{1,2})\s*rm\s*x\s*([0-9]{1,2})$")
_SLOW_REPS = re.compile(r"(.+?)\s+(slow|slowly|controlled)\s+(?:reps?|times|repetitions)")
_INCLUDING = re.compile(
    r"(?:incl?\.?|including)\s+(?:the\s+|at\s+)?(?:weekends?|sundays?|sat(?:urdays?)?\s*(?:and|&|/|\+)\s*sun(?:days?)?)"
)
"""`daily incl weekends`: every day."""

_SOMEWHERE = re.compile(r"([0-9].+?) (on|in|round|around|over) ([a-z ]+)")
_EACH_WAY = re.compile(r"(?:in\s+)?(?:each|both)\s+(?:way|ways|direction|directions)")
_METRES_OR_MINUTES = re.compile(r"(?:about\s+|up to\s+)?([0-9]{1,3}(?:-[0-9]{1,3})?)\s*m")


@lru_cache(maxsize=8192)
def read_piece(words: str) -> Said | Unclear | None:
    """What one piece of plain words says, Unclear where it is to be asked, None: nothing known."""
    if asked := question(words):
        return asked
    if words == "of both":  # `3 x 15 of both`: of what is named before it, and no side
        return None
    for read in _READERS:
        if said := read(words):
            return said if said.typed else replace(said, typed=_typed(said, words))
    for end in (" only", " again"):
        if words.endswith(end):
            return read_piece(words.removesuffix(end))
    bare = _CONNECTOR.sub("", words, count=1) if _CONNECTOR.match(words) else ""
    found = read_piece(bare) if bare else None
    if isinstance(found, Said) and found.notes and not found.facts():
        return replace(found, notes=(words,))
    return None if words.startswith("then ") and _comes_later(found) else found


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
    is_said = side == "both" and bool(_AT_ONCE.search(words))
    return (Doubt("side", "side-at-once", (("value", words),)),) if is_said else ()


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
    tempo = parse_tempo(words)
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
    if not _HELD.fullmatch(words):
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


def _sets(words: str) -> Said | None:
    """`3 sets`, `3 sets of 10`, `3 x 10`, `3 x 30 s`, `3 x 10 x 5 s`, `5 x 45 s hold`."""
    match = _SETS.fullmatch(words) or _BY.fullmatch(words)
    if match is None or not re.search("[0-9]", match[1]):
        return None
    if turned := _turned(words):
        return turned
    if match[2] == "1" and match[1].isdigit() and int(match[1]) >= MANY_FOR_SETS:
        return Said(Dose(sets=parse_count("1"), reps=parse_count(match[1])))
    sets = parse_count(match[1])
    if sets is None or re.search("x|times|reps?", match[1]):
        return None
    if match[2] is None:
        noun = _ROUNDS.search(words)
        doubts = (Doubt("sets", ROUNDS, (("value", noun[0]),)),) if noun else ()
        return Said(Dose(sets=sets), doubts=doubts)
    return _of_sets(sets, match[2])


ROUNDS = "rounds"
"""Not asked: where nothing else says how much, so many rounds are the amount."""

_ROUNDS = re.compile(r"\b(?:rounds?|bouts?|pass(?:es)?|intervals?|efforts?)$")


_REPS_FIRST = re.compile(r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*x\s*([2-5])")


def _turned(words: str) -> Said | None:
    """`15 x 3` is fifteen times in three sets, which is told: nobody does fifteen sets of three."""
    match = _REPS_FIRST.fullmatch(words)
    reps = parse_count(match[1]) if match else None
    if match is None or reps is None or reps.low < MANY_REPS:
        return None
    values = (("value", words), ("sets", match[2]), ("number", match[1]))
    doubts = (Doubt("sets", "reps-first", values),)
    return Said(Dose(sets=parse_count(match[2]), reps=reps), doubts=doubts)


def _of_sets(sets: Amount, of: str) -> Said | None:
    """What each set is: repetitions, a time, repetitions of a time; a time held is no set's."""
    if reps := parse_count(of):
        return Said(Dose(sets=sets, reps=reps), doubts=_seconds_or_times(sets, of))
    if (by := _BY.fullmatch(of)) and (reps := parse_count(by[1])):
        hold = parse_hold(by[2])
        return Said(Dose(sets=sets, reps=reps, hold=hold)) if hold else None
    if _HELD.fullmatch(of):
        hold = parse_hold(of)
        return Said(Dose(reps=sets, hold=hold)) if hold else None
    duration = parse_duration(of)
    if duration is None:
        own = None if _TWO_BY.search(of) else _own(of)
        return replace(own, dose=replace(own.dose, sets=sets)) if own else None
    return Said(Dose(sets=sets, duration=duration), doubts=metres_or_minutes(of))


def _seconds_or_times(sets: Amount, of: str) -> tuple[Doubt, ...]:
    """`3 x 30` may be seconds, where the exercise is held."""
    if not of.isdigit() or int(of) < MANY_FOR_HELD:
        return ()
    values = (("value", f"{sets.high} x {of}"), ("sets", str(sets.high)), ("number", of))
    return (Doubt("reps", "seconds-or-times", values),)


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


def _by_sets(words: str) -> Said | None:
    """`10 reps x 3`, `10 reps x 5 s`, `3 x failure`, `4 x 12 RM`: how many sets of what."""
    if match := _TIMES_SETS.fullmatch(words):
        sets, reps = parse_count(match[2]), parse_count(match[1])
        return Said(Dose(sets=sets, reps=reps)) if sets and reps else None
    if match := _TIMES_HELD.fullmatch(words):
        reps, hold = parse_count(match[1]), parse_hold(match[2])
        return Said(Dose(reps=reps, hold=hold)) if reps and hold else None
    match = _SETS_OF_OPEN.fullmatch(_RM_FIRST.sub(r"\2 x \1 rm", words))
    if match is None or (sets := parse_count(match[1])) is None:
        return None
    if match[3]:
        load = known_load(f"{match[3]} rm")
        return Said(Dose(sets=sets, reps=parse_count(match[3]), load=load)) if load else None
    reps = parse_count(match[2] if match[2] != "failure" else "to failure")
    return Said(Dose(sets=sets, reps=reps)) if reps else None


def _slow_counted(words: str) -> Said | None:
    """`5 slow reps`."""
    match = _SLOW_REPS.fullmatch(words)
    reps, tempo = (parse_count(match[1]), parse_tempo(match[2])) if match else (None, None)
    return Said(Dose(reps=reps, tempo=tempo)) if reps and tempo else None


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
    duration = parse_distance(time) or parse_seconds(time)
    return Said(Dose(duration=duration), doubts=metres_or_minutes(time)) if duration else None


def _own(words: str) -> Said | None:
    """`4 lengths of corridor`, `10 up + 10 down`: how much, in the clinic's words."""
    found = own_amount(words)
    return of_fact(*found, words) if found else None


def _aside(words: str) -> Said | None:
    """`stop if it hurts`: a note by how it begins."""
    return Said(notes=(words,), typed=(("note", words),)) if is_aside(words) else None


def _pace(words: str) -> Said | None:
    """`back slowly in 5 counts`: how fast, in the clinic's words."""
    return Said(Dose(tempo=Tempo(words=words))) if is_pace(words) else None


def metres_or_minutes(words: str) -> tuple[Doubt, ...]:
    """`5m` may be metres where the exercise moves over ground."""
    match = _METRES_OR_MINUTES.fullmatch(words)
    values = (("value", words), ("number", match[1])) if match else ()
    return (Doubt("duration", "minutes-or-metres", values),) if match else ()


def _conduct(words: str) -> Said | None:
    """`side lying`, `gently`: a note of how or where."""
    return Said(notes=(words,), typed=(("note", words),)) if is_manner(words) else None


_READERS: tuple[Callable[[str], Said | None], ...] = (
    _side, _load, _tempo, _pace, _none, _asks, _way, _hold, _rest, _by_sets, _sets, _slow_counted,
    _counted, read_span, _daily, _days, _times, _timed,
    _aside, _conduct, _own,
)  # fmt: skip


def of_fact(fact: str, value: object, piece: str) -> Said:
    """What is said by a single fact of a dose."""
    return of_dose(replace(Dose(), **{fact: value}), piece)  # type: ignore[arg-type]  # by name
