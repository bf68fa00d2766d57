"""A plan as it was, as Excel has it, and as it was typed here become one plan, or a question.

What only one of the two has changed is taken from that one. What both have changed is asked, and
so is a side that one and a dose that the other has changed: together they say how one exercise
is done, and nobody has typed them so. Wherever it is not certain what belongs to what, nothing
is merged at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clinicplan.desk.merging_rows import Line, are_same, lines_of, merged_rows, of_code
from clinicplan.desk.opened import FIELDS, Opened, recognised
from clinicplan.desk.units import (
    OF_ALL,
    OF_PATIENT,
    WHO,
    Clash,
    Unit,
    changed,
    field_of,
    is_same,
    taking,
    with_unit,
)
from clinicplan.desk.written import SEVERAL, Row, Written


@dataclass(frozen=True, slots=True)
class Took:
    """What was changed in Excel alone: columns, and of which exercise ("": of the patient's row).

    `at` is its number in Excel's plan; 0 where it was taken out there, or in the patient's row.
    There are no columns where the exercise as a whole came or went.
    """

    keys: Unit
    exercise: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields of both, over Excel's plan; a field that both have changed is as typed here."""

    written: Written
    clashes: tuple[Clash, ...] = ()
    took: tuple[Took, ...] = ()


def merge(base: Opened, theirs: Opened, mine: Written) -> Merged | None:
    """Both changes of the plan that was `base`; None where it is in doubt what belongs together.

    `mine` has the numbers of the rows of `base`, what comes of it those of `theirs`.
    """
    mine = recognised(mine, base.written)
    own = {key for key in (*FIELDS, SEVERAL) if field_of(mine, key) != field_of(base.written, key)}
    other = {*changed(base.held.patient.cells, theirs.held.patient.cells)}
    is_own_rows = mine.rows != base.written.rows
    old, new = lines_of(base), lines_of(theirs)
    is_other_rows = not are_same(old, new)
    if not own and not is_own_rows:
        return _as_theirs(base, theirs, mine)
    if not other and not is_other_rows:
        return Merged(mine)
    if {*WHO} & (own | other):
        return None
    if (({*OF_ALL} & other and (is_own_rows or {*OF_ALL} & own))
            or ({*OF_ALL} & own and is_other_rows)):  # fmt: skip
        return None
    rows = merged_rows(old, new, mine.rows)
    if rows is None:
        return None
    patient, of_patient = _patient(base, theirs, mine)
    written, clashes = rows
    merged = replace(patient, rows=tuple(written), open=_open(mine, written))
    took = _took(base, theirs, skip=(*of_patient, *clashes))
    return Merged(merged, (*of_patient, *clashes), took)


def behind(base: Opened, theirs: Opened, clashes: Iterable[Clash]) -> Opened:
    """Excel's plan, but with what is still asked as it was before."""
    for clash in clashes:
        theirs = with_unit(theirs, clash, base, number=clash.was)
    return theirs


def decided(
    asked: Opened, theirs: Opened, written: Written, *, clash: Clash, is_mine: bool
) -> tuple[Opened, Written]:
    """The plan that is asked about and the fields, once somebody has chosen one of the two."""
    after = with_unit(asked, clash, theirs, number=clash.at)
    return after, written if is_mine else taking(written, theirs.written, clash)


def _patient(base: Opened, theirs: Opened, mine: Written) -> tuple[Written, tuple[Clash, ...]]:
    """The fields of the patient's row, and what both have changed of them."""
    written, clashes = mine, []
    cells = base.held.patient.cells, theirs.held.patient.cells
    for keys in OF_PATIENT:
        is_theirs = any(not is_same(*(each.get(key, "") for each in cells)) for key in keys)
        old, new, own = ([field_of(each, key) for key in keys]
                         for each in (base.written, theirs.written, mine))  # fmt: skip
        is_one = new == own and (any(new) or not any(key in cells[1] for key in keys))
        if is_theirs and old != own and not is_one:
            clashes.append(Clash(keys))
        elif old == own or new == own:
            written = taking(written, theirs.written, Clash(keys))
    return written, tuple(clashes)


def _as_theirs(base: Opened, theirs: Opened, mine: Written) -> Merged:
    """Excel's plan, where nothing was changed here."""
    written = replace(theirs.written, open=_open(mine, theirs.written.rows))
    return Merged(written, (), _took(base, theirs))


def _open(mine: Written, rows: Sequence[Row]) -> int:
    """Where the exercise that is being written stands among these."""
    if not 0 <= mine.open < len(mine.rows):
        return -1
    code = mine.rows[mine.open].exercise
    return next((at for at, row in enumerate(rows) if row.exercise == code), -1)


def _took(base: Opened, theirs: Opened, *, skip: Iterable[Clash] = ()) -> tuple[Took, ...]:
    """What Excel's plan says otherwise, but for what is asked."""
    asked = {(clash.at, key) for clash in skip for key in clash.keys}
    other = changed(base.held.patient.cells, theirs.held.patient.cells)
    of_patient = (Took((key,)) for key in other if (0, key) not in asked)
    return (*of_patient, *_took_rows(lines_of(base), lines_of(theirs), asked))


def _took_rows(
    old: Sequence[Line], new: Sequence[Line], asked: set[tuple[int, str]]
) -> Iterator[Took]:
    for code in dict.fromkeys(line.row.exercise for line in (*new, *old)):
        before, now = of_code(old, code), of_code(new, code)
        if len(before) == len(now) == 1:
            at = now[0].row.was
            keys = tuple(key for key in changed(before[0].cells, now[0].cells)
                         if (at, key) not in asked)  # fmt: skip
            if keys:
                yield Took(keys, code, at)
        elif not are_same(before, now):
            yield Took((), code, now[0].row.was if now else 0)
