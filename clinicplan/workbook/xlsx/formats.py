"""The part of styles becomes, for each style of a cell, what it makes of the cell's value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FORMAT_LIMIT = 255
"""Characters of a number format that Excel keeps."""

_NO_PLACEHOLDER = re.compile(
    r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*.|AM/PM|A/P|general', re.IGNORECASE
)
_DAY_OR_YEAR = re.compile(r"[dy]|mmm|bb|ge|aaa", re.IGNORECASE)
_TIME = re.compile(r"[hs]|\[m", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_MONTH = re.compile("m", re.IGNORECASE)
_COLOUR = r"(?:\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)\])?"
_PADDING = r"(?:_.|\*.| )*"
_PLAIN = re.compile(
    rf"{_COLOUR}{_PADDING}(?:general|standard|@|#|(?:#,##)?0(?:\.[0#]+)?){_PADDING}"
    r"(?:;(?!.*\[[<>=]).*)?",
    re.IGNORECASE,
)
_GENERAL = ("", "general", "standard")

_DATES = (*range(14, 18), 22, *range(27, 37), *range(50, 59), *range(71, 75), 81)
_TIMES = (*range(18, 22), 45, 47, *range(75, 79), 80)
_BUILTIN: Mapping[int, str] = {
    **dict.fromkeys(_DATES, "d/m/yyyy"),
    **dict.fromkeys(_TIMES, "h:mm:ss"),
    **dict.fromkeys((1, 59), "0"),
    **dict.fromkeys((2, 60), "0.00"),
    **dict.fromkeys((3, 61), "#,##0"),
    **dict.fromkeys((4, 62), "#,##0.00"),
    **dict.fromkeys((5, 6), '"$"#,##0;("$"#,##0)'),
    **dict.fromkeys((7, 8), '"$"#,##0.00;("$"#,##0.00)'),
    **dict.fromkeys((9, 67), "0%"),
    **dict.fromkeys((10, 68), "0.00%"),
    11: "0.00E+00",
    **dict.fromkeys((12, 69), "# ?/?"),
    **dict.fromkeys((13, 70), "# ??/??"),
    **dict.fromkeys((37, 38), "#,##0;(#,##0)"),
    **dict.fromkeys((39, 40), "#,##0.00;(#,##0.00)"),
    41: '#,##0;(#,##0);"-"',
    42: '"$"#,##0;("$"#,##0);"$-"',
    43: '#,##0.00;(#,##0.00);"-"',
    44: '"$"#,##0.00;("$"#,##0.00);"$-"',
    **dict.fromkeys((46, 79), "[h]:mm:ss"),
    48: "##0.0E+0",
    49: "@",
}
"""What Excel means by formats that a workbook need not spell out (ECMA-376, 18.8.30).

27 to 36 and 50 to 58 are the dates of East Asian Excel, 59 to 81 what Thai Excel has; 5 to 8,
42 and 44 have the currency of the computer. One date and one time stand for all of theirs.
"""

_LISTS = frozenset(
    ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
     "tableStyles", "colors", "extLst")
)  # fmt: skip
"""The lists of a part of styles; a font of `dxfs` belongs to a rule, not to a cell."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a cell's style makes of its value. `code` is its format, "" the ordinary one.

    `is_plain` where Excel shows a whole number above 0 as its digits; `is_for_text` where the
    format may add to a text or hide it; `is_struck` where all is struck through.
    """

    code: str = ""
    is_date: bool = False
    is_time: bool = False
    is_plain: bool = True
    is_for_text: bool = False
    is_struck: bool = False


def styles_of(elements: Iterable[tuple[str, dict[str, str]]]) -> list[Style]:
    """The styles that cells refer to by number, from the elements of the styles part."""
    codes: dict[str, str] = {}
    fonts: list[bool] = []
    cells: list[tuple[str, str]] = []
    within = ""
    for name, attributes in elements:
        if name in _LISTS:
            within = name
        elif name == "numFmt" and within == "numFmts":
            codes.setdefault(attributes.get("numFmtId", ""), attributes.get("formatCode", ""))
        elif name == "font" and within == "fonts":
            fonts.append(False)
        elif name == "strike" and within == "fonts" and fonts:
            fonts[-1] = is_on(attributes)
        elif name == "xf" and within == "cellXfs":
            cells.append((attributes.get("numFmtId", "0"), attributes.get("fontId", "0")))
    struck = {str(number) for number, is_struck in enumerate(fonts) if is_struck}
    known = {cell: style_of(_code(cell[0], codes), is_struck=cell[1] in struck) for cell in cells}
    return [known[cell] for cell in cells]


def is_on(attributes: Mapping[str, str]) -> bool:
    """True for a property such as `<strike/>`, unless it says that it is off."""
    return attributes.get("val", "1") not in ("0", "false")


def style_of(code: str, *, is_struck: bool = False) -> Style:
    """The style of a number format, "" being the ordinary one."""
    bare = _NO_PLACEHOLDER.sub("", code)
    is_elapsed = _ELAPSED.search(bare) is not None
    has_time = _TIME.search(bare) is not None
    has_day = _DAY_OR_YEAR.search(bare) is not None
    has_month = _MONTH.search(bare) is not None and not has_time
    is_date = (has_day or has_month) and not is_elapsed
    return Style(
        code="" if code.casefold() in _GENERAL else code,
        is_date=is_date,
        is_time=has_time and not is_date and not is_elapsed,
        is_plain=not code or _PLAIN.fullmatch(code) is not None,
        is_for_text=code != "@" and ("@" in code or code.count(";") > 2),
        is_struck=is_struck,
    )


def _code(number: str, codes: Mapping[str, str]) -> str:
    if number in codes:
        return codes[number][:FORMAT_LIMIT]
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    return _BUILTIN.get(int(number), "") if is_number else ""
