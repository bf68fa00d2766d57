"""How often, where it stands plainly in a dose in the clinic's words, becomes a fact they lose.

`10 gentle, bd, hold the sink` is `10 gentle, hold the sink`, twice a day: the diary has its boxes.
Nothing is taken out where another week, step or condition has a frequency of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clinicplan.dose import Rhythm
from clinicplan.doses.at_each import at_each, is_torn
from clinicplan.doses.conditions import IF
from clinicplan.doses.conduct import is_manner
from clinicplan.doses.left_over import SIGN, is_amount, says_how_often
from clinicplan.doses.occasions import together
from clinicplan.doses.plain import plain
from clinicplan.doses.punctuated import often_apart, without_dash
from clinicplan.doses.read import read_dose
from clinicplan.doses.said import FREQUENCY, Said
from clinicplan.doses.unclear import of_bouts_daily

_BRACKETS = re.compile(r"\([^()]*\)")
_WEEKS = frozenset(("first_week", "last_week"))
_LOOSE = frozenset((Rhythm.OCCASION, Rhythm.WHEN_NEEDED))
"""Days that may be of a part alone: `rest as needed`."""

_LONGEST = 8
"""Words of how often: `every morning and evening, before you get up` has so many."""

_NOT_BEFORE = frozenset(
    ("or", "and", "&", "+", "/", "to", "only", "not", "no", "than", "if", "unless", "until",
     "till", "when", "while", "once", "twice", "thrice",
     "before", "after", "from", "on", "in", "at",
     "least", "most", "max", "maximum", "min", "minimum", "about", "x", "\u00d7", "times",
     "time", "sessions", "session", "goes", "half", "but", "except", "then", "->", "\u2192", "is",
     "be", "per", "every", "the", "a", "that", "this", "same", "following", "all", "first",
     "last", "next", "for", "by", "progress", "increase", "build", "add", "as", "day", "other",
     "second", "2nd", "third", "3rd", "alternate", "any", "between", "of", "with", "without",
     "more", "less", "extra", "=", ">", "<", "split")
)  # fmt: skip
"""Words that belong to what follows them: `progress to daily`, `at least twice a day`."""

_BUT = frozenset(
    ("rest", "off", "skip", "skipping", "avoid", "avoiding", "miss", "missing", "leave", "leaving",
     "out", "bar", "save", "minus", "never", "excluding", "excl", "apart", "free", "omit",
     "omitting", "stop", "pause", "ban", "barring", "excepting", "outside", "forget")
)
"""Words that leave out the days that follow them: `rest Sundays`."""

_DAYS_FIRST = re.compile(r"(?:on )?(?:mon|tue|wed|thu|fri|sat|sun|week)")
_BEGINS_NOT = re.compile(
    r"(?:then|and|or|but|plus|also|later|after|afterwards|if|when|"
    r"once(?!\s*(?:/|daily\b|weekly\b|(?:a|per|each|every) (?:day|week)\b))|unless|until|till|from|"
    r"max|maximum|at least|up to|only|on|in|not|no|except)\b|[&+/]"
)
"""How often a part of a dose is that begins so, and not of the whole."""


_CONDITION = re.compile(rf"(?:^|[\s(]){IF}(?=\s)|[=>\u2192]|\b(?:until|till)\b")
_CONDITION_FIRST = re.compile(rf"(?:but |or |and )?{IF}\s|.*[a-z]\s*(?:=|[-]+>|\u2192)")
_RISE = re.compile(r"(?<=[0-9])(?: ?[a-z]+)?\s*(?:-+>|\u2192)\s*(?=[0-9])")
_BARE_COUNT = re.compile(
    r"(?:x\s*)?[0-9]+(?:-[0-9]+)?\s*(?:x|times?)?|once|twice|thrice|(?:a|per|each) day"
)
"""Perhaps so many rounds; and `20 a day` may be done in one go or not."""

_DEED = re.compile(r"(?:walk|balance|stand|repeat|perform|complete|use|using|take|hold)\b")
"""What is done, in front of how often: of `10 min walk daily` no word may go."""

_BARE_PART = re.compile(r"morning|noon|midday|afternoon|evening|night|bedtime|waking|am")
"""At the end of other words it may belong to them: `every other night`, `sore in the morning`."""

_OF_PAIN = re.compile(
    r"\b(?:(?<!for )pain|sore(?:ness)?|stiff(?:ness)?|swelling|swollen|settled?|ache)\b(?!.* free)"
)
"""Parts that tell of it say when it may be felt, and not how often."""

_A_WEEK = re.compile(r"\b(?:weeks?|wks?|wk|w[0-9]+|months?)\b|/\s*52")
_GOES_ON = frozenset(
    ("with", "without", "holding", "hold", "sitting", "standing", "lying", "seated", "kneeling",
     "gently", "slowly", "using", "keep", "keeping", "barefoot", "wearing", "easy", "no")
)  # fmt: skip
"""What may follow how often in its part: how it is done, and no condition."""

_SAME = tuple(
    (re.compile(find, re.IGNORECASE), instead)
    for find, instead in (
        (r"\bx\s*(?=[0-9]+\s*(?:/\s*52|wks?\b|weeks?\b)(?!\s*[0-9]))", "for "),
        (r"^x\s*([0-9](?:-[0-9])?)\s*(?=(?:/|a |per )\s*(?:week|wk))", r"\1x "),
        (r"(?<=[0-9])\s*(?:sessions?|sess|times)\s*(?=(?:/|a |per )\s*(?:week|wk))", "x "),
    )
)
"""Two ways to type the same, of which the reader of doses knows the second."""

_PURPOSE = re.compile(
    r"(?:the )?(?:pain|stiff\w*|swelling|cramps?|comfort|relief|mobility)(?: [a-z]+)?"
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """How often, found in a part: the part's place, and where in its words."""

    place: int
    begin: int
    end: int
    text: str
    said: Said


def set_apart(text: str) -> tuple[Said, str] | None:
    """How often and the other words, as typed; None where they have to stay together."""
    if apart := at_each(text):
        return apart
    text = together(text)
    text = without_dash(text)
    found = _set_apart(text) or _set_apart(often_apart(text)) or _of_all(text)
    return None if found and is_torn(text, found[1]) else found


def _of_all(text: str) -> tuple[Said, str] | None:
    """`3x12 for 2 weeks, then 4x10. Every other day`: how often all of it is, in its own sentence.
    """
    parts, signs = _parts(text.rstrip(" .\n"))
    if len(parts) < 2 or signs[-2].strip() not in (".", ";") or not parts[-1].strip():
        return None
    said = _how_often(parts[-1], is_whole=True)
    rest = text[: text.rfind(parts[-1])].strip(" ,;.\n")
    if said is None or not said.facts().keys() <= FREQUENCY or _is_occasion(said):
        return None
    return None if says_how_often(rest, has_weeks=False) else (said, rest)


def _set_apart(text: str) -> tuple[Said, str] | None:
    parts, signs = _parts(text)
    pieces = [piece for place, part in enumerate(parts) for piece in _found(part, place)]
    pieces = _needed(pieces)
    if not pieces or any(_is_conditional(piece, parts, signs) for piece in pieces):
        return None
    said = _together(pieces)
    rest = _without(pieces, parts, signs)
    if said is None or not re.search(r"[0-9]|\w{3}", rest) or not _stands_for_all(pieces, parts):
        return None
    has_weeks = bool(_WEEKS & said.facts().keys())
    return None if says_how_often(rest, has_weeks=has_weeks) else (said, rest)


def _parts(text: str) -> tuple[list[str], list[str]]:
    """What lies between signs that are not in brackets, and the signs behind each."""
    masked = _BRACKETS.sub(lambda found: "(" + "_" * (len(found[0]) - 2) + ")", text)
    parts, signs, at = [], [], 0
    for sign in SIGN.finditer(masked):
        parts.append(text[at : sign.start()])
        signs.append(text[sign.start() : sign.end()])
        at = sign.end()
    return [*parts, text[at:]], [*signs, ""]


def _found(part: str, place: int) -> Iterator[_Piece]:
    """How often as the whole of a part, at its end, or at its beginning before a colon."""
    words = list(re.finditer(r"\([^()]*\)|[^\s()]+", part))
    if _OF_PAIN.search(plain(part)):
        return
    spans = [(words[0].start(), words[-1].end())] if words else []
    spans += [(words[at].start(), words[-1].end()) for at in range(1, len(words))]
    for begin, end in spans:
        if said := _how_often(part[begin:end], is_whole=begin == words[0].start()):
            if _may_part(part[:begin], part[begin:end]):
                yield _Piece(place, begin, end, part[begin:end].strip("() "), said)
            return
    yield from _within(part, place, words)


def _within(part: str, place: int, words: list[re.Match[str]]) -> Iterator[_Piece]:
    """How often before a colon or a number in the first part, or before how it is done."""
    for at in range(len(words)):
        if at and place and words[at - 1][0].endswith(":"):
            return
        for last in range(min(len(words) - 1, at + _LONGEST), at, -1):
            text, follows = part[words[at].start() : words[last - 1].end()], words[last][0]
            if text.endswith("only"):
                continue  # `daily only if pain free`
            is_lead = at == 0 and place == 0 and (text.endswith(":") or follows[0].isdigit())
            is_followed = at + place > 0 and _goes_on(part[words[last].start() :])
            if not is_lead and not is_followed:
                continue
            said = _how_often(text.rstrip(":"), is_whole=False)
            begin, end = words[at].start(), words[last].start()
            if said and not _WEEKS & said.facts().keys() and _may_part(part[:begin], text):
                yield _Piece(place, begin, end, text.rstrip(":"), said)
                return


_STILL_OFTEN = re.compile(
    r"(?:if|when) (?:no|not|pain[- ]free|comfortable|able|tolerated|possible)\b.*|as able|"
    r"(?:unless|provided|as long as|so long as)\b.*|"
    r"not (?:on )?(?:2 days (?:running|in a row)|consecutive days)"
)
"""What leaves how often as it is, but for the days on which it is not done at all."""


def _goes_on(words: str) -> bool:
    """True for how and where it is done, or for what."""
    said = plain(words)
    first, _, others = said.partition(" ")
    if is_manner(said) or _STILL_OFTEN.fullmatch(said):
        return True
    return first in _GOES_ON or (first == "for" and bool(_PURPOSE.fullmatch(others)))


def _how_often(text: str, *, is_whole: bool) -> Said | None:
    """What plain words say of how often, or of weeks, and of nothing else."""
    bare = text.strip("() .")
    words = plain(bare)
    if not bare or len(words.split()) > _LONGEST or _BARE_COUNT.fullmatch(words):
        return None
    if _DEED.match(words):
        return None
    if not is_whole and _BARE_PART.fullmatch(words):
        return None
    if _BEGINS_NOT.match(words) and not re.match(r"(?:after|on|in)\b", words):
        return None
    said = _read(bare)
    if said is None or said.each_way:
        return None
    facts = said.facts().keys()
    if not facts or not facts <= FREQUENCY | _WEEKS or (facts <= _WEEKS and not _are_weeks(words)):
        return None
    days = said.dose.days
    if days and days.occasion.startswith("not on "):
        return None  # `daily except match days` is more than the ban
    return None if _is_occasion(said) and not is_whole and not _is_of_each_day(said) else said


def _is_of_each_day(said: Said) -> bool:
    """True for a list of occasions that belongs to no word before it: `before lunch and bed`."""
    times = said.dose.times
    return times is not None and times.is_daily and times.count > 1


def _read(text: str) -> Said | None:
    """What the words say, where nothing of it is doubtful. `x3 daily` alone may be repetitions."""
    for pattern, instead in _SAME:
        text = pattern.sub(instead, text)
    said = read_dose(text)
    if not isinstance(said, Said) or said.notes or said.ask_often:
        return None
    is_sure = all(doubt.code == "times-or-reps" for doubt in said.doubts)
    return replace(said, doubts=()) if is_sure else None


def _are_weeks(words: str) -> bool:
    """True for weeks that are named as those of the whole, and not `2 weeks` in passing."""
    return bool(re.match(r"(?:for|until|till|up to|to|from|weeks?|wks?|wk|w[0-9]|x)\b", words))


def _may_part(before: str, piece: str) -> bool:
    """True where what stands before it in its part does not belong to how often."""
    words = plain(before).split()
    if not words:
        return True
    last, first = words[-1].strip("(,:;"), plain(piece)
    is_minute = last == "min" and len(words) > 1 and words[-2][-1:].isdigit()
    if last in _BUT and _DAYS_FIRST.match(first):
        return False
    if first.startswith("min") and last[-1:].isdigit():  # `x 10 min 3x/week`
        return False
    is_sign = last[-1:] in "+-/&x" and not last.isalpha()
    if (last in _NOT_BEFORE and not is_minute) or is_sign:
        return False
    if last.isdigit() and re.match(r"[ap]\.?m\b", first) and is_amount(" ".join(words[:-1])):
        return False  # `3x10 8 am & 8 pm` are hours
    if re.fullmatch(r"x[0-9-]+|[0-9-]+x", last) and first.startswith("daily"):
        return False
    if re.fullmatch(r"\+[0-9]+", last):  # `+1 weekly`
        return False
    if of_bouts_daily(f"{plain(before)} {first}"):  # `10 s eyes open x3 every day`
        return False
    is_by = re.match(r"x\s*[0-9]", first) and not re.match(r"x\s*[0-9-]+\s*(?:/|a |per )", first)
    return not (is_by and last[-1:].isdigit())


def _needed(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without an occasion, where others say how often: it stays in the words."""
    firm = [piece for piece in pieces if not _is_occasion(piece.said)]
    return firm if any(FREQUENCY & piece.said.facts().keys() for piece in firm) else pieces


def _is_occasion(said: Said) -> bool:
    times, days = said.dose.times, said.dose.days
    return bool(times and times.occasion) or bool(days and days.rhythm in _LOOSE)


def _is_conditional(piece: _Piece, parts: list[str], signs: list[str]) -> bool:
    """True for how often only where something is so: `if swollen, 10 reps daily`."""
    before = _RISE.sub(" ", plain(parts[piece.place][: piece.begin]))
    if _CONDITION.search(before):
        return True
    for place in range(piece.place - 1, -1, -1):
        if signs[place].strip() != ",":
            return False
        if _CONDITION_FIRST.match(_RISE.sub(" ", plain(parts[place]))):
            return True
    return False


def _together(pieces: list[_Piece]) -> Said | None:
    """What the pieces say, where no two say the same thing."""
    if len(pieces) == 1:
        return pieces[0].said
    facts = [piece.said.facts().keys() for piece in pieces]
    places = [piece.place for piece in pieces]
    is_a_run = places == list(range(places[0], places[0] + len(places)))
    is_once_each = sum(map(len, facts)) == len(set().union(*facts))
    if not is_a_run and not is_once_each:
        return None
    said = _read(", ".join(piece.text for piece in pieces))
    return said if said and FREQUENCY & said.facts().keys() else None


def _stands_for_all(pieces: list[_Piece], parts: list[str]) -> bool:
    """True where it cannot be how often a single part is done: `10 squats daily, 20 curls`."""
    first, *others = pieces
    before = parts[first.place][: first.begin]
    if any(parts[piece.place][: piece.begin].strip() for piece in others):
        return False
    if not before.strip():
        return True
    if any(_A_WEEK.search(plain(part)) for part in (*parts[: first.place], before)):
        return _is_behind_manners(parts[: first.place], before)
    if not is_amount(before):
        has_weeks = bool(_WEEKS & first.said.facts().keys())
        return first.place == 0 or (_says_how(before) and not has_weeks)
    return not any(is_amount(parts[place]) for place in range(len(parts)) if place != first.place)


def _is_behind_manners(others: list[str], before: str) -> bool:
    """True for `wk 1-2 floor, wk 3-4 cushion, 30 s x3 daily`: the weeks say only how or where."""
    is_run = all(_IN_WEEKS.fullmatch(plain(part).strip()) for part in others)
    return bool(others) and is_run and is_amount(before) and not _A_WEEK.search(plain(before))


_IN_WEEKS = re.compile(r"(?:in )?(?:weeks?|wks?|wk|w) ?[0-9]{1,2}(?:-[0-9]{1,2})?:? [a-z][a-z ]+")


def _says_how(words: str) -> bool:
    """True for `hold the sink bd`; `ice bd` and `no running daily` are of something else."""
    said = plain(words)
    return is_manner(said) or said.split(" ")[0] in _GOES_ON - {"no"}


def _without(pieces: list[_Piece], parts: list[str], signs: list[str]) -> str:
    """The words without the pieces; of two signs about one that goes, the stronger stays."""
    kept: list[tuple[str, str]] = []
    for place, part in enumerate(parts):
        for piece in pieces:
            if piece.place == place:
                before, after = part[: piece.begin].rstrip(), part[piece.end :].lstrip()
                part = f"{before}{_between(before, after)} {after}".strip(" :")
        if part.strip():
            kept.append((part, signs[place]))
        elif kept and _strength(signs[place]) > _strength(kept[-1][1]):
            kept[-1] = (kept[-1][0], signs[place])
    return "".join(part + sign for part, sign in kept).strip(" ,;.\n")


def _between(before: str, after: str) -> str:
    """The comma of two parts that what stood between them kept apart."""
    is_open = not before or not after or not (before[-1].isalnum() and after[0].isalnum())
    return "" if is_open else ","


def _strength(sign: str) -> int:
    return (",", ";", ".").index(sign.strip()) + 1 if sign.strip() else 0
