"""What was read of a dose, beside what was typed, becomes the piece that it is too bold about.

`mon/wed/fri, sat if able` reads as four days and a note: the condition is torn off its Saturday.
Such a piece is not read, so that it is printed in the clinic's own words, or asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields

from clinicplan.dose import Days, Dose, Rhythm
from clinicplan.doses.boxes import is_of_some_days, names_days
from clinicplan.doses.days import WEEKDAYS
from clinicplan.doses.left_over import SIGN
from clinicplan.doses.pieces import read_piece
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.said import FREQUENCY, Said, Unclear
from clinicplan.doses.shorthand import spelt

Read = Callable[[str], Said | Unclear]

CHOICE = (
    r"(?:if|unless|provided|in case|otherwise|instead|optional(?:ly)?|"
    r"(?<!many )(?<!much )(?<!long )(?<!far )(?<!often )(?<!soon )(?:as|when|where|whenever) "
    r"(?:able|tolerated|comfortable|possible|you can|pain allows))"
)
"""Words of what is done in some cases only."""

_A_DAY = any_of(WEEKDAYS)
_CHOICE = re.compile(rf"\b{CHOICE}\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:\s*\b(?:only|but|and|or|please)\b)*\s*", re.IGNORECASE)
_BOUND = re.compile(rf"{SIGN.pattern}|[()\[\]]|\bthen\b", re.IGNORECASE)
_THEN = re.compile(r"\bthen\s*$", re.IGNORECASE)
_SO_MUCH = ("reps", "duration")
_AMOUNT = frozenset(("sets", "reps", "duration", "hold"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a text, and the text without it."""

    words: str
    rest: str


def too_bold(text: str, said: Said, read: Read) -> Unclear | None:
    """What is to be asked of a reading that a word of the text speaks against; else None."""
    typed = spelt(text)
    for check in _CHECKS:
        if piece := check(typed, said, read):
            return Unclear("dose-piece-unclear", {"value": plain(piece)})
    return None


def _conditional(text: str, said: Said, read: Read) -> str:
    """`5 kg if able` beside a whole dose: what is said in it is not for every time."""
    for clause in _of_choice(text):
        rest = read(clause.rest)
        if isinstance(rest, Said) and _adds(said, rest):
            return clause.words
    return ""


def _of_choice(text: str) -> Iterator[_Clause]:
    """The clauses with a condition, and those that end in one without a sign before them."""
    if not _CHOICE.search(text):
        return
    for begin, end in _clauses(text):
        words = text[begin:end]
        match = _CHOICE.search(words)
        if match is None:
            continue
        lead = _LEAD.match(words)
        is_first = lead is not None and lead.end() == match.start()
        before = _THEN.sub("", text[:begin])
        yield _Clause(words.strip(), f"{before}, {text[end:]}")
        at = begin + _of_piece(words[: match.start()])
        if at > begin and not is_first:
            yield _Clause(text[at:end].strip(), f"{text[:at]}, {text[end:]}")


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each part between two signs begins and ends."""
    at = 0
    for sign in _BOUND.finditer(text):
        yield at, sign.start()
        at = sign.end()
    yield at, len(text)


def _of_piece(words: str) -> int:
    """Where the longest piece of a fact at the end of the words begins; their length for none."""
    for word in re.finditer(r"(?<!\S)\S", words):
        said = read_piece(plain(words[word.start() :]).strip())
        if isinstance(said, Said) and said.facts():
            return word.start()
    return len(words)


def _adds(said: Said, rest: Said) -> bool:
    """True where the clause says something of the dose that the rest says already, or lacks.

    A fact that has its condition in its own words (`if sore`) is printed with it.
    """
    typed = dict(said.typed)
    new = {item.name for item in fields(Dose)
           if getattr(said.dose, item.name) not in (None, getattr(rest.dose, item.name))
           and not _CHOICE.search(typed.get(item.name, ""))}  # fmt: skip
    new |= {"side"} if said.side not in ("", rest.side) else set()
    if not any(getattr(rest.dose, fact) for fact in _SO_MUCH):
        new -= _AMOUNT
    return bool(new - FREQUENCY or (new and _is_told(rest)))


def _is_told(said: Said) -> bool:
    """True where it is said how often."""
    return said.dose.times is not None or said.dose.days is not None


def is_torn_off(text: str, said: Said, read: Read) -> bool:
    """True where a condition of the text is not with the fact that it belongs to."""
    pieces = (*said.notes, *(piece for _, piece in said.typed))
    return bool(_conditional(text, said, read)) or any(
        _CHOICE.match(piece) and _is_glued(plain(piece), plain(text)) for piece in pieces
    )


def _is_glued(piece: str, words: str) -> bool:
    """True for a condition directly behind how often, a weight or a hold: `tds if able`."""
    before = words[: max(words.find(piece), 0)]
    clause = _BOUND.split(before)[-1]
    said = read_piece(clause.strip())
    return isinstance(said, Said) and bool(said.facts()) and not said.facts().keys() & _AMOUNT


def holds_always(text: str, said: Said, read: Read) -> bool:
    """True where how often, as it was found in a text, is of no condition, and of no kind of day.

    Then a diary may have its boxes, and the other words are printed as they were typed.
    """
    parts = [text[begin:end].strip() for begin, end in _clauses(text) if begin]
    if any(map(_DONE_WHEN.match, parts)):
        return False
    if any(found.search(text) for found in (_YOUR_DAY, _EACH_WAY_DAILY, _MIXED)):
        return False
    if _either(text, said, read) or is_of_some_days(plain(text)):
        return False
    rests = (read(clause.rest) for clause in _of_choice(text))
    told = [rest for rest in rests if isinstance(rest, Said) and _is_told(rest)]
    often = (said.dose.times, said.dose.days)
    return all((rest.dose.times, rest.dose.days) == often for rest in told)


_ONCE = re.compile(
    r"\bonce\s+(?!(?:a|an|per|daily|each|every|weekly|on|at|in|before|after|during|with|or|and|"
    r"then|only|to|for|through|round|around|over|up|the other|left|right|both|monthly|nightly|"
    r"hourly|of)\b)(?P<what>(?:the\s+)?[a-z][^,;.()]*)",
    re.IGNORECASE,
)


def _once(text: str, said: Said, _: Read) -> str:
    """`daily once the boot is off`: when it begins, and not how often."""
    for match in _ONCE.finditer(text):
        what = plain(match["what"])
        if any(note and plain(note) in what for note in said.notes):
            return match[0]
    return ""


_WITH_REST_DAYS = re.compile(r"\b(?:with|w/)\s*(?:a\s+|the\s+)?rest days?\b", re.IGNORECASE)
_APART = re.compile(
    r"\brest days?\b|\bday(?: off)? (?:in )?between\b|\bconsecutive\b|"
    r"\b(?:days in a row|days running|back[- ]to[- ]back)\b"
)
_EVERY_DAY = (None, Days(Rhythm.EVERY_DAY))


def _resting(text: str, said: Said, _: Read) -> str:
    """`with rest days`, read as those days; and `rest day between` beside every day."""
    days = said.dose.days
    match = _WITH_REST_DAYS.search(text)
    if match and days and days.occasion.startswith("on rest"):
        return match[0]
    return next((note for note in said.notes if are_at_odds(said, note)), "")


def are_at_odds(said: Said, note: str) -> bool:
    """True for a rest day between two, where it is done on every day."""
    words = plain(note)
    is_none = words.startswith("no rest")
    return bool(_APART.search(words)) and said.dose.days in _EVERY_DAY and not is_none


def _days_by_part(text: str, said: Said, read: Read) -> str:
    """`am & pm Mon-Fri, am weekends`: so often on some days, and so often on others."""
    if said.dose.days is None or said.dose.times is None:
        return ""
    both = [text[begin:end] for begin, end in _clauses(text) if _says_both(read(text[begin:end]))]
    return both[1] if len(both) > 1 else ""


def _says_both(said: Said | Unclear) -> bool:
    if isinstance(said, Unclear) or said.dose.times is None:
        return False
    days = said.dose.days
    return days is not None and days.rhythm is Rhythm.NAMED


_YOUR_DAY = re.compile(
    r"\b(?:each|every)\s+(?:day|morning|evening|night)\s+(?:that\s+)?(?:you|i|he|she|they)\s+[a-z]+",
    re.IGNORECASE,
)


def _your_day(text: str, _: Said, __: Read) -> str:
    """`each day you run` is not each day."""
    match = _YOUR_DAY.search(text)
    return match[0] if match else ""


_OR = re.compile(r"\bon or\b|\bor$|^on (?:mornings?|afternoons?|evenings?|nights?|noon) or ")


def _either(_: str, said: Said, __: Read) -> str:
    """`morning, noon or night` is no list of days."""
    occasions = [found.occasion for found in (said.dose.days, said.dose.times) if found]
    return next((occasion for occasion in occasions if _OR.search(occasion)), "")


_FROM_WEEK = r"\s+(?:from|in|at|after|by)\s+(?:week|wk|w)\s*[0-9]"


def _of_a_step(text: str, said: Said, _: Read) -> str:
    """`single leg from week 4 3x8`: what is done from then on, and not before."""
    if not said.steps:
        return ""
    words = plain(text)
    notes = (note for note in said.notes if re.search(re.escape(plain(note)) + _FROM_WEEK, words))
    return next(notes, "")


_LOOSE = re.compile(
    r"\b(?:at least )?(?:(?:a|1) )?day(?: off)?(?: in)? between(?: sessions)?\b|"
    r"(?<=[a-z])\s(?:if|as|when) (?:needed|required)$|\b(?:for|in) (?:a|1) fortnight\b|"
    r"\b(?:meals?|breakfast|lunch|dinner|supper|teeth|else|whenever|(?:each|every|any) ?time)\b|"
    r"\b(?:(?:a |1 )?days? off|at least (?:a|1) day|(?:a|1) day)(?: in)? between\b.*|"
    r"^(?:not|leave out|skip|miss|omit)(?: on)? [a-z]+ days$|"
    r"^only (?:once|twice|[0-9]+ ?(?:x|times)) (?:if|when)\b.*"
)
"""What a note may say of an occasion, of a while or of less, and is none of how often."""

_EXAMPLE = re.compile(r"(?:e\.?g\b|for example|such as|like)", re.IGNORECASE)


def _of_boxes(_: str, said: Said, __: Read) -> str:
    """`building to 3x15 daily`, `if not able then od`: a note that says how often, too."""
    notes = (note for note in said.notes if not _EXAMPLE.match(note))
    return next((note for note in notes if names_days(_LOOSE.sub("", plain(note)))), "")


_ONLY_NOTE = re.compile(
    r"\bonly\s+(?P<note>(?:in|with|on|at|while|when|by|from)\s.*)", re.IGNORECASE
)


def _only(text: str, said: Said, _: Read) -> str:
    """`left only in sitting`: the limit belongs to what follows, or to what comes before it."""
    match = _ONLY_NOTE.search(text)
    what = plain(match["note"]) if match else ""
    is_note = what and any(what.startswith(plain(note)) for note in said.notes)
    return match[0] if match and is_note else ""


_MIXED = re.compile(
    rf"\b(?:{_A_DAY})(?:(?:\s*/\s*|\s*,\s*|\s*&\s*)(?:{_A_DAY}))+\s+(?P<last>{_A_DAY})\s+{CHOICE}\b",
    re.IGNORECASE,
)


def _last_day(text: str, _: Said, __: Read) -> str:
    """`mon/wed/fri Sat optional`: one of the days, and not all."""
    match = _MIXED.search(text)
    return match["last"] if match else ""


_RISE_WEEKLY = re.compile(
    r"\b(?:heavier|more|harder|increas\w*|bigger|longer|further|progress\w*|stronger)\b[^,;.()]*\bweekly\b",
    re.IGNORECASE,
)


def _risen_weekly(text: str, said: Said, _: Read) -> str:
    """`using heavier weight weekly` says how it grows, and not how often it is done."""
    match = _RISE_WEEKLY.search(text) if dict(said.typed).get("days") == "weekly" else None
    return match[0] if match else ""


_TWICE_EASY = re.compile(r"\bonce easy,?\s*(?:x\s?[0-9]|[0-9]\s?x)\s*(?=$|[,;.)])", re.IGNORECASE)


def _doubled(text: str, said: Said, _: Read) -> str:
    """`once easy x2`: two repetitions, or twice as many?"""
    match = _TWICE_EASY.search(text) if said.when_easy else None
    return match[0] if match else ""


_EACH_WAY_DAILY = re.compile(
    r"\beach way\s+(?:x\s?[0-9]+|[0-9]+\s?x)\s+daily\b", re.IGNORECASE
)


def _ways_daily(text: str, said: Said, _: Read) -> str:
    """`10 each way x 2 daily`: two rounds once a day, or twice a day?"""
    is_told = any(doubt.code == "bouts-taken" for doubt in said.doubts)
    match = None if is_told else _EACH_WAY_DAILY.search(text)
    return match[0] if match else ""


_DONE_WHEN = re.compile(
    r"\b(?:hold|holding|use|using|wear|wearing|with)\s+(?:(?:the|a|on to|onto|your)\s+)*[a-z]+\s+"
    r"(?:in the (?:morning|evening|afternoon)|at night|before|after)\b",
    re.IGNORECASE,
)


def _held_when(text: str, said: Said, _: Read) -> str:
    """`10, hold rail in the morning`: when it is done, or when the rail is held?"""
    for begin, end in _clauses(text):
        words = text[begin:end].strip()
        match = _DONE_WHEN.match(words)
        if begin and match and any(words.lower().startswith(note) for note in said.notes):
            return words
    return ""


_CHECKS: tuple[Callable[[str, Said, Read], str], ...] = (
    _conditional, _once, _resting, _days_by_part, _your_day, _either, _of_a_step, _of_boxes, _only,
    _last_day, _risen_weekly, _doubled, _ways_daily, _held_when,
)  # fmt: skip
