"""A dose with a clause that nobody knows becomes what its others say, and the clause as a note.

`3x10-15 daily. When 15 are pain free go to single leg` is 3 x 10-15 daily, and its reader is told
the rest in the clinic's words. A clause that is an amount, or may change one of now, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from clinicplan.dose import Days, Rhythm
from clinicplan.doses.as_written import printable
from clinicplan.doses.asides import as_typed, is_mere
from clinicplan.doses.boxes import keeps_boxes, tells_what_to_do
from clinicplan.doses.certain import with_certain_side
from clinicplan.doses.chains import chained
from clinicplan.doses.conditions import CASE, IF, LEAD, begins_condition
from clinicplan.doses.conduct import AFTERCARE
from clinicplan.doses.days import NAMED_DAYS, WEEKDAYS
from clinicplan.doses.fragments import is_fragment
from clinicplan.doses.guarded import AS_MANY, are_at_odds
from clinicplan.doses.left_over import SIGN, is_amount
from clinicplan.doses.plain import plain
from clinicplan.doses.read import read_dose
from clinicplan.doses.remarks import OPEN_ENDS
from clinicplan.doses.said import A_DAY, FREQUENCY, Doubt, Said, Unclear
from clinicplan.doses.spans import is_of_first_weeks
from clinicplan.doses.torn import is_torn_off, with_whole_notes
from clinicplan.doses.two_uses import counts_occasions
from clinicplan.doses.understood import unexplained
from clinicplan.doses.worded import is_counted_rise
from clinicplan.doses.written_out import written_out

OFTEN_UNREAD = "often-not-understood"
"""The doubt's code that has how often in the clinic's words, as they are printed."""

_WEEKS = frozenset(("first_week", "last_week"))
_OFTEN = FREQUENCY | _WEEKS

SHORTEST = 4
"""Letters of a clause: a shorter one is an abbreviation."""

MOST_CLAUSES, MOST_UNREAD = 9, 3
LONGEST_OFTEN = 120

_JOINT = re.compile(
    r"(?<=[a-z0-9.)%])(?<!\bonly)(?<!\bbut)(?<!\band)(?<!\bor)(?<!\bagain)(?<!\balso)\s+(?=(?:(?:and|but|or|only)\s+)*"
    rf"(?:then|{CASE}|when|whenever|stop if|"
    r"once (?!a\b|an\b|per\b|daily|every|each|weekly|or\b|in\b|only\b|at\b|for\b|on\b|before\b|"
    r"after\b))\b|most days\b|"
    r"(?<!before )(?<!after )(?:and|plus|also|as well as|&|\+)\s+(?:also\s+)?"
    r"(?:(?:once|twice)\s+)?(?:before|after)\b|"
    r"(?:every|each) (?:time (?:you|he|she|they|i|it|the|your)\b|[a-z]{4,} (?:at|in|of)\b)|"
    r"(?:but |on )?(?:not (?:on )?(?:days in|consecutive|2 days|back)|non[- ][a-z]+ days\b)|"
    r"with rest days?\b|(?:w/\s?|with\s)(?=[a-z])|aim(?:ing)?\s+(?:for|to)\s|"
    r"build(?:ing)?\s+(?:up\s+)?to\s|progress(?:ing)?\s+to\s|swap\s|"
    r"(?<!with )(?<!with a )rest days? (?:in )?between\b)|"
    r"\s+-\s+(?=[a-z])|\s*(?=\()|(?<=\))\s*",
    re.IGNORECASE,
)
"""Where a clause begins without a sign: at `then`, `if`, `when`; and about brackets."""

_LATER = re.compile(
    rf"^{LEAD}(?:{IF}|until|till|stop|skip|first|last|pain|effort|rpe)\b|"
    r"\b(?:if|when|once (?!a\b|per\b|daily|every|each|weekly|or\b|in\b)|unless|until|easy)\b|"
    r"^(?:up|add|increas\w*|build\w*|progress\w*|go(?:ing)? up|raise|plus)\b|"
    r"\b(?:from|after|in|at|by) (?:week |wk |w)?[0-9]+ ?(?:weeks?|wks?|/52)?$|"
    r"\b(?:each|every|a|per) (?:week|wk)\b"
)
"""What tells of later, or of some cases only: a number there is none of now."""

_NO_CLAUSE = re.compile(
    r"then (?:stop|rest|off|nothing|finish|end)$|"
    r"(?:(?:in |for |from |until |till )?(?:week|wk|w)s? ?[0-9-]+(?: on(?:wards?)?| only)?)$|"
    r"(?:first|last|second|1st|2nd|final|3rd|third) (?:sets?|weeks?|wks?)\b.*"
    r"(?:[0-9]|\b(?:half|double|more|less|fewer|only)\b).*|.*\b(?:in|for) (?:week|wk) ?1$|"
    r"once easy,? ?(?:x ?[0-9]|[0-9] ?x|[0-9] times)$|or (?:if|when)\b|"
    r"(?:or|and|plus|x)\b(?!.*\b(?:if|when|once)\b)|(?:of|for|to|per|at|in|with|on|by)\b.*[0-9]|"
    r"(?:each|every|both|same|total)\b|.*\b(?:each|altogether|in total|total)$|[x+&/]|"
    r"(?:hold|holding|held)\b.*[0-9]|.*\b(?:as (?:many|much|long|far) as|"
    r"to (?:fatigue|failure))\b|"
    r"(?:max|maximum|up to|until|till|min|minimum|at (?:least|most))\b"
    r"(?!.*\b(?:if|when|once|easy)\b)"
)
"""What is a part of what stands before it."""


_BESIDE_OFTEN = re.compile(
    r"(?:and|plus|also|as well as|&|\+) (?:also )?(?:(?:once|twice) )?(?:before|after) [a-z]|"
    r"most days$|"
    r"(?:every|each) (?:time (?:you|he|she|they|i|it|the|your)|[a-z]{4,} (?:at|in|of)) [a-z]|"
    r"(?:but |on )?(?:not (?:on )?(?:days in a row|consecutive days|2 days|back)|"
    r"non[- ][a-z]+ days)"
)
"""`twice a day | and after football`, `20 s x 3 | most days`."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause as typed, and the sign behind it."""

    text: str
    sign: str


def set_aside(text: str, asked: Unclear) -> Said | None:
    """What a dose says, with the clauses that no reader knows as notes; None where there is none.

    Where such a clause speaks of how often, how often is said in the clinic's words, whole.
    """
    taken = printable(text, asked)
    if taken is None or unexplained(written_out(taken[0])):
        return None
    typed, told = taken
    if chained(typed) or plain(typed).startswith("not yet") or counts_occasions(typed):
        return None
    parts = _bound([_Clause(part, sign) for part, sign in _parts(typed) if re.search(r"\w", part)])
    said = _divided(parts, typed) or _divided(_clauses(parts), typed, is_within=True)
    if said is None:
        return None
    said = with_whole_notes(said, typed)
    notes = tuple(map(written_out, said.notes))
    kept = _kept(typed, said.notes)
    return with_certain_side(replace(said, notes=notes, doubts=(*said.doubts, *told)), kept)


def _kept(text: str, notes: tuple[str, ...]) -> str:
    """The text without what is said aside: a side in it (`skip right`) is none of the dose."""
    for note in notes:
        text = text.replace(note, "")
    return text


def _bound(parts: list[_Clause]) -> list[_Clause]:
    """The parts, a condition with what is done then, and `else` with what it is not."""
    found: list[_Clause] = []
    for part in parts:
        is_begun = len(found) < 2 or found[-2].sign.strip() != ","
        is_open = bool(found) and found[-1].sign.strip() == ","
        is_if = is_open and _leads_on(found[-1].text, is_begun=is_begun)
        if is_if or (found and _ELSE.match(plain(part.text))):
            part = _Clause(f"{found[-1].text}{found.pop().sign}{part.text}", part.sign)
        found.append(part)
    return found


_ELSE = re.compile(r"(?:or )?(?:else|otherwise)\b")


def _leads_on(clause: str, *, is_begun: bool) -> bool:
    """True for `If you cannot do 10,`, and for `if sore,`: what is done then follows."""
    words = plain(clause)
    return begins_condition(words) and (is_begun or not tells_what_to_do(words))


def _divided(clauses: list[_Clause], text: str, *, is_within: bool = False) -> Said | None:
    """What is said without as few of the clauses as can be; those within a part change nothing."""
    if not 2 <= len(clauses) <= MOST_CLAUSES:
        return None
    strange = [at for at, clause in enumerate(clauses) if _is_strange(clause.text)]
    for count in range(1, min(MOST_UNREAD, len(strange)) + 1):
        found = [said for unread in combinations(strange, count)
                 if (said := _without(clauses, unread, text))]  # fmt: skip
        found = [said for said in found if not _is_bounded(said)]
        if is_within:
            found = [said for said in found if not said.steps and not said.growth]
        if found:
            return min(found, key=lambda said: sum(map(len, said.notes)))
    return None


def _is_bounded(said: Said) -> bool:
    """True for a rise whose end may be in an aside: `+2 a week. Stop at 20`."""
    return said.growth is not None and any(map(re.compile("[0-9]|stop").search, said.notes))


def _clauses(parts: list[_Clause]) -> list[_Clause]:
    """The clauses of the parts, those in brackets and behind a joint among them."""
    found = [_Clause(clause, sign) for part in parts for clause, sign in _joints(part)]
    return [clause for clause in found if re.search(r"\w", clause.text)]


def _parts(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for sign in SIGN.finditer(text):
        yield text[at : sign.start()], sign[0]
        at = sign.end()
    yield text[at:], ""


def _joints(part: _Clause) -> Iterator[tuple[str, str]]:
    pieces = [piece.strip(" ()") for piece in _JOINT.split(part.text)]
    pieces = _with_then([piece for piece in pieces if piece])
    if pieces and (lead := _lead(pieces[0])):
        pieces = [lead, pieces[0].removeprefix(lead).strip(), *pieces[1:]]
    for at, piece in enumerate(pieces, 1):
        yield piece, part.sign if at == len(pieces) else ", "


def _with_then(pieces: list[str]) -> list[str]:
    """The pieces, `then once` with the condition before it: `unless working`."""
    found: list[str] = []
    for piece in pieces:
        if found and plain(piece).startswith("then ") and begins_condition(plain(found[-1])):
            piece = f"{found.pop()} {piece}"
        found.append(piece)
    return found


_LEAD = re.compile(
    r"(?P<lead>[a-z][a-z' -]{3,40}?)\s+(?=[0-9]{1,3}(?:-[0-9]{1,3})?\s*(?:x\s*[0-9]|s\b|secs?\b|"
    r"seconds?\b|mins?\b|minutes?\b|reps?\b|sets?\b))",
    re.IGNORECASE,
)
_IN_LEAD = frozenset(("half", "way", "up", "down"))


def _lead(clause: str) -> str:
    """Words that say nothing of a dose in front of its amount: `maintenance 3x12`."""
    match = _LEAD.match(clause)
    words = plain(match["lead"]).split() if match else []
    is_lead = bool(words) and all(word in _IN_LEAD or is_mere(word) for word in words)
    return match["lead"] if match and is_lead and words[-1] not in OPEN_ENDS else ""


def _is_task(clause: str) -> bool:
    """True for an amount of something, and not of how often, a rest or a weight."""
    said = read_dose(clause)
    if isinstance(said, Said) and said.facts().keys() <= _NO_TASK:
        return False
    return is_amount(clause)


_NO_TASK = _OFTEN | {"rest", "load", "tempo"}


def _is_strange(clause: str) -> bool:
    """True for a clause that no reader makes a fact of, and that is no amount of now."""
    words = plain(clause)
    is_later = bool(_LATER.search(words))
    if AFTERCARE.match(words) or _BESIDE_OFTEN.match(words):
        return True
    if _NO_CLAUSE.match(words) or len(words) < SHORTEST or (is_amount(clause) and not is_later):
        return False
    said = read_dose(clause)
    if isinstance(said, Unclear) or not (facts := said.facts().keys()):
        return True
    return words.startswith("then ") or (is_later and bool(said.notes) and facts <= _OFTEN)


def _without(clauses: list[_Clause], unread: tuple[int, ...], text: str) -> Said | None:
    """What the others say, where they are a dose without a doubt."""
    kept = [clause for at, clause in enumerate(clauses) if at not in unread]
    if not kept or _is_first_dose(clauses, unread) or any(map(_is_staged, kept)):
        return None
    if unread[0] == 0 and sum(_is_task(clause.text) for clause in kept) > 1:
        return None  # `warm up 5 min, 10 reps bd`
    said = read_dose("".join(clause.text + (clause.sign or ". ") for clause in kept).strip(" ,;."))
    if isinstance(said, Unclear) or not _is_sure(said) or said.ask_often or not _is_whole(said):
        return None
    notes = tuple(clauses[at].text.strip(" ,;.") for at in unread)
    if any(map(AS_MANY.match, map(plain, notes))):
        return None
    if said.last_week and any(map(_AFTER_IT.match, map(plain, notes))):
        return None  # `daily first week then as able`
    if not _COUNTS & said.facts().keys() and any(map(is_counted_rise, notes)):
        return None
    loose = tuple(note for note in notes if not keeps_boxes(note) or are_at_odds(said, note))
    if any(is_fragment(note, text) and not _BESIDE_OFTEN.match(plain(note)) for note in loose):
        return None
    firm = (note for note in notes if note not in loose)
    whole = replace(said, notes=_in_order((*said.notes, *firm), text))
    found = _of_no_boxes(whole, loose, text) if loose else whole
    return None if found is None or is_torn_off(text, found, read_dose) else found


_AFTER_IT = re.compile(r"(?:and |but )?(?:then|after that|afterwards?|thereafter)\b")
_AMOUNT = re.compile(r"[0-9] ?x ?[0-9]|[0-9] ?(?:reps?|repetitions|sets?)\b")
_BEGINS_WITH_AMOUNT = re.compile(
    r"x ?[0-9]|[0-9]+ ?x ?[0-9]|"
    r"[0-9]+(?:-[0-9]+)? ?(?:x|s|secs?|seconds?|mins?|minutes?|reps?|times|sets?)\b"
)


def _is_first_dose(clauses: list[_Clause], unread: tuple[int, ...]) -> bool:
    """True where the first amount would be set aside: `3 x 10 once easy, 3 x 15`."""
    before, words = clauses[: unread[0]], plain(clauses[unread[0]].text)
    return bool(_BEGINS_WITH_AMOUNT.match(words) or is_of_first_weeks(words)) and not any(
        _is_task(clause.text) or _says_amount(clause.text) for clause in before
    )


def _says_amount(clause: str) -> bool:
    said = read_dose(clause)
    return isinstance(said, Said) and said.dose.has_amount


def _in_order(pieces: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The pieces as they stand in the text."""
    words = plain(text)
    return tuple(sorted(dict.fromkeys(pieces), key=lambda piece: words.find(plain(piece))))


def _is_staged(clause: _Clause) -> bool:
    """True for `standing from wk 3`: beside others that are set aside, no week of them all."""
    said = read_dose(clause.text)
    return isinstance(said, Said) and bool(said.notes) and bool(_WEEKS & said.facts().keys())


_COUNTS = frozenset(("sets", "reps"))
_OF_THE_EXERCISE = frozenset(("seconds-or-times", "both-sides", "rounds", "minutes-taken",
                              "seconds-taken", "sets-taken", "bouts-taken", "qd-taken",
                              "week-goes-on", "over"))
"""Doubts that a kind of exercise has, or that are told; the others ask whose words they are."""


def _is_sure(said: Said) -> bool:
    return all(doubt.code in _OF_THE_EXERCISE for doubt in said.doubts)


def _is_whole(said: Said) -> bool:
    dose = said.dose
    return bool(dose.reps or dose.duration or dose.hold)


def _of_no_boxes(said: Said, loose: tuple[str, ...], text: str) -> Said | None:
    """The same with how often in the clinic's words, for a clause that changes it."""
    if said.steps or said.growth or any(map(_AMOUNT.search, map(plain, loose))):
        return None  # `dance days 2x8, other days 3x12`
    typed, times = dict(said.typed), said.dose.times
    if times and "times" in typed and times.occasion.startswith(f"{typed['times']}, "):
        typed["times"] = times.occasion  # `once a day, after throwing`
    if said.dose.duration and typed.get("times") in A_DAY:
        return None  # `a few goes whenever you remember, max 10 mins/day`: of the whole day
    pieces = tuple(as_typed(typed[fact], text) for fact in _WHEN
                   if fact in typed and typed[fact] not in A_DAY)  # fmt: skip
    words = written_out(", ".join(map(_inside, _in_order((*pieces, *loose), text))))
    words = _ALSO.sub(" and ", words)
    is_told = bool(FREQUENCY & typed.keys()) or any(map(_tells_often, loose))
    if len(words) > LONGEST_OFTEN or not is_told:
        return None
    dose = replace(said.dose, times=None, days=Days(Rhythm.OCCASION, occasion=words))
    facts = tuple((fact, piece) for fact, piece in said.typed if fact not in _WHEN)
    return replace(
        said,
        dose=dose,
        first_week=0,
        last_week=0,
        doubts=(*said.doubts, Doubt("days", OFTEN_UNREAD, (("value", words),))),
        typed=(*facts, ("days", words)),
    )


def _tells_often(clause: str) -> bool:
    words = plain(clause)
    return bool(_BESIDE_OFTEN.match(words)) and not words.startswith(("and", "plus", "also", "+"))


_ALSO = re.compile(r", (?:[+&]|and|plus) (?=(?:also )?(?:before|after|when|at|on)\b)")
"""`once a day, + after each run`."""


def _inside(clause: str) -> str:
    """The clause as it stands within a sentence: without its capital, but for names and OD."""
    first = clause.split()[0]
    is_word = first[:1].isupper() and first[1:].islower()
    is_name = not is_word or plain(first) in (*WEEKDAYS, *NAMED_DAYS)
    return clause if is_name else f"{clause[:1].lower()}{clause[1:]}"


_WHEN = ("times", "days", "first_week", "last_week")
