"""A whole dose as one would say it becomes facts, or the piece that is not clear."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from clinicplan.dose import Measure, Times
from clinicplan.doses.asides import as_typed, goes_on, is_mere
from clinicplan.doses.conduct import is_instruction
from clinicplan.doses.manner import is_bare_tempo
from clinicplan.doses.occasions import BETWEEN, is_left, most_said, with_amounts
from clinicplan.doses.parts import beside, is_of_parts
from clinicplan.doses.pieces import LONGEST_PIECE, read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.remarks import with_one_note, with_remarks
from clinicplan.doses.rephrased import rephrased, spaced
from clinicplan.doses.said import Doubt, Said, Unclear, all_joined, joined, with_days
from clinicplan.doses.seams import is_within
from clinicplan.doses.together import taken_together
from clinicplan.doses.unclear import of_bouts_daily, of_rounds_daily, of_two_sides

MOST_WORDS = 60

_SPLIT = re.compile(r",(?![0-9])|(?<![0-9]),|[;\n()\[\]]|\.\s")
Reading = tuple[Said | Unclear, ...]


@lru_cache(maxsize=4096)
def read_facts(text: str) -> Said | Unclear:
    """The facts of a dose without changes by week; commas only where there are two readings.

    Unclear names the piece that is not understood, or that may be read in two ways.
    """
    if asked := of_two_sides(words := plain(text)) or of_rounds_daily(words):
        return asked
    if asked := of_bouts_daily(words):
        return _bouts_once_a_day(text, asked)
    if also := _DAILY_AND.search(text):
        return Unclear("dose-said-twice", {"value": also["also"], "other": also["daily"]})
    said = Said()
    if (row := with_amounts(text)) and not row.is_even:
        return Unclear("dose-piece-unclear", {"value": plain(text[row.begin : row.end])})
    if "(" in text:
        text, said = _without_asides(text)
    read = _with_parts(said, text)
    if isinstance(read, Unclear):
        return read
    if asked := _behind_a_condition(text):
        return asked
    if asked := _of_bare_tempo(read) or _of_loose_time(read) or _of_long(read):
        return asked
    if asked := _of_occasions(read, text):
        return asked
    said = taken_together(_as_written(read, text))
    return with_days(said) if said != Said() else Unclear("dose-unclear", {"value": text.strip()})


def _with_parts(said: Said, text: str) -> Said | Unclear:
    """What is said already, with each part of a text."""
    parts, worded = list[Said | Unclear](), rephrased(text)
    for part in _SPLIT.split(worded):
        words = plain(part)
        two = _TWO_OCCASIONS.fullmatch(words)
        if not (words := spaced(two[1] if two else words)):
            continue
        found = read_piece(words) or _read_part(words, text)
        found = beside(_also_when(found, two[2]) if two else found, words, said, worded)
        parts.append(found)
        both = found if isinstance(found, Unclear) else joined(said, found)
        if isinstance(both, Unclear):
            return both
        said = both
    if is_of_parts(parts, said):
        return Unclear("dose-piece-unclear", {"value": text.strip()})
    return said


def with_bouts(text: str, value: str, one: str) -> str:
    """The text with its bouts as they are taken; what stands behind is no part of how often."""
    whole = text if value.casefold() in text.casefold() else plain(text)
    behind = re.compile(rf"{re.escape(value)}(\s*[a-z])?", re.IGNORECASE)
    return behind.sub(lambda match: f"{one},{match[1]}" if match[1] else one, whole)


def _bouts_once_a_day(text: str, asked: Unclear) -> Said | Unclear:
    """`30 s x3 daily` taken for three of these once a day, and told; else asked.

    Five prescriptions of clinicians out of five meant this, and it is the smaller dose.
    """
    value, one, other = (str(asked.values[key]) for key in ("value", "one", "other"))
    found = read_facts(with_bouts(text, value, one))
    if isinstance(found, Unclear):
        piece = found.values.get("value", "")
        values = {**asked.values, "worded": 1, "told": "bouts-taken", "piece": piece}
        return replace(asked, values=values)
    times = found.dose.times
    if times is None or replace(times, occasion="") != Times(1):  # `after a bath` is once, too
        return asked
    doubt = Doubt("times", "bouts-taken", (("value", value), ("one", one), ("other", other)))
    return replace(found, doubts=(*found.doubts, doubt))


def _of_bare_tempo(said: Said) -> Unclear | None:
    """`3 up 3 down` where no other number says how many: these may be the repetitions."""
    words = dict(said.typed).get("tempo", "")
    if said.dose.reps or not is_bare_tempo(words):
        return None
    return Unclear("dose-piece-unclear", {"value": words})


def _of_loose_time(said: Said) -> Unclear | None:
    """`3 x 10, 30 s` is held, or rested, or done for so long: its reader knows which."""
    dose, typed = said.dose, dict(said.typed)
    if not (dose.sets and dose.reps and dose.duration) or typed.get("duration") == typed["reps"]:
        return None
    return Unclear("dose-piece-unclear", {"value": typed.get("duration", "")})


def _of_occasions(said: Said, text: str) -> Unclear | None:
    """`at lunch + after work` of which one was read: how often is what all of them come to."""
    row, times = most_said(text), said.dose.times
    if times is not None and (found := BETWEEN.search(text)):
        return Unclear("dose-piece-unclear", {"value": plain(found[0])})
    also = _also(dict(said.typed).get("times", ""), text)
    left = next((note for note in said.notes if is_left(note) or also.endswith(plain(note))), "")
    left = left if times is not None else ""
    if left:
        return Unclear("dose-piece-unclear", {"value": plain(left)})
    if row is None or (times is not None and times.count >= len(row.items)):
        return None
    return Unclear("dose-piece-unclear", {"value": plain(text[row.begin : row.end])})


def _also(times: str, text: str) -> str:
    """What stands before `and lunchtime`: it goes with it, whatever it is."""
    bare = re.escape(re.sub(r"^(?:and|plus|[&+]) ", "", times))
    found = re.search(rf"(.*?)\s*(?:&|\+|/|\band\b)\s*{bare}", plain(text))
    return found[1] if found and bare else ""


MANY, LONG = 5, 20 * 60
"""So many repetitions that come to so many seconds are not each of so long (our judgement)."""


def _of_long(said: Said) -> Unclear | None:
    """`20 pumps, leg up 15 min` is twenty within that time: it is printed as typed, and told."""
    dose, typed = said.dose, dict(said.typed)
    reps, time = dose.reps, dose.duration
    if not (reps and time) or dose.hold or time.words or time.measure is not Measure.PLAIN:
        return None
    count, length = typed.get("reps", ""), typed.get("duration", "")
    if count == length or reps.low < MANY or reps.low * time.low < LONG:
        return None
    values = {"value": f"{count}, {length}", "one": f"{count} in {length}"}
    values |= {"other": f"{reps.high} x {length.removesuffix(' each time')}"}
    return Unclear("dose-two-readings", {**values, "worded": 1, "told": "count-in-time"})


_CONDITION = re.compile(
    r"(?:^|[,;.]\s+)(?P<condition>(?:if|unless|once|when|in case|should)\s[^,;.]+),\s*"
    r"(?P<then>[^;.]+)",
    re.IGNORECASE,
)


def _behind_a_condition(text: str) -> Unclear | None:
    """`If you cannot do 25, rest 10 s and go on`: what to do then is no fact of the dose."""
    for found in _CONDITION.finditer(text):
        words = spaced(plain(found["condition"]))
        is_aside = read_piece(words)
        is_noted = isinstance(is_aside, Said) and bool(is_aside.notes)
        if not is_noted and not (is_aside is None and is_instruction(words)):
            continue
        said = read_facts(found["then"])
        if isinstance(said, Said) and said.facts():
            return Unclear("dose-piece-unclear", {"value": found[0].strip(" ,;.")})
    return None


_DAILY_AND = re.compile(
    r"(?<![\w.-])(?P<daily>(?:(?:once|twice|[0-9] times) )?daily|od|bd|bid|tds|tid|qds|"
    r"[1-9]\s?x\s?(?:/\s?d(?:ay)?\b|(?:(?:a|per) )?day\b|daily\b)|"
    r"(?:every|each|(?:once|twice|[0-9] times) (?:a|per|each|every)) day)"
    r"\s*,?\s*(?:and|plus|&|\+|(?=also\b|as well as\b))\s*"
    r"(?P<also>(?:(?:also|as well as)\s+)?(?:once\s+|twice\s+)?"
    r"(?:before|after|when|if|at|in\s+the|on)\s[^,;.]+)",
    re.IGNORECASE,
)
"""`daily and also before football`: neither gives way to the other."""

_TWO_OCCASIONS = re.compile(
    r"(.*[a-z].*?)\s*(?:\+|&|\band\b|\bplus\b)\s*((?:(?:again|also) )?(?:when|if|whenever)\s.+)"
)
"""`before bed + when cramp comes` is two occasions; after a comma it would be a condition."""


def _also_when(said: Said | Unclear, when: str) -> Said | Unclear:
    """`before bed + when cramp comes`: two occasions, where the first is one without days."""
    if isinstance(said, Unclear):
        return said
    times, typed = said.dose.times, dict(said.typed)
    second = read_piece(when.removeprefix("again ").removeprefix("also "))
    is_when = isinstance(second, Said) and second.facts().keys() <= {"times", "days"}
    if times is None or said.dose.days or not (times.occasion or times.named) or not is_when:
        return Unclear("dose-said-twice", {"value": when, "other": typed.get("times", "")})
    first = times.occasion or typed["times"]
    both = Times(times.count + 1, occasion=f"{first} and {when}")
    return replace(said, dose=replace(said.dose, times=both))


_BRACKETS = re.compile(r"\(([A-Za-z][A-Za-z' ]+)\)")
_OF_BRACKETS = frozenset(("week", "day", "session", "set", "sets", "reps", "only"))


def _without_asides(text: str) -> tuple[str, Said]:
    """The text without what is an aside by its brackets, though it has a word of doses."""
    asides = [found[0] for found in _BRACKETS.finditer(text) if _is_aside(plain(found[1]))]
    for aside in asides:
        text = text.replace(aside, ",", 1)
    return text, Said(notes=tuple(aside.strip("()") for aside in asides))


def _is_aside(words: str) -> bool:
    """`easy week`, `light day`: a kind of week that no piece of a dose is."""
    *others, last = words.split()
    is_kind = last in _OF_BRACKETS and bool(others)
    return is_kind and read_piece(words) is None and all(map(is_mere, others))


def _as_written(said: Said, text: str) -> Said:
    """The clinic's own words with the capitals and signs that they were typed with."""
    worded = {
        name: replace(value, words=as_typed(value.words, text))
        for name in ("sets", "reps", "hold", "rest", "duration", "tempo")
        if (value := getattr(said.dose, name)) and value.words
    }
    notes = tuple(as_typed(note, text) for note in said.notes)
    return replace(said, dose=replace(said.dose, **worded), notes=notes)


def _read_part(words: str, text: str) -> Said | Unclear:
    """What lies between two commas: the reading with the fewest pieces, if there is one.

    Words that nothing is known of are notes, where no reading takes them in (see `remarks`).
    """
    tokens = words.split()
    if len(tokens) > MOST_WORDS:
        return Unclear("dose-unclear", {"value": words})
    best: list[tuple[int, list[Reading]]] = [(0, [()])]
    for end in range(1, len(tokens) + 1):
        best.append(_best_at(tokens, end, best))
    readings = best[-1][1]
    if not readings:
        remarked = with_remarks(tokens, text)
        return remarked if remarked else _unclear_piece(tokens, best)
    meanings = [all_joined(with_one_note(reading, text)) for reading in readings]
    first, *others = meanings
    other = next((meaning for meaning in others if _differ(first, meaning)), None)
    if other is None or isinstance(first, Unclear):
        return first
    values: dict[str, str | int] = {"value": words}
    values |= {"one": _pieces(readings[0]), "other": _pieces(readings[1])}
    is_worded = any(map(_is_worded, (first, other)))
    return Unclear("dose-two-readings", {**values, "worded": 1} if is_worded else values)


def _is_worded(said: Said | Unclear) -> bool:
    """True for a reading with words as they were typed: whose they are makes no other dose."""
    if isinstance(said, Unclear):
        return False
    tempo, times = said.dose.tempo, said.dose.times
    is_called = times is not None and bool(times.occasion)
    return is_called or bool(said.notes) or (tempo is not None and bool(tempo.words))


NEVER = 1_000


def _best_at(
    tokens: list[str], end: int, best: list[tuple[int, list[Reading]]]
) -> tuple[int, list[Reading]]:
    """The fewest pieces that the first `end` words can be read as, and the ways to."""
    fewest, readings = NEVER, list[Reading]()
    for start in range(max(0, end - LONGEST_PIECE), end):
        count, before = best[start]
        if not before or count + 1 > fewest or is_within(tokens, start):
            continue
        said = read_piece(" ".join(tokens[start:end]))
        if said is None or _is_cut(said, tokens, end):
            continue
        found: list[Reading] = [(*reading, said) for reading in before]
        readings = found if count + 1 < fewest else [*readings, *found][:4]
        fewest = count + 1
    return fewest, readings


_LEADS_ON = frozenset(("in", "at", "on", "of", "the", "a", "an", "your", "my", "for", "with"))


def _is_cut(said: Said | Unclear, tokens: list[str], end: int) -> bool:
    """True for an aside that what follows belongs to."""
    times = said.dose.times if isinstance(said, Said) else None
    if times and times.occasion and end < len(tokens) and tokens[end - 1] in _LEADS_ON:
        return True  # `before 1st step in | am`
    is_noted = isinstance(said, Said) and bool(said.notes) and end < len(tokens)
    return is_noted and isinstance(said, Said) and any(map(goes_on, said.notes))


def _differ(one: Said | Unclear, other: Said | Unclear) -> bool:
    if isinstance(one, Unclear) or isinstance(other, Unclear):
        return one != other
    return (one.facts(), one.without) != (other.facts(), other.without)


def _pieces(reading: Reading) -> str:
    """The pieces of a reading with commas between them, as they could be typed."""
    texts = (
        dict.fromkeys(piece for _, piece in said.typed) if isinstance(said, Said)
        else (str(said.values.get("value", "")),)
        for said in reading
    )  # fmt: skip
    return ", ".join(" ".join(found) for found in texts)


def _unclear_piece(tokens: list[str], best: list[tuple[int, list[Reading]]]) -> Unclear:
    """The shortest run of words that no reading of those around it takes in."""
    first = max(place for place, (_, readings) in enumerate(best) if readings)
    last = len(tokens)
    for start in range(len(tokens) - 1, first, -1):
        if any(
            read_piece(" ".join(tokens[start:end])) and end == last
            for end in range(start + 1, last + 1)
        ):
            last = start
    return Unclear("dose-piece-unclear", {"value": " ".join(tokens[first:last])})
