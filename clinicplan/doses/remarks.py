"""Words of a dose that say nothing of one ("sitting", "at your desk") become notes, as typed.

A clinician's aside is printed as it stands and never dropped; but a word that may be a slip of
a word of doses, a number, or a noun that a number counts is not an aside: it is asked about.
"""

from __future__ import annotations

import re

from clinicplan.doses.pieces import LONGEST_PIECE, read_piece
from clinicplan.doses.said import Said, Unclear, all_joined
from clinicplan.doses.slips import DOSE_WORDS, is_slip

DEAR = 100
"""What a word of a note costs, in pieces: as few words as can be are left to it."""

_WORDS = re.compile(r"[a-z][a-z'-]*")
_COUNTS = "0123456789x"
"""What ends with one of these counts what follows: "10 pencils", "3 x whole towel"."""

_LEADS = frozenset(
    ("with", "without", "at", "in", "on", "by", "against", "while", "for", "from", "to", "of",
     "off", "over", "under", "behind", "beside", "near", "during", "holding", "keeping", "sitting",
     "standing", "lying", "kneeling", "leaning", "using", "wearing", "as", "if", "when", "but",
     "and", "the", "your")
)  # fmt: skip
"""Words with which an aside begins, even after a number."""

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
    if best[-1] is None or sum(_is_note(piece) for piece in best[-1][1]) != 1:
        return None  # with asides here and there the rest cannot be trusted
    return all_joined(best[-1][1])


def _is_note(piece: Said | Unclear) -> bool:
    return isinstance(piece, Said) and bool(piece.notes)


def _pieces(
    tokens: list[str], start: int, end: int, text: str
) -> list[tuple[int, Said | Unclear]]:
    """The words between two places as a piece of a dose, and as a note."""
    words = tokens[start:end]
    follows = tokens[end] if end < len(tokens) else ""
    found: list[tuple[int, Said | Unclear]] = []
    said = read_piece(" ".join(words))
    is_cut = words[-1] in _LEADS and start > 0
    is_noun_next = words[-1] in _EACH_NOUN and bool(follows) and _is_aside([follows])
    if said is not None and not is_cut and not is_noun_next:
        found.append((1, said))
    counted = start > 0 and tokens[start - 1][-1] in _COUNTS and words[0] not in _LEADS
    if not counted and (_is_aside(words) or _is_aside_of_each(words)):
        found.append((DEAR * len(words) + 1, Said(notes=(_as_typed(words, text),))))
    return found


def _is_aside(words: list[str]) -> bool:
    """True where no word says anything of a dose, or may be a slip of one that does."""
    return all(map(_is_mere_word, words))


def _is_aside_of_each(words: list[str]) -> bool:
    """`each end`, `every time` is no side: it says where or when, in words."""
    return len(words) > 1 and words[0] in _EACH_NOUN and _is_aside(words[1:])


def _is_mere_word(word: str) -> bool:
    bare = word.strip(".!'\"")
    if word in ("&", "+", "-"):
        return True
    if not _WORDS.fullmatch(bare) or bare in DOSE_WORDS:
        return False
    if read_piece(bare) is not None:
        return False
    return not is_slip(bare)


def _as_typed(words: list[str], text: str) -> str:
    """The words with the capitals and signs that they were typed with, where they are found."""
    pattern = r"\W+".join(re.escape(word.strip(".!'\"")) for word in words if word[0].isalnum())
    found = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else " ".join(words)
