"""The exercises of a plan as it was, as Excel has it, and as typed here become those of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from clinicplan.desk.opened import Opened, without_id
from clinicplan.desk.units import OF_ROW, Clash, changed, is_same, of_row, row_taking
from clinicplan.desk.written import Row
from clinicplan.workbook.draft import Typed


@dataclass(frozen=True, slots=True)
class Line:
    """An exercise of a plan: its fields, and its cells as the workbook has them."""

    row: Row
    cells: Typed


def lines_of(opened: Opened) -> list[Line]:
    rows = zip(opened.written.rows, opened.held.exercises.rows, strict=True)
    return [Line(row, without_id(held)) for row, held in rows]


def merged_rows(
    old: Sequence[Line], new: Sequence[Line], mine: tuple[Row, ...]
) -> tuple[list[Row], tuple[Clash, ...]] | None:
    """The exercises of both, and what both have changed of one; None where it is in doubt."""
    if [line.row for line in old] == [*mine]:
        return [line.row for line in new], ()
    if are_same(old, new):
        return [*mine], ()
    was, now = ([line.row.exercise for line in each] for each in (old, new))
    here = [row.exercise for row in mine]
    order = _order(was, now, here)
    if order is None:
        return None
    found: dict[str, list[Row]] = {}
    clashes: list[Clash] = []
    for code in dict.fromkeys((*was, *now, *here)):
        own = [row for row in mine if row.exercise == code]
        group = _group(of_code(old, code), of_code(new, code), own)
        if group is None:
            return None
        found[code], clash = list(group[0]), group[1]
        clashes += clash
    rows = [found[code].pop(0) for code in order if found[code]]  # one may be gone from the other
    return None if any(found.values()) else (rows, tuple(clashes))


def _order(old: Sequence[str], new: Sequence[str], mine: Sequence[str]) -> list[str] | None:
    """The exercises of both in their order; None where one was moved, or both have added some."""
    if any(_only(each, old) != _only(old, each) for each in (new, mine)):
        return None
    added = [code for code in mine if code not in old and code not in new]
    if not added:
        return list(new)
    if any(code not in old for code in new):
        is_below = [*mine][len(mine) - len(added):] == added
        return [*new, *added] if is_below else None
    return list(mine)


def _group(
    old: Sequence[Line], new: Sequence[Line], mine: Sequence[Row]
) -> tuple[Sequence[Row], Sequence[Clash]] | None:
    """One exercise, which may have several rows: those of whoever has changed it."""
    if [line.row for line in old] == [*mine]:
        return [line.row for line in new], ()
    if are_same(old, new):
        numbers = {line.row.was: now.row.was for line, now in zip(old, new, strict=True)}
        return [replace(row, was=numbers.get(row.was, 0)) for row in mine], ()
    if [replace(row, was=0) for row in mine] == [replace(line.row, was=0) for line in new]:
        return [line.row for line in new], ()
    if {len(old), len(new), len(mine)} != {1} or mine[0].was != old[0].row.was:
        return None
    return _one(old[0], new[0], mine[0])


def _one(old: Line, new: Line, mine: Row) -> tuple[Sequence[Row], Sequence[Clash]]:
    """An exercise that has one row in each of the three."""
    row, clashes = replace(mine, was=new.row.was), []
    for keys in OF_ROW:
        is_theirs = any(not is_same(old.cells.get(key, ""), new.cells.get(key, ""))
                        for key in keys)  # fmt: skip
        was, now, own = ([of_row(each, key) for key in keys]
                         for each in (old.row, new.row, mine))  # fmt: skip
        is_one = now == own and (any(now) or not any(key in new.cells for key in keys))
        if is_theirs and was != own and not is_one:
            clashes.append(Clash(keys, new.row.was, old.row.was))
        elif was == own or now == own:
            row = row_taking(row, new.row, keys)
    return (row,), clashes


def of_code(lines: Sequence[Line], code: str) -> list[Line]:
    return [line for line in lines if line.row.exercise == code]


def _only(codes: Sequence[str], others: Sequence[str]) -> list[str]:
    return [code for code in codes if code in others]


def are_same(old: Sequence[Line], new: Sequence[Line]) -> bool:
    pairs = zip(old, new, strict=False)
    return len(old) == len(new) and not any(
        one.row.exercise != other.row.exercise or any(changed(one.cells, other.cells))
        for one, other in pairs
    )
