"""What a plan's programme gives becomes rows of the plan's own, in the order of its paper.

One that is taken out of a programme is a row that says never: the programme goes on giving all
others with its own doses, none of which is copied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from clinicplan.desk.written import Row, Written
from clinicplan.plan import Side
from clinicplan.tasks.check import Checked
from clinicplan.workbook.choices import fold
from clinicplan.workbook.plans.selection import in_order
from clinicplan.workbook.sheets.rows import Cleared

DAYS = "days"
"""The column whose never leaves an exercise of the programme out."""


def codes_of(checked: Checked, written: Written) -> tuple[str, ...]:
    """The exercises of the plan's programme, each once, in its order."""
    every = (*checked.ready.catalogue.programmes.values(), *checked.reading.programmes)
    name = written.value("programme")
    items = (item.exercise for each in every if name and each.name == name for item in each.items)
    return in_order(items, ())


def on_paper(rows: Sequence[Row], codes: Iterable[str]) -> list[int]:
    """The places of the rows in the order of the paper: the programme's, then the others."""
    order = in_order(codes, (row.exercise for row in rows))
    return sorted(range(len(rows)), key=lambda at: (order.index(rows[at].exercise), at))


def is_left_out(row: Row, codes: Collection[str]) -> bool:
    """True for a row that takes an exercise out of the programme, and says nothing else."""
    is_never = fold(row.facts.get(DAYS, "")) == Cleared.NEVER.value
    is_bare = row == Row(row.exercise, was=row.was, facts={DAYS: row.facts.get(DAYS, "")})
    return row.exercise in codes and is_never and is_bare


def taken_over(written: Written, code: str, sides: Mapping[str, Side]) -> Written:
    """With a row of the plan's own for an exercise of its programme, which is being written.

    It has the side that the programme names, and no dose: that is the programme's.
    """
    side = "" if written.value("side") else str(sides.get(code, ""))
    return replace(written, rows=(*written.rows, Row(code, side=side)), open=len(written.rows))


def left_out(written: Written, code: str) -> Written:
    """Without an exercise of the programme; its first row says so, and no other is needed."""
    own = [row for row in written.rows if row.exercise == code]
    never = Row(code, was=own[0].was if own else 0, facts={DAYS: Cleared.NEVER.value})
    at = written.rows.index(own[0]) if own else len(written.rows)
    rows = [row for row in written.rows if row.exercise != code]
    return replace(written, rows=(*rows[:at], never, *rows[at:]), open=-1)


def put_back(written: Written, at: int) -> Written:
    """With the exercise that a row has left out, as the programme has it."""
    return replace(written, rows=(*written.rows[:at], *written.rows[at + 1 :]), open=-1)


def tidied(
    written: Written, codes: Collection[str], sides: Mapping[str, Side], *, keep: int = -1
) -> Written:
    """Without new rows that say nothing but what the programme says; `keep` is being written.

    A row that leaves something out of no programme goes, too.
    """
    rows = [
        row
        for at, row in enumerate(written.rows)
        if at == keep or not (_says_nothing(row, codes, sides) or _is_idle(row, codes))
    ]
    if len(rows) == len(written.rows):
        return written
    now = written.rows[written.open] if 0 <= written.open < len(written.rows) else None
    return replace(written, rows=tuple(rows), open=rows.index(now) if now in rows else -1)


def _says_nothing(row: Row, codes: Collection[str], sides: Mapping[str, Side]) -> bool:
    is_as_given = row.side in ("", sides.get(row.exercise, ""))
    return row.exercise in codes and is_as_given and row == Row(row.exercise, side=row.side)


def _is_idle(row: Row, codes: Collection[str]) -> bool:
    """True for a row that this page has made for a programme which the plan has no more."""
    never = Row(row.exercise, facts={DAYS: Cleared.NEVER.value})
    return row.exercise not in codes and row == never


def moved(written: Written, at: int, by: int, *, codes: Collection[str]) -> Written:
    """With an exercise further up (-1) or down (1) on paper; the programme's stay where they are.

    Rows of one exercise stand together on paper, and move together past another.
    """
    rows = written.rows
    order = [each for each in on_paper(rows, codes) if rows[each].exercise not in codes]
    if at not in order or not 0 <= order.index(at) + by < len(order):
        return written
    beside = order[order.index(at) + by]
    groups = [list(each) for _, each in groupby(order, key=lambda each: rows[each].exercise)]
    if rows[beside].exercise == rows[at].exercise:
        swapped = [{at: beside, beside: at}.get(each, each) for each in order]
    else:
        place = next(number for number, each in enumerate(groups) if at in each)
        groups[place], groups[place + by] = groups[place + by], groups[place]
        swapped = [each for group in groups for each in group]
    placed = dict(zip(sorted(order), swapped, strict=True))
    now = tuple(rows[placed.get(each, each)] for each in range(len(rows)))
    return replace(written, rows=now, open=next(to for to, each in placed.items() if each == at))
