"""What somebody decides about a letter that was not taken, came back or is in doubt is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicplan.desk.asked import Answers
from clinicplan.desk.by_hand import ByHand
from clinicplan.desk.cards import Card, Tried, cards_of, mail_settings
from clinicplan.desk.going import Seen
from clinicplan.desk.letter_words import help_of
from clinicplan.desk.mailroom import MailRoom
from clinicplan.desk.mending import told, why_not
from clinicplan.desk.pages import Notice, Pages, field, form_of, go_to
from clinicplan.desk.seen import plan_of, seen
from clinicplan.errors import ClinicPlanError
from clinicplan.files import BusyFolder
from clinicplan.mail.entry import Entry
from clinicplan.mail.signin import NoSecret
from clinicplan.plan import Plan
from clinicplan.tasks.addresses import doubts
from clinicplan.tasks.check import Checked
from clinicplan.tasks.mend import Nothing, NotMended, OthersChange
from clinicplan.tasks.readdress import readdress
from clinicplan.tasks.rewrite import OpenElsewhere

BACK = "/letters?show=decide"
DECISIONS = ("sent", "again", "drop")

@dataclass(frozen=True, slots=True)
class Secret:
    """Whether there is a mail password, and whether it opens the clinic's mailbox.

    `lacked_at` is the plan whose letter was to go once more without it, "" for none.
    """

    is_asked: bool
    lacked_at: str
    reads: bool


class Deciding:
    """What a desk's windows show of the letters that somebody must see to."""

    def __init__(self, pages: Pages, room: MailRoom, by_hand: ByHand) -> None:
        self._pages = pages
        self._room = room
        self._by_hand = by_hand
        self._said = Answers(pages.desk.around.now)
        self._tried: Tried | None = None
        self._lacks_password = False
        self._again = ""

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
        return cards_of(self._pages, self._by_hand, checked, entries, tried=self._tried)

    def of_passwords(self, checked: Checked) -> Secret:
        """What a page asks of the mail password, which this computer may not keep."""
        settings = mail_settings(self._pages, checked)
        signs_in = settings is not None and settings.sign_in == "password"
        reads = signs_in and settings is not None and bool(settings.imap)
        return Secret(signs_in or self.lacks_password, self._again if self.lacks_password else "",
                      reads)  # fmt: skip

    @property
    def lacks_password(self) -> bool:
        """True where the last thing that was asked for lacked the mail password."""
        going = self._room.going
        return self._lacks_password or (going is not None and isinstance(going.fault, NoSecret))

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
            self._again = letter.plan
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

def back(request: Request) -> Response:
    """To the list that the form was on."""
    show = field(request, "show")
    return go_to(f"/letters?show={show}" if show in ("send", "sent") else BACK)
