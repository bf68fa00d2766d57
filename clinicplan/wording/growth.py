"""An amount that grows from week to week -> a line, and a list of the weeks with theirs."""

from __future__ import annotations

from clinicplan.catalogue.phrases import phrase
from clinicplan.catalogue.values import Catalogue
from clinicplan.dose import Amount, exactly
from clinicplan.plan import Growth
from clinicplan.wording.amounts import length_words, number_of
from clinicplan.wording.orders import Order, grows, steps_of


def _line(order: Order, catalogue: Catalogue) -> str:
    """ "2 more each week until week 6", "build up to 12 by week 4"."""
    growth = order.growth or Growth(0, 0)
    key = "until" if not growth.by else "by-until" if growth.until else "by"
    if growth.by:
        key = f"{key}-every" if growth.every > 1 else key
    values = {"by": _number(growth.by, growth, catalogue),
              "until": _number(growth.until, growth, catalogue)}  # fmt: skip
    return phrase(
        catalogue, f"dose.growth.{key}", **values, last=growth.last_week, weeks=growth.every
    )


def _number(number: int, growth: Growth, catalogue: Catalogue) -> str:
    """A count, or a time with its unit: "5 minutes"."""
    return _words(exactly(number), growth, catalogue)


def _words(amount: Amount, growth: Growth, catalogue: Catalogue) -> str:
    if growth.fact == "reps":
        return number_of(amount, catalogue)
    return length_words(amount, catalogue)


def _weeks(order: Order, catalogue: Catalogue) -> str:
    """Each week with what it has reached: "week 2: 12, week 3: 14"."""
    growth = order.growth or Growth(0, 0)
    return ", ".join(
        phrase(catalogue, "dose.growth.step", week=change.week,
               amount=_words(getattr(change.dose, growth.fact), growth, catalogue))
        for before, change in steps_of(order)
        if grows(order, before, change)
    )  # fmt: skip


def growth_lines(order: Order, catalogue: Catalogue) -> tuple[str, ...]:
    """What grows and until when, and each week with its amount."""
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
