"""Every phrase of the grammar, once, in a plain dose: what is meant, and what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tests.paraphrases import phrases
from tests.paraphrases.typed import Facts, Piece, Typed, fill

AMOUNT = Piece("3 x 10", {"sets": "3", "reps": "10"})
DAILY = Piece("daily", {"times": "1"})
OF_A_SET = {"sets": "3", "reps": "10"}


def every_phrase() -> Iterator[Typed]:
    """`3 x 10, <phrase>, daily`, or the phrase in the place of the part that it says."""
    yield from _amounts()
    yield from _details()
    for values, sign in ((phrases.TIMES, ", "), (phrases.TIMES, " "), (phrases.DAYS, ", "),
                         (phrases.DAYS, " ")):  # fmt: skip
        fact = "times" if values is phrases.TIMES else "days"
        for said, ways in values.items():
            yield from (_dose((AMOUNT, Piece(way, {fact: said})), sign=sign) for way in ways)
    weeks: tuple[tuple[Sequence[str], Facts], ...] = (
        (phrases.LATER, {"later": "3:15"}), (phrases.GROWS, {"grows": "2"}),
        (phrases.LAST, {"last": "2"}), (phrases.FIRST, {"first": "2"}),
    )  # fmt: skip
    for table, facts in weeks:
        for way in table:
            text = fill(way, w="3", p="2", n={"later": "15"}.get(next(iter(facts)), "2"))
            yield _dose((AMOUNT, DAILY, Piece(text, facts)))
    for side, ways in phrases.SIDES.items():
        for way in ways:
            text = f"{AMOUNT.text}{'' if way[0] == '/' else ' '}{way}"
            typed = _dose((Piece(text, AMOUNT.facts), DAILY), side="")
            yield replace(typed, pieces=(Piece(way, {"side": side}), AMOUNT, DAILY))
    for note in phrases.NOTES:
        yield _dose((AMOUNT, DAILY, Piece(note, {"note": note})))


def _amounts() -> Iterator[Typed]:
    tables: tuple[tuple[Sequence[str], Facts, str], ...] = (
        (phrases.SETS_OF_REPS, OF_A_SET, ""),
        (phrases.REPS, {"reps": "10"}, ""),
        (phrases.REPS_OF_HOLD, {"reps": "10", "hold": "5"}, ""),
        (phrases.SETS_OF_HOLDS, {**OF_A_SET, "hold": "5"}, ""),
        (phrases.MINUTES, {"bout": "300"}, ""),
        (phrases.BOUTS, {"sets": "3", "bout": "30"}, ""),
        (phrases.BOUTS_OF_MINUTES, {"sets": "3", "bout": "300"}, ""),
        (phrases.DISTANCES, {"bout": "20 metres"}, "Step up"),
        (phrases.STEPS, {"bout": "20 steps"}, "Step up"),
        (phrases.EACH_WAY, {"reps": "10", "way": "each"}, "ankle-circles"),
        (phrases.MOST, {"reps": "most"}, ""),
        (phrases.TIRED, {"reps": "tired"}, ""),
    )
    for table, facts, exercise in tables:
        for way in table:
            far = facts.get("bout", "").split()[1:]
            text = fill(way, s="3", r="10", h="5", m="5", d="20" if far else "30")
            said = dict(facts) | ({"sets": "3"} if "{s}" in way else {})
            said |= {"reps": "~10"} if "about" in way else {}
            yield _dose((Piece(text, said), DAILY), exercise=exercise)


def _details() -> Iterator[Typed]:
    filled: Iterable[tuple[str, Facts]] = (
        *((fill(way, h="5"), {"hold": "5"}) for way in phrases.HOLD),
        *((fill(way, t="30"), {"rest": "30"}) for way in phrases.REST),
        *((fill(way, m="1"), {"rest": "60"}) for way in phrases.REST_MINUTES),
        *_of(phrases.LOADS, "load"),
        *_of(phrases.TEMPOS, "tempo"),
    )
    for text, facts in filled:
        yield _dose((AMOUNT, Piece(text, facts), DAILY))


def _of(values: Mapping[str, Sequence[str]], fact: str) -> Iterator[tuple[str, Facts]]:
    return ((way, {fact: said}) for said, ways in values.items() for way in ways)


def _dose(
    pieces: Sequence[Piece], *, sign: str = ", ", side: str = "left", exercise: str = ""
) -> Typed:
    whose = (Piece("L", {"side": side}),) if side else ()
    cells = {"Exercise": exercise or "heel-raise-single"} | ({"Side": "L"} if side else {})
    cells["Dose"] = sign.join(piece.text for piece in pieces)
    return Typed(cells["Exercise"], (*whose, *pieces), cells)
