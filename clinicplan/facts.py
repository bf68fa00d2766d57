"""One dose -> its facts in words, in the order of reading aloud.

Every number is said as it is, so that nobody has sums to do, and nothing is filled in: a
hold or a rest that nobody prescribed is not mentioned, an amount that nobody gave is said
to be open. Words stand as in the middle of a sentence.

Doses are many, the amounts and sides that they are made of few: their words are found once
and kept. They are numbers and stock words, never a patient's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from clinicplan.catalogue.phrases import has_phrase, phrase
from clinicplan.catalogue.values import Catalogue, Exercise
from clinicplan.plan import Amount, Bound, Dose, Side

_kept = lru_cache(maxsize=4096)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a dose: "10 times", and in smaller type "with each foot"."""

    figure: str
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """What a dose is for: all of an exercise and a prescription that its words depend on."""

    code: str
    limb: str
    counted: str
    together: bool
    side: Side | None
    parts: tuple[str, ...]
    between: str

    @classmethod
    def of(
        cls, exercise: Exercise, *, side: Side | None, parts: tuple[str, ...], between: str
    ) -> Task:
        """The task of doing this exercise with this side."""
        return cls(
            code=exercise.code,
            limb=exercise.limb,
            counted=exercise.counted,
            together=exercise.together,
            side=side,
            parts=parts,
            between=between,
        )


def fact_groups(dose: Dose, task: Task, catalogue: Catalogue) -> list[tuple[Fact, ...]]:
    """Amount, sets, hold, rest, what to do in between: what is known of them."""
    facts = (
        _sets(dose, task, catalogue),
        _bout_of_each(dose, catalogue),
        _hold(dose, task, catalogue),
        _rest(dose, task, catalogue),
        _between(dose, task, catalogue),
    )
    return [_amount(dose, task, catalogue), *((fact,) for fact in facts if fact)]


def glance_sentences(dose: Dose, task: Task, catalogue: Catalogue) -> list[tuple[str, ...]]:
    """The same in short sentences, in the pieces that a line may end after.

    Without the side, which stands beside them, and without the rest (see `glance_rest`).
    """
    amount = _amount_words(dose, task, catalogue)
    if task.parts[1:] and _is_known(dose):
        amount = phrase(catalogue, "dose.glance.parts", amount=amount)
    sets = _sets(dose, task, catalogue)
    others = (_bout_of_each(dose, catalogue), _hold(dose, task, catalogue))
    first = [phrase(catalogue, "dose.glance.with-sets", words=amount)] if sets else []
    ends = [sets.figure if sets else amount, *(fact.figure for fact in others if fact)]
    end, *more = (_ended(words, catalogue) for words in ends)
    return [(*first, end), *((piece,) for piece in more)]


def glance_rest(dose: Dose, task: Task, catalogue: Catalogue) -> str:
    """The rest between sets as a short sentence, "" where there is none."""
    rest = _rest(dose, task, catalogue) if _is_several(dose.sets) else None
    return _ended(rest.figure, catalogue) if rest else ""


@_kept
def _ended(words: str, catalogue: Catalogue) -> str:
    """A short sentence of the table on page one, with its full stop."""
    return phrase(catalogue, "dose.glance.end", words=words)


def _amount(dose: Dose, task: Task, catalogue: Catalogue) -> tuple[Fact, ...]:
    """What to do and with what; where nobody said how much, with what and that it is open."""
    words, qualifiers = _amount_words(dose, task, catalogue), _qualifiers(task, catalogue)
    if _is_known(dose):
        return tuple(Fact(words, qualifier) for qualifier in qualifiers)
    with_what = " ".join(qualifiers)
    return (Fact(with_what, f"({words})"),) if with_what else (Fact(words),)


@_kept
def _qualifiers(task: Task, catalogue: Catalogue) -> tuple[str, ...]:
    """With what, once for each direction or stage: "clockwise, then", "with each foot"."""
    side = _with_side(task, catalogue)
    if not task.parts:
        return (side,)
    *earlier, last = _part_names(task.parts, catalogue)
    if side:
        last = phrase(catalogue, "dose.part.last", part=last, side=side)
    return (*(phrase(catalogue, "dose.part.then", part=part) for part in earlier), last)


def _amount_words(dose: Dose, task: Task, catalogue: Catalogue) -> str:
    """The first that is known of repetitions, a timed bout and a hold."""
    if _is_given(dose.reps):
        return _count(dose.reps, f"count.{task.counted}", catalogue)
    if _is_given(dose.duration):
        return _time(dose.duration, "bout", catalogue)
    if _is_given(dose.hold):
        return _time(dose.hold, "hold", catalogue)
    return phrase(catalogue, "dose.unknown.amount")


def _sets(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """How many sets, and that they are of each side: "2 sets" may be one for each leg."""
    if not _is_given(dose.sets):
        return None
    side = _with_side(task, catalogue) if task.side is Side.EACH else ""
    return Fact(_count(dose.sets, f"count.{_set_noun(dose, task)}", catalogue), side)


def _bout_of_each(dose: Dose, catalogue: Catalogue) -> Fact | None:
    """The time of a bout where repetitions of it are counted."""
    if not (_is_given(dose.reps) and _is_given(dose.duration)):
        return None
    return Fact(_time(dose.duration, "bout", catalogue), phrase(catalogue, "dose.time.bout-each"))


def _hold(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """The hold of a repetition or a bout; a hold alone is the amount already."""
    if not (_is_given(dose.hold) and (_is_given(dose.reps) or _is_given(dose.duration))):
        return None
    key = f"dose.held.{task.code}"
    held = phrase(catalogue, key) if has_phrase(catalogue, key) else ""
    return Fact(_time(dose.hold, "hold", catalogue), held)


def _rest(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """The rest, and where it stands."""
    if not _is_given(dose.rest):
        return None
    if _is_several(dose.sets):
        place = _set_noun(dose, task)
    elif _is_given(dose.reps) or task.side is Side.EACH or task.parts:
        place = "each"
    else:
        place = "once"
    return Fact(_time(dose.rest, "rest", catalogue), phrase(catalogue, f"dose.rest.{place}"))


def _between(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """What to do between sets."""
    if not task.between:
        return None
    words = catalogue.names.get(f"between.{task.between}", task.between)
    place = _set_noun(dose, task) if _is_given(dose.sets) else "times"
    return Fact(words, phrase(catalogue, f"dose.rest.{place}"))


def _set_noun(dose: Dose, task: Task) -> str:
    """What the sets are called: rounds of several stages, times of one bout, else sets."""
    if _is_given(dose.reps) or not _is_known(dose):
        return "sets"
    return "rounds" if task.parts else "times"


def _part_names(parts: Sequence[str], catalogue: Catalogue) -> list[str]:
    """The directions or stages by name, a direction after its opposite as "the other way"."""
    names = [catalogue.names.get(f"part.{part}", part) for part in parts]
    for place, part in enumerate(parts[1:], start=1):
        if has_phrase(catalogue, key := f"dose.part.after.{part}"):
            names[place] = phrase(catalogue, key)
    return names


def _with_side(task: Task, catalogue: Catalogue) -> str:
    """With which side; "" where nobody said, and where both can only move together."""
    if task.side is None or (task.together and task.side is Side.BOTH):
        return ""
    return phrase(catalogue, f"dose.with.{task.limb}.{task.side}")


# Amounts.


@_kept
def _count(amount: Amount, key: str, catalogue: Catalogue) -> str:
    """A count with its noun: "3 to 5 times", "about 10 circles", "several times"."""
    if amount.is_open:
        place = "sets" if key == "count.sets" else "count"
        return phrase(catalogue, f"dose.open.{amount.wording}.{place}")
    low = amount.high if amount.bound is Bound.UP_TO else amount.low
    number = _range(low, amount.high, catalogue)
    words = phrase(catalogue, f"dose.{key}", n=amount.high, amount=number)
    return _bounded(words, amount, catalogue)


@_kept
def _time(amount: Amount, place: str, catalogue: Catalogue) -> str:
    """A bout, a hold or a rest: "30 seconds", "hold about 30 seconds", "rest a few seconds"."""
    if amount.is_open:
        return phrase(catalogue, f"dose.open.{amount.wording}.{place}")
    low = amount.high if amount.bound is Bound.UP_TO else amount.low
    words = _bounded(_length(low, amount.high, catalogue), amount, catalogue)
    return phrase(catalogue, f"dose.time.{place}", seconds=words)


def _length(low: int, high: int, catalogue: Catalogue) -> str:
    """Seconds as a patient counts them: seconds up to two minutes, then minutes."""
    if high < 120 or (low < high and (low % 60 or high % 60)):
        return _with_unit("seconds", low, high, catalogue)
    minutes = _with_unit("minutes", low // 60, high // 60, catalogue)
    if not high % 60:
        return minutes
    return f"{minutes} {_with_unit('seconds', high % 60, high % 60, catalogue)}"


def _with_unit(unit: str, low: int, high: int, catalogue: Catalogue) -> str:
    """A number or a range with its unit."""
    return phrase(catalogue, f"dose.{unit}", n=high, amount=_range(low, high, catalogue))


def _range(low: int, high: int, catalogue: Catalogue) -> str:
    """A number, or a range of two."""
    return str(high) if low == high else phrase(catalogue, "dose.range", low=low, high=high)


def _bounded(words: str, amount: Amount, catalogue: Catalogue) -> str:
    """An amount with how firm it is."""
    if amount.bound not in (Bound.ABOUT, Bound.UP_TO):
        return words
    return phrase(catalogue, f"dose.bound.{amount.bound}", what=words)


def _is_given(amount: Amount | None) -> TypeGuard[Amount]:
    """True where there is an amount to say: a hold of 0 seconds is no hold."""
    return amount is not None and (amount.is_open or amount.high > 0)


def _is_known(dose: Dose) -> bool:
    """True where there is an amount to say: repetitions, a timed bout or a hold."""
    return _is_given(dose.reps) or _is_given(dose.duration) or _is_given(dose.hold)


def _is_several(amount: Amount | None) -> bool:
    """True for more than one set."""
    return amount is not None and (amount.is_open or amount.high > 1)
