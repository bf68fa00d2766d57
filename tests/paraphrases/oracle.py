"""What is meant, what was typed and what is printed become a verdict: printed as meant, or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tests.paraphrases.page import Card, Week
from tests.paraphrases.typed import Facts, Piece, Typed

# Tokens: what is left of a text where abbreviations are spelt and little words are gone.

_SPELT: tuple[tuple[str, str], ...] = (
    (r"\bdays that do not follow one another\b", "non consecutive day"),
    (r"\be/s\b", "each"), (r"\bea\b", "each"), (r"\be/w\b", "each way"),
    (r"\ba\.?m\b\.?", "morning"), (r"\bp\.?m\b\.?", "evening"),
    (r"[\u2010-\u2015\u2212]", "-"), (r"[\u2019\u2032\u00b4]", "'"), (r"\u00d7|\*", " x "),
    (r"['\u2019]{2}|\"", " second "), (r"(?<=\d)'", " minute "), (r"n't\b", " not"),
    (r"e\.o\.d\.?", "eod"), (r"\bo\.d\.?", "od"), (r"\bb\.(?:i\.)?d\.?", "bd"), (r"\bt\.d\.s\.?",
    "tds"),
    (r"\bq\.d\.s\.?", "qds"),
    (r"\b(?:eod|qod)\b|\bevery 2 days\b|\b(?:alt|alternate|alternating) days?\b|"
     r"\b(?:every|each) (?:2nd|second|alternate|other) day\b", " otherday "),
    (r"\b(?:every|each) (?:third|3rd) day\b|\bevery 3 days\b", " thirdday "),
    (r"\bodd\b", "odd"), (r"\bed\b", "day"), (r"\bod\b", " 1 day "), (r"\b(?:bd|bds|bid)\b",
    " 2 day "),
    (r"\b(?:tds|tid)\b", " 3 day "), (r"\b(?:qds|qid)\b", " 4 day "),
    (r"\bq(\d)h\b", r" every \1 hour "), (r"(\d)\s*-?h(?:r|rs)?\b", r"\1 hour"),
    (r"(\d)\s*-?(?:hourly|hrly)\b", r"\1 hour"), (r"\bhourly\b", "every hour"),
    (r"\bevery hour\b", "every 1 hour"), (r"\beach hour\b", "every 1 hour"),
    (r"\bon waking\b", "when you wake"), (r"(\d) ?(?:/|x) ?52\b", r"\1 week"),
    (r"\b(\d+) ?/ ?52\b", r"\1 week"), (r"\bweeks? (\d+) on(?:wards?)?\b", r"from week \1"),
    (r"\bweek\s?(\d+)\s?\+", r"from week \1"), (r"\bwk\s?(\d+)\s?\+", r"from week \1"),
    (r"\bw(?:ks?)?\s?(\d)", r"week \1"), (r"\bwks?\b", "week"), (r"p/w|\bpw\b", "per week"),
    (r"\bx?(\d+)\s?x?\s?d/(?:wk|week)\b", r"\1 day week"), (r"\b(\d+)\s?x?/?d\b", r"\1 day"),
    (r"\bdaily\b|\beveryday\b|\bt.glich\b|\btgl\b", " day "), (r"\bweekly\b", " week "),
    (r"\bmwf\b|\bm[/ ,]+w[/ ,]+f\b", " monday wednesday friday "),
    (r"\bm-f\b", "monday friday"), (r"\bt/th\b", "tuesday thursday"), (r"\bprn\b", "when needed"),
    (r"\bmane et nocte\b", "morning night"), (r"\bnocte\b|\bnightly\b", " night "), (r"\bmane\b",
    "morning"),
    (r"\bmorn\b", "morning"), (r"\beve\b", "evening"),
    (r"\b(?:sec|secs|sek|s)\b\.?", "second"), (r"(\d)s\b", r"\1 second"),
    (r"(\d)-?(?:sec|secs)\b", r"\1 second"),
    (r"\b(?:min|mins|minuten)\b\.?", "minute"), (r"(\d)(?:min|mins)\b", r"\1 minute"),
    (r"\b(?:mtrs|meters?|metres?)\b", "metre"), (r"(\d) ?m\b", r"\1 metre"), (r"\bpaces?\b",
    "step"),
    (r"\bthrice\b", "3"), (r"\btwice\b", "2"), (r"\bonce\b", "1"),
    (r"\bbilat\b", "bilateral"), (r"\b(?:lt|l)\b", "left"), (r"\b(?:rt|r)\b", "right"),
    (r"\bbw\b", "body weight"), (r"\bbodyweight\b", "body weight"), (r"\btheraband\b", "band"),
    (r"\b(?:acw|anti-?clockwise|ccw)\b", "anticlockwise"), (r"\bcw\b", "clockwise"),
    (r"\bdir\b", "direction"),
    (r"\bb/w\b|\bbtw\b", "between"), (r"\bwdh\b\.?", "reps"), (r"\bexc\b\.?|\bexcl\b\.?", "except"),
    (r"\bdb\b", "dumbbell"), (r"\btb\b", "band"), (r"\bri\b", "rest interval"), (r"w/", "with "),
    (r"(\d)kgs?\b", r"\1 kg"), (r"\bkgs\b|\bkilos?\b", "kg"), (r"\bamrap\b",
    "as many reps as you can"),
    (r"\bpossible\b", "you can"), (r"\brpe\b", "effort"),
    (r"\beffort (\d+) out of 10", r"effort \1"), (r"\biso\b", "isometric"),
    (r"\bapprox\b|~", "about"),
    (r"\b(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rsday|urs|rs|urday)?s?\b", r"\1"),
    (r"\bsaturdays?\b", "sat"), (r"\bwednesdays?\b", "wed"), (r"\bthursdays?\b|\bthurs\b", "thu"),
    (r"\btuesdays?\b|\btues\b", "tue"), (r"\bweekends?\b", "sat sun"), (r"\bsets?\b|\breps?\b",
    " "),
    (r"(\d)(?=[a-z])", r"\1 "), (r"([a-z])(?=\d)", r"\1 "),
)  # fmt: skip
_SPELLINGS = tuple((re.compile(find), words) for find, words in _SPELT)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
"seven": "7",
            "eight": "8", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20",
            "thirty": "30"}  # fmt: skip
_LITTLE = frozenset(
    ("a", "an", "and", "as", "at", "both", "by", "do", "each", "every", "foot", "for", "from",
     "go", "goes", "in", "is", "it", "leg", "limb", "lot", "lots", "of", "on", "only", "per",
     "perform", "rep", "repeat", "repeats", "repetition", "repetitions", "reps", "round",
     "rounds", "series", "set", "sets", "side", "the", "them", "then", "these", "time", "times",
     "to", "total", "with", "x", "you", "your")
)  # fmt: skip
"""What joins the others, and the limb that stands beside an exercise's name."""


def tokens(text: str) -> list[str]:
    """The numbers and words of a text that carry what it says."""
    words = " ".join(text.casefold().replace("\u00a0", " ").split())
    for pattern, spelt in _SPELLINGS:
        words = pattern.sub(spelt, words)
    found = [_NUMBERS.get(word, word) for word in re.findall(r"\d+|[a-z']+", words)]
    return [_singular(word) for word in found if word not in _LITTLE]


def _singular(word: str) -> str:
    if word in ("held", "holding", "holds"):
        return "hold"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


# Verdicts.


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` is "facts", "words" or "asked"; else it is what is wrong, and `why` says it."""

    kind: str
    why: str = ""

    @property
    def is_defect(self) -> bool:
        """True where the page says something else than was meant."""
        return self.kind not in ("facts", "words", "asked")


def judge(typed: Typed, card: Card, diary: list[Week], number: int) -> Verdict:
    """Whether the page says what is meant: `number` is the exercise's on it."""
    said, meant = bouts(card.facts), bouts(typed.facts)
    if said.get("side") == "both" and _names_both(typed):
        said["side"] = meant["side"]
    wrong = [
        f"{fact}: {value}" for fact, value in said.items()
        if not _agrees(fact, value, meant.get(fact, _USUAL.get(fact, "")))
    ]  # fmt: skip
    if wrong:
        return Verdict("otherwise", "; ".join(wrong))
    left = [piece for piece in typed.pieces if not _is_told(piece, said, meant)]
    if not card.free:
        if left:
            return Verdict("lost", "; ".join(piece.text for piece in left))
        amiss_in_time = _of_diary(typed.facts, diary, number) or _of_first_day(typed, card)
        return amiss_in_time or Verdict("facts")
    if amiss := _amiss(typed, card.free, left):
        return Verdict("words amiss", amiss)
    is_worded = any(piece.facts.keys() - {"note"} for piece in left)
    is_worded = is_worded or any(line.casefold().startswith("if ") for line in card.free)
    wrong_week = _of_diary(typed.facts, diary, number, is_worded=is_worded)
    wrong_week = wrong_week or _of_first_day(typed, card)
    return wrong_week or Verdict("words" if is_worded else "facts")


def _names_both(typed: Typed) -> bool:
    """True where both sides were typed, which an exercise of the clinic's own is done with."""
    return bool(re.search(r"\b(?:both|bilat)", typed.cells["Dose"].casefold()))


_USUAL = {"days": "every day", "times": "1"}


def bouts(facts: Facts) -> Facts:
    """The same with `3 x 30 s` said in one way: so many bouts, each so long."""
    said = dict(facts)
    times = said.keys() & {"bout", "hold"}
    counts = said.keys() & {"sets", "reps"}
    if len(times) == 1:
        long = said.pop(times.pop())
        number = said.pop(counts.pop()) if len(counts) == 1 else "1" if not counts else ""
        said |= {"long": long} | ({"bouts": number} if number else {})
    return said


_BOUTS = {"bout", "hold", "sets", "reps"}


def _is_told(piece: Piece, said: Facts, meant: Facts) -> bool:
    """True where all facts of a piece are facts of the page, or go without saying."""
    facts = set(piece.facts)
    if "long" in meant and facts & _BOUTS:
        facts = (facts - _BOUTS) | ({"long", "bouts"} & meant.keys())
    return all(fact in said or meant[fact] in (_USUAL.get(fact), "1") for fact in facts)


def _agrees(fact: str, said: str, meant: str) -> bool:
    if fact == "load":
        return set(tokens(meant)) - {"body"} <= {*tokens(said), "weight"} and bool(meant)
    return said == meant or (fact == "bouts" and {said, meant} <= {"1", ""})


def _amiss(typed: Typed, free: Iterable[str], left: Iterable[Piece]) -> str:
    """Words that were typed for what is no fact of the page and are not printed, or were not."""
    shown = Counter(token for line in free for token in tokens(line))
    wanted = Counter(token for piece in left for token in tokens(piece.text))
    known = {token for text in typed.cells.values() for token in tokens(text)}
    lost = [f"-{token}" for token in (wanted - shown).elements()]
    spare = [f"+{token}" for token in shown if token not in known | _ADDED]
    figures = [token for text in typed.cells.values() for token in tokens(text) if token.isdigit()]
    said = [token for line in free for token in tokens(line) if token.isdigit()]
    turned = [] if _goes_through(said, figures) else ["numbers out of order"]
    return " ".join((*lost, *spare, *turned))


def _goes_through(some: list[str], all_of_them: list[str]) -> bool:
    """True where these come in this order among all."""
    left = iter(all_of_them)
    return all(any(item == other for other in left) for item in some)


_ADDED = frozenset(
    ("left", "right", "say", "here", "week", "once", "way", "alex", "while", "awake", "other",
     "clockwise")
)  # fmt: skip
"""What a page adds to the clinic's words."""


# The diary.


def boxes_of(facts: Facts) -> tuple[int, ...] | None:
    """Boxes of the seven days from a Tuesday in the first week; None where no days are known."""
    times, days = facts.get("times", "1"), facts.get("days", "every day")
    several = {"morning+evening": 2, "morning+night": 2, "2-3": 3}
    many = int(times) if times.isdigit() else several.get(times, 1)
    if times in ("each meal",) or times.endswith("hourly"):
        return None
    if days in _DUE:
        return tuple(many if day in _DUE[days] else 0 for day in range(1, 8))
    return None


_DUE = {
    "every day": {1, 2, 3, 4, 5, 6, 7}, "weekdays": {1, 2, 3, 4, 7},
    "Monday+Wednesday+Friday": {7, 2, 4}, "Tuesday+Thursday": {1, 3}, "Saturday+Sunday": {5, 6},
    "3 a week": {1, 3, 5}, "2-3 a week": {1, 3, 5}, "2 a week": {1, 4}, "1 a week": {1},
    "not Sunday": {1, 2, 3, 4, 5, 7}, "every other day": {1, 3, 5, 7}, "every third day": {1, 4, 7},
}  # fmt: skip
"""Days of the first week of a plan that begins on a Tuesday, by their date."""


_BEGINS = re.compile(r"(\d+) December to \d+ December")


def _of_first_day(typed: Typed, card: Card) -> Verdict | None:
    """What is wrong with the day on which an exercise of the first weeks begins.

    It is the first one with a box: the plan starts on a Tuesday, so `Mon Wed Fri` on the 2nd.
    """
    begun = next(filter(None, map(_BEGINS.search, card.lines)), None)
    if begun is None:
        return None
    boxes = boxes_of(typed.facts) or (1,)
    day = next(at for at, many in enumerate(boxes, 1) if many)
    is_right = day == int(begun[1])
    return None if is_right else Verdict("first day", f"{begun[1]} for {day} December")


def _of_diary(
    facts: Facts, diary: list[Week], number: int, *, is_worded: bool = False
) -> Verdict | None:
    """What is wrong with an exercise's rows, None where nothing is.

    A dose in the clinic's words may have no boxes; those that it has are right.
    """
    if not diary:
        return None
    first, last = int(facts.get("first", 1)), int(facts.get("last", len(diary)))
    for week, found in enumerate(diary, 1):
        is_there = number in found.boxes or number in found.lines
        if is_there != (first <= week <= last):
            return Verdict("weeks", f"week {week}: {'there' if is_there else 'missing'}")
    begun, wanted = diary[first - 1], boxes_of(facts)
    if number not in begun.boxes:
        is_due = wanted is not None and not is_worded
        return Verdict("no boxes", begun.lines[number]) if is_due else None
    if first > 1 and facts.get("days") in ("every third day", "every other day"):
        return None
    is_right = wanted == begun.boxes[number]
    return None if is_right else Verdict("boxes", f"{begun.boxes[number]} for {wanted}")
