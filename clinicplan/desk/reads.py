"""What a patient reads of an exercise becomes a page's: the very words, and who gave them."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.catalogue.phrases import listed
from clinicplan.desk.pages import Pages
from clinicplan.readback import Printed


@dataclass(frozen=True, slots=True)
class Reads:
    """Side, dose and note as they are printed; `aside` is not: what nobody typed, and sums."""

    side: str
    dose: str
    note: str
    aside: str


def reads_of(pages: Pages, printed: Printed) -> Reads:
    """What is shown of an exercise."""
    say, words = pages.say, pages.desk.catalogue
    aside = [
        say(f"reads.{origin}", facts=listed(words, list(facts))) if facts
        else say(f"reads.all_{origin}")
        for origin, facts in printed.given
    ]  # fmt: skip
    if printed.total:
        aside.append(say("reads.in_all", amount=printed.total))
    return Reads(printed.side, printed.dose, printed.note, " ".join(aside))
