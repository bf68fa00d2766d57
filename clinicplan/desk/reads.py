"""What a patient reads of an exercise becomes a page's: the very words, and who gave them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clinicplan.catalogue.phrases import day_month, listed
from clinicplan.desk.pages import Pages
from clinicplan.readback import Printed
from clinicplan.schedule import first_day


@dataclass(frozen=True, slots=True)
class Reads:
    """Side, dose and note as they are printed; `aside` is not: who gave what, sums, a line each."""

    side: str
    dose: str
    note: str
    aside: tuple[str, ...]


def reads_of(
    pages: Pages, printed: Printed, *, start: date | None, told: tuple[str, ...] = ()
) -> Reads:
    """What is shown of an exercise; `start` is the plan's first day, None while it has none.

    `told` is said below it, as it stands.
    """
    say, words = pages.say, pages.desk.catalogue
    aside = [
        say(f"reads.{origin}", facts=listed(words, list(facts))) if facts
        else say(f"reads.all_{origin}")
        for origin, facts in printed.given
    ]  # fmt: skip
    if printed.total:
        aside.append(say("reads.in_all", amount=printed.total))
    if start:
        aside += [
            say("reads.week", n=week, date=day_month(words, first_day(start, week)))
            for week in printed.weeks
        ]
    return Reads(printed.side, printed.dose, printed.note, (*aside, *told))
