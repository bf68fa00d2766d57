"""Repetitions that grow from week to week -> a line, and a list of the weeks with theirs."""

from __future__ import annotations

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.plan import Growth
from clinicplan.wording.amounts import number_of
from clinicplan.wording.orders import Order, grows, steps_of


def _line(order: Order, catalogue: Catalogue) -> str:
    """ "2 more each week until week 6", "build up to 12 by week 4"."""
    growth = order.growth or Growth(0, 0)
    key = "until" if not growth.by else "by-until" if growth.until else "by"
    values = {"by": growth.by, "until": growth.until, "last": growth.last_week}
    return phrase(catalogue, f"dose.growth.{key}", **values)


def _weeks(order: Order, catalogue: Catalogue) -> str:
    """Each week with its repetitions: "week 2: 12, week 3: 14"."""
    return ", ".join(
        phrase(
            catalogue,
            "dose.growth.step",
            week=change.week,
            amount=number_of(change.dose.reps, catalogue),
        )
        for before, change in steps_of(order)
        if grows(order, before, change) and change.dose.reps
    )


def growth_lines(order: Order, catalogue: Catalogue) -> tuple[str, ...]:
    """What grows and until when, and each week with its repetitions."""
    return (_line(order, catalogue), _weeks(order, catalogue))


def growth_sentence(order: Order, when: str, catalogue: Catalogue) -> str:
    """The same read aloud, from a week on: `when` is its words."""
    line = phrase(
        catalogue,
        "dose.growth.steps",
        line=_line(order, catalogue),
        steps=_weeks(order, catalogue),
    )
    return phrase(catalogue, "dose.growth.from", when=when, line=line)
