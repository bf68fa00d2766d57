"""Letters that were looked at become who gets one, and who gets none and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clinicplan.desk.going import Looked
from clinicplan.desk.letter_words import fault_of, why_none
from clinicplan.desk.pages import Pages
from clinicplan.desk.slips import Doubted
from clinicplan.mail.choose import ASKED, MEND, Hold
from clinicplan.rules import is_unlocked
from clinicplan.tasks.check import Checked

HAVE = {"sent": "have", "saved": "have_drafts"}
"""Why somebody gets none who has one, or a draft of one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that would go, and what is wrong with it ("" for nothing).

    `doubt` is what is asked about its address first, None for nothing.
    """

    plan: str
    name: str
    version: int
    address: str
    is_locked: bool
    fault: str
    doubt: Doubted | None

    @property
    def is_good(self) -> bool:
        """True where it may be ticked."""
        return not self.fault and self.doubt is None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some get no letter, and who they are; `code` is the hold's, "" for a mistake."""

    text: str
    look: str
    people: tuple[tuple[str, str], ...]
    code: str = ""

    @property
    def has_theirs(self) -> bool:
        """True where they have theirs already."""
        return self.code in HAVE

    @property
    def is_open(self) -> bool:
        """True where their names are read at once: something is to be put right."""
        return self.code in MEND


def names_of(checked: Checked) -> dict[str, str]:
    """What each patient of the workbook is called, by plan ID."""
    return {
        person.plan: f"{person.first_name} {person.last_name}"
        for person in checked.reading.people
    }


def letters_of(
    pages: Pages, looked: Looked | None, checked: Checked, doubts: Mapping[str, Doubted]
) -> list[Letter]:
    """The letters that would go, in the workbook's order, and those that are asked about."""
    dry = (*looked.dry.letters, *looked.dry.asked) if looked else ()
    rehearsed = {letter.plan: letter for letter in dry}
    return [
        Letter(
            plan.id,
            plan.patient.name,
            plan.version,
            plan.patient.email,
            not is_unlocked(plan.password),
            fault_of(pages, rehearsed[plan.id].faults),
            doubts.get(plan.id),
        )
        for plan in checked.reading.plans
        if plan.id in rehearsed
    ]


def reasons_of(pages: Pages, looked: Looked, checked: Checked) -> list[Reason]:
    """Who gets none, by reason, with the rows that have a mistake."""
    names = names_of(checked)
    found: dict[str, list[Hold]] = {}
    holds = looked.dry.sorting.holds
    for hold in (hold for hold in holds if hold.reason not in ASKED):  # asked about in the list
        found.setdefault(why_none(pages, hold), []).append(hold)
    reasons = [
        Reason(text, "", tuple((hold.plan, names.get(hold.plan, "")) for hold in holds),
               holds[0].reason)
        for text, holds in found.items()
    ]  # fmt: skip
    good = {plan.id for plan in checked.reading.plans}
    faulty = tuple(
        (person.plan, names[person.plan])
        for person in checked.reading.people
        if person.plan not in good
    )
    if faulty:
        reasons.append(Reason(pages.say("letters.faulty"), "mend", faulty))
    return reasons


def have_of(pages: Pages, reasons: Iterable[Reason]) -> str:
    """How many have theirs already, and how many a draft of it; "" for nobody."""
    counts: Counter[str] = Counter()
    for reason in reasons:
        if reason.has_theirs:
            counts[HAVE[reason.code]] += len(reason.people)
    said = (pages.say(f"letters.{key}", n=counts[key]) for key in HAVE.values()
            if counts[key])  # fmt: skip
    return ". ".join(said)
