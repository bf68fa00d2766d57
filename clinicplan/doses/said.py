"""What a text says of a dose, and how two of its pieces become one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace

from clinicplan.dose import Days, Dose, Rhythm, Times
from clinicplan.plan import Growth

NOTHING = Dose()


@dataclass(frozen=True, slots=True)
class Step:
    """A progression as typed: from this week, what it names of the dose.

    `day` is "7 dec" where a date was typed in place of a week, which is 0 then (see
    `growing.week_of`). `note` goes with the change.
    """

    week: int
    dose: Dose
    note: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is asked about only where the exercise makes two meanings of it.

    `fact` is the field that it is about, `code` the finding's, `values` fill its words. `cell`
    is the whole text that says it, and `column` the field of that, where they are known.
    """

    fact: str
    code: str
    values: tuple[tuple[str, str], ...] = ()
    cell: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A text that is not understood: a code of findings.toml and the values of its words.

    `value` among them is the piece that is not clear.
    """

    code: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that one text says of a dose.

    `cleared` are fields of the dose that are said to be none. `side` is "left", "right",
    "each", "both" or "". `growth` is from the second week on where its week is 0, and to the
    plan's end where its last week is. `when_easy` has only what it names. `without` are
    weekdays left out of whatever days there are. `each_way` are the words that say that the amount
    is for each direction. `notes` are words that say nothing of a dose
    ("at your desk"): the patient reads them as typed. `typed` has, for each fact, the piece that
    says it; facts are the fields of `Dose`, and "side", "progression", "growth",
    "when_easy", "first_week", "last_week".
    """

    dose: Dose = NOTHING
    cleared: tuple[str, ...] = ()
    side: str = ""
    steps: tuple[Step, ...] = ()
    growth: Growth | None = None
    when_easy: Dose | None = None
    first_week: int = 0
    last_week: int = 0
    ask_often: bool = False
    without: frozenset[int] = frozenset()
    each_way: str = ""
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()

    def facts(self) -> dict[str, object]:
        """What is said, by fact; a cleared field is None."""
        said: dict[str, object] = {
            item.name: value
            for item in fields(Dose)
            if (value := getattr(self.dose, item.name)) is not None
        }
        said |= dict.fromkeys(self.cleared)
        others = ("side", "growth", "when_easy", "first_week", "last_week")
        said |= {name: value for name in others if (value := getattr(self, name))}
        return said | ({"progression": self.steps} if self.steps else {})


FREQUENCY = frozenset(("times", "days"))
"""The facts of how often."""

A_DAY = ("a day", "per day")
DAILY = ("daily", *A_DAY)
"""What says once, every day, unless something else says how many times."""

_COUNTED = ("sets", "reps", "hold", "duration")
"""Facts that nobody says twice: "10 times, rest, 10 times" is something else."""


def of_dose(dose: Dose, piece: str) -> Said:
    """What a piece says that names only facts of a dose."""
    said = Said(dose)
    return replace(said, typed=tuple((fact, piece) for fact in said.facts()))


def joined(one: Said, other: Said) -> Said | Unclear:
    """Both as one; Unclear where they name the same thing twice.

    Weekdays add up, and so do parts of the day; "twice a day" goes with the two it names.
    """
    return _joined(_without_if(one, other), _without_if(other, one))


def _joined(one: Said, other: Said) -> Said | Unclear:
    """Both as one, where none is a condition beside how often the other says."""
    days = _days(one.dose.days, other.dose.days) or _not_every_day(one, other)
    times = _once_a_day(one, other) or _times(one.dose.times, other.dose.times)
    times = times or _more_than_daily(one, other) or _and_at(one, other)
    first, second = one.facts(), other.facts()
    twice = [
        fact
        for fact in first
        if fact in second and not (fact == "days" and days) and not (fact == "times" and times)
        and (fact in _COUNTED or first[fact] != second[fact] or _is_twice(fact, one, other))
    ]  # fmt: skip
    if twice == ["times"] and not {one.dose.days, other.dose.days} <= _ALL_DAYS:
        before, after = dict(one.typed), dict(other.typed)
        return Unclear("times-by-days", {"value": after["times"], "other": before["times"]})
    if twice:
        before, after = dict(one.typed), dict(other.typed)
        return Unclear(
            "dose-said-twice",
            {"value": after.get(twice[0], ""), "other": before.get(twice[0], "")},
        )
    dose = replace(
        other.dose.over(one.dose),
        days=days or one.dose.days or other.dose.days,
        times=times or one.dose.times or other.dose.times,
    )
    return Said(
        dose=dose,
        cleared=(*one.cleared, *other.cleared),
        side=one.side or other.side,
        steps=(*one.steps, *other.steps),
        growth=one.growth or other.growth,
        when_easy=one.when_easy or other.when_easy,
        first_week=one.first_week or other.first_week,
        last_week=one.last_week or other.last_week,
        ask_often=one.ask_often or other.ask_often,
        without=one.without | other.without,
        each_way=one.each_way or other.each_way,
        doubts=(*one.doubts, *other.doubts),
        notes=(*one.notes, *other.notes),
        typed=_typed(one, other),
    )


_ALLOWED = re.compile(
    r"(?:but )?(?:only )?(?:if|when|whenever|where|as long as|so long as|provided) "
    r"(?:(?:it is|it's|you are|you're) )?"
    r"(?:tolerated|able|possible|comfortable|feasible|you can|(?:pain|symptom)[- ]?free|painless|"
    r"(?:no|not|without) (?:too )?(?:pain|painful|sore|swollen|flare[a-z]*|flared up)|"
    r"(?:pain|comfort|symptoms?) (?:allows?|permits?))"
)


def _without_if(said: Said, beside: Said) -> Said:
    """`twice a day, if tolerated` is twice a day, with a note; `if swollen` says when."""
    days, how_often = said.dose.days, {beside.dose.times, beside.dose.days} - {None}
    if days is None or not _ALLOWED.fullmatch(days.occasion) or not how_often:
        return said
    typed = dict(said.typed)
    note = typed.pop("days", days.occasion)
    dose = replace(said.dose, days=None)
    return replace(said, dose=dose, notes=(*said.notes, note), typed=tuple(typed.items()))


def _typed(one: Said, other: Said) -> tuple[tuple[str, str], ...]:
    """The piece of each fact; `daily` gives way to what says how many times."""
    first = dict(one.typed)
    later = dict(other.typed)
    if first.get("times") in DAILY and "times" in later:
        del first["times"]
    if first.get("days") in A_DAY and "days" in later:
        del first["days"]
    return tuple((first | {fact: later[fact] for fact in later if fact not in first}).items())


def all_joined(pieces: Iterable[Said | Unclear]) -> Said | Unclear:
    """The pieces of one reading together; the first that is to be asked about wins."""
    said = Said()
    for piece in pieces:
        both = piece if isinstance(piece, Unclear) else joined(said, piece)
        if isinstance(both, Unclear):
            return both
        said = both
    return said


def _days(one: Days | None, other: Days | None) -> Days | None:
    """The weekdays of both, None where they are not weekdays."""
    if one is None or other is None:
        return None
    for every, but in ((one, other), (other, one)):
        if every.rhythm is Rhythm.EVERY_DAY and but.occasion.startswith("not on "):
            return but
    if one.rhythm is Rhythm.NAMED and other.rhythm is Rhythm.NAMED:
        return Days(Rhythm.NAMED, named=tuple(sorted({*one.named, *other.named})))
    return None


def _not_every_day(one: Said, other: Said) -> Days | None:
    """The days beside `10 a day`, which says how many on each of them."""
    first, second = (dict(said.typed).get("days") in A_DAY for said in (one, other))
    days = (other if first else one).dose.days if first != second else None
    return days if days and days.rhythm in _SOME_DAYS else None


def _is_twice(fact: str, one: Said, other: Said) -> bool:
    """True for `twice, bd`: the first may be how many times, and the second how often."""
    said = (one.dose.times, other.dose.times)
    typed = {dict(found.typed).get("times") for found in (one, other)}
    is_bare = all(times == Times(times.count) and times.count > 1 for times in said if times)
    return fact == "times" and all(said) and is_bare and len(typed) == 2


_SOME_DAYS = (Rhythm.NAMED, Rhythm.PER_WEEK, Rhythm.EVERY_OTHER_DAY)


def _times(one: Times | None, other: Times | None) -> Times | None:
    """The parts of the day of both; "twice" and the two that it names are one; occasions add up."""
    if one is None or other is None:
        return None
    if one.occasion and other.occasion:
        count = one.count + other.count
        return Times(count, occasion=f"{one.occasion} and {other.occasion}")
    if one.named and other.named:
        parts = (*one.named, *(part for part in other.named if part not in one.named))
        return Times(len(parts), parts)
    if one == other == Times(one.count) and one.count > 1:
        return None
    detailed, bare = (other, one) if one == Times(one.count) else (one, other)
    return detailed if bare == Times(detailed.count) else None


def _once_a_day(one: Said, other: Said) -> Times | None:
    """`once a day` and `after cleaning the teeth`: an occasion that may come more than once."""
    for said, beside in ((one.dose, other.dose), (other.dose, one.dose)):
        when = beside.times
        if said.times == Times(1) and said.days is None and when is not None and when.occasion:
            is_once = when == Times(1, occasion=when.occasion)
            return replace(when, occasion=f"once a day, {when.occasion}") if is_once else None
    return None


def _more_than_daily(one: Said, other: Said) -> Times | None:
    """The times of the day beside `daily`, which says then that it is every day.

    `daily and also before football` is both.
    """
    also = dict(other.typed).get("times", "")
    if also.startswith(("and ", "plus ", "also ")) and other.dose.times:
        return None
    is_daily = [dict(said.typed).get("times") in DAILY for said in (one, other)]
    if is_daily == [True, False]:
        return other.dose.times
    return one.dose.times if is_daily == [False, True] else None


def _and_at(one: Said, other: Said) -> Times | None:
    """The occasion before `and bedtime`, with it."""
    first, second = one.dose.times, other.dose.times
    also = dict(other.typed).get("times", "")
    if first is None or second is None or not first.occasion or len(second.named) != 1:
        return None
    if not also.startswith("and "):
        return None
    when = also.removeprefix("and ")
    when = f"at {when}" if when == "bedtime" else when
    return Times(first.count + 1, occasion=f"{first.occasion} and {when}")


_ALL_DAYS = {None, Days(Rhythm.EVERY_DAY)}


def with_days(said: Said) -> Said | Unclear:
    """The same with the days left out taken from its days: from all where it names none."""
    if not said.without:
        return said
    days = said.dose.days
    among = range(7) if days is None or days.rhythm is Rhythm.EVERY_DAY else days.named
    left = tuple(day for day in among if day not in said.without)
    if not left:
        return Unclear("days-left-out", {"value": dict(said.typed).get("days", "")})
    dose = replace(said.dose, days=Days(Rhythm.NAMED, named=left))
    return replace(said, dose=dose, without=frozenset())
