"""A condition of a dose and the fact that it belongs to become the clause that tore them apart.

`mon/wed/fri, sat if able` reads as four days and a note: the condition is torn off its Saturday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

from clinicplan.dose import Dose
from clinicplan.doses.asides import as_typed
from clinicplan.doses.conditions import CASE
from clinicplan.doses.conduct import is_deed
from clinicplan.doses.left_over import SIGN
from clinicplan.doses.pieces import read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.said import FREQUENCY, Said, Unclear
from clinicplan.doses.shorthand import spelt

Read = Callable[[str], Said | Unclear]

CHOICE = (
    rf"(?:{CASE}|otherwise|instead|optional(?:ly)?|ideally|"
    r"preferably|maybe|perhaps|possibly|try|"
    r"(?<!many )(?<!much )(?<!long )(?<!far )(?<!often )(?<!soon )(?:as|when|where|whenever) "
    r"(?:able|tolerated|comfortable|possible|you can|pain allows)|"
    r"(?:once|when|whenever|until|till) (?:it is |it's |you are |you're |they are )?"
    r"(?:able|comfortable|easy|easier|pain[- ]?free|possible|ready|you can))"
)
"""Words of what is done in some cases only."""

_CHOICE = re.compile(rf"\b{CHOICE}\b", re.IGNORECASE)
_LEAD = re.compile(r"(?:\s*\b(?:only|but|and|or|please)\b)*\s*", re.IGNORECASE)
_BOUND = re.compile(rf"{SIGN.pattern}|[()\[\]]|\bthen\b", re.IGNORECASE)
_LEADS = re.compile(r"(?:(?:\b(?:then|and|plus|but|only)|[+&,(])\s*)+$", re.IGNORECASE)
_AND = re.compile(r"\s(?:\+|&|and|plus|but)\s")
_SO_MUCH = ("reps", "duration")
_AMOUNT = frozenset(("sets", "reps", "duration", "hold"))


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a text, and the text without it."""

    words: str
    rest: str


def torn_off(text: str, said: Said, read: Read) -> str:
    """`5 kg if able` beside a whole dose: what is said in it is not for every time."""
    for clause in of_choice(text):
        rest = read(clause.rest)
        if isinstance(rest, Said) and _adds(said, rest):
            return clause.words
    return ""


def off_a_note(text: str, said: Said, _: Read) -> str:
    """`on the stairs when able`: of the stairs, and not of the whole."""
    words, notes = plain(text), [plain(note) for note in said.notes if " " in note]
    for piece in _pieces(said):
        before = words[: max(words.find(plain(piece)), 0)].strip() if is_condition(piece) else ""
        if before and before.endswith(tuple(notes)):
            return piece
    return ""


def _pieces(said: Said) -> Iterator[str]:
    """Each piece of a fact, and each of those that how often is put together from."""
    for _, piece in said.typed:
        yield from piece.split(", ")


def of_choice(text: str) -> Iterator[_Clause]:
    """The clauses with a condition, and those that end in one without a sign before them."""
    if not _CHOICE.search(text):
        return
    for begin, end in spans(text):
        words = text[begin:end]
        match = _CHOICE.search(words)
        if match is None:
            continue
        lead = _LEAD.match(words)
        is_first = lead is not None and lead.end() == match.start()
        yield _Clause(words.strip(), _without(text, begin, end))
        at = begin + _of_piece(words[: match.start()])
        if at > begin and not is_first:
            yield _Clause(text[at:end].strip(), _without(text, at, end))


def _without(text: str, begin: int, end: int) -> str:
    """The text without a part, and without what leads to it: `then`, `+`."""
    return f"{_LEADS.sub('', text[:begin])}, {text[end:]}"


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each part between two signs begins and ends."""
    at = 0
    for sign in _BOUND.finditer(text):
        yield at, sign.start()
        at = sign.end()
    yield at, len(text)


def _of_piece(words: str) -> int:
    """Where the longest piece of a fact at the end of the words begins; their length for none."""
    for word in re.finditer(r"(?<!\S)(?<![0-9] (?=x))\S", words):
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
    return bool(new - FREQUENCY or (new and is_told(rest)))


def is_told(said: Said) -> bool:
    """True where it is said how often."""
    return said.dose.times is not None or said.dose.days is not None


def is_torn_off(text: str, said: Said, read: Read) -> bool:
    """True where a condition of the text is not with the fact that it belongs to."""
    if torn_off(text, said, read) or off_a_note(text, said, read):
        return True
    pieces = filter(is_condition, (*said.notes, *_pieces(said)))
    return any(_is_glued(plain(piece), plain(text)) for piece in pieces)


def is_condition(words: str) -> bool:
    """True for words that begin with a condition: `only if able`."""
    lead = _LEAD.match(words)
    return bool(_CHOICE.match(words, lead.end() if lead else 0))


_A_WAY = re.compile(r"(?:in and out|up and down|out|in|up|down|back|forwards?|away)\b")


def _with_whole_deeds(said: Said, text: str) -> Said:
    """The same, how fast with the deed right before it: `breathe` `out slowly`, `come` `up slow`.

    It is how fast this is done, and not the exercise.
    """
    piece = plain(dict(said.typed).get("tempo", ""))
    if said.dose.tempo is None or not piece or not said.notes:
        return said
    words = plain(spelt(text))
    for at, note in enumerate(said.notes):
        bare = plain(note)
        is_deed_of = _A_WAY.match(piece) or is_deed(bare.split()[0])
        if not is_deed_of or not re.search(rf"\b{re.escape(bare)} {re.escape(piece)}\b", words):
            continue
        whole = as_typed(f"{bare} {piece}", text)
        notes = (*said.notes[:at], whole, *said.notes[at + 1 :])
        typed = tuple(item for item in said.typed if item[0] != "tempo")
        return replace(said, dose=replace(said.dose, tempo=None), notes=notes, typed=typed)
    return said


def with_whole_notes(said: Said, text: str) -> Said:
    """The same, a condition with the note right before it: `on the stairs` `if able`.

    So how fast a deed is done is with it: `breathe` `out slowly`.
    """
    said = _with_whole_deeds(said, text)
    typed, notes = spelt(text), list[str]()
    for note in said.notes:
        if notes and (whole := _as_one(notes[-1], note, typed)):
            notes[-1] = whole
        else:
            notes.append(note)
    return replace(said, notes=tuple(notes))


_GOES_ON = re.compile(r"(?:then|and|or|but|else|otherwise)\b")
_IN_CASE = re.compile(r"\b(?:if|when|unless|until)\b")
_ONE_OF = re.compile(r"[a-z' -]+ or [a-z' -]+")
"""The rest of `stop if red, blister or wet sock`."""


def _as_one(before: str, note: str, text: str) -> str:
    """Both as they were typed, where the second cannot be read without the first; else "".

    A condition right behind it, `, then yellow`, and `(front of ankle)`.
    """
    words, one, other = plain(text), plain(before), plain(note)
    if is_condition(note) and f"{one} {other}" in words:
        return f"{before} {note}"
    if f"{one} ({other})" in words:
        return f"{before} ({note})"
    is_more = bool(_GOES_ON.match(other) or (_IN_CASE.search(one) and _ONE_OF.fullmatch(other)))
    sign = next((sign for sign in ",;" if f"{one}{sign} {other}" in words), "")
    return f"{before}{sign} {note}" if is_more and sign else ""


def _is_glued(piece: str, words: str) -> bool:
    """True for a condition directly behind how often, a weight or a hold: `tds if able`."""
    before = words[: max(words.find(piece), 0)]
    clause = _AND.split(_BOUND.split(before)[-1])[-1]
    said = read_piece(clause.strip())
    facts = said.facts().keys() if isinstance(said, Said) else set()
    return bool(facts) and not facts & {"sets", *_SO_MUCH}
