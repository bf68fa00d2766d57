"""Words of a condition become what a clause is done in: some cases only, or from some time on."""

from __future__ import annotations

import re

CASE = r"if|unless|provided|in case|(?:as|so) long as(?! (?:you can|possible)\s*(?:$|[,;.]))"
"""In some cases only, or not in some; `hold as long as you can` is how long."""

TIME = r"when|whenever|once|as soon as"
"""From some time on, or whenever it is so."""

IF = rf"(?:{CASE}|{TIME}|should)"
"""What a condition begins with."""

LEAD = r"(?:(?:but|only|and) )*"
"""What may stand before it, in plain words."""

_CONDITION = re.compile(rf"{LEAD}{IF}\b")


def begins_condition(words: str) -> bool:
    """True for plain words that begin with a condition: `only if it is not sore`."""
    return bool(_CONDITION.match(words))
