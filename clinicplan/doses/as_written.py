"""A dose that no reader takes in becomes the clinic's own words, as a patient can read them.

Nothing of it is left out, changed in number or guessed: abbreviations are written out, and how
often it is done stands in the words. What may be a slip, or says nothing to a patient, stays
asked about.
"""

from __future__ import annotations

import re
from dataclasses import replace

from clinicplan.dose import AS_WRITTEN, Amount, Bound, Days, Dose, Rhythm
from clinicplan.doses.asides import as_typed
from clinicplan.doses.certain import with_certain
from clinicplan.doses.day_parts import DAY_PARTS
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.glossary import TWO_MEANINGS
from clinicplan.doses.guarded import holds_always
from clinicplan.doses.lacking import PART, lacking, of_bare_tempo
from clinicplan.doses.left_over import OFTEN_OR_WEEKS
from clinicplan.doses.occasions import with_amounts
from clinicplan.doses.often import set_apart
from clinicplan.doses.plain import any_of, plain
from clinicplan.doses.punctuated import punctuated
from clinicplan.doses.read import TOO_LONG, read_dose
from clinicplan.doses.said import Doubt, Said, Unclear
from clinicplan.doses.shorthand import spelt
from clinicplan.doses.slips import DOSE_WORDS, is_plain_slip, is_slip
from clinicplan.doses.spans import OTHER_WEEKS
from clinicplan.doses.taken import as_taken
from clinicplan.doses.unclear import of_bouts_daily
from clinicplan.doses.understood import is_known, unreadable
from clinicplan.doses.waiting import from_its_week
from clinicplan.doses.week_lists import names_weeks_apart
from clinicplan.doses.whole import with_bouts
from clinicplan.doses.written_out import written_out

BOUTS = "bouts-taken"
UNREAD = "not-understood"
"""The doubt's code that has the piece for which a dose is in the clinic's words."""

LONGEST = 280
"""Letters that a dose panel has room for; more is a note."""

_ASKED = frozenset(
    ("days-or-week", "tempo-direction", "part-of-day-unclear", "said-with-doubt",
     "figures-of-day")
)
"""What has two meanings for its reader, too: it is asked about."""

_OFTEN = re.compile(
    rf"\b(?:{any_of((*WEEKDAYS, *NAMED_DAYS, *DAY_PARTS))}|daily|days?|nights?|weeks?|weekly|every|"
    r"hourly|hours?|once|twice|meals?|breakfast|lunch|dinner|before|after|when|whenever|needed|"
    r"each time|per day|teeth|stages?|warm[ -]?up|cool[ -]?down|coffee|tea|supper|shower|bath|"
    r"often|dates|anytime|any time|"
    r"each (?:run|walk|ride|swim|match|game|practice|class|shift))\b"
)
_ALONE = frozenset(
    ("x", "times", "time", "rep", "reps", "repetitions", "set", "sets", "s", "sec", "secs",
     "seconds", "min", "mins", "minutes", "hold", "holds", "rest", "for", "daily", "once", "twice",
     "bd", "od", "tds", "qds", "bid", "tid", "qid", "a", "per", "day", "kg")
)
"""Words with which two amounts contradict one another: nothing tells them apart."""

_HALVES = frozenset(
    ("day", "days", "week", "weeks", "month", "months", "time", "times", "rep", "reps", "set",
     "sets", "hold", "rest", "hour", "hours", "second", "seconds", "minute", "minutes", "min", "or",
     "kg", "load", "max", "maximum", "least", "most", "from", "increase", "add", "x")
)  # fmt: skip
"""Words of a dose that say nothing alone."""

_NO_WORDS = re.compile(r"[{}|\\^`$#_*]|<[a-z/]", re.IGNORECASE)
"""Signs of what was never meant for a page."""

_CONDITION = re.compile(r"(?:^|[.;,]\s*)[a-z]+(?:[ '-][a-z]+)+\?(?=\s+[A-Z0-9])", re.IGNORECASE)
"""`Worse next day? 1 round less` is no doubt of the clinic's."""

def as_written(text: str, asked: Unclear) -> Said | None:
    """All of a dose in the clinic's words, None where it has to be asked about."""
    if (taken := printable(text, asked)) is None:
        return None
    typed, told = taken
    words = written_out(punctuated(_THEN.sub("; ", typed)))
    if len(words) > LONGEST or unreadable(words):
        return None
    if plain(typed).startswith("not yet"):
        return _unread(_whole(words, typed), _piece(text, asked))
    own = with_certain(_apart(typed) or _whole(words, typed), typed)
    own = from_its_week(replace(own, doubts=(*own.doubts, *told, *of_bare_tempo(typed))), typed)
    return _unread(own, _piece(text, asked))


def printable(text: str, asked: Unclear) -> tuple[str, tuple[Doubt, ...]] | None:
    """The text as it is taken, and what is told of that; None where it has to be asked about."""
    if asked.code == TOO_LONG:
        return None
    typed, told = _taken(text, asked)
    if _has_two_meanings(typed, asked) or not _has_amount(typed):
        return None
    return None if _is_doubtful(typed) or lacking(typed) else (typed, told)


_THEN = re.compile(r"\s*[.;](?=\s)\s*(?=then\b)|\s*\n\s*(?=then\b)", re.IGNORECASE)
"""What ends a stage: a full stop behind an abbreviation is lost with it."""


def _taken(text: str, asked: Unclear) -> tuple[str, tuple[Doubt, ...]]:
    """The text as it is taken, and what is told of that: minutes, and bouts once a day."""
    typed, told = as_taken(spelt(text))
    code = str(asked.values.get("told", ""))
    if not code and (bouts := _bouts_of_a_part(typed)):
        code, asked = BOUTS, bouts
    if not code:
        return typed, told
    said = {key: str(asked.values[key]) for key in ("value", "one", "other")}
    value, one = said["value"], said["one"]
    told = (*told, Doubt("reps", code, tuple(said.items())))
    if code != BOUTS:
        return typed, told
    return with_bouts(typed, value, one), told


def _bouts_of_a_part(text: str) -> Unclear | None:
    """`30 s x3 daily for 6 weeks then 3x wk`: what comes later counts nothing of the bouts."""
    words = plain(text)
    if of_bouts_daily(words):  # the reader has told of those of the whole
        return None
    parts = re.split(r"\bthen\b|[.;]\s", words)
    return next((asked for part in parts if (asked := of_bouts_daily(part))), None)


def _piece(text: str, asked: Unclear) -> str:
    """The clause that is not understood, as typed: a word of it alone tells its reader nothing."""
    value = str(asked.values.get("piece") or asked.values.get("value", ""))
    parts = [part for part in map(str.strip, PART.split(text)) if part]
    holding = [part for part in parts if value in plain(part)]
    unread = [part for part in parts if isinstance(read_dose(part), Unclear)]
    both = [part for part in holding if part in unread]
    clause = next(iter((*both, *unread, *holding)), text.strip())
    is_all = clause.casefold() == text.strip(" .").casefold()  # then two words of it tell more
    said_twice = asked.code == "dose-said-twice"
    words = as_typed(value, text) if is_all and " " in value and not said_twice else clause
    return words if words in text else clause


def _unread(own: Said, piece: str) -> Said:
    """The same with the piece that was not understood: its reader is told which one."""
    return replace(own, doubts=(*own.doubts, Doubt("reps", UNREAD, (("piece", piece),))))


def what_to_ask(text: str, asked: Unclear) -> Unclear:
    """The question about a dose that has no words of its own: what a patient could not read."""
    if asked.code == TOO_LONG:
        return asked
    typed, _ = _taken(text, asked)
    if (slip := _misspelt(typed)) and asked.code not in _ASKED:
        return Unclear("dose-piece-unclear", {"value": slip})
    if _has_two_meanings(typed, asked) or not _has_amount(typed) or _is_doubtful(typed):
        return _of_a_number(asked)
    if asked_first := lacking(typed):
        return asked_first
    words = written_out(typed)
    if unknown := unreadable(words):
        if both := next((word for word in unknown if word.upper() in TWO_MEANINGS), ""):
            one, other = TWO_MEANINGS[both.upper()]
            return Unclear("dose-two-meanings", {"value": both, "one": one, "other": other})
        is_sum = all(word[:1].isdigit() for word in unknown)
        code = "dose-figures-unclear" if is_sum else "dose-abbreviation"
        return Unclear(code, {"value": ", ".join(unknown)})
    if len(words) > LONGEST:
        return Unclear("dose-too-long", {"count": len(words), "most": LONGEST})
    return asked


def _of_a_number(asked: Unclear) -> Unclear:
    """`10-15, 2` says two numbers, and of neither what it counts; the 3 of `10, 3x` is one of two.

    A dose has sets and times a day, and where both are meant, both are written.
    """
    value, other = (str(asked.values.get(key, "")) for key in ("value", "other"))
    if asked.code != "dose-said-twice" or not _NUMBER.fullmatch(other):
        return asked
    if bouts := _BOUTS.fullmatch(value):
        many = bouts[1] or bouts[2]
        meanings = {"one": f"{many} sets", "other": f"{many} times a day"}
        return Unclear("dose-two-meanings", {"value": value, **meanings})
    if not _NUMBER.fullmatch(value):
        return asked
    return Unclear("dose-number-of-what", {"value": value, "other": other})


_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)?")
_BOUTS = re.compile(r"([2-9]) ?[x\u00d7]|[x\u00d7] ?([2-9])")


def _has_two_meanings(text: str, asked: Unclear) -> bool:
    """True for what a patient, too, would understand in two ways, or not at all."""
    value, other = (str(asked.values.get(key, "")) for key in ("value", "other"))
    if asked.code == "dose-said-twice":
        if len(_STAGE.findall(text)) > 1:
            return False
        is_often = bool(_A_DAY.search(value) or _A_DAY.search(other))
        if is_often and bool(_SO_MANY.fullmatch(value)) != bool(_SO_MANY.fullmatch(other)):
            return False
        return _is_bare(value, text) and _is_bare(other, text)
    if asked.code == "dose-two-readings":
        return not asked.values.get("worded")
    if asked.code == "tempo-four":
        return bool(_AMOUNT.search(text.replace(value, "")))
    return asked.code in _ASKED


_STAGE = re.compile(
    r"[0-9a-z]\s+(?:(?:for|x)\s*)?[0-9]{1,2}\s*(?:/\s*52|weeks?\b|wks?\b)(?!\s*(?:later|ago|[0-9]))",
    re.IGNORECASE,
)
"""`2x10 for 2/52, 3x10 for 2/52`, `tds 2/52, bd 2/52`: one after the other."""

_SO_MANY = re.compile(r"once|twice|thrice|x ?[0-9]+|[0-9]+ ?x")
_A_DAY = re.compile(r"\b(?:od|bd|bid|tds|tid|qds|qid|day|daily)\b")
"""`twice, bd`: two each time, and two times a day."""

_AMOUNT = re.compile(
    r"[0-9]\s*[x\u00d7]|[x\u00d7]\s*[0-9]|\b(?:reps?|sets?|times)\b", re.IGNORECASE
)


def in_all_words(text: str, said: Said) -> Said | None:
    """All of it in the clinic's words, where an aside holds what is missing in what was read.

    How often (`at coffee, lunch & tea`), or how many (`as many as possible with good form`).
    """
    dose = said.dose
    if said.ask_often or said.steps or said.side:
        return None
    is_late = dose.has_amount and not dose.times and not dose.days
    missing = _WHEN if is_late else None if dose.has_amount else _OPEN_AMOUNT
    unread = next((note for note in said.notes if missing and missing.search(plain(note))), "")
    if not unread:
        return None
    words = written_out(punctuated(spelt(text)))
    is_printable = len(words) <= LONGEST and not unreadable(words)
    if not is_printable:
        return None
    return _unread(with_certain(_whole(words, spelt(text)), spelt(text)), unread)


_WHEN = re.compile(
    r"^(?:(?:at|with|before|after|during|in|on|as|every|each)\b.*)?\b(?:coffee|tea|lunch|dinner|supper|"
    r"breakfast|meals?|warm[ -]?up|cool[ -]?down|shower|bath|bed|break|adverts?|shift|training|"
    r"practice|matches|games?)\b|\boften\b"
)


def _has_amount(text: str) -> bool:
    """True where a number is left beside those of how often and how long, or words of how much."""
    if with_amounts(text) or _A_DAY_IN_ALL.search(plain(text)):
        return True
    rest = OFTEN_OR_WEEKS.sub(" ", _KIND_OF_DAY.sub(" ", plain(text)))
    return bool(re.search("[0-9]", rest) or _OPEN_AMOUNT.search(rest))


_A_DAY_IN_ALL = re.compile(r"[0-9] (?:a|per) (?:day|week),? (?:in )?(?:total|all|altogether)\b")
"""`30 a day total, split as you like`."""

_KIND_OF_DAY = re.compile(r"\b(?P<kind>good|better|bad|worse|easy|hard|sore|stiff)\s+days?\b")
"""`good day 20, bad day 5`: no day is counted here."""

_OPEN_AMOUNT = re.compile(
    r"\b(?:as (?:many|much|long|far)|until|till?|once (?:through|round|around|over|up)|alphabet|"
    r"a to z|a few|several|songs?|adverts?|half|laps?|lengths?)\b"
)


def _is_bare(piece: str, text: str) -> bool:
    """True for an amount that has nothing about it, in its part of the text."""
    parts = [part for part in map(plain, PART.split(text)) if piece in part] or [piece]
    return all(word in _ALONE for part in parts for word in re.findall("[a-z]+", part))


def _has_slip(part: str) -> bool:
    """True for words of a dose with a slip among them: `3 x 10 dayly`, and nothing else said."""
    words = re.findall("[a-z]+", plain(part))
    slips = [word for word in words if is_slip(word) and not is_known(word)]
    return bool(slips) and all(word in slips or word in DOSE_WORDS for word in words)


def _is_doubtful(text: str) -> bool:
    """True for signs of doubt, half a fact, and slips of the keyboard in a dose."""
    parts = PART.split(text)
    is_odd = bool(_NO_WORDS.search(text)) or "?" in _CONDITION.sub("", text)
    is_misspelt = bool(_misspelt(text)) or any(map(_has_slip, parts))
    return is_odd or is_misspelt or any(map(_is_half_said, PART.split(_NONE_REST.sub("", text))))


_NONE_REST = re.compile(r"\b(?:none|nothing|nil),\s*rest\b", re.IGNORECASE)
"""`7+: none, rest` is whole."""


def _misspelt(text: str) -> str:
    """The first word that is one of a dose but for a slip of the keyboard; "" for none."""
    words = re.findall("[a-z]+", plain(text))
    return next((word for word in words if is_plain_slip(word) and not is_known(word)), "")


def _is_half_said(part: str) -> bool:
    """True for a word alone that says nothing: the `day` of `3 x 10, day`."""
    return plain(part.strip()) in _HALVES


def _whole(words: str, text: str) -> Said:
    """The words as the amount; how often is said in them, where they say it at all."""
    amount = Amount(bound=Bound.OPEN, wording=AS_WRITTEN, words=words)
    days = Days(Rhythm.AS_WRITTEN) if _OFTEN.search(plain(words)) else None
    dose = Dose(reps=amount, days=days)
    return Said(dose, typed=(("reps", text), *((("days", text),) if days else ())))


_BY_THEN = re.compile(r"(?:app|review|f/?u|follow|see|recheck|back)", re.IGNORECASE)


def _begins_elsewhen(text: str) -> bool:
    """True for `from week 6 post op`: boxes from the first day would be wrong."""
    found = OTHER_WEEKS.search(text)
    return found is not None and not _BY_THEN.match(found[0])


_OCCASION = re.compile(
    r"\b(?:after|before|during|when|whenever) (?!sets?\b|reps?\b|each\b)[a-z]{3,}|"
    r"\b(?:otherwise|other days|school days|work ?days|weekdays)\b"
)


def _apart(text: str) -> Said | None:
    """The same where how often stands plainly in it: then a diary has its boxes."""
    is_elsewhen = _begins_elsewhen(text) or names_weeks_apart(text)
    apart = None if is_elsewhen else set_apart(text)
    if apart is None or not _has_amount(apart[1]):
        return None
    said, rest = apart
    days = said.dose.days
    if days and days.rhythm is Rhythm.NAMED and _OCCASION.search(plain(rest)):
        return None  # `after school, weekends twice a day`: other days have theirs
    if not holds_always(text, said, read_dose):
        return None
    whole = _whole(written_out(punctuated(rest)), rest)
    is_told = said.dose.times is not None or said.dose.days is not None
    dose = replace(whole.dose, days=None) if is_told else whole.dose
    return replace(said, dose=said.dose.over(dose), typed=(*said.typed, *whole.typed[:1]))
