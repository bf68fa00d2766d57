"""Letters that were not taken, came back or are in doubt become cards to be settled in place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.asked import Answers
from clinicplan.desk.given import moment
from clinicplan.desk.letter_words import help_of
from clinicplan.desk.mailroom import MailRoom, Seen
from clinicplan.desk.mending import told, why_not
from clinicplan.desk.pages import Notice, Pages, field, go_to
from clinicplan.desk.seen import plan_of, seen
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.findings import Severity
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.signin import NoSecret
from clinicplan.plan import Plan
from clinicplan.tasks.check import Checked
from clinicplan.tasks.mend import Nothing, NotMended, OthersChange
from clinicplan.tasks.office import settings_for
from clinicplan.tasks.outbox import where_it_ended
from clinicplan.tasks.readdress import readdress
from clinicplan.tasks.rewrite import OpenElsewhere

BACK = "/letters?show=decide"
DECISIONS = ("sent", "again", "drop")

OF_ADDRESSES = ("shared-address", "shared-address-family", "email-domain-near")
"""What is warned of at an address."""


@dataclass(frozen=True, slots=True)
class Card:
    """A letter that somebody must see to: whose, since when, and how its last attempt ended.

    `mark` is what its forms post. `address` is the patient's in the workbook, "" where the plan
    is not there or has a mistake; `typed` what its field holds, `wrong` why that was not written
    and `warned` what is odd about the address that is. `can_write` where it may be corrected
    here, and `can_send` where the letter can go at once.
    """

    plan: str
    name: str
    version: int
    state: str
    when: str
    detail: str
    mark: str
    address: str
    typed: str
    wrong: str
    warned: str
    can_write: bool
    can_send: bool


@dataclass(frozen=True, slots=True)
class _Tried:
    """An address that was typed last and not written: for which plan, and why not."""

    plan: str
    text: str
    why: str


class Deciding:
    """What a desk's windows show of the letters that somebody must see to."""

    def __init__(self, pages: Pages, room: MailRoom) -> None:
        self._pages = pages
        self._room = room
        self._said = Answers()
        self._tried: _Tried | None = None

    def routes(self) -> list[Route]:
        """Where its forms go."""
        post = ["POST"]
        return [
            Route("/letters/decide", self.decide, methods=post),
            Route("/letters/again", self.send_again, methods=post),
            Route("/letters/address", self.address, methods=post),
        ]

    def cards(self, checked: Checked) -> list[Card]:
        """The letters that wait for somebody."""
        return [self._card(entry, checked) for entry in self._room.unsettled]

    @property
    def asks_password(self) -> bool:
        """True where the last letter did not go for want of the mail password."""
        going = self._room.going
        return going is not None and isinstance(going.fault, NoSecret)

    def notice(self) -> Notice | None:
        """What is to be said of the last decision."""
        view = self._pages.desk.view
        return self._said.told(view) if view else None

    def decide(self, request: Request) -> Response:
        """Somebody has decided about a letter."""
        plan, decision = field(request, "plan"), field(request, "decision")
        if decision in DECISIONS and not self._room.is_going:
            do = partial(self._room.decide, plan, decision, mark=field(request, "mark"))
            said = self._pages.say(f"letters.decided.{decision}", plan=plan)
            self._say(self._trouble(do) or Notice("good", said, ""))
        return go_to("/letters?show=sent" if field(request, "show") == "sent" else BACK)

    def _trouble(self, do: partial[None]) -> Notice | None:
        try:
            do()
        except BusyFolder:
            return Notice("look", self._pages.say("print.busy"), "")
        except ClinicPlanError as error:
            return Notice("mend", help_of(self._pages, error) or str(error), "")
        return None

    def send_again(self, request: Request) -> Response:
        """Send one letter once more, now, to the address that was shown."""
        now = seen(self._pages)
        if now and now[0].is_current and not self._room.is_going:
            letter = Seen(field(request, "plan"), field(request, "mark"), field(request, "address"))
            self._say(None)
            self._room.send_one(now[0], letter, password=field(request, "password"))
        return go_to(BACK)

    def address(self, request: Request) -> Response:
        """Write the right address into the workbook."""
        now, text = seen(self._pages), field(request, "value")
        plan = plan_of(now[1], field(request, "plan")) if now else None
        desk, self._tried = self._pages.desk, None
        if not now or not now[0].is_current or not desk.saves or self._room.is_going:
            return go_to(BACK)
        if plan is None or plan.patient.email != field(request, "was"):
            say = self._pages.say
            self._say(Notice("look", say("mend.out_of_date"), say("mend.look_again")))
        elif text == plan.patient.email:
            self._tried = _Tried(plan.id, text, self._pages.say("letters.same_address"))
        else:
            self._write(now[1], plan, text)
        return go_to(BACK)

    def _write(self, checked: Checked, plan: Plan, text: str) -> None:
        desk, say = self._pages.desk, self._pages.say
        try:
            with desk.at_press, desk.busy():
                written = readdress(checked.ready, plan, text, today=desk.around.now().date())
        except (NotMended, Nothing, OthersChange) as error:
            self._tried = _Tried(plan.id, text, why_not(self._pages, error))
        except OpenElsewhere as error:
            self._tried = _Tried(plan.id, text, f"{error} {say('mend.close_excel')}")
        except ClinicPlanError as error:
            desk.read_again()
            self._say(told(self._pages, error))
        else:
            desk.read_again(written)
            self._room.forget()
            said = say("letters.readdressed", plan=plan.id, file=written.file.name)
            self._say(Notice("good", said, ""))

    def _say(self, notice: Notice | None) -> None:
        self._said.note(notice, self._pages.desk.view)

    def _card(self, entry: Entry, checked: Checked) -> Card:
        desk, plan = self._pages.desk, plan_of(checked, entry.plan)
        address = plan.patient.email if plan else ""
        tried = self._tried if self._tried and self._tried.plan == entry.plan else None
        view = desk.view
        is_current = view is not None and view.is_current
        return Card(
            entry.plan,
            _name(checked, entry.plan),
            entry.version,
            entry.state.replace(" ", "-"),
            moment(datetime.fromisoformat(entry.changed), now=desk.around.now(),
                   words=desk.catalogue),
            where_it_ended(entry.step, entry.code, desk.catalogue),
            entry.mark,
            address,
            tried.text if tried else address,
            tried.why if tried else "",
            _warned(checked, entry.plan),
            can_write=bool(address) and is_current and desk.saves
            and entry.state is not State.IN_DOUBT,
            can_send=bool(address) and is_current and self._can_send(checked),
        )  # fmt: skip

    def _can_send(self, checked: Checked) -> bool:
        try:
            settings = settings_for(checked.ready.file, self._pages.desk.around.computer)
        except ClinicPlanError:
            return False
        return bool(settings.server)


def _name(checked: Checked, plan: str) -> str:
    people = (each for each in checked.reading.people if each.plan == plan)
    return next((f"{each.first_name} {each.last_name}" for each in people), "")


def _warned(checked: Checked, plan: str) -> str:
    """What the workbook's check says of the address."""
    found = (
        item for item in checked.found
        if item.plan == plan and item.code in OF_ADDRESSES and item.severity is Severity.WARNING
    )  # fmt: skip
    return " ".join(f"{item.message} {item.here or item.hint}" for item in found)
