"""A workbook and the settings of e-mail become what can be said before any letter is written."""

from __future__ import annotations

from dataclasses import dataclass

from clinicplan.desk.desk import Desk
from clinicplan.desk.views import View
from clinicplan.errors import ClinicPlanError
from clinicplan.mail.settings import Settings
from clinicplan.tasks.addresses import slips
from clinicplan.tasks.check import Checked
from clinicplan.tasks.office import settings_for


@dataclass(frozen=True, slots=True)
class Ahead:
    """Whether letters can go out from here, and how many may get one.

    `sender` is the address that they come from, "" where nobody has typed one. Of the `ready`
    plans `agreed` have an address and the patient's consent, and `unasked` an address alone;
    `asked` of the agreed have an address that looks like a slip.
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

    @property
    def without(self) -> int:
        """The ready plans that have no address."""
        return self.ready - self.agreed - self.unasked

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
    addressed = [plan for plan in checked.reading.plans if plan.patient.email]
    agreed = [plan for plan in addressed if plan.patient.consent]
    return Ahead(
        bool(settings.server),
        settings.address or checked.reading.clinic.email,
        len(checked.reading.plans),
        len(agreed),
        len(addressed) - len(agreed),
        trouble,
        settings.drafts and not settings.server,
        len(slips(desk.folder, agreed)),
    )
