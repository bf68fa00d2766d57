"""A prescription that is meant becomes what people type for it, by a wide grammar and a seed.

Nothing of the program is asked: what is meant is in this test's own terms, see `Facts`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tests.paraphrases import phrases

Facts = dict[str, str]
"""What is meant, by fact: figures and ranges as "10" or "8-12", "~10" about, times in seconds.

`side`, `sets`, `reps`, `hold`, `rest`, `bout` ("600", "20 metres", "30 steps"), `way`, `load`,
`tempo`, `times`, `days`, `later` ("3:15": week and repetitions), `grows` (each week), `first` and
`last` week, `note`. Without `times` it is once, without `days` every day.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as typed, and the facts that it says."""

    text: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Typed:
    """What is meant, piece by piece, and what is typed: cells by heading."""

    exercise: str
    pieces: tuple[Piece, ...]
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> Facts:
        """All that is meant."""
        return {fact: said for piece in self.pieces for fact, said in piece.facts.items()}


EXERCISES = ("heel-raise-single", "toe-press", "Arch lift", "Step up")
"""Two of the library, two of the clinic's own."""

SIGNS = (", ",) * 12 + (" ",) * 5 + ("; ",) * 2 + (". ",) * 4 + ("\n",) * 2 + (
    " - ", ",", " / ", " , ", ",  ", " + ", ".\n"
)  # fmt: skip
ENDS = (". ", ".\n", "\n")
SIDES = {"left": "L", "right": "R", "each": "each"}


def paraphrase(rng: random.Random) -> Typed:
    """What is meant by one row, and one way to type it."""
    kind = rng.choice(tuple(AMOUNTS))
    amount = AMOUNTS[kind](rng)
    exercise, side = rng.choice(EXERCISES), rng.choice(tuple(SIDES))
    if "walk" in amount.text:
        exercise = "Step up"
    if kind == "each way":
        exercise = rng.choice(("ankle-circles", "Step up"))
    cells = {"Exercise": exercise}
    if rng.random() < 0.2:
        said = rng.choice(phrases.SIDES[side])
        text = f"{amount.text}{'' if said[0] == '/' else ' '}{said}"
        whose = (Piece(said, {"side": side}),)
    else:
        text, cells["Side"] = amount.text, SIDES[side]
        whose = (Piece(SIDES[side], {"side": side}),)
    more = tuple(_more(rng, amount, kind))
    often = tuple(_often(rng))
    late = tuple(_weeks(rng, amount.facts.get("reps", "")))
    notes = tuple(_notes(rng))
    told = list(_ordered(rng, (Piece(text, {}), *more), often, (*late, *notes)))
    if rng.random() < 0.15:
        told = _in_columns(rng, told, often=often, late=late, cells=cells)
    cells["Dose"] = put_together(rng, [piece.text for piece in told])
    return Typed(exercise, (*whose, amount, *more, *often, *late, *notes), cells)


def _ordered(
    rng: random.Random,
    amount: Sequence[Piece],
    often: Sequence[Piece],
    late: Sequence[Piece],
) -> Sequence[Piece]:
    """The amount first, mostly; how often first, at times; or the two mixed."""
    chance = rng.random()
    if chance < 0.7:
        return (*amount, *often, *late)
    if chance < 0.85:
        return (*often, *amount, *late)
    mixed = [*amount, *often]
    rng.shuffle(mixed)
    return (*mixed, *late)


def _in_columns(
    rng: random.Random,
    told: list[Piece],
    *,
    often: Sequence[Piece],
    late: Sequence[Piece],
    cells: dict[str, str],
) -> list[Piece]:
    """The pieces that stay in the Dose cell where some have columns of their own."""
    left = list(told)
    if len(often) == 1 and rng.random() < 0.7:
        cells["Days" if "times" not in often[0].facts else "Times a day"] = often[0].text
        left.remove(often[0])
    if late and "later" in late[0].facts:
        cells["Progression"] = late[0].text
        left.remove(late[0])
    return left


def put_together(rng: random.Random, pieces: Sequence[str]) -> str:
    """The pieces with one kind of sign between them, or with several."""
    usual = rng.choice(SIGNS)
    text = pieces[0]
    for piece in pieces[1:]:
        sign = rng.choice(SIGNS) if rng.random() < 0.15 else usual
        is_sum = sign == " + " and piece[:1].isdigit()  # 2 more a day?
        if is_sum or (sign == " " and piece in phrases.NOTES):  # whose note is it?
            sign = ", "
        if rng.random() < 0.04 and "(" not in piece:
            text += f" ({piece})"
        elif sign in ENDS and rng.random() < 0.6:
            text += sign + piece[:1].upper() + piece[1:]
        else:
            text += sign + piece
    look = rng.random()
    if look < 0.04:
        return text.upper()
    if look < 0.1:
        return text.lower()
    if look < 0.25:
        return text[:1].upper() + text[1:]
    return text + rng.choice(("", "", "", "", ".", " "))


# Amounts.


def fill(way: str, **values: str) -> str:
    """A way to say it with its numbers; capitals are the number as a word, where there is one."""
    words = {key.upper(): phrases.WORDS.get(value, value) for key, value in values.items()}
    return way.format(**values, **words)


def _said(rng: random.Random, table: Sequence[str], facts: Facts, **values: str) -> Piece:
    """One way of a table to say these facts."""
    return Piece(fill(rng.choice(table), **values), facts)


def _range(rng: random.Random, low: int, high: int) -> tuple[str, str]:
    """A range as it is meant and as it is typed."""
    sign = rng.choice(("-", "-", "-", " - ", "\u2013", " to ", " or "))
    return f"{low}-{high}", f"{low}{sign}{high}"


def _count(rng: random.Random) -> tuple[str, str]:
    if rng.random() < 0.2:
        return _range(rng, *rng.choice(((8, 10), (8, 12), (10, 15), (12, 15), (6, 8))))
    number = rng.choice(("5", "6", "8", "10", "10", "10", "12", "12", "15", "15", "20", "25", "30"))
    return number, number


def _sets(rng: random.Random) -> tuple[str, str]:
    if rng.random() < 0.1:
        return _range(rng, 2, 3)
    number = rng.choice(("2", "3", "3", "3", "4", "5"))
    return number, number


def _sets_of_reps(rng: random.Random) -> Piece:
    (sets, s), (reps, r) = _sets(rng), _count(rng)
    if reps in ("5", "6"):  # which of the two are the sets?
        reps = r = "8"
    return _said(rng, phrases.SETS_OF_REPS, {"sets": sets, "reps": reps}, s=s, r=r)


def _reps(rng: random.Random) -> Piece:
    reps, r = _count(rng)
    piece = _said(rng, phrases.REPS, {"reps": reps}, r=r)
    return Piece(piece.text, {"reps": f"~{reps}"}) if "about" in piece.text else piece


def _reps_of_hold(rng: random.Random) -> Piece:
    (reps, r), h = _count(rng), rng.choice(("3", "5", "5", "10", "20", "30"))
    return _said(rng, phrases.REPS_OF_HOLD, {"reps": reps, "hold": h}, r=r, h=h)


def _sets_of_holds(rng: random.Random) -> Piece:
    (sets, s), h, reps = _sets(rng), rng.choice(("3", "5", "10")), rng.choice(("8", "10", "12"))
    facts = {"sets": sets, "reps": reps, "hold": h}
    return _said(rng, phrases.SETS_OF_HOLDS, facts, s=s, r=reps, h=h)


def _hold(rng: random.Random) -> Piece:
    h = rng.choice(("20", "30", "45", "60"))
    return _said(rng, phrases.HOLD[:12], {"hold": h}, h=h)


def _minutes(rng: random.Random) -> Piece:
    m = rng.choice(("1", "2", "5", "5", "10", "10", "15", "20"))
    return _said(rng, phrases.MINUTES, {"bout": str(int(m) * 60)}, m=m)


def _bouts(rng: random.Random) -> Piece:
    sets, s = _sets(rng)
    if rng.random() < 0.4:
        m = rng.choice(("1", "2", "5"))
        facts = {"sets": sets, "bout": str(int(m) * 60)}
        return _said(rng, phrases.BOUTS_OF_MINUTES, facts, s=s, m=m)
    d = rng.choice(("20", "30", "30", "45", "60"))
    return _said(rng, phrases.BOUTS, {"sets": sets, "bout": d}, s=s, d=d)


def _distance(rng: random.Random) -> Piece:
    d, s = rng.choice(("10", "20", "30")), rng.choice(("2", "3", "4"))
    table, unit = rng.choice(((phrases.DISTANCES, "metres"), (phrases.STEPS, "steps")))
    way = rng.choice(table)
    sets = {"sets": s} if "{s}" in way else {}
    return Piece(fill(way, d=d, s=s), {"bout": f"{d} {unit}"} | sets)


def _each_way(rng: random.Random) -> Piece:
    r = rng.choice(("5", "10", "10", "15", "20"))
    return _said(rng, phrases.EACH_WAY, {"reps": r, "way": "each"}, r=r)


def _most(rng: random.Random) -> Piece:
    most = (phrases.MOST, "most")
    (table, reps), s = rng.choice((most, most, (phrases.TIRED, "tired"))), rng.choice(("2", "3"))
    way = rng.choice(table)
    return Piece(fill(way, s=s), {"reps": reps} | ({"sets": s} if "{s}" in way else {}))


AMOUNTS: dict[str, Callable[[random.Random], Piece]] = {
    "sets of reps": _sets_of_reps,
    "sets of reps again": _sets_of_reps,
    "sets of reps too": _sets_of_reps,
    "reps": _reps,
    "reps again": _reps,
    "reps of hold": _reps_of_hold,
    "sets of holds": _sets_of_holds,
    "hold": _hold,
    "minutes": _minutes,
    "bouts": _bouts,
    "distance": _distance,
    "each way": _each_way,
    "most": _most,
}


# What goes with an amount.


def _more(rng: random.Random, amount: Piece, kind: str) -> Iterator[Piece]:
    """Hold, load, tempo and rest, some of them."""
    is_counted = "sets of reps" in kind or kind == "reps"
    if is_counted and rng.random() < 0.3:
        h = rng.choice(("2", "3", "5", "5", "10"))
        yield _said(rng, phrases.HOLD, {"hold": h}, h=h)
    elif is_counted and rng.random() < 0.12:
        tempo = rng.choice(tuple(phrases.TEMPOS))
        yield Piece(rng.choice(phrases.TEMPOS[tempo]), {"tempo": tempo})
    if is_counted and rng.random() < 0.15:
        load = rng.choice(tuple(phrases.LOADS))
        yield Piece(rng.choice(phrases.LOADS[load]), {"load": load})
    if "sets" in amount.facts and rng.random() < 0.3:
        yield _rest(rng)


def _rest(rng: random.Random) -> Piece:
    if rng.random() < 0.4:
        m = rng.choice(("1", "2"))
        return _said(rng, phrases.REST_MINUTES, {"rest": str(int(m) * 60)}, m=m)
    t = rng.choice(("20", "30", "30", "45", "60", "90"))
    return _said(rng, phrases.REST, {"rest": t}, t=t)


def _often(rng: random.Random) -> Iterator[Piece]:
    """How often: times of the day, days, or both."""
    chance = rng.random()
    if chance < 0.62:
        times = rng.choice(("1", "1", "2", "2", "3", *phrases.TIMES))
        yield Piece(rng.choice(phrases.TIMES[times]), {"times": times})
    elif chance < 0.9:
        days = rng.choice(tuple(phrases.DAYS))
        yield Piece(rng.choice(phrases.DAYS[days]), {"days": days})
    else:
        times = rng.choice(("2", "3", "morning+evening"))
        named = [key for key in phrases.DAYS if not key.endswith("a week") and key != "need"]
        days = rng.choice([*named, "weekdays"])
        one, other = rng.choice(phrases.TIMES[times]), rng.choice(phrases.DAYS[days])
        if rng.random() < 0.5:
            yield Piece(f"{one} {other}", {"times": times, "days": days})
        else:
            yield Piece(one, {"times": times})
            yield Piece(other, {"days": days})


def _weeks(rng: random.Random, reps: str) -> Iterator[Piece]:
    """What comes later, and the weeks of it."""
    chance = rng.random()
    if chance < 0.1 and reps.isdigit():
        w, n = rng.choice(("2", "3")), str(int(reps) + rng.choice((2, 5, 10)))
        yield _said(rng, phrases.LATER, {"later": f"{w}:{n}"}, w=w, n=n, p=str(int(w) - 1))
    elif chance < 0.14 and reps.isdigit():
        n = rng.choice(("1", "2", "5"))
        yield _said(rng, phrases.GROWS, {"grows": n}, n=n)
    elif 0.14 <= chance < 0.28:
        fact, table = rng.choice((("last", phrases.LAST), ("last", phrases.LAST),
                                  ("first", phrases.FIRST)))  # fmt: skip
        n = rng.choice(("2", "3"))
        yield _said(rng, table, {fact: n}, n=n)


def _notes(rng: random.Random) -> Iterator[Piece]:
    if rng.random() < 0.22:
        note = rng.choice(phrases.NOTES)
        yield Piece(note, {"note": note})
