"""A typed note beside the steps of the library becomes the words that contradict each other.

Where another way to do the exercise says what the note does, that way is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clinicplan.as_told import told_way
from clinicplan.catalogue.values import Exercise, Variant
from clinicplan.doses.understood import unexplained
from clinicplan.footwear import told, uncovered, worn
from clinicplan.pain import pain_rules
from clinicplan.plan import Prescription
from clinicplan.spelt import spelt
from clinicplan.workbook.plans.conditions import against, stance_against
from clinicplan.workbook.plans.request import AtHand, Situation
from clinicplan.workbook.sheets.said import ASIDE

COVERED = frozenset(
    ("diabetes", "reduced-feeling", "open-wound", "poor-circulation", "balance")
)
"""Cautions with which no list says bare feet."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """What a note says, and what the steps then say otherwise.

    With one of `own` (codes of tools and of what is needed) the steps say the same as the note.
    A note says it with one of the words `about` in it: most notes are known by that alone.
    """

    note: re.Pattern[str]
    steps: re.Pattern[str]
    own: frozenset[str]
    about: tuple[str, ...]

    def may_be_in(self, plain: str) -> bool:
        """False where a note (see `_plain`) has none of the words."""
        return not plain or any(word in plain for word in self.about)


def _pair(note: str, steps: str, *own: str, about: tuple[str, ...]) -> _Pair:
    return _Pair(
        re.compile(note, re.IGNORECASE), re.compile(steps, re.IGNORECASE), frozenset(own), about
    )


_HOLD = (
    r"(?<!not )(?<!n't )(?<!without )(?<!no )\b"
    r"(?:(?:hold|hang)(?:ing)?(?: on)?(?: to| onto)?|hands? on)"
)
_ONE = r"(?:(?:a|an|the|your) )?"
_FURNITURE = (
    r"(?:chair|work[ -]?top|counter|kitchen (?:side|unit|surface)|rail|railing|banister|table|"
    r"sink|stool)\b"
)
_HANDS = ("hold", "hang", "hand on", "hands on", "at ", "by ", "facing", "chair")

_PAIRS = (
    _pair(r"\bnot (?:to|into|at|through) (?:the )?(?:end[ -]range|end of range|full range|"
          r"the end)\b|\b(?:half|mid|inner|partial)[ -]range\b|\bnot (?:too|so|as) far\b",
          r"\bas far as you can\b", about=("range", "the end", "far")),
    _pair(rf"{_HOLD} {_ONE}(?:(?:back|edge|end|side) of )?{_ONE}(?:[a-z]+ ){{0,2}}{_FURNITURE}|"
          r"(?<!walk )\b(?:at|by|facing) (?:the |a |your )?(?:kitchen |bathroom )?"
          r"(?:sink|counter|work[ -]?top|rail|railing|basin)\b(?! then)|"
          r"^(?:a |the )?(?:heavy|firm|sturdy|solid|strong) chair\b",
          r"\b(?:hands|flat) (?:flat )?on (?:it|the wall)|\bface a wall\b", "chair", "support",
          about=_HANDS),
    _pair(r"\b(?:hands?|palms?|fingertips) (?:flat )?(?:on|against) (?:a |the )?wall\b|"
          r"(?<!not )(?<!n't )\b(?:face|lean(?:ing)? (?:on|against)) (?:a |the )?wall\b",
          r"\bhold a worktop\b", "wall", about=("wall",)),
    _pair(r"\b(?:golf|lacrosse|spiky|massage) ball\b", r"\b(?:tennis ball|ball|bottle)\b",
          "massage-ball", about=("ball",)),
    _pair(r"\bfrozen (?:water )?bottle\b|\bice bottle\b|"
          r"\bbottle of (?:frozen water|ice)\b", r"\bball\b", "frozen-bottle",
          about=("bottle",)),
    _pair(r"\b(?:off|over|on the edge of) (?:a |the )?step\b",
          r"\b(?:lift|raise|rise|lower)\b[^.,]*", "step", about=("step",)),
    _pair(r"\b(?:(?:on|with) (?:only )?(?:one|1|a single) (?:leg|foot)|single[- ]leg|one[- ]legged|"
          r"(?:one|1) leg only|(?:left|right) (?:leg |foot |side )?(?:only|alone))\b(?! days?)",
          r"\bboth feet\b", about=("leg", "foot", "left", "right")),
    _pair(r"\bup (?:on|with) (?:both|two)\b|\b(?:both|two) (?:feet |legs )?up\b|"
          r"\bdown (?:on|with) (?:one|left|right|the left|the right|l|r)\b",
          r"\blift your foot\b", about=("both", "two", "down")),
    _pair(r"\bby hand\b|\b(?:with|use|using) (?:your |the |one |a )?(?:hands?|fingers?)\b|"
          r"\bgrip (?:near|at|close|it|the joint|round)\b",
          r"\bstretch your toes up\b", about=("hand", "finger", "grip")),
    _pair(r"\bknees straight\b|\bboth knees (?:\w+ )?straight\b|\bstraight knees\b",
          r"\bbend your knee\b(?=\. rest that)", about=("knees",)),
    _pair(r"^big toe(?: only)?\b|\bbig toe (?:only|alone)\b|"
          r"\b(?:only|just|with) (?:the |your )?big toe\b", r"\btoes\b", about=("big toe",)),
)  # fmt: skip
"""By what the note says. A step that says the other is read by the patient, too."""


def check_words(
    prescription: Prescription, variant: Variant, at_hand: AtHand, situation: Situation
) -> None:
    """Notes what is typed otherwise than the steps, the list of what is needed, or the scale.

    It may stand in the note, in an occasion, or in a dose that is printed in its own words.
    """
    seen: set[str] = set()
    _check_shorthand(prescription, at_hand)
    names = situation.catalogue.names
    if not situation.is_repeated:
        variant = told_way(at_hand.wanted.exercise, variant, prescription, names)
    for text, key in _typed(prescription):
        _check_pain(text, key, at_hand, situation)
        _check_feet(text, key, at_hand, situation)
        if at_hand.wanted.exercise.own:
            continue
        for said, shown in contradictions(text, variant, at_hand.wanted.exercise):
            if shown not in seen:
                at_hand.note("note-against-steps", _cell(said, key, at_hand), value=said,
                             other=shown)  # fmt: skip
            seen.add(shown)


_SHORTHAND = re.compile(
    r"\b(?:[NPF]WB|[npf]wb|WBAT|TTWB|TWB|[Ww]/[Bb]|AROM|PROM|ROM|MTPJ?s?|mtpj|IPJ|EOR|SLR|HSR|TKE|"
    r"HEP|FHL|EHL|FDL|ADLs?|DOMS|RIR|RPE|VAS|NRS|CKC|OKC|PNF|MWM|EOB|POLICE|RICE)\b|"
    r"\b[0-9]{1,2} ?RM\b"
)
"""Letters of the trade, as they are typed: `ROM`, and not every `rom` in a word."""


def _check_shorthand(prescription: Prescription, at_hand: AtHand) -> None:
    """The first letters that a patient cannot know, in a name of the clinic's own or in a text."""
    exercise = at_hand.wanted.exercise
    named = ((exercise.name, "exercise"),) if exercise.own else ()
    for text, key in (*named, *_typed(prescription)):
        found = _SHORTHAND.search(text)
        if value := found[0] if found else _abbreviated(spelt(text) if key == "note" else text):
            at_hand.note("note-shorthand", key, value=value)
            return


def _abbreviated(note: str) -> str:
    """The first word that a patient may not know, in small letters: others may be a name."""
    short = (word for word in unexplained(note) if word.isalpha() and word.islower())
    return next((word for word in short if len(word) > 1 and word not in _KNOWN), "")


_KNOWN = frozenset(("dr", "mr", "mrs", "ms", "eg", "ie", "nhs", "ft", "mph", "rpm", "bpm", "uk"))


def _typed(prescription: Prescription) -> Iterator[tuple[str, str]]:
    """Each text that a patient reads beside the steps, and the column that it is of."""
    yield prescription.note, "note"
    yield from ((change.note, "progression") for change in prescription.changes)
    for dose in (prescription.dose, *(change.dose for change in prescription.changes)):
        if dose.times is not None:
            yield dose.times.occasion, "times"
            yield dose.times.provided, "times"
        if dose.days is not None:
            yield dose.days.provided, "days"
        for name in ("reps", "duration", "hold", "sets"):
            amount = getattr(dose, name)
            if amount is not None and amount.words:
                yield amount.words, name


def _cell(said: str, key: str, at_hand: AtHand) -> str:
    """The column whose cell has the words: a note may have come from a dose in one cell."""
    asides = (item for item in at_hand.said.doubts if item.code == ASIDE)
    words = said.casefold()
    return next(
        (item.column for item in asides if words in dict(item.values)["value"].casefold()), key
    )


def _check_pain(text: str, key: str, at_hand: AtHand, situation: Situation) -> None:
    guide = situation.guide
    values = {"high": guide.carry_on, "next": guide.carry_on + 1, "most": guide.ease_off}
    for rule in pain_rules(text, guide):
        at_hand.note("note-against-pain", _cell(rule, key, at_hand), value=rule, **values)


def _check_feet(text: str, key: str, at_hand: AtHand, situation: Situation) -> None:
    """Shoes or socks that page one then asks for; bare feet where it asks to cover them."""
    is_covered = bool({caution.code for caution in situation.take_care} & COVERED)
    is_own = at_hand.wanted.exercise.own
    if (shod := worn(text)) and not is_covered and not is_own:
        at_hand.note("note-shoes", _cell(shod, key, at_hand), value=shod)
    if is_covered and (bare := uncovered(text)):
        at_hand.note("note-bare", _cell(bare, key, at_hand), value=bare)


def contradictions(
    note: str, variant: Variant, exercise: Exercise
) -> Iterator[tuple[str, str]]:
    """What the note says, and what the patient reads otherwise about this way to do it."""
    if not note:
        return
    for _, said, shown in _against(note, variant):
        yield said, shown
    yield from against(note, exercise, variant)


def _against(note: str, variant: Variant) -> Iterator[tuple[_Pair, str, str]]:
    """Each pair of words that contradict each other."""
    plain = _plain(note)
    for pair in _PAIRS:
        said = told(pair.note, note) if pair.may_be_in(plain) else ""
        if not said or pair.own & _things(variant):
            continue
        if shown := pair.steps.search(_lines(variant)):
            yield pair, said, shown[0]


def _plain(note: str) -> str:
    """The note in small letters, "" where it has letters that fold in ways of their own."""
    return note.lower() if note.isascii() else ""


def _lines(variant: Variant) -> str:
    """The steps of this way, without the marks of a template."""
    lines = " ".join((variant.start, *(line for shot in variant.shots for line in shot.lines)))
    return _SIDES.sub("", lines)


def _things(variant: Variant) -> set[str]:
    return {variant.tool, variant.position, *variant.equipment}


def way_of_note(
    note: str, variant: Variant, ways: Iterable[Variant], exercise: Exercise
) -> tuple[Variant, str]:
    """The first way that says what the note does, with the note's words; else the one given.

    `hold a chair` beside a wall is the way with a chair, where the exercise has one; `sitting` of
    what is shown standing the way on a chair.
    """
    note = ". ".join(part for part in _SENTENCE.split(note) if not _PERHAPS.search(part))
    if not note:
        return variant, ""
    pairs = [*_against(note, variant)]
    stance = stance_against(note, variant)
    if not pairs and not stance:
        return variant, ""
    for way in ways:
        if (way.position == variant.position) is bool(stance):
            continue
        is_told = all(pair.own & _things(way) for pair, _, _ in pairs if pair.own)
        if is_told and not [*contradictions(note, way, exercise)]:
            return way, pairs[0][1] if pairs else stance
    return variant, ""


_SENTENCE = re.compile(r"[.;!?\n]+\s*")

_PERHAPS = re.compile(
    r"\b(?:if|or|when|unless|once|later|then|until|till|may|can|could|optional\w*|alternat\w*|"
    r"weeks?|first|days?|too|also|as well|evenings?|mornings?|nights?|one|am|pm|bedtime|tonight)\b",
    re.IGNORECASE,
)
"""Words with which a note says it of some days, or of some people."""

_SIDES = re.compile(r"\{(?:side|other)\} ?")
