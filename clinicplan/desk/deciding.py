"""Letters that were not taken, came back or are in doubt become cards to be settled in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.asked import Answers
from clinicplan.desk.by_hand import ByHand
from clinicplan.desk.given import moment
from clinicplan.desk.going import Seen
from clinicplan.desk.letter_words import help_of, went_to
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.mending import told, why_not
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.seen import plan_of, seen
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.findings import Finding
from clinicplan.mail.entry import Entry, State
from clinicplan.mail.letter import message_stem
from clinicplan.mail.settings import Settings
from clinicplan.mail.signin import NoSecret
from clinicplan.plan import Plan
from clinicplan.tasks.addresses import doubts
from clinicplan.tasks.check import Checked
from clinicplan.tasks.mend import Nothing, NotMended, OthersChange
from clinicplan.tasks.office import settings_for
from clinicplan.tasks.outbox import where_it_ended
from clinicplan.tasks.papers import Paper
from clinicplan.tasks.readdress import readdress
from clinicplan.tasks.rewrite import OpenElsewhere

BACK = "/letters?show=decide"
DECISIONS = ("sent", "again", "drop")

READDRESSED = (State.REFUSED, State.RETURNED)
"""Where an address was wrong."""

OF_ADDRESSES = ("shared-address", "shared-address-family", "email-domain-near")
"""What is warned of at an address."""


@dataclass(frozen=True, slots=True)
class Card:
    """A letter of the outbox: whose, since when, and how its last attempt ended.

    `mark` is what its forms post. `address` is the patient's in the workbook, "" where the plan
    is not there or has a mistake; `typed` what its field holds, `wrong` why that was not written
    and `warned` what is odd about the address that is. `can_write` where it may be corrected
    here, and `can_send` where the letter can go at once. `drafted` is the address on its draft, ""
    where that is not known; `is_lost` where its file no longer lies with the others. `went` says to
    which address a letter has gone, "" where nobody knows.
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
    drafted: str
    is_lost: bool
    went: str = ""

    @property
    def is_behind(self) -> bool:
        """True where the draft that lies there would go to another address than it has now."""
        return bool(self.drafted and self.address) and self.drafted != self.address


@dataclass(frozen=True, slots=True)
class _Known:
    """What the workbook says of those whose letters are shown, by plan ID."""

    plans: Mapping[str, Plan]
    names: Mapping[str, str]
    warned: Mapping[str, str]
    is_current: bool
    has_server: bool
    drafts: Mapping[str, str]
    papers: Mapping[str, tuple[Paper, ...]]


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that was typed last and not written: for which plan, and why not."""

    plan: str
    text: str
    why: str


class Deciding:
    """What a desk's windows show of the letters that somebody must see to."""

    def __init__(self, pages: Pages, room: MailRoom, by_hand: ByHand) -> None:
        self._pages = pages
        self._room = room
        self._by_hand = by_hand
        self._said = Answers(pages.desk.around.now)
        self._tried: Tried | None = None
        self._lacks_password = False

    def routes(self) -> list[Route]:
        """Where its forms go."""
        post = ["POST"]
        return [
            Route("/letters/decide", self.decide, methods=post),
            Route("/letters/again", self.send_again, methods=post),
            Route("/letters/save-again", self.save_again, methods=post),
            Route("/letters/address", self.address, methods=post),
            Route("/letters/returned", self.look_for_returned, methods=post),
        ]

    def cards(self, checked: Checked, entries: Iterable[Entry]) -> list[Card]:
        """What is shown of these letters."""
        entries = tuple(entries)
        known = self._known(checked, has_drafts=any(each.state is State.SAVED for each in entries))
        return [self._card(entry, known) for entry in entries]

    @property
    def asks_password(self) -> bool:
        """True where the last thing that was asked for lacked the mail password."""
        going = self._room.going
        return self._lacks_password or (going is not None and isinstance(going.fault, NoSecret))

    def can_look_for_returned(self, checked: Checked) -> bool:
        """True where the settings name the clinic's mailbox, and a password opens it."""
        settings = self._settings(checked)
        return settings is not None and bool(settings.imap) and settings.sign_in == "password"

    def tried(self, plan: str) -> Tried | None:
        """The address that was typed last for this plan and not written."""
        return self._tried if self._tried and self._tried.plan == plan else None

    def do(self, what: Callable[[], None]) -> None:
        """Do it, and say of it what kept it from being done."""
        self._say(self._trouble(what))

    def notice(self) -> Notice | None:
        """What is to be said of the last decision."""
        view = self._pages.desk.view
        return self._said.told(view) if view else None

    def forget(self) -> None:
        """Say nothing more of the last decision: something else is asked for."""
        self._say(None)

    def decide(self, request: Request) -> Response:
        """Somebody has decided about a letter."""
        plan, decision = field(request, "plan"), field(request, "decision")
        if decision in DECISIONS and not self._room.is_going:
            do = partial(self._room.decide, plan, decision, mark=field(request, "mark"))
            said = self._pages.say(f"letters.decided.{decision}", plan=plan)
            self._say(self._trouble(do) or Notice("good", said, ""))
        return back(request)

    def _trouble(self, do: Callable[[], None]) -> Notice | None:
        try:
            do()
        except BusyFolder:
            return Notice("look", self._pages.say("print.busy"), "")
        except ClinicPlanError as error:
            return Notice("mend", help_of(self._pages, error) or str(error), "")
        return None

    def send_again(self, request: Request) -> Response:
        """Send one letter once more, now, to the address that was shown.

        Where another one stands in its field, that is saved, and looked at before anything goes.
        """
        if "value" in form_of(request) and field(request, "value") != field(request, "address"):
            return self.address(request)
        now = seen(self._pages)
        if now and now[0].is_current and not self._room.is_going:
            letter = Seen(field(request, "plan"), field(request, "mark"), field(request, "address"))
            self._say(None)
            self._room.send_one(now[0], letter, password=field(request, "password"))
        return back(request)

    def save_again(self, request: Request) -> Response:
        """Save one draft anew, in place of the old one, to the address that was shown.

        Where there is a doubt about it, it is asked about among the letters first.
        """
        now, plan = seen(self._pages), field(request, "plan")
        if now and now[0].is_current and not self._room.is_going:
            letter = Seen(plan, field(request, "mark"), field(request, "address"))
            self._say(None)
            desk, reading = self._pages.desk, now[1].reading
            mine = [each for each in reading.plans if each.id == plan]
            if doubts(desk.folder, mine, letters=desk.letters(), reading=reading):
                self.do(partial(self._room.decide, plan, "again", mark=letter.mark))
            else:
                self._by_hand.save_one(now[0], letter)
        return go_to("/letters")

    def address(self, request: Request) -> Response:
        """Write the right address into the workbook."""
        now, text = seen(self._pages), field(request, "value")
        plan = plan_of(now[1], field(request, "plan")) if now else None
        desk, self._tried = self._pages.desk, None
        if not now or not now[0].is_current or not desk.saves or self._room.is_going:
            return back(request)
        if plan is None or plan.patient.email != field(request, "address"):
            say = self._pages.say
            self._say(Notice("look", say("mend.out_of_date"), say("mend.look_again")))
        elif text == plan.patient.email:
            self._tried = Tried(plan.id, text, self._pages.say("letters.same_address"))
        else:
            self._write(now[1], plan, text)
        return back(request)

    def look_for_returned(self, request: Request) -> Response:
        """Read the clinic's mailbox for letters that could not be delivered."""
        now, say = seen(self._pages), self._pages.say
        self._lacks_password = False
        if not now or self._room.is_going:
            return back(request)
        try:
            count = self._room.look_for_returned(now[0], password=field(request, "password"))
        except ClinicPlanError as error:
            self._lacks_password = isinstance(error, NoSecret)
            self._say(Notice("look", help_of(self._pages, error) or str(error), ""))
            return back(request)
        if not count:
            self._say(Notice("good", say("letters.none_returned"), ""))
            return back(request)
        self._say(Notice("look", say("letters.returned", n=count), ""))
        return go_to(BACK)

    def _write(self, checked: Checked, plan: Plan, text: str) -> None:
        desk, say = self._pages.desk, self._pages.say
        try:
            with desk.at_press, desk.busy():
                written = readdress(checked.ready, plan, text, today=desk.around.now().date())
        except (NotMended, Nothing, OthersChange) as error:
            self._tried = Tried(plan.id, text, why_not(self._pages, error))
        except OpenElsewhere as error:
            self._tried = Tried(plan.id, text, f"{error} {say('mend.close_excel')}")
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

    def _card(self, entry: Entry, known: _Known) -> Card:
        desk, plan = self._pages.desk, known.plans.get(entry.plan)
        address = plan.patient.email if plan else ""
        tried, is_draft = self.tried(entry.plan), entry.state is State.SAVED
        return Card(
            entry.plan,
            known.names.get(entry.plan, ""),
            entry.version,
            entry.state.replace(" ", "-"),
            moment(datetime.fromisoformat(entry.changed), now=desk.around.now(),
                   words=desk.catalogue),
            where_it_ended(entry.step, entry.code, desk.catalogue),
            entry.mark,
            address,
            tried.text if tried else address,
            tried.why if tried else "",
            known.warned.get(entry.plan, ""),
            can_write=bool(address) and known.is_current and desk.saves
            and entry.state in READDRESSED,
            can_send=bool(address) and known.is_current and known.has_server,
            drafted=known.drafts.get(message_stem(entry.seal), "") if is_draft else "",
            is_lost=is_draft and message_stem(entry.seal) not in known.drafts,
            went=went_to(self._pages, known.papers.get(entry.plan, ()), entry.seal, address)
            if entry.state is State.SENT else "",
        )  # fmt: skip

    def _known(self, checked: Checked, *, has_drafts: bool) -> _Known:
        view = self._pages.desk.view
        return _Known(
            {plan.id: plan for plan in checked.reading.plans},
            {each.plan: each.name for each in checked.reading.people},
            _warned(checked.found),
            view is not None and view.is_current,
            bool((settings := self._settings(checked)) and settings.server),
            self._by_hand.addresses() if has_drafts else {},
            self._pages.desk.papers(),
        )

    def _settings(self, checked: Checked) -> Settings | None:
        try:
            return settings_for(checked.ready.file, self._pages.desk.around.computer)
        except ClinicPlanError:
            return None


def back(request: Request) -> Response:
    """To the list that the form was on."""
    show = field(request, "show")
    return go_to(f"/letters?show={show}" if show in ("send", "sent") else BACK)


def _warned(found: Iterable[Finding]) -> dict[str, str]:
    """What the workbook's check says of addresses, by plan ID."""
    said: dict[str, list[str]] = {}
    for item in found:
        if item.code in OF_ADDRESSES:
            said.setdefault(item.plan, []).append(f"{item.message} {item.here or item.hint}")
    return {plan: " ".join(texts) for plan, texts in said.items()}
