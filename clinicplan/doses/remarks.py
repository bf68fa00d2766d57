"""Words of a dose that say nothing of one ("sitting", "at your desk") become notes, as typed.

A clinician's aside is printed as it stands and never dropped; but a word that may be a slip of
a word of doses, a number, or a noun that a number counts is not an aside: it is asked about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from clinicplan.dose import Rhythm
from clinicplan.doses.asides import HOW_OFTEN, as_typed, goes_on
from clinicplan.doses.conduct import is_manner
from clinicplan.doses.glossary import TWO_MEANINGS
from clinicplan.doses.pieces import LONGEST_PIECE, read_piece
from clinicplan.doses.plain import plain
from clinicplan.doses.said import FREQUENCY, Said, Unclear, all_joined
from clinicplan.doses.seams import begins_nothing
from clinicplan.doses.slips import DOSE_WORDS, PAUSES, is_slip

DEAR = 100
"""What a word of a note costs, in pieces: as few words as can be are left to it."""

_WORDS = re.compile(r"[a-z][a-z'-]*")
_VOWEL = re.compile("[aeiouy]")
_NO_VOWEL = frozenset(("tv", "nhs", "dvd", "pt", "st", "mr", "mrs", "dr"))
"""Words that are none of a dose's abbreviations (`qhs`), which no note takes in."""

_EITHER = re.compile(r"([a-z]{3,})/([a-z]{3,})")
"""`mum/dad`."""
_COUNTS = "0123456789x"
"""What ends with one of these counts what follows: "10 pencils", "3 x whole towel"."""

_LEADS = frozenset(
    ("with", "without", "at", "in", "on", "by", "against", "while", "for", "from", "to", "of",
     "off", "over", "under", "behind", "beside", "near", "during", "holding", "keeping", "sitting",
     "standing", "lying", "kneeling", "leaning", "using", "wearing", "as", "if", "when", "but",
     "and", "the", "your")
)  # fmt: skip
"""Words with which an aside begins, even after a number."""

OPEN_ENDS = frozenset(
    ("with", "without", "at", "in", "on", "by", "against", "while", "for", "from", "to", "of",
     "over", "under", "below", "above", "beyond", "past", "around", "between", "about", "per",
     "max", "as", "is", "it", "than", "no", "not", "until", "till", "if", "when", "but",
     "and", "the", "your", "during", "using")
)  # fmt: skip
"""What an aside does not end with: what follows is part of it ("as many as you can in | 1 min")."""

_MANNERS = frozenset(("barefoot", "seated", "pain-free", "painfree", "unsupported", "supported"))

_HANDS = frozenset(("hand", "arm", "elbow", "shoulder", "wrist", "finger", "thumb", "palm", "fist"))
_HOLDS = frozenset(("on", "in", "at", "to", "holding", "resting", "against", "up", "out"))
"""`right hand on chair`, and not the arm of `left arm only`."""
"""`right hand on a chair` names no leg."""

_EACH_NOUN = frozenset(("each", "every", "per", "both"))


def with_remarks(tokens: list[str], text: str) -> Said | Unclear | None:
    """What the words say, those that say nothing of a dose as notes; None where one may."""
    best: list[tuple[int, tuple[Said | Unclear, ...]] | None] = [(0, ())]
    for end in range(1, len(tokens) + 1):
        ways = (
            (before[0] + cost, (*before[1], piece))
            for start in range(max(0, end - LONGEST_PIECE), end)
            if (before := best[start])
            for cost, piece in _pieces(tokens, start, end, text)
        )
        best.append(min(ways, key=lambda way: way[0], default=None))
    if best[-1] is None or not _is_trusted(best[-1][1]) or _is_counted_way(best[-1][1]):
        return None
    return all_joined(_anchored(with_one_note(best[-1][1], text), text))


def _anchored(
    pieces: tuple[Said | Unclear, ...], text: str
) -> tuple[Said | Unclear, ...]:
    """The pieces, an aside that hangs on the fact before it with that: `each foot in front`."""
    found = list(pieces)
    for at in range(1, len(found)):
        before, piece = found[at - 1], found[at]
        if not (isinstance(before, Said) and isinstance(piece, Said) and _is_hanging(piece)):
            continue
        if before.facts() and not before.facts().keys() <= FREQUENCY:
            words = " ".join(dict.fromkeys(dict(before.typed).values()))
            found[at] = replace(piece, notes=(as_typed(f"{words} {piece.notes[0]}", text),))
    return tuple(found)


_WAY = re.compile(
    r"(?:the |a )?(?:length|lap|width|hall|hallway|corridor|stairs|room|up (?:and|&|\+) down|"
    r"along|round)\b.*"
)
_SO_OFTEN = re.compile(r"x ?[0-9-]+|[0-9-]+ ?(?:x|times)")


def _is_counted_way(pieces: tuple[Said | Unclear, ...]) -> bool:
    """True for `length of the hall x 4`, which is an amount: apart, neither half says it."""
    pairs = (
        (one, two) for one, two in pairwise(pieces)
        if isinstance(one, Said) and isinstance(two, Said) and _is_only_note(one)
    )  # fmt: skip
    return any(
        _WAY.fullmatch(plain(one.notes[0])) and _SO_OFTEN.fullmatch(dict(two.typed).get("reps", ""))
        for one, two in pairs
    )


_HANGS = re.compile(
    r"(?:in|at|of|to|from|between|than|over|per|until|till|towards|into|past|beyond|below|above|"
    r"through|against|each|every|both)\s.*|top|bottom|end|front|behind|back|middle|forward|backward"
)
"""What says nothing alone: `in front`."""


def _is_hanging(piece: Said) -> bool:
    """True for an aside that a reader cannot place without the words before it."""
    note = plain(piece.notes[0]) if len(piece.notes) == 1 else ""
    is_mere = bool(note) and not piece.facts()
    return is_mere and bool(_HANGS.fullmatch(note)) and not is_manner(note)


def with_one_note(
    pieces: tuple[Said | Unclear, ...], text: str
) -> tuple[Said | Unclear, ...]:
    """The pieces, asides that follow one another as one: `sitting | on the bed`."""
    found: list[Said | Unclear] = []
    is_own = len(pieces) == 2 and bool(_OFTEN & set(plain(text).replace(",", " ").split()))
    for piece in pieces:
        before = found[-1] if found else None
        if not (isinstance(piece, Said) and isinstance(before, Said)):
            found.append(piece)
        elif _is_only_note(before) and (more := _of_the_same(before, piece, is_own=is_own)):
            found[-1] = Said(notes=(as_typed(" ".join((*before.notes, *more)), text),))
        elif _is_only_note(piece) and not before.side and _is_a_limit(piece.notes[0], text):
            found.append(replace(piece, notes=(as_typed(f"only {piece.notes[0]}", text),)))
        else:
            found.append(piece)
    return tuple(found)


_OFTEN = HOW_OFTEN.difference(("x", "left", "right", "both", "each"))


def _of_the_same(note: Said, piece: Said, *, is_own: bool) -> tuple[str, ...]:
    """What goes on with an aside: another, or the `if needed` of `hold wall if needed`.

    `is_own` is true of a clause beside how often: `bd, barefoot if needed`.
    """
    if _is_only_note(piece):
        return piece.notes
    days = piece.dose.days
    is_when = days is not None and days.rhythm is Rhythm.WHEN_NEEDED
    is_alone = is_when and piece.facts().keys() == {"days"}
    is_part = is_alone and (is_own or bool(_DEED.match(plain(note.notes[0]))))
    return (dict(piece.typed)["days"],) if is_part else ()


_DEED = re.compile(
    r"(?:hold|holding|use|using|wear|wearing|with|without|take|taking|lean|leaning|rest|resting|"
    r"touch|touching|grip|stop|pause|sit|ask|ice|support|supported|reduce|paracetamol|painkillers?|"
    r"pain relief|ibuprofen|tape|strap)\b"
)
"""With these words begins what is done beside the exercise, when it is needed."""

_LIMIT = re.compile(
    r"(?:to|up to|within|into|as|until|till|through|if|when|on|in|at|with|without|while) .+"
)


def _is_a_limit(note: str, text: str) -> bool:
    """True for `to mild discomfort` behind an `only`, which the fact before it may have taken."""
    words = plain(note)
    return bool(_LIMIT.fullmatch(words)) and f" only {words}" in plain(text)


def _is_only_note(piece: Said | Unclear) -> bool:
    return isinstance(piece, Said) and bool(piece.notes) and not piece.facts() and not piece.doubts


def _is_trusted(pieces: tuple[Said | Unclear, ...]) -> bool:
    """True for one aside, and nothing of how often or which side behind it.

    With asides here and there the rest cannot be trusted; and in "mark the height each Sunday" the
    Sunday is no day of the exercise.
    """
    places = [at for at, piece in enumerate(pieces) if _is_note(piece)]
    if len(places) != 1:
        return False
    (at,) = places
    if at and _is_slow(pieces[at - 1]) and _begins(pieces[at]) & _WAYS:
        return False
    if at + 1 < len(pieces) and _is_bare_number(pieces[at + 1]):
        return False
    return _is_beside(pieces[at]) or not any(map(_says_when, pieces[at + 1 :]))


_WAYS = frozenset(("down", "up", "lower", "lowering", "phase", "back", "return", "out", "in"))


def _is_slow(piece: Said | Unclear) -> bool:
    """True for the `slow` of `slow down phase`, which is slow on the way down alone."""
    return isinstance(piece, Said) and piece.dose.tempo is not None


def _begins(piece: Said | Unclear) -> set[str]:
    """The first words of its asides."""
    notes = piece.notes if isinstance(piece, Said) else ()
    return {note.split()[0] for note in notes}


def _is_bare_number(piece: Said | Unclear) -> bool:
    """True for a number alone: behind words it is one of theirs (`heart rate below 120`)."""
    typed = "" if isinstance(piece, Unclear) else dict(piece.typed).get("reps", "")
    return bool(re.fullmatch("[0-9]+(?:-[0-9]+)?", typed))


def _is_beside(piece: Said | Unclear) -> bool:
    """True for what one is doing, or where: "brushing teeth", "in front of the TV"."""
    first = "" if isinstance(piece, Unclear) else piece.notes[0].split()[0].casefold()
    return first in _LEADS or first.endswith("ing")


def _is_note(piece: Said | Unclear) -> bool:
    """True for an aside, but for one that is known by how it begins."""
    return isinstance(piece, Said) and bool(piece.notes) and not piece.typed


def _says_when(piece: Said | Unclear) -> bool:
    if isinstance(piece, Unclear):
        return True
    return bool({"times", "days", "side", "first_week", "last_week"} & piece.facts().keys())


def _pieces(
    tokens: list[str], start: int, end: int, text: str
) -> list[tuple[int, Said | Unclear]]:
    """The words between two places as a piece of a dose, and as a note."""
    words = tokens[start:end]
    follows = tokens[end] if end < len(tokens) else ""
    found: list[tuple[int, Said | Unclear]] = []
    if begins_nothing(tokens, start):
        return found
    said = read_piece(" ".join(words))
    is_cut = words[-1] in _LEADS and start > 0 and not (said and _is_only_note(said))
    is_cut = is_cut or (bool(follows) and goes_on(" ".join(words)))
    is_noun_next = words[-1] in _EACH_NOUN and bool(follows) and _is_aside([follows])
    is_of_hand = follows in _HANDS and "".join(tokens[end + 1 : end + 2]) in _HOLDS
    is_side_of = (follows == "of" or is_of_hand) and isinstance(said, Said) and bool(said.side)
    if said is not None and not is_cut and not is_noun_next and not is_side_of:
        found.append((1, said))
    before = tokens[start - 1] if start else ""
    counted = before[-1:] in _COUNTS or (len(before) > 3 and _is_mere_word(before))
    counted = bool(before) and counted and not _begins_aside(words[0])
    is_open = bool(follows) and words[-1] in OPEN_ENDS
    is_open = is_open or (bool(follows) and goes_on(" ".join(words)))
    if not counted and not is_open and (_is_aside(words) or _is_aside_of_each(words)):
        found.append((DEAR * len(words) + 1, Said(notes=(as_typed(" ".join(words), text),))))
    return found


def _begins_aside(word: str) -> bool:
    """True for a word that nothing can be counted in: `in`, `gently`, `barefoot`, `pain-free`."""
    return word in _LEADS or word in _MANNERS or (word.endswith("ly") and word not in DOSE_WORDS)


def _is_aside(words: list[str]) -> bool:
    """True where no word says anything of a dose, or may be a slip of one that does."""
    is_said = any(len(word) > 2 and word not in OPEN_ENDS for word in words)
    return is_said and words != ["holding"] and all(map(_is_mere_word, words))


def _is_aside_of_each(words: list[str]) -> bool:
    """`each end`, `every time` is no side: it says where or when, in words."""
    return len(words) > 1 and words[0] in _EACH_NOUN and _is_aside(words[1:])


def _is_mere_word(word: str) -> bool:
    bare = word.strip(".!'\"")
    if word in ("&", "+", "-", ">"):
        return True
    if either := _EITHER.fullmatch(bare):
        return all(map(_is_mere_word, either.groups()))
    if not _WORDS.fullmatch(bare) or bare in DOSE_WORDS or bare in PAUSES:
        return False
    if bare.upper() in TWO_MEANINGS:
        return False
    if "-" in bare and HOW_OFTEN & set(bare.split("-")):  # `right-tds`, `night-mon`
        return False
    said = read_piece(bare)
    is_short = len(bare) > 1 and not _VOWEL.search(bare) and bare not in _NO_VOWEL
    return (said is None or _is_only_note(said)) and not is_short and not is_slip(bare)
