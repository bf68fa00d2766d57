"""A plan ID -> whether it can name a file, and whether it tells whose plan it is."""

from __future__ import annotations

import re

from clinicplan.workbook.findings.privacy import SHORTEST, Names, name_words, words_of

HIDDEN_NAME = 5
"""Letters of a name that is found inside a longer word, too: `jsampleton`; Ann is in many."""

_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*(?<![ .])")
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?|.* one-sheet", re.IGNORECASE
)
"""Names that Windows keeps for devices, with or without an ending; and that of a sheet which
lies beside another plan's handout."""


def is_safe_id(plan_id: str) -> bool:
    """True where the ID can name a file on any system."""
    return bool(_SAFE_ID.fullmatch(plan_id)) and not _RESERVED.fullmatch(plan_id)


def names_patient(plan_id: str, first_name: str, last_name: str) -> bool:
    """True where the plan ID, and so the handout's file name, tells whose plan it is."""
    if sum(map(str.isalpha, plan_id)) < SHORTEST:
        return False
    letters = "".join(words_of(plan_id))
    words = frozenset(name_words(first_name, last_name))
    hidden = any(len(word) >= HIDDEN_NAME and word in letters for word in words)
    return hidden or Names(words).are_in(plan_id)
