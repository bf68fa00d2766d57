"""A workbook and the settings of e-mail become what can be said before any letter is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from clinicplan.desk.counts import counts_of
from clinicplan.desk.desk import Desk
from clinicplan.desk.rows import rows_of
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.choose import holds
from clinicplan.mail.entry import GONE, State
from clinicplan.mail.settings import Settings
from clinicplan.plan import Plan
from clinicplan.tasks.addresses import doubts
from clinicplan.tasks.check import Checked
from clinicplan.tasks.office import settings_for
from clinicplan.tasks.questions import unsided_in


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who would get a letter; `is_asked` where somebody must answer first."""

    plan: str
    name: str
    address: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Ahead:
    """Whether letters can go out from here, and how many may get one.

    `sender` is the address that they come from, "" where nobody has typed one. Of the `ready`
    plans `agreed` have an address and the patient's consent, and `unasked` an address alone;
    about `asked` of the agreed somebody is asked first.
    `held` have a mistake that keeps their letter here. `people` are those who would get one now.
    `trouble` is what is wrong with the settings; `by_hand` where the clinic sends drafts itself.
    """

    is_set_up: bool
    sender: str
    ready: int
    agreed: int
    unasked: int
    trouble: str = ""
    by_hand: bool = False
    asked: int = 0
    held: int = 0
    people: tuple[Recipient, ...] = ()

    @property
    def without(self) -> int:
        """The ready plans that have no address."""
        return self.ready - self.agreed - self.unasked - self.held

    @property
    def can_send(self) -> bool:
        """True where e-mail is set up."""
        return self.is_set_up and not self.trouble

    @property
    def can_look(self) -> bool:
        """True where a letter could be written: it says from whom it comes."""
        return bool(self.sender) and not self.trouble


def ahead_of(desk: Desk, view: View, checked: Checked) -> Ahead:
    """What can be known without writing a letter."""
    settings, trouble = Settings(), ""
    try:
        settings = settings_for(view.file, desk.around.computer)
    except ClinicPlanError as error:
        trouble = str(error)
    reading = checked.reading
    rows = rows_of(checked, desk.given(), view.headings)
    ready = {row.plan for row in rows if row.is_ready}
    plans = [plan for plan in reading.plans if plan.id in ready]
    held = [plan for plan in plans if not {"", plan.id}.isdisjoint(reading.unsent)]
    addressed = [plan for plan in plans if plan.patient.email and plan not in held]
    agreed = [plan for plan in addressed if plan.patient.consent]
    asked = doubts(desk.folder, agreed, letters=desk.letters(), reading=reading)
    return Ahead(
        bool(settings.server),
        settings.address or reading.clinic.email,
        counts_of(checked, rows).ready,
        len(agreed),
        len(addressed) - len(agreed),
        trouble,
        settings.drafts and not settings.server,
        len(asked),
        len(held),
        tuple(_recipients(desk, checked, agreed, asked=asked, shared=settings.shared)),
    )


def _recipients(
    desk: Desk,
    checked: Checked,
    plans: Iterable[Plan],
    *,
    asked: Collection[str],
    shared: Collection[str],
) -> Iterator[Recipient]:
    """Who would get a letter of these, as far as the workbook and the last letters say."""
    reading = checked.reading
    kept = holds(reading.plans, people=reading.people, clinic=reading.clinic, shared=shared,
                 unsent=reading.unsent)  # fmt: skip
    waiting = {*kept, *unsided_in(checked.found)}
    gone = {(entry.plan, entry.version) for entry in desk.letters()
            if entry.state in GONE or entry.state is State.DROPPED}  # fmt: skip
    for plan in plans:
        if plan.id not in waiting and (plan.id, plan.version) not in gone:
            yield Recipient(plan.id, plan.patient.name, plan.patient.email, plan.id in asked)
