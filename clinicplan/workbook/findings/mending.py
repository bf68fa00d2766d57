"""A cell and what its faulty piece may have meant become the cells that would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST = 4
"""More fixes are no answer but a list: one types instead."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_ALSO = {"x": "[x\u00d7]", "-": "[-\u00ad\u2010-\u2015\u2212]"}
"""What a plain sign may have been typed as."""


def in_cell(cell: str, piece: str, fixes: Iterable[str]) -> tuple[str, ...]:
    """The whole cell with each fix in place of the piece; a letter may stand behind its number.

    None where the piece is not there just once, or where there are too many fixes.
    """
    fixes = tuple(dict.fromkeys(fixes))
    pattern = _pattern(piece)
    if not fixes or len(fixes) > MOST or not pattern:
        return ()
    if re.fullmatch(pattern, cell.strip(), re.IGNORECASE):
        return fixes
    before = r"(?<![^\W\d])" if piece[:1].isalpha() else r"(?<![\w.])"
    found = list(re.finditer(rf"{before}{pattern}(?![\w]|\.\d)", cell, re.IGNORECASE))
    if len(found) != 1:
        return ()
    begin, end = found[0].span()
    gap = " " if piece[:1].isalpha() and cell[:begin][-1:].isdigit() else ""
    return tuple(f"{cell[:begin]}{gap}{fix}{cell[end:]}" for fix in fixes)


def _pattern(piece: str) -> str:
    """The piece as it may have been typed: capitals, blanks between its parts, other dashes."""
    pattern, before = "", ""
    for token in _TOKEN.findall(piece):
        is_apart = all(map(str.isdigit, (before, token))) or all(map(str.isalpha, (before, token)))
        pattern += r"\s+" if is_apart else r"\s*" if before else ""
        pattern += _ALSO.get(token.casefold(), re.escape(token))
        before = token
    return pattern
