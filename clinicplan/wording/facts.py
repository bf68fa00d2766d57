"""One dose -> its facts in words, in the order of reading aloud.

Every number is said as it is, so that nobody has sums to do, and nothing is filled in: a
hold or a rest that nobody prescribed is not mentioned, an amount that nobody gave is said
to be open. Words stand as in the middle of a sentence.

Doses are many, the amounts and sides that they are made of few: their words are found once
and kept. They are numbers and stock words, never a patient's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeGuard

from clinicplan.catalogue.phrases import capital, has_phrase, phrase
from clinicplan.catalogue.values import Catalogue, Exercise, Preset
from clinicplan.dose import Amount, Dose, exactly
from clinicplan.plan import EACH_DIRECTION, EACH_WAY, Prescription, Side
from clinicplan.wording.amounts import count_words, time_words, with_unit
from clinicplan.wording.clauses import clauses

_kept = lru_cache(maxsize=4096)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a dose: "10 times", and in smaller type "with each foot".
    `of` is the field of `Dose` that it says, "" where it says none ("wiggle your toes"). `is_own`
    is true of a dose in the clinic's own words: its first clause, and each other on its own line.
    """

    figure: str
    qualifier: str = ""
    of: str = field(default="", compare=False)
    is_own: bool = field(default=False, compare=False)


class Task(NamedTuple):
    """What a dose is for: all of an exercise and a prescription that its words depend on."""

    code: str
    limb: str
    counted: str
    together: bool
    side: Side | None
    parts: tuple[str, ...]
    between: str
    sides_alternate: bool | None = None

    @classmethod
    def of(cls, exercise: Exercise, item: Prescription | Preset) -> Task:
        """The task of doing this exercise as it is prescribed, or as the library gives it."""
        return cls(
            code=exercise.code,
            limb=exercise.limb,
            counted=exercise.counted,
            together=exercise.together,
            side=item.side,
            parts=item.parts,
            between=item.between,
            sides_alternate=item.sides_alternate,
        )


def fact_groups(dose: Dose, task: Task, catalogue: Catalogue) -> list[tuple[Fact, ...]]:
    """Amount, load, sets, hold, tempo, rest, what to do in between: what is known of them."""
    facts = (
        _load(dose, catalogue),
        _sets(dose, task, catalogue),
        _bout_of_each(dose, catalogue),
        _hold(dose, task, catalogue),
        _tempo(dose, task, catalogue),
        _rest(dose, task, catalogue),
        _between(dose, task, catalogue),
    )
    more = [(fact,) for fact in _unsaid(facts, dose)]
    if dose.reps and dose.is_as_written:
        return [*_as_written(dose.reps.words, task, catalogue), *more]
    return [_amount(dose, task, catalogue), *more]


def how_much(dose: Dose, task: Task, catalogue: Catalogue) -> tuple[Fact, ...]:
    """Amount and sets: what is only understood together. () for an amount as written."""
    if dose.is_as_written:
        return ()
    sets = _sets(dose, task, catalogue)
    return (*_amount(dose, task, catalogue), *((sets,) if sets else ()))


def glance_sentences(dose: Dose, task: Task, catalogue: Catalogue) -> list[tuple[str, ...]]:
    """The same in short sentences, in the pieces that a line may end after.

    Without the side, which stands beside them. The rest comes last: none is left out. Of a dose
    in the clinic's own words it is what these do not say.
    """
    amount = _amount_words(dose, task, catalogue)
    if (task.parts[1:] or task.parts == (EACH_WAY,)) and _is_known(dose):
        amount = phrase(catalogue, "dose.glance.parts", amount=amount)
    elif task.parts == (EACH_DIRECTION,) and _is_known(dose):
        amount = phrase(catalogue, "dose.glance.directions", amount=amount)
    sets = _sets(dose, task, catalogue)
    others = (
        _load(dose, catalogue),
        _bout_of_each(dose, catalogue),
        _hold(dose, task, catalogue),
        _tempo(dose, task, catalogue),
        _rest(dose, task, catalogue),
    )
    if dose.is_as_written:
        unsaid = _unsaid((sets, *others), dose)
        return [(_ended(capital(fact.figure), catalogue),) for fact in unsaid]
    first = [phrase(catalogue, "dose.glance.with-sets", words=amount)] if sets else []
    ends = [sets.figure if sets else amount, *(fact.figure for fact in others if fact)]
    end, *more = (_ended(words, catalogue) for words in ends)
    return [(*first, end), *((piece,) for piece in more)]


def unknown_amount(dose: Dose, task: Task, catalogue: Catalogue) -> str | None:
    """With what an exercise is done of which nobody said how much; None where somebody did."""
    return None if _is_known(dose) else " ".join(_qualifiers(task, catalogue))


@_kept
def _ended(words: str, catalogue: Catalogue) -> str:
    """A short sentence of the table on page one, with its full stop."""
    return phrase(catalogue, "dose.glance.end", words=words)


def _amount(dose: Dose, task: Task, catalogue: Catalogue) -> tuple[Fact, ...]:
    """What to do and with what; where nobody said how much, with what and that it is open."""
    words, qualifiers = _amount_words(dose, task, catalogue), _qualifiers(task, catalogue)
    if _is_known(dose):
        of = _measured(dose)
        return tuple(Fact(words, qualifier, of) for qualifier in qualifiers)
    return (Fact(words, " ".join(qualifiers)),)


_A_SIDE = re.compile(r"\b(?:left|right|each|per)\b", re.IGNORECASE)


def _as_written(words: str, task: Task, catalogue: Catalogue) -> list[tuple[Fact, ...]]:
    """A whole dose in the clinic's words, and apart from it with which side, where it has none."""
    side = "" if _A_SIDE.search(words) else _with_side(task, catalogue)
    first, *more = clauses(words)
    own = Fact(first, "\n".join(more), "reps", is_own=True)
    return [(own,), *([(Fact(side),)] if side else [])]


def _unsaid(facts: Iterable[Fact | None], dose: Dose) -> list[Fact]:
    """The facts that there are, without those that the clinic's own words say as well."""
    told = [fact for fact in facts if fact]
    if not (dose.reps and dose.is_as_written):
        return told
    load = dose.load.words if dose.load else ""
    return [
        fact
        for fact in told
        if not is_said(load if fact.of == "load" and load else fact.figure, dose.reps.words)
    ]


_PART = re.compile(r"[.,;]\s|\n")
_DOUBTED = re.compile(
    r"\b(?:no|not|never|without|don['\u2019]?t|stop|avoid|instead|until|till|if|unless|when|once|then|"
    r"bad|good|from|after|before|less|more)\b",
    re.IGNORECASE,
)
"""Words by which a fact may be of a part of the dose only, or of none of it."""


def is_said(figure: str, words: str) -> bool:
    """True for "hold 30 seconds" where the words have it, or "30 seconds hold".

    Not so where they may say it of some cases only, or that it is not to be.
    """
    first, *others = figure.split()
    ways = ([first, *others], [*others, first])
    said = "|".join(r"\s*".join(map(re.escape, way)) for way in ways)
    pattern = re.compile(rf"(?<![\w.-])(?:{said})(?![\w-])", re.IGNORECASE)
    return any(pattern.search(part) and not _DOUBTED.search(part) for part in _PART.split(words))


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
        return count_words(dose.reps, f"count.{task.counted}", catalogue)
    if _is_given(dose.duration):
        return time_words(dose.duration, "bout", catalogue)
    if _is_once(dose):
        return count_words(exactly(1), "count.times", catalogue)
    if _is_given(dose.hold):
        return time_words(dose.hold, "hold", catalogue)
    return phrase(catalogue, "dose.unknown.amount")


def _measured(dose: Dose) -> str:
    """The field that the amount is taken from; "" for the once of a hold said beside it."""
    names = ("reps", "duration") if _is_once(dose) else ("reps", "duration", "hold")
    return next((name for name in names if _is_given(getattr(dose, name))), "")


def _sets(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """How many sets, and that they are of each side: "2 sets" may be one for each leg."""
    if not _is_given(dose.sets) or _is_once(dose):
        return None
    side = _with_side(task, catalogue) if task.side is Side.EACH else ""
    if side and task.sides_alternate is not None and _is_several(dose.sets):
        order = "after-each" if task.sides_alternate else "one-first"
        side = phrase(catalogue, f"dose.sides.{order}.{task.limb}")
    return Fact(count_words(dose.sets, f"count.{_set_noun(dose, task)}", catalogue), side, "sets")


def _bout_of_each(dose: Dose, catalogue: Catalogue) -> Fact | None:
    """The time of a bout where repetitions of it are counted."""
    if not (_is_given(dose.reps) and _is_given(dose.duration)):
        return None
    words = time_words(dose.duration, "bout", catalogue)
    return Fact(words, phrase(catalogue, "dose.time.bout-each"), "duration")


def _hold(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """The hold of a repetition or a bout; one of several times is the amount already."""
    counted = _is_given(dose.reps) or _is_given(dose.duration) or _is_once(dose)
    if not (_is_given(dose.hold) and counted):
        return None
    key = f"dose.held.{task.code}"
    held = phrase(catalogue, key) if dose.hold.each and has_phrase(catalogue, key) else ""
    return Fact(time_words(dose.hold, "hold", catalogue), held, "hold")


def _load(dose: Dose, catalogue: Catalogue) -> Fact | None:
    """With what weight or band."""
    load = dose.load
    if load is None:
        return None
    if load.most_times:
        most = load.most_times
        words = phrase(catalogue, "dose.load.most", n=most, more=most + 1)
    else:
        words = phrase(catalogue, "dose.load.with", what=load.words)
    return Fact(words, of="load")


def _tempo(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """How fast, in a word, or in seconds for each way of the movement."""
    tempo = dose.tempo
    if tempo is None:
        return None
    if tempo.words:
        return Fact(tempo.words, of="tempo")
    if tempo.wording:
        return Fact(phrase(catalogue, f"dose.tempo.{tempo.wording}"), of="tempo")
    way = "up-down" if has_phrase(catalogue, f"dose.up-down.{task.code}") else "move"
    there, held, back = (
        with_unit("seconds", time, time, catalogue)
        for time in (tempo.there, tempo.held, tempo.back)
    )
    key = f"dose.tempo.{way}-held" if tempo.held else f"dose.tempo.{way}"
    return Fact(phrase(catalogue, key, there=there, held=held, back=back), of="tempo")


_SEVERAL_SETS = re.compile(r"@|[0-9]\s*[x\u00d7]\s*[0-9]|sets of", re.IGNORECASE)
"""Sets told one by one, as typed: `12@10kg, 10@15kg`, `3x15 straight + 3x15 bent`."""


def _rest(dose: Dose, task: Task, catalogue: Catalogue) -> Fact | None:
    """The rest, and where it stands."""
    if not _is_given(dose.rest):
        return None
    if _is_several(dose.sets):
        place = _set_noun(dose, task)
    elif dose.reps and _SEVERAL_SETS.search(dose.reps.words):
        place = "times"
    elif _is_given(dose.reps) or task.side is Side.EACH or task.parts:
        place = "each"
    else:
        place = "once"
    words = time_words(dose.rest, "rest", catalogue)
    return Fact(words, phrase(catalogue, f"dose.rest.{place}"), "rest")


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


# Which of them are known.


def _is_given(amount: Amount | None) -> TypeGuard[Amount]:
    """True where there is an amount to say: a hold of 0 seconds is no hold."""
    return amount is not None and (amount.is_open or amount.high > 0)


def _is_known(dose: Dose) -> bool:
    """True where there is an amount to say: repetitions, a timed bout or a hold."""
    return _is_given(dose.reps) or _is_given(dose.duration) or _is_given(dose.hold)


def _is_once(dose: Dose) -> bool:
    """True for a hold that nobody said to repeat."""
    return (
        _is_given(dose.hold)
        and not _is_given(dose.reps)
        and not _is_given(dose.duration)
        and not _is_several(dose.sets)
    )


def _is_several(amount: Amount | None) -> bool:
    """True for more than one set."""
    return amount is not None and (amount.is_open or amount.high > 1)


def read_on(group: Iterable[Fact]) -> str:
    """Facts read on without a stop: "5 circles clockwise, then 5 circles the other way"."""
    said = " ".join(f"{fact.figure} {fact.qualifier}".strip() for fact in group)
    return said.replace("\n", " ")
