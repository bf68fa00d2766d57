"""Occasions of a day in a row ("am + after school/bedtime", "20 am & 20 pm") become one phrase.

What stands between two of them (`&`, `+`, `/`, `,`, `and`) is "and", and an amount that is the same
at each is said once, so that a reader of pieces takes all of them in, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clinicplan.doses.plain import NUMBER_WORDS, any_of, plain

MEALS = r"(?:(?:breakfast|brunch|lunch|dinner|tea|supper|coffee|elevenses)(?:\s?time)?)"
_PARTS = (
    r"(?:mornings?|noon|midday|afternoons?|evenings?|nights?|bedtimes?|waking|"
    r"(?<![0-9])(?:a|p)\.?m\b\.?(?![a-z]))"
)
_PART = rf"(?:(?:every|each|in|at|on|the)\s+){{0,2}}(?:mid[- ]?|early\s+|late\s+)?{_PARTS}"
_BED = (
    r"(?:(?:just\s+)?before|at|on|when)\s+(?:you\s+)?(?:go(?:ing)?\s+to\s+)?(?:bed|sleep)(?:time)?|"
    r"going\s+to\s+(?:bed|sleep)|last\s+thing(?:\s+at\s+night)?"
)
_UP = (
    r"(?:before|after|on|when|upon)\s+(?:you\s+)?(?:get(?:ting)?\s+(?:up|out\s+of\s+bed)|"
    r"wak(?:e|ing)(?:\s+up)?|rising|(?:your\s+|the\s+)?(?:first|1st)\s+steps?)"
    r"(?:\s+in\s+the\s+morning)?|first\s+thing(?:\s+in\s+the\s+morning)?|"
    r"(?:getting|wak(?:e|ing))\s+up"
)
_NOT_CALLED = frozenset(
    ("after", "afternoon", "alternate", "am", "and", "as", "at", "b", "bd", "before", "bid",
     "but", "daily", "day", "days", "do", "each", "eod", "evening", "evenings", "every", "for",
     "fri", "friday", "from", "hold", "if", "in", "l", "left", "longer", "mon", "monday",
     "more", "morning", "mornings", "night", "nights", "no", "not", "od", "on", "once", "or",
     "otherwise", "over", "per", "plus", "pm", "qds", "r", "rest", "right", "sat", "saturday",
     "sun", "sunday", "tds", "than", "then", "thu", "thurs", "thursday", "tid", "times", "to",
     "tue", "tues", "tuesday", "twice", "until", "wed", "wednesday", "week", "weekdays",
     "weekends", "weeks", "when", "whenever", "while", "with", "wk", "wks", "x")
)  # fmt: skip
_WORD = rf"(?!(?:{any_of(_NOT_CALLED)})\b)[a-z][a-z'\u2019]*"
_WHEN = (
    rf"(?:before(?:\s+and\s+after)?|after|when|while|whilst)\s+(?:(?:the|your|my|each|every|a)\s+)?"
    rf"{_WORD}(?:\s+{_WORD}){{0,2}}"
    r"(?:\s+(?:for\s+)?(?:(?:more|longer)\s+than|over)\s+[0-9]{1,3}\s?"
    r"(?:mins?|minutes?|h|hrs?|hours?))?"
)
_BREAK = r"(?:play|break|bath|dinner)\s?time|(?:lunch|coffee|tea)\s?break|break"
_THERE = rf"(?:at|with|in|during)\s+(?:the\s+|your\s+)?(?:{MEALS}|bath|shower|{_BREAK})"
BARE = r"(?:bed|school|work|training|shift|sport|football|bath|shower|meals|running|walking)"
"""What a list goes on with: `before school, work`."""

_ITEM = rf"(?:{_BED}|{_UP}|{_PART}|{_THERE}|{MEALS}|{_WHEN})(?![\w'-])"
_GOES_ON = (
    r"(?=\s*(?:$|[^\w\s-]|[0-9]|(?:and|plus|then|daily|every|each|mon|tues?|wed|thu|fri|sat|sun|"
    r"weekdays|weekends)(?![a-z])))"
)
"""What follows a bare `training`; not its `days`."""

_LATER = rf"(?:{_ITEM}|{BARE}{_GOES_ON})"
_SIGN = (
    r"(?:\s*(?:,\s*(?:and|then|plus)\b|[,;&+/]|\b(?:and|plus|then)\b)\s*|"
    r"\s+[-\u2010-\u2015]\s+)"
)
_RUN = re.compile(rf"(?<![\w-])(?<!between ){_ITEM}(?:{_SIGN}{_LATER})+", re.IGNORECASE)
BETWEEN = re.compile(rf"\bbetween\s+{MEALS}\s*(?:&|and)\s*{MEALS}", re.IGNORECASE)
_NEXT = re.compile(rf"{_SIGN}(?={_LATER})", re.IGNORECASE)
_BARE_RUN = re.compile(
    r"\b(?:am|breakfast|lunch|dinner|supper|bedtime)"
    r"(?:\s+(?:and\s+)?(?:noon|pm|breakfast|lunch|dinner|supper|bedtime))+\b",
    re.IGNORECASE,
)
_NUMBER = rf"(?:[0-9]|(?:{any_of(word for word in NUMBER_WORDS if word != 'one')})\b)"
_AMOUNT = rf"(?:hold(?:\s+for)?\s+)?(?:x\s?)?{_NUMBER}[^,;&+/()\n]{{0,25}}?"
_EACH_AMOUNT = re.compile(
    rf"(?<![\w.-])(?P<amount>{_AMOUNT})\s+(?P<item>{_ITEM})"
    rf"(?P<more>(?:(?:{_SIGN}|\s+){_AMOUNT}\s+{_LATER})+)",
    re.IGNORECASE,
)
_MORE = re.compile(rf"(?:{_SIGN}|\s+)({_AMOUNT})\s+({_LATER})", re.IGNORECASE)
_AMOUNT_LAST = rf"(?:x\s?)?{_NUMBER}[^,;&+/()\n]*?"
_EACH_OCCASION = re.compile(
    rf"(?<![\w.-])(?P<item>{_ITEM})\s*[:=-]?\s*(?P<amount>{_AMOUNT_LAST})"
    rf"(?P<more>(?:(?:{_SIGN}|\s+){_ITEM}\s*[:=-]?\s*{_AMOUNT_LAST})+)(?=\s*(?:$|[,;.()\n]))",
    re.IGNORECASE,
)
_MORE_OCCASIONS = re.compile(
    rf"(?:{_SIGN}|\s+)({_ITEM})\s*[:=-]?\s*({_AMOUNT_LAST})(?=\s*(?:$|[,;.()\n]|{_SIGN}))",
    re.IGNORECASE,
)
_COUNTING = re.compile(r"\b(?:reps?|times|repetitions|of)\b|(?<![0-9 ])\bx\s*|(?<=[0-9])\s*x$")


@dataclass(frozen=True, slots=True)
class Row:
    """Occasions in a row: where they stand, and each as typed; and how much at each, where said."""

    begin: int
    end: int
    items: tuple[str, ...]
    amounts: tuple[str, ...] = ()

    @property
    def is_even(self) -> bool:
        """True where it is as much at each."""
        first, *others = map(_counted, self.amounts)
        return all(_is_as_much(first, other) for other in others)


_NAMED = re.compile(
    r"(?:[0-9-]+ ?(?:s|secs?|seconds?) ([0-9-]+)|([0-9-]+) ?(?:mins?|minutes?|pumps|circles|"
    r"lifts|raises|steps|"
    r"curls|squeezes|squats|bridges|presses|dips|hops|taps|rolls))"
)
"""An amount whose number alone may stand for it: what is counted is plain."""


def _is_as_much(first: str, other: str) -> bool:
    """True for the same, for its end (`5 s 10`, `10`), and for its number (`20 pumps`, `20`)."""
    named = _NAMED.fullmatch(first)
    return first == other or bool(named and other in (named[1], named[2]))


def _counted(amount: str) -> str:
    return " ".join(_COUNTING.sub(" ", plain(amount)).split())


def with_amounts(text: str) -> Row | None:
    """The first row of occasions with an amount at each: `20 am & 20 pm`, `am 10, pm 20`."""
    for pattern, more, places in (
        (_EACH_AMOUNT, _MORE, (1, 2)), (_EACH_OCCASION, _MORE_OCCASIONS, (2, 1)),
    ):  # fmt: skip
        if match := pattern.search(text):
            later = [found.group(*places) for found in more.finditer(match["more"])]
            amounts, items = zip((match["amount"], match["item"]), *later, strict=True)
            amounts = (*amounts[:-1], f"{amounts[-1]}{_tail(items[-1], text[match.end() :])}")
            row = Row(*match.span(), items, amounts)
            if not any(map(_IS_STATE.match, items)) and not _is_of_the_clock(row, text):
                return row
    return None


_TAIL = re.compile(
    r"\s+(?:(?:with|without|holding|using|against|if|unless|when|whenever|as|once|optional)\b"
    r"[^,;.()]*|(?:very\s+)?(?:slow|fast|quick|heavy|light|"
    r"hard|easy|seated|standing|sitting|lying|kneeling|left|right)(?:ly)?)(?=\s*(?:$|[,;.()]))",
    re.IGNORECASE,
)


_HOW_LAST = re.compile(r"\s(?:slow|fast|quick|heavy|light|hard|easy|seated)(?:ly)?$", re.IGNORECASE)


def _tail(item: str, behind: str) -> str:
    """What goes with the last amount of a row, and maybe not with the others: `with band`."""
    match = _HOW_LAST.search(item) or _TAIL.match(behind)
    return match[0] if match else ""


_HALF_DAY = re.compile(r"[ap]\.?m\.?", re.IGNORECASE)


def _is_of_the_clock(row: Row, text: str) -> bool:
    """True for `3x10 at 8 am & 9 pm`, and where the number may be an hour: `3x10, 8 am, 9 pm`."""
    if any("at" in amount.split() for amount in row.amounts):
        return True
    is_hour = any(map(str.isdigit, row.amounts)) and any(map(_HALF_DAY.fullmatch, row.items))
    return is_hour and bool(re.search("[0-9]", text[: row.begin] + text[row.end :]))


_IS_STATE = re.compile(r"wh(?:en|ile|ilst)\b(?!.*\bteeth$)", re.IGNORECASE)
"""`5 when sore` is what is done then, in place of the rest."""


def rows(text: str) -> Iterator[Row]:
    """Each row of two occasions or more that no amount parts, where it stands in the text."""
    masked = _OF_A_KIND.sub(lambda one: _STROKE.sub(_as_letters, one[0]), text)
    for match in _RUN.finditer(masked):
        begin, end = match.span()
        signs = [sign.span() for sign in _NEXT.finditer(masked, begin, end)]
        begins, ends = [begin, *(at for _, at in signs)], [*(at for at, _ in signs), end]
        yield Row(begin, end, tuple(text[one:two] for one, two in zip(begins, ends, strict=True)))


def _as_letters(stroke: re.Match[str]) -> str:
    """As many letters: `bath/shower` is one word, and all else stands where it stood."""
    return "o" * len(stroke[0])


_OF_TWO = re.compile(r"\b(?:if|unless|stop|sore|pain\w*|ache|stiff\w*|not|no)\b", re.IGNORECASE)
"""A row behind these is none of the exercise."""


def most_said(text: str) -> Row | None:
    """The longest row of the exercise, None where there is none: the page has to have all of it."""
    found = (row for row in rows(text) if not _OF_TWO.search(_clause(text, row)))
    return max(found, key=lambda row: len(row.items), default=None)


def _clause(text: str, row: Row) -> str:
    """What stands before a row in its part of the text, and in it."""
    return re.split(r"[,;.(\n]", text[: row.begin])[-1] + text[row.begin : row.end]


_AGAIN = re.compile(
    rf"(?P<one>{_ITEM}\s*(?:\band|\bthen|\bplus|[&+,]))\s*(?:then\s+)?(?:once\s+)?again\s+"
    rf"(?={_BED}|{_UP}|{_PART}|{_THERE}|"
    rf"{MEALS}|(?:before|after)\s+(?:the\s+|your\s+)?(?:{BARE}|{MEALS}){_GOES_ON})",
    re.IGNORECASE,
)
"""`before work and again at night`: another occasion."""

_AGAIN_AFTER = re.compile(
    rf"\bbefore\s+(?P<what>{_WORD}(?:\s+{_WORD})?)\s*(?:,|\band\b|[&+])\s*(?:then\s+)?(?:once\s+)?"
    r"again\s+after(?:wards)?(?:\s+(?:it|(?P=what)))?(?=\s*(?:$|[,;.()\n]))",
    re.IGNORECASE,
)


def together(text: str) -> str:
    """The text with its occasions in one phrase each: `20 before getting up and before bed`."""
    text = _AGAIN.sub(r"\g<one> ", _AGAIN_AFTER.sub(r"before and after \g<what>", text))
    text = _OF_A_KIND.sub(lambda match: _STROKE.sub(" or ", match[0]), text)
    row = with_amounts(text)
    if row and row.is_even:
        said = f"{row.amounts[0].strip()} {' and '.join(row.items)}"
        text = f"{text[: row.begin]}{said}{text[row.end :]}"
    text = _BARE_RUN.sub(lambda match: " and ".join(match[0].replace(" and ", " ").split()), text)
    return _COLON_BEHIND.sub(r"\g<row>, ", _COLON_AHEAD.sub(", ", _RUN.sub(_joined, text)))


_COLON_AHEAD = re.compile(
    rf"(?:(?<=day)|(?<=daily)|(?<=bd)|(?<=tds)|(?<=times))\s*:\s*(?={_RUN.pattern})", re.IGNORECASE
)
"""`3 times a day: morning, lunch and night`."""

_COLON_BEHIND = re.compile(rf"(?P<row>{_RUN.pattern})\s*:\s*", re.IGNORECASE)


def _joined(match: re.Match[str]) -> str:
    """The row with "and"; but for a stroke between two that may be one or the other."""
    return match[0] if _is_either(match[0]) else _NEXT.sub(" and ", match[0])


_STROKE = re.compile(r"\s*/\s*")
_KINDS = (
    r"(?:bath|shower|swim|bathing|showering|swimming)",
    r"(?:walks?|walking|runs?|running|jogs?|jogging|sports?|training|football|match(?:es)?|games?|"
    r"exercise|gym|cycling|hiking|rides?|riding|rugby|tennis|netball|hockey)",
    r"(?:work|school|college|nursery)",
)
_OF_A_KIND = re.compile(
    r"(?:(?:before|after|in|during)\s+(?:(?:a|the|your|each|every)\s+)?)(?:"
    + "|".join(rf"{kind}(?:\s*/\s*{kind})+" for kind in _KINDS)
    + r")(?![\w'/-])",
    re.IGNORECASE,
)
"""`after a bath/shower` is one occasion, whichever it is."""


def _is_either(row: str) -> bool:
    """True for `after training / before match`, which may be one or the other, or both."""
    items = _NEXT.split(row)
    return "/" in row and len(items) == 2 and not all(map(_is_fixed, items))


def _is_fixed(item: str) -> bool:
    """True for a part of the day: of two such, one is never the other."""
    return bool(re.fullmatch(rf"{_PART}|{_BED}|{_UP}", plain(item)))


_LEFT = re.compile(
    rf"(?:.*(?:[&+/,]|\band\b)\s*)?(?:{_BED}|{_UP}|{_PART}|{_THERE}|{MEALS})", re.IGNORECASE
)


def is_left(note: str) -> bool:
    """True for an occasion, or the end of a row of them, that was taken for an aside."""
    return bool(_LEFT.fullmatch(note)) and not _OF_TWO.search(note)


_TEETH = r"(?:you\s+)?(?:brush|clean)(?:ing)?\s+(?:your\s+|the\s+)?teeth"
_DAILY = re.compile(
    rf"(?:before|after|at|with|during|on|when|while|whilst|upon)?\s*"
    rf"(?:(?:the|your|my|each|every)\s+)?(?:{MEALS}|bed(?:time)?|going to bed|"
    rf"(?:you )?(?:get(?:ting)? (?:up|out of bed)|go to bed|wak(?:e|ing)(?: up)?)"
    rf"(?: in the morning)?|rising|first steps?(?: in the morning)?|{_TEETH}|"
    rf"(?P<mostly>bath|shower|school|work))"
)
"""What comes on every day, or on every day that such a list is for."""


def is_daily(words: str, *, alone: bool = False) -> bool:
    """True for an occasion that each day has: a meal, getting up, bed; in a list, school or work.
    """
    match = _DAILY.fullmatch(words)
    return match is not None and not (alone and match["mostly"])


def is_bare(words: str) -> bool:
    """True for what a list goes on with: the `bed` of `before school and bed`."""
    return bool(_BARE.fullmatch(words))


_BARE = re.compile(rf"{MEALS}|{BARE}")


def items_of(words: str) -> list[str]:
    """The occasions of plain words that are nothing else, as typed; [] where they are not such."""
    match = _RUN.fullmatch(words)
    return _NEXT.split(match[0]) if match and not _is_either(words) else []
