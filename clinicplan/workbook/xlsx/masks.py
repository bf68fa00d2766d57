"""A value and the code of its number format become what Excel shows.

Digits and separators are those of English, without commas between thousands: Excel has those
of its country. Dates are not for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

LARGEST = 1e15
"""From here on not all digits of a number count, and it is shown as it stands."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.'
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]"
    r"|(?P<general>general)|(?P<power>E[+-])|(?P<clock>[hms]+)|(?P<mark>[0#?.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION_END = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|(?P<end>;)|.', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)\]")
_BOTTOM = re.compile(r"/[ ?#0]*?([1-9]\d{0,3})")
_DIGITS = frozenset("0#?")
_SECONDS = 86_400
_EXACTLY = Context(prec=1_000)
"""More digits than a format of 255 characters can ask for, each % with two."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of a format: what kind it is, and its text."""

    kind: str
    text: str

    @property
    def is_digit(self) -> bool:
        return self.kind == "mark" and self.text in _DIGITS


def shown_as(value: float | str, code: str) -> str:
    """The value as Excel shows it in this format, without blanks at the ends.

    "" where the format shows nothing.
    """
    sections = _sections(code)
    has_text = len(sections) > 3 or "@" in _marks(_tokens(sections[-1]))
    if isinstance(value, str):
        tokens = _tokens(sections[-1] if has_text else "@")
        return "".join(_laid_out(tokens, value)).strip()
    numeric = sections[:-1] if has_text else sections
    section, number = _chosen(numeric[:3] or sections, value)
    return _number(_tokens(section), number).strip()


def plain(number: float) -> str:
    """The number in its fewest digits: Excel keeps fifteen."""
    return f"{number:.15g}"


def _sections(code: str) -> list[str]:
    sections = [""]
    for match in _SECTION_END.finditer(code or "General"):
        if match["end"]:
            sections.append("")
        else:
            sections[-1] += match[0]
    return sections


def _tokens(section: str) -> list[_Token]:
    return [
        _Token(kind, " " if kind == "space" else match[kind])
        for match in _TOKEN.finditer(section)
        if (kind := match.lastgroup)
    ]


def _marks(tokens: Iterable[_Token]) -> str:
    return "".join(token.text for token in tokens if token.kind == "mark")


def _chosen(sections: Sequence[str], number: float) -> tuple[str, float]:
    """The section for a number, and the number: without its sign where the section has one."""
    if any(map(_CONDITION.search, sections)):
        holds = (section for section in sections if _holds(section, number))
        return next(holds, sections[-1]), number
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    return sections[2 if number == 0 and len(sections) > 2 else 0], number


def _holds(section: str, number: float) -> bool:
    match = _CONDITION.search(section)
    if match is None:
        return True
    limit = float(match[2])
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[match[1]]


def _laid_out(tokens: Iterable[_Token], value: str) -> Iterator[str]:
    """What is shown where the value stands as it is, for @ and General."""
    for token in tokens:
        if token.kind == "general" or token.text == "@":
            yield value
        elif token.kind != "mark":
            yield token.text


def _number(tokens: list[_Token], number: float) -> str:
    kinds = {token.kind for token in tokens}
    marks = _marks(tokens)
    if "elapsed" in kinds:
        return _elapsed(tokens, number)
    if "general" in kinds or "@" in marks:
        return "".join(_laid_out(tokens, plain(number)))
    if abs(number) >= LARGEST:
        return plain(number) + "".join(_laid_out(tokens, ""))
    if "power" in kinds:
        return _scientific(tokens, number)
    if "/" in marks and not _DIGITS.isdisjoint(marks):
        return _fraction(tokens, number)
    return _digits(tokens, number, marks)


def _elapsed(tokens: list[_Token], number: float) -> str:
    """Hours, minutes or seconds beyond a day: `[h]:mm` shows 1.5 as 36:00."""
    seconds = round(abs(number) * _SECONDS)
    beyond = {token.text[0].lower() for token in tokens if token.kind == "elapsed"}
    parts = {
        "h": seconds // 3600 if "h" in beyond else seconds // 3600 % 24,
        "m": seconds // 60 if "m" in beyond else seconds // 60 % 60,
        "s": seconds if "s" in beyond else seconds % 60,
    }
    shown = [
        f"{parts[token.text[0].lower()]:0{min(len(token.text), 2)}}"
        if token.kind in ("elapsed", "clock")
        else token.text
        for token in tokens
        if not token.is_digit
    ]
    return ("-" if number < 0 else "") + "".join(shown).rstrip(".")


def _scientific(tokens: list[_Token], number: float) -> str:
    before = tokens[: next(at for at, token in enumerate(tokens) if token.kind == "power")]
    places = sum(mark in _DIGITS for mark in _marks(before).partition(".")[2])
    others = (token.text for token in tokens if token.kind not in ("mark", "power"))
    return f"{number:.{places}E}{''.join(others)}"


def _fraction(tokens: list[_Token], number: float) -> str:
    """`2 1/2` for 2.5, of as many parts as the format names or has places for."""
    text = "".join(token.text for token in tokens)
    fixed = _BOTTOM.search(text)
    places = sum(mark in _DIGITS for mark in text.partition("/")[2])
    exact = Fraction(Decimal(plain(abs(number))))
    most = 10 ** min(max(places, 1), 4) - 1
    bottom = int(fixed[1]) if fixed else exact.limit_denominator(most).denominator
    top = round(exact * bottom)
    whole, rest = divmod(top, bottom) if " " in text.strip() else (0, top)
    fraction = f"{rest}/{bottom}" if rest else ""
    shown = " ".join((*(str(whole),) * (bool(whole) or not rest), *filter(None, (fraction,))))
    others = (token.text for token in tokens if token.kind in ("quoted", "escaped", "currency"))
    return ("-" if number < 0 else "") + shown + "".join(others)


def _digits(tokens: list[_Token], number: float, marks: str) -> str:
    """The number laid into the format's places from the right; what stands between them stays."""
    before, _, after = marks.partition(".")
    mask = [mark for mark in before if mark in _DIGITS]
    below = [mark for mark in after if mark in _DIGITS]
    exact = _scaled(number, marks)
    rounded = exact.quantize(Decimal(1).scaleb(-len(below)), ROUND_HALF_UP, _EXACTLY)
    whole, _, decimals = f"{rounded:f}".partition(".")
    laid = iter((*_whole(whole.lstrip("0"), mask), *_decimals(decimals, below)))
    shown = ""
    for token in tokens:
        if token.is_digit:
            shown += next(laid)
        elif token.kind != "mark" or token.text in ".%":
            shown += token.text
    return f"-{shown}" if number < 0 and rounded and (mask or below) else shown


def _scaled(number: float, marks: str) -> Decimal:
    """The number times 100 for each %, through 1,000 for each comma after the last digit."""
    places = marks.replace("%", "").partition(".")
    ends = [part for part in (places[0], places[2]) if not _DIGITS.isdisjoint(part)]
    commas = sum(len(part) - len(part.rstrip(",")) for part in ends)
    return Decimal(plain(abs(number))).scaleb(2 * marks.count("%") - 3 * commas)


def _whole(digits: str, mask: list[str]) -> Iterator[str]:
    """The digits of each place, the surplus before the first."""
    if not mask:
        return
    padded = digits.rjust(len(mask), "x")
    surplus = len(padded) - len(mask)
    groups = [padded[: surplus + 1], *padded[surplus + 1 :]]
    for group, mark in zip(groups, mask, strict=True):
        yield {"0": "0", "?": " ", "#": ""}[mark] if group == "x" else group


def _decimals(digits: str, mask: list[str]) -> Iterator[str]:
    """The digits of each place; # shows no zero at the end."""
    last = len(digits.rstrip("0"))
    for at, (digit, mark) in enumerate(zip(digits, mask, strict=True)):
        yield digit if at < last or mark == "0" else {"?": " ", "#": ""}[mark]
