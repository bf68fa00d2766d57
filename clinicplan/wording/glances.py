"""An order -> its line in the table on page one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clinicplan.catalogue.phrases import capital
from clinicplan.catalogue.values import Catalogue
from clinicplan.wording.clauses import clauses
from clinicplan.wording.facts import glance_sentences
from clinicplan.wording.frequency import often_or_open
from clinicplan.wording.orders import Order, weeks_words

LINE = 26
"""Characters that fit in a line of the glance table's "How much"."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A dose for the table on page one: its amount in short lines, and how often.

    `weeks` says in which weeks, "" where in all. `is_own` is true of the clinic's own words: a
    line for each clause. Where these say how often as well, `often` is "".
    """

    amount: tuple[str, ...]
    often: str
    weeks: str
    is_own: bool = False


def glance_of(order: Order, *, catalogue: Catalogue) -> Glance:
    """The line of the table on page one."""
    dose = order.dose
    sentences = glance_sentences(dose, order.task, catalogue)
    pieces = [piece for first, *more in sentences for piece in (capital(first), *more)]
    own = clauses(capital(dose.reps.words)) if dose.reps and dose.is_as_written else ()
    return Glance(
        amount=(*own, *_lines(pieces)),
        often=capital(often_or_open(order.dose, catalogue)),
        weeks=capital(weeks_words(order, catalogue)),
        is_own=bool(own),
    )


def _lines(pieces: Iterable[str]) -> tuple[str, ...]:
    """All pieces, as many on a line as fit; none is broken."""
    lines: list[str] = []
    for piece in pieces:
        if lines and len(f"{lines[-1]} {piece}") <= LINE:
            lines[-1] = f"{lines[-1]} {piece}"
        else:
            lines.append(piece)
    return tuple(lines)
